"""What proves that nothing was altered: the manifests (crawler.manifest) and the rolling check (crawler.fixity)."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest that closed ``run``: its hash, and the id of the last fetch it covers."""

    run: str
    sha256: str
    last_fetch: int


@dataclass(frozen=True, slots=True)
class Fixity:
    """One night's share of the fixity check: how many bodies, up to which name, and which were damaged."""

    run: str
    at: str
    until: str
    bodies: int
    damaged: tuple[str, ...]


class Evidence:
    """Manifests and nightly checks."""

    db: sqlite3.Connection

    def recorded_hashes(self) -> set[str]:
        """Every body some fetch record names."""
        return {row[0] for row in self.db.execute("SELECT DISTINCT sha256 FROM fetch WHERE sha256 IS NOT NULL")}

    def last_fetch(self) -> int:
        last: int = self.db.execute("SELECT coalesce(max(id), 0) FROM fetch").fetchone()[0]
        return last

    def manifest_lines(self, after: int, last: int) -> list[str]:
        """``sha256  bytes  time  address`` of every body received by the fetches above ``after`` up to ``last``."""
        query = "SELECT sha256, bytes, at, url FROM fetch WHERE id > ? AND id <= ? AND sha256 IS NOT NULL ORDER BY id"
        return ["  ".join(map(str, row)) for row in self.db.execute(query, (after, last))]

    def manifests(self) -> list[Manifest]:
        """Every manifest, oldest first."""
        query = "SELECT run, sha256, last_fetch FROM manifest ORDER BY rowid"
        return [Manifest(*row) for row in self.db.execute(query)]

    def record_manifest(self, manifest: Manifest) -> None:
        values = (manifest.run, manifest.sha256, manifest.last_fetch)
        self.db.execute("INSERT INTO manifest VALUES (?, ?, ?)", values)

    def next_hashes(self, after: str, share: int) -> list[str]:
        """The next ``1/share`` of all recorded bodies in the order of their names, from the start again at the end."""
        total: int = self.db.execute("SELECT count(DISTINCT sha256) FROM fetch").fetchone()[0]
        query = "SELECT DISTINCT sha256 FROM fetch WHERE sha256 > ? ORDER BY sha256 LIMIT ?"
        wanted = -(-total // share)
        names: list[str] = [row[0] for row in self.db.execute(query, (after, wanted))]
        names += [row[0] for row in self.db.execute(query, ("", wanted - len(names))) if row[0] <= after]
        return names

    def last_fixity(self) -> Fixity | None:
        row = self.db.execute("SELECT run, at, until, bodies, damaged FROM fixity ORDER BY at DESC LIMIT 1").fetchone()
        return None if row is None else Fixity(row[0], row[1], row[2], row[3], tuple(json.loads(row[4])))

    def record_fixity(self, fixity: Fixity) -> None:
        values = (fixity.run, fixity.at, fixity.until, fixity.bodies, json.dumps(list(fixity.damaged)))
        self.db.execute("INSERT INTO fixity VALUES (?, ?, ?, ?, ?)", values)
