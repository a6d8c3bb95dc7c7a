"""Glyphs as lines of text: by baseline, then from left to right."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from parsers.formats.pdf.page import Glyph
from parsers.text import ideographs

_SAME_LINE = 0.5
"""Of the size: baselines nearer than this are one line (raised and lowered glyphs belong to it)."""
_TWICE = 0.5
"""Of the width: a glyph over the same glyph by more than this is the same one drawn twice (bold by overprinting)."""
_WORD_GAP = 0.25
"""Of the size: a gap this wide between Latin letters or digits is a space, drawn or not."""
_ASCENT, _DESCENT = 0.88, 0.12
"""Of the size: what Chinese type reaches above and below its baseline."""


@dataclass(slots=True)
class Line:
    """One visual line."""

    text: str
    x0: float
    x1: float
    y: float
    size: float

    @property
    def top(self) -> float:
        return self.y + _ASCENT * self.size

    @property
    def bottom(self) -> float:
        return self.y - _DESCENT * self.size


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines from the top down; blank ones left out."""
    found = []
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=attrgetter("y"), reverse=True):
        if line and line[0].y - glyph.y > _SAME_LINE * glyph.size:
            found.append(_line(line))
            line = []
        line.append(glyph)
    if line:
        found.append(_line(line))
    return [line for line in found if line is not None]


def _line(glyphs: list[Glyph]) -> Line | None:
    """The glyphs of one line in reading order, each once, with the spaces a reader sees."""
    glyphs.sort()
    text: list[str] = []
    before: Glyph | None = None
    blank = False
    for glyph in glyphs:
        x0, _, _, size, char = glyph
        if char == " ":
            blank = True
            continue
        if before is not None:
            if char == before.text and x0 - before.x0 <= _TWICE * (before.x1 - before.x0):
                continue
            if x0 - before.x1 > _WORD_GAP * size and (blank or _narrow(before.text[-1], char[0])):
                text.append(" ")
        text.append(char)
        before = glyph
        blank = False
    if before is None:
        return None
    x0s, ys, x1s, sizes, _ = zip(*[glyph for glyph in glyphs if glyph.text != " "], strict=True)
    return Line("".join(text), x0s[0], max(x1s), min(ys), max(sizes))


def _narrow(left: str, right: str) -> bool:
    """Two Latin letters or digits: between Chinese characters a gap is spacing, not a space."""
    return _is_narrow(left) and _is_narrow(right)


def _is_narrow(char: str) -> bool:
    return char < "\u2e80" or unicodedata.east_asian_width(char) in "NaH"


def text_of(glyphs: list[Glyph]) -> str:
    """The text of a cell, its lines separated by ``\\n``."""
    if len(glyphs) == 1:
        return ideographs(glyphs[0].text.strip())
    return ideographs("\n".join(line.text for line in lines_of(glyphs)))


def box_of(glyphs: Iterable[Glyph]) -> tuple[float, float, float, float] | None:
    """The tight box of the glyphs that print something."""
    solid = [glyph for glyph in glyphs if glyph.text != " "]
    if not solid:
        return None
    x0s, ys, x1s, sizes, _ = zip(*solid, strict=True)
    size = sizes[0]
    if sizes.count(size) == len(sizes):
        return min(x0s), min(ys) - _DESCENT * size, max(x1s), max(ys) + _ASCENT * size
    return (
        min(x0s),
        min([y - _DESCENT * size for y, size in zip(ys, sizes, strict=True)]),
        max(x1s),
        max([y + _ASCENT * size for y, size in zip(ys, sizes, strict=True)]),
    )
