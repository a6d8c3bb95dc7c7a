"""The only reader of numbers: a blank, a mark and a zero are three answers, and nothing is guessed."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.numbers import read_number, read_unit


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("0", 0, None),
        ("00", 0, None),
        ("11398889", 11398889, None),
        ("1,234,567", 1234567, None),
        ("１２３", 123, None),
        ("１，２３４", 1234, None),
        (" 42\u3000", 42, None),
        ("+1953", 1953, None),
        ("＋9", 9, None),
        ("-14", -14, None),
        ("−3", -3, None),
        ("－2", -2, None),
        ("减4", -4, None),
        ("减少4", -4, None),
        ("增5", 5, None),
        ("12件", 12, None),
        ("33.99 万元", Decimal("33.99"), "万元"),
        ("84933.6787（万元）", Decimal("84933.6787"), "万元"),
        ("251000元", 251000, "元"),
        ("22（其中修订 16 件）", 22, None),
        ("55（含自然失效 29 件）", 55, None),
        ("7①", 7, None),
        ("7[1]", 7, None),
        ("7*", 7, None),
        ("7²", 7, None),
        ("7※", 7, None),
        ("\uf031\uf032", 12, None),
    ],
)
def test_a_number_is_read_with_its_unit(printed: str, value: int | Decimal, unit: str | None) -> None:
    reading = read_number(printed)
    assert (reading.kind, reading.value, reading.unit) == ("number", value, unit)


@pytest.mark.parametrize("printed", ["", " ", "\u3000", "\u00a0\n", "\u200b", "\ufeff"])
def test_a_blank_is_not_zero(printed: str) -> None:
    assert read_number(printed).kind == "blank"


@pytest.mark.parametrize("printed", ["/", "／", "-", "－", "—", "——", "--", "_", "无", "不适用", "\\", "N/A", "/ /"])
def test_a_mark_is_neither_blank_nor_zero(printed: str) -> None:
    assert read_number(printed).kind == "mark"


@pytest.mark.parametrize(
    "printed",
    [
        "详见附表",
        "12 3",
        "12\n3",
        "1,23",
        "约20",
        "20余",
        "1.5万",
        "3/4",
        "一",
        "2020年",
        "12.",
        "1..2",
        "\ufffd2",
        "5-6",
    ],
)
def test_what_is_not_plainly_one_number_stays_text(printed: str) -> None:
    reading = read_number(printed)
    assert (reading.kind, reading.value) == ("text", None)


def test_only_a_pdf_wraps_numbers_over_lines() -> None:
    assert read_number("846\n39", wrapped=True).value == 84639
    assert read_number("846 39", wrapped=True).kind == "text"


@given(st.text())
def test_any_text_has_a_reading(printed: str) -> None:
    reading = read_number(printed)
    assert (reading.value is None) == (reading.kind != "number")


@given(st.integers(0, 10**9), st.sampled_from(["{}", "{:,}", " {} ", "{}件", "（{}）"]))
def test_no_number_is_invented(number: int, shape: str) -> None:
    reading = read_number(shape.format(number))
    assert reading.value in (number, None)


def test_units_stand_in_labels() -> None:
    assert read_unit("本年收费金额\n（单位：万元）") == "万元"
    assert read_unit("采购总金额（元）") == "元"
    assert read_unit("采购总金额") is None


def test_nobody_else_turns_cell_text_into_numbers() -> None:
    """``int(`` on text belongs into numbers.py; these modules count years, spans, bytes and colours, no figures.

    Those of the folders pdf and ocr measure points and pixels.
    """
    others = {"titles.py", "reading.py", "docx.py", "html.py", "scripts.py", "sheets.py"}
    package = Path(__file__).parent.parent / "parsers"
    modules = [path for path in package.rglob("*.py") if not {"pdf", "ocr"}.intersection(path.parts)]
    users = {path.name for path in modules if re.search(r"\b(int|float|Decimal)\(", path.read_text("utf-8"))}
    assert users - others - {"present.py"} == {"numbers.py"}
