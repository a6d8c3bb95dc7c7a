"""Rows of grids, one after the other through the whole document, and columns carried from one grid to the next.

A table that a page break cuts in two is two grids: the second has no head of its own, and its columns are those of
the first. Nothing is glued together; the rows are read in order and the columns looked up.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from parsers.labels import core
from parsers.model import Block, Cell, Grid


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a grid.

    ``slots`` has an entry a column: the cell that covers it, or None; ``own`` are the cells that begin in this row,
    left to right; ``labels`` is what labels.core leaves of those, where it leaves anything. (Each reader of tables asks
    each line for it, and most cells are numbers.)
    """

    grid: Grid
    row: int
    slots: tuple[Cell | None, ...]
    own: list[Cell]
    labels: list[str]

    def between(self, first: int, end: int) -> list[Cell]:
        """The distinct cells that cover the slots ``first`` to ``end`` (exclusive)."""
        if end - first == 1:
            cell = self.slots[first]
            return [cell] if cell is not None else []
        return _distinct(self.slots[first:end])

    def on(self, grid: Grid) -> tuple[Cell | None, ...] | None:
        """The cells of this line over the columns of ``grid``: its own, or the one that goes on with it overleaf.

        None where that cannot be told.
        """
        if grid is self.grid:
            return self.slots
        if not (self.grid.edges and grid.edges and self.grid.cut_bottom and grid.cut_top):
            return None
        middles = [(left + right) / 2 for left, right in pairwise(grid.edges)]
        if not self.grid.edges[0] < middles[0] <= middles[-1] < self.grid.edges[-1]:
            return None
        return tuple(self.slots[bisect_right(self.grid.edges, middle) - 1] for middle in middles)


def _distinct(slots: Iterable[Cell | None]) -> list[Cell]:
    found: list[Cell] = []
    for cell in slots:
        if cell is not None and (not found or found[-1] is not cell):
            found.append(cell)
    return found


def list_lines(blocks: Iterable[Block]) -> list[Line]:
    """Every row of every grid, in reading order."""
    return [
        _line(grid, row, slots) for grid in blocks if isinstance(grid, Grid) for row, slots in enumerate(grid.owners())
    ]


def _line(grid: Grid, row: int, slots: list[Cell | None]) -> Line:
    own = [cell for cell in _distinct(slots) if cell.row == row]
    labels = [text for cell in own if not cell.text.isascii() and (text := core(cell.text))]
    return Line(grid, row, tuple(slots), own, labels)


@dataclass(frozen=True, slots=True)
class Columns:
    """Named columns of one grid: key -> (first slot, end slot). ``head`` are the lines of their heads, by index."""

    grid: Grid
    spans: dict[str, tuple[int, int]]
    head: range = range(0)

    @property
    def first(self) -> int:
        """The slot where the leftmost of them begins."""
        return min(first for first, _ in self.spans.values())

    @property
    def end(self) -> int:
        return max(end for _, end in self.spans.values())

    def on(self, grid: Grid) -> Columns | None:
        """The same columns on another grid; None where they cannot be told.

        Drawn grids are compared by where their columns stand on the page, others by their number of columns.
        """
        if grid is self.grid:
            return self
        if grid.edges and self.grid.edges:
            return self._by_edges(grid)
        return Columns(grid, self.spans) if grid.columns == self.grid.columns else None

    def _by_edges(self, grid: Grid) -> Columns | None:
        spans = {}
        for key, (first, end) in self.spans.items():
            left, right = self.grid.edges[first], self.grid.edges[end]
            inside = [
                slot for slot, (x0, x1) in enumerate(pairwise(grid.edges)) if left - 3 < (x0 + x1) / 2 < right + 3
            ]
            if not inside:
                middle = (left + right) / 2
                inside = [slot for slot, (x0, x1) in enumerate(pairwise(grid.edges)) if x0 <= middle < x1]
            if not inside:
                return None
            spans[key] = (inside[0], inside[-1] + 1)
        return Columns(grid, spans)


def find_columns(lines: list[Line], end: int, heads: dict[str, tuple[str, ...]], most: int = 8) -> Columns | None:
    """Named columns whose heads stand in at most ``most`` lines ending with ``lines[end]``.

    ``heads`` gives, a column, the wordings its head may end with: a head may be spread over several rows
    (商业 / 企业) and stands under others that span it (法人或其他组织), even on the page before. Every column must be
    found, in whatever order, each in one run of neighbouring slots, and the last line must add to them.
    """
    grid = lines[end].grid
    wordings, parts = _endings(tuple(heads.values()))
    if grid.columns < len(heads) or not any(
        text.endswith(wordings) or f"{text}\n" in parts for text in lines[end].labels
    ):
        return None  # no cell of the line can be the head of a column, or the last part of one
    texts = [""] * grid.columns
    tops: list[Cell | None] = [None] * grid.columns
    for start in range(end, max(-1, end - most), -1):
        above = lines[start].on(grid)
        if above is None:
            return None
        for slot, cell in enumerate(above):
            if cell is not None and cell is not tops[slot]:
                texts[slot], tops[slot] = core(cell.text) + texts[slot], cell
        spans = _spans(texts, heads)
        if spans is not None:
            last = (cell for first, stop in spans.values() for cell in lines[end].between(first, stop))
            if not any(cell.row == lines[end].row and core(cell.text) for cell in last):
                return None
            return Columns(grid, spans, range(_top(lines, start), end + 1))
    return None


@lru_cache(maxsize=64)
def _endings(wordings: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], str]:
    """All wordings, and as one text in which each ends its line."""
    whole = tuple(wording for column in wordings for wording in column)
    return whole, "".join(f"{wording}\n" for wording in whole)


def _top(lines: list[Line], start: int) -> int:
    """The first line of a head: those above that share a merged cell with it belong to it."""
    while start > 0 and lines[start - 1].grid is lines[start].grid:
        shared = {id(cell) for cell in lines[start].slots if cell is not None}
        if not any(id(cell) in shared for cell in lines[start - 1].slots):
            break
        start -= 1
    return start


def _spans(texts: list[str], heads: dict[str, tuple[str, ...]]) -> dict[str, tuple[int, int]] | None:
    """The columns by the text that stands over each slot."""
    spans: dict[str, tuple[int, int]] = {}
    last = None
    for slot, text in enumerate(texts):
        key = next((key for key, wordings in heads.items() if text.endswith(wordings)), None) if text else None
        if key is not None:
            if key in spans and key != last:
                return None
            spans[key] = (spans[key][0] if key in spans else slot, slot + 1)
        last = key
    return spans if len(spans) == len(heads) else None
