"""Rows of table three: their labels, their cells by the heads and by counting, and rows cut by a page break."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from parsers.forms import APPLICANTS, REQUEST_FORMS
from parsers.labels import core, han, similarity
from parsers.lines import Columns, Line
from parsers.model import NOWHERE, Cell, Place
from parsers.numbers import read_number
from parsers.tables.common import has_digits, is_empty

BEYOND = "beyond"
"""Begins the names of columns that the form does not have."""
CORES = {
    form.key: {core(label): row.key for row in form.rows for label in (row.label, *row.aliases)}
    for form in REQUEST_FORMS.values()
}
# Longest first: 其他 also ends 六其他处理三其他.
KNOWN = sorted({label for cores in CORES.values() for label in cores}, key=len, reverse=True)
LABELS = frozenset(KNOWN)
GROUPS = {core(row.group) for form in REQUEST_FORMS.values() for row in form.rows if row.group} | {"本年度办理结果"}
_GROUP_WORDS = ("三本年度办理结果", "三不予公开", "四无法提供", "五不予处理", "六其他处理")
ALMOST = 0.8
"""Likeness of a label read from a picture: of the form's longer labels one character may be lost or wrong."""
SURE = 0.6
"""Likeness of a damaged label that stands in its place in the order."""
_TWO_FIGURES = re.compile(r"\d+\s*\n\s*\d+")
_MERGED = "a number stands in a merged cell"


@dataclass(frozen=True, slots=True)
class Row:
    """One row as printed: its labels from the innermost out, and the cell of each applicant.

    ``cells`` is None where the row's width does not fit.
    """

    labels: tuple[str, ...]
    cells: dict[str, Cell] | None
    line: Line
    why: str = ""

    @property
    def label(self) -> str:
        return self.labels[0] if self.labels else ""

    @property
    def place(self) -> Place:
        return next((cell.place for cell in self.line.own), NOWHERE)

    @property
    def live(self) -> bool:
        return has_digits(list(self.cells.values()) if self.cells is not None else self.line.own[1:])


def read_row(line: Line, columns: Columns | None, countable: bool) -> Row | None:
    """The row's labels and values, by the columns' heads and, independently, by counting from its label."""
    here = columns.on(line.grid) if columns is not None else None
    own = line.own
    anchor = _anchor(own)
    first = here.first if here is not None else None
    if anchor is not None and (first is None or own[anchor].column >= first):
        labels = own[: anchor + 1]
    elif first is not None:
        labels = [cell for cell in own if cell.column < first]
    else:
        return None
    texts = tuple(_plain(text) for text in (core(cell.text) for cell in reversed(labels)) if text)
    headed, why = _by_heads(line, here) if here is not None else (None, "its columns have no head")
    counted = _by_count(own, anchor, columns, headed) if countable and why != _MERGED else None
    if headed is not None and counted is not None and _texts_of(headed) != _texts_of(counted):
        return Row(texts, None, line, "its cells do not stand under the heads")
    if headed is not None and counted is None and _may_be_shifted(labels, headed):
        return Row(texts, None, line, "a number stands left of the columns, and none in the last of them")
    cells = headed or counted
    if cells is None and not texts and not has_digits(own):
        return None
    if cells is not None:
        cells = {key: cell for key, cell in cells.items() if not key.startswith(BEYOND)}
    return Row(texts, cells, line, "" if cells else why)


def _may_be_shifted(labels: list[Cell], headed: dict[str, Cell]) -> bool:
    """Do the figures stand one column too far left, as they do where a merged label ends too early?"""
    last = max(headed.values(), key=lambda cell: cell.column)
    return is_empty(last) and bool(labels[1:]) and read_number(labels[-1].text).kind == "number"


@lru_cache(maxsize=4096)
def _plain(label: str) -> str:
    """A label without the pieces of the merged cells beside it, which run into it where no lines part them.

    >>> _plain("理结果二部分公开区分处理的只计这一情形不计其他情形"), _plain("不予公属于国家秘密")
    ('部分公开区分处理的只计这一情形不计其他情形', '属于国家秘密')
    >>> _plain("无法提没有现成信息需要另行制作供")
    '没有现成信息需要另行制作'
    >>> _plain("其他处理其他")
    '其他'
    >>> _plain("法律服务机构其他")
    '法律服务机构其他'
    """
    for words in _GROUP_WORDS:
        # （六）其他处理 3.其他 in one cell.
        group, found, rest = label.partition(words[1:])
        if found and group in ("", words[0]) and rest in KNOWN:
            return rest
    for known in KNOWN:
        before, found, after = label.rpartition(known)
        if found and (not after or len(known) > 3):
            rest = before.rstrip("一二三四五六七") + after
            return known if not rest or any(rest in words for words in _GROUP_WORDS) else label
    return label


def _texts_of(cells: dict[str, Cell]) -> dict[str, str]:
    return {key: cell.text for key, cell in cells.items()}


def _anchor(own: list[Cell]) -> int | None:
    """Which cell is the label, exactly as some form prints it; the innermost where several are.

    On pictures a label that is hardly damaged will do: a lost stroke of 一 must not lose a row.
    """
    found = [number for number, cell in enumerate(own) if _plain(core(cell.text)) in LABELS]
    if not found:
        found = [number for number, cell in enumerate(own) if cell.confidence is not None and _resembles(cell)]
    return found[-1] if found else None


def _resembles(cell: Cell) -> bool:
    """Is this nearly the label of a row?"""
    return any(similarity(core(cell.text), label) >= ALMOST for known in CORES.values() for label in known)


def _by_count(
    own: list[Cell], anchor: int | None, columns: Columns | None, headed: dict[str, Cell] | None
) -> dict[str, Cell] | None:
    """The cells behind the label, where there are exactly as many as columns."""
    if anchor is None:
        return None
    order = [applicant.key for applicant in APPLICANTS]
    if columns is not None:
        order = sorted(columns.spans, key=lambda key: columns.spans[key])
    if headed is not None:
        # Remarks may be merged over several rows, and begin in none but the first.
        order = [key for key in order if key in headed]
    behind = own[anchor + 1 :]
    if len(behind) != len(order):
        return None
    if any(not is_empty(cell) and cell.rowspan not in (1, own[anchor].rowspan) for cell in behind):
        return None
    return dict(zip(order, behind, strict=True))


def _by_heads(line: Line, columns: Columns) -> tuple[dict[str, Cell] | None, str]:
    """The cell under each head; None and the reason where a cell is missing, shared or left over."""
    found: dict[str, Cell] = {}
    for key, (first, end) in columns.spans.items():
        cells = line.between(first, end)
        full = [cell for cell in cells if not is_empty(cell)]
        if not cells or len(full) > 1:
            return None, "it has too few or too many cells"
        cell = full[0] if full else cells[0]
        shared = cell.column < first or cell.column + cell.colspan > end
        if key.startswith(BEYOND) and not shared and cell.row != line.row:
            continue
        if not is_empty(cell) and (shared or cell.row != line.row or cell.rowspan > 1):
            return None, _MERGED if read_number(cell.text).kind == "number" else "a label stands in it"
        found[key] = cell
    beyond = line.between(columns.end, line.grid.columns)
    if any(not is_empty(cell) for cell in beyond if cell not in found.values()):
        return None, "something stands right of the last column"
    return found, ""


def join_cut_rows(rows: list[Row]) -> list[Row]:
    """Rows that a page break cut in two: the label stands in either half or in both, and so do the values.

    What cannot be joined is not read: a row that is blank beside figures without a label may be theirs.
    """
    joined: list[Row] = []
    for row in rows:
        before = joined[-1] if joined else None
        # Where nothing is drawn nobody knows whether figures without a label have one overleaf, unless both halves
        # have a part of it.
        drawn = row.line.grid.drawn or (before is not None and _halves(before, row))
        crossing = before is not None and before.line.grid is not row.line.grid and drawn
        if before is not None and crossing and _continues(before, row):
            joined[-1] = _join(before, row)
        elif before is not None and crossing and _precedes(before, row):
            joined[-1] = replace(row, cells=before.cells)
        else:
            joined.append(row)
    lost = [row.live and not _is_known(row) for row in joined]
    kept = list(joined)
    for number, row in enumerate(joined):
        around = [joined[at] for at in (number - 1, number + 1) if 0 <= at < len(joined) and lost[at]]
        if _is_known(row) and any(_may_belong(other, row) for other in around):
            kept[number] = replace(row, cells=None, why="its figures may be those beside it that have no label")
        beside = [joined[at] for at in (number - 1, number + 1) if 0 <= at < len(joined)]
        if _is_blank(row) and any(_holds_two_rows(other) for other in beside):
            kept[number] = replace(row, cells=None, why="its figures may stand in the cells of the row beside it")
        if not row.line.grid.drawn and _is_blank(row) and _is_at_break(joined, number):
            kept[number] = replace(row, cells=None, why="its figures may stand on the other page")
        below = joined[number + 1] if number + 1 < len(joined) else None
        if below is not None and lost[number + 1] and row.line.grid is not below.line.grid and not _may_be_row(below):
            kept[number] = replace(row, cells=None, why="a page break may cut its figures in two")
    return kept


def _may_belong(lost: Row, row: Row) -> bool:
    """May figures without a label be those that this row lacks?"""
    # Where nothing is drawn they may also be the rest of its own, which stand on several lines.
    return _is_blank(row) or not (row.line.grid.drawn or lost.label)


def _holds_two_rows(row: Row) -> bool:
    """Do two figures stand below each other in most of its cells?"""
    cells = list((row.cells or {}).values())
    return 2 * sum(bool(_TWO_FIGURES.fullmatch(cell.text.strip())) for cell in cells) > len(cells) > 0


def _is_at_break(rows: list[Row], number: int) -> bool:
    """Is this the last or the first row before or behind a page break?"""
    around = [rows[at] for at in (number - 1, number + 1) if 0 <= at < len(rows)]
    return any(other.line.grid is not rows[number].line.grid for other in around)


def _may_be_row(row: Row) -> bool:
    """Is its label, though damaged, more than a piece of one?"""
    return max(similarity(row.label, known) for known in KNOWN) >= SURE


def _is_known(row: Row) -> bool:
    return row.label in LABELS


def _is_blank(row: Row) -> bool:
    return row.cells is not None and all(not cell.text.strip() for cell in row.cells.values())


def _halves(before: Row, row: Row) -> bool:
    """Of the label of one row, on a picture?"""
    picture = any(cell.confidence is not None for cell in row.line.own)
    both = bool(before.label and row.label) and before.label not in KNOWN
    return picture and both and before.label + row.label in KNOWN


def _precedes(before: Row, row: Row) -> bool:
    """Do the values stand on the page before, above their label?"""
    return not before.label and before.live and _is_known(row) and _is_blank(row)


def _continues(before: Row, row: Row) -> bool:
    if row.label in LABELS or any(han(cell.text) for cell in (row.cells or {}).values()):
        return False
    if before.label in LABELS:
        # What is left of the label of a group may stand beside them.
        return not row.label or (row.label not in GROUPS and any(row.label in words for words in _GROUP_WORDS))
    return before.label + row.label in LABELS


def _join(before: Row, row: Row) -> Row:
    labels = (before.label + row.label, *before.labels[1:])
    if before.cells is None or row.cells is None:
        return Row(labels, None, before.line, before.why or row.why)
    cells = {}
    for key, upper in before.cells.items():
        lower = row.cells.get(key, upper)
        if upper.text.strip() and lower is not upper and lower.text.strip():
            return Row(labels, None, before.line, "a page break cuts a figure in two")
        cells[key] = lower if lower.text.strip() else upper
    return replace(before, labels=labels, cells=cells)
