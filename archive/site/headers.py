"""Headers of every answer: caching by snapshot, a strict content security policy, and which paths are open at all."""

from __future__ import annotations

import hashlib
from contextvars import ContextVar
from pathlib import Path
from typing import Any

STRICT = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
# Datasette's own pages carry style attributes and one style element (the labels of the phone layout); their inline
# scripts are moved to files by translate.py, so scripts stay closed there too.
DATASETTE = STRICT.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
# Everything else under /-/ tells about the server: paths, threads, settings, other tools. 1.0 has such pages below the
# database and its tables too; the second is where it runs a reader's SQL.
OPEN = ("/-/static/", "/archive/-/query")
ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


def _code() -> str:
    """A hash of this package's files: a page made by older code is not fresh."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


CODE = _code()


# Why the answer that is being made is not what the snapshot would answer on a calmer day; empty where it is.
_flaws: ContextVar[list[str]] = ContextVar("flaws")


def watch_for_flaws() -> None:
    """From here on ``spoil`` is about the request of this task."""
    _flaws.set([])


def spoil(flaw: str) -> None:
    """Note that something was left out of the answer that is being made, because it took too long or failed."""
    _flaws.get([]).append(flaw)


def is_lasting(scope: Any, start: Any) -> bool:
    """Whether the answer that ``start`` begins is the same for the snapshot's whole life, for everybody.

    What has a tag or an age of its own, such as a file or the list of snapshots, is not the snapshot's.
    """
    asked = {name for name, _ in scope["headers"]}
    own = {name.lower(): value for name, value in start.get("headers", [])}
    return (
        scope["method"] in ("GET", "HEAD")
        and asked.isdisjoint({b"cookie", b"authorization"})
        and start["status"] == 200
        and {b"etag", b"set-cookie"}.isdisjoint(own)
        and not _flaws.get([])
    )


def tag(snapshot: str) -> bytes:
    """The ETag of every page made from ``snapshot`` by this code."""
    return f'W/"{snapshot}-{CODE}"'.encode()


def age(pinned: bool) -> bytes:
    """How long a page may be kept unasked: a pin may be thinned out one day, the newest changes every night."""
    return b"public, max-age=3600" if pinned else b"public, max-age=30, must-revalidate"


def is_open(path: str) -> bool:
    """Whether ``path`` is published at all.

    >>> is_open("/archive/reports"), is_open("/-/static/app.css"), is_open("/archive/-/query.json")
    (True, True, True)
    >>> is_open("/-/databases.json"), is_open("/archive/-/schema"), is_open("/archive/-/query/parameters")
    (False, False, False)
    """
    return "/-/" not in path or path.startswith(OPEN[0]) or path.partition(".")[0] == OPEN[1]


def is_datasette(path: str) -> bool:
    """Whether Datasette's own templates make the page."""
    return path == "/archive" or path.startswith(("/archive/", "/archive."))


def with_headers(send: Any, scope: Any, snapshot: str, pinned: bool) -> Any:
    """``send``, adding what every answer carries and what the answer itself did not say."""

    async def wrapped(message: Any) -> None:
        if message["type"] == "http.response.start":
            headers = [(name.lower(), value) for name, value in message.get("headers", [])]
            own = {name for name, _ in headers}
            if is_lasting(scope, message):
                headers = [(name, value) for name, value in headers if name != b"cache-control"]
                headers += [(b"etag", tag(snapshot)), (b"cache-control", age(pinned))]
            elif b"cache-control" not in own or _flaws.get([]):
                headers = [(name, value) for name, value in headers if name != b"cache-control"]
                headers.append((b"cache-control", b"no-store"))
            if b"content-security-policy" not in own:
                policy = DATASETTE if is_datasette(scope["path"]) else STRICT
                headers.append((b"content-security-policy", policy.encode()))
            if scope["path"].endswith(".json"):
                headers.append((b"access-control-allow-origin", b"*"))
            headers += [header for header in ALWAYS if header[0] not in own]
            headers.append((b"x-snapshot", snapshot.encode()))
            message = {**message, "headers": headers}
        await send(message)

    return wrapped
