"""The rows of the ready questions, in the order in which they are answered.

A ready question asked of the whole country would read, compute and sort every report to show the first hundred: 800 ms
at 200,000 reports. Here each ranking lies in the order of its answer, with what it can be narrowed down by beside it,
so that a page reads the rows it shows. Made when a snapshot is published: nothing needs to be kept up, and growth
compares two reports. A snapshot published before this has a view of the same name on each connection instead.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from archive.columns import Column, Table, integer, text

NAME = "summary_rankings"
RANKINGS = Table(
    NAME,
    "现成查询各按什么次序排列",
    "The rows of the ready questions in their order; ask those",
    (
        text("ranking", "排行", "Which ranking", null=False),
        Column("value", "ANY", "排序的值，大的在前", "What it is ordered by, largest first", null=False),
        text("report_id", "报告编号", "reports.id", null=False),
        text("part", "途径或指标，没有时为空文字", "Route or figure, else empty", null=False),
        integer("year", "年度", "Year", null=False),
        text("province", "省级区划", "Province"),
        text("kind", "机关类别", "Kind of organ", null=False),
        integer("base", "件数，供“件数至少”", "The number that least is about"),
    ),
    ("ranking", "value DESC", "report_id", "part"),
    without_rowid=True,
)
_COLUMNS = ", ".join(column.name for column in RANKINGS.columns)
_REFUSED = """t.denied_state_secret + t.denied_forbidden_by_law + t.denied_public_security + t.denied_third_party
  + t.denied_internal_affairs + t.denied_deliberative + t.denied_enforcement_file + t.denied_administrative_query"""
_DISMISSED = """t.dismissed_petition + t.dismissed_repeat + t.dismissed_publication + t.dismissed_excessive
  + t.dismissed_confirmation"""
_N = "JOIN requests n ON n.report_id = r.id AND n.applicant = 'natural_person'"
_V = """JOIN reviews v1 ON v1.report_id = r.id AND v1.route = 'reconsideration'
  JOIN reviews v2 ON v2.report_id = r.id AND v2.route = 'litigation_direct'"""
_BEFORE = """JOIN reports r0 ON r0.organ_id = r.organ_id AND r0.year = r.year - 1
  JOIN requests b ON b.report_id = r0.id AND b.applicant = 'total'"""
# Of the total column of table three: the ranking's name, its value, its base, what else it joins, its condition.
_OF_REQUESTS = (
    ("received", "t.received", "t.received", "", "t.received IS NOT NULL"),
    ("none", "r.year", "0", "", "t.received = 0"),
    ("growth", "abs(t.received - b.received)", "t.received", _BEFORE, "t.received <> b.received"),
    (
        "backlog",
        "1.0 * t.carried_out / (t.received + t.carried_in)",
        "t.received + t.carried_in",
        "",
        "t.carried_out > 0 AND t.received + t.carried_in > 0",
    ),
    (
        "applicants",
        "1.0 * (t.received - n.received) / t.received",
        "t.received",
        _N,
        "t.received > 0 AND n.received BETWEEN 0 AND t.received",
    ),
    (
        "refusal",
        f"round(1.0 * ({_REFUSED}) / t.concluded, 4)",
        "t.concluded",
        "",
        f"t.concluded > 0 AND {_REFUSED} BETWEEN 0 AND t.concluded",
    ),
    ("refused", _REFUSED, "t.concluded", "", f"{_REFUSED} > 0"),
    ("granted", "-1.0 * t.granted / t.concluded", "t.concluded", "", "t.concluded > 0 AND t.granted IS NOT NULL"),
    (
        "not_held",
        "1.0 * t.unavailable_not_held / t.concluded",
        "t.concluded",
        "",
        "t.concluded > 0 AND t.unavailable_not_held IS NOT NULL",
    ),
    ("dismissed", _DISMISSED, "t.concluded", "", f"{_DISMISSED} > 0"),
    (
        "disputes",
        "1.0 * (v1.total + v2.total) / t.concluded",
        "t.concluded",
        _V,
        "t.concluded > 0 AND v1.total + v2.total > 0",
    ),
)
# The newest year first, and within a year the largest difference; differences have ten digits at most.
_BY_YEAR = "r.year * 10000000000 + abs(c.difference)"
# Of a row of its own: name, value, part, the rows, the condition.
_OF_ROWS = (
    ("lost", "v.corrected", "v.route", "reviews v", "v.corrected > 0"),
    ("penalties", "d.penalties_decisions", "''", "disclosure d", "d.penalties_decisions IS NOT NULL"),
    ("fees", "d.fees_amount", "''", "disclosure d", "d.fees_amount > 0"),
    ("late", "c.difference", "''", "checks c", "c.verdict = 'fails' AND c.rule = 'late' AND c.difference IS NOT NULL"),
    ("prose", "r.year", "c.subject", "checks c", "c.verdict = 'fails' AND c.rule = 'prose'"),
    ("gaps", _BY_YEAR, "c.subject", "checks c", f"c.verdict = 'fails' AND c.rule = 'carry_over' AND {_BY_YEAR} > 0"),
    (
        "broken",
        _BY_YEAR,
        "c.rule || ' ' || c.subject",
        "checks c",
        f"c.verdict = 'fails' AND c.rule IN ('balance', 'results_sum', 'row_sum', 'review_sum') AND {_BY_YEAR} > 0",
    ),
)
# Where one of the three routes is not wholly read the sum would be too small.
_CORRECTED = """(SELECT report_id, sum(corrected) AS corrected, sum(total) AS total FROM reviews GROUP BY report_id
  HAVING count(corrected) = 3 AND count(total) = 3 AND sum(corrected) > 0) v"""
# Of the report itself: name, value, condition.
_OF_REPORTS = (
    ("gone", "r.gone_since", "r.gone_since IS NOT NULL"),
    ("unread", "r.year", "r.status <> 'read'"),
)
_ORGAN = "JOIN organs o ON o.id = r.organ_id"


def selects() -> Iterator[str]:
    """One SELECT a ranking, with the columns of RANKINGS."""
    for name, value, base, more, where in _OF_REQUESTS:
        source = f"requests t JOIN reports r ON r.id = t.report_id {_ORGAN} {more}"
        yield _select(name, value, "''", base, source, f"t.applicant = 'total' AND {where}")
    for name, value, part, rows, where in _OF_ROWS:
        source = f"{rows} JOIN reports r ON r.id = {rows[-1]}.report_id {_ORGAN}"
        yield _select(name, value, part, "NULL", source, where)
    source = f"{_CORRECTED} JOIN reports r ON r.id = v.report_id {_ORGAN}"
    yield _select("corrected", "v.corrected", "''", "v.total", source, "1")
    for name, value, where in _OF_REPORTS:
        yield _select(name, value, "''", "NULL", f"reports r {_ORGAN}", where)


def _select(name: str, value: str, part: str, base: str, source: str, where: str) -> str:
    return (
        f"SELECT '{name}' AS ranking, {value} AS value, r.id AS report_id, {part} AS part, r.year AS year,\n"
        f"  r.province AS province, o.kind AS kind, {base} AS base\nFROM {source}\nWHERE {where}"
    )


def rank(db: sqlite3.Connection) -> None:
    """Make every ranking of a snapshot that is being published; what was there is made anew."""
    db.execute(f"DROP TABLE IF EXISTS {NAME}")
    db.execute(RANKINGS.sql())
    for select in selects():
        # In the order of the key, so that the table is written from one end to the other.
        db.execute(f"INSERT OR IGNORE INTO {NAME} SELECT * FROM ({select}) ORDER BY value DESC, report_id, part")
    # The planner's statistics of a table go with it.
    db.execute(f"ANALYZE main.{NAME}")


def stand_in(db: sqlite3.Connection) -> None:
    """For a snapshot without rankings: a view of this connection that answers the same, slowly."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (NAME,)).fetchone():
        db.execute(f"CREATE TEMP VIEW {NAME}({_COLUMNS}) AS\n" + "\nUNION ALL\n".join(selects()))
