"""Table three: rows of labels and seven applicant columns -> ``requests.<row>.<applicant>``.

Every row is found by its label and every column by its head; a row's place in the order only helps where a label is
damaged. What has numbers and fits no row of the form stops nothing and is dropped nowhere: it is a problem.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from parsers.forms import APPLICANTS, REQUEST_FORMS, RequestForm
from parsers.labels import core, han, similarity
from parsers.lines import Columns, Line, find_columns
from parsers.model import NOWHERE, Cell, Place
from parsers.numbers import read_number
from parsers.tables.common import TableReading, has_digits, is_empty, make_figure

HEADS = {applicant.key: (applicant.label, *applicant.aliases) for applicant in APPLICANTS}
SIX = {key: wordings for key, wordings in HEADS.items() if key != "total"}
BEYOND = "beyond"
"""Begins the names of columns that the form does not have."""
FIRST, LAST = "本年新收", "结转下年度"
MOST_ABOVE = 2
"""Lines between the head and the label of the first row."""
MERGED = "a number stands in a merged cell"
CORES = {
    form.key: {core(label): row.key for row in form.rows for label in (row.label, *row.aliases)}
    for form in REQUEST_FORMS.values()
}
# Longest first: 其他 also ends 六其他处理三其他.
_KNOWN = sorted({label for cores in CORES.values() for label in cores}, key=len, reverse=True)
RECEIVED = core(REQUEST_FORMS["2021"].rows[0].label)
GROUPS = {core(row.group) for form in REQUEST_FORMS.values() for row in form.rows if row.group} | {"本年度办理结果"}
_GROUP_WORDS = ("三本年度办理结果", "三不予公开", "四无法提供", "五不予处理", "六其他处理")
OTHER_2021 = ("不补正", "缴纳费用")

SURE, LIKELY = 0.6, 0.3
"""A damaged label is taken for the row it is most like: at SURE anywhere in order, at LIKELY only where exactly as many
labels are unread as rows are missing between two that are known."""
ALMOST = 0.8
"""Likeness of a label read from a picture: of the form's longer labels one character may be lost or wrong."""


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


def read_requests(lines: list[Line], wrapped: bool) -> list[TableReading]:
    """Every table three in ``lines`` (a page can carry it twice), in order."""
    starts = _starts(lines)
    return [_read(lines, start, end, wrapped) for start, end in pairwise([*starts, len(lines)])]


def _starts(lines: list[Line]) -> list[int]:
    """The first rows of such tables: 一、本年新收…, or what stands between a whole head and 二、上年结转… ."""
    starts: list[int] = []
    begun = False
    for number, line in enumerate(lines):
        if _is_first(line):
            starts.append(number)
            begun = True
        elif any(CORES["2021"].get(core(cell.text)) == "carried_in" for cell in line.own):
            above = range(number - 1, max(-1, number - 5), -1)
            head = None if begun else next((at for at in above if _columns_at(lines, at) is not None), None)
            if head is not None and not any(start > head for start in starts[-1:]):
                starts.append(head + 1)
            begun = False
    return starts


def _is_first(line: Line) -> bool:
    for cell in line.own:
        text = core(cell.text)
        if FIRST in text:
            return True
        if "新收" in text and similarity(text, RECEIVED) >= ALMOST:
            return True
    return False


def _read(lines: list[Line], start: int, end: int, wrapped: bool) -> TableReading:
    reading = TableReading()
    columns = _find_head(lines, start)
    countable = columns is not None or _heads_in_order(lines, start)
    # A head that stands again on the next page.
    repeated = [head for number in range(start + 1, end) if (head := _columns_at(lines, number)) is not None]
    heads = {number: head for head in repeated for number in head.head}
    rows: list[Row] = []
    last = start
    # The figures of the first row may stand above its label, on the page before.
    begin = columns.head.stop if columns is not None and 0 < start - columns.head.stop <= MOST_ABOVE else start
    for number in range(begin, end):
        line = lines[number]
        last = number
        if number in heads:
            columns = heads[number]
            continue
        if _is_other_table(line):
            last = number - 1
            break
        row = _row(line, columns, countable)
        if row is not None:
            rows.append(row)
        if any(core(cell.text).startswith(LAST) for cell in line.own):
            # The figures of the last row may stand on the next page.
            after = _row(lines[number + 1], columns, countable) if number + 1 < end else None
            if after is not None and row is not None and after.line.grid is not line.grid and not after.label:
                rows.append(after)
                last = number + 1
            break
    reading.lines = range(begin, last + 1)
    rows = _join_cut_rows(rows)
    form = _choose_form(rows)
    reading.form = form.key
    _figures(reading, form, _place_rows(reading, form, rows), wrapped)
    return reading


@lru_cache(maxsize=4096)
def _plain(label: str) -> str:
    """A label without the pieces of the merged cells beside it, which run into it where no lines part them.

    >>> _plain("理结果二部分公开区分处理的只计这一情形不计其他情形"), _plain("不予公属于国家秘密")
    ('部分公开区分处理的只计这一情形不计其他情形', '属于国家秘密')
    >>> _plain("无法提没有现成信息需要另行制作供")
    '没有现成信息需要另行制作'
    >>> _plain("法律服务机构其他")
    '法律服务机构其他'
    """
    for known in _KNOWN:
        before, found, after = label.rpartition(known)
        if found and (not after or len(known) > 3):
            rest = before.rstrip("一二三四五六七") + after
            return known if not rest or any(rest in words for words in _GROUP_WORDS) else label
    return label


def _find_head(lines: list[Line], start: int) -> Columns | None:
    """The nearest complete head above the first row, at most a dozen lines up."""
    for number in range(start - 1, max(-1, start - 13), -1):
        columns = _columns_at(lines, number)
        if columns is not None:
            return columns
    return None


def _columns_at(lines: list[Line], number: int) -> Columns | None:
    """The columns whose heads end with this line: the seven, or the six applicants of a table without 总计.

    Further columns to the right that have heads of their own (备注) are named too: a row must have a cell for each.
    """
    columns = find_columns(lines, number, HEADS) or find_columns(lines, number, SIX)
    if columns is None or columns.spans.get("total", (columns.end, 0))[0] < columns.spans["other_organisation"][0]:
        return None
    spans = dict(columns.spans)
    heads = [lines[at].slots for at in columns.head if lines[at].grid is columns.grid]
    before: list[Cell] = []
    for slot in range(columns.end, columns.grid.columns):
        stack = [cell for slots in heads if (cell := slots[slot]) is not None and core(cell.text)]
        if not stack or (stack[-1] in columns.grid.cells and _shared(stack[-1], columns)):
            break
        if before and stack[-1] is before[-1]:
            key = list(spans)[-1]
            spans[key] = (spans[key][0], slot + 1)
        else:
            spans[f"{BEYOND}{slot}"] = (slot, slot + 1)
        before = stack
    return Columns(columns.grid, spans, columns.head)


def _shared(cell: Cell, columns: Columns) -> bool:
    """Does this head reach over the columns of the applicants too?"""
    return cell.column < columns.end


def _heads_in_order(lines: list[Line], start: int) -> bool:
    """Do the heads that can be read stand in the form's order? Else nothing may be counted out under them."""
    order = [applicant.key for applicant in APPLICANTS]
    seen = [
        (cell.column, order.index(key))
        for line in lines[max(0, start - 12) : start]
        if line.grid is lines[start].grid
        for cell in line.own
        for key, wordings in HEADS.items()
        if core(cell.text) in wordings
    ]
    return [place for _, place in sorted(seen)] == sorted(place for _, place in seen)


def _is_other_table(line: Line) -> bool:
    text = "".join(core(cell.text) for cell in line.own)
    return "结果维持" in text or "尚未审结" in text or text.startswith(("第二十条", "信息内容"))


def _row(line: Line, columns: Columns | None, countable: bool) -> Row | None:
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
    counted = _by_count(own, anchor, columns, headed) if countable and why != MERGED else None
    if headed is not None and counted is not None and _texts_of(headed) != _texts_of(counted):
        return Row(texts, None, line, "its cells do not stand under the heads")
    cells = headed or counted
    if cells is None and not texts and not has_digits(own):
        return None
    if cells is not None:
        cells = {key: cell for key, cell in cells.items() if not key.startswith(BEYOND)}
    return Row(texts, cells, line, "" if cells else why)


def _texts_of(cells: dict[str, Cell]) -> dict[str, str]:
    return {key: cell.text for key, cell in cells.items()}


def _anchor(own: list[Cell]) -> int | None:
    """Which cell is the label, exactly as some form prints it; the innermost where several are.

    On pictures a label that is hardly damaged will do: a lost stroke of 一 must not lose a row.
    """
    found = [number for number, cell in enumerate(own) if _plain(core(cell.text)) in _KNOWN]
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
            return None, MERGED if read_number(cell.text).kind == "number" else "a label stands in it"
        found[key] = cell
    beyond = line.between(columns.end, line.grid.columns)
    if any(not is_empty(cell) for cell in beyond if cell not in found.values()):
        return None, "something stands right of the last column"
    return found, ""


def _join_cut_rows(rows: list[Row]) -> list[Row]:
    """Rows that a page break cut in two: the label stands in either half or in both, and so do the values.

    What cannot be joined is not read: a row that is blank beside figures without a label may be theirs.
    """
    joined: list[Row] = []
    for row in rows:
        before = joined[-1] if joined else None
        if before is not None and before.line.grid is not row.line.grid and _continues(before, row):
            joined[-1] = _join(before, row)
        elif before is not None and before.line.grid is not row.line.grid and _precedes(before, row):
            joined[-1] = replace(row, cells=before.cells)
        else:
            joined.append(row)
    lost = [row.live and not _is_known(row) for row in joined]
    beside = [any(lost[max(0, number - 1) : number + 2]) for number in range(len(joined))]
    return [
        replace(row, cells=None, why="its figures may be those beside it that have no label")
        if near and _is_known(row) and _is_blank(row)
        else row
        for row, near in zip(joined, beside, strict=True)
    ]


def _is_known(row: Row) -> bool:
    return row.label in _KNOWN


def _is_blank(row: Row) -> bool:
    return row.cells is not None and all(not cell.text.strip() for cell in row.cells.values())


def _precedes(before: Row, row: Row) -> bool:
    """Do the values stand on the page before, above their label?"""
    return not before.label and before.live and _is_known(row) and _is_blank(row)


def _continues(before: Row, row: Row) -> bool:
    if row.label in _KNOWN or any(han(cell.text) for cell in (row.cells or {}).values()):
        return False
    if before.label in _KNOWN:
        # What is left of the label of a group may stand beside them.
        rest = row.label not in GROUPS and any(row.label in words for words in _GROUP_WORDS)
        return not row.label or (rest and _is_blank(before))
    return before.label + row.label in _KNOWN


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


def _choose_form(rows: list[Row]) -> RequestForm:
    """The form that knows most of the labels; where both know as many, the one whose （六）其他处理 is printed."""

    def known(form: RequestForm) -> tuple[int, bool]:
        modern = any(word in label for row in rows for label in row.labels for word in OTHER_2021)
        return sum(row.label in CORES[form.key] for row in rows), modern == (form.key == "2021")

    return max(REQUEST_FORMS.values(), key=known)


def _place_rows(reading: TableReading, form: RequestForm, rows: list[Row]) -> dict[str, Row]:
    """Form row -> printed row. Labels as the form prints them first, damaged ones by likeness and order after."""
    order = [row.key for row in form.rows]
    found: dict[str, Row] = {}
    twice: set[str] = set()
    positions: list[int | None] = []
    for row in rows:
        key = CORES[form.key].get(row.label)
        positions.append(order.index(key) if key is not None else None)
        if key is None:
            continue
        if key in found and _texts(found[key]) != _texts(row):
            twice.add(key)
            reading.problem("row-twice", f"row {key} stands twice with different figures", row.place)
        found.setdefault(key, row)
    for key in twice:
        del found[key]
    for number, row in enumerate(rows):
        if positions[number] is None:
            _place_damaged(reading, form, rows, positions, number, row, found)
    return found


def _texts(row: Row) -> list[str] | None:
    return [cell.text for cell in row.cells.values()] if row.cells is not None else None


def _place_damaged(
    reading: TableReading,
    form: RequestForm,
    rows: list[Row],
    positions: list[int | None],
    number: int,
    row: Row,
    found: dict[str, Row],
) -> None:
    low = max((at for at in positions[:number] if at is not None), default=-1)
    high = min((at for at in positions[number + 1 :] if at is not None), default=len(form.rows))
    missing = [at for at in range(low + 1, high) if form.rows[at].key not in found]
    group = row.label in GROUPS
    if missing and row.label and not group and row.line.grid.drawn and not _holds_two(row.label, form):
        likeness = {at: similarity(row.label, core(form.rows[at].label)) for at in range(len(form.rows))}
        best = max(likeness, key=lambda at: likeness[at])
        unread = _unread_between(rows, positions, number)
        if best in missing and (likeness[best] >= SURE or (likeness[best] >= LIKELY and unread == len(missing))):
            positions[number] = best
            found[form.rows[best].key] = row
            return
    if row.live and row.label:
        kind = "group-row" if group else "unknown-label"
        reading.problem(kind, f"{row.label!r} has numbers and is no row of the {form.key} form", row.place)
    elif row.live:
        reading.problem("lost-label", "a row of numbers has no label", row.place)


def _holds_two(label: str, form: RequestForm) -> bool:
    """Do the labels of two rows stand in this one? Then its figures are of one of them, and nobody can say of which."""
    inside = [known for known in CORES[form.key] if len(known) > 3 and known in label]
    return len(inside) > 1 or any(
        similarity(label.replace(known, ""), other) > LIKELY for known in inside for other in CORES[form.key]
    )


def _unread_between(rows: list[Row], positions: list[int | None], number: int) -> int:
    """How many live rows without a place stand between the known neighbours of row ``number``."""
    start, end = number, number
    while start > 0 and positions[start - 1] is None:
        start -= 1
    while end + 1 < len(rows) and positions[end + 1] is None:
        end += 1
    return sum(rows[at].live for at in range(start, end + 1))


def _figures(reading: TableReading, form: RequestForm, found: dict[str, Row], wrapped: bool) -> None:
    for form_row in form.rows:
        row = found.get(form_row.key)
        if row is None:
            reading.problem("missing-row", f"row {form_row.key} ({form_row.label}) was not found")
        elif row.cells is None:
            reading.problem("bad-row", f"row {form_row.key} is not read: {row.why}", row.place)
        else:
            for applicant in APPLICANTS:
                if applicant.key not in row.cells:
                    continue
                key = f"requests.{form_row.key}.{applicant.key}"
                reading.figures.append(make_figure(key, row.cells[applicant.key], wrapped))
                if not row.line.grid.drawn:
                    reading.unproven.add(key)
