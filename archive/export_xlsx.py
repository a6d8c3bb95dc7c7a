"""A table as XLSX: the rows, and a sheet that says what each column means.

Texts are written as texts, so that one that begins with "=" is no formula; nothing becomes a link or a number.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xlsxwriter

from archive.columns import Table, View

ROWS = 1_048_576
"""Rows of a sheet, the head among them."""
LONGEST = 32_767
"""Characters of a cell, counted as Excel counts: in UTF-16."""
CUT = "…〔此处截断，全文见 CSV · cut here, whole in the CSV〕"
"""How a text ends that is too long for a cell; the same words as in the workbooks of the site."""
_DIGITS = 10**15
# Excel keeps fifteen digits of a number.


def write_xlsx(thing: Table | View, batches: Iterable[list[tuple[Any, ...]]], path: Path, rows: int = ROWS) -> int:
    """Write every row, on further sheets where one is full; the number of rows.

    A text too long for a cell is cut there, ends with ``CUT``, and the sheet of meanings says how many are.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(path, options) as book:
        sheets = _Sheets(book, thing, rows)
        for batch in batches:
            for row in batch:
                sheets.add(row)
        _describe(book, thing, sheets.cut)
    return sheets.count


class _Sheets:
    def __init__(self, book: Any, thing: Table | View, rows: int) -> None:
        self.book, self.thing, self.rows = book, thing, rows
        self.count = 0
        self.cut: dict[str, int] = {}
        self.head = book.add_format({"bold": True})
        self._begin(1)

    def _begin(self, number: int) -> None:
        # A sheet's name has 31 characters at most; the longest of ours has 16.
        self.sheet = self.book.add_worksheet(self.thing.name if number == 1 else f"{self.thing.name} ({number})")
        self.sheet.freeze_panes(1, 0)
        for position, column in enumerate(self.thing.columns):
            self.sheet.write_string(0, position, column.name, self.head)
        self.at = 1

    def add(self, row: tuple[Any, ...]) -> None:
        if self.at == self.rows:
            self._begin(self.count // (self.rows - 1) + 1)
        for position, value in enumerate(row):
            self._put(position, value)
        self.at += 1
        self.count += 1

    def _put(self, position: int, value: Any) -> None:
        if value is None:
            return
        if isinstance(value, str):
            text = fitted(value)
            if text is not value:
                name = self.thing.columns[position].name
                self.cut[name] = self.cut.get(name, 0) + 1
            self.sheet.write_string(self.at, position, text)
        elif abs(value) >= _DIGITS:
            self.sheet.write_string(self.at, position, repr(value))
        else:
            self.sheet.write_number(self.at, position, value)


def fitted(text: str) -> str:
    """``text`` itself where a cell holds it; else its beginning and ``CUT``.

    >>> fitted("短") , len(fitted("长" * 40_000)) == LONGEST, fitted("长" * 40_000).endswith(CUT)
    ('短', True, True)
    """
    encoded = text.encode("utf-16-le")
    if len(encoded) <= 2 * LONGEST:
        return text
    # Half of a character of two units is dropped.
    return encoded[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore") + CUT


def _describe(book: Any, thing: Table | View, cut: dict[str, int]) -> None:
    sheet = book.add_worksheet("说明 about")
    lines = [(thing.name, thing.zh, thing.en, ""), ("column", "含义", "meaning", "unit")]
    lines += [(column.name, column.zh, column.en, column.unit) for column in thing.columns]
    for name, count in cut.items():
        zh, en = f"{name} 有 {count} 格超过 Excel 上限 {LONGEST} 字，末尾注明截断；全文见 CSV", "too long for a cell"
        lines.append(("", zh, f"{count} texts of {name} are {en} ({LONGEST} characters) and cut; whole in the CSV", ""))
    for at, line in enumerate(lines):
        for position, text in enumerate(line):
            sheet.write_string(at, position, text)
