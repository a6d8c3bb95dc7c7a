"""What people wrote down (archive/kept.py) as the pages show it: findings, other names of an organ, how it ended."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from archive.site.lookup import Row

if TYPE_CHECKING:
    from archive.site.instance import Site

# Only what is about the bytes that are shown: a finding on a former version says nothing of this one.
_FINDINGS = """
SELECT f.key, f.report_id, f.cell, f.printed, f.means, f.who, f.on_day
FROM findings f JOIN reports r ON r.id = f.report_id AND r.sha256 = f.sha256
WHERE f.report_id = :report OR f.cell IN (SELECT value FROM json_each(:cells)) ORDER BY f.report_id <> :report, f.cell
"""
_NAMES = "SELECT name, first_year, last_year, source FROM organ_names WHERE organ_id = :organ ORDER BY first_year, name"
_END = """
SELECT e.how, e.last_year, e.source, e.merged_into, o.id AS organ_id, p.code AS place_code,
       coalesce(o.name, p.name, e.merged_into) AS into_name
FROM organ_ends e LEFT JOIN organs o ON o.id = e.merged_into LEFT JOIN places p ON p.code = e.merged_into
WHERE e.organ_id = :organ
"""
_BEFORE = """
SELECT o.id, o.name, e.how, e.last_year, e.source FROM organ_ends e JOIN organs o ON o.id = e.organ_id
WHERE e.merged_into = :organ ORDER BY e.last_year, o.id
"""


async def _kept(site: Site, sql: str, **params: object) -> list[Row]:
    """Rows of these tables; none in a snapshot that was published before there were any."""
    if "kept" not in site.memo:
        found = await site.rows("SELECT count(*) AS tables FROM sqlite_master WHERE name IN ('findings', 'organ_ends')")
        site.memo["kept"] = found[0]["tables"] == 2
    return await site.rows(sql, **params) if site.memo["kept"] else []


async def find_findings(site: Site, report: str, checks: Iterable[Row]) -> list[Row]:
    """What was found out about the figures of ``report``, and about those of other years that ``checks`` use.

    ``checks`` are rows of lookup.describe_check.
    """
    cells = [f"{other or report}#{key}" for check in checks for other, key in check["used"]]
    return await _kept(site, _FINDINGS, report=report, cells=json.dumps(cells))


def beside(check: Row, report: str, findings: Iterable[Row]) -> Row:
    """The check with the findings on the figures it uses.

    >>> found = [{"cell": "a-2020#x"}, {"cell": "a-2021#x"}]
    >>> beside({"used": [("a-2020", "x"), ("", "y")]}, "a-2021", found)["findings"]
    [{'cell': 'a-2020#x'}]
    """
    cells = {f"{other or report}#{key}" for other, key in check["used"]}
    return {**check, "findings": [finding for finding in findings if finding["cell"] in cells]}


async def organ_notes(site: Site, organ: str) -> dict[str, Any]:
    """``names`` it also had, its ``end`` or None, and the organs that went into it: ``before``."""
    ends = await _kept(site, _END, organ=organ)
    return {
        "names": await _kept(site, _NAMES, organ=organ),
        "end": ends[0] if ends else None,
        "before": await _kept(site, _BEFORE, organ=organ),
    }
