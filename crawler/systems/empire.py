"""EmpireCMS (帝国): small counties and districts (佳木斯前进区).

Recognise: ``/e/action/ListInfo/?classid=174&page=1``, articles ``/e/action/ShowInfo.php?classid=174&id=7841``.

A registry row needs ``list_url``: ``/e/action/ListInfo/?classid=…`` or the static list the site makes of it.

Traps, each with a case under tests/listings:

- ``page`` counts from 0: ``page=1`` is the second page.
- The number of rows stands without a word beside it: ``<a title="总数"><b>61</b></a>``.
- The product's own robots.txt forbids ``/d/``, where the attachments lie, and allows the articles. We obey: the
  attachment is not asked for, and the portal's health says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.dialects import article_of
from crawler.pages import Html, squeeze
from crawler.registry import Portal
from crawler.systems import pager
from crawler.systems.contract import Listing, Page, PageRequest
from crawler.systems.lists import read

_SIGNS = re.compile(r"/e/action/(?:ListInfo|ShowInfo)", re.I)
_TOTAL = re.compile(r"\d{1,7}")


def recognise(page: Html) -> bool:
    return bool(_SIGNS.search(page.text))


def first_requests(portal: Portal) -> Sequence[PageRequest]:
    return (PageRequest(url=portal.list_url),)


def read_listing(page: Page) -> Listing:
    listing = read(page, lambda url: article_of(url) is not None)
    total = _total(page)
    if total is None:
        return listing
    read_so_far = page.request.offset + listing.rows
    ways = listing.next or tuple(_computed(page, listing.rows) if total > read_so_far else ())
    return replace(listing, stated_rows=total, next=ways)


def _total(page: Html) -> int | None:
    words = [squeeze(text.text_content()) for text in page.dom.xpath("//a[contains(@title, '总数')]")]
    return next((int(word) for word in words if _TOTAL.fullmatch(word)), None)


def _computed(page: Page, rows: int) -> list[PageRequest]:
    """The next page by number where no link leads there; only the dynamic list knows pages by number."""
    parts = urlsplit(page.request.url)
    if "/ListInfo" not in parts.path:
        return []
    query = dict(parse_qsl(parts.query)) | {"page": str(page.request.number)}
    url = urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))
    return [pager.following(page, url, rows=rows)]
