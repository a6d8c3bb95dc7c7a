"""The three tables of a report as rows of cells, whatever format draws them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from crawler.demo.content import Figures, Report, Style, Table
from parsers.forms import APPLICANTS, DISCLOSURE_FORMS, REQUEST_FORMS, RESULTS, ROUTES, Item, Row

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: ``text`` may hold line breaks; ``label`` sets it as words, flush left, not as a figure."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    label: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to draw. ``heads`` is the number of header rows, ``widths`` the relative widths of the columns."""

    kind: Table
    rows: tuple[tuple[Box, ...], ...]
    widths: tuple[float, ...]
    heads: int


def sheets(report: Report, table: Table) -> tuple[Sheet, ...]:
    """The tables that stand for ``table`` in this report: one, or five where the bands stand apart."""
    if table == "disclosure":
        return _disclosure(report)
    if table == "reviews":
        return (_reviews(report),)
    whole = _requests(report)
    return cut(whole, report.style.cut_before) if report.style.cut_before else (whole,)


def placed(sheet: Sheet) -> list[list[tuple[int, Box, int]]]:
    """Every row's cells as (column, cell, rows it still covers), those that began in a row above included."""
    rows: list[list[tuple[int, Box, int]]] = []
    above: dict[int, tuple[Box, int]] = {}
    for boxes in sheet.rows:
        row, column, waiting = [], 0, list(boxes)
        while column < len(sheet.widths):
            box, left = above.pop(column) if column in above else (waiting[0], waiting.pop(0).rowspan)
            row.append((column, box, left))
            if left > 1:
                above[column] = (box, left - 1)
            column += box.colspan
        if waiting:
            raise ValueError(f"{len(waiting)} cells too many in row {len(rows) + 1} of {sheet.kind}")
        rows.append(row)
    return rows


def cut(sheet: Sheet, at: int) -> tuple[Sheet, Sheet]:
    """The table as two, the second beginning with row ``at`` (0-based) and without a head; no label is repeated."""
    upper = tuple(
        tuple(replace(box, rowspan=min(box.rowspan, at - index)) for box in row)
        for index, row in enumerate(sheet.rows[:at])
    )
    first = placed(sheet)[at]
    below = tuple(box if left == box.rowspan else replace(box, text="", rowspan=left) for _, box, left in first)
    return replace(sheet, rows=upper), replace(sheet, rows=(below, *sheet.rows[at + 1 :]), heads=0)


def _disclosure(report: Report) -> tuple[Sheet, ...]:
    form = DISCLOSURE_FORMS[report.form2]
    bands = [
        _band(band, list(items), report.figures, report.style)
        for band, items in groupby(form.items, key=lambda item: item.band)
    ]
    widths = (3.0, 2.4, 2.4, 2.4) + (0.6,) * report.style.padded
    if report.style.bands_apart:
        return tuple(Sheet("disclosure", tuple(rows), widths, 2) for rows in bands)
    return (Sheet("disclosure", tuple(row for rows in bands for row in rows), widths, 0),)


def _band(band: str, items: list[Item], figures: Figures, style: Style) -> list[tuple[Box, ...]]:
    measures = items[0].measures
    rows = [
        [Box(style.word(f"第二十条第{band}项"), colspan=4)],
        _spread(style.word("信息内容"), [style.word(measure.label) for measure in measures]),
    ]
    for item in items:
        printed = [figures[f"disclosure.{item.key}.{measure.key}"].printed for measure in measures]
        rows.append(_spread(style.word(item.label), printed))
    return [(*row, *[Box("")] * style.padded) for row in rows]


def _spread(label: str, texts: list[str]) -> list[Box]:
    """A label and one to three cells over four columns: the last cell takes what is left."""
    return [Box(label), *map(Box, texts[:-1]), Box(texts[-1], colspan=4 - len(texts))]


def _requests(report: Report) -> Sheet:
    style = report.style
    labels = 3 if style.outcome_column else 2
    body: list[tuple[Box, ...]] = []
    for row, boxes in _labelled(REQUEST_FORMS[report.form3].rows, style):
        printed = [report.figures[f"requests.{row.key}.{a.key}"].printed if row else "" for a in APPLICANTS]
        body.append((*boxes, *map(Box, printed)))
    widths = (1.0, 2.2, 5.0)[3 - labels :] + (1.5,) * 7
    return Sheet("requests", (*_requests_head(style, labels), *body), widths, 3)


def _requests_head(style: Style, labels: int) -> tuple[tuple[Box, ...], ...]:
    names = [style.word(applicant.label) for applicant in APPLICANTS]
    person, *organisations, total = map(_stack, names) if style.stacked_heads else names
    corner = Box(style.word(CORNER), rowspan=3, colspan=labels, label=True)
    third = tuple(Box(name) for name in organisations)
    if style.total_beside:
        first = (corner, Box("申请人情况", colspan=6), Box(total, rowspan=3))
        return first, (Box(person, rowspan=2), Box("法人或其他组织", colspan=5)), third
    second = (Box(person, rowspan=2), Box("法人或其他组织", colspan=5), Box(total, rowspan=2))
    return (corner, Box("申请人情况", colspan=7)), second, third


def _labelled(rows: tuple[Row, ...], style: Style) -> list[tuple[Row | None, list[Box]]]:
    """Every row with its label cells; None for a row that holds nothing but the label of its group."""
    outcomes = [
        line
        for group, members in groupby(rows[2:-1], key=lambda row: row.group)
        for line in _group(style.word(group), list(members), style)
    ]
    if style.outcome_column:
        outcome = style.word("三、本年度办理结果")
        text = _stack(outcome) if style.upright else outcome
        outcomes[0][1].insert(0, Box(text, rowspan=len(outcomes), label=not style.upright))
    width = 3 if style.outcome_column else 2
    first, second, last = (
        (row, [Box(style.word(row.label), colspan=width, label=True)]) for row in (*rows[:2], rows[-1])
    )
    return [first, second, *outcomes, last]


def _group(group: str, rows: list[Row], style: Style) -> list[tuple[Row | None, list[Box]]]:
    """The label cells of rows that share a group, or of rows that have none."""
    across = style.group_rows or not group
    lines: list[tuple[Row | None, list[Box]]] = [
        (row, [Box(style.word(row.label), colspan=2 if across else 1, label=True)]) for row in rows
    ]
    if group and style.group_rows:
        lines.insert(0, (None, [Box(group, colspan=2, label=True)]))
    elif group:
        lines[0][1].insert(0, Box(group, rowspan=len(rows), label=True))
    return lines


def _reviews(report: Report) -> Sheet:
    style = report.style
    names = [style.word(result.label) for result in RESULTS]
    results = [_stack(name) if style.stacked_heads else name for name in names]
    figures = [report.figures[f"reviews.{route.key}.{result.key}"].printed for route in ROUTES for result in RESULTS]
    rows = (
        (Box(ROUTES[0].label, colspan=5), Box("行政诉讼", colspan=10)),
        (*(Box(name, rowspan=2) for name in results), *(Box(route.label, colspan=5) for route in ROUTES[1:])),
        tuple(Box(name) for name in results * 2),
        tuple(Box(text) for text in figures),
    )
    return Sheet("reviews", rows, (1.0,) * 15, 3)


def _stack(text: str) -> str:
    """One character a line; the ordinal keeps its comma.

    >>> _stack("三、本年").split("\\n")
    ['三、', '本', '年']
    """
    return "\n".join(text).replace("\n、", "、")
