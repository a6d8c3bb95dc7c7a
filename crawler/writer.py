"""Durable writing beside the event loop: bodies in a few threads, rows in one, many at a time.

An fsync waits for the disk, and the crawl must not wait with it: measured (bench/crawl.py), two thirds of a crawl's
time went there. Nothing is told that is not on disk: ``write`` returns when body and row are, in that order. Answers
that come in while a commit is under way share the next one, so that many hosts cost little more than one.
"""

from __future__ import annotations

import asyncio
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from crawler.items import Fetch
from crawler.rawstore import RawStore

_AT_ONCE = 8  # bodies; more only wait for the same journal, and are lost if the crawl is killed meanwhile


class Writer:
    """Writes into the store of ``store``'s folder; made and used on the event loop's thread."""

    def __init__(self, store: RawStore) -> None:
        self.store = store
        self._bodies = ThreadPoolExecutor(_AT_ONCE, "bodies")
        self._rows = ThreadPoolExecutor(1, "rows")
        self._own: RawStore | None = None
        self._waiting: list[tuple[Fetch, asyncio.Future[None]]] = []
        self._committing: asyncio.Task[None] | None = None
        self._unwritten = 0
        self._held: deque[asyncio.Future[None]] = deque()
        self._letting = False

    async def room(self) -> None:
        """Return when fewer answers wait for the disk than it takes at once; then the next may be asked for."""
        if self._unwritten >= _AT_ONCE:
            turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._held.append(turn)
            await turn

    async def write(self, fetch: Fetch, body: bytes) -> tuple[Fetch, bool]:
        """Store ``body`` and the row of ``fetch``; return the row with the body's name, and whether that was new."""
        self._unwritten += 1
        try:
            return await self._write(fetch, body)
        finally:
            self._unwritten -= 1
            self._let_on_soon()

    def _let_on_soon(self) -> None:
        # Once a turn of the loop: one commit ends many writes in one turn, and each of them would see the same room.
        if self._held and not self._letting:
            self._letting = True
            asyncio.get_running_loop().call_soon(self._let_on)

    def _let_on(self) -> None:
        """As many as there is room for. Once nothing is unwritten nobody else would call the rest: they follow."""
        self._letting = False
        for _ in range(min(_AT_ONCE - self._unwritten, len(self._held))):
            turn = self._held.popleft()
            if not turn.done():  # cancelled, with its request
                turn.set_result(None)
        if not self._unwritten:
            self._let_on_soon()

    async def _write(self, fetch: Fetch, body: bytes) -> tuple[Fetch, bool]:
        loop = asyncio.get_running_loop()
        sha256, new = await loop.run_in_executor(self._bodies, self.store.put, body)
        fetch = replace(fetch, sha256=sha256)
        stored: asyncio.Future[None] = loop.create_future()
        self._waiting.append((fetch, stored))
        if self._committing is None or self._committing.done():
            self._committing = loop.create_task(self._commit_waiting())
        await stored
        return fetch, new

    async def _commit_waiting(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch, self._waiting = self._waiting, []
            outcome = await asyncio.gather(
                loop.run_in_executor(self._rows, self._record, [fetch for fetch, _ in batch]), return_exceptions=True
            )
            for _, stored in batch:
                if stored.cancelled():
                    continue
                if isinstance(outcome[0], BaseException):
                    stored.set_exception(outcome[0])
                else:
                    stored.set_result(None)

    def _record(self, batch: list[Fetch]) -> None:
        """On the thread of the rows, which has a connection of its own."""
        if self._own is None:
            self._own = RawStore(self.store.root.parent)
        self._own.record_all(batch)

    def close(self) -> None:
        if self._own is not None:
            self._rows.submit(self._own.close).result()
        self._rows.shutdown()
        self._bodies.shutdown()
