"""``status``: what there is, and what needs a look."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import click

from archive.build import archive_path
from archive.commands.common import data_option, json_option, say
from archive.manifest import current, read_only
from crawler.rawstore import RawStore

_RUNS = 5
_LINES = 20

Rows = list[dict[str, object]]


@click.command()
@click.option("--all", "everything", is_flag=True, help="Name every file and report, not only the first.")
@data_option
@json_option
def status(everything: bool, data: Path, as_json: bool) -> None:
    """Show the last runs, the portals that need a look, the files not read and the reports missing.

    \b
    Example:
      nianbao status
      nianbao status --json | jq .unread
    """
    found = read_status(data)
    if as_json:
        say(found)
    else:
        _print_status(found, None if everything else _LINES)


def read_status(data: Path) -> dict[str, Rows | str | None]:
    """Everything ``status`` shows; empty lists where there is nothing yet."""
    found: dict[str, Rows | str | None] = {"snapshot": current(data), "runs": _runs(data), **_evidence(data)}
    queries = {
        "portals": "SELECT id, name, health, health_reasons, last_good_run FROM portals"
        " WHERE health IS NOT NULL AND health <> 'ok' ORDER BY id",
        "files": "SELECT status, reason, count(*) AS files FROM files GROUP BY status, reason ORDER BY status, reason",
        "unread": "SELECT url, name, reason, sha256 FROM files WHERE status = 'refused' AND report_id IS NULL"
        " ORDER BY url, sha256",
        "problems": "SELECT stage, kind, count(*) AS problems FROM problems GROUP BY stage, kind ORDER BY stage, kind",
        "missing": "SELECT organ, year, due_on FROM missing_reports ORDER BY organ, year",
    }
    archive = archive_path(data)
    if not archive.exists():
        return found | {name: [] for name in queries}
    with closing(read_only(archive)) as db:
        db.row_factory = sqlite3.Row
        for name, query in queries.items():
            found[name] = [dict(row) for row in db.execute(query)]
    return found


def _runs(data: Path) -> Rows:
    if not (data / "raw" / "fetches.db").exists():
        return []
    with closing(RawStore(data)) as raw:
        return [asdict(run) for run in raw.runs()][-_RUNS:]


def _evidence(data: Path) -> dict[str, Rows | str | None]:
    """The newest manifest's hash and the last share of the fixity check."""
    if not (data / "raw" / "fetches.db").exists():
        return {"manifest": None, "fixity": []}
    with closing(RawStore(data)) as raw:
        manifests, fixity = raw.manifests(), raw.last_fixity()
    return {
        "manifest": f"{manifests[-1].sha256} {manifests[-1].run}" if manifests else None,
        "fixity": [asdict(fixity)] if fixity else [],
    }


def _print_status(found: dict[str, Rows | str | None], limit: int | None) -> None:
    click.echo(f"snapshot: {found['snapshot'] or 'none yet'}")
    click.echo(f"manifest: {found['manifest'] or 'none yet'}")
    for title, name, line in (
        ("last runs", "runs", "{started:.19} {command}: {summary} (exit {exit_code})"),
        ("last fixity check", "fixity", "{at:.19} {bodies} bodies, damaged: {damaged}"),
        ("portals that need a look", "portals", "{id} {name}: {health} {health_reasons}"),
        ("files", "files", "{status} {reason}: {files}"),
        ("files not read", "unread", "{reason}: {url}"),
        ("problems", "problems", "{stage} {kind}: {problems}"),
        ("missing reports", "missing", "{organ} {year}, due {due_on}"),
    ):
        rows = found[name]
        if isinstance(rows, list) and rows:
            click.echo(f"{title}:")
            for row in rows[:limit]:
                click.echo("  " + line.format(**{key: "" if value is None else value for key, value in row.items()}))
            if limit is not None and len(rows) > limit:
                click.echo(f"  … and {len(rows) - limit} more: nianbao status --all")
