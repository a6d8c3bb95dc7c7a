"""NFCMS (南方网 集约化): the main portals of Guangdong and its cities, beside the catalogue of ``gkmlpt``.

Recognise: script variables ``NFCMS_SITE_ID``, ``NFCMS_POST_ID``; articles ``…/content/post_2147681.html``; attachments
of class ``nfw-cms-attachment``; meta tag ``ArticleId``.

A registry row needs ``list_url``: the annual-report column (``…/zwgk/xxgknb/index.html``).

Traps, each with a case under tests/listings:

- Page two is ``index_2.html``. We follow the page's own link to it; the number in 末页 says how many there are.
- ``mpost_2147681.html`` is the mobile copy of ``post_2147681.html``: one article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.pages import Html, squeeze
from crawler.registry import Portal
from crawler.systems.contract import Listing, Page, PageRequest
from crawler.systems.pager import next_link
from crawler.systems.rows import target
from crawler.systems.years import articles_and_rows, lead_to, year_columns

_SIGNS = re.compile(r"NFCMS_(?:SITE|POST)_ID|nfw-cms-attachment")
_ARTICLES = re.compile(r"/content/m?post_\d+\.html")
_PAGE = re.compile(r"/index_(\d{1,6})\.s?html?$")
_LAST_WORDS = ("末页", "尾页", "最后一页")


def recognise(page: Html) -> bool:
    return bool(_SIGNS.search(page.text)) or lead_to(_ARTICLES, page)


def first_requests(portal: Portal) -> Sequence[PageRequest]:
    return (PageRequest(url=portal.list_url),)


def read_listing(page: Page) -> Listing:
    links, rows = articles_and_rows(page.dom.iter("a"), page.url)
    return Listing(
        links=links, next=next_link(page), columns=year_columns(page), rows=rows, stated_pages=_stated_pages(page)
    )


def _stated_pages(page: Page) -> int | None:
    for anchor in page.dom.iter("a"):
        if squeeze(anchor.text_content()) in _LAST_WORDS:
            last = _PAGE.search(target(anchor, page.url))
            return int(last.group(1)) if last else None
    return None
