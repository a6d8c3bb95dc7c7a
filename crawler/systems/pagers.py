"""Finding the next page of a list that is drawn on the server, and what the page says of its own length.

In this order (the calls that write a pager, and form posts, belong to the families): a link that says "next"; the
next number of a row of page numbers, its address learned from two of them; both once more in a pager that is hidden in
base64. What a page states of its length never ends a walk, it is only held against what was read.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Callable, Iterator
from itertools import pairwise
from urllib.parse import unquote

from lxml.html import HtmlElement

from crawler.pages import Html, squeeze, tree
from crawler.systems.contract import Page, PageRequest
from crawler.systems.rows import target
from crawler.urls import canonical, host_of

_NEXT_WORDS = ("下一页", "下页", "后一页", "下一頁", "next", "nextpage", ">", "›", "»", ">>")
_OTHER_WORDS = ("首页", "尾页", "末页", "上一页", "上页", "前一页", "<", "‹", "«", "<<")
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-])", re.I)
_PAGE_NUMBER = re.compile(r"[1-9]\d{0,2}")
_ADDRESS = re.compile(r"""["']([^"'\s]*(?:\.(?:s?html?|jhtml|jsp|aspx?|php|do)\b|\?)[^"'\s]*)["']""", re.I)
_CALL = re.compile(r"""(\w+)\s*\(\s*["']?(\d{1,5})["']?\s*\)""")
_BASE64 = re.compile(r"""\batob\s*\(\s*["']([A-Za-z0-9+/=\s]{24,})["']""")
_ONLY_BASE64 = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")

_PAGES_STATED = re.compile(r"共[计有]?(\d{1,6})页|/共?(\d{1,6})页|总页数[：:]?(\d{1,6})|页次[：:]?\d{1,6}/(\d{1,6})")
_ROWS_STATED = re.compile(r"共有?(\d{1,7})(?:条|篇|项|个?记录)|总记?录?数[：:]?(\d{1,7})")
_PAGES_IN_SCRIPT = re.compile(r"\b(?:pageCount|totalPages?|page_count|total_page)[\"']?\s*[:=]\s*[\"']?(\d{1,6})\b")
_ROWS_IN_SCRIPT = re.compile(r"\b(?:totalRecords?|totalCount|total_count|allRow)[\"']?\s*[:=]\s*[\"']?(\d{1,7})\b")
_PAGER_TEXT = 120  # characters: a sentence of a report may say 共12条, a pager is short


def following(page: Page, url: str, *, form: str = "", dialect: str = "", rows: int = 0) -> PageRequest:
    """The request for the page after ``page``, on which ``rows`` rows were read."""
    request = page.request
    return PageRequest(
        url=url,
        form=form,
        number=request.number + 1,
        offset=request.offset + rows,
        depth=request.depth,
        dialect=dialect or request.dialect,
    )


def next_addresses(page: Page) -> list[str]:
    """Where the next page may be, the surest way first; [] on a last page."""
    found = [url for dom in (page.dom, *_hidden(page)) for url in (*_by_word(dom, page), *_by_number(dom, page))]
    here = [url for url in dict.fromkeys(found) if url and host_of(url) == host_of(page.url)]
    return [url for url in here if url not in (page.url, page.request.url)]


def is_pager_word(words: str) -> bool:
    """Whether a link of this name turns pages."""
    plain = squeeze(words).lower()
    return plain in (*_NEXT_WORDS, *_OTHER_WORDS) or bool(_PAGE_NUMBER.fullmatch(plain))


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
            numbers += [int(number) for _, number in _CALL.findall(script)]
    return max(numbers, default=None)


# -- links


def _by_word(dom: HtmlElement, page: Page) -> Iterator[str]:
    for anchor in dom.iter("a"):
        if _says_next(anchor):
            yield _address(anchor, page)


def _says_next(anchor: HtmlElement) -> bool:
    words = {squeeze(anchor.text_content()).lower(), squeeze(anchor.get("title", "")).lower()}
    if words & set(_NEXT_WORDS) or anchor.get("rel", "").lower() == "next":
        return True
    parent = anchor.getparent()
    around = parent.get("class", "") if parent is not None and len(parent) == 1 else ""
    return bool(_NEXT_CLASS.search(anchor.get("class", "")) or _NEXT_CLASS.search(around))


def _address(anchor: HtmlElement, page: Html) -> str:
    """Where a pager's link leads, its script read where it has one: a literal address or a known call with a number."""
    if url := target(anchor, page.url):
        return url
    script = f"{anchor.get('href', '')} {anchor.get('onclick', '')}"
    if quoted := _ADDRESS.search(script):
        return canonical(quoted.group(1), page.url)
    if call := _CALL.search(script):
        return _called(call.group(1), call.group(2), page)
    return ""


def _called(function: str, number: str, page: Html) -> str:
    """The address that ``function(number)`` goes to, where the page defines it as literal + number (+ literal)."""
    head = re.search(
        rf"\b{re.escape(function)}\s*(?:=\s*function\s*)?\(\s*(\w+)[^)]*\)\s*\{{([^}}]{{0,400}})", page.text
    )
    if head is None:
        return ""
    argument = re.escape(head.group(1))
    sum_ = re.search(rf"""["']([^"'\s]+)["']\s*\+\s*{argument}\b(?:\s*\+\s*["']([^"'\s]*)["'])?""", head.group(2))
    return canonical(f"{sum_.group(1)}{number}{sum_.group(2) or ''}", page.url) if sum_ else ""


def _by_number(dom: HtmlElement, page: Page) -> Iterator[str]:
    """The link called by the next number; beyond the numbers shown, what two of them teach."""
    numbered: dict[int, str] = {}
    for anchor in dom.iter("a"):
        word = squeeze(anchor.text_content())
        if _PAGE_NUMBER.fullmatch(word) and (url := _address(anchor, page)):
            numbered.setdefault(int(word), url)
    wanted = page.request.number + 1
    learned = _learn(numbered)
    if wanted in numbered and (learned(wanted) == numbered[wanted] if learned else _fits(wanted, numbered)):
        yield numbered[wanted]
    elif learned is not None and (max(numbered) > wanted or (stated_pages(page) or 0) >= wanted):
        yield learned(wanted)


def _fits(wanted: int, numbered: dict[int, str]) -> bool:
    """Whether the address is a page of this pager though nothing is learned: alone, or like another but for a number
    (``index.html``, ``index_1.html``)."""
    bare = {page: re.sub(r"[_-]?\d+", "", url) for page, url in numbered.items()}
    others = {url for page, url in bare.items() if page != wanted}
    return not others or bare[wanted] in others


def _learn(numbered: dict[int, str]) -> Callable[[int], str] | None:
    """page -> address, from two addresses that differ in one number as their pages do, up or down."""
    pages = sorted(numbered)
    for first, second in pairwise(pages):
        one, two = (re.split(r"(\d+)", numbered[page]) for page in (first, second))
        differ = [place for place, (a, b) in enumerate(zip(one, two, strict=False)) if a != b]
        if len(one) != len(two) or len(differ) != 1 or not (one[differ[0]] + two[differ[0]]).isdecimal():
            continue
        place, start = differ[0], int(one[differ[0]])
        step = (int(two[place]) - start) / (second - first)
        if step in (1, -1):
            return lambda page: "".join([*one[:place], str(start + int(step) * (page - first)), *one[place + 1 :]])
    return None


def _hidden(page: Html) -> Iterator[HtmlElement]:
    """Pagers written in base64 of percent signs: in ``atob("…")``, or as the text of ``#pages`` (Yunnan)."""
    texts = [*_BASE64.findall(page.text), *page.dom.xpath("//*[@id='pages']/text() | //*[@id='pages']/@value")]
    for text in texts:
        packed = squeeze(text)
        if not _ONLY_BASE64.fullmatch(packed):
            continue
        try:
            yield tree(unquote(b64decode(packed, validate=True).decode("utf-8")))
        except (Error, UnicodeDecodeError):  # letters and digits that are no pager
            continue


# -- lengths


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
