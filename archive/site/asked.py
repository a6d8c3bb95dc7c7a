"""What a request may ask of Datasette. Its pages answer 500 where a parameter has no sense; here it is 400 and says so.

tests/test_site_fuzz.py found these. What only shows while a page is made is caught by ``mistake``.
"""

from __future__ import annotations

import re
import sqlite3
from typing import Any
from urllib.parse import parse_qsl, unquote

from datasette.database import QueryInterrupted
from datasette.utils import ValueAsBooleanError
from datasette.views.base import DatasetteError

from archive.schema import VIEWS
from archive.site.answers import answer
from archive.site.gate import App

_NUMBER = re.compile(r"\d{1,9}")
_COLUMN = re.compile(r"[^\x00-\x1f\[\]{}\"']{1,200}")
_FORMS = {
    "_timelimit": _NUMBER,
    "_ttl": _NUMBER,
    "_facet_size": re.compile(r"\d{1,6}|max"),
    "_facet": _COLUMN,
    "_facet_array": _COLUMN,
    "_facet_date": _COLUMN,
}
# It would join tables the page does not show, by JSON.
_CLOSED = ("_through", "_trace")
_VIEW = re.compile(rf"/archive/(?:{'|'.join(view.name for view in VIEWS)})(?:\.\w+)?")


def complaint(path: str, query_string: str) -> str | None:
    """What is wrong with a request; None where nothing is.

    >>> complaint("/archive/reports", "_timelimit=x")
    '_timelimit'
    >>> complaint("/archive/reports", "_facet=year&_next=a,b") is None
    True
    """
    if "\x00" in unquote(path):
        return "NUL"
    if path.endswith((".blob", ".db")) and path.startswith("/archive/"):
        return path[path.rindex(".") :]
    for name, value in parse_qsl(query_string, keep_blank_values=True):
        if "\x00" in name + value:
            return "NUL"
        form = _NUMBER if name == "_next" and _VIEW.fullmatch(path) else _FORMS.get(name)
        if name in _CLOSED or (value and form is not None and not form.fullmatch(value)):
            return name
    return None


def refuse_nonsense(app: App) -> App:
    """ASGI wrapper: 400 for a request that ``complaint`` complains of."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        wrong = complaint(scope["path"], scope.get("query_string", b"").decode("latin1"))
        if wrong is None:
            await app(scope, receive, send)
        else:
            await answer(send, 400, f"参数不对：{wrong}。This parameter makes no sense here: {wrong}.\n")

    return wrapped


def mistake(error: Exception) -> str | None:
    """The sentence for a reader whose request brought ``error`` about; None where the site itself is at fault."""
    # A plain DatabaseError is a damaged file, unless it is a limit of harden.py that speaks.
    denied = "not authorized" in str(error) or "prohibited" in str(error)
    if isinstance(error, (sqlite3.Error, QueryInterrupted)) and (type(error) is not sqlite3.DatabaseError or denied):
        return str(error.args[0]) if error.args else "SQL"
    if isinstance(error, MemoryError):
        return "查询用的内存太多，请缩小范围。The query needs too much memory: ask for less."
    if isinstance(error, (ValueAsBooleanError, OverflowError)):
        return str(error)
    # Datasette's own class for what a page cannot do, such as sorting by a column that is not there; 500 if not told.
    if isinstance(error, DatasetteError) and error.status == 500:
        return str(error)
    return None
