"""The tables of a page: frames of ruling lines, and the glyphs in their cells."""

from __future__ import annotations

from itertools import pairwise

from parsers.formats.pdf.lattice import Lattice, Slot, lattice_of
from parsers.formats.pdf.page import Glyph, Page, Rule
from parsers.formats.pdf.rules import Effort, frames
from parsers.formats.pdf.underlines import without_underlines
from parsers.model import Box

_MIDDLE = 0.35
"""Of the size: how far above its baseline the middle of a glyph is."""
_DIGITS = frozenset("0123456789.,")
_LOWEST, _HIGHEST = 6.0, 3.0
"""Points, and times the height of its neighbours: a row between two grounds."""
_JOINED = 0.02
"""Of the size: digits drawn as one number stand this near, whatever cells they reach into."""


def tables_of(page: Page, effort: Effort) -> tuple[list[Lattice], list[Glyph]]:
    """(the ruled tables from the top down, the glyphs outside them)."""
    found = _lattices(without_underlines(page.horizontal, page.glyphs), page.vertical, effort)
    found += _from_fills(page, found, effort)
    found.sort(key=lambda lattice: (lattice.xs[-1] - lattice.xs[0]) * (lattice.ys[0] - lattice.ys[-1]))
    rest = _fill_cells(page.glyphs, found)
    with_text = [lattice for lattice in found if any(cell.glyphs for cell in lattice.cells)]
    return sorted(with_text, key=lambda lattice: -lattice.ys[0]), rest


def _lattices(horizontal: list[Rule], vertical: list[Rule], effort: Effort) -> list[Lattice]:
    made = [lattice_of(frame) for frame in frames(horizontal, vertical, effort)]
    found = [lattice for lattice in made if lattice is not None]
    return [lattice for lattice in found if not _is_layout(lattice, found)]


def _is_layout(lattice: Lattice, others: list[Lattice]) -> bool:
    """A single row or column of boxes around other tables only arranges the page."""
    return min(lattice.rows, lattice.columns) == 1 and any(lattice.contains(other) for other in others)


def _from_fills(page: Page, ruled: list[Lattice], effort: Effort) -> list[Lattice]:
    """Tables drawn only as coloured cells: their edges are rules where no lines are.

    At least two rows and two columns: a single row of grounds is a headline or a highlighted word.
    """
    free = [fill for fill in page.fills if not any(_inside(fill, lattice.box) for lattice in ruled)]
    if len(free) < 4:
        return []
    free += _between(free)
    horizontal = [Rule(y, x0, x1) for x0, y0, x1, y1 in free for y in (y0, y1)]
    vertical = [Rule(x, y0, y1) for x0, y0, x1, y1 in free for x in (x0, x1)]
    made = [lattice for lattice in _lattices(horizontal, vertical, effort) if min(lattice.rows, lattice.columns) > 1]
    return [lattice for lattice in made if not any(lattice.contains(other) for other in ruled)]


def _between(fills: list[Box]) -> list[Box]:
    """The cells of rows that are left without a ground between two rows that have one, column by column."""
    found: list[Box] = []
    columns: dict[tuple[int, int], list[Box]] = {}
    for fill in fills:
        columns.setdefault((round(fill[0]), round(fill[2])), []).append(fill)
    for column in columns.values():
        column.sort(key=lambda fill: -fill[3])
        for upper, lower in pairwise(column):
            gap, height = upper[1] - lower[3], min(upper[3] - upper[1], lower[3] - lower[1])
            if _LOWEST < gap < _HIGHEST * height:
                found.append((upper[0], lower[3], upper[2], upper[1]))
    return found


def _inside(fill: Box, box: Box) -> bool:
    x, y = (fill[0] + fill[2]) / 2, (fill[1] + fill[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _fill_cells(glyphs: list[Glyph], lattices: list[Lattice]) -> list[Glyph]:
    """Give each glyph to the cell around its middle, the innermost first; return those in no cell.

    The digits of one number go together: a number wider than its column stays whole.
    """
    if not lattices:
        return glyphs
    rest: list[Glyph] = []
    cells = _Cells(lattices)
    reaches = [(lattice.ys[-1], lattice.ys[0]) for lattice in lattices]
    number: list[Glyph] = []
    level: float | None = None
    beside = False
    for glyph in glyphs:
        x0, y, x1, size, text = glyph
        if text in _DIGITS:
            if number and y == number[-1].y and abs(x0 - number[-1].x1) <= _JOINED * size:
                number.append(glyph)
                continue
            _put(number, cells, rest)
            number = [glyph]
            continue
        if number:
            _put(number, cells, rest)
            number = []
        middle = y + _MIDDLE * size
        if middle != level:
            level, beside = middle, any(low < middle < high for low, high in reaches)
        # Lines of text above and below all tables are asked once, not for each of their glyphs.
        cell = cells.around((x0 + x1) / 2, middle) if beside else None
        (rest if cell is None else cell.glyphs).append(glyph)
    _put(number, cells, rest)
    return rest


def _put(number: list[Glyph], cells: _Cells, rest: list[Glyph]) -> None:
    if number:
        first = number[0]
        cell = cells.around((first.x0 + number[-1].x1) / 2, first.y + _MIDDLE * first.size)
        (rest if cell is None else cell.glyphs).extend(number)


class _Cells:
    """The cells of all tables of a page."""

    def __init__(self, lattices: list[Lattice]) -> None:
        self._lattices = lattices
        self._last: Slot | None = None
        self._box = (0.0, 0.0, 0.0, 0.0)

    def around(self, x: float, y: float) -> Slot | None:
        # Mostly a glyph stands in the cell of the one before it; no other table lies within the innermost one.
        x0, y0, x1, y1 = self._box
        if x0 < x < x1 and y0 < y < y1:
            return self._last
        for lattice in self._lattices:
            cell = lattice.at(x, y)
            if cell is not None:
                if lattice is self._lattices[0]:
                    self._last, self._box = cell, cell.box
                return cell
        return None
