"""The six prescribed chapters of a report's prose."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parsers.labels import han
from parsers.model import Block, Paragraph, Section
from parsers.text import normalise

# Wordings of the six headings as prescribed and as met (VARIATIONS.md E), Han characters only.
_CHAPTERS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (2, re.compile(r"主动公开.{0,8}情况")),
    (3, re.compile(r"(收到和?处理|依申请公开).{0,12}情况")),
    (4, re.compile(r"(行政复议.*诉讼|复议.{0,4}诉讼|被申请行政复议|提起行政诉讼).{0,6}情况")),
    (5, re.compile(r"(存在|主要).{0,6}问题|改进(情况|措施)|整改措施")),
    (6, re.compile(r"其他(需要|应当)?.{0,3}(报告|说明).{0,4}事项|需要(报告|说明)的其他事项")),
    (1, re.compile(r"总体情况|基本情况|概述|主要做法|工作情况")),
)
# Rows of table three begin with ordinals too; in files whose tables are lines of text they are no headings.
_ROW = re.compile(r"^[一二三四](本年新收|上年结转|本年度办理结果|结转下年度)")
_ORDINAL = re.compile(r"^\s*([一二三四五六七八九十])\s*[、.．,，]")
# Pictures lose the 、 now and then; without it only the prescribed wording itself makes a heading.
_BARE_ORDINAL = re.compile(
    r"^\s*([一二三四五六])(?=总体情况|主动公开政府|收到和?处理|政府信息公开行政|因政府信息|存在的主要|其他需要报告)"
)
# Pasted along with the pages: — 1 —, -1-.
_PAGE_NUMBER = re.compile(r"\s*[-—–－]\s*\d{1,3}\s*[-—–－]\s*")
_ORDINALS = "一二三四五六七八九十"
MAX_HEADING = 45
"""Characters of the longest heading met is 30; a sentence that begins with an ordinal is longer."""


def read_sections(blocks: Iterable[Block]) -> tuple[Section, ...]:
    """Chapters in reading order; what stands before the first is section 0, with an empty heading.

    A heading is a short line that begins with an ordinal, or that the format marks as one; which chapter it opens is
    told by its wording, and where that is unusual by its ordinal, if that is the next in turn.
    """
    sections: list[Section] = []
    number, heading = 0, ""
    lines: list[str] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or _PAGE_NUMBER.fullmatch(block.text):
            continue
        opened = _heading(block, number)
        if opened is None:
            lines.append(block.text)
            continue
        if number or lines:
            sections.append(Section(number, heading, "\n".join(lines).strip()))
        number, heading, rest = opened
        lines = [rest] if rest else []
    if number or lines:
        sections.append(Section(number, heading, "\n".join(lines).strip()))
    return tuple(sections)


def _heading(paragraph: Paragraph, current: int) -> tuple[int, str, str] | None:
    """(chapter, heading as printed, what follows it in the same paragraph), or None."""
    first, _, rest = paragraph.text.partition("\n")
    if len(first.strip()) > MAX_HEADING:
        return None
    plain = normalise(first)
    ordinal = _ORDINAL.match(plain) or _BARE_ORDINAL.match(plain)
    if not (ordinal or paragraph.level):
        return None
    wording = han(first)
    if _ROW.match(wording):
        return None
    number = next((number for number, pattern in _CHAPTERS if pattern.search(wording)), None)
    place = _ORDINALS.index(ordinal[1]) + 1 if ordinal else None
    if number is None or (place is not None and number == 1 and place != 1):
        number = place if place is not None and place == current + 1 and place <= 6 else None
    return None if number is None or number <= current else (number, first.strip(), rest.strip())
