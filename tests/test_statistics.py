"""The 统计表 of 2014 to 2018: rows found by their labels, numbers beside them, and nothing guessed."""

from __future__ import annotations

import io
from html import escape

from rich.console import Console

from parsers import parse
from parsers.forms.statistics import HEADINGS, LITIGATION, STATISTICS, STATISTICS_KEYS, Indicator
from parsers.model import Report
from parsers.present import as_json
from parsers.terminal import print_report

HEAD = ("统计指标", "单位", "统计数")
TITLE = "<h1>青溪市财政局2016年政府信息公开工作年度报告</h1><h2>一、概述</h2><p>做了一些事。</p>"


def lines() -> list[tuple[str, str, str]]:
    """Every row of the form with a number of its own: 101, 102, …; the headings stand before the rows they head."""
    made = [(row.label, row.unit, str(101 + number)) for number, row in enumerate(STATISTICS)]
    made.insert(0, (HEADINGS[0], "——", "——"))
    made.insert(4, (HEADINGS[1], "——", ""))
    return made


def table(rows: list[tuple[str, ...]]) -> str:
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def read(*tables: list[tuple[str, ...]]) -> Report:
    body = "".join(map(table, tables))
    return parse(f"<html><head><title>年报</title></head><body>{TITLE}{body}</body></html>".encode())


def values(report: Report) -> dict[str, object]:
    assert all(figure.doubt is None for figure in report.figures)
    return {figure.key.removeprefix("statistics."): figure.value for figure in report.figures}


WHOLE = {row.key: 101 + number for number, row in enumerate(STATISTICS)}


def test_every_row_is_read_and_the_report_stays_narrative() -> None:
    report = read([HEAD, *lines()])
    assert values(report) == WHOLE
    assert (report.status, report.reason, report.form2, report.form3) == ("narrative", "no-tables", None, None)
    assert (report.organ, report.year) == ("青溪市财政局", 2016)
    assert {problem.kind for problem in report.problems} == {"missing-table"}
    units = {figure.key: figure.unit for figure in report.figures}
    assert (units["statistics.fees"], units["statistics.received"]) == ("万元", "件")
    shown = as_json(report)["figures"]
    assert isinstance(shown, dict)
    assert shown["statistics.received"] == {
        "printed": "117",
        "kind": "number",
        "value": 117,
        "unit": "件",
        "page": None,
        "place": "table 1, row 20, column 3",
    }
    assert tuple(shown) == STATISTICS_KEYS


def test_a_person_sees_it_too() -> None:
    console = Console(file=io.StringIO(), width=150)
    print_report(read([HEAD, *lines()]), console)
    assert "同意公开答复数" in console.file.getvalue()  # type: ignore[attr-defined]


def test_a_table_cut_in_two_goes_on_with_or_without_a_head() -> None:
    rows = lines()
    assert values(read([HEAD, *rows[:30]], rows[30:])) == WHOLE
    assert values(read([HEAD, *rows[:30]], [HEAD, *rows[30:]])) == WHOLE


def test_labels_lose_their_notes_their_numbers_and_a_character() -> None:
    rows = [
        (label.split("（不")[0].lstrip("（一）1.").replace("告知通过", "告之通过"), *rest) for label, *rest in lines()
    ]
    assert values(read([HEAD, *rows])) == WHOLE


def test_what_is_alike_twice_is_told_by_the_row_it_stands_under_or_not_at_all() -> None:
    rows = [row for row in lines() if LITIGATION not in row[0]]
    report = read([HEAD, *rows])
    wanted = {key: value for key, value in WHOLE.items() if not key.startswith("litigation")}
    assert values(report) == wanted
    kinds = [problem.kind for problem in report.problems if problem.kind != "missing-table"]
    assert sorted(kinds) == ["missing-rows", "unknown-label", "unknown-label", "unknown-label"]


def test_a_row_of_another_form_is_a_problem_and_not_a_figure() -> None:
    rows = [*lines(), ("省里要求的新指标数", "件", "7")]
    report = read([HEAD, *rows])
    assert values(report) == WHOLE
    assert [problem.message for problem in report.problems if problem.kind == "unknown-label"] == [
        "'省里要求的新指标数' has a number and is no row of the 2008 form"
    ]


def test_two_numbers_in_a_row_and_merged_cells_are_left_out() -> None:
    rows: list[tuple[str, ...]] = [HEAD, *lines()]
    rows[20] = (*rows[20], "5")
    report = read(rows)
    assert values(report) == {key: value for key, value in WHOLE.items() if key != row_of(rows[20][0]).key}
    merged = table([HEAD, *lines()]).replace("<td>117</td>", "<td rowspan='2'>117</td>").replace("<td>118</td>", "")
    report = parse(f"<html><body>{TITLE}{merged}</body></html>".encode())
    assert set(WHOLE) - set(values(report)) == {"received", "received_in_person"}


def row_of(label: str) -> Indicator:
    return next(row for row in STATISTICS if row.label == label)


def test_blanks_marks_and_amounts_are_what_they_are() -> None:
    rows = lines()
    at = {row[0]: number for number, row in enumerate(rows)}
    for label, printed in (("（一）收到申请数", ""), ("1.当面申请数", "/"), ("七、依申请公开信息收取的费用", "0.35")):
        rows[at[label]] = (*rows[at[label]][:2], printed)
    figures = {figure.key: figure for figure in read([HEAD, *rows]).figures}
    assert figures["statistics.received"].kind == "blank"
    assert figures["statistics.received_in_person"].kind == "mark"
    assert str(figures["statistics.fees"].value) == "0.35"


def test_the_same_table_twice_with_other_numbers_is_in_doubt() -> None:
    rows, others = lines(), lines()
    others[10] = (*others[10][:2], "9")
    report = read([HEAD, *rows], [HEAD, *others])
    assert [figure.key for figure in report.figures if figure.doubt] == [f"statistics.{row_of(rows[10][0]).key}"]


def test_another_table_with_such_a_head_is_not_this_one() -> None:
    report = read([HEAD, ("收到申请数", "件", "5"), ("栏目数", "个", "7"), ("点击数", "次", "9")])
    assert report.figures == ()


def test_the_forms_keys_are_each_once() -> None:
    assert len(set(STATISTICS_KEYS)) == len(STATISTICS_KEYS) == len(STATISTICS)
