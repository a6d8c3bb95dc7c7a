"""The time stamp of a manifest: made by a loopback authority (openssl), verified by openssl, queued when offline."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from crawler.manifest import path_of, write_manifest
from crawler.rawstore import RawStore
from crawler.timestamp import NotStamped, stamp_waiting
from tests.crawl_support import Reply, column, crawl, free_port, portals, report, write_rows

CONFIG = """
[req]
distinguished_name = name
[name]
[stamping]
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = authority
[authority]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
certs = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


def _openssl(*arguments: str | Path, **more: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["openssl", *map(str, arguments)], capture_output=True, **more)  # type: ignore[call-overload,no-any-return]


class Authority(HTTPServer):
    """Stamps with the openssl command; ``answer`` says something else instead."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.answer: bytes | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    def stamp(self, query: bytes) -> bytes:
        (self.folder / "query").write_bytes(query)
        return _openssl(
            "ts", "-reply", "-queryfile", self.folder / "query", "-config", self.folder / "tsa.cnf", check=True
        ).stdout


class _Handler(BaseHTTPRequestHandler):
    server: Authority

    def do_POST(self) -> None:
        query = self.rfile.read(int(self.headers["Content-Length"]))
        body = self.server.answer if self.server.answer is not None else self.server.stamp(query)
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[Authority]:
    if shutil.which("openssl") is None or _openssl("ts", "-help").returncode:
        pytest.skip("needs the openssl command with its ts part, to play the authority")
    folder = tmp_path / "authority"
    folder.mkdir()
    (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))
    (folder / "serial").write_text("01\n")
    _openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=authority", "-config",
             folder / "tsa.cnf", "-extensions", "stamping", "-keyout", folder / "tsa.key", "-out", folder / "tsa.pem",
             check=True)  # fmt: skip
    with Authority(folder) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RawStore]:
    with closing(RawStore(tmp_path / "data")) as opened:
        yield opened


def _night(store: RawStore) -> Path:
    run = store.start_run("crawl", "test").id
    write_manifest(store, run)
    store.end_run(run, 0, "")
    return path_of(store, run)


def _verified(manifest: Path, authority: Authority) -> bool:
    stamp, trusted = manifest.with_suffix(".tsr"), authority.folder / "tsa.pem"
    return not _openssl("ts", "-verify", "-data", manifest, "-in", stamp, "-CAfile", trusted).returncode


def test_a_stamp_proves_the_manifest_and_no_other(store: RawStore, authority: Authority) -> None:
    manifest = _night(store)
    assert stamp_waiting(store, authority.address) == 1
    assert _verified(manifest, authority)
    manifest.chmod(0o644)
    manifest.write_bytes(manifest.read_bytes() + b"more\n")
    assert not _verified(manifest, authority)


def test_a_night_offline_is_made_up_for(store: RawStore, authority: Authority) -> None:
    first = _night(store)
    with pytest.raises(OSError, match="refused"):
        stamp_waiting(store, f"http://127.0.0.1:{free_port()}/")
    second = _night(store)
    assert stamp_waiting(store, authority.address) == 2
    assert stamp_waiting(store, authority.address) == 0
    assert _verified(first, authority)
    assert _verified(second, authority)


def test_what_is_no_stamp_of_this_manifest_is_not_kept(store: RawStore, authority: Authority) -> None:
    manifest = _night(store)
    authority.answer = b"<html>not here</html>"
    with pytest.raises(NotStamped, match="no time stamp"):
        stamp_waiting(store, authority.address)
    other = authority.folder / "other"
    other.write_bytes(b"another text")
    authority.answer = authority.stamp(_openssl("ts", "-query", "-data", other, "-sha256", check=True).stdout)
    with pytest.raises(NotStamped, match="another hash"):
        stamp_waiting(store, authority.address)
    assert not manifest.with_suffix(".tsr").exists()


@pytest.mark.parametrize("reachable", [True, False])
def test_a_crawl_has_its_manifest_stamped_and_does_not_fail_without(
    tmp_path: Path, authority: Authority, reachable: bool
) -> None:
    listed = column(("t20260128_1.html", "某局2025年政府信息公开工作年度报告"))
    address = authority.address if reachable else f"http://127.0.0.1:{free_port()}/"
    with portals({"a": {"/nb/": Reply(listed), "/nb/t20260128_1.html": Reply(report())}}) as servers:
        rows = write_rows(tmp_path / "rows", {"a": servers["a"].server_port})
        done = crawl("--data", tmp_path / "data", "--portals", rows, "--delay", "0.05", TIMESTAMP_AUTHORITY=address)
    assert done.returncode == 0, done.stdout + done.stderr
    (manifest,) = (tmp_path / "data" / "raw" / "manifests").glob("*.txt")
    assert manifest.with_suffix(".tsr").exists() == reachable
    assert ("gave no time stamp, asked again next time" in done.stderr) != reachable
