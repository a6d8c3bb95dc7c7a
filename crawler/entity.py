"""From the bytes on the wire to the entity a reader would download; a stream that is cut is refused, not shortened."""

from __future__ import annotations

import zlib


class Undecodable(ValueError):
    """The body is not what its Content-Encoding says, or not all of it; ``flag`` is stored with the fetch."""

    def __init__(self, flag: str, what: str) -> None:
        super().__init__(what)
        self.flag = flag


def undo(body: bytes, encoding: str, limit: int) -> bytes:
    """Undo a Content-Encoding, at most ``limit`` bytes of result. Scrapy accepts a gzip stream that is cut."""
    for name in reversed([name.strip() for name in encoding.lower().split(",") if name.strip()]):
        if name in ("gzip", "x-gzip"):
            body = _inflate(body, 31, limit)
        elif name == "deflate":
            # Half of the servers send the bare stream, the other half wrap it as the standard says.
            body = _inflate(body, 15 if body[:1] == b"\x78" else -15, limit)
        elif name != "identity":
            raise Undecodable("undecodable", f"Content-Encoding {name!r} was not asked for")
    return body


def _inflate(body: bytes, window: int, limit: int) -> bytes:
    parts, size = [], 0
    while body:
        stream = zlib.decompressobj(window)
        try:
            part = stream.decompress(body, limit - size + 1)
        except zlib.error as error:
            raise Undecodable("undecodable", f"not the encoding it says: {error}") from error
        parts.append(part)
        size += len(part)
        if size > limit:
            raise Undecodable("too-large", f"unpacks to more than {limit} bytes")
        if not stream.eof:
            raise Undecodable("cut", "the compressed stream ends before its end")
        body = stream.unused_data.lstrip(b"\0")
    return b"".join(parts)
