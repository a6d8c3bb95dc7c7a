"""What the site costs its readers: ``python -m bench.site DATA [pages] [memory] [attack] [switches]``, default all.

DATA is a data folder with a published snapshot, such as bench/archive.py makes. ``pages`` prints one row a kind of
page: milliseconds (median / 95th percentile) of one client and of ten at once, each asking addresses nobody asked
before, of ten asking three addresses again and again, and of the first request to a server just started whose file
was dropped from the system's memory; CPU of the server for one new address, its memory at most while it answered
them, the weight of the largest answer; and ten clients of plain Datasette on the same file in the same run.

``memory`` asks one greedy question after the other and says what the server had at most; ``attack`` asks report pages
while twelve clients loop over a query that never ends; ``switches`` publishes the same archive twenty times under load
and then a hundred times, and watches failures and memory. Client and server share this machine's cores: the head of
each table says how busy they were. Nothing is written to DATA but links.
"""

from __future__ import annotations

import http.client
import itertools
import os
import statistics
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from bench.asked import Page, encode, pages, take_sample
from bench.served import Asked, Server, ask, forget_file, percentile, serving, together

CLIENTS, ONE, TEN, HOT, ATTACKERS = 10, 12, 50, 100, 12
UNDER_LOAD, SWITCHES = 20, 100
PATIENCE = 5.0
"""Seconds that plain Datasette has for each kind of page."""
ROWS = "with recursive t(n) as (select 1 union all select n+1 from t limit {}) select {} from t"
SQL = {
    "every text read": "select sum(length(text)) from sections",
    "every figure read": "select count(value) from packed_cells where page > 3",
    "every report sorted": "select id, title from reports order by title",
    "one huge value": "select length(hex(zeroblob(400000000)))",
    "many large rows": ROWS.format(900, "hex(zeroblob(900000))"),
    "group_concat": ROWS.format(1000000, "length(group_concat(hex(zeroblob(4000))))"),
    "random sort": ROWS.format(3000000, "n") + " order by random() limit 1",
    "json": ROWS.format(200000, "length(json_group_array(hex(zeroblob(2000))))"),
    "distinct": "select count(distinct a.id || b.id) from reports a, reports b",
}
GREEDY = {name: "/archive.json?" + urllib.parse.urlencode({"sql": sql}) for name, sql in SQL.items()} | {
    "workbook of a table": "/archive/reports.xlsx",
    "stream of a table": "/archive/organs.csv?_stream=on",
    "the longest page": "/archive/cells?_size=max",
    "many groups": "/archive/reports?_facet=organ&_facet=title&_facet=sha256&_facet_size=max",
}
ENDLESS = "with recursive t(n) as (select 1 union all select n+1 from t) select count(*) from t where n > {}"


def ours(data: Path) -> list[str]:
    return [str(Path(sys.executable).with_name("nianbao")), "serve", "--data", str(data), "--port", "8701"]


def plain(file: Path) -> list[str]:
    return [sys.executable, "-m", "datasette", "serve", "-i", str(file), "--port", "8702"]


def busy() -> str:
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def measure_pages(data: Path, file: Path, wanted: Sequence[str]) -> None:
    asked = [page for page in pages(take_sample(file)) if not wanted or page.name.split(",")[0] in wanted]
    print(f"{busy()}; ms as median / p95\n")
    print(f"| page | 1 | {CLIENTS} | CPU | MB | {CLIENTS} again | cold | KB | plain, {CLIENTS} |\n|{'---|' * 9}")
    theirs = _plain(file, asked)
    with serving(ours(data), 8701) as server:
        mine = [_mine(server, page, number) for number, page in enumerate(asked)]
    for page, here, there in zip(asked, mine, theirs, strict=True):
        first = _cold(data, file, page)
        print(f"| {page.name} | {here[0]} | {here[1]} | {here[2]} | {first:.0f} | {here[3]} | {there} |", flush=True)
    print(f"\n{busy()}")


def _cold(data: Path, file: Path, page: Page) -> float:
    """Milliseconds of the first request to a server just started."""
    with serving(ours(data), 8701) as server:
        forget_file(file)
        return server.get(page.ours[0]).ms


def _mine(server: Server, page: Page, number: int) -> tuple[Asked, str, Asked, str]:
    """One client; ten with CPU and memory; ten again; weight."""
    salt = 1000 * number
    one = ask(server, page.fresh(ONE, salt), 1)
    server.forget_peak()
    ten = ask(server, page.fresh(TEN, salt + ONE), CLIENTS)
    cost = f"{ten} | {ten.cpu:.0f} | {server.megabytes('VmHWM'):.0f}"
    hot = [path for _, path in zip(range(HOT), itertools.cycle(page.ours[:3]), strict=False)]
    ask(server, page.ours[:3], 1)
    return one, cost, ask(server, hot, CLIENTS), f"{max(one.bytes, ten.bytes) / 1000:.0f}"


def _plain(file: Path, asked: Sequence[Page]) -> list[str]:
    try:
        with serving(plain(file), 8702) as server:
            found = []
            for page in asked:
                paths = [path for _, path in zip(range(TEN), itertools.cycle(page.plain), strict=False)]
                found.append(str(ask(server, paths, CLIENTS, PATIENCE)))
            return found
    except TimeoutError as error:
        return [str(error)] * len(asked)


def measure_memory(data: Path) -> None:
    print(f"\n| one request, {busy()} | status | ms | most MB |\n|---|---|---|---|")
    with serving(ours(data), 8701) as server:
        for name, path in GREEDY.items():
            server.forget_peak()
            got = server.get(path)
            print(f"| {name} | {got.status} | {got.ms:.0f} | {server.megabytes('VmHWM'):.0f} |", flush=True)


def measure_attack(data: Path, file: Path) -> None:
    reports = [row[0] for row in take_sample(file).reports]
    print(f"\n| {ATTACKERS} attackers loop, {busy()} | median ms | p95 ms | most MB |\n|---|---|---|---|")
    for name, command, port, paths, attackers in (
        ("ours, nobody attacks", ours(data), 8701, _reports(reports), 0),
        ("ours, report pages", ours(data), 8701, _reports(reports), ATTACKERS),
        ("ours, ready questions", ours(data), 8701, _questions(), ATTACKERS),
        ("plain, rows", plain(file), 8702, [f"/archive/reports/{id}" for id in reports], ATTACKERS),
    ):
        with serving(command, port) as server:
            times = _attacked(server, paths, attackers)
            peak = server.megabytes("VmHWM")
        print(f"| {name} | {statistics.median(times):.0f} | {percentile(times, 95):.0f} | {peak:.0f} |", flush=True)


def _reports(ids: Sequence[str]) -> list[str]:
    return [f"/report/{id}" for id in ids]


def _questions() -> list[str]:
    return [f"/archive/refusal_rate?least={number}" for number in range(1, 400)]


def _attacked(server: Server, paths: Sequence[str], attackers: int) -> list[float]:
    """Milliseconds of a reader who asks a page, each another, while the attackers loop; half a minute at most."""
    done = threading.Event()
    numbers = itertools.count()

    def loop() -> None:
        while not done.is_set():
            server.get("/archive?" + encode(sql=ENDLESS.format(next(numbers))))

    attack = threading.Thread(target=together, args=(loop, attackers))
    attack.start()
    time.sleep(2)
    times, end = [], time.monotonic() + 30
    for path in paths:
        times.append(server.get(path).ms)
        if time.monotonic() > end:
            break
    done.set()
    attack.join()
    return times


def measure_switches(file: Path) -> None:
    with tempfile.TemporaryDirectory(dir=file.parents[2]) as folder:
        root = Path(folder) / "snapshots"
        names = [f"n{number:03d}" for number in range(UNDER_LOAD + SWITCHES + 1)]
        for name in names:
            (root / name).mkdir(parents=True)
            for part in file.parent.iterdir():
                if part.name in ("archive.db", "inspect.json", "manifest.json", "site.json"):
                    os.link(part, root / name / part.name)
        _point(root, names[0])
        with serving(ours(Path(folder)), 8701) as server:
            _switch_under_load(server, root, names[1 : UNDER_LOAD + 1], file)
            print(f"\n| switches, {busy()} | memory MB | of it our own MB | open files |\n|---|---|---|---|")
            for number, name in enumerate(names[UNDER_LOAD:]):
                _point(root, name)
                _wait(server, name)
                if number % 20 == 0:
                    files = len(list(Path(f"/proc/{server.process.pid}/fd").iterdir()))
                    memory = f"{server.megabytes('VmRSS'):.0f} | {server.megabytes('RssAnon'):.0f}"
                    print(f"| {number} | {memory} | {files} |", flush=True)


def _switch_under_load(server: Server, root: Path, names: Sequence[str], file: Path) -> None:
    """Switch to each of ``names`` while four readers ask all kinds of pages; say what they were answered."""
    paths = [path for page in pages(take_sample(file))[:12] for path in page.fresh(4, 10**6)]
    done, statuses = threading.Event(), list[int]()

    def reader() -> None:
        for path in itertools.cycle(paths):
            if done.is_set():
                return
            statuses.append(server.get(path).status)

    readers = threading.Thread(target=together, args=(reader, 4))
    readers.start()
    for name in names:
        _point(root, name)
        _wait(server, name)
    done.set()
    readers.join()
    told = ", ".join(f"{statuses.count(status)} x {status}" for status in sorted(set(statuses)))
    print(f"\n{len(names)} switches under load, {busy()}: {told}", flush=True)


def _point(root: Path, name: str) -> None:
    (root / "new").write_text(name, encoding="ascii")
    (root / "new").replace(root / "current")


def _wait(server: Server, name: str) -> None:
    """Ask the home page until the new snapshot answers it."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
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
    named = {"pages", "memory", "attack", "switches"}
    only = [part for part in parts if part not in named]
    if not parts or "pages" in parts or only:
        measure_pages(Path(data), file, only)
    if not parts or "memory" in parts:
        measure_memory(Path(data))
    if not parts or "attack" in parts:
        measure_attack(Path(data), file)
    if not parts or "switches" in parts:
        measure_switches(file)


if __name__ == "__main__":
    main()
