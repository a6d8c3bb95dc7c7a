"""Every table of a snapshot as a file, made when it is published: ``<snapshot>/<table>.csv.gz`` and ``bulk.json``.

The site serves nothing that ``bulk.json`` does not name. The same archive gives the same bytes, so a file that did not
change keeps its hash.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import os
import shutil
import sqlite3
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from archive.schema import TABLES

INDEX = "bulk.json"
_LEVEL = 4
# A third less time than gzip's own 6, for seven bytes more in a hundred.
_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class BulkFile:
    """One file: ``bytes`` and ``sha256`` are of the compressed file, ``rows`` without the header."""

    name: str
    table: str
    rows: int
    bytes: int
    sha256: str


def write_bulk(folder: Path, like: Path | None = None, written: Collection[str] | None = None) -> list[BulkFile]:
    """Write the tables of ``folder/archive.db`` beside it as gzipped CSV: UTF-8, header, by primary key.

    ``like`` is a snapshot that says the same but for the tables ``written`` (None: all): its files are taken over.
    """
    there: dict[str, BulkFile] = {}
    if like is not None and written is not None:
        there = {file.table: file for file in read_bulk(like) if file.table not in written}
    address = f"{(folder / 'archive.db').resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as db:
        files = [
            _taken_over(folder, like, there.get(table.name)) or _write(db, folder, table.name, table.primary_key)
            for table in TABLES
        ]
    lines = [asdict(file) for file in files]
    (folder / INDEX).write_text(json.dumps(lines, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return files


def _taken_over(folder: Path, like: Path | None, file: BulkFile | None) -> BulkFile | None:
    """``file`` of the snapshot ``like``, now in ``folder`` too; None where it is not what it was."""
    if like is None or file is None:
        return None
    path = like / file.name
    if not path.is_file() or _hash(path) != file.sha256:
        return None
    try:
        os.link(path, folder / file.name)
    except OSError:
        # A file system without hard links.
        shutil.copyfile(path, folder / file.name)
    return file


def _write(db: sqlite3.Connection, folder: Path, table: str, key: tuple[str, ...]) -> BulkFile:
    path = folder / f"{table}.csv.gz"
    cursor = db.execute(f"SELECT * FROM {table} ORDER BY {', '.join(key)}")
    rows = 0
    # No name and no time in the head: they would change the hash every night.
    with path.open("wb") as file, gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as packed:
        packed.write(_lines([[column[0] for column in cursor.description]]))
        while batch := cursor.fetchmany(_BATCH):
            packed.write(_lines(batch))
            rows += len(batch)
    return BulkFile(path.name, table, rows, path.stat().st_size, _hash(path))


def _lines(rows: Sequence[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_bulk(folder: Path) -> list[BulkFile]:
    """The files of a snapshot; none where it was published before there were any."""
    index = folder / INDEX
    return [BulkFile(**line) for line in json.loads(index.read_text(encoding="utf-8"))] if index.is_file() else []


def check_bulk(folder: Path) -> list[str]:
    """What is wrong with the files of a snapshot."""
    wrong = []
    for file in read_bulk(folder):
        path = folder / file.name
        if not path.is_file():
            wrong.append(f"{path} is missing")
        elif _hash(path) != file.sha256:
            wrong.append(f"{path} is not what {INDEX} says")
    return wrong
