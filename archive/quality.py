"""May this archive be published? Each answer is a reason in words; no reason means yes.

What the last snapshot holds is attached to the archive as ``last``. A snapshot that follows it (carry.py) is judged by
what was marked since: its counts are the last ones, less what the marked rows were, plus what they are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields

from archive.marks import STORED, UNITS, marked
from archive.migrations import outdated

# A night that keeps less than this of what was read is not news but a fault of ours or a portal's.
LEAST_READ = 0.98
LEAST_FIGURES = 0.95
# Of the relations that must hold, so many of those that could be assessed do hold in any archive we trust: portals
# print wrong sums, but not half of them, and not of a sudden.
LEAST_HOLDING = 0.5
LEAST_STILL_HOLDING = 0.95
SMALL = 64 << 20
"""Bytes of a database that is checked to its last page however little changed: it takes under a second."""
_READ = "status IN ('read', 'ocr')"
_MUST_HOLD = "verdict <> 'not_assessable' AND rule IN ('balance', 'results_sum', 'row_sum', 'review_sum', 'carry_over')"


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted: reports read in full, figures without doubt, relations that must hold, files."""

    reports_read: int
    figures: int
    assessed: int
    holding: int
    files: int
    files_read: int

    def changed(self, was: Tally, now: Tally) -> Tally:
        """This tally after a part of it that was ``was`` has become ``now``."""
        names = [field.name for field in fields(self)]
        return Tally(*(getattr(self, name) - getattr(was, name) + getattr(now, name) for name in names))

    @property
    def share_holding(self) -> float | None:
        """The share of the relations that hold among those that could be assessed; None where there are none."""
        return self.holding / self.assessed if self.assessed else None


def tally(db: sqlite3.Connection, side: str = "main", since: int | None = None) -> Tally:
    """Count all of ``side`` (``main`` or ``last``), or only what was marked since build ``since``."""

    def count(what: str, table: str, unit: str, marks: str, condition: str = "true") -> tuple[int, ...]:
        within = "" if since is None else f" AND {unit} IN ({_units(marks, since)})"
        row = db.execute(f"SELECT {what} FROM {table} WHERE {condition}{within}").fetchone()
        return tuple(int(value) for value in row)

    (read,) = count("count(*)", f"{side}.reports", "id", "reports", _READ)
    packed = db.execute(f"SELECT 1 FROM {side}.sqlite_schema WHERE name = 'packed_cells'").fetchone() is not None
    if packed:
        # Without the joins of the views.
        (figures,) = count("count(*)", f"{side}.packed_cells", "report", "packed_cells", "kind = 0 AND doubt IS NULL")
        checks = (
            f"(SELECT c.report, v.verdict, k.rule FROM {side}.packed_checks c"
            f" JOIN {side}.check_relations k ON k.id = c.relation JOIN {side}.check_verdicts v ON v.id = c.verdict)"
        )
    else:
        # A snapshot of an older nianbao.
        (figures,) = count("count(*)", f"{side}.cells", "", "", "kind = 'number' AND doubt IS NULL")
        checks = f"{side}.checks"
    assessed, holding = count(
        "count(*), count(*) FILTER (WHERE verdict = 'holds')", checks, "report", "packed_checks", _MUST_HOLD
    )
    files, files_read = count(
        "count(*), count(*) FILTER (WHERE status <> 'refused')", f"{side}.files", "sha256", "files"
    )
    return Tally(read, figures, assessed, holding, files, files_read)


def _units(table: str, since: int) -> str:
    return f"SELECT key FROM main.known_marks WHERE of = '{table}' AND build > {since}"


def damage(db: sqlite3.Connection, since: int | None = None) -> list[str]:
    """Why the file ``db`` cannot be trusted to say what was written to it; ``since`` a build, what was written then."""
    try:
        found, broken = [], list(_broken_references(db, since))
        if since is None or _size(db) < SMALL:
            found = [row[0] for row in db.execute("PRAGMA main.integrity_check(5)")]
    except sqlite3.DatabaseError as error:
        found, broken = [str(error)], []
    wrong = (
        []
        if found in ([], ["ok"])
        else [f"archive.db is damaged ({'; '.join(found)}): delete it and run nianbao build"]
    )
    return wrong + [
        f"a row of {table} ({rowid}) names a row of {parent} that is not there" for table, rowid, parent in broken
    ]


def _size(db: sqlite3.Connection) -> int:
    (pages,), (size,) = (db.execute(f"PRAGMA main.{name}").fetchone() for name in ("page_count", "page_size"))
    return int(pages) * int(size)


def _broken_references(db: sqlite3.Connection, since: int | None) -> list[tuple[str, int | None, str]]:
    """Up to five rows that name what is not there: of all tables, or where something may have come to be so."""
    if since is None:
        found = db.execute("PRAGMA main.foreign_key_check").fetchmany(5)
    else:
        tables = sorted(_may_be_broken(db, since))
        found = [row for table in tables for row in db.execute(f"PRAGMA main.foreign_key_check('{table}')")][:5]
    return [(table, rowid, parent) for table, rowid, parent, _ in found]


def _may_be_broken(db: sqlite3.Connection, since: int) -> set[str]:
    """Tables of which rows were written, and those that refer to a table that lost rows."""
    written = set(marked(db, since))
    named = [(table.name, column.references.split(".")[0]) for table in STORED.values() for column in table.columns]
    poorer = {to for _, to in named if to in written and next(_gone(db, to, since), None) is not None}
    return written | {table for table, to in named if to in poorer}


def complaints(db: sqlite3.Connection, before: Tally | None, now: Tally, since: int | None = None) -> list[str]:
    """Why ``db`` must not be published after ``last``, whose tally was ``before`` (None before the first snapshot)."""
    reasons = [*_emptiness(db), *_relations(before, now)]
    if before is not None:
        reasons += [*_losses(db, before, since), *_fewer(before, now)]
    return reasons


def made_by_another(db: sqlite3.Connection) -> list[str]:
    """Why ``db`` cannot be published at all: it has not the tables of today."""
    old = outdated(db)
    return [f"another version of nianbao made archive.db ({', '.join(old)} differ): run nianbao build"] if old else []


def _emptiness(db: sqlite3.Connection) -> Iterator[str]:
    if db.execute("SELECT 1 FROM main.reports").fetchone() is None:
        yield "the archive holds no report: run nianbao crawl or nianbao add, then nianbao build"


def _relations(before: Tally | None, now: Tally) -> Iterator[str]:
    """Relations that suddenly fail are a fault of the reading, or a portal's that a person should see first."""
    share, was = now.share_holding, None if before is None else before.share_holding
    if share is not None and share < LEAST_HOLDING:
        yield f"only {share:.0%} of the relations that must hold do hold"
    elif share is not None and was is not None and share < was * LEAST_STILL_HOLDING:
        yield f"the relations that must hold and do fell from {was:.1%} to {share:.1%}"


def _losses(db: sqlite3.Connection, before: Tally, since: int | None) -> Iterator[str]:
    """Reports and files that were there and are not, reports that were read and no longer are."""
    gone, files = list(_gone(db, "reports", since)), list(_gone(db, "files", since))
    unread = _no_longer_read(db, since)
    query = "SELECT before FROM main.changes WHERE before IS NOT NULL"
    explained = {row[0] for row in db.execute(query)} if gone or unread else set()
    lost = [report for report in gone if report not in explained]
    if lost:
        yield f"{len(lost)} reports of the last snapshot are gone and no change explains it: {', '.join(lost[:5])}"
    if files:
        some = ", ".join(sha256[:12] for sha256 in files[:5])
        yield f"{len(files)} files are gone, though nothing is ever deleted: {some}; run nianbao verify"
    # What a portal changed itself is explained by the bytes that were there before.
    worse = [report for report, sha256 in unread if sha256 not in explained]
    if len(worse) > max(1, before.reports_read * (1 - LEAST_READ)):
        yield f"{len(worse)} of {before.reports_read} reports are no longer read in full: {', '.join(worse[:5])}"


def _gone(db: sqlite3.Connection, table: str, since: int | None) -> Iterator[str]:
    """The first key of every row of ``last`` that the archive has not any more, in order."""
    key = STORED[table].primary_key[0]
    within = "" if since is None else f" AND o.{UNITS[table]} IN ({_units(table, since)})"
    query = f"SELECT o.{key} FROM last.{table} o WHERE NOT EXISTS"
    for row in db.execute(f"{query} (SELECT 1 FROM main.{table} n WHERE n.{key} = o.{key}){within} ORDER BY o.{key}"):
        yield row[0]


def _no_longer_read(db: sqlite3.Connection, since: int | None) -> list[tuple[str, str]]:
    """Reports that were read in full and are not now, each with the bytes it was read from."""
    within = "" if since is None else f" AND o.id IN ({_units('reports', since)})"
    return db.execute(
        f"SELECT o.id, o.sha256 FROM last.reports o WHERE o.{_READ}{within}"
        f" AND NOT EXISTS (SELECT 1 FROM main.reports n WHERE n.id = o.id AND n.{_READ}) ORDER BY o.id"
    ).fetchall()


def _fewer(before: Tally, now: Tally) -> Iterator[str]:
    if now.figures < before.figures * LEAST_FIGURES:
        yield f"figures fell from {before.figures} to {now.figures}"
    # Much that is new and hardly any of it read: the parsers, or a portal, changed.
    if before.files and now.files and now.files_read / now.files < 0.5 * before.files_read / before.files:
        yield f"of {now.files} files only {now.files_read} were read; it was {before.files_read} of {before.files}"
