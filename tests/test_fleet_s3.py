"""The shared store in a bucket: a loopback S3 server, a crawl that goes on from it, and a reading from it."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import fsspec
import pytest

from archive.fleet import Unit, collect, crawl_unit, read_batch, units
from archive.parsed import load_report
from archive.reading import Limits, Task
from crawler.rawstore import RawStore
from parsers.model import Hint
from tests.crawl_support import ROOT, Reply, column, free_port, portals, report, write_rows

BUCKET = "s3://nianbao/archive"
PATHS = [f"t20260128_{number}.html" for number in range(5)]
ROUTES = {"/nb/": Reply(column(*((path, f"{path[10:-5]}局2025年政府信息公开工作年度报告") for path in PATHS)))} | {
    f"/nb/{path}": Reply(report(path)) for path in PATHS
}


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """An empty bucket; the address of its server and its keys stand in the environment, as boto expects them."""
    port = free_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b",
        "AWS_DEFAULT_REGION": "us-east-1", "NO_PROXY": "*", "AWS_EC2_METADATA_DISABLED": "true",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with (tmp_path / "moto.log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}/moto-api/", server)
            fsspec.filesystem("s3").mkdir("nianbao")
            yield BUCKET
        finally:
            server.terminate()


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert server.poll() is None
        try:
            with opener.open(url):
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError("the S3 server did not start")


def _elsewhere(unit: Unit) -> int:
    """Crawl a unit in a process of its own, as a worker on another machine would."""
    code = f"import sys; from archive.fleet import Unit, crawl_unit; sys.exit(crawl_unit({unit!r}))"
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, timeout=120).returncode


def test_a_crawl_goes_on_from_a_bucket_and_is_read_from_it(bucket: str, tmp_path: Path) -> None:
    with portals({"a": ROUTES}) as servers:
        rows = write_rows(tmp_path / "rows", {"a": servers["a"].server_port})
        (first,) = units(rows, bucket, tmp_path / "one", ("--delay", "0.01"))
        (second,) = units(rows, bucket, tmp_path / "another", ("--delay", "0.01"))
        assert fsspec.filesystem("s3").ls("nianbao") == []
        assert _elsewhere(first) == 0
        assert crawl_unit(second) == 0
        assert [len(servers["a"].asked(f"/nb/{path}")) for path in PATHS] == [1] * len(PATHS)
    assert collect(bucket, tmp_path / "data") > len(PATHS)
    assert collect(bucket, tmp_path / "data") == 0
    with closing(RawStore(tmp_path / "data")) as store:
        articles = [fetch for fetch in store.fetches() if fetch.kind == "article"]
        assert len({fetch.url for fetch in articles}) == len(PATHS)
        assert all(store.check_body(str(fetch.sha256)) is None for fetch in articles)
    names = [str(fetch.sha256) for fetch in articles]
    folder = f"units/{first.name}/sha256"
    tasks = [Task(name, Path(f"{folder}/{name[:2]}/{name[2:4]}/{name}"), "text/html", Hint()) for name in names]
    assert [load_report(text).sha256 for text in read_batch(bucket, tasks, Limits())] == names
