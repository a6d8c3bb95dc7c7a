"""Reading one row of a listing, whatever family drew it: where it leads, what it is called, the day beside it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from contextlib import suppress
from datetime import date

from lxml.html import HtmlElement

from crawler.items import Link
from crawler.pages import Html
from crawler.titles import is_report
from crawler.urls import canonical

_QUOTED = re.compile(r"""["']([^"'\s]+?(?:\.s?html?|\.pdf|\.docx?|\.wps|\.xlsx?|\.zip)(?:\?[^"']*)?)["']""", re.I)
_DATE = re.compile(r"(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_CUT = re.compile(r"(?:…+|\.{3,})$")
_SPACE = re.compile(r"\s+")
_OUTSIDE = re.compile(r"(?:^|[\s_-])(?:foot|header|hot|crumb|share|related|recommend)", re.I)
_OUTSIDE_TAGS = ("nav", "header", "footer", "aside")
_ROW_TAGS = ("li", "tr", "dl", "dd")


def target(anchor: HtmlElement, base: str) -> str:
    """The address an anchor leads to, its script read where ``href`` is none; "" if it leads nowhere.

    Seen: ``href="javascript:jumpToDetail('./202605/t….html')"``, ``onclick="isDownLoad(this,'https://…/t….html')"``.
    """
    href = anchor.get("href", "").strip()
    if href and not href.startswith(("javascript:", "#")):
        return canonical(href, base)
    quoted = _QUOTED.search(f"{href} {anchor.get('onclick', '')}")
    return canonical(quoted.group(1), base) if quoted else ""


def title_of(anchor: HtmlElement) -> str:
    """The longer of text and ``title=``: usually the text is cut, sometimes the attribute is."""
    text = _SPACE.sub(" ", anchor.text_content()).strip()
    attribute = _SPACE.sub(" ", anchor.get("title", "")).strip()
    if is_report(text) and not is_report(attribute) and not _CUT.search(text):
        return text
    return max(text, attribute, key=lambda words: len(_CUT.sub("", words)))


def days_in(text: str) -> list[str]:
    """The valid dates in ``text``, ISO, in order; white space inside them is common.

    >>> days_in("2026-02-00018 2026-\\n  01-\\n  28")
    ['2026-01-28']
    """
    days = []
    for year, month, day in _DATE.findall(text):
        with suppress(ValueError):  # 2026-13-45 is a number, not a day
            days.append(date(int(year), int(month), int(day)).isoformat())
    return days


def row_of(anchor: HtmlElement, base: str) -> HtmlElement:
    """The smallest row around an anchor, or the widest element around it that leads nowhere else."""
    row, own = anchor, target(anchor, base)
    for parent in anchor.iterancestors():
        # Stops at the first other link: 3,000 rows in bare paragraphs otherwise take minutes.
        if parent.tag in ("body", "html") or any(target(other, base) not in (own, "") for other in parent.iter("a")):
            break
        row = parent
        if parent.tag in _ROW_TAGS:
            break
    return row


def link_of(anchor: HtmlElement, base: str, *, last_day: bool = False) -> Link | None:
    """The row around an anchor as a link; None where the anchor leads nowhere.

    Of several dates beside it the first is the day of publication, in Hanweb's rows the last.
    """
    url = target(anchor, base)
    if not url:
        return None
    row = row_of(anchor, base)
    own = set(anchor.itertext())
    days = days_in(" ".join(text for text in row.itertext() if text not in own))
    return Link(url=url, title=title_of(anchor), listed_on=days[-1 if last_day else 0] if days else None)


def unique(links: list[Link]) -> tuple[Link, ...]:
    """One link for each address, in order; of several the one with the longest title, dates kept."""
    best: dict[str, Link] = {}
    for link in links:
        known = best.get(link.url, link)
        title = max(known.title, link.title, key=len)
        best[link.url] = Link(url=link.url, title=title, listed_on=known.listed_on or link.listed_on)
    return tuple(best.values())


def count_rows(anchors: Iterable[HtmlElement], base: str, urls: Container[str]) -> int:
    """How many rows lead to one of ``urls``: a row printed twice counts twice, one with two links to it once.

    Links around the list do not count: too few rows are noticed where the total is not met, too many are not.
    """
    shown = [anchor for anchor in anchors if target(anchor, base) in urls and not _is_outside(anchor)]
    return len({row_of(anchor, base) for anchor in shown})


def _is_outside(anchor: HtmlElement) -> bool:
    return any(
        parent.tag in _OUTSIDE_TAGS or _OUTSIDE.search(f"{parent.get('class', '')} {parent.get('id', '')}")
        for parent in anchor.iterancestors()
        if parent.tag not in ("body", "html")
    )


def classed(page: Html, name: str) -> list[HtmlElement]:
    """The elements with this class."""
    return page.dom.xpath(f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")
