"""What every CMS family offers, and the words it uses. No Scrapy: a family reads pages, the spider asks for them.

A family is a module with three functions::

    recognise(page: Html) -> bool                    is this column page one of ours?
    first_requests(portal: Portal) -> [PageRequest]  where its column begins
    read_listing(page: Page) -> Listing              what the page lists, and what to ask next
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from crawler.items import Link
from crawler.pages import Html
from crawler.registry import Portal


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """A listing page to ask for. ``form`` is the body of a POST, "" for a GET.

    ``number`` counts the pages of a column from 1, ``offset`` the rows before this page, ``depth`` the columns above
    it. ``dialect`` names the family's way of asking, so that the next page is asked for as this one was. ``shown`` says
    that a page links to it: that it is not there is then no end of the column, but a hole in it.
    """

    url: str
    form: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    number: int = 1
    offset: int = 0
    depth: int = 0
    dialect: str = ""
    shown: bool = False


@dataclass(frozen=True)
class Page(Html):
    """A listing page as answered, with the request that was answered and the hosts that the portal's row names."""

    request: PageRequest
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What one page lists.

    ``links`` are all its links to articles and files, reports or not. ``next`` are the ways to ask for the next page,
    the most likely first: the one that brings new links is right. ``columns`` are columns below this one. ``rows``
    is the number of entries on this page, ``stated_rows`` and ``stated_pages`` what the page says there are in all.
    ``trouble`` says why an answer is no listing at all (an interface's error): a column cannot end with one.
    """

    links: tuple[Link, ...] = ()
    next: tuple[PageRequest, ...] = ()
    columns: tuple[PageRequest, ...] = ()
    rows: int = 0
    stated_rows: int | None = None
    stated_pages: int | None = None
    trouble: str = ""


class System(Protocol):
    """A CMS family."""

    def recognise(self, page: Html) -> bool: ...

    def first_requests(self, portal: Portal) -> Sequence[PageRequest]: ...

    def read_listing(self, page: Page) -> Listing: ...
