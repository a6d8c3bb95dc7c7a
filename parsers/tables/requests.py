"""Table three: rows of labels and seven applicant columns -> ``requests.<row>.<applicant>``.

Every row is found by its label and every column by its head; a row's place in the order only helps where a label is
damaged. What has numbers and fits no row of the form stops nothing and is dropped nowhere: it is a problem.
"""

from __future__ import annotations

from itertools import pairwise

from parsers.forms import APPLICANTS, REQUEST_FORMS, RequestForm
from parsers.labels import core, similarity
from parsers.lines import Columns, Line, find_columns
from parsers.model import Cell
from parsers.numbers import read_number
from parsers.tables.common import TableReading, has_digits, is_empty, make_figure
from parsers.tables.request_rows import ALMOST, BEYOND, CORES, GROUPS, SURE, Row, join_cut_rows, read_row

HEADS = {applicant.key: (applicant.label, *applicant.aliases) for applicant in APPLICANTS}
SIX = {key: wordings for key, wordings in HEADS.items() if key != "total"}
FIRST, LAST = "本年新收", "结转下年度"
MOST_ABOVE = 2
"""Lines between the head and the label of the first row."""
RECEIVED = core(REQUEST_FORMS["2021"].rows[0].label)
OTHER_2021 = ("不补正", "缴纳费用")

LEAST_ZEROS, MOST_BLANKS = 1, 2
"""Of a row whose zeros are printed, so that a blank in it means something else."""

LIKELY = 0.3
"""A damaged label is taken for the row it is most like: at SURE anywhere in order, at LIKELY only where exactly as many
labels are unread as rows are missing between two that are known."""


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
        elif any(CORES["2021"].get(label) == "carried_in" for label in line.labels):
            above = range(number - 1, max(-1, number - 5), -1)
            head = None if begun else next((at for at in above if _columns_at(lines, at) is not None), None)
            if head is not None and not any(start > head for start in starts[-1:]):
                starts.append(head + 1)
            begun = False
    return starts


def _is_first(line: Line) -> bool:
    for text in line.labels:
        if FIRST in text:
            return True
        if "新收" in text and similarity(text, RECEIVED) >= ALMOST:
            return True
    return False


def _is_last(line: Line) -> bool:
    return any(label.startswith(LAST) for label in line.labels)


def _read(lines: list[Line], start: int, end: int, wrapped: bool) -> TableReading:
    reading = TableReading()
    columns = _find_head(lines, start)
    # Where nothing is drawn only the heads tell which column is whose.
    countable = columns is not None or (lines[start].grid.drawn and _heads_in_order(lines, start))
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
        row = read_row(line, columns, countable)
        if row is not None:
            rows.append(row)
        if _is_last(line) and not (number + 1 < end and _is_last(lines[number + 1])):
            # The figures of the last row may stand on the next page.
            after = read_row(lines[number + 1], columns, countable) if number + 1 < end else None
            if after is not None and row is not None and after.line.grid is not line.grid and not after.label:
                rows.append(after)
                last = number + 1
            rows += _below_label(lines, number, columns, countable)
            break
    reading.lines = range(begin, last + 1)
    rows = join_cut_rows(rows)
    form = _choose_form(rows)
    reading.form = form.key
    _figures(reading, form, _place_rows(reading, form, rows), wrapped)
    return reading


def _below_label(lines: list[Line], number: int, columns: Columns | None, countable: bool) -> list[Row]:
    """The rows of figures beside the lower part of a label that is drawn over several rows."""
    label = next((cell for cell in lines[number].own if core(cell.text).startswith(LAST)), None)
    below = lines[number + 1 : number + label.rowspan] if label is not None else []
    found = (read_row(line, columns, countable) for line in below if line.grid is lines[number].grid)
    return [row for row in found if row is not None]


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
    """Do the heads that can be read stand in the form's order? Else nothing may be counted out under them.

    Nor may it under heads that are none of the form's: organs, years, quarters.
    """
    if _has_other_heads(lines, start):
        return False
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


def _has_other_heads(lines: list[Line], start: int) -> bool:
    """Do other words than the applicants stand over the figures of the first row?"""
    own = lines[start].own
    first = next((cell.column for cell in own[1:] if has_digits([cell]) and not core(cell.text)), None)
    if first is None:
        return False
    texts = [
        core(cell.text) or cell.text.strip()
        for line in lines[max(0, start - 4) : start]
        if line.grid is lines[start].grid
        for cell in line.own
        if cell.column >= first and cell.text.strip()
    ]
    return sum(not _is_of_head(text) for text in texts) > 1


def _is_of_head(text: str) -> bool:
    """Is this one of the words over the columns, or a piece of one, perhaps damaged?"""
    known = [*(wording for wordings in HEADS.values() for wording in wordings), "法人或其他组织", "申请人情况"]
    return any(text in wording or wording in text or similarity(text, wording) >= LIKELY for wording in known)


def _is_other_table(line: Line) -> bool:
    text = "".join(line.labels)
    return "结果维持" in text or "尚未审结" in text or text.startswith(("第二十条", "信息内容"))


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
        key = CORES[form.key].get(row.label) if not _is_head(row) else None
        positions.append(order.index(key) if key is not None else None)
        if key is None or (row.cells is None and not row.live and key in found):
            continue
        if key in found and (found[key].cells is not None or found[key].live) and _texts(found[key]) != _texts(row):
            twice.add(key)
            reading.problem("row-twice", f"row {key} stands twice with different figures", row.place)
        if key not in found or found[key].cells is None:
            found[key] = row
    for key in twice:
        del found[key]
    for number, row in enumerate(rows):
        if positions[number] is None:
            _place_damaged(reading, form, rows, positions, number, row, found)
    return found


def _is_head(row: Row) -> bool:
    """A piece of a head that was not understood: 总计 and 其他 are labels of rows too."""
    cells = [] if row.cells is None else row.cells.values()
    return not row.live and any(core(cell.text) in wordings for cell in cells for wordings in HEADS.values())


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
    drawn = row.line.grid.drawn
    # Where nothing is drawn only a recogniser's slip is forgiven.
    read = drawn or any(cell.confidence is not None for cell in row.line.own)
    if missing and row.label and not group and read and not _holds_two(row.label, form):
        likeness = {at: similarity(row.label, core(form.rows[at].label)) for at in range(len(form.rows))}
        best = max(likeness, key=lambda at: likeness[at])
        unread = _unread_between(rows, positions, number)
        likely = likeness[best] >= SURE or (likeness[best] >= LIKELY and unread == len(missing))
        if best in missing and (likely if drawn else likeness[best] >= ALMOST):
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
    rows = CORES[form.key]
    inside = [known for known in rows if len(known) > 3 and known in label]
    return len({rows[known] for known in inside}) > 1 or any(
        similarity(label.replace(known, ""), other) > LIKELY
        for known in inside
        for other in rows
        if rows[other] != rows[known]
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
    merged = _merged_down([found[row.key] for row in form.rows if row.key in found])
    for form_row in form.rows:
        row = found.get(form_row.key)
        if row is None:
            reading.problem("missing-row", f"row {form_row.key} ({form_row.label}) was not found")
        elif row.cells is None:
            reading.problem("bad-row", f"row {form_row.key} is not read: {row.why}", row.place)
        elif _may_be_shifted(row, found):
            why = "its total is blank, and the figures may stand one column too far left"
            reading.problem("bad-row", f"row {form_row.key} is not read: {why}", row.place)
        elif not row.line.grid.drawn and _may_be_merged(row):
            why = "its figure between blanks may be that of several columns"
            reading.problem("bad-row", f"row {form_row.key} is not read: {why}", row.place)
        else:
            for applicant in APPLICANTS:
                if applicant.key not in row.cells or id(row.cells[applicant.key]) in merged:
                    continue
                key = f"requests.{form_row.key}.{applicant.key}"
                reading.figures.append(make_figure(key, row.cells[applicant.key], wrapped))
                if not row.line.grid.drawn:
                    reading.unproven.add(key)


def _may_be_merged(row: Row) -> bool:
    """Where nothing is drawn a figure that stands in the middle of several columns may be that of all of them.

    A number that the row's own total counts once is that of one column; 0 is not told so.
    """
    cells = sorted((row.cells or {}).items(), key=lambda item: item[1].column)
    values = [0 if is_empty(cell) else read_number(cell.text).value or 0 for _, cell in cells]
    total = next((value for (key, _), value in zip(cells, values, strict=True) if key == "total"), 0)
    proven = total != 0 and sum(values) == 2 * total
    between = [
        value
        for (_, left), (_, cell), (_, right), value in zip(cells, cells[1:], cells[2:], values[1:], strict=False)
        if is_empty(left) and is_empty(right) and not is_empty(cell)
    ]
    return any(not proven or value == 0 for value in between)


def _may_be_shifted(row: Row, found: dict[str, Row]) -> bool:
    """Is the total, which most rows have, blank in this one, and what stands before it large enough to be the total?"""
    order = [applicant.key for applicant in APPLICANTS]
    if row.cells is None or set(row.cells) != set(order) or row.cells["total"].text.strip():
        return False
    numbers = [read_number(row.cells[key].text).value for key in order[:-1]]
    totals = [other.cells["total"].text.strip() for other in found.values() if other.cells and "total" in other.cells]
    if None in numbers or 2 * sum(map(bool, totals)) <= len(totals):
        return False
    *others, last = [number or 0 for number in numbers]
    return 0 < last >= sum(others)


def _merged_down(rows: list[Row]) -> set[int]:
    """Cells (by id) of undrawn tables that may be parts of one that is merged over two rows.

    A lone blank where the row's other zeros are printed is none that was left out for 0: a figure above or below it may
    be meant for both rows.
    """
    merged: set[int] = set()
    for number, row in enumerate(rows):
        cells = row.cells or {}
        zeros = sum(read_number(cell.text).value == 0 for cell in cells.values())
        blanks = [key for key, cell in cells.items() if not cell.text.strip()]
        if row.line.grid.drawn or zeros < LEAST_ZEROS or len(blanks) > MOST_BLANKS:
            continue
        for beside in rows[max(0, number - 1) : number + 2]:
            merged.update(id(beside.cells[key]) for key in blanks if beside.cells and key in beside.cells)
    return merged
