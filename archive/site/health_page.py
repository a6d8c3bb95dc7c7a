"""``/health``: the last nights, the portals, and what could not be read and why, so that trust can be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.site import words
from archive.site.lookup import Row
from archive.site.page import render

if TYPE_CHECKING:
    from archive.site.instance import Site

NIGHTS, MOST_PORTALS = 14, 150
_RUNS = f"SELECT id, command, started, finished, exit_code, summary FROM runs ORDER BY started DESC, id LIMIT {NIGHTS}"
_BY_HEALTH = "SELECT health, count(*) AS number FROM portals GROUP BY health ORDER BY health <> 'ok', number DESC"
_UNWELL = f"""
SELECT p.id, p.name, p.place_code, p.health, p.health_reasons, r.started AS last_good
FROM portals p LEFT JOIN runs r ON r.id = p.last_good_run
WHERE p.health IS NULL OR p.health <> 'ok' ORDER BY p.health, p.id LIMIT {MOST_PORTALS}
"""
_PROBLEMS = """
SELECT kind, stage, count(*) AS number, max(since) AS newest FROM problems GROUP BY kind, stage
ORDER BY stage, number DESC, kind
"""
_FILES = "SELECT status, reason, count(*) AS number FROM files GROUP BY status, reason ORDER BY number DESC"
_REPORTS = "SELECT status, reason, count(*) AS number FROM reports GROUP BY status, reason ORDER BY number DESC"


async def health(datasette: Site, request: Any) -> Any:
    """The view."""
    if "health" not in datasette.memo:
        datasette.memo["health"] = {
            "runs": [_describe_run(row) for row in await datasette.rows(_RUNS)],
            "by_health": await datasette.rows(_BY_HEALTH),
            "unwell": await datasette.rows(_UNWELL),
            "problems": await datasette.rows(_PROBLEMS),
            "files": await datasette.rows(_FILES),
            "reports": await datasette.rows(_REPORTS),
        }
    return await render(datasette, request, "health.html", most=MOST_PORTALS, **datasette.memo["health"])


def _describe_run(run: Row) -> Row:
    """A run with its verdict in words and the numbers of its summary line.

    >>> _describe_run({"exit_code": 1, "summary": "run=x portals=2 new_files=3"})["numbers"]
    {'portals': '2', 'new_files': '3'}
    """
    verdict = words.VERDICTS_OF_RUNS.get(run["exit_code"], ("没有结束", "did not end"))
    numbers = dict(part.split("=", 1) for part in run["summary"].split() if "=" in part)
    return {
        **run,
        "verdict": verdict,
        "numbers": {name: numbers[name] for name in words.NUMBERS_OF_RUNS if name in numbers},
    }
