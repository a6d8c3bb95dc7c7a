"""Table two: what organs decide and publish of their own accord."""

from __future__ import annotations

from archive.site.queries.query import Query, ranked

PENALTIES = Query(
    "penalties",
    "行政处罚、许可与强制的数量",
    "Penalties, licences and coercive measures",
    "表二“处理决定数量”：行政处罚、行政许可、行政强制，处罚最多的在前，并列上一年的处罚数。可填年度、省、机关类别。"
    "它说明机关自报作出多少决定；口径各地不一（有的只报公开的，有的汇总下级），跨机关比较前请看原文。",
    "Table two: decisions on penalties, licences and coercive measures, most penalties first, with the year before."
    " Optional: year, province, kind of organ. It says what the organ reports; scopes differ (only published ones, or"
    " those of lower levels too), so read the reports before comparing organs.",
    ("year", "province", "organ_kind"),
    ranked(
        "penalties",
        """
SELECT {who}, d.penalties_decisions AS 行政处罚, before.penalties_decisions AS 上年行政处罚,
       d.licences_decisions AS 行政许可, d.coercion_decisions AS 行政强制
FROM {ranking} CROSS JOIN disclosure d ON d.report_id = r.id
LEFT JOIN reports r0 ON r0.organ_id = r.organ_id AND r0.year = r.year - 1
LEFT JOIN disclosure before ON before.report_id = r0.id
WHERE {where} AND {province} AND {organ_kind}
{order}
""",
    ),
)
FEES = Query(
    "fees",
    "行政事业性收费金额",
    "Administrative fees collected",
    "表二 2021 表式“行政事业性收费 本年收费金额”，折合万元，最多的在前。可填年度、省、机关类别。原文没有写单位的"
    "不折算，不在其中；单位写错的（把元写成万元）会排在最前，请先点开原件核对。",
    "Fees collected in the year (2021 form of table two), in 10,000 yuan, most first. Optional: year, province, kind of"
    " organ. Amounts printed without a unit are not converted and left out; an organ that wrote the wrong unit comes"
    " first here, so open the file before you write.",
    ("year", "province", "organ_kind"),
    ranked(
        "fees",
        """
SELECT {who}, d.fees_amount AS "收费（万元）"
FROM {ranking} CROSS JOIN disclosure d ON d.report_id = r.id
WHERE {where} AND {province} AND {organ_kind}
{order}
""",
    ),
)
QUERIES = (PENALTIES, FEES)
