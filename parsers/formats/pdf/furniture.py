"""Page numbers and running heads: what the page prints about itself, not what the report says."""

from __future__ import annotations

import re
from collections import Counter

from parsers.formats.pdf.lines import Line
from parsers.text import normalise

_MARGIN = 0.12
"""Of the page's height, above and below: where page numbers and running heads stand."""
_NUMBER = re.compile(r"[-—–―_·.~\s]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[,，/]?\s*共?\s*\d{1,3}(?:\s*页)?)?[-—–―_·.~\s]*")
_DIGITS = re.compile(r"\d+")

Pages = list[tuple[float, list[Line]]]
"""Each page's height and its lines outside tables, from the top down."""


def without_furniture(pages: Pages) -> list[list[Line]]:
    """The lines of each page without page numbers and repeated heads and feet."""
    seen = Counter(key for height, lines in pages for key in {_key(line, height) for line in _outer(height, lines)})
    return [[line for line in lines if not _is_furniture(line, height, lines, seen)] for height, lines in pages]


def _outer(height: float, lines: list[Line]) -> list[Line]:
    return [line for line in lines if not _MARGIN * height < line.y < (1 - _MARGIN) * height]


def _key(line: Line, height: float) -> tuple[bool, str, int]:
    """What repeats: the text but for its numbers, at the same height of the page."""
    return line.y > height / 2, _DIGITS.sub("#", normalise(line.text)), round(line.y / 3)


def _is_furniture(line: Line, height: float, lines: list[Line], seen: Counter[tuple[bool, str, int]]) -> bool:
    if _MARGIN * height < line.y < (1 - _MARGIN) * height:
        return False
    if line in (lines[0], lines[-1]) and _NUMBER.fullmatch(normalise(line.text)):
        return True
    upper, text, level = _key(line, height)
    return any(seen[upper, text, near] > (near == level) for near in (level - 1, level, level + 1))
