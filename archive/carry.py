"""A snapshot made from the one before: a copy of its file in which the rows that changed since are replaced.

The file before is known by its hash, which is taken again while it is copied; what was marked since (marks.py) is
compared with the archive, and only tables with a row that differs are written. Afterwards the rows that were marked
are the archive's, row for row, and the tables that were written are sound; all else is what was checked when the
file before was made. Whatever does not fit raises ``Astray``: then the snapshot is made whole (publish.py).
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from archive.columns import Table
from archive.loading import batches
from archive.marks import STORED, UNITS, marked
from archive.packed import COUNTED
from archive.rankings import NAME as RANKINGS
from archive.rankings import rank
from archive.search import FTS, Index

MOST_WRITTEN = 0.1
"""Of the reports: where more were written anew, a whole copy is as fast, and leaves no gaps in the file."""
MOST_FREE = 0.1
"""Of the pages: where more are free (and more than 4 MB), a whole copy gives them back."""
MOST_CARRIED = 30
"""So many snapshots in a row are made this way; then all of the archive and of a new file is checked once more."""
MOST_GROWN = 0.25
"""By so much more reports than when the planner's statistics were made (ANALYZE), a whole copy makes new ones."""
_CANNOT_COPY = (errno.ENOSYS, errno.EXDEV, errno.EINVAL, errno.EOPNOTSUPP)
_CHECKED = {*STORED, RANKINGS}
# Counting the rows of these takes as long as copying them.
_LARGE = {"packed_cells", "packed_checks"}
# The tables that an FTS5 index is made of.
_PARTS = ("data", "idx", "docsize")
_FEW = 20
_NAMES = ("cell_keys", "check_verdicts")
# What an indexed text is made of, of a report and beside its chapters (search.py).
_TEXT_OF_REPORT = "number, title, organ"
# What the files of cells and checks say of a report beside what is packed (packed.py).
_SEEN_IN = {"cells": ("packed_cells", "id, number, sha256"), "checks": ("packed_checks", "id, number, organ_id, year")}

# What the rankings are made of (rankings.py): these tables, and this of a report.
_RANKED = {"organs", "requests", "disclosure", "reviews", "packed_checks", "check_relations"}
_RANKED_OF_REPORT = "organ_id, year, province, status, gone_since"


class Astray(Exception):
    """The file before is not what it should be, or does not fit the archive; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Carried:
    """``rows``: how many each table has now; ``written``: the tables and views that say something else."""

    rows: dict[str, int]
    written: frozenset[str]


def too_far(db: sqlite3.Connection, build: int) -> str | None:
    """Why the archive ``db`` is too far from the snapshot attached as ``last``, which shows ``build``; or None."""
    if _schema(db, "main") != _schema(db, "last"):
        return "the tables of the archive are not those of the last snapshot"
    found = marked(db, build)
    if any(name in found for name in _NAMES):
        return "the names of figures or verdicts changed"
    (reports,) = db.execute("SELECT count(*) FROM reports").fetchone()
    written = max(found.get(name, 0) for name in ("packed_cells", "packed_checks", "sections"))
    if written > _FEW + reports * MOST_WRITTEN:
        return f"{written} of {reports} reports were written anew"
    (weighed,) = db.execute("SELECT stat FROM last.sqlite_stat1 WHERE tbl = 'reports'").fetchone() or ("0",)
    there = int(weighed.split()[0])
    return f"there are {reports} reports, up from {there}" if reports > _FEW + there * (1 + MOST_GROWN) else None


def copy_checked(source: Path, target: Path, sha256: str) -> None:
    """Copy a file whose hash is known; Astray where the copy has another."""
    with source.open("rb") as old, target.open("wb+") as new:
        try:
            _copy_in_kernel(old.fileno(), new.fileno())
        except OSError as error:
            if error.errno not in _CANNOT_COPY:
                raise
            old.seek(0)
            new.seek(0)
            shutil.copyfileobj(old, new)
        new.seek(0)
        found = hashlib.file_digest(new, "sha256").hexdigest()
    if found != sha256:
        raise Astray("the file of the last snapshot is not what its manifest says")


def _copy_in_kernel(old: int, new: int) -> None:
    """Into space that is there already: a quarter of the time of reading and writing. With reflinks no byte moves."""
    left = os.fstat(old).st_size
    os.posix_fallocate(new, 0, left)
    while left > 0 and (copied := os.copy_file_range(old, new, left)):
        left -= copied


def carry(target: Path, archive: Path, build: int, counts: dict[str, int]) -> Carried:
    """Bring the copied snapshot ``target``, with so many rows, from ``build`` up to ``archive``.

    Astray where it cannot be proven that this was done.
    """
    with closing(sqlite3.connect(target, isolation_level=None, uri=True)) as db:
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;")
        db.execute("ATTACH ? AS it", (f"{archive.resolve().as_uri()}?mode=ro",))
        try:
            carried = _bring_up(db, build, counts)
        except sqlite3.DatabaseError as error:
            # A damaged file is the gate's to name, rows that stand in each other's way fit where all are copied; what
            # the disk refuses is another matter.
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says which kind of damage
            if code not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CONSTRAINT):
                raise
            raise Astray(str(error)) from error
        db.execute("PRAGMA main.journal_mode=DELETE")
    return carried


def _bring_up(db: sqlite3.Connection, build: int, counts: dict[str, int]) -> Carried:
    db.execute("BEGIN")
    carried = _Carrier(db, build).carry(counts)
    db.execute("COMMIT")
    _prove(db, carried)
    (free,), (pages,) = (db.execute(f"PRAGMA main.{name}").fetchone() for name in ("freelist_count", "page_count"))
    if free > 1000 + pages * MOST_FREE:
        raise Astray(f"{free} of {pages} pages of the last snapshot would be free")
    return carried


def _prove(db: sqlite3.Connection, carried: Carried) -> None:
    """What was written is sound, and nothing was written to the archive that no mark tells of."""
    for name in sorted(carried.written):
        for table in [f"{name}_{part}" for part in _PARTS] if name in FTS else [name] if name in _CHECKED else []:
            found = [row[0] for row in db.execute(f"PRAGMA main.integrity_check('{table}')").fetchmany(5)]
            if found != ["ok"]:
                raise Astray(f"{table} is damaged: {'; '.join(found)}")
    for name in STORED.keys() - _LARGE:
        (count,) = db.execute(f"SELECT count(*) FROM it.{name}").fetchone()
        if count != carried.rows[name]:
            raise Astray(f"{name} has {count} rows and should have {carried.rows[name]}")


def _schema(db: sqlite3.Connection, of: str) -> set[tuple[str, ...]]:
    """What an archive and its snapshots share: tables, indexes and views, but for what a build keeps for itself."""
    query = (
        f"SELECT type, name, sql FROM {of}.sqlite_schema WHERE type <> 'trigger' AND name NOT LIKE 'sqlite\\_%' ESCAPE"
        " '\\' AND tbl_name NOT LIKE 'known\\_%' ESCAPE '\\' AND tbl_name <> '_sqlite_migrations'"
    )
    return set(db.execute(query).fetchall())


class _Carrier:
    """One transaction on ``db``, the new file, with the archive attached as ``it``."""

    def __init__(self, db: sqlite3.Connection, build: int) -> None:
        self.db = db
        self.build = build
        self.index = Index(db)

    def carry(self, counts: dict[str, int]) -> Carried:
        differing = {name: self._differing(STORED[name]) for name in marked(self.db, self.build, "it")}
        written = {name for name, units in differing.items() if units}
        views = {view for view, (store, columns) in _SEEN_IN.items() if store in written or self._say(columns)}
        if "check_relations" in written:
            views.add("checks")
        reranked = bool(written & _RANKED) or self._say(_RANKED_OF_REPORT)
        texts = self._texts(differing)
        for some in batches(texts):
            for report in some:
                self.index.leave(report)
            self.index.write()
        rows = dict(counts)
        for name in sorted(written):
            rows[name] += self._replace(STORED[name])
        for some in batches(texts):
            for report in some:
                self.index.come(report)
            self.index.write()
        for name in written:
            if self._differing(STORED[name]):
                raise Astray(f"{name} could not be brought up to the archive")
        if reranked:
            rank(self.db)
            (rows[RANKINGS],) = self.db.execute(f"SELECT count(*) FROM main.{RANKINGS}").fetchone()
            views.add(RANKINGS)
        rows |= {view: rows[store] for view, store in COUNTED.items()}
        rows |= {index: rows[table] for index, table in FTS.items()}
        return Carried(rows, frozenset(written | views | (set(FTS) if texts else set())))

    def _differing(self, table: Table) -> int:
        """How many rows of the marked units are not the same in both files."""
        within = f"WHERE {UNITS[table.name]} IN ({self._units(table.name)})"
        # 5 and 5.0 are equal, but they are not printed alike.
        types = "".join(f', typeof("{column.name}")' for column in table.columns if column.type == "ANY")
        here, there = (f"SELECT *{types} FROM {side}.{table.name} {within}" for side in ("main", "it"))
        query = (
            f"SELECT (SELECT count(*) FROM ({here} EXCEPT {there})) + (SELECT count(*) FROM ({there} EXCEPT {here}))"
        )
        return int(self.db.execute(query).fetchone()[0])

    def _units(self, table: str) -> str:
        return f"SELECT key FROM it.known_marks WHERE of = '{table}' AND build > {self.build}"

    def _say(self, columns: str) -> bool:
        """Whether some report says something else in ``columns``."""
        return next(iter(self._changed_reports(columns)), None) is not None

    def _changed_reports(self, columns: str) -> Iterable[str]:
        within = f"WHERE id IN ({self._units('reports')})"
        here, there = (f"SELECT id, {columns} FROM {side}.reports {within}" for side in ("main", "it"))
        query = f"SELECT id FROM ({here} EXCEPT {there}) UNION SELECT id FROM ({there} EXCEPT {here})"
        return (row[0] for row in self.db.execute(query))

    def _texts(self, differing: dict[str, int]) -> list[str]:
        """The reports whose full text is another one."""
        found = set(self._changed_reports(_TEXT_OF_REPORT))
        if differing.get("sections"):
            found |= {row[0] for row in self.db.execute(self._units("sections"))}
        return sorted(found)

    def _replace(self, table: Table) -> int:
        """Have the marked units say what they say in the archive; by how many rows the table grew."""
        name, unit = table.name, UNITS[table.name]
        units = self._units(name)
        count = f"SELECT count(*) FROM main.{name} WHERE {unit} IN ({units})"
        (before,) = self.db.execute(count).fetchone()
        if table.without_rowid or name == "sections":
            self.db.execute(f"DELETE FROM main.{name} WHERE {unit} IN ({units})")
            self.db.execute(f"INSERT INTO main.{name} SELECT * FROM it.{name} WHERE {unit} IN ({units})")
        else:
            self._update(table, units)
        (after,) = self.db.execute(count).fetchone()
        return int(after) - int(before)

    def _update(self, table: Table, units: str) -> None:
        """The same row by row, so that what is only updated stays in its place and the file does not grow."""
        name, (key,) = table.name, table.primary_key
        theirs = f"SELECT {key} FROM it.{name} WHERE {key} IN ({units})"
        self.db.execute(f"DELETE FROM main.{name} WHERE {key} IN ({units}) AND {key} NOT IN ({theirs})")
        columns = [f'"{column.name}"' for column in table.columns]
        sets = ", ".join(f"{column} = excluded.{column}" for column in columns if column != f'"{key}"')
        self.db.execute(
            f"INSERT INTO main.{name} SELECT * FROM it.{name} WHERE {key} IN ({units})"
            f" ON CONFLICT({key}) DO UPDATE SET {sets}"
        )
