"""From the bytes of a PDF to blocks in reading order."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import itemgetter

from pdfminer.pdfdocument import PDFEncryptionError

from parsers.errors import Refused
from parsers.formats.pdf import limits
from parsers.formats.pdf.annotations import appearances, unprinted_values
from parsers.formats.pdf.columns import aligned_tables
from parsers.formats.pdf.file import DAMAGE, File, Source
from parsers.formats.pdf.furniture import without_furniture
from parsers.formats.pdf.interpreter import Interpreter
from parsers.formats.pdf.lattice import Lattice
from parsers.formats.pdf.lines import Line, lines_of, text_and_box
from parsers.formats.pdf.page import Page
from parsers.formats.pdf.pagenumbers import drop_page_numbers
from parsers.formats.pdf.paragraphs import Draft, continues, drafts_of
from parsers.formats.pdf.rules import Effort
from parsers.formats.pdf.tables import tables_of
from parsers.formats.pdf.trust import count_unreadable
from parsers.formats.pdf.turning import upright
from parsers.formats.pdf.visible import hidden_layers
from parsers.model import Block, Cell, Document, Grid, Place, Problem

# pdfminer tells of each oddity of each object; what matters of them is in the problems of the document.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

MEDIA_TYPE = "application/pdf"

_UNREADABLE = 0.3
"""Of all glyphs without a character: above it the text is not what is printed, and nothing in it can be relied on."""
_DOUBTFUL = 0.02
"""Of a page's glyphs without a character: above it the page is named as a problem. Bullets stay below it."""
_SCANNED = 0.5
"""Of the page covered by pictures, with hardly any text: a scan."""
_TEXT = itemgetter(4)
_FEW_GLYPHS = 20
"""A scan may carry a page number or a stamp of real text."""


def read_pdf(body: bytes) -> Document:
    """Read a PDF; raises ``Refused`` with the reason where it has no readable text.

    Pages that are pictures, or whose fonts do not say which characters they draw, are named as problems where the
    rest of the document can be read.
    """
    _check_start(body)
    with _collector_paused():
        return _read(body)


def _read(body: bytes) -> Document:
    file, pages, metadata = _opened(body)
    pages = [upright(page) for page in pages]
    drop_page_numbers(pages)
    effort = Effort()
    return _document(file, [_read_page(page, effort) for page in pages], metadata)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Without the search for cycles of objects, which goes through all glyphs again and again: an eighth of the time.

    The one great cycle, of the file and its objects, is undone when it is closed; what is left is found afterwards.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _opened(body: bytes) -> tuple[File, list[Page], dict[str, str]]:
    """The one place where damage met by pdfminer becomes a refusal."""
    interpreter = Interpreter()
    try:
        file = File(body)
        interpreter.hide(hidden_layers(file.document.catalog))
        pages = [draw(interpreter, source) for source in file.pages()]
        file.budget.broken += interpreter.ignored
        metadata = file.metadata()
        file.close()
        interpreter.close()
        return file, pages, metadata
    except PDFEncryptionError as error:
        raise Refused("encrypted", f"the file opens only with a password ({type(error).__name__})") from error
    except DAMAGE as error:
        raise Refused("damaged", f"{type(error).__name__}: {error}"[:300]) from error


def _check_start(body: bytes) -> None:
    if not body[:1024].strip(b"\0\r\n \t") and not body.strip(b"\0\r\n \t"):
        raise Refused("empty", "the file has no bytes")
    if len(body) > limits.MAX_BYTES:
        raise Refused("too-large", f"{len(body)} bytes; the limit is {limits.MAX_BYTES}")
    if b"%PDF-" not in body[:1024]:
        raise Refused("damaged", f"no PDF: the file begins with {body[:16]!r}")


@dataclass(slots=True)
class _Read:
    """A page with its tables and its lines outside them."""

    page: Page
    tables: list[Lattice]
    lines: list[Line]
    scanned: bool
    glyphs: int
    unknown: int
    drafts: list[Draft] = field(default_factory=list)


def _document(file: File, pages: list[_Read], metadata: dict[str, str]) -> Document:
    _refuse_unreadable(pages)
    texts = without_furniture([(read.page.height, read.lines) for read in pages])
    for read, lines in zip(pages, texts, strict=True):
        read.drafts = drafts_of(read.page, lines, [table.ys[0] for table in read.tables])
    return Document(
        media_type=MEDIA_TYPE,
        blocks=tuple(_blocks(pages)),
        title=metadata.get("title", ""),
        metadata=metadata,
        pages=len(pages),
        problems=tuple(_problems(file, pages)),
    )


def draw(interpreter: Interpreter, source: Source) -> Page:
    """Everything drawn on a page, as it stands there."""
    x0, y0, x1, y1 = source.box
    page = Page(source.number, x1 - x0, y1 - y0)
    content = b"\n".join(stream.get_data() for stream in source.contents)
    drawn = appearances(source.annotations, interpreter.layers, source.redrawn)
    interpreter.draw(page, content, source.resources, (x0, y0), drawn)
    typed = unprinted_values(source.annotations, interpreter.layers, source.redrawn, (x0, y0))
    page.glyphs += [glyph for glyph in typed if 0 <= glyph.x0 <= page.width and 0 <= glyph.y <= page.height]
    return page


def _read_page(page: Page, effort: Effort) -> _Read:
    printed, unknown = count_unreadable(map(_TEXT, page.glyphs))
    tables, rest = tables_of(page, effort)
    aligned, rest = aligned_tables(page, rest)
    tables = sorted([*tables, *aligned], key=lambda table: -table.ys[0])
    return _Read(page, tables, lines_of(rest), _is_scan(page, printed), printed, unknown)


def _is_scan(page: Page, printed: int) -> bool:
    pictured = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in page.images)
    return printed < _FEW_GLYPHS and (pictured > _SCANNED * page.width * page.height or page.hidden > printed)


def _refuse_unreadable(pages: list[_Read]) -> None:
    """No text at all, or text that is not what is printed."""
    glyphs, unknown = sum(read.glyphs for read in pages), sum(read.unknown for read in pages)
    scans = [read.page.number for read in pages if read.scanned]
    if not glyphs or (scans and all(read.scanned or not read.glyphs for read in pages)):
        what = f"{len(scans)} of {len(pages)} pages are pictures" if scans else f"{len(pages)} pages without any text"
        layered = sum(read.scanned and read.page.hidden > 0 for read in pages)
        # docs/decisions/0008: another program's reading of the same picture, with nothing to show which parts are sure.
        raise Refused("no-text", what + (f", {layered} with a hidden text layer, which is not read" if layered else ""))
    if unknown > _UNREADABLE * glyphs:
        raise Refused("no-text", f"{unknown} of {glyphs} glyphs do not say which characters they are")


def _problems(file: File, pages: list[_Read]) -> Iterator[Problem]:
    if file.repaired:
        yield Problem("damaged", "the file's table of contents is broken or its end is missing; pages may be lost")
    if file.budget.broken:
        yield Problem("damaged", f"{file.budget.broken} streams or drawing operators are defective; text may be lost")
    for read in pages:
        place = f"page {read.page.number}"
        if read.scanned:
            yield Problem("no-text", "the page is a picture", place)
        elif read.unknown > _DOUBTFUL * read.glyphs:
            message = f"{read.unknown} of {read.glyphs} glyphs do not say which characters they are"
            yield Problem("no-text", message, place)


def _blocks(pages: list[_Read]) -> Iterator[Block]:
    """Paragraphs and grids from the top of the first page to the foot of the last."""
    number = 0
    waiting: Draft | None = None
    for read in pages:
        blocks: list[Draft | Lattice] = sorted([*read.drafts, *read.tables], key=lambda block: -_top(block))
        for index, block in enumerate(blocks):
            if isinstance(block, Draft):
                if index == 0 and waiting is not None and continues(waiting, block):
                    waiting = Draft(waiting.page, waiting.lines, block.full, [*waiting.rest, *block.lines])
                    continue
                if waiting is not None:
                    yield waiting.paragraph()
                waiting = block
                continue
            if waiting is not None:
                yield waiting.paragraph()
                waiting = None
            number += 1
            yield _grid(block, read.page, number, cut_top=index == 0, cut_bottom=index == len(blocks) - 1)
    if waiting is not None:
        yield waiting.paragraph()


def _top(block: Draft | Lattice) -> float:
    return block.top if isinstance(block, Draft) else block.ys[0]


def _grid(lattice: Lattice, page: Page, number: int, cut_top: bool, cut_bottom: bool) -> Grid:
    cells = []
    for slot in lattice.cells:
        text, box = text_and_box(slot.glyphs, slot.box[2] - slot.box[0])
        place = Place(page.number, page.box(*(box or slot.box)))
        cells.append(Cell(text, slot.row, slot.column, slot.rowspan, slot.colspan, place))
    place = Place(page.number, page.box(*lattice.box), table=number)
    edges = tuple(lattice.xs)
    return Grid(tuple(cells), lattice.rows, lattice.columns, place, cut_top, cut_bottom, edges, lattice.drawn)
