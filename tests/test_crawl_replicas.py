"""Crawls of the two replica portals, each in a process of its own: what is stored, asked again, found gone."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crawler.__main__ import main
from crawler.demo.catalogue import Entry
from crawler.demo.server import Replicas, serve, write_registry
from crawler.items import Fetch
from crawler.rawstore import RawStore
from crawler.registry import DEFAULT_FOLDER, load
from tests.crawl_catalogue import write_catalogue
from tests.crawl_support import ROOT, command, crawl


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Replicas, Path, Path]]:
    """The replicas, the registry with their rows, and the data folder after a first night."""
    folder = tmp_path_factory.mktemp("world")
    with serve(write_catalogue(folder / "catalogue")) as running:
        write_registry(folder / "registry", running)
        _night(_arguments(folder / "first", folder / "registry"))
        yield running, folder / "registry", folder / "first"
        assert running.unknown == []


def _arguments(data: Path, registry: Path) -> list[str]:
    return ["--data", str(data), "--portals", str(registry), "--delay", "0.01", "--json"]


@pytest.fixture
def replicas(world: tuple[Replicas, Path, Path]) -> Replicas:
    running = world[0]
    running.set_state(1)
    running.requests.clear()
    return running


@pytest.fixture
def arguments(world: tuple[Replicas, Path, Path], tmp_path: Path) -> list[str]:
    """For a crawl into an empty data folder, with a registry of its own."""
    shutil.copytree(world[1], tmp_path / "registry")
    return _arguments(tmp_path / "data", tmp_path / "registry")


@pytest.fixture
def second_night(world: tuple[Replicas, Path, Path], arguments: list[str], tmp_path: Path) -> list[str]:
    """For a crawl into what the first night left."""
    shutil.copytree(world[2], tmp_path / "data")
    return arguments


def _night(arguments: list[str], *more: str) -> dict[str, object]:
    done = crawl(*arguments, *more)
    assert done.returncode == 0, done.stdout + done.stderr
    verdict: dict[str, object] = json.loads(done.stdout)
    return verdict


def _fetches(tmp_path: Path) -> list[Fetch]:
    with closing(RawStore(tmp_path / "data")) as store:
        return list(store.fetches())


def _documents(tmp_path: Path) -> dict[str, bytes]:
    """url -> body of everything stored that may be a report."""
    with closing(RawStore(tmp_path / "data")) as store:
        return {fetch.url: store.read(str(fetch.sha256)) for fetch in store.fetches() if fetch.is_document}


def _reports(replicas: Replicas, state: int = 1) -> list[Entry]:
    shown = [item for portal in ("trs", "hanweb") for item in replicas.catalogue.shown(portal, state)]
    return [item.entry for item in shown if item.entry.kind == "report"]


def test_every_report_is_stored_once_and_no_decoy(replicas: Replicas, second_night: list[str], tmp_path: Path) -> None:
    documents = _documents(tmp_path)
    reports = _reports(replicas)
    pages = [body.decode() for url, body in documents.items() if url.endswith(".html")]
    for entry in reports:
        for file in entry.files_as("body"):
            fragment = file.path.read_text(encoding="utf-8")
            assert [fragment in page for page in pages].count(True) == 1
    stored = Counter(body for url, body in documents.items() if not url.endswith(".html"))
    expected = Counter(file.path.read_bytes() for entry in reports for file in entry.files if file.role != "body")
    assert stored == expected
    assert len(documents) == len(pages) + expected.total() == sum(len(entry.files) for entry in reports)


def test_a_fetch_says_where_its_link_was_and_what_it_said(
    replicas: Replicas, second_night: list[str], tmp_path: Path
) -> None:
    fetches = [fetch for fetch in _fetches(tmp_path) if fetch.kind in ("article", "attachment")]
    articles = {fetch.url: fetch for fetch in fetches if fetch.kind == "article"}
    titles = {entry.title for entry in _reports(replicas)}
    assert {fetch.title.removesuffix(".pdf") for fetch in articles.values()} == titles
    assert all(fetch.listed_on and fetch.listed_on.endswith("-01-20") for fetch in articles.values())
    attachments = [fetch for fetch in fetches if fetch.kind == "attachment"]
    assert {fetch.found_on for fetch in attachments if fetch.status == 200} <= articles.keys()
    assert all(fetch.title.endswith(".pdf") for fetch in attachments)
    redirected = [fetch for fetch in attachments if fetch.url != fetch.final_url]
    assert redirected
    assert all("/attach/0/" in fetch.final_url and "downfile.jsp" in fetch.url for fetch in redirected)


def test_an_unchanged_night_asks_for_columns_only_and_moves_no_bytes(
    replicas: Replicas, second_night: list[str], tmp_path: Path
) -> None:
    before = len(_fetches(tmp_path))
    _night(second_night)
    asked = [request for request in replicas.requests if request.path != "/robots.txt"]
    assert not [request.path for request in asked if "/t20" in request.path or "/art/" in request.path]
    assert {request.status for request in asked if request.method == "GET"} == {304}
    assert sum(request.bytes for request in asked if request.method == "GET") == 0
    new = _fetches(tmp_path)[before:]
    assert {fetch.kind for fetch in new} == {"robots", "listing"}


def test_a_second_look_asks_for_everything_conditionally(
    replicas: Replicas, second_night: list[str], tmp_path: Path
) -> None:
    documents = _documents(tmp_path)
    replicas.requests.clear()
    _night(second_night, "--recheck", "all")
    asked = {request.path: request for request in replicas.requests if not request.path.startswith("/module/")}
    paths = {path for url in documents if "downfile" not in url for path in ["/" + url.split("/", 3)[3]]}
    assert paths <= asked.keys()
    assert {asked[path].status for path in paths} == {304}
    with closing(RawStore(tmp_path / "data")) as store:
        assert documents.keys() <= store.checked().keys()


def test_replaced_and_vanished_reports_are_found(replicas: Replicas, second_night: list[str], tmp_path: Path) -> None:
    replicas.set_state(2)
    _night(second_night, "--recheck", "all")
    by_url: dict[str, list[Fetch]] = {}
    for fetch in _fetches(tmp_path):
        if fetch.kind == "article":
            by_url.setdefault(fetch.url, []).append(fetch)
    replaced = [fetches for fetches in by_url.values() if "第3局" in fetches[0].title and len(fetches) > 1]
    assert [[fetch.status for fetch in fetches] for fetches in replaced] == [[200, 200]]
    assert replaced[0][0].sha256 != replaced[0][1].sha256
    vanished = [fetches for fetches in by_url.values() if fetches[-1].status == 404]
    assert [[fetch.status for fetch in fetches] for fetches in vanished] == [[200, 404]]
    assert "第12局" in vanished[0][0].title


def test_a_report_that_comes_back_is_stored_again(replicas: Replicas, second_night: list[str], tmp_path: Path) -> None:
    for state in (2, 1):
        replicas.set_state(state)
        _night(second_night)
    answers = [fetch.status for fetch in _fetches(tmp_path) if "青溪市第12局" in fetch.title]
    assert answers == [200, 404, 200]


def test_what_a_complete_walk_no_longer_lists_is_asked_for_once(replicas: Replicas, second_night: list[str]) -> None:
    replicas.set_state(2)
    statuses = []
    for _ in range(2):
        replicas.requests.clear()
        _night(second_night)
        statuses.append([request.status for request in replicas.requests if "/t20" in request.path])
    assert statuses == [[404], []]


def _wait_for(replicas: Replicas, requests: int, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 30
    while len(replicas.requests) < requests:
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.005)


def _start(arguments: list[str]) -> subprocess.Popen[str]:
    slow = ["0.05" if word == "0.01" else word for word in arguments]
    return subprocess.Popen(command(*slow), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_kill_9_loses_nothing(replicas: Replicas, arguments: list[str], tmp_path: Path) -> None:
    for requests in (9, 25):
        process = _start(arguments)
        _wait_for(replicas, len(replicas.requests) + requests, process)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    stored_before = {fetch.sha256 for fetch in _fetches(tmp_path) if fetch.is_document}
    _night(arguments)
    documents = _documents(tmp_path)
    assert len(documents) == sum(len(entry.files) for entry in _reports(replicas))
    with closing(RawStore(tmp_path / "data")) as store:
        assert [(run.summary, run.exit_code) for run in store.runs()][:2] == [("died", 3), ("died", 3)]
        assert all(store.check_body(sha256) is None for sha256 in store.hashes())
        assert stored_before <= set(store.hashes())
        assert list(store.tmp.iterdir()) == []


def test_attachments_that_a_killed_run_left_out_are_fetched(
    replicas: Replicas, second_night: list[str], tmp_path: Path
) -> None:
    with closing(RawStore(tmp_path / "data")) as store:
        store.db.execute("DELETE FROM fetch WHERE kind = 'attachment'")
    replicas.requests.clear()
    _night(second_night)
    assert not [request for request in replicas.requests if "/t20" in request.path or "/art/" in request.path]
    attachments = sum(len(entry.files_as("attachment")) for entry in _reports(replicas))
    assert (
        len([fetch for fetch in _fetches(tmp_path) if fetch.kind == "attachment" and fetch.is_document]) == attachments
    )


def test_sigterm_stops_cleanly_and_is_no_success(replicas: Replicas, arguments: list[str], tmp_path: Path) -> None:
    process = _start(arguments)
    _wait_for(replicas, 9, process)
    process.terminate()
    out, err = process.communicate(timeout=20)
    assert process.returncode == 1, err
    assert "stopped" in {row["health"] for row in json.loads(out)["portals"]}
    with closing(RawStore(tmp_path / "data")) as store:
        assert [run.exit_code for run in store.runs()] == [1]
    _night(arguments)
    assert len(_documents(tmp_path)) == sum(len(entry.files) for entry in _reports(replicas))


def test_the_summary_line_and_a_portal_by_name(replicas: Replicas, arguments: list[str]) -> None:
    done = crawl(*(word for word in arguments if word != "--json"), "demo-trs")
    assert done.returncode == 0, done.stderr
    fields = dict(word.split("=") for word in done.stdout.split())
    assert fields.keys() == {
        *(
            "run",
            "portals",
            "unhealthy",
            "requests",
            "new_files",
            "new_reports",
            "blocked",
            "seconds",
            "fixity",
            "manifest",
            "exit",
        )
    }
    assert (fields["portals"], fields["unhealthy"], fields["exit"], fields["new_reports"]) == ("1", "0", "0", "12")
    assert {request.portal for request in replicas.requests} == {"trs"}


def test_a_shrinking_column_is_reported(replicas: Replicas, second_night: list[str], tmp_path: Path) -> None:
    path = tmp_path / "registry" / "replicas.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("min_reports = 1", "min_reports = 99"), encoding="utf-8")
    done = crawl(*second_night)
    assert done.returncode == 1
    assert {row["health"] for row in json.loads(done.stdout)["portals"]} == {"fewer"}


# -- what cannot run: refused before Scrapy starts, so it is tried in this process


def test_wrong_usage_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "no-such-portal"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "no portal no-such-portal in the registry; known are demo-trs, demo-hanweb" in err
    with pytest.raises(SystemExit) as exit_:
        main(["--recheck", "sometimes"])
    assert exit_.value.code == 2


def test_a_short_delay_is_refused_for_the_world(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = ["--data", str(tmp_path / "data"), "--portals", str(DEFAULT_FOLDER)]
    assert main([*world, "--delay", "0.5", "tongxin"]) == 2
    assert "at least 1 s for portals not on loopback: tongxin" in capsys.readouterr().err
    assert main([*world, "--delay", "0"]) == 2
    assert not (tmp_path / "data").exists()


def test_a_broken_registry_is_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows, arguments = tmp_path / "rows.toml", ["--data", str(tmp_path / "data"), "--portals", str(tmp_path)]
    rows.write_text('[[portal]]\nid = "x"\n', encoding="utf-8")
    assert main(arguments) == 3
    assert "rows.toml: [[portal]] x: name: is missing" in capsys.readouterr().err
    rows.write_text('[[place]]\ncode = "990000"\nname = "示例省"\n', encoding="utf-8")
    assert main(arguments) == 3
    assert capsys.readouterr().err == "nianbao crawl: the registry has no [[portal]] row\n"


def test_a_data_folder_that_cannot_be_written_is_3(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    assert main(arguments) == 3
    assert "could not run" in capsys.readouterr().err


def test_two_crawls_at_once_are_refused(
    replicas: Replicas, arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "data" / "raw"
    folder.mkdir(parents=True)
    held = os.open(folder / "crawl.lock", os.O_CREAT | os.O_RDWR)
    fcntl.flock(held, fcntl.LOCK_EX)
    try:
        assert main(arguments) == 3
    finally:
        os.close(held)
    assert "another crawl is running" in capsys.readouterr().err
    assert replicas.requests == []


def test_a_crawl_that_cannot_start_is_3(replicas: Replicas, arguments: list[str], tmp_path: Path) -> None:
    done = crawl(*arguments, DOWNLOADER_MIDDLEWARES={"no.such.Middleware": 1})
    assert (done.returncode, done.stdout) == (3, "")
    with closing(RawStore(tmp_path / "data")) as store:
        assert [(run.exit_code, run.summary.split(":")[0]) for run in store.runs()] == [(3, "the crawl did not start")]
    assert replicas.requests == []


def test_the_replicas_rows_are_a_registry(world: tuple[Replicas, Path, Path]) -> None:
    registry = load(world[1])
    assert [(row.id, row.name, row.place) for row in registry.portals] == [
        ("demo-trs", "青溪市人民政府", "990100"),
        ("demo-hanweb", "云岭市人民政府", "990200"),
    ]
    assert registry.places["990000"] == "示例省"
