"""May this archive be published? Each answer is a reason in words; no reason means yes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

# A night that keeps less than this of what was read is not news but a fault of ours or a portal's.
LEAST_READ = 0.98
LEAST_FIGURES = 0.95


def complaints(db: sqlite3.Connection, last: sqlite3.Connection | None) -> list[str]:
    """Why ``db`` must not be published after ``last`` (None before the first snapshot)."""
    if damage := _damage(db):
        # What a damaged file answers means nothing.
        return damage
    return [*_emptiness(db), *(_losses(db, last) if last is not None else ())]


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


def _losses(db: sqlite3.Connection, last: sqlite3.Connection) -> Iterator[str]:
    present = {row[0] for row in db.execute("SELECT id FROM reports")}
    explained = {row[0] for row in db.execute("SELECT before FROM changes WHERE before IS NOT NULL")}
    lost = sorted(row[0] for row in last.execute("SELECT id FROM reports") if row[0] not in present | explained)
    if lost:
        some = ", ".join(lost[:5])
        yield f"{len(lost)} reports of the last snapshot are gone and no change explains it: {some}"
    files_before, files_after = (_count(each, "SELECT count(*) FROM files") for each in (last, db))
    if files_after < files_before:
        yield f"files fell from {files_before} to {files_after}, though nothing is ever deleted: run nianbao verify"
    yield from _unread(db, last, explained)
    before, after = _figures(last), _figures(db)
    if after < before * LEAST_FIGURES:
        yield f"figures fell from {before} to {after}"
    yield from _shares(db, last)


def _figures(db: sqlite3.Connection) -> int:
    """Numbers that are not in doubt; counted where they lie, without the joins of the view."""
    if _count(db, "SELECT count(*) FROM sqlite_master WHERE name = 'packed_cells'"):
        return _count(db, "SELECT count(*) FROM packed_cells WHERE kind = 0 AND doubt IS NULL")
    return _count(db, "SELECT count(*) FROM cells WHERE kind = 'number' AND doubt IS NULL")


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


def _count(db: sqlite3.Connection, query: str) -> int:
    return int(db.execute(query).fetchone()[0])
