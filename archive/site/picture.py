"""Figures of reports that were published as pictures: which picture, how large, and where on it the figure stands.

The browser shows the stored file itself; the outline is drawn over it, in the picture's own pixels.
"""

from __future__ import annotations

import asyncio
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from archive.site.raw import body_path
from crawler.titles import page_place

if TYPE_CHECKING:
    from archive.site.instance import Site

KINDS = ("image/jpeg", "image/png")
"""What browsers show and ``/raw`` sends as it is."""
_PAGES = """
SELECT sha256, media_type, name FROM files WHERE report_id = :id AND reason = 'page-of-report'
ORDER BY (SELECT max(at) FROM fetches WHERE fetches.sha256 = files.sha256) DESC, sha256
"""
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG segments that give the size."""
_BARE = frozenset((0x01, *range(0xD0, 0xD8)))
"""Markers without a segment behind them."""
_ORIENTATION, _ON_ITS_SIDE = 0x0112, (5, 6, 7, 8)
_MOST_SEGMENTS = 500


@dataclass(frozen=True, slots=True)
class Shown:
    """A stored picture, ``width`` x ``height`` pixels as it is shown; ``box`` (x0, y0, x1, y1) from its upper left."""

    sha256: str
    width: int
    height: int
    box: tuple[float, float, float, float]

    @property
    def line(self) -> float:
        """How thick the outline is, in pixels of the picture."""
        return max(2.0, self.width / 400)

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """x, y, width and height of the outline, just outside the box."""
        x0, y0, x1, y1 = self.box
        return x0 - 2 * self.line, y0 - 2 * self.line, x1 - x0 + 4 * self.line, y1 - y0 + 4 * self.line

    @property
    def strip(self) -> tuple[float, float, float, float]:
        """x, y, width and height of a band across the picture around the box."""
        margin = self.width / 16
        top, foot = max(0.0, self.box[1] - margin), min(float(self.height), self.box[3] + margin)
        return 0.0, top, float(self.width), foot - top


async def find_picture(site: Site, report: Mapping[str, Any], cell: Mapping[str, Any]) -> Shown | None:
    """The picture a figure was read from: the report's own file, or that of its page; None where none can be shown."""
    if cell["ocr"] is None or cell["box"] is None:
        return None
    sha256 = report["sha256"] if report["media_type"] in KINDS else await _page(site, report["id"], cell["page"])
    if sha256 is None:
        return None
    size = await asyncio.to_thread(_size_of, body_path(site.data, sha256))
    return Shown(sha256, *size, tuple(json.loads(cell["box"]))) if size is not None else None


async def _page(site: Site, report_id: str, number: int) -> str | None:
    """Of two pictures for one page the newer, as archive/pictured.py has it."""
    for row in await site.rows(_PAGES, id=report_id):
        place = page_place(row["name"])
        if place is not None and place[0] == number and row["media_type"] in KINDS:
            return str(row["sha256"])
    return None


def _size_of(path: Path) -> tuple[int, int] | None:
    try:
        with path.open("rb") as file:
            return read_size(file)
    except FileNotFoundError:
        return None


def read_size(file: BinaryIO) -> tuple[int, int] | None:
    """(width, height) of a PNG or JPEG as browsers show it, turned as its camera says; None for what is neither."""
    head = file.read(24)
    if head.startswith(b"\x89PNG\r\n\x1a\n") and len(head) == 24:
        width, height = struct.unpack(">II", head[16:24])
        return width, height
    if not head.startswith(b"\xff\xd8"):
        return None
    file.seek(2)
    on_its_side = False
    for _ in range(_MOST_SEGMENTS):
        marker = file.read(2)
        if len(marker) < 2 or marker[0] != 0xFF:
            return None
        if marker[1] in _BARE or marker[1] == 0xFF:
            file.seek(-1 if marker[1] == 0xFF else 0, 1)
            continue
        length = int.from_bytes(file.read(2))
        if length < 2:
            return None
        segment = file.read(length - 2)
        if marker[1] in _SIZES and len(segment) >= 5:
            height, width = struct.unpack(">HH", segment[1:5])
            return (height, width) if on_its_side else (width, height)
        if marker[1] == 0xE1 and segment.startswith(b"Exif\0\0"):
            on_its_side = _orientation(segment[6:]) in _ON_ITS_SIDE
    return None


def _orientation(tiff: bytes) -> int:
    """1 to 8 as Exif has it; 1, upright, where it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return 1
    (at,) = struct.unpack_from(f"{order}I", tiff, 4)
    if at + 2 > len(tiff):
        return 1
    (count,) = struct.unpack_from(f"{order}H", tiff, at)
    for entry in range(at + 2, min(at + 2 + 12 * count, len(tiff) - 11), 12):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
        if tag == _ORIENTATION:
            return int(value)
    return 1
