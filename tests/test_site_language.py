"""One switch for the language, in the address."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from archive import schema
from archive.site import words
from archive.site.queries import QUERIES
from tests.site_sample import SNAPSHOT, make_snapshot
from tests.site_support import Client, running

SHIQIAO = "/report/990121-shiqiao-2024"
OURS = (
    "/",
    SHIQIAO,
    f"{SHIQIAO}/disclosure.rules.issued",
    "/organ/990121-qingxi",
    "/place/990121",
    "/changes",
    "/health",
    "/snapshots",
    "/files",
)
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("language")
    make_snapshot(folder)
    return folder


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[Client]:
    with running(data) as client:
        yield client


@pytest.mark.parametrize("path", [*OURS, "/search?q=2024", "/report/none"])
def test_every_link_of_an_english_page_stays_english(site: Client, path: str) -> None:
    page = site.get(f"{path}{'&' if '?' in path else '?'}lang=en").text
    assert '<html lang="en">' in page
    links = [unescape(found) for found in re.findall(r'<a [^>]*href="(/[^"]*)"', page)]
    assert links
    plain = re.compile(r"/(raw|page|static)/|\.(atom|csv|json)\b")
    lost = [link for link in links if "lang=en" not in link and not plain.search(link)]
    # The one that is left is the switch.
    assert [link.rstrip("?") for link in lost] == [path]


class Words(HTMLParser):
    """The texts of a page, attributes that are read out among them, each with the language it is marked to be in."""

    READ_OUT = ("title", "alt", "aria-label", "placeholder")
    EMPTY = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        language = named.get("lang") or (self.open[-1][1] if self.open else "")
        self.found += [(language, named[name] or "") for name in self.READ_OUT if name in named]
        if tag not in self.EMPTY:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] not in ("script", "style"):
            self.found.append((self.open[-1][1], data.strip()))


@pytest.fixture(scope="module")
def stored(data: Path) -> list[str]:
    """Every Chinese word the archive holds, the longest first, and what keeps its Chinese name in English."""
    told = ("年报档案", "不予公开", "万元", "疫情", "复议", "青溪县人民政府", "索引号")
    with closing(sqlite3.connect(data / "snapshots" / SNAPSHOT / "archive.db")) as db:
        names = [row[0] for table in ("organs", "places", "portals") for row in db.execute(f"SELECT name FROM {table}")]
        titles = [row[0] for row in db.execute("SELECT title FROM reports")]
        titles += [row[0] for row in db.execute("SELECT who FROM findings")]
        printed = [row[0] for row in db.execute("SELECT DISTINCT printed FROM cells")]
    labels = [word for zh, _ in words.FIGURES.values() for word in (zh, *zh.split(" · "))]
    units = [f"［{column.unit}］" for one in (*schema.TABLES, *schema.VIEWS) for column in one.columns if column.unit]
    aliases = [name for query in QUERIES for name in re.findall(r"[\u4e00-\u9fff（）]+", query.sql)]
    return sorted({*told, *names, *titles, *printed, *labels, *units, *aliases, ""} - {""}, key=len, reverse=True)


PAGES = (*OURS, "/search?q=2024", "/report/none", "/report/990102-weisheng-2021/diff", "/archive", "/archive/reports")


@pytest.mark.parametrize("path", [*PAGES, "/archive/refusal_rate", "/archive?sql=select+1+as+n", "/archive/cells"])
def test_an_english_page_has_no_chinese_but_what_is_stored(site: Client, stored: list[str], path: str) -> None:
    name = "_lang" if path.startswith("/archive") else "lang"
    left = []
    for language, text in Words(site.get(f"{path}{'&' if '?' in path else '?'}{name}=en").text).found:
        rest = text
        for word in stored:
            rest = rest.replace(word, "")
        if HAN.search(rest) and not language.startswith("zh"):
            left.append(text)
    assert left == []


@pytest.mark.parametrize("path", PAGES)
def test_a_chinese_page_has_no_english_sentence(site: Client, path: str) -> None:
    found = Words(site.get(path).text).found
    said = [text for language, text in found if language != "en" and not HAN.search(text)]
    # SQL is what it is, the operators of a filter are translated by a script (static/datasette.js), the last is stored.
    told = re.compile(r"(?i)select |create |array |a row was not found")
    assert [text for text in said if re.search(r"([A-Za-z]+ ){3}", text) and not told.match(text)] == []


def test_the_switch_leads_to_the_same_page(site: Client) -> None:
    assert 'href="/search?q=2024&amp;year=2024&amp;lang=en"' in site.get("/search?q=2024&year=2024").text
    assert re.search(r'class="switch" href="/search\?q=2024"', site.get("/search?q=2024&lang=en").text)


def test_chinese_comes_first(site: Client) -> None:
    page = site.get(SHIQIAO).text
    assert '<html lang="zh-CN">' in page
    assert page.index("收到和处理政府信息公开申请情况") < page.index("Requests received and how they were handled")


def test_the_form_keeps_its_own_wording_in_english(site: Client) -> None:
    page = site.get(f"{SHIQIAO}?lang=en").text
    assert '一、本年新收政府信息公开申请数量<br><small lang="en">' in page


def test_datasettes_pages_speak_english_too(site: Client) -> None:
    english, chinese = site.get("/archive/reports?_lang=en").text, site.get("/archive/reports").text
    assert "View and edit SQL" in english
    assert "查看并修改 SQL" in chinese
    assert '<html lang="en">' in english
    assert 'href="/archive/reports?_lang=en" lang="en">English</a>' in chinese
    assert '<input type="hidden" name="_lang" value="en">' in site.get("/archive/refusal_rate?_lang=en").text
    assert not re.search(r"<script(?![^>]*\bsrc=)", english)


def test_an_address_in_english_answers_as_many_rows(site: Client) -> None:
    assert site.get("/archive/reports.csv?_lang=en").body == site.get("/archive/reports.csv").body


@pytest.mark.parametrize(
    "path", ["/archive", "/archive/reports", "/archive/refusal_rate", "/archive/organs/990121-qingxi"]
)
@pytest.mark.parametrize("base", ["", f"/s/{SNAPSHOT}"])
def test_datasettes_links_stay_english(site: Client, base: str, path: str) -> None:
    page = site.get(f"{base}{path}?_lang=en").text
    links = [unescape(found) for found in re.findall(r'<a (?!class="switch")[^>]*href="(/[^"]*)"', page)]
    assert links
    plain = re.compile(r"/(raw|page|static)/|\.(atom|csv|json)\b")
    assert [link for link in links if "lang=en" not in link and not plain.search(link)] == []
    assert all(link.startswith(f"{base}/") for link in links)
