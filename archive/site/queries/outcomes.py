"""How requests ended: refusals, their reasons, and the ways of not answering."""

from __future__ import annotations

from archive.site.queries.query import Query, ranked

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
    ranked(
        "refusal",
        """
SELECT {who}, t.received AS 新收, t.concluded AS 办结, t.denied_state_secret + t.denied_forbidden_by_law
       + t.denied_public_security + t.denied_third_party + t.denied_internal_affairs + t.denied_deliberative
       + t.denied_enforcement_file + t.denied_administrative_query AS 不予公开,
       round(100.0 * k.value, 1) AS "不予公开率（%）"
FROM {ranking} CROSS JOIN requests t ON t.report_id = r.id AND t.applicant = 'total'
WHERE {where} AND {province} AND {least}
{order}
""",
    ),
)
REASONS = Query(
    "refusal_reasons",
    "以什么理由不予公开",
    "The reasons given for refusing",
    "每份报告表三“（三）不予公开”的八种理由各多少件（总计列），按不予公开总数从多到少。可填年度、省、机关类别。"
    "它说明机关在表上把拒绝归入哪一栏；不说明理由是否成立，也看不出具体是什么信息。政府的报告通常已汇总所属部门和下级，"
    "不同行不能相加。八项中有一项空白、为符号或存疑的报告不在其中。",
    "The eight rows 不予公开 of table three, one column each (total column), most refusals first. Optional: year,"
    " province, kind of organ. It says under which heading an organ filed its refusals; not whether the reason holds,"
    " nor what was asked. A government's report usually covers its departments and lower governments: never add up"
    " rows. Reports with one of the eight blank, a mark or in doubt are left out.",
    ("year", "province", "organ_kind"),
    ranked(
        "refused",
        """
SELECT {who}, t.denied_state_secret AS 国家秘密, t.denied_forbidden_by_law AS 法律法规禁止,
       t.denied_public_security AS 三安全一稳定, t.denied_third_party AS 第三方权益,
       t.denied_internal_affairs AS 内部事务信息, t.denied_deliberative AS 过程性信息,
       t.denied_enforcement_file AS 执法案卷, t.denied_administrative_query AS 行政查询,
       t.denied_state_secret + t.denied_forbidden_by_law + t.denied_public_security + t.denied_third_party
       + t.denied_internal_affairs + t.denied_deliberative + t.denied_enforcement_file
       + t.denied_administrative_query AS 不予公开
FROM {ranking} CROSS JOIN requests t ON t.report_id = r.id AND t.applicant = 'total'
WHERE {where} AND {province} AND {organ_kind}
{order}
""",
    ),
)
OUTCOMES = Query(
    "outcomes",
    "申请的结果：公开了几成",
    "How requests ended: what share was granted",
    "予以公开、部分公开、无法提供（三项之和）、不予处理（五项之和）各占“（七）总计”的百分之几，予以公开最少的在前。"
    "可填年度、省、件数下限（不填为 10）。不予公开率另有一问。它说明办结的申请怎样了结；申请人是否拿到想要的东西，"
    "表上看不出。一类里有一项空白的，那一类空着，不当作 0。",
    "Granted, partly granted, cannot be provided (three rows) and not processed (five rows) as percentages of all"
    " outcomes; least granted first. Optional: year, province, least (fewest outcomes, 10 if empty). Refusals have a"
    " question of their own. It says how requests were closed, not whether people got what they wanted. Where one row"
    " of a group is blank the group is empty here, not 0.",
    ("year", "province", "least"),
    ranked(
        "granted",
        """
SELECT {who}, t.concluded AS 办结,
       round(100.0 * t.granted / t.concluded, 1) AS "予以公开（%）",
       round(100.0 * t.partly_granted / t.concluded, 1) AS "部分公开（%）",
       round(100.0 * (t.unavailable_not_held + t.unavailable_not_compiled + t.unavailable_unclear)
             / t.concluded, 1) AS "无法提供（%）",
       round(100.0 * (t.dismissed_petition + t.dismissed_repeat + t.dismissed_publication + t.dismissed_excessive
             + t.dismissed_confirmation) / t.concluded, 1) AS "不予处理（%）"
FROM {ranking} CROSS JOIN requests t ON t.report_id = r.id AND t.applicant = 'total'
WHERE {where} AND {province} AND {least}
{order}
""",
    ),
)
NOT_HELD = Query(
    "not_held",
    "“本机关不掌握”用得最多的",
    "Where “we do not hold it” is the answer",
    "“（四）无法提供 1.本机关不掌握相关政府信息”占办结的百分之几，最高的在前。可填年度、省、件数下限（不填为 10）。"
    "比例高可能是群众问错了门，也可能是机关推托；表上分不出，要看具体答复书。",
    "The row 本机关不掌握相关政府信息 as a percentage of all outcomes, highest first. Optional: year, province, least"
    " (fewest outcomes, 10 if empty). A high share may mean that people asked the wrong organ, or that it evades; the"
    " table cannot tell. Ask for the letters.",
    ("year", "province", "least"),
    ranked(
        "not_held",
        """
SELECT {who}, t.concluded AS 办结, t.unavailable_not_held AS 本机关不掌握,
       round(100.0 * t.unavailable_not_held / t.concluded, 1) AS "占办结（%）"
FROM {ranking} CROSS JOIN requests t ON t.report_id = r.id AND t.applicant = 'total'
WHERE {where} AND {province} AND {least}
{order}
""",
    ),
)
DISMISSED = Query(
    "not_processed",
    "“不予处理”：信访、重复与反复申请",
    "Requests not processed: petitions, repeats, “excessive” ones",
    "“（五）不予处理”五种情形各多少件，合计最多的在前。可填年度、省、机关类别。它说明机关把多少申请当作信访、重复或"
    "“无正当理由大量反复”；是否真的如此，表上看不出。五项中有一项空白的报告不在其中。",
    "The five rows 不予处理, most first: petitions and complaints, repeated requests, requests for published books,"
    " “excessive” requests, requests to confirm. Optional: year, province, kind of organ. It says how many requests the"
    " organ called so; not whether they were. Reports with one of the five blank are left out.",
    ("year", "province", "organ_kind"),
    ranked(
        "dismissed",
        """
SELECT {who}, t.dismissed_petition AS 信访举报投诉, t.dismissed_repeat AS 重复申请,
       t.dismissed_publication AS 要求公开出版物, t.dismissed_excessive AS 大量反复申请,
       t.dismissed_confirmation AS 要求确认,
       t.dismissed_petition + t.dismissed_repeat + t.dismissed_publication + t.dismissed_excessive
       + t.dismissed_confirmation AS 不予处理
FROM {ranking} CROSS JOIN requests t ON t.report_id = r.id AND t.applicant = 'total'
WHERE {where} AND {province} AND {organ_kind}
{order}
""",
    ),
)
QUERIES = (REFUSALS, REASONS, OUTCOMES, NOT_HELD, DISMISSED)
