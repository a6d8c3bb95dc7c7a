"""What the pages call things: figures by their key, rules, kinds of change. Chinese first, English second."""

from __future__ import annotations

import re

from parsers.forms import APPLICANTS, DISCLOSURE_FORMS, REQUEST_FORMS, RESULTS, ROUTES

Words = tuple[str, str]
RULES: dict[str, tuple[str, str, str]] = {
    "balance": ("收办平衡", "balance", "本年新收 + 上年结转 = 办理结果总计 + 结转下年度"),
    "results_sum": ("办理结果之和", "sum of outcomes", "（七）总计 = 各项办理结果之和"),
    "row_sum": ("申请人之和", "sum of applicants", "总计 = 六类申请人之和"),
    "review_sum": ("复议诉讼之和", "sum of reviews", "总计 = 维持 + 纠正 + 其他 + 未审结"),
    "carry_over": ("跨年结转", "carry-over", "上一年结转下年度 = 本年上年结转"),
    "in_force": ("现行有效件数", "in force", "上年有效 + 本年制发 - 本年废止 = 现行有效"),
    "items_before": ("上一年项目数量", "items before", "上年项目数量 + 上年增减 = 本年所印上一年项目数量"),
    "published_total": ("对外公开总数量", "published in total", "对外公开总数量 ≥ 本年新公开数量"),
    "prose": ("正文与表格", "prose and table", "正文所说件数 = 表中件数"),
    "late": ("发布期限", "deadline", "发布日期不晚于法定期限"),
    "missing": ("缺报告", "missing", "法定期限已过而没有报告"),
}
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
FORMATS = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word（DOCX）",
    "application/msword": "Word（DOC）",
    "text/html": "网页（HTML）",
}
_PLACE_WORDS = {"page": "第 {} 页", "table": "第 {} 张表", "row": "第 {} 行", "column": "第 {} 列"}


def _figure_words() -> dict[str, Words]:
    words: dict[str, Words] = {}
    for requests in REQUEST_FORMS.values():
        for row in requests.rows:
            for applicant in APPLICANTS:
                label = f"{row.group} {row.label}".strip()
                words[f"requests.{row.key}.{applicant.key}"] = (
                    f"{label} · {applicant.label}", f"{row.english}, {applicant.english}",
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
    return words


FIGURES = _figure_words()
_SUBJECTS: dict[str, Words] = {
    **{applicant.key: (applicant.label, applicant.english) for applicant in APPLICANTS},
    **{row.key: (row.label, row.english) for form in REQUEST_FORMS.values() for row in form.rows},
    **{item.key: (item.label, item.english) for form in DISCLOSURE_FORMS.values() for item in form.items},
    **{route.key: (route.label, route.english) for route in ROUTES},
}


def subject(rule: str, key: str) -> str:
    """The Chinese name of what a check is about; the key itself where the forms have no word for it.

    >>> subject("balance", "total"), subject("balance", "other_organisation"), subject("late", "")
    ('总计', '其他', '')
    """
    return _SUBJECTS[key][0] if key in _SUBJECTS else key


def place(text: str) -> str:
    """Where a figure stands, in Chinese.

    >>> place("table 3, row 5, column 4")
    '第 3 张表，第 5 行，第 4 列'
    """
    parts = re.findall(r"(page|table|row|column) (\d+)", text)
    return "，".join(_PLACE_WORDS[word].format(number) for word, number in parts) or text


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
