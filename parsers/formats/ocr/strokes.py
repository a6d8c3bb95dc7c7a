"""The ink of one cell: whether there is any, and the marks that a recogniser overlooks or takes for digits.

PP-OCR finds no lone dashes and reads a lone slash as 1; their shapes leave no doubt.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy

_SPECK = 0.028
"""Inches: smaller pieces of ink are dust (the dot of a decimal number has its digits beside it)."""
_DASH_THICK = 0.035
"""Inches: dashes are thinner than that."""
_SLANTED, _UPRIGHT = 14.0, 8.0
"""Degrees from the vertical: a slash leans by 15 to 45, a 1 by none, in italics up to 12. Between, nobody can say."""
_THIN = 0.2
"""Of its length: how wide a slash or a lone stroke is at most."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One connected piece of ink, in pixels of its cell."""

    x: int
    y: int
    width: int
    height: int
    lean: float
    thickness: float


@dataclass(frozen=True, slots=True)
class Ink:
    """What is printed in a cell. ``box`` (x0, y0, x1, y1) is around all of it; ``strokes`` from left to right."""

    pixels: numpy.ndarray
    strokes: tuple[Stroke, ...]
    dpi: float

    @property
    def box(self) -> tuple[int, int, int, int]:
        return (
            min(stroke.x for stroke in self.strokes),
            min(stroke.y for stroke in self.strokes),
            max(stroke.x + stroke.width for stroke in self.strokes),
            max(stroke.y + stroke.height for stroke in self.strokes),
        )

    def mark(self) -> str:
        """``-`` for each dash, ``/`` for a slash, ``1`` for an upright stroke, ``?`` for one in between, else empty."""
        if not self.strokes:
            return ""
        if all(self._is_dash(stroke) for stroke in self.strokes):
            return "-" * len(self.strokes)
        if len(self.strokes) == 1 and self._is_line(self.strokes[0]):
            lean = self.strokes[0].lean
            return "/" if lean > _SLANTED else "1" if abs(lean) < _UPRIGHT else "?"
        return ""

    def _is_dash(self, stroke: Stroke) -> bool:
        """Flat, and neither at the top nor at the foot of the cell, where a worn ruling line may be left."""
        tall = self.pixels.shape[0]
        middle = stroke.y + stroke.height / 2
        thin = stroke.height <= _DASH_THICK * self.dpi and stroke.width >= 1.6 * stroke.height
        return thin and 0.22 * tall < middle < 0.78 * tall

    def _is_line(self, stroke: Stroke) -> bool:
        return stroke.height > 0.05 * self.dpi and stroke.thickness < _THIN * math.hypot(stroke.width, stroke.height)


def ink_of(pixels: numpy.ndarray, dpi: float) -> Ink:
    """``pixels`` is the cell's part of the sheet's ink without its ruling lines."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(pixels, connectivity=8)
    strokes = []
    clean = numpy.zeros_like(pixels)
    pieces = [tuple(int(number) for number in stats[piece][:5]) for piece in range(1, count)]
    for piece, (x, y, width, height, _) in enumerate(pieces, 1):
        if max(width, height) < _SPECK * dpi or _is_left_over(pixels.shape, x, y, width, height):
            continue
        ys, xs = numpy.nonzero(labels[y : y + height, x : x + width] == piece)
        strokes.append(Stroke(x, y, width, height, *_lean(xs, ys)))
        clean[labels == piece] = 255
    if strokes:
        # Beside real ink small pieces belong to it: decimal points, broken characters.
        x0, y0 = min(s.x for s in strokes) - 6, min(s.y for s in strokes)
        x1, y1 = max(s.x + s.width for s in strokes) + 6, max(s.y + s.height for s in strokes)
        clean[y0:y1, max(0, x0) : x1] |= pixels[y0:y1, max(0, x0) : x1]
    return Ink(clean, tuple(sorted(strokes, key=lambda stroke: stroke.x)), dpi)


def _is_left_over(shape: tuple[int, ...], x: int, y: int, width: int, height: int) -> bool:
    """A thin piece along the edge of the cell: what the ruling line's mask left."""
    tall, wide = shape[0], shape[1]
    beside = (x <= 2 or x + width >= wide - 2) and width <= 4
    along = (y <= 2 or y + height >= tall - 2) and height <= 4
    return beside or along


def _lean(xs: numpy.ndarray, ys: numpy.ndarray) -> tuple[float, float]:
    """(degrees from the vertical, positive as in ``/``; thickness across that direction) of a piece of ink."""
    if len(xs) < 3:
        return 0.0, float(len(xs))
    points = numpy.stack([xs - xs.mean(), ys - ys.mean()])
    _, vectors = numpy.linalg.eigh(numpy.cov(points))
    dx, dy = (float(part) for part in vectors[:, 1])
    if dy > 0:
        dx, dy = -dx, -dy
    across = vectors[:, 0] @ points
    return math.degrees(math.atan2(dx, -dy)), float(numpy.percentile(across, 97) - numpy.percentile(across, 3)) + 1
