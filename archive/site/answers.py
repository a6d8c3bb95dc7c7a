"""Small ASGI answers that need no Datasette."""

from __future__ import annotations

from html import escape
from typing import Any

from archive.site.headers import STRICT, tag


async def answer(send: Any, status: int, body: str, content_type: str = "text/plain; charset=utf-8") -> None:
    """A whole answer, never cached."""
    headers = [
        (b"content-type", content_type.encode()),
        (b"cache-control", b"no-store"),
        (b"content-security-policy", STRICT.encode()),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body.encode()})


async def not_modified(scope: Any, send: Any, snapshot: str) -> bool:
    """Answer 304 where the client already has this snapshot's page; in under a millisecond, before Datasette runs."""
    asked = dict(scope["headers"]).get(b"if-none-match", b"")
    if tag(snapshot) not in [part.strip() for part in asked.split(b",")]:
        return False
    await send({"type": "http.response.start", "status": 304, "headers": [(b"etag", tag(snapshot))]})
    await send({"type": "http.response.body", "body": b""})
    return True


async def probe(app: Any, path: str) -> int:
    """The status ``app`` answers for a GET of ``path``, asked from inside."""
    status = 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": b"", "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 1),
    }  # fmt: skip
    await app(scope, receive, send)
    return status


def gone_page(name: str, nearest: str | None, rest: str) -> str:
    """A pinned address whose snapshot is not here: say so, and name the nearest that is."""
    link = f"/s/{nearest}{rest}" if nearest else rest
    offer = nearest or "最新一期 the newest"
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>没有这一期快照 · No such snapshot</title>
<link rel="stylesheet" href="/static/nianbao.css"></head><body><main>
<h1>没有这一期快照</h1>
<p>快照 <code>{escape(name)}</code> 不在这里，可能已按保留规则撤去。最近的一期：
<a href="{escape(link)}">{escape(offer)}</a>。</p>
<p lang="en">There is no snapshot <code>{escape(name)}</code> here; it may have been thinned out. The nearest one is
<a href="{escape(link)}">{escape(offer)}</a>.</p>
</main></body></html>
"""
