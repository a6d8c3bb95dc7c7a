"""Content streams cut into instructions, and their operands into tokens, each by one compiled expression.

Every quantifier is possessive and every string may end unclosed, so that no input makes the expressions go back:
cutting is linear in the bytes.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from collections.abc import Iterable
from functools import lru_cache
from typing import cast

_END = rb"(?![^\s()<>\[\]{}/%])"
_NAME = rb"/[^\s()<>\[\]{}/%]*+"
_NUMBER = rb"[-+]?+(?:\d++(?:\.\d*+)?+|\.\d++)"
_TEXT = rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\)?+)*+\)?+)*+\)?+"  # parentheses in it
_HEX = rb"<[0-9A-Fa-f\s]*+>"
_COMMENT = rb"%[^\r\n]*+"

_TOKEN = re.compile(
    rb"[^\s()<>\[\]{}/%]++"  # numbers and operators
    rb"|" + _NAME + rb"|" + _TEXT + rb"|<<|>>|" + _HEX + rb"|[\[\]]|" + _COMMENT,
    re.S,
)
_TEXT_OR_COMMENT = re.compile(rb"(" + _TEXT + rb")|" + _COMMENT, re.S)
_STEP = rb"((?:" + _NUMBER + rb"\s++){2}(?:T[dD]|(?:" + _NUMBER + rb"\s++){4}Tm))\s*+"
_SHOWN = (
    rb"((?:" + _HEX + rb"|" + _TEXT + rb")(?=\s*+Tj)"
    rb"|\[(?:[-+.\d\s]++|" + _HEX + rb"|" + _TEXT + rb")*+\](?=\s*+TJ))\s*+T[jJ]" + _END
)
_STATE = _NAME + rb"\s++gs"
_MARKS = rb"EMC|" + _NAME + rb"(?:\s++BMC|\s*+<<(?:[^<>()%]++|" + _HEX + rb")*+>>\s*+BDC)"


@lru_cache
def _instruction(watched: bool) -> re.Pattern[bytes]:
    """What cuts a stream; ``watched``: its states and marks may hide something and are instructions."""
    idle = rb"ET|\d{1,2}+\s++[JjM]" if watched else rb"ET|\d{1,2}+\s++[JjM]|" + _STATE + rb"|" + _MARKS
    state = rb"" if watched else rb"(?:" + _STATE + rb"\s*+)?+"
    return re.compile(
        # what changes nothing here is no instruction: a fifth of all that WPS writes, a sixth of a browser's print
        rb"\s*+(?:(?:" + idle + rb")\s++)*+"
        # numbers, operator: most instructions, but for steps to what is shown next
        rb"(?:([-+.\d\s]*+)(?<![-+.\d])(?!T[dDm]\s*+[/<(\[])(re(?:\r\n|[ \r\n])f\*?+"
        + _END
        + rb"|[A-Za-z'\"][^\s()<>\[\]{}/%]*+)"
        # [step] [font size Tf [step]] string Tj, or array TJ: browsers and WPS show text so, one glyph at a time
        rb"|(?=[/<(\[\d.+-])(?:"
        + _STEP
        + rb")?+(?:("
        + _NAME
        + rb"\s++"
        + _NUMBER
        + rb"\s++)Tf\s*+"
        + state
        + rb"(?:"
        + _STEP
        + rb")?+)?+"
        + _SHOWN
        # any operands, operator
        + rb"|((?:[-+.\d][^\s()<>\[\]{}/%]*+\s*+|[\[\]\s]++|"
        rb"(?:" + _NAME + rb"|" + _HEX + rb"|" + _TEXT + rb"|<<|>>|" + _COMMENT + rb")\s*+)*+)"
        rb"([^\s()<>\[\]{}/%]++|.|\Z))",
        re.S,
    )


Instruction = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes]
"""(numbers, operator, step, font with size, step after it, shown string, operands, operator): the first two, or the
next four, or the last two; the others are empty."""
NOTHING: Instruction = (b"",) * 8

FILLED_RECTANGLE = [b"re" + blank + fill for blank in (b"\r\n", b" ", b"\r", b"\n") for fill in (b"f", b"f*")]
"""The operators of a rectangle that is filled at once, found as one."""
_AT_ONCE = 1 << 18
"""Bytes of content: of longer ones the instructions, each some hundred bytes, are not held in memory all at once."""
_IMAGE = re.compile(rb"(?<!\S)BI(?=[\s/])")
_IMAGE_DATA = re.compile(rb"(?<!\S)ID\s")
_IMAGE_END = re.compile(rb"(?<=\s)EI(?!\S)")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.S)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")

PAREN, ANGLE, SLASH, PERCENT, BRACKET = b"(</%["
"""First bytes that tell the kinds of operands apart."""


def instructions(content: bytes, watched: bool = False) -> Iterable[Instruction]:
    """The instructions of a content stream in their order; inline images and comments are left out.

    Graphics states and marked content are, too, where nothing can be hidden by them: unless it is ``watched``.

    >>> for instruction in instructions(b"BT /F 9 Tf 1 2 Td (a(b)c) Tj 3 w /G gs"):
    ...     print(*filter(None, instruction))
    b'BT'
    b'/F 9 ' b'1 2 Td' b'(a(b)c)'
    b'3 ' b'w'
    b'/G ' b'gs'
    <BLANKLINE>
    """
    if b"BI" in content:
        content = _without_images(content)
    if b"%" in content:
        content = _without_comments(content)
    pattern = _instruction(watched)
    if len(content) <= _AT_ONCE:
        return pattern.findall(content)
    return (cast(Instruction, found.groups(b"")) for found in pattern.finditer(content))


def cut(operands: bytes) -> list[bytes]:
    """The tokens of operands.

    >>> cut(b"[<41>-20 (x) (a(b)c)] /F1 2")
    [b'[', b'<41>', b'-20', b'(x)', b'(a(b)c)', b']', b'/F1', b'2']
    """
    return _TOKEN.findall(operands)


def numbers(operands: bytes, count: int) -> list[float]:
    """The last ``count`` operands; raises ValueError where they are no numbers.

    >>> numbers(b"/Cs1[0 1]2 .5 ", 2)
    [2.0, 0.5]
    """
    try:
        return list(map(float, operands.split()[-count:]))
    except ValueError:
        return list(map(float, cut(operands)[-count:]))


def _without_comments(content: bytes) -> bytes:
    """A percent sign within a string begins none."""
    return _TEXT_OR_COMMENT.sub(lambda found: found[1] or b" ", content)


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
    try:
        return unhexlify(token[1:-1])
    except ValueError:  # blanks between the digits, or an odd number of them
        digits = b"".join(token[1:-1].split())
        return unhexlify(digits + b"0" * (len(digits) & 1))


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
