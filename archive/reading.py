"""Parse many bodies in worker processes that have a time and a memory limit.

Whatever a body does to its worker, the rest goes on: a hostile PDF costs its own worker, nothing else.
"""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pebble import ProcessExpired, ProcessFuture, ProcessPool

import parsers
from archive.parsed import dump_report, load_report
from archive.pictured import pictures_beside
from parsers.formats.ocr import can_read_scans
from parsers.model import Hint, Problem, Report

BATCH = 500


@dataclass(frozen=True, slots=True)
class Task:
    """One body to read: where it lies, what the server called it, what is known of it from outside."""

    sha256: str
    path: Path
    media_type: str
    hint: Hint


@dataclass(frozen=True, slots=True)
class Limits:
    """For one document. The longest report seen (160 pages) takes 12 s and 300 MB on a slow core.

    A scan takes some 4 s a page (docs/ocr.md) and is read up to 80 pages.
    """

    seconds: float = 500.0 if can_read_scans() else 60.0
    memory: int = (3 if can_read_scans() else 2) << 30


Reader = Callable[[str, str, Hint], str]


def read_body(path: str, media_type: str, hint: Hint) -> str:
    """In the worker: parse the body at ``path``; return the Report as JSON."""
    pictures = pictures_beside(Path(path), hint.pictures)
    return dump_report(parsers.parse(Path(path).read_bytes(), media_type or None, hint, pictures))


def read_all(
    tasks: Iterable[Task], limits: Limits, workers: int, reader: Reader = read_body
) -> Iterator[tuple[Task, Report]]:
    """Yield every task with its Report, in the order given; none is left out. ``tasks`` are taken batch by batch."""
    waiting = iter(tasks)
    batch = list(islice(waiting, BATCH))
    if not batch:
        return
    pool = ProcessPool(
        max_workers=min(workers, len(batch)),
        initializer=_limit_memory,
        initargs=[limits.memory],
        context=multiprocessing.get_context("spawn"),
    )
    try:
        while batch:
            futures = [
                pool.schedule(reader, args=(str(task.path), task.media_type, task.hint), timeout=limits.seconds)
                for task in batch
            ]
            for task, future in zip(batch, futures, strict=True):
                yield task, _outcome(task, future, limits)
            batch = list(islice(waiting, BATCH))
    finally:
        pool.stop()
        pool.join()


def _limit_memory(limit: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _outcome(task: Task, future: ProcessFuture, limits: Limits) -> Report:
    """The Report, or why there is none. Only what the store itself has lost stops the others."""
    error = future.exception()
    if error is None:
        report = load_report(future.result())
        if report.sha256 == task.sha256:
            return report
        return _refused(task, "damaged", "The stored file is not what it was: run nianbao verify.")
    if isinstance(error, FileNotFoundError):
        raise error
    if isinstance(error, TookTooLong):
        return _refused(task, "too-slow", f"Reading took longer than {limits.seconds:g} seconds and was stopped.")
    if isinstance(error, MemoryError):
        return _refused(task, "too-large", f"Reading needed more than {limits.memory >> 20} MB of memory.")
    if isinstance(error, ProcessExpired):
        return _refused(task, "damaged", f"The process that read the file died (exit code {error.exitcode}).")
    # parse() promises never to raise; where it does, one file must not cost a night.
    fault = f"{type(error).__name__}: {error}"
    return _refused(task, "damaged", f"The parser failed on the file, which is a fault of nianbao: {fault}")


def _refused(task: Task, reason: str, message: str) -> Report:
    return Report(
        sha256=task.sha256,
        media_type=task.media_type or "application/octet-stream",
        status="refused",
        reason=reason,
        title=task.hint.title,
        problems=(Problem(reason, message),),
    )
