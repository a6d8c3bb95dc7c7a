"""Do the digits read fill the width of their ink? A recogniser drops or doubles a digit sooner than it errs in one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from parsers.formats.ocr.answers import DIFFERENT, Answer

_PLAIN = re.compile(r"\d+", re.A)
_BEARING = 0.2
"""Of a digit's advance: what is white on its two sides, and so missing at the ends of a number."""
_LEAST = 8
"""Numbers of two and more digits needed to know how wide a digit is in this document."""
_OFF = 0.55
"""Of an advance by which a number may be wider or narrower: narrow 1s at its ends take away nearly half of one."""


def doubt_widths(answers: Sequence[Answer]) -> None:
    """Lower the confidence of every plain number whose ink is too wide or too narrow for its digits."""
    plain = [answer for answer in answers if _PLAIN.fullmatch(answer.text) and answer.ink.strokes]
    advances = [_width(answer) / (len(answer.text) - _BEARING) for answer in plain if len(answer.text) > 1]
    if len(advances) < _LEAST:
        return
    advance = median(advances)
    for answer in plain:
        if abs(_width(answer) / advance + _BEARING - len(answer.text)) > _OFF:
            answer.confidence = DIFFERENT


def _width(answer: Answer) -> float:
    """Of the ink, in heights of its digits."""
    x0, y0, x1, y1 = answer.ink.box
    return (x1 - x0) / max(1, y1 - y0)
