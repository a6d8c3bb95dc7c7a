"""An archive of before 21 November 2026, whose ``cells`` and ``checks`` were tables, packed as packed.py says."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from itertools import groupby

from archive.packed import CELLS_SQL, CHECKS_SQL, STORES, fill_names, insert_cells, insert_checks, number_of
from parsers.model import Figure, Place

_PART = re.compile(r"(page|table|row|column) (\d+)")


def is_unpacked(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'cells'").fetchone() is not None


def repack(db: sqlite3.Connection) -> None:
    """Move the rows of both tables into their stores; views of today take the tables' names.

    Views that read them must be gone, and be made again afterwards. KeyError for a figure that no form has.
    """
    db.execute("ALTER TABLE reports ADD COLUMN number INTEGER")
    numbers = [(number_of(row[0]), row[0]) for row in db.execute("SELECT id FROM reports").fetchall()]
    db.executemany("UPDATE reports SET number = ? WHERE id = ?", numbers)
    db.execute("CREATE UNIQUE INDEX reports_number ON reports (number)")
    for table in STORES:
        db.execute(table.sql())
        for columns in table.indexes:
            db.execute(f"CREATE INDEX {'_'.join((table.name, *columns))} ON {table.name} ({', '.join(columns)})")
    fill_names(db)
    for report_id, figures in _figures(db):
        insert_cells(db, report_id, figures)
    insert_checks(db, _checks(db))
    for name, query in (("cells", CELLS_SQL), ("checks", CHECKS_SQL)):
        db.execute(f"DROP TABLE {name}")
        db.execute(f"CREATE VIEW {name} AS\n{query}")


def _figures(db: sqlite3.Connection) -> Iterator[tuple[str, list[Figure]]]:
    query = (
        "SELECT report_id, key, printed, kind, value, box, place, unit, doubt, ocr FROM cells"
        " WHERE sha256 = (SELECT sha256 FROM reports WHERE id = report_id) ORDER BY report_id, key"
    )
    for report_id, rows in groupby(db.execute(query), key=lambda row: row[0]):
        yield str(report_id), [_figure(row) for row in rows]


def _figure(row: tuple[str, ...]) -> Figure:
    _, key, printed, kind, value, box, place, unit, doubt, ocr = row
    where = {name: int(number) for name, number in _PART.findall(place)}
    sides = None if box is None else tuple(json.loads(box))
    return Figure(key, printed, kind, value, Place(box=sides, **where), unit, doubt, ocr)  # type: ignore[arg-type]


def _checks(db: sqlite3.Connection) -> Iterator[dict[str, str | int | float | None]]:
    columns = ("report_id", "rule", "subject", "verdict", "left", "right", "difference", "cells")
    names = ", ".join(f'"{column}"' for column in columns)
    for row in db.execute(f"SELECT {names} FROM checks ORDER BY report_id, rule, subject"):
        yield dict(zip(columns, row, strict=True))
