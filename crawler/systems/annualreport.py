"""Hanweb's page of annual reports, one address an organ and year: counties of Zhejiang and Shandong.

Recognise: ``/module/xxgk/xxgkAnnualReport.jsp?area=<organ>&fbtime=<year>``.

A registry row needs ``list_url``: such a page of the organ, or the page that links to those of several organs. Years
and organs are the links on it. Where the page draws them by script, the row may say the address itself: ``year_url``
with ``{year}`` in it, and ``first_year``; then every year from there to the present one is asked for. No other address
is made up.

Traps, each with a case under tests/listings:

- What stands at such an address is either a list of links to articles, or the report itself: a page that shows three of
  the six chapters lists itself. Its title is the one it prints; the year of the address is no part of it, since it may
  be the year of publication.
- A page without ``fbtime`` shows what is newest: its address is no report's, it is only read for links.
- The same page is linked with its values in another order: organ and year are its identity.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlencode, urlsplit

from crawler.items import Link
from crawler.pages import Html, squeeze
from crawler.registry import Portal
from crawler.systems.contract import Listing, Page, PageRequest
from crawler.systems.pager import next_link
from crawler.systems.rows import target
from crawler.systems.years import articles_and_rows, below
from crawler.titles import is_report
from crawler.urls import host_of

_SERVLET = "/module/xxgk/xxgkAnnualReport.jsp"
_LINKED = re.compile(rf"{re.escape(_SERVLET)}\?[^\"'\s]*fbtime=\d", re.I)
_QUOTED = re.compile(rf"""["']([^"'\s]*{re.escape(_SERVLET)}\?[^"'\s]*)["']""", re.I)
_CHAPTERS = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开",
    "行政复议",
    "存在的主要问题",
    "其他需要报告",
)
FIRST_YEAR = 2008
"""Reports begin with the regulations of 2008 (PORTALS: 2010 to 2024 were seen)."""
_ENOUGH = 3
_HEADINGS = ("//h1 | //h2 | //h3", "//*[contains(@class, 'title')]", "//p | //td", "//title")
_LONGEST = 60


def recognise(page: Html) -> bool:
    return _SERVLET in page.url or len(_LINKED.findall(page.text)) > 1


def first_requests(portal: Portal) -> Sequence[PageRequest]:
    column = PageRequest(url=portal.list_url)
    if not portal.year_url:
        return (column,)
    years = range(datetime.now(UTC).year, (portal.first_year or FIRST_YEAR) - 1, -1)
    return (column, *(PageRequest(url=portal.year_url.replace("{year}", str(year))) for year in years))


def read_listing(page: Page) -> Listing:
    columns = below(page, _others(page))
    if own := _itself(page):  # its files are attachments, not rows
        return Listing(links=own, columns=columns, rows=len(own))
    links, rows = articles_and_rows(page.dom.iter("a"), page.url)
    return Listing(links=links, next=next_link(page), columns=columns, rows=rows)


def _itself(page: Page) -> tuple[Link, ...]:
    """The page as a report, where it is one."""
    shown = page.visible
    if not _identity(page.url)[1] or sum(chapter in shown for chapter in _CHAPTERS) < _ENOUGH:
        return ()
    title = _title(page)
    return (Link(url=page.url, title=title),) if title else ()


def _title(page: Page) -> str:
    """The first tag, heading or paragraph that reads like a report's title, at last the page's own; "" if none."""
    printed = page.dom.xpath("//meta[@name='ArticleTitle']/@content")
    printed += [node.text_content() for where in _HEADINGS for node in page.dom.xpath(where)]
    titles = (" ".join(text.split()) for text in printed)
    return next((title for title in titles if len(squeeze(title)) <= _LONGEST and is_report(title)), "")


def _others(page: Page) -> list[str]:
    """The pages of other years and organs that this one links to, each once."""
    found: dict[tuple[str, str], str] = {}
    for url in _linked(page):
        identity = _identity(url)
        if host_of(url) == host_of(page.url) and any(identity) and identity != _identity(page.url):
            found.setdefault(identity, _address(url, identity))
    return list(found.values())


def _linked(page: Page) -> list[str]:
    urls = []
    for anchor in page.dom.iter("a", "option"):
        script = _QUOTED.search(f'{anchor.get("href", "")} {anchor.get("onclick", "")} "{anchor.get("value", "")}"')
        if script:
            anchor.set("href", script.group(1))
        if _SERVLET in (url := target(anchor, page.url)):
            urls.append(url)
    return urls


def _identity(url: str) -> tuple[str, str]:
    """(organ, year) that an address names; "" for what it does not say."""
    values = parse_qs(urlsplit(url).query)
    if _SERVLET not in url:
        return "", ""
    return values.get("area", [""])[0], values.get("fbtime", [""])[0]


def _address(url: str, identity: tuple[str, str]) -> str:
    values = {name: value for name, value in zip(("area", "fbtime"), identity, strict=True) if value}
    others = {name: v[0] for name, v in parse_qs(urlsplit(url).query).items() if name not in ("area", "fbtime")}
    return f"{url.split('?')[0]}?{urlencode(values | others)}"
