"""The archive's schema as migrations: what has been released is never edited, a change is a new function."""

from __future__ import annotations

import re

from sqlite_utils import Database, Migrations

from archive.packed import fill_names
from archive.schema import STORES, TABLES, VIEWS

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


def create(db: Database) -> None:
    """Bring ``db`` to the newest schema."""
    migrations.apply(db)
