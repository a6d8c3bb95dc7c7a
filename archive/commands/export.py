"""``export``: tables for people who compute, pages for web space, and the raw store in other archives' forms."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

import click

from archive.commands.common import CouldNotRun, data_option, json_option, progress, say
from archive.export_tables import THINGS, Form, NotExportable
from archive.export_tables import export as export_tables
from archive.manifest import current, list_snapshots
from crawler.rawstore import RawStore


@click.group()
def export() -> None:
    """Write tables and views as CSV, Parquet or XLSX, pages as files, or what was received as WARC or WACZ.

    \b
    Example:
      nianbao export csv report_totals --bom
      nianbao export warc --out all.warc.gz
    """


def _not_installed(error: ImportError) -> CouldNotRun:
    return CouldNotRun(f"{error.name} is not installed: pip install 'nianbao[export]'")


# -- tables


def _of_tables(command: Callable[..., None]) -> Callable[..., None]:
    options: list[Callable[[Any], Any]] = [
        click.argument("names", nargs=-1, metavar="[TABLE|VIEW]...", type=click.Choice(list(THINGS))),
        click.option("--snapshot", help="Which snapshot; default the current one."),
        click.option(
            "--out",
            type=click.Path(path_type=Path, file_okay=False),
            help="The folder to write into; default nianbao-SNAPSHOT.",
        ),
        data_option,
        json_option,
    ]
    for option in reversed(options):
        command = option(command)
    return command


@export.command()
@click.option("--bom", is_flag=True, help="Begin with a byte order mark, for Excel on Windows.")
@_of_tables
def csv(names: tuple[str, ...], snapshot: str | None, out: Path | None, data: Path, as_json: bool, bom: bool) -> None:
    """Write tables and views as CSV with a datapackage.json; without a name all of them.

    UTF-8; texts in quotation marks, null as nothing. Texts stand as printed: one may begin with "=", so import them as
    text.

    \b
    Example:
      nianbao export csv
      nianbao export csv requests report_totals --bom --out tables
    """
    _write("csv", names, snapshot, out, data, as_json, bom)


@export.command()
@_of_tables
def parquet(names: tuple[str, ...], snapshot: str | None, out: Path | None, data: Path, as_json: bool) -> None:
    """Write tables and views as Parquet with a datapackage.json; without a name all of them.

    \b
    Example:
      nianbao export parquet cells --out tables
    """
    _write("parquet", names, snapshot, out, data, as_json)


@export.command()
@_of_tables
def xlsx(names: tuple[str, ...], snapshot: str | None, out: Path | None, data: Path, as_json: bool) -> None:
    """Write tables and views as XLSX, each with a sheet that explains it; without a name all of them.

    \b
    Example:
      nianbao export xlsx report_totals --out tables
    """
    _write("xlsx", names, snapshot, out, data, as_json)


def _chosen(data: Path, snapshot: str | None) -> str:
    """The snapshot that is asked for, else the current one; CouldNotRun where it is not there."""
    chosen = snapshot or current(data)
    if chosen is None:
        raise CouldNotRun(f"{data} holds no snapshot yet: run nianbao publish first")
    if chosen not in list_snapshots(data):
        raise CouldNotRun(f"there is no snapshot {chosen} in {data}: nianbao snapshots list shows them")
    return chosen


def _write(
    form: Form,
    names: tuple[str, ...],
    snapshot: str | None,
    out: Path | None,
    data: Path,
    as_json: bool,
    bom: bool = False,
) -> None:
    chosen = _chosen(data, snapshot)
    folder = out or Path(f"nianbao-{chosen}")
    try:
        with progress() as tell:
            written = export_tables(data, chosen, names, form, folder, bom, tell)
    except ImportError as error:
        raise _not_installed(error) from error
    except (NotExportable, OSError) as error:
        raise CouldNotRun(f"the export is not complete: {error}") from error
    rows = {each.thing.name: each.rows for each in written}
    if as_json:
        say({"snapshot": chosen, "out": str(folder), "rows": rows})
    else:
        click.echo(f"{folder}: {len(rows)} files, {sum(rows.values())} rows of {chosen}, described in datapackage.json")


# -- the raw store


def _of_store(command: Callable[..., None]) -> Callable[..., None]:
    options: list[Callable[[Any], Any]] = [
        click.argument("portal", required=False),
        click.option(
            "--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only what came in from this day on."
        ),
        click.option(
            "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file to write."
        ),
        data_option,
        json_option,
    ]
    for option in reversed(options):
        command = option(command)
    return command


@export.command()
@_of_store
def warc(portal: str | None, since: datetime | None, out: Path, data: Path, as_json: bool) -> None:
    """Write what was received as WARC, for other archives and for replay.

    \b
    Example:
      nianbao export warc --out all.warc.gz
    """
    _hand_over("warc", portal, since, out, data, as_json)


@export.command()
@_of_store
def wacz(portal: str | None, since: datetime | None, out: Path, data: Path, as_json: bool) -> None:
    """Write what was received as WACZ, a package that replays in a browser.

    \b
    Example:
      nianbao export wacz nx --since 2026-01-01 --out nx.wacz
    """
    _hand_over("wacz", portal, since, out, data, as_json)


def _hand_over(form: str, portal: str | None, since: datetime | None, out: Path, data: Path, as_json: bool) -> None:
    try:
        from archive.export import choose, export_wacz, export_warc
    except ImportError as error:
        raise _not_installed(error) from error
    if not (data / "raw").is_dir():
        raise CouldNotRun(f"{data} holds no files yet: run nianbao crawl first")
    software = f"nianbao {version('nianbao')}"
    with closing(RawStore(data)) as raw, progress() as tell:
        fetches = choose(raw, portal, f"{since:%Y-%m-%d}" if since else "")
        if not fetches:
            raise CouldNotRun("nothing was received that this export asks for; nothing was written")
        try:
            if form == "wacz":
                exported = export_wacz(raw, fetches, out, software, tell)
            else:
                part = out.with_name(f"{out.name}.open")
                with part.open("xb") as file:
                    exported = export_warc(raw, fetches, file, software, tell)
                part.replace(out)
        except OSError as error:
            raise CouldNotRun(f"the export could not be written: {error}") from error
    counts = {"responses": exported.responses, "revisits": exported.revisits, "requests": exported.requests}
    say(counts | {"out": str(out)}) if as_json else click.echo(
        f"{out}: {exported.responses} responses, {exported.revisits} revisits, {exported.requests} requests"
    )


# -- pages


@export.command()
@click.argument("pages", nargs=-1, metavar="[PAGE]...")
@click.option("--address", required=True, help="Where the folder will be found: https://newspaper.example/reports/.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="The folder; default pages-SNAPSHOT.")
@click.option("--snapshot", help="Which snapshot; default the current one.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="The language.")
@click.option(
    "--figures/--no-figures", default=True, help="With the pages of single figures, 200 a report; default yes."
)
@data_option
@json_option
def pages(
    pages: tuple[str, ...],
    address: str,
    out: Path | None,
    snapshot: str | None,
    lang: Literal["zh", "en"],
    figures: bool,
    data: Path,
    as_json: bool,
) -> None:
    """Write pages of a snapshot as files, for web space without a server.

    PAGE is a place, an organ or a report as the site calls it (/organ/…); what stands below it comes along: an organ's
    reports, a report's figures with their sources, the files as received. Without PAGE everything is written.

    \b
    Example:
      nianbao export pages /report/990100-caizhengju-2022 --address https://newspaper.example/reports/
    """
    # Datasette takes its time to be imported, and no other command needs it.
    from archive.site.still import NoSuchPage, copy_pages

    chosen = _chosen(data, snapshot)
    folder = out or Path(f"pages-{chosen}")
    if folder.exists() and any(folder.iterdir()):
        raise CouldNotRun(f"{folder} is not empty: name another folder with --out")
    if not re.fullmatch(r"https?://[^/?#]+/([^?#]*/)?", address):
        raise CouldNotRun("--address is a whole address that ends with a slash: https://newspaper.example/reports/")
    try:
        with progress() as tell:
            done = asyncio.run(copy_pages(data, chosen, pages, folder, address, lang, figures, tell))
    except (NoSuchPage, OSError) as error:
        raise CouldNotRun(f"the export is not complete: {error}") from error
    if as_json:
        say({"snapshot": chosen, "out": str(folder), "files": done.files, "bytes": done.bytes, "first": done.first})
    else:
        click.echo(f"{folder}: {done.files} files, {done.bytes} bytes of {chosen}; begin with {done.first}")
