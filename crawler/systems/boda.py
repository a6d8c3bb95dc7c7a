"""Boda VSB (博达网站群): counties of Gansu, Xinjiang, Yunnan, Shaanxi; many schools.

Recognise: ``.htm`` everywhere; articles ``/info/<tree>/<news>.htm`` or ``content.jsp?…wbnewsid=``; ``vsb_content``,
``v_news_content``, ``p_pages``, ``/system/_content/download.jsp``, ``showVsbpdfIframe(``.

A registry row needs ``list_url``: the column page (``zfxxgk/nb.htm``).

Traps, each with a case under tests/listings:

- Pages count down: page two of three is ``nb/2.htm``, the last ``nb/1.htm``, so that old pages keep their address and
  page two changes its own when one is added. We follow 下页 and never compute an address.
- From page two on, addresses are relative to the folder: ``1.htm``, ``../nb.htm``, ``../../info/…``.
- 共61条 1/3 states both totals; either one unmet makes the column broken.
- ``download.jsp`` wants a Referer, else it answers HTML with status 200; on some sites a captcha stands there. The
  crawl sends the article as Referer; HTML in place of a file is refused (crawler/blocking.py), never parsed. A PDF
  shown by ``showVsbpdfIframe`` has an address of its own under ``/__local/``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.pages import Html
from crawler.registry import Portal
from crawler.systems.contract import Listing, Page, PageRequest
from crawler.systems.lengths import stated
from crawler.systems.pager import next_link
from crawler.systems.years import articles_and_rows, lead_to, year_columns

_SIGNS = re.compile(r"vsb_content|v_news_content|class=[\"']p_pages|/system/_content/|showVsbpdfIframe")
_ARTICLES = re.compile(r"/info/\d+/\d+\.htm(?=[\"'#?])")


def recognise(page: Html) -> bool:
    return bool(_SIGNS.search(page.text)) or lead_to(_ARTICLES, page)


def first_requests(portal: Portal) -> Sequence[PageRequest]:
    return (PageRequest(url=portal.list_url),)


def read_listing(page: Page) -> Listing:
    # Rows carry ids line_u8_0 and on; boxes of other columns beside the list do not.
    inside = page.dom.xpath("//*[starts-with(@id, 'line')]//a") or page.dom.iter("a")
    links, rows = articles_and_rows(inside, page.url)
    total, pages = stated(page.visible)
    return Listing(
        links=links,
        next=next_link(page),
        columns=year_columns(page),
        rows=rows,
        stated_rows=total,
        stated_pages=pages,
    )
