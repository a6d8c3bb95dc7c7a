"""What was published, when, and what happened to it afterwards."""

from __future__ import annotations

from archive.site.queries.query import Query, named, ranked

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
LATE = Query(
    "late",
    "逾期发布的报告",
    "Reports published late",
    "网页所示发布日期晚于法定期限（2019 年度起部门 1 月 31 日，政府 3 月 31 日；此前均为 3 月 31 日），晚得最多的在前。"
    "可填年度、省。日期以网页为准：改版后重新上传的旧报告会显得很晚，请查首次采集时间。",
    "Reports whose page states a date after the legal one (from the reports on 2019 on: 31 January for departments,"
    " 31 March for governments; before, 31 March for all), latest first. Optional: year, province. The date is the"
    " page's: an old report uploaded again to a rebuilt portal looks late, so compare when we first saw it.",
    ("year", "province"),
    ranked(
        "late",
        """
SELECT {who}, c."left" AS 发布日期, c."right" AS 法定期限, c.difference AS 逾期天数, r.first_seen AS 首次采集
FROM {ranking} CROSS JOIN checks c ON c.report_id = r.id AND c.rule = 'late'
WHERE {where} AND {province} AND +c.verdict = 'fails'
{order}
""",
    ),
)
ALTERED = Query(
    "altered_figures",
    "发布之后改过数字的报告",
    "Reports whose figures changed after publication",
    "我们先后收到两份不同的文件，表里的数字不一样。可填年度、省。改前、改后各有原件可下载。它说明数字改了；"
    "更正错误是正当的，是否说明了更正，要看网页。",
    "We received two different files of one report, and figures in the tables differ. Optional: year, province. Both"
    " files are kept. It says that figures were changed; correcting a mistake is legitimate, whether the portal says so"
    " is another matter.",
    ("year", "province"),
    named("""
SELECT {who}, c.at AS 发现时间, c.detail AS 改变的指标
FROM changes c CROSS JOIN reports r ON r.id = c.report_id
WHERE c.kind = 'figures_changed' AND {any_year} AND {province}
ORDER BY c.at DESC, c.id
"""),
)
GONE = Query(
    "gone",
    "现在网站上找不到的报告",
    "Reports no longer found on their portal",
    "曾经收到、最近采集时已不在原处的报告；原件仍可下载。可填年度、省。可能是撤下，也可能是改版、换了地址。",
    "Reports we received and no longer find where they were; the file as received stays here. Optional: year, province."
    " Taken down, or the portal was rebuilt.",
    ("year", "province"),
    ranked(
        "gone",
        """
SELECT {who}, r.gone_since AS 消失时间, r.last_seen AS 最近见到, r.url AS 原网址
FROM {ranking}
WHERE {where} AND {province}
{order}
""",
    ),
)
LEAGUE = Query(
    "league_table",
    "各省市比较",
    "Provinces and prefectures compared",
    "每个省级、地级行政区一年一行：收到多少机关的报告、读出多少、多少对不上或逾期，以及该级政府自己的新收、办结、不予公开率。"
    "可填年度、省。份数多少取决于我们采集了哪些门户，不代表当地发布得好坏。",
    "One row a province or prefecture and year: reports held, read, not adding up, late; and the government's own"
    " requests, outcomes and refusal rate. Optional: year, province. How many reports there are depends on which"
    " portals are crawled: it is no mark for the place.",
    ("year", "province"),
    """
SELECT province AS 省, prefecture AS 市, year AS 年度, reports AS 报告份数, reports_read AS 读出,
       reports_failing AS 对不上, reports_late AS 逾期, received AS 新收, concluded AS 办结, denied AS 不予公开,
       round(100.0 * refusal_rate, 1) AS "不予公开率（%）", report_id AS 报告
FROM league
WHERE (:year = '' OR year = cast(:year AS INTEGER)) AND (:province = '' OR province = :province)
ORDER BY year DESC, province, prefecture
""".strip(),
)
UNREAD = Query(
    "unread",
    "没有全部读出的报告",
    "Reports not read in full",
    "有报告、但三张表没有全部读出的：partial 部分读出，narrative 没有表格，ocr 由图像识别。可填年度、省。"
    "写“最高”“最低”之前看这里：缺的这些不在排行里。",
    "Reports we hold but could not read in full: partial, narrative (no tables), ocr (read from pictures). Optional:"
    " year, province. Look here before you write ‘highest’ or ‘lowest’: these are not in the rankings.",
    ("year", "province"),
    ranked(
        "unread",
        """
SELECT {who}, r.status AS 读取结果, r.reason AS 原因, r.url AS 网址
FROM {ranking}
WHERE {where} AND {province}
{order}
""",
    ),
)
QUERIES = (CHANGED, MISSING, LATE, ALTERED, GONE, LEAGUE, UNREAD)
