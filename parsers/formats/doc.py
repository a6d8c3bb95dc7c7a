"""DOC (Word 97-2003, and the WPS files that are the same inside) -> Document.

Read from the piece table of [MS-DOC] by ourselves: text converters lose the tables (measured: 2,548 of 6,573 figures
right at best), and an office program takes 400 times as long. Tracked changes are read as accepted; what Word hides or
strikes out is not read. Section numbers in comments are those of [MS-DOC].
"""

from __future__ import annotations

import io
import re
import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

import olefile

from parsers.errors import Refused
from parsers.flow import Node, Table, TableCell, Text, flatten
from parsers.formats.docstyles import style_states
from parsers.model import Document

MEDIA_TYPE = "application/msword"
MAX_CHARACTERS = 1_000_000
MAX_PIECES = 200_000
MAX_NESTED = 20

# FIB offsets (2.5).
_STYLES = 0xA2
_MAGIC, _FLAGS, _CCP_TEXT, _CHPX, _PAPX, _CLX = 0xA5EC, 0x0A, 0x4C, 0xFA, 0x102, 0x1A2
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
# Property modifiers (2.6).
_IN_TABLE, _TTP, _DEPTH, _INNER_CELL, _INNER_TTP = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_DEFINE_TABLE, _VERTICAL_MERGE, _HUGE = 0xD608, 0xD62B, (0x6645, 0x6646)
_STYLE, _POSITION = 0x4A30, 0x4845
_DELETED, _STRUCK, _VANISHED, _DOUBLE_STRUCK, _RAISED = 0x0800, 0x0837, 0x083C, 0x2A53, 0x2A48
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
# fVertMerge and fVertRestart of a TC80, fMerged of its horizontal merge (2.9.316).
_VERTICAL, _RESTART, _MERGED = 0x0020, 0x0040, 0x0002
_NEAR = 20
"""Twips (1/20 point): cell borders nearer than this in different rows are the same column."""

_DAMAGE = (OSError, struct.error, IndexError, ValueError)
"""What olefile and struct raise on broken files: found by cutting and flipping bytes of good ones."""


@dataclass(slots=True)
class _Paragraph:
    """Properties of a paragraph mark. ``borders`` and ``merges`` are those of the row it ends, if it ends one."""

    in_table: bool = False
    ends_row: bool = False
    depth: int = 0
    inner_cell: bool = False
    inner_row: bool = False
    borders: list[int] = field(default_factory=list)
    merges: list[int] = field(default_factory=list)


PLAIN = _Paragraph()


@dataclass(slots=True)
class _Level:
    """A table while its cells are collected."""

    rows: list[tuple[list[list[Node]], _Paragraph]] = field(default_factory=list)
    cells: list[list[Node]] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)


def read_doc(body: bytes) -> Document:
    """Blocks of the main text. Raises Refused: damaged, encrypted, too-large, needs-converter (no Word text inside)."""
    try:
        with olefile.OleFileIO(io.BytesIO(body)) as package:
            if not package.exists("WordDocument"):
                raise Refused("needs-converter", "an Office file without a Word text (a spreadsheet or older)")
            return _File(package).document()
    except _DAMAGE as error:
        raise Refused("damaged", f"no whole Word file: {type(error).__name__}: {error}"[:300]) from error


class _File:
    def __init__(self, package: olefile.OleFileIO) -> None:
        self.word = package.openstream("WordDocument").read()
        magic, flags = (struct.unpack_from("<H", self.word, at)[0] for at in (0, _FLAGS))
        if magic != _MAGIC:
            raise Refused("needs-converter", "an Office file older than Word 97")
        if flags & _ENCRYPTED:
            raise Refused("encrypted", "the file opens only with a password")
        self.table = package.openstream("1Table" if flags & _TABLE_1 else "0Table").read()
        self.data = package.openstream("Data").read() if package.exists("Data") else b""

    def document(self) -> Document:
        paragraphs = self._paragraph_marks()
        hidden = self._hidden_runs()
        # The file's own title is left alone: olefile reads its property sets without limit (11 s on one broken file).
        return Document(MEDIA_TYPE, flatten(_nodes(self._paragraphs(paragraphs, hidden))))

    # -- text

    def _pieces(self) -> Iterator[tuple[int, int, int]]:
        """(offset in the Word stream, characters, bytes a character) of each piece of the main text (2.8.35)."""
        start, size = struct.unpack_from("<II", self.word, _CLX)
        clx = self.table[start : start + size]
        at = 0
        while clx[at] == 1:
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        if clx[at] != 2:
            raise ValueError("no piece table")
        length = struct.unpack_from("<I", clx, at + 1)[0]
        plc = clx[at + 5 : at + 5 + length]
        count = (len(plc) - 4) // 12
        left = struct.unpack_from("<i", self.word, _CCP_TEXT)[0]
        if count > MAX_PIECES or left > MAX_CHARACTERS:
            raise Refused("too-large", f"{count} pieces, {left} characters")
        ends = struct.unpack_from(f"<{count + 1}I", plc, 0)
        for number, (first, end) in enumerate(pairwise(ends)):
            where = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)[0]
            characters = min(end, left) - first
            if characters <= 0:
                continue
            yield ((where & 0x3FFFFFFF) // 2, characters, 1) if where & 0x40000000 else (where, characters, 2)

    def _paragraphs(self, marks: dict[int, _Paragraph], hidden: _Runs) -> Iterator[tuple[str, str, _Paragraph]]:
        """(text, the character that ends it, properties) of each paragraph, cell and row."""
        buffer: list[str] = []
        for start, characters, width in self._pieces():
            raw = self.word[start : start + characters * width]
            text = raw.decode("cp1252" if width == 1 else "utf-16-le", "replace")
            for number, character in enumerate(text):
                at = start + number * width
                if character in "\r\x07\x0c":
                    mark = marks.get(at + width, PLAIN)
                    yield "".join(buffer), character, mark
                    buffer = []
                else:
                    buffer.append(hidden.shown(at, character))
        if buffer:
            yield "".join(buffer), "\r", PLAIN

    # -- properties

    def _pages(self, at: int, entry: int) -> Iterator[tuple[bytes, int, tuple[int, ...]]]:
        """The formatted disk pages listed at a FIB offset: (page, its runs, their borders) (2.9.32, 2.9.174)."""
        start, size = struct.unpack_from("<II", self.word, at)
        count = max(0, (size - 4) // 8)
        for number in struct.unpack_from(f"<{count}I", self.table, start + 4 * (count + 1)):
            page = self.word[number * 512 : number * 512 + 512]
            if len(page) == 512:
                runs = page[511]
                if 4 * (runs + 1) + entry * runs <= 511:
                    yield page, runs, struct.unpack_from(f"<{runs + 1}I", page, 0)

    def _paragraph_marks(self) -> dict[int, _Paragraph]:
        """Properties of each paragraph that has some, by the offset at which it ends."""
        found = {}
        for page, runs, borders in self._pages(_PAPX, 13):
            for run in range(runs):
                offset = page[4 * (runs + 1) + 13 * run] * 2
                if offset:
                    half = page[offset]
                    begin, size = (offset + 1, 2 * half - 1) if half else (offset + 2, 2 * page[offset + 1])
                    found[borders[run + 1]] = self._paragraph(page[begin + 2 : begin + size])
        return found

    def _paragraph(self, modifiers: bytes) -> _Paragraph:
        mark = _Paragraph()
        for code, value in _modifiers(modifiers):
            if code in _HUGE:
                # The properties are kept in the Data stream (2.6.2, sprmPHugePapx).
                at = struct.unpack("<I", value)[0]
                size = struct.unpack_from("<H", self.data, at)[0]
                return self._paragraph(self.data[at + 2 : at + 2 + size])
            if code == _IN_TABLE:
                mark.in_table = bool(value[0])
            elif code == _TTP:
                mark.ends_row = bool(value[0])
            elif code == _DEPTH:
                mark.depth = min(struct.unpack("<i", value)[0], MAX_NESTED)
            elif code == _INNER_CELL:
                mark.inner_cell = bool(value[0])
            elif code == _INNER_TTP:
                mark.inner_row = bool(value[0])
            elif code == _DEFINE_TABLE:
                mark.borders, mark.merges = _table_definition(value)
            elif code == _VERTICAL_MERGE and len(value) >= 2 and value[0] < len(mark.merges):
                flags = {1: _VERTICAL, 3: _VERTICAL | _RESTART}.get(value[1], 0)
                mark.merges[value[0]] = mark.merges[value[0]] & ~(_VERTICAL | _RESTART) | flags
        return mark

    def _styles(self) -> dict[int, str]:
        """What the character styles do; nothing where they are broken: Word shows the text all the same."""
        start, size = struct.unpack_from("<II", self.word, _STYLES)
        try:
            return style_states(self.table[start : start + size], _character_state)
        except (struct.error, IndexError):
            return {}

    def _hidden_runs(self) -> _Runs:
        runs = []
        styles = self._styles()
        for page, count, borders in self._pages(_CHPX, 1):
            for run in range(count):
                offset = page[4 * (count + 1) + run] * 2
                if offset:
                    state = _character_state(page[offset + 1 : offset + 1 + page[offset]], styles)
                    if state:
                        runs.append((borders[run], borders[run + 1], state))
        return _Runs(sorted(runs))


def _modifiers(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(code, operand) of each property modifier (2.2.5.1)."""
    at = 0
    while at + 3 <= len(data):
        code = struct.unpack_from("<H", data, at)[0]
        at += 2
        size = _SIZES.get(code >> 13)
        if size is None:
            if code == _DEFINE_TABLE:
                size, at = struct.unpack_from("<H", data, at)[0] - 1, at + 2
            else:
                size, at = data[at], at + 1
        yield code, data[at : at + size]
        at += size


def _table_definition(value: bytes) -> tuple[list[int], list[int]]:
    """Cell borders in twips, and each cell's merge flags (2.9.322)."""
    cells = value[0]
    borders = list(struct.unpack_from(f"<{cells + 1}h", value, 1))
    flags = value[1 + 2 * (cells + 1) :]
    merges = [struct.unpack_from("<H", flags, 20 * n)[0] if len(flags) >= 20 * n + 2 else 0 for n in range(cells)]
    return borders, merges


def _character_state(modifiers: bytes, styles: Mapping[int, str] = MappingProxyType({})) -> str:
    """``hidden`` or ``raised``, or nothing; ``styles`` are what the styles do by their number."""
    state = ""
    for code, value in _modifiers(modifiers):
        if code == _STYLE:
            state = styles.get(struct.unpack("<H", value)[0], "")
            if state == "hidden":
                return state
        if code == _POSITION and struct.unpack("<h", value)[0] > 0:
            state = "raised"
        if code in (_DELETED, _STRUCK, _VANISHED, _DOUBLE_STRUCK) and value[0] in (1, 129):
            return "hidden"
        if code == _RAISED and value[0] in (1, 2):
            state = "raised"
    return state


class _Runs:
    """Runs of characters that are not shown as they stand, by offset; and fields, whose codes are never shown."""

    def __init__(self, runs: list[tuple[int, int, str]]) -> None:
        self.runs = runs
        self.starts = [start for start, _, _ in runs]
        self.fields: list[bool] = []
        self.code = ""

    def shown(self, at: int, character: str) -> str:
        """What a reader sees of the character at offset ``at``."""
        if character in "\x13\x14\x15":
            return self._field(character)
        if any(self.fields):
            self.code = (self.code + character)[:40]
            return ""
        number = bisect_right(self.starts, at) - 1
        state = self.runs[number][2] if number >= 0 and at < self.runs[number][1] else ""
        if state == "hidden":
            return ""
        shown = _SPECIAL.get(character, "" if character < " " and character != "\t" else character)
        # A raised note mark must not become a digit of the number before it.
        return f"[{shown}]" if state == "raised" and shown.strip() else shown

    def _field(self, character: str) -> str:
        """Between 0x13 and 0x14 stands a field's code, between 0x14 and 0x15 its result (2.8.25).

        What a field shows that has a code and no result is not known.
        """
        if character == "\x13" and len(self.fields) < 100:
            self.fields.append(True)
            self.code = ""
        elif character == "\x14" and self.fields:
            self.fields[-1] = False
        elif character == "\x15" and self.fields:
            # A list to choose from keeps what was chosen elsewhere.
            without = self.fields.pop() or "FORMDROPDOWN" in self.code
            return "\ufffd" if without and self.code.upper().lstrip().startswith(_SHOWN_FIELDS) else ""
        return ""


# A picture is not nothing: a figure given as one must not be read as blank.
# Nor is a drawing or a text box that is anchored here (0x08).
_SPECIAL = {"\x0b": "\n", "\x1e": "-", "\x01": "\ufffc", "\x08": "\ufffc"}
_SHOWN_FIELDS = ("EQ", "FORMDROPDOWN", "=", "SYMBOL", "AUTONUM", "LISTNUM", "MACROBUTTON", "QUOTE")
"""Fields that Word draws by their code alone."""


def _nodes(paragraphs: Iterator[tuple[str, str, _Paragraph]]) -> list[Node]:
    """Text and tables from the stream of paragraphs, cell ends and row ends (2.4.3 to 2.4.5)."""
    levels = [_Level()]
    for text, end, mark in paragraphs:
        depth = max(mark.depth, 1) if mark.in_table or mark.ends_row or mark.inner_cell or end == "\x07" else 0
        _close(levels, depth)
        while len(levels) <= depth:
            levels.append(_Level())
        here = levels[depth]
        if mark.ends_row or mark.inner_row:
            here.rows.append((here.cells, mark))
            here.cells = []
            continue
        if text.strip():
            here.nodes.append(Text(re.sub(r"\n+", "\n", text)))
        if end == "\x07" or mark.inner_cell:
            here.cells.append(here.nodes)
            here.nodes = []
    _close(levels, 0)
    return levels[0].nodes


def _close(levels: list[_Level], depth: int) -> None:
    """End the tables that are deeper than ``depth``: they become nodes of what they stand in."""
    while len(levels) - 1 > depth:
        level = levels.pop()
        if level.rows:
            levels[-1].nodes.append(_table(level.rows))
        levels[-1].nodes.extend(node for cell in [*level.cells, level.nodes] for node in cell)


def _table(rows: list[tuple[list[list[Node]], _Paragraph]]) -> Table:
    """Columns from where the cells' borders stand, merged cells from their flags."""
    edges: list[int] = []
    for border in sorted({border for _, mark in rows for border in mark.borders}):
        if not edges or border - edges[-1] > _NEAR:
            edges.append(border)
    table = Table()
    open_cells: dict[int, TableCell] = {}
    for number, (cells, mark) in enumerate(rows):
        made: list[TableCell] = []
        still_open: dict[int, TableCell] = {}
        for index, nodes in enumerate(cells):
            flags = mark.merges[index] if index < len(mark.merges) else 0
            column, width = _span(edges, mark.borders, index)
            if index == 0 and column:
                table.skip[number] = column
            above = open_cells.get(column)
            if flags & _MERGED and made:
                made[-1].colspan += width
            elif flags & _VERTICAL and not flags & _RESTART and above is not None and above.colspan == width:
                above.rowspan += 1
                above.nodes.extend(nodes)
                still_open[column] = above
            else:
                made.append(TableCell(nodes, width))
                if flags & _VERTICAL:
                    still_open[column] = made[-1]
        open_cells = still_open
        table.rows.append(made)
    return table


def _span(edges: list[int], borders: list[int], index: int) -> tuple[int, int]:
    """(first column, columns) of a cell; one column in turn where its row does not say where it stands."""
    if index + 1 >= len(borders):
        return index, 1
    first = bisect_right(edges, borders[index] + _NEAR) - 1
    return first, max(1, bisect_right(edges, borders[index + 1] + _NEAR) - 1 - first)
