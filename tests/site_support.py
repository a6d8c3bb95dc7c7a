"""A running site for tests: the router behind a real uvicorn on loopback, and a client that sends what it is told."""

from __future__ import annotations

import asyncio
import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from archive.site import listen
from archive.site.limit import Limit


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass(frozen=True, slots=True)
class Client:
    """``get`` sends the path as it is: no redirects are followed, nothing is normalised."""

    port: int

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=named)
            response = connection.getresponse()
            body = response.read()
            return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, body)
        finally:
            connection.close()


@contextmanager
def running(data: Path, poll: float = 0.1, limit: Limit | None = None) -> Iterator[Client]:
    """Serve ``data`` from a thread until the block ends."""
    listener = listen("127.0.0.1", 0)
    ready = threading.Event()
    servers: list[uvicorn.Server] = []

    async def main() -> None:
        from archive.site.router import Router

        router = Router(data, poll=poll, limit=limit)
        await router.start()
        config = uvicorn.Config(router, lifespan="off", log_level="warning", access_log=False)
        servers.append(uvicorn.Server(config))
        ready.set()
        await servers[0].serve(sockets=[listener])
        await router.stop()

    failed: list[BaseException] = []

    def work() -> None:
        try:
            asyncio.run(main())
        except BaseException as error:
            failed.append(error)
            ready.set()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        if not ready.wait(60) or failed:
            raise TimeoutError("the site did not start") from (failed or [None])[0]
        yield Client(listener.getsockname()[1])
    finally:
        if servers:
            servers[0].should_exit = True
        thread.join(60)
        listener.close()
