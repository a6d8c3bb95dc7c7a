"""Sudy WebPlus (苏迪): universities, a few bureaux.

Recognise: columns ``list.htm``, ``list2.htm``; articles ``/2026/0128/c123a456/page.htm``; ``wp_articlecontent``;
``wp_paging``; ``<div class="wp_pdf_player" pdfsrc="/_upload/article/files/…/x.pdf">``.

A registry row needs ``list_url``: the column page (``…/list.htm``).

Traps, each with a case under tests/listings:

- The pager prints its totals in elements of their own: ``all_count`` rows, ``all_pages`` pages.
- A report is often only a PDF in a player: its address stands in ``pdfsrc``, no link leads to it.
- The last page's 下一页 leads to ``javascript:void(0);``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.pages import Html, squeeze
from crawler.registry import Portal
from crawler.systems.answers import number_at
from crawler.systems.contract import Listing, Page, PageRequest
from crawler.systems.pager import next_link
from crawler.systems.rows import classed
from crawler.systems.years import articles_and_rows, lead_to, year_columns

_SIGNS = re.compile(r"wp_articlecontent|wp_paging|wp_article_list|wp_pdf_player")
_ARTICLES = re.compile(r"/c\d+a\d+/page\.htm")


def recognise(page: Html) -> bool:
    return bool(_SIGNS.search(page.text)) or lead_to(_ARTICLES, page)


def first_requests(portal: Portal) -> Sequence[PageRequest]:
    return (PageRequest(url=portal.list_url),)


def read_listing(page: Page) -> Listing:
    links, rows = articles_and_rows(page.dom.iter("a"), page.url)
    return Listing(
        links=links,
        next=next_link(page),
        columns=year_columns(page),
        rows=rows,
        stated_rows=_printed(page, "all_count"),
        stated_pages=_printed(page, "all_pages"),
    )


def _printed(page: Html, name: str) -> int | None:
    return next((number_at({"": squeeze(node.text_content())}, "") for node in classed(page, name)), None)
