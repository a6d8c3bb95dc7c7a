"""Lines that belong to text: underlined and struck-out words are not parted from their neighbours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import groupby
from operator import itemgetter

from parsers.formats.pdf.page import UNKNOWN, Glyph, Rule

_LEVEL = itemgetter(1)
_BELOW, _ABOVE = 0.25, 0.7
"""Of the size: where lines under and through text run, from its baseline. Cell borders keep clear of the text."""
_LOW, _HIGH = 0.12, 0.6
"""Of the size: where a line through a digit runs, from its baseline."""
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_FLUSH = 0.7
"""Points by which such a line may stand out beyond its text."""


def without_underlines(horizontal: list[Rule], glyphs: list[Glyph]) -> list[Rule]:
    """The rules that do not begin and end with the glyphs they run under or through.

    Digits that one runs through are struck out, by whom and with what instead is not known: they become unknown.
    """
    if not horizontal:
        return horizontal
    rules = sorted(horizontal)
    positions = [rule.at for rule in rules]
    lines: defaultdict[float, list[Glyph]] = defaultdict(list)
    for y, run in groupby(glyphs, key=_LEVEL):  # glyphs of one line are mostly drawn one after another
        lines[y] += run
    drawn: set[int] = set()
    struck: set[Glyph] = set()
    for y, line in lines.items():
        size = line[0].size
        first, last = bisect_left(positions, y - _BELOW * size), bisect_right(positions, y + _ABOVE * size)
        if first < last:
            line.sort()
            flush = [index for index in range(first, last) if _is_flush(rules[index], line)]
            drawn.update(flush)
            struck.update(glyph for index in flush for glyph in line if _is_struck(glyph, rules[index]))
    if struck:
        glyphs[:] = [glyph._replace(text=UNKNOWN) if glyph in struck else glyph for glyph in glyphs]
    return [rule for index, rule in enumerate(rules) if index not in drawn] if drawn else rules


def _is_struck(glyph: Glyph, rule: Rule) -> bool:
    x0, y, x1, size, text = glyph
    through = y + _LOW * size < rule.at < y + _HIGH * size
    return through and text in _DIGITS and rule.start - _FLUSH <= (x0 + x1) / 2 <= rule.end + _FLUSH


def _is_flush(rule: Rule, line: list[Glyph]) -> bool:
    over = [glyph for glyph in line if glyph.x0 < rule.end - _FLUSH and glyph.x1 > rule.start + _FLUSH]
    return (
        bool(over)
        and abs(over[0].x0 - rule.start) <= _FLUSH
        and abs(over[-1].x1 - rule.end) <= _FLUSH
        and sum(glyph.x1 - glyph.x0 for glyph in over) >= 0.5 * (rule.end - rule.start)
    )
