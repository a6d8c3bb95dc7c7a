"""Which snapshots stay, that the chain of manifests outlives them, and what differs between two."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

import parsers
from archive.cli import main
from archive.diff import Difference, compare
from archive.manifest import check_snapshots, current, list_snapshots, snapshots_path, thinned_path
from archive.parsed import dump_report
from archive.publish import publish
from archive.retention import NoSuchSnapshot, pin, pinned, surplus, thin, thinned, unpin
from parsers.model import Hint
from tests.archive_support import RECEIVED, Night, page

ROOT = Path(__file__).parent.parent
REPORT = "640300-renminzhengfu-2022"
NOW = datetime(2027, 6, 1, tzinfo=UTC)


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Night]:
    opened = Night(tmp_path / "data")
    opened.fetch("http://wuzhong.example/2022", page(figures={RECEIVED: "5"}))
    opened.build()
    yield opened
    opened.close()


def five(night: Night) -> list[str]:
    """Five snapshots in one month."""
    return [publish(night.data).snapshot for _ in range(5)]


def test_thirty_days_stay_and_then_one_a_month() -> None:
    nights = [f"{NOW - timedelta(days=ago):%Y%m%dT%H%M%SZ}" for ago in range(400)]
    gone = surplus(nights, NOW)
    kept = sorted(set(nights) - set(gone))
    assert [night for night in kept if night >= "20270502"] == sorted(nights)[-31:]
    older = [night for night in kept if night < "20270502"]
    assert [night[:6] for night in older] == sorted({night[:6] for night in nights if night < "20270501"})
    assert older[0] == "20260430T000000Z"
    assert surplus(nights, NOW, 1000) == []
    assert surplus(kept, NOW) == []


def test_the_current_and_the_pinned_stay_and_the_chain_holds(night: Night) -> None:
    made = five(night)
    pin(night.data, made[1], "quoted")
    later = NOW + timedelta(days=400)
    assert pinned(night.data) == {made[1]: "quoted"}
    assert thin(night.data, now=later) == [made[0], made[2], made[3]]
    assert list_snapshots(night.data) == [made[1], made[4]]
    assert sorted(path.name for path in thinned_path(night.data).iterdir()) == [
        f"{name}.json" for name in (made[0], made[2], made[3])
    ]
    at = {"thinned": later.isoformat()}
    record = json.loads((snapshots_path(night.data) / "thinned.json").read_text(encoding="utf-8"))
    assert record == dict.fromkeys((made[0], made[2], made[3]), at)
    assert check_snapshots(night.data) == []
    assert thin(night.data, now=later) == []
    unpin(night.data, made[1])
    assert thin(night.data, now=later) == [made[1]]
    assert current(night.data) == made[4]
    assert publish(night.data).previous == made[4]
    assert check_snapshots(night.data) == []


def test_the_current_snapshot_stays_though_it_is_not_the_newest_of_its_month(night: Night) -> None:
    made = five(night)
    (snapshots_path(night.data) / "current").write_text(made[0], encoding="ascii")
    assert thin(night.data, now=NOW) == made[1:4]


def test_verify_sees_what_happened_to_the_manifest_of_a_thinned_snapshot(night: Night) -> None:
    made = five(night)
    thin(night.data, now=NOW)
    path = thinned_path(night.data) / f"{made[3]}.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"parser"', '"parser" '), encoding="utf-8")
    assert check_snapshots(night.data) == [f"{path} was altered after {made[4]} was made"]
    path.unlink()
    assert check_snapshots(night.data) == [
        f"the manifest of {made[3]}, before {made[4]}, is nowhere: it was deleted by hand"
    ]


def test_what_is_not_there_cannot_be_pinned(night: Night) -> None:
    publish(night.data)
    with pytest.raises(NoSuchSnapshot):
        pin(night.data, "20200101T000000Z", "x")
    with pytest.raises(NoSuchSnapshot):
        unpin(night.data, "20200101T000000Z")


_KILLED = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from archive import retention

def killed(*arguments, **more):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(retention.shutil if sys.argv[2] == "rmtree" else retention, sys.argv[2], killed)
retention.thin(Path(sys.argv[1]), now=datetime(2027, 6, 1, tzinfo=UTC))
"""


@pytest.mark.parametrize("step", ["write_whole", "sync", "rmtree"])
def test_a_killed_thinning_leaves_no_half_snapshot(night: Night, tmp_path: Path, step: str) -> None:
    made = five(night)
    script = tmp_path / "killed.py"
    script.write_text(_KILLED, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script), str(night.data), step], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert current(night.data) == made[4]
    assert check_snapshots(night.data) == []
    # Whatever the record says, it never denies one that is there.
    assert not set(thinned(night.data)) & set(list_snapshots(night.data))
    thin(night.data, now=NOW)
    assert set(thinned(night.data)) == set(made[:4])
    publish(night.data)
    assert not list(snapshots_path(night.data).glob(".tmp-*"))
    assert list_snapshots(night.data)[0] == made[4]
    assert check_snapshots(night.data) == []


def run(night: Night, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, [*arguments, "--data", os.fspath(night.data)])
    return done.exit_code, done.stdout


def test_the_commands(night: Night) -> None:
    made = five(night)
    assert run(night, "snapshots", "pin", made[0], "quoted in a story") == (0, f"{made[0]} stays\n")
    code, text = run(night, "snapshots", "list")
    assert code == 0
    assert text.splitlines()[0] == f"{made[0]}\t1 reports\tpinned: quoted in a story"
    assert text.splitlines()[4] == f"{made[4]}\t1 reports\tcurrent"
    code, text = run(night, "snapshots", "thin", "--dry-run", "--json")
    assert (code, json.loads(text)) == (0, {"thinned": [], "dry_run": True})
    assert run(night, "snapshots", "unpin", made[0])[0] == 0
    assert run(night, "snapshots", "unpin", made[0])[0] == 3
    assert run(night, "snapshots", "pin", "20200101T000000Z", "x")[0] == 3
    assert run(night, "diff", made[0], "current") == (0, "no figure differs\n")
    assert run(night, "diff", made[0], "20200101T000000Z")[0] == 3


def database(night: Night, snapshot: str) -> Path:
    return snapshots_path(night.data) / snapshot / "archive.db"


def test_every_kind_of_difference_is_told_apart(night: Night) -> None:
    night.fetch("http://wuzhong.example/2021", page(year=2021))
    night.build()
    first = publish(night.data).snapshot
    now = night.fetch("http://wuzhong.example/2022", page(figures={RECEIVED: "7"}))
    night.fetch("http://wuzhong.example/2023", page(year=2023))
    night.build()
    second = publish(night.data).snapshot
    found = list(compare(database(night, first), database(night, second)))
    changed = [each for each in found if each.why == "source"]
    assert [(each.report_id, each.key, each.before, each.after) for each in changed] == [(REPORT, RECEIVED, "5", "7")]
    assert (changed[0].value_before, changed[0].value_after, changed[0].sha256_after) == (5, 7, now)
    new = [each for each in found if each.why == "new"]
    assert {each.report_id for each in new} == {"640300-renminzhengfu-2023"}
    assert len(new) + 1 == len(found)
    assert {each.before for each in new} == {None}
    back = list(compare(database(night, second), database(night, first)))
    assert {each.why for each in back} == {"gone", "replaced"}
    assert [each.after for each in back if each.why == "replaced"] == ["5"]
    code, text = run(night, "diff", first, "current", "--json")
    assert code == 0
    assert [Difference(**json.loads(line)) for line in text.splitlines()] == found
    code, text = run(night, "diff", first, "current")
    assert (
        text.splitlines()[-1] == f"1 source: the portal's file was changed; {len(new)} new: a report that was not there"
    )


def read_with_doubt(path: str, media_type: str, hint: Hint) -> str:
    """A reader of a later version, which trusts one column less."""
    report = parsers.parse(Path(path).read_bytes(), media_type or None, hint)
    figures = [replace(each, doubt="columns do not fit") if each.key == RECEIVED else each for each in report.figures]
    return dump_report(replace(report, figures=tuple(figures)))


def test_the_same_bytes_read_otherwise_are_a_reread(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    first = publish(night.data).snapshot
    monkeypatch.setattr(parsers, "PARSER_VERSION", "later")
    night.build(reader=read_with_doubt)
    second = publish(night.data).snapshot
    [found] = compare(database(night, first), database(night, second))
    assert (found.key, found.why, found.before, found.after) == (RECEIVED, "reread", "5", "5")
    assert (found.doubt_before, found.doubt_after) == (None, "columns do not fit")
