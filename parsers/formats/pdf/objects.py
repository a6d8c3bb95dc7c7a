"""PDF objects from their bytes by one compiled expression; what is unusual is left to pdfminer's own parser.

A browser's print has hundreds of fonts with long arrays of numbers: pdfminer's parser alone, one call a token, would
take ten times as long over them as everything else together takes over the pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pdfminer.pdftypes import PDFObjRef
from pdfminer.psparser import LIT

from parsers.errors import Refused
from parsers.formats.pdf import limits, tokens

_TOKEN = re.compile(
    rb"/(?:Widths|Differences|FontBBox)\s*+\[[^()<>\[\]{}%\0R]*+\]"  # kept as they are: few items are looked at
    rb"|/[^\s()<>\[\]{}/%\0]*+"
    rb"|\d{1,10}\s++\d{1,5}\s++R(?![^\s()<>\[\]{}/%\0])"  # a reference
    rb"|[^\s()<>\[\]{}/%\0]++"
    rb"|\[[^()<>\[\]{}%\0]*+\]"  # a whole array
    rb"|(?<=/CharProcs )<<[^<>()%]*+>>"
    rb"|<<|>>|[\[\]]"
    rb"|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+\)"
    rb"|<[0-9A-Fa-f\s]*+>"
    rb"|%[^\r\n]*+"
    rb"|[(){}<>]",  # what is left over is none of these: pdfminer may make something of it
    re.S,
)
_HEAD = re.compile(rb"\s*+(\d{1,10})\s++\d{1,5}\s++obj\b")
_STREAM = re.compile(rb"stream(?:\r\n|\n|\r)")
_END_OF_STREAM = re.compile(rb"\s*+endstream")
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_BRACKET, _CLOSING, _REFERS = b"[]R"
_NUMERIC = b"0123456789-+."
_MET: dict[bytes, Any] = {}
"""Names met so far: half of all tokens are, and most come again in every font and on every page."""
_MOST_MET = 4096
_CONSTANTS = {b"null": None, b"true": True, b"false": False}


class Unusual(Exception):
    """Not in the plain form that nearly all objects have; read it the slow way."""


class Packed:
    """An array of numbers and names as the file has it; its items are made when they are asked for.

    >>> list(Packed(b"[0 /a/b 2.5 ?]"))
    [0, /'a', /'b', 2.5, None]
    """

    __slots__ = ("_items", "_raw")

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._items: list[bytes] | None = None

    def __len__(self) -> int:
        if self._items is None:
            self._items = _split(self._raw)
        return len(self._items)

    def get(self, index: int) -> Any:
        """The item there; None where there is none, or what stands there is neither a number nor a name."""
        items = self._items
        if items is None:
            items = self._items = _split(self._raw)
        if not 0 <= index < len(items):
            return None
        try:
            return _item(items[index])
        except Unusual:
            return None

    def __iter__(self) -> Iterator[Any]:
        return map(self.get, range(len(self)))


def read(data: bytes, document: Any) -> list[Any]:
    """The objects that stand one after another in ``data``; references resolve in ``document``.

    >>> read(b"<</Kids [1 2.5 (a) <4142>] /Open true>> 7", None)
    [{'Kids': [1, 2.5, b'a', b'AB'], 'Open': True}, 7]
    """
    current: list[Any] = []
    outer: list[tuple[list[Any], bytes]] = []
    for token in _TOKEN.findall(data):
        known = _MET.get(token)
        if known is not None:
            current.append(known)
            continue
        first = token[0]
        if first in _NUMERIC:
            current.append(_reference(token, document) if token[-1] == _REFERS else _number(token))
        elif first == tokens.SLASH:
            if token[-1] == _CLOSING:
                key, bracket, items = token.partition(b"[")
                current += (_name(key.rstrip()), Packed(bracket + items))
            else:
                current.append(_name(token))
        elif token == b"R":
            _refer(current, document)
        elif token == b"[" or token == b"<<":
            outer.append((current, token))
            _check_depth(outer)
            current = []
        elif first == _BRACKET:
            current.append(_array(token, document))
        elif token == b"]" or token == b">>":
            current = _closed(current, outer, token)
        elif token.startswith(b"<<"):
            current.append({})  # the drawings of a Type 3 font's glyphs, which nobody looks at
        elif first in b"(<" and len(token) > 1:
            current.append(tokens.string(token))
        elif token in _CONSTANTS:
            current.append(_CONSTANTS[token])
        elif first != tokens.PERCENT:
            raise Unusual
    if outer:
        raise Unusual
    return current


def _check_depth(outer: list[tuple[list[Any], bytes]]) -> None:
    if len(outer) > limits.MAX_OBJECT_DEPTH:
        raise Refused("too-large", f"objects nested more than {limits.MAX_OBJECT_DEPTH} deep")


def _array(token: bytes, document: Any) -> list[Any]:
    """The items of an array within which there is no other, no string and no dictionary."""
    items = _split(token)
    if b"R" in items:
        return read(token[1:-1], document)
    return list(map(_item, items))


def _split(token: bytes) -> list[bytes]:
    inner = token[1:-1]
    return (inner.replace(b"/", b" /") if b"/" in inner else inner).split()


@lru_cache(maxsize=4096)
def _item(token: bytes) -> Any:
    if token[0] == tokens.SLASH:
        return _name(token)
    if token[0] in _NUMERIC:
        return _number(token)
    if token not in _CONSTANTS:
        raise Unusual
    return _CONSTANTS[token]


def _reference(token: bytes, document: Any) -> PDFObjRef:
    try:
        number, _generation, _ = token.split()
    except ValueError:
        raise Unusual from None
    return PDFObjRef(document, int(number))


def _number(token: bytes) -> int | float:
    try:
        return int(token)
    except ValueError:
        pass
    try:
        return float(token)
    except ValueError:
        raise Unusual from None


def _name(token: bytes) -> Any:
    raw = token[1:]
    if b"#" in raw:
        raw = _NAME_ESCAPE.sub(lambda match: bytes((int(match[1], 16),)), raw)
    try:
        name = LIT(raw.decode("utf-8"))
    except UnicodeDecodeError:
        name = LIT(raw)
    if len(_MET) < _MOST_MET:
        _MET[token] = name
    return name


def _refer(current: list[Any], document: Any) -> None:
    if len(current) < 2 or not isinstance(current[-2], int):
        raise Unusual
    current[-2:] = [PDFObjRef(document, current[-2])]


def _closed(inner: list[Any], outer: list[tuple[list[Any], bytes]], token: bytes) -> list[Any]:
    """The list around the array or dictionary that ends here, with it."""
    if not outer or (outer[-1][1] == b"[") != (token == b"]"):
        raise Unusual
    current, _ = outer.pop()
    if token == b"]":
        current.append(inner)
        return current
    try:
        read = {key.name: value for key, value in zip(inner[::2], inner[1::2], strict=True) if value is not None}
    except (AttributeError, ValueError):  # a key that is no name, or without a value
        raise Unusual from None
    current.append(read)
    return current


def read_indirect(body: bytes, position: int, number: int, document: Any) -> tuple[Any, bytes | None]:
    """(the object ``number`` that stands at ``position``, the raw bytes of its stream if it is one)."""
    head = _HEAD.match(body, position)
    if head is None or int(head[1]) != number:
        raise Unusual
    end = body.find(b"endobj", head.end())
    if end < 0:
        raise Unusual
    start = body.find(b"stream", head.end(), end)
    found = read(body[head.end() : start if start >= 0 else end], document)
    if len(found) != 1:
        raise Unusual
    if start < 0:
        return found[0], None
    return found[0], _stream_bytes(body, start, found[0])


def _stream_bytes(body: bytes, position: int, attributes: Any) -> bytes:
    begin = _STREAM.match(body, position)
    if begin is None or not isinstance(attributes, dict):
        raise Unusual
    length = attributes.get("Length")
    if isinstance(length, PDFObjRef):
        length = length.resolve()
    if not isinstance(length, int) or length < 0 or not _END_OF_STREAM.match(body, begin.end() + length):
        raise Unusual
    return body[begin.end() : begin.end() + length]
