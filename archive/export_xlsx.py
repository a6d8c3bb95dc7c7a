"""A table as XLSX: the rows, and a sheet that says what each column means.

Texts are written as texts, so that one that begins with "=" is no formula; nothing becomes a link or a number.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xlsxwriter

from archive.columns import Table, View
from archive.export_tables import NotExportable

ROWS = 1_048_576
"""Rows of a sheet, the head among them."""
LONGEST = 32_767
"""Characters of a cell, counted as Excel counts: in UTF-16."""
_DIGITS = 10**15
# Excel keeps fifteen digits of a number.


def write_xlsx(thing: Table | View, batches: Iterable[list[tuple[Any, ...]]], path: Path, rows: int = ROWS) -> int:
    """Write every row, on further sheets where one is full; the number of rows. NotExportable for too long a text."""
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
        _describe(book, thing)
    return sheets.count


class _Sheets:
    def __init__(self, book: Any, thing: Table | View, rows: int) -> None:
        self.book, self.thing, self.rows = book, thing, rows
        self.count = 0
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
            if len(value.encode("utf-16-le")) // 2 > LONGEST:
                name = f"{self.thing.name}.{self.thing.columns[position].name}"
                raise NotExportable(f"a text of {name} is longer than a cell of XLSX holds: take csv or parquet")
            self.sheet.write_string(self.at, position, value)
        elif abs(value) >= _DIGITS:
            self.sheet.write_string(self.at, position, repr(value))
        else:
            self.sheet.write_number(self.at, position, value)


def _describe(book: Any, thing: Table | View) -> None:
    sheet = book.add_worksheet("说明 about")
    lines = [(thing.name, thing.zh, thing.en, ""), ("column", "含义", "meaning", "unit")]
    lines += [(column.name, column.zh, column.en, column.unit) for column in thing.columns]
    for at, line in enumerate(lines):
        for position, text in enumerate(line):
            sheet.write_string(at, position, text)
