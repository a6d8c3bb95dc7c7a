"""May this archive be published? Each answer is a reason in words; no reason means yes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from archive.migrations import outdated

# A night that keeps less than this of what was read is not news but a fault of ours or a portal's.
LEAST_READ = 0.98
LEAST_FIGURES = 0.95
# Of the relations that must hold, so many of those that could be assessed do hold in any archive we trust: portals
# print wrong sums, but not half of them, and not of a sudden.
LEAST_HOLDING = 0.5
LEAST_STILL_HOLDING = 0.95
_MUST_HOLD = "rule IN ('balance', 'results_sum', 'row_sum', 'review_sum', 'carry_over')"


def complaints(db: sqlite3.Connection, last: sqlite3.Connection | None) -> list[str]:
    """Why ``db`` must not be published after ``last`` (None before the first snapshot)."""
    if damage := _damage(db):
        # What a damaged file answers means nothing.
        return damage
    if old := outdated(db):
        return [f"another version of nianbao made archive.db ({', '.join(old)} differ): run nianbao build"]
    return [*_emptiness(db), *_relations(db, last), *(_losses(db, last) if last is not None else ())]


def _damage(db: sqlite3.Connection) -> list[str]:
    try:
        found = [row[0] for row in db.execute("PRAGMA integrity_check(5)")]
        broken = db.execute("PRAGMA foreign_key_check").fetchmany(5)
    except sqlite3.DatabaseError as error:
        found, broken = [str(error)], []
    wrong = [] if found == ["ok"] else [f"archive.db is damaged ({'; '.join(found)}): run nianbao build"]
    return wrong + [
        f"a row of {table} ({rowid}) names a row of {parent} that is not there" for table, rowid, parent, _ in broken
    ]


def _emptiness(db: sqlite3.Connection) -> Iterator[str]:
    if _count(db, "SELECT count(*) FROM reports") == 0:
        yield "the archive holds no report: run nianbao crawl or nianbao add, then nianbao build"


def _relations(db: sqlite3.Connection, last: sqlite3.Connection | None) -> Iterator[str]:
    """Relations that suddenly fail are a fault of the reading, or a portal's that a person should see first."""
    after = _holding(db)
    before = None if last is None else _holding(last)
    if after is not None and after < LEAST_HOLDING:
        yield f"only {after:.0%} of the relations that must hold do hold"
    elif after is not None and before is not None and after < before * LEAST_STILL_HOLDING:
        yield f"the relations that must hold and do fell from {before:.1%} to {after:.1%}"


def _holding(db: sqlite3.Connection) -> float | None:
    """The share of the relations that hold among those that could be assessed; None where there are none."""
    query = f"SELECT avg(verdict = 'holds') FROM checks WHERE verdict <> 'not_assessable' AND {_MUST_HOLD}"
    share = db.execute(query).fetchone()[0]
    return None if share is None else float(share)


def _losses(db: sqlite3.Connection, last: sqlite3.Connection) -> Iterator[str]:
    explained = {row[0] for row in db.execute("SELECT before FROM changes WHERE before IS NOT NULL")}
    lost = [report for report in _gone(db, last, "SELECT id FROM reports ORDER BY id") if report not in explained]
    if lost:
        yield f"{len(lost)} reports of the last snapshot are gone and no change explains it: {', '.join(lost[:5])}"
    files = list(_gone(db, last, "SELECT sha256 FROM files ORDER BY sha256"))
    if files:
        some = ", ".join(sha256[:12] for sha256 in files[:5])
        yield f"{len(files)} files are gone, though nothing is ever deleted: {some}; run nianbao verify"
    yield from _unread(db, last, explained)
    before, after = _figures(last), _figures(db)
    if after < before * LEAST_FIGURES:
        yield f"figures fell from {before} to {after}"
    yield from _shares(db, last)


def _figures(db: sqlite3.Connection) -> int:
    """Counted in the store behind the view where there is one: without its joins, and older snapshots have none."""
    if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'packed_cells'").fetchone() is None:
        return _count(db, "SELECT count(*) FROM cells WHERE kind = 'number' AND doubt IS NULL")
    return _count(db, "SELECT count(*) FROM packed_cells WHERE kind = 0 AND doubt IS NULL")


def _unread(db: sqlite3.Connection, last: sqlite3.Connection, explained: set[str]) -> Iterator[str]:
    """Reports that were read in full and no longer are, though their portal did not change them."""
    query = "SELECT id, sha256 FROM reports WHERE status IN ('read', 'ocr')"
    read = {row[0] for row in db.execute(query)}
    before = last.execute(query).fetchall()
    lost = sorted(report for report, sha256 in before if report not in read and sha256 not in explained)
    if len(lost) > max(1, len(before) * (1 - LEAST_READ)):
        yield f"{len(lost)} of {len(before)} reports are no longer read in full: {', '.join(lost[:5])}"


def _shares(db: sqlite3.Connection, last: sqlite3.Connection) -> Iterator[str]:
    """Much that is new and hardly any of it read: the parsers, or a portal, changed."""
    before, after = (_count(each, "SELECT count(*) FROM files") for each in (last, db))
    query = "SELECT count(*) FROM files WHERE status <> 'refused'"
    read_before, read_after = _count(last, query), _count(db, query)
    if before and after and read_after / after < 0.5 * read_before / before:
        yield f"of {after} files only {read_after} were read; it was {read_before} of {before}"


def _gone(db: sqlite3.Connection, last: sqlite3.Connection, query: str) -> Iterator[str]:
    """What ``query`` (one column, in order) answers in ``last`` and no more in ``db``; neither is held in memory."""
    present = db.execute(query)
    at = present.fetchone()
    for (wanted,) in last.execute(query):
        while at is not None and at[0] < wanted:
            at = present.fetchone()
        if at is None or at[0] != wanted:
            yield wanted


def _count(db: sqlite3.Connection, query: str) -> int:
    return int(db.execute(query).fetchone()[0])
