"""``/embed``: one chart for other people's pages, drawn in the browser from the JSON of a table or query of ours.

The only page that may stand in a frame. ``of`` is the address of the table or query, ``label`` and ``value`` are two
of its columns, ``kind`` is bar or line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from archive.site.headers import STRICT
from archive.site.page import not_found, render

if TYPE_CHECKING:
    from archive.site.instance import Site

POLICY = STRICT.replace("frame-ancestors 'none'", "frame-ancestors *") + "; connect-src 'self'"
# One table or query of the one database, nothing else and nobody else's.
_SOURCE = re.compile(r"/archive(/[^/?#\\.]+)?(\?[^#\\]*)?")
_LONGEST = 4_000


async def embed(datasette: Site, request: Any) -> Any:
    """The view."""
    source, kind = request.args.get("of") or "", request.args.get("kind") or "bar"
    label, value = request.args.get("label"), request.args.get("value")
    if not (_SOURCE.fullmatch(source) and len(source) <= _LONGEST and label and value and kind in ("bar", "line")):
        return await not_found(datasette, request, "没有这张图", "There is no such chart")
    response = await render(datasette, request, "embed.html", source=source, label=label, value=value, kind=kind)
    response.headers["Content-Security-Policy"] = POLICY
    return response
