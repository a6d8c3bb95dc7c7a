"""Government portals on loopback for bench/crawl.py: many hosts (127.0.0.x), one process, every request counted.

``python bench/loopback.py HOSTS ARTICLES`` prints its port and serves until its stdin closes. Each host has
COLUMNS columns at /c<n>/ that list ARTICLES articles each. ``/_counts`` on 127.0.0.1 tells what was asked so far.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter

TEXT = "一、总体情况。本年度认真贯彻落实政府信息公开条例，主动公开政府信息，依法办理公开申请。" * 90


def column(number: int, articles: int) -> bytes:
    rows = "".join(
        f'<li><a href="/c{number}/t20260128_{article}.html">某某局{number}之{article}2025年政府信息公开工作年度报告</a>'
        "<span>2026-01-28</span></li>"
        for article in range(articles)
    )
    return f'<html><body class="TRS_"><ul>{rows}</ul></body></html>'.encode()


def article(host: str, path: str) -> bytes:
    """About 12 KB, different for each address."""
    head = f"<html><head><title>{host}{path}年度报告</title></head><body><div class='TRS_UEDITOR'>"
    return f"{head}{TEXT}</div></body></html>".encode()


class Portal(asyncio.Protocol):
    """HTTP/1.1 with keep-alive, as little of it as a crawler needs, so that the server is not what is measured."""

    def __init__(self, articles: int, counts: Counter[str]) -> None:
        self.articles = articles
        self.counts = counts
        self.waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.host = transport.get_extra_info("sockname")[0]

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        while b"\r\n\r\n" in self.waiting:
            head, _, self.waiting = self.waiting.partition(b"\r\n\r\n")
            self.transport.write(self.answer(head))

    def answer(self, head: bytes) -> bytes:
        path = head.split(b" ", 2)[1].decode()
        if path == "/_counts":
            return _reply("200 OK", json.dumps(self.counts).encode())
        self.counts[self.host + path] += 1
        if path == "/robots.txt":
            return _reply("404 Not Found", b"")
        if b"if-none-match" in head.lower():
            self.counts["unchanged"] += 1
            return _reply("304 Not Modified", None)
        number = int(path[2:].partition("/")[0])
        body = column(number, self.articles) if path.endswith("/") else article(self.host, path)
        self.counts["body bytes"] += len(body)
        return _reply("200 OK", body)


def _reply(status: str, body: bytes | None) -> bytes:
    length = "" if body is None else f"Content-Length: {len(body)}\r\n"
    return f'HTTP/1.1 {status}\r\nContent-Type: text/html\r\nETag: "1"\r\n{length}\r\n'.encode() + (body or b"")


async def serve(hosts: int, articles: int) -> None:
    loop, counts = asyncio.get_running_loop(), Counter[str]()
    port = 0
    for number in range(1, hosts + 1):
        server = await loop.create_server(lambda: Portal(articles, counts), f"127.0.0.{number}", port, backlog=512)
        port = server.sockets[0].getsockname()[1]
    print(port, flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
