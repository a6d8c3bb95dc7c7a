"""Table two: bands of items, each band under heads of its own -> ``disclosure.<item>.<measure>``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.forms import DISCLOSURE_FORMS, DisclosureForm, Item, Measure
from parsers.labels import core, han
from parsers.lines import Columns, Line
from parsers.model import Cell, Figure
from parsers.numbers import read_unit
from parsers.tables.common import TableReading, has_digits, is_empty, make_figure

CONTENT = "信息内容"
BAND = "第二十条"
PIECE = 5
"""Characters, below which a label may be the rest of one that a page break cut."""
_ITEMS = {
    form.key: {core(label): item for item in form.items for label in (item.label, *item.aliases)}
    for form in DISCLOSURE_FORMS.values()
}
ITEM_LABELS = {label for items in _ITEMS.values() for label in items}


def _wording(measure: Measure) -> tuple[str, ...]:
    return tuple(han(label.split("（")[0]) for label in (measure.label, *measure.aliases))


_MEASURES = {
    form.key: {wording: measure for item in form.items for measure in item.measures for wording in _wording(measure)}
    for form in DISCLOSURE_FORMS.values()
}
MEASURE_LABELS = tuple({wording for measures in _MEASURES.values() for wording in measures})
_FIRST = tuple(
    wording for form in DISCLOSURE_FORMS.values() for measure in form.items[0].measures for wording in _wording(measure)
)
# Heads that only one of the forms has.
_ONLY = {key: set(_MEASURES[key]) - set(_MEASURES[other]) for key, other in (("2019", "2021"), ("2021", "2019"))}


@dataclass(frozen=True, slots=True)
class Head:
    """The heads of a band as printed: its line and the cells behind 信息内容."""

    line: Line
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An item as printed, with the cells behind its label and the heads it stands under."""

    label: Cell
    cells: tuple[Cell, ...]
    line: Line
    head: Head | None
    torn: bool = False
    """Its figures may be those of the row beside it."""

    @property
    def named(self) -> bool:
        return core(self.label.text) in ITEM_LABELS


def read_disclosure(lines: list[Line], wrapped: bool) -> list[TableReading]:
    """Every table two in ``lines``, in order: each begins with the band that holds 规章."""
    starts = [number for number, line in enumerate(lines) if _is_start(line)]
    return [_read(lines, start, end, wrapped) for start, end in pairwise([*starts, len(lines)])]


def _is_start(line: Line) -> bool:
    """The head of the first band, in the wording of either form."""
    return any(label.startswith(_FIRST) for label in line.labels)


def _read(lines: list[Line], start: int, end: int, wrapped: bool) -> TableReading:
    reading = TableReading()
    head: Head | None = None
    heads: list[Head] = []
    rows: list[Row] = []
    last = start
    for number in range(start, end):
        line = lines[number]
        own = _without_number([cell for cell in line.own if cell.text.strip() or cell is line.own[0]])
        texts = [core(cell.text) for cell in own]
        if _is_over(texts):
            break
        last = number
        if not (any(texts) or has_digits(line.own[1:])) or any(text.startswith((BAND, "第二十一条")) for text in texts):
            continue
        if _is_head(texts):
            head = _head(line)
            heads.append(head)
        elif texts[0] in ITEM_LABELS or has_digits(line.own[1:]):
            label = line.own.index(own[0])
            rows.append(Row(own[0], tuple(line.own[label + 1 :]), line, head))
    reading.lines = range(start, last + 1)
    form = _choose_form(heads)
    reading.form = form.key
    _figures(reading, form, _join_cut_rows(rows), wrapped)
    return reading


def _without_number(own: list[Cell]) -> list[Cell]:
    """The cells of a line but for the number that a column 序号 gives it."""
    numbered = len(own) > 1 and own[0].text.strip().isdecimal() and core(own[1].text) in ITEM_LABELS
    headed = len(own) > 1 and core(own[0].text) in ("序号", "编号") and CONTENT in core(own[1].text)
    return own[1:] if numbered or headed else own


def _join_cut_rows(rows: list[Row]) -> list[Row]:
    """Rows that a page break cut in two: a label without figures on one page, its figures on the other.

    Where they cannot be joined the row without figures is not read: those beside it may be its own.
    """
    joined: list[Row] = []
    for row in rows:
        before = joined[-1] if joined else None
        if before is None or before.named == row.named or _is_blank(before) == _is_blank(row):
            crossing = before is not None and before.line.grid is not row.line.grid
            if before is not None and crossing and before.named and not row.named and len(core(row.label.text)) < PIECE:
                joined[-1] = replace(before, torn=True)  # the page break may have cut its figures themselves
            joined.append(row)
            continue
        label, figures = (row, before) if row.named else (before, row)
        if not _is_blank(label):
            joined.append(row)
        elif label.line.grid is not figures.line.grid and not core(figures.label.text):
            joined[-1] = replace(figures, label=label.label)
        else:
            joined[-1:] = [replace(half, torn=half is label) for half in (before, row)]
    return joined


def _is_blank(row: Row) -> bool:
    return not any(cell.text.strip() for cell in row.cells)


def _is_over(texts: list[str]) -> bool:
    return any("申请人情况" in text or "本年新收" in text or text in ("自然人", "结果维持") for text in texts)


def _is_head(texts: list[str]) -> bool:
    return CONTENT in texts[0] or sum(text.startswith(MEASURE_LABELS) for text in texts) >= 2


def _head(line: Line) -> Head:
    cells = _without_number(line.own)
    return Head(line, tuple(cells[1:]) if CONTENT in core(cells[0].text) else tuple(cells))


def _choose_form(heads: list[Head]) -> DisclosureForm:
    """The form most of whose own heads are printed."""
    texts = [core(cell.text) for head in heads for cell in head.cells]

    def own_heads(form: DisclosureForm) -> int:
        return sum(any(text.startswith(word) for word in _ONLY[form.key]) for text in texts)

    return max(DISCLOSURE_FORMS.values(), key=own_heads)


def _figures(reading: TableReading, form: DisclosureForm, rows: list[Row], wrapped: bool) -> None:
    items = _ITEMS[form.key]
    found: dict[str, list[Figure]] = {}
    for row in rows:
        item = items.get(core(row.label.text))
        if item is None:
            reading.problem(
                "unknown-label",
                f"{row.label.text!r} has numbers and is no item of the {form.key} form",
                row.label.place,
            )
            continue
        cells, why = _cells(form, item, row)
        if cells is None:
            reading.problem("bad-row", f"item {item.key} is not read: {why}", row.label.place)
            continue
        figures = [
            _figure(item, measure, cell, row, wrapped) for measure, cell in zip(item.measures, cells, strict=True)
        ]
        if item.key in found and [f.printed for f in found[item.key]] != [f.printed for f in figures]:
            reading.problem("row-twice", f"item {item.key} stands twice with different figures", row.label.place)
            found[item.key] = []
        found.setdefault(item.key, figures)
    for item in form.items:
        if item.key not in found and not any(items.get(core(row.label.text)) is item for row in rows):
            reading.problem("missing-row", f"item {item.key} ({item.label}) was not found")
        reading.figures.extend(found.get(item.key, ()))


def _cells(form: DisclosureForm, item: Item, row: Row) -> tuple[list[Cell] | None, str]:
    """The cell of each measure, by the heads and by counting; None and the reason where they do not agree."""
    if any(cell.rowspan > row.label.rowspan and not is_empty(cell) for cell in row.cells):
        return None, "a figure stands in a cell that is merged over several rows"
    if row.torn:
        return None, "its figures may be those beside it that have no label"
    counted = _by_count(item, row)
    headed = _by_heads(form, item, row)
    if headed is None and counted is None:
        return None, "its cells do not fit the heads above it"
    if headed is not None and counted is not None and [c.text for c in headed] != [c.text for c in counted]:
        return None, "its cells do not stand under the heads"
    return headed or counted, ""


def _by_count(item: Item, row: Row) -> list[Cell] | None:
    """The cells behind the label where they are exactly as many as the item has measures, but for empty ones behind."""
    cells = list(row.cells)
    wanted = len(item.measures)
    if any(not is_empty(cell) for cell in cells[wanted:]) or len(cells) < wanted:
        return None
    if row.head is not None:
        heads = [core(cell.text) for cell in row.head.cells if cell.text.strip()]
        if len(heads) != wanted or any(map(_contradicts, heads, item.measures)):
            return None
    return cells[:wanted]


def _contradicts(head: str, measure: Measure) -> bool:
    """Is this the head of another measure, of whichever form?"""
    return head.startswith(MEASURE_LABELS) and not head.startswith(_wording(measure))


def _by_heads(form: DisclosureForm, item: Item, row: Row) -> list[Cell] | None:
    if row.head is None:
        return None
    spans: dict[str, tuple[int, int]] = {}
    for cell in row.head.cells:
        measure = _measure(form, item, core(cell.text))
        if measure is not None:
            spans.setdefault(measure.key, (cell.column, cell.column + cell.colspan))
    if any(measure.key not in spans for measure in item.measures):
        return None
    columns = Columns(row.head.line.grid, spans).on(row.line.grid)
    if columns is None:
        return None
    found = []
    for measure in item.measures:
        first, end = columns.spans[measure.key]
        cells = [cell for cell in row.line.between(first, end) if cell is not row.label]
        full = [cell for cell in cells if not is_empty(cell)]
        if not cells or len(full) > 1:
            return None
        found.append(full[0] if full else cells[0])
    others = [cell for cell in row.cells if cell not in found and not is_empty(cell)]
    if any(not _has_own_head(cell, row) for cell in others) or len(set(map(id, found))) != len(found):
        return None
    if any(cell.row != row.line.row and not is_empty(cell) for cell in found):
        return None
    return found


def _has_own_head(cell: Cell, row: Row) -> bool:
    """Does it stand under a head that is none of the form's, 同比增长 say?"""
    if row.head is None or row.head.line.grid is not row.line.grid:
        return False
    return any(
        head.column <= cell.column
        and cell.column + cell.colspan <= head.column + head.colspan
        and core(head.text)
        and not any(word in core(head.text) for word in MEASURE_LABELS)
        for head in row.head.cells
    )


def _measure(form: DisclosureForm, item: Item, text: str) -> Measure | None:
    """The measure of ``item`` whose head ``text`` is, exactly or with an addition behind (历史累计)."""
    for measure in item.measures:
        if any(text.startswith(wording) for wording in _wording(measure)):
            return measure
    return None


def _figure(item: Item, measure: Measure, cell: Cell, row: Row, wrapped: bool) -> Figure:
    key = f"disclosure.{item.key}.{measure.key}"
    figure = make_figure(key, cell, wrapped, count=not measure.amount, signed=measure.signed)
    if not measure.amount or figure.kind != "number" or figure.unit is not None:
        return figure
    labels = [row.label, *(row.head.cells if row.head is not None else ())]
    units = [unit for label in labels if (unit := read_unit(label.text)) is not None]
    return replace(figure, unit=units[0]) if units else figure
