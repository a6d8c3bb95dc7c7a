"""ARCHIVE -> SNAPSHOT: a dated folder that never changes again, and a pointer to the newest one.

``<data>/snapshots/<id>/`` holds ``archive.db``, ``manifest.json``, ``inspect.json`` and each table as a file (bulk.py);
``<data>/snapshots/current`` names the newest. The pointer moves last and atomically: killed at any moment, the last
good snapshot stays.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from contextlib import closing, nullcontext
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import parsers
from archive.build import Progress, archive_path, silent, sync
from archive.bulk import check_bulk, write_bulk
from archive.known import TABLES as KNOWN
from archive.known import evidence_of
from archive.packed import COUNTED
from archive.quality import complaints
from archive.rankings import rank
from archive.schema import STORES, TABLES
from archive.search import FTS, create_index


class NotPublished(Exception):
    """The gate said no; ``reasons`` say why."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot is. ``previous_sha256`` is the hash of the manifest before it, so that the chain shows tampering.

    ``accepted`` is why a person published it against the gate's advice, and what the gate had said. ``evidence`` is
    equal in snapshots whose cells and checks are the same (known.evidence_of); None where the archive does not say.
    """

    snapshot: str
    made: str
    sha256: str
    bytes: int
    rows: dict[str, int]
    parser: str
    run: str | None
    previous: str | None
    previous_sha256: str | None
    accepted: str | None = None
    evidence: str | None = None


def snapshots_path(data: Path) -> Path:
    return data / "snapshots"


def current(data: Path) -> str | None:
    """The id of the newest snapshot; None before the first."""
    pointer = snapshots_path(data) / "current"
    return pointer.read_text(encoding="ascii").strip() if pointer.exists() else None


def list_snapshots(data: Path) -> list[str]:
    """Ids of all snapshots, oldest first."""
    folder = snapshots_path(data)
    return sorted(path.name for path in folder.glob("[0-9]*Z") if path.is_dir()) if folder.is_dir() else []


def thinned_path(data: Path) -> Path:
    """Where the manifests of snapshots lie that were taken away (retention.py)."""
    return snapshots_path(data) / "thinned"


def manifests(data: Path) -> dict[str, Path]:
    """The manifest of every snapshot there is or was, oldest first."""
    gone = thinned_path(data)
    found = {path.stem: path for path in gone.glob("[0-9]*Z.json")} if gone.is_dir() else {}
    found |= {name: snapshots_path(data) / name / "manifest.json" for name in list_snapshots(data)}
    return dict(sorted(found.items()))


def publish(data: Path, accept: str | None = None, progress: Progress = silent) -> Manifest:
    """Gate, snapshot, pointer. NotPublished when the gate says no, unless a person gives the reason to ``accept``."""
    progress("publishing: gate", 1, 4)
    source = archive_path(data)
    root = snapshots_path(data)
    root.mkdir(parents=True, exist_ok=True)
    for left_over in root.glob(".tmp-*"):
        shutil.rmtree(left_over)
    reasons = _gate(data, source)
    if reasons and accept is None:
        raise NotPublished(reasons)
    accepted = f"{accept} (the gate: {'; '.join(reasons)})" if reasons else None
    snapshot = _new_id(data)
    part = root / f".tmp-{snapshot}"
    part.mkdir()
    progress("publishing: copy and full text", 2, 4)
    evidence = _evidence(source)
    _copy(source, part / "archive.db")
    write_bulk(part, _like(data, evidence))
    progress("publishing: hashes", 3, 4)
    manifest = _describe(data, part, snapshot, accepted, evidence)
    _seal(part, root / snapshot)
    _point(root, snapshot)
    progress("publishing: done", 4, 4)
    return manifest


def _gate(data: Path, source: Path) -> list[str]:
    last = current(data)
    before = nullcontext(None) if last is None else closing(read_only(snapshots_path(data) / last / "archive.db"))
    with closing(read_only(source)) as db, before as last_db:
        return complaints(db, last_db)


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot write; sqlite3.OperationalError when there is no such file."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _new_id(data: Path) -> str:
    """The UTC second, or the first free one after it and after every other snapshot."""
    taken = list_snapshots(data)
    at = datetime.now(UTC)
    while taken and f"{at:%Y%m%dT%H%M%SZ}" <= taken[-1]:
        at += timedelta(seconds=1)
    return f"{at:%Y%m%dT%H%M%SZ}"


def _copy(source: Path, target: Path) -> None:
    with closing(read_only(source)) as db:
        db.execute("VACUUM INTO ?", (str(target),))
    with closing(sqlite3.connect(target, isolation_level=None)) as db:
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;")
        # Nothing migrates a snapshot.
        for table in ("_sqlite_migrations", *KNOWN):
            db.execute(f"DROP TABLE IF EXISTS {table}")
        create_index(db)
        rank(db)
        db.execute("COMMIT")
        db.execute("ANALYZE")
        found = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
        db.executescript("PRAGMA journal_mode=DELETE;")
    if found != "ok":
        raise NotPublished([f"the snapshot is damaged: {found}"])


def _evidence(source: Path) -> str | None:
    with closing(read_only(source)) as db:
        return evidence_of(db)


def _like(data: Path, evidence: str | None) -> Path | None:
    """The newest snapshot, where its cells and checks are those of ``evidence``: an ordinary night changes none."""
    last = current(data)
    if evidence is None or last is None or read_manifest(data, last).evidence != evidence:
        return None
    return snapshots_path(data) / last


def _describe(data: Path, part: Path, snapshot: str, accepted: str | None, evidence: str | None) -> Manifest:
    file = part / "archive.db"
    with closing(read_only(file)) as db:
        rows = {table.name: _count(db, COUNTED.get(table.name, table.name)) for table in TABLES}
        hidden = {table.name: _count(db, table.name) for table in STORES}
        hidden |= {name: rows[table] for name, table in FTS.items()}
        (run,) = db.execute("SELECT max(id) FROM runs").fetchone()
    before = current(data)
    manifest = Manifest(
        snapshot=snapshot,
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        sha256=file_hash(file),
        bytes=file.stat().st_size,
        rows=rows,
        parser=parsers.PARSER_VERSION,
        run=run,
        previous=before,
        previous_sha256=None if before is None else file_hash(snapshots_path(data) / before / "manifest.json"),
        accepted=accepted,
        evidence=evidence,
    )
    _write_json(part / "manifest.json", asdict(manifest))
    # What `datasette inspect` would say: with it a server starts without counting every table.
    tables = {name: {"count": count} for name, count in (rows | hidden).items()}
    inspected = {"archive": {"hash": manifest.sha256, "size": manifest.bytes, "file": "archive.db", "tables": tables}}
    _write_json(part / "inspect.json", inspected)
    return manifest


def _count(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_manifest(data: Path, snapshot: str) -> Manifest:
    return Manifest(**json.loads((snapshots_path(data) / snapshot / "manifest.json").read_text(encoding="utf-8")))


def file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _seal(part: Path, final: Path) -> None:
    for path in sorted(part.iterdir()):
        path.chmod(0o444)
        sync(path)
    sync(part)
    part.rename(final)
    sync(final.parent)


def _point(root: Path, snapshot: str) -> None:
    write_whole(root / "current", f"{snapshot}\n".encode("ascii"))


def write_whole(path: Path, body: bytes) -> None:
    """Write ``path`` so that it holds all of ``body`` or what it held before, whatever happens."""
    part = path.with_name(f".{path.name}-{os.getpid()}")
    part.write_bytes(body)
    sync(part)
    part.replace(path)
    sync(path.parent)


def check_snapshots(data: Path) -> list[str]:
    """What is wrong with the snapshots: files that are not what their manifest says, a broken chain, a bad pointer."""
    found = list_snapshots(data)
    wrong = [complaint for snapshot in found for complaint in _check_snapshot(data, snapshot)]
    wrong += _check_chain(manifests(data))
    pointer = current(data)
    if pointer is not None and pointer not in found:
        wrong.append(f"{snapshots_path(data) / 'current'} names {pointer}, which is not there")
    return wrong


def _check_snapshot(data: Path, snapshot: str) -> list[str]:
    folder = snapshots_path(data) / snapshot
    missing = [
        f"{folder / name} is missing" for name in ("archive.db", "manifest.json") if not (folder / name).exists()
    ]
    if missing:
        return missing
    wrong = check_bulk(folder)
    if file_hash(folder / "archive.db") != read_manifest(data, snapshot).sha256:
        wrong.append(f"{folder / 'archive.db'} is not what its manifest says")
    return wrong


def _check_chain(found: dict[str, Path]) -> list[str]:
    """Each manifest names the one before it by its hash; the manifest of a thinned snapshot is still a link."""
    wrong: list[str] = []
    for snapshot, path in found.items():
        if not path.exists():
            continue  # said already
        manifest = Manifest(**json.loads(path.read_text(encoding="utf-8")))
        before = found.get(manifest.previous or "")
        if manifest.previous is not None and before is None:
            wrong.append(f"the manifest of {manifest.previous}, before {snapshot}, is nowhere: it was deleted by hand")
        elif before is not None and before.exists() and file_hash(before) != manifest.previous_sha256:
            wrong.append(f"{before} was altered after {snapshot} was made")
    return wrong
