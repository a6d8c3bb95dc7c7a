"""A page cut across into strips that are searched for text one by one: a whole page at once takes a gigabyte."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy

_PIXELS = 1_600_000
"""Of a strip: detection needs some 230 bytes a pixel."""
_SHIFT = 0.1
"""Of a strip's height: how far a cut may move to fall between lines of text."""
MARGIN = 64
"""Pixels of its neighbours that a strip shows above and below, so that no line is cut: twice a line's height."""
NEAR = 8
"""Pixels by which two strips may place the same line differently."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Rows ``top`` to ``foot`` of a page belong to it; it shows those from ``first`` to ``end``."""

    top: int
    foot: int
    first: int
    end: int


def strips_of(ink: numpy.ndarray) -> Iterator[Strip]:
    """The strips of a page from the top down, cut where there is least ink; those without any are left out."""
    tall, wide = ink.shape
    count = math.ceil(tall * wide / _PIXELS)
    rows = (ink > 0).sum(axis=1)
    reach = max(1, int(_SHIFT * tall / count))
    cuts = [0, *(_quietest(rows, tall * number // count, reach) for number in range(1, count)), tall]
    for top, foot in pairwise(cuts):
        if rows[top:foot].any():
            yield Strip(top, foot, max(0, top - MARGIN), min(tall, foot + MARGIN))


def _quietest(rows: numpy.ndarray, around: int, reach: int) -> int:
    """The middle of the longest run of the rows with least ink."""
    near = rows[around - reach : around + reach]
    quiet = numpy.flatnonzero(near == near.min())
    runs = numpy.split(quiet, numpy.flatnonzero(numpy.diff(quiet) > 1) + 1)
    longest = max(runs, key=len)
    return int(around - reach + longest[len(longest) // 2])
