"""What a crawl costs: ``python bench/crawl.py [throughput] [kills] [unchanged] [waiting]``, default all four.

Every figure is of whole processes on this machine, and every ratio is of two runs made one after the other. The pages
are 5,000 articles in 200 columns on 100 loopback hosts, one request at a time for each host, 0.01 s between two.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOSTS, COLUMNS, ARTICLES = 100, 2, 25
DELAY = 0.01
BARE = Path(__file__).with_name("bare.py")


@dataclass
class Site:
    """The loopback portals of one measurement."""

    port: int
    columns: list[str]

    def counts(self) -> dict[str, int]:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
            f"http://127.0.0.1:{self.port}/_counts"
        ) as answer:
            counted: dict[str, int] = json.load(answer)
            return counted

    def articles(self) -> dict[str, int]:
        """How often each article was asked for."""
        return {path: times for path, times in self.counts().items() if path.endswith(".html")}


@contextmanager
def site(hosts: int = HOSTS, columns: int = COLUMNS, articles: int = ARTICLES) -> Iterator[Site]:
    server = [sys.executable, str(Path(__file__).with_name("loopback.py")), str(hosts), str(articles)]
    with subprocess.Popen(server, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        urls = [f"http://127.0.0.{host}:{port}/c{n}/" for host in range(1, hosts + 1) for n in range(columns)]
        yield Site(port, urls)
        process.communicate("")


def write_rows(folder: Path, columns: list[str]) -> Path:
    """A registry with one portal for each column."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        f'[[portal]]\nid = "p{number}"\nname = "p{number}"\nplace = "990000"\nsystem = "trs"\nlist_url = "{url}"\n'
        f'hosts = ["{url.split("/")[2]}"]\n'
        for number, url in enumerate(columns)
    ]
    (folder / "rows.toml").write_text("\n".join(rows), encoding="utf-8")
    return folder


@dataclass
class Ran:
    """A process that ended: its exit code, wall seconds, CPU seconds and peak memory in MB."""

    code: int
    seconds: float
    cpu: float
    peak: float


def start(command: list[str]) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)


def finish(process: subprocess.Popen[bytes], started: float) -> Ran:
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    cpu = usage.ru_utime + usage.ru_stime
    return Ran(process.returncode, time.monotonic() - started, cpu, usage.ru_maxrss / 1024)


def run(command: list[str]) -> Ran:
    return finish(start(command), time.monotonic())


def crawl(folder: Path, columns: list[str], delay: float = DELAY) -> list[str]:
    rows = write_rows(folder / "rows", columns)
    data = ["--data", str(folder / "data"), "--portals", str(rows), "--delay", str(delay)]
    return [sys.executable, "-m", "crawler", *data]


def throughput(folder: Path) -> dict[str, Any]:
    with site() as pages:
        bare = run([sys.executable, str(BARE), str(DELAY), *pages.columns])
        asked = sum(pages.articles().values())
    with site() as pages:
        ours = run(crawl(folder, pages.columns))
        stored = len(pages.articles())
    if (asked, stored) != (HOSTS * COLUMNS * ARTICLES,) * 2:
        raise SystemExit(f"the crawls are not complete: bare {asked}, ours {stored}")
    return {
        "bare: requests/s": round(asked / bare.seconds),
        "stored: requests/s": round(stored / ours.seconds),
        "ratio (goal >= 0.6)": round(bare.seconds / ours.seconds, 2),
        "bare: CPU s": round(bare.cpu, 1),
        "stored: CPU s": round(ours.cpu, 1),
        "stored: peak MB for 5,000 articles (goal < 200)": round(ours.peak),
    }


def kills(folder: Path) -> dict[str, Any]:
    """A kill costs what is on the wire or not yet on disk: ten hosts kept busy, a hundred at one request a second."""
    return _kills(folder / "few", 10, DELAY) | _kills(folder / "many", HOSTS, 1.0)


def _kills(folder: Path, hosts: int, delay: float) -> dict[str, Any]:
    with site(hosts=hosts, columns=HOSTS * COLUMNS // hosts) as pages:
        total = HOSTS * COLUMNS * ARTICLES
        for share in (1, 2, 3, 4):
            process, began = start(crawl(folder, pages.columns, delay)), time.monotonic()
            while len(pages.articles()) < total * share / 5:
                time.sleep(0.2)
            process.send_signal(signal.SIGKILL)
            finish(process, began)
        last = run(crawl(folder, pages.columns, delay))
        asked = pages.articles()
    again = sum(times - 1 for times in asked.values())
    return {
        f"{hosts} hosts: lost after four kill -9 (goal 0)": total - _stored(folder),
        f"{hosts} hosts: fetched again (goal < 1 %)": f"{again} of {total} ({100 * again / total:.2f} %)",
        f"{hosts} hosts: exit code of the last run": last.code,
    }


def _stored(folder: Path) -> int:
    """Articles whose body is in the store and is what its name says."""
    from crawler.rawstore import RawStore

    store = RawStore(folder / "data")
    good = {
        fetch.url
        for fetch in store.fetches()
        if fetch.kind == "article" and fetch.sha256 and store.check_body(fetch.sha256) is None
    }
    store.close()
    return len(good)


def unchanged(folder: Path) -> dict[str, Any]:
    with site() as pages:
        command = crawl(folder, pages.columns)
        run(command)
        before = pages.counts()
        second = run(command)
        after = pages.counts()
    asked = {path: times - before.get(path, 0) for path, times in after.items()}
    columns = [asked.get(url.removeprefix("http://").replace(f":{pages.port}", ""), 0) for url in pages.columns]
    return {
        "unchanged night: requests for 200 columns (goal <= 200)": sum(columns),
        "unchanged night: requests for 5,000 articles (goal 0)": sum(
            times for path, times in asked.items() if path.endswith(".html")
        ),
        "unchanged night: body bytes (goal 0)": asked["body bytes"],
        "unchanged night: seconds": round(second.seconds, 1),
    }


def waiting(folder: Path) -> dict[str, Any]:
    """Read 200 columns of 500 links each, then stop: at that moment 100,000 articles wait."""
    with site(articles=500) as pages:
        process, began = start(crawl(folder, pages.columns)), time.monotonic()
        while sum(pages.counts().get(url[7:].replace(f":{pages.port}", ""), 0) for url in pages.columns) < 200:
            time.sleep(0.2)
        time.sleep(5)
        process.send_signal(signal.SIGTERM)
        ended = finish(process, began)
        fetched = len(pages.articles())
    return {"peak MB with 100,000 waiting (goal < 200)": round(ended.peak), "of them fetched meanwhile": fetched}


MEASUREMENTS = {"throughput": throughput, "kills": kills, "unchanged": unchanged, "waiting": waiting}


def main(names: list[str]) -> None:
    for name in names or list(MEASUREMENTS):
        with tempfile.TemporaryDirectory() as folder:
            for what, value in MEASUREMENTS[name](Path(folder)).items():
                print(f"{name}: {what}: {value}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
