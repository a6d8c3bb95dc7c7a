"""``portals``: the registry, and looks at portals that store nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import click

from archive.commands.common import (
    COULD_NOT_RUN,
    NEEDS_A_PERSON,
    OK,
    USAGE,
    data_option,
    json_option,
    load_registry,
    portals_option,
    say,
)
from archive.commands.run import check_names
from crawler.registry import Portal, where

delay_option = click.option("--delay", type=float, help="Seconds between requests; below 1 only on this machine.")


@click.group()
def portals() -> None:
    """The registry of portals."""


@portals.command("list")
@portals_option
@json_option
def list_portals(portals: Path, as_json: bool) -> None:
    """List the portals of the registry, each with the day one of us looked at its column.

    \b
    Example:
      nianbao portals list
    """
    rows = load_registry(portals).portals
    for portal in rows:
        say(asdict(portal)) if as_json else click.echo(_line(portal))
    unknown = sum(portal.kind == "discover" for portal in rows)
    unchecked = sum(not portal.checked for portal in rows)
    click.echo(
        f"{len(rows)} portals; of {unknown} the column is not known yet (nianbao portals discover); "
        f"{unchecked} were never checked by us",
        err=True,
    )


def _line(portal: Portal) -> str:
    checked = f"checked {portal.checked}" if portal.checked else "never checked"
    address = portal.list_url or f"column not known, begin at {where(portal)}"
    return "\t".join((portal.id, portal.place, portal.system, portal.name, address, checked))


@portals.command("check")
@click.argument("portal", nargs=-1, metavar="[ID]...")
@delay_option
@portals_option
@json_option
def check_portals(portal: tuple[str, ...], delay: float | None, portals: Path, as_json: bool) -> None:
    """Visit columns and say what a crawl would collect: family, links, reports, the total the listing states.

    Only the listings are asked for, and nothing is kept. Without an ID no portal is visited: the rows of the registry
    are checked, and the first wrong one is named with its file, row and field.

    \b
    Example:
      nianbao portals check nx
      nianbao portals check --portals my-portals
    Exit code: 0 a crawl would be well; 1 a column needs a person; 3 could not run, or a row is wrong.
    """
    if not portal:
        rows = len(load_registry(portals).portals)
        say({"portals": rows}) if as_json else click.echo(f"{rows} portals, all rows well")
        return
    check_names(portals, portal)
    raise SystemExit(_visit("check", portals, delay, as_json, *portal))


@portals.command("discover")
@click.argument("url")
@click.option("--approve", is_flag=True, help="You know that this host, which is no gov.cn, is the portal's own.")
@delay_option
@data_option
@portals_option
@json_option
def discover_column(url: str, approve: bool, delay: float | None, data: Path, portals: Path, as_json: bool) -> None:
    """Follow a portal's own links from URL to its annual-report column, and print the row to paste.

    Instead of a URL the id of a row may be given whose column is not known (nianbao portals list shows them). At most
    3 clicks and 60 pages; no address is guessed. The listing page is saved in the folder discovered of the data folder,
    ready to become a case of tests/listings.

    \b
    Example:
      nianbao portals discover https://www.nx.gov.cn/
      nianbao portals discover wuzhong
    Exit code: 0 found; 1 not found, or found and in doubt: a person must look; 3 could not run.
    """
    extra = ["--save", os.fspath(data / "discovered"), *(["--approve"] if approve else [])]
    raise SystemExit(_visit("discover", portals, delay, as_json, *extra, url))


def _visit(command: str, folder: Path, delay: float | None, as_json: bool, *arguments: str) -> int:
    """Run a visit in a process of its own, because Twisted starts only once; its exit code."""
    options = ["--portals", os.fspath(folder), *(["--json"] if as_json else [])]
    options += [] if delay is None else ["--delay", str(delay)]
    done = subprocess.run([sys.executable, "-m", "crawler", command, *options, *arguments], check=False)
    return done.returncode if done.returncode in (OK, NEEDS_A_PERSON, USAGE) else COULD_NOT_RUN
