"""What the site costs its readers: ``python bench/site.py DATA [speed] [attack] [switches]``, default all three.

DATA is a data folder with a published snapshot, such as bench/archive.py makes. ``speed`` asks each page with ten
clients at once, of our site and of plain Datasette on the same file, one after the other in the same run; ``attack``
asks a report page while twelve clients loop over a query that never ends; ``switches`` publishes the same archive a
hundred times under new names and watches the memory of the server. Client and server share this machine's cores.
"""

from __future__ import annotations

import http.client
import os
import re
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

CLIENTS, EACH, ATTACKERS, SWITCHES = 10, 6, 12, 100
ENDLESS = "with recursive t(n) as (select 1 union all select n+1 from t) select count(*) from t"


@dataclass(frozen=True)
class Server:
    """A server in a process of its own."""

    process: subprocess.Popen[bytes]
    port: int

    def get(self, path: str) -> tuple[int, int, float]:
        """Status, bytes and seconds of one request."""
        begun = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        with closing(connection):
            connection.request("GET", urllib.parse.quote(path, safe="/?&=%+:,-_.*()'\"<>"))
            answer = connection.getresponse()
            return answer.status, len(answer.read()), time.perf_counter() - begun

    def megabytes(self, field: str) -> float:
        text = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        found = re.search(rf"{field}:\s+(\d+) kB", text)
        assert found
        return int(found[1]) / 1000


@contextmanager
def serving(command: list[str], port: int) -> Iterator[Server]:
    """Start ``command`` and wait until it answers."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        server = Server(process, port)
        try:
            for _ in range(3000):
                try:
                    server.get("/")
                    break
                except OSError:
                    time.sleep(0.1)
            yield server
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def ours(data: Path) -> list[str]:
    return [str(Path(sys.executable).with_name("nianbao")), "serve", "--data", str(data), "--port", "8701"]


def plain(file: Path) -> list[str]:
    return [sys.executable, "-m", "datasette", "serve", "-i", str(file), "--port", "8702"]


def pages(file: Path) -> list[tuple[str, list[str], list[str]]]:
    """What is asked: its name, addresses of ours, addresses of plain Datasette that answer the same question."""
    from archive.site.queries import QUERIES

    with closing(sqlite3.connect(file)) as db:
        reports = [row[0] for row in db.execute("SELECT id FROM reports ORDER BY year, id LIMIT 200")][::20]
        years = [row[0] for row in db.execute("SELECT DISTINCT year FROM reports ORDER BY year DESC LIMIT 4")]
    found = [
        ("home", ["/"], ["/"]),
        ("table with facets", *[[f"/archive/reports?_facet=year&_facet=province&year={y}" for y in years]] * 2),
        ("report", [f"/report/{id}" for id in reports], [f"/archive/reports/{id}" for id in reports]),
        ("search", ["/search?q=复议", "/search?q=政府信息"], ["/archive/sections?text__contains=复议"]),
    ]
    for query in QUERIES:
        same = urllib.parse.urlencode({"sql": query.sql, **dict.fromkeys(query.params, "")})
        found.append(
            (query.name, [f"/archive/{query.name}?year={y}" for y in years], [f"/archive?{same}&year={years[0]}"])
        )
    return found


def ask(server: Server, paths: list[str]) -> tuple[float, float, float, int, set[int]]:
    """First answer, median and 95th percentile in ms with CLIENTS at once, bytes of the largest, statuses."""
    first = server.get(paths[0])
    taken: list[tuple[int, int, float]] = []

    def client(number: int) -> None:
        for turn in range(EACH):
            taken.append(server.get(paths[(number + turn) % len(paths)]))

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(1000 * one[2] for one in taken)
    largest = max(one[1] for one in taken)
    return 1000 * first[2], statistics.median(times), times[int(0.95 * len(times))], largest, {one[0] for one in taken}


def speed(data: Path, file: Path) -> None:
    print(f"| page ({CLIENTS} clients) | first ms | median ms | p95 ms | KB | plain median ms | plain p95 ms |")
    print("|---|---|---|---|---|---|---|")
    asked = pages(file)
    with serving(ours(data), 8701) as site:
        mine = [ask(site, paths) for _, paths, _ in asked]
    with serving(plain(file), 8702) as stock:
        theirs = [ask(stock, paths) for _, _, paths in asked]
    for (name, _, _), here, there in zip(asked, mine, theirs, strict=True):
        odd = f" {sorted(here[4])}" if here[4] != {200} else ""
        other = f"{there[1]:.0f} | {there[2]:.0f}" if there[4] == {200} else f"{sorted(there[4])} | "
        print(f"| {name}{odd} | {here[0]:.0f} | {here[1]:.0f} | {here[2]:.0f} | {here[3] / 1000:.0f} | {other} |")


def attack(data: Path, file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        (report,) = db.execute("SELECT id FROM reports LIMIT 1").fetchone()
    path = "/archive?" + urllib.parse.urlencode({"sql": ENDLESS})
    print(f"\n| a reader's page while {ATTACKERS} attackers loop | median ms | p95 ms | most MB |\n|---|---|---|---|")
    for name, command, port, page in (
        ("ours", ours(data), 8701, f"/report/{report}"),
        ("plain", plain(file), 8702, f"/archive/reports/{report}"),
    ):
        with serving(command, port) as server:
            print(f"| {name} | {' | '.join(_attacked(server, page, path))} | {server.megabytes('VmHWM'):.0f} |")


def _attacked(server: Server, page: str, path: str) -> list[str]:
    done = threading.Event()

    def loop() -> None:
        while not done.is_set():
            server.get(path)

    attackers = [threading.Thread(target=loop) for _ in range(ATTACKERS)]
    for attacker in attackers:
        attacker.start()
    time.sleep(1)
    times = sorted(1000 * server.get(page)[2] for _ in range(20))
    done.set()
    for attacker in attackers:
        attacker.join()
    return [f"{statistics.median(times):.0f}", f"{times[18]:.0f}"]


def switches(file: Path) -> None:
    with tempfile.TemporaryDirectory(dir=file.parents[2]) as folder:
        root = Path(folder) / "snapshots"
        for number in range(SWITCHES + 1):
            (root / f"n{number:03d}").mkdir(parents=True)
            for part in file.parent.iterdir():
                if part.name in ("archive.db", "inspect.json", "manifest.json"):
                    os.link(part, root / f"n{number:03d}" / part.name)
        _point(root, "n000")
        print("\n| switches | memory MB | of it our own MB | open files |\n|---|---|---|---|")
        with serving(ours(Path(folder)), 8701) as server:
            for number in range(SWITCHES + 1):
                _point(root, f"n{number:03d}")
                _wait(server, f"n{number:03d}")
                if number % 20 == 0:
                    files = len(list(Path(f"/proc/{server.process.pid}/fd").iterdir()))
                    print(
                        f"| {number} | {server.megabytes('VmRSS'):.0f} | {server.megabytes('RssAnon'):.0f} | {files} |"
                    )


def _point(root: Path, name: str) -> None:
    (root / "new").write_text(name, encoding="ascii")
    (root / "new").replace(root / "current")


def _wait(server: Server, name: str) -> None:
    """Ask the home page until the new snapshot answers it."""
    for _ in range(1200):
        with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)) as connection:
            connection.request("GET", "/")
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"a request failed during a switch: {answer.status}")
            if answer.getheader("x-snapshot") == name:
                return
        time.sleep(0.05)
    raise SystemExit(f"{name} was never served")


def main() -> None:
    data, *parts = sys.argv[1:]
    snapshots = Path(data) / "snapshots"
    file = (snapshots / (snapshots / "current").read_text("ascii").strip() / "archive.db").resolve()
    for name, run in (
        ("speed", lambda: speed(Path(data), file)),
        ("attack", lambda: attack(Path(data), file)),
        ("switches", lambda: switches(file)),
    ):
        if not parts or name in parts:
            run()


if __name__ == "__main__":
    main()
