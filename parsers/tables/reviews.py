"""Table four: one row of fifteen figures under a head of three rows -> ``reviews.<route>.<result>``."""

from __future__ import annotations

from collections import Counter

from parsers.forms import RESULTS, REVIEW_KEYS, ROUTES
from parsers.labels import core
from parsers.lines import Columns, Line
from parsers.model import Cell, Grid
from parsers.numbers import read_number
from parsers.tables.common import TableReading, has_digits, is_empty, make_figure

# A head ends with the result; which route it belongs to is told by the order, unless the head itself names another.
_ENDINGS = {
    "upheld": ("结果维持", "维持"),
    "corrected": ("结果纠正", "纠正"),
    "other": ("其他结果",),
    "pending": ("尚未审结",),
}
MOST_ROWS = 4
"""Lines between the head and the row of figures: empty ones, or a head that a page break repeats."""


def read_reviews(lines: list[Line], wrapped: bool) -> list[TableReading]:
    """Every table four in ``lines``, in order."""
    readings: list[TableReading] = []
    number = 0
    while number < len(lines):
        columns = _find_head(lines, number)
        if columns is None:
            number += 1
            continue
        reading = _read(lines, number, columns, wrapped)
        readings.append(reading)
        number = reading.lines.stop
    return readings


def _find_head(lines: list[Line], end: int) -> Columns | None:
    """Fifteen columns in order: three times the five results. None unless the line ``end`` completes such a head."""
    text = "".join(lines[end].labels)
    if "结果" not in text and "审结" not in text and "总计" not in text:
        return None
    grid = lines[end].grid
    if grid.columns < len(REVIEW_KEYS):
        return None
    head: list[tuple[Cell | None, ...]] = []
    for start in range(end, max(-1, end - 5), -1):
        above = lines[start].on(grid)
        if above is None:
            return None
        head.insert(0, above)
        columns = _columns(head, grid)
        if columns is not None:
            return _by_routes(columns, [*_over(lines, start, grid), *head])
    return None


def _over(lines: list[Line], start: int, grid: Grid) -> list[tuple[Cell | None, ...]]:
    """The lines of the head that name the routes, over those that name the results."""
    above: list[tuple[Cell | None, ...]] = []
    for line in reversed(lines[max(0, start - 3) : start]):
        slots = line.on(grid)
        if slots is None or not any(_named_route(core(cell.text)) or "行政诉讼" in cell.text for cell in line.own):
            break
        above.insert(0, slots)
    return above


def _columns(head: list[tuple[Cell | None, ...]], grid: Grid) -> Columns | None:
    results = [result.key for result in RESULTS]
    spans: dict[str, tuple[int, int]] = {}
    last: tuple[str, tuple[Cell, ...]] | None = None
    for slot in range(grid.columns):
        stack = tuple(dict.fromkeys(cell for slots in head if (cell := slots[slot]) is not None))
        text = "".join(core(cell.text) for cell in stack)
        result = next((key for key in results if text.endswith(_ENDINGS.get(key, ("总计",)))), None)
        if result is None:
            last = None
            continue
        if last == (result, stack[-1:]):
            key = list(spans)[-1]
            spans[key] = (spans[key][0], slot + 1)
            continue
        if len(spans) == len(REVIEW_KEYS) or not REVIEW_KEYS[len(spans)].endswith(f".{result}"):
            return None
        spans[REVIEW_KEYS[len(spans)]] = (slot, slot + 1)
        last = (result, stack[-1:])
    return Columns(grid, spans) if len(spans) == len(REVIEW_KEYS) else None


def _by_routes(found: Columns, head: list[tuple[Cell | None, ...]]) -> Columns | None:
    """The columns with the routes in the order in which the head names them, where it does.

    Where it names one route over most of the columns of two the columns are not known.
    """
    size = len(RESULTS)
    columns = list(found.spans.values())
    groups = [columns[at : at + size] for at in range(0, len(columns), size)]
    named = [_route_of(group, head) for group in groups]
    if all(name in (None, route.key) for name, route in zip(named, ROUTES, strict=True)):
        return found
    rest = [route.key for route in ROUTES if route.key not in named]
    order = [name or rest[0] for name in named] if len(rest) < 2 else []
    if len(set(order)) < len(ROUTES):
        return None
    by_key = {
        f"reviews.{route}.{result.key}": span
        for route, group in zip(order, groups, strict=True)
        for result, span in zip(RESULTS, group, strict=True)
    }
    return Columns(found.grid, {key: by_key[key] for key in REVIEW_KEYS})


def _route_of(group: list[tuple[int, int]], head: list[tuple[Cell | None, ...]]) -> str | None:
    """The route that the head names over most of these columns."""
    found = Counter(
        route
        for first, _ in group
        for slots in head
        if (cell := slots[first]) is not None and (route := _named_route(core(cell.text))) is not None
    )
    return next((route for route, count in found.items() if 2 * count > len(group)), None)


def _named_route(text: str) -> str | None:
    # 复议后起诉 stands in other words too: 行政复议后起诉.
    for route in reversed(ROUTES):
        if route.label in text:
            return route.key
    return None


def _read(lines: list[Line], head: int, columns: Columns, wrapped: bool) -> TableReading:
    """The row of figures below the head: the only one with something in it, or the first where all are blank."""
    reading = TableReading(form="any")
    rows: list[tuple[int, list[Cell]]] = []
    unfit: Line | None = None
    stop = head + 1
    for number in range(head + 1, min(head + 1 + MOST_ROWS, len(lines))):
        here = columns.on(lines[number].grid)
        if _find_head(lines, number) is not None:
            stop = number + 1
            continue
        cells = _cells(lines[number], here)
        if cells is None:
            if has_digits(lines[number].own):
                unfit = lines[number]
                break
            continue
        rows.append((number, cells))
        stop = number + 1
    full = [(number, cells) for number, cells in rows if any(not is_empty(cell) for cell in cells)]
    reading.lines = range(head, stop)
    if len(full) > 1:
        reading.problem("rows", f"{len(full)} rows of figures stand under one head", full[1][1][0].place)
    elif not full and unfit is not None:
        reading.problem("bad-row", "the row of figures does not fit its fifteen heads", unfit.own[0].place)
    elif not rows:
        reading.problem("missing-row", "no row of fifteen figures stands under the head of table four")
    else:
        cells = (full or rows)[0][1]
        if _may_be_shifted(cells):
            reading.problem(
                "bad-row", "the last cell is blank, and the figures may stand one to the left", cells[0].place
            )
            return reading
        reading.figures = [make_figure(key, cell, wrapped) for key, cell in zip(REVIEW_KEYS, cells, strict=True)]
        if not lines[(full or rows)[0][0]].grid.drawn:
            reading.unproven.update(REVIEW_KEYS)
    return reading


def _may_be_shifted(cells: list[Cell]) -> bool:
    """Fourteen numbers and a blank that do not add up as they stand: one may have been left out among them."""
    values = [read_number(cell.text).value for cell in cells]
    if cells[-1].text.strip() or None in values[:-1]:
        return False
    numbers = [value or 0 for value in values]
    parts = [numbers[at : at + len(RESULTS)] for at in range(0, len(numbers), len(RESULTS))]
    adds_up = all(sum(part[:-1]) == part[-1] for part in parts[:-1])
    *rest, total = parts[-1][:-1]
    return not adds_up or 0 < total == sum(rest)


def _cells(line: Line, columns: Columns | None) -> list[Cell] | None:
    """The fifteen cells of a row, under their heads or, without heads, by number; None where they do not fit."""
    own = line.own
    counted = own if len(own) == len(REVIEW_KEYS) else None
    if columns is None:
        return counted
    found = []
    for first, end in columns.spans.values():
        cells = line.between(first, end)
        full = [cell for cell in cells if not is_empty(cell)]
        if not cells or len(full) > 1:
            return None
        cell = full[0] if full else cells[0]
        if not is_empty(cell) and (cell.column < first or cell.column + cell.colspan > end or cell.row != line.row):
            return None
        found.append(cell)
    if any(not is_empty(cell) for cell in own if cell not in found):
        return None
    order = sorted(range(len(found)), key=list(columns.spans.values()).__getitem__)
    if counted is not None and [cell.text for cell in counted] != [found[at].text for at in order]:
        return None
    return found
