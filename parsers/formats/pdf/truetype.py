"""Embedded TrueType programs: their cmap read backwards (glyph -> text), and of how many outlines glyphs are made."""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator
from itertools import islice

from parsers.formats.pdf import limits

DIRECTORY = 12 + 16 * 40
"""Bytes that hold the directory of tables: programs have some ten to twenty."""
_UNICODE = {(0, encoding) for encoding in range(7)} | {(3, 1), (3, 10)}


def glyph_texts(program: bytes) -> dict[int, str]:
    """Glyph number -> its characters, by the Unicode subtables; empty where there is none or it is damaged.

    A glyph may serve several: fonts let it stand for forms of one character (a radical and its ideograph, a space and a
    no-break space).
    """
    texts: dict[int, str] = {}
    try:
        for offset in _unicode_subtables(program):
            for code, glyph in islice(_pairs(program, offset), 2 * limits.MAX_MAP_CODES):
                if glyph and code <= 0x10FFFF:
                    texts[glyph] = texts.get(glyph, "") + chr(code)
    except struct.error:
        return {}
    return texts


def outlines(program: bytes, glyphs: Collection[int]) -> dict[int, int]:
    """Glyph -> how many closed outlines it has (an 8 has three, a 3 one); left out where it has none of its own.

    Empty where the program is damaged or has no such outlines.
    """
    try:
        tables = dict(_tables(program))
        if not {b"head", b"loca", b"glyf"} <= tables.keys():
            return {}
        (long,) = struct.unpack_from(">h", program, tables[b"head"] + 50)
        found = {}
        for glyph in glyphs:
            start, end = _extent(program, tables[b"loca"], glyph, bool(long))
            if end > start:
                (count,) = struct.unpack_from(">h", program, tables[b"glyf"] + start)
                # Below zero: it is put together from other glyphs.
                if count > 0:
                    found[glyph] = int(count)
    except struct.error:
        return {}
    return found


def _extent(program: bytes, loca: int, glyph: int, long: bool) -> tuple[int, int]:
    if long:
        start, end = struct.unpack_from(">LL", program, loca + 4 * glyph)
    else:
        start, end = (2 * offset for offset in struct.unpack_from(">HH", program, loca + 2 * glyph))
    return start, end


def _tables(program: bytes) -> Iterator[tuple[bytes, int]]:
    """(tag, offset) of each table."""
    (count,) = struct.unpack_from(">H", program, 4)
    for index in range(count):
        tag, _, base, _ = struct.unpack_from(">4sLLL", program, 12 + 16 * index)
        yield tag, base


def has_cmap(start: bytes) -> bool:
    """Does the program, of which this is the start, have a cmap? Most subsets have none."""
    return b"cmap" in start[:DIRECTORY]


def _unicode_subtables(program: bytes) -> Iterator[int]:
    for tag, base in _tables(program):
        if tag != b"cmap":
            continue
        (subtables,) = struct.unpack_from(">H", program, base + 2)
        for entry in range(subtables):
            platform, encoding, offset = struct.unpack_from(">HHL", program, base + 4 + 8 * entry)
            if (platform, encoding) in _UNICODE:
                yield base + offset


def _pairs(program: bytes, offset: int) -> Iterator[tuple[int, int]]:
    """(character, glyph) of a subtable in format 4, 6 or 12, the ones Unicode subtables come in."""
    (kind,) = struct.unpack_from(">H", program, offset)
    if kind == 4:
        yield from _segments(program, offset)
    elif kind == 6:
        first, count = struct.unpack_from(">HH", program, offset + 6)
        yield from enumerate(struct.unpack_from(f">{count}H", program, offset + 10), first)
    elif kind == 12:
        (groups,) = struct.unpack_from(">L", program, offset + 12)
        for group in range(min(groups, limits.MAX_MAP_CODES)):
            first, last, glyph = struct.unpack_from(">LLL", program, offset + 16 + 12 * group)
            for code in range(first, min(last, first + limits.MAX_MAP_CODES) + 1):
                yield code, glyph + code - first


def _segments(program: bytes, offset: int) -> Iterator[tuple[int, int]]:
    (double,) = struct.unpack_from(">H", program, offset + 6)
    count = double // 2
    start = offset + 14
    lasts = struct.unpack_from(f">{count}H", program, start)
    firsts = struct.unpack_from(f">{count}H", program, start + double + 2)
    deltas = struct.unpack_from(f">{count}H", program, start + 2 * double + 2)
    ranges = start + 3 * double + 2
    offsets = struct.unpack_from(f">{count}H", program, ranges)
    previous = -1
    for index, (first, last, delta, position) in enumerate(zip(firsts, lasts, deltas, offsets, strict=True)):
        # Segments rise; one that does not is damage, and overlapping ones could cost 65,535 x 65,535 steps.
        if first <= previous or last < first:
            return
        previous = last
        for code in range(first, last + 1):
            glyph = code
            if position:
                (glyph,) = struct.unpack_from(">H", program, ranges + 2 * index + position + 2 * (code - first))
            yield code, (glyph + delta) & 0xFFFF if glyph or not position else 0
