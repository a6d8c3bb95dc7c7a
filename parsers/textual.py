"""Tables that a file gives only as lines of text -> grids, where there is no doubt what stands where.

Some pages print ``规章 | 0 | 0 | 0``, cells parted by tabs or spaces, or one cell a line (VARIATIONS.md F and G). Such
lines have no columns to check a figure against, so a row counts only if its label is exactly the form's and exactly as
many values follow it as the form has columns; and where empty cells cannot be seen, only if its own sum holds. Rows
that fail this are left out: the readers of the tables say that they are missing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.forms import APPLICANTS, DISCLOSURE_FORMS, REQUEST_FORMS, RESULTS, ROUTES
from parsers.labels import core
from parsers.model import Block, Cell, Grid, Paragraph, Place
from parsers.numbers import read_number
from parsers.tables.disclosure import BAND, CONTENT, ITEM_LABELS, MEASURE_LABELS
from parsers.tables.request_rows import CORES, GROUPS
from parsers.tables.requests import FIRST, LAST

ITEM_ORDERS = [[core(item.label) for item in form.items] for form in DISCLOSURE_FORMS.values()] + [
    [core(item.aliases[0] if item.key == "normative" else item.label) for item in DISCLOSURE_FORMS["2021"].items]
]
ROW_ORDERS = [list(dict.fromkeys(core(row.label) for row in form.rows)) for form in REQUEST_FORMS.values()]
OTHER = "其他处理"
"""A row in the 2019 form, the label of a group without values in the 2021 form."""
MAX_PIECES = 20_000
"""Cells and lines that are looked at; a report has some 400."""
LEAST = 3
"""Rows with all their values, below which lines of text are no table."""
_RULE = re.compile(r"[|｜│\t]")
_GAP = re.compile(r"\s{2,}|\u3000+")
_FRAME = re.compile(r"[\s|｜│+\-—=:─┌┬┐├┼┤└┴┘]*")
_VALUE = r"(?:[+\-－＋]?\d[\d,.]*|/|／|-|－|—+)"
_SPACED = re.compile(rf"^(?P<label>.*?\D)\s+(?P<values>{_VALUE}(?:\s+{_VALUE})*)$|^(?P<only>{_VALUE}(?:\s+{_VALUE})+)$")
_APPLICANTS = re.compile("自然人.*商业企业.*科研机构.*社会(?:公益)?组织.*法律服务机构.*其他")


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell or a line: its text, whether it is a value, and the line it stands on; ``ruled``: parted by | or tab."""

    text: str
    line: int
    ruled: bool
    value: bool

    @property
    def blank(self) -> bool:
        return not self.text


def read_text_tables(blocks: Sequence[Block], absent: Collection[str]) -> list[Grid]:
    """Grids for those of ``disclosure``, ``requests`` and ``reviews`` in ``absent`` that stand in the paragraphs."""
    before = sum(isinstance(block, Grid) for block in blocks)
    lines = [line for block in blocks if isinstance(block, Paragraph) for line in block.text.split("\n")]
    pieces = [piece for number, line in enumerate(lines) for piece in _pieces(line, number)]
    if len(pieces) > MAX_PIECES:
        return []
    found: list[Grid] = []
    for name, reader in (("disclosure", _disclosure), ("requests", _requests), ("reviews", _reviews)):
        rows = reader(pieces) if name in absent else []
        if rows:
            found.append(_grid(rows, before + len(found) + 1))
    return found


def _pieces(line: str, number: int) -> list[Piece]:
    if not line.strip() or (_FRAME.fullmatch(line) and not re.fullmatch(r"\s*[|｜│/—\-]\s*", line)):
        return []
    if _RULE.search(line):
        cells = [cell.strip() for cell in _RULE.split(line.strip(" \u3000\xa0"))]
        # A line that is framed by strokes has no cell outside of them.
        framed = re.fullmatch(r"\s*[|｜│].*[|｜│]\s*", line)
        cells = cells[1:-1] if framed and len(cells) > 2 else cells[:-1] if re.search(r"[|｜│]\s*$", line) else cells
        return [Piece(cell, number, True, _is_value(cell)) for cell in cells]
    cells = [part for cell in _GAP.split(line.strip()) if cell for part in _spaced(cell)]
    return [Piece(cell, number, False, _is_value(cell)) for cell in cells]


def _spaced(text: str) -> list[str]:
    """A label with its values behind it, or a row of heads, parted by single spaces."""
    if core(text.split()[0]) == CONTENT:
        return text.split()
    match = _SPACED.match(text)
    if match is None:
        return [text]
    return [*([match["label"]] if match["label"] else []), *(match["values"] or match["only"]).split()]


def _is_value(text: str) -> bool:
    return read_number(text).kind in ("number", "mark")


def _values(pieces: Sequence[Piece], start: int, count: int) -> tuple[list[str], bool] | None:
    """The ``count`` values that follow, and whether their places are certain; None where there are not just as many."""
    end = start
    while end < len(pieces) and (pieces[end].value or pieces[end].blank):
        end += 1
    following = list(pieces[start:end])
    while following and following[0].blank:
        following.pop(0)
    while following and following[-1].blank:
        following.pop()
    certain = all(piece.ruled and piece.line == following[0].line for piece in following)
    if len(following) == count and certain:
        return [piece.text for piece in following], True
    full = [piece.text for piece in following if not piece.blank]
    return (full, False) if len(full) == count else None


def _label(pieces: Sequence[Piece], start: int, known: Collection[str]) -> tuple[str, int] | None:
    """The known label that begins here, and where what follows it begins: it may be cut over three lines."""
    text = ""
    for end in range(start, min(start + 3, len(pieces))):
        if pieces[end].value or pieces[end].blank:
            return None
        text += pieces[end].text
        words = text.split()
        # （三）不予公开 1.属于国家秘密: a group's label before that of its first row.
        starts = [0, *(cut for cut in range(1, len(words)) if core("".join(words[:cut])) in GROUPS)]
        parts = [core("".join(words[cut:])) for cut in starts]
        label = next((label for part in parts for label in (part, _without_group(part)) if label in known), None)
        if label is not None:
            return label, end + 1
    return None


def _without_group(label: str) -> str:
    """A row's label behind that of its group, with no space between them: （三）不予公开1.属于国家秘密."""
    return next((label.removeprefix(group) for group in GROUPS if label.startswith(group) and label != group), label)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row put together: ``label`` as the form knows it, empty for bands and heads; ``values`` None if they are not
    just as many as there are columns; ``certain`` as ``_values`` says."""

    first: str
    label: str = ""
    values: tuple[str, ...] | None = ()
    certain: bool = True


def _row(pieces: Sequence[Piece], at: int, first: str, label: str, count: int) -> _Row:
    read = _values(pieces, at, count)
    return _Row(first, label, None) if read is None else _Row(first, label, tuple(read[0]), read[1])


def _settle(rows: Sequence[_Row], orders: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows of a grid. A row whose places are not certain keeps its values only if the form's next row follows it:

    else what stands between the two labels may be the rest of one row and of another.
    """
    labelled = [row.label for row in rows if row.label]
    after = dict(pairwise(labelled))
    turns = {pair for order in orders for pair in pairwise(order)} | {(order[-1], None) for order in orders}
    return [
        [row.first, *(row.values or ())]
        if row.certain or not row.label or (row.label, after.get(row.label)) in turns
        else [row.first]
        for row in rows
    ]


def _disclosure(pieces: Sequence[Piece]) -> list[list[str]]:
    """Bands with their heads, and the items below them that have just as many values."""
    rows: list[_Row] = []
    heads: list[str] = []
    for at, piece in enumerate(pieces):
        label = core(piece.text)
        if label.startswith((FIRST, "申请人情况")) and rows:
            break
        if label.startswith(BAND):
            heads = []
            rows.append(_Row(piece.text))
        elif label == CONTENT:
            heads = _heads(pieces, at + 1)
            rows.append(_Row(CONTENT, "", tuple(heads)))
        elif heads and label in ITEM_LABELS:
            rows.append(_row(pieces, at + 1, piece.text, label, len(heads)))
    return _settle(rows, ITEM_ORDERS) if sum(bool(row.label and row.values) for row in rows) >= LEAST else []


def _heads(pieces: Sequence[Piece], start: int) -> list[str]:
    heads = []
    for piece in pieces[start : start + 8]:
        if core(piece.text).startswith(MEASURE_LABELS):
            heads.append(piece.text)
        elif not piece.blank:
            break
    return heads


def _requests(pieces: Sequence[Piece]) -> list[list[str]]:
    """A head of the seven applicants, and a row for every label of the form, with its values where they are certain."""
    known = {label for cores in CORES.values() for label in cores}
    start = next((at for at, piece in enumerate(pieces) if core(piece.text).startswith(FIRST)), None)
    if start is None or not _APPLICANTS.search(
        "".join(core(piece.text) for piece in pieces[max(0, start - 40) : start])
    ):
        return []
    rows = [_Row("", "", tuple(applicant.label for applicant in APPLICANTS))]
    at = start
    while at < len(pieces) and not rows[-1].label.startswith(LAST):
        found = _label(pieces, at, known)
        if found is None:
            at += 1
            continue
        label, at = found
        row = _row(pieces, at, label, label, len(APPLICANTS))
        if row.values and not row.certain and not _adds_up(row.values):
            row = _Row(label, label, None)
        if row.values or label != OTHER:
            rows.append(row)
    return _settle(rows, ROW_ORDERS) if sum(bool(row.label and row.values) for row in rows) >= LEAST else []


def _reviews(pieces: Sequence[Piece]) -> list[list[str]]:
    """Fifteen values behind a head that names the five results three times."""
    heads = [result.label for _ in ROUTES for result in RESULTS]
    run = ""
    for at, piece in enumerate(pieces):
        if not piece.value:
            run = (run + core(piece.text))[-400:]
            continue
        last = (
            run[run.rfind("行政复议行政诉讼") :] if "行政复议行政诉讼" in run else run[run.rfind("行政复议结果维持") :]
        )
        if all(last.count(result.label) == len(ROUTES) for result in RESULTS):
            read = _values(pieces, at, len(heads))
            parts = len(RESULTS)
            if read is not None and (
                read[1] or all(_adds_up(read[0][n : n + parts]) for n in range(0, len(heads), parts))
            ):
                return [heads, read[0]]
        run = ""
    return []


def _adds_up(values: Sequence[str]) -> bool:
    """Is the last the sum of the others? Marks count as nothing."""
    numbers = [read_number(value).value or 0 for value in values]
    return sum(numbers[:-1]) == numbers[-1]


def _grid(rows: Sequence[Sequence[str]], number: int) -> Grid:
    cells = tuple(
        Cell(text, row, column, place=Place(table=number, row=row + 1, column=column + 1))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return Grid(cells, len(rows), max(map(len, rows)), Place(table=number))
