"""Hanweb jpaas (大汉, new generation): Zhejiang, Hangzhou, MOFCOM, SAMR, newer portals of Jiangsu and Gansu.

Recognise: ``/api-gateway/jpaas-publish-server/``; ``/AuthorizedRead/unitbuild.js``; ``queryData="{'webId':'3185',…}"``
with ``parseType`` ``bulidstatic`` (sic). Articles are addressed as in Hanweb's older product.

A registry row needs ``list_url``: the column page. Its first page stands in the HTML beside an element that says how to
ask for more (``count``, ``rows``, ``unitUrl``, ``queryData``), or not at all: then a script with ``url`` and
``queryData`` stands in its place. Both are asked for at that address, GET, in two ways:

- ``rows``: the values of ``queryData`` with ``rows=15&pageNo=2``;
- ``paramJson``: the same values with ``paramJson={"pageNo":2,"pageSize":15}``.

The answer is JSON that carries HTML. We ask ``rows``, then ``paramJson``, and stay with what answered.

Traps, each with a case under tests/listings:

- Some sites ignore ``pageNo`` and answer page one for ever, to either way. The walk ends on the repetition, and since
  fewer rows were read than ``count`` says, the column is broken, not fine.
- ``queryData`` is no JSON: its quotes are single. The answers hold raw control characters inside their strings.
- Where nothing states a total, pages are asked for until one is empty or repeats: a page with fewer rows than were
  asked for is not the last, since some sites have a size of their own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.pages import Html, tree
from crawler.registry import Portal
from crawler.systems.answers import at, json_of, number_at, text_at
from crawler.systems.contract import Listing, Page, PageRequest
from crawler.systems.pager import following, is_over
from crawler.systems.years import articles_and_rows, beside
from crawler.urls import canonical, host_of

_SIGNS = re.compile(r"/jpaas-publish-server/|/AuthorizedRead/unitbuild\.js", re.I)
_FIELD = re.compile(r"""["'](\w+)["']\s*:\s*["']([^"']*)["']""")
_DEFAULT_ROWS = 15
_MOST_UNITS = 20


def recognise(page: Html) -> bool:
    return bool(_SIGNS.search(page.text))


def first_requests(portal: Portal) -> Sequence[PageRequest]:
    return (PageRequest(url=portal.list_url),)


def read_listing(page: Page) -> Listing:
    answer = json_of(page.text)
    if answer is not None and isinstance(at(answer, "data", "html"), str):
        return _read(page, tree(text_at(answer, "data", "html")), _asked_on(page))
    if answer is not None or page.request.dialect:
        return Listing(trouble=f"the interface answered no rows: {page.text[:80]!r}")
    pager = next(iter(page.dom.xpath("//*[@querydata and @count]")), None)
    if pager is None:
        return Listing(columns=beside(page, _shells(page), "rows"))
    return _read(page, _list_beside(pager, page), _first_address(pager, page), _count(pager, "count"))


def _read(page: Page, region: HtmlElement, address: str, total: int | None = None) -> Listing:
    """``address`` asks for the page after this one in the way ``rows``; "" where nothing says how."""
    links, rows = articles_and_rows(region.iter("a"), page.url)
    total = total if total is not None else _total(region)
    over = is_over(page.request.offset + rows, total, rows)
    ways = () if over or not address else _ways(page, address, rows)
    return Listing(links=links, next=ways, rows=rows, stated_rows=total)


def _total(region: HtmlElement) -> int | None:
    """The total an answer states, where it brings its pager along."""
    pager = next(iter(region.xpath("//*[@querydata and @count]")), None)
    return None if pager is None else _count(pager, "count")


def _list_beside(pager: HtmlElement, page: Page) -> HtmlElement:
    """The smallest element around the pager that lists articles: menus beside it list others."""
    for around in pager.iterancestors():
        if articles_and_rows(around.iter("a"), page.url)[1]:
            return around
    return pager


def _count(pager: HtmlElement, name: str) -> int | None:
    return number_at({"": pager.get(name, "").strip()}, "")


# -- addresses. An address in the way ``rows`` is the one form in which a page is kept; the other is made from it.


def _first_address(pager: HtmlElement, page: Page) -> str:
    """Page two of the unit whose first page stands in this one."""
    rows = _count(pager, "rows") or _DEFAULT_ROWS
    return _unit_address(pager.get("uniturl", ""), pager, page, rows, 2)


def _shells(page: Page) -> list[str]:
    """Page one of each unit that a script is to draw."""
    scripts = page.dom.xpath("//script[@querydata and @url]")[:_MOST_UNITS]
    return [url for script in scripts if (url := _unit_address(script.get("url"), script, page, _DEFAULT_ROWS, 1))]


def _unit_address(where: str, unit: HtmlElement, page: Page, rows: int, number: int) -> str:
    url = canonical(where, page.url) if where else ""
    values = dict(_FIELD.findall(unit.get("querydata", "")))
    if not values or host_of(url) != host_of(page.url):
        return ""
    return f"{url.split('?')[0]}?{urlencode({**values, 'rows': str(rows), 'pageNo': str(number)})}"


def _asked_on(page: Page) -> str:
    """The address of the page after an answer, in the way ``rows``."""
    values = dict(parse_qsl(urlsplit(page.request.url).query, keep_blank_values=True))
    asked = json_of(values.pop("paramJson", "")) or {}
    number = number_at(asked, "pageNo") or number_at(values, "pageNo") or 1
    rows = number_at(asked, "pageSize") or number_at(values, "rows") or _DEFAULT_ROWS
    values |= {"rows": str(rows), "pageNo": str(number + 1)}
    return f"{page.request.url.split('?')[0]}?{urlencode(values)}"


def _ways(page: Page, address: str, rows: int) -> tuple[PageRequest, ...]:
    ways = {"rows": address, "paramJson": _as_json(address)}
    headers = (("Referer", dict(page.request.headers).get("Referer", page.url)),)
    # Page one of a unit has only one way: whether the site heeds page numbers shows on page two.
    stay = page.request.dialect if page.request.number > 1 else ""
    return tuple(
        replace(following(page, urljoin(page.url, url), rows=rows, dialect=dialect), headers=headers)
        for dialect, url in ways.items()
        if stay in ("", dialect)
    )


def _as_json(address: str) -> str:
    values = dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))
    asked = {"pageNo": int(values.pop("pageNo")), "pageSize": int(values.pop("rows"))}
    return f"{address.split('?')[0]}?{urlencode({**values, 'paramJson': json.dumps(asked, separators=(',', ':'))})}"
