"""The views: one usual question each, answered from what summaries.py worked out beforehand.

A figure that is blank, a mark, in doubt or missing is null in the wide tables, and what is computed from it is null.
"""

from __future__ import annotations

from archive.columns import Column, View, integer, text
from archive.packed import CHECK_CELLS


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
    """SELECT r.id AS report_id, r.organ, s.province, r.prefecture, r.county, s.year,
  s.received, s.carried_in, s.granted, s.partly_granted, s.denied, s.concluded, s.carried_out,
  s.refusal_rate, s.natural_person_share, s.reconsiderations, s.lawsuits_direct, s.lawsuits_after, s.failing_checks,
  r.url
FROM summary_totals s JOIN reports r ON r.number = s.report""",
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
    """SELECT r.id AS report_id, r.organ, s.province, r.prefecture, r.county, s.year, s.subject AS applicant,
  s."left" AS carried_out_before, s."right" AS carried_in, s.difference,
  r.organ_id || '-' || (r.year - 1) AS report_id_before
FROM summary_failing s JOIN reports r ON r.number = s.report WHERE s.rule = 'carry_over'""",
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
    f"""SELECT r.id AS report_id, r.organ, s.province, r.prefecture, r.county, s.year, s.rule, s.subject,
  s."left", s."right", s.difference, {CHECK_CELLS} AS cells,
  (SELECT group_concat(f.means, '；') FROM json_each({CHECK_CELLS}) j JOIN findings f
    ON f.cell = CASE WHEN instr(j.value, '#') THEN j.value ELSE r.id || '#' || j.value END) AS finding, r.url
FROM summary_failing s JOIN reports r ON r.number = s.report JOIN check_relations k ON k.id = s.relation""",
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
    """SELECT organ_id, organ, province, prefecture, county, year, due_on, last_year_before, as_of
FROM summary_missing""",
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
    """SELECT r.id AS report_id, r.organ, s.province, r.prefecture, r.county, s.year,
  s."left" AS published_on, s."right" AS due_on, s.difference AS days_late, r.url
FROM summary_failing s JOIN reports r ON r.number = s.report WHERE s.rule = 'late'""",
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
FROM changes c JOIN reports r ON r.id = c.report_id WHERE c.kind NOT IN ('new', 'reread')""",
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
    """SELECT province, prefecture, year, reports, reports_read, reports_failing, reports_late, received, concluded,
  denied, refusal_rate, natural_person_share, report_id
FROM summary_league""",
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
