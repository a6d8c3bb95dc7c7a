"""A snapshot made from the one before says, row for row, what one made whole says; else it is made whole."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.build import archive_path
from archive.carry import MOST_CARRIED
from archive.manifest import (
    Manifest,
    check_snapshots,
    current,
    file_hash,
    list_snapshots,
    read_only,
    snapshots_path,
)
from archive.marks import STORED, UNITS
from archive.publish import NotPublished, publish
from archive.rankings import NAME as RANKINGS
from archive.search import FTS
from tests.archive_support import RECEIVED, Night, alter, page
from tests.test_archive_update import HOST, feed, wander, words

ROOT = Path(__file__).parent.parent


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Night]:
    """An archive of three reports, published once."""
    opened = Night(tmp_path / "data")
    for year in (2021, 2022, 2023):
        opened.fetch(f"{HOST}/{year}", page(year=year))
    opened.build()
    publish(opened.data)
    yield opened
    opened.close()


def contents(data: Path, snapshot: str) -> dict[str, object]:
    """Every table and every indexed word of a snapshot, and what lies beside it."""
    folder = snapshots_path(data) / snapshot
    with closing(read_only(folder / "archive.db")) as db:
        found: dict[str, object] = {
            # 7 is 7.0 in Python, but not in a file.
            name: sorted(map(repr, db.execute(f"SELECT * FROM {name}")))
            for name in (*STORED, RANKINGS)
        }
        found |= {name: words(db, name) for name in FTS}
        # The planner's statistics of the one table that is not brought up but made anew.
        found["statistics"] = db.execute("SELECT idx, stat FROM sqlite_stat1 WHERE tbl = ?", (RANKINGS,)).fetchall()
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    inspected = json.loads((folder / "inspect.json").read_text(encoding="utf-8"))
    return found | {"counts": inspected["archive"]["tables"], "bulk": (folder / "bulk.json").read_text()}


@pytest.mark.parametrize("seed", [3, 4])
def test_snapshots_that_follow_say_what_a_whole_one_says(night: Night, seed: int) -> None:
    followed: list[Manifest] = []
    for week in range(7):
        feed(night.data, (), wander(night, 10 * seed + week, 9))
        night.build()
        followed.append(publish(night.data, "whatever the gate says"))
    whole = publish(night.data, "whatever the gate says", whole="to compare")
    assert [manifest.whole for manifest in followed] == [None] * 7
    assert [manifest.carried for manifest in followed] == [*range(1, 8)]
    assert (whole.whole, whole.carried) == ("to compare", 0)
    assert (whole.rows, whole.tally) == (followed[-1].rows, followed[-1].tally)
    assert contents(night.data, followed[-1].snapshot) == contents(night.data, whole.snapshot)
    assert check_snapshots(night.data) == []


def test_what_a_hand_changes_is_carried_too(night: Night) -> None:
    text = "UPDATE sections SET text = '改' WHERE number = 6"
    cells = (
        "UPDATE packed_cells SET value = {} WHERE key = (SELECT id FROM cell_keys WHERE key = 'requests.granted.total')"
    )
    alter(night.data, cells.format(7), text)
    first = publish(night.data)
    alter(night.data, cells.format(7.0))
    second = publish(night.data)
    assert (first.whole, second.whole) == (None, None)
    seen = [contents(night.data, manifest.snapshot) for manifest in (first, second)]
    assert seen[0] != seen[1]
    whole = contents(night.data, publish(night.data, whole="to compare").snapshot)
    # The hand did not write the index of the archive; what is carried is indexed as it reads.
    assert [seen[1][name] for name in STORED] == [whole[name] for name in STORED]
    assert seen[1]["sections_fts"] != whole["sections_fts"]


def test_every_table_is_watched(night: Night) -> None:
    with closing(read_only(archive_path(night.data))) as db:
        watched = {row[0] for row in db.execute("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'")}
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        kept = {name for name in tables if name.startswith(("known_", "sqlite_", "_sqlite")) or "_fts" in name}
        kept.add(RANKINGS)  # empty in the archive
        assert watched == set(UNITS) == tables - kept
    snapshot = snapshots_path(night.data) / str(current(night.data)) / "archive.db"
    with closing(read_only(snapshot)) as db:
        assert db.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone() == (0,)


def test_files_of_unchanged_tables_are_taken_over(night: Night) -> None:
    def inodes() -> dict[str, int]:
        folder = snapshots_path(night.data) / str(current(night.data))
        return {path.name.removesuffix(".csv.gz"): path.stat().st_ino for path in folder.glob("*.csv.gz")}

    before = inodes()
    night.fetch(f"{HOST}/2023", page(year=2023))
    night.build()
    publish(night.data)
    after = inodes()
    assert {name for name in after if after[name] != before[name]} == {"fetches", "reports", "versions"}
    night.fetch(f"{HOST}/2023", page(year=2023, figures={RECEIVED: "5"}))
    night.build()
    publish(night.data)
    assert {"cells", "checks", "requests", "changes", "files"} <= {n for n, i in inodes().items() if i != after[n]}


def test_why_a_snapshot_is_made_whole_is_said(night: Night) -> None:
    first = str(current(night.data))
    night.build(rebuild=True)
    assert publish(night.data).whole == f"archive.db was written afresh after {first}"
    path = snapshots_path(night.data) / str(current(night.data)) / "archive.db"
    path.chmod(0o644)
    body = bytearray(path.read_bytes())
    body[-1] ^= 1
    path.write_bytes(body)
    assert publish(night.data).whole == "the file of the last snapshot is not what its manifest says"
    alter(night.data, "DROP TRIGGER mark_disclosure_delete", "DELETE FROM disclosure WHERE report_id LIKE '%2022'")
    assert publish(night.data).whole == "disclosure has 2 rows and should have 3"
    alter(night.data, "INSERT INTO check_verdicts VALUES (9, 'odd')")
    assert publish(night.data).whole == "the names of figures or verdicts changed"
    alter(night.data, "CREATE INDEX another ON reports(title)")
    assert publish(night.data).whole == "the tables of the archive are not those of the last snapshot"


def test_reports_that_change_places_are_published_whole(night: Night) -> None:
    swap = "UPDATE reports SET number = {} WHERE id LIKE '%{}'"
    with closing(read_only(archive_path(night.data))) as db:
        (one,), (other,) = db.execute("SELECT number FROM reports WHERE year > 2021 ORDER BY year").fetchall()
    alter(night.data, swap.format(-1, 2022), swap.format(one, 2023), swap.format(other, 2022))
    assert publish(night.data, "whatever the gate says").whole == "UNIQUE constraint failed: reports.number"


def test_after_thirty_snapshots_all_is_looked_at_again(night: Night) -> None:
    manifest = snapshots_path(night.data) / str(current(night.data)) / "manifest.json"
    manifest.chmod(0o644)
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"carried": MOST_CARRIED}))
    assert publish(night.data).whole == "30 snapshots followed the last whole one"


def test_many_new_reports_are_published_whole(night: Night) -> None:
    # Few enough at a time for the archive to be kept up.
    for some in (range(10), range(10, 21), range(21, 25)):
        for number in some:
            night.fetch(f"{HOST}/many/{number}", page(f"吴忠市{chr(0x4E00 + number)}局"))
        night.build()
    # Two of them share their pinyin with one before, which goes by another id now.
    assert publish(night.data, "new").whole == "27 of 28 reports were written anew"


def test_a_file_system_that_cannot_copy_by_itself_is_read_and_written(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "copy_file_range", refuse)
    assert publish(night.data).whole is None
    assert check_snapshots(night.data) == []


def test_damage_where_nothing_was_written_is_not_published(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    first = contents(night.data, str(current(night.data)))
    monkeypatch.setattr("archive.quality.SMALL", 0)
    path = archive_path(night.data)
    with closing(read_only(path)) as db:
        (size,) = db.execute("PRAGMA page_size").fetchone()
        (page_number,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'packed_cells'").fetchone()
    body = bytearray(path.read_bytes())
    body[(page_number - 1) * size : page_number * size] = bytes(size)
    path.write_bytes(body)
    made = publish(night.data)
    assert made.whole is None
    assert contents(night.data, made.snapshot) == first
    with pytest.raises(NotPublished, match=r"archive\.db is damaged .*: delete it and run nianbao build"):
        publish(night.data, whole="to look at all")
    assert current(night.data) == made.snapshot


def test_a_reference_to_what_is_gone_is_found(night: Night) -> None:
    alter(night.data, "DELETE FROM organs")
    with pytest.raises(NotPublished) as refusal:
        publish(night.data)
    says = "a row of reports ({}) names a row of organs that is not there"
    assert refusal.value.reasons == [says.format(row) for row in (1, 2, 3)]


def test_a_disk_that_fills_up_while_a_snapshot_is_brought_up_leaves_the_last(night: Night) -> None:
    first = str(current(night.data))
    night.fetch(f"{HOST}/2024", page(year=2024, text="".join(map(chr, range(0x4E00, 0x8E00)))))
    night.build()
    size = (snapshots_path(night.data) / first / "archive.db").stat().st_size
    code = (
        "import resource, signal, sys; from pathlib import Path; from archive.publish import publish;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "size = int(sys.argv[2]); resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)); publish(Path(sys.argv[1]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, os.fspath(night.data), str(size)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "full" in done.stderr or "disk I/O error" in done.stderr
    assert (current(night.data), list_snapshots(night.data)) == (first, [first])
    assert check_snapshots(night.data) == []
    made = publish(night.data)
    assert made.whole is None
    assert made.sha256 == file_hash(snapshots_path(night.data) / made.snapshot / "archive.db")
