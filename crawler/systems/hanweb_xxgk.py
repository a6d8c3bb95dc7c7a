"""Hanweb's information directory: a frame whose rows come from ``/module/xxgk/search.jsp``. A part of ``hanweb``.

The frame's address and scripts name the organ (``vc_xxgkarea``, ``area``) and the class of information (``number``,
``infotypeId``); a registry row best carries both in ``list_url``. Without the class the servlet answers with all that
the organ ever published: then nothing is asked, and the empty column says so.

The answer is a piece of HTML: ``tr.tr_main_value_odd`` rows, or ``div.zfxxgk_zdgkc`` in the new look, and 共61条 1/5页.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.pages import Html
from crawler.systems.answers import number_at
from crawler.systems.contract import Listing, Page, PageRequest
from crawler.systems.lengths import stated
from crawler.systems.pager import following, is_over
from crawler.systems.years import articles_and_rows

DIALECT = "xxgk"
_SERVLET = "/module/xxgk/search.jsp"
_SIGNS = re.compile(r"vc_xxgkarea=\w|/module/xxgk/(?:search|tree|search_custom)\.jsp")
_AREA = re.compile(r"""(?:vc_xxgkarea|\barea)["']?\s*[=:]\s*["']?(\w{6,40})""")
_CLASS = re.compile(r"""\binfotypeId["']?\s*[=:]\s*["']?(\w{1,20})""")
_SITE = re.compile(r"""\bjdid["']?\s*[=:]\s*["']?(\d{1,6})""")
_COLUMN = re.compile(r"/col/col(\d+)/")
_EMPTY = dict.fromkeys(("vc_title", "vc_number", "vc_filenumber", "vc_all", "texttype", "fbtime"), "")


def is_directory(page: Html) -> bool:
    return bool(_SIGNS.search(f"{urlsplit(page.url).query} {page.text}"))


def first_ways(page: Page) -> tuple[PageRequest, ...]:
    """The ways to ask for the first rows of a frame; none where it does not say of which class."""
    named = dict(parse_qsl(urlsplit(page.url).query))
    kind = named.get("number") or _found(_CLASS, page.text)
    area = named.get("vc_xxgkarea") or _found(_AREA, page.text)
    if not kind:
        return ()
    values = {
        "infotypeId": kind,
        "jdid": named.get("jdid") or _found(_SITE, page.text) or "1",
        "area": area,
        "divid": f"div{_found(_COLUMN, page.url)}",
        "sortfield": "compaltedate:0",
        "standardXxgk": "1",
        **_EMPTY,
        "currpage": "1",
    }
    return _ways(page, urljoin(page.url, _SERVLET), values, 0)


def read_answer(page: Page) -> Listing:
    links, rows = articles_and_rows(page.dom.iter("a"), page.url)
    total, _ = stated(page.visible)
    over = is_over(page.request.offset + rows, total, rows)
    return Listing(links=links, next=() if over else _after(page, rows), rows=rows, stated_rows=total)


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group(1) if found else ""


def _after(page: Page, rows: int) -> tuple[PageRequest, ...]:
    """The next page, asked for as this one was: all values kept, the page's number one higher."""
    url, _, query = page.request.url.partition("?")
    values = dict(parse_qsl(page.request.form or query, keep_blank_values=True))
    values["currpage"] = str((number_at(values, "currpage") or 1) + 1)
    return tuple(way for way in _ways(page, url, values, rows) if way.dialect == page.request.dialect)


def _ways(page: Page, url: str, values: Mapping[str, str], rows: int) -> tuple[PageRequest, ...]:
    referer = dict(page.request.headers).get("Referer", page.url)
    headers = (("Referer", referer), ("X-Requested-With", "XMLHttpRequest"))
    asked = urlencode(values)
    ways = (
        following(page, url, rows=rows, dialect=DIALECT, form=asked),
        following(page, f"{url}?{asked}", rows=rows, dialect=f"{DIALECT}-get"),
    )
    return tuple(replace(way, headers=headers) for way in ways)
