"""``snapshots``: which there are, which stay; ``diff``: what is different between two of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click

from archive.commands.common import CouldNotRun, data_option, json_option, locked, say
from archive.diff import Difference, compare
from archive.manifest import current, list_snapshots, read_manifest, snapshots_path, thinned_path
from archive.retention import KEEP_DAYS, NoSuchSnapshot, pin, pinned, thin, thinned, to_thin, unpin

WHY = {
    "source": "the portal's file was changed",
    "reread": "the same file was read anew",
    "replaced": "another file of the same report is shown now",
    "new": "a report that was not there",
    "gone": "a report that is there no more",
}


@click.group()
def snapshots() -> None:
    """See which snapshots there are, and say which stay.

    Kept are all of the last 30 days, then the newest of each month, the current one and those that are pinned.
    """


@snapshots.command("list")
@data_option
@json_option
def list_them(data: Path, as_json: bool) -> None:
    """List the snapshots, oldest first, and those that were taken away.

    \b
    Example:
      nianbao snapshots list
    """
    kept, pins, now = list_snapshots(data), pinned(data), current(data)
    gone = sorted(thinned(data))
    if as_json:
        say({"snapshots": kept, "current": now, "pinned": pins, "thinned": gone})
        return
    if not kept:
        click.echo("no snapshot yet: run nianbao publish")
    for snapshot in kept:
        notes = ["current"] if snapshot == now else []
        notes += [f"pinned: {pins[snapshot]}"] if snapshot in pins else []
        click.echo("\t".join((snapshot, f"{read_manifest(data, snapshot).rows['reports']} reports", *notes)))
    if gone:
        click.echo(f"{len(gone)} older ones were taken away; their manifests are in {thinned_path(data)}")


@snapshots.command("pin")
@click.argument("snapshot")
@click.argument("reason")
@data_option
def pin_one(snapshot: str, reason: str, data: Path) -> None:
    """Keep SNAPSHOT for good, and write down the REASON.

    \b
    Example:
      nianbao snapshots pin 20260128T173000Z "quoted in our story of 1 February"
    """
    try:
        pin(data, snapshot, reason)
    except NoSuchSnapshot as error:
        raise CouldNotRun(f"there is no snapshot {error} in {data}: nianbao snapshots list shows them") from error
    click.echo(f"{snapshot} stays")


@snapshots.command("unpin")
@click.argument("snapshot")
@data_option
def unpin_one(snapshot: str, data: Path) -> None:
    """Let the rule decide on SNAPSHOT again.

    \b
    Example:
      nianbao snapshots unpin 20260128T173000Z
    """
    try:
        unpin(data, snapshot)
    except NoSuchSnapshot as error:
        raise CouldNotRun(f"{error} is not pinned: nianbao snapshots list shows what is") from error
    click.echo(f"{snapshot} stays as long as the rule keeps it")


@snapshots.command("thin")
@click.option("--days", default=KEEP_DAYS, show_default=True, type=click.IntRange(min=1), help="Keep all younger ones.")
@click.option("--dry-run", is_flag=True, help="Only say which would go.")
@data_option
@json_option
def thin_now(days: int, dry_run: bool, data: Path, as_json: bool) -> None:
    """Take away the snapshots that the rule does not keep; nianbao nightly does it too.

    \b
    Example:
      nianbao snapshots thin --dry-run
    """
    if not snapshots_path(data).is_dir():
        raise CouldNotRun(f"{data} holds no snapshot yet: run nianbao publish first")
    with locked(data):
        gone = to_thin(data, days) if dry_run else thin(data, days)
    if as_json:
        say({"thinned": gone, "dry_run": dry_run})
    else:
        click.echo("\n".join([*gone, f"{len(gone)} snapshots {'would go' if dry_run else 'taken away'}"]))


@click.command()
@click.argument("before")
@click.argument("after")
@data_option
@json_option
def diff(before: str, after: str, data: Path, as_json: bool) -> None:
    """Say which figures differ between two snapshots, and why.

    BEFORE and AFTER are names of snapshots (nianbao snapshots list), or "current". With --json one figure a line.

    \b
    Example:
      nianbao diff 20260128T173000Z current
      nianbao diff 20260128T173000Z current --json | jq 'select(.why == "source")'
    """
    paths = [_database(data, name) for name in (before, after)]
    counts: Counter[str] = Counter()
    for difference in compare(*paths):
        counts[difference.why] += 1
        say(asdict(difference)) if as_json else click.echo(_line(difference))
    if not as_json:
        click.echo(
            "no figure differs" if not counts else "; ".join(f"{counts[why]} {why}: {WHY[why]}" for why in counts)
        )


def _database(data: Path, name: str) -> Path:
    snapshot = current(data) if name == "current" else name
    if snapshot not in list_snapshots(data):
        raise CouldNotRun(f"there is no snapshot {name} in {data}: nianbao snapshots list shows them")
    return snapshots_path(data) / snapshot / "archive.db"


def _line(difference: Difference) -> str:
    sides = " -> ".join("-" if side is None else repr(side) for side in (difference.before, difference.after))
    return f"{difference.report_id} {difference.key}: {sides} ({difference.why})"
