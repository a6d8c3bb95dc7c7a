"""Plain text -> Document: a paragraph a line. Marks of Markdown, in which some copies are kept, are taken off."""

from __future__ import annotations

import re

from parsers.errors import Refused
from parsers.formats.html import decode
from parsers.model import Block, Document, Paragraph, Problem

MEDIA_TYPE = "text/plain"
MAX_BYTES = 8 << 20
"""A report's text has some 50 KB."""
MAX_LINES = 100_000

_HEADING = re.compile(r"(#{1,6})\s+")


def read_plain(body: bytes) -> Document:
    """Its lines, encoding told from the bytes. Raises Refused: too-large."""
    if len(body) > MAX_BYTES:
        raise Refused("too-large", f"{len(body)} bytes of text, more than {MAX_BYTES}")
    text = decode(body)
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        raise Refused("too-large", f"{len(lines)} lines, more than {MAX_LINES}")
    problems = (Problem("encoding", "some bytes are neither UTF-8 nor GB18030"),) if "\ufffd" in text else ()
    return Document(MEDIA_TYPE, tuple(_paragraphs(lines)), problems=problems)


def _paragraphs(lines: list[str]) -> list[Block]:
    found: list[Block] = []
    for line in lines:
        line = line.replace("**", "").strip("\r\n\ufeff")
        heading = _HEADING.match(line.lstrip())
        if heading is not None:
            found.append(Paragraph(line.lstrip()[heading.end() :].strip(), level=len(heading[1])))
        elif line.strip():
            # Tabs at its ends part cells.
            found.append(Paragraph(line.strip(" \u3000\xa0")))
    return found
