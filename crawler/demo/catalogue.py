"""What the replica portals hold: entries of ``catalogue.json``, and what of them is shown in each state of the world.

State 1 is the first night. From state 2 on some entries are replaced under their old address, some are gone, some new.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COMMITTED = Path(__file__).with_name("catalogue.json")


@dataclass(frozen=True, slots=True)
class File:
    """A file of an entry. ``role``: body (a fragment of HTML), attachment, or row (the listing leads right to it)."""

    path: Path
    role: str
    media_type: str

    @property
    def suffix(self) -> str:
        return self.path.suffix


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a listing."""

    id: str
    portal: str
    organ: str
    place: str
    year: int
    title: str
    published_on: str
    group: str
    kind: str
    files: tuple[File, ...]
    state: int = 1
    replaces: str = ""
    gone_in: int = 0

    @property
    def day(self) -> str:
        return self.published_on[:10]

    @property
    def serial(self) -> int:
        """A number as a CMS would give, the same every time."""
        return 1_000_000 + zlib.crc32(self.id.encode()) % 8_000_000

    def files_as(self, role: str) -> tuple[File, ...]:
        return tuple(file for file in self.files if file.role == role)


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as shown: at the address and under the date of ``place``, with the content of ``entry``."""

    place: Entry
    entry: Entry


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All entries, and the names of the invented places."""

    entries: tuple[Entry, ...]
    places: dict[str, str]

    def shown(self, portal: str, state: int) -> list[Shown]:
        """What ``portal`` lists in ``state``, the newest first."""
        listed = [
            Shown(entry, self._content(entry, state))
            for entry in self.entries
            if entry.portal == portal and not entry.replaces and entry.state <= state and not _gone(entry, state)
        ]
        return sorted(listed, key=lambda shown: (shown.place.published_on, shown.place.id), reverse=True)

    def gone(self, portal: str, state: int) -> list[Entry]:
        return [entry for entry in self.entries if entry.portal == portal and _gone(entry, state)]

    def _content(self, entry: Entry, state: int) -> Entry:
        later = [other for other in self.entries if other.replaces == entry.id and other.state <= state]
        return max(later, key=lambda other: other.state, default=entry)


def _gone(entry: Entry, state: int) -> bool:
    return 0 < entry.gone_in <= state


def load(path: Path = COMMITTED) -> Catalogue:
    """Read a catalogue and the ``places.json`` beside it."""
    entries = [_entry(row, path.parent) for row in json.loads(path.read_text(encoding="utf-8"))]
    places = json.loads(path.with_name("places.json").read_text(encoding="utf-8"))
    return Catalogue(tuple(entries), places)


def _entry(row: dict[str, Any], folder: Path) -> Entry:
    files = tuple(File(folder / file["path"], file["role"], file["media_type"]) for file in row["files"])
    return Entry(**{**row, "files": files})
