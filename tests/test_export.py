"""Exports hold what was received: checked by warcio and wacz, replayed by pywb."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from warcio.archiveiterator import ArchiveIterator

from archive.cli import main
from crawler.items import Fetch
from crawler.rawstore import RawStore

HOST = "http://www.shili.gov.cn"
PAGE = "<html><head><title>年报</title></head><body><p>一、总体情况</p></body></html>".encode()
FORM = (("User-Agent", "nianbao"), ("Content-Type", "application/x-www-form-urlencoded"))
BIN = Path(sys.executable).parent
PYWB = BIN.parent / "pywb" / "bin"  # a room of its own: see the Makefile


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A page that came packed, its duplicate, a redirect, a body cut off, one not whole, a file added by hand."""
    with closing(RawStore(tmp_path / "data")) as store:
        run = store.start_run("crawl", "test").id

        def receive(path: str, body: bytes | None, day: int, **more: object) -> None:
            headers = (("Content-Type", "text/html; charset=utf-8"), ("X-Twice", "1"), ("X-Twice", "2"))
            values = {
                "run": run, "portal": "shili", "kind": "article", "url": HOST + path, "final_url": HOST + path,
                "at": f"2026-01-{day:02}T01:02:03.000004+00:00", "status": 200, "headers": headers, "title": "年报",
                "request_headers": (("User-Agent", "nianbao"),), "bytes": len(body or b""), "ip": "192.0.2.1",
                "sha256": None if body is None else store.put(body)[0],
            }  # fmt: skip
            store.record(Fetch(**{**values, **more}))  # type: ignore[arg-type]

        packed = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"), ("Content-Length", "9"))
        receive("/a.html?x=1", PAGE, 1, headers=packed)
        receive("/b.html", PAGE, 2)
        receive("/old.html", None, 3, status=302, headers=(("Location", HOST + "/a.html?x=1"),))
        receive("/half.html", b"<html><body>half", 4, flags=("partial",))
        receive("/torn.html", None, 5, flags=("cut",))
        receive("/c.html", b"another portal's", 6, portal="other")
        receive("/added", b"by hand", 7, kind="added", portal=None)
        for day, number in ((8, b"1"), (9, b"2")):
            receive(
                "/rows.jsp",
                b"<html>rows of page " + number + b"</html>",
                day,
                kind="listing",
                method="POST",
                portal="forms",
                request_headers=FORM,
                request_body="col=1&webname=%E7%A4%BA&page=" + number.decode(),
            )
        store.end_run(run, 0, "")
    return tmp_path / "data"


def export(data: Path, *arguments: str | Path, code: int = 0) -> Result:
    result = CliRunner().invoke(main, ["export", *map(str, arguments), "--data", str(data)])
    assert result.exit_code == code, result.output + result.stderr
    return result


def tool(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([BIN / name, *arguments], capture_output=True, text=True, timeout=60)


def records(path: Path) -> list[tuple[str, str, bytes, dict[str, str]]]:
    """(type, path, payload, WARC headers) of every record of a page."""
    found = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            uri = record.rec_headers.get_header("WARC-Target-URI")
            if uri:
                payload = record.content_stream().read()
                found.append((record.rec_type, uri.removeprefix(HOST), payload, dict(record.rec_headers.headers)))
    return found


def test_a_warc_holds_each_answer_with_its_request_and_each_body_once(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.warc.gz"
    export(data, "warc", "--out", out)
    found = records(out)
    assert [(kind, path, payload) for kind, path, payload, _ in found if kind != "request"] == [
        ("response", "/a.html?x=1", PAGE),
        ("revisit", "/b.html", b""),
        ("response", "/old.html", b""),
        ("response", "/half.html", b"<html><body>half"),
        ("response", "/torn.html", b""),
        ("response", "/c.html", b"another portal's"),
        ("response", "/rows.jsp", b"<html>rows of page 1</html>"),
        ("response", "/rows.jsp", b"<html>rows of page 2</html>"),
    ]
    assert [path for kind, path, _, _ in found if kind == "request"] == [
        "/a.html?x=1", "/b.html", "/old.html", "/half.html", "/torn.html", "/c.html", "/rows.jsp",
        "/rows.jsp",
    ]  # fmt: skip
    first, revisit = found[0][3], found[2][3]
    assert first["WARC-Payload-Digest"] == f"sha256:{hashlib.sha256(PAGE).hexdigest()}"
    assert (first["WARC-Date"], first["WARC-IP-Address"]) == ("2026-01-01T01:02:03.000004Z", "192.0.2.1")
    assert revisit["WARC-Payload-Digest"] == first["WARC-Payload-Digest"]
    assert revisit["WARC-Refers-To-Target-URI"] == f"{HOST}/a.html?x=1"
    truncated = {path: headers.get("WARC-Truncated") for kind, path, _, headers in found if kind == "response"}
    assert {path: why for path, why in truncated.items() if why} == {
        "/half.html": "disconnect", "/torn.html": "disconnect",
    }  # fmt: skip


def test_a_request_record_holds_the_method_and_the_form(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.warc.gz"
    export(data, "warc", "--out", out)
    with out.open("rb") as file:
        asked = [
            (
                record.http_headers.protocol,
                record.http_headers.get_header("Content-Length"),
                record.content_stream().read(),
            )
            for record in ArchiveIterator(file)
            if record.rec_type == "request"
        ]
    assert [method for method, *_ in asked] == ["GET"] * 6 + ["POST"] * 2
    assert asked[0][1:] == (None, b"")
    assert asked[-1][1:] == ("30", b"col=1&webname=%E7%A4%BA&page=2")


def test_warcio_finds_the_digests_right_and_would_find_a_wrong_one(data: Path, tmp_path: Path) -> None:
    out, plain = tmp_path / "all.warc.gz", tmp_path / "all.warc"
    export(data, "warc", "--out", out)
    checked = tool("warcio", "check", "-v", out)
    assert checked.returncode == 0, checked.stdout
    assert "digest pass" in checked.stdout
    plain.write_bytes(subprocess.run(["gzip", "-dc", out], capture_output=True, check=True).stdout)
    plain.write_bytes(plain.read_bytes().replace("总体".encode(), "总量".encode()))
    assert tool("warcio", "check", plain).returncode == 1


def test_one_portal_from_a_day_on(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "some.warc.gz"
    export(data, "warc", "shili", "--since", "2026-01-03", "--out", out)
    assert [path for kind, path, _, _ in records(out) if kind != "request"] == ["/old.html", "/half.html", "/torn.html"]
    refused = export(data, "warc", "nobody", "--out", tmp_path / "none.warc.gz", code=3)
    assert "nothing was received" in refused.stderr
    assert not (tmp_path / "none.warc.gz").exists()


def test_a_wacz_is_valid_and_lists_the_reports(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.wacz"
    export(data, "wacz", "--out", out)
    validated = tool("wacz", "validate", "-f", out)
    assert validated.returncode == 0, validated.stdout + validated.stderr
    with zipfile.ZipFile(out) as wacz:
        pages = [json.loads(line) for line in wacz.read("pages/pages.jsonl").decode().splitlines()[1:]]
    assert {"/a.html?x=1", "/b.html", "/c.html"} <= {page["url"].removeprefix(HOST) for page in pages}
    assert {page["title"] for page in pages} == {"年报"}
    with zipfile.ZipFile(out) as wacz:
        (packed,) = [name for name in wacz.namelist() if name.startswith("indexes/") and name.endswith(".gz")]
        index = gzip.decompress(wacz.read(packed)).decode()
    posts = [line for line in index.splitlines() if "rows.jsp" in line]
    assert len(posts) == 2
    assert all("__wb_method=post" in line.split()[0] for line in posts), posts


def test_pywb_replays_the_page_and_its_duplicate_byte_by_byte(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.warc.gz"
    export(data, "warc", "--out", out)
    for step in (["init", "c"], ["add", "c", out]):
        done = subprocess.run([PYWB / "wb-manager", *step], cwd=tmp_path, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
    with wayback(tmp_path) as port:
        for stamp, path in (("20260101010203", "/a.html?x=1"), ("20260102010203", "/b.html")):
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
                connection.request("GET", f"/c/{stamp}id_/{HOST}{path}")
                answer = connection.getresponse()
                assert (answer.status, answer.read()) == (200, PAGE)
        for number in (1, 2):
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
                form = f"col=1&webname=%E7%A4%BA&page={number}"
                connection.request("POST", f"/c/2026id_/{HOST}/rows.jsp", form, dict(FORM))
                answer = connection.getresponse()
                assert (answer.status, answer.read()) == (200, f"<html>rows of page {number}</html>".encode())


def _listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def wayback(folder: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    environment = {**os.environ, "NO_PROXY": "*"}
    with (folder / "pywb.log").open("wb") as log, subprocess.Popen(
        [PYWB / "wayback", "-b", "127.0.0.1", "-p", str(port)],
        cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=log,
    ) as server:  # fmt: skip
        try:
            deadline = time.monotonic() + 60
            while not _listening(port):
                assert server.poll() is None, (folder / "pywb.log").read_text()
                assert time.monotonic() < deadline
                time.sleep(0.1)
            yield port
        finally:
            server.terminate()
