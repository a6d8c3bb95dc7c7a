"""HTML that a page holds as strings of its scripts, or that is the whole of a JSON answer (VARIATIONS.md D).

Strings are read, no script is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_OPENED = re.compile(r"[\"'`]")
_REST = {quote: re.compile(rf"(?:[^{quote}\\]|\\.)*{quote}", re.S) for quote in "\"'`"}
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.S)
_CONTROL = {"n": "\n", "r": "\r", "t": "\t", "b": " ", "f": " ", "v": " ", "0": " ", "\n": "", "\r\n": ""}


def is_json(text: str) -> bool:
    """Is this no page but an answer that a script of the page asks for?"""
    return text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")


def strings_of_html(source: str) -> Iterator[str]:
    """The strings of a script or a JSON text that hold markup, as what they stand for.

    >>> list(strings_of_html(r'{"id": "7", "content": "<p class=\\"a\\">\\u7532<\\/p>\\n"}'))
    ['<p class="a">甲</p>\\n']
    """
    at = 0
    while (opened := _OPENED.search(source, at)) is not None:
        closed = _REST[opened[0]].match(source, opened.end())
        if closed is None:
            return
        literal = closed[0][:-1]
        if "<" in literal or "\\u003c" in literal.lower():
            yield _ESCAPE.sub(_meant, literal)
        at = closed.end()


def _meant(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else _CONTROL.get(escape[3], escape[3])
