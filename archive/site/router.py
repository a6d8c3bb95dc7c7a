"""The ASGI application: one Datasette a snapshot, the newest under `/`, each under `/s/<snapshot>/`.

A new night is opened and warmed beside the old one, and takes its place only when its pages answer 200; the old one
is closed when its last request is done. Ways that were tried and lose or mix answers: replacing the file under a
running server, add_database/remove_database, symlinks (docs/decisions/0003-datasette-line.md).
"""

from __future__ import annotations

import asyncio
import logging
import re
import sqlite3
from collections import OrderedDict
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from archive.site.answers import answer, gone_page, not_modified, probe
from archive.site.asked import refuse_nonsense
from archive.site.compat import as_before
from archive.site.exports import for_excel, is_export, whole_or_broken
from archive.site.gate import Gate
from archive.site.headers import is_open, watch_for_flaws, with_headers
from archive.site.instance import Open, open_snapshot
from archive.site.limit import Limit
from archive.site.snapshots import NoSnapshot, Snapshots
from archive.site.tiebreak import remember_table

logger = logging.getLogger(__name__)

METHODS = ("GET", "HEAD")
TOO_FAST = "请求太快，请过几秒再试。Too many requests from your address; try again in a few seconds.\n"
PINNED = re.compile(r"/s/([^/]+)(/.*)?", re.DOTALL)
WARM_UP = ("/", "/archive", "/archive/reports")
POLL_SECONDS = 1.0
OPEN_PINS = 3
EXPORTS_RUNNING, EXPORTS_WAITING = 3, 6


class Router:
    """``await start()`` before the first request, ``await stop()`` after the last."""

    def __init__(self, data: Path, poll: float = POLL_SECONDS, limit: Limit | None = None) -> None:
        self.snapshots = Snapshots(data)
        self.poll = poll
        self.gate = Gate()
        self.exports = Gate(EXPORTS_RUNNING, EXPORTS_WAITING, is_export)
        self.limit = limit or Limit()
        self.newest: Open | None = None
        self.pins: OrderedDict[str, Open] = OrderedDict()
        self.pinning = asyncio.Lock()
        self.tasks: set[asyncio.Task[None]] = set()

    # -- life

    async def start(self) -> None:
        self.newest = await self.open(self.snapshots.current())
        self._spawn(self.watch())

    async def stop(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        for opened in (self.newest, *self.pins.values()):
            if opened is not None:
                await opened.close()

    async def watch(self) -> None:
        """Look at the pointer for ever; a snapshot that does not answer never replaces one that does."""
        refused = complaint = ""
        while True:
            await asyncio.sleep(self.poll)
            try:
                wanted = self.snapshots.current()
                if self.newest is not None and wanted not in (self.newest.site.snapshot, refused):
                    await self.swap(wanted)
            except NotReady as error:
                refused = error.snapshot
            except NoSnapshot as error:
                if complaint != str(error):
                    complaint = str(error)
                    logger.warning("%s", complaint)

    async def swap(self, wanted: str) -> None:
        old, self.newest = self.newest, await self.open(wanted)
        logger.info("now serving %s", wanted)
        if old is not None:
            self._spawn(old.close())

    async def open(self, name: str, base_url: str = "/", pages: tuple[str, ...] = WARM_UP) -> Open:
        """Open and warm a snapshot; NotReady when one of ``pages`` does not answer 200."""
        try:
            opened = await open_snapshot(self.snapshots.data, name, base_url)
        except sqlite3.Error as error:
            # A file that is no database.
            raise NotReady(name, "archive.db", error) from error
        inner = self.gate(self.exports(remember_table(for_excel(whole_or_broken(opened.app)))))
        opened.app = opened.kept(as_before(refuse_nonsense(inner)))
        try:
            await warm(opened, pages)
        except NotReady as error:
            logger.warning("%s", error)
            await opened.close()
            raise
        return opened

    async def pin(self, name: str) -> Open | None:
        """The open snapshot ``name``, None when it is not there; the least recently used of OPEN_PINS makes room."""
        if not self.snapshots.exists(name):
            return None
        async with self.pinning:
            if name not in self.pins:
                try:
                    self.pins[name] = await self.open(name, f"/s/{name}/", ("/archive/reports",))
                except NotReady:
                    return None
            self.pins.move_to_end(name)
            while len(self.pins) > OPEN_PINS:
                self._spawn(self.pins.popitem(last=False)[1].close())
            return self.pins[name]

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            logger.error("a background task of the site failed", exc_info=task.exception())

    # -- requests

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            await self.http(scope, receive, send)

    async def http(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["method"] not in METHODS:
            await answer(send, 405, "GET, HEAD\n", more=((b"allow", b"GET, HEAD"),))
            return
        if scope["client"] and not self.limit.allows(scope["client"][0]):
            await answer(send, 429, TOO_FAST, more=((b"retry-after", b"5"),))
            return
        pinned = PINNED.fullmatch(scope["path"])
        if pinned is None:
            opened = self.newest
        else:
            opened = await self.pin(pinned[1])
            if opened is None:
                await self.gone(send, pinned[1], pinned[2] or "/")
                return
            scope = strip(scope, len(f"/s/{pinned[1]}"))
        if opened is None:
            raise RuntimeError("a request came before the first snapshot was open")
        await self.serve(opened, scope, receive, send, pinned is not None)

    async def gone(self, send: Any, name: str, rest: str) -> None:
        """410 for a snapshot that was thinned out, 404 for one that never was; both name the nearest that is kept."""
        thinned = name in self.snapshots.thinned()
        page = gone_page(name, thinned, self.snapshots.nearest(name), rest)
        await answer(send, 410 if thinned else 404, page, "text/html; charset=utf-8")

    async def serve(self, opened: Open, scope: Any, receive: Any, send: Any, pinned: bool) -> None:
        snapshot = opened.site.snapshot
        if not is_open(scope["path"]):
            await answer(send, 404, "没有这一页。There is no such page.\n")
        elif not await not_modified(scope, send, snapshot, pinned):
            opened.enter()
            watch_for_flaws()
            try:
                await opened.app(scope, receive, with_headers(send, scope, snapshot, pinned))
            finally:
                opened.leave()


class NotReady(Exception):
    """A snapshot whose pages do not answer."""

    def __init__(self, snapshot: str, path: str, found: object) -> None:
        super().__init__(f"Snapshot {snapshot} is not served: {path} answers {found}; run nianbao publish again.")
        self.snapshot = snapshot


async def warm(opened: Open, pages: tuple[str, ...]) -> None:
    """Ask for ``pages`` before a reader does; NotReady unless all answer 200."""
    for path in pages:
        try:
            status: object = await probe(opened.app, path)
        except sqlite3.Error as error:
            # A file that is no database fails before Datasette can make a page of it.
            status = error
        if status != 200:
            raise NotReady(opened.site.snapshot, path, status)


def strip(scope: Any, length: int) -> Any:
    """The request as Datasette must see it: with base_url in the path it would write every address twice."""
    raw_path = scope.get("raw_path") or scope["path"].encode()
    # An id has no character that would be longer when encoded, so both paths lose the same number.
    return {**scope, "path": scope["path"][length:] or "/", "raw_path": raw_path[length:] or b"/"}
