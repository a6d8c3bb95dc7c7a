"""The views: one usual question each, answered from the tables of schema.py.

A figure that is blank, a mark, in doubt or missing is null in the wide tables, and what is computed from it is null.
"""

from __future__ import annotations

from archive.columns import Column, View, integer, text

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
_DENIED_SUM = " + ".join(f"t.{key}" for key in DENIED)
_RATE = f"""CASE WHEN t.concluded > 0 AND {_DENIED_SUM} BETWEEN 0 AND t.concluded
    THEN round(1.0 * ({_DENIED_SUM}) / t.concluded, 4) END"""


def _real(name: str, zh: str, en: str) -> Column:
    return Column(name, "REAL", zh, en)


REPORT = text("report_id", "报告编号", "The report: reports.id", references="reports.id")
ORGAN_ID = text("organ_id", "机关编号", "The organ: organs.id", references="organs.id")
ORGAN = text("organ", "机关名称", "Name of the organ")
PROVINCE = text("province", "省级区划", "Province")
PREFECTURE = text("prefecture", "地级区划", "Prefecture")
COUNTY = text("county", "县级区划", "County")
YEAR = integer("year", "报告所述年度", "The year the report is about")
URL = text("url", "网页地址", "Address it was found at")
WHO = (REPORT, ORGAN, PROVINCE, PREFECTURE, COUNTY, YEAR)
WHO_SQL = "r.id AS report_id, r.organ, r.province, r.prefecture, r.county, r.year"
DENIED_TOTAL = integer(
    "denied", "不予公开合计（八项之和；任一项空缺则为空）", "Sum of the eight denied_* rows", unit="件"
)
RATE = _real(
    "refusal_rate",
    "不予公开率＝不予公开八项之和 ÷（七）总计；空缺、总计为零或大于总计时为空",
    "Sum of the eight denied_* rows / concluded, total column; null when a part is null or the quotient makes no sense",
)

REPORT_TOTALS = View(
    "report_totals",
    "每份报告的合计数与比率",
    "One row a report: totals, refusal rate, share of natural persons",
    (
        *WHO,
        integer("received", "本年新收", "Received", unit="件"),
        integer("carried_in", "上年结转", "Carried in", unit="件"),
        integer("granted", "予以公开", "Granted", unit="件"),
        integer("partly_granted", "部分公开", "Partly granted", unit="件"),
        DENIED_TOTAL,
        integer("concluded", "（七）总计", "Concluded", unit="件"),
        integer("carried_out", "结转下年度继续办理", "Carried out", unit="件"),
        RATE,
        _real("natural_person_share", "新收申请中自然人所占比例", "Share of natural persons among the received"),
        integer("reconsiderations", "行政复议总计", "Reconsiderations, total", unit="件"),
        integer("lawsuits_direct", "未经复议直接起诉总计", "Lawsuits without reconsideration, total", unit="件"),
        integer("lawsuits_after", "复议后起诉总计", "Lawsuits after reconsideration, total", unit="件"),
        integer("failing_checks", "不成立的必然关系数", "Relations that must hold and fail"),
        URL,
    ),
    f"""SELECT {WHO_SQL},
  t.received, t.carried_in, t.granted, t.partly_granted, {_DENIED_SUM} AS denied, t.concluded, t.carried_out,
  {_RATE} AS refusal_rate,
  CASE WHEN t.received > 0 AND n.received BETWEEN 0 AND t.received
    THEN round(1.0 * n.received / t.received, 4) END AS natural_person_share,
  v1.total AS reconsiderations, v2.total AS lawsuits_direct, v3.total AS lawsuits_after,
  (SELECT count(*) FROM checks c WHERE c.report_id = r.id AND c.verdict = 'fails'
    AND c.rule IN ('balance', 'results_sum', 'row_sum', 'review_sum', 'carry_over')) AS failing_checks,
  r.url
FROM reports r
LEFT JOIN requests t ON t.report_id = r.id AND t.applicant = 'total'
LEFT JOIN requests n ON n.report_id = r.id AND n.applicant = 'natural_person'
LEFT JOIN reviews v1 ON v1.report_id = r.id AND v1.route = 'reconsideration'
LEFT JOIN reviews v2 ON v2.report_id = r.id AND v2.route = 'litigation_direct'
LEFT JOIN reviews v3 ON v3.report_id = r.id AND v3.route = 'litigation_after'""",
)
CARRY_OVER_GAPS = View(
    "carry_over_gaps",
    "上年结转下年度与本年上年结转不相等的报告",
    "Reports whose carried-in is not what the year before carried out",
    (
        *WHO,
        text("applicant", "申请人类别", "Applicant column"),
        integer(
            "carried_out_before", "上一年度报告的结转下年度", "Carried out, as the year before prints it", unit="件"
        ),
        integer("carried_in", "本年度报告的上年结转", "Carried in, as this year prints it", unit="件"),
        integer("difference", "差", "Difference", unit="件"),
        text("report_id_before", "上一年度报告编号", "The report of the year before", references="reports.id"),
    ),
    f"""SELECT {WHO_SQL}, c.subject AS applicant, c.left AS carried_out_before, c.right AS carried_in, c.difference,
  b.id AS report_id_before
FROM checks c JOIN reports r ON r.id = c.report_id
JOIN reports b ON b.organ_id = r.organ_id AND b.year = r.year - 1
WHERE c.rule = 'carry_over' AND c.verdict = 'fails'""",
)
FAILING_CHECKS = View(
    "failing_checks",
    "不成立的勾稽关系",
    "Relations that fail, with both sides",
    (
        *WHO,
        text("rule", "规则", "Rule"),
        text("subject", "核对的行、列或途径", "Row, column or route"),
        Column("left", "ANY", "左边", "Left side"),
        Column("right", "ANY", "右边", "Right side"),
        Column("difference", "ANY", "差（左减右；逾期为天数）", "Left minus right; days for late"),
        text("cells", "所用指标（JSON）", "Keys of the figures used, JSON"),
        text("finding", "人工核查的结论", "What a person found out about one of the figures"),
        URL,
    ),
    f"""SELECT {WHO_SQL}, c.rule, c.subject, c.left, c.right, c.difference, c.cells,
  (SELECT group_concat(f.means, '；') FROM json_each(c.cells) k JOIN findings f
    ON f.cell = CASE WHEN instr(k.value, '#') THEN k.value ELSE c.report_id || '#' || k.value END) AS finding, r.url
FROM checks c JOIN reports r ON r.id = c.report_id WHERE c.verdict = 'fails'""",
)
MISSING_REPORTS = View(
    "missing_reports",
    "应有而未见的报告：机关曾发布报告，此后某一年度法定期限已过，而其门户最近一次正常采集时仍没有；"
    "已合并、撤销的机关，身份存疑的机关，已停止更新的栏目除外",
    "An organ that reported before has no report for a later year whose date had passed by its portal's last good"
    " crawl; left out are organs that were merged or abolished, organs in doubt, closed columns, and portals that are"
    " not crawled or have not been well",
    (
        ORGAN_ID,
        ORGAN,
        PROVINCE,
        PREFECTURE,
        COUNTY,
        integer("year", "缺少的年度", "The year that is missing"),
        text("due_on", "法定期限", "The legal date (31 March; 31 January for departments from 2019 on)"),
        integer("last_year_before", "此前最近一份报告的年度", "Year of the newest report before it"),
        text("as_of", "依据的最近一次正常采集日期", "Day of the portal's last good crawl, on which this rests"),
    ),
    """WITH RECURSIVE crawled AS (
  SELECT o.id AS organ_id, o.name, o.kind, o.place_code, substr(run.started, 1, 10) AS as_of,
    (SELECT max(coalesce(q.last_year, 9999)) FROM reports b JOIN portals q ON q.id = b.portal_id
      WHERE b.organ_id = o.id) AS last_year
  FROM organs o JOIN portals ON portals.id = o.portal_id JOIN runs run ON run.id = portals.last_good_run
  WHERE o.id NOT IN (
    SELECT r.organ_id FROM problems q JOIN reports r ON r.id = q.report_id WHERE q.kind = 'organ-in-doubt')),
years(organ_id, year, as_of) AS (
  SELECT c.organ_id, min(r.year) + 1, c.as_of
  FROM crawled c JOIN reports r ON r.organ_id = c.organ_id GROUP BY c.organ_id
  UNION ALL SELECT organ_id, year + 1, as_of FROM years WHERE year < CAST(substr(as_of, 1, 4) AS INTEGER)),
due AS (SELECT c.*, y.year, CASE WHEN y.year >= 2019 AND c.kind IN ('department', 'office')
    THEN (y.year + 1) || '-01-31' ELSE (y.year + 1) || '-03-31' END AS due_on
  FROM years y JOIN crawled c ON c.organ_id = y.organ_id)
SELECT due.organ_id, due.name AS organ, p.province, p.prefecture, p.county, due.year, due.due_on,
  (SELECT max(b.year) FROM reports b WHERE b.organ_id = due.organ_id AND b.year < due.year) AS last_year_before,
  due.as_of
FROM due LEFT JOIN places p ON p.code = due.place_code
WHERE due.due_on < due.as_of AND due.year <= coalesce(due.last_year, due.year)
  AND NOT EXISTS (SELECT 1 FROM organ_ends e WHERE e.organ_id = due.organ_id AND e.last_year < due.year)
  AND NOT EXISTS (SELECT 1 FROM reports r WHERE r.organ_id = due.organ_id AND r.year = due.year)""",
)
LATE_REPORTS = View(
    "late_reports",
    "逾期发布的报告（按网页所示发布日期）",
    "Reports published after the legal date, by the date the page states",
    (
        *WHO,
        text("published_on", "发布日期", "Day of publication as the page states it"),
        text("due_on", "法定期限", "The legal date"),
        integer("days_late", "逾期天数", "Days late", unit="天"),
        URL,
    ),
    f"""SELECT {WHO_SQL}, c.left AS published_on, c.right AS due_on, c.difference AS days_late, r.url
FROM checks c JOIN reports r ON r.id = c.report_id WHERE c.rule = 'late' AND c.verdict = 'fails'""",
)
ALTERED_REPORTS = View(
    "altered_reports",
    "发布之后被改动、撤下、恢复或迁移的报告",
    "Reports altered, withdrawn, restored or moved after they were published",
    (
        *WHO,
        text("at", "首次发现的时间（UTC）", "When it was first noticed (UTC)"),
        text("kind", "变化种类", "Kind of change"),
        text("before", "之前（文件 SHA-256 或地址）", "Before: SHA-256 or address"),
        text("after", "之后（文件 SHA-256 或地址）", "After: SHA-256 or address"),
        text("detail", "改变的指标及前后数值（JSON）", "The figures, before and after, JSON"),
        URL,
    ),
    f"""SELECT {WHO_SQL}, c.at, c.kind, c.before, c.after, c.detail, r.url
FROM changes c JOIN reports r ON r.id = c.report_id WHERE c.kind <> 'new'""",
)
LEAGUE = View(
    "league",
    "各省、各地级市逐年比较。件数取该级人民政府自己的报告（已汇总所属部门和下级），不与部门报告相加",
    "Provinces and prefectures by year. Counts are those of that government's own report, which covers its"
    " departments and lower governments; reports of departments are never added to it",
    (
        PROVINCE,
        text("prefecture", "地级区划；省级自己的行为空", "Prefecture; null in the province's own row"),
        YEAR,
        integer("reports", "该区划全部机关的报告份数", "Reports of all organs there", unit="份"),
        integer("reports_read", "其中数字全部读出的份数", "Of these, read in full", unit="份"),
        integer(
            "reports_failing",
            "其中勾稽关系不成立的份数",
            "Of these, with a relation that must hold and fails",
            unit="份",
        ),
        integer("reports_late", "其中逾期发布的份数", "Of these, published late", unit="份"),
        integer("received", "新收申请（政府报告）", "Received, by the government's report", unit="件"),
        integer("concluded", "办理结果总计（政府报告）", "Concluded, by the government's report", unit="件"),
        integer("denied", "不予公开合计（政府报告）", "Denied, by the government's report", unit="件"),
        RATE,
        _real("natural_person_share", "新收申请中自然人所占比例", "Share of natural persons among the received"),
        text("report_id", "该级政府报告编号", "The government's report", references="reports.id"),
    ),
    """WITH place_year AS (
  SELECT r.province, r.prefecture, r.year, count(*) AS reports, sum(r.status IN ('read', 'ocr')) AS reports_read,
    sum(EXISTS (SELECT 1 FROM checks c WHERE c.report_id = r.id AND c.verdict = 'fails'
      AND c.rule IN ('balance', 'results_sum', 'row_sum', 'review_sum', 'carry_over'))) AS reports_failing,
    sum(EXISTS (SELECT 1 FROM checks c WHERE c.report_id = r.id AND c.verdict = 'fails' AND c.rule = 'late'))
      AS reports_late
  FROM reports r WHERE r.province IS NOT NULL GROUP BY r.province, r.prefecture, r.year),
governments AS (
  SELECT r.id, r.province, r.prefecture, r.year FROM reports r
  JOIN organs o ON o.id = r.organ_id AND o.kind = 'government'
  JOIN places p ON p.code = o.place_code AND p.level IN ('province', 'prefecture'))
SELECT y.province, y.prefecture, y.year, y.reports, y.reports_read, y.reports_failing, y.reports_late,
  t.received, t.concluded, t.denied, t.refusal_rate, t.natural_person_share, g.id AS report_id
FROM place_year y
LEFT JOIN governments g ON g.province = y.province AND g.prefecture IS y.prefecture AND g.year = y.year
LEFT JOIN report_totals t ON t.report_id = g.id""",
)

VIEWS = (
    REPORT_TOTALS,
    CARRY_OVER_GAPS,
    FAILING_CHECKS,
    MISSING_REPORTS,
    LATE_REPORTS,
    ALTERED_REPORTS,
    LEAGUE,
)
