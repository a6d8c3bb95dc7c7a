"""Threads that queries run on: those of pages, and apart from them those of readers' own SQL and of exports.

A query that runs a second would otherwise hold a thread that a page waits for. They have one priority: with a lower one
for readers' SQL a build on the same machine starved it, and a query of 400 rows ran into its limit of a second.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

from archive.site.gate import is_foreign

FOREIGN = 3


class Threads(Executor):
    """``pages`` for what the site asks itself, FOREIGN more for requests that came through a gate."""

    def __init__(self, pages: int) -> None:
        self.pages = ThreadPoolExecutor(pages)
        self.foreign = ThreadPoolExecutor(FOREIGN)

    def submit(self, fn: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """Run ``fn``; called by the task of the request, which knows what kind it is."""
        return (self.foreign if is_foreign() else self.pages).submit(fn, *arguments, **named)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        for pool in (self.pages, self.foreign):
            pool.shutdown(wait, cancel_futures=cancel_futures)
