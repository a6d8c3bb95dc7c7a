"""The reference pages in docs/, written by the program itself (``make check`` fails when they are behind it)."""

from __future__ import annotations

from collections.abc import Iterator

import click

from archive.columns import Column, Table, View
from archive.schema import TABLES, VIEWS
from parsers.errors import REASONS


def tables() -> str:
    """Every table and view with its columns, in Markdown."""
    return "\n".join(line for thing in (*TABLES, *VIEWS) for line in _thing(thing))


def _thing(thing: Table | View) -> Iterator[str]:
    kind = "View" if isinstance(thing, View) else "Table"
    yield f"## {thing.name}\n\n{kind}. {_cell(thing.zh)}。{_cell(thing.en)}.\n"
    if isinstance(thing, Table):
        yield f"One row for each {', '.join(f'`{name}`' for name in thing.primary_key)}.\n"
    yield "| column | type | unit | 含义 | meaning |\n|---|---|---|---|---|"
    for column in thing.columns:
        yield f"| `{column.name}` | {_type(column)} | {column.unit} | {_cell(column.zh)} | {_cell(column.en)} |"
    yield ""


def _type(column: Column) -> str:
    kind = "number or text" if column.type == "ANY" else column.type.lower()
    needed = "" if column.null else ", never null"
    target = f", see `{column.references}`" if column.references else ""
    return f"{kind}{needed}{target}"


def _cell(text: str) -> str:
    """Text that may stand in a Markdown table."""
    return text.replace("|", "\\|").replace("<", "\\<").rstrip("。.")


def reasons() -> str:
    """The documented refusals, in Markdown."""
    lines = ["| reason | 含义 | meaning |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| `{reason}` | {zh} | {en} |" for reason, (zh, en) in REASONS.items())])


def commands() -> str:
    """The help of every command, in Markdown."""
    # Imported here: the commands import everything, and this page is made from them, not they from it.
    from archive.cli import main

    return "\n".join(
        _command(main, click.Context(main, info_name="nianbao", max_content_width=100, terminal_width=100))
    )


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"## {context.command_path}\n\n```\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name, child in sorted(command.commands.items()):
            yield from _command(child, click.Context(child, parent=context, info_name=name))
