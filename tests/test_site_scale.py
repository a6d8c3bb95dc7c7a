"""What keeps the site fast at 200,000 reports: rows that are read, questions that are asked once, memory left alone."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from datasette.database import QueryInterrupted

from archive.rankings import NAME, rank, selects, stand_in
from archive.site import databases
from archive.site.databases import LIMIT_MS, limit_ms
from archive.site.headers import is_lasting, watch_for_flaws, with_headers
from archive.site.home_page import _LOST
from archive.site.instance import Site
from archive.site.queries import QUERIES, Query
from archive.site.search_page import _COUNT, _PAGE
from archive.site.stories import _GREW
from tests.site_figures import make_figures
from tests.site_sample import SNAPSHOT, make_snapshot
from tests.site_support import running

RANKED = [query for query in QUERIES if NAME in query.sql]
ENDLESS = "with recursive t(n) as (select 1 union all select n+1 from t) select count(*) from t"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scale")
    make_figures(folder)
    return folder


@pytest.fixture
def db(data: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the archive that may be altered."""
    shutil.copyfile(data / "snapshots" / SNAPSHOT / "archive.db", tmp_path / "archive.db")
    with closing(sqlite3.connect(tmp_path / "archive.db")) as connection:
        yield connection


def plan(db: sqlite3.Connection, sql: str, **given: object) -> list[str]:
    return [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", given)]


@pytest.mark.parametrize("query", RANKED, ids=lambda query: query.name)
def test_a_ready_question_reads_its_ranking_in_order_and_looks_up_the_rest(
    db: sqlite3.Connection, query: Query
) -> None:
    steps = plan(db, query.sql, **dict.fromkeys(query.params, ""))
    assert steps[0] == "SEARCH k USING PRIMARY KEY (ranking=?)"
    assert not [step for step in steps if "B-TREE" in step or step.startswith("SCAN")], steps


def test_nearly_every_ready_question_has_a_ranking() -> None:
    others = {query.name for query in QUERIES} - {query.name for query in RANKED}
    assert others == {"governments_by_year", "changes_since", "missing", "altered_figures", "league_table"}


@pytest.mark.parametrize("sql", [_LOST, _GREW], ids=["lost", "grew"])
def test_the_home_page_reads_rankings_in_order(db: sqlite3.Connection, sql: str) -> None:
    steps = plan(db, sql, year=2022)
    assert steps[0] == "SEARCH k USING PRIMARY KEY (ranking=?)"
    assert not [step for step in steps if "B-TREE" in step or step.startswith("SCAN")], steps


def test_governments_come_in_the_order_of_their_index(db: sqlite3.Connection) -> None:
    (query,) = [query for query in QUERIES if query.name == "governments_by_year"]
    steps = plan(db, query.sql, year="", province="")
    assert steps[0] == "SEARCH o USING INDEX organs_kind_place_code (kind=?)"
    assert not [step for step in steps if step.startswith("SCAN")], steps


@pytest.mark.parametrize(
    ("where", "group"),
    [("1", "status"), ("year = 2022", "status"), ("year = 2022", "province"), ("province = 'x'", "status")],
)
def test_groups_beside_the_table_are_counted_from_an_index(db: sqlite3.Connection, where: str, group: str) -> None:
    columns = "id, organ_id, organ, province, year, title, url, status"
    steps = plan(db, f"SELECT {group}, count(*) FROM (SELECT {columns} FROM reports WHERE {where}) GROUP BY {group}")
    assert "COVERING INDEX reports_" in steps[0], steps


def test_the_table_of_reports_opens_in_the_order_of_an_index(db: sqlite3.Connection) -> None:
    steps = plan(db, "SELECT * FROM reports ORDER BY year DESC, id LIMIT 51")
    assert steps == ["SCAN reports USING INDEX reports_year_DESC_id"]


@pytest.mark.parametrize("sql", [_COUNT, _PAGE], ids=["count", "page"])
def test_a_search_in_a_province_looks_at_its_hits_only(db: sqlite3.Connection, sql: str) -> None:
    given = dict.fromkeys(("province", "year", "kind", "offset")) | {"match": '"x"', "low": 1, "high": 2}
    found = [step for step in plan(db, sql.format(key="number"), **given) if "reports_fts" in step]
    # What the full text is asked: M the words, > and < the numbers.
    assert [step.partition("INDEX ")[2] for step in found] == ["0:M1><"]


@pytest.mark.parametrize("query", RANKED, ids=lambda query: query.name)
def test_an_older_snapshot_answers_the_same_without_rankings(db: sqlite3.Connection, query: Query) -> None:
    empty = dict.fromkeys(query.params, "")
    before = db.execute(query.sql, empty).fetchall()
    db.execute(f"DROP TABLE {NAME}")
    with pytest.raises(sqlite3.OperationalError, match=f"no such table: {NAME}"):
        db.execute(query.sql, empty)
    stand_in(db)
    assert db.execute(query.sql, empty).fetchall() == before != []


def test_an_older_snapshot_is_served_with_every_question(data: Path, tmp_path: Path) -> None:
    shutil.copytree(data / "snapshots", tmp_path / "snapshots")
    with closing(sqlite3.connect(tmp_path / "snapshots" / SNAPSHOT / "archive.db")) as db:
        db.execute(f"DROP TABLE {NAME}")
    with running(tmp_path) as client:
        for path in ("/", *(f"/archive/{query.name}" for query in RANKED)):
            assert client.get(path).status == 200, path
        assert client.get("/archive/most_requests.json?_shape=arrayfirst").body.startswith(b'["a-2021"')


def test_rankings_are_made_anew_and_hold_no_row_without_a_value(db: sqlite3.Connection) -> None:
    made = f"SELECT ranking, count(*), count(value), count(DISTINCT report_id || part) FROM {NAME} GROUP BY ranking"
    before = db.execute(made).fetchall()
    assert len(before) == len(list(selects())) - sum(
        not db.execute(f"SELECT count(*) FROM ({select})").fetchone()[0] for select in selects()
    )
    assert all(rows == values == distinct for _, rows, values, distinct in before)
    db.execute("DELETE FROM requests")
    rank(db)
    assert {row[0] for row in db.execute(made)} == {row[0] for row in before} & {
        "lost", "corrected", "penalties", "fees", "late", "prose", "gaps", "broken", "gone", "unread",
    }  # fmt: skip


def statements(site: Site, path: str) -> list[str]:
    """The SQL that a page runs on the archive."""
    asked: list[str] = []

    async def listen() -> None:
        await site.invoke_startup()
        await asyncio.gather(*(site.rows("SELECT 1") for _ in range(20)))
        name = "_all_connections" if hasattr(site.archive, "_all_connections") else "_all_file_connections"
        for connection in getattr(site.archive, name):
            connection.set_trace_callback(asked.append)
        assert (await site.client.get(path)).status_code == 200
        for connection in getattr(site.archive, name):
            connection.set_trace_callback(None)

    asyncio.run(listen())
    return asked


def test_a_page_asks_nothing_about_tables_or_groups_that_another_asked(tmp_path: Path) -> None:
    make_snapshot(tmp_path, extra=60)
    site = Site(tmp_path, SNAPSHOT)
    for path in ("/archive/reports?_facet=year", "/archive/reports?_facet=year&_next=2023,990121-a"):
        statements(site, path)
    again = statements(site, "/archive/reports?_facet=year&_sort=title")
    assert not [sql for sql in again if "count(*)" in sql or "table_info" in sql or "foreign_key" in sql], again
    assert [sql for sql in again if "order by title" in sql]
    assert [sql for sql in statements(site, "/archive/reports?_facet=organ_id") if "count(*)" in sql]


def test_what_took_too_long_is_not_kept_by_anyone(tmp_path: Path) -> None:
    """A page whose group was left out would be another a minute later."""
    make_snapshot(tmp_path)
    scope = {"method": "GET", "headers": [], "path": "/archive/reports"}
    start = {"type": "http.response.start", "status": 200, "headers": [(b"cache-control", b"max-age=30")]}
    sent: list[dict[str, list[tuple[bytes, bytes]]]] = []

    async def send(message: dict[str, list[tuple[bytes, bytes]]]) -> None:
        sent.append(message)

    async def hurry() -> list[bool]:
        site = Site(tmp_path, SNAPSHOT)
        await site.invoke_startup()
        watch_for_flaws()
        found = [is_lasting(scope, start)]
        with pytest.raises(QueryInterrupted):
            await site.archive.execute(ENDLESS, custom_time_limit=5)
        found.append(is_lasting(scope, start))
        await with_headers(send, scope, SNAPSHOT, False)(start)
        return found

    assert asyncio.run(hurry()) == [True, False]
    headers = dict(sent[0]["headers"])
    assert headers[b"cache-control"] == b"no-store"
    assert b"etag" not in headers


def test_the_file_is_not_mapped_into_the_memory_of_the_server(data: Path) -> None:
    with running(data) as client:
        assert client.get("/archive/cells").status == 200
        assert str(data) not in Path("/proc/self/maps").read_text(encoding="utf-8")


def test_the_server_does_not_load_the_tables_of_pinyin() -> None:
    code = "import sys, archive.site.router; sys.exit('pypinyin' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_only_a_ready_question_may_take_longer_than_a_second(tmp_path: Path) -> None:
    make_snapshot(tmp_path)
    setting = Site(tmp_path, SNAPSHOT).setting("sql_time_limit_ms")
    assert {query.name for query in QUERIES if limit_ms(query.sql, None) is None} == {query.name for query in QUERIES}
    assert limit_ms(RANKED[0].sql + " ", None) == LIMIT_MS < setting


def test_names_that_are_asked_for_do_not_fill_the_memory(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "KNOWN", 10)

    async def ask() -> tuple[int, list[bool]]:
        site = Site(data, SNAPSHOT)
        there = [await site.archive.table_exists(name) for name in (*map(str, range(40)), "reports")]
        known = len(site.archive.known)
        await asyncio.to_thread(site.executor.shutdown)
        site.archive.close()
        return known, there

    assert asyncio.run(ask()) == (10, [False] * 40 + [True])
