"""Lines of text that detection overlooked: ink that no word covers, read as lines of its own.

Detection loses a label here and there where no ruling lines are (one in thirty of the first page looked at), and with
a label its row. Numbers are not looked for: a figure must be read by the page and by its cell, independently.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy

from parsers.formats.ocr.engine import Engine, Word
from parsers.formats.ocr.sheet import Sheet
from parsers.labels import han

_APART = 0.1
"""Inches: characters of one line stand nearer than this."""
_LOWEST, _HIGHEST, _NARROWEST = 0.07, 0.3, 0.15
"""Inches: of a line of Chinese text of 6 to 22 points, two characters at least."""
_MARGIN = 6
"""Pixels around a line, and by which words may be cut short of their ink."""
_LEAST = 0.5
"""Confidence below which nothing was there to be read."""
_MOST = 60
"""Lines on a page: more are a picture."""


def overlooked(engine: Engine, sheet: Sheet, ink: numpy.ndarray, words: Sequence[Word]) -> list[Word]:
    """Words of two and more ideographs that stand in ``ink`` (without ruling lines) outside all ``words``."""
    left = ink.copy()
    for word in words:
        x0, y0, x1, y1 = (round(edge) for edge in word.box)
        left[max(0, y0) : y1, max(0, x0 - 2) : x1 + 2] = 0
    boxes = _lines(left, sheet.dpi)
    if len(boxes) > _MOST:
        return []
    tall, wide = sheet.grey.shape
    crops = [
        sheet.grey[max(0, y0 - _MARGIN) : min(tall, y1 + _MARGIN), max(0, x0 - _MARGIN) : min(wide, x1 + _MARGIN)]
        for x0, y0, x1, y1 in boxes
    ]
    return [
        Word(text.strip(), confidence, (x0 - 3.0, y0 - 3.0, x1 + 3.0, y1 + 3.0))
        for (x0, y0, x1, y1), (text, confidence) in zip(boxes, engine.read_lines(crops), strict=True)
        if len(han(text)) > 1 and confidence >= _LEAST
    ]


def _lines(ink: numpy.ndarray, dpi: float) -> list[tuple[int, int, int, int]]:
    """(x0, y0, x1, y1) of what may be a line of text."""
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, numpy.ones((5, round(_APART * dpi)), numpy.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    return [
        (int(x), int(y), int(x + width), int(y + height))
        for x, y, width, height, _ in stats[1:]
        if _LOWEST * dpi <= height <= _HIGHEST * dpi and width >= _NARROWEST * dpi and width > 1.2 * height
    ]
