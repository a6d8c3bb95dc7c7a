"""PDF -> Document: published layouts, hand-made traps, hostile files, and pdfminer's own interpreter as the oracle."""

from __future__ import annotations

import importlib.util
import json
import math
import re
import struct
import zlib
from hashlib import md5
from pathlib import Path
from typing import Any

import pytest
from pdfminer.arcfour import Arcfour
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import apply_matrix_pt

from parsers.errors import Refused
from parsers.formats.pdf import limits, read_pdf
from parsers.formats.pdf.file import File
from parsers.formats.pdf.interpreter import Interpreter
from parsers.formats.pdf.page import UNKNOWN
from parsers.formats.pdf.reader import draw
from parsers.model import Document, Grid, Paragraph
from parsers.text import normalise

FILES = Path(__file__).parent / "files" / "pdf"
_spec = importlib.util.spec_from_file_location("pdf_bytes", Path(__file__).parent / "pdf_bytes.py")
assert _spec is not None
assert _spec.loader is not None
pdf_bytes = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(pdf_bytes)
pages_of, grid_texts, lines, text = pdf_bytes.pages_of, pdf_bytes.grid_texts, pdf_bytes.lines, pdf_bytes.text

REPORTS = sorted(path.stem for path in FILES.glob("*.json"))
APPLICANTS = 7
SQUARE = [["a", "12"], ["b", "34"]]


def document(name: str) -> Document:
    return read_pdf((FILES / f"{name}.pdf").read_bytes())


def grids(found: Document) -> list[Grid]:
    return [block for block in found.blocks if isinstance(block, Grid)]


def texts(grid: Grid) -> list[list[str]]:
    """The texts of the cells by the row they begin in."""
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.rows)]


def plain(printed: str) -> str:
    return re.sub(r"\s", "", normalise(printed))


def prints(expected: dict[str, Any], key: str) -> str:
    """What the cell of this figure shows, white space aside."""
    value = expected["figures"][key]
    return plain(expected["printed"].get(key, "" if value is None else str(value)))


def requests_rows(found: Document) -> list[list[str]]:
    """The last seven cells of each row of table three with a figure or a mark in it."""
    rows = []
    inside = False
    for grid in grids(found):
        for owners in grid.owners():
            row = list(dict.fromkeys(cell for cell in owners if cell is not None))
            shown = [plain(cell.text) for cell in row]
            inside = inside or "本年新收" in "".join(shown)
            if inside and len(row) > APPLICANTS and "自然人" not in shown and "商业企业" not in shown:
                rows.append(shown[-APPLICANTS:])
            if "结转下年度" in "".join(shown):
                return rows
    return rows


@pytest.mark.parametrize("name", REPORTS)
def test_every_figure_of_table_three_stands_in_its_row_and_column(name: str) -> None:
    expected = json.loads((FILES / f"{name}.json").read_text())
    printed = [prints(expected, key) for key in expected["figures"] if key.startswith("requests.")]
    rows = [printed[start : start + APPLICANTS] for start in range(0, len(printed), APPLICANTS)]
    assert requests_rows(document(name)) == rows


@pytest.mark.parametrize("name", REPORTS)
def test_tables_two_and_four_are_read_cell_by_cell(name: str) -> None:
    expected = json.loads((FILES / f"{name}.json").read_text())
    shown = [plain(cell.text) for grid in grids(document(name)) for cell in grid.cells]
    for key in expected["figures"]:
        if not key.startswith("requests."):
            assert prints(expected, key) in shown, key


def test_boxes_lie_where_the_figures_were_drawn() -> None:
    name = "raw-fontmap-inv-dense-2020"
    expected = json.loads((FILES / f"{name}.json").read_text())
    cells = [cell for grid in grids(document(name)) for cell in grid.cells if cell.text]
    for key, wheres in expected["where"].items():
        page, x0, y0, x1, y1 = wheres[0]
        inside = []
        for cell in cells:
            assert cell.place.box is not None
            a, b, c, d = cell.place.box
            if cell.place.page == page and x0 <= a and y0 <= b and c <= x1 and d <= y1:
                inside.append(plain(cell.text))
        assert inside == [prints(expected, key)], key


def test_chapters_are_paragraphs_in_order_between_the_tables() -> None:
    found = document("lo-ruled-inv-marks-2021")
    headings = [block.text[:2] for block in found.blocks if isinstance(block, Paragraph) and block.text[1:2] == "、"]
    assert headings == ["一、", "二、", "三、", "四、", "五、", "六、"]
    kinds = "".join("g" if isinstance(block, Grid) else "p" for block in found.blocks)
    assert re.fullmatch(r"p+gpg+pgp+", kinds)


def test_running_heads_and_page_numbers_are_dropped() -> None:
    found = document("lo-repeat-inv-wrongsum-2024")
    paragraphs = [block.text for block in found.blocks if isinstance(block, Paragraph)]
    assert not [text for text in paragraphs if re.fullmatch(r"[-—\s]*\d+[-—\s]*", text)]
    assert len(paragraphs) == len(set(paragraphs))


def test_tables_cut_by_the_page_end_say_so() -> None:
    cuts = [(grid.place.page, grid.cut_top, grid.cut_bottom) for grid in grids(document("lo-ruled-inv-marks-2021"))]
    assert cuts == [(2, False, False), (2, False, True), (3, True, True), (4, False, False)]


def test_a_scan_is_refused_for_want_of_text() -> None:
    with pytest.raises(Refused, match="4 of 4 pages are pictures") as refused:
        document("scan-g4-inv-marks-2021")
    assert refused.value.reason == "no-text"


# ---- the oracle


class Oracle(PDFTextDevice):
    """Every glyph as pdfminer's own interpreter places it: (text, x, y)."""

    def __init__(self) -> None:
        super().__init__(PDFResourceManager())
        self.glyphs: list[tuple[str, float, float]] = []

    def render_char(
        self, matrix: Any, font: Any, fontsize: float, scaling: float, rise: float, cid: int, *_: Any
    ) -> Any:
        try:
            shown = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            shown = UNKNOWN
        # A font that writes downwards has its origin elsewhere.
        place = (math.nan, math.nan) if font.is_vertical() else apply_matrix_pt(matrix, (0, rise))
        self.glyphs.append((shown, *place))
        return font.char_width(cid) * fontsize * scaling


def oracle(path: Path) -> list[list[tuple[str, float, float]]]:
    pages = []
    with path.open("rb") as file:
        device = Oracle()
        interpreter = PDFPageInterpreter(device.rsrcmgr, device)
        for page in PDFPage.create_pages(PDFDocument(PDFParser(file))):
            device.glyphs = []
            interpreter.process_page(page)
            pages.append(device.glyphs)
    return pages


def compare_glyphs(path: Path) -> int:
    """How many glyphs of this file were found to be those of pdfminer's own interpreter: text and place."""
    interpreter = Interpreter()
    compared = 0
    for source, glyphs in zip(File(path.read_bytes()).pages(), oracle(path), strict=True):
        page = draw(interpreter, source)
        expected = [(shown if not shown.isspace() else " ", x, y) for shown, x, y in glyphs]
        assert [glyph.text for glyph in page.glyphs] == [shown for shown, _, _ in expected]
        for glyph, (_, x, y) in zip(page.glyphs, expected, strict=True):
            assert math.isnan(x) or math.isclose(glyph.x0, x, abs_tol=0.01)
            assert math.isnan(y) or math.isclose(glyph.y, y, abs_tol=0.01)
        compared += len(expected)
    return compared


@pytest.mark.parametrize("name", REPORTS)
def test_glyphs_equal_those_of_pdfminers_own_interpreter(name: str) -> None:
    assert compare_glyphs(FILES / f"{name}.pdf") > 2000


def test_glyphs_of_every_layout_of_the_samples_equal_pdfminers(samples: Path) -> None:
    layouts = [path for path in sorted((samples / "seeds").iterdir()) if not path.name.startswith("scan")]
    found = [sorted(layout.glob("*/report.pdf"))[1:2] for layout in layouts]
    paths = [*(path for paths in found for path in paths), *sorted((samples / "real").glob("*.pdf"))]
    assert len(paths) >= 6
    assert sum(compare_glyphs(path) for path in paths) > 10_000


# ---- ruling lines


def only_grid(content: bytes, **options: Any) -> Grid:
    (grid,) = grids(read_pdf(pages_of([content], **options)))
    return grid


def rectangle(x: float, y: float, width: float, height: float) -> bytes:
    return b"%g %g %g %g re f\n" % (x, y, width, height)


def test_stroked_lines_make_a_grid() -> None:
    grid = only_grid(lines(2, 2) + grid_texts(SQUARE))
    assert texts(grid) == SQUARE
    assert grid.place.table == 1
    assert grid.place.box == (100, 460, 220, 500)
    assert (grid.cut_top, grid.cut_bottom) == (True, True)


def test_thin_rectangles_make_a_grid() -> None:
    across = b"".join(rectangle(100, y - 0.25, 120, 0.5) for y in (460, 480, 500))
    upright = b"".join(rectangle(x - 0.25, 460, 0.5, 40) for x in (100, 160, 220))
    assert texts(only_grid(across + upright + grid_texts(SQUARE))) == SQUARE


def test_dashes_and_dots_make_a_grid() -> None:
    dashes = b"".join(rectangle(x, y, 3, 0.5) for y in (460, 480, 500) for x in range(100, 220, 6))
    dots = b"".join(rectangle(x, y, 0.7, 0.7) for x in (100, 160, 220) for y in range(460, 500, 2))
    assert texts(only_grid(dashes + dots + grid_texts(SQUARE))) == SQUARE


def test_coloured_cells_without_lines_make_a_grid() -> None:
    cells = b"".join(rectangle(x, y, 60, 20) for x in (100, 160) for y in (460, 480))
    assert texts(only_grid(b".9 .9 1 rg\n" + cells + b"0 g\n" + grid_texts(SQUARE))) == SQUARE


def test_a_row_between_two_grounds_is_a_row() -> None:
    rows = [*SQUARE, ["c", "56"]]
    cells = b"".join(rectangle(x, y, 60, 20) for x in (100, 160) for y in (440, 480))
    assert texts(only_grid(b".9 .9 1 rg\n" + cells + b"0 g\n" + grid_texts(rows))) == rows


def test_double_lines_are_one() -> None:
    twice = lines(2, 2) + lines(2, 2, x=101.5, top=498.5)
    assert texts(only_grid(twice + grid_texts(SQUARE))) == SQUARE


def test_underlines_that_reach_the_border_part_nothing() -> None:
    rows = [["x" * 11, "12"], ["b", "34"]]
    under = b"".join(rectangle(x, y, width, 0.5) for x, y, width in ((105, 484.5, 55), (165, 464.5, 11.12)))
    through = b"165 489.5 m 176.12 489.5 l S\n"
    rows[0][1] = UNKNOWN * 2  # struck out: nobody knows what is meant instead
    assert texts(only_grid(lines(2, 2) + grid_texts([["x" * 11, "12"], ["b", "34"]]) + under + through)) == rows


def test_white_lines_and_underlines_part_nothing() -> None:
    content = lines(1, 2) + b"1 G 100 490 m 220 490 l S 0 G 166 484 m 178 484 l S\n" + grid_texts([["a", "12"]])
    assert texts(only_grid(content)) == [["a", "12"]]


def test_a_table_open_at_the_page_end_keeps_its_last_row() -> None:
    across = b"100 500 m 220 500 l S 100 480 m 220 480 l S\n"
    upright = b"".join(b"%d 500 m %d 460 l S\n" % (x, x) for x in (100, 160, 220))
    assert texts(only_grid(across + upright + grid_texts(SQUARE))) == SQUARE


def test_missing_lines_make_merged_cells() -> None:
    head = b"100 500 m 280 500 l S 160 480 m 280 480 l S 100 460 m 280 460 l S\n"
    upright = b"100 500 m 100 460 l S 160 500 m 160 460 l S 220 480 m 220 460 l S 280 500 m 280 460 l S\n"
    grid = only_grid(head + upright + grid_texts([["a", "b", ""], ["", "1", "2"]]))
    spans = [(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells]
    assert spans == [("a", 0, 0, 2, 1), ("b", 0, 1, 1, 2), ("1", 1, 1, 1, 1), ("2", 1, 2, 1, 1)]


def test_a_box_around_text_is_no_table() -> None:
    found = read_pdf(pages_of([lines(1, 1) + text(110, 486, "boxed")]))
    assert [block.text for block in found.blocks if isinstance(block, Paragraph)] == ["boxed"]
    assert not grids(found)


def test_a_layout_frame_around_tables_is_no_table() -> None:
    frame = b"20 550 m 380 550 l 380 300 l 20 300 l s 20 520 m 380 520 l S\n"
    found = read_pdf(pages_of([frame + text(30, 530, "head") + lines(2, 2) + grid_texts(SQUARE)]))
    assert [texts(grid) for grid in grids(found)] == [SQUARE]
    assert [block.text for block in found.blocks if isinstance(block, Paragraph)] == ["head"]


FIGURES = [
    ["", "p", "q", "r", "s"],
    ["one", "1", "22", "333", "4"],
    ["two", "10", "2", "3", "44"],
    ["three", "1", "2", "0", "3"],
]


def test_figures_under_one_another_are_a_table_without_lines() -> None:
    found = read_pdf(pages_of([grid_texts(FIGURES, x=40)]))
    assert [texts(grid) for grid in grids(found)] == [FIGURES]
    assert not [block for block in found.blocks if isinstance(block, Paragraph)]


def test_a_table_without_lines_and_with_blanks_is_left_alone() -> None:
    blanks = [*FIGURES[:2], ["two", "10", "", "3", ""], *FIGURES[2:]]
    assert not grids(read_pdf(pages_of([grid_texts(blanks, x=40)])))


def test_figures_in_prose_or_out_of_line_are_no_table() -> None:
    prose = b"".join(text(40, 500 - 14 * row, f"there were 1, 2, 3 or {row} of 17 18 19 20 then") for row in range(4))
    ragged = b"".join(text(40 + 37 * (row % 3), 300 - 14 * row, "11    22    33    44") for row in range(4))
    two = grid_texts(FIGURES[:3], x=40, top=200)
    assert not grids(read_pdf(pages_of([prose + ragged + two])))


# ---- text in cells


def test_glyphs_drawn_twice_count_once() -> None:
    bold = b"".join(grid_texts(SQUARE, x=100 + shift) for shift in (0, 0.3, 0.6))
    assert texts(only_grid(lines(2, 2) + bold)) == SQUARE


def test_equal_digits_side_by_side_are_two() -> None:
    assert texts(only_grid(lines(1, 2) + grid_texts([["a", "1100"]]))) == [["a", "1100"]]


def test_lines_of_a_cell_are_kept_apart() -> None:
    content = lines(1, 2) + text(105, 490, "1234567890", 8) + text(105, 482, "34", 8)
    assert texts(only_grid(content)) == [["1234567890\n34", ""]]
    # There was room for all four digits on one line: these are two numbers, and never 1234.
    content = lines(1, 2) + text(105, 490, "12", 8) + text(105, 482, "34", 8)
    assert texts(only_grid(content)) == [["12 \n34", ""]]


def test_numbers_that_stand_apart_are_not_joined() -> None:
    content = lines(1, 2) + text(105, 486, "12") + text(125, 486, "34")
    assert texts(only_grid(content)) == [["12 34", ""]]


def test_a_number_wider_than_its_column_stays_whole() -> None:
    content = lines(1, 2) + text(110, 486, "123456789012")
    assert texts(only_grid(content)) == [["123456789012", ""]]


def test_characters_placed_one_by_one_are_one_number() -> None:
    content = lines(1, 2) + b"BT /F 10 Tf 105 486 Td [(1)-50(2)-50(3)] TJ ET\n"
    assert texts(only_grid(content)) == [["123", ""]]


def test_blank_cells_have_no_text_and_the_place_of_the_cell() -> None:
    grid = only_grid(lines(1, 2) + grid_texts([["a", ""]]))
    assert [(cell.text, cell.place.box) for cell in grid.cells] == [
        ("a", (105, 484.8, 110.56, 494.8)),
        ("", (160, 480, 220, 500)),
    ]


# ---- pages that are turned, moved, or written downwards


@pytest.mark.parametrize(("matrix", "page"), [(b"0 1 -1 0 600 0", b"/Rotate 90"), (b"0 -1 1 0 0 400", b"")])
def test_sideways_pages_are_read_upright_and_placed_as_they_lie(matrix: bytes, page: bytes) -> None:
    """A table typed on 400 x 600 and turned a quarter by the content; the boxes are those of the page as it lies."""
    content = b"q %s cm\n" % matrix + lines(2, 2) + grid_texts(SQUARE) + b"Q"
    grid = only_grid(content, page=b"/MediaBox[0 0 600 400]" + page)
    assert texts(grid) == SQUARE
    a, b, c, d, e, f = map(float, matrix.split())
    corners = [(a * x + c * y + e, b * x + d * y + f) for x, y in ((100, 460), (220, 500))]
    xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    assert grid.place.box == (xs[0], ys[0], xs[1], ys[1])


def test_boxes_count_from_the_shown_part_of_the_page() -> None:
    page = b"/MediaBox[-50 -50 450 650]/CropBox[50 40 400 600]"
    assert only_grid(lines(2, 2) + grid_texts(SQUARE), page=page).place.box == (50, 420, 170, 460)


def test_a_turned_word_stands_in_its_cell() -> None:
    turned = b"BT /F 10 Tf 0 1 -1 0 134 482 Tm (up) Tj ET\n"
    assert texts(only_grid(lines(1, 2) + turned + grid_texts([["", "12"], ["", "345678"]]))) == [["up", "12"]]


def test_a_watermark_falls_into_no_cell() -> None:
    mark = b"BT /F 40 Tf .7 .7 -.7 .7 110 470 Tm (9876) Tj ET\n"
    assert texts(only_grid(lines(2, 2) + mark + grid_texts(SQUARE))) == SQUARE


VERTICAL = (
    b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-V/ToUnicode 4 0 R/DescendantFonts[<</Subtype/CIDFontType2"
    b"/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>]>>"
)
TO_UNICODE = pdf_bytes.stream(
    b"2 beginbfchar <0001> <4E09> <0002> <3001> endbfchar 1 beginbfrange <0011> <0019> <0031> endbfrange"
)


def test_a_font_that_writes_downwards_stays_in_its_column() -> None:
    content = lines(2, 2).replace(b"100 480 m 220", b"160 480 m 220") + b"BT /F 10 Tf 130 495 Td <00010002> Tj ET\n"
    grid = only_grid(content, font=VERTICAL, more=[TO_UNICODE])
    assert texts(grid) == [["三\n、", ""], [""]]


# ---- what characters mean


def composite(to_unicode: bytes) -> dict[str, Any]:
    return {"font": VERTICAL.replace(b"Identity-V", b"Identity-H"), "more": [pdf_bytes.stream(to_unicode)]}


def test_codes_without_a_character_are_not_guessed() -> None:
    content = lines(1, 2) + b"BT /F 10 Tf 105 486 Td <0011001200130014> Tj ET BT /F 10 Tf 165 486 Td <0031> Tj ET\n"
    grid = only_grid(content, **composite(b"1 beginbfrange <0011> <0019> <0031> endbfrange"))
    assert texts(grid) == [["1234", UNKNOWN]]


def test_a_document_of_unknown_characters_has_no_text() -> None:
    with pytest.raises(Refused) as refused:
        read_pdf(pages_of([b"BT /F 10 Tf 105 486 Td <00110012> Tj ET\n"], **composite(b"")))
    assert refused.value.reason == "no-text"


def test_a_page_with_some_unknown_characters_is_named() -> None:
    content = b"BT /F 10 Tf 105 486 Td <%s0041> Tj ET\n" % (b"0011" * 9)
    found = read_pdf(pages_of([content], **composite(b"1 beginbfrange <0011> <0019> <0031> endbfrange")))
    assert [(problem.kind, problem.place) for problem in found.problems] == [("no-text", "page 1")]


def truetype(first: int, last: int, glyph: int) -> bytes:
    """A TrueType program of nothing but a cmap: characters first to last are the glyphs from ``glyph`` on."""
    segments = struct.pack(">7H", 4, 32, 0, 4, 4, 1, 0) + struct.pack(">2HH2H", last, 0xFFFF, 0, first, 0xFFFF)
    segments += struct.pack(">2H2H", (glyph - first) & 0xFFFF, 1, 0, 0)
    cmap = struct.pack(">2H2HL", 0, 1, 3, 1, 12) + segments
    return struct.pack(">L4H4s3L", 0x10000, 1, 0, 0, 0, b"cmap", 0, 28, len(cmap)) + cmap


EMBEDDED = VERTICAL.replace(b"Identity-V", b"Identity-H").replace(b"/DW", b"/FontDescriptor<</FontFile2 5 0 R>>/DW")
TWO_NUMBERS = lines(1, 2) + b"BT /F 10 Tf 105 486 Td <00110012> Tj ET BT /F 10 Tf 165 486 Td <0013> Tj ET\n"


def embedded(to_unicode: bytes) -> dict[str, Any]:
    program = pdf_bytes.deflated(truetype(0x31, 0x39, 0x11))
    return {"font": EMBEDDED, "more": [pdf_bytes.stream(to_unicode), program]}


def test_without_a_map_the_fonts_own_table_says_what_is_drawn() -> None:
    assert texts(only_grid(TWO_NUMBERS, **embedded(b""))) == [["12", "3"]]


def test_a_map_that_contradicts_the_font_is_not_believed() -> None:
    honest = b"1 beginbfrange <0011> <0019> <FF11> endbfrange"
    assert texts(only_grid(TWO_NUMBERS, **embedded(honest))) == [["１２", "３"]]
    lying = b"3 beginbfchar <0011> <0031> <0012> <0032> <0013> <0038> endbfchar"
    content = TWO_NUMBERS + b"BT /F 10 Tf 105 400 Td <00110012001100120011> Tj ET\n"
    assert texts(only_grid(content, **embedded(lying))) == [["12", UNKNOWN]]


def test_names_that_are_no_glyph_names_mean_nothing() -> None:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Differences[49/g49/two]>>/FirstChar 49/Widths[500 500]>>"
    assert texts(only_grid(lines(1, 2) + grid_texts([["12222", ""]]), font=font)) == [[f"{UNKNOWN}2222", ""]]


TYPE3 = b"<</Type/Font/Subtype/Type3/FontMatrix[.001 0 0 .001 0 0]/FirstChar 49/Widths[500 1000 500]%s>>"


def test_a_digit_as_wide_as_an_ideograph_is_none() -> None:
    """As old Ghostscript writes them: 、 (U+3001) cut down to 1."""
    font = TYPE3 % b"/ToUnicode 4 0 R/Encoding<</Differences[49/g31/g7E/g33]>>"
    maps = pdf_bytes.stream(b"3 beginbfchar <31> <0037> <32> <0031> <33> <0038> endbfchar")
    content = lines(1, 2) + grid_texts([["1313", "2"]])
    assert texts(only_grid(content, font=font, more=[maps])) == [["7878", UNKNOWN]]


def test_numbered_glyphs_are_no_dingbats() -> None:
    for font in (b"", b"/ToUnicode 4 0 R"):
        numbered = TYPE3 % (font + b"/Encoding<</Differences[49/a1/two/three]>>")
        maps = pdf_bytes.stream(b"1 beginbfchar <31> <2701> endbfchar")
        content = lines(1, 2) + grid_texts([["1", "232323"]])
        assert texts(only_grid(content, font=numbered, more=[maps])) == [[UNKNOWN, "232323"]]


def test_text_of_no_size_is_not_read() -> None:
    content = text(20, 20, "shown") + text(20, 32, "hidden", 0) + text(20, 44, "seen")
    blocks = read_pdf(pages_of([content])).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["seen shown"]


def test_hidden_text_is_not_read() -> None:
    content = lines(1, 2) + b"3 Tr\n" + grid_texts([["", "99"]]) + b"0 Tr\n" + grid_texts([["a", "12"]])
    assert texts(only_grid(content)) == [["a", "12"]]


@pytest.mark.parametrize("layer", [b"/I Do Q 3 Tr %s", b"Q %s q 400 0 0 600 0 0 cm /I Do Q"])
def test_a_picture_with_a_hidden_layer_is_a_scan(layer: bytes) -> None:
    image = pdf_bytes.stream(
        b"\0", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    )
    content = b"q 400 0 0 600 0 0 cm " + layer % (grid_texts([["1234567890"] * 3] * 3))
    with pytest.raises(Refused, match="1 of 1 pages are pictures, 1 with a hidden text layer") as refused:
        read_pdf(pages_of([content], xobjects=b"/I 4 0 R", more=[image]))
    assert refused.value.reason == "no-text"


@pytest.mark.parametrize(
    ("width", "mask", "seen"),
    [(320, b"", [["", ""]] * 2), (320, b"/SMask 4 0 R", SQUARE), (60, b"", SQUARE)],
    ids=["large", "transparent", "small"],
)
def test_text_beneath_a_large_picture_is_not_read(width: int, mask: bytes, seen: list[list[str]]) -> None:
    """A scan inside margins over what a machine read from it; the rules of its own stand on top."""
    image = pdf_bytes.stream(
        b"\0", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8" + mask
    )
    picture = b"q %d 0 0 500 40 50 cm /I Do Q\n" % width
    shown = text(20, 20, "a line of text that is shown") + grid_texts([["c", "56"]], top=460)
    content = grid_texts(SQUARE) + picture + lines(3, 2) + shown
    assert texts(only_grid(content, xobjects=b"/I 4 0 R", more=[image])) == [*seen, ["c", "56"]]


# ---- paragraphs


def test_lines_are_joined_and_furniture_dropped() -> None:
    body = "the quick brown fox jumps over the lazy dog and"
    pages = [
        text(40, 570, "A REPORT")
        + text(60, 500, body)
        + text(40, 486, body + " on")
        + text(40, 472, "ends here.")
        + text(60, 458, "Another begins.")
        + text(190, 30, f"- {number} -")
        for number in (1, 2)
    ]
    found = read_pdf(pages_of(pages))
    paragraph = f"{body} {body} on ends here."
    assert [block.text for block in found.blocks if isinstance(block, Paragraph)] == [paragraph, "Another begins."] * 2


def test_a_paragraph_goes_on_over_the_page_end_though_its_first_line_alone_stood_before_it() -> None:
    body = "the quick brown fox jumps over the lazy dog and"
    first = text(40, 500, body + " on") + text(40, 486, "ends here.") + text(60, 60, body)
    second = text(40, 560, "goes on there without an indent, longer than it") + text(40, 546, "ends there.")
    found = [block.text for block in read_pdf(pages_of([first, second])).blocks if isinstance(block, Paragraph)]
    assert found[1] == f"{body} goes on there without an indent, longer than it ends there."


def tall(*figures: str) -> list[bytes]:
    """Pages of a table that reaches into the lower margin, each with a figure there."""
    return [lines(2, 2, top=70) + grid_texts([["a", "7"], ["b", figure]], top=70) for figure in figures]


def test_page_numbers_inside_a_table_are_no_figures() -> None:
    printed = [page + text(185, 32, f"- {number} -") for number, page in enumerate(tall("12", "34"), 8)]
    assert [texts(grid) for grid in grids(read_pdf(pages_of(printed)))] == [
        [["a", "7"], ["b", "12"]],
        [["a", "7"], ["b", "34"]],
    ]
    counted = [page + text(185, 36, str(number)) for number, page in enumerate(tall("", "", ""), 1)]
    assert [texts(grid) for grid in grids(read_pdf(pages_of(counted)))] == [[["a", "7"], ["b", ""]]] * 3


def test_figures_in_the_margin_stay() -> None:
    for figures in (("1", "2"), ("5", "5", "5"), ("1", "2", "4")):
        found = [texts(grid)[1][1] for grid in grids(read_pdf(pages_of(tall(*figures))))]
        assert found == list(figures)


# ---- files that are damaged, locked or hostile


def said(body: bytes) -> list[str]:
    """The reason of a refusal, or the kinds of the problems of a reading."""
    try:
        return [problem.kind for problem in read_pdf(body).problems]
    except Refused as refused:
        return [refused.reason]


def refusal(body: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read_pdf(body)
    return refused.value.reason


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"<html><title>404</title>", "damaged"),
        (b"%PDF-1.7\n", "damaged"),
        (pdf_bytes.file_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]), "damaged"),
        (pages_of([b""]), "no-text"),
    ],
)
def test_what_is_no_pdf_is_refused_with_its_reason(body: bytes, reason: str) -> None:
    assert refusal(body) == reason


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.95])
def test_a_truncated_file_is_refused_or_says_so(share: float) -> None:
    body = (FILES / "lo-ruled-inv-marks-2021.pdf").read_bytes()
    assert "damaged" in said(body[: int(len(body) * share)])


def test_a_stream_cut_short_is_a_problem() -> None:
    content = zlib.compress(lines(2, 2) + grid_texts(SQUARE) + text(20, 20, "nineteen eighty four"))
    for broken in (content[:-12], content[:-12] + b"\xff" * 12):
        assert said(pages_of([pdf_bytes.stream(broken, b"/Filter/FlateDecode")])) == ["damaged"]


def test_operators_without_their_operands_are_a_problem() -> None:
    assert said(pages_of([lines(2, 2) + grid_texts(SQUARE) + b"BT 12 Td (lost) Tj ET\n"])) == ["damaged"]


PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def locked(password: bytes) -> bytes:
    """A page under the oldest encryption (RC4, 40 bits), which a user password opens."""
    owner = Arcfour(md5((password + PAD)[:32]).digest()[:5]).encrypt((password + PAD)[:32])
    permissions = b"\xfc\xff\xff\xff"
    key = md5((password + PAD)[:32] + owner + permissions + b"ID").digest()[:5]
    user = Arcfour(key).encrypt(PAD)

    def sealed(number: int, data: bytes) -> bytes:
        return Arcfour(md5(key + bytes([number, 0, 0, 0, 0])).digest()[:10]).encrypt(data)

    trailer = b"/ID[(ID)(ID)]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (
        owner.hex().encode(),
        user.hex().encode(),
    )
    return pages_of([pdf_bytes.stream(sealed(5, lines(2, 2) + grid_texts(SQUARE)))], trailer=trailer)


def test_a_password_is_a_refusal_and_an_empty_one_is_none() -> None:
    assert refusal(locked(b"secret")) == "encrypted"
    assert [texts(grid) for grid in grids(read_pdf(locked(b"")))] == [SQUARE]


FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 400 600]"


def test_forms_are_drawn_where_they_are_placed() -> None:
    form = pdf_bytes.stream(lines(2, 2) + grid_texts(SQUARE), FORM + b"/Matrix[1 0 0 1 10 -20]")
    grid = only_grid(b"q 1 0 0 1 5 0 cm /X Do Q", xobjects=b"/X 4 0 R", more=[form])
    assert texts(grid) == SQUARE
    assert grid.place.box == (115, 440, 235, 480)


def test_a_form_that_draws_itself_is_drawn_once() -> None:
    form = pdf_bytes.stream(text(100, 100, "once") + b"/X Do", FORM)
    found = read_pdf(pages_of([b"/X Do"], xobjects=b"/X 4 0 R", more=[form]))
    assert [block.text for block in found.blocks if isinstance(block, Paragraph)] == ["once"]


def test_forms_that_multiply_are_refused() -> None:
    forms = [
        pdf_bytes.stream(b"/X Do " * 20, FORM + b"/Resources<</XObject<</X %d 0 R>>>>" % (5 + depth))
        for depth in range(10)
    ]
    assert refusal(pages_of([b"/X Do"], xobjects=b"/X 4 0 R", more=[*forms, b"<<>>"])) == "too-large"


BOMB = b" " * (limits.MAX_STREAM + (1 << 20))


def test_bombs_are_refused_before_they_go_off() -> None:
    assert refusal(pages_of([pdf_bytes.deflated(BOMB)])) == "too-large"
    twice = pdf_bytes.stream(zlib.compress(zlib.compress(BOMB)), b"/Filter[/FlateDecode/FlateDecode]")
    assert refusal(pages_of([twice])) == "too-large"
    assert refusal(pages_of([pdf_bytes.deflated(b"0 " * (limits.MAX_CONTENT // 2 + 1))])) == "too-large"
    assert refusal(pages_of([pdf_bytes.deflated(b"n " * (limits.MAX_INSTRUCTIONS + 1))])) == "too-large"
    assert refusal(pages_of([b"BT /F 1 Tf\n" + b"(x) Tj\n" * (limits.MAX_GLYPHS + 2)])) == "too-large"
    assert refusal(pages_of([b"q " * (limits.MAX_SAVED_STATES + 1)])) == "too-large"
    assert refusal(pages_of([b""], page=b"/MediaBox[0 0 400 99999]")) == "too-large"
    assert refusal(pages_of([b""] * (limits.MAX_PAGES + 1))) == "too-large"


def test_font_maps_without_end_are_refused() -> None:
    content = b"BT /F 10 Tf 105 486 Td <0011> Tj ET\n"
    endless = b"1 beginbfrange <00000000> <7FFFFFFF> <0031> endbfrange"
    assert refusal(pages_of([content], **composite(endless))) == "too-large"
    wide = VERTICAL.replace(b"/DW 1000", b"/W[0 2000000000 500]")
    assert refusal(pages_of([content], font=wide, more=[TO_UNICODE])) == "too-large"


def test_a_page_tree_that_bites_its_tail_ends() -> None:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]
    assert refusal(pdf_bytes.file_of(objects)) == "damaged"


def test_a_table_of_contents_that_is_wrong_or_gone_is_made_anew() -> None:
    whole = pages_of([lines(2, 2) + grid_texts(SQUARE)])
    shifted = b"HTTP/1.1 200 OK\r\n\r\n" + whole
    lost = whole.replace(b"startxref", b"startxxxx").replace(b"xref\n0", b"yref\n0")
    for body in (shifted, lost):
        found = read_pdf(body)
        assert [texts(grid) for grid in grids(found)] == [SQUARE]
        assert [problem.kind for problem in found.problems] == ["damaged"]


def _packed(spare: bytes = b"") -> bytes:
    """A page whose objects lie packed in a stream, ``spare`` ones behind them."""
    packed = [
        (1, b"<</Type/Catalog/Pages 2 0 R>>"),
        (2, b"<</Type/Pages/Kids[4 0 R]/MediaBox[0 0 400 600]/Resources<</Font<</F 3 0 R>>>>>>"),
        (3, pdf_bytes.HELVETICA),
        (4, b"<</Type/Page/Parent 2 0 R/Contents 5 0 R>>"),
    ]
    heads, bodies = b"", b""
    for number, content in packed:
        heads += b"%d %d " % (number, len(bodies))
        bodies += content + b" "
    body = bytearray(b"%PDF-1.7\n")
    places = {5: len(body)}
    body += b"5 0 obj\n" + pdf_bytes.stream(lines(2, 2) + grid_texts(SQUARE)) + b"\nendobj\n"
    places[6] = len(body)
    attributes = b"/Type/ObjStm/N 4/First %d" % len(heads)
    body += b"6 0 obj\n" + pdf_bytes.deflated(heads + bodies + spare, attributes) + b"\nendobj\n"
    places[7] = len(body)
    entries = struct.pack(">BHB", 0, 0, 0) + b"".join(struct.pack(">BHB", 2, 6, index) for index in range(4))
    entries += b"".join(struct.pack(">BHB", 1, places[number], 0) for number in (5, 6, 7))
    table = pdf_bytes.stream(entries, b"/Type/XRef/Size 8/W[1 2 1]/Root 1 0 R")
    body += b"7 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % places[7]
    return bytes(body)


def test_objects_packed_in_streams_are_found_with_and_without_their_table() -> None:
    assert [texts(grid) for grid in grids(read_pdf(_packed()))] == [SQUARE]
    lost = _packed().replace(b"startxref", b"startxxxx")
    assert [texts(grid) for grid in grids(read_pdf(lost))] == [SQUARE]


def test_many_packed_objects_are_read_unless_that_takes_long() -> None:
    """A print with shadowed cells packs thousands. What only pdfminer's own parser understands takes far longer."""
    many = b"<</S[1 2 3]/N 7>> " * 80_000
    assert len(many) > limits.MAX_SLOW_STREAM
    assert [texts(grid) for grid in grids(read_pdf(_packed(many)))] == [SQUARE]
    assert refusal(_packed(many * 3)) == "too-large"
    assert refusal(_packed(many + b"<</S(\\")) == "too-large"


def test_references_in_a_circle_end() -> None:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]>>", b"<</Type/Page/Contents 4 0 R>>"]
    assert refusal(pdf_bytes.file_of([*objects, b"4 0 R"])) == "no-text"
    assert refusal(pdf_bytes.file_of([*objects, b"5 0 R", b"4 0 R"])) == "no-text"


def test_unfinished_objects_without_end_cost_nothing() -> None:
    assert refusal(b"%PDF-1.7\n" + b"1 0 obj\n" * 100_000) == "damaged"
    assert refusal(b"%PDF-1.7\n" + b"1 0 obj\n" * (limits.MAX_OBJECTS + 1)) == "too-large"


def test_maps_that_give_their_codes_again_and_again_are_refused() -> None:
    content = b"BT /F 10 Tf 105 486 Td <0011> Tj ET\n"
    again = b"1 beginbfrange " + b"<0000><FFFF><4E00>" * 3 + b" endbfrange"
    assert refusal(pages_of([content], **composite(again))) == "too-large"
