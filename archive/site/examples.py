"""Queries under the SQL editor: each shows one thing that the tables can do, short enough to be changed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    zh: str
    en: str
    sql: str


EXAMPLES = (
    Example(
        "哪个机关哪一年拒绝得最多",
        "Which organ refused most, in one year",
        "SELECT organ, year, concluded, denied, round(100.0 * refusal_rate, 1) AS percent\n"
        "FROM report_totals WHERE year = :year AND concluded >= 10\nORDER BY refusal_rate DESC, report_id LIMIT 20",
    ),
    Example(
        "一个机关历年的数字",
        "One organ over the years",
        "SELECT year, received, granted, denied, concluded, carried_out\n"
        "FROM report_totals WHERE organ LIKE '%' || :organ || '%'\nORDER BY organ, year",
    ),
    Example(
        "正文里提到某个词的报告",
        "Reports whose text holds a word",
        "SELECT id, organ, year, title FROM reports\n"
        "WHERE rowid IN (SELECT rowid FROM reports_fts WHERE reports_fts MATCH escape_fts(:word))\n"
        "ORDER BY year DESC, id LIMIT 100",
    ),
    Example(
        "某个词前后写了什么",
        "What stands around a word",
        "SELECT report_id, heading, substr(text, max(1, instr(text, :word) - 30), 80) AS around\n"
        "FROM sections WHERE :word <> '' AND instr(text, :word) > 0 LIMIT 100",
    ),
    Example(
        "每年有多少份报告对不上",
        "How many reports do not add up, by year",
        "SELECT year, count(*) AS reports, sum(failing_checks > 0) AS failing\n"
        "FROM report_totals GROUP BY year ORDER BY year",
    ),
    Example(
        "一份报告每个数字的出处",
        "Where each figure of a report is printed",
        "SELECT key, printed, value, page, place FROM cells WHERE report_id = :report ORDER BY key",
    ),
    Example(
        "一省一年印着“/”或空着的格子有多少",
        "How many cells of a province are blank or a mark",
        "SELECT c.kind, count(*) AS cells FROM reports r JOIN cells c ON c.report_id = r.id\n"
        "WHERE r.province = :province AND r.year = :year GROUP BY c.kind ORDER BY cells DESC",
    ),
    Example(
        "自然人与企业谁被拒绝得多",
        "Refusals by kind of applicant",
        "SELECT applicant, count(*) AS reports, sum(concluded) AS concluded, sum(denied_deliberative) AS deliberative\n"
        "FROM requests JOIN reports r ON r.id = report_id JOIN organs o ON o.id = r.organ_id\n"
        "WHERE o.kind = 'department' AND r.year = :year GROUP BY applicant ORDER BY concluded DESC",
    ),
)
