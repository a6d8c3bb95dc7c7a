"""The two kinds of maps a font carries: code -> text (ToUnicode) and string -> codes (an embedded CMap)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from parsers.errors import Refused
from parsers.formats.pdf import limits

Split = Iterator[tuple[int, int]]
"""(character code, CID) pairs of a shown string."""

_MANY = 16
"""Pairs of one list: browsers give a font two or three, office programs all the characters of a report."""
_HIGHEST = 256**limits.MAX_CODE_BYTES
_KIND = re.compile(rb"[a-z]*")
_PAIR = re.compile(rb"<([0-9A-Fa-f]*+)>\s*+<([0-9A-Fa-f]*+)>")
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*+)>|([\[\]])|(\d+)")


def to_unicode(data: bytes) -> dict[int, str]:
    """A ToUnicode map: character code -> text.

    >>> to_unicode(b"1 beginbfchar <01> <4E00> endbfchar 1 beginbfrange <02> <03> <0031> endbfrange")
    {1: '一', 2: '1', 3: '2'}
    """
    texts: dict[int, str] = {}
    given = 0
    for kind, body in _sections(data, (b"bfchar", b"bfrange")):
        if kind == b"bfchar":
            pairs = _pairs(body)
            texts.update(_at_once(pairs) or ((_code(code), _utf16(text)) for code, text in pairs))
        else:
            given += _read_ranges(_tokens(body), texts, given)
    return texts


def _sections(data: bytes, wanted: tuple[bytes, ...]) -> Iterator[tuple[bytes, bytes]]:
    """(bfchar | bfrange | cidchar | …, what stands in it)."""
    if len(data) > limits.MAX_MAP_BYTES:
        raise Refused("too-large", f"a font map of {len(data)} bytes")
    for chunk in data.split(b"begin")[1:]:
        if not chunk.startswith(wanted):
            continue
        body, _, _ = chunk.partition(b"end")
        kind = _KIND.match(body)
        if kind is not None and kind[0] in wanted:
            yield kind[0], body


def _at_once(pairs: Sequence[tuple[bytes, bytes]]) -> Iterable[tuple[int, str]]:
    """What long lists of <code> <character> say, by four calls for all of them; nothing for lists of other kinds."""
    if len(pairs) < _MANY:
        return ()
    codes, texts = zip(*pairs, strict=True)
    if not {2, 4}.issuperset(map(len, codes)) or {*map(len, texts)} != {4}:
        return ()
    try:
        characters = bytes.fromhex(b"".join(texts).decode("ascii")).decode("utf-16-be")
    except UnicodeDecodeError:
        return ()
    # Two halves of a pair, each in a place of its own, are not one character.
    return zip(map(int, codes, repeat(16)), characters, strict=True) if len(characters) == len(texts) else ()


def _pairs(body: bytes) -> Sequence[tuple[bytes, bytes]]:
    """The pairs <code> <text>."""
    plain = _PAIR.findall(body)
    if 2 * len(plain) == body.count(b"<"):
        return plain
    tokens = _tokens(body)
    pairs = zip(tokens[::2], tokens[1::2], strict=False)
    return [(code, text) for code, text in pairs if isinstance(code, bytes) and isinstance(text, bytes)]


def _tokens(body: bytes) -> list[Any]:
    """Bytes for <hex>, int, or "[" and "]"."""
    tokens: list[Any] = []
    for digits, bracket, number in _TOKEN.findall(body):
        if bracket:
            tokens.append(bracket.decode())
        elif number:
            tokens.append(int(number[:9]))
        else:
            tokens.append(b"".join(digits.split()))
    return tokens


def _read_ranges(tokens: list[Any], texts: dict[int, str], given: int) -> int:
    """Read one section; ``given`` codes stood in those before. Returns how many this one gives."""
    position = here = 0
    while position + 2 < len(tokens):
        low, high, start = tokens[position : position + 3]
        if not (isinstance(low, bytes) and isinstance(high, bytes)):
            position += 1
            continue
        first, last = _code(low), _code(high)
        here += max(0, last - first + 1)
        _check_size(given + here)
        position += 3
        if start == "[":
            end = _closing(tokens, position)
            for code, text in zip(range(first, last + 1), tokens[position:end], strict=False):
                if isinstance(text, bytes):
                    texts[code] = _utf16(text)
            position = end + 1
        elif isinstance(start, bytes):
            _read_range(first, last, _utf16(start), texts)
    return here


def _closing(tokens: list[Any], position: int) -> int:
    try:
        return tokens.index("]", position)
    except ValueError:
        return len(tokens)


def _read_range(first: int, last: int, start: str, texts: dict[int, str]) -> None:
    if not start:
        return
    head, final = start[:-1], ord(start[-1])
    for code in range(first, min(last, first + 0x10FFFF - final) + 1):
        texts[code] = head + chr(final + code - first)


def _code(digits: bytes) -> int:
    return int(digits[: 2 * limits.MAX_CODE_BYTES] or b"0", 16)


def _utf16(digits: bytes) -> str:
    """UTF-16BE, or the one byte that some writers give for a Latin letter."""
    if len(digits) == 4 and digits[:1] not in b"dD":
        return chr(int(digits, 16))
    if len(digits) <= 2:
        return chr(int(digits, 16)) if digits else ""
    return bytes.fromhex((digits + b"0" * (-len(digits) % 4)).decode("ascii")).decode("utf-16-be", "replace")


def _check_size(codes: int) -> None:
    if codes > limits.MAX_MAP_CODES:
        raise Refused("too-large", f"a font map of {codes} codes")


@dataclass(slots=True)
class EmbeddedCMap:
    """A CMap embedded in the file: how long each code is, and its CID."""

    spaces: list[tuple[int, int, int]] = field(default_factory=list)
    ranges: list[tuple[int, int, int]] = field(default_factory=list)
    cids: dict[int, int] = field(default_factory=dict)

    def split(self, shown: bytes) -> Split:
        position = 0
        while position < len(shown):
            length = self._length(shown, position)
            code = int.from_bytes(shown[position : position + length], "big")
            yield code, self._cid(code)
            position += length

    def _length(self, shown: bytes, position: int) -> int:
        for length, low, high in self.spaces:
            if low <= int.from_bytes(shown[position : position + length], "big") <= high:
                return length
        return self.spaces[0][0] if self.spaces else 2

    def _cid(self, code: int) -> int:
        cid = self.cids.get(code)
        if cid is None:
            index = bisect_right(self.ranges, (code, _HIGHEST, 0)) - 1
            low, high, start = self.ranges[index] if index >= 0 else (0, -1, 0)
            cid = self.cids[code] = start + code - low if low <= code <= high else 0
        return cid


def embedded_cmap(data: bytes) -> EmbeddedCMap:
    """Read a CMap stream given as a font's Encoding.

    >>> cmap = embedded_cmap(b"begincodespacerange <00> <7F> <8000> <FFFF> end begincidrange <8001> <8009> 100 end")
    >>> list(cmap.split(bytes([0x41, 0x80, 0x02])))
    [(65, 0), (32770, 101)]
    """
    cmap = EmbeddedCMap()
    for kind, body in _sections(data, (b"codespacerange", b"cidrange", b"cidchar")):
        tokens = _tokens(body)
        if kind == b"codespacerange":
            for low, high in zip(tokens[::2], tokens[1::2], strict=False):
                if isinstance(low, bytes) and isinstance(high, bytes) and 1 < len(low) <= 2 * limits.MAX_CODE_BYTES:
                    cmap.spaces.append((len(low) // 2, _code(low), _code(high)))
        elif kind == b"cidrange":
            for low, high, cid in zip(tokens[::3], tokens[1::3], tokens[2::3], strict=False):
                if isinstance(low, bytes) and isinstance(high, bytes) and isinstance(cid, int):
                    cmap.ranges.append((_code(low), _code(high), cid))
        elif kind == b"cidchar":
            for code, cid in zip(tokens[::2], tokens[1::2], strict=False):
                if isinstance(code, bytes) and isinstance(cid, int):
                    cmap.cids[_code(code)] = cid
    _check_size(len(cmap.ranges) + len(cmap.cids))
    _check_size(50 * len(cmap.spaces))
    cmap.ranges.sort()
    return cmap
