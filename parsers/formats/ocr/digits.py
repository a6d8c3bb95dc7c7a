"""What the ink of all numbers says of each: its width, and whether the digits of this scan are whole.

A recogniser drops or doubles a digit sooner than it errs in one; but of a digit that lost a stroke it makes another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from parsers.formats.ocr.answers import DIFFERENT, Answer

_PLAIN = re.compile(r"\d+", re.A)
_BEARING, _BEARING_OF_ONE = 0.1, 0.3
"""Of a digit's advance: what is white on either side of it, and so missing at the ends of a number."""
_LEAST = 8
"""Numbers of two and more digits needed to know how wide a digit is in this document."""
_OFF = 0.5
"""Of an advance by which a number may be wider or narrower than its digits make it."""
_BROKEN = 0.5
"""Share of numbers that are in more pieces than they have digits: of faint toner two in three, else one in ten."""
_POOR = 0.7
"""Highest confidence of a figure of such a scan: an 8 without its left side is a 3 to whoever looks at it."""
_SAME_SIZE = 0.2
"""Digits whose height differs by less are of one size: scans wear off or add a line of pixels."""


def doubt_widths(answers: Sequence[Answer]) -> None:
    """Lower the confidence of every plain number whose ink is too wide or too narrow for its digits."""
    plain = [answer for answer in answers if _PLAIN.fullmatch(answer.text) and answer.ink.strokes]
    many = [answer for answer in plain if len(answer.text) > 1]
    if len(many) < _LEAST:
        return
    usual = median(_size(answer)[1] for answer in many)

    def width(answer: Answer) -> float:
        """Of the ink, in heights of its digits."""
        wide, tall = _size(answer)
        return wide / (usual if abs(tall - usual) <= _SAME_SIZE * usual else tall)

    advance = median(width(answer) / _advances(answer.text) for answer in many)
    for answer in plain:
        if abs(width(answer) / advance - _advances(answer.text)) > _OFF:
            answer.confidence = DIFFERENT


def doubt_broken(answers: Sequence[Answer]) -> None:
    """Lower the confidence of every figure where digits are in pieces: what is lost of them nobody sees."""
    plain = [answer for answer in answers if _PLAIN.fullmatch(answer.text) and answer.ink.strokes]
    broken = sum(len(answer.ink.strokes) > len(answer.text) for answer in plain)
    if len(plain) >= _LEAST and broken > _BROKEN * len(plain):
        for answer in answers:
            answer.confidence = min(answer.confidence, _POOR)


def _advances(text: str) -> float:
    """How many advances wide the ink of a number is."""
    return len(text) - sum(_BEARING_OF_ONE if end == "1" else _BEARING for end in (text[0], text[-1]))


def _size(answer: Answer) -> tuple[int, int]:
    x0, y0, x1, y1 = answer.ink.box
    return x1 - x0, max(1, y1 - y0)
