"""Threads that queries run on: those of pages, and apart from them those of readers' own SQL and of exports.

A query that runs a second would otherwise hold a thread that a page waits for, and its share of the processor: on Linux
the second kind has a lower priority, so that a page's thread is let in at once.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

from archive.site.gate import is_foreign

FOREIGN = 3
NICE = 10


def give_way() -> None:
    """Lower the priority of the calling thread, where threads have one."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)


class Threads(Executor):
    """``pages`` for what the site asks itself, FOREIGN more for requests that came through a gate."""

    def __init__(self, pages: int) -> None:
        self.pages = ThreadPoolExecutor(pages)
        self.foreign = ThreadPoolExecutor(FOREIGN, initializer=give_way)

    def submit(self, fn: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """Run ``fn``; called by the task of the request, which knows what kind it is."""
        return (self.foreign if is_foreign() else self.pages).submit(fn, *arguments, **named)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        for pool in (self.pages, self.foreign):
            pool.shutdown(wait, cancel_futures=cancel_futures)
