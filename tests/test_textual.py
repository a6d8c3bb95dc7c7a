"""Tables that stand in a file as lines of text: read where label and count leave no doubt, else left out."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import parse
from parsers.forms import APPLICANTS, DISCLOSURE_FORMS, REQUEST_FORMS, RESULTS, REVIEW_KEYS, ROUTES
from parsers.model import Report

Rows = list[list[str]]
TITLE = "青溪市水务局{year}年政府信息公开工作年度报告"
CHAPTERS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
)


def printed(form: str) -> dict[str, str]:
    """Figures that add up where the form wants it, and each other one different."""
    figures = {key: str(11 + number) for number, key in enumerate(DISCLOSURE_FORMS[form].figure_keys())}
    for number, row in enumerate(REQUEST_FORMS[form].rows):
        parts = [number * 10 + column for column in range(len(APPLICANTS) - 1)]
        for applicant, value in zip(APPLICANTS, [*parts, sum(parts)], strict=True):
            figures[f"requests.{row.key}.{applicant.key}"] = str(value)
    for number, route in enumerate(ROUTES):
        parts = [number * 20 + column for column in range(len(RESULTS) - 1)]
        for result, value in zip(RESULTS, [*parts, sum(parts)], strict=True):
            figures[f"reviews.{route.key}.{result.key}"] = str(value)
    return figures


def disclosure(form: str, figures: dict[str, str]) -> Rows:
    rows: Rows = []
    for item in DISCLOSURE_FORMS[form].items:
        if [f"第二十条第{item.band}项"] not in rows:
            rows += [[f"第二十条第{item.band}项"], ["信息内容", *(measure.label for measure in item.measures)]]
        rows.append([item.label, *(figures[f"disclosure.{item.key}.{measure.key}"] for measure in item.measures)])
    return rows


def requests(form: str, figures: dict[str, str]) -> Rows:
    rows: Rows = [
        ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"],
        ["自然人", "法人或其他组织", "总计"],
        [applicant.label for applicant in APPLICANTS[1:-1]],
    ]
    before = ""
    for row in REQUEST_FORMS[form].rows:
        if row.key == "granted":
            rows.append(["三、本年度办理结果"])
        if row.group and row.group != before:
            rows.append([row.group])
        before = row.group
        rows.append([row.label, *(figures[f"requests.{row.key}.{applicant.key}"] for applicant in APPLICANTS)])
    return rows


def reviews(figures: dict[str, str]) -> Rows:
    results = [result.label for result in RESULTS]
    return [
        ["行政复议", "行政诉讼"],
        [*results, "未经复议直接起诉", "复议后起诉"],
        [*results, *results],
        [figures[key] for key in REVIEW_KEYS],
    ]


Rendering = Callable[[list[str]], str]
RENDERINGS: dict[str, Rendering] = {
    "strokes between": lambda row: " | ".join(row) + " |",
    "framed": lambda row: "| " + " | ".join(row) + " |",
    "full-width strokes": "｜".join,
    "tabs, padded": lambda row: "\t\t".join([row[0], "\t".join(row[1:])]) + "\t",
    "a cell a line with a stroke": lambda row: "\n".join(f"{cell} |" for cell in row),
    "strokes on lines of their own": lambda row: "|\n" + "\n|\n".join(row) + "\n|",
    "a cell a line": "\n".join,
    "single spaces": " ".join,
    "wide gaps": "    ".join,
}


def text(form: str, figures: dict[str, str], render: Rendering) -> str:
    tables = ([], disclosure(form, figures), requests(form, figures), reviews(figures))
    lines = [TITLE.format(year=form)]
    for chapter, rows in zip(CHAPTERS, tables, strict=True):
        lines += [chapter, *(render(row) for row in rows)]
    return "\n".join(
        [*lines, "五、存在的主要问题及改进情况", "有的栏目更新慢。", "六、其他需要报告的事项", "无。", "- 3 -"]
    )


def values(report: Report) -> dict[str, str]:
    assert all(figure.doubt is None for figure in report.figures)
    return {figure.key: figure.printed for figure in report.figures}


@pytest.mark.parametrize("rendering", RENDERINGS)
@pytest.mark.parametrize("form", ["2019", "2021"])
def test_every_rendering_reads_whole(form: str, rendering: str) -> None:
    wanted = printed(form)
    body = text(form, wanted, RENDERINGS[rendering])
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in body.split("\n"))
    page = f"<html><body><pre>{escape(body)}</pre></body></html>"
    for source in (body.encode(), body.encode("gb18030"), page.encode()):
        report = parse(source)
        assert values(report) == wanted
        assert (report.status, report.form2, report.form3) == ("read", form, form)
        assert (report.organ, report.year) == ("青溪市水务局", int(form))
        assert "text-table" in [problem.kind for problem in report.problems]
        assert [section.number for section in report.sections] == [0, 1, 2, 3, 4, 5, 6]
    if rendering != "tabs, padded":  # a browser shows a tab as a space
        assert values(parse(f"<html><body>{paragraphs}</body></html>".encode())) == wanted


def test_empty_cells_are_seen_between_strokes_and_left_out_where_they_cannot_be() -> None:
    figures = printed("2021") | {"requests.received.business": "", "requests.granted.total": ""}
    framed = values(parse(text("2021", figures, RENDERINGS["framed"]).encode()))
    assert {key: figures[key] for key in framed} == framed
    assert framed["requests.received.business"] == ""
    # The total may be the cell that a row of six has not, or the padding behind it.
    assert {key.rsplit(".", 1)[0] for key in set(figures) - set(framed)} == {"requests.granted"}
    lines = values(parse(text("2021", figures, RENDERINGS["a cell a line"]).encode()))
    assert {key: figures[key] for key in lines} == lines
    missing = {key.rsplit(".", 1)[0] for key in set(figures) - set(lines)}
    assert missing == {"requests.received", "requests.granted"}


@given(st.sampled_from(sorted(RENDERINGS)), st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=4))
@settings(max_examples=60)
def test_whatever_lines_are_lost_no_figure_is_wrong(rendering: str, lost: list[float]) -> None:
    wanted = printed("2021")
    lines = text("2021", wanted, RENDERINGS[rendering]).split("\n")
    for place in lost:
        del lines[int(place * len(lines))]
    found = {figure.key: figure.printed for figure in parse("\n".join(lines).encode()).figures}
    assert {key: wanted.get(key) for key in found} == found


def test_a_page_number_in_the_place_of_an_empty_cell_is_no_figure() -> None:
    figures = printed("2021")
    body = text("2021", figures, RENDERINGS["a cell a line"])
    row = "\n".join(["（一）予以公开", *(figures[f"requests.granted.{applicant.key}"] for applicant in APPLICANTS)])
    assert row in body
    cells = row.split("\n")
    report = parse(body.replace(row, "\n".join([*cells[:3], *cells[4:], "7"])).encode())
    assert {key.rsplit(".", 1)[0] for key in set(figures) - set(values(report))} == {"requests.granted"}
    assert report.status == "partial"


def test_labels_cut_over_lines_are_put_together_and_damaged_ones_are_not_guessed() -> None:
    figures = printed("2021")
    body = text("2021", figures, RENDERINGS["single spaces"])
    cut = body.replace("（区分处理的，只计这一", "（区分处理的，只计这\n一")
    assert cut != body
    assert values(parse(cut.encode())) == figures
    damaged = values(parse(body.replace("2.重复申请", "2.重复甲请").encode()))
    # Nor is the row before it, whose next is not the form's next.
    missing = {key.rsplit(".", 1)[0] for key in set(figures) - set(damaged)}
    assert missing == {"requests.dismissed_petition", "requests.dismissed_repeat"}
    assert {key: figures[key] for key in damaged} == damaged


def test_prose_that_uses_the_words_of_the_form_is_no_table() -> None:
    prose = "规章 3 件，行政许可 5 件。\n本年新收政府信息公开申请数量 7 件，予以公开 3 件。"
    report = parse(
        f"{TITLE.format(year=2020)}\n{CHAPTERS[0]}\n{prose}\n{CHAPTERS[1]}\n略。\n{CHAPTERS[2]}\n略。".encode()
    )
    assert (report.status, report.figures) == ("narrative", ())


def test_real_tables_are_never_joined_by_text() -> None:
    case = Path(__file__).parent / "reports" / "html-dense-2020" / "source.html"
    report = parse(case.read_bytes())
    assert "text-table" not in [problem.kind for problem in report.problems]


def rows_as_html(rows: Rows) -> str:
    return (
        "<table>"
        + "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
        + "</table>"
    )


def test_a_page_whose_tables_are_a_string_of_its_script_is_read() -> None:
    case = Path(__file__).parent / "reports" / "html-dense-2020" / "source.html"
    source = case.read_text("utf-8")
    wanted = [(figure.key, figure.printed) for figure in parse(source.encode()).figures]
    quoted = json.dumps(source[source.index("<body") :], ensure_ascii=True).replace("/", "\\/")
    script = f"// it's\n'\nvar html = {quoted}; show(html)"
    page = f"<html><head><title>年报</title></head><body><div id=a></div><script>{script}</script></body></html>"
    for text in (page, json.dumps({"code": 200, "data": {"content": source}})):
        report = parse(text.encode())
        assert [(figure.key, figure.printed) for figure in report.figures] == wanted
        assert report.status == "read"


def test_a_script_is_not_read_where_the_page_has_its_tables() -> None:
    case = Path(__file__).parent / "reports" / "html-dense-2020" / "source.html"
    source = case.read_text("utf-8")
    other = json.dumps(rows_as_html(requests("2019", printed("2019"))))
    report = parse(source.replace("</body>", f"<script>var x = {other}</script></body>").encode())
    assert report.figures == parse(source.encode()).figures
