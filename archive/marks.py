"""Which rows of the archive changed since a build: triggers say it, so that nothing that writes can forget to.

A build that changed anything has a number and a token of its own. A mark names a table, the unit of its rows that was
written (``UNITS``), and the number of the build that was to come next; so what a snapshot lacks that was made after
build 7 are the units marked above 7. The token tells an archive that went another way since: one put back from a
backup, or written afresh, does not know it, and then nobody may say what changed.
"""

from __future__ import annotations

import sqlite3
import uuid

from archive.rankings import RANKINGS
from archive.schema import STORES
from archive.schema import TABLES as PUBLISHED

SCHEMA = """
CREATE TABLE known_builds(number INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE known_marks(
  of TEXT NOT NULL, key ANY NOT NULL, build INTEGER NOT NULL, PRIMARY KEY(of, key)) STRICT, WITHOUT ROWID;
CREATE INDEX known_marks_build ON known_marks(of, build);
"""
TABLES = ("known_builds", "known_marks")
STORED = {table.name: table for table in (*STORES, *PUBLISHED) if not table.view and table is not RANKINGS}
"""The tables that hold rows of their own, by name; rankings are made of these in each snapshot."""
UNITS = {name: table.primary_key[0] for name, table in STORED.items()} | {"sections": "report_id"}
"""What the rows of a table are replaced by: a column that an index begins with; mostly the report."""

_MARK = """INSERT INTO known_marks VALUES ('{table}', {key}, (SELECT max(number) FROM known_builds) + 1)
  ON CONFLICT(of, key) DO UPDATE SET build = excluded.build WHERE build <> excluded.build;"""


def watch(db: sqlite3.Connection) -> None:
    """Begin to mark what is written in an archive that was just filled: its first build ends here."""
    db.execute("INSERT INTO known_builds VALUES (1, ?)", (uuid.uuid4().hex,))
    for table, unit in UNITS.items():
        new, old = (_MARK.format(table=table, key=f"{row}.{unit}") for row in ("NEW", "OLD"))
        for name, when, marks in (
            ("insert", "INSERT", new),
            ("delete", "DELETE", old),
            ("update", "UPDATE", new),
            ("rename", f"UPDATE OF {unit}", old),
        ):
            db.execute(f"CREATE TRIGGER mark_{table}_{name} AFTER {when} ON {table} BEGIN {marks} END")


def end_build(db: sqlite3.Connection) -> None:
    """Give a build its number and token, unless it changed nothing."""
    query = "SELECT 1 FROM known_marks WHERE of = ? AND build > (SELECT max(number) FROM known_builds)"
    if any(db.execute(query, (table,)).fetchone() for table in UNITS):
        db.execute("INSERT INTO known_builds(token) VALUES (?)", (uuid.uuid4().hex,))


def unwatch(db: sqlite3.Connection) -> None:
    """Remove the triggers: a snapshot is written by nobody."""
    for table in UNITS:
        for name in ("insert", "delete", "update", "rename"):
            db.execute(f"DROP TRIGGER IF EXISTS mark_{table}_{name}")


def last_build(db: sqlite3.Connection) -> str | None:
    """The token of the last build; None where the archive keeps no marks."""
    if not db.execute("SELECT 1 FROM main.sqlite_schema WHERE name = 'known_builds'").fetchone():
        return None
    row = db.execute("SELECT token FROM known_builds ORDER BY number DESC LIMIT 1").fetchone()
    return None if row is None else str(row[0])


def number_of_build(db: sqlite3.Connection, token: str) -> int | None:
    """The number of a build of this archive; None where it is none of it."""
    if last_build(db) is None:
        return None
    row = db.execute("SELECT number FROM known_builds WHERE token = ?", (token,)).fetchone()
    return None if row is None else int(row[0])


def marked(db: sqlite3.Connection, build: int, side: str = "main") -> dict[str, int]:
    """How many units of each table of ``side`` were written since ``build``; a table without any is left out."""
    query = f"SELECT count(*) FROM {side}.known_marks WHERE of = ? AND build > ?"
    counts = {table: int(db.execute(query, (table, build)).fetchone()[0]) for table in UNITS}
    return {table: count for table, count in counts.items() if count}
