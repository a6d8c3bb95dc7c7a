"""Objects read by our own expression say what they say one token at a time."""

from __future__ import annotations

import pytest
from pdfminer.pdftypes import PDFObjRef
from pdfminer.psparser import LIT

from parsers.formats.pdf import objects, xref


def test_whole_arrays_hold_their_items_in_order() -> None:
    names = [1, LIT("a"), LIT("b c"), -2.5, LIT("d"), True, None]
    assert objects.read(b"[1 /a/b#20c -2.5/d true null]", None) == [names]
    assert objects.read(b"[] [ 0 007 +1 ]", None) == [[], [0, 7, 1]]


def test_references_within_an_array_are_references() -> None:
    (found,) = objects.read(b"[3 0 R /R 12 0 R 5]", None)
    assert [item.objid if isinstance(item, PDFObjRef) else item for item in found] == [3, LIT("R"), 12, 5]


def test_drawings_of_glyphs_are_passed_over() -> None:
    (font,) = objects.read(b"<</CharProcs <</g0 1 0 R /g1 2 0 R>> /FirstChar 3>>", None)
    assert font == {"CharProcs": {}, "FirstChar": 3}


@pytest.mark.parametrize("data", [b"<</O <3ee0\x0501> >>", b"[1 nan]", b"[1 -]", b"[1 1x]", b"[word]", b"[0 R]", b"[1"])
def test_what_is_unusual_is_left_to_pdfminer(data: bytes) -> None:
    with pytest.raises(objects.Unusual):
        objects.read(data, None)


def entries(*offsets: int) -> bytes:
    return b"".join(b"%010d 00000 %c \n" % (offset, b"n" if offset else b"f") for offset in offsets)


def test_a_table_of_cross_references_is_looked_up_by_its_sections() -> None:
    whole = b"junk xref\n0 3\n" + entries(0, 17, 42) + b"7 1\n" + entries(99) + b"trailer <</Size 8/Prev 5>>\nstartxref"
    table = xref.table_at(whole, 4, None)
    assert table is not None
    assert [table.get_pos(number) for number in (1, 2, 7)] == [(None, 17, 0), (None, 42, 0), (None, 99, 0)]
    assert table.trailer == {"Size": 8, "Prev": 5}
    for missing in (0, 3, 8):
        with pytest.raises(KeyError):
            table.get_pos(missing)


@pytest.mark.parametrize(
    "odd",
    [
        b"xref\n0 2\n" + entries(0, 17)[:-1] + b"trailer <<>> startxref",
        b"xref\n0 3\n" + entries(0, 17) + b"trailer <<>> startxref",
        b"xref\n0 2\n" + entries(0, 17) + b"startxref",
        b"7 0 obj",
    ],
)
def test_a_table_in_any_other_form_is_left_to_pdfminer(odd: bytes) -> None:
    assert xref.table_at(odd, 0, None) is None


def test_widths_and_names_of_glyphs_are_unpacked_when_asked_for() -> None:
    (font,) = objects.read(b"<</Widths [500 .5 x]/Encoding <</Differences[3/a/b 9/c]>>/FirstChar 1>>", None)
    assert [font["Widths"].get(index) for index in (-1, 0, 1, 2, 3)] == [None, 500, 0.5, None, None]
    assert list(font["Encoding"]["Differences"]) == [3, LIT("a"), LIT("b"), 9, LIT("c")]
    (referring,) = objects.read(b"<</Widths [5 0 R 7]>>", None)
    assert [type(item) for item in referring["Widths"]] == [PDFObjRef, int]
