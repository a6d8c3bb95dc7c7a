"""Charts: small ones drawn by the server, and the library that draws any result in the browser."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import urllib.parse
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from archive.packed import insert_checks
from archive.site.charts import HEIGHT, WIDTH, columns
from archive.summaries import summarise
from tests.site_sample import SNAPSHOT, make_snapshot
from tests.site_support import Client, running

VENDOR = Path(__file__).parents[1] / "archive" / "site" / "static" / "vendor"
SOURCE = "/archive/refusal_rate?year=2024&province=&least="
EMBED = "/embed?" + urllib.parse.urlencode({"of": SOURCE, "label": "机关", "value": "新收", "kind": "bar"})


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("charts")
    archive = make_snapshot(folder, extra=600) / "archive.db"
    with closing(sqlite3.connect(archive)) as db, db:
        # The longest reports have 160 pages, and everything may be wrong in them.
        db.execute(
            "UPDATE sections SET text = replace(hex(zeroblob(40000)), '00', '公开') WHERE report_id LIKE '%shiqiao%'"
        )
        report = "990121-shiqiao-2024"
        keys = [row[0] for row in db.execute("SELECT key FROM cells WHERE report_id = ? ORDER BY key", (report,))]
        row = {"report_id": report, "rule": "row_sum", "verdict": "fails", "left": 1, "right": 2, "difference": -1}
        wrong = [key for key in keys if re.fullmatch(r"requests\..*\.total", key)]
        insert_checks(db, [{**row, "subject": key, "cells": json.dumps(keys[:27])} for key in wrong])
        summarise(db)
    return folder


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[Client]:
    with running(data) as client:
        yield client


def test_the_library_is_the_published_one() -> None:
    table = (VENDOR / "README.md").read_text("utf-8")
    for name, version, digest in re.findall(
        r"^\| `([^`]+)` \| [^|]* \| ([\d.]+) \|.*`([0-9a-f]{64})` \|$", table, re.M
    ):
        body = (VENDOR / name).read_bytes()
        assert hashlib.sha256(body).hexdigest() == digest
        assert f"v{version}".encode() in body[:200]
    assert {path.name for path in VENDOR.iterdir()} == {"README.md", "chart.umd.min.js", "chart.LICENSE.md"}
    assert "MIT License" in (VENDOR / "chart.LICENSE.md").read_text("utf-8")


def test_a_column_stands_for_each_known_year_and_for_no_other() -> None:
    svg = ElementTree.fromstring(str(columns("新收<件>", [(2019, 10), (2020, None), (2021, 0), (2022, 5)], here=2022)))
    heights = {rect.get("class"): float(rect.get("height", "")) for rect in svg.iter("rect")}
    assert heights["column"] == 2 * heights["column here"]
    texts = [text.text for text in svg.iter("text")]
    assert texts == ["10", "2019", "—", "2020", "0", "2021", "5", "2022"]
    assert svg.get("aria-label") == "新收<件>：2019 10；2020 —；2021 0；2022 5"
    for rect in svg.iter("rect"):
        assert float(rect.get("x", "")) >= 0
        assert float(rect.get("x", "")) + float(rect.get("width", "")) <= WIDTH
        assert 0 <= float(rect.get("y", "")) <= HEIGHT


def test_a_chart_may_stand_in_a_frame_and_nothing_else_may(site: Client) -> None:
    answer = site.get(EMBED)
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert "connect-src 'self'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert f'data-source="{SOURCE}"' in unescape(answer.text)
    assert "frame-ancestors 'none'" in site.get("/").headers["content-security-policy"]
    assert f'data-source="/s/{SNAPSHOT}/archive/' in site.get(f"/s/{SNAPSHOT}{EMBED}").text


@pytest.mark.parametrize(
    "source",
    [
        "http://evil.example/archive",
        "//evil.example/x",
        "/archive/../-/x",
        "/raw/00",
        "javascript:alert(1)",
        "/archive\\x",
        "",
    ],
)
def test_only_our_own_tables_and_queries_are_drawn(site: Client, source: str) -> None:
    query = urllib.parse.urlencode({"of": source, "label": "a", "value": "b"})
    assert site.get(f"/embed?{query}").status == 404


def test_hostile_column_names_stay_text(site: Client) -> None:
    query = urllib.parse.urlencode({"of": SOURCE, "label": '"><script>alert(1)</script>', "value": "<b>"})
    assert "<script>alert" not in site.get(f"/embed?{query}").text


def test_pages_are_small(site: Client) -> None:
    for path in (
        "/",
        "/report/990121-shiqiao-2024",
        "/organ/990121-qingxi",
        "/place/990100",
        "/search?q=2024",
        "/changes?kind=all",
        "/health",
    ):
        for language in ("", "lang=en"):
            answer = site.get(f"{path}{'&' if '?' in path else '?'}{language}")
            assert answer.status == 200
            assert len(answer.body) < 200_000, path
