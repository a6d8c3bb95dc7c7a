"""Objects read by our own expression say what they say one token at a time."""

from __future__ import annotations

import pytest
from pdfminer.pdftypes import PDFObjRef
from pdfminer.psparser import LIT

from parsers.formats.pdf import objects


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
