"""Columns of one year or group below an annual-report column, and what counts as one of its articles."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from crawler.items import Link
from crawler.pages import Html, squeeze
from crawler.systems.contract import Page, PageRequest
from crawler.systems.rows import count_rows, link_of, target, title_of, unique
from crawler.urls import host_of, is_article, is_file

_YEAR = re.compile(r"20\d{2}(?:年度?|n|nb)?")
_GROUP = r"(?:各|本级|直属|[省市县区]级?|人民政府|政府|工作部门|部门|单位|机构|乡镇|街道|镇街|及|和|、)*"
# The menu's own 政府信息公开年报 names neither a year nor a group.
_REPORTS_OF = re.compile(
    rf"(?!(?:政府|政务)?(?:信息公开)?(?:工作)?(?:年度报告|年报))(?:20\d{{2}}年?度?)?{_GROUP}(?:政务)?(?:信息公开)?(?:工作)?(?:年度报告|年报)(?:专题|专栏)?"
)
_MOST_COLUMNS = 400


def lead_to(pattern: re.Pattern[str], page: Html) -> bool:
    """Whether several addresses in a page are of this shape: a single one may lead to another portal."""
    return len({found.group() for found in pattern.finditer(page.text)}) > 1


def is_year(text: str) -> bool:
    """Whether a link's text names a year and nothing else.

    >>> is_year("2024 年"), is_year("2024年年报"), is_year("示例局2024年年报")
    (True, False, False)
    """
    return _YEAR.fullmatch(squeeze(text)) is not None


def names_reports(text: str) -> bool:
    """Whether a link's text names the reports of a year, or of a group of organs.

    >>> [names_reports(text) for text in ("2018年政府信息公开年报", "各部门年报", "县区政府信息公开年报")]
    [True, True, True]
    >>> [names_reports(text) for text in ("政府信息公开年报", "年报", "财政局2018年信息公开年报")]
    [False, False, False]
    """
    return _REPORTS_OF.fullmatch(squeeze(text)) is not None


def articles(anchors: Iterable[HtmlElement], base: str) -> tuple[Link, ...]:
    """The links to articles and files among ``anchors``, each address once."""
    links = (link_of(anchor, base) for anchor in anchors)
    return unique([link for link in links if link and (is_article(link.url) or is_file(link.url))])


def articles_and_rows(anchors: Iterable[HtmlElement], base: str) -> tuple[tuple[Link, ...], int]:
    """(links to articles and files, how many rows show them)."""
    anchors = list(anchors)
    links = articles(anchors, base)
    return links, count_rows(anchors, base, {link.url for link in links})


def year_columns(page: Page) -> tuple[PageRequest, ...]:
    """Columns named by a year, or by the reports of a year or group (部门年报), on the page's own host."""
    if page.request.number > 1:
        return ()
    urls = dict.fromkeys(url for anchor in page.dom.iter("a") if (url := _year_column(anchor, page)))
    return below(page, urls)


def beside(page: Page, urls: Iterable[str], dialect: str = "") -> tuple[PageRequest, ...]:
    """Requests for what stands for ``page`` itself: where a shell leads, what a script draws."""
    depth = page.request.depth
    return tuple(PageRequest(url=url, depth=depth, dialect=dialect) for url in urls)[:_MOST_COLUMNS]


def below(page: Page, urls: Iterable[str]) -> tuple[PageRequest, ...]:
    """Requests for columns one level under ``page``."""
    depth = page.request.depth + 1
    return tuple(PageRequest(url=url, depth=depth) for url in urls)[:_MOST_COLUMNS]


def _year_column(anchor: HtmlElement, page: Html) -> str:
    url = target(anchor, page.url)
    if not url or url == page.url or host_of(url) != host_of(page.url) or is_article(url) or is_file(url):
        return ""
    title = title_of(anchor)
    return url if is_year(title) or names_reports(title) else ""
