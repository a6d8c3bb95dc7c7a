"""``demo``: the whole way on replica portals that run on this machine."""

from __future__ import annotations

import shutil
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click

from archive.build import archive_path
from archive.commands.common import OK, CouldNotRun, data_option, load_world
from archive.commands.make import build_now, built_line, publish_now, serve_now
from archive.commands.run import crawl_now
from archive.manifest import read_only
from crawler.demo.server import serve as serve_replicas
from crawler.demo.server import write_registry

_HOST = "127.0.0.1"
# Replicas on this machine need no mercy; the crawler allows this on loopback only.
_DELAY = "0.02"
_MARK = "made-by-nianbao-demo"


@click.command()
@click.option("--serve/--no-serve", "serving", default=True, show_default=True, help="Serve the archive at the end.")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="Port to serve on.")
@data_option
def demo(serving: bool, port: int, data: Path) -> None:
    """Crawl replica portals on this machine on two nights, publish both, and serve the result.

    Everything lies in the folder demo of the data folder, which is emptied first.

    \b
    Example:
      nianbao demo
      nianbao demo --no-serve
    """
    folder = fresh_folder(data / "demo")
    with serve_replicas() as replicas:
        write_registry(folder / "portals", replicas)
        click.echo(
            "Two replica portals answer on loopback: " + ", ".join(sorted(replicas.addresses.values())), err=True
        )
        _night("first night", folder, "due")
        # One report is replaced and one withdrawn between the nights.
        replicas.set_state(2)
        _night("second night", folder, "all")
        if not serving:
            click.echo(f"Published in {folder / 'snapshots'}; look at it with: nianbao serve --data {folder}")
            return
        port = free_port(port)
        click.echo("\n".join(things_to_try(folder, f"http://{_HOST}:{port}")))
        serve_now(folder, _HOST, port)


def fresh_folder(folder: Path) -> Path:
    """An empty folder for the demo; what an earlier demo left is deleted, anything else is not touched."""
    if folder.exists() and any(folder.iterdir()) and not (folder / _MARK).exists():
        raise CouldNotRun(f"{folder} holds something the demo did not make: move it away, or use another --data")
    if folder.exists():
        shutil.rmtree(folder)
    (folder / "portals").mkdir(parents=True)
    (folder / _MARK).touch()
    return folder


def _night(name: str, folder: Path, recheck: str) -> None:
    click.echo(f"{name}: crawling", err=True)
    code, crawled = crawl_now(folder, folder / "portals", (), recheck, "--delay", _DELAY, capture=True)
    if code != OK:
        raise CouldNotRun(f"the demo portals were not crawled well:\n{crawled}")
    built = build_now(folder, load_world(folder / "portals"))
    manifest = publish_now(folder)
    click.echo(f"{name}: {crawled}\n  {built_line(built)}\n  snapshot {manifest.snapshot}", err=True)


def free_port(wanted: int) -> int:
    """``wanted`` if nobody listens there, else one that is free."""
    for port in (wanted, 0):
        with closing(socket.socket()) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((_HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise CouldNotRun("no free port on this machine")


def things_to_try(folder: Path, address: str) -> Iterator[str]:
    """Five addresses, chosen from what the archive holds."""
    with closing(read_only(archive_path(folder))) as db:
        altered = _first(db.execute("SELECT report_id FROM changes WHERE kind = 'figures_changed' ORDER BY id"))
        failing = _first(db.execute("SELECT report_id FROM failing_checks WHERE rule LIKE '%_sum' ORDER BY report_id"))
        newest = _first(db.execute("SELECT id FROM reports ORDER BY year DESC, id"))
    yield f"\nThe archive is at {address}/ (Ctrl-C ends it). Five things to try:"
    yield f"  {address}/  what there is and what is missing, place by year"
    yield f"  {address}/report/{failing or newest}  a report whose printed figures do not add up"
    yield f"  {address}/report/{altered or newest}  a report that was silently replaced: figures before and after"
    yield f"  {address}/archive/report_totals?_sort_desc=refusal_rate  who refuses most"
    yield f"  {address}/archive/carry_over_gaps.csv?_size=max  requests lost from one year to the next, as a table"


def _first(rows: sqlite3.Cursor) -> str | None:
    row = rows.fetchone()
    return None if row is None else row[0]
