"""Page numbers, found before the tables: some are printed over a table that reaches into the margin.

There a number of its own would stand in a cell like a figure. Taken away is only what shows itself as a page number:
by the dashes or words around it, or by counting the pages at one and the same spot.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.formats.pdf.page import Glyph, Page
from parsers.text import normalise

_MARGIN = 0.1
"""Of the page's height, above and below."""
_APART = 1.5
"""Of the size: a gap this wide parts two texts of one line."""
_DASHED = re.compile(r"[-—–―]+\s*\d{1,3}\s*[-—–―]+|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?")
_BARE = re.compile(r"\d{1,3}")
_PAGES_AT_LEAST = 3
"""Two figures of a table may happen to stand at one spot and differ by one; three in a row do not."""


@dataclass(slots=True)
class _Chunk:
    page: Page
    glyphs: list[Glyph]
    text: str

    @property
    def spot(self) -> tuple[bool, int, int]:
        """Where it stands, to within what centring numbers of different width moves."""
        middle = (self.glyphs[0].x0 + self.glyphs[-1].x1) / 2
        y = self.glyphs[0].y
        return y > self.page.height / 2, round(y / 3), round(middle / 8)


def drop_page_numbers(pages: list[Page]) -> None:
    """Take the glyphs of page numbers off the pages."""
    bare: defaultdict[tuple[bool, int, int], list[_Chunk]] = defaultdict(list)
    for page in pages:
        for chunk in list(_chunks(page)):
            if _DASHED.fullmatch(chunk.text):
                _drop(chunk)
            elif _BARE.fullmatch(chunk.text):
                bare[chunk.spot].append(chunk)
    for chunks in bare.values():
        if len(chunks) >= _PAGES_AT_LEAST and len({int(chunk.text) - chunk.page.number for chunk in chunks}) == 1:
            for chunk in chunks:
                _drop(chunk)


def _drop(chunk: _Chunk) -> None:
    gone = set(map(id, chunk.glyphs))
    chunk.page.glyphs = [glyph for glyph in chunk.page.glyphs if id(glyph) not in gone]


def _chunks(page: Page) -> Iterator[_Chunk]:
    """The separate texts on each baseline of the upper and lower margin."""
    lines: defaultdict[float, list[Glyph]] = defaultdict(list)
    low, high = _MARGIN * page.height, (1 - _MARGIN) * page.height
    for glyph in [glyph for glyph in page.glyphs if not low <= glyph[1] <= high]:
        if glyph.text != " ":
            lines[round(glyph.y, 1)].append(glyph)
    for line in lines.values():
        line.sort()
        chunk: list[Glyph] = []
        for glyph in line:
            if chunk and glyph.x0 - chunk[-1].x1 > _APART * glyph.size:
                yield _Chunk(page, chunk, _text(chunk))
                chunk = []
            chunk.append(glyph)
        yield _Chunk(page, chunk, _text(chunk))


def _text(glyphs: list[Glyph]) -> str:
    return normalise("".join(glyph.text for glyph in glyphs))
