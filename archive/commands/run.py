"""``crawl`` and ``nightly``: the crawler runs in a process of its own, because Twisted starts only once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click

from archive.build import World
from archive.commands.common import (
    COULD_NOT_RUN,
    NEEDS_A_PERSON,
    OK,
    USAGE,
    CouldNotRun,
    NeedsAPerson,
    data_option,
    json_option,
    load_registry,
    load_world,
    portals_option,
    say,
)
from archive.commands.make import build_now, built_line, publish_now, thin_line
from archive.ping import ping

Recheck = Literal["due", "all", "none"]

recheck_option = click.option(
    "--recheck",
    type=click.Choice(["due", "all", "none"]),
    default="due",
    show_default=True,
    help="Which stored pages to ask for again.",
)


def crawl_now(
    data: Path,
    portals_folder: Path,
    names: Sequence[str],
    recheck: str = "due",
    *extra: str,
    capture: bool = False,
) -> tuple[int, str]:
    """Run the crawler; its exit code and, with ``capture``, what it said on stdout. Its progress goes to stderr."""
    command = [sys.executable, "-m", "crawler", "--data", os.fspath(data), "--portals", os.fspath(portals_folder)]
    done = subprocess.run(
        [*command, "--recheck", recheck, *extra, *names],
        stdout=subprocess.PIPE if capture else None,
        text=True,
        check=False,
    )
    # A crawler that died of a signal or an error of its own could not run.
    code = done.returncode if done.returncode in (OK, NEEDS_A_PERSON, USAGE) else COULD_NOT_RUN
    return code, (done.stdout or "").strip()


def check_names(folder: Path, names: Sequence[str]) -> None:
    """UsageError for a portal the registry does not have, or whose column it does not know."""
    known = {portal.id: portal for portal in load_registry(folder).portals}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise click.UsageError(f"no portal {', '.join(unknown)} in {folder}: nianbao portals list shows them")
    blank = [name for name in names if known[name].kind == "discover"]
    if blank:
        raise click.UsageError(
            f"the column of {', '.join(blank)} is not known yet: nianbao portals discover {blank[0]}"
        )


@click.command()
@click.argument("portal", nargs=-1)
@recheck_option
@data_option
@portals_option
@json_option
def crawl(portal: tuple[str, ...], recheck: str, data: Path, portals: Path, as_json: bool) -> None:
    """Walk the annual-report columns of the portals and store every file as it is sent.

    \b
    Example:
      nianbao crawl
      nianbao crawl nx tongxin
    Exit code: 0 all well; 1 a portal needs a person (which, is printed); 3 could not run.
    """
    check_names(portals, portal)
    code, _ = crawl_now(data, portals, portal, recheck, *(["--json"] if as_json else []))
    raise SystemExit(code)


@click.command()
@click.argument("portal", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Walk every portal, also out of season.")
@recheck_option
@data_option
@portals_option
@json_option
def nightly(portal: tuple[str, ...], everything: bool, recheck: str, data: Path, portals: Path, as_json: bool) -> None:
    """Crawl, build, check, publish, thin out old snapshots: the whole job, ending with one summary line.

    From 5 January to 15 April every portal is walked every night, otherwise each once a week; portals that are named
    are always walked. With NIANBAO_PING_URL set, that address is asked at the end, the exit code appended.

    \b
    Example:
      nianbao nightly
      nianbao nightly --all
    Exit code: 0 all well; 1 something needs a person (what, is printed); 3 could not run.
    """
    check_names(portals, portal)
    season = [] if everything or portal else ["--season"]
    code = COULD_NOT_RUN
    try:
        code = _night(portal, recheck, season, data, portals, as_json)
    finally:
        # However the night ended, short of the whole process being killed: then the watcher hears nothing.
        if trouble := ping(code):
            click.echo(f"nianbao nightly: {trouble}", err=True)
    raise SystemExit(code)


def _night(portal: tuple[str, ...], recheck: str, season: list[str], data: Path, portals: Path, as_json: bool) -> int:
    code, crawled = crawl_now(data, portals, portal, recheck, *season, capture=True)
    if code in (USAGE, COULD_NOT_RUN):
        raise CouldNotRun("the crawl could not run (why, is printed above); nothing was built or published")
    code, line = _build_and_publish(data, load_world(portals), code)
    summary = " | ".join(filter(None, (crawled.replace("\n", "; "), line, f"exit={code}")))
    say({"exit": code, "crawl": crawled, "archive": line}) if as_json else click.echo(summary)
    return code


def _build_and_publish(data: Path, world: World, code: int) -> tuple[int, str]:
    built = build_now(data, world)
    try:
        manifest = publish_now(data)
    except NeedsAPerson as refusal:
        refusal.show()
        return NEEDS_A_PERSON, f"{built_line(built)} | not published"
    return code, f"{built_line(built)} | snapshot {manifest.snapshot}{thin_line(data)}"
