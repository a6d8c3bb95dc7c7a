"""``/raw/<sha256>``: the file as it was received.

The hash must be a row of ``files``, and the type is that row's: nothing is sniffed, and no text of a request becomes
a path. What a browser could run is either sandboxed or sent as a download.
"""

from __future__ import annotations

import asyncio
import os
import re
import stat
import urllib.parse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archive.site.instance import Site

Headers = list[tuple[bytes, bytes]]
PIECE = 262_144
_HTML = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none';"
    " base-uri 'none'; frame-ancestors 'self'"
)
_CLOSED = "sandbox; default-src 'none'"
# Shown in the browser, with this policy; every other type is a download. Chrome's PDF viewer does not run in a sandbox.
INLINE = {
    "application/pdf": "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'",
    "image/jpeg": _CLOSED,
    "image/png": _CLOSED,
    "text/html": _HTML,
    "text/plain": _CLOSED,
}
ENDINGS = {
    "application/msword": ".doc",
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "application/vnd.ms-wordml": ".xml",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/zip": ".zip",
    "message/rfc822": ".eml",
    "multipart/related": ".mht",
    "text/html": ".html",
    "text/plain": ".txt",
}
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


@dataclass(frozen=True, slots=True)
class Span:
    """The bytes of an answer, both ends included; ``partial`` when the client asked for a part."""

    first: int
    last: int
    partial: bool


async def find_file(site: Site, sha256: str) -> dict[str, Any] | None:
    """The row of ``files`` for a hash."""
    found = await site.rows("SELECT sha256, media_type, name FROM files WHERE sha256 = :sha256", sha256=sha256)
    return found[0] if found else None


def body_path(data: Path, sha256: str) -> Path:
    """Where the raw store (crawler/rawstore.py) keeps a body. Opening a RawStore would make folders and a database."""
    return data / "raw" / "sha256" / sha256[:2] / sha256[2:4] / sha256


def open_body(data: Path, sha256: str) -> tuple[int, int]:
    """Descriptor and size of a stored body; OSError when it is not there or is no plain file."""
    descriptor = os.open(body_path(data, sha256), os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise FileNotFoundError(sha256)
    return descriptor, status.st_size


def read_range(asked: str | None, size: int) -> Span | None:
    """The part a Range header asks for; None when there is no such part. Several parts, or nonsense: the whole.

    >>> read_range("bytes=-2", 10), read_range("bytes=10-", 10), read_range("bytes=0-1,4-5", 10)
    (Span(first=8, last=9, partial=True), None, Span(first=0, last=9, partial=False))
    """
    found = _RANGE.fullmatch(asked or "")
    if found is None or not (found[1] or found[2]):
        return Span(0, size - 1, False)
    if found[1]:
        first, last = int(found[1]), min(int(found[2]), size - 1) if found[2] else size - 1
        if found[2] and int(found[2]) < first:
            return Span(0, size - 1, False)
    else:
        first, last = max(0, size - int(found[2])), size - 1
    return Span(first, last, True) if first <= last else None


async def raw(datasette: Site, request: Any, send: Any) -> Any:
    """The view."""
    if request.method not in ("GET", "HEAD"):
        return await _empty(send, 405, [(b"allow", b"GET, HEAD")])
    sha256 = request.url_vars["sha256"]
    row = await find_file(datasette, sha256)
    if row is None:
        return await _empty(send, 404, [])
    try:
        descriptor, size = open_body(datasette.data, sha256)
    except OSError:
        return await _empty(send, 404, [])
    try:
        await send_file(send, request, descriptor, size, headers_for(row))
    finally:
        os.close(descriptor)


def headers_for(row: dict[str, Any]) -> Headers:
    """Type, policy and name of a stored file, from its row."""
    media_type = row["media_type"]
    shown = media_type in INLINE
    name = re.sub(r"[\x00-\x1f\x7f\"\\/]", "_", row["name"] or "")[:120] or row["sha256"][:12]
    ending = ENDINGS.get(media_type, "")
    name = name if name.lower().endswith(ending) else name + ending
    disposition = f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{urllib.parse.quote(name, safe='')}"
    return [
        (b"content-type", (media_type if shown else "application/octet-stream").encode("latin1")),
        (b"content-disposition", disposition.encode("latin1")),
        (b"content-security-policy", INLINE.get(media_type, _CLOSED).encode("latin1")),
        (b"etag", f'"{row["sha256"]}"'.encode()),
        (b"accept-ranges", b"bytes"),
        (b"cache-control", b"public, max-age=31536000, immutable"),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"cross-origin-resource-policy", b"same-origin"),
    ]


async def send_file(send: Any, request: Any, descriptor: int, size: int, headers: Headers) -> None:
    """An open file of ``size`` bytes, whole or the part that is asked for; ``headers`` hold its ETag."""
    etag = dict(headers)[b"etag"].decode()
    known = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
    if etag in known:
        return await _empty(send, 304, headers)
    fresh = request.headers.get("if-range", etag) == etag
    span = read_range(request.headers.get("range") if fresh else None, size)
    if span is None:
        return await _empty(send, 416, [*headers, (b"content-range", f"bytes */{size}".encode())])
    headers = [*headers, (b"content-length", str(span.last - span.first + 1).encode())]
    if span.partial:
        headers.append((b"content-range", f"bytes {span.first}-{span.last}/{size}".encode()))
    await send({"type": "http.response.start", "status": 206 if span.partial else 200, "headers": headers})
    position = span.first
    while request.method == "GET" and position <= span.last:
        piece = await asyncio.to_thread(os.pread, descriptor, min(PIECE, span.last - position + 1), position)
        if not piece:
            raise OSError("a stored file shrank while it was sent")
        position += len(piece)
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _empty(send: Any, status: int, headers: Headers) -> None:
    text = {404: "没有这个原件。There is no such file.\n", 405: "GET, HEAD\n"}.get(status, "").encode()
    names = {name for name, _ in headers}
    if b"content-type" not in names:
        headers = [*headers, (b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text})
