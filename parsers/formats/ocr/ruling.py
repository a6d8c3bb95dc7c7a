"""Ruling lines found in a sheet, in points as the PDF reader has them: y from the foot of the page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy

from parsers.formats.ocr.sheet import Sheet
from parsers.formats.pdf.page import Rule

_LONG, _TALL = 0.45, 0.2
"""Inches: strokes of characters are shorter than these, ruling lines longer. Rows are lower than columns are wide."""
_STROKE = 0.28
"""Inches: the strokes of a title (22 points) are shorter, the lines of a table of two rows are not."""
_PIECE = 0.35
"""Inches: a piece of a broken line is longer than the widest stroke of a title (22 points)."""
_GAP = 0.1
"""Inches by which the pieces of a line that a fax broke may lie apart."""
_SIDE = 0.15
"""Inches: the side of a cell that holds a line of text is longer."""
_MOST = 0.55
"""Of the side of a cell that goes on with a line: characters that stand where a line would be cover less than half."""
_ALONE, _WEIGHT = 0.35, 0.75
"""Of a side that no line runs up to, less what stands some pixels above and below it: around text is more text."""
_LESS = 0.5
"""The weight of a side that goes on with a line."""
_BETWEEN = 0.25
"""The same of a side that lines run up to at both ends."""
_ROUNDS = 2
"""What was mended in one direction shows where sides of the other direction end."""
_THICK = 0.07
"""Inches: thicker than that is a black ground or a picture."""
_WHOLE = 0.97
"""Of the sheet: tables end before its edges."""
_MEETS = 9
"""Pixels within which lines of a table reach each other, their ends worn by the scan."""

_NEARLY = 25
"""The same before broken lines are mended: the hole may be where they cross."""
_SURE = 0.5
"""Inches: a line this long may be one even before it is known to meet another."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """``mask`` is 255 where a ruling line is, a pixel to each side included: there is no text there."""

    horizontal: list[Rule]
    vertical: list[Rule]
    mask: numpy.ndarray


def ruling_of(sheet: Sheet) -> Ruling:
    """The long straight lines that meet a line of the other kind: underlines and dashes meet none."""
    across, upright = _across(sheet), _upright(sheet)
    folds = cv2.bitwise_or(_folds(across), _folds(upright.T).T)
    across[folds > 0] = 0
    upright[folds > 0] = 0
    _crossing(across, upright, _NEARLY, round(_SURE * sheet.dpi))
    for _ in range(_ROUNDS):
        _mend(across, upright, sheet.ink, sheet.dpi)
        # A transposed view is the same pixels.
        _mend(upright.T, across.T, sheet.ink.T, sheet.dpi)
    found, found_upright = _crossing(across, upright)
    thick = _THICK * sheet.dpi
    point, height = sheet.point, sheet.height
    horizontal, vertical = [], []
    for x, y, width, tall in found:
        if tall <= max(thick, width / 8):
            horizontal.append(Rule((height - y - tall / 2) * point, x * point, (x + width) * point))
    for x, y, width, tall in found_upright:
        if width <= max(thick, tall / 8):
            vertical.append(Rule((x + width / 2) * point, (height - y - tall) * point, (height - y) * point))
    mask = cv2.dilate(cv2.bitwise_or(cv2.bitwise_or(across, upright), folds), numpy.ones((3, 3), numpy.uint8))
    return Ruling(horizontal, vertical, mask)


def _folds(lines: numpy.ndarray) -> numpy.ndarray:
    """The level lines that run from one edge of the sheet to the other: folds, and edges of what lay beneath it."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    whole = stats[:, 2] > _WHOLE * lines.shape[1]
    whole[0] = False
    return numpy.where(whole[labels], 255, 0).astype(numpy.uint8)


Piece = tuple[int, int, int, int]
"""x, y, width, height in pixels."""


def _crossing(
    across: numpy.ndarray, upright: numpy.ndarray, reach: int = _MEETS, long: int = 1 << 20
) -> tuple[list[Piece], list[Piece]]:
    """The pieces of either that meet the other or are ``long``; the rest is wiped off both."""
    near: numpy.ndarray = numpy.ones((reach, reach), numpy.uint8)
    wide_across, wide_upright = cv2.dilate(across, near), cv2.dilate(upright, near)
    return _pieces(across, wide_upright, long), _pieces(upright, wide_across, long)


def _across(sheet: Sheet) -> numpy.ndarray:
    """What remains of the ink where a long bar fits: small breaks closed before, wider ones between pieces of lines."""
    piece, gap, least = (round(sheet.dpi * inches) for inches in (_PIECE, _GAP, _LONG))
    pieces = _open(_close(sheet.ink, (3, 5)), (1, piece))
    return _open(_close(pieces, (3, gap)), (1, least))


def _upright(sheet: Sheet) -> numpy.ndarray:
    """The same; but pieces shorter than a row are no smaller than characters are tall, and so count for nothing."""
    gap, least = (round(sheet.dpi * inches) for inches in (_GAP, _TALL))
    return _close(_open(_close(sheet.ink, (5, 3)), (least, 1)), (gap, 3))


def _places(lines: numpy.ndarray, others: numpy.ndarray, least: float) -> list[int]:
    """The rows of pixels in the middle of each line, from the top down; lines a few pixels apart are one.

    Left out are those of which less than ``least`` pixels were found and that do not run from one of the ``others`` to
    another: strokes of large characters beside a line.
    """
    lengths = (lines > 0).sum(axis=1)
    inked = numpy.flatnonzero(lengths)
    bands = numpy.split(inked, numpy.flatnonzero(numpy.diff(inked) > _MEETS) + 1)
    longest = [int(band[lengths[band].argmax()]) for band in bands if len(band)]
    return [at for at in longest if lengths[at] >= least or _runs_between(lines[at], others[max(0, at - 2) : at + 3])]


def _runs_between(line: numpy.ndarray, others: numpy.ndarray) -> bool:
    inked = numpy.flatnonzero(line)
    first, last = int(inked[0]), int(inked[-1])
    return bool(
        others[:, max(0, first - _NEARLY) : first + _NEARLY].any()
        and others[:, max(0, last - _NEARLY) : last + _NEARLY].any()
    )


def _mend(lines: numpy.ndarray, others: numpy.ndarray, ink: numpy.ndarray, dpi: float) -> None:
    """Draw, into the level ``lines``, the sides of cells of which most is there, too broken to be found by themselves.

    Only whole sides between two of the ``others`` that come up to them there.
    """
    columns = _places(others.T, lines.T, _STROKE * dpi)
    for at in _places(lines, others, _STROKE * dpi):
        near = others[max(0, at - round(dpi * _GAP)) : at + round(dpi * _GAP) + 1]
        crossings = [column for column in columns if near[:, max(0, column - 2) : column + 3].any()]
        for start, end in pairwise(crossings):
            if end - start >= dpi * _SIDE and _is_side(lines, ink, at, start, end):
                lines[max(0, at - 1) : at + 2, start : end + 1] = 255


def _is_side(lines: numpy.ndarray, ink: numpy.ndarray, at: int, start: int, end: int) -> bool:
    """Does most of a line run from ``start`` to ``end`` at the level ``at``, and little beside it?"""
    inside = ink[:, start + 2 : end - 1]

    def covered(top: int, foot: int) -> float:
        rows = inside[max(0, top) : max(0, foot)]
        return float(rows.any(axis=0).mean()) if rows.size else 0.0

    most = covered(at - 2, at + 3)
    band = lines[max(0, at - 2) : at + 3]
    ends = bool(band[:, max(0, start - _MEETS) : start].any()) + bool(band[:, end + 1 : end + 1 + _MEETS].any())
    around = covered(at - 9, at - 5) + covered(at + 6, at + 10)
    if ends and most > _MOST and most - _LESS * around > 0:
        return True
    return most - _WEIGHT * around > (_BETWEEN if ends == 2 else _ALONE)


def _close(ink: numpy.ndarray, size: tuple[int, int]) -> numpy.ndarray:
    return cv2.morphologyEx(ink, cv2.MORPH_CLOSE, numpy.ones(size, numpy.uint8))


def _open(ink: numpy.ndarray, size: tuple[int, int]) -> numpy.ndarray:
    return cv2.morphologyEx(ink, cv2.MORPH_OPEN, numpy.ones(size, numpy.uint8))


def _pieces(lines: numpy.ndarray, others: numpy.ndarray, long: int) -> list[Piece]:
    """Each connected piece that meets one of ``others`` or is ``long``; the rest is wiped off ``lines``."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    stays = numpy.bincount(labels[others > 0].ravel(), minlength=count) > 0
    stays |= stats[:, 2:4].max(axis=1) >= long
    stays[0] = False
    lines[~stays[labels]] = 0
    found = (stats[piece] for piece in range(1, count) if stays[piece])
    return [(int(x), int(y), int(width), int(height)) for x, y, width, height, _ in found]
