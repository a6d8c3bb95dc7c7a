"""Reading one row of a listing, whatever family drew it: where it leads, what it is called, the day beside it."""

from __future__ import annotations

import re
from datetime import date

from lxml.html import HtmlElement

from crawler.items import Link
from crawler.titles import is_report
from crawler.urls import canonical

_QUOTED = re.compile(r"""["']([^"'\s]+?(?:\.s?html?|\.pdf|\.docx?|\.wps|\.xlsx?|\.zip)(?:\?[^"']*)?)["']""", re.I)
_DATE = re.compile(r"(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_CUT = re.compile(r"(?:…+|\.{3,})$")
_SPACE = re.compile(r"\s+")
_ROW_TAGS = ("li", "tr", "dl", "dd", "p", "div")


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


def day_of(text: str) -> str | None:
    """The last valid date in ``text``, ISO; white space inside it is common.

    >>> day_of("2026-02-00018 2026-\\n  01-\\n  28")
    '2026-01-28'
    """
    for year, month, day in reversed(_DATE.findall(text)):
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            continue
    return None


def row_of(anchor: HtmlElement) -> HtmlElement:
    """The smallest element around an anchor that is a row: it holds more than the anchor, and no other anchor."""
    row = anchor
    for parent in anchor.iterancestors():
        others = {other.get("href") for other in parent.iter("a")} - {anchor.get("href")}
        if others or parent.tag in ("body", "html"):
            break
        row = parent
        if parent.tag in _ROW_TAGS[:4]:
            break
    return row


def link_of(anchor: HtmlElement, base: str) -> Link | None:
    """The row around an anchor as a link; None where the anchor leads nowhere."""
    url = target(anchor, base)
    if not url:
        return None
    beside = " ".join(text for text in row_of(anchor).itertext() if text not in (anchor.text or ""))
    return Link(url=url, title=title_of(anchor), listed_on=day_of(beside))


def unique(links: list[Link]) -> tuple[Link, ...]:
    """One link for each address, in order; of several the one with the longest title, dates kept."""
    best: dict[str, Link] = {}
    for link in links:
        known = best.get(link.url)
        if known is None:
            best[link.url] = link
        else:
            title = max(known.title, link.title, key=len)
            best[link.url] = Link(url=link.url, title=title, listed_on=known.listed_on or link.listed_on)
    return tuple(best.values())
