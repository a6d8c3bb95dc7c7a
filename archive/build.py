"""RAW -> ARCHIVE. What is new is parsed, then the archive is written afresh beside the old one and takes its place.

Writing it afresh each time is what makes it the same whatever the order of input, and safe to kill at any moment
(docs/decisions/0001-archive-is-rebuilt.md). Only parsing is slow, and parsing is remembered (parsed.py).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sqlite_utils import Database

import parsers
from archive.assemble import Assembler
from archive.evidence import State, Track, tracks
from archive.gather import gather
from archive.kept import Kept, packaged
from archive.migrations import create
from archive.organs import Register
from archive.parsed import ParsedStore, hint_key
from archive.places import Places
from archive.reading import Limits, Reader, Task, read_all, read_body
from archive.world import Evidence
from crawler.items import Fetch
from crawler.rawstore import RawStore
from crawler.registry import Portal
from parsers.model import Report

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
    """Bring ``<data>/archive.db`` up to the raw store. ``rebuild`` reads every body again."""
    with closing(RawStore(data)) as raw, closing(ParsedStore(data)) as parsed:
        if rebuild:
            parsed.clear()
        fetches = list(raw.fetches())
        found = tracks(fetches, raw.checked())
        tasks = _unread(raw, found, parsed)
        for done, (task, report) in enumerate(read_all(tasks, limits, workers or os.cpu_count() or 1, reader), 1):
            parsed.put(hint_key(task.hint), parsers.PARSER_VERSION, report)
            progress("reading", done, len(tasks))
        evidence = _evidence(raw, fetches, found, parsed, world)
        path = archive_path(data)
        part = path.with_name("archive.db.part")
        _write(part, evidence, parsed, progress)
        return _put_in_place(part, path, len(tasks))


def _unread(raw: RawStore, found: Sequence[Track], parsed: ParsedStore) -> list[Task]:
    """Every body the present parser has not read. One that lacked a converter is tried again: it may be there now."""
    known = {
        key
        for key, reading in parsed.readings().items()
        if reading.parser == parsers.PARSER_VERSION and reading.reason != "needs-converter"
    }
    wanted = {state.key: state for track in found for state in track.documents() if state.key not in known}
    return [
        Task(state.body, raw.path(state.body), state.fetch.media_type, state.hint)
        for _, state in sorted(wanted.items(), key=lambda item: item[0])
    ]


def _evidence(
    raw: RawStore, fetches: Sequence[Fetch], found: Sequence[Track], parsed: ParsedStore, world: World
) -> Evidence:
    readings = parsed.readings()
    for track in found:
        for state in track.documents():
            state.reading = readings[state.key]
    near = {portal.id: portal.place for portal in world.portals if portal.place in world.places.by_code}
    portals = {portal.id: portal.name for portal in world.portals}
    groups, owner = gather(found, Register(world.places, near, portals, world.kept.names))
    return Evidence(
        fetches=fetches,
        runs=list(raw.runs()),
        portal_runs=list(raw.portal_runs()),
        portals={portal.id: portal for portal in world.portals},
        places=world.places,
        tracks=found,
        groups=groups,
        owner=owner,
        parser=parsers.PARSER_VERSION,
        kept=world.kept,
    )


def _write(part: Path, evidence: Evidence, parsed: ParsedStore, progress: Progress) -> None:
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(part, isolation_level=None)) as db:
        # Nobody reads this file before it is whole: no journal, no waiting for the disk.
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
        create(Database(db))
        db.execute("BEGIN")

        def load(state: State) -> Report:
            return parsed.report(*state.key)

        Assembler(db, evidence, load).write(lambda done, total: progress("writing", done, total))
        db.execute("COMMIT")


def _put_in_place(part: Path, path: Path, parsed: int) -> Built:
    with closing(sqlite3.connect(part)) as db:
        files, unread = db.execute(
            "SELECT count(*), count(*) FILTER (WHERE status = 'refused' AND report_id IS NULL) FROM files"
        ).fetchone()
        (reports,) = db.execute("SELECT count(*) FROM reports").fetchone()
    sync(part)
    part.replace(path)
    sync(path.parent)
    return Built(parsed, files, reports, unread)


def sync(path: Path) -> None:
    """Have the disk hold what was written to a file or a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
