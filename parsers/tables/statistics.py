"""The 统计表 of 2014 to 2018: rows of label, unit and number -> ``statistics.<row>``.

Rows are found by their label, under the head that names the three columns. The unit is a second witness: a number
whose unit is not the row's own is left out. Such a table makes no report complete: it stays ``narrative``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from parsers.forms.statistics import HEADINGS, STATISTICS, STATISTICS_FORM, Indicator
from parsers.labels import core, similarity
from parsers.lines import Columns, Line, find_columns
from parsers.model import NOWHERE, Cell, Place
from parsers.numbers import read_number
from parsers.tables.common import TableReading, has_digits, is_empty, make_figure
from parsers.text import normalise

HEADS = {
    "label": ("统计指标", "指标名称", "指标"),
    "unit": ("计量单位", "单位"),
    "count": ("统计数", "统计数量", "统计数据", "数量", "数值"),
}
LEAST = 5
"""Rows of the form, below which a table with such a head is another one."""
ALIKE, CLEARLY = 0.75, 0.1
"""A damaged label is taken for the row it is most like, if it is like no other row nearly as much."""

_NOTE = re.compile(r"[（(][^（）()]*[）)]?$")


def _core(label: str) -> str:
    """The label without its numbering, 其中 before it and a note in brackets behind it."""
    return core(_NOTE.sub("", label.strip())).removeprefix("其中")


KNOWN = {(_core(label), core(row.group)): row for row in STATISTICS for label in (row.label, *row.aliases)}
GROUPS = {core(row.group) for row in STATISTICS if row.group}
_HEADINGS = {_core(label) for label in HEADINGS}


def read_statistics(lines: list[Line], wrapped: bool) -> list[TableReading]:
    """Every such table in ``lines``, in order."""
    tables: list[_Table] = []
    columns: Columns | None = None
    for number, line in enumerate(lines):
        if not any("统计" in label or "指标" in label for label in line.labels):
            head = None
        else:
            head = find_columns(lines, number, HEADS)
        if head is not None:
            columns = head
            tables = tables or [_Table(wrapped)]
        elif columns is not None:
            here = columns.on(line.grid)
            if here is not None and tables[-1].ends_before(line, here):
                tables.append(_Table(wrapped))
            if here is not None:
                tables[-1].add(line, here)
    return [table.reading() for table in tables if len(table.found) >= LEAST]


@dataclass(slots=True)
class _Table:
    """One table while its rows are collected; ``group`` is the row they stand under, where that matters."""

    wrapped: bool
    found: dict[str, tuple[Indicator, Cell, str]] = field(default_factory=dict)
    unknown: list[tuple[str, Place]] = field(default_factory=list)
    group: str = ""

    def ends_before(self, line: Line, columns: Columns) -> bool:
        """Does the table begin again with this line?"""
        return STATISTICS[0].key in self.found and _core(_label(line, columns)) == _core(STATISTICS[0].label)

    def add(self, line: Line, columns: Columns) -> None:
        label = _core(_label(line, columns))
        unit = _unit(line, columns)
        row = self._row(label, unit)
        if row is not None and not row.group:
            self.group = _core(row.label) if _core(row.label) in GROUPS else ""
        cell = _count(line, columns)
        if row is not None and row.key not in self.found and cell is not None:
            self.found[row.key] = (row, cell, unit)
        elif has_digits(line.between(columns.spans["count"][0], line.grid.columns)) and label not in _HEADINGS:
            self.unknown.append((label, next((cell.place for cell in line.own), NOWHERE)))

    def _row(self, label: str, unit: str) -> Indicator | None:
        exact = KNOWN.get((label, self.group)) or KNOWN.get((label, ""))
        if exact is not None or len(label) < 4:
            return exact
        likeness = sorted(
            (
                (similarity(label, known), row.key, row)
                for (known, group), row in KNOWN.items()
                if group in ("", self.group)
            ),
            reverse=True,
        )
        (best, _, row), (second, _, _) = likeness[:2]
        fits = unit == row.unit and row.key not in self.found
        return row if fits and best >= ALIKE and best - second >= CLEARLY else None

    def reading(self) -> TableReading:
        reading = TableReading(STATISTICS_FORM)
        for row in STATISTICS:
            if row.key in self.found:
                _, cell, unit = self.found[row.key]
                figure = make_figure(f"statistics.{row.key}", cell, self.wrapped, count=not row.amount)
                reading.figures.append(replace(figure, unit=figure.unit or unit or None))
        for label, place in self.unknown:
            reading.problem("unknown-label", f"{label!r} has a number and is no row of the 2008 form", place)
        missing = [row.key for row in STATISTICS if row.key not in self.found]
        if missing:
            reading.problem("missing-rows", f"rows of the 2008 form not found: {', '.join(missing)}")
        return reading


def _label(line: Line, columns: Columns) -> str:
    """The innermost label left of the unit."""
    cells = [cell for cell in line.own if cell.column < columns.spans["unit"][0] and core(cell.text)]
    return cells[-1].text if cells else ""


def _unit(line: Line, columns: Columns) -> str:
    first, end = columns.spans["unit"]
    return "".join("".join(normalise(cell.text).split()) for cell in line.between(first, end) if not is_empty(cell))


def _count(line: Line, columns: Columns) -> Cell | None:
    """The one cell under 统计数; None where there are several, where it is shared, or where more stands beside it."""
    first, end = columns.spans["count"]
    cells = line.between(first, end)
    beyond = [cell for cell in line.between(end, line.grid.columns) if cell not in cells]
    if len(cells) != 1 or any(not is_empty(cell) for cell in beyond):
        return None
    (cell,) = cells
    shared = cell.column < first or cell.column + cell.colspan > end or cell.row != line.row or cell.rowspan > 1
    return None if shared and read_number(cell.text).kind != "blank" else cell
