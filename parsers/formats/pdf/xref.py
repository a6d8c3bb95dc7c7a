"""Tables of cross-references in the form the specification gives them: entries of twenty bytes, found when asked for.

A browser's print has a hundred and fifty objects a page, and pdfminer reads the table line by line.
"""

from __future__ import annotations

import re
from typing import Any

from pdfminer.pdfdocument import PDFXRef

from parsers.formats.pdf import objects

_START = re.compile(rb"\s{0,9}xref\s++")
_SECTION = re.compile(rb"(\d{1,9}) (\d{1,6})\s++(?=(?:\d{10} |trailer))")
_ENTRIES = re.compile(rb"(?:\d{10} \d{5} [nf](?: \r| \n|\r\n))*+")
_ENTRY, _IN_USE = 20, b"n"[0]
_TRAILER = re.compile(rb"\s*+trailer")
_MOST_SECTIONS = 50
_LONGEST_TRAILER = 4096


class Table(PDFXRef):
    """The entries of one table, by sections: (number of the first object, their count, where the entries stand)."""

    def __init__(self, body: bytes, sections: list[tuple[int, int, int]], trailer: dict[str, Any]) -> None:
        super().__init__()
        self.trailer = trailer
        self._body = body
        self._sections = sections

    def find(self, objid: int) -> tuple[int, int] | None:
        """(where the object stands, its generation); None for one that is not in the table, or free."""
        for first, count, start in self._sections:
            if first <= objid < first + count:
                at = start + _ENTRY * (objid - first)
                if self._body[at + 17] == _IN_USE:
                    return int(self._body[at : at + 10]), int(self._body[at + 11 : at + 16])
        return None

    def get_pos(self, objid: int) -> tuple[int | None, int, int]:
        """What pdfminer asks for; raises KeyError for an object that is not in the table, or free."""
        found = self.find(objid)
        if found is None:
            raise KeyError(objid)
        return None, *found


def table_at(body: bytes, position: int, document: Any) -> Table | None:
    """The table that begins there; None where it is not exactly in that form."""
    begin = _START.match(body, position)
    if begin is None:
        return None
    sections: list[tuple[int, int, int]] = []
    position = begin.end()
    while section := _SECTION.match(body, position):
        first, count = int(section[1]), int(section[2])
        sections.append((first, count, section.end()))
        position = section.end() + _ENTRY * count
        if len(sections) > _MOST_SECTIONS or not _ENTRIES.fullmatch(body, section.end(), position):
            return None
    trailer = _trailer(body, position, document)
    return None if trailer is None else Table(body, sections, trailer)


def _trailer(body: bytes, position: int, document: Any) -> dict[str, Any] | None:
    word = _TRAILER.match(body, position)
    end = body.find(b"startxref", position, position + _LONGEST_TRAILER)
    if word is None or end < 0:
        return None
    try:
        found = objects.read(body[word.end() : end], document)
    except objects.Unusual:
        return None
    return found[0] if len(found) == 1 and isinstance(found[0], dict) else None
