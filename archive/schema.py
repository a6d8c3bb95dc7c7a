"""The archive's tables: every column once, with its type, its meaning in Chinese and English, and its unit.

The tables are made from this (migrations.py), Datasette shows it (site/), docs/data.md is generated from it. The
wide tables take their columns from the forms, so a row of the form is named in one place only.
"""

from __future__ import annotations

from archive.columns import Column as Column
from archive.columns import SqlType as SqlType
from archive.columns import Table as Table
from archive.columns import View as View
from archive.columns import integer, report_id, text
from archive.kept import TABLES as KEPT_TABLES
from archive.packed import CELLS_SQL, CHECKS_SQL, PACKED
from archive.rankings import RANKINGS
from archive.summaries import SUMMARIES
from archive.views import VIEWS as VIEWS
from parsers.forms import DISCLOSURE_FORMS, REQUEST_FORMS, RESULTS

PLACES = Table(
    "places",
    "行政区划（GB/T 2260）",
    "Administrative divisions (GB/T 2260)",
    (
        text("code", "行政区划代码，六位", "GB/T 2260 code, six digits", null=False),
        text("name", "名称", "Name", null=False),
        text(
            "level", "级别：province 省级，prefecture 地级，county 县级", "province, prefecture or county", null=False
        ),
        text("parent", "上级区划代码", "Code of the division above", references="places.code"),
        text("province", "所属省级区划名称", "Name of the province", null=False),
        text("prefecture", "所属地级区划名称", "Name of the prefecture"),
        text("county", "所属县级区划名称", "Name of the county"),
    ),
    ("code",),
    (("parent",),),
)
PORTALS = Table(
    "portals",
    "采集的政府门户网站",
    "Portals of the registry",
    (
        text("id", "门户编号", "Id of the registry row", null=False),
        text("name", "门户名称", "Name", null=False),
        text("place_code", "行政区划代码", "GB/T 2260 code", references="places.code"),
        text("home_url", "首页地址", "Home page"),
        text("list_url", "年报栏目地址", "Annual-report column", null=False),
        text("system", "网站内容管理系统", "CMS family (crawler/systems)", null=False),
        text("last_good_run", "最近一次正常采集", "The last run in which the portal was well", references="runs.id"),
        text("health", "最近一次采集的状况", "How the portal fared in its last run"),
        text("health_reasons", "状况的原因", "Why"),
        integer("last_year", "栏目已停止更新：最后的年度", "The column is closed: the last year it has reports about"),
    ),
    ("id",),
)
ORGANS = Table(
    "organs",
    "发布年度报告的行政机关",
    "Organs that publish",
    (
        text("id", "机关编号：区划代码加名称拼音", "Place code and name in pinyin", null=False),
        text("name", "机关名称", "Name as it stands in the title", null=False),
        text("place_code", "行政区划代码", "GB/T 2260 code", references="places.code"),
        text(
            "kind",
            "类别：government 政府，office 政府办公室，department 部门，town 乡镇街道，other 其他",
            "government, office, department, town or other",
            null=False,
        ),
        text("portal_id", "所在门户", "Portal that publishes its reports", references="portals.id"),
    ),
    ("id",),
    (("place_code",), ("portal_id",), ("kind", "place_code")),
)
REPORTS = Table(
    "reports",
    "年度报告：一个机关一年一份，取最新版本",
    "One organ, one year: the current version",
    (
        text("id", "报告编号：机关编号加年度", "Organ id and year", null=False),
        text("organ_id", "机关编号", "organs.id", null=False, references="organs.id"),
        text("organ", "机关名称", "Name of the organ", null=False),
        text("province", "省级区划", "Province"),
        text("prefecture", "地级区划", "Prefecture"),
        text("county", "县级区划", "County"),
        text("place_code", "行政区划代码", "GB/T 2260 code", references="places.code"),
        integer("year", "报告所述年度", "The year the report is about", null=False),
        text("title", "标题", "Title", null=False),
        text(
            "published_on",
            "发布日期（网页或栏目所示）",
            "Day of publication as the page, or else its column, states it",
        ),
        text("index_number", "索引号", "Index number (索引号)"),
        text("url", "网页地址；主文件为附件时是其所在网页", "Page it was found at; of an attachment the article"),
        text("portal_id", "所在门户", "Portal", references="portals.id"),
        text(
            "status",
            "读取结果：read 全部读出，ocr 由图像识别，partial 部分，narrative 无表格",
            "read, ocr, partial or narrative",
            null=False,
        ),
        text("reason", "未全部读出的原因", "Why not everything was read"),
        text("form2", "表二所用表式（2019 或 2021）", "Form of table two (2019 or 2021)"),
        text("form3", "表三所用表式（2019 或 2021）", "Form of table three (2019 or 2021)"),
        text("media_type", "文件类型", "Media type", null=False),
        integer("pages", "页数", "Pages, where the format has them", unit="页"),
        text("sha256", "原始文件的 SHA-256", "SHA-256 of the file as received", null=False),
        text("first_seen", "首次采集时间（UTC）", "First seen (UTC)", null=False),
        text("last_seen", "最近见到时间（UTC）", "Last seen (UTC)", null=False),
        integer("versions", "版本数", "Number of versions", null=False, unit="版"),
        text("gone_since", "从网站消失的时间（UTC）", "Gone from the portal since (UTC)"),
        integer("number", "机内编号，由报告编号算出", "Number inside the file, made from the id", null=False),
    ),
    ("id",),
    (
        ("organ_id", "year"),
        ("year", "id"),
        ("year DESC", "id"),
        ("place_code", "year"),
        ("province", "prefecture", "year"),
        ("sha256",),
        # So that the groups beside the table of reports are counted without reading the reports.
        ("year", "province", "status"),
        ("province", "year", "status", "number"),
    ),
    unique=("number",),
)
VERSIONS = Table(
    "versions",
    "同一报告先后出现的不同内容",
    "Distinct content seen for a report",
    (
        report_id(),
        text("sha256", "原始文件的 SHA-256", "SHA-256 of the file", null=False),
        text("first_seen", "首次见到（UTC）", "First seen (UTC)", null=False),
        text("last_seen", "最近见到（UTC）", "Last seen (UTC)", null=False),
        text("url", "网页地址", "Address", null=False),
        text("media_type", "文件类型", "Media type", null=False),
        text("status", "读取结果", "How it was read", null=False),
        text("parser", "解析程序版本", "Version of the parser that read it", null=False),
        text(
            "role", "main 主文件，copy 同一内容的另一格式", "main, or copy: the same report in another file", null=False
        ),
        text("changed", "与前一版本相比的变化", "What changed since the version before"),
    ),
    ("report_id", "sha256"),
    (("sha256",),),
    without_rowid=True,
)


def _request_columns() -> tuple[Column, ...]:
    rows = {row.key: row for form in REQUEST_FORMS.values() for row in form.rows}
    return tuple(
        integer(
            row.key,
            f"{row.group} {row.label}".strip()
            + ("（仅 2019 表式）" if key == "other" else "")
            + ("（仅 2021 表式）" if key.startswith("other_") else ""),
            row.english[0].upper() + row.english[1:],
            unit="件",
        )
        for key, row in rows.items()
    )


def _disclosure_columns() -> tuple[Column, ...]:
    columns: dict[str, Column] = {}
    for form in DISCLOSURE_FORMS.values():
        for item in form.items:
            for measure in item.measures:
                name = f"{item.key}_{measure.key}"
                zh, en = f"{item.label}：{measure.label}", f"{item.english}: {measure.english}"
                if measure.amount:
                    columns[name] = Column(
                        name, "REAL", f"{zh}，折合万元；原文未写单位的为空", f"{en}, in 10,000 yuan", unit="万元"
                    )
                else:
                    columns.setdefault(name, integer(name, f"{zh}（{form.key} 表式）", f"{en} ({form.key} form)"))
    return tuple(columns.values())


REQUESTS = Table(
    "requests",
    "表三：收到和处理政府信息公开申请情况，一行为一份报告中的一类申请人",
    "Table three: one report, one applicant column",
    (
        report_id(),
        text("applicant", "申请人类别（total 为总计）", "Applicant column; total is the printed total", null=False),
        *_request_columns(),
    ),
    ("report_id", "applicant"),
    (("applicant",),),
    without_rowid=True,
)
DISCLOSURE = Table(
    "disclosure",
    "表二：主动公开政府信息情况，一行为一份报告",
    "Table two: one row a report",
    (report_id(), *_disclosure_columns()),
    ("report_id",),
    without_rowid=True,
)
REVIEWS = Table(
    "reviews",
    "表四：行政复议、行政诉讼情况，一行为一份报告的一种途径",
    "Table four: one report, one route",
    (
        report_id(),
        text(
            "route",
            "途径：reconsideration 行政复议，litigation_direct 未经复议直接起诉，litigation_after 复议后起诉",
            "Route",
            null=False,
        ),
        *(integer(result.key, result.label, result.english, unit="件") for result in RESULTS),
    ),
    ("report_id", "route"),
    without_rowid=True,
)
CELLS = Table(
    "cells",
    "每个数字的依据：原文怎样写、在何处",
    "The evidence behind every figure",
    (
        report_id(),
        text("sha256", "原始文件的 SHA-256", "SHA-256 of the file it stands in", null=False),
        text("key", "指标", "Key of the figure", null=False),
        text("printed", "原文所印", "As printed", null=False),
        text("kind", "number 数字，blank 空白，mark 符号，text 文字", "number, blank, mark or text", null=False),
        Column("value", "ANY", "数值；非数字为空", "The number; null unless kind is number"),
        text("unit", "原文所印单位", "Printed unit of an amount"),
        integer("page", "页码", "Page, from 1"),
        text(
            "box", "在页面上的位置 [x0,y0,x1,y1]，单位为点，原点在左下角", "Box in PDF points from the lower left, JSON"
        ),
        text("place", "在文件中的位置", "Table, row and column", null=False),
        text(
            "doubt",
            "存疑的原因；存疑的数字不进入宽表",
            "Why the value is in doubt; such values stay out of the wide tables",
        ),
        Column("ocr", "REAL", "图像识别的置信度", "Confidence, where read from a picture"),
    ),
    ("report_id", "sha256", "key"),
    view=CELLS_SQL,
)
SECTIONS = Table(
    "sections",
    "报告的章节文字",
    "Chapters of a report",
    (
        integer("id", "序号", "Row number, for the full-text index", null=False),
        report_id(),
        integer("number", "章节序号，0 为第一章之前的文字", "1-6; 0 is what stands before the first", null=False),
        text("heading", "标题", "Heading as printed", null=False),
        text("text", "文字", "Text", null=False),
    ),
    ("id",),
    (("report_id", "number"),),
)
CHECKS = Table(
    "checks",
    "勾稽关系的核对结果",
    "One relation on one report",
    (
        report_id(),
        text("rule", "规则", "Rule (FORM keys: balance, results_sum, row_sum, …)", null=False),
        text("subject", "核对的行、列或途径", "Row, column or route", null=False),
        text(
            "verdict", "holds 成立，fails 不成立，not_assessable 无法判断", "holds, fails or not_assessable", null=False
        ),
        Column("left", "ANY", "左边", "Left side"),
        Column("right", "ANY", "右边", "Right side"),
        Column("difference", "ANY", "差（左减右）", "Left minus right"),
        text(
            "cells",
            "所用指标（JSON）；他年报告的指标写作 报告编号#指标",
            "Keys of the figures used, JSON; one of another report is written <report id>#<key>",
            null=False,
        ),
    ),
    ("report_id", "rule", "subject"),
    view=CHECKS_SQL,
)
CHANGES = Table(
    "changes",
    "发生过的变化",
    "Something that happened",
    (
        text("id", "编号", "Deterministic id", null=False),
        text("at", "首次发现的时间（UTC）", "When it was first noticed (UTC)", null=False),
        text(
            "kind",
            "new 新发布，figures_changed 数字改变，text_changed 文字改变，withdrawn 撤下，restored 恢复，moved 迁移，"
            "reread 原件未变、新版解析程序读法不同",
            "new, figures_changed, text_changed, withdrawn, restored, moved; or reread: not the source changed, a newer"
            " parser reads the same file otherwise",
            null=False,
        ),
        report_id(),
        text("before", "之前（文件 SHA-256、地址或解析程序版本）", "Before: SHA-256, address or version of the parser"),
        text("after", "之后（文件 SHA-256、地址或解析程序版本）", "After: SHA-256, address or version of the parser"),
        text("detail", "改变的指标及前后数值（JSON）", "The figures, before and after, JSON"),
    ),
    ("id",),
    (("at", "id", "kind"), ("report_id",), ("kind",)),
)
PROBLEMS = Table(
    "problems",
    "需要人看一看的问题",
    "Something a person should look at",
    (
        text("id", "编号", "Deterministic id", null=False),
        text("since", "首次出现的时间（UTC）", "Since when (UTC)", null=False),
        text("stage", "环节：crawl 采集，parse 解析，archive 归档", "crawl, parse or archive", null=False),
        text("kind", "种类（文件未读出时为原因代码）", "Kind; for an unread file its reason", null=False),
        text("message", "说明", "Message", null=False),
        text("url", "网页地址", "Address"),
        text("sha256", "原始文件的 SHA-256", "SHA-256 of the file"),
        text("report_id", "报告编号", "Report", references="reports.id"),
        text("portal_id", "门户编号", "Portal", references="portals.id"),
    ),
    ("id",),
    (("kind",), ("report_id",), ("portal_id",), ("sha256",), ("url",)),
)
FETCHES = Table(
    "fetches",
    "采集时的每一次请求",
    "One request of a crawl",
    (
        integer("id", "序号", "Number in the raw store", null=False),
        text("run", "采集批次", "Run", null=False, references="runs.id"),
        text("portal", "门户编号", "Portal", references="portals.id"),
        text("kind", "listing 栏目，article 文章，attachment 附件，robots，added 人工加入", "What it was", null=False),
        text("url", "请求的地址", "Address asked for", null=False),
        text("final_url", "应答的地址", "Address that answered", null=False),
        text("at", "时间（UTC）", "When (UTC)", null=False),
        integer("status", "HTTP 状态码", "HTTP status", null=False),
        text("sha256", "内容的 SHA-256", "SHA-256 of the body"),
        integer("bytes", "字节数", "Bytes after decoding", null=False, unit="字节"),
        text("media_type", "服务器所称类型", "Media type the server named", null=False),
        text("etag", "ETag", "ETag", null=False),
        text("last_modified", "Last-Modified", "Last-Modified", null=False),
        text("flags", "标记（JSON）", "What is odd about it, JSON", null=False),
        text("found_on", "从哪一页找到", "Page whose link led here", null=False),
        text("title", "链接文字或文件名", "Text of that link, or name of the added file", null=False),
    ),
    ("id",),
    (("sha256",), ("url", "id"), ("run",), ("portal",)),
)
RUNS = Table(
    "runs",
    "采集批次及其结论",
    "One run, with its verdict",
    (
        text("id", "批次编号", "Id", null=False),
        text("command", "命令", "Command", null=False),
        text("started", "开始（UTC）", "Started (UTC)", null=False),
        text("finished", "结束（UTC）", "Finished (UTC)"),
        integer("exit_code", "结论：0 正常，1 需要人处理，3 未能运行", "0 well, 1 needs a person, 3 could not run"),
        text("summary", "一行总结", "Summary line", null=False),
    ),
    ("id",),
    (("started", "id"),),
)
FILES = Table(
    "files",
    "收到的每个文件及其读取结果",
    "Every file received, and how it was read",
    (
        text("sha256", "SHA-256", "SHA-256", null=False),
        integer("bytes", "字节数", "Bytes", null=False, unit="字节"),
        text("media_type", "按内容判断的类型", "Media type by its bytes", null=False),
        text(
            "status", "read、ocr、partial、narrative 或 refused", "read, ocr, partial, narrative or refused", null=False
        ),
        text("reason", "未读出的原因代码", "Reason, see docs/reasons.md"),
        text("parser", "解析程序版本", "Version of the parser", null=False),
        text("report_id", "所属报告", "Report it belongs to", references="reports.id"),
        text("name", "链接文字或文件名", "Text of the link that led to it, or file name", null=False),
        text("url", "网页地址", "Address", null=False),
    ),
    ("sha256",),
    (("status", "reason"), ("report_id",)),
)

TABLES = (
    PLACES,
    RUNS,
    PORTALS,
    ORGANS,
    REPORTS,
    VERSIONS,
    REQUESTS,
    DISCLOSURE,
    REVIEWS,
    CELLS,
    SECTIONS,
    CHECKS,
    CHANGES,
    PROBLEMS,
    FETCHES,
    FILES,
    *KEPT_TABLES,
)
STORES = (*PACKED, *SUMMARIES, RANKINGS)
"""What the tables and views above are read from; nobody needs to ask these, so Datasette hides them."""
