"""What the three tables share: the result of reading one, and one figure from its cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from parsers.model import NOWHERE, Cell, Figure, Place, Problem
from parsers.numbers import Reading, read_count, read_number

UNREADABLE = {
    "\ufffd": "a character of the cell could not be read",
    "\ufffc": "a picture stands in the cell",
}

_LONG = 10
"""Fewer digits than this, and nothing beside them, are one number."""
NOT_PLAIN = "the cell has digits and is not plainly one number"
_PLUS = ("+", "＋")
UNSURE = "the picture can be read in more than one way"
SURE = 0.8
"""Confidence of a figure read from a picture, below which it is in doubt: docs/ocr.md has the measurements."""


@dataclass(slots=True)
class TableReading:
    """Figures of one table. ``form`` is None where the table was not found; ``lines`` are those it took, by index.

    ``unproven`` are the keys that were read where no lines are drawn: they must add up to be believed.
    """

    form: str | None = None
    figures: list[Figure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lines: range = range(0)
    unproven: set[str] = field(default_factory=set)

    def problem(self, kind: str, message: str, place: Place = NOWHERE) -> None:
        self.problems.append(Problem(kind, message, str(place)))


def make_figure(key: str, cell: Cell, wrapped: bool, *, count: bool = True, signed: bool = False) -> Figure:
    """The figure in ``cell``; ``count``: only a whole number makes sense; ``signed``: one below 0 does too."""
    text = cell.text
    if cell.confidence is None and len(text) < _LONG and text.isascii() and text.isdigit():
        return Figure(key, text, "number", read_number(text).value, cell.place)  # as most are
    reading = read_count(text, wrapped) if count else read_number(text, wrapped)
    doubt = next((reason for mark, reason in UNREADABLE.items() if mark in text), None)
    if reading.kind == "number" and doubt is None:
        doubt = _doubt(reading, count, signed)
        if doubt is None and not signed and cell.text.lstrip()[:1] in _PLUS:
            doubt = "a count has a sign"
    if doubt is None and cell.confidence is not None and not _is_sure(reading, cell.confidence):
        doubt = UNSURE
    if doubt is None and reading.kind == "text" and has_digits([cell]):
        doubt = NOT_PLAIN
    return Figure(key, text, reading.kind, reading.value, cell.place, reading.unit, doubt, cell.confidence)


def _is_sure(reading: Reading, confidence: float) -> bool:
    """Text in the place of a number is what a picture misread, whatever its confidence."""
    return confidence >= SURE and reading.kind != "text"


def _doubt(reading: Reading, count: bool, signed: bool) -> str | None:
    if count and isinstance(reading.value, Decimal):
        return "a count is not a whole number"
    if count and reading.unit is not None:
        return "a count has a unit of money"
    if not signed and reading.value is not None and reading.value < 0:
        return "a count is below zero"
    return None


def is_empty(cell: Cell) -> bool:
    """Blank or a mark: nothing that could belong to another column."""
    return not cell.text.isdigit() and read_number(cell.text).kind in ("blank", "mark")


def has_digits(cells: list[Cell]) -> bool:
    return any(map(str.isdigit, "".join([cell.text for cell in cells])))
