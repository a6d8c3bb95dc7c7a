"""Scans: a fax-like copy of an invented report full of marks, and pictures made of its pages."""

from __future__ import annotations

import importlib.util
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from parsers import parse
from parsers.formats import ocr
from parsers.formats.ocr import can_read_scans, limits, read_scan
from parsers.model import Document, Figure, Grid, Report
from parsers.numbers import read_number
from parsers.tables import read_tables

pytestmark = pytest.mark.skipif(not can_read_scans(), reason="the extra nianbao[ocr] is not installed")

HERE = Path(__file__).parent
SCAN = HERE / "scans" / "inv-marks-2021.pdf"
TABLE_PAGE = 3
"""Of SCAN: the lower half of table three, and table four."""


@pytest.fixture(scope="module")
def body() -> bytes:
    return SCAN.read_bytes()


@pytest.fixture(scope="module")
def wanted() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SCAN.with_suffix(".expected.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def report(body: bytes) -> Report:
    return parse(body)


@pytest.fixture(scope="module")
def page(body: bytes) -> Any:
    """The picture of TABLE_PAGE, as Pillow has it."""
    import pypdfium2

    return pypdfium2.PdfDocument(body)[TABLE_PAGE - 1].render(scale=199.9998 / 72, grayscale=True).to_pil()


@pytest.fixture(scope="module")
def table_four(page: Any) -> Any:
    """The page with nothing on it but table four: pages of little text are read in a second."""
    part = (0, 1380, page.width, 1670)
    bare = page.copy()
    bare.paste(255, (0, 0, page.width, page.height))
    bare.paste(page.crop(part), part)
    return bare


def as_file(image: Any, kind: str, **how: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def is_right(figure: Figure, wanted: dict[str, Any]) -> bool:
    value, printed = wanted["figures"][figure.key], wanted["printed"].get(figure.key)
    kind = figure.kind if printed is None else read_number(printed).kind
    return figure.kind == kind and figure.value == (None if value is None else Decimal(str(value)))


def reviews(document: Document) -> dict[str, tuple[str, Any]]:
    """Table four, which stands whole on TABLE_PAGE."""
    figures = read_tables(document).figures
    return {figure.key: (figure.kind, figure.value) for figure in figures if figure.key.startswith("reviews.")}


def wanted_reviews(wanted: dict[str, Any]) -> dict[str, tuple[str, Any]]:
    printed = wanted["printed"]
    return {
        key: (read_number(printed.get(key, str(value))).kind, value)
        for key, value in wanted["figures"].items()
        if key.startswith("reviews.")
    }


def test_no_figure_of_a_scan_is_wrong_and_hardly_one_in_doubt(report: Report, wanted: dict[str, Any]) -> None:
    assert {figure.key for figure in report.figures} == set(wanted["figures"])
    sure = [figure for figure in report.figures if figure.doubt is None]
    assert [figure for figure in sure if not is_right(figure, wanted)] == []
    assert len(sure) > 0.98 * len(wanted["figures"])
    assert report.status == ("ocr" if len(sure) == len(report.figures) else "partial")


def test_title_organ_year_and_chapters_are_read_from_the_picture(report: Report, wanted: dict[str, Any]) -> None:
    assert (report.organ, report.year, report.form2, report.form3) == (wanted["organ"], wanted["year"], "2021", "2021")
    assert [section.number for section in report.sections if section.number] == [1, 2, 3, 4, 5, 6]


def test_every_figure_says_how_sure_it_is_and_where_it_stands(report: Report) -> None:
    pages = set()
    for figure in report.figures:
        assert figure.ocr is not None
        assert 0 <= figure.ocr <= 1
        assert figure.place.box is not None
        x0, y0, x1, y1 = figure.place.box
        assert 0 <= x0 < x1 <= 1654
        assert 0 <= y0 < y1 <= 2339
        pages.add(figure.place.page)
    assert pages == {2, 3}


def test_the_box_of_a_figure_is_around_its_ink(report: Report, page: Any) -> None:
    """In pixels from the upper left: cut out there and read alone, it says the same."""
    figure = next(figure for figure in report.figures if figure.key == "requests.concluded.natural_person")
    assert figure.place.box is not None
    x0, y0, x1, y1 = map(round, figure.place.box)
    inside = page.crop((x0, y0, x1, y1))
    dark = sum(inside.histogram()[:128])
    around = sum(page.crop((x0 - 6, y0 - 6, x1 + 6, y1 + 6)).histogram()[:128])
    assert dark > 100
    assert around == dark


def test_the_same_bytes_read_the_same(table_four: Any) -> None:
    picture = as_file(table_four, "PNG")
    assert read_scan(picture, "image/png") == read_scan(picture, "image/png")


def test_a_page_reads_the_same_alone_and_among_the_others(body: bytes, report: Report) -> None:
    alone = {figure.key: figure for figure in read_tables(read_scan(body, "application/pdf", {TABLE_PAGE})).figures}
    routes = [figure for figure in report.figures if figure.key.startswith("reviews.")]
    assert routes
    assert [alone[figure.key] for figure in routes] == routes


def test_a_skewed_jpeg_of_a_page(table_four: Any, wanted: dict[str, Any]) -> None:
    askew = table_four.rotate(1.3, fillcolor=255, resample=3)
    picture = as_file(askew.convert("RGB"), "JPEG", quality=60)
    document = read_scan(picture, "image/jpeg")
    assert reviews(document) == wanted_reviews(wanted)
    assert document.metadata["page-images"] == f"1:{table_four.width}x{table_four.height}@0"


def test_a_png_of_a_page_at_twice_the_size_on_transparent_ground(table_four: Any, wanted: dict[str, Any]) -> None:
    large = table_four.resize((table_four.width * 2, table_four.height * 2))
    alpha = large.point(lambda grey: 255 if grey < 128 else 0)
    black = large.point(lambda grey: 0)
    from PIL import Image

    picture = as_file(Image.merge("LA", (black, alpha)), "PNG")
    document = read_scan(picture, "image/png")
    assert reviews(document) == wanted_reviews(wanted)
    grid = next(block for block in document.blocks if isinstance(block, Grid))
    assert grid.place.box is not None
    assert grid.place.box[2] == pytest.approx(2 * 1440, abs=12)


def test_a_long_picture_is_brought_to_the_width_of_a_page(table_four: Any, wanted: dict[str, Any]) -> None:
    from PIL import Image

    long = Image.new("L", (table_four.width, 3 * table_four.height), 255)
    long.paste(table_four, (0, 2 * table_four.height))
    picture = as_file(long.resize((long.width * 2 // 3, long.height * 2 // 3)), "PNG")
    assert reviews(read_scan(picture, "image/png")) == wanted_reviews(wanted)


def spoilt_lines(image: Any, share: float) -> Any:
    """The picture with this share of its ruling lines wiped out, in holes of a millimetre."""
    import cv2
    import numpy
    from PIL import Image

    grey = numpy.asarray(image.convert("L"))
    ink = (grey < 160).astype(numpy.uint8)
    bars = (cv2.morphologyEx(ink, cv2.MORPH_OPEN, numpy.ones(size, numpy.uint8)) for size in ((1, 70), (70, 1)))
    lines = cv2.dilate(cv2.bitwise_or(*bars), numpy.ones((5, 5), numpy.uint8)) > 0
    tall, wide = grey.shape
    holes = numpy.random.default_rng(1).random((tall // 8 + 1, wide // 8 + 1)) < share
    return Image.fromarray(numpy.where(lines & holes.repeat(8, 0).repeat(8, 1)[:tall, :wide], 255, grey))


@pytest.mark.parametrize("share", [0.04, 1.0], ids=["worn", "none"])
def test_a_table_whose_ruling_lines_are_worn_or_absent(table_four: Any, wanted: dict[str, Any], share: float) -> None:
    """Without lines its figures are found by standing under one another: read, or left out."""
    found = reviews(read_scan(as_file(spoilt_lines(table_four, share), "PNG"), "image/png"))
    assert found == wanted_reviews(wanted) if share < 1 else found.items() <= wanted_reviews(wanted).items()


@pytest.mark.parametrize("turns", [1, 2])
def test_a_page_on_its_side_or_head(table_four: Any, wanted: dict[str, Any], turns: int) -> None:
    turned = table_four.rotate(90 * turns, expand=True)
    assert reviews(read_scan(as_file(turned, "PNG"), "image/png")) == wanted_reviews(wanted)


def test_picture_pages_among_written_ones(body: bytes, wanted: dict[str, Any]) -> None:
    """The tables of a report are often pictures in a file whose prose is text."""
    import pypdfium2

    written = HERE / "reports" / "pdf-office-dense-2021" / "source.pdf"
    mixed = pypdfium2.PdfDocument.new()
    mixed.import_pages(pypdfium2.PdfDocument(written), [0])
    mixed.import_pages(pypdfium2.PdfDocument(body), [1, 2])
    out = io.BytesIO()
    mixed.save(out)
    report = parse(out.getvalue())
    sure = [figure for figure in report.figures if figure.doubt is None]
    assert len(sure) > 0.98 * len(wanted["figures"])
    assert [figure for figure in sure if not is_right(figure, wanted)] == []
    assert {figure.place.page for figure in report.figures} == {2, 3}
    assert not any(problem.kind == "no-text" for problem in report.problems)


def test_a_hidden_layer_that_says_otherwise_is_not_believed(table_four: Any, wanted: dict[str, Any]) -> None:
    """docs/decisions/0008: the picture is read, and what stands behind it counts for nothing."""
    spec = importlib.util.spec_from_file_location("pdf_bytes", HERE / "pdf_bytes.py")
    assert spec is not None
    assert spec.loader is not None
    pdf_bytes = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pdf_bytes)
    width, height = table_four.size
    shape = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode"
    image = pdf_bytes.stream(as_file(table_four.convert("L"), "JPEG", quality=90), shape % (width, height))
    layer = b"3 Tr " + b"".join(pdf_bytes.text(60 + 30 * column, 150, "77") for column in range(16))
    lying = pdf_bytes.pages_of(
        [b"q 595 0 0 842 0 0 cm /I Do Q " + layer],
        page=b"/MediaBox[0 0 595 842]",
        xobjects=b"/I 4 0 R",
        more=[image],
    )
    report = parse(lying)
    assert {figure.key: (figure.kind, figure.value) for figure in report.figures} == wanted_reviews(wanted)
    assert all(figure.ocr is not None for figure in report.figures)


def test_blank_pages_are_no_text_and_too_many_are_too_large() -> None:
    import pypdfium2

    for pages, size, reason in (
        (2, (595, 842), "no-text"),
        (1, (3, 3), "no-text"),
        (limits.MAX_PAGES + 1, (595, 842), "too-large"),
    ):
        blank = pypdfium2.PdfDocument.new()
        for _ in range(pages):
            blank.new_page(*size)
        out = io.BytesIO()
        blank.save(out)
        report = parse(out.getvalue())
        assert (report.status, report.reason) == ("refused", reason)


@pytest.mark.parametrize(
    ("picture", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "damaged"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "damaged"),
    ],
)
def test_pictures_that_do_not_hold_together(picture: bytes, reason: str) -> None:
    assert parse(picture).reason == reason


def test_pictures_too_small_or_too_large_are_not_unpacked() -> None:
    from PIL import Image

    assert parse(as_file(Image.new("L", (100, 40), 255), "PNG")).reason == "no-text"
    assert parse(as_file(Image.new("1", (30_000, 30_000), 1), "PNG")).reason == "too-large"


def test_a_hostile_pdf_ends_the_process_that_draws_it_and_not_ours() -> None:
    with pytest.raises(ocr.Refused) as refused:
        read_scan(b"%PDF-1.4\n%%EOF", "application/pdf")
    assert refused.value.reason == "damaged"


def test_marks_are_told_by_their_shape() -> None:
    import cv2
    import numpy

    from parsers.formats.ocr.strokes import ink_of

    def drawn(*lines: tuple[tuple[int, int], tuple[int, int]]) -> str:
        cell = numpy.zeros((52, 90), numpy.uint8)
        for start, end in lines:
            cv2.line(cell, start, end, 255, 2)
        return ink_of(cell, 200).mark()

    assert drawn() == ""
    assert drawn(((38, 36), ((48, 16)))) == "/"
    assert drawn(((42, 36), ((42, 16)))) == "1"
    assert drawn(((40, 36), ((44, 16)))) == "?"
    assert drawn(((34, 26), ((54, 26)))) == "-"
    assert drawn(((34, 26), ((42, 26))), ((48, 26), ((56, 26)))) == "--"
    assert drawn(((34, 50), ((54, 50)))) == ""
    assert drawn(((30, 36), ((30, 16))), ((42, 36), ((42, 16)))) == ""


def test_digits_must_fill_the_width_of_their_ink() -> None:
    import numpy

    from parsers.formats.ocr.answers import Answer
    from parsers.formats.ocr.digits import doubt_widths
    from parsers.formats.ocr.strokes import Ink, Stroke
    from parsers.formats.pdf.lattice import Slot

    def answer(text: str, width: int) -> Answer:
        ink = Ink(numpy.zeros((40, 90), numpy.uint8), (Stroke(5, 10, width, 16, 0.0, 5.0),), 200)
        return Answer(Slot(0, 0, 1, 1, (0, 0, 1, 1)), (0, 0, 90, 40), ink, text=text)

    answers = [answer("57", 22)] * 6 + [answer("305", 34)] * 6
    short, long, one = answer("57", 34), answer("3052", 34), answer("11", 17)
    doubt_widths([*answers, short, long, one])
    assert [item.confidence for item in (answers[0], short, long, one)] == [1.0, 0.0, 0.0, 1.0]


def test_digits_in_pieces_make_every_figure_of_a_scan_uncertain() -> None:
    import numpy

    from parsers.formats.ocr.answers import Answer
    from parsers.formats.ocr.digits import doubt_broken
    from parsers.formats.ocr.strokes import Ink, Stroke
    from parsers.formats.pdf.lattice import Slot

    def answer(text: str, pieces: int) -> Answer:
        strokes = tuple(Stroke(5 + 4 * at, 10, 3, 16, 0.0, 3.0) for at in range(pieces))
        return Answer(
            Slot(0, 0, 1, 1, (0, 0, 1, 1)), (0, 0, 90, 40), Ink(numpy.zeros((40, 90)), strokes, 200), text=text
        )

    for broken, confidence in ((2, 1.0), (6, 0.7)):
        answers = [answer("57", 3)] * broken + [answer("305", 3)] * (10 - broken) + [answer("", 0)]
        doubt_broken(answers)
        assert {item.confidence for item in answers} == {confidence}


# -- what is drawn here needs no reading


def sheet_with(draw: Any) -> Any:
    """A sheet of A4 at 200 dpi on which ``draw`` has drawn, black on white."""
    import numpy

    from parsers.formats.ocr.pictures import Picture
    from parsers.formats.ocr.sheet import sheet_of

    grey = numpy.full((2339, 1654), 255, numpy.uint8)
    draw(grey)
    return sheet_of(Picture(1, grey, 200))


def test_holes_in_ruling_lines_are_closed_and_folds_are_no_lines() -> None:
    import numpy

    from parsers.formats.ocr.ruling import ruling_of
    from parsers.formats.pdf import rules
    from parsers.formats.pdf.lattice import lattice_of

    def draw(grey: numpy.ndarray) -> None:
        for y in range(300, 901, 60):
            grey[y : y + 2, 200:1402] = 0
        for x in range(200, 1401, 150):
            grey[300:902, x : x + 2] = 0
        holes = numpy.random.default_rng(7).random((2339 // 8 + 1, 1654 // 8 + 1)) < 0.06
        grey[holes.repeat(8, 0).repeat(8, 1)[:2339, :1654]] = 255
        grey[:, 820:828] = 120

    ruling = ruling_of(sheet_with(draw))
    (frame,) = rules.frames(ruling.horizontal, ruling.vertical, rules.Effort())
    lattice = lattice_of(frame)
    assert lattice is not None
    assert (lattice.rows, lattice.columns, len(lattice.cells)) == (10, 8, 80)


def test_print_from_the_other_side_is_no_ink_but_pale_ruling_lines_are() -> None:
    import cv2
    import numpy

    def draw(grey: numpy.ndarray) -> None:
        for y in range(200, 1200, 60):
            cv2.putText(grey, "1234567890", (200, y), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 0, 3)
            cv2.putText(grey, "98765", (900, y), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 215, 3)

    def rule(grey: numpy.ndarray) -> None:
        draw(grey)
        grey[180:1200:60, 850:1300] = 215

    clean, ruled = sheet_with(draw), sheet_with(rule)
    assert clean.ink[:, 880:].sum() == 0 < clean.ink[:, 190:600].sum()
    assert clean.grey[:, 880:].min() == 255
    assert ruled.ink[:, 880:].sum() > 0


def form_words(rows: Any, tall: int = 60) -> tuple[list[Any], Any]:
    """(words of these labels of table three down a page, a sheet with seven figures beside each)."""
    from parsers.formats.ocr.engine import Word

    def draw(grey: Any) -> None:
        for at in range(len(rows)):
            for column in range(7):
                grey[405 + tall * at : 425 + tall * at, 880 + 90 * column : 905 + 90 * column] = 0

    words = [
        Word(row.label, 1.0, (200.0 + 100 * bool(row.group), 400.0 + tall * at, 820.0, 430.0 + tall * at))
        for at, row in enumerate(rows)
    ]
    return words, sheet_with(draw)


def test_rows_and_columns_of_table_three_without_lines() -> None:
    from parsers.formats.ocr.engine import Word
    from parsers.formats.ocr.restored import Found, find_requests, requests_lattice
    from parsers.forms import REQUEST_FORMS

    rows = REQUEST_FORMS["2021"].rows
    words, sheet = form_words(rows)
    found = find_requests(sheet, sheet.ink, words)
    assert len(found.bands) == len(rows)
    lattice = requests_lattice(sheet, sheet.ink, found, None)
    assert lattice is not None
    assert not lattice.drawn
    # Two columns of labels, one within the other, and seven of figures.
    assert (lattice.rows, lattice.columns) == (len(rows), 9)
    # A row whose label nobody read stays a row, so that its figures are nobody else's.
    lost = find_requests(sheet, sheet.ink, [word for word in words if "重复申请" not in word.text])
    assert len(lost.bands) == len(rows)
    assert sum(not band.words for band in lost.bands) == 1
    # Figures that stand between two labels may be of either: they are a row without one too.
    low = [Word(word.text, 1.0, (word.box[0], word.box[1] + 30, 820.0, word.box[3] + 30)) for word in words]
    between = find_requests(sheet, sheet.ink, low)
    assert sum(not band.words for band in between.bands) >= len(rows) - 1
    assert find_requests(sheet, sheet.ink, []) == Found()
