"""The archive's schema as migrations: what has been released is never edited, a change is a new function."""

from __future__ import annotations

import re
import sqlite3

from sqlite_utils import Database, Migrations

from archive.packed import fill_names, number_of
from archive.repack import PACKERS
from archive.schema import STORES, TABLES, VIEWS
from archive.summaries import summarise

migrations = Migrations("archive")


def tables_and_views(db: Database) -> None:
    """Every table of schema.py with its indexes, and every view."""
    # What lies packed comes last: its views read the other tables.
    for table in sorted((*STORES, *TABLES), key=lambda table: bool(table.view)):
        db.execute(table.sql())
        for columns in table.indexes:
            name = re.sub(r"\W+", "_", "_".join((table.name, *columns)))
            db.execute(f"CREATE INDEX {name} ON {table.name} ({', '.join(columns)})")
    fill_names(db.conn)
    for view in VIEWS:
        db.execute(f"CREATE VIEW {view.name} AS\n{view.sql}")


migrations(name="0001_tables_and_views")(tables_and_views)


def as_today(db: Database) -> None:
    """Carry what an older archive holds over into the tables of today; what it did not know stays empty.

    A later change of the schema is this function once more, under a name of its own.
    """
    if not outdated(db.conn):
        return
    query = (
        "SELECT type, name, tbl_name FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('index', 'view', 'table')"
    )
    there = db.execute(query).fetchall()
    tables = [table.name for table in TABLES if ("table", table.name, table.name) in there]
    for kind, name, of in there:
        if kind == "view" or (kind == "index" and of in tables):
            db.execute(f"DROP {kind} {name}")
    for name in tables:
        db.execute(f"ALTER TABLE {name} RENAME TO older_{name}")
    tables_and_views(db)
    db.conn.create_function("number_of", 1, number_of, deterministic=True)
    for name in tables:
        today, older = (_columns(db.conn, table) for table in (name, f"older_{name}"))
        if name in PACKERS:
            PACKERS[name](db.conn, f"older_{name}")
            continue
        columns = [f'"{column}"' for column in today if column in older]
        source = list(columns)
        if name == "reports" and "number" not in older:
            columns, source = [*columns, "number"], [*source, "number_of(id)"]
        db.execute(f"INSERT INTO {name} ({', '.join(columns)}) SELECT {', '.join(source)} FROM older_{name}")
    summarise(db.conn)
    # Those that refer to others go first.
    for name in reversed(tables):
        db.execute(f"DROP TABLE older_{name}")


migrations(name="0002_what_people_keep")(as_today)


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
