"""A result as an Excel workbook: the rows, what the columns mean, and where it all comes from."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Excel takes no longer text in a cell, and rounds whole numbers beyond 15 digits.
LONGEST, LARGEST = 32_767, 10**15
CUT = "…〔此处截断，全文见 CSV · cut here, whole in the CSV〕"
OPTIONS = {
    "in_memory": True,
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
}


@dataclass(frozen=True, slots=True)
class Result:
    """The columns of an answer by name, and its rows."""

    columns: list[str]
    rows: Sequence[Sequence[Any]]


def make_workbook(result: Result, labels: dict[str, str], source: Sequence[tuple[str, str]]) -> bytes:
    """The bytes of an .xlsx: the sheets 数据, 列说明 and 来源. Text is always text: no formula, no link, no number."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    bold = book.add_format({"bold": True, "bottom": 1})
    data = book.add_worksheet("数据")
    data.freeze_panes(1, 0)
    _write_rows(data, [result.columns], 0, bold)
    _write_rows(data, result.rows, 1)
    if result.columns:
        data.autofilter(0, 0, max(len(result.rows), 1), len(result.columns) - 1)
    columns = book.add_worksheet("列说明")
    columns.set_column(0, 0, 28)
    columns.set_column(1, 1, 90)
    _write_rows(columns, [("列 Column", "意思与单位 Meaning and unit")], 0, bold)
    _write_rows(columns, [(name, labels.get(name, "")) for name in result.columns], 1)
    origin = book.add_worksheet("来源")
    origin.set_column(0, 0, 28)
    origin.set_column(1, 1, 110)
    _write_rows(origin, source, 0)
    book.close()
    return out.getvalue()


def _write_rows(sheet: Any, rows: Sequence[Sequence[Any]], first: int, style: Any = None) -> None:
    for number, row in enumerate(rows, first):
        for column, value in enumerate(row):
            if value is None:
                continue
            if isinstance(value, (int, float)) and math.isfinite(value) and abs(value) < LARGEST:
                sheet.write_number(number, column, value, style)
            else:
                sheet.write_string(number, column, as_text(value), style)


def as_text(value: object) -> str:
    """A cell's text, no longer than Excel takes.

    >>> as_text("=1+1"), as_text(b"abc"), len(as_text("字" * 40_000))
    ('=1+1', '〔3 字节 bytes〕', 32767)
    """
    if isinstance(value, bytes):
        return f"〔{len(value)} 字节 bytes〕"
    text = str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT
