"""Reconsideration and lawsuits: how often organs are challenged, and how often they lose."""

from __future__ import annotations

from archive.site.queries.query import Query, ranked

LOST = Query(
    "disputes_lost",
    "复议诉讼：机关输了多少",
    "Disputes that organs lost",
    "表四中“结果纠正”的件数占已审结（总计减尚未审结）的百分之几，纠正件数最多的在前。可填年度、省、途径。"
    "纠正指复议机关或法院撤销、变更、确认违法等；“其他结果”（撤回、驳回起诉等）算在已审结里。"
    "案件可能来自往年的申请，不能直接除以当年办结数。",
    "Decisions corrected as a percentage of those closed (total minus pending), most corrections first. Optional: year,"
    " province, route. Corrected means overturned, changed or found unlawful; ‘other’ (withdrawn, dismissed) counts as"
    " closed. Cases may stem from earlier years' requests.",
    ("year", "province", "route"),
    ranked(
        "lost",
        """
SELECT {who}, v.route AS 途径, v.upheld AS 维持, v.corrected AS 纠正, v.other AS 其他结果, v.pending AS 尚未审结,
       v.total AS 总计, CASE WHEN v.total - v.pending > 0 AND v.corrected <= v.total - v.pending
       THEN round(100.0 * v.corrected / (v.total - v.pending), 1) END AS "纠正（%）"
FROM {ranking} CROSS JOIN reviews v ON v.report_id = r.id AND v.route = k.part
WHERE {where} AND {province} AND (:route = '' OR k.part = :route)
{order}, k.part
""",
    ),
)
RATE = Query(
    "dispute_rate",
    "每百件办结有多少复议和诉讼",
    "Disputes per hundred outcomes",
    "（行政复议总计＋未经复议直接起诉总计）÷“（七）总计”×100，最高的在前；复议后又起诉的不重复计。可填年度、省、"
    "件数下限（不填为 10）。它说明申请人多常不服；案件可能针对往年的答复，所以可能超过 100。",
    "Reconsiderations plus direct lawsuits per hundred outcomes, highest first; suits after reconsideration are not"
    " counted twice. Optional: year, province, least (fewest outcomes, 10 if empty). Cases may concern earlier years'"
    " answers, so it can exceed 100.",
    ("year", "province", "least"),
    ranked(
        "disputes",
        """
SELECT {who}, t.concluded AS 办结, v1.total AS 行政复议, v2.total AS 直接起诉,
       round(100.0 * (v1.total + v2.total) / t.concluded, 1) AS 每百件
FROM {ranking} CROSS JOIN requests t ON t.report_id = r.id AND t.applicant = 'total'
CROSS JOIN reviews v1 ON v1.report_id = r.id AND v1.route = 'reconsideration'
CROSS JOIN reviews v2 ON v2.report_id = r.id AND v2.route = 'litigation_direct'
WHERE {where} AND {province} AND {least}
{order}
""",
    ),
)
QUERIES = (LOST, RATE)
