"""Any column that is drawn on the server, where no family of ours is recognised: the last one tried.

Recognise: a link whose address has one of the shapes of ``crawler.dialects``. Known so far, all by configuration alone:
JEECMS (``/c/www/zfxxgknb.jhtml``), Shanghai (``/nw12344/20230331/<hex>.html``), Liaoning, Fujian, Yunnan, Hunan
(``/c26829/20250126/i2310545.html``), Ankang (``Node-78126.html``), SiteServer (``/channels/2283.html``), 利州.

A registry row needs ``list_url``: the column. It may be a list, a hub of years, groups or organs, both, a shell of one
jump, a page around a frame, or itself the newest report; columns are followed three levels deep.

The next page is looked for in this order: the call that writes a TRS pager; Hanweb's records; a link that says "next";
the next of a row of numbers; a pager hidden in base64; a form that posts back. What the page states of its length is
held against what was read, and ends nothing.

Traps, each with a case under tests/listings:

- Beyond the last page stands page one again, a 404, a stub, a refresh to ``./``, the home page: all bring no new link.
- ``goPage(2)`` is followed where the page itself defines it as one literal address and the number; no script is run.
- The pager of Yunnan's sites is base64 of percent signs.
- A calendar has numbers too: two of them must teach one address before a third is believed.
- A page drawn by script in the browser (``<div id="app">``) lists nothing here: it needs a module of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crawler.dialects import article_of
from crawler.pages import Html
from crawler.registry import Portal
from crawler.systems import aspnet, hanweb, trs
from crawler.systems.contract import Listing, Page, PageRequest
from crawler.systems.lists import read
from crawler.systems.rows import target


def recognise(page: Html) -> bool:
    return any(_is_article(target(anchor, page.url)) for anchor in page.dom.iter("a"))


def first_requests(portal: Portal) -> Sequence[PageRequest]:
    return (PageRequest(url=portal.list_url),)


def read_listing(page: Page) -> Listing:
    if hanweb.recognise(page):
        return hanweb.read_listing(page)
    listing = read(page, _is_article)
    written = trs.read_listing(page)
    ways = (*written.next, *listing.next)
    if not ways:
        ways = aspnet.postbacks(page, listing.rows)
    pages = [number for number in (listing.stated_pages, written.stated_pages) if number is not None]
    return replace(listing, next=_offset(page, ways, listing.rows), stated_pages=max(pages, default=None))


def _is_article(url: str) -> bool:
    return article_of(url) is not None


def _offset(page: Page, ways: Sequence[PageRequest], rows: int) -> tuple[PageRequest, ...]:
    """Each address once, all with the same count of rows before them."""
    once = {(way.url, way.form): replace(way, offset=page.request.offset + rows) for way in reversed(ways)}
    return tuple(reversed(once.values()))
