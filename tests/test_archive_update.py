"""An archive kept up night by night is, table for table, what would be written from all the evidence at once."""

from __future__ import annotations

import dataclasses
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from archive.assemble import Assembler
from archive.build import archive_path, build
from archive.gather import Group
from archive.loading import Unread
from archive.manifest import snapshots_path
from archive.publish import publish
from archive.relations import Ledger
from archive.schema import STORES, TABLES
from archive.search import FTS
from archive.update import Update
from crawler.items import Fetch
from crawler.rawstore import RawStore
from tests.archive_support import PORTAL, RECEIVED, WORLD, Night, page, rows

HOST = "http://wuzhong.example"
# 和平 and 河坪 have one pinyin; the last two are one organ under two names.
ORGANS = ("吴忠市人民政府", "吴忠市和平镇人民政府", "吴忠市河坪镇人民政府", "吴忠市审计局", "市审计局", "")
Check = tuple[str, str]


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Night]:
    opened = Night(tmp_path / "whole")
    yield opened
    opened.close()


def dump(data: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table and what lies packed, sorted; the raw store's own numbering of fetches left out."""
    with closing(sqlite3.connect(archive_path(data))) as db:
        names = [table.name for table in (*STORES, *TABLES)]
        tables = {name: sorted(db.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in names}
        tables |= {name: words(db, name) for name in FTS}
    tables["fetches"] = sorted((row[1:] for row in tables["fetches"]), key=repr)
    return tables


def words(db: sqlite3.Connection, name: str) -> list[tuple[object, ...]]:
    """Every word of a full-text table, in which row and where."""
    db.execute(f"CREATE VIRTUAL TABLE temp.{name}_words USING fts5vocab(main, {name}, instance)")
    return sorted(db.execute(f"SELECT * FROM temp.{name}_words").fetchall())


def wander(night: Night, seed: int, steps: int) -> list[Check]:
    """Weeks of a portal where everything happens: corrections, moves, copies, attachments, names, junk, silence."""
    chance = random.Random(seed)
    checks: list[Check] = []
    for _ in range(steps):
        article = f"{HOST}/{chance.randrange(9)}.html"
        organ, year = chance.choice(ORGANS), chance.choice((2020, 2021, 2022))
        body = page(organ, year, {RECEIVED: str(chance.randrange(3))}, counter=chance.randrange(2))
        kind = chance.randrange(10)
        if kind < 4:
            night.fetch(article, body, title=f"{organ}{year}年政府信息公开工作年度报告")
        elif kind == 4:
            night.fetch(article, None, status=chance.choice((404, 503)))
        elif kind == 5:
            checks.append((article, night.at()))
        elif kind == 6:
            pointer = f"<h1>{organ}{year}年政府信息公开工作年度报告</h1><p>详见附件</p>".encode()
            night.fetch(article, pointer, title=f"{organ}{year}年政府信息公开工作年度报告")
        elif kind == 7:
            file = f"{HOST}/{chance.randrange(4)}.pdf"
            night.fetch(file, chance.choice((body, b"%PDF-1.4 cut")), kind="attachment", found_on=article, title="附件")
        elif kind == 8:
            night.fetch("file:a.html", body, kind="added", portal=None, organ=chance.choice(ORGANS), year=year)
        else:
            night.fetch(article, b"<html>challenge</html>", flags=("blocked:waf",))
    return checks


def feed(data: Path, fetches: Sequence[Fetch], checks: Sequence[Check]) -> None:
    with closing(RawStore(data)) as raw:
        for fetch in fetches:
            raw.record(dataclasses.replace(fetch, id=None))
        for url, at in checks:
            raw.db.execute(
                "INSERT INTO checked VALUES (?, ?, '', NULL) ON CONFLICT(url) DO UPDATE SET at = max(at, excluded.at)",
                (url, at),
            )


def copy_of(night: Night, data: Path) -> None:
    """A raw store with the bodies and runs of ``night`` and none of its fetches, and the cache of what was read."""
    shutil.copytree(night.data / "raw" / "sha256", data / "raw" / "sha256")
    shutil.copy(night.data / "parsed.db", data)
    with closing(RawStore(data)) as raw, closing(sqlite3.connect(night.raw.root / "fetches.db")) as source:
        source.backup(raw.db)
        raw.db.execute("DELETE FROM fetch")
        raw.db.execute("DELETE FROM checked")


@pytest.mark.parametrize("seed", range(6))
def test_many_builds_give_what_one_gives(
    night: Night, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = wander(night, seed, 60)
    fetches = list(night.raw.fetches())
    feed(night.data, (), checks)
    night.healthy()
    night.build()
    expected = dump(night.data)
    kept = tmp_path / "kept"
    kept.mkdir()
    copy_of(night, kept)
    chance = random.Random(seed)
    if seed % 2:
        # Another machine's records come in late and out of order.
        chance.shuffle(fetches)
    changes = []
    told = Update.what_changed
    monkeypatch.setattr(Update, "what_changed", lambda *given: (changes.append(given), told(*given))[1])
    while fetches or checks:
        some, few = chance.randrange(1, 12), chance.randrange(3)
        feed(kept, fetches[:some], checks[:few])
        fetches, checks = fetches[some:], checks[few:]
        build(kept, WORLD, workers=1)
    assert len(changes) > 3, "most builds kept up what was there"
    assert dump(kept) == expected
    assert len(expected["reports"]) > 5


def test_another_machine_writes_the_same(night: Night, tmp_path: Path) -> None:
    wander(night, 1, 20)
    night.build()
    other = tmp_path / "other"
    other.mkdir()
    copy_of(night, other)
    feed(other, list(night.raw.fetches())[::-1], ())
    code = "import sys, pathlib, archive.build as b, tests.archive_support as s"
    abroad = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONHASHSEED": "7"}
    subprocess.run(
        [sys.executable, "-c", f"{code}; b.build(pathlib.Path(sys.argv[1]), s.WORLD, workers=1)", str(other)],
        cwd=Path(__file__).parent.parent,
        env={**os.environ, **abroad},
        check=True,
    )
    assert dump(other) == dump(night.data)


def test_only_what_news_touches_is_assembled(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "甲乙丙丁戊己庚辛":
        night.fetch(f"{HOST}/{name}.html", page(f"吴忠市{name}局", 2022))
    night.build()
    written: list[str] = []
    report = Assembler.report

    def noting(assembler: Assembler, group: Group, before: Ledger | None) -> Ledger:
        written.append(group.id)
        return report(assembler, group, before)

    monkeypatch.setattr(Assembler, "report", noting)
    night.fetch(f"{HOST}/new.html", page("吴忠市丙局", 2023))
    assert night.build().reports == 9
    assert written == ["640300-bingju-2023"]
    night.fetch(f"{HOST}/丙.html", page("吴忠市丙局", 2022, {RECEIVED: "7"}))
    night.build()
    # The year after is held against it.
    assert written[1:] == ["640300-bingju-2022", "640300-bingju-2023"]
    night.fetch(f"{HOST}/丁.html", page("吴忠市丁局", 2022))
    night.build()
    assert len(written) == 3
    [seen] = rows(night.data, "SELECT last_seen FROM reports WHERE id = '640300-dingju-2022'")
    assert seen["last_seen"] == list(night.raw.fetches())[-1].at


def test_a_reading_that_is_lost_ends_the_build_and_keeps_the_archive(night: Night) -> None:
    for year in (2021, 2022):
        night.fetch(f"{HOST}/{year}.html", page(year=year))
    night.build()
    before = dump(night.data)
    with closing(sqlite3.connect(night.data / "parsed.db")) as db:
        db.execute("DELETE FROM parsed WHERE year = 2021")
        db.commit()
    night.fetch(f"{HOST}/2023.html", page(year=2023))
    with pytest.raises(
        Unread, match=rf"what was read in {HOST}/2021.html \(file [0-9a-f]{{12}}\) is not known any more"
    ):
        night.build()
    assert dump(night.data) == before
    assert [path.name for path in night.data.glob("archive.db*")] == ["archive.db"]
    assert night.build(rebuild=True).reports == 3


def test_a_registry_that_changed_is_taken_up(night: Night) -> None:
    night.fetch(f"{HOST}/1.html", page("市审计局"))
    night.build()
    assert [row["id"] for row in rows(night.data, "SELECT id FROM organs")] == ["640300-shenjiju"]
    moved = dataclasses.replace(WORLD, portals=(dataclasses.replace(PORTAL, place="640200"),))
    build(night.data, moved, workers=1)
    assert [row["id"] for row in rows(night.data, "SELECT id FROM organs")] == ["640200-shenjiju"]


def test_a_snapshot_from_before_cells_lay_packed_can_be_followed(night: Night) -> None:
    night.fetch(f"{HOST}/1.html", page())
    night.build()
    path = snapshots_path(night.data) / publish(night.data).snapshot / "archive.db"
    path.chmod(0o644)
    with closing(sqlite3.connect(path)) as db:
        db.executescript("CREATE TABLE older AS SELECT * FROM cells; DROP VIEW cells; DROP TABLE packed_cells;")
        db.executescript("ALTER TABLE older RENAME TO cells;")
    assert publish(night.data).rows["reports"] == 1
