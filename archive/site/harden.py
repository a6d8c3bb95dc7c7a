"""Limits on what a reader's SQL may do. Stock Datasette uses 2 GB of memory for one GET; here it is an error.

Measured reasons: `hex(zeroblob(400000000))` took 1,963 MB; `printf('%.*c', 900000000, 'x')` ran 5.4 s because a single
function call is never interrupted; `sqlite_stmt` shows other visitors' SQL; `pragma_database_list` shows paths.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import weakref
from typing import Any

LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 8_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 60_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 30,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 500,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 60,
    sqlite3.SQLITE_LIMIT_COLUMN: 400,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 2_000_000,
}
# One answer's text, all rows together: 1,000 rows of 8 MB would pass every limit of SQLite's own.
RESULT_BYTES = 16_000_000
# And its values: 100,000 rows of 400 numbers have no text to count.
RESULT_VALUES = 1_000_000
# SQLite's memory in the whole process. json_group_array looks at the limit of a value only when it is done: with 700 MB
# here one GET took the server to 392 MB. Pages of the file are mapped and do not count.
SOFT_HEAP, HARD_HEAP = 64_000_000, 128_000_000
# What Datasette itself asks for, and what tells a reader about the tables.
PRAGMAS = frozenset(
    (
        *("foreign_key_list", "function_list", "index_info", "index_list", "index_xinfo", "page_count", "page_size"),
        *("schema_version", "table_info", "table_list", "table_xinfo", "user_version", "encoding", "data_version"),
        "recursive_triggers",
    )
)
FUNCTIONS = frozenset(
    (
        *("load_extension", "fts3_tokenizer", "sqlite_log", "sqlite_source_id"),
        *("sqlite_compileoption_get", "sqlite_compileoption_used"),
    )
)
TABLES = frozenset(("sqlite_stmt", "dbstat", "pragma_database_list", "pragma_compile_options", "pragma_module_list"))
_WIDE_FORMAT = re.compile(r"%[^a-zA-Z%]*(?:\*|\d{4})")


def authorise(action: int, first: str | None, second: str | None, database: str | None, trigger: str | None) -> int:
    """SQLite asks this for everything a statement would do; what is not named here is denied."""
    first, second = (first or "").lower(), (second or "").lower()
    allowed = {
        sqlite3.SQLITE_SELECT: True,
        sqlite3.SQLITE_RECURSIVE: True,
        sqlite3.SQLITE_READ: first not in TABLES,
        sqlite3.SQLITE_FUNCTION: second not in FUNCTIONS,
        sqlite3.SQLITE_PRAGMA: first in PRAGMAS,
        sqlite3.SQLITE_TRANSACTION: True,
        sqlite3.SQLITE_SAVEPOINT: True,
        # Table-valued functions (json_each, pragma_table_info) declare their schema when first used.
        sqlite3.SQLITE_CREATE_VTABLE: True,
        sqlite3.SQLITE_UPDATE: first == "sqlite_master",
    }
    return sqlite3.SQLITE_OK if allowed.get(action, False) else sqlite3.SQLITE_DENY


# The real printf, asked one call at a time: it belongs to no reader's connection and sees no reader's data.
_printf = sqlite3.connect(":memory:", check_same_thread=False)
_printf.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LIMITS[sqlite3.SQLITE_LIMIT_LENGTH])
_printf_lock = threading.Lock()


def safe_printf(*arguments: Any) -> Any:
    """printf without widths from an argument and without widths of four digits.

    >>> safe_printf("%.1f%%", 12.34)
    '12.3%'
    """
    if arguments and isinstance(arguments[0], str) and _WIDE_FORMAT.search(arguments[0]):
        raise ValueError("printf: no * and no width over 999")
    with _printf_lock:
        return _printf.execute(f"SELECT printf({', '.join('?' * len(arguments))})", arguments).fetchone()[0]


class Rows:
    """Row factory that stops a result whose text would fill the memory."""

    def __init__(self) -> None:
        self.cursor: weakref.ref[sqlite3.Cursor] | None = None
        self.bytes = self.values = 0

    def __call__(self, cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> sqlite3.Row:
        if self.cursor is None or self.cursor() is not cursor:
            self.cursor, self.bytes = weakref.ref(cursor), 0
            self.values = 0
        self.bytes += sum(len(value) for value in row if isinstance(value, (str, bytes)))
        self.values += len(row)
        if self.bytes > RESULT_BYTES:
            raise sqlite3.OperationalError(f"the result is over {RESULT_BYTES // 1_000_000} MB: select less")
        if self.values > RESULT_VALUES:
            raise sqlite3.OperationalError(f"the result has over {RESULT_VALUES:,} values: select less")
        return sqlite3.Row(cursor, row)


def harden(connection: sqlite3.Connection) -> None:
    """Close what a reader has no use for; the authorizer comes last because it also judges our own pragmas."""
    # Datasette turns them on: each refused printf would write a traceback to the log.
    sqlite3.enable_callback_tracebacks(False)
    for limit, value in LIMITS.items():
        connection.setlimit(limit, value)
    for name in ("printf", "format"):
        connection.create_function(name, -1, safe_printf, deterministic=True)
    connection.row_factory = Rows()
    connection.execute("PRAGMA query_only = on")
    connection.execute("PRAGMA trusted_schema = off")
    connection.execute("PRAGMA mmap_size = 0")
    connection.execute(f"PRAGMA soft_heap_limit = {SOFT_HEAP}")
    connection.execute(f"PRAGMA hard_heap_limit = {HARD_HEAP}")
    connection.set_authorizer(authorise)
