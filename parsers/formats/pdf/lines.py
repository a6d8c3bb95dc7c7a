"""Glyphs as lines of text: by baseline, then from left to right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from parsers.formats.pdf.page import UNKNOWN, Glyph
from parsers.text import ideographs

_SAME_LINE = 0.5
"""Of the size: baselines nearer than this are one line (raised and lowered glyphs belong to it)."""
_TWICE = 0.5
"""Of the width: a glyph over the same glyph by more than this is the same one drawn twice (bold by overprinting)."""
_WORD_GAP = 0.25
"""Of the size: a gap this wide between Latin letters or digits is a space, drawn or not."""
_NOTE_SIZE, _NOTE_RISE, _LEAST_NOTE = 0.9, 0.1, 0.35
"""Of the size of the digit before: a digit smaller and higher than this is a note mark, and none of the number's."""
_OTHER_LEVEL, _OVER = 0.12, 0.35
"""Of the size and of the width: digits of one number stand on one level, and none over the other."""
_NO_ROOM = 14.0
"""Points: what a cell keeps free at both sides of its text, at most."""
_TWO_NUMBERS = re.compile(r"(?<=\d)\n(?=\d)")
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_LEVEL, _CHAR = itemgetter(1), 4
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
    return [_line(glyphs) for glyphs in _rows(glyphs)]


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The glyphs of each line that is not blank, from left to right."""
    rows: list[list[Glyph]] = []
    row: list[Glyph] = []
    level = 0.0
    for glyph in sorted(glyphs, key=_LEVEL, reverse=True):
        _, y, _, size, _ = glyph
        if not row or level - y > _SAME_LINE * size:
            row = []
            rows.append(row)
            level = y
        row.append(glyph)
    for row in rows:
        row.sort()
    return [row for row in rows if row[0].text != " " or any(glyph.text != " " for glyph in row)]


def _line(glyphs: list[Glyph]) -> Line:
    x0s, ys, x1s, sizes, _ = zip(*[glyph for glyph in glyphs if glyph[_CHAR] != " "], strict=True)
    return Line(_text(glyphs), x0s[0], max(x1s), min(ys), max(sizes))


def _text(glyphs: list[Glyph]) -> str:
    """The glyphs of one line, each once, with the spaces a reader sees."""
    text: list[str] = []
    before, left, right, blank = "", 0.0, 0.0, False
    level = scale = 0.0
    for x0, y, x1, size, char in glyphs:
        if char == " ":
            blank = True
            continue
        if before:
            if char == before and x0 - left <= _TWICE * (right - left):
                continue
            if char in _DIGITS and before in _DIGITS:
                if _LEAST_NOTE * scale < size < _NOTE_SIZE * scale and y > level + _NOTE_RISE * scale:
                    text.append(f"[{char}]")
                    continue
                if not _go_together(level, y, scale, size) or x0 < right - _OVER * (right - left):
                    text.append(UNKNOWN)
            if x0 - right > _WORD_GAP * size and (blank or _narrow(before[-1], char[0])):
                text.append(" ")
        text.append(char)
        before, left, right, blank, level, scale = char, x0, x1, False, y, size
    return "".join(text)


def _go_together(level: float, y: float, scale: float, size: float) -> bool:
    """Can digits with these baselines and sizes be of one number? What a watermark or a stamp puts between is not."""
    return abs(y - level) <= _OTHER_LEVEL * scale and _NOTE_SIZE * scale <= size <= scale / _NOTE_SIZE


def _narrow(left: str, right: str) -> bool:
    """Two Latin letters or digits: between Chinese characters a gap is spacing, not a space."""
    return _is_narrow(left) and _is_narrow(right)


def _is_narrow(char: str) -> bool:
    return char < "\u2e80" or unicodedata.east_asian_width(char) in "NaH"


def text_of(glyphs: list[Glyph]) -> str:
    """The text of a cell, its lines separated by ``\\n``."""
    if len(glyphs) == 1:
        return ideographs(glyphs[0].text.strip())
    return ideographs("\n".join(map(_text, _rows(glyphs))))


def cell_text(glyphs: list[Glyph], width: float) -> str:
    """The text of a cell that is so wide.

    A number is broken over two lines only where its next digit has no room. Digits on two lines that had are two
    texts, and a space before the break tells them from one number.
    """
    text = text_of(glyphs)
    if not _TWO_NUMBERS.search(text):
        return text
    rows = list(_rows(glyphs))
    for upper, lower in pairwise(rows):
        wanted = upper[-1].x1 - upper[0].x0 + lower[0].x1 - lower[0].x0 + _NO_ROOM
        zero = len(upper) == 1 and upper[0].text == "0"  # no number of more digits begins with it
        if upper[-1].text in _DIGITS and lower[0].text in _DIGITS and (wanted < width or zero):
            return _TWO_NUMBERS.sub(" \n", text)
    return text


def text_and_box(glyphs: list[Glyph], width: float) -> tuple[str, tuple[float, float, float, float] | None]:
    """``cell_text`` and ``box_of`` of a cell that is so wide. Most are one short line, which is told at a glance."""
    if not glyphs:
        return "", None
    x0s, ys, x1s, sizes, chars = zip(*glyphs, strict=True)
    y, size, count = ys[0], sizes[0], len(ys)
    if " " in chars or ys.count(y) < count or sizes.count(size) < count:
        return cell_text(glyphs, width), box_of(glyphs)
    text = chars[0].strip() if count == 1 else _text(sorted(glyphs))
    return text if text.isascii() else ideographs(text), (min(x0s), y - _DESCENT * size, max(x1s), y + _ASCENT * size)


def box_of(glyphs: Iterable[Glyph]) -> tuple[float, float, float, float] | None:
    """The tight box of the glyphs that print something."""
    solid = [glyph for glyph in glyphs if glyph[_CHAR] != " "]
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
