"""One switch for the language, in the address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest

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
)
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    data = tmp_path_factory.mktemp("language")
    make_snapshot(data)
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


def test_the_frame_of_an_english_page_has_no_chinese(site: Client) -> None:
    page = re.sub(r'<[^>]*lang="zh-CN"[^>]*>[^<]*<', "<", site.get("/health?lang=en").text)
    words = [text for text in re.findall(r">([^<>]+)<", page) if HAN.search(text)]
    # The name of the site and its title; everything else is said in English.
    assert [word for word in words if "年报档案" not in word] == []


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
