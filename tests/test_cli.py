"""The ``nianbao`` command as people and scripts call it: exit codes, one plain sentence for each error, JSON."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import click
import pytest

from archive.build import archive_path
from archive.cli import main
from archive.commands.demo import fresh_folder
from archive.manifest import current, list_snapshots
from crawler.demo.server import Replicas, serve, write_registry
from crawler.rawstore import RawStore
from tests.archive_support import RECEIVED, page, rows
from tests.site_support import running

CASES = Path(__file__).parent / "reports"
NIANBAO = Path(sys.executable).with_name("nianbao")


class Shell:
    """Runs nianbao in an empty folder with a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"

    def __call__(self, *arguments: str | Path, code: int = 0) -> str:
        """What it printed on stdout; the exit code must be ``code``."""
        done = self.run(*arguments)
        assert done.returncode == code, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def fails(self, code: int, *arguments: str | Path) -> str:
        """What it printed on stderr; one plain sentence, no traceback."""
        done = self.run(*arguments)
        assert done.returncode == code, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        return done.stderr

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NIANBAO_")}
        return subprocess.run(
            [NIANBAO, *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def file(self, name: str, body: bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        return path


@pytest.fixture
def nianbao(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def commands(group: click.Group = main, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def test_the_command_imports_neither_scrapy_nor_datasette() -> None:
    code = "import sys, archive.cli; print(*sorted({'scrapy', 'twisted', 'datasette'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_every_command_of_the_contract_is_there() -> None:
    names = {path[0] for path, _ in commands()}
    assert names == {
        "nightly", "crawl", "add", "build", "publish", "serve", "show", "portals", "status", "verify", "export", "demo",
        "snapshots", "diff",
    }  # fmt: skip


@pytest.mark.parametrize("path", [path for path, _ in commands()], ids=" ".join)
def test_every_command_has_help_with_an_example_and_knows_its_folders(path: tuple[str, ...]) -> None:
    command = dict(commands())[path]
    if isinstance(command, click.Group):
        return
    text = command.help or ""
    assert "Example:" in text
    assert f"nianbao {' '.join(path)}" in text
    options = {name for parameter in command.params for name in parameter.opts}
    assert {"--data", "--portals"} <= options
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def test_the_way_of_a_loose_file(nianbao: Shell) -> None:
    file = nianbao.file("report.html", page(figures={RECEIVED: "41"}))
    assert nianbao("add", file) == "1 files added, 0 already there, 0 unreadable\n"
    assert nianbao("add", file) == "0 files added, 1 already there, 0 unreadable\n"
    assert nianbao("build") == "1 files read, 1 files in the archive (0 unread), 1 reports\n"
    assert nianbao("build") == "0 files read, 1 files in the archive (0 unread), 1 reports\n"
    assert nianbao("publish", "--portals", "anywhere") == f"snapshot {current(nianbao.data)}: 1 reports\n"
    status = json.loads(nianbao("status", "--json"))
    assert status["snapshot"] == current(nianbao.data)
    assert [run["command"] for run in status["runs"]] == ["add", "add"]
    assert nianbao("verify") == "1 files, 2 manifests and 1 snapshots checked, 0 not what they were\n"
    fetches = rows(nianbao.data, "SELECT url, kind, portal, title FROM fetches")
    assert fetches == [{"url": "file:report.html", "kind": "added", "portal": None, "title": "report.html"}]


def test_a_folder_is_taken_with_names_relative_to_it(nianbao: Shell) -> None:
    nianbao.file("inbox/2022/a.html", page())
    nianbao.file("inbox/b.html", page(year=2023))
    assert "add -r" in nianbao.fails(2, "add", "inbox")
    nianbao("add", "-r", "inbox")
    with closing(RawStore(nianbao.data)) as raw:
        assert sorted(fetch.url for fetch in raw.fetches()) == ["file:2022/a.html", "file:b.html"]
        assert str(nianbao.folder) not in "".join(raw.db.iterdump())


def test_odd_names_and_odd_things_are_no_obstacle(nianbao: Shell) -> None:
    folder = os.fsencode(nianbao.file("inbox/a.html", page()).parent)
    with open(folder + b"/" + "年报.html".encode("gb18030"), "wb") as file:
        file.write(page(year=2023))
    os.mkfifo(folder + b"/pipe")
    assert nianbao("add", "-r", "inbox").startswith("2 files added")
    assert "pipe is no regular file" in nianbao.fails(1, "add", "inbox/pipe")
    with closing(RawStore(nianbao.data)) as raw:
        assert sorted(fetch.url for fetch in raw.fetches()) == ["file:a.html", "file:年报.html"]


def test_what_a_person_knows_of_a_file_is_used(nianbao: Shell) -> None:
    body = page().replace("2022年".encode(), b"").replace("吴忠市人民政府".encode(), b"")
    url = "http://www.wuzhong.example/x.html"
    nianbao("add", nianbao.file("x.html", body), "--organ", "吴忠市审计局", "--year", "2021", "--url", url)
    nianbao("build")
    [report] = rows(nianbao.data, "SELECT id, url FROM reports")
    assert report == {"id": "640300-shenjiju-2021", "url": url}


_NO_ZIP = json.loads((CASES / "refused-docx-no-zip" / "refused.json").read_text(encoding="utf-8"))
BAD = {
    "empty.pdf": ("empty", b""),
    "truncated.pdf": ("damaged", (CASES / "pdf-office-dense-2021" / "source.pdf").read_bytes()[:3000]),
    "password.pdf": ("encrypted", (CASES / "refused-password" / "source.pdf").read_bytes()),
    "error.pdf": ("not-a-report", b"<html><head><title>404</title></head><body>404 Not Found</body></html>"),
    "word.docx": (_NO_ZIP["reason"], (CASES / "refused-docx-no-zip" / "source.docx").read_bytes()),
    "zeros.bin": (None, None),
    "notice.html": ("not-a-report", (CASES / "refused-notice" / "source.html").read_bytes()),
}


def test_bad_files_are_stored_listed_with_a_reason_and_stop_nothing(nianbao: Shell) -> None:
    nianbao.file("inbox/good.html", page())
    for name, (_, body) in BAD.items():
        path = nianbao.file(f"inbox/{name}", body or b"")
        if body is None:
            os.truncate(path, 100 << 20)
    assert nianbao("add", "inbox", "-r").startswith("8 files added")
    assert nianbao("build") == "8 files read, 8 files in the archive (7 unread), 1 reports\n"
    nianbao("publish")
    files = {row["name"]: row for row in rows(nianbao.data, "SELECT * FROM files")}
    problems = {row["sha256"]: row for row in rows(nianbao.data, "SELECT * FROM problems WHERE stage = 'parse'")}
    unread = {row["name"]: row for row in json.loads(nianbao("status", "--json"))["unread"]}
    assert files.keys() == BAD.keys() | {"good.html"}
    assert unread.keys() == BAD.keys()
    assert files["zeros.bin"]["bytes"] == 100 << 20
    with closing(RawStore(nianbao.data)) as raw:
        for name, (reason, _) in BAD.items():
            file = files[name]
            assert file["status"] == "refused"
            assert reason in (None, file["reason"]), name
            assert file["reason"] == unread[name]["reason"] == problems[file["sha256"]]["kind"]
            assert raw.check_body(file["sha256"]) is None


def test_show_prints_one_object_a_line_in_the_order_given(nianbao: Shell) -> None:
    good, other = nianbao.file("good.html", page()), nianbao.file("b.html", page(year=2023, figures={RECEIVED: "7"}))
    first, second = (json.loads(line) for line in nianbao("show", other, good, "--json").splitlines())
    assert (first["year"], second["year"]) == (2023, 2022)
    assert first["figures"][RECEIVED]["value"] == 7
    assert not nianbao.data.exists()
    assert "吴忠市人民政府" in nianbao("show", good)


def test_show_says_by_its_exit_code_what_was_read(nianbao: Shell) -> None:
    good, empty = nianbao.file("good.html", page()), nianbao.file("empty.pdf", b"")
    rest, count = re.subn(r"<tr><td colspan=\"3\">四、结转.*?</tr>", "", page().decode())
    partial = nianbao.file("partial.html", rest.encode())
    assert count == 1
    nianbao("show", good, code=0)
    assert json.loads(nianbao("show", partial, "--json", code=1))["status"] == "partial"
    nianbao("show", good, partial, empty, code=4)
    nianbao("show", "nowhere.pdf", code=2)


def test_errors_say_what_to_do(nianbao: Shell) -> None:
    assert "run nianbao crawl or nianbao add first" in nianbao.fails(3, "build")
    assert "run nianbao build first" in nianbao.fails(3, "publish")
    assert "run nianbao publish first" in nianbao.fails(3, "serve")
    assert "nianbao crawl or nianbao add first" in nianbao.fails(3, "verify")
    assert "no such place" not in nianbao("status")
    assert "nianbao portals list shows them" in nianbao.fails(2, "crawl", "atlantis")
    assert "nianbao portals list shows them" in nianbao.fails(2, "nightly", "atlantis")
    assert "no file there" in nianbao.fails(3, "portals", "check", "--portals", "nowhere")
    assert not nianbao.data.exists()


def test_the_gate_stops_a_publication_with_its_reasons(nianbao: Shell) -> None:
    nianbao("add", nianbao.file("empty.pdf", b""))
    nianbao("build")
    refusal = nianbao.fails(1, "publish")
    assert "not published, there is no snapshot yet:" in refusal
    assert "the archive holds no report" in refusal
    assert list_snapshots(nianbao.data) == []


def test_a_second_process_waits_its_turn(nianbao: Shell) -> None:
    nianbao("add", nianbao.file("a.html", page()))
    holding = "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.flock(f, fcntl.LOCK_EX); print(flush=True); input()"
    for lock, command in (
        (nianbao.data / ".lock", ["build"]),
        (nianbao.data / "raw" / "crawl.lock", ["add", "a.html"]),
    ):
        with subprocess.Popen(
            [sys.executable, "-c", holding, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as holder:
            assert holder.stdout is not None
            holder.stdout.readline()
            assert "another nianbao is at work" in nianbao.fails(3, *command)
            holder.communicate("\n")
    nianbao("build")


def test_verify_names_what_is_not_what_it_was(nianbao: Shell) -> None:
    nianbao("add", nianbao.file("a.html", page()), nianbao.file("b.html", page(year=2023)))
    with closing(RawStore(nianbao.data)) as raw:
        first, second = (raw.path(sha256) for sha256 in raw.hashes())
    first.chmod(0o644)
    first.write_bytes(b"other")
    second.unlink()
    lines = nianbao("verify", code=1).splitlines()
    assert lines[0].startswith(f"{first.relative_to(nianbao.folder)} now hashes to ")
    assert lines[1] == f"{second.relative_to(nianbao.folder)} is missing"
    found = json.loads(nianbao("verify", "--json", code=1))
    assert (found["bodies"], len(found["damages"])) == (2, 2)
    assert "nianbao verify" in nianbao.fails(3, "build")


def test_damage_and_a_full_disk_are_one_sentence(nianbao: Shell) -> None:
    nianbao("add", nianbao.file("a.html", page()))
    nianbao("build")
    before = archive_path(nianbao.data).read_bytes()
    full = ["bash", "-c", 'ulimit -f 40; exec "$0" build --rebuild', NIANBAO]
    done = subprocess.run(full, cwd=nianbao.folder, capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (3, False), done.stderr
    assert archive_path(nianbao.data).read_bytes() == before
    nianbao("build")
    for name, command in (("archive.db", "status"), ("parsed.db", "build")):
        for left_over in nianbao.data.glob("parsed.db-*"):
            left_over.unlink()
        (nianbao.data / name).write_bytes(b"no database" * 1000)
        assert "nianbao build" in nianbao.fails(3, command)
        (nianbao.data / name).unlink()
    assert nianbao("build").startswith("1 files read")


def test_serve_answers_at_the_address_it_prints(nianbao: Shell) -> None:
    nianbao("add", nianbao.file("a.html", page()))
    nianbao("build")
    nianbao("publish")
    command = [NIANBAO, "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=nianbao.folder, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found is not None
        with urlopen(f"{found[0]}archive/reports.json?_shape=array") as answer:
            assert [row["id"] for row in json.load(answer)] == ["640300-renminzhengfu-2022"]
        server.send_signal(signal.SIGINT)
        assert server.wait() == 0


def test_portals_are_listed_from_the_folder_given(nianbao: Shell) -> None:
    row = """[[portal]]
id = "wuzhong"
name = "吴忠市人民政府"
place = "640300"
system = "trs"
list_url = "https://www.wuzhong.gov.cn/zfxxgknb/"
"""
    nianbao.file("rows/64.toml", row.encode())
    assert "wuzhong\t640300\ttrs\t吴忠市人民政府" in nianbao("portals", "list", "--portals", "rows")
    assert json.loads(nianbao("portals", "list", "--json", "--portals", "rows"))["id"] == "wuzhong"
    assert nianbao("portals", "check", "--portals", "rows") == "1 portals, all rows well\n"
    nianbao.file("rows/64.toml", row.replace("trs", "abacus").encode())
    error = nianbao.fails(3, "portals", "check", "--portals", "rows")
    assert "64.toml" in error
    assert "system" in error


def test_the_demo_goes_the_whole_way(nianbao: Shell) -> None:
    nianbao("demo", "--no-serve")
    data = nianbao.data / "demo"
    first, second = list_snapshots(data)
    for snapshot, kinds in ((first, {"new"}), (second, {"new", "figures_changed", "withdrawn"})):
        with closing(sqlite3.connect(data / "snapshots" / snapshot / "archive.db")) as db:
            assert {row[0] for row in db.execute("SELECT kind FROM changes")} == kinds
            (reports,) = db.execute("SELECT count(*) FROM reports WHERE status = 'read'").fetchone()
            assert reports >= 20
            (organs,) = db.execute("SELECT count(DISTINCT organ_id) FROM reports").fetchone()
            assert organs >= 8
    follow_the_guide(data)


def follow_the_guide(data: Path) -> None:
    """Each of the ten worked questions of docs/for-journalists.md has an answer in the demo."""
    guide = (Path(__file__).parents[1] / "docs" / "for-journalists.md").read_text(encoding="utf-8")
    lines = [line for line in guide.splitlines() if re.match(r"\| \d+ \|", line)]
    assert len(lines) == 10
    with running(data) as client:
        for path in (path for line in lines for path in re.findall(r"`(/archive/[^`]*)`", line)):
            name, _, query = path.partition("?")
            assert json.loads(client.get(f"{name}.json?{query}&_shape=array").body) != [], path


def test_the_demo_deletes_nothing_it_did_not_make(nianbao: Shell) -> None:
    kept = nianbao.file("data/demo/thesis.txt", b"years of work")
    assert "holds something the demo did not make" in nianbao.fails(3, "demo", "--no-serve")
    assert kept.read_bytes() == b"years of work"
    kept.unlink()
    fresh_folder(kept.parent)
    nianbao.file("data/demo/raw/old", b"left by a demo")
    assert sorted(path.name for path in fresh_folder(kept.parent).iterdir()) == ["made-by-nianbao-demo", "portals"]


@pytest.fixture
def replicas(nianbao: Shell) -> Iterator[Replicas]:
    """The demo portals, and their rows in the folder rows; they need no mercy."""
    with serve() as running:
        path = write_registry(nianbao.folder / "rows", running)
        path.write_text(path.read_text("utf-8").replace("min_reports", "delay = 0.02\nmin_reports"), "utf-8")
        yield running


def test_nightly_ends_with_one_line_and_says_when_a_person_is_needed(nianbao: Shell, replicas: Replicas) -> None:
    line = nianbao("nightly", "--portals", "rows")
    assert line.count("\n") == 1
    assert line.endswith("exit=0\n")
    assert f"snapshot {current(nianbao.data)}" in line
    rows_file = nianbao.folder / "rows" / "replicas.toml"
    # One column moves away.
    rows_file.write_text(rows_file.read_text("utf-8").replace("/zwgk/zfxxgknb/", "/zwgk/elsewhere/"), "utf-8")
    answer = json.loads(nianbao("nightly", "demo-trs", "--portals", "rows", "--json", code=1))
    assert answer["exit"] == 1
    assert len(list_snapshots(nianbao.data)) == 2, "a bad night publishes what there is"
    unwell = json.loads(nianbao("status", "--json"))["portals"]
    assert [portal["id"] for portal in unwell] == ["demo-trs"]


def test_a_killed_night_loses_nothing_and_the_next_one_completes_it(nianbao: Shell, replicas: Replicas) -> None:
    with subprocess.Popen(
        [NIANBAO, "nightly", "--portals", "rows"],
        cwd=nianbao.folder,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as killed:
        while len(replicas.requests) < 40 and killed.poll() is None:
            time.sleep(0.01)
        os.killpg(killed.pid, signal.SIGKILL)
    assert nianbao("verify").endswith("0 not what they were\n")
    with closing(RawStore(nianbao.data)) as raw:
        stored = set(raw.recorded_hashes())
    assert stored
    nianbao("nightly", "--portals", "rows")
    with closing(RawStore(nianbao.data)) as raw:
        assert stored < set(raw.recorded_hashes())
        assert next(run.summary for run in raw.runs()) == "died"
    assert rows(nianbao.data, "SELECT count(*) AS n FROM reports") == [{"n": reports_of(replicas)}]


def reports_of(replicas: Replicas) -> int:
    """How many reports the catalogue of the replicas holds on the first night."""
    entries = [entry for entry in replicas.catalogue.entries if entry.kind == "report" and entry.state == 1]
    return len({(entry.organ, entry.year) for entry in entries})


def test_a_data_folder_of_a_finished_night_can_be_moved(nianbao: Shell) -> None:
    nianbao("add", nianbao.file("a.html", page()))
    nianbao("build")
    nianbao("publish")
    moved = nianbao.folder / "elsewhere"
    shutil.move(nianbao.data, moved)
    assert nianbao("verify", "--data", moved).startswith("1 files, 1 manifests and 1 snapshots checked, 0")
    nianbao("build", "--data", moved)
    nianbao("publish", "--data", moved)
