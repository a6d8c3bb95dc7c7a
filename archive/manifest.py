"""The shelf of snapshots: which there are, what each one's manifest says, and whether all are what they were."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from dataclasses import dataclass, fields
from pathlib import Path

from archive.build import sync
from archive.bulk import check_bulk


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot is. ``previous_sha256`` is the hash of the manifest before it, so that the chain shows tampering.

    ``accepted`` is why a person published it against the gate's advice, and what the gate had said. ``build`` is the
    token of the archive's build that it shows (marks.py), ``tally`` what the gate counted. ``whole`` is why all of the
    archive was checked and copied; None where the file of the snapshot before was brought up (carry.py), which was
    done ``carried`` times in a row.
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
    build: str | None = None
    tally: dict[str, int] | None = None
    whole: str | None = None
    carried: int = 0


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


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot write; sqlite3.OperationalError when there is no such file."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def read_manifest(data: Path, snapshot: str) -> Manifest:
    return read_manifest_file(snapshots_path(data) / snapshot / "manifest.json")


def read_manifest_file(path: Path) -> Manifest:
    """The manifest in ``path``; what another version of nianbao wrote into it beside is left out."""
    said = json.loads(path.read_text(encoding="utf-8"))
    return Manifest(**{field.name: said[field.name] for field in fields(Manifest) if field.name in said})


def file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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
        manifest = read_manifest_file(path)
        before = found.get(manifest.previous or "")
        if manifest.previous is not None and before is None:
            wrong.append(f"the manifest of {manifest.previous}, before {snapshot}, is nowhere: it was deleted by hand")
        elif before is not None and before.exists() and file_hash(before) != manifest.previous_sha256:
            wrong.append(f"{before} was altered after {snapshot} was made")
    return wrong
