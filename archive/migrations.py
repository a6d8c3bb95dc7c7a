"""The archive's schema as migrations: what has been released is never edited, a change is a new function."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from archive.kept import TABLES as KEPT_TABLES
from archive.packed import fill_names
from archive.repack import is_unpacked, repack
from archive.schema import STORES, TABLES, VIEWS

migrations = Migrations("archive")


def tables_and_views(db: Database) -> None:
    """Every table of schema.py with its indexes, and every view."""
    # What lies packed comes last: its views read the other tables.
    for table in sorted((*STORES, *TABLES), key=lambda table: bool(table.view)):
        db.execute(table.sql())
        for columns in table.indexes:
            name = "_".join((table.name, *columns))
            db.execute(f"CREATE INDEX {name} ON {table.name} ({', '.join(columns)})")
    fill_names(db.conn)
    for view in VIEWS:
        db.execute(f"CREATE VIEW {view.name} AS\n{view.sql}")


migrations(name="0001_tables_and_views")(tables_and_views)


def what_people_keep(db: Database) -> None:
    """Names and ends of organs, past names of places, findings, closed columns; and the views that read them."""
    there = set(db.table_names())
    for table in KEPT_TABLES:
        if table.name not in there:
            db.execute(table.sql())
            for columns in table.indexes:
                name = "_".join((table.name, *columns))
                db.execute(f"CREATE INDEX {name} ON {table.name} ({', '.join(columns)})")
    if "last_year" not in db["portals"].columns_dict:
        db.execute("ALTER TABLE portals ADD COLUMN last_year INTEGER")
    for view in VIEWS:
        db.execute(f"DROP VIEW IF EXISTS {view.name}")
        db.execute(f"CREATE VIEW {view.name} AS\n{view.sql}")


migrations(name="0002_what_people_keep")(what_people_keep)


def packed_cells_and_checks(db: Database) -> None:
    """``cells`` and ``checks`` become views over tables of integers."""
    if not is_unpacked(db.conn):
        return
    for view in VIEWS:
        db.execute(f"DROP VIEW IF EXISTS {view.name}")
    repack(db.conn)
    for view in VIEWS:
        db.execute(f"CREATE VIEW {view.name} AS\n{view.sql}")


migrations(name="0003_packed_cells_and_checks")(packed_cells_and_checks)


def create(db: Database) -> None:
    """Bring ``db`` to the newest schema: a new one, or one that an older nianbao made."""
    migrations.apply(db)


def outdated(db: sqlite3.Connection) -> list[str]:
    """The tables and views of today that ``db`` lacks, or has with other columns."""
    return [thing.name for thing in (*TABLES, *VIEWS) if _columns(db, thing.name) != [c.name for c in thing.columns]]


def _columns(db: sqlite3.Connection, name: str) -> list[str]:
    """Its columns in order; empty where it is not there, or is a view that cannot be read."""
    try:
        return [row[1] for row in db.execute(f"PRAGMA table_info({name})")]
    except sqlite3.OperationalError:
        return []
