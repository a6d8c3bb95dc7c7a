"""From a home page to the annual-report column: which links to follow, and is this page the column? Pure scoring.

Signs, in the order of their weight: what a link says (政府信息公开年报), the name of its folder (zfxxgknb), its
neighbours (the disclosure hub has five fixed ones: 指南, 制度, 法定主动公开内容, 年报, 依申请公开), the tags that the
State Council prescribes (``ColumnType`` 信息公开年报). Only links that exist are followed, none is made up.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.pages import Html, squeeze
from crawler.systems import SYSTEMS, Page, PageRequest, recognise
from crawler.systems.rows import link_of, target, title_of
from crawler.systems.shells import jump_of
from crawler.titles import is_report
from crawler.urls import canonical, host_of, is_article, is_file

MOST_CLICKS = 3
MOST_PAGES = 60
_TEXT = re.compile(
    r"(?:政府|政务)?信息公开(?:工作)?(?:年度报告|年报)|(?:公开|年度)?年报|年度报告|工作年报|(?:政府)?信息公开年度工作报告"
)
_SLUG = re.compile(
    r"(?:20\d{2}n?)?(?:(?:zf)?xxgk(?:gz)?(?:nb|ndbg)s?|(?:zf)?gknbz?|ndxxgkbg|ndbg|xxgknbs?|nianbao)"
    r"(?:20\d{2}n?)?(?:_\d+)?(?:\.s?html?)?",
    re.I,
)
_HUB = re.compile(r"(?:政府|政务)?信息公开(?:专栏|平台|目录|网)?|政务公开|政府信息|信息公开网站|法定主动公开内容|公开")
_HUB_SLUG = re.compile(r"(?:zf)?xxgk(?:zl|pt|ml)?|zwgk|gongkai|openness", re.I)
_SIBLINGS = ("指南", "制度", "法定主动公开", "年报", "依申请公开")
_YEAR = re.compile(r"20\d{2}(?:年度?)?(?:年报)?")
_NOT_WORDS = re.compile(r"[^\w]+")
_NEAR = 4  # elements around a link within which its neighbours stand
TEXT, SLUG, NEIGHBOURS, HUB, HUB_SLUG = 6, 4, 2, 2, 1
POINTED = SLUG  # from here on a link is taken to name the column itself


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """A page to visit: the better the score and the fewer the clicks, the sooner."""

    rank: int
    order: int
    url: str = field(compare=False)
    clicks: int = field(compare=False, default=0)
    score: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class Column:
    """A page taken for the annual-report column: its family (None: none of ours), what speaks for it, what it lists."""

    page: Html
    family: str | None
    signs: tuple[str, ...]
    reports: int
    years: int


class Search:
    """Reads pages, keeps the links worth following, and knows when it is over. It asks for nothing itself.

    ``found`` is a column that lists reports or years, ``doubtful`` one that only says it is one (its list may be made
    by a script); ``tags`` are the named tags of all pages read, of several the first.
    """

    def __init__(self, starts: Sequence[str], allows: Callable[[str], bool]) -> None:
        self.allows = allows
        self.site = portal_of(starts[0])
        self.found: Column | None = None
        self.doubtful: Column | None = None
        self.pages = 0
        self.tags: dict[str, str] = {}
        self._seen = {canonical(start) for start in starts}
        self._waiting = [Step(0, order, canonical(start)) for order, start in enumerate(starts)]

    def next_step(self) -> Step | None:
        """The most promising page not visited yet; None when the column is found or the search is over."""
        if self.found or self.pages >= MOST_PAGES or not self._waiting:
            return None
        self.pages += 1
        return heapq.heappop(self._waiting)

    def read(self, page: Html, step: Step) -> None:
        """Judge a page that was answered, and queue where it leads."""
        self._seen.add(page.url)
        self.tags = meta_of(page) | self.tags
        if jump := jump_of(page):
            self._queue(jump, step.clicks, step.score)
            return
        column = column_of(page, step.score)
        if column and (column.reports or column.years):
            self.found = column
        elif column:
            self.doubtful = self.doubtful or column
        if step.clicks < MOST_CLICKS:
            for url, score in links_of(page):
                self._queue(url, step.clicks + 1, score)
            for url in _frames(page):
                self._queue(url, step.clicks + 1, max(step.score, HUB))

    def _queue(self, url: str, clicks: int, score: int) -> None:
        if url in self._seen or portal_of(url) != self.site or not self.allows(url):
            return
        self._seen.add(url)
        heapq.heappush(self._waiting, Step(clicks - 10 * score, len(self._seen), url, clicks, score))


def portal_of(url: str) -> str:
    """What the hosts of one portal share: the name registered under gov.cn; any other host stands for itself.

    >>> portal_of("http://zwgk.mct.gov.cn/gknb/"), portal_of("http://122.137.242.24:8080/")
    ('mct.gov.cn', '122.137.242.24:8080')
    """
    host = host_of(url)
    return ".".join(host.split(".")[-3:]) if host.endswith(".gov.cn") else host


# -- links


def links_of(page: Html) -> Iterator[tuple[str, int]]:
    """(address, score) of every link that may lead to the column."""
    anchors = list(page.dom.iter("a"))
    for anchor in anchors:
        url = target(anchor, page.url)
        if url and not is_article(url) and not is_file(url) and (score := _score(anchor, url, page)):
            yield url, score


def _score(anchor: HtmlElement, url: str, page: Html) -> int:
    words = _NOT_WORDS.sub("", squeeze(title_of(anchor)))
    named, same_host = bool(_TEXT.fullmatch(words)), host_of(url) == host_of(page.url)
    score = TEXT * named + SLUG * (same_host and bool(_folders(url, _SLUG)))
    if score and _neighbours(anchor) >= 2:
        score += NEIGHBOURS
    if not score:
        score = HUB * bool(_HUB.fullmatch(words)) + HUB_SLUG * (same_host and bool(_folders(url, _HUB_SLUG)))
    return score


def _folders(url: str, shape: re.Pattern[str]) -> list[str]:
    """The folders of an address, its last names, that have a shape."""
    return [name for name in urlsplit(url).path.split("/")[-3:] if name and shape.fullmatch(name)]


def _neighbours(anchor: HtmlElement) -> int:
    """How many of the other fixed entries of a disclosure hub stand around a link."""
    box = anchor
    for parent in list(anchor.iterancestors())[:_NEAR]:
        if parent.tag in ("body", "html"):
            break
        box = parent
    texts = [squeeze(other.text_content()) for other in box.iter("a") if other is not anchor]
    return sum(any(name in text for text in texts) for name in _SIBLINGS if name != "年报")


def _frames(page: Html) -> Iterator[str]:
    for frame in page.dom.iter("frame", "iframe"):
        url = canonical(frame.get("src", ""), page.url)
        if url and host_of(url) == host_of(page.url) and not is_file(url):
            yield url


# -- pages


def column_of(page: Html, score: int) -> Column | None:
    """The page as the column, where something says that it is: the link that led here, its address or its tags."""
    signs = list(_signs(page, score))
    if not signs:
        return None
    family = recognise(page)
    links = [link for anchor in page.dom.iter("a") if (link := link_of(anchor, page.url))]
    if family is not None:
        links += SYSTEMS[family].read_listing(Page(page.url, page.body, PageRequest(url=page.url))).links
    reports = {link.url for link in links if is_report(link.title) and not _TEXT.fullmatch(squeeze(link.title))}
    years = {link.url for link in links if _YEAR.fullmatch(squeeze(link.title)) and not is_article(link.url)}
    return Column(page, family, tuple(signs), len(reports), len(years))


def _signs(page: Html, score: int) -> Iterator[str]:
    tags = meta_of(page)
    if score >= POINTED:
        yield "the link to it says so"
    if "信息公开年报" in tags.get("columntype", ""):
        yield f"ColumnType {tags['columntype']}"
    if re.search(r"年报|年度报告", tags.get("columnname", "")):
        yield f"ColumnName {tags['columnname']}"
    if not score and _folders(page.url, _SLUG):
        yield f"its address: {_folders(page.url, _SLUG)[0]}"


def meta_of(page: Html) -> dict[str, str]:
    """The page's named tags, names in small letters; of several the first that says something."""
    tags: dict[str, str] = {}
    for meta in page.dom.iter("meta"):
        name, value = meta.get("name", "").strip().lower(), squeeze(meta.get("content", ""))
        if name and value:
            tags.setdefault(name, value)
    return tags
