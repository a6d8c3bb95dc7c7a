"""Grids -> figures of the three prescribed tables. What has numbers and fits nowhere is a problem, never dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from parsers.forms import DISCLOSURE_FORMS, REQUEST_FORMS, REVIEW_KEYS
from parsers.lines import Line, list_lines
from parsers.model import Document, Figure, Problem
from parsers.tables.common import TableReading
from parsers.tables.disclosure import read_disclosure
from parsers.tables.requests import read_requests
from parsers.tables.reviews import read_reviews
from parsers.tables.statistics import read_statistics
from parsers.tables.turned import upright

WRAPPING = ("application/pdf", "image/jpeg", "image/png", "image/gif", "image/tiff")
"""Formats in which a line break may fall inside a number."""


NAMES = ("disclosure", "requests", "reviews")


@dataclass(frozen=True, slots=True)
class Tables:
    """What the three tables say; ``missing`` are the keys of the forms found that have no figure.

    ``absent`` are those of ``disclosure``, ``requests`` and ``reviews`` that were not found at all.
    ``unproven`` are the keys whose figures must add up to be believed (common.TableReading).
    """

    form2: str | None
    form3: str | None
    figures: tuple[Figure, ...]
    missing: tuple[str, ...]
    problems: tuple[Problem, ...]
    absent: tuple[str, ...]
    unproven: frozenset[str] = frozenset()


def read_tables(document: Document) -> Tables:
    """Read every prescribed table of ``document``; one that is there twice must say the same both times."""
    lines = list_lines(map(upright, document.blocks))
    wrapped = document.media_type in WRAPPING
    second, third, fourth = (_one(reader, lines, wrapped) for reader in (read_disclosure, read_requests, read_reviews))
    # The table of the years before 2019 completes nothing: a report that has only that one stays narrative.
    older = _one(read_statistics, lines, wrapped)
    readings = [reading for reading in (second, third, fourth, older) if reading is not None]
    figures = tuple(figure for reading in readings for figure in reading.figures)
    wanted = [
        *(DISCLOSURE_FORMS[second.form].figure_keys() if second is not None and second.form else ()),
        *(REQUEST_FORMS[third.form].figure_keys() if third is not None and third.form else ()),
        *(REVIEW_KEYS if fourth is not None else ()),
    ]
    there = {figure.key for figure in figures}
    absent = tuple(name for name, reading in zip(NAMES, (second, third, fourth), strict=True) if reading is None)
    return Tables(
        second.form if second is not None else None,
        third.form if third is not None else None,
        figures,
        tuple(key for key in wanted if key not in there),
        (
            *(problem for reading in readings for problem in reading.problems),
            *(Problem("missing-table", f"table {name} was not found") for name in absent),
        ),
        absent,
        frozenset(key for reading in readings for key in reading.unproven),
    )


def _one(
    reader: Callable[[list[Line], bool], list[TableReading]], lines: list[Line], wrapped: bool
) -> TableReading | None:
    """The table, once. Where a page carries it twice (desktop and mobile), figures that differ are in doubt."""
    readings = [reading for reading in reader(lines, wrapped) if reading.figures or reading.problems]
    if not readings:
        return None
    best = max(readings, key=lambda reading: (_is_filled(reading), len(reading.figures)))
    # An empty form beside a filled one, as in an annex, says nothing.
    rivals = [reading for reading in readings if reading is not best and _is_filled(reading) == _is_filled(best)]
    others = [{figure.key: figure.printed for figure in reading.figures} for reading in rivals]
    other_form = any(reading.form != best.form and _has_rows_of_its_own(reading, best) for reading in rivals)
    if other_form:
        best.problem("table-twice", "the table stands twice in the document, in two forms")
    for number, figure in enumerate(best.figures):
        if other_form:
            best.figures[number] = replace(figure, doubt="the table stands twice in the document, in two forms")
        elif any(figure.key in other and other[figure.key] != figure.printed for other in others):
            best.figures[number] = replace(
                figure, doubt="the table stands twice in the document with different figures"
            )
            best.problem("table-twice", f"{figure.key} has two figures", figure.place)
    return best


def _has_rows_of_its_own(reading: TableReading, best: TableReading) -> bool:
    """Are there figures of rows that the form of the best reading does not have?"""
    form = best.form or ""
    known = {
        *(DISCLOSURE_FORMS[form].figure_keys() if form in DISCLOSURE_FORMS else ()),
        *(REQUEST_FORMS[form].figure_keys() if form in REQUEST_FORMS else ()),
    }
    return bool(known) and any(figure.key not in known for figure in reading.figures)


def _is_filled(reading: TableReading) -> bool:
    return any(figure.kind not in ("blank", "mark") for figure in reading.figures)
