"""What is done at a glance gives what the long way gives: instructions read as one, maps read at once, quick cells."""

from __future__ import annotations

import importlib.util
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import Any

import pytest
from pdfminer.pdftypes import PDFObjRef

from parsers.formats.pdf import cmaps, objects, read_pdf, trust
from parsers.formats.pdf.file import File
from parsers.formats.pdf.interpreter import Interpreter
from parsers.formats.pdf.page import UNKNOWN
from parsers.formats.pdf.reader import draw
from parsers.model import NOWHERE, Cell, Document, Figure, Grid, Place


def _module(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(f"{name}_for_shortcuts", Path(__file__).parent / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


pdf_bytes, reader_tests = _module("pdf_bytes"), _module("test_pdf_reader")


@pytest.mark.parametrize(
    ("content", "glyphs"),
    [
        (b"BT /F 10 Tf 50 500 Td (ab) Tj ET", 2),
        (b"BT 50 500 Td /F 10 Tf (ab) Tj 12 0 Td (c) Tj ET", 3),
        (b"BT 1 0 0 1 9 9 Tm /F 12 Tf (cd) Tj /F 9 Tf 1 0 0 1 50 500 Tm (ab) Tj 3 4 TD <41> Tj T* (f) Tj ET", 6),
        (b"/F 8 Tf BT 1 0 0 1 9 9 Tm 3 4 Td (a) Tj 1 0 0 1 9 80 Tm /F 9 Tf 3 4 Td (b) Tj 5 0 0 Td (c) Tj ET", 3),
        (b"BT 2 0 0 2 50 300 Tm /F 10 Tf 5 6 Td [(a)-120(bc) 300 <6465>] TJ 1 0 0 1 9 9 Tm [ ] TJ (x) Tj ET", 6),
        (b"/F 10 Tf BT 0 14 TD (a) Tj T* (b) Tj ET\nBT 5 5 Td (c) Tj ET EMC BT (d) Tj ET", 4),
        (b".5 0 0 -.5 0 600 cm BT /F 20 Tf 1 0 0 -1 50 500 Tm <41> Tj\r16.5 0 Td <42> Tj ET", 2),
        (
            b"q /P<</A <41>>>BDC 0 0 99 9 re W* n 2 J BT 3 Tw /F 9 Tf /G gs 5 5 Td (a b) Tj EMC ET Q BT /F 9 Tf (c) Tj",
            4,
        ),
    ],
)
def test_text_in_whatever_order_stands_where_pdfminer_places_it(content: bytes, glyphs: int, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf_bytes.pages_of([content]))
    assert reader_tests.compare_glyphs(path) == glyphs


def test_a_step_before_a_font_that_is_not_there_is_taken() -> None:
    shown = b"BT /F 10 Tf 50 500 Td (a) Tj 0 -30 Td /None 10 Tf (b) Tj /F 10 Tf 0 -30 Td (c) Tj ET"
    [source] = File(pdf_bytes.pages_of([shown])).pages()
    page = draw(Interpreter(), source)
    assert [(glyph.y, glyph.text) for glyph in page.glyphs] == [(500, "a"), (470, UNKNOWN), (440, "c")]


def _rectangles(between: bytes) -> bytes:
    across = b"".join(b"100 %d 120 1 re%s" % (500 - 20 * row, between) for row in range(3))
    upright = b"".join(b"%d 460 1 40 re%s" % (100 + 60 * column, between) for column in range(3))
    return across + upright + pdf_bytes.grid_texts([["a", "12"], ["b", "34"]])


@pytest.mark.parametrize("between", [b" f ", b"\nf\n", b"\r\nf\r\n", b"\rf*\r", b"\tf ", b"  f* ", b" n f "])
def test_rectangles_filled_at_once_and_later_are_the_same_lines(between: bytes) -> None:
    document = read_pdf(pdf_bytes.pages_of([_rectangles(between)]))
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    if b"n" in between:
        assert grids == []  # nothing was painted
    else:
        assert [[cell.text for cell in grid.cells] for grid in grids] == [["a", "12", "b", "34"]]


def test_a_rectangle_without_its_operands_is_left_out_and_what_waits_is_painted() -> None:
    waiting = b"100 500 120 1 re 9 9 re f "
    whole = _rectangles(b" f ").partition(b"f ")[2]
    document: Document = read_pdf(pdf_bytes.pages_of([waiting + whole]))
    assert [block.columns for block in document.blocks if isinstance(block, Grid)] == [2]
    assert [problem.kind for problem in document.problems] == ["damaged"]


@pytest.mark.parametrize("odd", [b"<4E004E8C>", b"<D83D>", b"<41>", b"<>"])
def test_a_long_map_says_what_its_pairs_say(odd: bytes) -> None:
    pairs = [(b"<%02X>" % code, b"<%04X>" % (0x4E00 + code)) for code in range(40)]
    pairs[20:22] = [(pairs[20][0], odd), (pairs[21][0], b"<DE00>")]
    lists = [b"beginbfchar %s %s endbfchar" % pair for pair in pairs]
    at_once = cmaps.to_unicode(b"40 beginbfchar " + b"\n".join(b" ".join(pair) for pair in pairs) + b" endbfchar")
    assert at_once == cmaps.to_unicode(b" ".join(lists))
    assert at_once[19] == "\u4e13"


def test_a_reference_is_two_numbers_and_a_letter() -> None:
    [[first, second, third]] = objects.read(b"[12 0 R 7 3 0 R]", None)
    assert isinstance(first, PDFObjRef)
    assert isinstance(third, PDFObjRef)
    assert (first.objid, second, third.objid) == (12, 7, 3)
    with pytest.raises(objects.Unusual):
        objects.read(b"<</Length 12R>>", None)
    with pytest.raises(objects.Unusual):
        objects.read(b"<</Kids /Count /Type>>", None)


def test_a_page_is_looked_at_glyph_by_glyph_where_one_is_strange() -> None:
    common = ["的", "政", "府", " "] * 60
    assert trust.count_unreadable(common) == (180, 0)
    assert trust.count_unreadable([*common, UNKNOWN, "\ue123", "\uf031"]) == (183, 2)
    assert trust.count_unreadable([*common, *["é"] * 200]) == (380, 380)
    assert trust.count_unreadable(["齉", "龘"] * 60) == (120, 120)


def test_quickly_made_values_are_frozen_and_have_their_defaults() -> None:
    cell = Cell("7", 1, column=2, colspan=3)
    assert cell == Cell(text="7", row=1, column=2, rowspan=1, colspan=3, place=NOWHERE, confidence=None)
    assert replace(cell, text="8").text == "8"
    assert hash(Place(1)) == hash(Place(page=1))
    with pytest.raises(FrozenInstanceError):
        cell.text = "9"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Figure("key", "7", "number")  # type: ignore[call-arg]
