"""Published snapshots on disk, and one Datasette for each that is open.

``<data>/snapshots/<id>/archive.db`` is never changed once it is there; ``<data>/snapshots/current`` holds the id of
the newest. Every file is called ``archive.db`` so that the database, and with it every address, stays ``archive``.
"""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm
from datasette.utils import sqlite_timelimit

from archive.site.describe import metadata
from archive.site.tiebreak import tie_break

# Where rich is installed Datasette prints every local variable of a failed request, 404 included: up to 7 s in which
# the event loop stands still. The plain traceback it prints anyway is enough.
pm.get_plugin("datasette.handle_exception").rich = None
DATABASE = "archive"
HERE = Path(__file__).parent
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
# For the queries of our own pages, the slowest of which run once a snapshot; a reader's SQL has sql_time_limit_ms.
OWN_TIME_LIMIT_MS = 30_000
# suggest_facets alone costs 900 ms a page at 200,000 reports.
SETTINGS = {
    "allow_csv_stream": True,
    "allow_download": False,
    "cache_size_kb": 65536,
    "default_cache_ttl": 30,
    "default_page_size": 100,
    "facet_time_limit_ms": 200,
    "max_csv_mb": 50,
    "max_returned_rows": 1000,
    "num_sql_threads": 6,
    "sql_time_limit_ms": 1000,
    "suggest_facets": False,
}


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
        """The oldest snapshot that is not older than ``name`` would be, else the newest there is."""
        names = self.names()
        return next((other for other in names if other >= name), names[-1] if names else None)

    def path(self, name: str) -> Path:
        return self.root / name / "archive.db"

    def inspected(self, name: str) -> dict[str, Any] | None:
        """What publish.py counted, so that opening does not count every table again; None without such a file."""
        file = self.root / name / "inspect.json"
        return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else None


class SnapshotDatabase(Database):
    """The archive of one snapshot, read-only, whose sorted pages lose and repeat no row."""

    def connect(self, write: bool = False) -> sqlite3.Connection:
        if write:
            raise sqlite3.OperationalError("a snapshot is read-only")
        # Datasette pastes the path into the URI as it is: a folder called "50%" would not open.
        address = f"{Path(self.path).absolute().as_uri()}?immutable=1"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        self._all_file_connections.append(connection)
        return connection

    async def attached_databases(self) -> list[Any]:
        """None: Datasette would ask with a pragma that shows the file's path, which harden.py denies."""
        return []

    async def execute(self, sql: str, params: Any = None, **options: Any) -> Any:
        try:
            return await super().execute(await tie_break(self, sql, options), params, **options)
        except sqlite3.DataError as error:
            # Over a limit of harden.py. Datasette's table page answers 400 for an OperationalError, 500 for this.
            raise sqlite3.OperationalError(str(error)) from error


class SchemaDatabase(Database):
    """Datasette's own notes on the tables, in memory, written without the thread that never ends.

    With it every night would leave a thread and its connection behind.
    """

    def __init__(self, site: Datasette) -> None:
        super().__init__(site, memory_name=secrets.token_hex())
        self.writing = threading.Lock()
        self.writer: sqlite3.Connection | None = None

    def connect(self, write: bool = False) -> sqlite3.Connection:
        connection: sqlite3.Connection = super().connect(write=write)
        self._all_file_connections.append(connection)
        return connection

    async def execute_write_fn(self, fn: Callable[[sqlite3.Connection], Any], block: bool = True) -> Any:
        def in_thread() -> Any:
            with self.writing:
                if self.writer is None:
                    self.writer = self.connect(write=True)
                return fn(self.writer)

        return await asyncio.get_running_loop().run_in_executor(self.ds.executor, in_thread)


class Site(Datasette):
    """A Datasette over one snapshot that also knows where raw files and the cache are.

    ``memo`` keeps what is the same for the snapshot's whole life, such as the numbers of the home page.
    """

    # The plugin is found by every Datasette of this environment; its pages are for this one.
    is_nianbao = True

    def __init__(self, data: Path, snapshot: str, base_url: str = "/") -> None:
        snapshots = Snapshots(data)
        path = str(snapshots.path(snapshot))
        settings = {**SETTINGS, "base_url": base_url}
        super().__init__(
            [],
            immutables=[path],
            inspect_data=snapshots.inspected(snapshot),
            settings=settings,
            metadata=metadata(),
            template_dir=str(HERE / "templates"),
            static_mounts=[("static", str(HERE / "static"))],
        )
        for name, database in (
            (DATABASE, SnapshotDatabase(self, path, is_mutable=False)),
            ("_internal", SchemaDatabase(self)),
        ):
            database.name = database.route = name
            self.databases[name] = database
        self.data = data
        self.snapshot = snapshot
        self.memo: dict[str, Any] = {}

    @property
    def archive(self) -> SnapshotDatabase:
        return self.databases[DATABASE]

    async def rows(self, sql: str, **params: object) -> list[dict[str, Any]]:
        """All rows of a query of ours, as dictionaries."""

        def in_thread(connection: sqlite3.Connection) -> list[dict[str, Any]]:
            with sqlite_timelimit(connection, OWN_TIME_LIMIT_MS):
                return [dict(row) for row in connection.execute(sql, params)]

        found: list[dict[str, Any]] = await self.archive.execute_fn(in_thread)
        return found


@dataclass(slots=True)
class Open:
    """An open snapshot and how many requests are in it; ``close`` waits until they are done."""

    site: Site
    app: Any
    requests: int = 0
    idle: asyncio.Event = field(default_factory=asyncio.Event)

    def enter(self) -> None:
        self.requests += 1
        self.idle.clear()

    def leave(self) -> None:
        self.requests -= 1
        if not self.requests:
            self.idle.set()

    async def close(self) -> None:
        if self.requests:
            await self.idle.wait()
        await asyncio.to_thread(self.site.executor.shutdown)
        for database in self.site.databases.values():
            database.close()


async def open_snapshot(data: Path, snapshot: str, base_url: str = "/") -> Open:
    """Open ``snapshot``; on return it may be given to requests."""
    site = Site(data, snapshot, base_url)
    opened = Open(site, site.app())
    # Two first requests at once would find a Datasette that has not started, and answer 500.
    await site.invoke_startup()
    return opened
