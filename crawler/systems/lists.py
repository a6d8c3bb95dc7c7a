"""Reading a column that is drawn on the server: its rows, the columns below it, its pages. Families fill in the rest.

A column page is a list, or a hub of columns (years, groups, organs), or both, or itself the newest report, or a shell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.items import Link
from crawler.pages import Html, squeeze
from crawler.systems import lengths, pager, shells
from crawler.systems.contract import Listing, Page, PageRequest
from crawler.systems.rows import days_in, link_of, target, title_of, unique
from crawler.titles import is_report
from crawler.urls import folder_of, host_of, is_file, is_image
from parsers.titles import find_year

Wanted = Callable[[str], bool]
Computed = Callable[[Page, int], Sequence[str]]

_FRAME, _HOP = "frame", "hop-"
_FURNITURE_TAGS = ("nav", "header", "footer", "aside")
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:foot\w*|header|nav(?:bar|igation)?|crumbs?|breadcrumbs?|xglj|share)(?:$|[\s_-])", re.I
)
_ROW_TAGS = ("li", "tr", "dl", "dd")
_YEAR = re.compile(r"20\d{2}(?:年度?|n|nb)?")
_GROUP = re.compile(
    r".{0,16}(?:部门|单位|乡镇|街道|镇街|县区|区县|县（?市、?区）?|人民政府|[局委办厅院镇乡]|管委会|中心|公司)"
)
_INDEX = re.compile(r"/(?:index|list)\.(?:s?html?|jhtml)$", re.I)
_CHAPTERS = (
    *("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请", "行政复议"),
    *("存在的主要问题", "其他需要报告"),
)
_MOST_COLUMNS = 400


def read(page: Page, wanted: Wanted, computed: Computed = lambda page, rows: ()) -> Listing:
    """One page of a column. ``wanted`` says which addresses are articles; ``computed`` gives the family's own
    addresses of the next page, asked for only where the page states more than was read so far."""
    if page.request.number == 1 and (leads := _leads_elsewhere(page)):
        return Listing(columns=leads)
    if _sent_away(page):
        return Listing()
    links, rows = rows_of(page, wanted)
    itself = any(link.url == page.url for link in links)  # a report's text speaks of pages and rows of other things
    listing = Listing(
        links=links,
        columns=columns_of(page, wanted) if page.request.number == 1 else (),
        rows=rows,
        stated_rows=None if itself else lengths.stated_rows(page),
        stated_pages=None if itself else lengths.stated_pages(page) or lengths.last_number(page),
    )
    urls = [*pager.next_addresses(page), *(computed(page, rows) if _states_more(page, listing) else ())]
    listing = replace(listing, next=tuple(pager.following(page, url, rows=rows) for url in dict.fromkeys(urls)))
    return _with_frames(page, listing)


def _states_more(page: Page, listing: Listing) -> bool:
    return (listing.stated_pages or 0) > page.request.number or (
        listing.stated_rows or 0
    ) > page.request.offset + listing.rows


def _sent_away(page: Page) -> bool:
    """Beyond its last page a server may send us elsewhere: home, or to another column."""
    asked, got = urlsplit(page.request.url).path, urlsplit(page.url).path
    return page.request.number > 1 and asked != got and not got.startswith(urlsplit(folder_of(page.request.url)).path)


# -- shells and frames


def _leads_elsewhere(page: Page) -> tuple[PageRequest, ...]:
    """The one page a shell jumps to; after three jumps in a row nothing is followed any more."""
    request, url = page.request, shells.jump_of(page, page.hosts)
    hops = int(request.dialect.removeprefix(_HOP)) if request.dialect.startswith(_HOP) else 0
    if not url or hops >= shells.MOST_HOPS:
        return ()
    return (PageRequest(url=url, depth=request.depth, dialect=f"{_HOP}{hops + 1}"),)


def _with_frames(page: Page, listing: Listing) -> Listing:
    """A page without rows may show its list in a frame: one level of frames is read."""
    if listing.links or page.request.dialect == _FRAME or page.request.number > 1:
        return listing
    framed = [PageRequest(url=url, depth=page.request.depth, dialect=_FRAME) for url in shells.frames(page)]
    return replace(listing, columns=(*listing.columns, *framed))


# -- rows


def rows_of(page: Html, wanted: Wanted) -> tuple[tuple[Link, ...], int]:
    """(links to articles and files, number of rows they stand in); the page's furniture left out.

    Two links in one row (the page and its PDF) are one row: a stated total counts rows.
    """
    found: list[tuple[HtmlElement, Link]] = []
    for anchor in page.dom.iter("a"):
        if not in_furniture(anchor) and (link := link_of(anchor, page.url)) and _is_row(link, page, wanted):
            row = _row_of(anchor)
            found.append((row, replace(link, listed_on=link.listed_on or _day_beside(row))))
    titles = {row: link.title for row, link in reversed(found) if is_report(link.title)}
    named = [replace(link, title=titles.get(row, link.title)) if is_file(link.url) else link for row, link in found]
    own = _own_report(page)
    links = unique(named + own)
    return links, min(len(links), len(dict(found)) + len(own))


def in_furniture(node: HtmlElement) -> bool:
    return any(
        parent.tag in _FURNITURE_TAGS or _FURNITURE.search(f"{parent.get('class', '')} {parent.get('id', '')}")
        for parent in node.iterancestors()
        if parent.tag not in ("body", "html")
    )


def _is_row(link: Link, page: Html, wanted: Wanted) -> bool:
    """An article by its address, a file, or what calls itself the report of a year (whatever its address)."""
    if link.url == page.url or pager.is_pager_word(link.title):
        return False
    says_report = is_report(link.title) and find_year(link.title) is not None
    if is_image(link.url):
        return says_report
    if wanted(link.url):
        return not _YEAR.fullmatch(squeeze(link.title))
    return is_file(link.url) or (says_report and not _is_folder(link.url) and "list" not in link.url.lower())


def _row_of(anchor: HtmlElement) -> HtmlElement:
    return next((parent for parent in anchor.iterancestors() if parent.tag in _ROW_TAGS), anchor)


def _day_beside(row: HtmlElement) -> str | None:
    """The day in a row that holds several links, or in the cell beside it (LonSun: one ``<li>`` for each)."""
    parent = row.getparent()
    alone = parent is not None and len({anchor.get("href") for anchor in parent.iter("a")}) == 1
    for place in (row, parent if alone else None):
        texts = place.xpath(".//text()[not(ancestor::a)]") if place is not None else []
        if days := days_in(" ".join(texts)):
            return days[0]
    return None


def _own_report(page: Html) -> list[Link]:
    """The page itself where it is a report: some portals' column is their newest report (Gansu)."""
    title = (
        next(iter(page.dom.xpath("//meta[@name='ArticleTitle']/@content")), "") or page.dom.findtext(".//title") or ""
    )
    if not is_report(title) or find_year(title) is None:
        return []
    enough = sum(chapter in page.visible for chapter in _CHAPTERS) >= 3
    return [Link(url=page.url, title=title.strip())] if enough else []


# -- columns


def columns_of(page: Page, wanted: Wanted) -> tuple[PageRequest, ...]:
    """The columns below this one: folders under its own path, what is called by a year, organs and groups beside it."""
    urls = [url for anchor in page.dom.iter("a") if (url := _column(anchor, page, wanted))]
    depth = page.request.depth + 1
    return tuple(PageRequest(url=url, depth=depth) for url in dict.fromkeys(urls))[:_MOST_COLUMNS]


def _column(anchor: HtmlElement, page: Page, wanted: Wanted) -> str:
    url = target(anchor, page.url)
    if not url or host_of(url) != host_of(page.url) or is_file(url) or is_image(url):
        return ""
    url = _INDEX.sub("/", url)
    own, name = folder_of(page.url), squeeze(title_of(anchor))
    if url in (own, page.url, _INDEX.sub("/", page.url)):
        return ""
    if _YEAR.fullmatch(name):
        return url
    if wanted(url):
        return ""
    path = urlsplit(own).path
    if _is_folder(url) and urlsplit(url).path.startswith(path) and urlsplit(url).path != path != "/":
        return url
    beside = urlsplit(url).path.startswith(path.rstrip("/").rpartition("/")[0] + "/") and path.count("/") > 2
    return url if beside and _GROUP.fullmatch(name) and not in_furniture(anchor) else ""


def _is_folder(url: str) -> bool:
    return urlsplit(url).path.endswith("/")
