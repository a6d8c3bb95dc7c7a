"""What does not add up: inside a report, and from one year to the next."""

from __future__ import annotations

from archive.site.queries.query import Query, ranked

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
    ranked(
        "broken",
        """
SELECT r.id AS 报告, r.organ AS 机关, r.province AS 省, r.year AS 年度, c.rule AS 规则, c.subject AS 对象,
       c."left" AS 左边, c."right" AS 右边, c.difference AS 差
FROM {ranking} CROSS JOIN checks c ON c.report_id = r.id AND c.rule || ' ' || c.subject = k.part
WHERE {where} AND (:rule = '' OR k.part LIKE :rule || ' %')
{order}, k.part
""",
    ),
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
    ranked(
        "gaps",
        """
SELECT r.organ_id || '-' || (r.year - 1) AS 上年报告, r.id AS 报告, r.organ AS 机关, r.province AS 省, r.year AS 年度,
       c.subject AS 申请人, c."left" AS 上年结转出, c."right" AS 本年结转入, c.difference AS 差
FROM {ranking} CROSS JOIN checks c ON c.report_id = r.id AND c.rule = 'carry_over' AND c.subject = k.part
WHERE {where} AND {province}
{order}, k.part
""",
    ),
)
PROSE = Query(
    "prose_against_table",
    "正文与表格说法不一",
    "Prose and table that disagree",
    "正文里写的件数与表格里的不相等之处。可填年度、省。它说明同一份报告有两个说法；正文常把新收与上年结转合在一起说，"
    "或只说本级，所以未必有错。左边是正文，右边是表格。",
    "Places where the number stated in the prose is not the table's. Optional: year, province. One report says two"
    " things; but prose often counts received and carried in together, or only the government's own office, so neither"
    " need be wrong. Left is the prose, right the table.",
    ("year", "province"),
    ranked(
        "prose",
        """
SELECT {who}, c.subject AS 指标, c."left" AS 正文, c."right" AS 表格, c.difference AS 差
FROM {ranking} CROSS JOIN checks c ON c.report_id = r.id AND c.rule = 'prose' AND c.subject = k.part
WHERE {where} AND {province} AND +c.verdict = 'fails'
{order}, k.part
""",
    ),
)
QUERIES = (BROKEN_SUMS, CARRY_OVER, PROSE)
