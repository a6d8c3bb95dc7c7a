"""PDF text that lies: maps to other ideographs, to private codes, to Latin letters, to other digits."""

from __future__ import annotations

import importlib.util
import struct
from pathlib import Path

import pytest

from parsers import parse
from parsers.errors import Refused
from parsers.formats import ocr
from parsers.formats.pdf import read_pdf
from parsers.formats.pdf.page import UNKNOWN
from parsers.formats.pdf.truetype import outlines
from parsers.formats.pdf.trust import count_unreadable, is_plausible
from parsers.forms import REQUEST_FORMS
from parsers.model import Document, Grid

_spec = importlib.util.spec_from_file_location("pdf_bytes", Path(__file__).parent / "pdf_bytes.py")
assert _spec is not None
assert _spec.loader is not None
pdf_bytes = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(pdf_bytes)

LABELS = "".join(f"{row.group or ''}{row.label}" for row in REQUEST_FORMS["2021"].rows)
HAN = sorted({char for char in LABELS if "\u4e00" <= char <= "\u9fff"})
COMPOSITE = (
    b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 4 0 R/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>]>>"
)


def set_in(meanings: list[str], content: bytes = b"") -> bytes:
    """A page that shows each of the form's ideographs three times, under a map that says they are ``meanings``."""
    codes = b"".join(b"%04X" % (number + 1) for number in range(len(HAN))) * 3
    pairs = b" ".join(
        b"<%04X> <%s>" % (number, meaning.encode("utf-16-be").hex().encode())
        for number, meaning in enumerate(meanings, 1)
    )
    drawn = b"BT /F 0.7 Tf 5 300 Td <%s> Tj ET\n" % codes
    return pdf_bytes.pages_of(
        [drawn + content], font=COMPOSITE, more=[pdf_bytes.stream(b"1 beginbfchar %s endbfchar" % pairs)]
    )


def why(body: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read_pdf(body)
    return refused.value.reason


def test_an_honest_map_is_believed() -> None:
    assert len(HAN) > 100
    found = read_pdf(set_in(HAN))
    assert "".join(block.text for block in found.blocks if not isinstance(block, Grid)).count("政") == 3
    assert found.problems == ()


@pytest.mark.parametrize("shift", [1, -1, 256, 0xE000 - 0x4E00])
def test_a_map_to_other_characters_is_not(shift: int) -> None:
    assert (
        why(set_in([chr(ord(char) + shift if shift < 0x1000 else 0xE000 + n) for n, char in enumerate(HAN)]))
        == "no-text"
    )


def test_pages_that_lie_are_not_called_no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "PACKAGES", ("no_such_package_is_installed",))
    page = b"BT /F 9 Tf 10 300 Td <%s> Tj ET\n"
    honest = page % b"".join(b"%04X" % number for number in range(1, 41))
    lost = page % (b"7FFF" * 8)
    pairs = b" ".join(b"<%04X> <%04X>" % (number, ord(char)) for number, char in enumerate(HAN, 1))
    maps = pdf_bytes.stream(b"1 beginbfchar %s endbfchar" % pairs)
    report = parse(pdf_bytes.pages_of([honest, lost], font=COMPOSITE, more=[maps]))
    assert (report.status, report.reason) == ("refused", "no-text")
    assert parse(pdf_bytes.pages_of([honest, honest], font=COMPOSITE, more=[maps])).reason == "not-a-report"


def test_ideographs_read_as_latin_letters_are_no_text() -> None:
    gbk = LABELS[:100].encode("gb18030").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    assert why(pdf_bytes.pages_of([b"BT /F 2 Tf 10 300 Td (%s) Tj ET\n" % gbk])) == "no-text"


@pytest.mark.parametrize(
    "text",
    [
        "0/0-1—2" * 40,
        "The quick brown fox jumps over the lazy dog. " * 5,
        "".join(HAN),
        "⼀⼆⼈⼊⼋⼒⼯⼤⼩⼼⽂⽅⽇⽉⽔⽣⽤⽬⽰⽴" * 6,
    ],
)
def test_marks_figures_radicals_and_english_are_what_they_are(text: str) -> None:
    printed = len(text.replace(" ", ""))
    assert count_unreadable(text) == (printed, 0)


def test_names_in_rare_characters_and_whole_fonts_are_no_lie() -> None:
    assert is_plausible([chr(0x87A0 + number) for number in range(39)])
    assert is_plausible([chr(code) for code in range(0x4E00, 0x9FA6)])
    assert not is_plausible([chr(0x87A0 + number) for number in range(60)])


def test_a_digit_that_the_file_itself_names_otherwise_is_unknown() -> None:
    """Its map says 8 for a glyph called three: one of them lies."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/X/ToUnicode 4 0 R/Encoding<</Differences[49/one/two/three]>>"
    font += b"/FirstChar 49/Widths[500 500 500]>>"
    maps = pdf_bytes.stream(b"3 beginbfchar <31> <0031> <32> <0032> <33> <0038> endbfchar")
    content = pdf_bytes.lines(1, 2) + pdf_bytes.grid_texts([["12121212", "3"]])
    found: Document = read_pdf(pdf_bytes.pages_of([content], font=font, more=[maps]))
    (grid,) = [block for block in found.blocks if isinstance(block, Grid)]
    assert [cell.text for cell in grid.cells] == ["12121212", UNKNOWN]


def program_of(outlines: list[int]) -> bytes:
    """A TrueType program whose glyphs have so many outlines, and nothing else."""
    glyphs = b"".join(struct.pack(">h", count) + bytes(10) for count in outlines)
    loca = b"".join(struct.pack(">L", 12 * number) for number in range(len(outlines) + 1))
    head = bytes(50) + struct.pack(">h", 1) + bytes(2)
    at, directory, body = 12 + 16 * 3, b"", b""
    for tag, table in ((b"glyf", glyphs), (b"head", head), (b"loca", loca)):
        directory += struct.pack(">4sLLL", tag, 0, at + len(body), len(table))
        body += table
    return b"\0\1\0\0" + struct.pack(">HHHH", 3, 0, 0, 0) + directory + body


OUTLINES = [2, 1, 1, 1, 2, 1, 2, 1, 3, 2]
"""Of the digits from 0 to 9, in all 109 TrueType fonts looked at."""


@pytest.mark.parametrize(
    ("first", "second", "told"), [("3", "8", True), ("1", "4", True), ("8", "6", True), ("3", "5", False)]
)
def test_exchanged_digits_are_told_by_their_outlines(first: str, second: str, told: bool) -> None:
    """The map says 8 for the glyph of the 3 and the other way about; 3 and 5 look alike to whoever counts outlines."""
    shown = "0123456789"
    for said in (shown, shown.translate(str.maketrans(first + second, second + first))):
        font = COMPOSITE.replace(b"/DW 1000", b"/DW 500/FontDescriptor<</Type/FontDescriptor/FontFile2 5 0 R>>")
        pairs = b" ".join(b"<%04X> <%04X>" % (number, ord(digit)) for number, digit in enumerate(said))
        more = [pdf_bytes.stream(b"10 beginbfchar %s endbfchar" % pairs), pdf_bytes.stream(program_of(OUTLINES))]
        content = b"BT /F 9 Tf 10 300 Td <%s> Tj ET\n" % b"".join(b"%04X" % number for number in range(10))
        body = pdf_bytes.pages_of([content], font=font, more=more)
        if told and said != shown:
            assert why(body) == "no-text"
        else:
            assert [block.text for block in read_pdf(body).blocks if not isinstance(block, Grid)] == [said]


def test_programs_that_end_too_early_tell_nothing() -> None:
    program = program_of(OUTLINES)
    assert outlines(program, range(10)) == dict(enumerate(OUTLINES))
    assert outlines(program, [70_000]) == {}
    assert [outlines(program[:size], range(10)) for size in (0, 11, 40, 100)] == [{}] * 4
