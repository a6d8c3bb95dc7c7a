"""Texts that stand apart on their lines, and the columns they make where they stand under one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from parsers.formats.pdf.lattice import Lattice, Slot
from parsers.formats.pdf.page import Glyph
from parsers.labels import core

_APART = 0.7
"""Of the size: a gap this wide parts two texts of one line."""
_HEADS_APART, _FIGURES_APART = 0.15, 0.2
"""Of the size: a gap this wide parts two heads; one this wide may part two figures of narrow columns."""
DIGITS = frozenset("0123456789０１２３４５６７８９")
_ALMOST_SAME = 0.35
"""Of the size: baselines nearer than this are one line."""
REACH = 0.45
"""Of the size: how far beyond its label's lines a figure may stand."""


@dataclass(slots=True)
class Text:
    """Glyphs that stand together on a line."""

    glyphs: list[Glyph]

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return max(glyph.x1 for glyph in self.glyphs)

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)


Heads = Sequence[Sequence[Text]]
"""The lines of a head."""


@dataclass(slots=True)
class Line:
    y: float
    size: float
    texts: list[Text]


@dataclass(slots=True)
class Row:
    """A label of the form from its first line to its last, and what stands beside it."""

    top: float
    foot: float
    size: float
    label: list[Glyph]
    beside: list[Text] = field(default_factory=list)

    @property
    def text(self) -> str:
        return core("".join(glyph.text for glyph in self.label))

    def reaches(self, y: float) -> bool:
        return self.foot - REACH * self.size <= y <= self.top + REACH * self.size


def lines_of(glyphs: list[Glyph]) -> list[Line]:
    """What stands on each line, from the top of the page down, in texts that stand apart."""
    lines: list[list[Glyph]] = []
    for glyph in sorted((glyph for glyph in glyphs if glyph.text.strip()), key=lambda glyph: -glyph.y):
        if not lines or lines[-1][0].y - glyph.y > _ALMOST_SAME * glyph.size:
            lines.append([])
        lines[-1].append(glyph)
    return [Line(line[0].y, max(glyph.size for glyph in line), _texts(sorted(line))) for line in lines]


def _texts(line: list[Glyph]) -> list[Text]:
    texts: list[Text] = []
    for glyph in line:
        last = texts[-1].glyphs[-1] if texts else None
        if last is None or glyph.x0 - last.x1 > _APART * glyph.size or _begins_number(texts[-1], glyph):
            texts.append(Text([glyph]))
        else:
            texts[-1].glyphs.append(glyph)
    return texts


def close_texts(line: Line) -> list[Text]:
    """The texts of a line of heads, which stand nearer to each other than those of other lines."""
    return _parts([glyph for text in line.texts for glyph in text.glyphs], _HEADS_APART)


def _parts(glyphs: list[Glyph], apart: float) -> list[Text]:
    texts: list[Text] = []
    for glyph in glyphs:
        if texts and glyph.x0 - texts[-1].glyphs[-1].x1 <= apart * glyph.size:
            texts[-1].glyphs.append(glyph)
        else:
            texts.append(Text([glyph]))
    return texts


def _begins_number(text: Text, glyph: Glyph) -> bool:
    """Does a figure begin here, close behind a label?"""
    last = text.glyphs[-1]
    apart = glyph.x0 - last.x1 > 0.15 * glyph.size
    return glyph.text in DIGITS and apart and last.text not in DIGITS and last.text not in ".,，+-－＋"


def columns_of(intervals: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Intervals that overlap, each set as one."""
    found: list[tuple[float, float]] = []
    for x0, x1 in sorted(intervals):
        if found and x0 < found[-1][1]:
            found[-1] = found[-1][0], max(x1, found[-1][1])
        else:
            found.append((x0, x1))
    return found


def _with_heads(columns: list[tuple[float, float]], heads: Heads) -> list[tuple[float, float]]:
    """The columns of the figures and of the heads over them, but for heads that stand over several others."""
    narrow = [
        (text.x0, text.x1)
        for line in heads
        for text in line
        if all(sum(text.x0 < other.x1 and other.x0 < text.x1 for other in rest) < 2 for rest in heads)
    ]
    return columns_of([*columns, *narrow])


def figure_columns(rows: list[Row], heads: Heads, wanted: int) -> list[tuple[float, float]]:
    """The columns of the figures: as they stand apart, or else taking the gap of a narrow column for enough."""
    for apart in (_APART, _FIGURES_APART):
        for row in rows:
            row.beside = [part for text in row.beside for part in _parts(text.glyphs, apart)]
        columns = columns_of((text.x0, text.x1) for row in rows for text in row.beside)
        # The upper lines of a head stand over several columns, and not always in their middle.
        for top in range(len(heads) + 1):
            found = _with_heads(columns, heads[top:])
            if len(found) == wanted:
                return found
    return []


def edges_of(columns: Sequence[tuple[float, float]], left: float) -> list[float]:
    middles = [(before[1] + after[0]) / 2 for before, after in pairwise(columns)]
    pitch = (columns[-1][1] - columns[0][0]) / len(columns)
    return [(left + columns[0][0]) / 2, *middles, columns[-1][1] + pitch / 2]


def _at(edges: Sequence[float], text: Text) -> int | None:
    """The column that holds all of this text."""
    inside = [at for at, (left, right) in enumerate(pairwise(edges)) if left <= text.x0 and text.x1 <= right]
    return inside[0] if inside else None


def lattice_of(xs: list[float], rows: Sequence[tuple[float, float, dict[int, list[Glyph]]]]) -> Lattice:
    """``rows`` are (top, foot, column -> glyphs), from the top down."""
    cuts = [(upper[1] + lower[0]) / 2 for upper, lower in pairwise(rows)]
    ys = [rows[0][0], *cuts, rows[-1][1]]
    owners = [
        [Slot(at, column, 1, 1, (left, ys[at + 1], right, ys[at])) for column, (left, right) in enumerate(pairwise(xs))]
        for at in range(len(rows))
    ]
    for line, (_, _, cells) in zip(owners, rows, strict=True):
        for column, glyphs in cells.items():
            line[column].glyphs += glyphs
    return Lattice(xs, ys, [slot for line in owners for slot in line], owners, drawn=False)


def cells_of(xs: list[float], texts: list[Text]) -> dict[int, list[Glyph]] | None:
    cells: dict[int, list[Glyph]] = {}
    for text in texts:
        at = _at(xs, text)
        if at is None:
            return None
        cells.setdefault(at, []).extend(text.glyphs)
    return cells


def head_row(above: list[Line], xs: list[float], right: float) -> list[tuple[float, float, dict[int, list[Glyph]]]]:
    """The lines over the first row as one row of the table; a text over several columns belongs to none."""
    cells: dict[int, list[Glyph]] = {}
    for line in above:
        for text in close_texts(line):
            at = _at(xs, text)
            if text.x0 > right and at is not None:
                cells.setdefault(at, []).extend(text.glyphs)
    if not cells:
        return []
    return [(above[0].y + above[0].size, above[-1].y - 0.2 * above[-1].size, cells)]
