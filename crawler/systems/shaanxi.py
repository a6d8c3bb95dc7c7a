"""Shaanxi's unified platform: counties and bureaux of Shaanxi (富县, 延安, 杨凌, 榆林).

Recognise: the list is ``/zfxxgk/zfxxgknb/1.html``, its page k ``k.html``; an article is a number of 17 to 19 digits in
the same folder or one below it (``xj/1882251480800149505.html``, ``2024n/xsp/…``).

A registry row needs ``list_url``: the column, with or without ``1.html``.

Traps, each with a case under tests/listings:

- Lists and articles are both called ``<digits>.html``: the length tells them apart. A page number has at most four.
- The folder ``2024n`` below the column is a column of its own, and what it holds may be listed above as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from crawler.pages import Html
from crawler.registry import Portal
from crawler.systems.contract import Listing, Page, PageRequest
from crawler.systems.lists import read

_ARTICLE = re.compile(r"/\d{17,19}\.html?$")
_LIST = re.compile(r"/\d{1,4}\.html?$")
_SIGNS = re.compile(r"""href=["'][^"']*/?\d{17,19}\.html?["']""")


def recognise(page: Html) -> bool:
    return bool(_SIGNS.search(page.text)) and "/zfxxgk/" in page.url


def first_requests(portal: Portal) -> Sequence[PageRequest]:
    return (PageRequest(url=portal.list_url),)


def read_listing(page: Page) -> Listing:
    return read(page, lambda url: bool(_ARTICLE.search(urlsplit(url).path)), _page_by_name)


def _page_by_name(page: Page, rows: int) -> list[str]:
    folder = _LIST.sub("/", page.request.url.split("?")[0])
    return [urljoin(folder, f"{page.request.number + 1}.html")]
