"""What a person sees on stderr while a crawl runs: a bar on a terminal, plain lines otherwise."""

from __future__ import annotations

import sys
import time

from rich.console import Console
from rich.progress import Progress, TaskID

from crawler.session import Session

_EVERY = 10.0  # seconds between plain lines


class Reporter:
    """Called after each answer."""

    def __init__(self) -> None:
        self._last = time.monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        if sys.stderr.isatty():
            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("crawl", total=None)
            self._bar.start()

    def __call__(self, session: Session) -> None:
        if self._bar is not None and self._task is not None:
            done, known = _counts(session)
            self._bar.update(self._task, completed=done, total=known, description=_line(session))
        elif time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            print(_line(session), file=sys.stderr, flush=True)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.stop()


def _counts(session: Session) -> tuple[int, int]:
    """(requests answered, requests known of)."""
    accounts = session.accounts.values()
    waiting = sum(account.pages_waiting + account.documents_waiting for account in accounts)
    done = sum(account.requests for account in accounts)
    return done, done + waiting


def _line(session: Session) -> str:
    accounts = session.accounts.values()
    done, known = _counts(session)
    listed = sum(len(account.listed) for account in accounts)
    new = sum(account.new_files for account in accounts)
    return f"{len(session.portals)} portals, {done} of {known} requests, {listed} reports listed, {new} new files"
