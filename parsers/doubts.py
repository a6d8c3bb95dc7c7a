"""Figures that the form's own sums make doubtful. Nothing is corrected: doubt keeps a figure out of the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from parsers.model import Check, Figure, Number, Problem
from parsers.relations import check_report
from parsers.tables.common import SURE, UNSURE

_LEFTS = {"balance": 2}
"""How many cells stand on the left side of a relation; one in the others."""
_CERTAIN = 0.95
"""Confidence below which one broken relation is enough: of the digits read rightly one in a thousand is below it."""
_SHARE = 0.25
"""Of figures that were hard to read, from which on a picture is poor. Pens, dust and seals make fewer hard."""
_ONE_DIGIT = 9
"""What a mark may hide: a lone stroke can be a digit that was misread, and no longer number."""


def doubt_misread(figures: tuple[Figure, ...], form3: str | None) -> tuple[Figure, ...]:
    """A figure read from a picture that alone explains what does not add up was misread, or misprinted: who knows.

    It does if every relation it stands in fails, at least two of them, and all by the same amount: had it another
    value, all would hold. A figure read with little confidence is in doubt wherever one of its relations fails, and one
    that could not be read surely is taken where all of them, two at least, hold with it. Of a poor picture nothing is
    taken that no relation confirms.
    """
    if all(figure.ocr is None for figure in figures):
        return figures
    figures = _proven(figures, form3) if _is_poor(figures) else _confirmed(figures, form3)
    checks = _checks(figures, form3)
    return tuple(_doubt(figure, [check for check in checks if figure.key in check.cells]) for figure in figures)


_LOST = ("unknown-label", "lost-label")
_ROW = 7
"""Figures of a row of table three."""


def doubt_blank_rows(figures: tuple[Figure, ...], problems: Iterable[Problem]) -> tuple[Figure, ...]:
    """A wholly blank row of table three beside numbers whose row is not known: they may be its own.

    So it is where a page end cuts a row in two and the half with the figures has lost a part of its label.
    """
    if not any(problem.kind in _LOST for problem in problems):
        return figures
    blank = Counter(_row_of(figure) for figure in figures if figure.kind == "blank")
    del blank[None]
    return tuple(
        replace(figure, doubt=figure.doubt or "the row is blank, and a row of numbers stands near it without its label")
        if blank[_row_of(figure)] == _ROW
        else figure
        for figure in figures
    )


def _row_of(figure: Figure) -> str | None:
    table, row, _ = figure.key.split(".") if figure.key.count(".") == 2 else ("", "", "")
    return row if table == "requests" else None


def _is_poor(figures: Collection[Figure]) -> bool:
    """Were many figures hard to read? Then of the others some were misread without anyone's noticing.

    Faint toner lowers the confidence of all (formats/ocr/digits.py): there one figure in sixty was read wrong twice.
    """
    read = [figure.ocr for figure in figures if figure.ocr is not None]
    hard = sum(confidence < SURE for confidence in read)
    return hard > _SHARE * len(read)


def _proven(figures: tuple[Figure, ...], form3: str | None) -> tuple[Figure, ...]:
    """Of figures of a poor picture those that stand in a relation that holds; the others are in doubt.

    A blank may be a mark that faded, and no sum tells them apart.
    """
    tried = _trusted(figures)
    holding = {key for check in _checks(tried, form3) if check.verdict == "holds" for key in check.cells}
    return tuple(
        figure
        if figure.ocr is None or (figure.key in holding and figure.kind != "blank")
        else replace(figure, doubt=was.doubt or "the picture is poor, and no sum confirms the figure")
        for figure, was in zip(tried, figures, strict=True)
    )


def _trusted(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures with those numbers taken for read that were hard to read."""
    return tuple(
        replace(figure, doubt=None) if figure.doubt == UNSURE and figure.kind == "number" else figure
        for figure in figures
    )


def _confirmed(figures: tuple[Figure, ...], form3: str | None) -> tuple[Figure, ...]:
    """Numbers that were hard to read, and with which the sums of their row and of their column both hold, are read."""
    hard = {figure.key for figure in figures if figure.doubt == UNSURE and figure.kind == "number"}
    checks = _checks(_trusted(figures), form3)
    held: Counter[str] = Counter()
    for check in checks:
        unsure = hard.intersection(check.cells)
        # Two of them in one sum could make up for each other.
        if len(unsure) == 1 and check.verdict == "holds":
            held.update(unsure)
    return tuple(
        replace(figure, doubt=None)
        if figure.key in hard and held[figure.key] > 1 and held[figure.key] == _count(checks, figure.key)
        else figure
        for figure in figures
    )


def _checks(figures: tuple[Figure, ...], form3: str | None) -> list[Check]:
    return [
        check
        for check in check_report({figure.key: figure for figure in figures}, form3)
        if check.verdict != "not_assessable" and check.rule != "published_total"
    ]


def _count(checks: list[Check], key: str) -> int:
    return sum(key in check.cells for check in checks)


def _doubt(figure: Figure, checks: list[Check]) -> Figure:
    if figure.ocr is None or figure.doubt is not None:
        return figure
    failed = [check for check in checks if check.verdict == "fails"]
    errors = {_error(check, figure.key) for check in checks}
    rules = _named(failed)
    alone = len(failed) > 1 and len(failed) == len(checks) and len(errors) == 1
    hidden = all(-_ONE_DIGIT <= error <= _ONE_DIGIT for error in errors)
    if alone and (figure.kind != "mark" or hidden):
        return replace(figure, doubt=f"read from a picture, and {rules} fail by it alone")
    if failed and figure.ocr < _CERTAIN:
        return replace(figure, doubt=f"read from a picture with little confidence, and {rules} fail")
    return figure


def _error(check: Check, key: str) -> Number:
    """By how much the figure is too large if it is the only wrong one of the relation."""
    assert check.left is not None
    assert check.right is not None
    on_left = key in check.cells[: _LEFTS.get(check.rule, 1)]
    return check.left - check.right if on_left else check.right - check.left


def _named(checks: Iterable[Check]) -> str:
    return " and ".join(sorted({check.rule for check in checks}))
