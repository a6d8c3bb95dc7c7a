"""Sharing: every page has a living address and one pinned to its snapshot; a reader's own SQL has a short one too.

A short address ``/q/<code>`` holds the query itself, packed: nothing is stored, so it cannot expire and nobody can fill
a disk with it. ``1`` in front of the code names the dictionary below, which therefore never changes.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from datasette.utils.asgi import Response

from archive.site.compat import as_asked
from archive.site.language import language_of
from archive.site.page import not_found

if TYPE_CHECKING:
    from archive.site.instance import Site

MOST_BYTES = 60_000
_DICTIONARY = (
    b"coalesce(nullif(cast(round(100.0 * CASE WHEN THEN END IS NOT NULL BETWEEN EXISTS DISTINCT UNION ALL substr("
    b"disclosure.penalties_decisions reviews.reconsideration corrected pending upheld missing_reports late_reports "
    b"altered_reports carry_over_gaps failing_checks sections.text changes problems fetches versions checks WITH OVER "
    b"(PARTITION BY prefecture county province organ_id organs places published_on first_seen verdict = 'fails' rule "
    b"denied concluded granted partly_granted unavailable_not_held received carried_in carried_out refusal_rate "
    b"natural_person applicant = 'total' FROM report_totals JOIN requests t JOIN reports r ON r.id = t.report_id WHERE "
    b"year = 2024 2023 2022 2021 AND status LIKE '% GROUP BY HAVING count(*) AS sum(ORDER BY DESC LIMIT 100 select * "
    b"from reports where order by desc limit year\x00province\x00sql\x00SELECT "
)


def pack(pairs: list[tuple[str, str]]) -> str:
    """The code of a query string's names and values.

    >>> unpack(pack([("sql", "SELECT count(*) FROM reports WHERE year = :year"), ("year", "2022")]))
    [('sql', 'SELECT count(*) FROM reports WHERE year = :year'), ('year', '2022')]
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=_DICTIONARY)
    packed = packer.compress("\x00".join(part for pair in pairs for part in pair).encode()) + packer.flush()
    return "1" + base64.urlsafe_b64encode(packed).decode("ascii").rstrip("=")


def unpack(code: str) -> list[tuple[str, str]]:
    """The names and values of a code; ValueError for what is none, or would unpack to more than an address may hold."""
    if not code.startswith("1"):
        raise ValueError("no dictionary of this number")
    packed = base64.b64decode(code[1:] + "=" * (-len(code[1:]) % 4), altchars=b"-_", validate=True)
    unpacker = zlib.decompressobj(-15, zdict=_DICTIONARY)
    try:
        text = unpacker.decompress(packed, MOST_BYTES)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    parts = text.decode("utf-8").split("\x00")
    if not unpacker.eof or len(parts) % 2:
        raise ValueError("not a whole query")
    return list(zip(parts[::2], parts[1::2], strict=True))


async def short(datasette: Site, request: Any) -> Response:
    """``/q/<code>``: to the query it holds, on the snapshot it was asked on."""
    try:
        pairs = unpack(request.url_vars["code"])
    except (ValueError, binascii.Error):
        return await not_found(datasette, request, "没有这个短地址", "There is no such short address")
    return Response.redirect(datasette.urls.path("/archive?" + urlencode(pairs)))


def addresses(site: Site, request: Any) -> dict[str, Any]:
    """What the share block says: living and pinned address of the page, a short one for a reader's own SQL."""
    query_string = as_asked(request.query_string)
    path = request.scope["path"] + (f"?{query_string}" if query_string else "")
    origin = f"{request.scheme}://{request.host}"
    pairs = parse_qsl(query_string, keep_blank_values=True)
    if request.scope["path"] == "/archive" and "sql" in dict(pairs):
        path = f"/q/{pack([pair for pair in pairs if pair[0] != '_hide_sql'])}"
    return {
        "snapshot": site.snapshot,
        "lang": language_of(request),
        "is_pinned": site.setting("base_url") != "/",
        "living": origin + path,
        "pinned": f"{origin}/s/{site.snapshot}{path}",
    }
