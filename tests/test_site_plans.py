"""No page reads the whole archive to show a part of it: what SQLite says it would do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.site.changes_page import conditions
from archive.site.lookup import CHANGES
from archive.site.organ_page import PEERS
from archive.site.report_page import YEARS
from archive.summaries import summarise
from tests.site_sample import insert, make_database


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    folder = tmp_path_factory.mktemp("plans")
    path: Path = folder / "archive.db"
    make_database(path, folder)
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def plan(db: sqlite3.Connection, sql: str) -> list[str]:
    names = ("organ", "kind", "year", "level", "parent", "same", "place", "since")
    return [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", dict.fromkeys(names))]


@pytest.mark.parametrize("sql", [YEARS, PEERS], ids=["years", "peers"])
def test_totals_are_worked_out_for_the_reports_asked_for(db: sqlite3.Connection, sql: str) -> None:
    # With LEFT JOIN SQLite makes the whole view first: 200,000 reports for one page.
    steps = plan(db, sql)
    assert not [step for step in steps if step.startswith(("MATERIALIZE", "SCAN reports", "SCAN r "))], steps


@pytest.mark.parametrize("kind", ["all", "new"])
def test_changes_come_in_the_order_of_their_index(db: sqlite3.Connection, kind: str) -> None:
    where, _ = conditions(kind, "", "")
    steps = plan(db, f"{CHANGES} {where} ORDER BY c.at DESC, c.id DESC LIMIT 51")
    assert "USE TEMP B-TREE FOR ORDER BY" not in steps
    assert steps[0].startswith("SCAN c USING INDEX changes_at_id")


def test_the_few_altered_reports_are_found_by_their_kind(db: sqlite3.Connection) -> None:
    where, _ = conditions("", "", "")
    assert plan(db, f"{CHANGES} {where} ORDER BY c.at DESC, c.id DESC LIMIT 51")[0].startswith(
        "SEARCH c USING INDEX changes_kind"
    )


def test_peers_are_organs_of_one_kind_in_the_places_beside(db: sqlite3.Connection) -> None:
    insert(db, "organs", {"id": "990102-gov", "name": "永昌区人民政府", "place_code": "990102", "kind": "government"})
    seen = {"first_seen": "2021-01-01", "last_seen": "2021-01-01", "versions": 1, "media_type": "text/html"}
    report = {"id": "990102-gov-2020", "organ_id": "990102-gov", "organ": "永昌区人民政府", "place_code": "990102"}
    insert(db, "reports", {**report, "year": 2020, "title": "t", "status": "read", "sha256": "0" * 64, **seen})
    insert(db, "requests", {"report_id": "990102-gov-2020", "applicant": "total", "received": 10**6})
    summarise(db)
    asked = {"kind": "government", "year": 2020, "level": "county", "parent": "990100", "same": None}
    found = [(row[1], row[4]) for row in db.execute(PEERS, asked)]
    assert found[0] == ("990102-gov", 10**6)
    assert [organ for organ, _ in found] == ["990102-gov", "990121-qingxi"]
    assert [row[1] for row in db.execute(PEERS, {**asked, "same": "990121"})] == ["990121-qingxi"]
    assert db.execute(PEERS, {**asked, "kind": "town"}).fetchall() == []
