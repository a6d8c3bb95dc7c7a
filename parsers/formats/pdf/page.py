"""What is drawn on a page: glyphs, ruling lines, fills and pictures, in points from the page's lower left."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from parsers.model import Box

UNKNOWN = "\ufffd"
"""Stands for a glyph whose character the file does not tell."""


class Glyph(NamedTuple):
    """Upright text: from x0 to x1 on the baseline y. Mostly one character; a ligature has more."""

    x0: float
    y: float
    x1: float
    size: float
    text: str


class Turned(NamedTuple):
    """Text that does not run to the right: its baseline from one point to the other."""

    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    text: str


class Rule(NamedTuple):
    """A ruling line: ``at`` is its y (horizontal) or x (vertical), start < end its extent on the other axis."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """``quarter`` says by how many quarter turns clockwise the drawing was turned to make its text upright."""

    number: int
    width: float
    height: float
    quarter: int = 0
    glyphs: list[Glyph] = field(default_factory=list)
    turned: list[Turned] = field(default_factory=list)
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    dots: list[tuple[float, float]] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    hidden: int = 0
    """Glyphs that do not show: the text layer of a scan."""

    def cover(self) -> None:
        """Something opaque was drawn over all of it."""
        self.hidden += len(self.glyphs) + len(self.turned)
        for drawn in (self.glyphs, self.turned, self.horizontal, self.vertical, self.dots, self.fills):
            drawn.clear()

    def cover_part(self, box: Box) -> None:
        """Something opaque was drawn over the text inside ``box``; rules around it may still show."""
        x0, y0, x1, y1 = box
        shown = [glyph for glyph in self.glyphs if not (x0 <= (glyph.x0 + glyph.x1) / 2 <= x1 and y0 <= glyph.y <= y1)]
        turned = [
            glyph
            for glyph in self.turned
            if not (x0 <= (glyph.x0 + glyph.x1) / 2 <= x1 and y0 <= (glyph.y0 + glyph.y1) / 2 <= y1)
        ]
        self.hidden += len(self.glyphs) - len(shown) + len(self.turned) - len(turned)
        self.glyphs[:], self.turned[:] = shown, turned

    def drawn(self) -> int:
        return len(self.horizontal) + len(self.vertical) + len(self.dots) + len(self.fills)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box of the upright drawing as the page itself has it."""
        if self.quarter == 1:
            x0, y0, x1, y1 = self.height - y1, x0, self.height - y0, x1
        elif self.quarter == 2:
            x0, y0, x1, y1 = self.width - x1, self.height - y1, self.width - x0, self.height - y0
        elif self.quarter == 3:
            x0, y0, x1, y1 = y0, self.width - x1, y1, self.width - x0
        return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)
