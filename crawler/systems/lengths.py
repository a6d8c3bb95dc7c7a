"""What a listing says of its own length. It never ends a walk: it is only held against what was read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.pages import Html, squeeze
from crawler.systems.contract import Page

_CALL = re.compile(r"create(?:Page)(?:HTML)?\s*\(([^)]*)\)")
_ARGUMENT = re.compile(r"""["']([^"']*)["']|(?<!\d)(\d{1,9})(?!\d)""")
_ROWS = re.compile(r"共(\d{1,9})(?:条|项|篇|个?记录)")
_PAGES = re.compile(r"(?<![\d/])\d{1,6}/(\d{1,6})(?![\d/])")
_PAGES_STATED = re.compile(r"共[计有]?(\d{1,6})页|/共?(\d{1,6})页|总页数[：:]?(\d{1,6})|页次[：:]?\d{1,6}/(\d{1,6})")
_ROWS_STATED = re.compile(r"共有?(\d{1,7})(?:条|篇|项|个?记录)|总记?录?数[：:]?(\d{1,7})")
_PAGES_IN_SCRIPT = re.compile(r"\b(?:pageCount|totalPages?|page_count|total_page)[\"']?\s*[:=]\s*[\"']?(\d{1,6})\b")
_ROWS_IN_SCRIPT = re.compile(r"\b(?:totalRecords?|totalCount|total_count|allRow)[\"']?\s*[:=]\s*[\"']?(\d{1,7})\b")
_PAGER_TEXT = 120  # characters: a sentence of a report may say 共12条, a pager is short

_SCRIPTED = re.compile(r"""\w+\s*\(\s*["']?(\d{1,5})["']?\s*\)""")
_PAGE_NUMBER = re.compile(r"[1-9]\d{0,2}")


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


def stated_pages(page: Page) -> int | None:
    """The number of pages that the page says its list has; ``2/11`` says so where this is page two."""
    texts = _pager_texts(page, "页")
    bare = re.compile(rf"(?<![\d/-]){page.request.number}/(\d{{1,6}})(?![\d/-])")
    return _largest(_PAGES_STATED, texts) or _largest(bare, texts) or _largest(_PAGES_IN_SCRIPT, [page.text])


def stated_rows(page: Html) -> int | None:
    """The number of entries that the page says its list has."""
    texts = [text for word in ("条", "记录", "篇", "总数") for text in _pager_texts(page, word)]
    shown = _largest(_ROWS_STATED, texts)
    # Hanweb's newer pager: <div class="pagination" count="61" rows="15" …>.
    counted = [int(count) for count in page.dom.xpath("//*[@count][@rows]/@count") if count.isdecimal()]
    return shown or _largest(_ROWS_IN_SCRIPT, [page.text]) or max(counted, default=None)


def last_number(page: Html) -> int | None:
    """The largest page that a pager of scripts (``goPage(7)``, ``data-page="7"``) names, whether we can ask or not."""
    numbers = [int(number) for number in page.dom.xpath("//a/@data-page") if _PAGE_NUMBER.fullmatch(number)]
    for anchor in page.dom.iter("a"):
        if _PAGE_NUMBER.fullmatch(squeeze(anchor.text_content())):
            script = f"{anchor.get('href', '')} {anchor.get('onclick', '')}"
            numbers += [int(number) for number in _SCRIPTED.findall(script)]
    return max(numbers, default=None)


def _pager_texts(page: Html, word: str) -> list[str]:
    """The short texts around ``word``: what a pager says, not what a report says."""
    found = []
    for node in page.dom.xpath("//text()[contains(., $word)][not(ancestor::script)]", word=word):
        element = node.getparent()
        element = element.getparent() if node.is_tail and element.getparent() is not None else element
        for around in (element, element.getparent()):
            if (
                around is not None
                and isinstance(around.tag, str)
                and len(text := squeeze(around.text_content())) <= _PAGER_TEXT
            ):
                found.append(text)
    return found


def _largest(pattern: re.Pattern[str], texts: list[str]) -> int | None:
    numbers = [int(number) for text in texts for found in pattern.findall(text) for number in _groups(found) if number]
    return max(numbers, default=None)


def _groups(found: str | tuple[str, ...]) -> tuple[str, ...]:
    return (found,) if isinstance(found, str) else found
