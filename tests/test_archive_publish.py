"""ARCHIVE -> SNAPSHOT: nothing is published that the gate does not let out, and the last good one always stays."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.build import archive_path
from archive.manifest import (
    check_snapshots,
    current,
    file_hash,
    list_snapshots,
    read_manifest,
    read_only,
    snapshots_path,
)
from archive.publish import NotPublished, publish
from archive.search import match_query
from parsers.forms import REQUESTS_2021
from tests.archive_support import RECEIVED, Night, alter, ask, page

ROOT = Path(__file__).parent.parent


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Night]:
    """A built archive of three reports."""
    opened = Night(tmp_path / "data")
    for year in (2021, 2022, 2023):
        opened.fetch(f"http://wuzhong.example/{year}", page(year=year, text=f"{year}年办理行政复议若干。"))
    opened.build()
    yield opened
    opened.close()


def reasons(data: Path) -> list[str]:
    with pytest.raises(NotPublished) as refusal:
        publish(data)
    return refusal.value.reasons


def test_a_snapshot_is_whole_searchable_and_described(night: Night) -> None:
    manifest = publish(night.data)
    folder = snapshots_path(night.data) / manifest.snapshot
    assert current(night.data) == manifest.snapshot
    assert manifest.rows["reports"] == 3
    assert manifest.sha256 == file_hash(folder / "archive.db")
    assert read_manifest(night.data, manifest.snapshot) == manifest
    files = [f"{table}.csv.gz" for table in manifest.rows]
    names = ["archive.db", "bulk.json", "inspect.json", "manifest.json", *files]
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)
    assert {oct(path.stat().st_mode & 0o777) for path in folder.iterdir()} == {"0o444"}
    inspected = json.loads((folder / "inspect.json").read_text(encoding="utf-8"))["archive"]
    assert (inspected["hash"], inspected["size"]) == (manifest.sha256, manifest.bytes)
    with closing(read_only(folder / "archive.db")) as db:
        for name, query in (("reports", "行政复议"), ("reports", "2022年办理"), ("sections", "若干")):
            key = {"reports": "number", "sections": "id"}[name]
            hits = ask(
                db,
                f"SELECT t.* FROM {name}_fts f JOIN {name} t ON t.{key} = f.rowid WHERE {name}_fts MATCH ?",
                match_query(query),
            )
            assert len(hits) == (1 if "2022" in query else 3)
        tables = {row["name"] for row in ask(db, "SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert "_sqlite_migrations" not in tables
        # What the ready questions of the site show first is made with the snapshot.
        ranked = ask(db, "SELECT ranking, count(*) AS number FROM summary_rankings GROUP BY ranking")
        assert {row["ranking"]: row["number"] for row in ranked}["received"] == 3
        assert tables - {"sqlite_stat1", "sqlite_stat4"} <= set(inspected["tables"]) | {
            f"{name}_fts{suffix}"
            for name in ("reports", "sections")
            for suffix in ("", "_data", "_idx", "_docsize", "_config")
        }


def test_snapshots_are_dated_chained_and_never_overwritten(night: Night) -> None:
    first = publish(night.data)
    second = publish(night.data)
    assert list_snapshots(night.data) == [first.snapshot, second.snapshot]
    assert second.snapshot > first.snapshot
    assert second.previous == first.snapshot
    assert second.previous_sha256 == file_hash(snapshots_path(night.data) / first.snapshot / "manifest.json")
    assert check_snapshots(night.data) == []


def test_an_empty_archive_is_not_published(tmp_path: Path) -> None:
    empty = Night(tmp_path)
    empty.build()
    assert reasons(tmp_path) == ["the archive holds no report: run nianbao crawl or nianbao add, then nianbao build"]
    assert current(tmp_path) is None
    empty.close()


def test_a_report_may_not_vanish_without_a_change_that_says_so(night: Night) -> None:
    first = publish(night.data)
    number = "(SELECT number FROM reports WHERE id = '{}')"
    tables = ("requests", "disclosure", "reviews", "sections", "versions", "changes")
    lost = "640300-renminzhengfu-2022"
    alter(
        night.data,
        *(f"DELETE FROM {table} WHERE report = {number.format(lost)}" for table in ("packed_cells", "packed_checks")),
        *(f"DELETE FROM {table} WHERE report_id = '{lost}'" for table in tables),
        f"UPDATE files SET report_id = NULL WHERE report_id = '{lost}'",
        f"DELETE FROM reports WHERE id = '{lost}'",
    )
    found = reasons(night.data)
    assert found[0] == f"1 reports of the last snapshot are gone and no change explains it: {lost}"
    assert current(night.data) == first.snapshot
    assert list_snapshots(night.data) == [first.snapshot]
    alter(
        night.data,
        "INSERT INTO changes(id, at, kind, report_id, before) VALUES"
        f" ('1', '2026', 'moved', '640300-renminzhengfu-2021', '{lost}')",
    )
    assert all("no change explains" not in reason for reason in reasons(night.data))


def test_a_collapse_of_what_is_read_is_not_published(night: Night) -> None:
    first = publish(night.data)
    alter(
        night.data,
        "UPDATE reports SET status = 'partial'",
        "UPDATE packed_cells SET doubt = 'x' WHERE key IN (SELECT id FROM cell_keys WHERE key LIKE 'requests%')",
    )
    found = reasons(night.data)
    assert len(found) == 2
    assert found[0].startswith("3 of 3 reports are no longer read in full")
    assert found[1].startswith("figures fell from 600 to ")
    assert current(night.data) == first.snapshot


def wrong_totals(count: int) -> dict[str, str]:
    """Figures for a page of which ``count`` rows of table three do not add up."""
    return {f"requests.{row.key}.total": "5" for row in REQUESTS_2021.rows[:count]}


def test_relations_that_suddenly_fail_are_not_published(night: Night) -> None:
    first = publish(night.data)
    for year in (2021, 2022, 2023):
        night.fetch(f"http://wuzhong.example/{year}", page(year=year, figures=wrong_totals(4)))
    night.build()
    [reason] = reasons(night.data)
    assert reason.startswith("the relations that must hold and do fell from 100.0% to ")
    assert current(night.data) == first.snapshot


def test_a_first_snapshot_too_needs_relations_that_hold(tmp_path: Path) -> None:
    lonely = Night(tmp_path / "lonely")
    lonely.fetch("http://wuzhong.example/2022", page(figures=wrong_totals(25)))
    lonely.build()
    [reason] = reasons(lonely.data)
    assert re.fullmatch(r"only [34]\d% of the relations that must hold do hold", reason)
    lonely.close()


def test_a_file_may_never_vanish(night: Night) -> None:
    publish(night.data)
    night.fetch("http://wuzhong.example/2022", page(year=2022, text="另一版。"))
    night.build()
    publish(night.data)
    with closing(sqlite3.connect(archive_path(night.data))) as db:
        (lost,) = db.execute("SELECT min(sha256) FROM files").fetchone()
    alter(night.data, f"UPDATE files SET sha256 = '{'f' * 64}' WHERE sha256 = '{lost}'")
    [reason] = reasons(night.data)
    assert reason == f"1 files are gone, though nothing is ever deleted: {lost[:12]}; run nianbao verify"


def test_a_report_that_its_portal_spoilt_does_not_stop_publication(night: Night) -> None:
    publish(night.data)
    night.fetch("http://wuzhong.example/2022", page(year=2022, figures={RECEIVED: "无"}))
    night.fetch("http://wuzhong.example/2021", None, status=404)
    night.build()
    assert publish(night.data).rows["reports"] == 3


def test_a_night_of_unreadable_files_is_not_published(night: Night) -> None:
    first = publish(night.data)
    for number in range(9):
        night.fetch(f"http://wuzhong.example/odd{number}", f"<p>{number}</p>".encode())
    night.build()
    assert reasons(night.data) == ["of 12 files only 3 were read; it was 3 of 3"]
    assert current(night.data) == first.snapshot
    accepted = publish(night.data, "the city added pictures; looked at by hand")
    assert accepted.accepted == (
        "the city added pictures; looked at by hand (the gate: of 12 files only 3 were read; it was 3 of 3)"
    )


def test_broken_references_and_damage_are_not_published(night: Night) -> None:
    first = publish(night.data)
    alter(night.data, "UPDATE reports SET organ_id = 'nobody' WHERE year = 2022")
    assert reasons(night.data) == ["a row of reports (2) names a row of organs that is not there"]
    path = archive_path(night.data)
    body = bytearray(path.read_bytes())
    body[8192:40960] = bytes(32768)
    path.write_bytes(body)
    assert reasons(night.data)[0].startswith("archive.db is damaged (")
    assert current(night.data) == first.snapshot


def test_verify_names_what_was_altered(night: Night) -> None:
    first, second = publish(night.data), publish(night.data)
    folder = snapshots_path(night.data)
    database = folder / second.snapshot / "archive.db"
    database.chmod(0o644)
    with closing(sqlite3.connect(database)) as db:
        db.execute("UPDATE requests SET received = 1")
        db.commit()
    assert check_snapshots(night.data) == [f"{database} is not what its manifest says"]
    manifest = folder / first.snapshot / "manifest.json"
    manifest.chmod(0o644)
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"parser"', '"parser" '), encoding="utf-8")
    assert f"{manifest} was altered after {second.snapshot} was made" in check_snapshots(night.data)
    manifest.unlink()
    assert f"{manifest} is missing" in check_snapshots(night.data)


_KILLED = """
import os, signal, sys
from pathlib import Path
from archive import publish

real = getattr(publish, sys.argv[2])

def killed(*arguments):
    if sys.argv[3] == "after":
        real(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(publish, sys.argv[2], killed)
publish.publish(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", ["_copy", "carry", "_describe", "_seal", "_point"])
def test_a_killed_publication_leaves_the_last_good_snapshot(night: Night, tmp_path: Path, step: str, when: str) -> None:
    first = publish(night.data)
    script = tmp_path / "killed.py"
    script.write_text(_KILLED, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script), str(night.data), step, when], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    finished = (step, when) == ("_point", "after")
    assert (current(night.data) == first.snapshot) is not finished
    assert check_snapshots(night.data) == []
    again = publish(night.data)
    assert current(night.data) == again.snapshot
    assert not list(snapshots_path(night.data).glob(".tmp-*"))
    assert check_snapshots(night.data) == []


def test_a_full_disk_leaves_the_last_good_snapshot(night: Night) -> None:
    first = publish(night.data)
    code = (
        "import resource, signal, sys; from pathlib import Path; from archive.publish import publish;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536)); publish(Path(sys.argv[1]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(night.data)], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "disk" in done.stderr or "File too large" in done.stderr
    assert current(night.data) == first.snapshot
    assert check_snapshots(night.data) == []


@pytest.mark.parametrize("body", [None, b"no database at all, but long enough to be taken for one" * 20])
def test_a_last_snapshot_that_cannot_be_read_is_a_reason_and_no_end(night: Night, body: bytes | None) -> None:
    last = publish(night.data).snapshot
    file = snapshots_path(night.data) / last / "archive.db"
    file.chmod(0o644)
    file.unlink() if body is None else file.write_bytes(body)
    (reason,) = reasons(night.data)
    assert f"the last snapshot, {last}, cannot be read" in reason
    manifest = publish(night.data, "the disk of last night is gone")
    assert manifest.previous == last
    assert manifest.whole is not None
    assert "cannot be read" in manifest.whole
