"""``build``, ``publish``, ``serve``, ``verify``: from the raw store to the site."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import click

from archive.build import Built, World, archive_path
from archive.build import build as build_archive
from archive.commands.common import (
    NEEDS_A_PERSON,
    OK,
    CouldNotRun,
    NeedsAPerson,
    data_option,
    json_option,
    load_world,
    locked,
    portals_option,
    progress,
    say,
)
from archive.loading import Unread
from archive.manifest import Manifest, check_snapshots, current, list_snapshots
from archive.publish import NotPublished
from archive.publish import publish as publish_snapshot
from archive.retention import thin
from crawler.manifest import check_manifests
from crawler.rawstore import Damage, RawStore


def build_now(data: Path, world: World, *, rebuild: bool = False, workers: int | None = None) -> Built:
    """Build under the lock, showing progress."""
    if not (data / "raw").is_dir():
        raise CouldNotRun(f"{data} holds no files yet: run nianbao crawl or nianbao add first")
    with locked(data), progress() as tell:
        try:
            return build_archive(data, world, rebuild=rebuild, workers=workers, progress=tell)
        except Unread as error:
            raise CouldNotRun(
                f"{error}: run nianbao build --rebuild, which reads every file again; the archive before is untouched"
            ) from error
        except FileNotFoundError as error:
            raise CouldNotRun(
                f"{error.filename} is missing: run nianbao verify to see what the store has lost"
            ) from error
        except (OSError, sqlite3.OperationalError) as error:
            raise CouldNotRun(f"the archive could not be written: {error}; the one before is untouched") from error


def built_line(built: Built) -> str:
    held = f"{built.files} files in the archive ({built.unread} unread)"
    return f"{built.parsed} files read, {held}, {built.reports} reports"


@click.command()
@click.option("--rebuild", is_flag=True, help="Read every stored file again.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes that read files; default one a core.")
@data_option
@portals_option
@json_option
def build(rebuild: bool, workers: int | None, data: Path, portals: Path, as_json: bool) -> None:
    """Read what is new in the raw store and write archive.db.

    \b
    Example:
      nianbao build
      nianbao build --rebuild
    """
    built = build_now(data, load_world(portals), rebuild=rebuild, workers=workers)
    say(asdict(built)) if as_json else click.echo(built_line(built))


def publish_now(data: Path, accept: str | None = None, whole: str | None = None) -> Manifest:
    """Publish under the lock; NeedsAPerson when the gate says no."""
    if not archive_path(data).exists():
        raise CouldNotRun(f"{archive_path(data)} is not there yet: run nianbao build first")
    with locked(data), progress() as tell:
        try:
            return publish_snapshot(data, accept, tell, whole)
        except NotPublished as refusal:
            lines = "\n".join(f"  - {reason}" for reason in refusal.reasons)
            kept = current(data)
            last = f"the snapshot {kept} stays" if kept else "there is no snapshot yet"
            raise NeedsAPerson(f"not published, {last}:\n{lines}") from refusal
        except (OSError, sqlite3.Error) as error:
            raise CouldNotRun(f"the snapshot could not be written: {error}; the one before is untouched") from error


def thin_line(data: Path) -> str:
    """Take away the snapshots that the rule does not keep; what to say of it, nothing where none went."""
    with locked(data):
        gone = thin(data)
    return f", {len(gone)} old ones taken away" if gone else ""


@click.command()
@click.option("--accept", metavar="REASON", help="Publish against the gate; the reason goes into the manifest.")
@click.option(
    "--whole", is_flag=True, help="Check and copy all of archive.db, not only what changed since the last one."
)
@data_option
@json_option
def publish(accept: str | None, whole: bool, data: Path, as_json: bool) -> None:
    """Check archive.db and publish it as a dated snapshot; if the check says no, the last good one stays.

    \b
    Example:
      nianbao publish
    Exit code: 0 published; 1 the gate said no (why, is printed); 3 could not run.
    """
    manifest = publish_now(data, accept, "nianbao publish --whole" if whole else None)
    say(asdict(manifest)) if as_json else click.echo(
        f"snapshot {manifest.snapshot}: {manifest.rows['reports']} reports"
    )


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one."
)
@data_option
def serve(host: str, port: int, data: Path) -> None:
    """Serve the newest snapshot with Datasette, picking up each new one.

    \b
    Example:
      nianbao serve --port 8001
    """
    serve_now(data, host, port)


def serve_now(data: Path, host: str, port: int) -> None:
    if current(data) is None:
        raise CouldNotRun(f"{data} holds no snapshot yet: run nianbao publish first")
    # Datasette takes a second to import, which no other command should pay.
    from archive.site import serve as serve_site

    serve_site(data, host, port)


@click.command()
@data_option
@json_option
def verify(data: Path, as_json: bool) -> None:
    """Hash every stored file, manifest and snapshot again and name each that is not what it was.

    \b
    Example:
      nianbao verify
    Exit code: 0 all as it was; 1 something is not.
    """
    if not (data / "raw").is_dir():
        raise CouldNotRun(f"{data} holds no files yet: run nianbao crawl or nianbao add first")
    with closing(RawStore(data)) as raw:
        bodies = sorted({*raw.hashes(), *raw.recorded_hashes()})
        damages: list[str] = []
        with progress() as tell:
            for done, sha256 in enumerate(bodies, 1):
                damage = raw.check_body(sha256)
                if damage is not None:
                    damages.append(_damage_line(raw, damage))
                tell("verifying", done, len(bodies))
        manifests = len(raw.manifests())
        damages += check_manifests(raw)
    damages += check_snapshots(data)
    snapshots = len(list_snapshots(data))
    if as_json:
        say({"bodies": len(bodies), "manifests": manifests, "snapshots": snapshots, "damages": damages})
    else:
        for line in damages:
            click.echo(line)
        checked = f"{len(bodies)} files, {manifests} manifests and {snapshots} snapshots checked"
        click.echo(f"{checked}, {len(damages)} not what they were")
    raise SystemExit(NEEDS_A_PERSON if damages else OK)


def _damage_line(raw: RawStore, damage: Damage) -> str:
    if damage.found is None:
        return f"{raw.path(damage.sha256)} is missing"
    return f"{raw.path(damage.sha256)} now hashes to {damage.found}"
