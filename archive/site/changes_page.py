"""``/changes``: what happened to reports, newest first; ``/changes.atom`` and ``/place/<code>.atom`` as feeds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Response

from archive.site import words
from archive.site.feed import make_feed
from archive.site.lookup import CHANGES, Row, describe_change, remember
from archive.site.page import not_found, origin, page_number, render
from archive.site.snapshots import Snapshots

if TYPE_CHECKING:
    from archive.site.instance import Site

PAGE, FEED = 50, 100
# What a reader may ask for beside the single kinds.
ALTERED, ALL = "", "all"
# New reports are many, and what a newer parser reads otherwise is no change at the source: both only on request.
APART = ("new", "reread")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BELOW = """
r.place_code IN (WITH RECURSIVE below(code) AS (
  SELECT :place UNION SELECT p.code FROM places p JOIN below b ON p.parent = b.code) SELECT code FROM below)
"""
_PROVINCES = """
SELECT code, name FROM places WHERE level = 'province' AND name IN (SELECT DISTINCT province FROM reports) ORDER BY code
"""


async def changes(datasette: Site, request: Any) -> Any:
    """The view."""
    kind = request.args.get("kind") or ALTERED
    place = request.args.get("place") or ""
    since = request.args.get("since") or ""
    where, params = conditions(kind, place, since)
    number = page_number(request)
    sql = f"{CHANGES} {where} ORDER BY c.at DESC, c.id DESC LIMIT {PAGE + 1} OFFSET :offset"
    rows = await datasette.rows(sql, offset=(number - 1) * PAGE, **params)
    places = list(await remember(datasette, "province codes", _PROVINCES))
    if place and place not in {row["code"] for row in places}:
        places += await datasette.rows("SELECT code, name FROM places WHERE code = :code", code=place)
    asked = {"kind": kind, "place": place, "since": since}
    context: Row = {"rows": [describe_change(row) for row in rows[:PAGE]], "more": len(rows) > PAGE, "page": number}
    context |= {"query": asked, "places": places, "kinds": words.CHANGES, "known_day": _is_day(since)}
    return await render(datasette, request, "changes.html", **context)


def conditions(kind: str, place: str, since: str) -> tuple[str, dict[str, object]]:
    """The WHERE clause and its parameters; what is no kind and no day asks for nothing.

    >>> conditions("moved", "", "yesterday")
    ('WHERE c.kind = :kind', {'kind': 'moved'})
    """
    parts, params = [], dict[str, object]()
    if kind in words.CHANGES:
        # Nearly all changes are new ones: there the order of time is the better index; the plus makes SQLite take it.
        parts, params = ["+c.kind = :kind" if kind == "new" else "c.kind = :kind"], {"kind": kind}
    elif kind != ALL:
        parts = [f"c.kind IN ({', '.join(repr(known) for known in words.CHANGES if known not in APART)})"]
    if place:
        parts.append(_BELOW)
        params["place"] = place
    if _is_day(since):
        parts.append("c.at >= :since")
        params["since"] = since
    return (f"WHERE {' AND '.join(parts)}" if parts else ""), params


def _is_day(since: str) -> bool:
    return _DAY.fullmatch(since) is not None


async def feed(datasette: Site, request: Any) -> Any:
    """Every change, or those of one place and the divisions below it; the newest hundred."""
    code = request.url_vars.get("code", "")
    found = await datasette.rows("SELECT name FROM places WHERE code = :code", code=code) if code else []
    if code and not found:
        return await not_found(datasette, request, "没有这个地区", "There is no such place")
    name = found[0]["name"] if found else "全部地区"
    where, params = conditions(ALL, code, "")
    rows = await datasette.rows(f"{CHANGES} {where} ORDER BY c.at DESC, c.id DESC LIMIT {FEED}", **params)
    base = f"{origin(request)}{str(datasette.urls.path('/')).rstrip('/')}"
    made = Snapshots(datasette.data).made(datasette.snapshot)
    body = make_feed(base, code, name, made, [describe_change(row) for row in rows])
    return Response(body, content_type="application/atom+xml; charset=utf-8")
