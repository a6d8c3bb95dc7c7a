"""What the pages call things: figures by their key, rules, kinds of change. Chinese first, English second."""

from __future__ import annotations

import re

from parsers.errors import INCOMPLETE, REASONS
from parsers.forms import APPLICANTS, DISCLOSURE_FORMS, REQUEST_FORMS, RESULTS, ROUTES, STATISTICS

Words = tuple[str, str]
RULES: dict[str, tuple[str, str, str, str]] = {
    "balance": (
        "收办平衡", "balance", "本年新收 + 上年结转 = 办理结果总计 + 结转下年度",
        "received + carried in = outcomes + carried out",
    ),
    "results_sum": (
        "办理结果之和", "sum of outcomes", "（七）总计 = 各项办理结果之和", "outcomes = sum of all kinds of outcome",
    ),
    "row_sum": ("申请人之和", "sum of applicants", "总计 = 六类申请人之和", "total = sum of the six applicants"),
    "review_sum": (
        "复议诉讼之和", "sum of reviews", "总计 = 维持 + 纠正 + 其他 + 未审结",
        "total = upheld + corrected + other + pending",
    ),
    "carry_over": (
        "跨年结转", "carry-over", "上一年结转下年度 = 本年上年结转",
        "carried out of the year before = carried into this year",
    ),
    "in_force": (
        "现行有效件数", "in force", "上年有效 + 本年制发 - 本年废止 = 现行有效",
        "in force the year before + issued - repealed = in force",
    ),
    "items_before": (
        "上一年项目数量", "items before", "上年项目数量 + 上年增减 = 本年所印上一年项目数量",
        "items and change of the year before = items before, as this year prints it",
    ),
    "published_total": (
        "对外公开总数量", "published in total", "对外公开总数量 ≥ 本年新公开数量",
        "published in total ≥ newly published",
    ),
    "prose": ("正文与表格", "prose and table", "正文所说件数 = 表中件数", "number in the prose = number in the table"),
    "late": ("发布期限", "deadline", "发布日期不晚于法定期限", "published no later than the legal date"),
    "missing": ("缺报告", "missing", "法定期限已过而没有报告", "the legal date has passed and there is no report"),
}  # fmt: skip
# These must hold on paper; the others are signs only (FORM: strength).
STRICT_RULES = ("balance", "results_sum", "row_sum", "review_sum", "carry_over")
CHANGES: dict[str, Words] = {
    "new": ("新发布", "new"),
    "figures_changed": ("数字改变", "figures changed"),
    "text_changed": ("文字改变", "text changed"),
    "withdrawn": ("撤下", "withdrawn"),
    "restored": ("恢复", "restored"),
    "moved": ("迁移", "moved"),
    "reread": ("原件未变，重新读取", "read otherwise, the file unchanged"),
}
STATUS: dict[str, Words] = {
    "read": ("三张表全部读出", "all three tables read"),
    "ocr": ("由图像识别读出，请对照原件", "read from pictures: compare with the file"),
    "partial": ("部分读出", "read in part"),
    "narrative": ("没有统计表", "no tables, prose only"),
    "refused": ("未能读出", "not read"),
}
VERDICTS: dict[str, Words] = {
    "holds": ("成立", "holds"),
    "fails": ("不成立", "fails"),
    "not_assessable": ("无法判断", "not assessable"),
}
FORMATS: dict[str, Words] = {
    "application/pdf": ("PDF", "PDF"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("Word（DOCX）", "Word (DOCX)"),
    "application/msword": ("Word（DOC）", "Word (DOC)"),
    "text/html": ("网页（HTML）", "web page (HTML)"),
    "image/jpeg": ("图片（JPEG）", "picture (JPEG)"),
    "image/png": ("图片（PNG）", "picture (PNG)"),
}
LEVELS: dict[str, Words] = {
    "province": ("省级", "province"),
    "prefecture": ("地级", "prefecture"),
    "county": ("县级", "county"),
}
ORGANS: dict[str, Words] = {
    "government": ("政府", "government"),
    "office": ("政府办公室", "government office"),
    "department": ("部门", "department"),
    "town": ("乡镇街道", "town or subdistrict"),
    "other": ("其他", "other"),
}
STAGES: dict[str, Words] = {"crawl": ("采集", "crawl"), "parse": ("读取", "parse"), "archive": ("归档", "archive")}
VERDICTS_OF_RUNS: dict[int | None, Words] = {
    0: ("正常", "well"),
    1: ("需要人看一看", "needs a person"),
    3: ("未能运行", "could not run"),
}
NUMBERS_OF_RUNS: dict[str, Words] = {
    "portals": ("门户", "portals"),
    "unhealthy": ("不正常", "unwell"),
    "requests": ("请求", "requests"),
    "new_files": ("新文件", "new files"),
    "new_reports": ("新报告", "new reports"),
    "blocked": ("被拦截", "blocked"),
}
HEALTH: dict[str | None, Words] = {
    "ok": ("正常", "well"),
    "stopped": ("中途停下", "stopped before its end"),
    "blocked": ("被网站拦截", "blocked by the portal"),
    "robots": ("robots.txt 不许采集", "robots.txt forbids it"),
    "budget": ("请求次数用完", "ran out of its budget of requests"),
    "down": ("网站打不开", "the portal does not answer"),
    "layout": ("栏目改版，认不出来", "the column looks otherwise than it did"),
    "empty": ("栏目是空的", "the column is empty"),
    "fewer": ("比以前少了很多", "much less than before"),
    "stale": ("很久没有新内容", "nothing new for long"),
    None: ("还没有采集过", "not crawled yet"),
}
PROBLEMS: dict[str, Words] = {
    "text-cell": ("格子里是文字，不是数字", "a cell holds words, no number"),
    "text-table": ("表格以文字排列，没有表格线", "a table stands in the text, without a grid"),
    "doubtful-figure": ("数字存疑，不进入宽表", "a figure in doubt, kept out of the wide tables"),
    "unknown-label": ("表式里没有的一行带有数字", "a row with a number that the form does not have"),
    "group-row": ("分组标题行里有数字", "a number in the row of a group heading"),
    "missing-table": ("缺少规定的表格", "a prescribed table was not found"),
    "encoding": ("网页编码有误", "the page is not in the encoding it claims"),
    "organ-in-doubt": ("发布机关认不准", "it is not certain which organ published it"),
    "year-unknown": ("看不出是哪一年的报告", "the file does not say which year it is about"),
    "files-disagree": ("同一报告的两个文件数字不同", "two files of one report print different figures"),
    "no-longer-read": ("原来能读，现在的文件读不出", "what stands there now is not read, the former file was"),
    "not-fetched": ("链接打不开", "the link gave no document"),
}


def problem(kind: str) -> Words:
    """What a kind of problem means; the kind itself where nothing says more.

    >>> problem("no-text")[0], problem("portal-down")[0], problem("x")
    ('扫描件，没有文字层', '门户：网站打不开', ('x', 'x'))
    """
    if kind.startswith("portal-") and kind.removeprefix("portal-") in HEALTH:
        zh, en = HEALTH[kind.removeprefix("portal-")]
        return f"门户：{zh}", f"portal: {en}"
    return PROBLEMS.get(kind) or reason(kind)


_PLACE_WORDS = {"page": "第 {} 页", "table": "第 {} 张表", "row": "第 {} 行", "column": "第 {} 列"}


def _figure_words() -> dict[str, Words]:
    words: dict[str, Words] = {}
    for requests in REQUEST_FORMS.values():
        for line in requests.rows:
            for applicant in APPLICANTS:
                label = f"{line.group} {line.label}".strip()
                words[f"requests.{line.key}.{applicant.key}"] = (
                    f"{label} · {applicant.label}", f"{line.english}, {applicant.english}",
                )  # fmt: skip
    for disclosure in DISCLOSURE_FORMS.values():
        for item in disclosure.items:
            for measure in item.measures:
                key = f"disclosure.{item.key}.{measure.key}"
                words[key] = (f"{item.label} · {measure.label}", f"{item.english}, {measure.english}")
    for route in ROUTES:
        for result in RESULTS:
            key = f"reviews.{route.key}.{result.key}"
            words[key] = (f"{route.label} · {result.label}", f"{route.english}, {result.english}")
    for row in STATISTICS:
        words[f"statistics.{row.key}"] = (f"{row.group} {row.label}".strip(), row.english)
    return words


FIGURES = _figure_words()
_SUBJECTS: dict[str, Words] = {
    **{applicant.key: (applicant.label, applicant.english) for applicant in APPLICANTS},
    **{row.key: (row.label, row.english) for form in REQUEST_FORMS.values() for row in form.rows},
    **{item.key: (item.label, item.english) for form in DISCLOSURE_FORMS.values() for item in form.items},
    **{route.key: (route.label, route.english) for route in ROUTES},
    # Groups of rows and of routes that the prose counts together.
    "denied": ("（三）不予公开", "denied"),
    "unavailable": ("（四）无法提供", "not available"),
    "dismissed": ("（五）不予处理", "not processed"),
    "litigation": ("行政诉讼", "lawsuits"),
    "disclosed": ("主动公开", "published unasked"),
    "published_on": ("发布日期", "day of publication"),
}


def subject(key: str) -> Words:
    """The names of what a check is about; the key itself where the forms have no word for it.

    >>> subject("total"), subject("other_organisation"), subject("")
    (('总计', 'total'), ('其他', 'other organisations'), ('', ''))
    """
    return _SUBJECTS.get(key, (key, key))


def rule(key: str) -> Words:
    """The names of a relation; the key itself where there is no such relation.

    >>> rule("balance"), rule("x")
    (('收办平衡', 'balance'), ('x', 'x'))
    """
    return RULES[key][:2] if key in RULES else (key, key)


def figure(key: str) -> Words:
    """The names of a figure; the key itself where the forms have no word for it.

    >>> figure("reviews.reconsideration.upheld")[0], figure("x.y")
    ('行政复议 · 结果维持', ('x.y', 'x.y'))
    """
    return FIGURES.get(key, (key, key))


def format_of(media_type: str) -> Words:
    """What kind of file that is.

    >>> format_of("application/pdf"), format_of("x/y")
    (('PDF', 'PDF'), ('x/y', 'x/y'))
    """
    return FORMATS.get(media_type, (media_type, media_type))


def reason(code: str) -> Words:
    """Why a file was not read, or not whole (docs/reasons.md); the code itself where it is no documented one.

    >>> reason("no-tables")[0], reason("x")
    ('没有规定的表格', ('x', 'x'))
    """
    return REASONS.get(code) or INCOMPLETE.get(code) or (code, code)


def place(text: str) -> Words:
    """Where a figure stands.

    >>> place("table 3, row 5, column 4")
    ('第 3 张表，第 5 行，第 4 列', 'table 3, row 5, column 4')
    """
    parts = re.findall(r"(page|table|row|column) (\d+)", text)
    return "，".join(_PLACE_WORDS[word].format(number) for word, number in parts) or text, text


def day(stamp: str | None) -> str:
    """The day of a UTC time stamp; empty where there is none.

    >>> day("2025-02-21T02:00:00+00:00"), day(None)
    ('2025-02-21', '')
    """
    return (stamp or "")[:10]


def count(value: object) -> str:
    """A number with thousands separated, a dash where there is none.

    >>> count(13114), count(2.5), count(None)
    ('13,114', '2.5', '—')
    """
    if value is None:
        return "—"
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def percent(rate: float | None) -> str:
    """A fraction as percent with one decimal, a dash where there is none.

    >>> percent(0.2041), percent(None)
    ('20.4%', '—')
    """
    return "—" if rate is None else f"{100 * rate:.1f}%"
