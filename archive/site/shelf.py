"""``/snapshots``: every snapshot that is kept, and those that were thinned out. ``/files``: whole tables to take away.

What may be taken is what the snapshot's own list (archive/bulk.py) and its manifest name: no text of a request becomes
a path.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Response

from archive.bulk import BulkFile, read_bulk
from archive.site.describe import names_of
from archive.site.page import not_found, render
from archive.site.raw import Headers, send_file
from archive.site.snapshots import Snapshots

if TYPE_CHECKING:
    from archive.site.instance import Site

TYPES = {".gz": b"application/gzip", ".db": b"application/vnd.sqlite3"}


async def snapshots(datasette: Site, request: Any) -> Response:
    """The list of snapshots, newest first."""
    shelf = Snapshots(datasette.data)
    kept = [{"id": name, **shelf.manifest(name)} for name in reversed(shelf.names())]
    thinned = sorted(shelf.thinned().items(), reverse=True)
    page = await render(datasette, request, "snapshots.html", kept=kept, thinned=thinned)
    # It changes when a snapshot is thinned, not with the snapshot it is asked on.
    page.headers["etag"] = f'W/"{hashlib.sha256(page.body.encode()).hexdigest()[:20]}"'
    page.headers["cache-control"] = "public, max-age=30, must-revalidate"
    return page


async def files(datasette: Site, request: Any) -> Response:
    """The list of a snapshot's files."""
    found = [{"file": file, "about": names_of(file.table)} for file in list_files(datasette).values()]
    return await render(datasette, request, "files.html", files=found, origin=f"{request.scheme}://{request.host}")


async def file(datasette: Site, request: Any, send: Any) -> Any:
    """``/files/<name>``: one of them, whole or in ranges."""
    found = list_files(datasette).get(request.url_vars["name"])
    if found is None or request.method not in ("GET", "HEAD"):
        page = await not_found(datasette, request, "没有这个文件", "There is no such file")
        return await page.asgi_send(send)
    descriptor = os.open(folder_of(datasette) / found.name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        await send_file(send, request, descriptor, found.bytes, headers_of(datasette, found))
    finally:
        os.close(descriptor)


def folder_of(site: Site) -> Path:
    return Snapshots(site.data).path(site.snapshot).parent


def list_files(site: Site) -> dict[str, BulkFile]:
    """The files of the snapshot by name: the database itself, then each table."""
    if "files" not in site.memo:
        manifest = Snapshots(site.data).manifest(site.snapshot)
        files = read_bulk(folder_of(site))
        if manifest:
            rows = sum(manifest["rows"].values())
            files.insert(0, BulkFile("archive.db", "", rows, manifest["bytes"], manifest["sha256"]))
        site.memo["files"] = {file.name: file for file in files}
    found: dict[str, BulkFile] = site.memo["files"]
    return found


def headers_of(site: Site, file: BulkFile) -> Headers:
    """Type, name with the snapshot in it, and the hash as ETag."""
    stem, _, ending = file.name.partition(".")
    pinned = site.setting("base_url") != "/"
    return [
        (b"content-type", TYPES[Path(file.name).suffix]),
        (b"content-disposition", f'attachment; filename="{stem}-{site.snapshot}.{ending}"'.encode()),
        (b"etag", f'"{file.sha256}"'.encode()),
        (b"accept-ranges", b"bytes"),
        (
            b"cache-control",
            b"public, max-age=31536000, immutable" if pinned else b"public, max-age=30, must-revalidate",
        ),
    ]
