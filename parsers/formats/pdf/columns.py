"""Tables without upright lines: columns of figures that stand under one another.

Found only where no doubt is left: several lines that end in the same number of figures, each under the one above it,
and no running text among them. What stands left of the figures is their label, what stands above them their head.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from statistics import mean

from parsers.formats.pdf.labelled import labelled_tables
from parsers.formats.pdf.lattice import Lattice, Slot
from parsers.formats.pdf.page import Glyph, Page, Rule

_FIGURE = frozenset("0123456789.,+-/—")
_APART = 0.8
"""Of the size: a gap this wide parts two texts of one line."""
_FIGURES_APART = 0.3
"""Of the size: a gap this wide parts two figures of one line."""
_HEADS_APART = 0.15
"""Of the size: the texts over two columns stand nearer to each other than those of one line do elsewhere."""
_FEWEST_COLUMNS, _FEWEST_ROWS = 4, 3
_UNMISTAKABLE = 10
"""So many figures on one line are a row of a table, even if it has only one."""
_UNDER = 0.35
"""Of the distance between columns: how far the figures of one column may stray."""
_BESIDE = 0.8
"""Of the size: how far from its figures a line of their label stands."""
_ROW_GAP = 8.0
"""Of the size: rows farther apart than this belong to two tables."""
_HEAD_LINES, _HEAD_GAP = 8, 3.0
"""The head has so many lines at most, each this near (of the size) to what stands below it."""
_MIDDLE = 0.3
"""Of the size: how far above its baseline the middle of a line stands."""
_LONGEST_HEAD = 0.6
"""Of the width of the columns: a text over them that is longer is no head."""


@dataclass(slots=True)
class Run:
    """Glyphs that stand together on a line, figures apart from words."""

    glyphs: list[Glyph]
    figure: bool

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return self.glyphs[-1].x1

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(slots=True)
class Row:
    y: float
    size: float
    runs: list[Run]

    @property
    def figures(self) -> list[Run]:
        """The figures the line ends in."""
        words = [index for index, run in enumerate(self.runs) if not run.figure]
        return self.runs[words[-1] + 1 :] if words else self.runs


def aligned_tables(page: Page, glyphs: list[Glyph]) -> tuple[list[Lattice], list[Glyph]]:
    """(the tables among these glyphs, the glyphs outside them)."""
    lines = _lines(glyphs)
    if not any(_ends_in_a_figure(line) for line in lines):
        return [], glyphs
    labelled, glyphs, sure = labelled_tables(glyphs)
    lines = _lines(glyphs) if labelled else lines
    # Where the form's labels stand, what they do not show is not to be had by less.
    if sure or not any(_ends_in_figures(line) for line in lines):
        return labelled, glyphs
    rows = [Row(line[0].y, line[0].size, _runs(sorted(line))) for line in lines]
    made = [_lattice(page, rows, group) for group in _groups(rows)]
    found = [lattice for lattice in made if lattice is not None]
    taken = {id(glyph) for lattice in found for cell in lattice.cells for glyph in cell.glyphs}
    return [*labelled, *found], [glyph for glyph in glyphs if id(glyph) not in taken] if taken else glyphs


def _lines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """What stands on each line from the top down, as it was drawn."""
    lines: list[list[Glyph]] = []
    line: list[Glyph] = []
    level = 0.0
    for glyph in sorted([glyph for glyph in glyphs if glyph[4] != " "], key=itemgetter(1), reverse=True):
        _, y, _, size, _ = glyph
        if not lines or level - y > 0.5 * size:
            line = []
            lines.append(line)
            level = y
        line.append(glyph)
    return lines


def _ends_in_a_figure(line: list[Glyph]) -> bool:
    """May there be a table here at all? Where none is, no more need be asked."""
    if max(line).text not in _FIGURE:
        return False
    line = sorted(line)
    return any(right.x0 - left.x1 > _APART * left.size for left, right in pairwise(line) if right.text in _FIGURE)


def _ends_in_figures(line: list[Glyph]) -> bool:
    """May this be a row of figures? Hardly a line of running text is, and no more need be asked of it."""
    return max(line).text in _FIGURE and all(glyph.text in _FIGURE for glyph in sorted(line)[-_FEWEST_COLUMNS:])


def _runs(line: list[Glyph], apart: float = _APART) -> list[Run]:
    runs: list[Run] = []
    for glyph in line:
        figure = glyph.text in _FIGURE
        if runs and runs[-1].figure == figure:
            gap = glyph.x0 - runs[-1].x1
            if gap <= (_FIGURES_APART if figure else apart) * glyph.size:
                runs[-1].glyphs.append(glyph)
                continue
        runs.append(Run([glyph], figure))
    return runs


def _glyphs(row: Row) -> list[Glyph]:
    return [glyph for run in row.runs for glyph in run.glyphs]


def _groups(rows: list[Row]) -> list[list[Row]]:
    """Rows that follow each other and end in the same number of figures."""
    groups: list[list[Row]] = []
    for row in rows:
        count = len(row.figures)
        if count < _FEWEST_COLUMNS:
            continue
        last = groups[-1][-1] if groups else None
        if last is not None and len(last.figures) == count and last.y - row.y < _ROW_GAP * row.size:
            groups[-1].append(row)
        else:
            groups.append([row])
    return [group for group in groups if len(group) >= _FEWEST_ROWS or len(group[0].figures) >= _UNMISTAKABLE]


def _lattice(page: Page, rows: list[Row], group: list[Row]) -> Lattice | None:
    columns = _columns(group)
    if columns is None:
        return None
    first, last = rows.index(group[0]), rows.index(group[-1])
    if last + 1 < len(rows) and rows[last].y - rows[last + 1].y < 0.95 * rows[last].size:
        last += 1  # the last label has a second line, which ends below its figures
    body = rows[first : last + 1]
    labels = [run for row in body for run in row.runs if run.x0 < columns[0]]
    if not all(any(abs(run.glyphs[0].y - row.y) < _BESIDE * row.size for run in labels) for row in group):
        return None
    crossed = any(run.x1 > columns[0] + 1 and not run.figure for run in labels)
    # A line with fewer figures has blank cells, and which of its cells are blank is not for us to say.
    if crossed or any(row.figures and row not in group for row in body):
        return None
    top = _top(rows, first, columns)
    edges = [min((run.x0 for run in labels), default=columns[0] - 1) - 1, *columns]
    head = [Row(row.y, row.size, _runs(_glyphs(row), _HEADS_APART)) for row in rows[top:first]]
    cuts = [_cut(page.horizontal, upper, lower, columns) for upper, lower in pairwise(group)]
    above = group[0].y + group[0].size
    ends = [row.y + row.size for row in rows[top:first]] + [above, *cuts, body[-1].y - 0.3 * body[-1].size]
    return _filled(edges, ends, head, body, len(group))


def _columns(group: list[Row]) -> list[float] | None:
    """The edges of the columns of figures; None where the figures do not stand under one another."""
    lines = [row.figures for row in group]
    middles = [mean(run.middle for run in column) for column in zip(*lines, strict=True)]
    pitch = min(right - left for left, right in pairwise(middles))
    lefts = [min(run.x0 for run in column) for column in zip(*lines, strict=True)]
    rights = [max(run.x1 for run in column) for column in zip(*lines, strict=True)]
    if any(right >= left for right, left in zip(rights, lefts[1:], strict=False)):
        return None
    if any(abs(run.middle - at) > _UNDER * pitch for line in lines for run, at in zip(line, middles, strict=True)):
        return None
    inner = [(right + left) / 2 for right, left in zip(rights, lefts[1:], strict=False)]
    return [lefts[0] - 0.5, *inner, rights[-1] + 0.5 * pitch]


def _top(rows: list[Row], first: int, columns: list[float]) -> int:
    """Index of the first line of the head."""
    top = first
    width = columns[-1] - columns[0]
    while top > 0 and first - top < _HEAD_LINES:
        row = rows[top - 1]
        near = row.y - rows[top].y < _HEAD_GAP * row.size
        runs = _runs(_glyphs(row), _HEADS_APART)
        short = all(run.x1 - run.x0 < _LONGEST_HEAD * width or run.x1 < columns[0] for run in runs)
        over = any(run.x0 > columns[0] for run in runs) and not any(run.x0 < columns[0] < run.x1 for run in runs)
        if not (near and short and over) or len(row.figures) > 1:
            break
        top -= 1
    return top


def _cut(horizontal: list[Rule], upper: Row, lower: Row, columns: list[float]) -> float:
    """Where one row ends and the next begins: at the one line between them, else halfway between their middles."""
    drawn = [
        rule.at
        for rule in horizontal
        if lower.y < rule.at < upper.y and rule.start <= columns[1] and rule.end >= columns[-2]
    ]
    if drawn and max(drawn) - min(drawn) < 3:
        return mean(drawn)
    return (upper.y + lower.y) / 2 + _MIDDLE * lower.size


def _filled(edges: list[float], ends: list[float], head: list[Row], body: list[Row], rows: int) -> Lattice:
    """A row for each line of the head, then one for each line of figures, with every text in its slot."""
    lines = [[Slot(0, 0, 1, 1, (0.0, 0.0, 0.0, 0.0)) for _ in pairwise(edges)] for _ in range(len(head) + rows)]
    for index, line in enumerate(lines):
        for column, slot in enumerate(line):
            slot.row, slot.column = index, column
            slot.box = edges[column], ends[index + 1], edges[column + 1], ends[index]
    for index, row in enumerate(head):
        _merge(lines[index], row, edges)
        _put(row, lines[index], edges)
    for row in body:
        below = bisect_right(ends, -row.y - _MIDDLE * row.size, key=lambda end: -end) - 1
        _put(row, lines[min(max(below, len(head)), len(lines) - 1)], edges)
    cells = [slot for line in lines for column, slot in enumerate(line) if slot.column == column]
    return Lattice(edges, ends, cells, lines, drawn=False)


def _merge(line: list[Slot], row: Row, edges: list[float]) -> None:
    """A text over the middles of several columns is one cell over all of them."""
    middles = [(left + right) / 2 for left, right in pairwise(edges)]
    for run in row.runs:
        start, end = bisect_left(middles, run.x0), bisect_right(middles, run.x1)
        if end - start > 1:
            slot = line[start]
            slot.colspan = end - start
            slot.box = slot.box[0], slot.box[1], edges[end], slot.box[3]
            line[start:end] = [slot] * (end - start)


def _put(row: Row, line: list[Slot], edges: list[float]) -> None:
    for run in row.runs:
        line[min(max(bisect_right(edges, run.middle) - 1, 0), len(line) - 1)].glyphs += run.glyphs
