"""What a stored file says, read again in a throw-away process (read_file.py) and kept by the hash of the file."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.site.pageimage import keep
from archive.site.raw import body_path
from parsers import PARSER_VERSION

if TYPE_CHECKING:
    from archive.site.instance import Site

WORKER = Path(__file__).with_name("read_file.py")
SECONDS = 30
MOST_BYTES = 8_000_000
RUNNING, WAITING = 2, 8
# With no program to be found the readers cannot start LibreOffice for a page view.
_NO_PROGRAMS = {"PATH": "/nonexistent", "LANG": "C.UTF-8"}


class CannotRead(Exception):
    """The file does not give what a page would show; the page says so and leads to the file."""


@dataclass(frozen=True, slots=True)
class SourceCell:
    """One cell of a stored table; ``marked`` is the one a figure was read from."""

    text: str
    rowspan: int
    colspan: int
    marked: bool


async def stored_table(
    site: Site, sha256: str, media_type: str, place: dict[str, int], printed: str
) -> list[list[SourceCell]]:
    """The table ``place`` names, row by row, with its cell marked; CannotRead unless that cell says ``printed``."""
    found = await _read(site, "tables", sha256, media_type)
    grid = found.get(str(place["table"]))
    if grid is None:
        raise CannotRead(f"no table {place['table']}")
    lines = lay_out(grid, place["row"] - 1, place["column"] - 1)
    marked_text(lines, printed)
    return lines


def marked_text(lines: list[list[SourceCell]], printed: str) -> str:
    """The text of the one marked cell; CannotRead unless there is one and it says ``printed``.

    Parsers that have changed since the archive was built may count tables otherwise: a wrong cell is never shown.
    """
    marked = [cell.text for line in lines for cell in line if cell.marked]
    if ["".join(text.split()) for text in marked] != ["".join(printed.split())]:
        raise CannotRead(f"the cell says {marked}, not {printed!r}")
    return marked[0]


def lay_out(grid: dict[str, Any], row: int, column: int) -> list[list[SourceCell]]:
    """Rows of cells for an HTML table. ``row`` and ``column`` count from 0 and may lie inside a merged cell.

    A slot that no cell owns becomes an empty cell, so that what follows keeps its column.

    >>> lay_out({"rows": 1, "columns": 3, "cells": [[0, 1, 1, 2, "41"]]}, 0, 2)[0][1]
    SourceCell(text='41', rowspan=1, colspan=2, marked=True)
    """
    placed = {(top, left): (high, wide, text) for top, left, high, wide, text in grid["cells"]}
    covered: set[tuple[int, int]] = set()
    lines: list[list[SourceCell]] = []
    for top in range(grid["rows"]):
        line: list[SourceCell] = []
        for left in range(grid["columns"]):
            if (top, left) in covered:
                continue
            high, wide, text = placed.get((top, left), (1, 1, ""))
            covered |= {(down, right) for down in range(top, top + high) for right in range(left, left + wide)}
            line.append(SourceCell(text, high, wide, _holds(top, left, high, wide, row, column)))
        lines.append(line)
    return lines


def _holds(top: int, left: int, high: int, wide: int, row: int, column: int) -> bool:
    return top <= row < top + high and left <= column < left + wide


async def stored_report(site: Site, sha256: str, media_type: str) -> dict[str, Any]:
    """Figures and chapters: ``{"figures": {key: [printed, kind]}, "sections": [[number, heading, text]]}``."""
    return await _read(site, "report", sha256, media_type)


async def _read(site: Site, what: str, sha256: str, media_type: str) -> dict[str, Any]:
    """From the cache, or read now. The version of the parsers is in the name: older readings are not looked at."""
    cached = site.data / "cache" / "sources" / sha256[:2] / sha256 / f"{_name(what, media_type)}.json"
    try:
        answer = await asyncio.to_thread(cached.read_bytes)
    except FileNotFoundError:
        answer = await _run(site, what, body_path(site.data, sha256), media_type)
        await asyncio.to_thread(keep, cached, answer)
    found: dict[str, Any] = json.loads(answer)
    if "failed" in found:
        raise CannotRead(found["failed"])
    return found


def _name(what: str, media_type: str) -> str:
    return hashlib.sha256(f"{what} {media_type} {PARSER_VERSION}".encode()).hexdigest()[:32]


@dataclass(slots=True)
class Queue:
    """Two files are read at a time, and few requests wait for it."""

    slots: asyncio.Semaphore
    waiting: int = 0


async def _run(site: Site, what: str, path: Path, media_type: str) -> bytes:
    """What the worker says, or that the file is not read, which stays so until the parsers change.

    Raises CannotRead, and keeps nothing, where it may go better another time: no file, no time, too many waiting.
    """
    queue: Queue = site.memo.setdefault("reading", Queue(asyncio.Semaphore(RUNNING)))
    if queue.waiting >= WAITING or not path.is_file():
        raise CannotRead("too many are waiting" if path.is_file() else "the file is not there")
    queue.waiting += 1
    try:
        async with queue.slots:
            return await _work([what, str(path), media_type])
    finally:
        queue.waiting -= 1


async def _work(arguments: list[str]) -> bytes:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", str(WORKER), *arguments, env=_NO_PROGRAMS,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        answer, _ = await asyncio.wait_for(process.communicate(), SECONDS)
    except TimeoutError as error:
        process.kill()
        await process.wait()
        raise CannotRead("reading it took too long") from error
    if process.returncode or not answer or len(answer) > MOST_BYTES:
        return json.dumps({"failed": f"exit code {process.returncode}, {len(answer)} bytes"}).encode()
    return answer
