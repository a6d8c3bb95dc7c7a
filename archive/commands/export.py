"""``export``: the raw store in the forms that other archives read."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import click

from archive.commands.common import CouldNotRun, data_option, json_option, progress, say
from crawler.rawstore import RawStore


@click.command()
@click.argument("form", type=click.Choice(["warc", "wacz"]))
@click.argument("portal", required=False)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only what came in from this day on.")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@data_option
@json_option
def export(form: str, portal: str | None, since: datetime | None, out: Path, data: Path, as_json: bool) -> None:
    """Write what was received as WARC or WACZ, for other archives and for replay.

    \b
    Example:
      nianbao export warc --out all.warc.gz
      nianbao export wacz nx --since 2026-01-01 --out nx.wacz
    """
    try:
        from archive.export import choose, export_wacz, export_warc
    except ImportError as error:
        raise CouldNotRun(f"{error.name} is not installed: pip install 'nianbao[export]'") from error
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
