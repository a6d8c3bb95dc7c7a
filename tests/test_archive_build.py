"""RAW -> ARCHIVE: every file is kept and accounted for, and the same evidence gives the same archive."""

from __future__ import annotations

import dataclasses
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import parsers
from archive.build import archive_path, build
from archive.parsed import ParsedStore, dump_report, load_report
from archive.reading import Limits, read_body
from archive.schema import TABLES
from crawler.rawstore import RawStore
from parsers.forms import APPLICANTS
from parsers.model import Hint
from tests.archive_support import ORGAN, RECEIVED, WORLD, Night, page, rows

CASES = Path(__file__).parent / "reports"
ARTICLE = "http://wuzhong.example/2022.html"
REPORT = "640300-renminzhengfu-2022"


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Night]:
    opened = Night(tmp_path / "data")
    yield opened
    opened.close()


def sources() -> list[Path]:
    return sorted(CASES.glob("*/source.*"))


def test_a_report_survives_the_cache() -> None:
    for source in sources():
        report = parsers.parse(source.read_bytes())
        assert load_report(dump_report(report)) == report, source


def test_every_golden_file_is_in_the_archive_as_it_was_read(night: Night) -> None:
    for source in sources():
        night.fetch(f"file:{source.parent.name}", source.read_bytes(), kind="added", portal=None)
    built = night.build(workers=2)
    files = {row["sha256"]: row for row in rows(night.data, "SELECT * FROM files")}
    reports = [parsers.parse(source.read_bytes(), None, Hint()) for source in sources()]
    assert built.parsed == built.files == len(files) == len({report.sha256 for report in reports})
    for report in reports:
        row = files[report.sha256]
        assert (row["status"], row["reason"]) == (report.status, report.reason)
        assert (row["report_id"] is None) == (report.status == "refused")
    shown = rows(night.data, "SELECT id, sha256, status FROM reports")
    by_hash = {report.sha256: report for report in reports}
    for row in shown:
        cells = rows(night.data, "SELECT key, printed, kind, value FROM cells WHERE report_id = ?", row["id"])
        figures = by_hash[row["sha256"]].figures
        assert {cell["key"]: (cell["printed"], cell["kind"]) for cell in cells} == {
            figure.key: (figure.printed, figure.kind) for figure in figures
        }
        assert {cell["key"]: cell["value"] for cell in cells if cell["value"] is not None} == {
            figure.key: figure.value if isinstance(figure.value, int) else float(figure.value)
            for figure in figures
            if figure.value is not None
        }


def test_wide_tables_hold_numbers_and_nothing_else(night: Night) -> None:
    figures = {
        RECEIVED: "42",
        "requests.received.total": "42",
        "requests.granted.natural_person": "",
        "requests.granted.business": "/",
        "requests.concluded.total": "42",
        "disclosure.fees.amount": "33.99万元",
    }
    night.fetch(ARTICLE, page(figures=figures))
    night.build()
    natural, business = rows(
        night.data, "SELECT * FROM requests WHERE applicant IN ('natural_person', 'business') ORDER BY applicant DESC"
    )
    assert (natural["received"], natural["granted"], business["granted"], business["received"]) == (42, None, None, 0)
    assert natural["other"] is None, "the 2019 row is not in the 2021 form"
    assert rows(night.data, "SELECT fees_amount, rules_issued FROM disclosure") == [
        {"fees_amount": 33.99, "rules_issued": 0}
    ]
    assert len(rows(night.data, "SELECT * FROM requests")) == len(APPLICANTS)


def test_refusal_rate_is_null_where_a_part_is_blank(night: Night) -> None:
    whole = {"requests.denied_internal_affairs.total": "3", "requests.concluded.total": "12"}
    night.fetch("http://wuzhong.example/a", page(figures=whole))
    night.fetch("http://wuzhong.example/b", page(year=2023, figures=whole | {"requests.denied_state_secret.total": ""}))
    night.fetch("http://wuzhong.example/c", page(year=2024, figures=whole | {"requests.concluded.total": "0"}))
    night.build()
    rates = rows(night.data, "SELECT year, denied, refusal_rate FROM report_totals ORDER BY year")
    assert [tuple(row.values()) for row in rates] == [(2022, 3, 0.25), (2023, None, None), (2024, 3, None)]


def dump(data: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table, row by row; numbers of the raw store's own counting left out."""
    with closing(sqlite3.connect(archive_path(data))) as db:
        tables = {table.name: db.execute(f"SELECT * FROM {table.name}").fetchall() for table in TABLES}
    tables["fetches"] = sorted((row[1:] for row in tables["fetches"]), key=repr)
    return tables


def test_order_of_input_and_number_of_workers_do_not_matter(night: Night, tmp_path: Path) -> None:
    for year in (2021, 2022, 2023):
        night.fetch(f"http://wuzhong.example/{year}.html", page(year=year, figures={RECEIVED: str(year)}))
        night.fetch(f"http://wuzhong.example/s{year}.html", page("吴忠市水务局", year))
        night.fetch(f"http://wuzhong.example/t{year}.html", page("吴忠市税务局", year))
    night.fetch("http://wuzhong.example/2022.html", page(year=2022, figures={RECEIVED: "7"}))
    night.fetch("http://wuzhong.example/2023.html", None, status=404)
    for source in sources()[:12]:
        night.fetch(f"file:{source.parent.name}", source.read_bytes(), kind="added", portal=None)
    night.healthy()
    night.build()
    expected = dump(night.data)
    fetches = list(night.raw.fetches())
    for seed in (1, 2):
        other = tmp_path / f"shuffled{seed}"
        shutil.copytree(night.data / "raw" / "sha256", other / "raw" / "sha256")
        random.Random(seed).shuffle(fetches)
        with closing(RawStore(other)) as raw:
            with closing(sqlite3.connect(night.raw.root / "fetches.db")) as source_db:
                source_db.backup(raw.db)
            raw.db.execute("DELETE FROM fetch")
            for fetch in fetches:
                raw.record(dataclasses.replace(fetch, id=None))
        build(other, WORLD, workers=seed)
        assert dump(other) == expected
    assert len(expected["reports"]) > 12
    assert {row[2] for row in expected["changes"]} == {"new", "figures_changed", "withdrawn"}


def test_an_unchanged_night_parses_nothing_and_changes_nothing(night: Night) -> None:
    night.fetch(ARTICLE, page())
    assert night.build().parsed == 1
    before = dump(night.data)
    assert night.build().parsed == 0
    assert dump(night.data) == before
    night.fetch("http://wuzhong.example/2023.html", page(year=2023))
    assert night.build().parsed == 1
    assert night.build(rebuild=True).parsed == 2


def test_files_read_by_an_older_parser_are_read_again(night: Night) -> None:
    night.fetch(ARTICLE, page())
    night.build()
    with closing(ParsedStore(night.data)) as parsed:
        parsed.db.execute("UPDATE parsed SET parser = 'older'")
    assert night.build().parsed == 1
    assert rows(night.data, "SELECT DISTINCT parser FROM versions") == [{"parser": parsers.PARSER_VERSION}]


def test_a_cache_of_another_format_is_begun_anew(night: Night) -> None:
    night.fetch(ARTICLE, page())
    night.build()
    with closing(sqlite3.connect(night.data / "parsed.db")) as db:
        db.executescript("ALTER TABLE parsed RENAME COLUMN report TO body; PRAGMA user_version=99;")
    assert night.build().parsed == 1
    assert night.build().parsed == 0


def die_on_odd_bytes(path: str, media_type: str, hint: Hint) -> str:
    """A reader with a fault: one body kills the process that reads it, one takes for ever, one eats all memory."""
    body = Path(path).read_bytes()
    if body == b"kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if body == b"sleep":
        time.sleep(600)
    if body == b"eat":
        bytearray(1 << 40)
    if body == b"fault":
        raise KeyError("no such cell")
    return read_body(path, media_type, hint)


def test_a_body_that_kills_its_worker_costs_nothing_else(night: Night) -> None:
    for body in (b"kill", b"sleep", b"eat", b"fault"):
        night.fetch(f"http://wuzhong.example/{body.decode()}", body)
    night.fetch(ARTICLE, page())
    built = night.build(workers=2, reader=die_on_odd_bytes, limits=Limits(seconds=8.0))
    assert (built.parsed, built.reports, built.unread) == (5, 1, 4)
    assert rows(night.data, "SELECT url, reason FROM files WHERE status = 'refused' ORDER BY url") == [
        {"url": "http://wuzhong.example/eat", "reason": "too-large"},
        {"url": "http://wuzhong.example/fault", "reason": "damaged"},
        {"url": "http://wuzhong.example/kill", "reason": "damaged"},
        {"url": "http://wuzhong.example/sleep", "reason": "too-slow"},
    ]
    problems = rows(night.data, "SELECT message FROM problems WHERE stage = 'parse' ORDER BY url")
    assert [row["message"].partition(":")[0] for row in problems] == [
        f"Reading needed more than {Limits().memory >> 20} MB of memory.",
        "The parser failed on the file, which is a fault of nianbao",
        "The process that read the file died (exit code -9).",
        "Reading took longer than 8 seconds and was stopped.",
    ]


def test_a_stored_file_that_was_altered_is_not_read(night: Night) -> None:
    sha256 = night.fetch(ARTICLE, page())
    assert sha256 is not None
    night.raw.path(sha256).chmod(0o644)
    night.raw.path(sha256).write_bytes(page(figures={RECEIVED: "1000"}))
    night.build()
    assert rows(night.data, "SELECT sha256, reason FROM files") == [{"sha256": sha256, "reason": "damaged"}]
    [problem] = rows(night.data, "SELECT message FROM problems")
    assert problem["message"] == "The stored file is not what it was: run nianbao verify."


def test_a_page_and_its_attachment_are_one_report(night: Night) -> None:
    title = f"{ORGAN}2022年政府信息公开工作年度报告"
    pointer = f"""<html><head><title>{title}</title><meta name="PubDate" content="2023-03-02"></head>
        <body><h1>{title}</h1><p>详见附件。</p><a href="a.docx">附件.docx</a></body></html>""".encode()
    night.fetch(ARTICLE, pointer, title=title)
    attachment = "http://wuzhong.example/a.html"
    night.fetch(attachment, page(), kind="attachment", found_on=ARTICLE, title="附件")
    night.build()
    [report] = rows(night.data, "SELECT * FROM reports")
    assert (report["id"], report["status"], report["url"]) == (REPORT, "read", ARTICLE)
    assert report["published_on"] == "2023-03-02"
    assert {row["report_id"] for row in rows(night.data, "SELECT report_id FROM files")} == {REPORT}
    assert rows(night.data, "SELECT * FROM problems") == []


def test_an_attachment_that_says_nothing_belongs_to_its_article(night: Night) -> None:
    night.fetch(ARTICLE, page())
    night.fetch("http://wuzhong.example/a.pdf", b"%PDF-1.4 cut", kind="attachment", found_on=ARTICLE, title="附件")
    night.build()
    files = rows(night.data, "SELECT status, report_id FROM files ORDER BY status")
    assert files == [{"status": "read", "report_id": REPORT}, {"status": "refused", "report_id": REPORT}]


def test_files_of_one_report_that_disagree_are_a_problem(night: Night) -> None:
    main = night.fetch(ARTICLE, page(figures={RECEIVED: "5"}))
    copy = night.fetch("http://wuzhong.example/a", page(figures={RECEIVED: "6"}), kind="attachment", found_on=ARTICLE)
    night.build()
    assert rows(night.data, "SELECT sha256, role FROM versions ORDER BY role DESC") == [
        {"sha256": main, "role": "main"},
        {"sha256": copy, "role": "copy"},
    ]
    [problem] = rows(night.data, "SELECT kind, message, sha256 FROM problems")
    assert (problem["kind"], problem["sha256"]) == ("files-disagree", copy)
    assert f"{RECEIVED}: '5', '6'" in problem["message"]


def test_the_best_read_file_is_the_main_one(night: Night) -> None:
    title = f"{ORGAN}2022年政府信息公开工作年度报告"
    prose = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>" + "".join(
        f"<h2>{heading}</h2><p>{'本年度持续推进政务公开工作。' * 5}</p>"
        for heading in ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")
    )
    night.fetch(ARTICLE, f"{prose}</body></html>".encode())
    whole = night.fetch("http://wuzhong.example/a", page(), kind="attachment", found_on=ARTICLE)
    night.build()
    [report] = rows(night.data, "SELECT sha256, status FROM reports")
    assert report == {"sha256": whole, "status": "read"}


def test_two_organs_of_one_pinyin_stay_two(night: Night) -> None:
    night.fetch("http://wuzhong.example/1", page("吴忠市和平镇人民政府"))
    night.fetch("http://wuzhong.example/2", page("吴忠市河坪镇人民政府"))
    night.build()
    ids = [row["id"] for row in rows(night.data, "SELECT id FROM organs ORDER BY id")]
    assert len(ids) == 2
    assert all(identity.startswith("640300-hepingzhenrenminzhengfu-") for identity in ids)


def test_what_the_crawler_refused_is_listed_and_not_read(night: Night) -> None:
    night.fetch(ARTICLE, page(), flags=("blocked:waf",))
    night.fetch("http://wuzhong.example/dead", None, status=503)
    built = night.build()
    assert (built.parsed, built.files, built.reports) == (0, 1, 0)
    assert rows(night.data, "SELECT stage, kind, url, message FROM problems ORDER BY kind") == [
        {
            "stage": "crawl",
            "kind": "blocked-page",
            "url": ARTICLE,
            "message": "Not the document: HTTP 200, blocked:waf.",
        },
        {
            "stage": "crawl",
            "kind": "not-fetched",
            "url": "http://wuzhong.example/dead",
            "message": "Not the document: HTTP 503.",
        },
    ]


def test_a_file_of_no_year_is_kept_and_a_person_asked(night: Night) -> None:
    body = page().replace("2022年".encode(), b"")
    assert parsers.parse(body).year is None
    night.fetch(ARTICLE, body)
    night.build()
    assert rows(night.data, "SELECT kind FROM problems") == [{"kind": "year-unknown"}]
    assert rows(night.data, "SELECT status, report_id FROM files") == [{"status": "read", "report_id": None}]


def test_what_a_person_says_of_an_added_file_counts_where_the_file_is_silent(night: Night) -> None:
    body = page().replace("2022年".encode(), b"").replace(ORGAN.encode(), b"")
    night.fetch("file:a.html", body, kind="added", portal=None)
    night.fetch("file:a.html", body, kind="added", portal=None, organ="吴忠市审计局", year=2021)
    night.build()
    assert [row["id"] for row in rows(night.data, "SELECT id FROM reports")] == ["640300-shenjiju-2021"]


def test_missing_reports_rest_on_a_good_crawl_of_the_portal(night: Night) -> None:
    night.fetch("http://wuzhong.example/2022", page(year=2022))
    night.fetch("http://wuzhong.example/2024", page(year=2024))
    night.build()
    assert rows(night.data, "SELECT * FROM missing_reports") == []
    night.healthy()
    night.build()
    missing = rows(night.data, "SELECT year, due_on, last_year_before FROM missing_reports ORDER BY year")
    assert missing[0] == {"year": 2023, "due_on": "2024-03-31", "last_year_before": 2022}
    assert 2024 not in {row["year"] for row in missing}


def test_every_reference_of_a_build_holds(night: Night) -> None:
    for source in sources():
        night.fetch(f"http://wuzhong.example/{source.parent.name}", source.read_bytes())
    night.healthy()
    night.build()
    with closing(sqlite3.connect(archive_path(night.data))) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


_KILLED = """
import os, signal, sys
from pathlib import Path
from archive import build
from tests.archive_support import WORLD

def stop(what, done, total):
    if what == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    build.build(Path(sys.argv[1]), WORLD, workers=1, progress=stop)
"""


@pytest.mark.parametrize("stage", ["reading", "writing"])
def test_a_killed_build_leaves_the_archive_and_the_next_one_completes_it(
    night: Night, tmp_path: Path, stage: str
) -> None:
    night.fetch(ARTICLE, page())
    night.build()
    before = dump(night.data)
    night.fetch("http://wuzhong.example/2023.html", page(year=2023))
    script = tmp_path / "killed.py"
    script.write_text(_KILLED, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(night.data), stage], cwd=Path(__file__).parent.parent, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert dump(night.data) == before
    assert night.build().reports == 2
