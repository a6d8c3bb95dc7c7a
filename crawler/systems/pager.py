"""Turning the pages of a list: where the next one is, and the request for it.

In this order (the calls that write a pager, and form posts, belong to the families): a link that says "next"; the
next number of a row of page numbers, its address learned from two of them; both once more in a pager that is hidden in
base64.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from urllib.parse import unquote

from lxml.html import HtmlElement

from crawler.pages import Html, squeeze, tree
from crawler.systems.contract import Page, PageRequest
from crawler.systems.lengths import stated_pages
from crawler.systems.rows import target
from crawler.urls import canonical, host_of

_NEXT_WORDS = ("下一页", "下页", "后一页", "下一頁", "next", "nextpage", ">", "›", "»", ">>")
_OTHER_WORDS = ("首页", "尾页", "末页", "上一页", "上页", "前一页", "<", "‹", "«", "<<")
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-])", re.I)
_PAGE_NUMBER = re.compile(r"[1-9]\d{0,2}")
_ADDRESS = re.compile(r"""["']([^"'\s]*(?:\.(?:s?html?|jhtml|jsp|aspx?|php|do)\b|\?)[^"'\s]*)["']""", re.I)
_CALL = re.compile(r"""(\w+)\s*\(\s*["']?(\d{1,5})["']?\s*\)""")
_BASE64 = re.compile(r"""\batob\s*\(\s*["']([A-Za-z0-9+/=\s]{24,})["']""")
_ONLY_BASE64 = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")


def following(page: Page, url: str, *, form: str = "", dialect: str | None = None, rows: int = 0) -> PageRequest:
    """The request for the page after ``page``, on which ``rows`` rows were read; in its dialect where none is given."""
    asked = page.request
    return PageRequest(
        url=url,
        form=form,
        headers=asked.headers,
        number=asked.number + 1,
        offset=asked.offset + rows,
        depth=asked.depth,
        dialect=asked.dialect if dialect is None else dialect,
    )


def is_over(read: int, total: int | None, rows: int) -> bool:
    """Whether a listing has no more: a page without rows, or exactly the stated total was read.

    A total below what was read is wrong, so it bounds nothing: the walk ends where a page brings nothing new.
    """
    return not rows or read == total


def next_link(page: Page) -> tuple[PageRequest, ...]:
    """Where the page itself says that the next one is: a link that says so, or stands where such links stand."""
    for url in _by_word(page.dom, page):
        if url and url != page.url and host_of(url) == host_of(page.url):
            return (replace(following(page, url), shown=True),)
    return ()


def next_addresses(page: Page) -> list[str]:
    """Where the next page may be, the surest way first; [] on a last page."""
    found = [url for dom in (page.dom, *_hidden(page)) for url in (*_by_word(dom, page), *_by_number(dom, page))]
    here = [url for url in dict.fromkeys(found) if url and host_of(url) == host_of(page.url)]
    return [url for url in here if url not in (page.url, page.request.url)]


def is_pager_word(words: str) -> bool:
    """Whether a link of this name turns pages."""
    plain = squeeze(words).lower()
    return plain in (*_NEXT_WORDS, *_OTHER_WORDS) or bool(_PAGE_NUMBER.fullmatch(plain))


# -- links


def _by_word(dom: HtmlElement, page: Page) -> Iterator[str]:
    for anchor in dom.iter("a"):
        if _says_next(anchor):
            yield _address(anchor, page)


def _says_next(anchor: HtmlElement) -> bool:
    words = {squeeze(anchor.text_content()).lower(), squeeze(anchor.get("title", "")).lower()}
    if words & set(_NEXT_WORDS) or anchor.get("rel", "").lower() == "next":
        return True
    parent = anchor.getparent()
    around = parent.get("class", "") if parent is not None and len(parent) == 1 else ""
    return bool(_NEXT_CLASS.search(anchor.get("class", "")) or _NEXT_CLASS.search(around))


def _address(anchor: HtmlElement, page: Html) -> str:
    """Where a pager's link leads, its script read where it has one: a literal address or a known call with a number."""
    if url := target(anchor, page.url):
        return url
    script = f"{anchor.get('href', '')} {anchor.get('onclick', '')}"
    if quoted := _ADDRESS.search(script):
        return canonical(quoted.group(1), page.url)
    if call := _CALL.search(script):
        return _called(call.group(1), call.group(2), page)
    return ""


def _called(function: str, number: str, page: Html) -> str:
    """The address that ``function(number)`` goes to, where the page defines it as literal + number (+ literal)."""
    head = re.search(
        rf"\b{re.escape(function)}\s*(?:=\s*function\s*)?\(\s*(\w+)[^)]*\)\s*\{{([^}}]{{0,400}})", page.text
    )
    if head is None:
        return ""
    argument = re.escape(head.group(1))
    sum_ = re.search(rf"""["']([^"'\s]+)["']\s*\+\s*{argument}\b(?:\s*\+\s*["']([^"'\s]*)["'])?""", head.group(2))
    return canonical(f"{sum_.group(1)}{number}{sum_.group(2) or ''}", page.url) if sum_ else ""


def _by_number(dom: HtmlElement, page: Page) -> Iterator[str]:
    """The link called by the next number; beyond the numbers shown, what two of them teach."""
    numbered: dict[int, str] = {}
    for anchor in dom.iter("a"):
        word = squeeze(anchor.text_content())
        if _PAGE_NUMBER.fullmatch(word) and (url := _address(anchor, page)):
            numbered.setdefault(int(word), url)
    wanted = page.request.number + 1
    learned = _learn(numbered)
    if wanted in numbered and (learned(wanted) == numbered[wanted] if learned else _fits(wanted, numbered)):
        yield numbered[wanted]
    elif learned is not None and (max(numbered) > wanted or (stated_pages(page) or 0) >= wanted):
        yield learned(wanted)


def _fits(wanted: int, numbered: dict[int, str]) -> bool:
    """Whether the address is a page of this pager though nothing is learned: alone, or like another but for a number
    (``index.html``, ``index_1.html``)."""
    bare = {page: re.sub(r"[_-]?\d+", "", url) for page, url in numbered.items()}
    others = {url for page, url in bare.items() if page != wanted}
    return not others or bare[wanted] in others


def _learn(numbered: dict[int, str]) -> Callable[[int], str] | None:
    """page -> address, from two addresses that differ in one number as their pages do, up or down."""
    pages = sorted(numbered)
    for first, second in pairwise(pages):
        one, two = (re.split(r"(\d+)", numbered[page]) for page in (first, second))
        differ = [place for place, (a, b) in enumerate(zip(one, two, strict=False)) if a != b]
        if len(one) != len(two) or len(differ) != 1 or not (one[differ[0]] + two[differ[0]]).isdecimal():
            continue
        place, start = differ[0], int(one[differ[0]])
        step = (int(two[place]) - start) / (second - first)
        if step in (1, -1):
            return lambda page: "".join([*one[:place], str(start + int(step) * (page - first)), *one[place + 1 :]])
    return None


def _hidden(page: Html) -> Iterator[HtmlElement]:
    """Pagers written in base64 of percent signs: in ``atob("…")``, or as the text of ``#pages`` (Yunnan)."""
    texts = [*_BASE64.findall(page.text), *page.dom.xpath("//*[@id='pages']/text() | //*[@id='pages']/@value")]
    for text in texts:
        packed = squeeze(text)
        if not _ONLY_BASE64.fullmatch(packed):
            continue
        try:
            yield tree(unquote(b64decode(packed, validate=True).decode("utf-8")))
        except (Error, UnicodeDecodeError):  # letters and digits that are no pager
            continue
