"""Published snapshots on disk.

``<data>/snapshots/<id>/archive.db`` is never changed once it is there; ``<data>/snapshots/current`` holds the id of
the newest. Every file is called ``archive.db`` so that the database, and with it every address, stays ``archive``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class NoSnapshot(Exception):
    """There is nothing to serve; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Snapshots:
    """The snapshots under ``<data>/snapshots``."""

    data: Path

    @property
    def root(self) -> Path:
        return self.data / "snapshots"

    def current(self) -> str:
        """The id in the pointer file."""
        try:
            name = (self.root / "current").read_text(encoding="utf-8").strip()
        except FileNotFoundError as error:
            raise NoSnapshot(
                f"There is no snapshot in {self.root} yet: run nianbao publish, then nianbao serve."
            ) from error
        if not self.exists(name):
            raise NoSnapshot(f"{self.root / 'current'} names {name!r}, which is not there: run nianbao publish again.")
        return name

    def exists(self, name: str) -> bool:
        """``name`` may come from a request, so it is matched against the form of an id before it becomes a path."""
        return _ID.fullmatch(name) is not None and (self.root / name / "archive.db").is_file()

    def names(self) -> list[str]:
        """Every snapshot, oldest first: ids begin with their time."""
        return sorted(path.parent.name for path in self.root.glob("*/archive.db") if self.exists(path.parent.name))

    def nearest(self, name: str) -> str | None:
        """The snapshot made at the time nearest to ``name``; without a time in it the next one, else the newest."""
        names, at = self.names(), time_of(name)
        if at is not None and (timed := [other for other in names if time_of(other) is not None]):
            return min(timed, key=lambda other: abs((time_of(other) or at) - at))
        return next((other for other in names if other >= name), names[-1] if names else None)

    def thinned(self) -> dict[str, dict[str, Any]]:
        """Snapshots that were published and then thinned out, by id; their files are gone, their record stays."""
        file = self.root / "thinned.json"
        return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}

    def manifest(self, name: str) -> dict[str, Any]:
        """What publish.py wrote of a snapshot that is there; empty without such a file."""
        file = self.root / name / "manifest.json"
        return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}

    def made(self, name: str) -> str:
        """When a snapshot that is there was made, ISO 8601 in UTC: its manifest says so, or its id, or its file."""
        noted = self.manifest(name).get("made")
        at = time_of(name) or datetime.fromtimestamp(self.path(name).stat().st_mtime, UTC)
        return str(noted or at.isoformat(timespec="seconds"))

    def path(self, name: str) -> Path:
        return self.root / name / "archive.db"

    def inspected(self, name: str) -> dict[str, Any] | None:
        """What publish.py counted, so that opening does not count every table again; None without such a file."""
        file = self.root / name / "inspect.json"
        return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else None


def time_of(name: str) -> datetime | None:
    """The UTC second an id stands for.

    >>> time_of("20260102T030405Z"), time_of("b")
    (datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc), None)
    """
    try:
        return datetime.strptime(name, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
