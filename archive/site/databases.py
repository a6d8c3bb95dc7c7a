"""Datasette's databases as this site needs them: read-only, complete when paged, and gone when closed."""

from __future__ import annotations

import asyncio
import copy
import secrets
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from functools import wraps
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.database import Database, QueryInterrupted

from archive.schema import TABLES
from archive.site.headers import spoil
from archive.site.queries import QUERIES
from archive.site.tiebreak import is_bare_list, is_query_page, note_cut, tie_break

# Rows of a query on a page, which then says that there are more; a page of 1,000 weighs 900 KB. Exports have them all.
SHOWN = 100
# So much is remembered: a request may name a thousand tables that are not there.
COUNTS = 500
KNOWN = 1000
# Of one query. The ready questions have Datasette's own limit, which is longer: they are known to end, and on a machine
# that builds an archive meanwhile twenty milliseconds of work can take a second.
LIMIT_MS = 1000
_READY = frozenset(query.sql for query in QUERIES)
# Tables that lie packed are views to SQLite; with a primary key they page, sort and link like any other table.
_PACKED = {table.name: table for table in TABLES if table.view}


def remember(database: Database, connection: sqlite3.Connection) -> None:
    """Where ``close`` finds it: 1.0 keeps every connection, 0.65 those to files."""
    name = "_all_connections" if hasattr(database, "_all_connections") else "_all_file_connections"
    getattr(database, name).append(connection)


Method = Callable[..., Awaitable[Any]]


def once(method: Method) -> Method:
    """Ask a snapshot about its tables once: they never change, and Datasette asks thirty times a page.

    Each caller gets a list or dictionary of his own, because Datasette adds to what it was told.
    """

    @wraps(method)
    async def remembered(self: SnapshotDatabase, *asked: Any, **named: Any) -> Any:
        key = (method.__name__, *asked, *named.items())
        if key not in self.known:
            self.known[key] = await method(self, *asked, **named)
        self.known.move_to_end(key)
        if len(self.known) > KNOWN:
            self.known.popitem(last=False)
        return copy.copy(self.known[key])

    return remembered


class SnapshotDatabase(Database):
    """The archive of one snapshot, read-only, whose sorted pages lose and repeat no row."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.known: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self.counts: OrderedDict[tuple[Any, ...], Any] = OrderedDict()

    def connect(self, write: bool = False) -> sqlite3.Connection:
        if write:
            raise sqlite3.OperationalError("a snapshot is read-only")
        # Datasette pastes the path into the URI as it is: a folder called "50%" would not open.
        address = f"{Path(self.path).absolute().as_uri()}?immutable=1"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        remember(self, connection)
        return connection

    async def attached_databases(self) -> list[Any]:
        """None: Datasette would ask with a pragma that shows the file's path, which harden.py denies."""
        return []

    @once
    async def packed(self) -> list[str]:
        """The tables that lie packed in this snapshot; in those published before 0010 they are tables."""
        return [name for name in await super().view_names() if name in _PACKED]

    @once
    async def table_exists(self, table: str) -> bool:
        return table in await self.packed() or bool(await super().table_exists(table))

    @once
    async def table_names(self) -> list[str]:
        return [*await self.packed(), *await super().table_names()]

    @once
    async def view_names(self) -> list[str]:
        packed = await self.packed()
        return [name for name in await super().view_names() if name not in packed]

    @once
    async def get_view_definition(self, view: str) -> Any:
        return None if view in await self.packed() else await super().get_view_definition(view)

    @once
    async def get_table_definition(self, table: str, type_: str = "table") -> Any:
        return await super().get_table_definition(table, "view" if table in await self.packed() else type_)

    @once
    async def primary_keys(self, table: str) -> list[str]:
        return list(_PACKED[table].primary_key) if table in await self.packed() else await super().primary_keys(table)

    @once
    async def foreign_keys_for_table(self, table: str) -> list[dict[str, str]]:
        if table not in await self.packed():
            found: list[dict[str, str]] = await super().foreign_keys_for_table(table)
            return found
        targets = [
            (column.name, *column.references.split(".")) for column in _PACKED[table].columns if column.references
        ]
        return [{"column": name, "other_table": other, "other_column": key} for name, other, key in targets]

    @once
    async def get_all_foreign_keys(self) -> dict[str, dict[str, list[dict[str, str]]]]:
        found: dict[str, dict[str, list[dict[str, str]]]] = await super().get_all_foreign_keys()
        for table in await self.packed():
            found[table] = {"incoming": [], "outgoing": []}
            for key in await self.foreign_keys_for_table(table):
                own, other, target = key["column"], key["other_table"], key["other_column"]
                found[table]["outgoing"].append({"other_table": other, "column": own, "other_column": target})
                found[other]["incoming"].append({"other_table": table, "column": target, "other_column": own})
        return found

    @once
    async def table_columns(self, table: str) -> Any:
        return await super().table_columns(table)

    @once
    async def table_column_details(self, table: str) -> Any:
        return await super().table_column_details(table)

    @once
    async def fts_table(self, table: str) -> Any:
        return await super().fts_table(table)

    @once
    async def label_column_for_table(self, table: str) -> str | None:
        # 1.0 would look for the indexes of the view.
        return None if table in await self.packed() else await super().label_column_for_table(table)

    @once
    async def hidden_table_names(self) -> Any:
        return await super().hidden_table_names()

    async def execute(self, sql: str, params: Any = None, **options: Any) -> Any:
        if "count(*)" in sql and not options.get("truncate"):
            return await self._counted(sql, params, options)
        return await self._execute(sql, params, options)

    async def _counted(self, sql: str, params: Any, options: dict[str, Any]) -> Any:
        """What a table's page counts and groups: asked once, because each of its pages asks again."""
        key = (sql, *(params.items() if isinstance(params, dict) else params or ()))
        if key not in self.counts:
            self.counts[key] = await self._execute(sql, params, options)
            if len(self.counts) > COUNTS:
                self.counts.popitem(last=False)
        return self.counts[key]

    async def _execute(self, sql: str, params: Any, options: dict[str, Any]) -> Any:
        options = {**options, "custom_time_limit": limit_ms(sql, options.get("custom_time_limit"))}
        if sql in _READY and options.get("truncate") and is_query_page():
            # One more than is shown, to know whether there are more.
            sql = f"{sql}\nLIMIT {SHOWN + 1}"
        try:
            found = await super().execute(await tie_break(self, sql, options), params, **options)
        except QueryInterrupted:
            # A facet or a count that Datasette leaves out of its page.
            spoil("a query took too long")
            raise
        except sqlite3.DataError as error:
            # Over a limit of harden.py. Datasette's table page answers 400 for an OperationalError, 500 for this.
            raise sqlite3.OperationalError(str(error)) from error
        if found.truncated and is_bare_list():
            raise sqlite3.OperationalError(
                f"over {len(found.rows):,} rows, and this shape cannot say so: leave out _shape, or take the CSV"
            )
        if options.get("truncate") and is_query_page() and len(found.rows) > SHOWN:
            found.rows, found.truncated = found.rows[:SHOWN], True
            note_cut()
        return found


def limit_ms(sql: str, asked: int | None) -> int | None:
    """How long ``sql`` may run where the request asks for ``asked``; None is Datasette's own limit.

    >>> [limit_ms("SELECT 1", asked) for asked in (None, 200, 60_000)], limit_ms(QUERIES[0].sql, None)
    ([1000, 200, 1000], None)
    """
    return asked if sql in _READY else min(asked or LIMIT_MS, LIMIT_MS)


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
        remember(self, connection)
        return connection

    async def execute_write_fn(self, fn: Callable[[sqlite3.Connection], Any], block: bool = True) -> Any:
        def in_thread() -> Any:
            with self.writing:
                if self.writer is None:
                    self.writer = self.connect(write=True)
                return fn(self.writer)

        return await asyncio.get_running_loop().run_in_executor(self.ds.executor, in_thread)
