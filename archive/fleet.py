"""More machines than one: the same crawl and the same reading, as tasks of a Dask cluster (extra ``nianbao[fleet]``).

The unit of crawling is a politeness slot with all its portals, so that a host is always asked by one process only; the
unit of reading is a batch of bodies. A unit whose worker died is run again by Dask; as the crawl is crash-only and its
process ends with its worker, nothing is lost and nobody is asked by two. The shared store is an fsspec address (a
folder, ``s3://…``): ``units/<slot>/`` with the bodies under their hashes and the slot's fetch records. docs/scale.md
says from which size on this is worth it.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import fsspec

from archive.parsed import dump_report, load_report
from archive.pictured import beside
from archive.reading import Limits, Task, read_all
from crawler.rawstore import RawStore
from crawler.registry import Portal, load, slot_of
from parsers.model import Report

if TYPE_CHECKING:
    from distributed import Client

_RECORDS = "fetches.db"
_BATCH = 50
_TRIES = 3  # of a unit whose worker died


@dataclass(frozen=True, slots=True)
class Unit:
    """One slot of the registry and where its parts lie: ``scratch`` on the worker, ``shared`` for all."""

    name: str
    portals: tuple[str, ...]
    registry: str
    shared: str
    scratch: str
    options: tuple[str, ...] = ()


def units(registry: Path, shared: str, scratch: Path, options: Sequence[str] = ()) -> list[Unit]:
    """One unit for each politeness slot of the registry in ``registry``, a path that every worker has."""
    slots: dict[str, list[Portal]] = defaultdict(list)
    for portal in load(registry).portals:
        slots[slot_of(portal)].append(portal)
    return [
        Unit(_name(slot), tuple(row.id for row in rows), str(registry), shared, str(scratch), tuple(options))
        for slot, rows in sorted(slots.items())
    ]


def _name(slot: str) -> str:
    return "".join(letter if letter.isalnum() or letter in ".-" else "_" for letter in slot)


def crawl_all(client: Client, work: Iterable[Unit]) -> dict[str, int]:
    """Crawl every unit on the cluster; slot -> exit code of its crawl."""
    futures = {
        unit.name: client.submit(crawl_unit, unit, key=f"crawl-{unit.name}", pure=False, retries=_TRIES)
        for unit in work
    }
    return {name: future.result() for name, future in futures.items()}


def crawl_unit(unit: Unit) -> int:
    """On a worker: go on from what the shared store has, crawl, and give back what is new."""
    local = Path(unit.scratch) / unit.name
    _pull(unit, local)
    command = [sys.executable, "-m", "archive.fleet", "--data", str(local), "--portals", unit.registry]
    with subprocess.Popen([*command, *unit.options, *unit.portals], stdin=subprocess.PIPE) as process:
        code = process.wait()
    _push(unit, local)
    return code


def _pull(unit: Unit, local: Path) -> None:
    """Make ``local`` hold at least what the shared store has of this unit; what a killed try left here stays.

    Another machine may have crawled the unit since this one did: its records are appended to those that are here.
    """
    files, root = _open(unit.shared, unit.name)
    if not files.exists(f"{root}/{_RECORDS}"):
        return
    with closing(RawStore(local)) as store, TemporaryDirectory() as folder:
        copy = Path(folder) / _RECORDS
        files.get(f"{root}/{_RECORDS}", str(copy))
        for path in files.find(f"{root}/sha256"):
            if not store.has(path.rpartition("/")[2]):
                store.put(files.cat_file(path))
        store.take_over(copy)  # last: a record names only what is there


def _push(unit: Unit, local: Path) -> None:
    """Bodies first, then the records that name them: whoever reads the records finds the bodies."""
    files, root = _open(unit.shared, unit.name)
    with closing(RawStore(local)) as store, TemporaryDirectory() as folder:
        there = {path.rpartition("/")[2] for path in files.find(f"{root}/sha256")}
        for sha256 in store.hashes():
            if sha256 not in there:
                target = f"{root}/{_place(sha256)}"
                files.makedirs(target.rpartition("/")[0], exist_ok=True)
                files.put(str(store.path(sha256)), f"{target}.part")
                files.mv(f"{target}.part", target)
        copy = Path(folder) / _RECORDS
        with closing(sqlite3.connect(copy)) as target_db:
            store.db.backup(target_db)
        files.put(str(copy), f"{root}/{_RECORDS}.part")
        files.mv(f"{root}/{_RECORDS}.part", f"{root}/{_RECORDS}")


def _place(sha256: str) -> str:
    return f"sha256/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def _open(shared: str, unit: str) -> tuple[fsspec.AbstractFileSystem, str]:
    files, root = fsspec.core.url_to_fs(shared)
    files.invalidate_cache()  # s3fs remembers what a folder held; another worker may have written there since
    return files, f"{root.rstrip('/')}/units/{unit}"


def collect(shared: str, data: Path) -> int:
    """Append what all units hold to the raw store in ``data``; how many fetch records were new. May be repeated."""
    files, root = fsspec.core.url_to_fs(shared)
    files.invalidate_cache()
    new = 0
    with closing(RawStore(data)) as store:
        for records in sorted(files.glob(f"{root.rstrip('/')}/units/*/{_RECORDS}")):
            unit = records.rpartition("/")[0]
            for path in files.find(f"{unit}/sha256"):
                if not store.has(path.rpartition("/")[2]):
                    store.put(files.cat_file(path))
            with TemporaryDirectory() as folder:
                copy = Path(folder) / _RECORDS
                files.get(records, str(copy))
                new += store.take_over(copy)
    return new


def read_batches(client: Client, shared: str, tasks: Sequence[Task], limits: Limits) -> Iterator[tuple[Task, Report]]:
    """Read bodies of the shared store on the cluster; every task with its Report, in the order given.

    ``Task.path`` is the body's address below ``shared``. Workers must be allowed processes of their own
    (``distributed.worker.daemon: false``), because a document is read within limits of time and memory.
    """
    batches = [tasks[start : start + _BATCH] for start in range(0, len(tasks), _BATCH)]
    futures = [client.submit(read_batch, shared, list(batch), limits, pure=False, retries=_TRIES) for batch in batches]
    for batch, future in zip(batches, futures, strict=True):
        for task, report in zip(batch, future.result(), strict=True):
            yield task, load_report(report)


def read_batch(shared: str, tasks: list[Task], limits: Limits) -> list[str]:
    """On a worker: fetch the bodies, read them within limits, return the Reports as JSON."""
    files, root = fsspec.core.url_to_fs(shared)
    with TemporaryDirectory() as folder:
        local = [Task(task.sha256, Path(folder) / _place(task.sha256), task.media_type, task.hint) for task in tasks]
        for task, here in zip(tasks, local, strict=True):
            wanted = {task.path: here.path}
            wanted |= {beside(task.path, name): beside(here.path, name) for name in task.hint.pictures if name}
            for there, target in wanted.items():
                target.parent.mkdir(parents=True, exist_ok=True)
                files.get(f"{root.rstrip('/')}/{there}", str(target))
        return [dump_report(report) for _, report in read_all(local, limits, workers=1)]


def _end_with_parent() -> None:
    """The worker holds our stdin; when it dies, however it dies, so do we, at once: a crawl may be killed any time."""

    def watch() -> None:
        os.read(0, 1)  # nobody writes: it returns when the worker is gone
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    from crawler.__main__ import main

    _end_with_parent()
    sys.exit(main(sys.argv[1:]))
