"""Defects of Scrapy 2.19 on which decisions of ours rest: when one of these fails, Scrapy has mended it."""

from __future__ import annotations

import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import scrapy

from tests.crawl_support import FakePortal, Reply, column, portals, report
from tests.crawl_tls import old_tls, speaking

PACKED = gzip.compress(report().encode())
ALONE = Path(__file__).with_name("scrapy_alone.py")
QUIET = {"COOKIES_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False, "RETRY_TIMES": 0}


def _command(arguments: dict[str, str], settings: dict[str, object]) -> list[str]:
    given = [word for name, value in arguments.items() for word in ("-a", f"{name}={value}")]
    said = [word for name, value in (QUIET | settings).items() for word in ("-s", f"{name}={value}")]
    return [sys.executable, "-m", "scrapy", "runspider", str(ALONE), "--nolog", *given, *said]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Away from scrapy.cfg, which would bring all that is ours; no proxy knows this machine's ports."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if "proxy" in name.lower()]:
        monkeypatch.delenv(name)


def _alone(arguments: dict[str, str], **settings: object) -> tuple[int, list[dict[str, object]]]:
    """(exit code, callbacks and errbacks) of Scrapy alone."""
    done = subprocess.run(_command(arguments, settings), capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def _urls(server: FakePortal, *paths: str) -> str:
    return " ".join(server.address + path for path in paths)


def test_without_a_delay_the_limit_of_one_request_a_host_is_ignored() -> None:
    paths = [f"/{number}" for number in range(12)]
    with portals({"a": {path: Reply(report(), hold=0.3) for path in paths}}) as servers:
        _, told = _alone({"urls": _urls(servers["a"], *paths)}, DOWNLOAD_DELAY=0, CONCURRENT_REQUESTS_PER_DOMAIN=1)
        assert len(told) == len(paths)
        assert servers["a"].most > 1, "mended: settings.py may speak of it otherwise"


def test_a_redirect_to_itself_ends_in_silence_and_a_cut_gzip_is_a_page() -> None:
    routes = {
        "/self": Reply(status=302, headers={"Location": "/self"}),
        "/cut": Reply(PACKED[:-20], headers={"Content-Encoding": "gzip"}),
    }
    with portals({"a": routes}) as servers:
        _, told = _alone({"urls": _urls(servers["a"], "/self", "/cut")}, DOWNLOAD_DELAY=0.01)
        assert [line.get("came", "") for line in told] == [servers["a"].address + "/cut"]
        assert 0 < int(str(told[0]["bytes"])) < len(report().encode())
        _, told = _alone({"unfiltered": _urls(servers["a"], "/self")}, DOWNLOAD_DELAY=0.01)
        assert told == [{"failed": servers["a"].address + "/self"}]


def test_a_crawl_that_could_do_nothing_ends_with_0() -> None:
    assert _alone({"raises": "no database"}) == (0, [])
    with portals({"a": {"/": Reply(status=500)}}) as servers:
        code, told = _alone({"urls": _urls(servers["a"], "/")})
        assert (code, [list(line) for line in told]) == (0, [["failed"]])


def test_the_spider_middleware_of_its_own_template_does_not_load() -> None:
    template = Path(scrapy.__file__).parent / "templates" / "project" / "module" / "middlewares.py.tmpl"
    text = template.read_text(encoding="utf-8")
    (method,) = re.findall(r"^    (?:async )?def process_spider_output\(.*$", text, re.M)
    assert not method.strip().startswith("async")
    assert "process_spider_output_async" not in text


def test_the_ciphers_setting_reaches_no_old_server(tmp_path: Path) -> None:
    with portals({"a": {"/": Reply(report())}}) as servers, speaking(servers["a"], old_tls(tmp_path)):
        url = f"https://127.0.0.1:{servers['a'].server_port}/"
        _, told = _alone(
            {"urls": url}, DOWNLOADER_CLIENT_TLS_CIPHERS="ALL:@SECLEVEL=0", DOWNLOAD_TLS_MIN_VERSION="TLSv1.0"
        )
        assert told == [{"failed": url}], "mended: crawler/tls.py may go"


def test_a_job_that_was_killed_says_it_is_finished_and_has_lost_its_requests(tmp_path: Path) -> None:
    paths = {f"/{number}" for number in range(400)}  # fewer, and their list would still lie in a buffer
    listed = Reply(column(*((path, path) for path in paths)))
    with portals({"a": {"/": listed, **dict.fromkeys(paths, Reply(report()))}}) as servers:
        asked, arguments = servers["a"].log, {"urls": _urls(servers["a"], "/")}
        settings = {"DOWNLOAD_DELAY": 0.05, "JOBDIR": tmp_path / "job"}
        with subprocess.Popen(_command(arguments, settings), stdout=subprocess.DEVNULL) as process:
            deadline = time.monotonic() + 40
            while len(asked) < 8 and time.monotonic() < deadline:
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
        assert 8 <= len(asked) < len(paths)
        code, _ = _alone(arguments, **settings)
        assert code == 0
        assert paths - {path for path, _ in asked}, "mended: JOBDIR may be thought of again"


@pytest.mark.parametrize("name", ["JOBDIR", "HTTPCACHE_ENABLED", "FILES_STORE", "ITEM_PIPELINES"])
def test_what_loses_requests_or_pages_is_not_used(name: str) -> None:
    from crawler import settings

    assert not hasattr(settings, name)
