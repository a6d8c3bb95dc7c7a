"""The text of every cell of a table, and how sure it is.

Words found on the whole page fall into cells by position: read so, the samples were exact. What answers something (a
number, a mark, nothing) is looked at again: the ink must be there or not be there, marks are told by their shape, and
numbers are read a second time from the cell alone. Two readings that differ are no reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy

from parsers.formats.ocr.engine import Engine, Word
from parsers.formats.ocr.sheet import Sheet
from parsers.formats.ocr.strokes import Ink, ink_of
from parsers.formats.pdf.lattice import Lattice, Slot
from parsers.formats.pdf.lines import text_of
from parsers.formats.pdf.page import Glyph
from parsers.labels import han
from parsers.model import Box
from parsers.numbers import read_number
from parsers.text import normalise

UNREAD = "\ufffd"
"""Stands for ink that nobody could read: figures with it are in doubt (tables.common)."""
SURE, DIFFERENT = 1.0, 0.0
_TORN = 0.6
"""Of its height: a word that reaches this far into a second cell belongs to both, and both are read on their own."""
_LEAST = 0.3
"""Confidence of the less certain of two readings that agree: below it the other counts for nothing."""
_LOOK_ALIKE = 0.9
"""Highest confidence of a number read only from its cell alone: the page reading overlooked it or took a 0 for an O."""
_LETTERS = str.maketrans("OoQDlI|", "0000111")
_DASHES = "-—–―－一_~"
_STROKES = "/1|lI丨丿ノ／"


@dataclass(slots=True)
class Answer:
    """A cell while it is read. ``rect`` is its inside in pixels of the sheet, ``ink`` what is printed there."""

    slot: Slot
    rect: tuple[int, int, int, int]
    ink: Ink
    words: list[Word] = field(default_factory=list)
    torn: bool = False
    text: str = ""
    confidence: float = SURE

    def box(self, sheet: Sheet) -> Box:
        """Around its ink, or the whole cell where there is none; in points."""
        x0, y0, x1, y1 = self.rect
        if self.ink.strokes:
            left, top, right, foot = self.ink.box
            x0, y0, x1, y1 = x0 + left, y0 + top, x0 + right, y0 + foot
        point = sheet.point
        return x0 * point, (sheet.height - y1) * point, x1 * point, (sheet.height - y0) * point


def read_answers(
    engine: Engine, sheet: Sheet, mask: numpy.ndarray, lattices: Sequence[Lattice], words: Sequence[Word]
) -> tuple[list[list[Answer]], list[Word]]:
    """(the cells of each lattice, the words outside them)."""
    tables = [[_answer(sheet, mask, slot) for slot in lattice.cells] for lattice in lattices]
    rest = _give(sheet, lattices, tables, words)
    answers = [answer for table in tables for answer in table]
    for answer in answers:
        answer.text = _text(answer.words)
        answer.confidence = min((word.confidence for word in answer.words), default=SURE)
    _read_again(engine, sheet, [answer for answer in answers if _is_answer(answer)])
    return tables, rest


def _answer(sheet: Sheet, mask: numpy.ndarray, slot: Slot) -> Answer:
    point, height = sheet.point, sheet.height
    x0, x1 = max(0, round(slot.box[0] / point)), round(slot.box[2] / point)
    y0, y1 = max(0, round(height - slot.box[3] / point)), round(height - slot.box[1] / point)
    pixels = sheet.ink[y0:y1, x0:x1].copy()
    pixels[mask[y0:y1, x0:x1] > 0] = 0
    return Answer(slot, (x0, y0, x1, y1), ink_of(pixels, sheet.dpi))


def _give(
    sheet: Sheet, lattices: Sequence[Lattice], tables: Sequence[Sequence[Answer]], words: Sequence[Word]
) -> list[Word]:
    """Each word to the cell around its middle; one that reaches into others leaves all of them to be read alone."""
    owner = {id(answer.slot): answer for table in tables for answer in table}
    rest = []
    for word in words:
        x0, y0, x1, y1 = word.box
        height = y1 - y0
        y = sheet.height - (y0 + y1) / 2
        reach = [x0 + _TORN * height, (x0 + x1) / 2, x1 - _TORN * height]
        lattice = next((lattice for lattice in lattices if lattice.at(reach[1] * sheet.point, y * sheet.point)), None)
        if lattice is None:
            rest.append(word)
            continue
        steps = numpy.arange(min(reach), max(reach) + 1, max(1.0, height / 2))
        found = [lattice.at(float(x) * sheet.point, y * sheet.point) for x in (*steps, *reach)]
        cells = {id(slot): owner[id(slot)] for slot in found if slot is not None}
        if len(cells) == 1:
            next(iter(cells.values())).words.append(word)
        else:
            for answer in cells.values():
                answer.torn = True
    return rest


def _text(words: Sequence[Word]) -> str:
    """Lines from the top down, parted by line breaks."""
    return text_of([glyph_of(word.box, word.text) for word in words]) if words else ""


def glyph_of(box: Box, text: str, height: float = 0.0) -> Glyph:
    """A word as the PDF reader has it: its size is the height of its box, less the margin that detection adds."""
    x0, y0, x1, y1 = box
    size = 0.8 * (y1 - y0)
    return Glyph(x0, height - y1 + 0.2 * size, x1, size, text)


def _is_answer(answer: Answer) -> bool:
    """Everything but labels: a cell of mostly digits, of one character, or in which nothing was found."""
    letters = len(han(answer.text))
    digits = sum(character.isdigit() for character in answer.text)
    return answer.torn or letters <= 1 or digits >= letters


def _read_again(engine: Engine, sheet: Sheet, answers: Sequence[Answer]) -> None:
    crops: list[numpy.ndarray] = []
    jobs: list[tuple[Answer, int]] = []
    for answer in answers:
        lines = _line_crops(sheet, answer) if answer.ink.strokes else []
        crops += lines
        jobs.append((answer, len(lines)))
    read = iter(engine.read_lines(crops))
    for answer, count in jobs:
        lines_read = [next(read) for _ in range(count)]
        text = "\n".join(line for line, _ in lines_read if line.strip())
        _decide(answer, text, min((confidence for _, confidence in lines_read), default=0.0))


def _decide(answer: Answer, alone: str, confidence: float) -> None:
    """The cell's text from its ink, what the whole page said, and what the cell alone said."""
    page = "" if answer.torn else answer.text
    mark = answer.ink.mark()
    if not answer.ink.strokes:
        # Something was read where no ink is: between the lines of the table, or dust.
        answer.text, answer.confidence = (page, DIFFERENT) if page else ("", SURE)
    elif mark.startswith("-"):
        answer.text, answer.confidence = _agree(mark, page, _DASHES, answer.confidence)
    elif mark == "/":
        answer.text, answer.confidence = _agree(mark, page, _STROKES + _DASHES, SURE)
    elif mark == "?":
        answer.text, answer.confidence = page or alone or UNREAD, DIFFERENT
    elif not page:
        answer.text, answer.confidence = (alone, min(confidence, _LOOK_ALIKE)) if alone else (UNREAD, DIFFERENT)
    elif _same(page, alone):
        # They differ in cut and size, so that what troubles one seldom troubles the other.
        both = (answer.confidence, confidence)
        answer.confidence = max(both) if min(both) >= _LEAST else min(both)
    elif read_number(alone).kind == "number" and page.translate(_LETTERS).rstrip(".") == alone:
        answer.text, answer.confidence = alone, min(confidence, _LOOK_ALIKE)
    else:
        answer.confidence = DIFFERENT


def _agree(mark: str, page: str, likely: str, confidence: float) -> tuple[str, float]:
    """A mark told by its shape, unless the page reading says something that cannot be mistaken for it."""
    if all(character in likely for character in page):
        return mark, min(SURE, confidence) if not page else SURE
    return page, DIFFERENT


def _same(first: str, second: str) -> bool:
    return "".join(normalise(first).split()) == "".join(normalise(second).split())


def _line_crops(sheet: Sheet, answer: Answer) -> list[numpy.ndarray]:
    """Pictures of the lines of a cell, ruling lines and dust painted over, with a margin around them."""
    x, y = answer.rect[0], answer.rect[1]
    ink = answer.ink.pixels
    near = cv2.dilate(ink, numpy.ones((5, 5), numpy.uint8))
    tall, wide = ink.shape
    grey = sheet.grey[y : y + tall, x : x + wide]
    ground = int(numpy.median(grey))
    grey = numpy.where(near > 0, grey, ground).astype(numpy.uint8)
    crops = []
    for top, foot in _rows(ink, round(sheet.dpi * 0.025)):
        columns = numpy.flatnonzero(ink[top:foot].any(axis=0))
        if foot - top >= 0.03 * sheet.dpi or len(columns) > 0.05 * sheet.dpi:
            part = grey[max(0, top - 2) : foot + 2, max(0, columns[0] - 2) : columns[-1] + 3]
            margin = max(5, (foot - top) // 4)
            crops.append(numpy.pad(part, ((margin, margin), (2 * margin, 2 * margin)), constant_values=ground))
    return crops


def _rows(ink: numpy.ndarray, gap: int) -> list[tuple[int, int]]:
    """(top, foot) of each band of ink, bands nearer than ``gap`` as one."""
    inked = numpy.flatnonzero(ink.any(axis=1))
    if not len(inked):
        return []
    breaks = numpy.flatnonzero(numpy.diff(inked) > gap)
    starts = [int(inked[0]), *(int(inked[at + 1]) for at in breaks)]
    ends = [*(int(inked[at]) + 1 for at in breaks), int(inked[-1]) + 1]
    return list(zip(starts, ends, strict=True))
