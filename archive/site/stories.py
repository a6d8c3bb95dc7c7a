"""Five questions to start from, each with the answer of this snapshot in one sentence and a link to its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.site.lookup import CHANGES, Row, describe_change, remember
from archive.site.words import percent

if TYPE_CHECKING:
    from archive.site.instance import Site

Pair = tuple[str, str]
_REFUSED = """
SELECT report_id, organ, denied, concluded, refusal_rate FROM report_totals
WHERE year = :year AND refusal_rate IS NOT NULL AND concluded >= :fewest ORDER BY refusal_rate DESC, report_id LIMIT 1
"""
_GREW = """
SELECT t.report_id, r.organ, b.received AS before, t.received AS now
FROM summary_rankings k CROSS JOIN reports r ON r.id = k.report_id
CROSS JOIN requests t ON t.report_id = r.id AND t.applicant = 'total'
CROSS JOIN reports p ON p.organ_id = r.organ_id AND p.year = r.year - 1
CROSS JOIN requests b ON b.report_id = p.id AND b.applicant = 'total'
WHERE k.ranking = 'growth' AND k.year = :year AND t.received > b.received
ORDER BY k.value DESC, k.report_id LIMIT 1
"""
_GAP = """
SELECT report_id, organ, year, carried_out_before AS before, carried_in AS now FROM carry_over_gaps
WHERE applicant = 'total' ORDER BY abs(difference) DESC, report_id LIMIT 1
"""
_CHANGED = CHANGES + " WHERE c.kind = 'figures_changed' ORDER BY c.at DESC, c.id LIMIT 1"
_MISSING = "SELECT count(*) AS number, max(due_on) AS due_on FROM missing_reports"


@dataclass(frozen=True, slots=True)
class Story:
    """``question`` and ``answer`` are (Chinese, English); ``path`` with ``query`` shows the rows behind the answer."""

    question: Pair
    answer: Pair
    path: str
    query: Mapping[str, object] = field(default_factory=dict)
    report: str | None = None


async def tell_stories(site: Site, year: int | None, fewest: int) -> list[Story]:
    """All five; one that this snapshot has no case of says so."""
    key = f"stories {year}"
    if key not in site.memo:
        site.memo[key] = [
            _refused(await site.rows(_REFUSED, year=year, fewest=fewest), year),
            _grew(await site.rows(_GREW, year=year), year),
            _gap(await remember(site, "story of a gap", _GAP)),
            _changed(await remember(site, "story of a change", _CHANGED)),
            _missing((await remember(site, "story of the missing", _MISSING))[0]),
        ]
    stories: list[Story] = site.memo[key]
    return stories


_NONE = ("这一期里没有这样的情况。", "This snapshot has no case of it.")


def _refused(rows: list[Row], year: int | None) -> Story:
    question = (f"{year or ''} 年哪个机关拒绝得最多？", f"Who refused most in {year or 'the year'}?")
    path, query = "/archive/refusal_rate", {"year": year}
    if not rows:
        return Story(question, _NONE, path, query)
    row, rate = rows[0], percent(rows[0]["refusal_rate"])
    zh = f"{row['organ']}办结 {row['concluded']} 件，{row['denied']} 件不予公开，占 {rate}。"
    en = f"{row['organ']}: {row['denied']} of {row['concluded']} requests denied, {rate}."
    return Story(question, (zh, en), path, query, row["report_id"])


def _grew(rows: list[Row], year: int | None) -> Story:
    question = (f"{year or ''} 年哪里的申请一下子多了？", f"Where did requests jump in {year or 'the year'}?")
    path, query = "/archive/report_totals", {"year": year, "_sort_desc": "received"}
    if not rows:
        return Story(question, _NONE, path, query)
    row = rows[0]
    zh = f"{row['organ']}新收申请从 {row['before']:,} 件增加到 {row['now']:,} 件。"
    en = f"{row['organ']}: from {row['before']:,} requests the year before to {row['now']:,}."
    return Story(question, (zh, en), path, query, row["report_id"])


def _gap(rows: list[Row]) -> Story:
    question = ("跨年的申请去了哪里？", "Where did the carried-over requests go?")
    if not rows:
        return Story(question, _NONE, "/archive/carry_over")
    row = rows[0]
    zh = f"{row['organ']}：上一年结转出 {row['before']:,} 件，{row['year']} 年的报告却说上年结转 {row['now']:,} 件。"
    en = f"{row['organ']}: {row['before']:,} carried out the year before, {row['now']:,} carried into {row['year']}."
    return Story(question, (zh, en), "/archive/carry_over", {}, row["report_id"])


def _changed(rows: list[Row]) -> Story:
    question = ("哪些数字在发布之后被改过？", "Which figures were altered after publication?")
    if not rows:
        return Story(question, _NONE, "/changes", {"kind": "figures_changed"})
    change = describe_change(rows[0])
    number, day = len(change["figures"]), change["at"][:10]
    zh = f"{change['organ']} {change['year']} 年报告有 {number} 处数字变了，{day} 发现。"
    en = f"{change['organ']} {change['year']}: {number} figures read otherwise, noticed on {day}."
    return Story(question, (zh, en), "/changes", {"kind": "figures_changed"}, change["report_id"])


def _missing(row: Row) -> Story:
    question = ("谁还没有交报告？", "Who has not published?")
    if not row["number"]:
        return Story(question, _NONE, "/archive/missing")
    zh = f"法定期限已过而档案中没有的报告有 {row['number']:,} 份，最近一个期限是 {row['due_on']}。"
    en = f"{row['number']:,} reports whose legal date has passed are not here; the latest date was {row['due_on']}."
    return Story(question, (zh, en), "/archive/missing")
