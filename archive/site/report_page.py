"""``/report/<id>``: everything about one report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.site.charts import span
from archive.site.figure_page import CELLS
from archive.site.lookup import Row, describe_change, describe_check, find_report, of_report, read_detail, trail
from archive.site.notes import beside, find_findings
from archive.site.page import not_found, render
from archive.site.printed import Figures, layouts

if TYPE_CHECKING:
    from archive.site.instance import Site

YEARS = """
SELECT r.id, r.year, r.title, r.status, r.published_on, r.gone_since, r.versions, t.received, t.carried_in, t.granted,
       t.denied, t.concluded, t.carried_out, t.refusal_rate, t.reconsiderations, t.lawsuits_direct, t.lawsuits_after,
       t.failing_checks
FROM reports r JOIN report_totals t ON t.report_id = r.id WHERE r.organ_id = :organ ORDER BY r.year
"""
# The small multiples: column of YEARS, its name, whether it is a rate.
MEASURES = (
    ("received", ("新收申请（件）", "requests received"), False),
    ("granted", ("予以公开（件）", "granted"), False),
    ("refusal_rate", ("不予公开率", "refusal rate"), True),
    ("carried_out", ("结转下年（件）", "carried out"), False),
    ("reconsiderations", ("行政复议（件）", "reconsiderations"), False),
    ("lawsuits", ("行政诉讼（件）", "lawsuits"), False),
)


# Some 60 KB; the longest reports have 160 pages, and a page of ours stays under 200 KB.
MOST_LETTERS = 20_000
MOST_CHECKS = 15


async def report(datasette: Site, request: Any) -> Any:
    """The view."""
    row = await find_report(datasette, request.url_vars["id"])
    if row is None:
        return await not_found(datasette, request, "没有这份报告", "There is no such report")
    cells = await datasette.rows(CELLS, id=row["id"], sha256=row["sha256"])
    checks = [describe_check(check) for check in await of_report(datasette, "checks", row["id"], "rule, subject")]
    failing = [check for check in checks if check["verdict"] == "fails"]
    findings = await find_findings(datasette, row["id"], failing)
    failing = [beside(check, row["id"], findings) for check in failing]
    means = {finding["key"]: finding["means"] for finding in findings if finding["report_id"] == row["id"]}
    years = await datasette.rows(YEARS, organ=row["organ_id"])
    versions = await of_report(datasette, "versions", row["id"], "role DESC, first_seen, sha256")
    return await render(
        datasette,
        request,
        "report.html",
        report=row,
        tables=layouts(Figures(cells, failing, means), row["form2"], row["form3"], failing),
        checks=checks,
        failing=failing,
        findings=findings,
        sections=shortened(await of_report(datasette, "sections", row["id"], "number, id")),
        most_checks=MOST_CHECKS,
        versions=[{**version, **read_detail(version["changed"])} for version in versions],
        changes=[describe_change(change) for change in await of_report(datasette, "changes", row["id"], "at, id")],
        problems=await of_report(datasette, "problems", row["id"], "since, id"),
        years=years,
        multiples=multiples(years),
        totals=next(year for year in years if year["id"] == row["id"]),
        trail=await trail(datasette, row["place_code"]),
    )


def shortened(sections: list[Row], most: int = MOST_LETTERS) -> list[Row]:
    """The chapters with ``most`` letters of text together, and in ``left`` how many more each has.

    >>> [(row["text"], row["left"]) for row in shortened([{"text": "一二三"}, {"text": "四五"}], most=4)]
    [('一二三', 0), ('四', 1)]
    """
    shown: list[Row] = []
    for section in sections:
        text = section["text"][:most]
        most -= len(text)
        shown.append({**section, "text": text, "left": len(section["text"]) - len(text)})
    return shown


def multiples(years: list[Row]) -> list[tuple[tuple[str, str], list[tuple[int, float | None]], bool]]:
    """Name, points and kind of each small chart; charts that would be empty are left out.

    ``years`` are rows of YEARS; a year in between without a report is a point without a value.
    """
    known = {row["year"]: {**row, "lawsuits": lawsuits(row)} for row in years}
    every = span(list(known))
    found = []
    for column, name, rate in MEASURES:
        points = [(year, known[year][column] if year in known else None) for year in every]
        if len(known) > 1 and any(value is not None for _, value in points):
            found.append((name, points, rate))
    return found


def lawsuits(row: Row) -> int | None:
    """Both kinds of lawsuit together; None where one of them is not a number.

    >>> lawsuits({"lawsuits_direct": 2, "lawsuits_after": None}), lawsuits({"lawsuits_direct": 2, "lawsuits_after": 1})
    (None, 3)
    """
    direct, after = row["lawsuits_direct"], row["lawsuits_after"]
    return None if direct is None or after is None else direct + after
