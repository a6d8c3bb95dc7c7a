"""The canned queries: answers computed by hand, drop-downs without JavaScript, the words beside them."""

from __future__ import annotations

import json
import re
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.site.examples import EXAMPLES
from archive.site.queries import GROUPS, PARAMETERS, QUERIES, STORIES, Query
from tests.site_figures import make_figures
from tests.site_support import Client, running

Rows = list[tuple[object, ...]]
# What is asked -> the columns looked at -> the rows, in order.
ANSWERS: dict[str, tuple[tuple[str, ...], Rows]] = {
    "most_requests": (
        ("报告", "新收"),
        [("a-2021", 100), ("a-2022", 40), ("b-2022", 30), ("b-2021", 10), ("c-2022", 0)],
    ),
    "most_requests?organ_kind=department": (("报告", "结转下年"), [("b-2022", 15), ("b-2021", 0)]),
    "no_requests": (("报告", "机关", "新收"), [("c-2022", "丙镇人民政府", 0)]),
    "growth": (
        ("报告", "上年新收", "本年新收", "增减", "倍数"),
        [("a-2022", 100, 40, -60, 0.4), ("b-2022", 10, 30, 20, 3.0)],
    ),
    # 15 of 30 + 0; 4 of 40 + 2; 2 of 100 + 0.
    "backlog": (("报告", "结转（%）"), [("b-2022", 50.0), ("a-2022", 9.5), ("a-2021", 2.0)]),
    # Total minus natural persons: 6 of 10, 15 of 30, 40 of 100, 0 of 40; c received nothing.
    "applicants": (
        ("报告", "自然人", "商业企业", "非自然人（%）"),
        [("b-2021", 4, 6, 60.0), ("b-2022", 15, 10, 50.0), ("a-2021", 60, 40, 40.0), ("a-2022", 40, 0, 0.0)],
    ),
    "governments_by_year": (
        ("报告", "新收", "不予公开", "行政复议"),
        [("a-2021", 100, 30, None), ("a-2022", 40, 8, 5)],
    ),
    # 8 of 38, 30 of 98, 0 of 15; b-2021 has a blank among the eight, c concluded nothing.
    "refusal_rate": (("报告", "不予公开率（%）"), [("a-2021", 30.6), ("a-2022", 21.1), ("b-2022", 0.0)]),
    "refusal_rate?year=2022&least=20": (("报告", "不予公开"), [("a-2022", 8)]),
    "refusal_reasons": (("报告", "执法案卷", "行政查询", "不予公开"), [("a-2021", 7, 2, 30), ("a-2022", 1, 1, 8)]),
    # a-2022 10 of 38, b-2022 5 of 15, b-2021 5 of 10, a-2021 50 of 98.
    "outcomes": (
        ("报告", "予以公开（%）", "部分公开（%）", "无法提供（%）", "不予处理（%）"),
        [
            ("a-2022", 26.3, 0.0, 52.6, 0.0),
            ("b-2022", 33.3, 0.0, 0.0, 66.7),
            ("b-2021", 50.0, 0.0, 0.0, 0.0),
            ("a-2021", 51.0, 10.2, 5.1, 3.1),
        ],
    ),
    "not_held?least=11": (
        ("报告", "本机关不掌握", "占办结（%）"),
        [("a-2022", 20, 52.6), ("a-2021", 4, 4.1), ("b-2022", 0, 0.0)],
    ),
    "not_processed": (("报告", "重复申请", "大量反复申请", "不予处理"), [("b-2022", 3, 5, 10), ("a-2021", 1, 1, 3)]),
    # Closed: 5 - 1 pending = 4, one of them corrected; 2 - 0, one corrected.
    "disputes_lost": (
        ("报告", "途径", "纠正", "纠正（%）"),
        [("a-2022", "litigation_direct", 1, 50.0), ("a-2022", "reconsideration", 1, 25.0)],
    ),
    "disputes_lost?route=reconsideration": (("总计",), [(5,)]),
    # 3 of 15; 5 + 2 of 38.
    "dispute_rate": (("报告", "每百件"), [("b-2022", 20.0), ("a-2022", 18.4)]),
    "broken_sums": (("报告", "规则", "左边", "右边", "差"), [("a-2022", "balance", 42, 40, 2)]),
    "broken_sums?rule=row_sum": (("报告",), []),
    "carry_over": (("上年报告", "报告", "申请人", "差"), [("a-2021", "a-2022", "total", -1)]),
    "prose_against_table": (("报告", "指标", "正文", "表格"), [("a-2022", "received", 41, 40)]),
    "changes_since?since=2023-01-15": (("报告", "种类"), [("b-2021", "withdrawn"), ("a-2022", "figures_changed")]),
    "changes_since?kind=new": (("报告",), [("a-2021",)]),
    # Their portal was last well on 2024-02-15: of 2023 only the department's date, 31 January, had passed.
    "missing": (("机关编号", "缺少的年度", "法定期限"), [("b", 2023, "2024-01-31")]),
    "missing?province=云岭省": (("机关编号",), []),
    "late": (("报告", "发布日期", "逾期天数"), [("b-2022", "2023-02-10", 10)]),
    "altered_figures": (("报告", "发现时间"), [("a-2022", "2023-02-01T00:00:00+00:00")]),
    "gone": (("报告", "消失时间"), [("b-2021", "2024-01-01T00:00:00+00:00")]),
    "league_table?year=2022": (
        ("省", "报告份数", "读出", "对不上", "逾期"),
        [("云岭省", 2, 1, 1, 0), ("海东省", 1, 1, 0, 1)],
    ),
    "unread": (("报告", "读取结果", "原因"), [("c-2022", "partial", "a row was not found")]),
    "penalties": (
        ("报告", "行政处罚", "上年行政处罚"),
        [("a-2022", 30, 10), ("a-2021", 10, None), ("b-2022", 7, None)],
    ),
    "fees": (("报告", "收费（万元）"), [("a-2022", 12.5)]),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    data = tmp_path_factory.mktemp("queries")
    make_figures(data)
    with running(data) as client:
        yield client


@pytest.mark.parametrize("asked", ANSWERS)
def test_a_canned_query_answers_what_was_computed_by_hand(site: Client, asked: str) -> None:
    name, _, query = asked.partition("?")
    query = urllib.parse.quote(query, safe="=&")
    columns, expected = ANSWERS[asked]
    found = json.loads(site.get(f"/archive/{name}.json?_shape=array&{query}").body)
    assert [tuple(row[column] for column in columns) for row in found] == expected


def test_every_query_has_an_answer_computed_by_hand() -> None:
    assert len(QUERIES) >= 20
    assert {asked.partition("?")[0] for asked in ANSWERS} == {query.name for query in QUERIES}
    assert len({query.name for query in QUERIES}) == len(QUERIES) == sum(map(len, GROUPS.values()))
    assert set(STORIES) <= set(QUERIES)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_query_explains_itself_in_two_languages(query: Query) -> None:
    assert set(query.params) <= set(PARAMETERS)
    assert {name for name in PARAMETERS if re.search(rf":{name}\b", query.sql)} == set(query.params)
    assert len(query.zh) >= 40
    assert len(query.en) >= 100
    assert sum(map(str.isascii, query.en)) > 0.7 * len(query.en), "the English paragraph is English"


def test_drop_downs_are_there_without_javascript(site: Client) -> None:
    page = site.get("/archive/refusal_rate?year=2021").text
    years = re.search(r'<select id="qp\d" name="year">(.*?)</select>', page, re.DOTALL)
    assert years
    assert re.findall(r'<option value="(\w*)"( selected)?>', years[1]) == [
        ("", ""),
        ("2022", ""),
        ("2021", " selected"),
    ]
    provinces = re.search(r'<select id="qp\d" name="province">(.*?)</select>', page, re.DOTALL)
    assert provinces
    assert re.findall(r'<option value="(\w*)"', provinces[1]) == ["", "海东省", "云岭省"]
    assert re.search(r'<input type="text" id="qp\d" name="least" value="" placeholder="10">', page)
    assert '<option value="balance">收办平衡 balance</option>' in site.get("/archive/broken_sums").text


def test_a_value_that_no_list_offers_stays_chosen_and_harmless(site: Client) -> None:
    page = site.get("/archive/refusal_rate?province=%22%3E%3Cscript%3E").text
    assert '<option value="&#34;&gt;&lt;script&gt;" selected>' in page
    assert "<script>" not in page


def test_the_schema_and_examples_stand_beside_the_editor(site: Client) -> None:
    for path in ("/archive", "/archive?sql=select+1"):
        page = site.get(path).text
        assert '<aside class="schema"' in page
        assert 'data-insert="refusal_rate"' in page
        assert page.count('<section class="examples"') == 1
    assert '<aside class="schema"' not in site.get("/archive/refusal_rate").text
    assert "<details open><summary><code>organs</code>" in site.get("/archive?sql=select+id+from+organs").text


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.en)
def test_an_example_runs(site: Client, example: object) -> None:
    query = urllib.parse.urlencode({"sql": example.sql, "year": "2022", "word": "年"})  # type: ignore[attr-defined]
    assert site.get(f"/archive.json?{query}").status == 200


def test_an_example_gives_the_answer_it_promises(site: Client) -> None:
    query = urllib.parse.urlencode({"sql": EXAMPLES[0].sql, "year": "2022", "_shape": "arrays"})
    assert json.loads(site.get(f"/archive.json?{query}").body)["rows"] == [
        ["甲县人民政府", 2022, 38, 8, 21.1],
        ["乙局", 2022, 15, 0, 0.0],
    ]


def test_the_addresses_of_the_guide_answer(site: Client) -> None:
    guide = (Path(__file__).parents[1] / "docs" / "for-journalists.md").read_text(encoding="utf-8")
    paths = [path for path in re.findall(r"`(/[^`]*)`", guide) if "…" not in path]
    assert len(paths) >= 15
    worked = [re.findall(r"`(/archive/[^`]*)`", line) for line in guide.splitlines() if re.match(r"\| \d+ \|", line)]
    assert len(worked) == 10
    assert all(worked)
    for path in paths:
        assert site.get(urllib.parse.quote(path, safe="/?=&")).status == 200, path


def test_a_ready_question_is_called_by_its_name_and_not_by_its_sql(site: Client) -> None:
    ready = site.get("/archive/refusal_rate").text
    assert re.search(r"<title>archive: 各机关不予公开率[^<]{0,60}</title>", ready)
    own = site.get("/archive?sql=" + urllib.parse.quote("select id " + "/* long */ " * 40 + "from reports")).text
    assert re.search(r"<title>archive: select id[^<]{0,90}</title>", own)
