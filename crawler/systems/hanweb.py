"""Hanweb jcms + jpage (大汉): Jiangsu, Shandong, Gansu, counties of Hebei and Inner Mongolia, NHSA, NRTA.

Recognise: ``/col/col12377/index.html``; articles ``/art/2024/1/13/art_29411_1209062.html`` (months without zero);
``<script type="text/xml"><datastore>``; ``/module/web/jpage/dataproxy.jsp``.

A registry row needs ``list_url``: the column page. Its visible list is empty: records lie as XML in a script, each a
fragment of HTML in CDATA, about three screens of them (45 of 61). The rest comes from ``dataproxy.jsp``, in three ways:

- ``a``: POST with ``startrecord``, ``endrecord``, ``perpage`` in the address and the unit's values as a form;
- ``b``: the same values all in the address, GET;
- ``c``: GET the address in ``<nextgroup>``, which each answer names anew, or the same with the next ``page``. With
  encrypted values only this one works, and nothing in it but ``page`` may change.

We ask ``a``, then ``b``, then ``c``, and stay with what answered. The proxy of an older jpage (``d``,
``/module/jslib/jquery/jpage/dataproxy.jsp``, Gansu about 2020) is asked in the same ways and answers with JavaScript:
an array of strings, each a fragment of HTML.

The information directory (``/col/col315154/index.html?vc_xxgkarea=<organ>&number=A0102``) draws a frame instead: its
rows are a piece of HTML from ``/module/xxgk/search.jsp``, POST, or GET (hanweb_xxgk.py).

Traps, each with a case under tests/listings:

- Stop rules: no record, no new address, more records asked for than stated. The stated total is checked at the end.
- The datastore stands twice in some pages (desktop and mobile): records are counted once.
- Dates carry line breaks; index numbers such as 2026-02-00018 look like dates; the last date of a row is the day.
- Some sites refuse the proxy without ``Referer`` and ``X-Requested-With``: an ordinary browser sends both.
- ``?pageNum=2`` on the column page does nothing on the server.
- Some sites of Shandong answer the proxy with nothing and draw the list on the server: then the page's own links count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.items import Link
from crawler.pages import Html, tree
from crawler.registry import Portal
from crawler.systems import hanweb_xxgk
from crawler.systems.contract import Listing, Page, PageRequest
from crawler.systems.pager import next_link
from crawler.systems.rows import link_of, unique
from crawler.systems.years import articles_and_rows

_OLD_PROXY = "/module/jslib/jquery/jpage/dataproxy.jsp"
_SIGNS = re.compile(rf"<datastore>|/module/web/jpage/dataproxy\.jsp|{re.escape(_OLD_PROXY)}", re.I)
_COLUMN = re.compile(r"/col/(?:col\d+|\d+_\d+)/")
_RECORD = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>", re.S | re.I)
_STRING = re.compile(r""""((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'""")
_ESCAPED = re.compile(r"\\(u[0-9a-fA-F]{4}|.)")
_NEXT_GROUP = re.compile(r"<nextgroup>\s*<!\[CDATA\[\s*<a\s[^>]*href=[\"']([^\"']+)[\"']", re.S | re.I)
_TOTAL = re.compile(r"<totalrecord>\s*(\d{1,9})\b|\btotalRecord\s*[:=]\s*[\"']?(\d{1,9})\b", re.I)
_PER_PAGE = re.compile(r"\bperPage\s*[:=]\s*[\"']?(\d{1,4})\b")
_GROUP_SIZE = re.compile(r"\bgroupSize\s*[:=]\s*[\"']?(\d{1,4})\b")
_PROXY = re.compile(r"\bproxyUrl\s*[:=]\s*[\"']([^\"']+)[\"']")
_UNIT = re.compile(r"columnid=(\d+)&(?:amp;)?unitid=(\d+)")
_PAGE_VALUE = re.compile(r"(?<=[?&])page=(\d{1,6})(?=&|$)")
_DEFAULT_PROXY = "/module/web/jpage/dataproxy.jsp"
_ASKED = ("startrecord", "endrecord", "perpage")
_FIXED = {"col": "1", "sourceContentType": "1"}


def recognise(page: Html) -> bool:
    return bool(_SIGNS.search(page.text) or hanweb_xxgk.is_directory(page) or _COLUMN.search(urlsplit(page.url).path))


def first_requests(portal: Portal) -> Sequence[PageRequest]:
    return (PageRequest(url=portal.list_url),)


def read_listing(page: Page) -> Listing:
    if page.request.dialect.startswith(hanweb_xxgk.DIALECT):
        return hanweb_xxgk.read_answer(page)
    records = list(dict.fromkeys(record.strip() for record in _records(page)))
    total = _number(_TOTAL, page.text)
    read = page.request.offset + len(records)
    if not records and not page.request.dialect:
        return _without_records(page, total)
    finished = not records or (total is not None and read >= total)
    return Listing(
        links=unique([link for record in records for link in _links(record, page.url)]),
        next=() if finished else _next(page, read),
        rows=len(records),
        stated_rows=total,
    )


def _records(page: Page) -> list[str]:
    """The fragments a page holds: in CDATA, or in the answer of an old proxy as strings of a script."""
    found = _RECORD.findall(page.text)
    if found or _OLD_PROXY not in page.request.url or page.text.lstrip().startswith("<"):
        return found
    strings = [_ESCAPED.sub(_unescaped, double or single) for double, single in _STRING.findall(page.text)]
    return [string for string in strings if "<a" in string]


def _unescaped(found: re.Match[str]) -> str:
    word = found.group(1)
    return chr(int(word[1:], 16)) if len(word) > 1 else {"n": "\n", "r": "\r", "t": "\t"}.get(word, word)


def _without_records(page: Page, total: int | None) -> Listing:
    """A column page whose rows come from elsewhere: from the directory, or drawn on the server."""
    if hanweb_xxgk.is_directory(page):
        return Listing(next=hanweb_xxgk.first_ways(page))
    links, rows = articles_and_rows(page.dom.iter("a"), page.url)
    return Listing(links=links, next=next_link(page), rows=rows, stated_rows=total)


def _links(record: str, base: str) -> list[Link]:
    return [link for anchor in tree(record).iter("a") if (link := link_of(anchor, base, last_day=True))]


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return int(next(group for group in found.groups() if group is not None)) if found else None


# -- pages


def _next(page: Page, read: int) -> tuple[PageRequest, ...]:
    ways = {"a": _plain(page, read, post=True), "b": _plain(page, read, post=False), "c": _next_group(page, read)}
    stay = page.request.dialect
    return tuple(way for dialect, way in ways.items() if way and stay in ("", dialect))


def _plain(page: Page, read: int, *, post: bool) -> PageRequest | None:
    """Records ``read`` + 1 and on, by number; None where the page does not say which unit it shows."""
    unit = _unit_values(page)
    if "columnid" not in unit:
        return None
    per_page, group = _sizes(page)
    asked = {"startrecord": str(read + 1), "endrecord": str(read + group), "perpage": str(per_page)}
    proxy = _proxy(page)
    if post:
        return _ask(page, f"{proxy}?{urlencode(asked)}", "a", read, form=urlencode(unit))
    return _ask(page, f"{proxy}?{urlencode(asked | unit)}", "b", read)


def _next_group(page: Page, read: int) -> PageRequest | None:
    found = _NEXT_GROUP.search(page.text)
    if found:
        return _ask(page, urljoin(page.url, unescape(found.group(1))), "c", read)
    number = _PAGE_VALUE.search(page.request.url) if page.request.dialect == "c" else None
    if number is None:
        return None
    # The other values stay to the byte: they may be encrypted.
    return _ask(page, _PAGE_VALUE.sub(f"page={int(number.group(1)) + 1}", page.request.url, count=1), "c", read)


def _ask(page: Page, url: str, dialect: str, read: int, form: str = "") -> PageRequest:
    request = page.request
    referer = dict(request.headers).get("Referer", page.url)
    headers = (("Referer", referer), ("X-Requested-With", "XMLHttpRequest"))
    return PageRequest(
        url=url,
        form=form,
        headers=headers,
        number=request.number + 1,
        offset=read,
        depth=request.depth,
        dialect=dialect,
    )


def _proxy(page: Page) -> str:
    """The proxy's address without its query: where this page came from, or what the column page names."""
    if page.request.number > 1:
        return page.request.url.split("?")[0]
    found = _PROXY.search(page.text)
    usual = _OLD_PROXY if _OLD_PROXY in page.text else _DEFAULT_PROXY
    return urljoin(page.url, found.group(1) if found else usual).split("?")[0]


def _sizes(page: Page) -> tuple[int, int]:
    """(records a screen, records a request); an answer of the proxy is asked on as it was asked."""
    if page.request.number > 1:
        asked = dict(parse_qsl(urlsplit(page.request.url).query))
        per_page = int(asked["perpage"])
        return per_page, int(asked["endrecord"]) - int(asked["startrecord"]) + 1
    per_page = _number(_PER_PAGE, page.text) or 15
    return per_page, per_page * (_number(_GROUP_SIZE, page.text) or 3)


def _unit_values(page: Page) -> dict[str, str]:
    """The values that name the unit, from the request that was answered or from the page's own next group."""
    if page.request.dialect == "a":
        return dict(parse_qsl(page.request.form, keep_blank_values=True))
    if page.request.dialect == "b":
        query = parse_qsl(urlsplit(page.request.url).query, keep_blank_values=True)
        return {name: value for name, value in query if name not in _ASKED}
    found = _NEXT_GROUP.search(page.text)
    href = unescape(found.group(1)) if found else ""
    values = {n: v for n, v in parse_qsl(urlsplit(href).query, keep_blank_values=True) if n not in ("page", *_ASKED)}
    if "columnid" in values:
        return _FIXED | values
    unit = _UNIT.search(page.text)
    return _FIXED | {"columnid": unit.group(1), "unitid": unit.group(2)} if unit else {}
