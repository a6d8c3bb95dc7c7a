"""What the last build knew, kept in the archive itself, so that the next one assembles only what has changed.

These tables are no part of what is published. They are written in the same transaction as the archive's own, so
that they never say more than it holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

SCHEMA = """
CREATE TABLE known_stamps(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE known_bodies(
  track TEXT NOT NULL, sha256 TEXT NOT NULL, identity TEXT, report_id TEXT, rank INTEGER NOT NULL, first TEXT NOT NULL,
  PRIMARY KEY(track, sha256)) STRICT, WITHOUT ROWID;
CREATE INDEX known_bodies_identity ON known_bodies(identity);
CREATE INDEX known_bodies_report_id ON known_bodies(report_id);
CREATE INDEX known_bodies_sha256 ON known_bodies(sha256, rank, first, track);
CREATE TABLE known_links(
  found_on TEXT NOT NULL, track TEXT NOT NULL, PRIMARY KEY(found_on, track)) STRICT, WITHOUT ROWID;
CREATE INDEX known_links_track ON known_links(track);
CREATE TABLE known_checks(
  track TEXT PRIMARY KEY, url TEXT NOT NULL, checked TEXT NOT NULL, says TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE known_groups(
  report_id TEXT PRIMARY KEY, organ_id TEXT NOT NULL, fingerprint BLOB NOT NULL) STRICT, WITHOUT ROWID;
"""
TABLES = ("known_stamps", "known_bodies", "known_links", "known_checks", "known_groups")

Says = Literal["report", "nothing", "history"]
"""What it means that a track was seen again: a newer ``last_seen`` of its report, nothing, or that its report's history
must be told anew."""


@dataclass(frozen=True, slots=True)
class KnownBody:
    """One body of one track. ``identity`` is the organ it names itself, ``rank`` and ``first`` how good its reading is.

    What names no organ has no identity; ``report_id`` is None for a body that belongs to no report.
    """

    track: str
    sha256: str
    identity: str | None
    report_id: str | None
    rank: int
    first: str


class Known:
    """The tables above in an open archive."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def stamps(self) -> dict[str, str]:
        """What the last build rested on; empty where the archive does not say."""
        try:
            return dict(self.db.execute("SELECT name, value FROM known_stamps").fetchall())
        except sqlite3.DatabaseError:
            return {}

    def set_stamps(self, stamps: dict[str, str]) -> None:
        self.db.executemany("INSERT OR REPLACE INTO known_stamps VALUES (?, ?)", stamps.items())

    # -- tracks

    def drop_track(self, track: str) -> list[KnownBody]:
        """Forget a track; what was known of its bodies."""
        bodies = self.bodies(track)
        for table in ("known_bodies", "known_links", "known_checks"):
            self.db.execute(f"DELETE FROM {table} WHERE track = ?", (track,))
        return bodies

    def bodies(self, track: str) -> list[KnownBody]:
        return [KnownBody(*row) for row in self.db.execute("SELECT * FROM known_bodies WHERE track = ?", (track,))]

    def put_bodies(self, bodies: Iterable[KnownBody]) -> None:
        rows = ((body.track, body.sha256, body.identity, body.report_id, body.rank, body.first) for body in bodies)
        self.db.executemany("INSERT OR REPLACE INTO known_bodies VALUES (?, ?, ?, ?, ?, ?)", rows)

    def put_links(self, track: str, found_on: Iterable[str]) -> None:
        self.db.executemany("INSERT OR IGNORE INTO known_links VALUES (?, ?)", ((page, track) for page in found_on))

    def put_check(self, track: str, url: str, checked: str, says: Says) -> None:
        self.db.execute("INSERT OR REPLACE INTO known_checks VALUES (?, ?, ?, ?)", (track, url, checked, says))

    def tracks_of(self, sha256: str) -> list[str]:
        return self._column("SELECT track FROM known_bodies WHERE sha256 = ?", sha256)

    def tracks_named(self, identity: str) -> list[str]:
        return self._column("SELECT DISTINCT track FROM known_bodies WHERE identity = ?", identity)

    def tracks_in(self, report_id: str) -> list[str]:
        return self._column("SELECT DISTINCT track FROM known_bodies WHERE report_id = ?", report_id)

    def attached_to(self, page: str) -> list[str]:
        """The attachments some link of ``page`` led to."""
        return self._column("SELECT track FROM known_links WHERE found_on = ?", page)

    def related(self, start: str) -> set[str]:
        """``start`` and every track that may have a say in whose its bodies are, or whose bodies it has a say in.

        That is: its article or its attachments, and every track that names an organ which one of these names; and
        so on, until nothing is added.
        """
        found: set[str] = set()
        identities: set[str] = set()
        waiting = [start]
        while waiting:
            track = waiting.pop()
            if track in found:
                continue
            found.add(track)
            for body in self.bodies(track):
                if body.identity is not None and body.identity not in identities:
                    identities.add(body.identity)
                    waiting += self.tracks_named(body.identity)
            waiting += self.attached_to(track)
            waiting += self._column(
                "SELECT l.found_on FROM known_links l JOIN known_checks c ON c.track = l.found_on WHERE l.track = ?",
                track,
            )
        return found

    def urls(self, tracks: Iterable[str]) -> set[str]:
        """The addresses of known tracks."""
        rows = (
            self.db.execute("SELECT url FROM known_checks WHERE track = ?", (track,)).fetchone() for track in tracks
        )
        return {row[0] for row in rows if row is not None}

    def see(self, seen: Iterable[tuple[str, str]]) -> None:
        """Tracks were found unchanged, at a time (UTC): so were the reports of which that is all there is to tell."""
        self.db.execute("CREATE TEMP TABLE seen(track TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID")
        self.db.executemany("INSERT INTO seen VALUES (?, ?)", seen)
        reports = (
            "(SELECT b.report_id, max(s.at) AS at FROM temp.seen s JOIN known_checks c ON c.track = s.track"
            " AND c.says = 'report' JOIN known_bodies b ON b.track = s.track GROUP BY b.report_id) s"
        )
        for table, key in (("reports", "id"), ("versions", "report_id")):
            self.db.execute(
                f"UPDATE {table} SET last_seen = s.at FROM {reports}"
                f" WHERE {table}.{key} = s.report_id AND {table}.last_seen < s.at"
            )
        self.db.execute("UPDATE known_checks SET checked = s.at FROM temp.seen s WHERE s.track = known_checks.track")
        self.db.execute("DROP TABLE temp.seen")

    def checks(self) -> Iterator[tuple[str, str, str, Says]]:
        """Every track with its address, when it was last found unchanged, and what a later time would mean."""
        yield from self.db.execute("SELECT track, url, checked, says FROM known_checks")

    def count_tracks(self) -> int:
        return int(self.db.execute("SELECT count(*) FROM known_checks").fetchone()[0])

    def ordered_tracks(self) -> list[str]:
        """Every track, those of one organ together."""
        return self._column("SELECT track FROM known_bodies ORDER BY identity, track")

    def best_of(self, sha256: str) -> KnownBody | None:
        """Of several addresses of one body the one that speaks for it."""
        query = "SELECT * FROM known_bodies WHERE sha256 = ? ORDER BY rank, first, track LIMIT 1"
        row = self.db.execute(query, (sha256,)).fetchone()
        return None if row is None else KnownBody(*row)

    def set_report(self, track: str, sha256: str, report_id: str | None) -> None:
        self.db.execute(
            "UPDATE known_bodies SET report_id = ? WHERE track = ? AND sha256 = ?", (report_id, track, sha256)
        )

    # -- reports

    def fingerprint(self, report_id: str) -> bytes | None:
        row = self.db.execute("SELECT fingerprint FROM known_groups WHERE report_id = ?", (report_id,)).fetchone()
        return None if row is None else bytes(row[0])

    def put_group(self, report_id: str, organ_id: str, fingerprint: bytes) -> None:
        self.db.execute("INSERT OR REPLACE INTO known_groups VALUES (?, ?, ?)", (report_id, organ_id, fingerprint))

    def drop_group(self, report_id: str) -> str | None:
        """Forget a report; its organ."""
        row = self.db.execute("SELECT organ_id FROM known_groups WHERE report_id = ?", (report_id,)).fetchone()
        self.db.execute("DELETE FROM known_groups WHERE report_id = ?", (report_id,))
        return None if row is None else str(row[0])

    def _column(self, query: str, *values: str) -> list[str]:
        return [row[0] for row in self.db.execute(query, values)]
