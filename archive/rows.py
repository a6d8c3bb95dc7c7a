"""A Report as rows of the archive: the only place that knows both shapes.

The wide tables hold numbers alone: a blank, a mark, a text and a figure in doubt are null there, and ``cells`` says
which of them it was.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from parsers.forms import APPLICANTS, DISCLOSURE_FORMS, ROUTES
from parsers.model import Check, Figure, Number, Report

Value = int | float | str | None
Row = dict[str, Value]

_TEN_THOUSAND_YUAN = {"万元": Decimal(1), "元": Decimal("0.0001"), "亿元": Decimal(10_000)}
_AMOUNTS = {
    f"disclosure.{item.key}.{measure.key}"
    for form in DISCLOSURE_FORMS.values()
    for item in form.items
    for measure in item.measures
    if measure.amount
}
_LARGEST = 2**63 - 1


def stored(value: Number | None) -> int | float | None:
    """A number as SQLite keeps it; None for one that does not fit (no count has twenty digits)."""
    if value is None or not -_LARGEST <= value <= _LARGEST:
        return None
    return value if isinstance(value, int) else float(value)


def in_wide(figure: Figure) -> int | float | None:
    """The value of a figure for the wide tables: None where it is no number, in doubt, or lacks its unit."""
    if figure.kind != "number" or figure.value is None or figure.doubt is not None:
        return None
    if figure.key in _AMOUNTS:
        factor = _TEN_THOUSAND_YUAN.get(figure.unit or "")
        return None if factor is None else float(figure.value * factor)
    # A count is a whole number; 1.5 件 stays in cells.
    return stored(figure.value) if isinstance(figure.value, int) else None


def wide_rows(report_id: str, report: Report) -> dict[str, list[Row]]:
    """Rows of ``requests``, ``disclosure`` and ``reviews``; a table the report does not have gives none."""
    requests: dict[str, Row] = defaultdict(dict)
    disclosure: Row = {}
    reviews: dict[str, Row] = defaultdict(dict)
    for figure in report.figures:
        table, *names = figure.key.split(".")
        if table == "statistics":
            continue  # of the years before 2019: in ``cells`` alone
        row, column = names
        if table == "requests":
            requests[column][row] = in_wide(figure)
        elif table == "disclosure":
            disclosure[f"{row}_{column}"] = in_wide(figure)
        else:
            reviews[row][column] = in_wide(figure)
    return {
        "requests": [
            {"report_id": report_id, "applicant": applicant.key, **requests[applicant.key]}
            for applicant in APPLICANTS
            if applicant.key in requests
        ],
        "disclosure": [{"report_id": report_id, **disclosure}] if disclosure else [],
        "reviews": [
            {"report_id": report_id, "route": route.key, **reviews[route.key]}
            for route in ROUTES
            if route.key in reviews
        ],
    }


def section_rows(report_id: str, report: Report) -> Iterator[Row]:
    for position, section in enumerate(report.sections):
        yield {
            "id": section_id(report_id, position),
            "report_id": report_id,
            "number": section.number,
            "heading": section.heading,
            "text": section.text,
        }


def section_id(report_id: str, position: int) -> int:
    """A row number that a rebuild does not change; 53 bits, so that JavaScript keeps it whole."""
    digest = hashlib.sha256(f"{report_id}#{position}".encode()).digest()
    return int.from_bytes(digest[:7], "big") >> 3


def check_row(report_id: str, check: Check) -> Row:
    left, right = stored(check.left), stored(check.right)
    both = check.left is not None and check.right is not None
    return {
        "report_id": report_id,
        "rule": check.rule,
        "subject": check.subject,
        "verdict": check.verdict,
        "left": left,
        "right": right,
        "difference": stored(check.left - check.right) if both else None,  # type: ignore[operator]
        "cells": _cells(check.cells),
    }


@lru_cache(4096)
def _cells(keys: tuple[str, ...]) -> str:
    """The keys as JSON; within one year most reports use the same ones."""
    return json.dumps(keys, ensure_ascii=False)


def problem_row(
    since: str,
    stage: str,
    kind: str,
    message: str,
    *,
    url: str | None = None,
    sha256: str | None = None,
    report_id: str | None = None,
    portal_id: str | None = None,
) -> Row:
    """A row of ``problems``; its id says what it is about, so that the same problem keeps its id."""
    identity = "|".join((stage, kind, message, url or "", sha256 or "", report_id or "", portal_id or ""))
    return {
        "id": hashlib.sha256(identity.encode()).hexdigest()[:16],
        "since": since,
        "stage": stage,
        "kind": kind,
        "message": message,
        "url": url,
        "sha256": sha256,
        "report_id": report_id,
        "portal_id": portal_id,
    }
