"""Jiangxi's unified platform: the province and its counties, 大理, single counties of Sichuan.

Recognise: ``/<site>/<code>/pc/list.html`` (``/jxsrmzf/xxgkn142/pc/list.html``), articles
``/<site>/<code>/pc/content/content_<id>.html``; the script names ``channelId``, ``websiteId``, ``siteId``.

A registry row needs ``list_url``: the column page. It lists nothing; rows are JSON from ``POST /queryList`` (GET
answers 404). Two bodies are known: by code (``webSiteCode[]``, ``channelCode[]``) and by id (``channelId``, ``siteId``,
``websiteId``). We ask by code, then by id, and stay with what answered.

Traps, each with a case under tests/listings:

- ``urls`` is JSON in a string inside the JSON; ids have 19 digits and are strings: never through a float.
- The JSON may hold raw control characters.
- A server may give fewer rows than it was asked for: the last page is the one that brings nothing new.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.items import Link
from crawler.pages import Html, squeeze
from crawler.registry import Portal
from crawler.systems.contract import Listing, Page, PageRequest
from crawler.systems.rows import days_in, unique
from crawler.urls import canonical

_SIGNS = re.compile(r"/pc/list\.html|/queryList[\"'?]", re.I)
_VALUE = re.compile(r"""\b(channelId|websiteId|siteId|codeName)\s*[:=]\s*["']([\w-]+)["']""")
_PATH = re.compile(r"^/([^/]+)/(?:[^/]+/)*?([^/]+)/pc/list\.html$")
_SIZE = "15"
_CODE, _ID = "code", "id"
_NUMBER_FIELD = {_CODE: "current", _ID: "pageNo"}


def recognise(page: Html) -> bool:
    return bool(_SIGNS.search(page.text) or _PATH.search(urlsplit(page.url).path))


def first_requests(portal: Portal) -> Sequence[PageRequest]:
    return (PageRequest(url=portal.list_url),)


def read_listing(page: Page) -> Listing:
    if page.request.dialect in _NUMBER_FIELD:
        return _read_rows(page)
    bodies = {_CODE: _by_code(page), _ID: _by_id(page)}
    return Listing(next=tuple(_ask(page, body, dialect, 1) for dialect, body in bodies.items() if body))


def _by_code(page: Page) -> dict[str, str]:
    """The body that names site and column by their codes; {} where the page does not say them."""
    path = _PATH.search(urlsplit(page.url).path)
    code = dict(_VALUE.findall(page.text)).get("codeName") or (path.group(2) if path else "")
    if path is None or not code:
        return {}
    fixed = {"pageSize": _SIZE, "webSiteCode[]": path.group(1), "channelCode[]": code}
    return fixed | {"sort": "sortNum", "order": "desc"}


def _by_id(page: Page) -> dict[str, str]:
    values = dict(_VALUE.findall(page.text))
    wanted = {name: values[name] for name in ("channelId", "siteId", "websiteId") if name in values}
    return wanted | {"pageSize": _SIZE, "perPage": _SIZE} if "channelId" in wanted else {}


def _ask(page: Page, body: dict[str, str], dialect: str, index: int, rows: int = 0) -> PageRequest:
    request = page.request
    headers = dict(request.headers)
    referer = headers.get("Referer", page.url)
    return PageRequest(
        url=urljoin(page.url, "/queryList"),
        form=urlencode(body | {_NUMBER_FIELD[dialect]: str(index)}),
        headers=(("Referer", referer), ("X-Requested-With", "XMLHttpRequest")),
        number=request.number + 1,
        offset=request.offset + rows,
        depth=request.depth,
        dialect=dialect,
    )


def _read_rows(page: Page) -> Listing:
    """ValueError where the answer is no JSON, KeyError where it is another JSON: the platform has changed."""
    data = json.loads(page.text, strict=False)["data"]
    rows = data["results"]
    links = [link for row in rows if (link := _link(row["source"], page.url))]
    body = dict(parse_qsl(page.request.form, keep_blank_values=True))
    index = int(body[_NUMBER_FIELD[page.request.dialect]])
    total = data.get("total")
    more = len(rows) >= int(_SIZE) or page.request.offset + len(rows) < int(total or 0)
    further = _ask(page, body, page.request.dialect, index + 1, len(rows))
    return Listing(
        links=unique(links),
        next=(further,) if rows and more else (),
        rows=len(links),
        stated_rows=int(total) if total is not None else None,
    )


def _link(source: dict[str, Any], base: str) -> Link | None:
    """A row; None where it has no address, and then the rows read fall short of the stated total."""
    url = next((canonical(url, base) for url in _addresses(source.get("urls")) if url), "")
    days = days_in(str(source.get("pubDate", "")))
    title = squeeze(str(source.get("title") or source.get("showTitle") or ""))
    return Link(url=url, title=title, listed_on=days[0] if days else None) if url else None


def _addresses(urls: object) -> Iterator[str]:
    """The addresses of ``urls``, the desktop's first; it is JSON, or JSON in a string."""
    found = json.loads(urls, strict=False) if isinstance(urls, str) and urls else urls
    if isinstance(found, dict):
        yield from (str(found[name]) for name in sorted(found, key=lambda name: name != "pc"))
