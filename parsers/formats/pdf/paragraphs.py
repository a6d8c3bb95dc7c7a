"""Lines of text joined to paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parsers.formats.pdf.lines import Line
from parsers.formats.pdf.page import Page
from parsers.model import Paragraph, Place
from parsers.text import ideographs, normalise

_ORDINAL = "[一二三四五六七八九十]{1,3}"
_HEADING = re.compile(rf"{_ORDINAL}\s*[、.]|[(]{_ORDINAL}[)]|第{_ORDINAL}[章节条]")
_INDENT = 1.2
"""Of the size: a line that starts this far in begins a paragraph."""
_FIRST_LINE = 2.0
"""Of the size: the indent of a paragraph's first line in Chinese."""
_SHORT = 2.2
"""Of the size: a line that ends this far before the others ends its paragraph."""
_OTHER_SIZE = 1.15
_SPACED = 1.45
"""A gap this much wider than the one before begins a paragraph."""
_FARTHEST = 3.0
"""Of the size: lines farther apart than this are no paragraph, whatever stands before them."""
_NO_SPACE = re.compile(r"[\u2e80-\uffff]")


@dataclass(slots=True)
class Draft:
    """A paragraph while lines are added to it; ``full`` says that its last line reaches the right margin."""

    page: Page
    lines: list[Line] = field(default_factory=list)
    full: bool = False
    rest: list[Line] = field(default_factory=list)
    """Lines on the pages after that."""

    @property
    def top(self) -> float:
        return self.lines[0].top

    @property
    def text(self) -> str:
        text = ""
        for line in [*self.lines, *self.rest]:
            latin = text and not _NO_SPACE.match(text[-1]) and not _NO_SPACE.match(line.text[0])
            text += (" " if latin else "") + line.text
        return ideographs(text)

    def paragraph(self) -> Paragraph:
        """Its box is that of the lines on the page where it begins."""
        box = self.page.box(
            min(line.x0 for line in self.lines),
            min(line.bottom for line in self.lines),
            max(line.x1 for line in self.lines),
            max(line.top for line in self.lines),
        )
        return Paragraph(self.text, Place(self.page.number, box))


def drafts_of(page: Page, lines: list[Line], breaks: list[float]) -> list[Draft]:
    """The paragraphs of a page; ``breaks`` are the heights of its tables, over which no paragraph runs."""
    if not lines:
        return []
    left, right = _margins(lines)
    drafts: list[Draft] = []
    for index, line in enumerate(lines):
        if not drafts or _begins(lines, index, left, right) or any(line.y < y < lines[index - 1].y for y in breaks):
            drafts.append(Draft(page))
        drafts[-1].lines.append(line)
        drafts[-1].full = line.x1 > right - _SHORT * line.size
    return drafts


def _margins(lines: list[Line]) -> tuple[float, float]:
    """The left and right edge of the running text: where most of its characters' lines begin and end."""
    longest = sorted(lines, key=lambda line: line.x0 - line.x1)[: max(1, len(lines) // 2)]
    return min(line.x0 for line in longest), max(line.x1 for line in longest)


def _begins(lines: list[Line], index: int, left: float, right: float) -> bool:
    """Does this line begin a paragraph?"""
    before, line = lines[index - 1], lines[index]
    gap = before.y - line.y
    return bool(
        _HEADING.match(normalise(line.text))
        or line.x0 > left + _INDENT * line.size
        or before.x1 < right - _SHORT * before.size
        or not 1 / _OTHER_SIZE < line.size / before.size < _OTHER_SIZE
        or gap > _FARTHEST * line.size
        or (index > 1 and gap > _SPACED * (lines[index - 2].y - before.y) > 0.5 * line.size)
    )


def continues(before: Draft, after: Draft) -> bool:
    """Does the first paragraph of a page go on where the last one of the page before ended?"""
    last, first = [*before.lines, *before.rest][-1], after.lines[0]
    right_of = first.x0 - min(line.x0 for line in before.lines)
    # A single line stands in by its two characters of indent, and what follows it does not.
    farthest = _INDENT + (_FIRST_LINE if len(before.lines) == 1 else 0.0)
    return (
        before.full
        and not re.search("[。！？：；.!?:;]$", last.text)
        and not _HEADING.match(normalise(first.text))
        and 1 / _OTHER_SIZE < first.size / last.size < _OTHER_SIZE
        and -farthest * first.size < right_of < _INDENT * first.size
    )
