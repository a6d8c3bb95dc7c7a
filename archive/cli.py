"""The ``nianbao`` command. Each subcommand is a few lines in archive/commands; the work is done elsewhere."""

from __future__ import annotations

import sqlite3

import click

from archive.commands import demo, export, look, make, portals, run, snapshots, take
from archive.commands.common import CouldNotRun, take_shared_options


class Nianbao(click.Group):
    """What the machine refuses (a full disk, no permission, a damaged database) is one sentence, not a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # `nianbao status | head`: click knows what to do.
            raise
        except OSError as error:
            where = f": {error.filename}" if error.filename else ""
            raise CouldNotRun(f"{error.strerror or error}{where}") from error
        except sqlite3.DatabaseError as error:
            advice = "archive.db and parsed.db may be deleted, nothing else: nianbao build makes them again"
            raise CouldNotRun(f"a database cannot be used: {error}; {advice}") from error


@click.group(cls=Nianbao, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="nianbao")
def main() -> None:
    """An archive of Chinese government information disclosure reports (政府信息公开工作年度报告).

    \b
    Example:
      nianbao nightly        crawl, build, check, publish
      nianbao serve          look at it
    """


for command in (
    run.nightly,
    run.crawl,
    take.add,
    make.build,
    make.publish,
    make.serve,
    take.show,
    portals.portals,
    look.status,
    make.verify,
    snapshots.snapshots,
    snapshots.diff,
    export.export,
    demo.demo,
):
    main.add_command(command)
take_shared_options(main)
