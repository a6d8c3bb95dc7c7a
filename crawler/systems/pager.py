"""How many pages and rows a listing says it has, and its own link to the next page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from lxml.html import HtmlElement

from crawler.pages import Html, squeeze
from crawler.systems.contract import Page, PageRequest
from crawler.systems.rows import target
from crawler.urls import host_of

_CALL = re.compile(r"create(?:Page)(?:HTML)?\s*\(([^)]*)\)")
_ARGUMENT = re.compile(r"""["']([^"']*)["']|(?<!\d)(\d{1,9})(?!\d)""")
_ROWS = re.compile(r"共(\d{1,9})(?:条|项|篇|个?记录)")
_PAGES = re.compile(r"(?<![\d/])\d{1,6}/(\d{1,6})(?![\d/])")
_NEXT_WORDS = ("下页", "下一页", "后一页", "下一页>", "下一页>>", ">", "›", "»", "Next")
_NEXT_CLASSES = ("next", "p_next")


def calls(text: str) -> Iterable[tuple[int, list[str], list[int]]]:
    """Every ``createPageHTML(…)`` of a page: (stated pages, the words after that number, the numbers after it).

    >>> list(calls("createPageHTML('page_div',5, 1,'common_list','shtml',61);"))
    [(5, ['common_list', 'shtml'], [1, 61])]
    """
    for arguments in _CALL.findall(text):
        count, words, numbers = 0, [], []
        for word, number in _ARGUMENT.findall(arguments):
            if number and not count:
                count = int(number)
            elif number:
                numbers.append(int(number))
            elif word and count:
                words.append(word)
        if count:
            yield count, words, numbers


def stated(text: str) -> tuple[int | None, int | None]:
    """(rows, pages) as a pager prints them; ``text`` is what a reader sees, white space removed.

    >>> stated("上页123下页尾页共61条1/3"), stated("2026/01/28")
    ((61, 3), (None, None))
    """
    rows = _ROWS.search(text)
    if rows is None:
        return None, None
    pages = _PAGES.search(text, rows.end())
    return int(rows.group(1)), int(pages.group(1)) if pages else None


def next_link(page: Page) -> tuple[PageRequest, ...]:
    """Where the page itself says that the next one is: a link that says so, or stands where such links stand."""
    for anchor in page.dom.iter("a"):
        if _says_next(anchor):
            url = target(anchor, page.url)
            if url and url != page.url and host_of(url) == host_of(page.url):
                return (replace(following(page, url), shown=True),)
    return ()


def _says_next(anchor: HtmlElement) -> bool:
    if squeeze(anchor.text_content()) in _NEXT_WORDS or "next" in anchor.get("rel", "").split():
        return True
    near = f"{anchor.get('class', '')} {parent_class(anchor)}".split()
    return any(name in near for name in _NEXT_CLASSES)


def parent_class(node: HtmlElement) -> str:
    parent = node.getparent()
    return "" if parent is None else str(parent.get("class", ""))


def following(page: Page, url: str, *, rows: int = 0, dialect: str = "", form: str = "") -> PageRequest:
    """The request for the page after ``page``, which listed ``rows`` rows."""
    asked = page.request
    return PageRequest(
        url=url,
        form=form,
        headers=asked.headers,
        number=asked.number + 1,
        offset=asked.offset + rows,
        depth=asked.depth,
        dialect=dialect,
    )


def is_over(read: int, total: int | None, rows: int) -> bool:
    """Whether a listing has no more: a page without rows, or exactly the stated total was read.

    A total below what was read is wrong, so it bounds nothing: the walk ends where a page brings nothing new.
    """
    return not rows or read == total


def classed(page: Html, name: str) -> list[HtmlElement]:
    """The elements with this class."""
    return page.dom.xpath(f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")
