"""Answers kept for as long as their snapshot is open: a snapshot never changes, so neither does what it answered.

Kept is what headers.py tells every browser and proxy is the same for the snapshot's whole life (``is_lasting``), whole
and small. An answer depends on the address as it was written, the query string, and the scheme and host its shared
links carry; a request with a cookie, an authorization or a range goes past, and so does one for a workbook, which says
when it was made. When several ask for the same page that is not there yet one of them has it made and the others wait
for it: ten readers of a new night cost what one does.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from archive.site.gate import App
from archive.site.headers import is_lasting

# Bytes of all answers of one snapshot, some hundred pages; four snapshots can be open.
MOST = 12_000_000
LARGEST = 400_000
# Of an answer beside its body and its address: headers and what Python needs for each.
BESIDE = 2_000
_APART = frozenset((b"cookie", b"authorization", b"range"))
Key = tuple[bytes, bytes, str, bytes]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page answered: the message that begins it, and its body."""

    start: Any
    body: bytes

    def weight(self, key: Key) -> int:
        """Bytes that keeping it under ``key`` takes: an address may be longer than what it is answered."""
        return BESIDE + len(self.body) + sum(map(len, key))


class Kept:
    """The answers of one open snapshot, the least recently asked of which make room."""

    def __init__(self, most: int = MOST, largest: int = LARGEST) -> None:
        self.most, self.largest = most, largest
        self.answers: OrderedDict[Key, Answer] = OrderedDict()
        self.bytes = 0
        self.coming: dict[Key, asyncio.Event] = {}

    def __call__(self, app: App) -> App:
        async def answered(scope: Any, receive: Any, send: Any) -> None:
            key = key_of(scope)
            if key is None:
                await app(scope, receive, send)
                return
            if key not in self.answers and key in self.coming:
                await self.coming[key].wait()
            if key in self.answers:
                await self._tell(key, send)
            elif key in self.coming:
                await app(scope, receive, send)
            else:
                await self._make(key, app, scope, receive, send)

        return answered

    async def _tell(self, key: Key, send: Any) -> None:
        self.answers.move_to_end(key)
        answer = self.answers[key]
        await send(answer.start)
        await send({"type": "http.response.body", "body": answer.body})

    async def _make(self, key: Key, app: App, scope: Any, receive: Any, send: Any) -> None:
        """Have the answer made, and keep it unless it turns out not to last or to be too large."""
        start: Any = None
        body: bytearray | None = None
        self.coming[key] = asyncio.Event()

        async def listen(message: Any) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start, body = message, bytearray() if is_lasting(scope, message) else None
            elif body is not None:
                body += message.get("body", b"")
                if len(body) > self.largest:
                    body = None
                # Of a stream it shows only at its end whether something was left out.
                elif not message.get("more_body") and is_lasting(scope, start):
                    self.keep(key, Answer(start, bytes(body)))
            # A stream goes at the pace of its reader: nobody else waits for it.
            if body is None or message["type"] == "http.response.body":
                self._let_go(key)
            await send(message)

        try:
            await app(scope, receive, listen)
        finally:
            self._let_go(key)

    def _let_go(self, key: Key) -> None:
        """Those who wait for ``key`` need not wait any longer."""
        if key in self.coming:
            self.coming.pop(key).set()

    def keep(self, key: Key, answer: Answer) -> None:
        if key not in self.answers:
            self.answers[key] = answer
            self.bytes += answer.weight(key)
        while self.bytes > self.most:
            gone, dropped = self.answers.popitem(last=False)
            self.bytes -= dropped.weight(gone)


def key_of(scope: Any) -> Key | None:
    """What an answer depends on; None for a request whose answer may depend on more.

    >>> ask = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "scheme": "http"}
    >>> key_of({**ask, "headers": [(b"host", b"x")]}), key_of({**ask, "headers": [(b"cookie", b"a=b")]})
    ((b'/', b'', 'http', b'x'), None)
    """
    headers = dict(scope["headers"])
    if scope["type"] != "http" or scope["method"] != "GET" or not _APART.isdisjoint(headers):
        return None
    if scope["path"].endswith(".xlsx"):
        return None
    # Datasette tells foo%2Fbar from foo/bar, which are one path when decoded.
    path = scope.get("raw_path") or scope["path"].encode()
    return path, scope["query_string"], scope["scheme"], headers.get(b"host", b"")
