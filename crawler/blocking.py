"""Is this answer the document? Magic bytes, challenge pages, login walls, soft 404. Pure; nothing is ever evaded.

``examine`` gives the flags that are stored with the fetch: ``blocked:<label>`` (a person must look; never parsed),
``soft404`` (an error page that calls itself 200; never parsed), ``suspicious`` (an HTML page without its end).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.filenames import disposition_name
from crawler.items import FetchKind
from crawler.pages import Html
from crawler.systems import shells
from crawler.urls import canonical, file_suffix, is_file

# Statuses with which protections refuse; 404, 410, 429 and 5xx mean other things.
_REFUSING = {401: "login", 403: "refused", 405: "yundi", 412: "ruishu", 512: "jiasule", 521: "jiasule"}
# A page that shows next to nothing but carries one of these is a challenge. Pages that came through a challenge carry
# the same scripts, hence the limit on what a reader sees.
_SCRIPT_MARKS = (
    ("jiasule", re.compile(r"__jsl_clearance|__jsluid")),
    ("ruishu", re.compile(r"\$_ts\b|_\$ts\b")),
    ("c3vk", re.compile(r"\bC3VK\b")),
    ("aliyun", re.compile(r"acw_sc__v2|aliyun_waf")),
    ("edgeone", re.compile(r"\bWTKkN\b")),
    ("slider", re.compile(r"puzzle-vcode")),
)
_TEXT_MARKS = (
    ("yunaq", re.compile(r"创宇盾|当前访问疑似黑客攻击")),
    ("yundi", re.compile(r"电信云堤|网防G01")),
    ("slider", re.compile(r"请稍候…|安全验证|拖动滑块")),
    ("rate", re.compile(r"访问过于频繁|请求过于频繁")),
    ("geo", re.compile(r"海外访问受限|您所在的地区无法访问")),
)
_COOKIE_MARKS = (("jiasule", "__jsl"), ("c3vk", "C3VK"), ("ct6t", "CT6T"))
_GONE = re.compile(
    r"页面不存在|您访问的页面|页面未找到|找不到(?:该|您)|\b404\b|访问出错|无法访问|维护中|栏目正在建设|站点建设中"
)
_ERROR_PATH = re.compile(r"/(?:404|error)[^/]*$", re.I)
_FEW, _SHORT, _WORDY = 200, 500, 1000  # characters that a reader sees
_STUB = 600  # bytes
_MAGIC = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"\xff\xd8\xff", b"\x89PNG", b"{\\rtf")
_OFFICE_HTML = re.compile(rb"urn:schemas-microsoft-com:office|^MIME-Version:", re.I | re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is judged: one answer, its body decoded, header names in small letters."""

    url: str
    final_url: str
    kind: FetchKind
    status: int
    headers: Mapping[str, str]
    body: bytes


def examine(answer: Answer) -> tuple[str, ...]:
    """The flags of an answer; () for an ordinary one."""
    page = None if _is_binary(answer.body) else Html(answer.final_url, answer.body)
    label = _block_label(answer, page)
    if label:
        return (f"blocked:{label}",)
    if answer.status != 200 or not answer.body or answer.kind in ("robots", "added"):
        return ()
    if _soft_404(answer, page):
        return ("soft404",)
    return ("suspicious",) if page and _unended(answer.body) else ()


def _is_binary(body: bytes) -> bool:
    return body.startswith(_MAGIC)


def _unended(body: bytes) -> bool:
    return b"<html" in body[:2000].lower() and b"</html" not in body[-2000:].lower()


def _block_label(answer: Answer, page: Html | None) -> str:
    """The kind of block page; "" if it is none."""
    if answer.kind == "robots" and answer.status in (401, 403):
        return _mark(page)  # RFC 9309: no rules, unless it is a challenge
    if answer.status in _REFUSING:
        return _mark(page) or _REFUSING[answer.status]
    if answer.status == 302 and canonical(answer.headers.get("location", ""), answer.final_url) == answer.final_url:
        return _cookie_mark(answer)
    if answer.status not in (200, 202, 400) or page is None or not answer.body:
        return ""
    label = _mark(page)
    return label or (_cookie_mark(answer) if len(page.visible) < _FEW else "") or _login(page)


def _mark(page: Html | None) -> str:
    if page is None:
        return ""
    shown = page.visible
    if len(shown) < _FEW and (label := _first(_SCRIPT_MARKS, page.text)):
        return label
    return _first(_TEXT_MARKS, page.title + shown) if len(shown) < _SHORT else ""


def _first(marks: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> str:
    return next((label for label, mark in marks if mark.search(text)), "")


def _cookie_mark(answer: Answer) -> str:
    cookies = answer.headers.get("set-cookie", "")
    return next((label for label, name in _COOKIE_MARKS if name in cookies), "")


def _login(page: Html) -> str:
    """A page whose only content is a password field."""
    wall = len(page.visible) < _FEW and page.dom.xpath("//input[@type='password']")
    return "login" if wall else ""


def _soft_404(answer: Answer, page: Html | None) -> bool:
    if page is None:
        return False
    named = f"http://name/{disposition_name(answer.headers.get('content-disposition', ''))}"
    suffix = file_suffix(answer.url) or file_suffix(answer.final_url) or file_suffix(named)
    if suffix or answer.kind == "attachment" or is_file(answer.url):
        # A download servlet that wants a referrer or a captcha answers with a page, and says 200.
        return _is_html(answer.body) and not _may_be_html(suffix, answer.body, page)
    if _sent_home(answer):
        return True
    if _GONE.search(page.title) or (len(page.visible) < _FEW and _GONE.search(page.visible)):
        return True
    return answer.kind == "article" and len(answer.body) < _STUB and not is_file(shells.jump_of(page))


def _is_html(body: bytes) -> bool:
    start = body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(b"<") or b"<html" in start


def _may_be_html(suffix: str, body: bytes, page: Html) -> bool:
    """Old Word files are often HTML or MHTML under the name .doc; a .pdf that is HTML is an error page."""
    return suffix in ("doc", "wps", "xls", "et") and bool(_OFFICE_HTML.search(body) or len(page.visible) >= _WORDY)


def _sent_home(answer: Answer) -> bool:
    """Asked for something below the root, answered from the root or from an error page."""
    asked, final = urlsplit(answer.url).path, urlsplit(answer.final_url).path
    return asked != final and (final in ("", "/", "/index.html") or _ERROR_PATH.search(final) is not None)
