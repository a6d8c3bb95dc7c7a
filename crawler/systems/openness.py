"""Openness: 马鞍山 and its districts, 呼伦贝尔, 亳州, 宣城. Two generations of one product.

Recognise: ``/xxgk/opennessContent/?branch_id=<24 hex>&column_code=…`` with articles
``/xxgk/openness/detail/annual_report/<24 hex>.html``; or, older, ``/OpennessContent/showList/784/34502/page_1.html``
with articles ``/OpennessContent/show/987654.html``.

A registry row needs ``list_url``: an organ's annual-report list, or the page of all organs. ``column_code``
differs from site to site: it is read from the link that says 年报, never made up.

Traps, each with a case under tests/listings:

- The organ is ``branch_id``, or the first number of ``showList``: each organ's list is a column of its own.
- Page k stands in the file's name (``page_2.html``) or in the query (``?page=2``).
- ``/OpennessContent/download/N.html`` is a file, whatever its name says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crawler.dialects import article_of
from crawler.pages import Html, squeeze
from crawler.registry import Portal
from crawler.systems.contract import Listing, Page, PageRequest
from crawler.systems.lists import read
from crawler.systems.rows import target, title_of
from crawler.urls import host_of

_SIGNS = re.compile(r"/openness/detail/|/opennessContent/\?|/OpennessContent/show|/OpennessGuide/", re.I)
_LIST = re.compile(r"/opennessContent/\?(?:.*&)?branch_id=[0-9a-f]{24}|/OpennessContent/showList/\d+/\d+", re.I)
_ANNUAL = re.compile(r"(?:政府)?(?:信息公开)?(?:工作)?(?:年报|年度报告)")
_PAGE_NAME = re.compile(r"(/page_)\d+(\.s?html?)$")
_DIALECTS = ("openness", "openness_num", "annual_show")


def recognise(page: Html) -> bool:
    return bool(_SIGNS.search(page.text))


def first_requests(portal: Portal) -> Sequence[PageRequest]:
    return (PageRequest(url=portal.list_url),)


def read_listing(page: Page) -> Listing:
    listing = read(page, _is_article, _page_by_name)
    if page.request.number > 1:
        return listing
    known = {column.url for column in listing.columns}
    more = [PageRequest(url=url, depth=page.request.depth + 1) for url in _annual_lists(page) if url not in known]
    return replace(listing, columns=(*listing.columns, *more))


def _is_article(url: str) -> bool:
    article = article_of(url)
    return article is not None and article.dialect in _DIALECTS


def _annual_lists(page: Page) -> list[str]:
    """The annual-report lists that a page of organs or of an organ's columns links to."""
    found = []
    for anchor in page.dom.iter("a"):
        url = target(anchor, page.url)
        if _LIST.search(url) and _ANNUAL.fullmatch(squeeze(title_of(anchor))) and host_of(url) == host_of(page.url):
            found.append(url)
    return [url for url in dict.fromkeys(found) if url not in (page.url, page.request.url)]


def _page_by_name(page: Page, rows: int) -> list[str]:
    named = _PAGE_NAME.search(page.request.url)
    return [_PAGE_NAME.sub(rf"\g<1>{page.request.number + 1}\2", page.request.url)] if named else []
