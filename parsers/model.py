"""What a report is, from the bytes' side: documents, grids, figures, checks.

Everything here is frozen: a reader makes it once and nobody changes it afterwards.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from decimal import Decimal
from typing import Any, Literal, TypeVar

Kind = Literal["number", "blank", "mark", "text"]
Status = Literal["read", "ocr", "partial", "narrative", "refused"]
Verdict = Literal["holds", "fails", "not_assessable"]
Number = int | Decimal
Box = tuple[float, float, float, float]
_Made = TypeVar("_Made")


def _quickly_made(cls: type[_Made]) -> type[_Made]:
    """Let a frozen class of plain defaults fill its slots by their own setters.

    What dataclasses write for frozen classes asks ``object.__setattr__`` for each field by its name, which takes twice
    as long; a report is made of a thousand of these, a twentieth of the time of its parse.
    """
    made = fields(cls)  # type: ignore[arg-type]
    names: dict[str, Any] = {f"set_{part.name}": cls.__dict__[part.name].__set__ for part in made}
    names |= {f"default_{part.name}": part.default for part in made if part.default is not MISSING}
    parameters = [part.name + (f"=default_{part.name}" if part.default is not MISSING else "") for part in made]
    body = "; ".join(f"set_{part.name}(self, {part.name})" for part in made)
    exec(f"def __init__(self, {', '.join(parameters)}): {body}", names)
    cls.__init__ = names["__init__"]  # type: ignore[method-assign]
    return cls


@_quickly_made
@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in its document.

    ``page`` is 1-based; ``box`` is (x0, y0, x1, y1) in PDF points from the page's lower left (for scans in
    pixels of the page's image, from its upper left). HTML and DOCX have no pages: there ``table`` (1-based, in reading
    order), ``row`` and ``column`` (1-based, in the table's own rectangular grid, merged cells counted at their upper
    left) say where.
    """

    page: int | None = None
    box: Box | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        parts = [
            f"{name} {value}"
            for name, value in (("page", self.page), ("table", self.table), ("row", self.row), ("column", self.column))
            if value is not None
        ]
        return ", ".join(parts)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of running text. ``level`` is 1-6 where the format marks a heading, else 0."""

    text: str
    place: Place = NOWHERE
    level: int = 0


@_quickly_made
@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the document drew it; ``row`` and ``column`` are 0-based, at its upper left corner.

    ``text`` is the printed text with line breaks kept as ``\\n``: only ``numbers`` and ``labels`` normalise.
    ``confidence`` (0-1) says how sure a text read from a picture is; None for text that the file itself states.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    place: Place = NOWHERE
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a rectangle of ``rows`` x ``columns`` slots, each owned by at most one cell.

    ``cut_top`` and ``cut_bottom`` say that the table reaches the first or the last line of text of its page, so
    that it may be the continuation of the grid before it or be continued by the grid after it. ``edges`` are the x
    of the columns' ``columns + 1`` sides in points, left to right, for formats that draw; empty for the others.
    ``drawn`` is False where nothing but the alignment of its text says that there is a table.
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    place: Place = NOWHERE
    cut_top: bool = False
    cut_bottom: bool = False
    edges: tuple[float, ...] = ()
    drawn: bool = True

    def owners(self) -> list[list[Cell | None]]:
        """``rows`` lists of ``columns`` entries: the cell that covers each slot, None where nothing does."""
        slots: list[list[Cell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            if cell.rowspan == cell.colspan == 1 and cell.row < self.rows and cell.column < self.columns:
                if slots[cell.row][cell.column] is None:
                    slots[cell.row][cell.column] = cell
                continue
            for row in range(cell.row, min(cell.row + cell.rowspan, self.rows)):
                for column in range(cell.column, min(cell.column + cell.colspan, self.columns)):
                    if slots[row][column] is None:
                        slots[row][column] = cell
        return slots


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """A file as blocks in reading order, whatever its format was.

    ``title`` and ``metadata`` are what the file says of itself outside its text (HTML head and meta tags,
    DOCX core properties, PDF info): hints, never truth. Metadata keys are the lower-cased names of the tags.
    ``pages`` is None for formats without pages. ``problems`` are what the reader noticed while reading.
    """

    media_type: str
    blocks: tuple[Block, ...]
    title: str = ""
    metadata: dict[str, str] = field(default_factory=dict)
    pages: int | None = None
    problems: tuple[Problem, ...] = ()


@_quickly_made
@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of the form: what is printed, what kind of answer that is, and the number if it is one.

    ``value`` is an int for counts and a Decimal for amounts; None unless ``kind`` is ``number``. For amounts
    ``unit`` is the printed unit (元, 万元, 亿元) or None. ``doubt`` gives the reason why the value must not be
    published as a figure; ``ocr`` is the confidence (0-1) of a figure read from a picture.
    """

    key: str
    printed: str
    kind: Kind
    value: Number | None
    place: Place
    unit: str | None = None
    doubt: str | None = None
    ocr: float | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter: ``number`` 1-6 of the prescribed six (0 for what stands before the first), its heading as printed."""

    number: int
    heading: str
    text: str


@_quickly_made
@dataclass(frozen=True, slots=True)
class Check:
    """One relation (勾稽关系) on one row, column or route; both sides are None when it cannot be assessed."""

    rule: str
    subject: str
    verdict: Verdict
    left: Number | None
    right: Number | None
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A figure stated in the prose: ``topic`` is a row of table three, a group of them, or a route of table four.

    ``context`` is ``printed`` with up to 20 characters either side, ``section`` the number of its chapter. ``whole``:
    it plainly speaks of all the organ's requests of the report's year, and so may be held against the tables.
    """

    topic: str
    value: int
    printed: str
    context: str
    section: int
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should look at."""

    kind: str
    message: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """What is known about a file from outside its bytes; used only where the bytes are silent.

    ``pictures`` names (SHA-256; "" for one that is not there) the pictures that an article shows in place of a text, in
    their order; ``picture_of`` the article of which this file is one of them.
    """

    title: str = ""
    organ: str = ""
    year: int | None = None
    url: str = ""
    pictures: tuple[str, ...] = ()
    picture_of: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One document read. ``reason`` is set when ``status`` is refused, partial or narrative; see parsers.errors.

    ``published_on`` is an ISO date and ``index_number`` the 索引号, both as the page states them.
    """

    sha256: str
    media_type: str
    status: Status
    reason: str | None = None
    title: str = ""
    organ: str = ""
    year: int | None = None
    form2: str | None = None
    form3: str | None = None
    pages: int | None = None
    published_on: str | None = None
    index_number: str | None = None
    figures: tuple[Figure, ...] = ()
    sections: tuple[Section, ...] = ()
    checks: tuple[Check, ...] = ()
    problems: tuple[Problem, ...] = ()
    quotes: tuple[Quote, ...] = ()
