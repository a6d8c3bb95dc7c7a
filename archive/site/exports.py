"""Whole answers as files: a query as CSV and XLSX, a table as XLSX, and CSV that Excel on a Chinese Windows can read.

Datasette cuts the CSV of a query at 1,000 rows without a word, and answers 200 with an empty file where the query
failed. Here an answer is whole or refused with the reason.
"""

from __future__ import annotations

import asyncio
import csv
import io
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from datasette.utils import InvalidSql, sqlite_timelimit, validate_sql_select
from datasette.utils.asgi import NotFound, Response

from archive import schema
from archive.site.asked import mistake
from archive.site.describe import TITLE, describe_column
from archive.site.gate import App
from archive.site.queries import QUERIES
from archive.site.share import addresses
from archive.site.workbook import MEDIA_TYPE, Result, make_workbook

if TYPE_CHECKING:
    from archive.site.instance import Site

ROWS = {"csv": 100_000, "xlsx": 20_000}
_TIME_LIMIT_MS = 3_000
_BATCH = 500
BOM = "\ufeff".encode()
_LIMIT = re.compile(r"\slimit \d+(?: offset \d+)?\s*\Z")
# A spreadsheet takes text that begins like this for a formula; a lone mark and a signed number are what reports print.
_FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d.]+\Z)(?=.)", re.DOTALL)


_NAMES = "|".join(query.name for query in QUERIES)
ROUTE = rf"^/archive(?:/(?P<query>{_NAMES}))?\.(?P<format>csv|xlsx)$"
_QUERY_CSV = re.compile(ROUTE)


class TooMuch(Exception):
    """A result over the limit; the message says what to do."""


class Values(dict[str, str]):
    """The parameters of a request: one that is not given is empty, as on the page."""

    def __missing__(self, name: str) -> str:
        return ""


def is_export(scope: Any) -> bool:
    """Whether a request makes a whole file: a workbook, the CSV of a query, a streamed table.

    >>> is_export({"path": "/archive/reports.csv", "query_string": b"_stream=on"})
    True
    >>> is_export({"path": "/archive/reports.csv", "query_string": b""})
    False
    """
    path = scope["path"]
    return path.endswith(".xlsx") or (
        path.endswith(".csv") and (b"_stream" in scope["query_string"] or _QUERY_CSV.fullmatch(path) is not None)
    )


async def export_query(datasette: Site, request: Any) -> Response:
    """``/archive.csv?sql=…``, ``/archive/<query>.csv`` and the same as ``.xlsx``; 400 with the reason if it fails."""
    name, form = request.url_vars.get("query"), request.url_vars["format"]
    query = next((query for query in QUERIES if query.name == name), None)
    sql = query.sql if query else request.args.get("sql") or ""
    values = Values({key: request.args[key] for key in request.args})
    try:
        validate_sql_select(sql)
        result = await fetch(datasette, sql, values, ROWS[form])
    except (InvalidSql, sqlite3.Error, TooMuch, MemoryError) as error:
        return refuse(error)
    stem = name or "query"
    if form == "xlsx":
        return await _workbook(datasette, request, result, sql, values, stem)
    excel = bool(request.args.get("_bom"))
    body = await asyncio.to_thread(lambda: "".join(write_csv(result, excel)))
    headers = {"content-disposition": f'attachment; filename="{stem}.csv"'} if request.args.get("_dl") else {}
    kind = "text/csv" if headers else "text/plain"
    return Response(BOM * excel + body.encode(), headers=headers, content_type=f"{kind}; charset=utf-8")


async def render_xlsx(datasette: Site, request: Any, table: Any, data: Any) -> Response:
    """Datasette's output renderer: a table's page as a workbook that holds every row of it, not one page's."""
    query = data.get("query") if isinstance(data, Mapping) else None
    if not table or not query:
        raise NotFound("There is no workbook of this page.")
    try:
        result = await fetch(datasette, _LIMIT.sub("", query["sql"]), query["params"], ROWS["xlsx"])
    except (sqlite3.Error, TooMuch, MemoryError) as error:
        return refuse(error)
    return await _workbook(datasette, request, result, query["sql"], query["params"], table)


def refuse(error: Exception) -> Response:
    """400 and why."""
    return Response.text(f"{mistake(error) or error}\n", status=400)


async def fetch(site: Site, sql: str, values: Mapping[str, Any], most: int) -> Result:
    """Every row of a query; TooMuch when there are more than ``most``, sqlite3.Error when it fails."""

    def in_thread(connection: sqlite3.Connection) -> Result:
        with sqlite_timelimit(connection, _TIME_LIMIT_MS):
            cursor = connection.execute(sql, values)
            rows = cursor.fetchmany(most + 1)
        if len(rows) > most:
            raise TooMuch(
                f"超过 {most:,} 行：请加条件，或到 /files 下载整表。"
                f"Over {most:,} rows: add a condition, or take the whole table from /files."
            )
        return Result([column[0] for column in cursor.description or ()], rows)

    result: Result = await site.archive.execute_fn(in_thread)
    return result


def write_csv(result: Result, excel: bool) -> Iterator[str]:
    """The text of a CSV in pieces, header first."""
    rows: Iterator[Iterable[Any]] = iter([result.columns, *result.rows])
    while batch := [row for _, row in zip(range(_BATCH), rows, strict=False)]:
        out = io.StringIO()
        csv.writer(out).writerows([guard(row) for row in batch] if excel else batch)
        yield out.getvalue()


def guard(row: Iterable[Any]) -> list[Any]:
    """A row for a spreadsheet: text it would take for a formula gets an apostrophe in front.

    >>> guard(["=1+1", "-", "+1953", "-1.5", "-1+cmd", "@x", 7, None])
    ["'=1+1", '-', '+1953', '-1.5', "'-1+cmd", "'@x", 7, None]
    """
    return [f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value for value in row]


async def _workbook(
    site: Site, request: Any, result: Result, sql: str, values: Mapping[str, Any], stem: str
) -> Response:
    source = describe_source(site, request, len(result.rows), sql, values)
    body = await asyncio.to_thread(make_workbook, result, labels_of(result.columns, stem), source)
    headers = {"content-disposition": f'attachment; filename="{stem}-{site.snapshot}.xlsx"'}
    return Response(body, headers=headers, content_type=MEDIA_TYPE)


def describe_source(
    site: Site, request: Any, rows: int, sql: str, values: Mapping[str, Any]
) -> Sequence[tuple[str, str]]:
    """The lines of the sheet 来源."""
    where = addresses(site, request)
    given = "; ".join(f"{name} = {value}" for name, value in values.items() if f":{name}" in sql)
    return (
        ("来源 Source", TITLE),
        ("快照 Snapshot", site.snapshot),
        ("固定地址 Pinned address", where["pinned"]),
        ("最新地址 Living address", where["living"]),
        ("行数 Rows", str(rows)),
        ("导出时间 Exported (UTC)", datetime.now(UTC).strftime("%Y-%m-%d %H:%M")),
        ("查询 Query", sql),
        ("参数 Parameters", given),
        (
            "注意 Note",
            "数字照原文所印，不作更正；空格是空白、符号、存疑或未读出，不是 0。Figures as printed; empty is not 0.",
        ),
    )


def labels_of(columns: Sequence[str], table: str) -> dict[str, str]:
    """What the columns mean: those of ``table`` first, then any of the same name."""
    described: list[schema.Table | schema.View] = [*schema.TABLES, *schema.VIEWS]
    described.sort(key=lambda one: one.name == table)
    known = {column.name: describe_column(column) for one in described for column in one.columns}
    return {name: known[name] for name in columns if name in known}


class BrokenOff(Exception):
    """A stream that cannot be brought to its end; the message says why."""


def whole_or_broken(app: App) -> App:
    """ASGI wrapper: the CSV of a table that fails on its way breaks off, so that no client takes it for a whole one.

    Datasette writes the reason behind the last row and ends as if all were there. It is the only piece of a stream
    that is not a line.
    """

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        reason = ""

        async def check(message: Any) -> None:
            nonlocal reason
            body = message.get("body", b"")
            if body and message.get("more_body") and not body.endswith(b"\r\n"):
                reason = body.decode()
            if reason:
                raise BrokenOff(reason)
            await send(message)

        is_csv = scope["type"] == "http" and scope["path"].endswith(".csv") and scope["path"].startswith("/archive/")
        await app(scope, receive, check if is_csv else send)

    return wrapped


def for_excel(app: App) -> App:
    """ASGI wrapper: a table's ``.csv?_bom=1`` gets a byte order mark and no formulas.

    Datasette writes its CSV one row a message, so each message is a row.
    """

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not _wants_bom(scope):
            await app(scope, receive, send)
            return
        begun = plain = False

        async def rewrite(message: Any) -> None:
            nonlocal begun, plain
            if message["type"] == "http.response.start":
                plain = message["status"] != 200 or b"text/html" in dict(message["headers"]).get(b"content-type", b"")
            elif message.get("body") and not plain:
                plain = not begun and message["body"].startswith(BOM)
                message = message if plain else {**message, "body": BOM * (not begun) + _guarded(message["body"])}
                begun = True
            await send(message)

        await app(scope, receive, rewrite)

    return wrapped


def _guarded(line: bytes) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(map(guard, csv.reader(io.StringIO(line.decode(), newline=""))))
    return out.getvalue().encode()


def _wants_bom(scope: Any) -> bool:
    names = dict(parse_qsl(scope.get("query_string", b"").decode("latin1")))
    return scope["path"].endswith(".csv") and "_bom" in names and scope["path"].startswith("/archive/")
