"""BYTES -> REPORT. ``parsers.parse`` is the one door."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.formats.ocr import can_read_scans
from parsers.model import Hint, Report
from parsers.reading import parse_body

PARSER_VERSION = "4+ocr" if can_read_scans() else "4"
"""Raised whenever the same bytes may read differently, so that ``nianbao build`` reads them again; a machine that can
read scans reads differently from one that cannot."""

NO_HINT = Hint()


def parse(body: bytes, media_type: str | None = None, hint: Hint = NO_HINT, pictures: Sequence[bytes] = ()) -> Report:
    """Read one file. Never raises for what is in ``body``: a file that cannot be read is a ``refused`` report.

    ``media_type`` is what the server said, and is not believed: the bytes decide, and where they say nothing known the
    file is ``damaged`` if it was to be one that can be read. ``hint`` fills title, organ and year where the file is
    silent. ``pictures`` are those of ``hint.pictures`` (b"" for one that is not there): the page and they are one
    report, a figure's page is the number of its picture.
    """
    return parse_body(body, media_type, hint, pictures)
