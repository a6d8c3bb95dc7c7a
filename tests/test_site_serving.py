"""Serving: new nights without a failed request, pinned addresses, caching, clear errors."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.site import CannotServe, listen, serve
from archive.site.snapshots import Snapshots
from tests.site_sample import SNAPSHOT, make_snapshot, point
from tests.site_support import Client, running

LATER = "20260103T030405Z"
REPORT = "/report/990121-shiqiao-2024"
PROGRAM = (
    "import sys; from pathlib import Path; from archive.site import serve; serve(Path(sys.argv[1]), '127.0.0.1', 0)"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    data = tmp_path_factory.mktemp("serving")
    make_snapshot(data, stamp="【一】")
    make_snapshot(data, LATER, stamp="【二】")
    with running(data) as client:
        yield client


def test_no_snapshot_yet_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotServe, match=r"There is no snapshot in .* yet: run nianbao publish") as caught:
        serve(tmp_path, "127.0.0.1", 0)
    assert caught.value.exit_code == 3


def test_a_pointer_to_nothing_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "snapshots").mkdir()
    point(tmp_path, "../../etc")
    with pytest.raises(CannotServe, match="which is not there: run nianbao publish again"):
        serve(tmp_path, "127.0.0.1", 0)


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotServe, match=f"Port {port} is taken: .*--port"):
            serve(tmp_path, "127.0.0.1", port)


def test_an_address_of_another_machine_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotServe, match=r"Cannot listen on 192\.0\.2\.1"):
        serve(tmp_path, "192.0.2.1", 0)


def test_serve_prints_its_address_answers_and_ends_on_interrupt(tmp_path: Path) -> None:
    make_snapshot(tmp_path)
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout:
        address = process.stdout.readline().strip()
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/", address)
        assert found, address
        assert Client(int(found[1])).get("/").status == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


def test_stable_addresses_show_the_newest_and_pinned_ones_their_own(site: Client) -> None:
    assert "【二】" in site.get(REPORT).text
    assert "【一】" in site.get(f"/s/{SNAPSHOT}{REPORT}").text
    assert "【二】" in site.get(f"/s/{LATER}{REPORT}").text
    assert site.get(REPORT).headers["x-snapshot"] == LATER


def test_links_of_a_pinned_page_stay_pinned(site: Client) -> None:
    for path in (
        REPORT,
        "/",
        "/archive/reports",
        "/archive/reports?_size=2",
        "/organ/990121-shiqiao",
        "/search?q=2024",
    ):
        page = site.get(f"/s/{SNAPSHOT}{path}").text
        links = re.findall(r'(?:href|action|src)="(/[^"]*)"', page)
        assert links, path
        for link in links:
            assert link.startswith(f"/s/{SNAPSHOT}/"), (path, link)
            assert "/s/" not in link[2:], link


def test_pinned_pages_page_through_all_rows(site: Client) -> None:
    path, seen = f"/s/{SNAPSHOT}/archive/cells.json?_shape=objects&_size=100&_nofacet=1", []
    while path:
        body = site.get(path)
        assert body.status == 200
        found = json.loads(body.body)
        seen += [(row["report_id"], row["key"]) for row in found["rows"]]
        path = (found["next_url"] or "").replace(site.base, "")
    # Four reports with the 200 figures of the 2021 form (one lost), two with the 198 of the 2019 form.
    assert (len(seen), len(set(seen))) == (1195, 1195)


def test_an_unknown_pin_names_the_nearest_snapshot(site: Client) -> None:
    answer = site.get(f"/s/20260102T120000Z{REPORT}")
    assert answer.status == 404
    assert f'href="/s/{SNAPSHOT}{REPORT}"' in answer.text
    assert "没有这一期快照" in answer.text
    assert "There is no snapshot" in answer.text


@pytest.mark.parametrize("name", ["..", "%2e%2e", "a%2fb", "<script>", ".", "current", "x" * 300, "..%00"])
def test_no_text_of_a_pin_becomes_a_path(site: Client, name: str) -> None:
    answer = site.get(f"/s/{name}/archive")
    assert answer.status == 404
    assert "<script>" not in answer.text


def test_pages_carry_an_etag_and_answer_304(site: Client) -> None:
    first = site.get(REPORT)
    assert first.headers["cache-control"] == "public, max-age=30, must-revalidate"
    again = site.get(REPORT, if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert site.get(f"/s/{SNAPSHOT}{REPORT}", if_none_match=first.headers["etag"]).status == 200
    assert "etag" not in site.get("/report/none").headers


def test_every_answer_forbids_foreign_and_inline_scripts(site: Client) -> None:
    for path in (
        "/",
        REPORT,
        "/archive",
        "/archive/reports",
        "/report/none",
        "/nothing",
        "/static/nianbao.css",
        "/s/no/",
    ):
        policy = site.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy, path
        assert "script-src 'self';" in policy, path
        assert "frame-ancestors 'none'" in policy, path
        assert site.get(path).headers["x-content-type-options"] == "nosniff"
    assert "unsafe-inline" not in site.get(REPORT).headers["content-security-policy"]


def test_no_page_names_another_host(site: Client) -> None:
    for path in ("/", REPORT, "/archive", "/archive/reports"):
        sources = re.findall(
            r'(?:src|action)="([^"]+)"|<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"', site.get(path).text
        )
        assert all(one.startswith("/") for pair in sources for one in pair if one), path


def test_a_new_snapshot_is_picked_up_and_pins_stay(tmp_path: Path) -> None:
    make_snapshot(tmp_path, stamp="【一】")
    with running(tmp_path) as client:
        assert "【一】" in client.get(REPORT).text
        make_snapshot(tmp_path, LATER, stamp="【二】")
        assert wait_for(lambda: "【二】" in client.get(REPORT).text)
        assert "【一】" in client.get(f"/s/{SNAPSHOT}{REPORT}").text


def test_a_broken_snapshot_never_replaces_a_good_one(tmp_path: Path) -> None:
    make_snapshot(tmp_path)
    with running(tmp_path) as client:
        for name, content in (("2026-02-01", b"this is no database" * 100), ("2026-02-02", b"")):
            (tmp_path / "snapshots" / name).mkdir()
            (tmp_path / "snapshots" / name / "archive.db").write_bytes(content)
            point(tmp_path, name)
            time.sleep(1.0)
            assert client.get(REPORT).headers["x-snapshot"] == SNAPSHOT
        make_snapshot(tmp_path, LATER)
        assert wait_for(lambda: client.get(REPORT).headers["x-snapshot"] == LATER)


def test_swapping_under_load_fails_no_request_and_mixes_no_page(tmp_path: Path) -> None:
    stamps = {f"2026-03-{day:02d}": f"【{day}】" for day in range(1, 22)}
    make_snapshot(tmp_path, "2026-03-01", stamp="【1】", extra=120, current=False)
    for name in list(stamps)[1:]:
        restamp(tmp_path, "2026-03-01", name, stamps[name])
    point(tmp_path, "2026-03-01")
    paths = (REPORT, "/", "/archive/reports", "/archive/reports.csv?_stream=on&_size=max", "/search?q=2024")
    failures: list[str] = []
    counts: Counter[str] = Counter()
    with running(tmp_path, poll=0.05) as client:
        done = threading.Event()
        workers = [
            threading.Thread(target=hammer, args=(client, paths[turn:] + paths[:turn], stamps, done, failures, counts))
            for turn in (0, 2)
        ]
        for worker in workers:
            worker.start()
        try:
            for name in list(stamps)[1:]:
                point(tmp_path, name)
                assert wait_for(lambda name=name: client.get("/report/none").headers["x-snapshot"] == name)
        finally:
            done.set()
            for worker in workers:
                worker.join(60)
        assert failures == []
        assert min(counts[path] for path in paths) >= 5
        # The snapshots before the newest were closed: their files are open in no connection of this process.
        assert wait_for(lambda: open_databases(tmp_path) == {"2026-03-21"})


def restamp(data: Path, old: str, new: str, stamp: str, padding: int = 0) -> None:
    """A snapshot like ``old`` whose every title carries another stamp, and twice ``padding`` characters more."""
    folder = data / "snapshots" / new
    folder.mkdir()
    shutil.copyfile(data / "snapshots" / old / "archive.db", folder / "archive.db")
    with closing(sqlite3.connect(folder / "archive.db")) as db, db:
        db.execute("UPDATE reports SET title = replace(title, '【1】', ?) || hex(zeroblob(?))", (stamp, padding))


def test_a_stream_that_is_open_finishes_on_its_own_snapshot(tmp_path: Path) -> None:
    """A slow reader of a CSV gets every row of the night on which it began, however many nights come meanwhile."""
    make_snapshot(tmp_path, "2026-02-28", stamp="【1】", extra=2000, current=False)
    for number in (1, 2, 3, 4):
        restamp(tmp_path, "2026-02-28", f"2026-03-0{number}", f"【{number}】", padding=2000)
    point(tmp_path, "2026-03-01")
    with running(tmp_path, poll=0.05) as client, socket.socket() as reader:
        # A small window, so that the site cannot hand over all rows before the nights change.
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        reader.connect(("127.0.0.1", client.port))
        reader.sendall(
            b"GET /archive/reports.csv?_stream=on&_size=max HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        )
        received = reader.recv(1000)
        for number in (2, 3, 4):
            point(tmp_path, f"2026-03-0{number}")
            assert wait_for(lambda number=number: client.get("/files").headers["x-snapshot"] == f"2026-03-0{number}")
        assert "2026-03-01" in open_databases(tmp_path)
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_000_000)
        while piece := reader.recv(65536):
            received += piece
    text = received.decode()
    assert text.count("【1】") == 2006
    assert set(re.findall(r"【\d】", text)) == {"【1】"}
    assert text.endswith("0\r\n\r\n")


def hammer(
    client: Client,
    paths: tuple[str, ...],
    stamps: dict[str, str],
    done: threading.Event,
    failures: list[str],
    counts: Counter[str],
) -> None:
    """One reader who goes round ``paths`` without a rest."""
    for path in itertools.cycle(paths):
        if done.is_set():
            return
        answer = client.get(path)
        counts[path] += 1
        if answer.status != 200:
            failures.append(f"{path} {answer.status} {answer.text[:200]}")
            continue
        found = set(re.findall(r"【\d+】", answer.text))
        if found - {stamps[answer.headers["x-snapshot"]]}:
            failures.append(f"{path} mixes {found}")


def open_databases(data: Path) -> set[str]:
    targets = []
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            targets.append(os.readlink(descriptor))
        except FileNotFoundError:
            continue  # the listing's own descriptor
    return {Path(target).parent.name for target in targets if target.startswith(str(data)) and target.endswith(".db")}


def wait_for(condition: object, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


def test_nearest_is_the_next_one_or_the_newest(tmp_path: Path) -> None:
    for name in ("b", "d"):
        make_snapshot(tmp_path, name)
    snapshots = Snapshots(tmp_path)
    assert [snapshots.nearest(name) for name in ("a", "b", "c", "e")] == ["b", "b", "d", "d"]


def test_a_folder_with_odd_characters_opens(tmp_path: Path) -> None:
    data = tmp_path / "50% 年报?#"
    data.mkdir()
    make_snapshot(data)
    with running(data) as client:
        assert client.get(REPORT).status == 200


def test_the_socket_can_be_reused_at_once() -> None:
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            pass
    listen("127.0.0.1", port).close()
