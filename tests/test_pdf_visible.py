"""What a viewer of a PDF does not show is no figure, and what it shows beside the page's content is one."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from parsers.formats.pdf import read_pdf
from parsers.formats.pdf.page import UNKNOWN
from parsers.model import Grid

_spec = importlib.util.spec_from_file_location("pdf_bytes", Path(__file__).parent / "pdf_bytes.py")
assert _spec is not None
assert _spec.loader is not None
pdf_bytes = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(pdf_bytes)
pages_of, grid_texts, lines, text = pdf_bytes.pages_of, pdf_bytes.grid_texts, pdf_bytes.lines, pdf_bytes.text

DRAWN = lines(1, 2) + grid_texts([["a", "12"]])
OLD = text(176.2, 486, "9")
"""Behind the 12."""


def cells(pdf: bytes) -> list[str]:
    (grid,) = (block for block in read_pdf(pdf).blocks if isinstance(block, Grid))
    return [cell.text for cell in grid.cells]


def with_states(content: bytes, states: bytes) -> bytes:
    made: bytes = pages_of([content])
    return made.replace(b"/Resources<<", b"/Resources<<" + states).replace(b"startxref", b"startxref\n0 %", 1)


@pytest.mark.parametrize(
    ("states", "hidden"),
    [
        (b"/ExtGState<</S<</ca 0>>>>", b"q /S gs " + OLD + b"Q\n"),
        (b"", b"q 0 0 5 5 re W n " + OLD + b"Q\n"),
        (b"", OLD + b"1 g 176.2 480 8 12 re f 0 g\n"),
        (b"", b"q 100 480 60 20 re W n " + text(105, 486, " ") + OLD + text(110, 486, " ") + b"Q\n"),
        (b"", OLD + b"q 176.2 480 8 12 re W n 1 g 176.2 480 8 12 re f Q\n"),
    ],
    ids=["transparent", "clipped", "covered", "clipped amid", "covered as far as clipped"],
)
def test_what_does_not_show_is_not_read(states: bytes, hidden: bytes) -> None:
    assert cells(with_states(hidden + DRAWN, states)) == ["a", "12"]


def turned(content: bytes) -> bytes:
    """The same on a sheet that lies on its side."""
    made: bytes = pages_of([b"0 1 -1 0 600 0 cm " + content], page=b"/MediaBox[0 0 600 400]/Rotate 90")
    return made


def test_what_shows_of_turned_text_is_told_as_of_other_text() -> None:
    covered = OLD + b"1 g 176.2 480 8 12 re f 0 g\n"
    assert cells(turned(covered + DRAWN)) == ["a", "12"]
    assert cells(turned(DRAWN + b"1 g " + OLD + b"0 g\n")) == ["a", "12" + UNKNOWN]


PICTURE = pdf_bytes.stream(
    b"\0\0\0", b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceRGB"
)


@pytest.mark.parametrize(
    "over",
    [
        b"q /S gs 300 0 0 300 50 250 cm /I Do Q\n",
        b"q 0 0 9 9 re W n 300 0 0 300 50 250 cm /I Do Q\n",
        b"q /S gs 1 g 50 250 300 300 re f Q\n",
        b"1 g 50 250 300 300 re 60 260 280 280 re f* 0 g\n",
    ],
    ids=["translucent picture", "clipped picture", "translucent ground", "frame"],
)
def test_what_is_seen_through_hides_nothing(over: bytes) -> None:
    made = pages_of([DRAWN + over], xobjects=b"/I 4 0 R", more=[PICTURE])
    made = made.replace(b"/Resources<<", b"/Resources<</ExtGState<</S<</ca .3>>>>")
    assert cells(made.replace(b"startxref", b"startxref\n0 %", 1)) == ["a", "12"]


@pytest.mark.parametrize(
    "ground",
    [b"160 480 60 20 re 161 481 58 18 re f*\n", b"160 480 60 20 re f 1 g 160 480 60 20 re f 0 g\n"],
    ids=["frame", "covered ground"],
)
def test_white_figures_within_a_dark_frame_are_unknown(ground: bytes) -> None:
    content = ground + lines(1, 2) + grid_texts([["abcde", ""]]) + b"1 g " + grid_texts([["", "12"]])
    assert cells(pages_of([content])) == ["abcde", UNKNOWN * 2]


def test_what_shows_is_read_wherever_it_is_clipped() -> None:
    assert cells(pages_of([DRAWN + b"q 170 480 40 20 re W n " + OLD + b"Q\n"])) == ["a", "129"]


@pytest.mark.parametrize(
    ("states", "doubtful"),
    [
        (b"/ExtGState<</S<</SMask<</S/Luminosity>>>>>>", b"q /S gs " + OLD + b"Q\n"),
        (b"", b"1 g " + OLD + b"0 g\n"),
    ],
    ids=["masked", "white"],
)
def test_digits_of_which_nobody_knows_whether_they_show_are_unknown(states: bytes, doubtful: bytes) -> None:
    assert cells(with_states(DRAWN + doubtful, states)) == ["a", "12" + UNKNOWN]


def test_white_figures_on_a_dark_ground_are_read() -> None:
    content = b".1 .2 .5 rg 160 480 60 20 re f 0 g\n" + lines(1, 2) + b"1 g " + grid_texts([["a", "12"]])
    assert cells(pages_of([content])) == ["a", "12"]


@pytest.mark.parametrize(("state", "read"), [(b"/OFF[4 0 R]", "12"), (b"/ON[4 0 R]", "129")])
def test_a_layer_that_is_off_is_not_read(state: bytes, read: str) -> None:
    made = pages_of([DRAWN + b"/OC /L BDC " + OLD + b"EMC\n"], more=[b"<</Type/OCG/Name(x)>>"])
    made = made.replace(b"/Resources<<", b"/Resources<</Properties<</L 4 0 R>>")
    made = made.replace(b"/Type/Catalog", b"/Type/Catalog/OCProperties<</OCGs[4 0 R]/D<<" + state + b">>>>")
    assert cells(made) == ["a", read]


@pytest.mark.parametrize(
    ("policy", "read"), [(b"", "129"), (b"/P/AllOn", "12"), (b"/P/AnyOff", "129"), (b"/P/AllOff", "12")]
)
def test_a_group_of_layers_one_of_which_is_off_shows_as_its_policy_says(policy: bytes, read: str) -> None:
    layers = [b"<</Type/OCG/Name(x)>>", b"<</Type/OCG/Name(y)>>", b"<</Type/OCMD/OCGs[4 0 R 5 0 R]%s>>" % policy]
    made = pages_of([DRAWN + b"/OC /L BDC " + OLD + b"EMC\n"], more=layers)
    made = made.replace(b"/Resources<<", b"/Resources<</Properties<</L 6 0 R>>")
    made = made.replace(b"/Type/Catalog", b"/Type/Catalog/OCProperties<</OCGs[4 0 R 5 0 R]/D<</OFF[4 0 R]>>>>")
    assert cells(made) == ["a", read]


def annotated(annotation: bytes, *more: bytes) -> bytes:
    made: bytes = pages_of([lines(1, 2) + grid_texts([["a", ""]])], more=[annotation, *more])
    return made.replace(b"/Type/Page/Parent", b"/Annots[4 0 R]/Type/Page/Parent")


FORM = pdf_bytes.stream(
    b"BT /F 10 Tf 2 6 Td (12) Tj ET",
    b"/Type/XObject/Subtype/Form/BBox[0 0 60 20]/Resources<</Font<</F 3 0 R>>>>",
)


def test_all_of_a_masked_form_is_in_doubt_whatever_was_clipped_before_it() -> None:
    form = pdf_bytes.stream(
        b"/N gs BT /F 10 Tf 2 6 Td (12) Tj ET",
        b"/Subtype/Form/BBox[0 0 60 20]/Group<<>>/Resources<</Font<</F 3 0 R>>/ExtGState<</N<</SMask/None>>>>>>",
    )
    hidden = b"q 160 480 60 20 re W n " + text(300, 300, "777")
    shown = lines(1, 2) + grid_texts([["abcde", ""]]) + hidden + b"/S gs 1 0 0 1 160 480 cm /X Do Q\n"
    made = pages_of([shown], xobjects=b"/X 4 0 R", more=[form])
    made = made.replace(
        b"/Resources<</Font<</F 3 0 R>>/XO", b"/Resources<</ExtGState<</S<</SMask<<>>>>>>/Font<</F 3 0 R>>/XO"
    )
    assert cells(made.replace(b"startxref", b"startxref\n0 %", 1)) == ["abcde", UNKNOWN * 2]


@pytest.mark.parametrize("kind", [b"Widget/FT/Tx/V(9)", b"FreeText/Contents(9)"])
@pytest.mark.parametrize(("flags", "read"), [(b"4", "12"), (b"2", ""), (b"32", "")])
def test_fields_and_typed_comments_are_figures_where_they_show(kind: bytes, flags: bytes, read: str) -> None:
    field = b"<</Subtype/%s/F %s/Rect[160 480 220 500]/AP<</N 5 0 R>>>>" % (kind, flags)
    assert cells(annotated(field, FORM)) == ["a", read]


def test_a_field_that_nothing_draws_shows_its_value() -> None:
    assert cells(annotated(b"<</Subtype/Widget/Rect[160 480 220 500]/Parent 5 0 R>>", b"<</FT/Tx/V(12)>>")) == [
        "a",
        "12",
    ]


@pytest.mark.parametrize(("needed", "read"), [(b"true", "34"), (b"false", "12")])
def test_a_field_shows_its_value_where_its_drawing_is_out_of_date(needed: bytes, read: str) -> None:
    field = b"<</Subtype/Widget/FT/Tx/V(34)/Rect[160 480 220 500]/AP<</N 5 0 R>>>>"
    made = annotated(field, FORM).replace(b"/Type/Catalog", b"/Type/Catalog/AcroForm<</NeedAppearances %s>>" % needed)
    assert cells(made) == ["a", read]


def test_a_field_on_a_layer_that_is_off_is_none() -> None:
    layer = b"<</Type/OCG/Name(x)>>"
    made = annotated(b"<</Subtype/Widget/FT/Tx/V(12)/OC 5 0 R/Rect[160 480 220 500]>>", layer)
    made = made.replace(b"/Type/Catalog", b"/Type/Catalog/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>")
    assert cells(made) == ["a", ""]


@pytest.mark.parametrize(
    ("mark", "read"),
    [
        (text(176.5, 489, "1", 6), "12[1]"),
        (text(167, 486, "3"), "1" + UNKNOWN + "3"),
        (text(165, 484, "7", 40), UNKNOWN),
        (b"165 489.5 m 176.1 489.5 l S\n", UNKNOWN * 2),
    ],
    ids=["note", "overprinted", "watermark", "struck"],
)
def test_marks_on_a_figure_are_no_digits_of_it(mark: bytes, read: str) -> None:
    found = cells(pages_of([DRAWN + mark]))
    assert found[0] == "a"
    assert read in found[1]


def test_covers_beyond_all_measure_cost_nothing() -> None:
    hostile = (
        OLD + b"1 g " + b"-1e30 -1e30 1e38 1e38 re f " * 3_000 + b"q 1e300 0 0 1e300 0 0 cm 1e300 1e300 9 9 re f Q\n"
    )
    assert cells(pages_of([hostile + b"1e38 0 0 1 0 0 cm " + OLD + b"1e-38 0 0 1 0 0 cm 0 g\n" + DRAWN])) == ["a", "12"]


def test_marks_and_grounds_beyond_all_measure_cost_nothing() -> None:
    grounds = b"".join(b"%d 5 9 9 re f " % (number % 300) for number in range(10_000))
    hostile = b"/A BMC " * 60_000 + grounds + b"1 g BT /F 9 Tf 5 300 Td " + b"(x) Tj " * 10_000 + b"ET 0 g\n"
    made = pages_of([hostile + DRAWN], more=[b"<</Type/OCG/Name(x)>>"])
    made = made.replace(b"/Type/Catalog", b"/Type/Catalog/OCProperties<</OCGs[4 0 R]/D<</OFF[4 0 R]>>>>")
    assert cells(made) == ["a", "12"]
