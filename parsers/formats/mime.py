"""MHTML (a page 另存为 one file, by a browser or by Word) and mail (EML) -> Document.

Both are MIME messages (RFC 2045, 2557). Only what finds the document inside is read: the parts, how each is encoded,
and which of them is the page. The package ``email`` is not used: it takes time without limit for headers and
boundaries made to cost it.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.errors import Refused

MHTML, MAIL = "multipart/related", "message/rfc822"
MAX_BYTES = 64 << 20
MAX_HEAD = 64 << 10
"""Bytes of the headers of a message or a part: those of a mail that passed many servers have some 20 KB."""
MAX_PARTS = 2_000
"""A saved page has a part for each of its pictures and style sheets: some hundred."""
MAX_DEPTH = 5
"""A mail holds its two renderings inside its attachments inside its signature."""

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_FOLDED = re.compile(rb"\r?\n[ \t]+")
_FIELD = re.compile(rb"^([A-Za-z-]{1,60}):[ \t]*(.*?)[ \t\r]*$", re.M)
_BOUNDARY = re.compile(rb"boundary[ \t]*=[ \t]*(?:\"([^\"\r\n]{1,200})\"|([^\s;\"]{1,200}))", re.I)
_START = re.compile(rb"start[ \t]*=[ \t]*\"?(<[^>\s\"]{1,200}>)", re.I)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_HEADS = re.compile(
    rb"\A(?:[ \t]*\r?\n)*(?:[A-Za-z][A-Za-z-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){0,60}?"
    rb"(?:MIME-Version:|Content-Type:[ \t]*(?:multipart/|message/|text/html))",
    re.I,
)
"""A message begins with header fields, one of which says that it is MIME."""


@dataclass(frozen=True, slots=True)
class Part:
    """A leaf of the message: its type in small letters, its Content-ID, and what it holds, decoded."""

    media_type: str
    name: bytes
    body: bytes


def kind_of(body: bytes) -> str | None:
    """MHTML or mail; None where the bytes are no MIME message."""
    head = body[:MAX_HEAD]
    if _HEADS.match(head) is None:
        return None
    return MHTML if _fields(head.lstrip()).get("content-type", b"").lower().startswith(b"multipart/related") else MAIL


def parts_of(body: bytes) -> list[Part]:
    """The leaves in order, that named by ``start`` first. Raises Refused: too-large, damaged (no part at all)."""
    if len(body) > MAX_BYTES:
        raise Refused("too-large", f"{len(body)} bytes of a MIME message, more than {MAX_BYTES}")
    found: list[Part] = []
    for part in _leaves(body.lstrip(), 0):
        found.append(part)
        if len(found) > MAX_PARTS:
            raise Refused("too-large", f"a MIME message of more than {MAX_PARTS} parts")
    if not found:
        raise Refused("damaged", "the MIME message holds no part")
    start = _START.search(_fields(body.lstrip()[:MAX_HEAD]).get("content-type", b""))
    return sorted(found, key=lambda part: part.name != start[1]) if start else found


def _leaves(message: bytes, depth: int) -> Iterator[Part]:
    if depth > MAX_DEPTH:
        raise Refused("too-large", f"parts are nested more than {MAX_DEPTH} deep")
    blank = _BLANK_LINE.search(message, 0, MAX_HEAD)
    if blank is None:
        return
    fields = _fields(message[: blank.start()])
    declared = fields.get("content-type", b"text/plain")
    boundary = _BOUNDARY.search(declared)
    if declared.lower().startswith(b"multipart/") and boundary is not None:
        for piece in _pieces(message[blank.end() :], boundary[1] or boundary[2]):
            yield from _leaves(piece, depth + 1)
        return
    encoding = fields.get("content-transfer-encoding", b"").strip().lower()
    media_type = declared.split(b";")[0].strip().lower().decode("latin-1")
    yield Part(media_type, fields.get("content-id", b""), _decoded(message[blank.end() :], encoding))


def _fields(head: bytes) -> dict[str, bytes]:
    """The header fields, by their names in small letters; a line that goes on is put back together."""
    unfolded = _FOLDED.sub(b" ", _BLANK_LINE.split(head, 1)[0])
    fields: dict[str, bytes] = {}
    for name, value in _FIELD.findall(unfolded):
        fields.setdefault(name.decode("ascii").lower(), value)
    return fields


def _pieces(body: bytes, boundary: bytes) -> Iterator[bytes]:
    """What stands between the boundaries, from the end of the line of the one before; the last may be cut off."""
    opened = None
    for line in re.finditer(rb"(?:\A|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)", body):
        if opened is not None:
            yield body[opened : line.start()]
        opened = line.end()
        if line[1]:
            return
    if opened is not None:
        yield body[opened:]


def _decoded(body: bytes, encoding: bytes) -> bytes:
    if encoding == b"quoted-printable":
        return quopri.decodestring(body)
    if encoding != b"base64":
        return body
    digits = _NOT_BASE64.sub(b"", body)
    try:
        return base64.b64decode(digits[: len(digits) // 4 * 4] + _tail(digits))
    except binascii.Error as error:
        raise Refused("damaged", f"a part of the MIME message is no base64: {error}") from error


def _tail(digits: bytes) -> bytes:
    """The last digits, filled up; a single one is what is left of a cut."""
    left = digits[len(digits) // 4 * 4 :]
    return left + b"=" * (4 - len(left)) if len(left) > 1 else b""
