"""Small ASGI answers that need no Datasette."""

from __future__ import annotations

from html import escape
from typing import Any

from archive.site.headers import ALWAYS, STRICT, age, tag, watch_for_flaws

Headers = tuple[tuple[bytes, bytes], ...]


async def answer(
    send: Any, status: int, body: str, content_type: str = "text/plain; charset=utf-8", more: Headers = ()
) -> None:
    """A whole answer, never cached; ``more`` are further headers."""
    headers = [
        (b"content-type", content_type.encode()),
        (b"cache-control", b"no-store"),
        (b"content-security-policy", STRICT.encode()),
        *ALWAYS,
        *more,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body.encode()})


async def not_modified(scope: Any, send: Any, snapshot: str, pinned: bool = False) -> bool:
    """Answer 304 where the client already has this snapshot's page; in under a millisecond, before Datasette runs."""
    asked = dict(scope["headers"]).get(b"if-none-match", b"")
    if tag(snapshot) not in [part.strip() for part in asked.split(b",")]:
        return False
    headers = [(b"etag", tag(snapshot)), (b"cache-control", age(pinned)), *ALWAYS]
    await send({"type": "http.response.start", "status": 304, "headers": headers})
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
    watch_for_flaws()
    await app(scope, receive, send)
    return status


def gone_page(name: str, thinned: bool, nearest: str | None, rest: str) -> str:
    """A pinned address whose snapshot is not here: say which it is, thinned out or never there; name the nearest."""
    link = f"/s/{nearest}{rest}" if nearest else rest
    offer, code = nearest or "最新一期 the newest", f"<code>{escape(name)}</code>"
    zh = f"快照 {code} 曾经发布，后来按保留规则撤去了。" if thinned else f"从来没有发布过快照 {code}，地址可能写错了。"
    en = f"Snapshot {code} was published and thinned out later." if thinned else f"There is no snapshot {code}."
    title = "这一期快照已撤去 · Snapshot thinned out" if thinned else "没有这一期快照 · No such snapshot"
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/static/nianbao.css"></head><body><main>
<h1>{title}</h1>
<p>{zh}时间最近的一期是 <a href="{escape(link)}">{escape(offer)}</a>，其中的数字可能不同。
<a href="/snapshots">全部快照</a></p>
<p lang="en">{en} The one nearest in time is <a href="{escape(link)}">{escape(offer)}</a>; its figures may differ.
<a href="/snapshots">All snapshots</a></p>
</main></body></html>
"""
