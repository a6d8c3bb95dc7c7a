"""Who asks, how much, and what piles up."""

from __future__ import annotations

from archive.site.queries.query import Query, named, ranked

RECEIVED = Query(
    "most_requests",
    "收到申请最多的机关",
    "Who receives most requests",
    "“一、本年新收”总计列，最多的在前，并列出办结与结转。可填年度、省、机关类别。它说明有多少申请送到这个机关；"
    "政府的报告通常已汇总所属部门和下级，与部门的不能相加，也不宜与部门比大小：请选一类机关来比。",
    "Requests newly received, total column, most first, with outcomes and what was carried over. Optional: year,"
    " province, kind of organ. A government's report usually covers its departments and lower governments: do not add"
    " them up or rank them together, choose one kind.",
    ("year", "province", "organ_kind"),
    ranked(
        "received",
        """
SELECT {who}, t.received AS 新收, t.carried_in AS 上年结转, t.concluded AS 办结, t.carried_out AS 结转下年
FROM {ranking} CROSS JOIN requests t ON t.report_id = r.id AND t.applicant = 'total'
WHERE {where} AND {province} AND {organ_kind}
{order}
""",
    ),
)
NONE = Query(
    "no_requests",
    "一件申请也没有收到的机关",
    "Organs that received no request at all",
    "“一、本年新收”的总计印着 0 的报告。可填年度、省、机关类别。只算印着 0 的；空白和“/”不算，那是没有填。"
    "没有人申请，也许是没有人知道可以申请，也许申请没有登记。",
    "Reports that print 0 as the total of requests received. Optional: year, province, kind of organ. Only a printed 0"
    " counts; a blank or a mark is no answer. Perhaps nobody asked, perhaps nobody knew how, perhaps it was not"
    " registered.",
    ("year", "province", "organ_kind"),
    ranked(
        "none",
        """
SELECT {who}, t.received AS 新收, t.carried_in AS 上年结转, t.concluded AS 办结
FROM {ranking} CROSS JOIN requests t ON t.report_id = r.id AND t.applicant = 'total'
WHERE {where} AND {province} AND {organ_kind}
{order}
""",
    ),
)
GROWTH = Query(
    "growth",
    "申请比上年增减最多",
    "Where requests rose or fell most",
    "同一机关相邻两年新收申请数的差，变化最大的在前。可填后一年度、省。它说明登记的申请多了或少了多少；"
    "机构合并、统计口径改变也会造成跳动。缺一年的机关不在其中。",
    "Requests received by the same organ in two neighbouring years, largest change first. Optional: year (the later"
    " one), province. Mergers and changes of scope make such jumps too. Organs that lack a year are left out.",
    ("year", "province"),
    ranked(
        "growth",
        """
SELECT {who}, before.received AS 上年新收, t.received AS 本年新收, t.received - before.received AS 增减,
       CASE WHEN before.received > 0 THEN round(1.0 * t.received / before.received, 2) END AS 倍数,
       r0.id AS 上年报告
FROM {ranking} CROSS JOIN requests t ON t.report_id = r.id AND t.applicant = 'total'
CROSS JOIN reports r0 ON r0.organ_id = r.organ_id AND r0.year = r.year - 1
CROSS JOIN requests before ON before.report_id = r0.id AND before.applicant = 'total'
WHERE {where} AND {province}
{order}
""",
    ),
)
BACKLOG = Query(
    "backlog",
    "积压：一年办不完的申请",
    "Backlog: requests not finished within the year",
    "“四、结转下年度继续办理”占（新收＋上年结转）的百分之几，最高的在前。可填年度、省、件数下限"
    "（新收＋上年结转，不填为 10）。法定答复期限是二十个工作日，可延长二十个；年底收到的申请结转是正常的，"
    "一半以上结转就值得问一句。",
    "Requests carried into the next year as a percentage of received plus carried in, highest first. Optional: year,"
    " province, least (received plus carried in, 10 if empty). The law gives twenty working days, twenty more if"
    " extended: December's requests are carried over rightly, more than half of a year's is worth a question.",
    ("year", "province", "least"),
    ranked(
        "backlog",
        """
SELECT {who}, t.received AS 新收, t.carried_in AS 上年结转, t.carried_out AS 结转下年,
       round(100.0 * t.carried_out / (t.received + t.carried_in), 1) AS "结转（%）"
FROM {ranking} CROSS JOIN requests t ON t.report_id = r.id AND t.applicant = 'total'
WHERE {where} AND {province} AND {least}
{order}
""",
    ),
)
APPLICANTS = Query(
    "applicants",
    "谁在申请：企业、社会组织还是个人",
    "Who asks: companies, organisations or people",
    "新收申请按六类申请人分列，法人和其他组织所占比例最高的在前。可填年度、省、件数下限（不填为 10）。"
    "申请人类别由机关登记；个人也可能代表公司申请。有一类空白的，按总计减自然人算出比例，那一类空着。",
    "Requests received by kind of applicant; the highest share of applicants that are not natural persons first."
    " Optional: year, province, least (fewest received, 10 if empty). The organ registers the kind; a person may ask"
    " for a company. The share is total minus natural persons; a kind left blank stays empty.",
    ("year", "province", "least"),
    ranked(
        "applicants",
        """
SELECT {who}, t.received AS 新收, n.received AS 自然人, b.received AS 商业企业, s.received AS 科研机构,
       g.received AS 社会公益组织, l.received AS 法律服务机构, x.received AS 其他,
       round(100.0 * (t.received - n.received) / t.received, 1) AS "非自然人（%）"
FROM {ranking} CROSS JOIN requests t ON t.report_id = r.id AND t.applicant = 'total'
CROSS JOIN requests n ON n.report_id = r.id AND n.applicant = 'natural_person'
LEFT JOIN requests b ON b.report_id = r.id AND b.applicant = 'business'
LEFT JOIN requests s ON s.report_id = r.id AND s.applicant = 'research'
LEFT JOIN requests g ON g.report_id = r.id AND g.applicant = 'social_organisation'
LEFT JOIN requests l ON l.report_id = r.id AND l.applicant = 'legal_service'
LEFT JOIN requests x ON x.report_id = r.id AND x.applicant = 'other_organisation'
WHERE {where} AND {province} AND {least}
{order}
""",
    ),
)
GOVERNMENTS = Query(
    "governments_by_year",
    "一省各级政府历年数字",
    "A province's governments, year by year",
    "各级人民政府（不含部门）每年的新收、办结、不予公开和复议诉讼件数，按地区和年度排列，便于画线。可填省、年度。"
    "上级政府的数字通常已包含下级：逐行看，不要加总。数字空着的是空白、符号、存疑或未读出。",
    "Requests, outcomes, refusals and disputes of governments (no departments), by place and year, ready for a line"
    " chart. Optional: province, year. A higher government's figures usually include the lower ones: read the rows, do"
    " not add them. Empty means blank, a mark, in doubt or not read.",
    ("province", "year"),
    named("""
SELECT {who}, t.received AS 新收, t.concluded AS 办结, t.denied AS 不予公开, t.reconsiderations AS 行政复议,
       t.lawsuits_direct AS 直接起诉, t.lawsuits_after AS 复议后起诉
FROM organs o CROSS JOIN reports r ON r.organ_id = o.id JOIN report_totals t ON t.report_id = r.id
WHERE o.kind = 'government' AND {province} AND {any_year}
ORDER BY o.place_code, o.id, r.year
"""),
)
QUERIES = (RECEIVED, NONE, GROWTH, BACKLOG, APPLICANTS, GOVERNMENTS)
