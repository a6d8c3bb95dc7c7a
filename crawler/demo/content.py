"""What a demo report is made of, before any file format."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from parsers.model import Kind

Format = Literal["html", "word-html", "docx", "pdf", "notice"]
Table = Literal["disclosure", "requests", "reviews"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell as a demo report prints it, and what a reader must make of it."""

    printed: str
    kind: Kind = "blank"
    value: int | Decimal | None = None
    unit: str | None = None

    @property
    def quantity(self) -> int | Decimal:
        """The number for sums: marks and blanks count as nothing."""
        return 0 if self.value is None else self.value

    def as_json(self) -> dict[str, object]:
        value = float(self.value) if isinstance(self.value, Decimal) else self.value
        entry: dict[str, object] = {"printed": self.printed, "kind": self.kind, "value": value}
        return entry if self.unit is None else entry | {"unit": self.unit}


Figures = dict[str, Entry]


def number(value: int) -> Entry:
    return Entry(str(value), "number", value)


def change(value: int) -> Entry:
    """A change with its sign, as most organs print it.

    >>> change(5).printed, change(-5).printed, change(0).printed
    ('+5', '-5', '0')
    """
    return Entry(f"{value:+d}" if value else "0", "number", value)


def mark(printed: str) -> Entry:
    return Entry(printed, "mark")


BLANK = Entry("")


@dataclass(frozen=True, slots=True)
class Style:
    """How a report draws its tables; every variant is one met in published reports."""

    bands_apart: bool = False
    """Each band of table two is a table of its own."""
    outcome_column: bool = True
    """三、本年度办理结果 stands in a column of its own, across all its rows."""
    upright: bool = True
    """That label is set one character a line."""
    total_beside: bool = False
    """总计 stands beside 申请人情况 instead of under it."""
    stacked_heads: bool = False
    """The heads of tables three and four are set one character a line."""
    cut_before: int = 0
    """Table three is two tables, the second beginning with this row (0-based, heads counted)."""
    group_rows: bool = False
    """（三）不予公开 and its like stand in rows of their own, whose figures are blank, above their rows."""
    padded: int = 0
    """So many empty cells end every row of table two."""
    wording: tuple[tuple[str, str], ...] = ()
    """What this report writes (second) for the form's own words (first), in heads, labels and headings."""
    note: str = ""
    """A line under table two."""

    def word(self, text: str) -> str:
        """The form's wording as this report has it."""
        for official, own in self.wording:
            text = text.replace(official, own)
        return text


@dataclass(frozen=True, slots=True)
class Paper:
    """How a PDF is set. ``lead`` pushes the tables down the page (in points), to put a page break where it hurts."""

    font: str = "Noto Serif CJK SC"
    size: float = 10.5
    margin: float = 2.4
    repeat_heads: bool = False
    labels: tuple[float, float, float] = (1.1, 2.2, 5.2)
    lead: float = 0
    wide: bool = False
    split_rows: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    heading: str
    before: tuple[str, ...] = ()
    table: Table | None = None
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One invented report. ``files`` are the formats it is published in, first the article's body."""

    id: str
    portal: Literal["trs", "hanweb"]
    organ: str
    place: str
    year: int
    title: str
    published_on: str
    group: Literal["zf", "bm", "xz"]
    form2: str
    form3: str
    figures: Figures
    preamble: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    style: Style = field(default_factory=Style)
    paper: Paper = field(default_factory=Paper)
    body: Format | None = "html"
    attachment: Literal["docx", "pdf"] | None = None
    row: Literal["docx", "pdf"] | None = None
    state: int | None = None
    replaces: str | None = None
    gone_in: int | None = None
