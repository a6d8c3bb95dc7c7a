"""``/page/<sha256>/<n>.png``: a page of a stored PDF as a picture, with ``?box=x0,y0,x1,y1`` outlined.

``box`` is in points from the lower left; ``pixels`` says the same of a figure read from a picture of the page, in that
picture's pixels from the upper left.

Drawn in a throw-away process with limits (render_page.py), two at a time, and kept under ``<data>/cache`` by the hash
of the file: the same bytes, page and box are the same picture for ever.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.site.raw import body_path, find_file
from archive.site.render_page import DOTS_PER_INCH

if TYPE_CHECKING:
    from archive.site.instance import Site

logger = logging.getLogger(__name__)
WORKER = Path(__file__).with_name("render_page.py")
SECONDS = 15
# Beyond this the oldest pictures go; a full page is some 150 KB. Looked at once in so many new pictures.
CACHE_BYTES = 2_000_000_000
TRIM_EVERY = 200
_FRAME = re.compile(r"(points|pixels) \d{1,5}(\.\d{1,4})?(,\d{1,5}(\.\d{1,4})?){3}")
_drawing = asyncio.Semaphore(2)


class CannotDraw(Exception):
    """``status`` is the HTTP status that says why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


async def page_image(datasette: Site, request: Any, send: Any) -> None:
    """The view."""
    sha256, number = request.url_vars["sha256"], int(request.url_vars["number"])
    box, pixels = request.args.get("box") or "", request.args.get("pixels") or ""
    frame = f"points {box}" if box else f"pixels {pixels}" if pixels else ""
    try:
        image = await find_image(datasette, sha256, number, frame, request.args.get("strip") == "1")
    except CannotDraw as error:
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": error.status, "headers": headers})
        await send({"type": "http.response.body", "body": f"{error}\n".encode()})
        return
    headers = [
        (b"content-type", b"image/png"),
        (b"content-length", str(len(image)).encode()),
        (b"cache-control", b"public, max-age=31536000, immutable"),
        (b"etag", f'"{hashlib.sha256(image).hexdigest()[:32]}"'.encode()),
        (b"content-security-policy", b"sandbox; default-src 'none'"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": image})


async def find_image(site: Site, sha256: str, number: int, frame: str, strip: bool) -> bytes:
    """From the cache, or drawn now. ``frame`` is empty, or a unit (points, pixels) and four numbers."""
    row = await find_file(site, sha256)
    if row is None or row["media_type"] != "application/pdf":
        raise CannotDraw(404, "没有这一页。There is no such page.")
    if frame and not _FRAME.fullmatch(frame):
        raise CannotDraw(400, "box 应为四个数 x0,y0,x1,y1。box must be four numbers.")
    cached = cache_path(site.data, sha256, number, frame, strip)
    try:
        return await asyncio.to_thread(cached.read_bytes)
    except OSError:
        image = await draw(body_path(site.data, sha256), number, frame, strip)
        try:
            await asyncio.to_thread(keep, cached, image)
        except OSError as error:
            # A full disk or a folder that may not be written must not cost the reader the picture.
            logger.warning("The picture of a page was not kept: %s", error)
        return image


def cache_path(data: Path, sha256: str, number: int, frame: str, strip: bool) -> Path:
    """Made of hashes only."""
    recipe = f"{number} {frame} {strip} {DOTS_PER_INCH}"
    name = hashlib.sha256(recipe.encode()).hexdigest()[:32]
    return data / "cache" / "pages" / sha256[:2] / sha256 / f"{name}.png"


def keep(path: Path, image: bytes) -> None:
    """Write a cached file so that no reader ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{uuid.uuid4().hex}.tmp")
    part.write_bytes(image)
    part.replace(path)
    # The name is a hash, so one in TRIM_EVERY begins with this number.
    if int(path.stem, 16) % TRIM_EVERY == 0:
        trim(path.parents[2], CACHE_BYTES, path.suffix)


def trim(folder: Path, most: int, suffix: str = ".png") -> None:
    """Remove the oldest files until those left are under ``most`` bytes; anyone may ask for any box."""
    found = sorted((path.stat().st_mtime, path.stat().st_size, path) for path in folder.rglob(f"*{suffix}"))
    excess = sum(size for _, size, _ in found) - most
    for _, size, path in found:
        if excess <= 0:
            return
        path.unlink(missing_ok=True)
        excess -= size


async def draw(path: Path, number: int, frame: str, strip: bool) -> bytes:
    """Run the worker; CannotDraw when it gives no picture in time."""
    arguments = [str(path), str(number), *frame.split(), *(["strip"] if frame and strip else [])]
    async with _drawing:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-I", str(WORKER), *arguments,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL, env={},
        )  # fmt: skip
        try:
            image, _ = await asyncio.wait_for(process.communicate(), SECONDS)
        except TimeoutError as error:
            process.kill()
            await process.wait()
            raise CannotDraw(504, "画这一页超时。Drawing the page took too long.") from error
    if process.returncode == 4:
        raise CannotDraw(404, "文件没有这一页。The file has no such page.")
    if process.returncode or not image:
        raise CannotDraw(422, "这一页画不出来，请下载原件。The page cannot be drawn; download the file.")
    return image
