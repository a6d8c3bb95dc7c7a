"""Tables that nothing draws, found by the form's own labels.

A row is there where a label of the form stands, whole and with its ordinal; its figures are what stands beside it,
between the top and the foot of the label. Columns are where texts stand under one another, apart from all others. A
text that fits no row or no column leaves the table with a row that has no label, or without being read.
"""

from __future__ import annotations

import re
from itertools import pairwise

from parsers.formats.pdf.lattice import Lattice
from parsers.formats.pdf.page import Glyph
from parsers.formats.pdf.standing import (
    DIGITS,
    REACH,
    Line,
    Row,
    Text,
    cells_of,
    close_texts,
    columns_of,
    edges_of,
    figure_columns,
    head_row,
    lattice_of,
    lines_of,
)
from parsers.forms import APPLICANTS, REQUEST_FORMS, REVIEW_KEYS
from parsers.labels import core, han
from parsers.tables.disclosure import CONTENT, ITEM_LABELS, MEASURE_LABELS
from parsers.text import normalise

_START = re.compile(r"(?<![0-9])[1-8][.、．]|[(（][一二三四五六七][)）]|^[一二四][、.．]")
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


def labelled_tables(glyphs: list[Glyph]) -> tuple[list[Lattice], list[Glyph], bool]:
    """(the tables among these glyphs that the form's labels show, the glyphs outside them, are there such labels?)."""
    lines = lines_of(glyphs)
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


# Table three: rows by their labels, seven columns.


def _requests(lines: list[Line]) -> list[Lattice]:
    rows = _labelled_rows(lines)
    if not rows:
        return []
    right = max(glyph.x1 for row in rows for glyph in row.label)
    loose = _put_beside(rows, lines, right)
    first = rows[0].top
    above = _above(lines, first)
    heads = [[text for text in close_texts(line) if text.x0 > right] for line in above]
    columns = figure_columns(rows, heads, len(APPLICANTS))
    if not columns:
        return []
    left = min(glyph.x0 for row in rows for glyph in row.label)
    xs = [left - 1, *edges_of(columns, right)]
    made = head_row(above, xs, right)
    body: list[tuple[float, float, dict[int, list[Glyph]]]] = []
    for row in rows:
        cells = cells_of(xs, row.beside)
        body.append((row.top + row.size, row.foot - 0.3 * row.size, {0: row.label} | (cells or {})))
        if cells is None:
            return []
    for line in loose:
        cells = cells_of(xs, [text for text in line.texts if text.x0 > right])
        if cells is None and not rows[-1].foot <= line.y <= rows[0].top:
            continue
        body.append((line.y + line.size, line.y - 0.3 * line.size, cells or {}))
    body.sort(key=lambda row: -row[1])
    return [lattice_of(xs, [*made, *body])]


def _above(lines: list[Line], first: float) -> list[Line]:
    """The lines over the first row, up to the heading of the chapter or a gap."""
    above: list[Line] = []
    y = first
    for line in reversed([line for line in lines if line.y > first + REACH * line.size][-_HEAD_LINES:]):
        if line.y - y > _HEAD_GAP * line.size or _HEADING.match(line.texts[0].text):
            break
        above.insert(0, line)
        y = line.y
    return above


def _labelled_rows(lines: list[Line]) -> list[Row]:
    """Labels of table three that stand there whole, from the top down."""
    pieces = [(at, piece) for at, line in enumerate(lines) for text in line.texts for piece in _pieces(text)]
    inner = [piece.x0 for _, piece in pieces if piece.text[0] in DIGITS]
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
    left = inner if piece.text[0] in DIGITS else piece.x0
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
            # Figures on a line of their own are those of an item above or below it.
            near = items and items[-1].y - line.y < _LINE_GAP * line.size
            if near and _is_figures("".join(text.text for text in line.texts)):
                return None
            break
        items.append(line)
    if not items:
        return None
    columns = columns_of((text.x0, text.x1) for line in [head, *items] for text in line.texts[1:])
    if len(columns) != len(heads):
        columns = _in_turn([line.texts[1:] for line in [head, *items]])
    if not columns:
        return None
    right = max(line.texts[0].x1 for line in [head, *items])
    xs = [min(line.texts[0].x0 for line in [head, *items]) - 1, *edges_of(columns, right)]
    rows = []
    for line in [head, *items]:
        cells = cells_of(xs, line.texts[1:])
        if cells is None:
            return None
        rows.append((line.y + line.size, line.y - 0.3 * line.size, {0: line.texts[0].glyphs} | cells))
    return lattice_of(xs, rows)


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
        heads = [close_texts(other) for other in head]
        columns = figure_columns([row], heads, len(REVIEW_KEYS))
        if not columns:
            continue
        xs = edges_of(columns, 2 * columns[0][0] - columns[1][0])
        cells = cells_of(xs, row.beside)
        if cells is None:
            continue
        made = head_row(head, xs, xs[0])
        return [lattice_of(xs, [*made, (line.y + line.size, line.y - 0.3 * line.size, cells)])]
    return []
