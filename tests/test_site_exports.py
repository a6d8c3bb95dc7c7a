"""Exports: whole or refused, readable by Excel on a Chinese Windows, never a formula, with their source beside them."""

from __future__ import annotations

import asyncio
import csv
import gzip
import hashlib
import io
import json
import re
import sqlite3
import urllib.parse
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from archive import schema
from archive.bulk import check_bulk, read_bulk, write_bulk
from archive.site import exports
from archive.site.queries import QUERIES
from archive.site.router import Router
from archive.site.workbook import Result, make_workbook
from tests.site_sample import HOSTILE, LONG, SNAPSHOT, make_snapshot
from tests.site_support import Answer, Client, running

FORMULAS = ("=1+1", '=HYPERLINK("http://x")', "@SUM(A1)", "+1+cmd|' /C calc'!A0", "-1+1", "\t=1", "\r=1")
MARKS = ("-", "+1953", "-1", "－", "1,234", "/")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    snapshot = make_snapshot(folder, extra=1300)
    (snapshot / "archive.db").chmod(0o644)
    with closing(sqlite3.connect(snapshot / "archive.db")) as db, db:
        for number, value in enumerate((*FORMULAS, *MARKS)):
            db.execute("UPDATE reports SET title = ? WHERE id = ?", (value, f"990100-plain000-{2008 + number % 12}"))
            db.execute(
                "INSERT INTO problems(id, since, stage, kind, message) VALUES (?, '2026', 'archive', 'hostile', ?)",
                (f"h{number:02d}", value),
            )
    write_bulk(snapshot)
    return folder


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[Client]:
    with running(data) as client:
        yield client


def database(data: Path) -> sqlite3.Connection:
    return sqlite3.connect(data / "snapshots" / SNAPSHOT / "archive.db")


def read_csv(answer: Answer) -> list[list[str]]:
    assert answer.status == 200
    return list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))


def read_sheets(body: bytes) -> dict[str, list[list[object]]]:
    """Name -> rows of a workbook, read from its XML; a formula anywhere fails."""
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        assert not [name for name in book.namelist() if "externalLink" in name or "vba" in name.lower()]
        names = [sheet.get("name") for sheet in etree.fromstring(book.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")]
        sheets = [book.read(f"xl/worksheets/sheet{number}.xml") for number, _ in enumerate(names, 1)]
        shared = "xl/sharedStrings.xml"
        texts = etree.fromstring(book.read(shared)).iter(f"{_MAIN}si") if shared in book.namelist() else []
        strings = ["".join(one.itertext()) for one in texts]
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)
    return {str(name): _rows(sheet, strings) for name, sheet in zip(names, sheets, strict=True)}


def _rows(sheet: bytes, strings: list[str]) -> list[list[object]]:
    rows = []
    for row in etree.fromstring(sheet).iter(f"{_MAIN}row"):
        cells: dict[int, object] = {}
        for cell in row:
            letters = re.sub(r"\d", "", cell.get("r", ""))
            column = sum((ord(letter) - 64) * 26**power for power, letter in enumerate(reversed(letters))) - 1
            text = "".join(cell.itertext())
            kind = cell.get("t")
            cells[column] = strings[int(text)] if kind == "s" else text if kind else float(text)
        rows.append([cells.get(column) for column in range(max(cells, default=-1) + 1)])
    return rows


def test_the_csv_of_a_query_is_whole(site: Client, data: Path) -> None:
    """Datasette stops at 1,000 rows and says nothing."""
    query = urllib.parse.urlencode({"sql": "select id, title from reports order by id"})
    with closing(database(data)) as db:
        expected = db.execute("SELECT id, title FROM reports ORDER BY id").fetchall()
    assert len(expected) == 1306
    assert read_csv(site.get(f"/archive.csv?{query}")) == [["id", "title"], *map(list, expected)]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_canned_query_is_exported_whole(site: Client, data: Path, query: object) -> None:
    name, sql, params = query.name, query.sql, query.params  # type: ignore[attr-defined]
    with closing(database(data)) as db:
        cursor = db.execute(sql, dict.fromkeys(params, ""))
        expected = [[str(value) if value is not None else "" for value in row] for row in cursor]
        header = [column[0] for column in cursor.description]
    assert read_csv(site.get(f"/archive/{name}.csv")) == [header, *expected]
    sheet = read_sheets(site.get(f"/archive/{name}.xlsx").body)["数据"]
    assert (sheet[0], len(sheet)) == (header, len(expected) + 1)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("select nope", "no such column: nope"),
        ("delete from reports", "must be a SELECT"),
        ("with recursive t(n) as (select 1 union all select n+1 from t) select n from t limit 100001", "000 rows: add"),
        ("with recursive t(n) as (select 1 union all select n+1 from t) select count(*) from t", "interrupted"),
        ("select * from sqlite_stmt", "prohibited"),
        ("", ""),
    ],
)
def test_an_export_that_is_not_whole_is_refused_with_the_reason(site: Client, form: str, sql: str, says: str) -> None:
    answer = site.get(f"/archive.{form}?" + urllib.parse.urlencode({"sql": sql}))
    assert answer.status == 400
    assert says in answer.text
    assert "/snapshots/" not in answer.text


def test_a_page_shows_100_rows_and_says_that_there_are_more(site: Client) -> None:
    for path in ("/archive?sql=select+id,title+from+reports", "/archive/changes_since"):
        page = site.get(path).text
        assert page.count("<tr>") == 101
        assert "：超过 100 行" in page
        assert len(page) < 150_000
    assert "：100 行" in site.get("/archive?sql=select+id+from+reports+limit+100").text


def test_a_truncated_answer_says_so_or_is_refused(site: Client) -> None:
    """JSON of a query holds 1,000 rows: with its frame it says ``truncated``, without a frame it could not."""
    query = urllib.parse.urlencode({"sql": "select id from reports"})
    assert json.loads(site.get(f"/archive.json?{query}").body)["truncated"] is True
    assert site.get(f"/archive.json?{query}&_shape=array").status == 400
    assert site.get(f"/archive.json?{query}&_shape=array&_nl=on").status == 400
    assert len(json.loads(site.get(f"/archive.json?{query}+limit+1000&_shape=array").body)) == 1000


def test_excel_gets_a_byte_order_mark_and_no_formula(site: Client) -> None:
    for path in (
        "/archive/problems.csv?kind=hostile&_bom=1&_dl=1&_stream=on",
        "/archive.csv?_bom=1&_dl=1&sql=" + urllib.parse.quote("select * from problems where kind = 'hostile'"),
    ):
        answer = site.get(path)
        assert answer.body.startswith(b"\xef\xbb\xbfid,"), path
        assert answer.body.count(b"\xef\xbb\xbf") == 1
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert answer.headers["content-disposition"].startswith("attachment")
        messages = [row[4] for row in read_csv(answer)[1:]]
        assert messages == [*(f"'{formula}" for formula in FORMULAS), *MARKS]


def test_a_plain_csv_is_exact(site: Client) -> None:
    rows = read_csv(site.get("/archive/problems.csv?kind=hostile&_stream=on"))
    assert [row[4] for row in rows[1:]] == [*FORMULAS, *MARKS]
    assert not site.get("/archive/problems.csv").body.startswith(b"\xef")


def test_a_workbook_holds_every_row_of_a_table_as_it_is(site: Client, data: Path) -> None:
    with closing(database(data)) as db:
        db.row_factory = sqlite3.Row
        expected = {row["id"]: row for row in db.execute("SELECT * FROM reports WHERE year = 2010")}
    sheets = read_sheets(site.get("/archive/reports.xlsx?year=2010&_size=5").body)
    header, *rows = sheets["数据"]
    assert len(expected) > 100
    assert {row[0] for row in rows} == set(expected)
    for row in rows:
        found = dict(zip(map(str, header), row, strict=False))
        assert {name: found.get(name) for name in header} == {
            name: _in_a_workbook(expected[str(row[0])][str(name)]) for name in header
        }


def _in_a_workbook(value: Any) -> Any:
    """Excel keeps fifteen digits of a number; a longer one is text there, lest it become another."""
    return str(value) if isinstance(value, int) and abs(value) >= 10**15 else value


def test_hostile_text_in_a_workbook_is_text(site: Client) -> None:
    sheets = read_sheets(site.get("/archive/problems.xlsx?kind=hostile").body)
    # A carriage return in XML is read back as a line feed unless it is escaped, as Excel's own files do.
    messages = [str(row[4]).replace("_x000D_", "\r") for row in sheets["数据"][1:]]
    assert messages == [*FORMULAS, *MARKS]
    titles = read_sheets(site.get("/archive/reports.xlsx?organ_id=990100-hostile").body)["数据"]
    assert HOSTILE in titles[1]
    assert LONG in titles[1]


def test_a_workbook_says_what_its_columns_mean_and_where_it_comes_from(site: Client) -> None:
    sheets = read_sheets(site.get("/archive/report_totals.xlsx?year=2024&_sort_desc=received").body)
    assert ["received", "本年新收 · Received［件］"] in sheets["列说明"]
    source = {str(row[0]).split(" ")[0]: row[1] for row in sheets["来源"] if len(row) > 1}
    assert source["快照"] == SNAPSHOT
    assert source["固定地址"] == f"{site.base}/s/{SNAPSHOT}/archive/report_totals.xlsx?year=2024&_sort_desc=received"
    assert str(source["查询"]).startswith("select report_id")
    assert source["参数"] == "p0 = 2024"


def test_long_numbers_and_texts_survive_or_say_that_they_do_not() -> None:
    rows = [(10**17, float("inf"), "字" * 40_000, b"\x00\x01", "a\x00b", None, "00123")]
    ((first, second, text, blob, control, empty, code),) = read_sheets(
        make_workbook(Result(list("abcdefg"), rows), {}, ())
    )["数据"][1:]
    assert (first, second, blob, empty, code) == (str(10**17), "inf", "〔2 字节 bytes〕", None, "00123")
    assert str(text).endswith("whole in the CSV〕")
    assert control is not None


def test_links_to_exports_stand_on_the_pages(site: Client) -> None:
    for path, stream in (
        ("/archive/reports", "&amp;_stream=on"),
        ("/archive/broken_sums", ""),
        ("/archive?sql=select+1", ""),
    ):
        page = site.get(path).text
        links = re.findall(r'<p class="export-links">.*?</p>', page, re.DOTALL)
        assert len(links) == 1, path
        assert ".xlsx" in links[0]
        assert re.search(rf'href="[^"]*\.csv[^"]*{stream}">CSV</a>', links[0]), path
        assert "_bom=1" in links[0]


def test_bulk_files_are_the_tables(site: Client, data: Path) -> None:
    page = site.get("/files").text
    for file in read_bulk(data / "snapshots" / SNAPSHOT):
        answer = site.get(f"/files/{file.name}")
        assert (len(answer.body), hashlib.sha256(answer.body).hexdigest()) == (file.bytes, file.sha256)
        assert file.sha256 in page
        rows = list(csv.reader(io.StringIO(gzip.decompress(answer.body).decode(), newline="")))
        table = next(table for table in schema.TABLES if table.name == file.table)
        with closing(database(data)) as db:
            expected = db.execute(f"SELECT * FROM {table.name} ORDER BY {', '.join(table.primary_key)}").fetchall()
        assert rows[0] == [column.name for column in table.columns]
        assert rows[1:] == [["" if value is None else str(value) for value in row] for row in expected]
        assert file.rows == len(expected)


def test_a_bulk_file_is_served_in_ranges_with_its_hash(site: Client, data: Path) -> None:
    file = next(one for one in read_bulk(data / "snapshots" / SNAPSHOT) if one.table == "reports")
    whole = site.get("/files/reports.csv.gz")
    assert whole.headers["etag"] == f'"{file.sha256}"'
    assert whole.headers["content-type"] == "application/gzip"
    assert whole.headers["content-disposition"] == f'attachment; filename="reports-{SNAPSHOT}.csv.gz"'
    part = site.get("/files/reports.csv.gz", range="bytes=100-199")
    assert (part.status, part.body) == (206, whole.body[100:200])
    assert site.get("/files/reports.csv.gz", if_none_match=whole.headers["etag"]).status == 304
    pinned = site.get(f"/s/{SNAPSHOT}/files/reports.csv.gz")
    assert pinned.body == whole.body
    assert "immutable" in pinned.headers["cache-control"]
    assert "immutable" not in whole.headers["cache-control"]


@pytest.mark.parametrize(
    "name", ["bulk.json", "inspect.json", "..%2fcurrent", "reports.csv", "sqlite_master.csv.gz", "x.db"]
)
def test_only_listed_files_are_served(site: Client, name: str) -> None:
    # Datasette answers an odd character with a redirect to the same address in its own escapes.
    answer = site.get(f"/files/{name}")
    assert site.get(answer.headers.get("location", f"/files/{name}")).status == 404


def test_the_same_archive_gives_the_same_files(data: Path, tmp_path: Path) -> None:
    source = data / "snapshots" / SNAPSHOT
    (tmp_path / "archive.db").write_bytes((source / "archive.db").read_bytes())
    assert write_bulk(tmp_path) == read_bulk(source)
    assert check_bulk(tmp_path) == []
    (tmp_path / "reports.csv.gz").write_bytes(b"")
    (tmp_path / "runs.csv.gz").unlink()
    assert [wrong.split("/")[-1] for wrong in check_bulk(tmp_path)] == [
        "runs.csv.gz is missing",
        "reports.csv.gz is not what bulk.json says",
    ]


def test_a_row_with_line_breaks_stays_one_row() -> None:
    """for_excel takes each message for a row: Datasette writes them so, and this says when it no longer does."""
    sent: list[bytes] = []

    async def app(scope: object, receive: object, send: object) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})  # type: ignore[operator]
        for body in (b"a,b\r\n", '"=x\r\ny",二\r\n'.encode(), b""):
            await send({"type": "http.response.body", "body": body, "more_body": True})  # type: ignore[operator]

    async def send(message: dict[str, object]) -> None:
        sent.append(bytes(message.get("body", b"")))  # type: ignore[arg-type]

    scope = {"type": "http", "path": "/archive/reports.csv", "query_string": b"_bom=1"}
    asyncio.run(exports.for_excel(app)(scope, None, send))
    assert b"".join(sent) == b"\xef\xbb\xbfa,b\r\n" + '"\'=x\r\ny",二\r\n'.encode()


def test_a_stream_that_fails_on_its_way_does_not_look_whole(data: Path) -> None:
    async def ask() -> tuple[list[Any], Any]:
        router = Router(data, poll=60)
        await router.start()
        assert router.newest is not None
        # Of 1,300 reports; the real limit is 50 MB.
        router.newest.site._settings["max_csv_mb"] = 0.1
        messages: list[Any] = []

        async def send(message: Any) -> None:
            messages.append(message)

        scope = {"type": "http", "method": "GET", "path": "/archive/reports.csv", "scheme": "http", "client": None}
        asked = {**scope, "query_string": b"_stream=on&_size=max", "headers": [(b"host", b"x")]}
        with pytest.raises(exports.BrokenOff, match="CSV contains more than"):
            await router(asked, None, send)
        kept = [key for key in router.newest.kept.answers if b".csv" in key[0]]
        await router.stop()
        return messages, kept

    messages, kept = asyncio.run(ask())
    assert messages[-1]["more_body"]
    assert b"".join(message.get("body", b"") for message in messages[1:]).endswith(b"\r\n")
    assert kept == []
