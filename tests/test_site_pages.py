"""The pages: what a reader sees, with hostile values in the archive."""

from __future__ import annotations

import json
import re
import sqlite3
import urllib.parse
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest

from archive import schema
from archive.site import search_page, words
from archive.site.printed import Figures, layouts
from archive.site.queries import QUERIES, STORIES
from archive.site.translate import PARAMETERS, unmatched
from parsers.phrases import PATTERNS
from tests.site_sample import HOSTILE, SNAPSHOT, make_snapshot
from tests.site_support import Client, running

SHIQIAO = "/report/990121-shiqiao-2024"
WEISHENG = "/report/990102-weisheng-2021"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    data = tmp_path_factory.mktemp("pages")
    make_snapshot(data)
    with running(data) as client:
        yield client


def matrix(page: str) -> dict[str, list[str]]:
    """The rows of the place x year table as a reader sees them."""
    body = re.search(r'<table class="matrix">.*?<tbody>(.*?)</tbody>', page, re.DOTALL)
    assert body
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in body[1].split("</tr>") if "<td" in row]
    return {text(row[0]): [text(one) for one in row[1:]] for row in rows}


def text(html: str) -> str:
    return re.sub(r"<[^>]+>|\s", "", html)


def cell(page: str, key: str) -> str:
    """The table cell that links to the figure ``key``."""
    found = re.search(rf'<td class="([^"]*)"[^>]*><a href="[^"]*/{re.escape(key)}"[^>]*>(.*?)</a>', page)
    assert found, key
    return f"{found[1]}|{found[2]}"


def test_home_says_what_is_there_and_what_is_missing(site: Client) -> None:
    page = site.get("/").text
    assert "政府信息公开工作年度报告" in page
    assert '<a href="/archive/reports">6</a>' in page
    # One province, one prefecture: the matrix begins where the archive divides. 2019 to 2024, as of 2026-01-01.
    assert matrix(page) == {
        "临江市": ["·", "·", "1", "缺1", "缺1", "缺1"],
        "永昌区": ["·", "·", "1", "缺1", "缺1", "缺1"],
        "青溪县": ["1", "1", "缺1", "1缺1", "缺2", "1缺1"],
    }
    for query in STORIES:
        assert f'href="/archive/{query.name}"' in page
    assert page.index("数字对不上") < page.index("What does not add up")


def test_home_ranks_the_year_asked_for(site: Client) -> None:
    assert "2021 年排行" in site.get("/?year=2021").text
    assert "2024 年排行" not in site.get("/?year=2021").text
    assert "2024 年排行" in site.get("/?year=1%20OR%201=1").text


def test_the_report_page_prints_every_figure_as_the_source_does(site: Client) -> None:
    page = site.get(SHIQIAO).text
    figures = json.loads((Path(__file__).parent / "files/site/wrongsum-2024.json").read_text("utf-8"))["figures"]
    linked = re.findall(
        r'<td class="f [^"]*"[^>]*><a href="/report/990121-shiqiao-2024/([^"]+)"[^>]*>([^<]*)</a>', page
    )
    assert dict(linked) == {key: figure["printed"] for key, figure in figures.items()}


def test_blank_mark_and_zero_are_three_answers(site: Client) -> None:
    page = site.get(WEISHENG).text
    assert cell(page, "disclosure.coercion.decisions") == 'f blank|<span class="sr">空白</span>'
    assert cell(page, "disclosure.rules.repealed") == "f mark|/"
    assert cell(page, "requests.granted.business") == "f zero|0"
    assert cell(page, "requests.received.business").endswith("|2577")


def test_doubtful_and_lost_figures_are_marked(site: Client) -> None:
    page = site.get("/report/990100-hostile-2021").text
    assert re.search(
        r'<td class="f number doubt[^"]*">.*?2577</a><sup class="q" title="存疑：its row&#39;s label', page
    )
    assert page.count(">未读出</span>") == 1
    assert "读取结果：部分读出（a row was not found）" in page
    assert "读数存疑" in site.get("/report/990100-hostile-2021/requests.received.business").text


def test_the_table_of_the_years_before_2019_has_the_rows_the_report_has() -> None:
    cell = {"printed": "41", "kind": "number", "value": 41, "unit": None, "doubt": None}
    keys = ("statistics.received", "statistics.litigation_upheld")
    (table,) = layouts(Figures([{**cell, "key": key} for key in keys], []), None, None, [])
    assert table.key == "statistics"
    shown = [(row[0].text, row[1].text, row[2].figure.key if row[2].figure else "") for row in table.body]
    assert shown == [
        ("（一）收到申请数", "件", "statistics.received"),
        ("（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "statistics.litigation_upheld"),
    ]


def test_a_report_without_tables_says_so(tmp_path: Path) -> None:
    make_snapshot(tmp_path, extra=1)
    with running(tmp_path) as client:
        page = client.get("/report/990100-plain000-2008").text
    assert "这份报告没有读出表格" in page
    assert "没有统计表" in page
    assert '<table class="printed' not in page


def test_a_relation_that_fails_stands_beside_its_figures(site: Client) -> None:
    page = site.get(SHIQIAO).text
    assert "fails" in cell(page, "requests.concluded.total")
    assert "fails" not in cell(page, "requests.concluded.natural_person")
    assert 'href="#check-balance-total"' in page
    assert 'id="check-balance-total"' in page
    assert re.search(r"收办平衡（总计）：<span class=\"sides\"><b>17,663</b> ≠ <b>17,670</b>", page)


def test_what_people_found_out_stands_beside_the_figure_and_the_relation(site: Client) -> None:
    page = site.get(SHIQIAO).text
    assert re.search(r'17517</a><a class="note" href="#finding-requests\.concluded\.total" title="含转办 7 件"', page)
    finding = re.search(r'<li id="finding-requests\.concluded\.total">(.*?)</li>', page)
    assert finding
    assert text(finding[1]) == "2025-03-01（七）总计·总计，原文所印17517：含转办7件张三，某报"
    row = re.search(r'<tr id="check-balance-total">(.*?)</tr>', page, re.DOTALL)
    assert row
    assert "核查：" in row[1]
    assert "含转办 7 件" in row[1]
    assert "含转办 7 件" in site.get(f"{SHIQIAO}/requests.concluded.total").text
    # What is tied to the bytes of another version says nothing of this one.
    assert "说的是旧版" not in page + site.get(f"{SHIQIAO}/requests.received.total").text
    assert 'class="note"' not in site.get(WEISHENG).text


def test_an_organ_shows_its_other_names_and_what_became_of_it(site: Client) -> None:
    page = site.get("/organ/990102-weisheng").text
    assert "卫生和计划生育局" in page
    assert "（2014–2018 年度）" in page
    assert '并入本机关 <span lang="en">went into it</span></dt><dd><a href="/organ/990100-hostile">' in page
    ended = site.get("/organ/990100-hostile").text
    assert '这个机关已合并，并入 <a href="/organ/990102-weisheng">' in ended
    assert "最后一份报告是 2025 年度的" in ended
    assert "merged" in site.get("/organ/990100-hostile?lang=en").text
    assert "也叫" not in site.get("/organ/990121-qingxi").text


def test_a_snapshot_from_before_there_were_findings_is_shown(tmp_path: Path) -> None:
    file = make_snapshot(tmp_path) / "archive.db"
    file.chmod(0o644)
    with closing(sqlite3.connect(file)) as db:
        db.execute("DROP VIEW failing_checks")
        for table in ("findings", "organ_names", "organ_ends"):
            db.execute(f"DROP TABLE {table}")
        db.commit()
    with running(tmp_path) as client:
        for path in (SHIQIAO, f"{SHIQIAO}/requests.concluded.total", "/organ/990102-weisheng"):
            assert client.get(path).status == 200


def test_the_form_is_laid_out_like_the_official_one(site: Client) -> None:
    page = site.get(SHIQIAO).text
    assert '<th rowspan="22" scope="rowgroup">三、本年度办理结果</th>' in page
    assert '<th rowspan="8" scope="rowgroup">（三）不予公开</th>' in page
    assert page.count("第二十条第（") == 4


def test_versions_and_changes_are_shown(site: Client) -> None:
    page = site.get(SHIQIAO).text
    assert "41 → 40" in page
    assert "第 1 章文字有改动" in page
    assert page.count("/raw/") >= 3


def test_a_withdrawn_report_says_so(site: Client) -> None:
    assert "自 2025-12-01 起在原网站上找不到了" in site.get(WEISHENG).text


def test_the_citation_is_pinned_and_carries_the_hash(site: Client) -> None:
    page = site.get(SHIQIAO).text
    quote = re.search(r'<p class="quote">(.*?)</p>', page, re.DOTALL)
    assert quote
    assert f"{site.base}/s/{SNAPSHOT}{SHIQIAO}" in quote[1]
    assert re.search(r"<code>[0-9a-f]{64}</code>", quote[1])
    assert site.get(f"/s/{SNAPSHOT}{SHIQIAO}").status == 200


def test_a_figure_of_a_pdf_has_its_page_with_the_cell_outlined(site: Client) -> None:
    page = site.get(f"{SHIQIAO}/disclosure.rules.issued").text
    images = [unescape(found) for found in re.findall(r'<img [^>]*src="([^"]+)"', page)]
    assert [re.sub("[0-9a-f]{64}", "", image) for image in images] == [
        "/page//2.png?box=241.7,301.5,268.6,311.5&strip=1",
        "/page//2.png?box=241.7,301.5,268.6,311.5",
    ]
    for image in images:
        answer = site.get(image)
        assert answer.status == 200
        assert answer.body.startswith(b"\x89PNG")
    assert "81644" in page
    assert "第 2 页" in page


def test_a_figure_of_a_web_page_says_table_row_and_column(site: Client) -> None:
    page = site.get(f"{WEISHENG}/disclosure.rules.repealed").text
    assert re.search(r"第 \d 张表，第 \d+ 行，第 \d 列", page)
    assert "<img" not in page
    assert "符号，不等于 0" in page
    assert 'href="/raw/' in page


def test_other_years_organ_and_place(site: Client) -> None:
    assert 'href="/report/990121-qingxi-2019"' in site.get("/report/990121-qingxi-2020").text
    organ = site.get("/organ/990121-qingxi").text
    assert "2019 年结转出 <b>106</b> ≠ 2020 年上年结转 <b>105</b>" in organ
    assert '<li class="fails">' in organ
    place = site.get("/place/990121").text
    assert "青溪县人民政府" in place
    assert "石桥镇人民政府" in place
    assert 'href="/place/990121"' in site.get("/place/990100").text


def test_an_organ_shows_its_gaps_and_its_missing_years(site: Client) -> None:
    page = site.get("/organ/990121-shiqiao").text
    assert re.search(r'<li class="broken">.*?缺 2023', page)
    assert "2023（期限 2024-03-31）" in page
    assert re.search(r'aria-label="新收申请（件）：2022 [\d,]+；2023 —；2024 [\d,]+"', page)


def test_a_place_and_an_organ_can_be_downloaded(site: Client) -> None:
    assert 'href="/archive/reports.csv?place_code=990121' in site.get("/place/990121").text
    assert "report_id__glob=990121-qingxi-" in site.get("/organ/990121-qingxi").text
    rows = json.loads(
        site.get("/archive/report_totals.json?_shape=array&report_id__glob=990121-qingxi-[0-9][0-9][0-9][0-9]").body
    )
    assert [row["year"] for row in rows] == [2019, 2020]


def test_home_tells_five_stories(site: Client) -> None:
    page = site.get("/").text
    stories = re.search(r'<ol class="stories">(.*?)</ol>', page, re.DOTALL)
    assert stories
    assert stories[1].count("<li>") == 5
    assert "上一年结转出 106 件，2020 年的报告却说上年结转 105 件" in stories[1]
    for link in re.findall(r'href="([^"]+)"', stories[1]):
        assert site.get(unescape(link)).status == 200, link


def test_home_ranks_disputes_lost(site: Client) -> None:
    page = site.get("/?year=2024").text
    lost = page.split("复议诉讼被纠正最多")[1].split("</ol>")[0]
    figures = json.loads((Path(__file__).parent / "files/site/wrongsum-2024.json").read_text("utf-8"))["figures"]
    corrected = sum(figure["value"] for key, figure in figures.items() if re.fullmatch(r"reviews\..*\.corrected", key))
    assert f'<b title="{corrected} ÷' in lost
    assert f">{corrected:,}</b>" in lost


def test_health_says_how_far_to_trust(site: Client) -> None:
    page = site.get("/health").text
    assert "2026-01-01 00:00" in page
    assert "撤下" not in page.split("需要人看一看")[0]
    assert "<code>withdrawn</code>" in page
    assert 'href="/archive/reports?status=partial&amp;reason=a+row+was+not+found"' in page


@pytest.mark.parametrize("path", ["/report/none", "/organ/none", "/place/123456", f"{SHIQIAO}/requests.none.total"])
def test_what_is_not_there_is_404_with_a_search_box(site: Client, path: str) -> None:
    answer = site.get(path)
    assert answer.status == 404
    assert 'action="/search"' in answer.text


@pytest.mark.parametrize("word", ["疫情", "扶贫项目", "石桥镇", "情", '"公开疫情防控"'])
def test_search_finds_chinese_words_of_any_length(site: Client, word: str) -> None:
    quoted = urllib.parse.quote(word)
    assert '<ul class="hits"><li><a href="/report/' in site.get(f"/search?q={quoted}").text
    rows = json.loads(site.get(f"/archive/reports.json?_shape=array&_search={quoted}").body)
    assert rows


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=疫情", 6),
        ("q=疫情&year=2024", 1),
        ("q=疫情&kind=government", 2),
        ("q=疫情&province=云岭省", 6),
        ("q=疫情&province=别省", 0),
        ("q=疫情&year=昨年", 0),
        ("q=疫情&kind=government&year=2024", 0),
        ("q=疫情&page=2", 0),
        ("q=疫情&page=-1", 6),
    ],
)
def test_search_is_filtered_by_place_year_and_kind(site: Client, query: str, found: int) -> None:
    page = site.get("/search?" + urllib.parse.quote(query, safe="=&")).text
    assert page.count('<li><a href="/report/') == found


def test_search_marks_what_was_found_and_nothing_else(site: Client) -> None:
    page = site.get("/search?q=" + urllib.parse.quote("疫情")).text
    # The word is broken over two lines in the file.
    assert "公开<mark>疫\n情</mark>防控信息" in page
    assert "<script>" not in site.get("/search?q=" + urllib.parse.quote("<script>")).text


@pytest.mark.parametrize("common", [10, 1_000])
def test_search_pages_through_every_hit_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, common: int) -> None:
    """Both ways of finding them: as a rare word, and as a common one."""
    monkeypatch.setattr(search_page, "COMMON", common)
    make_snapshot(tmp_path, extra=50)
    with running(tmp_path) as client:
        seen: list[str] = []
        for number in (1, 2, 3):
            page = client.get(f"/search?q={urllib.parse.quote('附件')}&page={number}").text
            seen += re.findall(r'<li><a href="(/report/[^"]+)"', page)
        assert len(seen) == len(set(seen)) == 50


def test_search_finds_nothing_where_nothing_is(site: Client) -> None:
    assert "没有找到" in site.get("/search?q=" + urllib.parse.quote("情疫")).text


@pytest.mark.parametrize("query", STORIES, ids=[query.name for query in STORIES])
def test_canned_queries_answer_and_explain_themselves(site: Client, query: object) -> None:
    name, zh = query.name, query.zh  # type: ignore[attr-defined]
    rows = json.loads(site.get(f"/archive/{name}.json?_shape=array").body)
    assert rows, name
    page = site.get(f"/archive/{name}").text
    assert unescape(zh) in unescape(page)
    assert all(f'name="{parameter}"' in page for parameter in query.params)  # type: ignore[attr-defined]


def test_canned_queries_filter(site: Client) -> None:
    rows = json.loads(site.get("/archive/broken_sums.json?_shape=array&year=2024&rule=balance").body)
    assert [(row["报告"], row["左边"], row["右边"], row["差"]) for row in rows] == [
        ("990121-shiqiao-2024", 17663, 17670, -7)
    ]
    missing = json.loads(site.get("/archive/missing.json?_shape=array&year=2023").body)
    assert "990121-shiqiao" in {row["机关编号"] for row in missing}
    assert json.loads(site.get("/archive/changes_since.json?_shape=array&since=2025-12-02").body) == []


def test_every_table_and_column_is_described_in_both_languages(site: Client) -> None:
    for table in (*schema.TABLES, *schema.VIEWS):
        page = unescape(site.get(f"/archive/{table.name}").text)
        assert table.zh in page, table.name
        assert table.en in page, table.name
        for column in table.columns:
            assert f"{column.zh} · {column.en}" in page, (table.name, column.name)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/report/990100-hostile-2021",
        "/organ/990100-hostile",
        "/place/990100",
        "/search?q=alert",
        "/changes?kind=all",
        "/health",
        "/archive/reports",
        WEISHENG,
    ],
)
def test_hostile_values_stay_text(site: Client, path: str) -> None:
    page = site.get(path).text
    assert "<script>alert" not in page
    assert 'href="javascript:' not in page
    if "hostile-2021" in path:
        assert HOSTILE in unescape(page)
        assert "49" not in re.sub(r"<[^>]+>", "", page).split("图例")[0].split("标题")[-1][:20]


def test_no_catalogue_line_matches_nothing() -> None:
    assert unmatched() == []


def test_datasettes_own_pages_are_chinese_and_without_inline_script(site: Client) -> None:
    for path in (
        "/archive",
        "/archive/reports",
        "/archive/refusal_rate",
        "/archive?sql=select+1",
        "/archive/reports/x",
    ):
        page = site.get(path).text
        assert '<html lang="zh-CN">' in page, path
        assert not re.search(r"<script(?![^>]*\bsrc=)", page), path
    assert "导出这些数据" in site.get("/archive/reports").text


def test_parameters_of_canned_queries_have_chinese_labels() -> None:
    assert {parameter for query in QUERIES for parameter in query.params} == set(PARAMETERS)


def test_every_subject_of_a_check_has_a_name() -> None:
    topics = {topic for topic, _ in PATTERNS} | {"published_on"}
    assert [topic for topic in sorted(topics) if words.subject(topic) == (topic, topic)] == []


def test_ids_in_tables_lead_to_pages(site: Client) -> None:
    assert '<a href="/report/990121-shiqiao-2024">' in site.get("/archive/checks").text
    assert '<a href="/report/990121-shiqiao-2024">' in site.get("/archive/broken_sums").text
    assert '<a href="/organ/990121-shiqiao">' in site.get("/archive/missing").text
    cells = site.get("/archive/cells?report_id=990121-shiqiao-2024").text
    assert '<a href="/report/990121-shiqiao-2024/disclosure.rules.issued">' in cells
    assert re.search(r'<a href="/raw/[0-9a-f]{64}">', cells)
    assert 'disclosure.rules.issued</a><br><small lang="zh-CN">规章 · 本年制发件数</small>' in cells
    assert "规章" not in site.get("/archive/cells.csv?report_id=990121-shiqiao-2024").text
    assert 'balance<br><small lang="zh-CN">收办平衡</small>' in site.get("/archive/checks").text
    assert '<a href="/report/990121-shiqiao-2024">石桥镇人民政府2024年' in site.get("/archive/reports").text
    assert '<a href="/place/990121">' in site.get("/archive/reports").text
