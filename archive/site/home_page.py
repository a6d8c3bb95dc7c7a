"""``/``: what is there, what is missing, what changed, what does not add up, who is late, who stands out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.site.lookup import CHANGES, Row, describe_change, describe_check, remember
from archive.site.matrix import make_matrix
from archive.site.page import render
from archive.site.queries import STORIES
from archive.site.stories import tell_stories

if TYPE_CHECKING:
    from archive.site.instance import Site

FEWEST = 10
_COUNTS = """
SELECT (SELECT count(*) FROM reports) AS reports, (SELECT count(*) FROM organs) AS organs,
       (SELECT min(year) FROM reports) AS first_year, (SELECT max(year) FROM reports) AS last_year,
       (SELECT max(at) FROM fetches) AS newest_fetch,
       (SELECT count(*) FROM checks WHERE verdict = 'fails' AND rule = 'late') AS late,
       (SELECT count(*) FROM missing_reports) AS missing
"""
# One check a report: that of the total column where there is one.
_FAILING = """
SELECT * FROM (
  SELECT c.*, r.organ, r.year, count(*) OVER (PARTITION BY c.report_id) AS together,
         row_number() OVER (PARTITION BY c.report_id ORDER BY c.subject <> 'total', c.rule, c.subject) AS number
  FROM checks c JOIN reports r ON r.id = c.report_id
  WHERE c.verdict = 'fails' AND c.rule IN ('balance', 'results_sum', 'row_sum', 'review_sum')
) WHERE number = 1 ORDER BY year DESC, together DESC, report_id LIMIT 8
"""
_FAILING_COUNTS = """
SELECT count(DISTINCT report_id) FILTER (WHERE rule <> 'carry_over') AS reports,
       count(*) FILTER (WHERE rule <> 'carry_over') AS checks, count(*) FILTER (WHERE rule = 'carry_over') AS gaps
FROM checks WHERE verdict = 'fails' AND rule IN ('balance', 'results_sum', 'row_sum', 'review_sum', 'carry_over')
"""
_LATE = """
SELECT report_id, organ, year, published_on, due_on, days_late FROM late_reports
ORDER BY year DESC, days_late DESC, report_id LIMIT 5
"""
_MISSING = """
SELECT organ_id, organ, year, due_on FROM missing_reports
WHERE due_on = (SELECT max(due_on) FROM missing_reports) ORDER BY organ_id LIMIT 5
"""
_RECEIVED = """
SELECT report_id, organ, received AS value FROM report_totals
WHERE year = :year AND received IS NOT NULL ORDER BY received DESC, report_id LIMIT 10
"""
_REFUSED = """
SELECT report_id, organ, refusal_rate AS value, denied AS part, concluded AS "of" FROM report_totals
WHERE year = :year AND refusal_rate IS NOT NULL AND concluded >= :fewest
ORDER BY refusal_rate DESC, report_id LIMIT 10
"""
_LOST = """
SELECT k.report_id, r.organ, k.value, k.value AS part, k.base AS "of"
FROM summary_rankings k CROSS JOIN reports r ON r.id = k.report_id
WHERE k.ranking = 'corrected' AND k.year = :year ORDER BY k.value DESC, k.report_id LIMIT 10
"""
_LATEST = CHANGES + " ORDER BY c.kind IN ('new', 'reread'), c.at DESC, c.id LIMIT 8"
YEARS = "SELECT year, count(*) AS reports FROM reports GROUP BY year ORDER BY year DESC"


async def home(datasette: Site, request: Any) -> Any:
    """The view."""
    years = await remember(datasette, "years", YEARS)
    year = asked_year(request.args.get("year"), years)
    if "home" not in datasette.memo:
        datasette.memo["home"] = await _home(datasette)
    rankings = {
        "received": await remember(datasette, f"received {year}", _RECEIVED, year=year),
        "refused": await remember(datasette, f"refused {year}", _REFUSED, year=year, fewest=FEWEST),
        "lost": await remember(datasette, f"lost {year}", _LOST, year=year),
        "stories": await tell_stories(datasette, year, FEWEST),
    }
    found = {"years": years, "year": year, **rankings, **datasette.memo["home"]}
    return await render(datasette, request, "home.html", **found)


async def _home(site: Site) -> Row:
    (counts,) = await site.rows(_COUNTS)
    (failing_counts,) = await site.rows(_FAILING_COUNTS)
    return {
        "counts": counts,
        "matrix": await make_matrix(site, None),
        "changes": [describe_change(row) for row in await site.rows(_LATEST)],
        "failing": [describe_check(row) for row in await site.rows(_FAILING)],
        "failing_counts": failing_counts,
        "late": await site.rows(_LATE),
        "missing": await site.rows(_MISSING),
        "fewest": FEWEST,
        "queries": STORIES,
    }


def asked_year(asked: str | None, years: list[Row]) -> int | None:
    """The year of the rankings: the one asked for, else the newest that is at least a third as full as the fullest.

    >>> asked_year(None, [{"year": 2025, "reports": 2}, {"year": 2024, "reports": 90}]), asked_year("x", [])
    (2024, None)
    """
    for row in years:
        if asked == str(row["year"]):
            return int(row["year"])
    fullest = max((row["reports"] for row in years), default=0)
    return next((int(row["year"]) for row in years if 3 * row["reports"] >= fullest), None)
