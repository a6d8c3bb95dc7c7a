"""Cell text -> kind, value, unit. The only place that reads numbers.

A blank, a mark and a zero are three answers: only a printed 0 has the value 0. Text that is not plainly one number
is kept as ``text``: nothing is guessed and nothing is raised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from parsers.model import Kind, Number
from parsers.text import normalise

# "/", "-", "无" and their relatives as printed for "does not apply" (VARIATIONS.md F and G; after NFKC).
_MARKS = re.compile(r"[-/\\_—–―－‐‑−─━∕⁄~*×.·]+|无|不适用|N/?A", re.I)
_MINUS = str.maketrans("−﹣－–‐‑", "------")
# Soft hyphens, joiners and marks of direction do not show; those that turn the direction around do, and stay.
_UNSEEN = dict.fromkeys([0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF])
# A whole number may be grouped by thousands; "1,23" is no number.
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_COUNTER = r"(?:件次|人次|件|项|个|条|起|宗|份|例|次)"
_UNIT = r"(?:亿元|万元|元)"
_NOTE = r"(?:\([^()]*\)|\[[^\[\]]*\]|[①-⑳⁰¹²³⁴-⁹*※])"
_CELL = re.compile(
    rf"(?P<sign>[+-]|增加|减少|增|减)?(?P<number>{_NUMBER})(?:{_COUNTER}|(?P<unit>{_UNIT})|\((?P<bracketed>{_UNIT})\))?{_NOTE}*"
)
_UNIT_IN_LABEL = re.compile(
    rf"[(（\[：:]\s*(?:单位[:：]?)?\s*(?P<unit>{_UNIT})\s*[)）\]]|单位[:：]\s*(?P<plain>{_UNIT})"
)
_PLAIN = re.compile(r"\d{1,9}", re.A)

MAX_DIGITS = 15
"""Numbers with more digits than a count can have are kept as text: they are account numbers, or two cells as one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says. ``unit`` is 元, 万元 or 亿元 where the cell prints one."""

    kind: Kind
    value: Number | None = None
    unit: str | None = None


BLANK = Reading("blank")
MARK = Reading("mark")
TEXT = Reading("text")


@lru_cache(maxsize=4096)
def read_number(printed: str, wrapped: bool = False) -> Reading:
    """Read one cell.

    ``printed`` is the cell's text, its lines parted by ``\\n``. Where ``wrapped`` is true (PDF) a line break may fall
    inside a number; elsewhere a break means two paragraphs, and two numbers in one cell are no number.

    >>> read_number("1,234").value
    1234
    >>> read_number("－").kind, read_number("　").kind, read_number("0").value
    ('mark', 'blank', 0)
    >>> read_number("33.99 万元")
    Reading(kind='number', value=Decimal('33.99'), unit='万元')
    >>> read_number("减4").value, read_number("22（其中修订 16 件）").value
    (-4, 22)
    >>> read_number("12 3").kind, read_number("12\\n3").kind, read_number("12\\n3", wrapped=True).value
    ('text', 'text', 123)
    """
    if _PLAIN.fullmatch(printed):
        return Reading("number", int(printed))
    text = normalise(printed).translate(_MINUS).translate(_UNSEEN).strip()
    if not text:
        return BLANK
    if wrapped:
        text = text.replace("\n", "")
    if re.search(r"\d\s+[\d.,]|[.,]\s+\d", text):
        return TEXT
    text = "".join(text.split())
    if _MARKS.fullmatch(text):
        return MARK
    match = _CELL.fullmatch(text)
    if match is None or len(match["number"]) > MAX_DIGITS:
        return TEXT
    digits = match["number"].replace(",", "")
    value: Number = Decimal(digits) if "." in digits else int(digits)
    if match["sign"] and match["sign"][0] in "-减":
        value = -value
    return Reading("number", value, match["unit"] or match["bracketed"])


def read_count(printed: str, wrapped: bool = False) -> Reading:
    """Read one cell that holds a count: a whole number, which a spreadsheet may print as 12.0 or 12.00.

    >>> read_count("12.0").value, read_count("12.50").value, read_count("1.000").value
    (12, Decimal('12.50'), Decimal('1.000'))
    """
    reading = read_number(printed, wrapped)
    if not isinstance(reading.value, Decimal) or reading.value.as_tuple().exponent not in (-1, -2):
        return reading
    whole = int(reading.value)
    return replace(reading, value=whole) if whole == reading.value else reading


def read_unit(label: str) -> str | None:
    """The unit a header or a row label states: ``采购总金额（万元）``, ``本年收费金额（单位：万元）``.

    >>> read_unit("本年收费金额（单位：万元）"), read_unit("采购总金额"), read_unit("单位：元")
    ('万元', None, '元')
    """
    match = _UNIT_IN_LABEL.search("".join(normalise(label).split()))
    return (match["unit"] or match["plain"]) if match else None
