"""What all pages of ours share: rendering, links, the page for what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Response

from archive.site import charts, words
from archive.site.language import Text, language_of, linker

if TYPE_CHECKING:
    from archive.site.instance import Site


async def render(site: Site, request: Any, template: str, status: int = 200, **context: Any) -> Response:
    """A page from ``templates/``; every page can name its living and its pinned address."""
    language = language_of(request)
    query_string = request.query_string
    asked = request.scope["path"] + (f"?{query_string}" if query_string else "")
    text = Text(language)
    shared = {
        "words": words,
        "charts": charts,
        "lang": language,
        "t": text.t,
        "both": text.both,
        "snapshot": site.snapshot,
        "is_pinned": site.setting("base_url") != "/",
        "living_url": f"{origin(request)}{asked}",
        "pinned_url": f"{origin(request)}/s/{site.snapshot}{asked}",
        "link": linker(site.urls.path, language),
        "raw_path": raw_path,
    }
    html = await site.render_template(template, {**shared, **context}, request=request)
    return Response.html(html, status=status)


def origin(request: Any) -> str:
    """Scheme and host as the reader wrote them."""
    return f"{request.scheme}://{request.host}"


def raw_path(sha256: str) -> str:
    return f"/raw/{sha256}"


async def not_found(site: Site, request: Any, what: str, english: str) -> Response:
    """404 with a search box, because the reader was looking for something."""
    return await render(site, request, "missing.html", status=404, what=what, english=english)


def page_number(request: Any, most: int = 500) -> int:
    """The page a reader asks for, from 1; 1 for anything that is no such number."""
    asked = request.args.get("page") or ""
    return min(int(asked), most) if asked.isascii() and asked.isdigit() and int(asked[:6]) > 0 and len(asked) < 7 else 1
