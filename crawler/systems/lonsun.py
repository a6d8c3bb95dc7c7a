"""LonSun (龙讯): Anhui's unified platform; also 巴中, 广丰, counties of Gansu and Qinghai.

Recognise: ``/public/column/<organ>?type=3&action=list``, ``/content/column/<id>``, ``/site/tpl/<id>``, articles
``/public/<organ>/<article>.html``, and the call ``/site/label/8888?…labelName=publicInfoList``.

A registry row needs ``list_url``. ``type`` says what a page of an organ is: 1 rules, 2 guide, **3 annual reports**, 4
catalogue, 5 applications. With ``type=3`` it is one organ's list; with ``type=4`` it is the tree of all organs, and
each organ found there gives a column ``/public/column/<organ>?type=3&action=list``.

The column page is a shell: the rows come from ``/site/label/8888`` with the values that the page's script names, 15 to
a page, ``pageIndex`` counted from 1, as a fragment that states ``pageCount`` and ``total``.

Traps, each with a case under tests/listings:

- ``_=0.4256`` in the call is a random number against caches: it is dropped, or every night would see a new page.
- A wrong ``siteId`` or ``organId`` answers 200 with 暂无相关信息: no row is no success.
- ``/content/column/<id>?pageIndex=2`` is drawn on the server; ``/site/tpl/7931?nav=4&year=2024`` has a page a year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.dialects import article_of
from crawler.pages import Html
from crawler.registry import Portal
from crawler.systems import pager
from crawler.systems.contract import Listing, Page, PageRequest
from crawler.systems.lists import read, rows_of
from crawler.systems.rows import target
from crawler.urls import canonical, host_of

_SIGNS = re.compile(
    r"/site/label/\d+|/public/(?:column/\d+|\d+/\d{6,}\.html)|labelName[=:\"'\s]+publicInfoList|j-fontContent", re.I
)
_CALL = re.compile(r"""["']([^"'\s]*/site/label/\d+)(?:\?([^"'\s]*))?["']""")
_DATA = re.compile(r"\bdata\s*:\s*\{([^{}]*labelName[^{}]*)\}", re.S)
_FIELD = re.compile(r"""["']?(\w+)["']?\s*:\s*(?:"([^"]*)"|'([^']*)'|(-?\w+))""")
_ORGAN = re.compile(r"/public/column/(\d+)(?:$|[?])")
_PAGE_COUNT = re.compile(r"\bpageCount\s*:\s*[\"']?(\d{1,6})")
_TOTAL = re.compile(r"\btotal\s*:\s*[\"']?(\d{1,7})")
_LABEL = "label"
_TREE, _ANNUAL = "4", "type=3&action=list"


def recognise(page: Html) -> bool:
    return bool(_SIGNS.search(page.text))


def first_requests(portal: Portal) -> Sequence[PageRequest]:
    return (PageRequest(url=portal.list_url),)


def read_listing(page: Page) -> Listing:
    if page.request.dialect == _LABEL:
        return _read_label(page)
    if dict(parse_qsl(urlsplit(page.request.url).query)).get("type") == _TREE:
        return Listing(columns=_organs(page))
    listing = read(page, _is_article, _by_index)
    return replace(listing, columns=(*_labels(page), *listing.columns))


def _is_article(url: str) -> bool:
    article = article_of(url)
    return article is not None and article.dialect == "lonsun"


def _by_index(page: Page, rows: int) -> list[str]:
    return [_with_index(page.request.url, page.request.number + 1)]


def _with_index(url: str, index: int) -> str:
    parts = urlsplit(url)
    values = dict(parse_qsl(parts.query, keep_blank_values=True)) | {"pageIndex": str(index)}
    values.pop("_", None)
    return parts._replace(query=urlencode(values), fragment="").geturl()


# -- rows that come by a call


def _labels(page: Page) -> tuple[PageRequest, ...]:
    """The list's own address, a column of its own: the shell around it is no page of the list."""
    if page.request.number > 1:
        return ()
    data = {name: a or b or c for found in _DATA.findall(page.text) for name, a, b, c in _FIELD.findall(found)}
    found = []
    for path, query in _CALL.findall(page.text):
        values = dict(parse_qsl(unescape(query), keep_blank_values=True)) or data
        url = canonical(path, page.url)
        if values.get("labelName", "").startswith("publicInfo") and host_of(url) == host_of(page.url):
            found.append(_with_index(f"{url}?{urlencode(values)}", 1))
    return tuple(
        PageRequest(url=url, depth=page.request.depth, dialect=_LABEL, headers=(("Referer", page.url),))
        for url in dict.fromkeys(found)
    )


def _read_label(page: Page) -> Listing:
    links, rows = rows_of(page, _is_article)
    pages, total = _number(_PAGE_COUNT, page.text), _number(_TOTAL, page.text)
    # The answer's last page shows fewer rows than it was asked for, whatever it states.
    size = dict(parse_qsl(urlsplit(page.request.url).query)).get("pageSize", "")
    full = rows >= int(size) if size.isdecimal() else rows > 0
    more = full or page.request.number < (pages or 0) or page.request.offset + rows < (total or 0)
    further = pager.following(page, _with_index(page.request.url, page.request.number + 1), rows=rows)
    following = (replace(further, headers=page.request.headers),) if rows and more else ()
    return Listing(links=links, next=following, rows=rows, stated_rows=total, stated_pages=pages)


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return int(found.group(1)) if found else None


# -- organs


def _organs(page: Page) -> tuple[PageRequest, ...]:
    """Every organ of the tree: its annual-report list has the same address but for its number."""
    urls = [target(anchor, page.url) for anchor in page.dom.iter("a")]
    organs = [found.group(1) for url in urls if (found := _ORGAN.search(url)) and host_of(url) == host_of(page.url)]
    lists = [urljoin(page.url, f"/public/column/{organ}?{_ANNUAL}") for organ in dict.fromkeys(organs)]
    return tuple(PageRequest(url=url, depth=page.request.depth + 1) for url in lists)
