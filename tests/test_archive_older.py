"""Archives that older versions made: opened, compared with, thinned out, and followed by one of today.

``tests/archives/first.sql`` is what the first version that published made of the two pages beside it (its list of
places cut to two rows); ``2026-11-21.sql`` is the same by the last version whose schema had one migration.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from archive.build import archive_path
from archive.cli import main
from archive.diff import compare
from archive.manifest import Manifest, check_snapshots, file_hash, list_snapshots, snapshots_path
from archive.migrations import create, outdated
from archive.publish import NotPublished, publish
from archive.schema import TABLES, VIEWS
from tests.archive_support import Night

ARCHIVES = Path(__file__).parent / "archives"
SNAPSHOT = "20260201T000000Z"


@pytest.fixture(params=["first", "2026-11-21"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An archive.db as that version left it."""
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript((ARCHIVES / f"{request.param}.sql").read_text(encoding="utf-8"))
    return path


@pytest.fixture
def night(tmp_path: Path, old: Path) -> Iterator[Night]:
    """Its data folder: the raw store, archive.db, and one snapshot."""
    opened = Night(tmp_path / "data")
    for year in (2022, 2023):
        opened.fetch(f"http://wuzhong.example/{year}", (ARCHIVES / f"{year}.html").read_bytes())
    opened.healthy()
    folder = snapshots_path(opened.data) / SNAPSHOT
    folder.mkdir(parents=True)
    for path in (archive_path(opened.data), folder / "archive.db"):
        path.write_bytes(old.read_bytes())
    manifest = Manifest(
        SNAPSHOT, "2026-02-01", file_hash(old), old.stat().st_size, {"reports": 2}, "1", None, None, None
    )
    (folder / "manifest.json").write_text(json.dumps(asdict(manifest)), encoding="utf-8")
    (snapshots_path(opened.data) / "current").write_text(SNAPSHOT, encoding="ascii")
    yield opened
    opened.close()


def test_an_older_archive_is_brought_to_the_schema_of_today(old: Path) -> None:
    with closing(sqlite3.connect(old)) as db:
        held = {name: contents(db, name) for name in ("reports", "cells", "checks", "sections", "fetches", "places")}
        assert outdated(db)
        create(Database(db))
        assert outdated(db) == []
        for thing in (*TABLES, *VIEWS):
            db.execute(f"SELECT * FROM {thing.name}").fetchall()
        for name, before in held.items():
            after = contents(db, name)
            assert len(after) == len(before) > 1
            assert [{key: row[key] for key in old} for row, old in zip(after, before, strict=True)] == before
        with closing(sqlite3.connect(":memory:")) as fresh:
            create(Database(fresh))
            assert objects(db) == objects(fresh)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        create(Database(db))


def contents(db: sqlite3.Connection, name: str) -> list[dict[str, object]]:
    """Every row of a table by the names of its columns, in order of the first three."""
    rows = db.execute(f"SELECT * FROM {name}")
    columns = [column[0] for column in rows.description]
    return sorted((dict(zip(columns, row, strict=True)) for row in rows), key=lambda row: repr(list(row.values())[:3]))


def objects(db: sqlite3.Connection) -> set[tuple[str, str, str | None]]:
    """What the schema consists of, but for the full text, white space and quotation marks."""
    rows = db.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '%\\_fts%' ESCAPE '\\'").fetchall()
    return {(kind, name, "".join((sql or "").split()).replace('"', "")) for kind, name, sql in rows}


def test_an_older_archive_is_not_published_as_it_is(night: Night) -> None:
    with pytest.raises(NotPublished, match=r"another version of nianbao made archive\.db .*: run nianbao build"):
        publish(night.data)


def test_a_snapshot_of_today_follows_one_of_an_older_version(night: Night) -> None:
    night.build()
    made = publish(night.data)
    assert made.previous == SNAPSHOT
    assert list_snapshots(night.data) == [SNAPSHOT, made.snapshot]
    assert check_snapshots(night.data) == []
    paths = [snapshots_path(night.data) / name / "archive.db" for name in (SNAPSHOT, made.snapshot)]
    assert [
        each for each in compare(*paths) if (each.before, each.doubt_before) != (each.after, each.doubt_after)
    ] == []


def test_the_commands_work_on_a_folder_of_an_older_version(night: Night, tmp_path: Path) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, [*arguments, "--data", os.fspath(night.data)])
        return done.exit_code, done.output

    assert run("status")[0] == 0
    assert run("verify") == (0, "2 files, 0 manifests and 1 snapshots checked, 0 not what they were\n")
    code, text = run("export", "csv", "--out", str(tmp_path / "all"))
    assert code == 0, text
    assert len((tmp_path / "all" / "cells.csv").read_bytes().splitlines()) == 401
    code, text = run("export", "csv", "findings", "--out", str(tmp_path / "one"))
    assert (code, "findings is not in" in text) == (3, True)
