"""The home page, the organ and place pages, and search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.search import find_spans, match_query, snippet
from archive.site.matrix import children, make_matrix
from archive.site.page import not_found, render
from archive.site.queries import QUERIES
from archive.site.report_page import describe_change, describe_check, trail

if TYPE_CHECKING:
    from archive.site.instance import Site

Row = dict[str, Any]
FEWEST = 10
_COUNTS = """
SELECT (SELECT count(*) FROM reports) AS reports, (SELECT count(*) FROM organs) AS organs,
       (SELECT min(year) FROM reports) AS first_year, (SELECT max(year) FROM reports) AS last_year,
       (SELECT count(*) FROM reports WHERE status IN ('read', 'ocr')) AS whole,
       (SELECT max(at) FROM fetches) AS newest_fetch,
       (SELECT count(*) FROM missing_reports) AS missing
"""
_CHANGES = """
SELECT c.at, c.kind, c.report_id, c.detail, r.organ, r.year FROM changes c JOIN reports r ON r.id = c.report_id
{where} ORDER BY c.kind IN ('new', 'reread'), c.at DESC, c.id LIMIT :most
"""
# One check a report: that of the total column where there is one.
_FAILING = """
SELECT * FROM (
  SELECT c.*, r.organ, r.year, count(*) OVER (PARTITION BY c.report_id) AS together,
         row_number() OVER (PARTITION BY c.report_id ORDER BY c.subject <> 'total', c.rule, c.subject) AS number
  FROM checks c JOIN reports r ON r.id = c.report_id
  WHERE c.verdict = 'fails' AND c.rule IN ('balance', 'results_sum', 'row_sum', 'review_sum')
) WHERE number = 1 ORDER BY year DESC, together DESC, report_id LIMIT :most
"""
_FAILING_COUNTS = """
SELECT count(DISTINCT report_id) FILTER (WHERE rule <> 'carry_over') AS reports,
       count(*) FILTER (WHERE rule <> 'carry_over') AS checks, count(*) FILTER (WHERE rule = 'carry_over') AS gaps
FROM checks WHERE verdict = 'fails' AND rule IN ('balance', 'results_sum', 'row_sum', 'review_sum', 'carry_over')
"""
_RECEIVED = """
SELECT report_id, organ, received AS value FROM report_totals
WHERE year = :year AND received IS NOT NULL ORDER BY received DESC, report_id LIMIT 10
"""
_REFUSED = """
SELECT report_id, organ, refusal_rate AS value, denied, concluded FROM report_totals
WHERE year = :year AND refusal_rate IS NOT NULL AND concluded >= :fewest
ORDER BY refusal_rate DESC, report_id LIMIT 10
"""
_ORGAN_YEARS = """
SELECT r.id, r.year, r.title, r.status, r.published_on, r.gone_since, r.versions, t.received, t.carried_in, t.granted,
       t.denied, t.concluded, t.carried_out, t.refusal_rate, t.reconsiderations, t.lawsuits_direct, t.lawsuits_after,
       t.failing_checks
FROM reports r LEFT JOIN report_totals t ON t.report_id = r.id WHERE r.organ_id = :organ ORDER BY r.year DESC
"""
_PLACE_ORGANS = """
SELECT o.id, o.name, o.kind, count(r.id) AS reports, min(r.year) AS first_year, max(r.year) AS last_year
FROM organs o LEFT JOIN reports r ON r.organ_id = o.id WHERE o.place_code = :code
GROUP BY o.id ORDER BY o.kind <> 'government', o.kind <> 'office', o.name, o.id LIMIT 1000
"""
_GOVERNMENT_YEARS = """
SELECT r.id, r.year, r.organ, t.received, t.denied, t.concluded, t.refusal_rate, t.carried_out, t.failing_checks
FROM reports r JOIN organs o ON o.id = r.organ_id LEFT JOIN report_totals t ON t.report_id = r.id
WHERE o.place_code = :code AND o.kind = 'government' ORDER BY r.year DESC, r.id
"""
_SEARCH = """
SELECT r.id, r.title, r.organ, r.year, r.place_code FROM reports r
WHERE r.{key} IN (SELECT rowid FROM reports_fts WHERE reports_fts MATCH :match) ORDER BY r.year DESC, r.id LIMIT 51
"""
_TEXTS = "SELECT heading || char(10) || text AS text FROM sections WHERE report_id = :id ORDER BY number, id"
YEARS = "SELECT year, count(*) AS reports FROM reports GROUP BY year ORDER BY year DESC"


async def home(datasette: Site, request: Any) -> Any:
    """What is there, what is missing, what changed, what does not add up, who stands out."""
    years = await _remember(datasette, "years", YEARS)
    year = _asked_year(request.args.get("year"), years)
    if "home" not in datasette.memo:
        datasette.memo["home"] = await _home(datasette)
    received = await _remember(datasette, f"received {year}", _RECEIVED, year=year)
    refused = await _remember(datasette, f"refused {year}", _REFUSED, year=year, fewest=FEWEST)
    found = {"years": years, "year": year, "received": received, "refused": refused, **datasette.memo["home"]}
    return await render(datasette, request, "home.html", **found)


async def _home(site: Site) -> Row:
    (counts,) = await site.rows(_COUNTS)
    (failing_counts,) = await site.rows(_FAILING_COUNTS)
    return {
        "counts": counts,
        "matrix": await make_matrix(site, None),
        "changes": [describe_change(row) for row in await site.rows(_CHANGES.format(where=""), most=10)],
        "failing": [describe_check(row) for row in await site.rows(_FAILING, most=8)],
        "failing_counts": failing_counts,
        "fewest": FEWEST,
        "queries": QUERIES,
    }


async def _remember(site: Site, name: str, sql: str, **params: object) -> list[Row]:
    """Rows that are the same for as long as the snapshot lives."""
    if name not in site.memo:
        site.memo[name] = await site.rows(sql, **params)
    rows: list[Row] = site.memo[name]
    return rows


def _asked_year(asked: str | None, years: list[Row]) -> int | None:
    """The year of the rankings: the one asked for, else the newest that is at least a third as full as the fullest.

    >>> _asked_year(None, [{"year": 2025, "reports": 2}, {"year": 2024, "reports": 90}]), _asked_year("x", [])
    (2024, None)
    """
    for row in years:
        if asked == str(row["year"]):
            return int(row["year"])
    fullest = max((row["reports"] for row in years), default=0)
    return next((int(row["year"]) for row in years if 3 * row["reports"] >= fullest), None)


async def organ(datasette: Site, request: Any) -> Any:
    """One organ, every year side by side."""
    found = await datasette.rows("SELECT * FROM organs WHERE id = :id", id=request.url_vars["id"])
    if not found:
        return await not_found(datasette, request, "没有这个机关", "There is no such organ")
    row = found[0]
    years = await datasette.rows(_ORGAN_YEARS, organ=row["id"])
    gone = await datasette.rows(
        "SELECT year, due_on FROM missing_reports WHERE organ_id = :id ORDER BY year", id=row["id"]
    )
    gaps = await datasette.rows(
        "SELECT g.* FROM carry_over_gaps g JOIN reports r ON r.id = g.report_id WHERE r.organ_id = :id"
        " ORDER BY g.year, g.applicant",
        id=row["id"],
    )
    changes = await datasette.rows(_CHANGES.format(where="WHERE r.organ_id = :id"), id=row["id"], most=50)
    return await render(
        datasette,
        request,
        "organ.html",
        organ=row,
        years=years,
        missing=gone,
        gaps=gaps,
        changes=[describe_change(change) for change in changes],
        most=max((year["received"] or 0 for year in years), default=0),
        trail=await trail(datasette, row["place_code"]),
    )


async def place(datasette: Site, request: Any) -> Any:
    """One division: its government's totals by year, its organs, the divisions below it."""
    code = request.url_vars["code"]
    found = await datasette.rows("SELECT * FROM places WHERE code = :code", code=code)
    if not found:
        return await not_found(datasette, request, "没有这个地区", "There is no such place")
    return await render(
        datasette,
        request,
        "place.html",
        place=found[0],
        trail=await trail(datasette, code),
        years=await datasette.rows(_GOVERNMENT_YEARS, code=code),
        organs=await datasette.rows(_PLACE_ORGANS, code=code),
        matrix=await make_matrix(datasette, code) if await children(datasette, code) else None,
    )


async def search(datasette: Site, request: Any) -> Any:
    """Full text: the newest fifty reports that hold every word, each with a snippet of the original text."""
    asked = (request.args.get("q") or "").strip()[:200]
    found = await datasette.rows(_SEARCH.format(key=datasette.report_key), match=match_query(asked)) if asked else []
    results = [{**row, "snippet": await _snippet(datasette, row["id"], asked)} for row in found[:50]]
    return await render(datasette, request, "search.html", asked=asked, results=results, more=len(found) > 50)


async def _snippet(site: Site, report: str, asked: str) -> str:
    """The first chapter that holds a word of the query; empty when only the title does."""
    for row in await site.rows(_TEXTS, id=report):
        if find_spans(row["text"], asked):
            return snippet(row["text"], asked)
    return ""
