"""Titles, organs, dates, index numbers and headings as published reports vary them: docs/variations.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parsers import parse
from parsers.model import Hint, Report
from parsers.titles import find_year, read_title

SOURCE = Path(__file__).parent / "reports" / "html-annotated-2021" / "source.html"
ORGAN = "云岭市云岫区人民政府"
TITLE = f"{ORGAN}2021年政府信息公开工作年度报告"
HEADING = '<p style="text-indent: 2em;"><strong>{}</strong></p>'


def page(title: str = TITLE, head: str = "", before: str = "", edits: tuple[tuple[str, str], ...] = ()) -> bytes:
    """The report under another title, with something in its head and above its title."""
    text = SOURCE.read_text("utf-8").replace(f"<strong>{TITLE}</strong>", title, 1)
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return f"<html><head>{head}</head><body>{before}{text}</body></html>".encode()


def read(*given: str, hint: Hint | None = None, edits: tuple[tuple[str, str], ...] = ()) -> Report:
    report = parse(page(*given, edits=edits), None, hint or Hint())
    assert report.status == "read"
    return report


# ---- A. titles


@pytest.mark.parametrize(
    ("text", "organ", "year"),
    [
        ("青溪市财政局\n2024 年政府信息公开工作年度报告", "青溪市财政局", 2024),
        ("2022年青溪市政府信息公开工作年度报告", "青溪市人民政府", 2022),
        ("2018年石桥镇政府信息公开工作年度报告", "石桥镇人民政府", 2018),
        ("2022年度螅镇人民政府信息公开工作年度报告", "螅镇人民政府", 2022),
        ("青溪区2019年政府信息公开工作报告", "青溪区人民政府", 2019),
        ("自然资源局2024年政府信息公开工作报告", "自然资源局", 2024),
        ("青溪市财政局2016年政务信息公开年度报告", "青溪市财政局", 2016),
        ("青溪县2021年政府信息公开工作年度报告-青溪县发改局", "青溪县人民政府", 2021),
        ("2025年政府信息公开工作年度报告", "", 2025),
        # B. organs
        ("国家税务总局青溪市税务局2023年政府信息公开工作年度报告", "国家税务总局青溪市税务局", 2023),
        ("国家税务总局云岭市白石区税务局2023年政府信息公开工作年度报告", "国家税务总局云岭市白石区税务局", 2023),
        ("云岭市公安局白石区分局2022年政府信息公开工作年度报告", "云岭市公安局白石区分局", 2022),
        (
            "云岭市自然资源和规划局国家高新区分局2021年政府信息公开年度报告",
            "云岭市自然资源和规划局国家高新区分局",
            2021,
        ),
        ("云岭市重点区域建设推进中心2023年政府信息公开工作年度报告", "云岭市重点区域建设推进中心", 2023),
        ("熊石管理区2021年政府信息公开工作年度报告", "熊石管理区", 2021),
        ("青溪经济技术开发区管理委员会2021年政府信息公开工作年度报告", "青溪经济技术开发区管理委员会", 2021),
        ("云岭市住房公积金管理中心2021年政府信息公开工作年度报告", "云岭市住房公积金管理中心", 2021),
        ("青溪经济技术开发区公安局2020年政府信息公开工作年度报告", "青溪经济技术开发区公安局", 2020),
        ("云岭市人民政府2022年政府信息公开工作年度报告", "云岭市人民政府", 2022),
        ("云岭市人民政府办公厅2022年政府信息公开工作年度报告", "云岭市人民政府办公厅", 2022),
        ("云岭市政府办公室2021年政府信息公开工作年度报告", "云岭市政府办公室", 2021),
        ("（石咢）嘉镇2024年政府信息公开工作年度报告", "(石咢)嘉镇人民政府", 2024),
        ("市科委2021年政府信息公开工作年度报告", "市科委", 2021),
    ],
)
def test_titles(text: str, organ: str, year: int) -> None:
    title = read_title(text)
    assert title is not None
    assert (title.organ, title.year) == (organ, year)


@pytest.mark.parametrize(
    "text",
    [
        "关于编制2025年度政府信息公开工作年度报告的通知",
        "国务院办公厅政府信息与政务公开办公室关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知",
        "青溪市2022年上半年政府信息公开工作情况统计",
        "（图解）青溪市2022年政府信息公开工作年度报告",
        "青溪市政务公开工作总结（2019年）",
        "青溪市政府信息公开工作年度报告制度",
        "青溪市财政局部门整体绩效评价报告",
        "青溪市2021年法治政府建设年度报告",
        "云岭大学2020—2021学年信息公开工作报告",
        "云岭职业技术学院2021年信息公开年度报告",
        "云岭水务集团有限公司2021年信息公开年度报告",
        "云岭市第一人民医院2021年信息公开工作年度报告",
    ],
)
def test_what_only_looks_like_a_title(text: str) -> None:
    assert read_title(text) is None


def test_a_title_printed_twice_and_a_site_behind_it() -> None:
    before = f"<p>首页 &gt; 信息公开年报</p><h1>{TITLE}-青溪县发改局</h1>"
    report = read(TITLE, f"<title>{TITLE}-青溪县发改局</title>", before)
    assert (report.title, report.organ, report.year) == (TITLE, ORGAN, 2021)


def test_a_title_over_two_lines_and_with_spaces() -> None:
    report = read(f"{ORGAN}</strong></p><p><strong>2021 年政府信息公开\n工作年度报告")
    assert (report.organ, report.year) == (ORGAN, 2021)


NAMELESS = ((f"现将{ORGAN}2021年度", "现将我局2021年度"), (f">{ORGAN}</p>", ">2022年1月20日</p>"))


def test_an_organ_that_is_never_named_is_that_of_the_page_or_of_the_link() -> None:
    bare = "2021年政府信息公开工作年度报告"
    linked = Hint(title="青溪市统计局2021年政府信息公开工作年度报告", organ="青溪市")
    assert read(bare, edits=NAMELESS).organ == ""
    assert read(bare, hint=linked, edits=NAMELESS).organ == "青溪市统计局"
    assert read(bare, hint=Hint(organ="青溪市统计局"), edits=NAMELESS).organ == "青溪市统计局"
    head = "<title>青溪市统计局2021年政府信息公开工作年度报告</title>"
    assert read(bare, head, hint=Hint(organ="青溪市"), edits=NAMELESS).organ == "青溪市统计局"


# ---- C. years, dates, index numbers


def test_a_year_that_the_title_leaves_out_is_that_of_the_period_then_of_the_link() -> None:
    bare = f"{ORGAN}政府信息公开工作年度报告"
    assert read(bare).year == 2021
    silent = (("2021年度政府信息公开情况", "政府信息公开情况"), ("2021年1月1日至2021年12月31日", "本年度"))
    assert read(bare, edits=silent).year is None
    assert read(bare, hint=Hint(title="2021年度报告"), edits=silent).year == 2021


@pytest.mark.parametrize(
    "period",
    [
        "2021年1月1日至202020年12月31日",
        "2021年1月1日起至2021年12月30日",
        "202111日起至20211231日",
        "2021年11日至2021年1231日",
    ],
)
def test_typing_errors_in_the_period_change_nothing(period: str) -> None:
    assert read(TITLE, edits=(("2021年1月1日至2021年12月31日", period),)).year == 2021


PUBLISHED = [
    ("发布时间：2022-01-20 10:21", "2022-01-20"),
    ("发布日期: 2022年1月20日", "2022-01-20"),
    ("公开日期：2022/01/20", "2022-01-20"),
    ("信息提供日期：2022-01-20", "2022-01-20"),
    ("来源：区政府办　日期：2022-01-20　浏览：12", "2022-01-20"),
    ("来源：区政府办 时间：2022-01-20 09:00:11", "2022-01-20"),
    ("<publishtime>2022-01-20 09:00</publishtime>", "2022-01-20"),
    ("[ 发布时间 ] 2022.1.20", "2022-01-20"),
    ("成文日期：2022-01-11", None),
    ("生成日期：2022-01-11", None),
    ("发文日期：2022-01-11", None),
    ("页面生成时间：2023-05-01", None),
    ("今天是2023年5月1日", None),
    ("现在时间：2023-05-01", None),
    ("统计时间：2021-01-01", None),
    ("实施日期：2022-05-01　废止日期：2025-05-01", None),
    ("发布日期：2022-13-45", None),
]


@pytest.mark.parametrize(("printed", "day"), PUBLISHED)
def test_the_day_of_publication_is_what_the_page_calls_so(printed: str, day: str | None) -> None:
    assert read(TITLE, "", f"<div>{printed}</div>").published_on == day


def test_a_signature_and_the_clock_of_the_page_are_no_day_of_publication() -> None:
    head = '<meta name="页面生成时间" content="2023-05-01 10:00:00"><meta name="createDate" content="2022-01-11">'
    signed = ((f">{ORGAN}</p>", f">{ORGAN}<br>2022年1月11日</p>"),)
    assert parse(page(TITLE, head, "", signed)).published_on is None
    said = head + '<meta name="PubDate" content="2022-01-20 08:30">'
    assert parse(page(TITLE, said, "<p>发布时间：2022-01-21</p>", signed)).published_on == "2022-01-20"


INDEX = [
    ("014314799/2024-00002", "014314799/2024-00002"),
    ("11330208591592625G/2021-21840", "11330208591592625G/2021-21840"),
    ("FZ0010/2021-00490", "FZ0010/2021-00490"),
    ("kysrmzf/2026-00017", "kysrmzf/2026-00017"),
    ("11341702486344515H/202110-00013", "11341702486344515H/202110-00013"),
    ("/2021-None", None),
    ("无", None),
    ("", None),
]


@pytest.mark.parametrize(("printed", "number"), INDEX)
@pytest.mark.parametrize(
    "frame",
    [
        "<table><tr><td>索引号</td><td>{}</td><td>文号</td><td>无文号</td></tr><tr><td>公开日期</td><td>2022-01-20</td></tr></table>",
        "<p>索 引 号：{} 2022-01-20</p>",
        "<p>索引号：{}　主题分类：其他　<b>文件已失效</b></p>",
    ],
)
def test_index_numbers(frame: str, printed: str, number: str | None) -> None:
    assert read(TITLE, "", frame.format(printed)).index_number == number


# ---- E. chapters

STANDARD = {
    1: "一、总体情况",
    2: "二、主动公开政府信息情况",
    3: "三、收到和处理政府信息公开申请情况",
    4: "四、政府信息公开行政复议、行政诉讼情况",
    5: "五、存在的主要问题及改进情况",
    6: "六、其他需要报告的事项",
}
HEADINGS = [
    (1, "一、工作基本情况"),
    (1, "一、概述"),
    (1, "一、政府信息公开总体工作情况"),
    (1, "一、主要做法"),
    (1, "一、 总体情况"),
    (2, "二、行政机关主动公开政府信息情况"),
    (2, "二、主动公开政府信息工作情况"),
    (2, "二、主动公开政府政府情况"),
    (2, "二、主动公开政府信息的情况"),
    (3, "三、收到和处理政府信息公开的申请情况"),
    (3, "三、收到和处理</strong><strong>政府信息公开申请情况"),
    (4, "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
    (4, "四、政府信息公开行政复议行政诉讼情况"),
    (5, "五、政府信息公开工作存在的主要问题及改进情况"),
    (5, "五、存在的主要问题及整改措施"),
    (5, "五、存在问题及改进情况"),
]


@pytest.mark.parametrize(("number", "heading"), HEADINGS)
def test_headings_in_other_words(number: int, heading: str) -> None:
    report = read(TITLE, edits=((f"<strong>{STANDARD[number]}</strong>", f"<strong>{heading}</strong>"),))
    printed = re.sub(r"</?strong>", "", heading)
    wanted = [(key, printed if key == number else standard) for key, standard in STANDARD.items()]
    assert [(section.number, section.heading) for section in report.sections if section.number] == wanted


def test_words_of_headings_in_the_preamble_and_second_lists_open_no_chapter() -> None:
    listed = "全文由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况组成。"
    before = "".join(f"<p>{line}</p>" for line in (listed, "1、建章立制。", "1、抓好落实。", "（二）强化监督。"))
    report = read(TITLE, edits=((HEADING.format(STANDARD[2]), before + HEADING.format(STANDARD[2])),))
    assert [section.number for section in report.sections if section.number] == [1, 2, 3, 4, 5, 6]
    assert listed in next(section.text for section in report.sections if section.number == 1)


def test_prose_before_a_table_and_notes_behind_it_belong_to_the_chapter() -> None:
    note = "注：行政复议、行政诉讼数量含上年度结转数量。"
    edits = (
        (HEADING.format(STANDARD[3]), HEADING.format(STANDARD[3]) + "<p>全年办理情况如下表。</p>"),
        (HEADING.format(STANDARD[5]), f"<p>{note}</p>" + HEADING.format(STANDARD[5])),
    )
    texts = {section.number: section.text for section in read(TITLE, edits=edits).sections}
    assert "全年办理情况如下表。" in texts[3]
    assert note in texts[4]


def test_a_year_in_the_path_is_no_year_of_the_report() -> None:
    assert find_year("") is None
    assert read(TITLE, hint=Hint(url="http://www.example.invalid/zfxxgk/2022/202202/t20220220_1.html")).year == 2021


def test_page_numbers_and_widgets_are_no_text_of_a_chapter() -> None:
    report = read(TITLE, edits=((HEADING.format(STANDARD[5]), "<p>— 3 —</p><p>-4-</p>" + HEADING.format(STANDARD[5])),))
    assert {section.number: section.text for section in report.sections}[4] == ""
