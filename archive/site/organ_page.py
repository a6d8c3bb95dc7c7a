"""``/organ/<id>``: every year of one organ side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from archive.site.lookup import CHANGES, Row, describe_change, trail
from archive.site.matrix import missing_years
from archive.site.notes import organ_notes
from archive.site.page import not_found, render
from archive.site.report_page import YEARS, lawsuits, multiples
from parsers.forms import REQUEST_FORMS

if TYPE_CHECKING:
    from archive.site.instance import Site

_REQUESTS = """
SELECT q.* FROM reports r JOIN requests q ON q.report_id = r.id AND q.applicant = 'total' WHERE r.organ_id = :organ
"""
_GAPS = """
SELECT c.report_id, c.subject AS applicant, c.left AS before, c.right AS now, r.year
FROM reports r JOIN checks c ON c.report_id = r.id
WHERE r.organ_id = :organ AND c.rule = 'carry_over' AND c.verdict = 'fails' ORDER BY r.year, c.subject
"""
# Organs of one kind in the divisions beside this one; departments and offices: those of the same division.
PEERS = """
SELECT r.id AS report_id, o.id AS organ_id, r.organ, o.place_code, t.received, t.concluded, t.denied, t.refusal_rate
FROM places p JOIN organs o ON o.place_code = p.code AND o.kind = :kind
JOIN reports r ON r.organ_id = o.id AND r.year = :year JOIN report_totals t ON t.report_id = r.id
WHERE p.level = :level AND p.parent IS :parent AND (:same IS NULL OR p.code = :same)
ORDER BY t.received DESC, o.id LIMIT 40
"""
_CHANGES = CHANGES + " WHERE r.organ_id = :organ ORDER BY c.at DESC, c.id LIMIT 50"


async def organ(datasette: Site, request: Any) -> Any:
    """The view."""
    found = await datasette.rows("SELECT * FROM organs WHERE id = :id", id=request.url_vars["id"])
    if not found:
        return await not_found(datasette, request, "没有这个机关", "There is no such organ")
    row = found[0]
    years = await datasette.rows(YEARS, organ=row["id"])
    missing = (await missing_years(datasette)).get(row["id"], [])
    steps = await trail(datasette, row["place_code"])
    year = latest_year(years)
    return await render(
        datasette,
        request,
        "organ.html",
        organ=row,
        years=[{**one, "lawsuits": lawsuits(one)} for one in years],
        missing=missing,
        multiples=multiples(years),
        chain=chain(years),
        gaps=await datasette.rows(_GAPS, organ=row["id"]),
        outcomes=side_by_side(years, await datasette.rows(_REQUESTS, organ=row["id"])),
        year=year,
        peers=await find_peers(datasette, row["kind"], steps, year),
        changes=[describe_change(change) for change in await datasette.rows(_CHANGES, organ=row["id"])],
        trail=steps,
        **await organ_notes(datasette, row["id"]),
    )


def latest_year(years: list[Row]) -> int | None:
    """The newest year whose number of requests is known."""
    return max((row["year"] for row in years if row["received"] is not None), default=None)


async def find_peers(site: Site, kind: str, steps: Sequence[Row], year: int | None) -> list[Row]:
    """Organs to compare with in ``year``, most requests first; empty without a place or without a year."""
    if not steps or year is None or kind == "other":
        return []
    place = steps[-1]
    same = place["code"] if kind in ("department", "town") else None
    return await site.rows(PEERS, kind=kind, year=year, level=place["level"], parent=place["parent"], same=same)


def chain(years: list[Row]) -> list[Row]:
    """What each year carried out against what the next carried in; ``state`` is holds, fails, unknown or broken.

    ``broken``: the next report is not of the next year.

    >>> rows = [{"year": 2019, "id": "a", "carried_out": 3, "carried_in": 0}]
    >>> rows.append({"year": 2021, "id": "b", "carried_out": 1, "carried_in": 3})
    >>> [(link["state"], link["between"]) for link in chain(rows)]
    [('broken', [2020])]
    """
    links: list[Row] = []
    for before, after in pairwise(years):
        between = list(range(before["year"] + 1, after["year"]))
        known = before["carried_out"] is not None and after["carried_in"] is not None
        state = "unknown" if not known else "holds" if before["carried_out"] == after["carried_in"] else "fails"
        links.append({"before": before, "after": after, "between": between, "state": "broken" if between else state})
    return links


def side_by_side(years: list[Row], rows: list[Row]) -> list[tuple[tuple[str, str], list[int | None]]]:
    """Every row of table three over the years, total column; rows that no year has are left out."""
    known = {row["report_id"]: row for row in rows}
    forms = {row.key: row for form in REQUEST_FORMS.values() for row in form.rows}
    found = []
    for key, row in forms.items():
        values = [known[year["id"]][key] if year["id"] in known else None for year in years]
        if any(value is not None for value in values):
            found.append(((f"{row.group} {row.label}".strip(), row.english), values))
    return found
