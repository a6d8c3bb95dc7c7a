"""The chained manifest, the rolling fixity check, and a store made before either."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import sqlite3
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crawler.fixity import check_next
from crawler.items import Fetch
from crawler.manifest import FIRST, check_manifests, path_of, write_manifest
from crawler.rawstore import RawStore, now
from crawler.writer import Writer
from tests.crawl_support import Reply, column, crawl, portals, report, write_rows


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RawStore]:
    with closing(RawStore(tmp_path)) as opened:
        yield opened


def _fetch(run: str, number: int, **more: object) -> Fetch:
    url = f"http://www.shili.gov.cn/nb/{number}.html"
    values = {"run": run, "kind": "article", "url": url, "at": now(), "status": 200, **more}
    return Fetch(**values)  # type: ignore[arg-type]


def _receive(store: RawStore, run: str, *numbers: int) -> None:
    for number in numbers:
        body = f"report {number}".encode()
        store.record(_fetch(run, number, sha256=store.put(body)[0], bytes=len(body)))


def _night(store: RawStore, *numbers: int) -> tuple[str, str]:
    """A run that receives these bodies: (run, hash of its manifest)."""
    run = store.start_run("crawl", "test").id
    _receive(store, run, *numbers)
    manifest = write_manifest(store, run)
    store.end_run(run, 0, "")
    return run, manifest


def test_a_manifest_begins_with_the_hash_of_the_one_before_it(store: RawStore) -> None:
    first, first_hash = _night(store, 1, 2)
    second, second_hash = _night(store, 3)
    one, two = path_of(store, first).read_text().splitlines(), path_of(store, second).read_text().splitlines()
    assert (one[0], two[0]) == (FIRST, first_hash)
    name = hashlib.sha256(b"report 3").hexdigest()
    at = [fetch.at for fetch in store.fetches()][-1]
    assert two[1:] == [f"{name}  8  {at}  http://www.shili.gov.cn/nb/3.html"]
    assert len(one) == 3
    assert hashlib.sha256(path_of(store, second).read_bytes()).hexdigest() == second_hash
    assert path_of(store, second).stat().st_mode & 0o777 == 0o444
    assert list(check_manifests(store)) == []


def test_a_changed_manifest_a_missing_one_and_a_strange_one_are_named(store: RawStore) -> None:
    first, _ = _night(store, 1)
    second, _ = _night(store, 2)
    path_of(store, first).chmod(0o644)
    path_of(store, first).write_text(path_of(store, first).read_text().replace("/1.html", "/9.html"))
    path_of(store, second).unlink()
    path_of(store, "20200101T000000Z-000000").write_text("forged\n")
    found = list(check_manifests(store))
    assert [line.split("/")[-1].split()[0] for line in found] == [
        f"{first}.txt", f"{second}.txt", "20200101T000000Z-000000.txt",
    ]  # fmt: skip


def test_a_changed_fetch_record_is_named(store: RawStore) -> None:
    run, _ = _night(store, 1)
    store.db.execute("UPDATE fetch SET url = 'http://www.shili.gov.cn/other'")
    (line,) = check_manifests(store)
    assert run in line


def test_a_run_that_died_is_covered_by_the_next_manifest(store: RawStore) -> None:
    _receive(store, store.start_run("crawl", "killed").id, 1)
    run, _ = _night(store, 2)
    assert len(path_of(store, run).read_text().splitlines()) == 3


def test_a_manifest_that_a_kill_left_unwritten_is_made_anew(store: RawStore) -> None:
    run, manifest = _night(store, 1)
    path_of(store, run).unlink()
    _night(store, 2)
    assert hashlib.sha256(path_of(store, run).read_bytes()).hexdigest() == manifest
    assert list(check_manifests(store)) == []


def test_thirty_nights_check_every_body_once_and_name_the_damaged_one(store: RawStore) -> None:
    run = store.start_run("crawl", "test").id
    _receive(store, run, *range(60))
    victim = hashlib.sha256(b"report 7").hexdigest()
    store.path(victim).chmod(0o644)
    store.path(victim).write_bytes(b"rotten")
    checked, damaged = 0, []
    for _ in range(30):
        night = store.start_run("crawl", "test").id
        bodies, damages = check_next(store, night)
        checked += bodies
        damaged += [damage.sha256 for damage in damages]
    assert (checked, damaged) == (60, [victim])
    recorded = [tuple(row) for row in store.db.execute("SELECT bodies, damaged FROM fixity WHERE damaged <> '[]'")]
    assert recorded == [(2, f'["{victim}"]')]
    assert check_next(store, store.start_run("crawl", "test").id)[0] == 2  # and from the start again


def test_a_store_made_before_certificates_were_kept_still_works(tmp_path: Path) -> None:
    with closing(RawStore(tmp_path)) as store:
        _night(store, 1)
    with closing(sqlite3.connect(tmp_path / "raw" / "fetches.db")) as db:
        db.executescript(
            "ALTER TABLE fetch DROP COLUMN certificate; ALTER TABLE fetch DROP COLUMN certificate_verdict;"
            "DROP TABLE manifest; DROP TABLE fixity;"
        )
    (tmp_path / "raw" / "manifests").joinpath(f"{next((tmp_path / 'raw' / 'manifests').iterdir()).name}").unlink()
    with closing(RawStore(tmp_path)) as store:
        run = store.start_run("crawl", "test").id
        store.record(_fetch(run, 2, certificate="ab", certificate_verdict="verified"))
        assert [(fetch.certificate, fetch.certificate_verdict) for fetch in store.fetches()] == [
            ("", ""),
            ("ab", "verified"),
        ]
        write_manifest(store, run)
        assert list(check_manifests(store)) == []


def test_the_writer_returns_when_body_and_row_are_stored(store: RawStore) -> None:
    run = store.start_run("crawl", "test").id

    async def all_at_once() -> list[tuple[Fetch, bool]]:
        writer = Writer(store)
        try:
            bodies = [f"body {number % 20}".encode() for number in range(40)]
            return await asyncio.gather(
                *(writer.write(_fetch(run, number), body) for number, body in enumerate(bodies))
            )
        finally:
            writer.close()

    written = asyncio.run(all_at_once())
    assert sum(new for _, new in written) == 20
    assert sorted(fetch.url for fetch in store.fetches()) == sorted(fetch.url for fetch, _ in written)
    assert all(store.check_body(str(fetch.sha256)) is None for fetch in store.fetches())


def test_a_request_is_held_while_the_disk_is_behind_and_none_for_ever(store: RawStore) -> None:
    run = store.start_run("crawl", "test").id

    async def ask_and_write(writer: Writer, number: int, log: list[int]) -> None:
        await writer.room()
        if number % 2:  # an answer that is not stored in this way, a 404 say
            return
        log.append(log[-1] + 1 if log else 1)
        await writer.write(_fetch(run, number), f"body {number}".encode())
        log.append(log[-1] - 1)

    async def all_at_once() -> list[int]:
        writer, log = Writer(store), list[int]()
        try:
            # A disk that is behind: the rows of the first eight wait for a lock, and are stored in one commit or two.
            lock = sqlite3.connect(store.root / "fetches.db", isolation_level=None)
            lock.execute("BEGIN IMMEDIATE")
            first = [asyncio.create_task(writer.write(_fetch(run, 1000 + n), f"{n}".encode())) for n in range(8)]
            others = asyncio.gather(*(ask_and_write(writer, n, log) for n in range(120)))
            await asyncio.sleep(0.5)
            assert log == []
            lock.close()
            await asyncio.wait_for(asyncio.gather(*first, others), 60)
            return log
        finally:
            writer.close()

    log = asyncio.run(all_at_once())
    assert log[-1] == 0
    assert max(log) <= 8, "no more wait for the disk than it takes at once"
    assert len(list(store.fetches())) == 68


def test_a_row_that_cannot_be_stored_is_not_called_stored(store: RawStore) -> None:
    async def unknown_run() -> None:
        writer = Writer(store)
        try:
            await writer.write(_fetch("no such run", 1, status=None), b"body")
        finally:
            writer.close()

    with pytest.raises(sqlite3.IntegrityError):
        asyncio.run(unknown_run())
    assert list(store.fetches()) == []


@pytest.fixture
def own_certificate(tmp_path: Path) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("needs the openssl command to make a certificate")
    path = tmp_path / "own.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", path, "-out", tmp_path / "certificate.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    path.write_bytes(path.read_bytes() + (tmp_path / "certificate.pem").read_bytes())
    return path


@pytest.mark.parametrize("trusted", [False, True])
def test_the_certificate_and_its_verdict_stand_in_every_record(
    tmp_path: Path, own_certificate: Path, trusted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    routes = {"/nb/": Reply(column(("t20260128_1.html", "某局2025年政府信息公开工作年度报告"))),
              "/nb/t20260128_1.html": Reply(report())}  # fmt: skip
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(own_certificate))
    with portals({"a": routes}) as servers:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(own_certificate)
        servers["a"].socket = context.wrap_socket(servers["a"].socket, server_side=True)
        rows = write_rows(tmp_path / "rows", {"a": servers["a"].server_port})
        rows.joinpath("rows.toml").write_text(rows.joinpath("rows.toml").read_text().replace("http://", "https://"))
        done = crawl("--data", tmp_path / "data", "--portals", rows, "--delay", "0.05")
    assert done.returncode == 0, done.stdout + done.stderr
    der = ssl.PEM_cert_to_DER_cert(own_certificate.read_text().partition("-----END PRIVATE KEY-----\n")[2])
    with closing(RawStore(tmp_path / "data")) as store:
        fetches = list(store.fetches())
    assert {fetch.certificate for fetch in fetches} == {hashlib.sha256(der).hexdigest()}
    verdicts = {fetch.certificate_verdict for fetch in fetches if fetch.status == 200}
    assert verdicts == {"verified" if trusted else "not verified: self-signed certificate"}
