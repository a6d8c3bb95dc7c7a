"""The ``nianbao`` command. Each subcommand is a few lines in archive/commands; the work is done elsewhere."""

from __future__ import annotations

import click

from archive.commands import demo, export, look, make, run, take


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
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
    look.portals,
    look.status,
    make.verify,
    export.export,
    demo.demo,
):
    main.add_command(command)
