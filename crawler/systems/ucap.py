"""UCAP (开普云): Heilongjiang, Hainan, Xinjiang, the province of Gansu, Hunan, departments of Sichuan, CSRC.

Recognise: columns ``/c108463/zfxxgk.shtml``, ``common_list.shtml``, ``zfxxgk_gknbz.shtml``; articles
``/<site>/<column>/202603/<32 hex>.shtml``, older ``/202012/275599.shtml``; tags ``<UCAPTITLE>``, ``<UCAPCONTENT>``;
``/common/search/<32 hex>``.

A registry row needs ``list_url``: the annual-report column, or the shell before it (``jump.shtml``). There are two
kinds of column: rows in the page, with pages ``common_list_2.shtml``; or an empty page that names a channel, whose rows
come as JSON from ``/common/search/<channel>?_isJson=true&_pageSize=15&page=1``.

Traps, each with a case under tests/listings:

- Often there is one channel a year (``2018xxgkndbg.shtml``, ``xxgknb2024n/zfxxgk_gknbz.shtml``): links named by a year,
  or by the reports of a year, are columns. New ones are found each night, since the column is read each night.
- Page k is ``_k``; where that fails, a minority names page two ``_1``.
- ``jump.shtml``, ``redirect.shtml``, ``redirect_firstChannel.shtml`` hold nothing but a script's jump: a column.
- Year links of ``javascript:void(0)`` carry their address in ``onclick``.
- ``_isJson=false`` answers a piece of HTML without totals: its pages are asked for until one brings nothing new.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.items import Link
from crawler.pages import Html
from crawler.registry import Portal
from crawler.systems.answers import at, items_at, json_of, number_at, text_at
from crawler.systems.contract import Listing, Page, PageRequest
from crawler.systems.lengths import calls, stated
from crawler.systems.pager import following, is_over, next_link
from crawler.systems.rows import days_in, unique
from crawler.systems.shells import jump_of
from crawler.systems.years import articles_and_rows, beside, lead_to, year_columns
from crawler.urls import canonical

_SIGNS = re.compile(
    r"UCAPCONTENT|UCAP-CONTENT|UCAPTITLE|/common/search/[0-9a-f]{32}"
    r"|\b(?:common_list|zfxxgk_gknbz|newxxgk_list|redirect_firstChannel)\w*\.shtml"
)
_ARTICLES = re.compile(r"/20\d{4}/[0-9a-f]{32}\.shtml")
_COLUMN = re.compile(r"/c\d{6}/\w*\.shtml$")
_SEARCH = re.compile(r"/common/search/([0-9a-f]{32})\?_")
_CHANNEL = re.compile(r"""\bchannelId\s*[:=]\s*["']([0-9a-f]{32})["']""")
_QUERY = re.compile(r"""\?(_is(?:Agg|Json)=[^"'\s<>]*)""")
_DEFAULT_QUERY = "_isAgg=true&_isJson=true&_pageSize=15&_template=index&page=1"
_NUMBERED = re.compile(r"_\d+(?=\.s?html?$)")
_SUFFIX = re.compile(r"(?=\.s?html?$)")
_PAGE_SUFFIX = re.compile(r"s?html?")
_API = "api"


def recognise(page: Html) -> bool:
    own = _COLUMN.search(urlsplit(page.url).path)
    return bool(own or _SIGNS.search(page.text)) or lead_to(_ARTICLES, page)


def first_requests(portal: Portal) -> Sequence[PageRequest]:
    return (PageRequest(url=portal.list_url),)


def read_listing(page: Page) -> Listing:
    answer = json_of(page.text)
    if answer is not None and isinstance(at(answer, "data", "results"), list):
        return _results(page, answer)
    if answer is not None:
        return Listing(trouble=f"the interface answered no rows: {page.text[:80]!r}")
    if jump := jump_of(page):
        return Listing(columns=beside(page, [jump]))
    links, rows = articles_and_rows(page.dom.iter("a"), page.url)
    if page.request.dialect == _API:
        more = (following(page, _after(page), rows=rows, dialect=_API),) if rows else ()
        trouble = "" if rows or page.request.number > 1 else "the channel answered no rows"
        return Listing(links=links, next=more, rows=rows, trouble=trouble)
    pages, total = _stated(page)
    ways = _next(page, pages, rows)
    channels = [] if pages or ways else _channels(page)
    columns = (*beside(page, channels, _API), *year_columns(page))
    return Listing(links=links, next=ways, columns=columns, rows=rows, stated_rows=total, stated_pages=pages)


# -- pages that stand as files


def _stated(page: Page) -> tuple[int | None, int | None]:
    """(pages, rows): in the call that draws the pager they are the first number and the last; else as printed."""
    for count, _, numbers in calls(page.text):
        return count, numbers[-1] if len(numbers) > 1 else None
    rows, pages = stated(page.visible)
    return pages, rows


def _next(page: Page, pages: int | None, rows: int) -> tuple[PageRequest, ...]:
    number = page.request.number
    if pages is None:
        return next_link(page)
    if number >= pages:
        return ()
    stem = _named_by_call(page) or (_NUMBERED.sub("", page.url) if number > 1 else page.url)
    ways = {"": f"_{number + 1}", "-1": f"_{number}"}
    order = sorted(ways, key=lambda dialect: dialect != page.request.dialect)
    found = [(dialect, _SUFFIX.sub(ways[dialect], stem, count=1)) for dialect in order]
    return tuple(following(page, url, rows=rows, dialect=dialect) for dialect, url in found if url != stem)


def _named_by_call(page: Page) -> str:
    """Page one as the pager's call names it: a column may be asked for by its folder alone."""
    names = next((words for _, words, _ in calls(page.text)), [])
    return canonical(".".join(names[:2]), page.url) if len(names) > 1 and _PAGE_SUFFIX.fullmatch(names[1]) else ""


# -- the interface


def _channels(page: Page) -> list[str]:
    """Page one of the channel that a column without pages of its own draws by script; a search box is none."""
    drawn = _SEARCH.search(page.text)
    query = _QUERY.search(page.text)
    if drawn is None and query is None:
        return []
    channel = drawn or _CHANNEL.search(page.text)
    asked = query.group(1) if query and "page=" in query.group(1) else _DEFAULT_QUERY
    return [canonical(f"/common/search/{channel.group(1)}?{asked}", page.url)] if channel else []


def _results(page: Page, answer: Mapping[str, object]) -> Listing:
    results = items_at(answer, "data", "results")
    total = number_at(answer, "data", "total")
    over = is_over(page.request.offset + len(results), total, len(results))
    return Listing(
        links=unique([link for result in results if (link := _link(result, page.url))]),
        next=() if over else (following(page, _after(page), rows=len(results), dialect=_API),),
        rows=len(results),
        stated_rows=total,
    )


def _link(result: Mapping[str, object], base: str) -> Link | None:
    where = text_at(result, "url")
    url = canonical(where, base) if where else ""
    days = days_in(text_at(result, "publishedTimeStr"))
    return Link(url=url, title=text_at(result, "title"), listed_on=days[0] if days else None) if url else None


def _after(page: Page) -> str:
    values = dict(parse_qsl(urlsplit(page.request.url).query, keep_blank_values=True))
    values["page"] = str((number_at(values, "page") or 1) + 1)
    return urljoin(page.request.url, "?" + urlencode(values))
