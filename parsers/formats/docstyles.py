"""Character styles of a Word 97-2003 file: which of them hide, strike out or raise the text they are given to."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

_CHARACTER_STYLE = 2
_MAX_STYLES = 4_096
_MAX_CHAIN = 12

Style = tuple[int, bytes]
"""The style it is based on, and its property modifiers."""


def style_states(sheet: bytes, state_of: Callable[[bytes], str]) -> dict[int, str]:
    """What the character styles of a style sheet (2.4.6, STSH) do, by their number; those that do nothing left out.

    ``state_of`` says it of property modifiers. Raises struct.error and IndexError where the sheet is broken.
    """
    styles = dict(_styles(sheet)) if sheet else {}
    found: dict[int, str] = {}
    for number in styles:
        at = number
        for _ in range(_MAX_CHAIN):
            if at not in styles:
                break
            state = state_of(styles[at][1])
            if state:
                found[number] = state
                break
            at = styles[at][0]
    return found


def _styles(sheet: bytes) -> Iterator[tuple[int, Style]]:
    """Each character style (2.9.260, STD) by its number."""
    head, count, base = struct.unpack_from("<HHH", sheet, 0)
    at = 2 + head
    for number in range(min(count, _MAX_STYLES)):
        if at + 2 > len(sheet):
            return
        size = struct.unpack_from("<H", sheet, at)[0]
        std = sheet[at + 2 : at + 2 + size]
        at += 2 + size
        if len(std) < base + 2:
            continue
        kind = struct.unpack_from("<H", std, 2)[0]
        if kind & 0xF != _CHARACTER_STYLE:
            continue
        name = struct.unpack_from("<H", std, base)[0]
        start = base + 2 + 2 * name + 2
        start += start & 1
        if start + 2 <= len(std):
            length = struct.unpack_from("<H", std, start)[0]
            yield number, (kind >> 4, std[start + 2 : start + 2 + length])
