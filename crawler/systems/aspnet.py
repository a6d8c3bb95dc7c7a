"""ASP.NET sites, WebForms among them: 云南人社 and small bureaux.

Recognise: ``__VIEWSTATE`` in a form; addresses ``list.aspx?cid=9``, articles ``InfoShow.aspx?id=88``.

A registry row needs ``list_url``: the list. Where its pager is made of addresses (``InfoPublic.aspx?…&page=2``) it is
followed as on any site. A WebForms pager is made of ``javascript:__doPostBack('AspNetPager1','2')``: the next page is
the answer to a POST of all hidden fields of the form with ``__EVENTTARGET`` and ``__EVENTARGUMENT``.

Traps, each with a case under tests/listings:

- The hidden fields change with every answer: one page after the other, each asked with the fields of the one before.
- All pages have one address: never tell them apart by it.
- ``GridView`` writes ``'GridView1','Page$2'``; a 下一页 button has no argument at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from lxml.html import HtmlElement

from crawler.dialects import article_of
from crawler.pages import Html, squeeze
from crawler.registry import Portal
from crawler.systems import pager
from crawler.systems.contract import Listing, Page, PageRequest
from crawler.systems.lists import read
from crawler.urls import canonical, host_of

_SIGNS = re.compile(r"__VIEWSTATE\b|__doPostBack\(")
_POSTBACK = re.compile(r"__doPostBack\(\s*['\"]([^'\"]*)['\"]\s*,\s*['\"]([^'\"]*)['\"]\s*\)")
_NEXT_WORDS = ("下一页", "下页", "后一页", ">", "›", "»")


def recognise(page: Html) -> bool:
    return bool(_SIGNS.search(page.text))


def first_requests(portal: Portal) -> Sequence[PageRequest]:
    return (PageRequest(url=portal.list_url),)


def read_listing(page: Page) -> Listing:
    listing = read(page, lambda url: article_of(url) is not None)
    return replace(listing, next=(*listing.next, *postbacks(page, listing.rows)))


def postbacks(page: Page, rows: int) -> tuple[PageRequest, ...]:
    """The ways to post the page's form back for its next page: by number first, then by the word "next"."""
    found: list[PageRequest] = []
    for anchor, event in _next_events(page):
        form = next((parent for parent in anchor.iterancestors() if parent.tag == "form"), None)
        if form is None:
            continue
        action = canonical(form.get("action", "") or page.url, page.url)
        if host_of(action) == host_of(page.url):
            fields = _hidden(form) | dict(zip(("__EVENTTARGET", "__EVENTARGUMENT"), event, strict=True))
            found.append(pager.following(page, action, form=urlencode(fields), rows=rows))
    return tuple(dict.fromkeys(found))


def _next_events(page: Page) -> Iterator[tuple[HtmlElement, tuple[str, str]]]:
    """The anchors that post back for the next page with (target, argument), the number's before the word's."""
    by_number, by_word = [], []
    for anchor in page.dom.iter("a"):
        call = _POSTBACK.search(f"{anchor.get('href', '')} {anchor.get('onclick', '')}")
        word = squeeze(anchor.text_content())
        if call and word == str(page.request.number + 1):
            by_number.append((anchor, (call.group(1), call.group(2))))
        elif call and word in _NEXT_WORDS:
            by_word.append((anchor, (call.group(1), call.group(2))))
    yield from by_number
    yield from by_word


def _hidden(form: HtmlElement) -> dict[str, str]:
    inputs = form.xpath(".//input[translate(@type, 'HIDEN', 'hiden') = 'hidden'][@name]")
    return {field.get("name"): field.get("value", "") for field in inputs}
