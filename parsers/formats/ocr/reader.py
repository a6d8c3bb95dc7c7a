"""Pictures of pages -> blocks in reading order, as the PDF reader makes them from glyphs and rules."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy

from parsers.errors import Refused
from parsers.formats.ocr import digits, limits
from parsers.formats.ocr.answers import Answer, glyph_of, read_answers
from parsers.formats.ocr.engine import Engine, Word, load_engine
from parsers.formats.ocr.overlooked import overlooked
from parsers.formats.ocr.pictures import Picture, pictures_of
from parsers.formats.ocr.restored import Found, find_requests, requests_lattice, reviews_lattice
from parsers.formats.ocr.ruling import Ruling, ruling_of
from parsers.formats.ocr.sheet import ScanPage, Sheet, sheet_of
from parsers.formats.pdf import rules
from parsers.formats.pdf.columns import aligned_tables
from parsers.formats.pdf.furniture import without_furniture
from parsers.formats.pdf.lattice import Lattice, lattice_of
from parsers.formats.pdf.lines import Line, lines_of
from parsers.formats.pdf.page import Glyph, Page
from parsers.formats.pdf.paragraphs import Draft, continues, drafts_of
from parsers.model import Block, Box, Cell, Document, Grid, Place, Problem
from parsers.sniff import GIF, JPEG, PNG, TIFF, sniff

_BLANK = 0.0002
"""Of a page's pixels: less ink than one line of text leaves nothing to look for."""
_SIDEWAYS = 0.6
"""Of the words of a page: if more of them are taller than wide, it lies on its side."""
_GARBLED = 0.8
"""Legibility below which a page may stand on its head: upright ones have 0.9 and more, those on their head 0.7."""


@dataclass(slots=True)
class Table:
    """``boxes`` has an entry an answer, in points."""

    lattice: Lattice
    answers: list[Answer]
    boxes: list[Box]

    @property
    def top(self) -> float:
        return self.lattice.ys[0]


@dataclass(slots=True)
class Read:
    """A page as read; its image is gone."""

    page: ScanPage
    dpi: int
    tables: list[Table]
    lines: list[Line]
    drafts: list[Draft] = field(default_factory=list)

    @property
    def image(self) -> str:
        width, height = self.page.size
        return f"{self.page.number}:{width}x{height}@{self.dpi}"


def read_pictures(body: bytes, media_type: str, pages: Collection[int] | None) -> Document:
    """See ``parsers.formats.ocr.read_scan``."""
    return _document(pictures_of(body, media_type, pages), media_type)


def read_sheets(bodies: Sequence[bytes]) -> Document:
    """See ``parsers.formats.ocr.read_scans``."""
    if len(bodies) > limits.MAX_PAGES:
        raise Refused("too-large", f"{len(bodies)} pictures to be read; the limit is {limits.MAX_PAGES}")
    problems: list[Problem] = []
    document = _document(_sheets(bodies, problems), sniff(bodies[0]))
    return replace(document, pages=len(bodies), problems=tuple(problems))


def _sheets(bodies: Sequence[bytes], problems: list[Problem]) -> Iterator[Picture]:
    """The first picture of each file, numbered in their order."""
    for number, body in enumerate(bodies, 1):
        try:
            if sniff(body) not in (JPEG, PNG, GIF, TIFF):
                raise Refused("damaged", "it is no picture" if body else "it was not received")
            yield replace(next(pictures_of(body, sniff(body))), number=number)
        except Refused as refusal:
            problems.append(Problem("damaged", refusal.message, f"page {number}"))
    if len(problems) == len(bodies):
        raise Refused("damaged", f"none of its {len(bodies)} pictures can be read: {problems[0].message}")


def _document(pictures: Iterable[Picture], media_type: str) -> Document:
    read = list(_read_pages(pictures))
    if not any(page.lines or page.tables for page in read):
        raise Refused("no-text", f"nothing can be read on the pictures of its {len(read)} pages")
    answers = [answer for page in read for table in page.tables for answer in table.answers]
    digits.doubt_widths(answers)
    digits.doubt_broken(answers)
    texts = without_furniture([(page.page.height, page.lines) for page in read])
    for page, lines in zip(read, texts, strict=True):
        page.drafts = drafts_of(page.page, lines, [table.top for table in page.tables])
    images = " ".join(page.image for page in read)
    return Document(media_type, tuple(_blocks(read)), metadata={"page-images": images}, pages=len(read))


@dataclass(slots=True)
class Look:
    """A page before its cells are read; without ``ruling`` nothing is printed on it."""

    page: ScanPage
    dpi: int
    sheet: Sheet | None = None
    ruling: Ruling | None = None
    words: list[Word] = field(default_factory=list)
    ruled: list[Lattice] = field(default_factory=list)
    requests: Found = field(default_factory=Found)

    def free(self) -> list[Word]:
        """The words outside the ruled tables."""
        return _outside(self.page, self.ruled, self.words)

    def ink(self) -> numpy.ndarray:
        """What is printed, but for ruling lines."""
        assert self.sheet is not None
        assert self.ruling is not None
        return cv2.subtract(self.sheet.ink, self.ruling.mask)


def _read_pages(pictures: Iterable[Picture]) -> Iterator[Read]:
    """Each page with a look at the next one: the rows of a table may stand there, below a head that stands here."""
    waiting: Look | None = None
    for picture in pictures:
        look = _look_at(picture)
        if waiting is not None:
            yield _read_page(waiting, look)
        waiting = look
    if waiting is not None:
        yield _read_page(waiting, None)


def _look_at(picture: Picture) -> Look:
    if min(picture.grey.shape) < limits.MIN_SIDE:
        page = ScanPage(picture.number, 0.0, 0.0)
        page.size = picture.grey.shape[1], picture.grey.shape[0]
        return Look(page, picture.dpi)
    sheet = sheet_of(picture)
    if cv2.countNonZero(sheet.ink) < _BLANK * sheet.ink.size:
        return Look(sheet.page(), picture.dpi)
    sheet, words = _upright(load_engine(), picture, sheet)
    ruling = ruling_of(sheet)
    made = [lattice_of(frame) for frame in rules.frames(ruling.horizontal, ruling.vertical, rules.Effort())]
    # The innermost first: a frame around the page holds all the others.
    ruled = sorted((lattice for lattice in made if lattice is not None), key=_area)
    look = Look(sheet.page(), picture.dpi, sheet, ruling, words, ruled)
    look.words += overlooked(load_engine(), sheet, look.ink(), words)
    look.requests = find_requests(sheet, look.ink(), look.free())
    return look


def _read_page(look: Look, after: Look | None) -> Read:
    sheet, ruling = look.sheet, look.ruling
    if sheet is None or ruling is None:
        return Read(look.page, look.dpi, [], [])
    restored = [
        requests_lattice(sheet, look.ink(), look.requests, after.requests if after is not None else None),
        reviews_lattice(sheet, look.ink(), look.free()),
    ]
    lattices = [*look.ruled, *(lattice for lattice in restored if lattice is not None)]
    lattices += _unruled(sheet, lattices, look.words)
    cells, rest = read_answers(load_engine(), sheet, ruling.mask, lattices, look.words)
    tables = [
        Table(lattice, answers, [answer.box(sheet) for answer in answers])
        for lattice, answers in zip(lattices, cells, strict=True)
        if any(answer.text for answer in answers)
    ]
    tables.sort(key=lambda table: -table.top)
    return Read(look.page, look.dpi, tables, _lines(sheet, rest))


def _upright(engine: Engine, picture: Picture, sheet: Sheet) -> tuple[Sheet, list[Word]]:
    """The page and its words, the page turned where it lies on its side or its head."""
    words = engine.read_page(sheet.grey, sheet.ink)
    long = [word for word in words if len(word.text) > 2]
    tall = sum(word.box[3] - word.box[1] > word.box[2] - word.box[0] for word in long)
    if tall > _SIDEWAYS * len(long):
        ways: tuple[int, ...] = (1, 3)
    elif words and _legibility(words) < _GARBLED:
        ways = (2,) if long else (1, 2, 3)
    else:
        return sheet, words
    tried = [(sheet, words)]
    for quarters in ways:
        turned = sheet_of(picture, quarters)
        tried.append((turned, engine.read_page(turned.grey, turned.ink)))
    return max(tried, key=lambda one: _legibility(one[1]))


def _legibility(words: list[Word]) -> float:
    """The confidence of a page's words, each counting by its length."""
    length = sum(len(word.text) for word in words)
    return sum(len(word.text) * word.confidence for word in words) / length if length else 0.0


def _area(lattice: Lattice) -> float:
    x0, y0, x1, y1 = lattice.box
    return (x1 - x0) * (y1 - y0)


def _unruled(sheet: Sheet, lattices: list[Lattice], words: list[Word]) -> list[Lattice]:
    """Tables that nothing but the alignment of their figures shows, among the words outside the ruled ones."""
    page = sheet.page()
    glyphs: list[Glyph] = []
    for word in _outside(page, lattices, words):
        glyphs += _characters(word, sheet.point, sheet.height)
    return aligned_tables(Page(page.number, page.width, page.height), glyphs)[0]


def _outside(page: ScanPage, lattices: Sequence[Lattice], words: Iterable[Word]) -> list[Word]:
    """The words whose middle is in no table."""

    def is_inside(word: Word) -> bool:
        x0, y0, x1, y1 = word.box
        x, y = (x0 + x1) / 2 * page.point, (page.sheet_height - (y0 + y1) / 2) * page.point
        return any(lattice.at(x, y) for lattice in lattices)

    return [word for word in words if not is_inside(word)]


def _characters(word: Word, point: float, height: int) -> Iterator[Glyph]:
    """The characters of a word, spread over it by their widths: an ideograph is as wide as two digits."""
    x0, y0, x1, y1 = (edge * point for edge in word.box)
    whole = glyph_of((x0, y0, x1, y1), word.text, height * point)
    widths = [2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in word.text]
    at, step = x0, (x1 - x0) / sum(widths)
    for char, width in zip(word.text, widths, strict=True):
        yield Glyph(at, whole.y, at + width * step, whole.size, char)
        at += width * step


def _lines(sheet: Sheet, words: list[Word]) -> list[Line]:
    """Lines of running text, in points."""
    glyphs = []
    for word in words:
        x0, y0, x1, y1 = (edge * sheet.point for edge in word.box)
        glyphs.append(glyph_of((x0, y0, x1, y1), word.text, sheet.height * sheet.point))
    return lines_of(glyphs)


def _blocks(pages: list[Read]) -> Iterator[Block]:
    """Paragraphs and grids from the top of the first page to the foot of the last."""
    number = 0
    waiting: Draft | None = None
    for read in pages:
        blocks: list[Draft | Table] = sorted([*read.drafts, *read.tables], key=lambda block: -block.top)
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
            yield _grid(block, read.page, number, index == 0, index == len(blocks) - 1)
    if waiting is not None:
        yield waiting.paragraph()


def _grid(table: Table, page: ScanPage, number: int, cut_top: bool, cut_bottom: bool) -> Grid:
    cells = []
    for answer, box in zip(table.answers, table.boxes, strict=True):
        slot = answer.slot
        place = Place(page.number, page.box(*box))
        cells.append(
            Cell(answer.text, slot.row, slot.column, slot.rowspan, slot.colspan, place, round(answer.confidence, 3))
        )
    lattice = table.lattice
    place = Place(page.number, page.box(*lattice.box), table=number)
    edges = tuple(lattice.xs)
    return Grid(tuple(cells), lattice.rows, lattice.columns, place, cut_top, cut_bottom, edges, lattice.drawn)
