"""The raw store: bodies by SHA-256, and an append-only record of every fetch. No Scrapy here.

``<data>/raw/sha256/ab/cd/<64 hex>`` holds each body once, uncompressed and read-only, so that anyone can check it
with ``sha256sum``; ``<data>/raw/fetches.db`` holds the runs and what each of them was answered. A body is on disk
(written, fsynced, renamed, its folder fsynced) before its row is: ``kill -9`` leaves at most a file in ``tmp/``.

Every run holds a shared lock on ``raw/lock`` until it ends; the kernel drops it when the process dies. So a run that
starts and gets the lock alone knows that runs without an end are dead and that ``tmp/`` holds only rubbish.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import sqlite3
import threading
import uuid
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from crawler.items import Fetch, Link, PortalRun, Run

SCHEMA = """
CREATE TABLE IF NOT EXISTS run(
  id TEXT PRIMARY KEY, command TEXT NOT NULL, started TEXT NOT NULL, finished TEXT, exit_code INTEGER,
  summary TEXT NOT NULL DEFAULT '', software TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE IF NOT EXISTS portal_run(
  run TEXT NOT NULL REFERENCES run(id), portal TEXT NOT NULL, requests INTEGER NOT NULL, ok INTEGER NOT NULL,
  unchanged INTEGER NOT NULL, failed INTEGER NOT NULL, blocked INTEGER NOT NULL, bytes INTEGER NOT NULL,
  listed INTEGER NOT NULL, new_files INTEGER NOT NULL, complete INTEGER NOT NULL, health TEXT NOT NULL,
  reasons TEXT NOT NULL, PRIMARY KEY(run, portal)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fetch(
  id INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES run(id), portal TEXT, kind TEXT NOT NULL, url TEXT NOT NULL,
  final_url TEXT NOT NULL, at TEXT NOT NULL, status INTEGER NOT NULL, headers TEXT NOT NULL,
  request_headers TEXT NOT NULL, sha256 TEXT, bytes INTEGER NOT NULL, wire_sha256 TEXT, wire_bytes INTEGER NOT NULL,
  content_encoding TEXT NOT NULL, media_type TEXT NOT NULL, etag TEXT NOT NULL, last_modified TEXT NOT NULL,
  ip TEXT NOT NULL, flags TEXT NOT NULL, found_on TEXT NOT NULL, title TEXT NOT NULL, listed_on TEXT,
  organ TEXT NOT NULL, year INTEGER) STRICT;
CREATE INDEX IF NOT EXISTS fetch_url ON fetch(url, id);
CREATE INDEX IF NOT EXISTS fetch_sha256 ON fetch(sha256);
CREATE TABLE IF NOT EXISTS listed(
  portal TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL, listed_on TEXT, found_on TEXT NOT NULL,
  first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, last_run TEXT NOT NULL,
  PRIMARY KEY(portal, url)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS checked(
  url TEXT PRIMARY KEY, at TEXT NOT NULL, run TEXT NOT NULL, sha256 TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS manifest(
  run TEXT PRIMARY KEY REFERENCES run(id), sha256 TEXT NOT NULL, last_fetch INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS fixity(
  run TEXT PRIMARY KEY REFERENCES run(id), at TEXT NOT NULL, until TEXT NOT NULL, bodies INTEGER NOT NULL,
  damaged TEXT NOT NULL) STRICT;
"""
# Columns that came later: a store made before them gets them when it is opened; its old rows keep the empty value.
_ADDED = {
    "fetch": {
        "certificate": "TEXT NOT NULL DEFAULT ''",
        "certificate_verdict": "TEXT NOT NULL DEFAULT ''",
    }
}
_REDIRECTS = (301, 302, 303, 307, 308)
_JSON = {"headers", "request_headers", "flags"}
_COLUMNS = tuple(field.name for field in fields(Fetch))
_INSERT = f"INSERT INTO fetch({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"


def now() -> str:
    """The time in UTC, ISO 8601 with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True)
class Damage:
    """A stored body that is not what its name says: ``found`` is the hash of what is there, None if it is gone."""

    sha256: str
    found: str | None


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


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


class RawStore:
    """Open (and make, where missing) the store under ``<data>/raw``.

    One instance belongs to one thread, but for the bodies: ``put`` and ``read`` may be called from any.
    """

    def __init__(self, data: Path) -> None:
        self.root = data / "raw"
        self.tmp = self.root / "tmp"
        self.tmp.mkdir(parents=True, exist_ok=True)
        self.db = sqlite3.connect(self.root / "fetches.db", isolation_level=None, timeout=30)
        self.db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + SCHEMA)
        self._add_columns()
        self._lock: int | None = None
        self._naming = threading.Lock()

    def _add_columns(self) -> None:
        missing = [
            (table, name, kind)
            for table, columns in _ADDED.items()
            for name, kind in columns.items()
            if name not in {row[1] for row in self.db.execute(f"PRAGMA table_info({table})")}
        ]
        for table, name, kind in missing:
            self.db.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}")

    def close(self) -> None:
        self._unlock()
        self.db.close()

    # -- bodies

    def path(self, sha256: str) -> Path:
        return self.root / "sha256" / sha256[:2] / sha256[2:4] / sha256

    def has(self, sha256: str) -> bool:
        return self.path(sha256).exists()

    def read(self, sha256: str) -> bytes:
        """The body; FileNotFoundError when the store does not hold it."""
        return self.path(sha256).read_bytes()

    def put(self, body: bytes) -> tuple[str, bool]:
        """Store ``body``; return its SHA-256 and whether it was new. On return it is on disk."""
        name = hashlib.sha256(body).hexdigest()
        path = self.path(name)
        if path.exists():
            return name, False
        self._make_folder(path.parent)
        part = self.tmp / uuid.uuid4().hex
        with part.open("xb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o444)
        with self._naming:
            new = not path.exists()
            part.replace(path)
        _sync_folder(path.parent)
        return name, new

    def _make_folder(self, folder: Path) -> None:
        """A folder is on disk when the folder that names it is."""
        if not folder.exists():
            self._make_folder(folder.parent)
            folder.mkdir(exist_ok=True)
            _sync_folder(folder.parent)

    def hashes(self) -> Iterator[str]:
        """Every stored body's name, sorted."""
        for path in sorted((self.root / "sha256").glob("??/??/*")):
            yield path.name

    def check_body(self, sha256: str) -> Damage | None:
        """Re-hash one body."""
        try:
            with self.path(sha256).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            return Damage(sha256, None)
        return None if found == sha256 else Damage(sha256, found)

    def recorded_hashes(self) -> set[str]:
        """Every body some fetch record names."""
        return {row[0] for row in self.db.execute("SELECT DISTINCT sha256 FROM fetch WHERE sha256 IS NOT NULL")}

    def take_over(self, records: Path) -> int:
        """Append the runs and fetches of another store's ``fetches.db``; how many fetches were new."""
        columns = ", ".join(name for name in _COLUMNS if name != "id")
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
                self.db.execute("INSERT OR REPLACE INTO listed SELECT * FROM it.listed")
                self.db.execute("INSERT OR REPLACE INTO checked SELECT * FROM it.checked")
        finally:
            self.db.execute("DETACH it")
        return new

    # -- evidence: manifests (crawler.manifest) and the rolling check (crawler.fixity)

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

    # -- runs

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

    def runs(self) -> Iterator[Run]:
        """Every run, oldest first."""
        with closing(
            self.db.execute(
                "SELECT id, command, started, finished, exit_code, summary, software FROM run ORDER BY started, id"
            )
        ) as rows:
            for row in rows:
                yield Run(
                    id=row[0],
                    command=row[1],
                    started=row[2],
                    finished=row[3],
                    exit_code=row[4],
                    summary=row[5],
                    software=row[6],
                )

    def record_portal(self, portal_run: PortalRun) -> None:
        values = [getattr(portal_run, field.name) for field in fields(PortalRun)]
        values[-1] = json.dumps(list(portal_run.reasons), ensure_ascii=False)
        marks = ", ".join("?" * len(values))
        self.db.execute(f"INSERT OR REPLACE INTO portal_run VALUES ({marks})", values)

    def best_listed(self, portal: str, runs: int = 30) -> int:
        """The most links that a complete walk of ``portal`` found in its last ``runs`` such walks; 0 if none."""
        query = (
            "SELECT coalesce(max(listed), 0) FROM (SELECT p.listed FROM portal_run p JOIN run r ON r.id = p.run"
            " WHERE p.portal = ? AND p.complete ORDER BY r.started DESC LIMIT ?)"
        )
        best: int = self.db.execute(query, (portal, runs)).fetchone()[0]
        return best

    def last_walk(self, portal: str) -> str | None:
        """When the last run began that did what it could for ``portal``; one cut short is to be gone on with."""
        query = (
            "SELECT max(r.started) FROM portal_run p JOIN run r ON r.id = p.run"
            " WHERE p.portal = ? AND p.health NOT IN ('budget', 'stopped', 'down')"
        )
        started: str | None = self.db.execute(query, (portal,)).fetchone()[0]
        return started

    def portal_runs(self) -> Iterator[PortalRun]:
        """Every portal's account of every run, oldest run first."""
        names = ", ".join(f"p.{field.name}" for field in fields(PortalRun))
        for row in self.db.execute(
            f"SELECT {names} FROM portal_run p JOIN run r ON r.id = p.run ORDER BY r.started, 2"
        ):
            values = dict(zip((field.name for field in fields(PortalRun)), row, strict=True))
            values["complete"] = bool(values["complete"])
            values["reasons"] = tuple(json.loads(values["reasons"]))
            yield PortalRun(**values)

    # -- fetches

    def record(self, fetch: Fetch) -> int:
        """Append one fetch; return its id."""
        cursor = self.db.execute(_INSERT, _values(fetch))
        if cursor.lastrowid is None:
            raise sqlite3.DatabaseError("the fetch was not stored")
        return cursor.lastrowid

    def record_all(self, fetches: Iterable[Fetch]) -> None:
        """Append fetches: all of them or none, with one wait for the disk."""
        self._all_or_none(_INSERT, [_values(fetch) for fetch in fetches])

    def fetches(self, after: int = 0) -> Iterator[Fetch]:
        """The fetches with an id above ``after``, in order."""
        query = f"SELECT {', '.join(_COLUMNS)} FROM fetch WHERE id > ? ORDER BY id"
        for row in self.db.execute(query, (after,)):
            yield _fetch(row)

    def fetches_of(self, url: str) -> list[Fetch]:
        """Every fetch of ``url``, in order."""
        query = f"SELECT {', '.join(_COLUMNS)} FROM fetch WHERE url = ? ORDER BY id"
        return [_fetch(row) for row in self.db.execute(query, (url,))]

    def fetches_with(self, sha256: str) -> list[Fetch]:
        """Every fetch that brought this body, in order."""
        query = f"SELECT {', '.join(_COLUMNS)} FROM fetch WHERE sha256 = ? ORDER BY id"
        return [_fetch(row) for row in self.db.execute(query, (sha256,))]

    def urls(self, kinds: Iterable[str]) -> list[str]:
        """Every address that was asked for as one of ``kinds``, sorted."""
        marks = ", ".join(f"'{kind}'" for kind in kinds)
        query = f"SELECT DISTINCT url FROM fetch WHERE kind IN ({marks}) ORDER BY url"
        return [row[0] for row in self.db.execute(query)]

    def count_until(self, last: int) -> int:
        """How many fetches have an id up to ``last``."""
        return int(self.db.execute("SELECT count(*) FROM fetch WHERE id <= ?", (last,)).fetchone()[0])

    def latest(self, url: str) -> Fetch | None:
        """The newest fetch of ``url`` that brought a body worth keeping: 200, not empty, no block or error page."""
        query = (
            f"SELECT {', '.join(_COLUMNS)} FROM fetch"
            " WHERE url = ? AND status = 200 AND sha256 IS NOT NULL AND bytes > 0"
            " AND flags NOT LIKE '%\"blocked%' AND flags NOT LIKE '%\"soft404%' ORDER BY id DESC LIMIT 1"
        )
        row = self.db.execute(query, (url,)).fetchone()
        return None if row is None else _fetch(row)

    def last_answer(self, url: str) -> Fetch | None:
        """The newest fetch of ``url`` as a document, no redirect, whatever it was answered; None if there is none."""
        query = (
            f"SELECT {', '.join(_COLUMNS)} FROM fetch WHERE url = ? AND status NOT IN {_REDIRECTS}"
            " AND kind <> 'listing' ORDER BY id DESC LIMIT 1"
        )
        row = self.db.execute(query, (url,)).fetchone()
        return None if row is None else _fetch(row)

    def last_asked(self, url: str) -> str | None:
        """When ``url`` last gave an answer of its own (any status, or found unchanged); None if it never did."""
        query = (
            f"SELECT max(at) FROM (SELECT at FROM fetch WHERE url = ? AND status NOT IN {_REDIRECTS}"
            " UNION ALL SELECT at FROM checked WHERE url = ?)"
        )
        at: str | None = self.db.execute(query, (url, url)).fetchone()[0]
        return at

    # -- what listings showed and what was looked at again

    def see(self, run: str, portal: str, found_on: str, *links: Link) -> None:
        """Note that the page ``found_on`` of ``portal`` shows ``links`` tonight: all of them or none."""
        at = now()
        rows = [(portal, link.url, link.title, link.listed_on, found_on, at, at, run) for link in links]
        self._all_or_none(
            "INSERT INTO listed VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(portal, url) DO UPDATE SET"
            " title = excluded.title, listed_on = excluded.listed_on, found_on = excluded.found_on,"
            " last_seen = excluded.last_seen, last_run = excluded.last_run",
            rows,
        )

    def _all_or_none(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        with self.db:
            self.db.execute("BEGIN IMMEDIATE")
            self.db.executemany(statement, rows)

    def unlisted(self, portal: str, run: str) -> list[tuple[Link, str, str]]:
        """What earlier runs saw in the listings of ``portal`` and ``run`` did not: (link, found on, last seen)."""
        query = (
            "SELECT url, title, listed_on, found_on, last_seen FROM listed WHERE portal = ? AND last_run <> ?"
            " ORDER BY url"
        )
        return [
            (Link(url=row[0], title=row[1], listed_on=row[2]), row[3], row[4])
            for row in self.db.execute(query, (portal, run))
        ]

    def listed(self, portal: str) -> dict[str, tuple[Link, str]]:
        """What ``portal`` has ever listed: url -> (link as last seen, run that saw it last)."""
        query = "SELECT url, title, listed_on, last_run FROM listed WHERE portal = ? ORDER BY url"
        return {
            row[0]: (Link(url=row[0], title=row[1], listed_on=row[2]), row[3])
            for row in self.db.execute(query, (portal,))
        }

    def check(self, url: str, run: str, sha256: str | None) -> None:
        """Note that ``url`` was asked for and is still what it was (a 304, or the same bytes)."""
        self.db.execute("INSERT OR REPLACE INTO checked VALUES (?, ?, ?, ?)", (url, now(), run, sha256))

    def checked(self) -> dict[str, str]:
        """url -> when it was last found unchanged."""
        return {row[0]: row[1] for row in self.db.execute("SELECT url, at FROM checked")}

    def checked_at(self, url: str) -> str:
        """When ``url`` was last found unchanged; empty when it never was."""
        row = self.db.execute("SELECT at FROM checked WHERE url = ?", (url,)).fetchone()
        return "" if row is None else str(row[0])


def _values(fetch: Fetch) -> tuple[object, ...]:
    return tuple(
        json.dumps(getattr(fetch, name), ensure_ascii=False) if name in _JSON else getattr(fetch, name)
        for name in _COLUMNS
    )


def _fetch(row: tuple[object, ...]) -> Fetch:
    values = dict(zip(_COLUMNS, row, strict=True))
    values["headers"] = tuple((name, value) for name, value in json.loads(str(values["headers"])))
    values["request_headers"] = tuple((name, value) for name, value in json.loads(str(values["request_headers"])))
    values["flags"] = tuple(json.loads(str(values["flags"])))
    return Fetch(**values)  # type: ignore[arg-type]
