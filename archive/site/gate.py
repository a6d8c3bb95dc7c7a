"""Few costly requests at a time, each address in its turn: twelve who loop do not take the site from the thirteenth.

Who finds the queue full is told so after a pause: a program that asks again at once would otherwise keep the server
busy with refusing. A request that came through a gate is ``foreign``: its queries run on threads of their own
(threads.py).
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any
from urllib.parse import parse_qsl

RUNNING = 2
WAITING = 40
EACH = 10
"""How many of those who wait may be of one address: a newsroom behind one address waits for itself only."""
PAUSE_SECONDS = 1.0
PAUSING = 100
App = Callable[..., Awaitable[None]]
BUSY = "查询排队已满，请几秒后再试。Too many queries are waiting; try again in a few seconds.\n"
_foreign: ContextVar[bool] = ContextVar("foreign", default=False)


def is_foreign() -> bool:
    """Whether the request of this task is one that came through a gate."""
    return _foreign.get()


def carries_sql(scope: Any) -> bool:
    """Whether a request brings SQL of its own, however its parameter names are encoded.

    >>> [carries_sql({"query_string": one}) for one in (b"year=2020&%73ql=select+1", b"_where=1", b"note=sql")]
    [True, True, False]
    """
    query_string = scope.get("query_string", b"").decode("latin1")
    names = {name for name, _ in parse_qsl(query_string, keep_blank_values=True)}
    return not names.isdisjoint({"sql", "_where"})


class Turns:
    """Places for ``running`` at a time; a free one goes to the address that had its last turn the longest ago."""

    def __init__(self, running: int, waiting: int, each: int) -> None:
        self.free, self.most, self.each = running, waiting, each
        self.waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    def full(self, address: str) -> bool:
        """Whether ``address`` would find no place and none to wait in."""
        mine = len(self.waiting.get(address, ()))
        return not self.free and (mine >= self.each or sum(map(len, self.waiting.values())) >= self.most)

    async def take(self, address: str) -> None:
        """Wait for a place."""
        if self.free:
            self.free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        self.waiting.setdefault(address, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.give_back()
            else:
                self._forget(address, turn)
            raise

    def _forget(self, address: str, turn: asyncio.Future[None]) -> None:
        turns = self.waiting.get(address, deque())
        if turn in turns:
            turns.remove(turn)
        if not turns:
            self.waiting.pop(address, None)

    def give_back(self) -> None:
        """Hand a place on, or keep it free."""
        while self.waiting:
            address, turns = self.waiting.popitem(last=False)
            turn = turns.popleft()
            if turns:
                self.waiting[address] = turns
            # One that was cancelled a moment ago has not left yet.
            if not turn.cancelled():
                turn.set_result(None)
                return
        self.free += 1


async def pause() -> None:
    await asyncio.sleep(PAUSE_SECONDS)


class Gate:
    """Shared by every open snapshot of a server, so that pinned addresses do not multiply it."""

    def __init__(
        self,
        running: int = RUNNING,
        waiting: int = WAITING,
        applies: Callable[[Any], bool] = carries_sql,
        each: int = EACH,
        pause: Callable[[], Awaitable[None]] = pause,
    ) -> None:
        self.turns = Turns(running, waiting, each)
        self.applies = applies
        self.pause = pause
        self.pausing = 0

    def __call__(self, app: App) -> App:
        async def gated(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] != "http" or not self.applies(scope):
                await app(scope, receive, send)
                return
            address = scope["client"][0] if scope.get("client") else ""
            if self.turns.full(address):
                await self.refuse(send)
                return
            await self.turns.take(address)
            token = _foreign.set(True)
            try:
                await app(scope, receive, send)
            finally:
                _foreign.reset(token)
                self.turns.give_back()

        return gated

    async def refuse(self, send: Any) -> None:
        """429, and when to come back: after a pause, unless so many are held already."""
        if self.pausing < PAUSING:
            self.pausing += 1
            try:
                await self.pause()
            finally:
                self.pausing -= 1
        await refuse(send)


async def refuse(send: Any) -> None:
    """429, and when to come back."""
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", b"3"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 429, "headers": headers})
    await send({"type": "http.response.body", "body": BUSY.encode()})
