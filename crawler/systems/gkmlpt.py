"""gkmlpt (政府信息公开目录管理平台): the disclosure catalogue of every organ in Guangdong.

Recognise: ``/gkmlpt/index``, ``/gkmlpt/policy``, with a department's name before it on shared hosts; inline
``window._CONFIG = {SID: '755041', TREE: […], …}``.

A registry row needs ``list_url``: the shell (``…/gkmlpt/index``). It lists nothing: ``TREE`` names the catalogue's
nodes, and the rows of a node come as JSON from ``…/gkmlpt/api/all/<node>?page=1&sid=<SID>``, 100 a page.

Traps, each with a case under tests/listings:

- ``_CONFIG`` is JavaScript, only the ``TREE`` inside it is JSON.
- A node with ``jump_url`` has no rows: it leads to an ordinary column, mostly of the same host's NFCMS portal, which is
  then read as that family's. An annual node may have children (years): all of them are asked for.
- Page 0 is page 1: we count from 1. ``total`` is the whole of the node.
- ``url`` may say http and another host; ``post_url``, where it is not empty, is the better address.
- The article's text may stand only in ``_CONFIG.DETAIL.content``, as a JSON string.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.items import Link
from crawler.pages import Html, squeeze
from crawler.registry import Portal
from crawler.systems import nfcms
from crawler.systems.answers import at, items_at, json_of, number_at, text_at
from crawler.systems.contract import Listing, Page, PageRequest
from crawler.systems.pager import following, is_over
from crawler.systems.rows import days_in, unique
from crawler.systems.years import below
from crawler.urls import canonical

_SIGNS = re.compile(r"window\._CONFIG\s*=\s*\{.*\b(?:SID|TREE)\b", re.S)
_TREE = re.compile(r"""["']?\bTREE["']?\s*:\s*(?=\[)""")
_SID = re.compile(r"""\bSID["']?\s*:\s*["']?(\d{1,12})\b""")
_DETAIL = re.compile(r"""\bDETAIL["']?\s*:\s*(?=\{)""")
_ANNUAL = re.compile(r"(?:政府|政务)?(?:信息)?(?:公开)?(?:工作)?(?:年度报告|年报)")
_DEEPEST = 20


def recognise(page: Html) -> bool:
    # Ordinary columns of Guangdong link to the catalogue: only its own address or its own script says that it is one.
    return "/gkmlpt/" in urlsplit(page.url).path or bool(_SIGNS.search(page.text))


def first_requests(portal: Portal) -> Sequence[PageRequest]:
    return (PageRequest(url=portal.list_url),)


def read_listing(page: Page) -> Listing:
    answer = json_of(page.text)
    if answer is not None and isinstance(at(answer, "articles"), list):
        return _rows(page, answer)
    if answer is not None or "/gkmlpt/api/" in page.request.url:
        return Listing(trouble=f"the interface answered no rows: {page.text[:80]!r}")
    found = _TREE.search(page.text)
    if found:
        return Listing(columns=below(page, _nodes(page, _json_at(page.text, found.end()))))
    return nfcms.read_listing(page)


# -- the shell


def _json_at(text: str, start: int) -> object:
    """The JSON value that begins at ``start`` inside a script; None where there is none."""
    try:
        value: object = json.JSONDecoder(strict=False).raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None
    return value


def _nodes(page: Page, nodes: object) -> list[str]:
    """The address of every annual node: where it jumps to, or its rows."""
    sid = _SID.search(page.text)
    urls = [_jump(node, page) or _api(node, page, sid.group(1) if sid else "") for node in _annual(nodes, False, 0)]
    return [url for url in dict.fromkeys(urls) if url]


def _annual(nodes: object, inside: bool, depth: int) -> Iterator[Mapping[str, object]]:
    """The nodes named for annual reports, and all below them."""
    for node in items_at({"": nodes}, "") if depth < _DEEPEST else ():
        own = inside or _ANNUAL.fullmatch(squeeze(text_at(node, "name"))) is not None
        if own:
            yield node
        yield from _annual(node.get("children"), own, depth + 1)


def _jump(node: Mapping[str, object], page: Page) -> str:
    jump = text_at(node, "jump_url")
    return canonical(jump, page.url) if jump else ""


def _api(node: Mapping[str, object], page: Page, sid: str) -> str:
    """Beside the shell: shared hosts carry a department's name before ``/gkmlpt/``."""
    number = number_at(node, "id")
    before, found, _ = page.url.partition("/gkmlpt/")
    if number is None or not sid or not found:
        return ""
    return f"{before}/gkmlpt/api/all/{number}?{urlencode({'page': '1', 'sid': sid})}"


# -- the interface


def _rows(page: Page, answer: Mapping[str, object]) -> Listing:
    articles = items_at(answer, "articles")
    total = number_at(answer, "total")
    over = is_over(page.request.offset + len(articles), total, len(articles))
    return Listing(
        links=unique([link for article in articles if (link := _link(article, page.url))]),
        next=() if over else (following(page, _after(page), rows=len(articles)),),
        rows=len(articles),
        stated_rows=total,
    )


def _link(article: Mapping[str, object], base: str) -> Link | None:
    url = canonical(text_at(article, "post_url") or text_at(article, "url") or "", base)
    days = days_in(text_at(article, "date") or text_at(article, "created_at"))
    known = url and url != canonical(base)
    return Link(url=url, title=text_at(article, "title"), listed_on=days[0] if days else None) if known else None


def _after(page: Page) -> str:
    values = dict(parse_qsl(urlsplit(page.request.url).query))
    values["page"] = str((number_at(values, "page") or 1) + 1)
    return urljoin(page.request.url, "?" + urlencode(values))


# -- an article


def body_of(page: Html) -> str:
    """The article's HTML where it stands only in ``_CONFIG.DETAIL.content``; "" where there is none."""
    found = _DETAIL.search(page.text)
    return text_at({"": _json_at(page.text, found.end())}, "", "content") if found else ""
