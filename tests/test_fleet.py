"""Two worker processes, one killed in the middle: everything there once, every host asked politely."""

from __future__ import annotations

import os
import signal
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import dask
import pytest
from distributed import Client, LocalCluster

from archive.fleet import collect, crawl_all, crawl_unit, read_batches, units
from archive.reading import Limits, Task
from crawler.rawstore import RawStore
from parsers.model import Hint
from tests.crawl_support import Reply, column, portals, report, write_rows

DELAY = 0.2
ARTICLES = 12
NAMES = ("a", "b", "c", "d")
pytestmark = pytest.mark.filterwarnings("ignore:Port 8787 is already in use", "ignore::ResourceWarning")


def _routes(name: str) -> dict[str, Reply]:
    paths = [f"t20260128_{number}.html" for number in range(ARTICLES)]
    listed = Reply(column(*((path, f"{name}局{path[10:-5]}2025年政府信息公开工作年度报告") for path in paths)))
    return {"/nb/": listed} | {f"/nb/{path}": Reply(report(f"{name}{path}")) for path in paths}


def test_a_killed_worker_loses_nothing_and_no_host_is_asked_by_two(tmp_path: Path) -> None:
    with portals({name: _routes(name) for name in NAMES}) as servers:
        rows = write_rows(tmp_path / "rows", {name: server.server_port for name, server in servers.items()})
        work = units(rows, str(tmp_path / "shared"), tmp_path / "scratch", ("--delay", str(DELAY)))
        with (
            dask.config.set({"distributed.worker.daemon": False}),
            LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
            Client(cluster) as client,
        ):
            futures = [client.submit(crawl_unit, unit, key=f"crawl-{unit.name}", retries=3) for unit in work]
            while sum(len(server.log) for server in servers.values()) < 8:
                time.sleep(0.02)
            victim = next(iter(client.run(os.getpid).values()))
            os.kill(victim, signal.SIGKILL)
            assert [future.result(timeout=90) for future in futures] == [0] * len(work)
            assert victim not in client.run(os.getpid).values()
            assert set(crawl_all(client, []).values()) == set()
        for server in servers.values():
            assert server.most == 1
            times = [at for _, at in server.log]
            assert min(after - before for before, after in pairwise(times)) >= DELAY
        asked = sum(len(server.asked(f"/nb/t20260128_{n}.html")) for server in servers.values() for n in range(12))
    assert asked <= len(NAMES) * ARTICLES + 1  # the one on the wire when its worker was killed
    new = collect(str(tmp_path / "shared"), tmp_path / "data")
    assert collect(str(tmp_path / "shared"), tmp_path / "data") == 0
    with closing(RawStore(tmp_path / "data")) as store:
        fetches = list(store.fetches())
        articles = [fetch for fetch in fetches if fetch.kind == "article"]
        assert len(fetches) == new
        assert len({fetch.url for fetch in articles}) == len(NAMES) * ARTICLES
        assert [damage for sha256 in store.recorded_hashes() if (damage := store.check_body(sha256))] == []


def test_what_another_machine_crawled_meanwhile_is_kept(tmp_path: Path) -> None:
    """Three nights by turns: what the first machine has of the first night knows nothing of the second."""
    shared = "memory://bucket/turns"
    paths = [f"t20260128_{number}.html" for number in range(3)]
    with portals({"a": _routes("a")}) as servers:
        rows = write_rows(tmp_path / "rows", {"a": servers["a"].server_port})
        machines = [units(rows, shared, tmp_path / name, ("--delay", "0.01"))[0] for name in ("one", "another")]
        for listed, unit in zip((1, 2, 3), (*machines, machines[0]), strict=True):
            links = ((path, f"a局{path[10:-5]}2025年政府信息公开工作年度报告") for path in paths[:listed])
            servers["a"].routes["/nb/"] = [Reply(column(*links))]
            assert crawl_unit(unit) == 0
        assert [len(servers["a"].asked(f"/nb/{path}")) for path in paths] == [1, 1, 1]
    collect(shared, tmp_path / "data")
    with closing(RawStore(tmp_path / "data")) as store:
        assert len(list(store.runs())) == 3
        assert sorted(fetch.url[-6:-5] for fetch in store.fetches() if fetch.kind == "article") == ["0", "1", "2"]


def test_a_new_machine_goes_on_from_the_shared_store(tmp_path: Path) -> None:
    shared = "memory://bucket/nianbao"
    with portals({"a": _routes("a")}) as servers:
        rows = write_rows(tmp_path / "rows", {"a": servers["a"].server_port})
        (first,) = units(rows, shared, tmp_path / "one", ("--delay", "0.01"))
        (second,) = units(rows, shared, tmp_path / "another", ("--delay", "0.01"))
        assert crawl_unit(first) == 0
        assert crawl_unit(second) == 0
        assert [len(servers["a"].asked(f"/nb/t20260128_{number}.html")) for number in range(ARTICLES)] == [1] * 12
    collect(shared, tmp_path / "data")
    with closing(RawStore(tmp_path / "data")) as store:
        assert len({fetch.url for fetch in store.fetches() if fetch.kind == "article"}) == ARTICLES
        tasks = [Task(sha256, Path(str(store.path(sha256))[1:]), "text/html", Hint()) for sha256 in store.hashes()]
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        LocalCluster(n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        read = list(read_batches(client, "file:///", tasks, Limits()))
    assert [(task.sha256, found.sha256) for task, found in read] == [(task.sha256, task.sha256) for task in tasks]
