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
    widths = (3.0, 2.4, 2.4, 2.4)
    if report.style.bands_apart:
        return tuple(Sheet("disclosure", tuple(rows), widths, 2) for rows in bands)
    return (Sheet("disclosure", tuple(row for rows in bands for row in rows), widths, 0),)


def _band(band: str, items: list[Item], figures: Figures, style: Style) -> list[tuple[Box, ...]]:
    measures = items[0].measures
    last_span = 4 - len(measures)
    spans = [1] * (len(measures) - 1) + [last_span]
    heads = [style.procurement_head if measure.label == "采购总金额" else measure.label for measure in measures]
    rows = [
        (Box(f"第二十条第{band}项", colspan=4),),
        (Box("信息内容"), *(Box(head, colspan=span) for head, span in zip(heads, spans, strict=True))),
    ]
    for item in items:
        label = style.normative_label if item.key == "normative" and style.normative_label else item.label
        printed = [figures[f"disclosure.{item.key}.{measure.key}"].printed for measure in measures]
        rows.append((Box(label), *(Box(text, colspan=span) for text, span in zip(printed, spans, strict=True))))
    return rows


def _requests(report: Report) -> Sheet:
    style = report.style
    rows = REQUEST_FORMS[report.form3].rows
    labels = 3 if style.outcome_column else 2
    body = []
    for index, row in enumerate(rows):
        cells = _labels(rows, index, style)
        cells += [Box(report.figures[f"requests.{row.key}.{applicant.key}"].printed) for applicant in APPLICANTS]
        body.append(tuple(cells))
    widths = (1.0, 2.2, 5.0)[3 - labels :] + (1.5,) * 7
    return Sheet("requests", (*_requests_head(style, labels), *body), widths, 3)


def _requests_head(style: Style, labels: int) -> tuple[tuple[Box, ...], ...]:
    names = [style.social_label if a.key == "social_organisation" else a.label for a in APPLICANTS]
    person, *organisations, total = [_stack(name) if style.stacked_heads else name for name in names]
    corner = Box(CORNER, rowspan=3, colspan=labels, label=True)
    third = tuple(Box(name) for name in organisations)
    if style.total_beside:
        first = (corner, Box("申请人情况", colspan=6), Box(total, rowspan=3))
        return first, (Box(person, rowspan=2), Box("法人或其他组织", colspan=5)), third
    second = (Box(person, rowspan=2), Box("法人或其他组织", colspan=5), Box(total, rowspan=2))
    return (corner, Box("申请人情况", colspan=7)), second, third


def _labels(rows: tuple[Row, ...], index: int, style: Style) -> list[Box]:
    """The label cells that begin in this row: spanning cells only where they start."""
    row = rows[index]
    own = 2 if style.outcome_column else 1
    if index < 2 or index == len(rows) - 1:
        return [Box(row.label, colspan=own + 1, label=True)]
    cells = []
    if index == 2 and style.outcome_column:
        outcome = "三、本年度办理结果"
        cells.append(Box(_stack(outcome) if style.upright else outcome, rowspan=len(rows) - 3, label=not style.upright))
    if not row.group:
        cells.append(Box(_brackets(row.label, style), colspan=2, label=True))
        return cells
    if rows[index - 1].group != row.group:
        height = sum(other.group == row.group for other in rows)
        cells.append(Box(_brackets(row.group, style), rowspan=height, label=True))
    cells.append(Box(row.label, label=True))
    return cells


def _reviews(report: Report) -> Sheet:
    style = report.style
    results = [_stack(result.label) if style.stacked_heads else result.label for result in RESULTS]
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


def _brackets(label: str, style: Style) -> str:
    if not style.half_width:
        return label
    head, _, rest = label.partition("）")
    return f"({head.removeprefix('（')}){rest}"
