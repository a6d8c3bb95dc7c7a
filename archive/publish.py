"""ARCHIVE -> SNAPSHOT: a dated folder that never changes again, and a pointer to the newest one.

``<data>/snapshots/<id>/`` holds ``archive.db``, ``manifest.json``, ``inspect.json`` and each table as a file (bulk.py);
``<data>/snapshots/current`` names the newest. The pointer moves last and atomically: killed at any moment, the last
good snapshot stays. Where little changed since the last one, its file is copied and brought up to the archive
(carry.py); else all of the archive is checked and copied.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import parsers
from archive.build import Progress, archive_path, silent, sync
from archive.bulk import write_bulk
from archive.carry import MOST_CARRIED, Astray, Carried, carry, copy_checked, too_far
from archive.known import TABLES as KNOWN
from archive.manifest import (
    Manifest,
    current,
    file_hash,
    list_snapshots,
    read_manifest,
    read_only,
    snapshots_path,
    write_whole,
)
from archive.marks import TABLES as MARKS
from archive.marks import last_build, number_of_build, unwatch
from archive.packed import COUNTED
from archive.quality import Tally, complaints, damage, made_by_another, tally
from archive.rankings import rank
from archive.schema import STORES, TABLES
from archive.search import FTS, create_index


class NotPublished(Exception):
    """The gate said no; ``reasons`` say why."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class _Last:
    """The last snapshot, and the number of the archive's build it shows: the new one follows it from there."""

    folder: Path
    manifest: Manifest
    build: int

    def counts(self) -> dict[str, int]:
        """How many rows each table has, hidden ones too."""
        inspected = json.loads((self.folder / "inspect.json").read_text(encoding="utf-8"))
        return {name: int(table["count"]) for name, table in inspected["archive"]["tables"].items()}


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be published: the build, what the gate counted; after which snapshot, or why whole."""

    build: str | None
    tally: Tally | None
    last: _Last | None
    whole: str | None


def publish(data: Path, accept: str | None = None, progress: Progress = silent, whole: str | None = None) -> Manifest:
    """Gate, snapshot, pointer. NotPublished when the gate says no, unless a person gives the reason to ``accept``.

    ``whole`` is why all of the archive is to be checked and copied, though little may have changed.
    """
    progress("publishing: gate", 1, 4)
    source = archive_path(data)
    root = snapshots_path(data)
    root.mkdir(parents=True, exist_ok=True)
    for left_over in root.glob(".tmp-*"):
        shutil.rmtree(left_over)
    reasons, plan = _gate(data, source, whole)
    if reasons and accept is None:
        raise NotPublished(reasons)
    accepted = f"{accept} (the gate: {'; '.join(reasons)})" if reasons else None
    snapshot = _new_id(data)
    part = root / f".tmp-{snapshot}"
    part.mkdir()
    progress("publishing: copy", 2, 4)
    try:
        carried = _copy(source, part / "archive.db", plan.last)
    except Astray as astray:
        return publish(data, accept, progress, str(astray))
    if plan.last is None or carried is None:
        write_bulk(part)
    else:
        write_bulk(part, plan.last.folder, carried.written)
    progress("publishing: hashes", 3, 4)
    manifest = _describe(data, part, plan, carried, accepted)
    _seal(part, root / snapshot)
    _point(root, snapshot)
    progress("publishing: done", 4, 4)
    return manifest


def _gate(data: Path, source: Path, whole: str | None) -> tuple[list[str], _Plan]:
    """Why not to publish, and what would be published."""
    name = current(data)
    with closing(read_only(source)) as db:
        lost = None if name is None else _attach(data, db, name)
        if lost is not None:
            name, whole = None, lost
        last, whole = (None, whole) if whole else _followed(data, db, name)
        since = None if last is None else last.build
        # What a damaged file answers means nothing.
        if reasons := damage(db, since) or made_by_another(db):
            return reasons, _Plan(None, None, None, "; ".join(reasons))
        was = None if name is None else _tally_of(db, read_manifest(data, name))
        if was is None or since is None:
            now = tally(db)
        else:
            now = was.changed(tally(db, "last", since), tally(db, "main", since))
        reasons = complaints(db, was, now, since) + ([] if lost is None else [lost])
        return reasons, _Plan(last_build(db), now, last, whole)


def _attach(data: Path, db: sqlite3.Connection, name: str) -> str | None:
    """Attach the snapshot ``name`` as ``last``; why that cannot be done."""
    before = (snapshots_path(data) / name / "archive.db").resolve()
    try:
        db.execute("ATTACH ? AS last", (f"{before.as_uri()}?mode=ro",))
        db.execute("SELECT count(*) FROM last.sqlite_schema")
    except sqlite3.DatabaseError as error:
        return (
            f"the last snapshot, {name}, cannot be read ({error}), so nothing says what was lost since:"
            " put its archive.db back, or publish with --accept"
        )
    return None


def _followed(data: Path, db: sqlite3.Connection, name: str | None) -> tuple[_Last | None, str | None]:
    """The snapshot that the new one follows; or why it does not."""
    if name is None:
        return None, "it is the first"
    manifest = read_manifest(data, name)
    if manifest.build is None or manifest.tally is None:
        return None, f"{name} does not say which build it shows"
    if manifest.carried >= MOST_CARRIED:
        return None, f"{manifest.carried} snapshots followed the last whole one"
    try:
        number = number_of_build(db, manifest.build)
        why = None if number is None else too_far(db, number)
    except sqlite3.DatabaseError as error:
        return None, str(error)
    if number is None:
        return None, f"archive.db was written afresh after {name}"
    return (None, why) if why else (_Last(snapshots_path(data) / name, manifest, number), None)


def _tally_of(db: sqlite3.Connection, manifest: Manifest) -> Tally:
    """What the gate counted in the last snapshot; counted now where its manifest does not say."""
    return tally(db, "last") if manifest.tally is None else Tally(**manifest.tally)


def _new_id(data: Path) -> str:
    """The UTC second, or the first free one after it and after every other snapshot."""
    taken = list_snapshots(data)
    at = datetime.now(UTC)
    while taken and f"{at:%Y%m%dT%H%M%SZ}" <= taken[-1]:
        at += timedelta(seconds=1)
    return f"{at:%Y%m%dT%H%M%SZ}"


def _copy(source: Path, target: Path, last: _Last | None) -> Carried | None:
    """Make the new file: from that of ``last``, or else whole. Astray where the first cannot be done."""
    if last is not None:
        copy_checked(last.folder / "archive.db", target, last.manifest.sha256)
        return carry(target, source, last.build, last.counts())
    with closing(read_only(source)) as db:
        db.execute("VACUUM INTO ?", (str(target),))
    with closing(sqlite3.connect(target, isolation_level=None)) as db:
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;")
        unwatch(db)
        # Nothing migrates a snapshot.
        for table in ("_sqlite_migrations", *KNOWN, *MARKS):
            db.execute(f"DROP TABLE IF EXISTS {table}")
        create_index(db)
        rank(db)
        db.execute("COMMIT")
        db.execute("ANALYZE")
        found = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
        db.executescript("PRAGMA journal_mode=DELETE;")
    if found != "ok":
        raise NotPublished([f"the snapshot is damaged: {found}"])
    return None


def _describe(data: Path, part: Path, plan: _Plan, carried: Carried | None, accepted: str | None) -> Manifest:
    file = part / "archive.db"
    before = current(data)
    counts = _counts(file) if carried is None else carried.rows
    with closing(read_only(file)) as db:
        (run,) = db.execute("SELECT max(id) FROM runs").fetchone()
    manifest = Manifest(
        snapshot=part.name.removeprefix(".tmp-"),
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        sha256=file_hash(file),
        bytes=file.stat().st_size,
        rows={table.name: counts[table.name] for table in TABLES},
        parser=parsers.PARSER_VERSION,
        run=run,
        previous=before,
        previous_sha256=None if before is None else file_hash(snapshots_path(data) / before / "manifest.json"),
        accepted=accepted,
        build=plan.build,
        tally=None if plan.tally is None else asdict(plan.tally),
        whole=plan.whole,
        carried=0 if plan.last is None else plan.last.manifest.carried + 1,
    )
    _write_json(part / "manifest.json", asdict(manifest))
    # What `datasette inspect` would say: with it a server starts without counting every table.
    tables = {name: {"count": count} for name, count in counts.items()}
    inspected = {"archive": {"hash": manifest.sha256, "size": manifest.bytes, "file": "archive.db", "tables": tables}}
    _write_json(part / "inspect.json", inspected)
    return manifest


def _counts(file: Path) -> dict[str, int]:
    """How many rows each table has, those that are hidden too."""
    with closing(read_only(file)) as db:
        counts = {table.name: _count(db, COUNTED.get(table.name, table.name)) for table in TABLES}
        counts |= {table.name: _count(db, table.name) for table in STORES}
    return counts | {name: counts[table] for name, table in FTS.items()}


def _count(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _seal(part: Path, final: Path) -> None:
    for path in sorted(part.iterdir()):
        path.chmod(0o444)
        sync(path)
    sync(part)
    part.rename(final)
    sync(final.parent)


def _point(root: Path, snapshot: str) -> None:
    write_whole(root / "current", f"{snapshot}\n".encode("ascii"))
