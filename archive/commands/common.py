"""What every command shares: where things are, how to fail, how to show that work goes on."""

from __future__ import annotations

import fcntl
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bars

from archive.build import Progress, World
from archive.datafile import DataFileError
from archive.places import Places
from crawler import registry
from crawler.rawstore import RawStore

OK, NEEDS_A_PERSON, USAGE, COULD_NOT_RUN, REFUSED = 0, 1, 2, 3, 4
Command = TypeVar("Command", bound=Callable[..., Any])


class CouldNotRun(click.ClickException):
    """One sentence that says what is wrong and what to do."""

    exit_code = COULD_NOT_RUN

    def show(self, file: Any = None) -> None:
        click.echo(f"nianbao: {self.message}", err=True)


class NeedsAPerson(CouldNotRun):
    exit_code = NEEDS_A_PERSON


_SHARED: dict[str, dict[str, Any]] = {
    "--data": {"envvar": "NIANBAO_DATA", "default": Path("data"), "show_default": "./data"},
    "--portals": {
        "envvar": "NIANBAO_PORTALS",
        "default": registry.DEFAULT_FOLDER,
        "show_default": "the registry that comes with nianbao",
    },
}
_FOLDER = click.Path(path_type=Path, file_okay=False)


def data_option(command: Command) -> Command:
    help_text = "The folder that holds everything."
    return click.option("--data", type=_FOLDER, show_envvar=True, help=help_text, **_SHARED["--data"])(command)


def portals_option(command: Command) -> Command:
    help_text = "The folder of portal rows."
    return click.option("--portals", type=_FOLDER, show_envvar=True, help=help_text, **_SHARED["--portals"])(command)


def take_shared_options(command: click.Command) -> None:
    """Have ``command`` and all below it take ``--data`` and ``--portals``, also where they have no use for one.

    So a script gives every command the same options (docs/commands.md).
    """
    if isinstance(command, click.Group):
        for below in command.commands.values():
            take_shared_options(below)
        return
    there = {name for param in command.params for name in param.opts}
    for name, values in _SHARED.items():
        if name not in there:
            help_text = "Taken by every command, not needed by this one."
            option = click.Option([name], type=_FOLDER, expose_value=False, help=help_text, **values)
            command.params.append(option)


def json_option(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for a script.")(command)


def say(value: object) -> None:
    """One line of JSON on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False))


def load_registry(folder: Path) -> registry.Registry:
    try:
        return registry.load(folder)
    except registry.RegistryError as error:
        raise CouldNotRun(str(error)) from error


def load_world(folder: Path) -> World:
    """Who publishes where, from the registry in ``folder``, and what people keep in files of their own."""
    loaded = load_registry(folder)
    try:
        return World(loaded.portals, Places.with_codes(loaded.places))
    except DataFileError as error:
        raise CouldNotRun(str(error)) from error


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """Only one process at a time builds and publishes; the lock goes with the process, however it ends."""
    with _holding(data / ".lock"):
        yield


@contextmanager
def sole_writer(raw: RawStore) -> Iterator[None]:
    """The crawler's own lock: to begin a run is to declare every unfinished one dead."""
    with _holding(raw.root / "crawl.lock"):
        yield


@contextmanager
def _holding(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CouldNotRun(f"another nianbao is at work in {path.parent}; wait for it to end") from error
        yield


@contextmanager
def progress() -> Iterator[Progress]:
    """A bar on a terminal; elsewhere a line on stderr now and then, and none for what is done at once."""
    if sys.stderr.isatty():
        with Bars(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True),
            transient=True,
        ) as bars:
            tasks: dict[str, Any] = {}

            def draw(what: str, done: int, total: int) -> None:
                task = tasks.setdefault(what, bars.add_task(what, total=total)) if what not in tasks else tasks[what]
                bars.update(task, completed=done, total=total)

            yield draw
    else:
        yield plain_progress()


def plain_progress(every: float = 1.0) -> Progress:
    """At most one line in ``every`` seconds, the first after that time."""
    said = time.monotonic()

    def tell(what: str, done: int, total: int) -> None:
        nonlocal said
        if time.monotonic() - said >= every:
            said = time.monotonic()
            click.echo(f"{what} {done}/{total}", err=True)

    return tell
