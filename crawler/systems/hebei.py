"""Hebei's provincial platform: every column and article is named by a UUID.

Recognise: ``/columns/29527d47-65f0-4e58-9a95-804549f339e9/index.html``, articles
``/columns/<uuid of the column>/202601/28/<uuid>.html``. Older sites of the province run eportal: lists
``ui?pageId=…&currentPage=2&moduleId=…``, articles by ``articleKey=``.

A registry row needs ``list_url``: the column's page.

Traps, each with a case under tests/listings:

- Page two is ``index_1.html`` on some sites and ``index_2.html`` on others: ``_1`` is asked first.
- Some lists are fetched by a script. How it asks is not known, so such a column lists nothing, and its health is
  ``layout``.
- Articles of another column (the department's) are listed too; their address carries that column's UUID.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from crawler.dialects import article_of
from crawler.pages import Html
from crawler.registry import Portal
from crawler.systems.contract import Listing, Page, PageRequest
from crawler.systems.lists import read

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_SIGNS = re.compile(rf"/columns/{_UUID}/|\bui\?(?:[^\"']*&)?articleKey=", re.I)
_NAME = re.compile(r"/index_(\d{1,4})\.html$")
_EPORTAL = re.compile(r"[?&]articleKey=[\w-]+")


def recognise(page: Html) -> bool:
    return bool(_SIGNS.search(page.text))


def first_requests(portal: Portal) -> Sequence[PageRequest]:
    return (PageRequest(url=portal.list_url),)


def read_listing(page: Page) -> Listing:
    return read(page, _is_article, _page_by_name)


def _is_article(url: str) -> bool:
    article = article_of(url)
    return (article is not None and article.dialect == "hb_uuid") or bool(_EPORTAL.search(url))


def _page_by_name(page: Page, rows: int) -> list[str]:
    request = page.request
    if "currentPage=" in request.url:
        return [re.sub(r"currentPage=\d+", f"currentPage={request.number + 1}", request.url)]
    if urlsplit(request.url).query:
        return []
    named = _NAME.search(request.url)
    first = int(named.group(1)) + 1 if named else request.number
    return [urljoin(request.url, f"index_{page}.html") for page in range(first, request.number + 2)]
