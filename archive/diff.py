"""Which figures differ between two snapshots, and why."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from pathlib import Path
from typing import Literal

from archive.manifest import read_only

Why = Literal["source", "reread", "replaced", "new", "gone"]
Cell = tuple[str, str, float | int | None, str | None]
"""As printed, kind, value, doubt."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure. ``before`` and ``after`` are as printed, None where there was no such cell.

    ``value_before`` and ``value_after`` are its numbers, ``sha256_before`` and ``sha256_after`` the files it was read
    from; a figure that came to be in doubt, or no longer is, differs in its ``doubt`` alone.
    """

    report_id: str
    key: str
    why: Why
    before: str | None
    after: str | None
    value_before: float | int | None
    value_after: float | int | None
    doubt_before: str | None
    doubt_after: str | None
    sha256_before: str | None
    sha256_after: str | None


def compare(before: Path, after: Path) -> Iterator[Difference]:
    """Every figure that differs, by report and key; at no time more than the figures of one report are in memory.

    ``source``: the report's portal shows other bytes, and ``changes`` of ``after`` tells of it. ``replaced``: another
    file of the report is its main one now, though no portal changed one. ``reread``: the same bytes, read otherwise.
    ``new`` and ``gone``: the whole report. OSError and sqlite3.Error where a file is no snapshot.
    """
    with closing(read_only(before)) as old, closing(read_only(after)) as new:
        for report, found in groupby(merge(_readings(old, 0), _readings(new, 1)), key=lambda entry: entry[0]):
            known = {side: reading for _, side, *reading in found}
            if known.get(0) != known.get(1):
                was, now = (known[side][0] if side in known else None for side in (0, 1))
                yield from _report(old, new, report, was, now)


def _readings(db: sqlite3.Connection, side: int) -> sqlite3.Cursor:
    """Which bytes each report shows, what read them and how: where all of it is the same, so are the figures."""
    return db.execute(
        "SELECT r.id, ?, r.sha256, coalesce(f.parser, ''), r.status, coalesce(r.form2, ''), coalesce(r.form3, '')"
        " FROM reports r LEFT JOIN files f ON f.sha256 = r.sha256 ORDER BY r.id",
        (side,),
    )


def _report(
    old: sqlite3.Connection, new: sqlite3.Connection, report: str, was: str | None, now: str | None
) -> Iterator[Difference]:
    left, right = _cells(old, report, was), _cells(new, report, now)
    if left == right:
        return
    why = _why(new, report, was, now)
    nothing: tuple[None, None, None, None] = (None, None, None, None)
    for key in sorted(left.keys() | right.keys()):
        one, other = left.get(key, nothing), right.get(key, nothing)
        if one != other:
            yield Difference(report, key, why, one[0], other[0], one[2], other[2], one[3], other[3], was, now)


def _cells(db: sqlite3.Connection, report: str, sha256: str | None) -> dict[str, Cell]:
    query = "SELECT key, printed, kind, value, doubt FROM cells WHERE report_id = ? AND sha256 = ?"
    return {key: cell for key, *rest in db.execute(query, (report, sha256)) for cell in [_cell(*rest)]}


def _cell(printed: str, kind: str, value: float | int | None, doubt: str | None) -> Cell:
    return printed, kind, value, doubt


def _why(new: sqlite3.Connection, report: str, was: str | None, now: str | None) -> Why:
    if was is None:
        return "new"
    if now is None:
        return "gone"
    if was == now:
        return "reread"
    query = "SELECT 1 FROM changes WHERE report_id = ? AND kind = 'figures_changed' AND after = ?"
    return "source" if new.execute(query, (report, now)).fetchone() else "replaced"
