"""A small archive to test the site on: real SQLite from archive/schema.py, figures of three invented reports."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from archive import schema
from archive.migrations import create
from archive.packed import insert_cells, insert_checks, number_of
from archive.rankings import rank
from archive.search import create_index
from archive.summaries import summarise
from parsers import parse
from parsers.model import Figure, Place

FILES = Path(__file__).parent / "files" / "site"
SNAPSHOT = "20260102T030405Z"
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
PLACES = (
    ("990000", "云岭省", "province", None, "云岭省", None, None),
    ("990100", "临江市", "prefecture", "990000", "云岭省", "临江市", None),
    ("990102", "永昌区", "county", "990100", "云岭省", "临江市", "永昌区"),
    ("990121", "青溪县", "county", "990100", "云岭省", "临江市", "青溪县"),
)
HOSTILE = "<script>alert('标题')</script>\"'&amp;{{7*7}}"
LONG = "临江市经济技术开发区管理委员会与高新技术产业服务中心联合行政审批制度改革工作领导小组办公室" * 2
PROSE = (
    "本机关认真贯彻《中华人民共和国政府信息公开条例》，全年召开政府信息公开工作推进会三次，公开疫\n情防控信息。",
    "受理申请、处理决定与结转情况见表三。扶贫项目资金全部公开。",
)
HEADINGS = ("一、总体情况", "五、存在的主要问题及改进情况")


# What the first version of one report said, and what its second says.
ALTERED = (("75011", "75211"), ("政府信息24377条", "政府信息24277条"))
HOSTILE_CELL = "规章<script>alert('格')</script>"


@cache
def places(file: str) -> dict[str, Place]:
    """Where the figures of a file without pages stand, as the parsers say."""
    return {figure.key: figure.place for figure in parse((FILES / file).read_bytes()).figures}


def store(data: Path, body: bytes) -> str:
    """Put ``body`` into the raw store as the crawler would; return its SHA-256."""
    name = hashlib.sha256(body).hexdigest()
    path = data / "raw" / "sha256" / name[:2] / name[2:4] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return name


def insert(db: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> None:
    if table == "checks":
        insert_checks(db, [dict(row)])
        return
    if table == "reports":
        row = {**row, "number": number_of(row["id"])}
    marks = ", ".join("?" * len(row))
    columns = ", ".join(f'"{name}"' for name in row)
    db.execute(f'INSERT OR REPLACE INTO "{table}"({columns}) VALUES ({marks})', tuple(row.values()))


def load(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FILES / f"{name}.json").read_text(encoding="utf-8"))
    return found


def make_database(path: Path, data: Path, stamp: str = "", extra: int = 0) -> None:
    """Write an archive with four organs and seven reports at ``path``, their raw files under ``data``.

    ``stamp`` goes into every title, so that a test can tell one snapshot from another; ``extra`` adds that many
    plain reports of one organ a place, for tests that page.
    """
    with closing(sqlite3.connect(path)) as db, db:
        create(Database(db))
        for place in PLACES:
            insert(db, "places", dict(zip((c.name for c in schema.PLACES.columns), place, strict=True)))
        _add_runs(db)
        _add_all(db, data, stamp)
        for number in range(extra):
            _add_plain(db, number, stamp)
        db.execute("DROP TABLE IF EXISTS _sqlite_migrations")
        summarise(db)
        rank(db)
        create_index(db)


def _add_runs(db: sqlite3.Connection) -> None:
    run = {
        "id": "20260101T000000Z",
        "command": "nightly",
        "started": "2026-01-01T00:00:00+00:00",
        "summary": "all well",
    }
    insert(db, "runs", run)
    portal = {"id": "990100", "name": "临江市人民政府", "place_code": "990100", "list_url": "http://linjiang.example/"}
    insert(db, "portals", {**portal, "system": "trs", "last_good_run": run["id"], "health": "ok"})
    fetch = {"id": 1, "run": run["id"], "portal": portal["id"], "kind": "listing", "url": portal["list_url"]}
    fetch |= {"final_url": portal["list_url"], "at": "2026-01-01T00:00:05+00:00", "status": 200, "bytes": 900}
    fetch |= dict.fromkeys(("media_type", "etag", "last_modified", "found_on", "title"), "")
    insert(db, "fetches", {**fetch, "flags": "[]"})


def _add_all(db: sqlite3.Connection, data: Path, stamp: str) -> None:
    shiqiao, yongchang, qingxi = load("wrongsum-2024"), load("marks-2021"), load("dense-2020")
    _add(db, data, shiqiao, "990121-shiqiao", "990121", "town", "wrongsum-2024.pdf", stamp)
    _add(db, data, yongchang, "990102-weisheng", "990102", "department", "marks-2021.html", stamp)
    _add(db, data, qingxi, "990121-qingxi", "990121", "government", "dense-2020.docx", stamp)
    earlier = _year_before(qingxi)
    _add(db, data, earlier, "990121-qingxi", "990121", "government", "dense-2020.docx", stamp, salt=b"2019")
    gap = {**_year_before(shiqiao), "year": 2022}
    _add(db, data, gap, "990121-shiqiao", "990121", "town", "wrongsum-2024.pdf", stamp, salt=b"2022")
    _add_carry_over(db, "990121-qingxi", qingxi["year"])
    hostile = {**yongchang, "organ": LONG, "title": HOSTILE, "status": "partial", "reason": "a row was not found"}
    hostile["figures"] = {key: dict(figure) for key, figure in yongchang["figures"].items()}
    hostile["figures"]["requests.received.business"]["doubt"] = "its row's label is lost"
    del hostile["figures"]["requests.granted.business"]
    escaped = HOSTILE_CELL.replace("<", "&lt;").replace(">", "&gt;")
    swap = (">规章<".encode(), f">{escaped}<".encode())
    _add(db, data, hostile, "990100-hostile", "990100", "other", "marks-2021.html", stamp, swap=swap)
    _add_changes(db, data)
    _add_kept(db)


def _add_kept(db: sqlite3.Connection) -> None:
    """What people wrote down: a finding on a figure that does not add up, another name, an end."""
    report, key = "990121-shiqiao-2024", "requests.concluded.total"
    (sha256,) = db.execute("SELECT sha256 FROM reports WHERE id = ?", (report,)).fetchone()
    finding = {"sha256": sha256, "key": key, "report_id": report, "cell": f"{report}#{key}", "printed": "17517"}
    insert(db, "findings", {**finding, "means": "含转办 7 件", "who": "张三，某报", "on_day": "2025-03-01"})
    stale = {**finding, "sha256": "0" * 64, "key": "requests.received.total", "means": "说的是旧版"}
    insert(db, "findings", {**stale, "cell": f"{report}#{stale['key']}", "who": "李四", "on_day": "2025-02-01"})
    name = {"organ_id": "990102-weisheng", "name": "卫生和计划生育局", "first_year": 2014, "last_year": 2018}
    insert(db, "organ_names", {**name, "source": f"机构改革方案{HOSTILE}"})
    end = {"organ_id": "990100-hostile", "how": "merged", "merged_into": "990102-weisheng", "last_year": 2025}
    insert(db, "organ_ends", {**end, "source": "编办公告"})


def _year_before(report: Mapping[str, Any]) -> dict[str, Any]:
    """The same organ a year earlier, carrying out one request more than was carried in."""
    figures = {key: dict(figure) for key, figure in report["figures"].items()}
    carried = figures["requests.carried_in.total"]["value"] + 1
    figures["requests.carried_out.total"].update(value=carried, printed=str(carried))
    return {**report, "year": report["year"] - 1, "figures": figures}


def _add(
    db: sqlite3.Connection,
    data: Path,
    read: Mapping[str, Any],
    organ_id: str,
    place: str,
    kind: str,
    file: str,
    stamp: str,
    salt: bytes = b"",
    swap: tuple[bytes, bytes] = (b"", b""),
) -> None:
    body = (FILES / file).read_bytes().replace(*swap) if swap[0] else (FILES / file).read_bytes() + salt
    sha256 = store(data, body)
    year, organ, form = read["year"], read["organ"], read["form"]
    names = db.execute("SELECT province, prefecture, county FROM places WHERE code = ?", (place,)).fetchone()
    report = f"{organ_id}-{year}"
    title = read.get("title", f"{organ}{year}年政府信息公开工作年度报告") + stamp
    insert(db, "organs", {"id": organ_id, "name": organ, "place_code": place, "kind": kind, "portal_id": "990100"})
    seen = {"first_seen": f"{year + 1}-01-20T02:00:00+00:00", "last_seen": "2026-01-01T02:00:00+00:00"}
    media_type = MEDIA_TYPES[file.rpartition(".")[2]]
    url = f"http://linjiang.example/{report}.{file.rpartition('.')[2]}"
    insert(
        db,
        "reports",
        {
            "id": report, "organ_id": organ_id, "organ": organ, "province": names[0], "prefecture": names[1],
            "county": names[2], "place_code": place, "year": year, "title": title,
            "published_on": f"{year + 1}-01-19", "url": url, "portal_id": "990100",
            "status": read.get("status", "read"), "reason": read.get("reason"), "form2": form,
            "form3": form, "media_type": media_type, "sha256": sha256, "versions": 1, **seen,
        },
    )  # fmt: skip
    version = {"report_id": report, "sha256": sha256, "url": url, "media_type": media_type, **seen}
    insert(db, "versions", {**version, "status": "read", "parser": "1", "role": "main"})
    insert(
        db,
        "files",
        {
            "sha256": sha256, "bytes": len(body), "media_type": media_type,
            "status": "read", "parser": "1", "report_id": report, "name": f"{title}.{file[-4:]}", "url": url,
        },
    )  # fmt: skip
    _add_figures(db, report, file, read["figures"])
    _add_checks(db, report, read["figures"])
    for number, (heading, text) in enumerate(zip(HEADINGS, PROSE, strict=True)):
        section = db.execute("SELECT count(*) FROM sections").fetchone()[0] + 1
        row = {"id": section, "report_id": report, "number": 1 + 4 * number, "heading": heading, "text": text}
        insert(db, "sections", row)


def _add_figures(db: sqlite3.Connection, report: str, file: str, figures: Mapping[str, Any]) -> None:
    wide: dict[tuple[str, str], dict[str, Any]] = {}
    for key, figure in figures.items():
        drawn = "box" in figure
        place = Place(page=figure["page"], box=tuple(figure["box"])) if drawn else places(file)[key]
        cell = Figure(key, figure["printed"], figure["kind"], figure["value"], place, doubt=figure.get("doubt"))
        insert_cells(db, report, [cell])
        known = None if "doubt" in figure else figure["value"]
        table, row, column = key.split(".")
        if table == "requests":
            wide.setdefault((table, column), {"applicant": column})[row] = known
        elif table == "reviews":
            wide.setdefault((table, row), {"route": row})[column] = known
        else:
            wide.setdefault((table, ""), {})[f"{row}_{column}"] = known
    for (table, _), values in wide.items():
        insert(db, table, {"report_id": report, **values})


def _add_checks(db: sqlite3.Connection, report: str, figures: Mapping[str, Any]) -> None:
    applicants = {key.split(".")[2] for key in figures if key.startswith("requests.")}
    for applicant in sorted(applicants):
        keys = [f"requests.{row}.{applicant}" for row in ("received", "carried_in", "concluded", "carried_out")]
        values = [figures[key]["value"] for key in keys]
        if None in values:
            _add_check(db, report, "balance", applicant, None, None, keys)
        else:
            _add_check(db, report, "balance", applicant, values[0] + values[1], values[2] + values[3], keys)
    received = [key for key in figures if key.startswith("requests.received.")]
    total = figures["requests.received.total"]["value"]
    parts = [figures[key]["value"] or 0 for key in received if not key.endswith(".total")]
    _add_check(db, report, "row_sum", "received", total, sum(parts), received)


def _add_check(
    db: sqlite3.Connection,
    report: str,
    rule: str,
    subject: str,
    left: int | None,
    right: int | None,
    cells: Iterable[str],
) -> None:
    verdict, difference = "not_assessable", None
    if left is not None and right is not None:
        difference = left - right
        verdict = "holds" if left == right else "fails"
    row = {"report_id": report, "rule": rule, "subject": subject, "verdict": verdict, "left": left, "right": right}
    insert(db, "checks", {**row, "difference": difference, "cells": json.dumps(list(cells))})


def _add_carry_over(db: sqlite3.Connection, organ: str, year: int) -> None:
    """What the year before carried out, against what this year carried in."""
    key = "requests.carried_{}.total"
    find = "SELECT value FROM cells WHERE report_id = ? AND key = ?"
    (before,) = db.execute(find, (f"{organ}-{year - 1}", key.format("out"))).fetchone()
    (now,) = db.execute(find, (f"{organ}-{year}", key.format("in"))).fetchone()
    cells = [f"{organ}-{year - 1}#{key.format('out')}", key.format("in")]
    _add_check(db, f"{organ}-{year}", "carry_over", "total", before, now, cells)


def _add_changes(db: sqlite3.Connection, data: Path) -> None:
    """The 2024 report of 石桥镇 was replaced once; that of 永昌区 has gone."""
    report = "990121-shiqiao-2024"
    old = store(data, (FILES / "wrongsum-2024.pdf").read_bytes() + b"before")
    now = db.execute("SELECT sha256 FROM reports WHERE id = ?", (report,)).fetchone()[0]
    db.execute("UPDATE reports SET versions = 2 WHERE id = ?", (report,))
    version = {"report_id": report, "sha256": old, "first_seen": "2025-01-20T02:00:00+00:00", "role": "main"}
    version |= {"last_seen": "2025-02-20T02:00:00+00:00", "url": "http://linjiang.example/a.pdf", "parser": "1"}
    insert(db, "versions", {**version, "media_type": "application/pdf", "status": "read"})
    file = {"sha256": old, "bytes": 9, "media_type": "application/pdf", "status": "read", "parser": "1", "name": "旧"}
    insert(db, "files", {**file, "report_id": report, "url": version["url"]})
    figures = [{"key": "requests.received.total", "before": "41", "after": "40"}]
    detail = json.dumps({"figures": figures, "chapters": [1]}, ensure_ascii=False)
    db.execute("UPDATE versions SET changed = ? WHERE report_id = ? AND sha256 = ?", (detail, report, now))
    change = {"id": "c1", "at": "2025-02-21T02:00:00+00:00", "kind": "figures_changed", "report_id": report}
    insert(db, "changes", {**change, "before": old, "after": now, "detail": detail})
    _add_earlier_page(db, data, "990102-weisheng-2021")
    gone = {"id": "c2", "at": "2025-12-01T02:00:00+00:00", "kind": "withdrawn", "report_id": "990102-weisheng-2021"}
    insert(db, "changes", gone)
    db.execute("UPDATE reports SET gone_since = ? WHERE id = ?", (gone["at"], gone["report_id"]))
    problem = {"id": "p1", "since": gone["at"], "stage": "crawl", "kind": "withdrawn", "message": HOSTILE}
    insert(
        db, "problems", {**problem, "report_id": gone["report_id"], "portal_id": "990100", "url": "javascript:alert(1)"}
    )


def _add_earlier_page(db: sqlite3.Connection, data: Path, report: str) -> None:
    """The web page once said something else, in a figure and in a sentence."""
    page = (FILES / "marks-2021.html").read_text(encoding="utf-8")
    for before, now in ALTERED:
        page = page.replace(now, before, 1)
    row = {"report_id": report, "sha256": store(data, page.encode()), "media_type": "text/html", "status": "read"}
    row |= {"first_seen": "2022-01-19T02:00:00+00:00", "last_seen": "2022-01-19T02:00:00+00:00", "role": "main"}
    insert(db, "versions", {**row, "url": "http://linjiang.example/a.html", "parser": "1"})
    db.execute("UPDATE reports SET versions = 2 WHERE id = ?", (report,))


def _add_plain(db: sqlite3.Connection, number: int, stamp: str) -> None:
    """A report without tables, many of which share their year, place and day."""
    place = PLACES[number % len(PLACES)]
    organ = f"990100-plain{number // 12:03d}"
    year = 2008 + number % 12
    insert(db, "organs", {"id": organ, "name": f"第{number // 12}局", "place_code": place[0], "kind": "department"})
    seen = {"first_seen": "2025-01-01T00:00:00+00:00", "last_seen": "2026-01-01T00:00:00+00:00", "versions": 1}
    row = {
        "id": f"{organ}-{year}",
        "organ_id": organ,
        "organ": f"第{number // 12}局",
        "province": "云岭省",
        "year": year,
    }
    row |= {"title": f"第{number}份{stamp}", "status": "narrative", "media_type": "text/html", "place_code": place[0]}
    insert(db, "reports", {**row, "prefecture": place[5], "county": place[6], "sha256": f"{number % 7:064x}", **seen})
    insert(db, "changes", {"id": f"n{number}", "at": seen["first_seen"], "kind": "new", "report_id": row["id"]})
    section = db.execute("SELECT count(*) FROM sections").fetchone()[0] + 1
    insert(db, "sections", {"id": section, "report_id": row["id"], "number": 1, "heading": "概述", "text": "见附件"})


def make_snapshot(data: Path, snapshot: str = SNAPSHOT, stamp: str = "", extra: int = 0, current: bool = True) -> Path:
    """Publish an archive under ``data`` the way ``nianbao publish`` does: folder first, pointer last."""
    folder = data / "snapshots" / snapshot
    folder.mkdir(parents=True)
    make_database(folder / "archive.db", data, stamp, extra)
    (folder / "archive.db").chmod(0o444)
    if current:
        point(data, snapshot)
    return folder


def point(data: Path, snapshot: str) -> None:
    part = data / "snapshots" / "current.tmp"
    part.write_text(snapshot, encoding="ascii")
    part.replace(data / "snapshots" / "current")
