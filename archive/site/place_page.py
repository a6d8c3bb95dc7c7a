"""``/place/<code>``: one division: its government by year, those beside it, its organs, the divisions below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.site.lookup import CHANGES, describe_change, trail
from archive.site.matrix import children, make_matrix, missing_years
from archive.site.organ_page import chain, find_peers, latest_year
from archive.site.page import not_found, render
from archive.site.report_page import YEARS, lawsuits, multiples

if TYPE_CHECKING:
    from archive.site.instance import Site

MOST_ORGANS = 300
_ORGANS = f"""
SELECT o.id, o.name, o.kind, count(r.id) AS reports, min(r.year) AS first_year, max(r.year) AS last_year
FROM organs o LEFT JOIN reports r ON r.organ_id = o.id WHERE o.place_code = :code
GROUP BY o.id ORDER BY o.kind <> 'government', o.kind <> 'office', o.name, o.id LIMIT {MOST_ORGANS + 1}
"""
_CHANGES = CHANGES + " WHERE r.place_code = :code AND c.kind NOT IN ('new', 'reread') ORDER BY c.at DESC, c.id LIMIT 10"


async def place(datasette: Site, request: Any) -> Any:
    """The view."""
    code = request.url_vars["code"]
    found = await datasette.rows("SELECT * FROM places WHERE code = :code", code=code)
    if not found:
        return await not_found(datasette, request, "没有这个地区", "There is no such place")
    steps = await trail(datasette, code)
    organs = await datasette.rows(_ORGANS, code=code)
    government = next((row for row in organs if row["kind"] == "government"), None)
    years = await datasette.rows(YEARS, organ=government["id"]) if government else []
    missing = await missing_years(datasette)
    year = latest_year(years)
    return await render(
        datasette,
        request,
        "place.html",
        place=found[0],
        trail=steps,
        government=government,
        years=[{**one, "lawsuits": lawsuits(one)} for one in years],
        multiples=multiples(years),
        chain=chain(years),
        year=year,
        peers=await find_peers(datasette, "government", steps, year),
        organs=organs[:MOST_ORGANS],
        more=len(organs) > MOST_ORGANS,
        missing=[(row, missing[row["id"]]) for row in organs if row["id"] in missing][:50],
        changes=[describe_change(change) for change in await datasette.rows(_CHANGES, code=code)],
        matrix=await make_matrix(datasette, code) if await children(datasette, code) else None,
    )
