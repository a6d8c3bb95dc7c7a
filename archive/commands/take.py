"""``add`` and ``show``: loose files."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import click
from rich.console import Console

from archive.commands.common import (
    NEEDS_A_PERSON,
    OK,
    REFUSED,
    CouldNotRun,
    data_option,
    json_option,
    progress,
    say,
    sole_writer,
)
from archive.manifest import file_hash
from archive.reading import Limits, Task, read_all
from crawler.items import Fetch
from crawler.manifest import write_manifest
from crawler.rawstore import RawStore, now
from parsers.model import Hint
from parsers.present import as_json as report_json
from parsers.terminal import print_report

# What a server would call such a file; the bytes decide, but a damaged file is named by what it should have been.
_MEDIA_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def media_type_of(path: Path) -> str:
    return _MEDIA_TYPES.get(path.suffix.lower(), "")


@dataclass(frozen=True, slots=True)
class Loose:
    """A file to take in, and its name inside what was given on the command line."""

    path: Path
    name: str


def find_files(given: Sequence[Path], recursive: bool) -> Iterator[Loose]:
    """Every regular file given, those of folders sorted by name; UsageError for a folder without ``recursive``."""
    for path in given:
        if not path.is_dir():
            yield Loose(path, readable(path.name))
        elif recursive:
            for file in sorted(file for file in path.rglob("*") if file.is_file()):
                yield Loose(file, readable(file.relative_to(path).as_posix()))
        else:
            raise click.UsageError(f"{path} is a folder: add -r to take all files in it")


def readable(name: str) -> str:
    """A file name as text: archives packed on Chinese Windows unpack to names in GB 18030, which are no UTF-8.

    >>> readable(os.fsdecode("年报.pdf".encode("gb18030")))
    '年报.pdf'
    """
    spelt = os.fsencode(name)
    try:
        return spelt.decode()
    except UnicodeDecodeError:
        return spelt.decode("gb18030", errors="replace")


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("-r", "--recursive", is_flag=True, help="Take all files of folders.")
@click.option("--url", default="", help="Where the file was published (for one file).")
@click.option("--organ", default="", help="The organ that reports, where the file does not say it.")
@click.option("--year", type=click.IntRange(2000, 2100), help="The year it reports on, where the file does not say it.")
@data_option
@json_option
def add(
    files: tuple[Path, ...], recursive: bool, url: str, organ: str, year: int | None, data: Path, as_json: bool
) -> None:
    """Take loose files into the raw store, whatever is in them.

    \b
    Example:
      nianbao add report.pdf --organ 吴忠市人民政府 --year 2020
      nianbao add a-folder-of-files -r
    """
    loose = list(find_files(files, recursive))
    if url and len(loose) != 1:
        raise click.UsageError("--url is the address of one file; add the files one by one")
    counts = {"added": 0, "known": 0, "unreadable": 0}
    with closing(RawStore(data)) as raw, sole_writer(raw), progress() as tell:
        run = raw.start_run("add", f"nianbao {version('nianbao')}")
        for done, file in enumerate(loose, 1):
            counts[_take(raw, run.id, file, url or f"file:{file.name}", organ, year)] += 1
            tell("adding", done, len(loose))
        summary = f"{counts['added']} files added, {counts['known']} already there, {counts['unreadable']} unreadable"
        code = NEEDS_A_PERSON if counts["unreadable"] else OK
        write_manifest(raw, run.id)
        raw.end_run(run.id, code, summary)
    say(counts) if as_json else click.echo(summary)
    raise SystemExit(code)


def _take(raw: RawStore, run: str, file: Loose, url: str, organ: str, year: int | None) -> str:
    if not file.path.is_file():
        click.echo(f"nianbao: {file.name} is no regular file", err=True)
        return "unreadable"
    try:
        body = file.path.read_bytes()
    except OSError as error:
        click.echo(f"nianbao: {file.name} cannot be read: {error.strerror}", err=True)
        return "unreadable"
    sha256, _ = raw.put(body)
    if _known(raw.db, url, sha256, organ, year):
        return "known"
    raw.record(
        Fetch(
            run=run,
            kind="added",
            url=url,
            at=now(),
            status=200,
            sha256=sha256,
            bytes=len(body),
            media_type=media_type_of(file.path),
            title=file.name.rsplit("/", 1)[-1],
            organ=organ,
            year=year,
        )
    )
    return "added"


def _known(db: sqlite3.Connection, url: str, sha256: str, organ: str, year: int | None) -> bool:
    """Whether the last time this file was added, the same was said of it."""
    query = "SELECT organ, year FROM fetch WHERE kind = 'added' AND url = ? AND sha256 = ? ORDER BY id DESC LIMIT 1"
    last = db.execute(query, (url, sha256)).fetchone()
    return last is not None and (last[0], last[1]) == (organ, year)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
def show(files: tuple[Path, ...], as_json: bool) -> None:
    """Read files and print their three tables, chapters and checks; nothing is stored.

    \b
    Example:
      nianbao show report.pdf
      nianbao show *.pdf --json | jq .organ
    Exit code: 0 all read; 1 some partial or narrative; 4 some refused.
    """
    tasks = [_task(file) for file in files]
    console = Console()
    statuses: set[str] = set()
    with progress() as tell:
        for done, (task, report) in enumerate(read_all(tasks, Limits(), os.cpu_count() or 1), 1):
            statuses.add(report.status)
            if as_json:
                say(report_json(report))
            else:
                console.rule(readable(str(task.path)), align="left")
                print_report(report, console)
            tell("reading", done, len(tasks))
    raise SystemExit(
        REFUSED if "refused" in statuses else NEEDS_A_PERSON if statuses & {"partial", "narrative"} else OK
    )


def _task(path: Path) -> Task:
    try:
        return Task(file_hash(path), path, media_type_of(path), Hint(title=readable(path.stem)))
    except OSError as error:
        raise CouldNotRun(f"{path} cannot be read: {error.strerror}") from error
