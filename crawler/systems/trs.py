"""TRS WCM (拓尔思), published as static files: Ningxia, Beijing, Chongqing, Guizhou, Guangxi, Hubei, most ministries.

Recognise: articles ``t20260128_5151001.html``; attachments ``P02026….pdf``, ``W02026….doc``; channel folders that end
in digits (``xxgknb_1840``); ``createPageHTML(``; classes ``TRS_Editor``, ``TRS_UEDITOR``, ``trs_editor_view``.

A registry row needs ``list_url``: the annual-report column, with its slash at the end (without it ``./`` in the page
leads elsewhere). The column may be one list, or years, then groups (departments, townships), then lists: every link
below the column's own path is a column, and so is a link that says only a year.

Traps, each with a case under tests/listings:

- The pager is written by script: ``createPageHTML(3, 0, "index", "html")`` means index.html, index_1.html and
  index_2.html. A minority names page two index_2: we ask ``_1`` first, and ``_2`` where that is missing or repeats
  the page before.
- The stated number of pages may be wrong both ways; beyond the end stands a 404, a stub of 300 bytes or page one again.
  We stop where a page brings nothing new, and say so when that is before the stated end.
- Titles are cut in the text and whole in ``title=``. Rows lead to ``../../bm/…``, to other gov.cn hosts, straight to a
  PDF, or nowhere but in ``onclick``. A mobile twin ``_wap.html`` is the same article.
- The folder's year is worthless: folder 2018 of one county holds the report of 2016.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.pages import Html
from crawler.registry import Portal
from crawler.systems.contract import Listing, Page, PageRequest
from crawler.systems.lengths import calls
from crawler.systems.rows import target, title_of
from crawler.systems.shells import jump_of
from crawler.systems.years import articles, is_year
from crawler.urls import folder_of, host_of, is_article, is_file

_SIGNS = re.compile(r"createPage(?:HTML)?\s*\(|/t20\d{6}_\d+\.s?html?|TRS_|trs_(?:editor|paper)", re.I)
_PAGER = re.compile(r"Pager\s*\(\s*\{([^}]*)\}")
_COUNT_VARIABLE = re.compile(r"var\s+countPage\s*=\s*(\d{1,9})\b")
_FILE_NAME = re.compile(r"[\w-]+\.\w+")  # what the call names is a file beside the page, never an address
_MOST_COLUMNS = 400


def recognise(page: Html) -> bool:
    return bool(_SIGNS.search(page.text))


def first_requests(portal: Portal) -> Sequence[PageRequest]:
    return (PageRequest(url=portal.list_url),)


def read_listing(page: Page) -> Listing:
    anchors = list(page.dom.iter("a"))
    links = articles(anchors, page.url)
    pages, name, suffix = _pager(page)
    return Listing(
        links=links,
        next=_next(page, pages, name, suffix),
        columns=_columns(page, anchors) if page.request.number == 1 else (),
        rows=len(links),
        stated_pages=pages,
    )


# -- pages


def _pager(page: Html) -> tuple[int | None, str, str]:
    """(stated number of pages, base name, suffix) of the script that writes the pager; None where there is none."""
    own_suffix = urlsplit(page.url).path.rpartition(".")[2] if page.url.endswith(("html", "htm")) else "html"
    for count, words, _ in calls(page.text):
        name, suffix = words[:2] + ["index", own_suffix][len(words[:2]) :]
        return count, name, suffix
    if pager := _PAGER.search(page.text):
        fields = dict(re.findall(r"""(\w+)\s*:\s*["']?([\w-]+)""", pager.group(1)))
        count_text = next((fields[key] for key in ("pageCount", "total", "count", "size") if key in fields), "")
        if count_text.isdecimal() and len(count_text) < 10:
            return int(count_text), fields.get("prefix", "index"), fields.get("suffix", own_suffix)
    if variable := _COUNT_VARIABLE.search(page.text):
        return int(variable.group(1)), "index", own_suffix
    return None, "index", own_suffix


def _next(page: Page, pages: int | None, name: str, suffix: str) -> tuple[PageRequest, ...]:
    """Page k + 1 is name_k; where that fails name_(k + 1); some calls name the page itself (``index_2``)."""
    number = page.request.number
    if pages is None or number >= pages:
        return ()
    stems = [stem for stem in (name, re.sub(r"_\d+$", "", name)) if _FILE_NAME.fullmatch(f"{stem}.{suffix}")]
    ways = [(dialect, stem) for stem in dict.fromkeys(stems) for dialect in ("", "+1")]
    ways.sort(key=lambda way: way[0] != page.request.dialect)
    return tuple(
        PageRequest(
            url=urljoin(page.url, f"{stem}_{number + (dialect == '+1')}.{suffix}"),
            number=number + 1,
            offset=page.request.offset,
            depth=page.request.depth,
            dialect=dialect,
        )
        for dialect, stem in ways
    )


# -- columns


def _columns(page: Page, anchors: Sequence[HtmlElement]) -> tuple[PageRequest, ...]:
    """The columns below this one: under its own path, or named by nothing but a year; or where a shell leads."""
    urls = [jump] if (jump := jump_of(page)) else [u for a in anchors if (u := _column(a, page))]
    depth = page.request.depth + 1
    return tuple(PageRequest(url=url, depth=depth) for url in dict.fromkeys(urls))[:_MOST_COLUMNS]


def _column(anchor: HtmlElement, page: Page) -> str:
    url = target(anchor, page.url)
    if not url or host_of(url) != host_of(page.url) or is_article(url) or is_file(url):
        return ""
    url = _without_index(url)
    own = folder_of(page.url)
    if url == own or not urlsplit(url).path.endswith("/"):
        return ""
    below = urlsplit(url).path.startswith(urlsplit(own).path)
    return url if below or is_year(title_of(anchor)) else ""


def _without_index(url: str) -> str:
    """``…/2020/index.html`` and ``…/2020/`` are one column."""
    return re.sub(r"/(?:index|list)\.s?html?$", "/", url.split("?")[0])
