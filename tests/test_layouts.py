"""Layouts that could be taken for others: what their own words say is read, what they do not say is left out."""

from __future__ import annotations

from parsers import parse
from parsers.forms import APPLICANTS, DISCLOSURE_FORMS, REQUEST_FORMS, RESULTS, REVIEW_KEYS
from parsers.model import Report

FORM = REQUEST_FORMS["2021"]
Rows = list[list[str]]


def table(rows: Rows) -> str:
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows) + "</table>"


def label_of(row: int) -> str:
    """The label as tables with one column of labels have it: that of the group before that of the row."""
    return FORM.rows[row].group + FORM.rows[row].label


def table_three(turn: int = 0) -> Rows:
    """Every figure another number."""
    figures = [[str(turn + 7 * row + column) for column in range(7)] for row in range(len(FORM.rows))]
    return [["", *(applicant.label for applicant in APPLICANTS)]] + [
        [label_of(row), *numbers] for row, numbers in enumerate(figures)
    ]


def read(*tables: str) -> Report:
    return parse(f"<h1>清溪县民政局2022年政府信息公开工作年度报告</h1>{'<p>见下表</p>'.join(tables)}".encode())


def values(report: Report) -> dict[str, str]:
    return {figure.key: figure.printed for figure in report.figures if figure.doubt is None}


WANTED = dict(zip(FORM.figure_keys(), map(str, range(175)), strict=True))


def test_a_table_with_one_column_of_labels() -> None:
    assert values(read(table(table_three()))) == WANTED


def test_a_table_three_on_its_side() -> None:
    report = read(table([list(column) for column in zip(*table_three(), strict=True)]))
    assert values(report) == WANTED
    place = next(figure.place for figure in report.figures if figure.key == "requests.received.total")
    assert (place.row, place.column) == (8, 2)  # as it stands in the document


def test_an_empty_form_beside_the_filled_one_says_nothing() -> None:
    empty = [[row[0], *([""] * 7)] if number else row for number, row in enumerate(table_three())]
    assert values(read(table(empty), table(table_three()))) == WANTED
    assert values(read(table(table_three()), table(empty))) == WANTED


def test_two_filled_tables_that_differ_are_both_in_doubt() -> None:
    assert values(read(table(table_three()), table(table_three(turn=1)))) == {}


def test_two_rows_of_totals_that_differ_are_neither() -> None:
    rows = table_three()
    rows.insert(-1, ["（七）合计", *("8" * 7)])
    assert values(read(table(rows))) == {k: v for k, v in WANTED.items() if not k.startswith("requests.concluded.")}


def test_two_tables_of_two_forms_are_both_in_doubt() -> None:
    """A report pasted below that of another year: nobody can say which of them the file is."""
    older = [row for row in table_three(turn=1) if "其他处理" not in row[0]]
    older.insert(-2, ["（六）其他处理", *("0" * 7)])
    assert values(read(table(table_three()), table(older))) == {}


def test_figures_under_other_heads_are_not_counted_out() -> None:
    heads = ["", "县本级", "清溪镇", "白沙镇", "民政局", "财政局", "教育局", "合计"]
    assert values(read(table([heads, *table_three()[1:]]))) == {}
    years = ["", *(f"{year}年" for year in range(2016, 2023))]
    assert values(read(table([years, *table_three()[1:]]))) == {}
    assert values(read(table(table_three()[1:]))) == WANTED  # no heads at all: the form's own order


def test_a_row_without_figures_beside_one_that_holds_two() -> None:
    rows = table_three()
    upper = next(number for number, row in enumerate(rows) if row[0].endswith("2.重复申请"))
    stacked = [f"{first}<p>{second}</p>" for first, second in zip(rows[upper][1:], rows[upper + 1][1:], strict=True)]
    rows[upper][1:], rows[upper + 1][1:] = stacked, [""] * 7
    lost = ("requests.dismissed_repeat.", "requests.dismissed_publication.")
    assert values(read(table(rows))) == {key: value for key, value in WANTED.items() if not key.startswith(lost)}


def test_a_label_on_two_rows_with_its_figures_beside_the_upper_one() -> None:
    rows = table_three()
    cut = next(number for number, row in enumerate(rows) if row[0].startswith("（二）部分公开"))
    rows[cut][0] = "（二）部分公开"
    rows.insert(cut + 1, ["（区分处理的，只计这一情形，不计其他情形）", *[""] * 7])
    assert values(read(table(rows))) == WANTED


def test_a_row_that_lost_its_first_figure_where_the_table_is_drawn_to_its_end() -> None:
    rows = table_three()
    rows[6][1:] = ["2", "0", "3", "0", "0", "5", ""]  # 5 is the total of 2 and 3, and stands under 其他
    found = values(read(table(rows)))
    assert len(found) == 175 - 7
    rows[6][1:] = ["2", "0", "3", "0", "0", "4", ""]  # a total that was not filled in
    assert len(values(read(table(rows)))) == 175


def test_a_count_with_a_plus_sign_is_none() -> None:
    rows = table_three()
    rows[1][1] = "+3"
    assert set(WANTED) - set(values(read(table(rows)))) == {"requests.received.natural_person"}


def reviews(routes: tuple[str, str, str], figures: list[str]) -> str:
    results = "".join(f"<td>{result.label}</td>" for result in RESULTS)
    heads = "".join(f"<td colspan=5>{route}</td>" for route in routes)
    cells = "".join(f"<td>{figure}</td>" for figure in figures)
    return f"<table><tr>{heads}</tr><tr>{results * 3}</tr><tr>{cells}</tr></table>"


def test_routes_are_those_that_the_head_names() -> None:
    told = dict(zip(REVIEW_KEYS, map(str, range(15)), strict=True))
    first, second, third = (list(map(str, range(start, start + 5))) for start in (0, 5, 10))
    usual, exchanged = ("行政复议", "未经复议直接起诉", "复议后起诉"), ("行政复议", "复议后起诉", "未经复议直接起诉")
    assert values(read(reviews(usual, first + second + third))) == told
    assert values(read(reviews(exchanged, first + third + second))) == told
    assert values(read(reviews(("行政复议", "复议后起诉", "复议后起诉"), first + second + third))) == {}


def test_fourteen_numbers_that_may_have_lost_one() -> None:
    routes = ("行政复议", "未经复议直接起诉", "复议后起诉")
    sums = ["1", "2", "3", "4", "10"] * 3
    assert len(values(read(reviews(routes, [*sums[:14], ""])))) == 15  # the last total was not filled in
    for lost in (0, 7):
        assert values(read(reviews(routes, [*sums[:lost], *sums[lost + 1 :], ""]))) == {}


def disclosure(*more: tuple[str, str], first: str = "规章", heads: tuple[str, str, str] | None = None) -> str:
    measures = heads or tuple(measure.label for measure in DISCLOSURE_FORMS["2021"].items[0].measures)
    extra_heads, extra = [head for head, _ in more], [cell for _, cell in more]
    bands: Rows = [
        ["信息内容", *measures, *extra_heads],
        [first, "1", "2", "3", *extra],
        ["行政规范性文件", "4", "5", "6"],
    ]
    return table(
        [["第二十条第（一）项"], *bands, ["第二十条第（五）项"], ["信息内容", "本年处理决定数量"], ["行政许可", "7"]]
    )


def test_a_column_with_a_head_of_its_own_is_no_measure() -> None:
    found = values(read(disclosure(("同比增长", "9%"))))
    assert [found.get(f"disclosure.rules.{measure}") for measure in ("issued", "repealed", "in_force")] == list("123")


def test_heads_of_the_other_form_are_not_counted_out() -> None:
    """Bands of two forms in one table: a figure under 本年制发件数 is never one of 本年新制作数量."""
    heads = ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]
    other = table([row for item in ("行政许可", "行政处罚", "行政强制") for row in (heads, [item, "1", "2", "3"])])
    report = read(disclosure() + other)
    assert (report.form2, values(report)["disclosure.penalties.items_before"]) == ("2019", "1")
    assert not any(key.startswith(("disclosure.rules", "disclosure.normative")) for key in values(report))


def test_a_figure_merged_over_two_items_is_that_of_neither() -> None:
    merged = disclosure().replace("<td>1</td>", "<td rowspan=2>1</td>").replace("<td>4</td>", "")
    found = values(read(merged))
    assert not [key for key in found if key.startswith(("disclosure.rules.", "disclosure.normative."))]


def test_rows_that_a_column_numbers() -> None:
    rows = [["序号", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["1", "规章", "5", "6", "7"]]
    assert list(values(read(table(rows))).values()) == ["5", "6", "7"]
