"""The nightly run as a timer starts it: the season, the watcher, and documents whose commands and words are true."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest

from archive.ping import ping
from crawler import blocking
from crawler.demo.catalogue import COMMITTED
from crawler.demo.server import Replicas, serve, write_registry
from crawler.items import Health
from crawler.rawstore import RawStore
from crawler.season import is_night_of
from tests.crawl_support import FakePortal, Reply, column, free_port, portals, write_rows

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
BIN = Path(sys.executable).parent


def nianbao(folder: Path, *arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NIANBAO_")}
    return subprocess.run(
        [BIN / "nianbao", *arguments],
        cwd=folder, env=environment | {"no_proxy": "127.0.0.1"} | variables,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture
def watcher() -> Iterator[FakePortal]:
    with portals({"watcher": {f"/ping/{code}": Reply("OK") for code in range(4)}}) as servers:
        yield servers["watcher"]


# -- the watcher


def test_the_watcher_hears_how_the_night_ended(tmp_path: Path, watcher: FakePortal) -> None:
    with portals({"quiet": {"/nb/": Reply(column(("/a.html", "新闻")))}}) as servers:
        rows = write_rows(tmp_path / "rows", {"quiet": servers["quiet"].server_port})
        path = rows / "rows.toml"
        path.write_text(path.read_text().replace("last_year", "delay = 0.02\nlast_year"), encoding="utf-8")
        url = f"{watcher.address}/ping/"
        done = nianbao(tmp_path, "nightly", "--portals", "rows", NIANBAO_PING_URL=url)
        assert done.returncode == 1, done.stderr
        assert watcher.asked("/ping/1")
        data = tmp_path / "a-file"
        data.write_text("not a folder")
        broken = nianbao(tmp_path, "nightly", "--portals", "rows", NIANBAO_PING_URL=url, NIANBAO_DATA=str(data / "x"))
        assert broken.returncode == 3, broken.stderr
    assert [path for path, _ in watcher.log] == ["/ping/1", "/ping/3"]


def test_without_an_address_nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NIANBAO_PING_URL", raising=False)
    assert ping(0) == ""


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("ftp://127.0.0.1/", "NIANBAO_PING_URL is no http(s) address"),
        ("http://127.0.0.1:{port}", "could not be told of exit code 0"),
        ("http://[", "could not be told of exit code 0"),
        ("{watcher}/unknown", "HTTP Error 404"),
    ],
)
def test_a_ping_that_fails_fails_nothing_and_says_so(
    monkeypatch: pytest.MonkeyPatch, watcher: FakePortal, url: str, sentence: str
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("NIANBAO_PING_URL", url.format(port=free_port(), watcher=watcher.address))
    assert sentence in ping(0)


# -- the season


def test_a_night_walks_what_the_season_says_unless_it_is_told_otherwise(tmp_path: Path) -> None:
    """Never walked before: all; walked a moment ago: whose night it is; and whatever someone asks for."""
    with serve(COMMITTED) as replicas:
        path = write_registry(tmp_path / "rows", replicas)
        path.write_text(path.read_text("utf-8").replace("min_reports", "delay = 0.02\nmin_reports"), "utf-8")
        walked = [_walked(tmp_path, replicas, *words) for words in ((), (), ("--all",), ("demo-hanweb",))]
    now = datetime.now(UTC)
    tonight = {name for name in ("trs", "hanweb") if is_night_of(f"demo-{name}", now.date(), now.isoformat())}
    assert walked == [{"trs", "hanweb"}, tonight, {"trs", "hanweb"}, {"hanweb"}]


def _walked(folder: Path, replicas: Replicas, *words: str) -> set[str]:
    replicas.requests.clear()
    done = nianbao(folder, "nightly", *words, "--portals", "rows")
    assert done.returncode == 0, done.stderr
    return {each.portal for each in replicas.requests}


def test_a_column_that_is_not_known_is_not_walked_by_name(tmp_path: Path) -> None:
    for command in (("nightly",), ("crawl",), ("portals", "check")):
        done = nianbao(tmp_path, *command, "wuzhong")
        assert done.returncode == 2
        assert "the column of wuzhong is not known yet: nianbao portals discover wuzhong" in done.stderr
    assert not (tmp_path / "data").exists()


def test_status_shows_a_run_that_died(tmp_path: Path) -> None:
    with closing(RawStore(tmp_path / "data")) as store:
        store.start_run("crawl", "test")
    with closing(RawStore(tmp_path / "data")) as store:
        store.end_run(store.start_run("crawl", "test").id, 0, "fine")
    shown = nianbao(tmp_path, "status").stdout
    assert "crawl: died (exit 3)" in shown
    assert "crawl: fine (exit 0)" in shown


# -- the documents


def test_every_word_of_a_run_is_explained() -> None:
    text = (DOCS / "reading-a-run.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([^`]+)`", text, re.M))
    labels = {*blocking._REFUSING.values()}
    for marks in (blocking._SCRIPT_MARKS, blocking._TEXT_MARKS, blocking._COOKIE_MARKS):
        labels |= {label for label, _ in marks}
    flags = {"partial", "soft404", "suspicious", "undecodable", "too-large", "cut"}
    words = {*get_args(Health), *flags, *(f"blocked:{label}" for label in labels), "0", "1", "2", "3"}
    assert explained == words


def test_the_units_name_commands_and_variables_that_exist() -> None:
    text = (DOCS / "nightly.md").read_text(encoding="utf-8")
    for command in set(re.findall(r"nianbao (\w+)", text)) - {"is"}:
        assert nianbao(ROOT, command, "--help").returncode == 0, command
    source = "".join(path.read_text(encoding="utf-8") for room in ("archive", "crawler") for path in _code(room))
    for variable in set(re.findall(r"NIANBAO_[A-Z_]+", text)):
        assert variable in source, variable


def _code(room: str) -> Iterator[Path]:
    return (ROOT / room).rglob("*.py")


def test_ten_minutes_to_a_portal(tmp_path: Path) -> None:
    """Every line of docs/add-a-portal.md that begins with a $ is run, in order, on the replica."""
    text = (DOCS / "add-a-portal.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.S)
    commands = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    assert len(commands) >= 6
    (tmp_path / "tests").mkdir()
    for name in ("listings", "test_crawl_listings.py"):
        kept = ROOT / "tests" / name
        (shutil.copytree if kept.is_dir() else shutil.copy)(kept, tmp_path / "tests" / name)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NIANBAO_")}
    environment["PATH"] = f"{BIN}{os.pathsep}{environment['PATH']}"
    with serve(COMMITTED) as replicas:
        script = "\n".join(["set -euo pipefail", *commands])
        script = script.replace("http://127.0.0.1:8765", replicas.addresses["trs"])
        done = subprocess.run(
            ["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert "qingxi: ok" in done.stdout
    assert "portals=1 unhealthy=0" in done.stdout
    assert "1 passed" in done.stdout
    assert replicas.unknown == []
