"""What all pages of ours share: rendering, links, the page for what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Response

from archive.site import words

if TYPE_CHECKING:
    from archive.site.instance import Site


async def render(site: Site, request: Any, template: str, status: int = 200, **context: Any) -> Response:
    """A page from ``templates/``; every page can name its living and its pinned address."""
    path = request.scope["path"] + (f"?{request.query_string}" if request.query_string else "")
    base = site.setting("base_url")
    origin = f"{request.scheme}://{request.host}"
    context |= {
        "words": words,
        "snapshot": site.snapshot,
        "is_pinned": base != "/",
        "living_url": f"{origin}{path}",
        "pinned_url": f"{origin}/s/{site.snapshot}{path}",
        "link": site.urls.path,
        "raw_path": raw_path,
    }
    html = await site.render_template(template, context, request=request)
    return Response.html(html, status=status)


def raw_path(sha256: str) -> str:
    return f"/raw/{sha256}"


async def not_found(site: Site, request: Any, what: str, english: str) -> Response:
    """404 with a search box, because the reader was looking for something."""
    return await render(site, request, "missing.html", status=404, what=what, english=english)
