"""RAW -> ARCHIVE. What is new is parsed (and remembered, parsed.py); then what it touches is assembled again.

The archive is the same whatever the order of input and however many builds it took, and a build that is killed
leaves the old one (docs/decisions/0010-archive-is-kept-up.md). Where there is no archive to keep up, it is written
whole beside the old one and takes its place.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlite_utils import Database

import parsers
from archive import known as remembered
from archive import marks
from archive.kept import Kept, packaged
from archive.known import Known, Says
from archive.loading import FILE_KINDS, Loader, batches
from archive.migrations import create
from archive.parsed import ParsedStore, hint_key
from archive.places import Places
from archive.reading import Limits, Reader, Task, read_all, read_body
from archive.update import Update
from archive.world import Evidence
from crawler.rawstore import RawStore
from crawler.registry import Portal

Progress = Callable[[str, int, int], None]
"""What is being done, how much of it is done, how much there is."""


@dataclass(frozen=True, slots=True)
class World:
    """The registry's part of an archive, who publishes where, and what people keep in files of their own."""

    portals: Sequence[Portal] = ()
    places: Places = field(default_factory=Places)
    kept: Kept = field(default_factory=packaged)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: ``parsed`` bodies were read now, ``files`` and ``reports`` are in the archive.

    ``unread`` files were refused and belong to no report; a page that points to its attachment is not among them.
    """

    parsed: int
    files: int
    reports: int
    unread: int


DEFAULT_LIMITS = Limits()


def archive_path(data: Path) -> Path:
    return data / "archive.db"


def silent(_what: str, _done: int, _total: int) -> None:
    """A Progress that says nothing."""


def build(
    data: Path,
    world: World,
    *,
    rebuild: bool = False,
    workers: int | None = None,
    limits: Limits = DEFAULT_LIMITS,
    reader: Reader = read_body,
    progress: Progress = silent,
) -> Built:
    """Bring ``<data>/archive.db`` up to the raw store. ``rebuild`` reads every body again and writes all afresh.

    loading.Unread where a reading that should be in the cache is not; the archive stays as it was.
    """
    with closing(RawStore(data)) as raw, closing(ParsedStore(data)) as parsed:
        if rebuild:
            parsed.forget()
        work = _Work(raw, parsed, world, archive_path(data), progress)
        stamps = {} if rebuild else work.known_stamps()
        urls = work.touched(stamps)
        count = 0
        for count, (task, report) in enumerate(read_all(work.unread(urls), limits, workers or _cores(), reader), 1):
            parsed.put(hint_key(task.hint), parsers.PARSER_VERSION, report)
            progress("reading", count, len(urls))
        if work.can_keep_up(urls, stamps):
            work.change(urls, stamps)
        else:
            work.write_afresh()
        return _describe(work.path, count)


def _cores() -> int:
    return os.cpu_count() or 1


class _Work:
    """One build: what it rests on, and the two ways to write it."""

    def __init__(self, raw: RawStore, parsed: ParsedStore, world: World, path: Path, progress: Progress) -> None:
        self.raw = raw
        self.parsed = parsed
        self.path = path
        self.loader = Loader(raw, parsed)
        self.progress = progress
        self.evidence = Evidence(
            runs=list(raw.runs()),
            portal_runs=list(raw.last_portal_runs()),
            portals={portal.id: portal for portal in world.portals},
            places=world.places,
            parser=parsers.PARSER_VERSION,
            kept=world.kept,
        )

    # -- what there is to do

    def known_stamps(self) -> dict[str, str]:
        """What the last build rested on; empty where its archive is of no use to this one.

        Other code, another registry or other places may change any report; a raw store or a cache that is not the
        one that was read last has no "since then".
        """
        if not self.path.exists():
            return {}
        with closing(sqlite3.connect(self.path)) as db:
            stamps = Known(db).stamps()
        lasting = self._lasting()
        if not stamps or any(stamps[name] != value for name, value in lasting.items()):
            return {}
        return stamps if self.raw.count_until(int(stamps["fetch"])) == int(stamps["fetches"]) else {}

    def _lasting(self) -> dict[str, str]:
        evidence = self.evidence
        divisions = sorted(evidence.places.by_code.items()), evidence.places.past
        registry = sorted(evidence.portals.items()), divisions, evidence.kept
        return {
            "code": code_hash(),
            "parser": parsers.PARSER_VERSION,
            "registry": hashlib.sha256(repr(registry).encode()).hexdigest(),
            "cache": self.parsed.identity,
        }

    def touched(self, stamps: dict[str, str]) -> list[str]:
        """The addresses of files that may need reading: all, or those of which there is news."""
        if not stamps:
            return self.raw.urls(FILE_KINDS)
        fetches = self.raw.fetches(int(stamps["fetch"]))
        news = [fetch for fetch in fetches if fetch.kind in FILE_KINDS]
        # What an article shows in place of a text belongs to its reading (pictured.py).
        urls = {fetch.url for fetch in news} | {fetch.found_on for fetch in news if fetch.kind == "attachment"}
        with closing(sqlite3.connect(self.path)) as db:
            known = Known(db)
            bodies = self.parsed.unread(parsers.PARSER_VERSION) | self.parsed.put_since(int(stamps["serial"]))
            urls |= known.urls(track for sha256 in bodies for track in known.tracks_of(sha256))
            # The title of an article is a hint for its attachments.
            urls |= known.urls(track for url in list(urls) for track in known.attached_to(url))
        return sorted(urls)

    def unread(self, urls: Sequence[str]) -> Iterator[Task]:
        """Every body at ``urls`` that the present parser has not read, once."""
        asked: set[tuple[str, str]] = set()
        for batch in batches(urls):
            for track in self.loader.bare(batch):
                for state in track.documents():
                    if state.key in asked or self.parsed.is_read(*state.key, parsers.PARSER_VERSION):
                        continue
                    asked.add(state.key)
                    yield Task(state.body, self.raw.path(state.body), state.fetch.media_type, state.hint)

    def can_keep_up(self, urls: Sequence[str], stamps: dict[str, str]) -> bool:
        """Whether the archive that is there is kept up: where more than a third is new, writing it afresh is faster."""
        if not stamps:
            return False
        with closing(sqlite3.connect(self.path)) as db:
            return 3 * len(urls) <= Known(db).count_tracks() + 30

    # -- the two ways

    def write_afresh(self) -> None:
        """A whole archive beside the old one, which takes its place."""
        part = self.path.with_name("archive.db.part")
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part, isolation_level=None)) as db:
            # Nobody reads this file before it is whole: no journal, no waiting for the disk.
            db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;")
            create(Database(db))
            db.execute("BEGIN")
            for statement in (remembered.SCHEMA + marks.SCHEMA).split(";"):
                db.execute(statement)
            self._update(db).everything(self.raw.urls(FILE_KINDS), self.raw.fetches())
            self._stamp(db)
            marks.watch(db)
            db.execute("COMMIT")
        sync(part)
        settle(self.path)
        part.replace(self.path)
        sync(self.path.parent)

    def change(self, urls: Sequence[str], stamps: dict[str, str]) -> None:
        """The news, in one transaction; the write-ahead log keeps the old archive readable until it is whole."""
        with closing(sqlite3.connect(self.path, isolation_level=None)) as db:
            db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;")
            try:
                db.execute("BEGIN IMMEDIATE")
                fetches = list(self.raw.fetches(int(stamps["fetch"])))
                self._update(db).what_changed(set(urls), fetches, self._seen(Known(db)))
                self._stamp(db)
                marks.end_build(db)
                db.execute("COMMIT")
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                # Where somebody still reads it, the next build folds the log in.
                with suppress(sqlite3.OperationalError):
                    db.execute("PRAGMA journal_mode=DELETE")

    def _update(self, db: sqlite3.Connection) -> Update:
        return Update(db, self.evidence, self.loader, lambda done, total: self.progress("writing", done, total))

    def _seen(self, known: Known) -> dict[str, tuple[Says, str]]:
        """The tracks that were found unchanged since they were last told of: what that means for each, and when."""
        checked = self.raw.checked()
        return {
            track: (says, checked.get(url, "")) for track, url, at, says in known.checks() if checked.get(url, "") != at
        }

    def _stamp(self, db: sqlite3.Connection) -> None:
        fetch, fetches = self.raw.last_fetch(), self.raw.count_until(self.raw.last_fetch())
        numbers = {"fetch": str(fetch), "fetches": str(fetches), "serial": str(self.parsed.serial())}
        Known(db).set_stamps(self._lasting() | numbers)


def code_hash() -> str:
    """Changes whenever code changes that a row may depend on: then everything is written afresh."""
    digest = hashlib.sha256()
    for package, pattern in ((Path(__file__).parent, "*.py"), (Path(parsers.__file__).parent, "**/*.py")):
        for path in sorted(package.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _describe(path: Path, parsed: int) -> Built:
    with closing(sqlite3.connect(path)) as db:
        files, unread = db.execute(
            "SELECT count(*), count(*) FILTER (WHERE status = 'refused' AND report_id IS NULL) FROM files"
        ).fetchone()
        (reports,) = db.execute("SELECT count(*) FROM reports").fetchone()
    return Built(parsed, files, reports, unread)


def settle(path: Path) -> None:
    """Fold the log of a killed build into its archive, lest it be taken for a part of the next one."""
    if not path.exists():
        return
    try:
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError:
        # Damaged: nothing of it is kept.
        path.unlink()
    for log in (path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal")):
        log.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Have the disk hold what was written to a file or a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
