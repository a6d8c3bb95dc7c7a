"""A frame of ruling lines as a rectangle of slots, and the cells that cover them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from parsers.formats.pdf.page import Glyph
from parsers.formats.pdf.rules import Frame, clusters
from parsers.model import Box

_DOUBLE = 3.6
"""Points: lines nearer than this are one (double lines, boxes drawn cell by cell): no text fits between them."""
_OPEN = 7.0
"""Points by which lines must stand out beyond the last crossing line for an open row or column to be there."""

Extents = list[tuple[float, float]]


@dataclass(slots=True)
class Slot:
    """One cell while its text is collected; rows count from the top."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box
    glyphs: list[Glyph] = field(default_factory=list)


@dataclass(slots=True)
class Lattice:
    """``ys`` fall, ``xs`` rise; ``owners[row][column]`` is the cell there; ``drawn`` as in model.Grid."""

    xs: list[float]
    ys: list[float]
    cells: list[Slot]
    owners: list[list[Slot]]
    drawn: bool = True
    rising: list[float] = field(init=False)
    """The negative ``ys``, to look a height up."""

    def __post_init__(self) -> None:
        self.rising = [-y for y in self.ys]

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[-1], self.xs[-1], self.ys[0]

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        return len(self.xs) - 1

    def at(self, x: float, y: float) -> Slot | None:
        """The cell around a point."""
        if not (self.xs[0] < x < self.xs[-1] and self.ys[-1] < y < self.ys[0]):
            return None
        return self.owners[bisect_right(self.rising, -y) - 1][bisect_right(self.xs, x) - 1]

    def contains(self, other: Lattice) -> bool:
        x0, y0, x1, y1 = self.box
        a0, b0, a1, b1 = other.box
        return other is not self and x0 <= a0 and y0 <= b0 and a1 <= x1 and b1 <= y1


def lattice_of(frame: Frame) -> Lattice | None:
    """The cells between the lines of a frame; None where they enclose fewer than two."""
    across, upright = clusters(frame.horizontal, _DOUBLE), clusters(frame.vertical, _DOUBLE)
    _close(across, upright)
    _close(upright, across)
    if len(across) < 2 or len(upright) < 2 or len(across) + len(upright) < 5:
        return None
    across.reverse()
    xs, ys = [at for at, _ in upright], [at for at, _ in across]
    above = _walls(across, xs)
    left = _walls(upright, ys)
    cells, owners = _cells(len(ys) - 1, len(xs) - 1, above, list(zip(*left, strict=True)))
    for cell in cells:
        cell.box = xs[cell.column], ys[cell.row + cell.rowspan], xs[cell.column + cell.colspan], ys[cell.row]
    return Lattice(xs, ys, cells, owners) if len(cells) > 1 else None


def _close(lines: list[tuple[float, Extents]], crossing: list[tuple[float, Extents]]) -> None:
    """Add the first and last line of a table that is open there: cut by the page end, or printed without sides."""
    low = min(extents[0][0] for _, extents in crossing)
    high = max(extents[-1][1] for _, extents in crossing)
    whole = [(crossing[0][0], crossing[-1][0])]
    if lines[0][0] - low > _OPEN:
        lines.insert(0, (low, list(whole)))
    if high - lines[-1][0] > _OPEN:
        lines.append((high, list(whole)))


def _walls(lines: list[tuple[float, Extents]], crossing: list[float]) -> list[list[bool]]:
    """For each line, whether it is drawn at the middle between each two neighbours of those that cross it."""
    middles = [(first + second) / 2 for first, second in pairwise(crossing)]
    return [_drawn_at(extents, middles) for _, extents in lines]


def _drawn_at(extents: Extents, middles: list[float]) -> list[bool]:
    if len(extents) == 1:  # a line drawn through, or in pieces that meet: most are
        ((start, end),) = extents
        return [start <= middle <= end for middle in middles]
    return [any(start <= middle <= end for start, end in extents) for middle in middles]


Walls = Sequence[Sequence[bool]]
"""By row, then by column: is something drawn above, or left of, what is there?"""


def _cells(rows: int, columns: int, above: Walls, left: Walls) -> tuple[list[Slot], list[list[Slot]]]:
    """Cells from walls: each grows to the right and then down as far as nothing is drawn within it."""
    cells: list[Slot] = []
    owners: list[list[Slot | None]] = [[None] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if owners[row][column] is not None:
                continue
            right = column + 1
            while right < columns and not left[row][right] and owners[row][right] is None:
                right += 1
            below = row + 1
            while below < rows and _joins(below, column, right, above, left, owners):
                below += 1
            cell = Slot(row, column, below - row, right - column, (0.0, 0.0, 0.0, 0.0))
            cells.append(cell)
            for covered in range(row, below):
                owners[covered][column:right] = [cell] * (right - column)
    return cells, [[cell for cell in line if cell is not None] for line in owners]


def _joins(row: int, column: int, right: int, above: Walls, left: Walls, owners: list[list[Slot | None]]) -> bool:
    """Is this stretch of a row part of the cell above it?"""
    return not (
        any(above[row][column:right])
        or any(left[row][column + 1 : right])
        or any(owner is not None for owner in owners[row][column:right])
    )
