"""Grids built from the forms read back, however they are merged, cut and damaged; doubt is never a figure."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from parsers.forms import APPLICANTS, REQUEST_FORMS, RequestForm
from parsers.lines import list_lines
from parsers.model import Cell, Grid, Place
from parsers.numbers import read_number
from parsers.tables.common import TableReading
from parsers.tables.disclosure import read_disclosure
from parsers.tables.requests import read_requests

PRINTED = st.one_of(
    st.integers(0, 99_999).map(str), st.sampled_from(["", "/", "—", "0", " ", "１２", "22（其中修订 16 件）"])
)
Row = list[tuple[str, int, int]]
"""Cells of one row as (text, rowspan, colspan)."""


def head() -> list[Row]:
    return [
        [("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), ("申请人情况", 1, 7)],
        [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
        [(applicant.label, 1, 1) for applicant in APPLICANTS[1:6]],
    ]


def body(form: RequestForm, values: list[list[str]]) -> list[Row]:
    """The data rows with the form's own merged labels."""
    rows: list[Row] = []
    groups = [row.group for row in form.rows]
    for number, row in enumerate(form.rows):
        cells: Row = []
        outer = row.key in ("received", "carried_in", "carried_out")
        if row.key == "granted":
            cells.append(("三、本年度办理结果", len(form.rows) - 3, 1))
        if row.group and groups.index(row.group) == number:
            cells.append((row.group, groups.count(row.group), 1))
        cells.append((row.label, 1, 3 if outer else 1 if row.group else 2))
        cells.extend((text, 1, 1) for text in values[number])
        rows.append(cells)
    return rows


def grid(rows: list[Row], number: int = 1) -> Grid:
    taken: set[tuple[int, int]] = set()
    cells = []
    for at, row in enumerate(rows):
        column = 0
        for text, height, width in row:
            while (at, column) in taken:
                column += 1
            height = min(height, len(rows) - at)
            taken.update((y, x) for y in range(at, at + height) for x in range(column, column + width))
            cells.append(Cell(text, at, column, height, width, Place(table=number, row=at + 1, column=column + 1)))
            column += width
    return Grid(tuple(cells), len(rows), 10, Place(table=number))


def cut(whole: Grid, at: int) -> tuple[Grid, Grid]:
    """The table on two pages: a merged cell goes on as an empty one below, as office programs print it."""
    upper, lower = [], []
    for cell in whole.cells:
        end = cell.row + cell.rowspan
        if cell.row < at:
            upper.append(replace(cell, rowspan=min(end, at) - cell.row))
        if end > at:
            text = cell.text if cell.row >= at else ""
            lower.append(replace(cell, text=text, row=max(cell.row, at) - at, rowspan=end - max(cell.row, at)))
    return Grid(tuple(upper), at, 10), Grid(
        tuple(sorted(lower, key=lambda cell: (cell.row, cell.column))), whole.rows - at, 10
    )


def read(*grids: Grid, wrapped: bool = False) -> TableReading:
    (reading,) = read_requests(list_lines(grids), wrapped)
    return reading


def table(form: RequestForm, seed: int = 0) -> list[list[str]]:
    return [[str(seed + number * 7 + column) for column in range(7)] for number in range(len(form.rows))]


def values(reading: TableReading) -> dict[str, str]:
    return {figure.key: figure.printed for figure in reading.figures}


def wanted(form: RequestForm, printed: list[list[str]]) -> dict[str, str]:
    return dict(zip(form.figure_keys(), (text for row in printed for text in row), strict=True))


@settings(max_examples=60)
@given(st.data())
def test_any_table_cut_at_any_row_reads_back(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(list(REQUEST_FORMS.values())))
    texts = cycle(data.draw(st.lists(PRINTED, min_size=1, max_size=40)))
    printed = [[next(texts) for _ in APPLICANTS] for _ in form.rows]
    # Six numbers and no total may be five and their total, one column too far left: such a row is left out.
    assume(all(row[6].strip() or any(read_number(text).value is None for text in row[:6]) for row in printed))
    whole = grid([*head(), *body(form, printed)])
    reading = read(*cut(whole, data.draw(st.integers(4, whole.rows - 1))))
    assert reading.form == form.key
    assert values(reading) == wanted(form, printed)


def test_six_numbers_without_total_that_may_stand_one_column_too_far_left_are_left_out() -> None:
    form = REQUEST_FORMS["2019"]
    printed = table(form)
    printed[4] = ["0", "0", "1", "0", "0", "1", ""]
    reading = read(grid([*head(), *body(form, printed)]))
    lost = {key for key in wanted(form, printed) if key not in values(reading)}
    assert lost == {f"requests.{form.rows[4].key}.{applicant.key}" for applicant in APPLICANTS}


@settings(max_examples=60)
@given(st.data())
def test_a_page_break_through_a_row_parts_no_figure_from_its_label(data: st.DataObject) -> None:
    form = REQUEST_FORMS["2021"]
    printed = table(form)
    whole = grid([*head(), *body(form, printed)])
    row = data.draw(st.integers(3, whole.rows - 1))
    label_above, figures_above = data.draw(st.booleans()), data.draw(st.booleans())
    upper, _ = cut(whole, row + 1)
    _, lower = cut(whole, row)

    def half(cells: tuple[Cell, ...], at: int, label: bool, figures: bool) -> tuple[Cell, ...]:
        return tuple(
            replace(cell, text="") if cell.row == at and not (figures if cell.text.isdigit() else label) else cell
            for cell in cells
        )

    above = replace(upper, cells=half(upper.cells, row, label_above, figures_above))
    below = replace(lower, cells=half(lower.cells, 0, not label_above, not figures_above))
    assert values(read(above, below)) == wanted(form, printed)


def test_a_page_break_through_a_number_leaves_its_row_out() -> None:
    form = REQUEST_FORMS["2021"]
    printed = table(form, 10_000)
    for label, piece in (("（一）予以公开", "度办理结果"), ("（一）予以公", "开")):
        rows = body(form, printed)
        rows[2][1] = (label, 1, 2)
        upper, lower = cut(grid([*head(), *rows]), 6)
        rest = [replace(cell, row=cell.row + 1) for cell in lower.cells]
        cells = [Cell(piece, 0, 0, 1, 3), *(Cell("9", 0, column) for column in range(3, 10))]
        found = values(read(upper, Grid((*cells, *rest), lower.rows + 1, 10), wrapped=True))
        lost = {key for key in form.figure_keys() if ".granted." in key}
        assert found == {key: text for key, text in wanted(form, printed).items() if key not in lost}


def test_a_blank_row_beside_figures_without_a_label_is_not_read_as_blank() -> None:
    form = REQUEST_FORMS["2021"]
    printed = table(form)
    printed[7] = [""] * 7
    for number in (6, 8):
        rows = body(form, printed)
        rows[number][-8] = ("", 1, rows[number][-8][2])
        found = values(read(grid([*head(), *rows])))
        assert {key.split(".")[1] for key in set(form.figure_keys()) - set(found)} == {
            form.rows[number].key,
            form.rows[7].key,
        }


def test_a_damaged_label_is_found_by_its_likeness_and_its_place() -> None:
    form = REQUEST_FORMS["2019"]
    rows = body(form, table(form))
    rows[5][0] = ("2.其他法律行政止公开", 1, 1)
    rows[1][0] = ("二、上年转结政府信息公开申请数量", 1, 3)
    assert values(read(grid([*head(), *rows]))) == wanted(form, table(form))


def test_a_stroke_lost_by_the_picture_loses_no_row_of_a_table_without_head() -> None:
    form = REQUEST_FORMS["2019"]
    rows = body(form, table(form))
    rows[3][0] = ("（二）部分公开（区分处理的，只计这-情\n形，不计其他情形)", 1, 2)
    written = grid(rows)
    pictured = replace(written, cells=tuple(replace(cell, confidence=0.9) for cell in written.cells))
    assert values(read(pictured)) == wanted(form, table(form))
    lost = {key for key in form.figure_keys() if key not in values(read(written))}
    assert lost == {f"requests.partly_granted.{applicant.key}" for applicant in APPLICANTS}


def test_a_row_whose_label_is_lost_is_left_out() -> None:
    form = REQUEST_FORMS["2019"]
    rows = body(form, table(form))
    rows[6][0] = ("", 1, 1)
    reading = read(grid([*head(), *rows]))
    assert {key for key in form.figure_keys() if key not in values(reading)} == {
        f"requests.denied_public_security.{applicant.key}" for applicant in APPLICANTS
    }
    assert {"missing-row", "lost-label"} <= {problem.kind for problem in reading.problems}


def test_a_row_with_a_cell_too_few_is_left_out_and_not_shifted() -> None:
    form = REQUEST_FORMS["2021"]
    rows = body(form, table(form))
    del rows[2][3]
    missing = set(form.figure_keys()) - set(values(read(grid([*head(), *rows]))))
    assert missing == {f"requests.granted.{applicant.key}" for applicant in APPLICANTS}


def test_a_number_in_a_merged_cell_belongs_to_no_column() -> None:
    form = REQUEST_FORMS["2019"]
    rows = body(form, table(form))
    rows[0][2:4] = [("12", 1, 2)]
    missing = set(form.figure_keys()) - set(values(read(grid([*head(), *rows]))))
    assert missing == {f"requests.received.{applicant.key}" for applicant in APPLICANTS}


def test_an_unknown_row_of_numbers_is_a_problem_and_moves_nothing() -> None:
    form = REQUEST_FORMS["2021"]
    rows = body(form, table(form))
    rows.insert(2, [("其中：网络申请", 1, 3), *((str(n), 1, 1) for n in range(7))])
    reading = read(grid([*head(), *rows]))
    assert values(reading) == wanted(form, table(form))
    assert "unknown-label" in {problem.kind for problem in reading.problems}


def test_a_page_break_may_cut_a_label_in_two() -> None:
    form = REQUEST_FORMS["2019"]
    printed = table(form)
    upper, lower = cut(grid([*head(), *body(form, printed)]), 10)
    half = [replace(cell, text="3.危及“三安全一稳") if cell.text.startswith("3.危及") else cell for cell in upper.cells]
    rest = [
        replace(cell, row=cell.row + 1) if cell.row or cell.text else replace(cell, rowspan=cell.rowspan + 1)
        for cell in lower.cells
    ]
    first = [Cell("定”", 0, 2), *(Cell("", 0, column) for column in range(3, 10))]
    below = Grid((*rest[:2], *first, *rest[2:]), lower.rows + 1, 10)
    assert values(read(replace(upper, cells=tuple(half)), below)) == wanted(form, printed)


def test_the_same_row_twice_with_other_figures_is_left_out() -> None:
    form = REQUEST_FORMS["2021"]
    rows = body(form, table(form))
    rows.insert(2, [(form.rows[1].label, 1, 3), *(("99", 1, 1) for _ in range(7))])
    reading = read(grid([*head(), *rows]))
    assert not any(key.startswith("requests.carried_in") for key in values(reading))
    assert "row-twice" in {problem.kind for problem in reading.problems}


def column_order(order: list[int], printed: list[list[str]]) -> list[Row]:
    """The whole table with its applicants in another order, heads and figures alike."""
    form = REQUEST_FORMS["2021"]
    heads: list[Row] = [[("项目", 1, 3), *((APPLICANTS[at].label, 1, 1) for at in order)]]
    return heads + body(form, [[row[at] for at in order] for row in printed])


@settings(max_examples=20)
@given(st.permutations(range(6)))
def test_figures_belong_to_the_head_they_stand_under_in_whatever_order(order: list[int]) -> None:
    printed = table(REQUEST_FORMS["2021"])
    reading = read(grid(column_order([*order, 6], printed)))
    assert values(reading) == wanted(REQUEST_FORMS["2021"], printed)


def test_heads_that_are_not_understood_and_out_of_order_leave_nothing_to_count() -> None:
    rows = column_order([6, 0, 1, 2, 3, 4, 5], table(REQUEST_FORMS["2021"]))
    rows[0][3] = ("自然人数", 1, 1)
    assert values(read(grid(rows))) == {}


@settings(max_examples=30)
@given(st.integers(0, 23), st.integers(0, 6))
def test_a_number_over_two_rows_is_of_neither(row: int, column: int) -> None:
    form = REQUEST_FORMS["2021"]
    rows = body(form, table(form))
    upper, lower = len(rows[row]) - 7 + column, len(rows[row + 1]) - 7 + column
    text, _, width = rows[row][upper]
    rows[row][upper] = (text, 2, width)
    del rows[row + 1][lower]
    found = values(read(grid([*head(), *rows])))
    lost = {form.rows[row].key, form.rows[row + 1].key}
    assert found == {key: text for key, text in wanted(form, table(form)).items() if key.split(".")[1] not in lost}


def test_a_column_of_remarks_or_of_other_numbers_is_left_aside() -> None:
    form = REQUEST_FORMS["2021"]
    rows = [*head(), *body(form, table(form))]
    rows[0].append(("上年数", 3, 1))
    for number, row in enumerate(rows[3:]):
        row.append((str(number) if number % 2 else "", 1, 1))
    whole = replace(grid(rows), columns=11)
    assert values(read(whole)) == wanted(form, table(form))
    short = [list(row) for row in rows]
    del short[8][-4]
    lost = {key for key in form.figure_keys() if f".{form.rows[5].key}." in key}
    assert set(values(read(replace(grid(short), columns=11)))) == set(form.figure_keys()) - lost


def test_a_table_without_its_total_column_gives_the_six_applicants() -> None:
    form = REQUEST_FORMS["2019"]
    heads: list[Row] = [[("项目", 1, 3), *((applicant.label, 1, 1) for applicant in APPLICANTS[:6])]]
    rows = heads + [row[:-1] for row in body(form, table(form))]
    kept = {key: text for key, text in wanted(form, table(form)).items() if not key.endswith(".total")}
    assert values(read(replace(grid(rows), columns=9))) == kept


def test_the_first_row_need_not_have_its_label_for_the_others_to_be_read() -> None:
    form = REQUEST_FORMS["2021"]
    for label in ("", "一、本年度新收政府信息公开申请数量"):
        rows = body(form, table(form))
        rows[0][0] = (label, 1, 3)
        found = values(read(grid([*head(), *rows])))
        assert len(found) == (175 if label else 168)
        assert found.items() <= wanted(form, table(form)).items()


def band(*items: tuple[str, str, str, str]) -> list[Row]:
    heads = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
    return [[("第二十条第（一）项", 1, 4)], *([(text, 1, 1) for text in row] for row in (heads, *items))]


def test_items_torn_from_their_figures_are_joined_over_a_page_break_and_else_left_out() -> None:
    torn = band(("规章", "1", "2", "3"), ("", "4", "5", "6"), ("行政规范性文件", "", "", ""))
    whole = replace(grid(torn), columns=4)
    upper, lower = cut(whole, 4)
    (joined,) = read_disclosure(list_lines([replace(upper, columns=4), replace(lower, columns=4)]), True)
    assert list(values(joined).values()) == ["1", "2", "3", "4", "5", "6"]
    (apart,) = read_disclosure(list_lines([whole]), True)
    assert list(values(apart).values()) == ["1", "2", "3"]


def test_a_page_break_through_a_figure_of_an_item_leaves_it_out() -> None:
    upper, lower = cut(
        grid(band(("规章", "10", "20", "30"), ("", "4", "5", "6"), ("行政规范性文件", "7", "8", "9"))), 3
    )
    (reading,) = read_disclosure(list_lines([replace(upper, columns=4), replace(lower, columns=4)]), True)
    assert list(values(reading).values()) == ["7", "8", "9"]


def test_figures_that_stand_one_column_too_far_left_are_not_read() -> None:
    """A merged label that ends one row too early, as a PDF draws it: the figures stand under other heads."""
    form = REQUEST_FORMS["2021"]
    rows = head() + body(form, table(form))
    at = next(number for number, row in enumerate(rows) if row[0][0] == "3.其他")
    rows[at] = [(text, 1, 1) for text in ("", "3.其他", *table(form)[at - 3], "")]
    other = next(number for number, row in enumerate(rows) if row[0][0] == "（六）其他处理")
    rows[other][0] = ("（六）其他处理", 2, 1)
    result = next(cell for row in rows for cell in row if cell[0].startswith("三、"))
    rows[5] = [(result[0], at - 5, 1), *rows[5][1:]]
    found = values(read(grid(rows)))
    assert not [key for key in found if key.startswith("requests.other_rest.")]
    assert len(found) == 175 - 7


def test_figures_beside_the_lower_part_of_the_last_label_are_not_blanks() -> None:
    """Fields of a form, drawn as boxes, cut the row into three: label over all of them, figures in the middle one."""
    form = REQUEST_FORMS["2021"]
    rows = head() + body(form, table(form))
    figures = rows[-1][1:]
    blank = [("", 1, 1)] * 7
    rows[-1:] = [[("四、结转下年度继续办理", 3, 3), *blank], figures, blank]
    found = values(read(grid(rows)))
    assert not [key for key in found if key.startswith("requests.carried_out.")]
    assert len(found) == 175 - 7
