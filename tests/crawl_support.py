"""A loopback portal that answers what a test tells it to, and a crawl of such portals in a process of its own."""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Reply:
    """What to answer. ``length`` lies about Content-Length; ``hold`` waits before answering.

    ``raw`` is all that goes over the wire, head and body, and ``then`` what happens after it: the connection is closed
    in good order, reset, left open without a word, or filled ``endless``ly with chunks.
    """

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    hold: float = 0.0
    raw: bytes | None = None
    then: Literal["close", "reset", "wait", "endless"] = "close"

    @property
    def payload(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


Routes = Mapping[str, Reply | list[Reply]]


class FakePortal(ThreadingHTTPServer):
    """Answers ``routes``; a list of replies is answered in order, its last for ever. Logs (path, time)."""

    daemon_threads = True

    def __init__(self, routes: Routes) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.routes = {path: list(reply) if isinstance(reply, list) else [reply] for path, reply in routes.items()}
        self.log: list[tuple[str, float]] = []
        self.unknown: list[str] = []
        self.now = self.most = 0
        self.guard = threading.Lock()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def asked(self, path: str) -> list[float]:
        """When ``path`` was asked for."""
        return [at for asked, at in self.log if asked == path]

    def enter(self, path: str) -> Reply:
        with self.guard:
            self.now += 1
            self.most = max(self.most, self.now)
            self.log.append((path, time.monotonic()))
            replies = self.routes.get(path)
            if replies is None:
                if path != "/robots.txt":
                    self.unknown.append(path)
                return Reply(status=404)
            return replies.pop(0) if len(replies) > 1 else replies[0]

    def leave(self) -> None:
        with self.guard:
            self.now -= 1

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that gave up waiting is part of the test."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"
    server: FakePortal

    def do_GET(self) -> None:
        reply = self.server.enter(self.path)
        try:
            if reply.raw is not None:
                self._misbehave(reply.raw, reply.then)
                return
            time.sleep(reply.hold)
            self.send_response(reply.status)
            for name, value in {"Content-Type": "text/html", **reply.headers}.items():
                self.send_header(name, value)
            length = len(reply.payload) if reply.length is None else reply.length
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(reply.payload)
        finally:
            self.server.leave()

    def _misbehave(self, raw: bytes, then: str) -> None:
        self.wfile.write(raw)
        while then == "endless":
            self.wfile.write(b"10000\r\n" + bytes(65536) + b"\r\n")  # until the client hangs up: BrokenPipeError
        if then == "wait":
            self.connection.settimeout(30)
            self.rfile.read(1)  # until the client hangs up
        if then == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Silence: the log is in the server."""


@contextmanager
def portals(routes: Mapping[str, Routes]) -> Iterator[dict[str, FakePortal]]:
    """One fake portal a name, each a host of its own."""
    servers = {name: FakePortal(each) for name, each in routes.items()}
    threads = [threading.Thread(target=server.serve_forever, args=(0.02,)) for server in servers.values()]
    for thread in threads:
        thread.start()
    try:
        yield servers
    finally:
        for server, thread in zip(servers.values(), threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()


def free_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def write_rows(folder: Path, ports: Mapping[str, int]) -> Path:
    """A registry of portals on loopback, the column of each at /nb/; TRS but where the name begins with another."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        f'[[portal]]\nid = "{name}"\nname = "{name}"\nplace = "990000"\n'
        f'system = "{"hanweb" if name.startswith("hanweb") else "trs"}"\n'
        f'list_url = "http://127.0.0.1:{port}/nb/"\nhosts = ["127.0.0.1:{port}"]\nlast_year = 2025\n'
        for name, port in ports.items()
    ]
    (folder / "rows.toml").write_text("\n".join(rows), encoding="utf-8")
    return folder


def command(*arguments: str | Path, **settings: object) -> list[str]:
    """``python -m crawler``, with other values for some of Scrapy's and our settings."""
    changes = "".join(f"settings.{name} = {value!r};" for name, value in settings.items())
    code = f"import sys; from crawler import settings; {changes} from crawler.__main__ import main; sys.exit(main())"
    return [sys.executable, "-c", code, *map(str, arguments)]


def crawl(*arguments: str | Path, **settings: object) -> subprocess.CompletedProcess[str]:
    """Run a crawl to its end."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NIANBAO_")}
    environment["http_proxy"] = "http://127.0.0.1:9"  # nobody there: loopback portals are asked directly
    environment.pop("no_proxy", None)
    return subprocess.run(
        command(*arguments, **settings), cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )


def column(*rows: tuple[str, str], pager: str = "") -> str:
    """A TRS column page with (address, title) rows."""
    items = "".join(f'<li><a href="{url}">{title}</a><span>2026-01-28</span></li>' for url, title in rows)
    return f'<html><body class="TRS_"><ul>{items}</ul>{pager}</body></html>'


def report(name: str = "示例局", extra: str = "") -> str:
    """An article long enough to be one."""
    text = "一、总体情况。本年度认真贯彻落实政府信息公开条例，" * 20
    return (
        f"<html><head><title>{name}年度报告</title></head><body><div class='main'>"
        f"<div class='TRS_UEDITOR'>{text}</div>{extra}</div></body></html>"
    )
