"""Rows of an archive made before 22 November 2026, when ``cells`` and ``checks`` were tables, packed (packed.py)."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from archive.packed import insert_cells, insert_checks
from parsers.model import Figure, Place

_PART = re.compile(r"(page|table|row|column) (\d+)")


def pack_cells(db: sqlite3.Connection, older: str) -> None:
    """Store the rows of the table ``older`` behind ``cells``; KeyError for a figure that no form has."""
    query = (
        f"SELECT report_id, key, printed, kind, value, box, place, unit, doubt, ocr FROM {older}"
        " WHERE sha256 = (SELECT sha256 FROM reports WHERE id = report_id) ORDER BY report_id, key"
    )
    for report_id, rows in groupby(db.execute(query), key=lambda row: row[0]):
        insert_cells(db, str(report_id), [_figure(row) for row in rows])


def _figure(row: tuple[str, ...]) -> Figure:
    _, key, printed, kind, value, box, place, unit, doubt, ocr = row
    where = {name: int(number) for name, number in _PART.findall(place)}
    sides = None if box is None else tuple(json.loads(box))
    return Figure(key, printed, kind, value, Place(box=sides, **where), unit, doubt, ocr)  # type: ignore[arg-type]


def pack_checks(db: sqlite3.Connection, older: str) -> None:
    """Store the rows of the table ``older`` behind ``checks``."""
    insert_checks(db, _checks(db, older))


def _checks(db: sqlite3.Connection, older: str) -> Iterator[dict[str, str | int | float | None]]:
    columns = ("report_id", "rule", "subject", "verdict", "left", "right", "difference", "cells")
    names = ", ".join(f'"{column}"' for column in columns)
    for row in db.execute(f"SELECT {names} FROM {older} ORDER BY report_id, rule, subject"):
        yield dict(zip(columns, row, strict=True))


PACKERS: Mapping[str, Callable[[sqlite3.Connection, str], None]] = {"cells": pack_cells, "checks": pack_checks}
