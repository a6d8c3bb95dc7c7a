"""Which snapshots stay: all of the last 30 days, then the newest of each month; the current and the pinned always.

Of a snapshot that goes, its manifest stays in ``<data>/snapshots/thinned/<id>.json``, byte for byte, so that the chain
of manifests can still be followed. ``<data>/snapshots/thinned.json`` names each with the time it went, ``{"<id>":
{"thinned": "<UTC>"}}``: by it the site tells an address that is gone (410) from one that never was (404).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.build import sync
from archive.manifest import current, list_snapshots, snapshots_path, thinned_path, write_whole

KEEP_DAYS = 30


class NoSuchSnapshot(ValueError):
    """A name that is no snapshot of this data folder."""


def pins_path(data: Path) -> Path:
    return snapshots_path(data) / "pinned"


def pinned(data: Path) -> dict[str, str]:
    """Every pinned snapshot with the reason that was given."""
    folder = pins_path(data)
    found = sorted(folder.glob("[0-9]*Z")) if folder.is_dir() else []
    return {path.name: path.read_text(encoding="utf-8").strip() for path in found}


def pin(data: Path, snapshot: str, reason: str) -> None:
    """Keep ``snapshot`` for good. NoSuchSnapshot when it is not there (any more)."""
    if snapshot not in list_snapshots(data):
        raise NoSuchSnapshot(snapshot)
    pins_path(data).mkdir(exist_ok=True)
    write_whole(pins_path(data) / snapshot, f"{reason}\n".encode())


def unpin(data: Path, snapshot: str) -> None:
    """Let the rule decide on ``snapshot`` again. NoSuchSnapshot when it was not pinned."""
    if snapshot not in pinned(data):
        raise NoSuchSnapshot(snapshot)
    (pins_path(data) / snapshot).unlink()
    sync(pins_path(data))


def surplus(snapshots: Sequence[str], now: datetime, days: int = KEEP_DAYS) -> list[str]:
    """Those of ``snapshots`` that are older than ``days`` and not the newest of their month (UTC), oldest first.

    >>> months = ["20260103T000000Z", "20260131T000000Z", "20260228T000000Z", "20260301T000000Z"]
    >>> surplus(months, datetime(2026, 3, 20, tzinfo=UTC))
    ['20260103T000000Z']
    """
    newest = {snapshot[:6]: snapshot for snapshot in sorted(snapshots)}
    oldest_kept = f"{now - timedelta(days=days):%Y%m%dT%H%M%SZ}"
    return [snapshot for snapshot in sorted(snapshots) if snapshot < oldest_kept and newest[snapshot[:6]] != snapshot]


def to_thin(data: Path, days: int = KEEP_DAYS, now: datetime | None = None) -> list[str]:
    """What ``thin`` would take away."""
    kept = {current(data), *pinned(data)}
    found = surplus(list_snapshots(data), now or datetime.now(UTC), days)
    return [snapshot for snapshot in found if snapshot not in kept]


def thinned(data: Path) -> dict[str, dict[str, str]]:
    """The record of the snapshots that went."""
    path = snapshots_path(data) / "thinned.json"
    known: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    # One that was named and not yet taken away when the process was killed is still there.
    return {snapshot: record for snapshot, record in known.items() if snapshot not in list_snapshots(data)}


def thin(data: Path, days: int = KEEP_DAYS, now: datetime | None = None) -> list[str]:
    """Take away what the rule does not keep, one after the other, and return it; killed at any moment, none is half."""
    at = now or datetime.now(UTC)
    gone = to_thin(data, days, at)
    for snapshot in gone:
        folder = snapshots_path(data) / snapshot
        thinned_path(data).mkdir(exist_ok=True)
        write_whole(thinned_path(data) / f"{snapshot}.json", (folder / "manifest.json").read_bytes())
        record = thinned(data) | {snapshot: {"thinned": at.isoformat(timespec="seconds")}}
        write_whole(snapshots_path(data) / "thinned.json", json.dumps(record, indent=1, sort_keys=True).encode())
        # The next publication clears away what a killed one left under such a name.
        part = folder.with_name(f".tmp-thinned-{snapshot}")
        folder.rename(part)
        sync(part.parent)
        shutil.rmtree(part)
    return gone
