"""One Datasette for each snapshot that is open."""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm
from datasette.utils import sqlite_timelimit
from jinja2 import Environment, Template

from archive.site import compat
from archive.site.databases import SchemaDatabase, SnapshotDatabase
from archive.site.describe import metadata
from archive.site.kept import Kept
from archive.site.language import keep_english, language_of
from archive.site.queries import PARAMETERS
from archive.site.snapshots import Snapshots
from archive.site.threads import Threads

# Where rich is installed Datasette prints every local variable of a failed request, 404 included: up to 7 s in which
# the event loop stands still. The plain traceback it prints anyway is enough.
pm.get_plugin("datasette.handle_exception").rich = None
DATABASE = "archive"
HERE = Path(__file__).parent
# For the queries of our own pages, the slowest of which run once a snapshot; a ready question has sql_time_limit_ms,
# a reader's SQL a second (databases.limit_ms).
OWN_TIME_LIMIT_MS = 30_000
# suggest_facets alone costs 900 ms a page at 200,000 reports.
SETTINGS = {
    "allow_csv_stream": True,
    "allow_download": False,
    "cache_size_kb": 8192,
    "default_cache_ttl": 30,
    "default_page_size": 50,
    "facet_time_limit_ms": 200,
    "max_csv_mb": 50,
    "max_returned_rows": 1000,
    "num_sql_threads": 3,
    "sql_time_limit_ms": 5000,
    "suggest_facets": False,
}


class Site(Datasette):
    """A Datasette over one snapshot that also knows where raw files and the cache are.

    ``memo`` keeps what is the same for the snapshot's whole life, such as the numbers of the home page.
    """

    # The plugin is found by every Datasette of this environment; its pages are for this one.
    is_nianbao = True
    executor: Executor

    def __init__(self, data: Path, snapshot: str, base_url: str = "/") -> None:
        snapshots = Snapshots(data)
        path = str(snapshots.path(snapshot))
        settings = {**SETTINGS, "base_url": base_url}
        described = metadata()
        self.report_key = _report_key(path)
        described["databases"][DATABASE]["tables"]["reports"]["fts_pk"] = self.report_key
        super().__init__(
            [],
            immutables=[path],
            inspect_data=snapshots.inspected(snapshot),
            settings=settings,
            metadata=described,
            **compat.queries_of(described["databases"][DATABASE]["queries"], DATABASE),
            template_dir=str(HERE / "templates"),
            static_mounts=[("static", str(HERE / "static"))],
        )
        # None of its own has run yet.
        self.executor.shutdown()
        self.executor = Threads(self.setting("num_sql_threads"))
        databases: dict[str, Database] = {DATABASE: SnapshotDatabase(self, path, is_mutable=False)}
        if not compat.IS_1:
            databases["_internal"] = SchemaDatabase(self)
        for name, database in databases.items():
            database.name = database.route = name
            self.databases[name] = database
        self.data = data
        self.snapshot = snapshot
        self.memo: dict[str, Any] = {}

    # Set by plugin.prepare_jinja2_environment when Datasette starts.
    english: Environment

    async def render_template(
        self, templates: Any, context: Any = None, request: Any = None, view_name: str | None = None
    ) -> str:
        """As Datasette does, from the templates in the language of the request."""
        if language_of(request) == "en":
            # Datasette's views choose the template themselves, from the Chinese environment.
            names = templates.name if isinstance(templates, Template) else templates
            templates = self.english.select_template([names] if isinstance(names, str) else list(names or ()))
            html: str = await super().render_template(templates, context, request, view_name)
            return html if _is_own(templates) else keep_english(html, self.setting("base_url"))
        html = await super().render_template(templates, context, request, view_name)
        return html

    @property
    def archive(self) -> SnapshotDatabase:
        return self.databases[DATABASE]

    async def choices(self) -> dict[str, list[tuple[str, str]]]:
        """What the drop-downs of canned queries offer that depends on the snapshot, by parameter."""
        if "choices" not in self.memo:
            found = {one.name: await self.rows(one.sql) for one in PARAMETERS.values() if one.sql}
            self.memo["choices"] = {
                name: [(value, value) for row in rows for value in map(str, row.values())]
                for name, rows in found.items()
            }
        offered: dict[str, list[tuple[str, str]]] = self.memo["choices"]
        return offered

    async def rows(self, sql: str, **params: object) -> list[dict[str, Any]]:
        """All rows of a query of ours, as dictionaries."""

        def in_thread(connection: sqlite3.Connection) -> list[dict[str, Any]]:
            with sqlite_timelimit(connection, OWN_TIME_LIMIT_MS):
                return [dict(row) for row in connection.execute(sql, params)]

        found: list[dict[str, Any]] = await self.archive.execute_fn(in_thread)
        return found


def _is_own(template: Template) -> bool:
    """Whether a template is one of ours, whose links know the language themselves."""
    return template.filename is not None and Path(template.filename).parent == HERE / "templates"


def _report_key(path: str) -> str:
    """What a row of reports goes by in the full text: before 0010 its rowid, a number of its own since."""
    with closing(sqlite3.connect(f"{Path(path).absolute().as_uri()}?immutable=1", uri=True)) as db:
        names = [row[1] for row in db.execute("PRAGMA table_info(reports)")]
    return "number" if "number" in names else "rowid"


@dataclass(slots=True)
class Open:
    """An open snapshot and how many requests are in it; ``close`` waits until they are done."""

    site: Site
    app: Any
    requests: int = 0
    idle: asyncio.Event = field(default_factory=asyncio.Event)
    kept: Kept = field(default_factory=Kept)

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
        # Not here, where requests are answered: 1.0 waits for a thread to end.
        await asyncio.to_thread(compat.close, self.site)


async def open_snapshot(data: Path, snapshot: str, base_url: str = "/") -> Open:
    """Open ``snapshot``; on return it may be given to requests."""
    site = Site(data, snapshot, base_url)
    opened = Open(site, site.app())
    # Two first requests at once would find a Datasette that has not started, and answer 500.
    await site.invoke_startup()
    return opened
