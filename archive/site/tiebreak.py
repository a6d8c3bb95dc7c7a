"""Paging a sorted table without losing or repeating a row.

Datasette 0.65.5 and 1.0a41 order the first page of a sorted table by the sort column alone, and the following ones by
that column and the primary key. Where an index serves the sort, rows with equal values come in the index's order on
page one, and its cursor then skips some of them and repeats others: of 2,002 rows a CSV stream gave 1,827 distinct
ones. Here the first page gets the missing tie-breaker. tests/test_site_paging.py says when upstream mends it.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any
from urllib.parse import parse_qs

from datasette.utils import escape_sqlite, tilde_decode

from archive.site.queries import QUERIES

# The table whose page this request shows: the reader's own SQL must be run exactly as it was written.
_table: ContextVar[str | None] = ContextVar("table", default=None)
_bare: ContextVar[bool] = ContextVar("bare", default=False)
_page: ContextVar[bool] = ContextVar("page", default=False)
_cut: ContextVar[list[bool] | None] = ContextVar("cut", default=None)
_QUERY_PAGES = frozenset({"/archive", *(f"/archive/{query.name}" for query in QUERIES)})
_PATH = re.compile(r"/archive/([^/]+?)(?:\.\w+)?")
_ORDER = re.compile(
    r"""\border\ by\ (?P<column>"(?:[^"]|"")+"|\[[^\]]+\]|\w+)(?P<descending>\ desc)?(?P<limit>\ limit\ \d+\s*)\Z""",
    re.VERBOSE,
)

BARE = ("array", "arrayfirst", "object")
App = Callable[..., Awaitable[None]]


async def tie_break(database: Any, sql: str, options: dict[str, Any]) -> str:
    """``sql`` with the primary key added to its order, where it is the first page of a sorted table."""
    table = _table.get()
    order = _ORDER.search(sql) if table and options.get("truncate") else None
    if table is None or order is None or f"from {escape_sqlite(table)} " not in sql:
        return sql
    keys = await database.primary_keys(table) or (["rowid"] if table in await database.table_names() else [])
    # A column of a compound key is in ``keys`` without being unique.
    keys = [escaped for key in keys if (escaped := escape_sqlite(key)) != order["column"]]
    if not keys:
        return sql
    columns = ", ".join([order["column"] + (order["descending"] or ""), *keys])
    return f"{sql[: order.start()]}order by {columns}{order['limit']}"


def is_query_page() -> bool:
    """Whether the request shows the answer of a query as a page, not as data."""
    return _page.get()


def note_cut() -> None:
    """The page shows only the first rows of its answer."""
    noted = _cut.get()
    if noted is not None:
        noted.append(True)


def is_cut() -> bool:
    """Whether ``note_cut`` was called in this request."""
    return bool(_cut.get())


def is_bare_list() -> bool:
    """Whether the request wants rows without a frame, in which ``truncated`` would stand."""
    return _bare.get()


def remember_table(app: App) -> App:
    """ASGI wrapper: note which table a request shows, and in what shape."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        path = _PATH.fullmatch(scope.get("path", ""))
        token = _table.set(tilde_decode(path[1]) if path else None)
        query = parse_qs(scope.get("query_string", b"").decode("latin1"))
        bare = scope.get("path", "").endswith(".json") and query.get("_shape", ["objects"])[0] in BARE
        shape = _bare.set(bare)
        page = _page.set(scope.get("path", "") in _QUERY_PAGES)
        # A list, because a query may run in a task of its own, whose changes to a context are not seen here.
        cut = _cut.set([])
        try:
            await app(scope, receive, send)
        finally:
            _table.reset(token)
            _bare.reset(shape)
            _page.reset(page)
            _cut.reset(cut)

    return wrapped
