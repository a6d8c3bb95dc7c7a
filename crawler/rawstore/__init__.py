"""The raw store: bodies by SHA-256, and an append-only record of every fetch. No Scrapy here.

``<data>/raw/sha256/ab/cd/<64 hex>`` holds each body once, uncompressed and read-only, so that anyone can check it
with ``sha256sum``; ``<data>/raw/fetches.db`` holds the runs and what each of them was answered. A body is on disk
(written, fsynced, renamed, its folder fsynced) before its row is: ``kill -9`` leaves at most a file in ``tmp/``.

Every run holds a shared lock on ``raw/lock`` until it ends; the kernel drops it when the process dies. So a run that
starts and gets the lock alone knows that runs without an end are dead and that ``tmp/`` holds only rubbish.

``bodies`` keeps the files; ``records`` the fetches and listings, ``runs`` the nights, ``evidence`` manifests and
checks, all in the one database whose tables stand in ``schema``.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path

from crawler.items import Run
from crawler.rawstore.bodies import Bodies, Damage
from crawler.rawstore.evidence import Evidence, Fixity, Manifest
from crawler.rawstore.records import FETCH_COLUMNS, Records, now
from crawler.rawstore.runs import Runs
from crawler.rawstore.schema import bring_up_to_date

__all__ = ["Damage", "Fixity", "Manifest", "RawStore", "now"]


# Of two stores that saw one address the later sighting holds.
_LISTED_ELSEWHERE = (
    "INSERT INTO listed SELECT * FROM it.listed WHERE true ON CONFLICT(portal, url) DO UPDATE SET"
    " first_seen = min(first_seen, excluded.first_seen), title = excluded.title, listed_on = excluded.listed_on,"
    " found_on = excluded.found_on, last_seen = excluded.last_seen, last_run = excluded.last_run"
    " WHERE excluded.last_seen > last_seen"
)
_CHECKED_ELSEWHERE = (
    "INSERT INTO checked SELECT * FROM it.checked WHERE true ON CONFLICT(url) DO UPDATE SET"
    " at = excluded.at, run = excluded.run, sha256 = excluded.sha256 WHERE excluded.at > at"
)


class RawStore(Bodies, Records, Runs, Evidence):
    """Open (and make, where missing) the store under ``<data>/raw``.

    One instance belongs to one thread, but for the bodies: ``put`` and ``read`` may be called from any.
    """

    def __init__(self, data: Path) -> None:
        super().__init__(data / "raw")
        self.db = sqlite3.connect(self.root / "fetches.db", isolation_level=None, timeout=30)
        self.db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
        bring_up_to_date(self.db)
        self._lock: int | None = None

    def close(self) -> None:
        self._unlock()
        self.db.close()

    def take_over(self, records: Path) -> int:
        """Append the runs and fetches of another store's ``fetches.db``; how many fetches were new.

        One that an older program made is brought up to date first, in its place: give a copy.
        """
        with closing(sqlite3.connect(records, isolation_level=None)) as other:
            bring_up_to_date(other)
        columns = ", ".join(name for name in FETCH_COLUMNS if name != "id")
        same = "old.run = other.run AND old.at = other.at AND old.url = other.url AND old.final_url = other.final_url"
        self.db.execute("ATTACH ? AS it", (str(records),))
        try:
            with self.db:
                self.db.execute("BEGIN IMMEDIATE")
                self.db.execute("INSERT OR REPLACE INTO run SELECT * FROM it.run")
                self.db.execute("INSERT OR REPLACE INTO portal_run SELECT * FROM it.portal_run")
                new = self.db.execute(
                    f"INSERT INTO fetch({columns}) SELECT {columns} FROM it.fetch other"
                    f" WHERE NOT EXISTS (SELECT 1 FROM main.fetch old WHERE {same}) ORDER BY other.id"
                ).rowcount
                self.db.execute(_LISTED_ELSEWHERE)
                self.db.execute(_CHECKED_ELSEWHERE)
        finally:
            self.db.execute("DETACH it")
        return new

    def start_run(self, command: str, software: str) -> Run:
        """Begin a run. When no other run is writing, first clear up after runs that died."""
        if self._lock_alone():
            self._clear_up()
        started = now()
        run = Run(
            id=f"{started[:19].replace('-', '').replace(':', '')}Z-{uuid.uuid4().hex[:6]}",
            command=command,
            started=started,
            software=software,
        )
        self.db.execute(
            "INSERT INTO run(id, command, started, software) VALUES (?, ?, ?, ?)",
            (run.id, run.command, run.started, run.software),
        )
        self._share_lock()
        return run

    def end_run(self, run: str, exit_code: int, summary: str) -> None:
        self.db.execute(
            "UPDATE run SET finished = ?, exit_code = ?, summary = ? WHERE id = ?", (now(), exit_code, summary, run)
        )
        self._unlock()

    def _lock_alone(self) -> bool:
        """Take the lock for this run; True if nobody else holds it."""
        if self._lock is None:
            self._lock = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            fcntl.flock(self._lock, fcntl.LOCK_SH)
            return False
        return True

    def _share_lock(self) -> None:
        if self._lock is not None:
            fcntl.flock(self._lock, fcntl.LOCK_SH)

    def _unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _clear_up(self) -> None:
        """Empty ``tmp/`` and mark runs that never ended as died, at the time of their last sign of life."""
        for part in self.tmp.iterdir():
            part.unlink()
        self.db.execute(
            "UPDATE run SET exit_code = 3, summary = 'died', finished ="
            " coalesce((SELECT max(at) FROM fetch WHERE fetch.run = run.id), started) WHERE finished IS NULL"
        )
