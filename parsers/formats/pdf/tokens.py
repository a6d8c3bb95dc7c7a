"""Content streams cut into operands and operators by one compiled expression.

Every quantifier is possessive and every string may end unclosed, so that no input makes the expression go back:
cutting is linear in the bytes.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    rb"[^\s()<>\[\]{}/%]++"  # numbers and operators
    rb"|/[^\s()<>\[\]{}/%]*+"  # names
    rb"|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\)?+)*+\)?+)*+\)?+"  # strings, parentheses in them
    rb"|<<|>>|<[0-9A-Fa-f\s]*+>"
    rb"|[\[\]]"
    rb"|%[^\r\n]*+",
    re.S,
)
_IMAGE = re.compile(rb"(?<!\S)BI(?=[\s/])")
_IMAGE_DATA = re.compile(rb"(?<!\S)ID\s")
_IMAGE_END = re.compile(rb"(?<=\s)EI(?!\S)")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.S)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")

PAREN, ANGLE, SLASH, PERCENT = b"(</%"
"""First bytes that tell the kinds of operands apart."""


def cut(content: bytes) -> list[bytes]:
    """The tokens of a content stream; comments and inline images are left out.

    >>> cut(b"BT (a(b)c) Tj [<41>-20 (x)]TJ % note")
    [b'BT', b'(a(b)c)', b'Tj', b'[', b'<41>', b'-20', b'(x)', b']', b'TJ']
    """
    found = _TOKEN.findall(_without_images(content) if b"BI" in content else content)
    if b"%" in content:
        return [token for token in found if token[0] != PERCENT]
    return found


def _without_images(content: bytes) -> bytes:
    """Inline images are binary: their bytes are no operators."""
    kept = []
    position = 0
    for start in _IMAGE.finditer(content):
        if start.start() < position:
            continue
        data = _IMAGE_DATA.search(content, start.end())
        end = _IMAGE_END.search(content, data.end()) if data else None
        if end is None:
            break
        kept.append(content[position : start.start()])
        position = end.end()
    kept.append(content[position:])
    return b" ".join(kept)


def string(token: bytes) -> bytes:
    r"""The bytes of a string operand.

    >>> string(rb"(a\(\101\n)"), string(b"<4E 0>")
    (b'a(A\n', b'N\x00')
    """
    if token[0] == PAREN:
        inner = token[1:-1] if token.endswith(b")") else token[1:]
        return _ESCAPE.sub(_unescaped, inner) if b"\\" in inner else inner
    digits = b"".join(token[1:-1].split())
    return bytes.fromhex((digits + b"0" * (len(digits) & 1)).decode("ascii"))


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes((int(match[1], 8) & 0xFF,))
    return _ESCAPES.get(match[2], match[2])


def name(token: bytes) -> str:
    """A name operand as pdfminer keys it.

    >>> name(b"/F#31")
    'F1'
    """
    raw = token[1:]
    if b"#" in raw:
        raw = _NAME_ESCAPE.sub(lambda match: bytes((int(match[1], 16),)), raw)
    return raw.decode("utf-8", "replace")
