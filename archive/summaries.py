"""What the views answer, worked out when a report is written: so that they answer at once, however many there are.

Two tables hold one row a report, or one a relation that fails; they are written with the report. Two more compare
places and years, or look for what is missing on the day of the last good crawl; they are made anew by each build.
"""

from __future__ import annotations

import sqlite3

from archive.columns import Column, Table, integer, text
from archive.renew import renew

DENIED = (
    "denied_state_secret",
    "denied_forbidden_by_law",
    "denied_public_security",
    "denied_third_party",
    "denied_internal_affairs",
    "denied_deliberative",
    "denied_enforcement_file",
    "denied_administrative_query",
)
STRICT_RULES = ("balance", "results_sum", "row_sum", "review_sum", "carry_over")
"""Relations that must hold on paper; the others are signs only."""
_DENIED_SUM = " + ".join(f"t.{key}" for key in DENIED)
_STRICT = ", ".join(f"'{rule}'" for rule in STRICT_RULES)
_REPORT = integer("report", "reports.number", "reports.number", null=False)
_YEAR = integer("year", "年度", "Year", null=False)
_PROVINCE = text("province", "省级区划", "Province")


def _counts(*names: str) -> tuple[Column, ...]:
    return tuple(integer(name, f"见 report_totals.{name}", f"See report_totals.{name}") for name in names)


def _rates(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, "REAL", f"见 report_totals.{name}", f"See report_totals.{name}") for name in names)


TOTALS = Table(
    "summary_totals",
    "report_totals 的存储形式",
    "How report_totals is stored; ask report_totals",
    (
        _REPORT,
        _YEAR,
        _PROVINCE,
        *_counts("received", "carried_in", "granted", "partly_granted", "denied", "concluded", "carried_out"),
        *_rates("refusal_rate", "natural_person_share"),
        *_counts("reconsiderations", "lawsuits_direct", "lawsuits_after", "failing_checks"),
    ),
    ("report",),
    (("refusal_rate", "concluded", "year", "province"), ("year", "received"), ("year", "refusal_rate")),
)
FAILING = Table(
    "summary_failing",
    "failing_checks、carry_over_gaps、late_reports 的存储形式",
    "How failing_checks, carry_over_gaps and late_reports are stored; ask these",
    (
        _REPORT,
        integer("relation", "check_relations.id", "check_relations.id", null=False),
        _YEAR,
        _PROVINCE,
        text("rule", "规则", "Rule", null=False),
        text("subject", "对象", "Subject", null=False),
        *(Column(side, "ANY", "见 checks", "See checks") for side in ("left", "right", "difference")),
    ),
    ("report", "relation"),
    (("year DESC", "abs(difference) DESC", "rule", "province"), ("rule", "year")),
    without_rowid=True,
)
MISSING = Table(
    "summary_missing",
    "missing_reports 的存储形式",
    "How missing_reports is stored; ask missing_reports",
    (
        text("organ_id", "机关编号", "organs.id", null=False),
        text("organ", "机关名称", "Name of the organ", null=False),
        _PROVINCE,
        text("prefecture", "地级区划", "Prefecture"),
        text("county", "县级区划", "County"),
        _YEAR,
        text("due_on", "法定期限", "The legal date", null=False),
        integer("last_year_before", "此前最近一份报告的年度", "Year of the newest report before it"),
        text("as_of", "依据的采集日期", "Day of the crawl this rests on", null=False),
    ),
    ("organ_id", "year"),
    (("year DESC", "organ_id", "province"),),
    without_rowid=True,
)
LEAGUE = Table(
    "summary_league",
    "league 的存储形式",
    "How league is stored; ask league",
    (
        integer("id", "序号", "Number", null=False),
        _PROVINCE,
        text("prefecture", "地级区划", "Prefecture"),
        _YEAR,
        *_counts("reports", "reports_read", "reports_failing", "reports_late", "received", "concluded", "denied"),
        *_rates("refusal_rate", "natural_person_share"),
        text("report_id", "该级政府报告编号", "The government's report"),
    ),
    ("id",),
    (("province", "prefecture", "year"),),
)
SUMMARIES = (TOTALS, FAILING, MISSING, LEAGUE)

_FILL_FAILING = """INSERT INTO summary_failing
SELECT r.number, c.relation, r.year, r.province, k.rule, k.subject, c."left", c."right",
  coalesce(c.difference, c."left" - c."right")
FROM check_verdicts v JOIN packed_checks c ON c.verdict = v.id JOIN reports r ON r.number = c.report
JOIN check_relations k ON k.id = c.relation
WHERE v.verdict = 'fails'"""
_FILL_FAILING_OF = """INSERT INTO summary_failing
SELECT r.number, c.relation, r.year, r.province, k.rule, k.subject, c."left", c."right",
  coalesce(c.difference, c."left" - c."right")
FROM reports r JOIN packed_checks c ON c.report = r.number JOIN check_relations k ON k.id = c.relation
WHERE r.number = ? AND c.verdict = (SELECT id FROM check_verdicts WHERE verdict = 'fails')"""
_FILL_TOTALS = f"""INSERT INTO summary_totals
SELECT r.number, r.year, r.province,
  t.received, t.carried_in, t.granted, t.partly_granted, {_DENIED_SUM}, t.concluded, t.carried_out,
  CASE WHEN t.concluded > 0 AND {_DENIED_SUM} BETWEEN 0 AND t.concluded
    THEN round(1.0 * ({_DENIED_SUM}) / t.concluded, 4) END,
  CASE WHEN t.received > 0 AND n.received BETWEEN 0 AND t.received THEN round(1.0 * n.received / t.received, 4) END,
  v1.total, v2.total, v3.total,
  (SELECT count(*) FROM summary_failing f WHERE f.report = r.number AND f.rule IN ({_STRICT}))
FROM reports r
LEFT JOIN requests t ON t.report_id = r.id AND t.applicant = 'total'
LEFT JOIN requests n ON n.report_id = r.id AND n.applicant = 'natural_person'
LEFT JOIN reviews v1 ON v1.report_id = r.id AND v1.route = 'reconsideration'
LEFT JOIN reviews v2 ON v2.report_id = r.id AND v2.route = 'litigation_direct'
LEFT JOIN reviews v3 ON v3.report_id = r.id AND v3.route = 'litigation_after'"""
_FILL_MISSING = """INSERT INTO summary_missing
WITH RECURSIVE crawled AS (
  SELECT o.id AS organ_id, o.name, o.kind, o.place_code, substr(run.started, 1, 10) AS as_of,
    (SELECT min(year) FROM reports r WHERE r.organ_id = o.id) AS first_year,
    (SELECT max(coalesce(q.last_year, 9999)) FROM reports b JOIN portals q ON q.id = b.portal_id
      WHERE b.organ_id = o.id) AS last_year
  FROM organs o JOIN portals ON portals.id = o.portal_id JOIN runs run ON run.id = portals.last_good_run
  WHERE o.id NOT IN (
    SELECT r.organ_id FROM problems q JOIN reports r ON r.id = q.report_id WHERE q.kind = 'organ-in-doubt')),
years(year) AS (
  SELECT min(first_year) + 1 FROM crawled
  UNION ALL SELECT year + 1 FROM years WHERE year < (SELECT max(CAST(substr(as_of, 1, 4) AS INTEGER)) FROM crawled)),
due AS (SELECT c.*, y.year, CASE WHEN y.year >= 2019 AND c.kind IN ('department', 'office')
    THEN (y.year + 1) || '-01-31' ELSE (y.year + 1) || '-03-31' END AS due_on
  FROM crawled c JOIN years y ON y.year > c.first_year)
SELECT due.organ_id, due.name, p.province, p.prefecture, p.county, due.year, due.due_on,
  (SELECT max(b.year) FROM reports b WHERE b.organ_id = due.organ_id AND b.year < due.year), due.as_of
FROM due LEFT JOIN places p ON p.code = due.place_code
WHERE due.due_on < due.as_of AND due.year <= coalesce(due.last_year, due.year)
  AND NOT EXISTS (SELECT 1 FROM organ_ends e WHERE e.organ_id = due.organ_id AND e.last_year < due.year)
  AND NOT EXISTS (SELECT 1 FROM reports r WHERE r.organ_id = due.organ_id AND r.year = due.year)"""
_FILL_LEAGUE = """INSERT INTO summary_league
WITH late AS MATERIALIZED (SELECT DISTINCT report FROM summary_failing WHERE rule = 'late'),
place_year AS (
  SELECT r.province, r.prefecture, r.year, count(*) AS reports, sum(r.status IN ('read', 'ocr')) AS reports_read,
    sum(t.failing_checks > 0) AS reports_failing, sum(t.report IN late) AS reports_late
  FROM reports r JOIN summary_totals t ON t.report = r.number
  WHERE r.province IS NOT NULL GROUP BY r.province, r.prefecture, r.year),
governments AS MATERIALIZED (
  SELECT r.id, r.number, r.province, r.prefecture, r.year FROM reports r
  JOIN organs o ON o.id = r.organ_id AND o.kind = 'government'
  JOIN places p ON p.code = o.place_code AND p.level IN ('province', 'prefecture'))
SELECT row_number() OVER (ORDER BY y.province, y.prefecture, y.year, g.id),
  y.province, y.prefecture, y.year, y.reports, y.reports_read, y.reports_failing, y.reports_late,
  t.received, t.concluded, t.denied, t.refusal_rate, t.natural_person_share, g.id
FROM place_year y
LEFT JOIN governments g ON g.province = y.province AND g.prefecture IS y.prefecture AND g.year = y.year
LEFT JOIN summary_totals t ON t.report = g.number"""


def summarise(db: sqlite3.Connection) -> None:
    """Work out every summary anew."""
    for table in (FAILING, TOTALS):
        db.execute(f"DELETE FROM {table.name}")
    db.execute(_FILL_FAILING)
    db.execute(_FILL_TOTALS)
    look_for_missing(db)
    compare(db)


def summarise_report(db: sqlite3.Connection, number: int) -> None:
    """Work out what concerns one report that was written; ``number`` is its reports.number."""
    db.execute(_FILL_FAILING_OF, (number,))
    db.execute(f"{_FILL_TOTALS} WHERE r.number = ?", (number,))


def forget_report(db: sqlite3.Connection, number: int) -> None:
    for table in (FAILING, TOTALS):
        db.execute(f"DELETE FROM {table.name} WHERE report = ?", (number,))


def look_for_missing(db: sqlite3.Connection) -> None:
    """Work out what is missing, as of the last good crawl of each portal: every night says a later day."""
    renew(db, MISSING, _FILL_MISSING.partition("\n")[2])


def compare(db: sqlite3.Connection) -> None:
    """Work out how places and years compare, after reports or organs were written."""
    renew(db, LEAGUE, _FILL_LEAGUE.partition("\n")[2])


def as_view(table: Table) -> str:
    """A view in place of a summary: what the answers cost without it (bench/archive.py)."""
    fills = {"summary_failing": _FILL_FAILING, "summary_totals": _FILL_TOTALS}
    fills |= {"summary_missing": _FILL_MISSING, "summary_league": _FILL_LEAGUE}
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    return f"CREATE VIEW {table.name}({names}) AS {fills[table.name].partition(chr(10))[2]}"
