"""Lines that belong to text: underlined and struck-out words are not parted from their neighbours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import groupby
from operator import itemgetter

from parsers.formats.pdf.page import Glyph, Rule

_LEVEL = itemgetter(1)
_BELOW, _ABOVE = 0.25, 0.7
"""Of the size: where lines under and through text run, from its baseline. Cell borders keep clear of the text."""
_FLUSH = 0.7
"""Points by which such a line may stand out beyond its text."""


def without_underlines(horizontal: list[Rule], glyphs: list[Glyph]) -> list[Rule]:
    """The rules that do not begin and end with the glyphs they run under or through."""
    if not horizontal:
        return horizontal
    rules = sorted(horizontal)
    positions = [rule.at for rule in rules]
    lines: defaultdict[float, list[Glyph]] = defaultdict(list)
    for y, run in groupby(glyphs, key=_LEVEL):  # glyphs of one line are mostly drawn one after another
        lines[y] += run
    drawn: set[int] = set()
    for y, line in lines.items():
        size = line[0].size
        first, last = bisect_left(positions, y - _BELOW * size), bisect_right(positions, y + _ABOVE * size)
        if first < last:
            line.sort()
            drawn.update(index for index in range(first, last) if _is_flush(rules[index], line))
    return [rule for index, rule in enumerate(rules) if index not in drawn] if drawn else rules


def _is_flush(rule: Rule, line: list[Glyph]) -> bool:
    over = [glyph for glyph in line if glyph.x0 < rule.end - _FLUSH and glyph.x1 > rule.start + _FLUSH]
    return (
        bool(over)
        and abs(over[0].x0 - rule.start) <= _FLUSH
        and abs(over[-1].x1 - rule.end) <= _FLUSH
        and sum(glyph.x1 - glyph.x0 for glyph in over) >= 0.5 * (rule.end - rule.start)
    )
