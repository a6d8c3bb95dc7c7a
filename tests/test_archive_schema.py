"""The archive describes itself: every table, view and column, in two languages, and nothing it does not have."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.columns import Column
from archive.migrations import create
from archive.schema import STORES, TABLES, VIEWS


@pytest.fixture(scope="module")
def db() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    create(Database(connection))
    return connection


def test_every_table_and_column_is_described_and_strict(db: sqlite3.Connection) -> None:
    strict = {row[1]: row[5] for row in db.execute("PRAGMA table_list") if row[2] == "table"}
    assert set(strict) - {"_sqlite_migrations", "sqlite_schema", "sqlite_temp_schema"} == {
        t.name for t in (*STORES, *TABLES) if not t.view
    }
    for table in (*STORES, *TABLES):
        assert table.view or strict[table.name] == 1
        assert table.zh
        assert table.en
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table.name})")]
        assert columns == [column.name for column in table.columns]
        check_descriptions(table.columns)


def test_every_view_gives_the_columns_it_describes(db: sqlite3.Connection) -> None:
    names = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    assert names == {view.name for view in VIEWS} | {table.name for table in TABLES if table.view}
    for view in VIEWS:
        cursor = db.execute(f"SELECT * FROM {view.name}")
        assert [column[0] for column in cursor.description] == [column.name for column in view.columns]
        assert view.zh
        assert view.en
        check_descriptions(view.columns)


def check_descriptions(columns: tuple[Column, ...]) -> None:
    for column in columns:
        assert column.zh.strip(), column.name
        assert column.en.strip(), column.name


def test_migrations_are_applied_once(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "archive.db")) as connection:
        database = Database(connection)
        create(database)
        before = connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
        create(database)
        assert connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall() == before
