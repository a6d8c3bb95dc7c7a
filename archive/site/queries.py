"""The canned queries: each has a short stable address, parameters, and a paragraph on what it says and does not say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Query:
    """``zh`` and ``en`` say what the answer means and what it does not."""

    name: str
    title_zh: str
    title_en: str
    zh: str
    en: str
    params: tuple[str, ...]
    sql: str


REFUSALS = Query(
    "refusal_rate",
    "各机关不予公开率",
    "Refusal rate by organ",
    "每份报告表三“（三）不予公开”八项之和除以“（七）总计”，均取“总计”列。可填年度 year、省 province、办结件数下限 least"
    "（不填为 10）。它说明正式以不予公开答复的比例；不说明“无法提供”“不予处理”和“部分公开”，也不说明答复是否合法。"
    "件数少时一件之差就是几个百分点；八项中有一项空白、为符号或存疑的报告不在其中。",
    "For each report: the eight rows 不予公开 of table three over all outcomes, both from the total column. Optional:"
    " year, province, least (fewest outcomes, 10 if empty). It says how often a request was formally denied. It leaves"
    " out ‘cannot be provided’, ‘not processed’ and ‘partly granted’, and says nothing of lawfulness. With few requests"
    " one more is several points; a report where one of the eight is blank, a mark or in doubt is left out.",
    ("year", "province", "least"),
    """
SELECT report_id AS 报告, organ AS 机关, province AS 省, prefecture AS 市, county AS 县, year AS 年度,
       received AS 新收, concluded AS 办结, denied AS 不予公开, round(100.0 * refusal_rate, 1) AS "不予公开率（%）"
FROM report_totals
WHERE refusal_rate IS NOT NULL AND concluded >= cast(coalesce(nullif(:least, ''), '10') AS INTEGER)
  AND (:year = '' OR year = cast(:year AS INTEGER)) AND (:province = '' OR province = :province)
ORDER BY refusal_rate DESC, report_id
""".strip(),
)
BROKEN_SUMS = Query(
    "broken_sums",
    "数字对不上的报告",
    "Reports whose sums do not hold",
    "表内勾稽关系不成立之处，左边、右边是等式的两边。可填年度 year、规则 rule（balance 收办平衡，"
    "results_sum 结果之和，row_sum 申请人之和，review_sum 复议诉讼之和）。"
    "它说明所印的数字互相矛盾；不说明哪一个错了，更不说明有意为之。请先点开报告，对照原件。",
    "Relations inside one report that fail, with their two sides. Optional: year, rule (balance, results_sum,"
    " row_sum, review_sum). It says that printed figures contradict each other; not which of them is wrong, nor why."
    " Open the report and compare it with the file before you write.",
    ("year", "rule"),
    """
SELECT report_id AS 报告, organ AS 机关, province AS 省, year AS 年度, rule AS 规则, subject AS 对象,
       "left" AS 左边, "right" AS 右边, difference AS 差
FROM failing_checks
WHERE rule IN ('balance', 'results_sum', 'row_sum', 'review_sum')
  AND (:year = '' OR year = cast(:year AS INTEGER)) AND (:rule = '' OR rule = :rule)
ORDER BY year DESC, abs(difference) DESC, report_id, rule, subject
""".strip(),
)
CARRY_OVER = Query(
    "carry_over",
    "结转对不上的机关",
    "Carry-over gaps",
    "同一机关上一年“四、结转下年度继续办理”应等于下一年“二、上年结转”，逐列比较。可填省 province、后一年度 year。"
    "它说明两份报告前后不一；机关合并、统计口径调整也会如此，报告未必有错。缺一年的不比较，空白的不比较。",
    "What an organ carried out of one year should be what it carried into the next, column by column. Optional:"
    " province, year (the later one). It says that two reports disagree; mergers and changes of scope do that too."
    " Years without a neighbour and blank cells are not compared.",
    ("province", "year"),
    """
SELECT report_id_before AS 上年报告, report_id AS 报告, organ AS 机关, province AS 省, year AS 年度,
       applicant AS 申请人, carried_out_before AS 上年结转出, carried_in AS 本年结转入, difference AS 差
FROM carry_over_gaps
WHERE (:province = '' OR province = :province) AND (:year = '' OR year = cast(:year AS INTEGER))
ORDER BY year DESC, abs(difference) DESC, report_id, applicant
""".strip(),
)
CHANGED = Query(
    "changes_since",
    "某日以来的变化",
    "Changes since a date",
    "某日（since，如 2025-06-01；不填为全部）以来新发布、数字改变、文字改变、撤下、恢复、迁移的报告；可填种类 kind。"
    "时间是我们发现的时间，不是网站改动的时间；撤下指网站上找不到了，也可能是改版，我们保存的原件不会删除。",
    "Reports new, altered, withdrawn, restored or moved since a day (since, such as 2025-06-01; empty for all);"
    " optional: kind. The time is when we noticed, not when the portal did it; withdrawn means no longer found there,"
    " which a rebuilt portal also causes. The file as received stays here.",
    ("since", "kind"),
    """
SELECT c.at AS 发现时间, c.kind AS 种类, c.report_id AS 报告, r.organ AS 机关, r.province AS 省, r.year AS 年度,
       c.detail AS 改变的指标
FROM changes c JOIN reports r ON r.id = c.report_id
WHERE c.at >= :since AND (:kind = '' OR c.kind = :kind)
ORDER BY c.at DESC, c.id
""".strip(),
)
MISSING = Query(
    "missing",
    "缺少的报告",
    "Missing reports",
    "机关曾发布过年度报告，此后某一年度的法定期限（部门 1 月 31 日，政府 3 月 31 日）在最近一次采集之前已过，"
    "而档案中没有那一年的报告。"
    "可填省 province、年度 year。它说明我们没有收到；也许未发布，"
    "也许发布在别处、机关已撤并、或我们没有找到。请以机关网站为准。",
    "An organ that reported before has no report here for a later year whose legal date had passed at the newest crawl"
    " (31 January for departments, 31 March for governments). Optional: province, year. It says that we do not have it:"
    " perhaps never published, perhaps elsewhere, perhaps the organ was merged, perhaps we did not find it.",
    ("province", "year"),
    """
SELECT organ_id AS 机关编号, organ AS 机关, province AS 省, prefecture AS 市, county AS 县, year AS 缺少的年度,
       due_on AS 法定期限, last_year_before AS 此前最近一份, as_of AS 依据的采集日期
FROM missing_reports
WHERE (:province = '' OR province = :province) AND (:year = '' OR year = cast(:year AS INTEGER))
ORDER BY year DESC, organ_id
""".strip(),
)
QUERIES = (REFUSALS, BROKEN_SUMS, CARRY_OVER, CHANGED, MISSING)
