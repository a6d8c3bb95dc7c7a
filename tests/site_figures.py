"""Three organs with round figures, so that the answer of every canned query can be computed by hand."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from archive.migrations import create
from archive.rankings import rank
from archive.search import create_index
from archive.summaries import summarise
from tests.site_sample import SNAPSHOT, insert, point

DENIED = (
    *("state_secret", "forbidden_by_law", "public_security", "third_party"),
    *("internal_affairs", "deliberative", "enforcement_file", "administrative_query"),
)
UNAVAILABLE = ("not_held", "not_compiled", "unclear")
DISMISSED = ("petition", "repeat", "publication", "excessive", "confirmation")
# received, carried_in, granted, partly_granted, 8 denied, 3 unavailable, 5 dismissed, concluded, carried_out
TOTALS: dict[str, tuple[int, int, int, int, tuple[int | None, ...], tuple[int, ...], tuple[int, ...], int, int]] = {
    "a-2021": (100, 0, 50, 10, (1, 2, 3, 4, 5, 6, 7, 2), (4, 1, 0), (1, 1, 0, 1, 0), 98, 2),
    "a-2022": (40, 2, 10, 0, (1, 1, 1, 1, 1, 1, 1, 1), (20, 0, 0), (0, 0, 0, 0, 0), 38, 4),
    "b-2021": (10, 0, 5, 0, (None, 0, 0, 0, 0, 0, 0, 5), (0, 0, 0), (0, 0, 0, 0, 0), 10, 0),
    "b-2022": (30, 0, 5, 0, (0, 0, 0, 0, 0, 0, 0, 0), (0, 0, 0), (2, 3, 0, 5, 0), 15, 15),
    "c-2022": (0, 0, 0, 0, (0, 0, 0, 0, 0, 0, 0, 0), (0, 0, 0), (0, 0, 0, 0, 0), 0, 0),
}
RECEIVED = {"a-2021": (60, 40), "a-2022": (40, 0), "b-2021": (4, 6), "b-2022": (15, 10), "c-2022": (0, 0)}
ORGANS = {
    "a": ("甲县人民政府", "government", "990000", "云岭省"),
    "b": ("乙局", "department", "980000", "海东省"),
    "c": ("丙镇人民政府", "town", "990000", "云岭省"),
}
REVIEWS = {
    ("a-2022", "reconsideration"): (3, 1, 0, 1, 5),
    ("a-2022", "litigation_direct"): (1, 1, 0, 0, 2),
    ("a-2022", "litigation_after"): (0, 0, 0, 0, 0),
    ("b-2022", "reconsideration"): (0, 0, 0, 0, 0),
    ("b-2022", "litigation_direct"): (0, 0, 0, 3, 3),
}
DISCLOSURE = {
    "a-2021": {"penalties_decisions": 10, "licences_decisions": 5, "coercion_decisions": 1},
    "a-2022": {"penalties_decisions": 30, "licences_decisions": 6, "coercion_decisions": 0, "fees_amount": 12.5},
    "b-2022": {"penalties_decisions": 7, "fees_amount": 0.0},
}


def make_figures(data: Path) -> None:
    """Publish them under ``data``."""
    folder = data / "snapshots" / SNAPSHOT
    folder.mkdir(parents=True)
    with closing(sqlite3.connect(folder / "archive.db")) as db, db:
        create(Database(db))
        _add_reports(db)
        _add_tables(db)
        _add_events(db)
        db.execute("DROP TABLE IF EXISTS _sqlite_migrations")
        summarise(db)
        rank(db)
        create_index(db)
    point(data, SNAPSHOT)


def _add_reports(db: sqlite3.Connection) -> None:
    for code, name in (("980000", "海东省"), ("990000", "云岭省")):
        insert(db, "places", {"code": code, "name": name, "level": "province", "province": name})
    run = {"id": "r", "command": "nightly", "started": "2024-02-15T00:00:00+00:00", "summary": ""}
    insert(db, "runs", run)
    insert(
        db, "portals", {"id": "p", "name": "p", "list_url": "http://p.example/", "system": "trs", "last_good_run": "r"}
    )
    for organ, (name, kind, place, _) in ORGANS.items():
        insert(db, "organs", {"id": organ, "name": name, "place_code": place, "kind": kind, "portal_id": "p"})
    for report in TOTALS:
        name, _, place, province = ORGANS[report[0]]
        row: dict[str, Any] = {"id": report, "organ_id": report[0], "organ": name, "province": province}
        row |= {"place_code": place, "year": int(report[2:]), "title": report, "status": "read", "versions": 1}
        row |= {"media_type": "text/html", "sha256": "0" * 64, "first_seen": "2022", "last_seen": "2024"}
        if report == "c-2022":
            row |= {"status": "partial", "reason": "a row was not found"}
        if report == "b-2021":
            row |= {"gone_since": "2024-01-01T00:00:00+00:00"}
        insert(db, "reports", row)


def _add_tables(db: sqlite3.Connection) -> None:
    for report, (received, carried, granted, partly, denied, unavailable, dismissed, concluded, out) in TOTALS.items():
        row: dict[str, Any] = {"report_id": report, "applicant": "total", "received": received, "carried_in": carried}
        row |= {"granted": granted, "partly_granted": partly, "concluded": concluded, "carried_out": out}
        row |= {f"denied_{key}": value for key, value in zip(DENIED, denied, strict=True)}
        row |= {f"unavailable_{key}": value for key, value in zip(UNAVAILABLE, unavailable, strict=True)}
        row |= {f"dismissed_{key}": value for key, value in zip(DISMISSED, dismissed, strict=True)}
        insert(db, "requests", row)
        for applicant, count in zip(("natural_person", "business"), RECEIVED[report], strict=True):
            insert(db, "requests", {"report_id": report, "applicant": applicant, "received": count})
    for (report, route), values in REVIEWS.items():
        counts = dict(zip(("upheld", "corrected", "other", "pending", "total"), values, strict=True))
        insert(db, "reviews", {"report_id": report, "route": route, **counts})
    for report, values in DISCLOSURE.items():
        insert(db, "disclosure", {"report_id": report, **values})


def _add_events(db: sqlite3.Connection) -> None:
    checks: tuple[tuple[str, str, str, Any, Any, int], ...] = (
        ("a-2022", "balance", "total", 42, 40, 2),
        ("a-2022", "carry_over", "total", 2, 3, -1),
        ("a-2022", "prose", "received", 41, 40, 1),
        ("b-2022", "late", "report", "2023-02-10", "2023-01-31", 10),
    )
    for report, rule, subject, left, right, difference in checks:
        row = {"report_id": report, "rule": rule, "subject": subject, "verdict": "fails", "cells": "[]"}
        insert(db, "checks", {**row, "left": left, "right": right, "difference": difference})
    for number, (kind, report) in enumerate(
        (("new", "a-2021"), ("figures_changed", "a-2022"), ("withdrawn", "b-2021"))
    ):
        at = f"2023-0{number + 1}-01T00:00:00+00:00"
        insert(db, "changes", {"id": f"c{number}", "at": at, "kind": kind, "report_id": report})
