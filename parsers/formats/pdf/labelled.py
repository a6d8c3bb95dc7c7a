"""Tables that nothing draws, found by the form's own labels.

A row is there where a label of the form stands, whole and with its ordinal; its figures are what stands beside it,
between the top and the foot of the label. Columns are where texts stand under one another, apart from all others. A
text that fits no row or no column leaves the table with a row that has no label, or without being read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from parsers.formats.pdf.lattice import Lattice, Slot
from parsers.formats.pdf.page import Glyph
from parsers.forms import APPLICANTS, REQUEST_FORMS, REVIEW_KEYS
from parsers.labels import core, han
from parsers.tables.disclosure import CONTENT, ITEM_LABELS, MEASURE_LABELS
from parsers.text import normalise

_APART = 0.7
"""Of the size: a gap this wide parts two texts of one line."""
_HEADS_APART, _FIGURES_APART = 0.15, 0.2
"""Of the size: a gap this wide parts two heads; one this wide may part two figures of narrow columns."""
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_START = re.compile(r"(?<![0-9])[1-8][.、．]|[(（][一二三四五六七][)）]|^[一二四][、.．]")
_ALMOST_SAME = 0.35
"""Of the size: baselines nearer than this are one line."""
_REACH = 0.45
"""Of the size: how far beyond its label's lines a figure may stand."""
_LINE_GAP = 2.0
"""Of the size: lines of one label stand nearer than this."""
_HEAD_LINES, _HEAD_GAP = 9, 3.0
"""The head has so many lines at most, each this near (of the size) to what stands below it."""
_HEADING = re.compile(r"\s*[一二三四五六]\s*[、.．]")
_TORN_GAP = 4.0
"""Of the size: figures without a label stand this near to the first or the last label, if they are of the table."""


def _ordinal(label: str) -> str:
    return normalise(label).strip().lstrip("(")[:1]


_BY_ORDINAL: dict[str, set[str]] = {}
for _form in REQUEST_FORMS.values():
    for _row in _form.rows:
        _BY_ORDINAL.setdefault(_ordinal(_row.label), set()).add(core(_row.label))


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
        return self.foot - _REACH * self.size <= y <= self.top + _REACH * self.size


def labelled_tables(glyphs: list[Glyph]) -> tuple[list[Lattice], list[Glyph], bool]:
    """(the tables among these glyphs that the form's labels show, the glyphs outside them, are there such labels?)."""
    lines = _lines(glyphs)
    labelled = bool(_labelled_rows(lines))
    found: list[Lattice] = []
    for reader in (_bands, _requests, _reviews):
        found += reader(lines)
        taken = _taken(found)
        lines = [line for line in lines if not any(id(text.glyphs[0]) in taken for text in line.texts)]
    rest = [glyph for glyph in glyphs if id(glyph) not in taken] if taken else glyphs
    return found, rest, labelled


def _taken(found: list[Lattice]) -> set[int]:
    return {id(glyph) for lattice in found for cell in lattice.cells for glyph in cell.glyphs}


def _lines(glyphs: list[Glyph]) -> list[Line]:
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


def _close_texts(line: Line) -> list[Text]:
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
    return glyph.text in _DIGITS and apart and last.text not in _DIGITS and last.text not in ".,，+-－＋"


def _columns(intervals: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
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
    return _columns([*columns, *narrow])


def _figure_columns(rows: list[Row], heads: Heads, wanted: int) -> list[tuple[float, float]]:
    """The columns of the figures: as they stand apart, or else taking the gap of a narrow column for enough."""
    for apart in (_APART, _FIGURES_APART):
        for row in rows:
            row.beside = [part for text in row.beside for part in _parts(text.glyphs, apart)]
        columns = _columns((text.x0, text.x1) for row in rows for text in row.beside)
        # The upper lines of a head stand over several columns, and not always in their middle.
        for top in range(len(heads) + 1):
            found = _with_heads(columns, heads[top:])
            if len(found) == wanted:
                return found
    return []


def _edges(columns: Sequence[tuple[float, float]], left: float) -> list[float]:
    middles = [(before[1] + after[0]) / 2 for before, after in pairwise(columns)]
    pitch = (columns[-1][1] - columns[0][0]) / len(columns)
    return [(left + columns[0][0]) / 2, *middles, columns[-1][1] + pitch / 2]


def _at(edges: Sequence[float], text: Text) -> int | None:
    """The column that holds all of this text."""
    inside = [at for at, (left, right) in enumerate(pairwise(edges)) if left <= text.x0 and text.x1 <= right]
    return inside[0] if inside else None


def _lattice(xs: list[float], rows: Sequence[tuple[float, float, dict[int, list[Glyph]]]]) -> Lattice:
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


# Table three: rows by their labels, seven columns.


def _requests(lines: list[Line]) -> list[Lattice]:
    rows = _labelled_rows(lines)
    if not rows:
        return []
    right = max(glyph.x1 for row in rows for glyph in row.label)
    loose = _put_beside(rows, lines, right)
    first = rows[0].top
    above = _above(lines, first)
    heads = [[text for text in _close_texts(line) if text.x0 > right] for line in above]
    columns = _figure_columns(rows, heads, len(APPLICANTS))
    if not columns:
        return []
    left = min(glyph.x0 for row in rows for glyph in row.label)
    xs = [left - 1, *_edges(columns, right)]
    made = _head_row(above, xs, right)
    body: list[tuple[float, float, dict[int, list[Glyph]]]] = []
    for row in rows:
        cells = _cells(xs, row.beside)
        body.append((row.top + row.size, row.foot - 0.3 * row.size, {0: row.label} | (cells or {})))
        if cells is None:
            return []
    for line in loose:
        cells = _cells(xs, [text for text in line.texts if text.x0 > right])
        if cells is None and not rows[-1].foot <= line.y <= rows[0].top:
            continue
        body.append((line.y + line.size, line.y - 0.3 * line.size, cells or {}))
    body.sort(key=lambda row: -row[1])
    return [_lattice(xs, [*made, *body])]


def _above(lines: list[Line], first: float) -> list[Line]:
    """The lines over the first row, up to the heading of the chapter or a gap."""
    above: list[Line] = []
    y = first
    for line in reversed([line for line in lines if line.y > first + _REACH * line.size][-_HEAD_LINES:]):
        if line.y - y > _HEAD_GAP * line.size or _HEADING.match(line.texts[0].text):
            break
        above.insert(0, line)
        y = line.y
    return above


def _cells(xs: list[float], texts: list[Text]) -> dict[int, list[Glyph]] | None:
    cells: dict[int, list[Glyph]] = {}
    for text in texts:
        at = _at(xs, text)
        if at is None:
            return None
        cells.setdefault(at, []).extend(text.glyphs)
    return cells


def _labelled_rows(lines: list[Line]) -> list[Row]:
    """Labels of table three that stand there whole, from the top down."""
    pieces = [(at, piece) for at, line in enumerate(lines) for text in line.texts for piece in _pieces(text)]
    inner = [piece.x0 for _, piece in pieces if piece.text[0] in _DIGITS]
    rows = [row for at, piece in pieces if (row := _whole(lines, at, piece, min(inner, default=0.0))) is not None]
    modern = any("申请人" in row.text for row in rows)
    # In the later form it is the label of three rows, and no row itself.
    rows = [row for row in rows if not (modern and row.text == "其他处理")]
    # The same label in several columns is that of one row; different ones at one height are of nobody knows which.
    inner_most = [row for row in rows if not any(row.label[0].x0 < other.label[0].x0 for other in _beside(row, rows))]
    kept = [row for row in inner_most if all(other.text == row.text for other in _beside(row, rows))]
    return sorted(kept, key=lambda row: -row.top)


def _beside(row: Row, rows: list[Row]) -> list[Row]:
    """The other rows whose labels stand at the height of this one."""
    return [other for other in rows if other is not row and other.foot <= row.top and row.foot <= other.top]


def _pieces(text: Text) -> list[Text]:
    """The parts of a text that begin with an ordinal: labels of merged cells run into those beside them."""
    shown = [normalise(glyph.text)[:1] or " " for glyph in text.glyphs]
    starts = [match.start() for match in _START.finditer("".join(shown))]
    return [Text(text.glyphs[start:end]) for start, end in pairwise([*starts, len(text.glyphs)])]


def _whole(lines: list[Line], at: int, piece: Text, inner: float) -> Row | None:
    """The row whose label begins with this piece and goes on in the lines below it; None where it does not end."""
    first, size = lines[at].y, lines[at].size
    left = inner if piece.text[0] in _DIGITS else piece.x0
    known = _BY_ORDINAL.get(_ordinal(piece.text), ())
    row = Row(first, first, size, list(piece.glyphs))
    whole = row.text in known
    right = piece.x1
    for line in lines[at + 1 : at + 40]:
        if row.foot - line.y > _LINE_GAP * size:
            break
        reach = [glyph for text in line.texts for glyph in text.glyphs if left - 1 < glyph.x0 < right + size]
        more = "".join(glyph.text for glyph in reach)
        if not reach or _is_figures(more):
            continue
        longer = core("".join(glyph.text for glyph in row.label) + more)
        if (whole and han(more)) or not any(label.startswith(longer) for label in known):
            break
        row.label += reach
        row.foot = line.y
        right = max(right, *(glyph.x1 for glyph in reach))
        whole = row.text in known
    return row if whole else None


def _is_figures(text: str) -> bool:
    return bool(re.fullmatch(r"[-+0-9０-９.,，/／—－＋\s]+", text))


def _put_beside(rows: list[Row], lines: list[Line], right: float) -> list[Line]:
    """Give each line of texts right of the labels to the row it stands beside; return those that stand beside none.

    Nor do they where several lines stand beside one row: one may be a number of two rows, or the rest of another.
    """
    loose: list[Line] = []
    own: list[list[Line]] = [[] for _ in rows]
    for line in lines:
        if not any(text.x0 > right for text in line.texts):
            continue
        near = [at for at, row in enumerate(rows) if row.reaches(line.y)]
        within = rows[-1].foot - line.size < line.y < rows[0].top + line.size
        # Beyond the first and the last label stand heads, other tables, and figures of a row that a page break cuts.
        torn = _is_figures("".join(text.text for text in line.texts)) and _is_near(line, rows)
        if len(near) == 1:
            own[near[0]].append(line)
        elif within or torn:
            loose.append(line)
    for row, beside in zip(rows, own, strict=True):
        if len(beside) == 1:
            row.beside = [text for text in beside[0].texts if text.x0 > right]
        else:
            loose += beside
    return loose


def _head_row(above: list[Line], xs: list[float], right: float) -> list[tuple[float, float, dict[int, list[Glyph]]]]:
    """The lines over the first row as one row of the table; a text over several columns belongs to none."""
    cells: dict[int, list[Glyph]] = {}
    for line in above:
        for text in _close_texts(line):
            at = _at(xs, text)
            if text.x0 > right and at is not None:
                cells.setdefault(at, []).extend(text.glyphs)
    if not cells:
        return []
    return [(above[0].y + above[0].size, above[-1].y - 0.2 * above[-1].size, cells)]


def _is_near(line: Line, rows: list[Row]) -> bool:
    far = _TORN_GAP * line.size
    return rows[-1].foot - far < line.y < rows[0].top + far


# Table two: bands of one to three columns, each with heads of its own.


def _bands(lines: list[Line]) -> list[Lattice]:
    """A table for each line of heads behind 信息内容, with the items below it."""
    heads = [at for at, line in enumerate(lines) if core(line.texts[0].text) == CONTENT]
    found = []
    for start, end in pairwise([*heads, len(lines)]):
        lattice = _band(lines[start], lines[start + 1 : min(end, start + 12)])
        if lattice is not None:
            found.append(lattice)
    return found


def _band(head: Line, below: list[Line]) -> Lattice | None:
    heads = head.texts[1:]
    if not heads or not all(core(text.text).startswith(MEASURE_LABELS) for text in heads):
        return None
    items: list[Line] = []
    for line in below:
        if core(line.texts[0].text) not in ITEM_LABELS:
            break
        items.append(line)
    if not items:
        return None
    columns = _columns((text.x0, text.x1) for line in [head, *items] for text in line.texts[1:])
    if len(columns) != len(heads):
        columns = _in_turn([line.texts[1:] for line in [head, *items]])
    if not columns:
        return None
    right = max(line.texts[0].x1 for line in [head, *items])
    xs = [min(line.texts[0].x0 for line in [head, *items]) - 1, *_edges(columns, right)]
    rows = []
    for line in [head, *items]:
        cells = _cells(xs, line.texts[1:])
        if cells is None:
            return None
        rows.append((line.y + line.size, line.y - 0.3 * line.size, {0: line.texts[0].glyphs} | cells))
    return _lattice(xs, rows)


def _in_turn(lines: list[list[Text]]) -> list[tuple[float, float]]:
    """The columns where each line has as many texts, none of which reaches beyond the next of another line."""
    if len({len(line) for line in lines}) > 1:
        return []
    columns = [
        (min(text.x0 for text in column), max(text.x1 for text in column)) for column in zip(*lines, strict=True)
    ]
    return columns if all(before[1] < after[0] for before, after in pairwise(columns)) else []


# Table four: fifteen columns under three times five heads.


def _reviews(lines: list[Line]) -> list[Lattice]:
    for at, first in enumerate(lines):
        text = core("".join(text.text for text in first.texts))
        if text.count("结果") + text.count("尚未") < 3:
            continue
        above = [other for other in lines[max(0, at - 4) : at + 1] if other.y - first.y < 8 * first.size]
        below = lines[at + 1 : at + 12]
        figures = next((n for n, other in enumerate(below) if not core("".join(t.text for t in other.texts))), None)
        if figures is None:
            continue
        head, line = [*above, *below[:figures]], below[figures]
        row = Row(line.y, line.y, line.size, [], line.texts)
        heads = [_close_texts(other) for other in head]
        columns = _figure_columns([row], heads, len(REVIEW_KEYS))
        if not columns:
            continue
        xs = _edges(columns, 2 * columns[0][0] - columns[1][0])
        cells = _cells(xs, row.beside)
        if cells is None:
            continue
        made = _head_row(head, xs, xs[0])
        return [_lattice(xs, [*made, (line.y + line.size, line.y - 0.3 * line.size, cells)])]
    return []
