"""A Report as a person reads it on a terminal of 80 columns: ``nianbao show``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len, set_cell_size
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from parsers.errors import INCOMPLETE, REASONS
from parsers.forms import (
    APPLICANTS,
    DISCLOSURE_FORMS,
    REQUEST_FORMS,
    RESULTS,
    REVIEW_KEYS,
    ROUTES,
    STATISTICS,
    STATISTICS_KEYS,
    Row,
)
from parsers.model import Check, Figure, Report

STATUS = {
    "read": "全部读出",
    "ocr": "由图像识别",
    "partial": "部分读出",
    "narrative": "没有表格",
    "refused": "没有读出",
}
RULES = {
    "balance": "一 + 二 = 三（七）+ 四",
    "results_sum": "（七）总计 = 各项办理结果之和",
    "row_sum": "总计 = 六类申请人之和",
    "review_sum": "总计 = 四种结果之和",
    "prose": "正文所述 = 表中数字",
    "published_total": "对外公开总数量 ≥ 本年新公开数量",
}
BLANK, ABSENT, DOUBT, FAILS = "·", "？", "?", "✗"
_LEGEND = {BLANK: "· 空白", ABSENT: "？ 没有读出", DOUBT: "? 存疑", FAILS: "✗ 勾稽关系不成立"}
_LABEL = 34
"""Columns of a row's label: seventeen Han characters, as long as 一、本年新收政府信息公开申请数量 and a bit."""
_HEADS = ("自然人", "商业\n企业", "科研\n机构", "公益\n组织", "法律\n服务", "其他", "总计", "页")
_TOPICS = {
    "denied": "不予公开",
    "unavailable": "无法提供",
    "dismissed": "不予处理",
    "other": "其他处理",
    "litigation": "行政诉讼",
}


def print_report(report: Report, console: Console) -> None:
    """Heading, three tables with their marks, failing checks, what the prose states, problems, chapters."""
    console.print(Group(*_parts(report)))


def _parts(report: Report) -> Iterator[RenderableType]:
    yield from _heading(report)
    figures = {figure.key: figure for figure in report.figures}
    failing = {key for check in report.checks if check.verdict == "fails" for key in _marked(check)}
    tables = list(_tables(report, figures, failing))
    yield from tables
    if tables:
        yield from _legend(report, figures, failing)
    yield from _checks(report)
    if report.quotes:
        yield _quotes(report)
    for problem in report.problems:
        yield Text(f"! {problem.kind}: {problem.message}" + (f" ({problem.place})" if problem.place else ""), "yellow")
    for section in report.sections:
        if section.number:
            yield Text(f"章节 {_fitted(section.heading, 62)} {len(section.text):5d} 字", "dim")
    yield Text("")


def _marked(check: Check) -> tuple[str, ...]:
    """The cells that a failing relation marks: its total; all four of ``balance``, which has none."""
    return check.cells if check.rule == "balance" else check.cells[:1]


def _heading(report: Report) -> Iterator[Text]:
    yield Text(report.title or "（没有标题）", style="bold")
    status = STATUS[report.status]
    if report.reason is not None:
        explained = REASONS.get(report.reason) or INCOMPLETE.get(report.reason)
        status += f"：{explained[0] if explained else ''}（{report.reason}）"
    yield Text(f"机关 {report.organ or '？'}  年度 {report.year or '？'}  {status}")
    told = [report.media_type, f"{report.pages} 页" if report.pages else ""]
    told += [f"发布 {report.published_on}" if report.published_on else ""]
    told += [f"索引号 {report.index_number}" if report.index_number else ""]
    yield Text("  ".join(filter(None, told)), style="dim")
    yield Text(f"sha256 {report.sha256}", style="dim")


def _tables(report: Report, figures: Mapping[str, Figure], failing: set[str]) -> Iterator[Table]:
    if report.form2 is not None:
        yield _disclosure(figures, report.form2)
    if report.form3 is not None:
        yield _requests(figures, report.form3, failing)
    if any(key in figures for key in REVIEW_KEYS):
        yield _reviews(figures, failing)
    if any(key in figures for key in STATISTICS_KEYS):
        yield _statistics(figures)


def _table(title: str, *heads: str, label: int = 0) -> Table:
    table = Table(
        title=f"\n{title}",
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD if any(heads) else None,
        show_header=any(heads),
        pad_edge=False,
        padding=(0, 0) if any(heads) else (0, 2, 0, 0),
    )
    # The label gives way where the numbers need more room: they are never cut.
    table.add_column("", overflow="fold", max_width=label or None)
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    return table


def _disclosure(figures: Mapping[str, Figure], form_key: str) -> Table:
    form = DISCLOSURE_FORMS[form_key]
    table = _table(f"表二 主动公开政府信息情况（{form_key} 表式）", "", "", "")
    for item in form.items:
        cells = [_shown(figures.get(f"disclosure.{item.key}.{measure.key}")) for measure in item.measures]
        labelled = [
            Text.assemble((measure.label.split("（")[0] + " ", "dim"), cell)
            for measure, cell in zip(item.measures, cells, strict=True)
        ]
        table.add_row(item.label, *labelled)
    return table


def _requests(figures: Mapping[str, Figure], form_key: str, failing: set[str]) -> Table:
    """The rows of a group stand under its label, and long labels end in … so that each row is one line."""
    table = _table(f"表三 收到和处理政府信息公开申请情况（{form_key} 表式）", *_HEADS, label=_LABEL)
    for group, rows in groupby(REQUEST_FORMS[form_key].rows, lambda row: row.group):
        members = list(rows)
        alone = len(members) == 1
        if group and not alone:
            table.add_row(Text(group, "dim"))
        for row in members:
            label = f"{group or ''}{_label(row)}" if alone else f"{'  ' if group else ''}{_label(row)}"
            table.add_row(_fitted(label, _LABEL), *_request_row(figures, row, failing))
    return table


def _label(row: Row) -> str:
    return row.label.split("（区分")[0]


def _request_row(figures: Mapping[str, Figure], row: Row, failing: set[str]) -> list[Text]:
    keys = [f"requests.{row.key}.{applicant.key}" for applicant in APPLICANTS]
    pages = sorted({figures[key].place.page or 0 for key in keys if key in figures} - {0})
    return [*(_shown(figures.get(key), key in failing) for key in keys), Text(",".join(map(str, pages)), "dim")]


def _reviews(figures: Mapping[str, Figure], failing: set[str]) -> Table:
    table = _table("表四 行政复议、行政诉讼情况", *(result.label for result in RESULTS))
    for route in ROUTES:
        keys = [f"reviews.{route.key}.{result.key}" for result in RESULTS]
        table.add_row(route.label, *(_shown(figures.get(key), key in failing) for key in keys))
    return table


def _statistics(figures: Mapping[str, Figure]) -> Table:
    table = _table("统计表（2014—2018 年表式）", "单位", "统计数")
    for row in STATISTICS:
        figure = figures.get(f"statistics.{row.key}")
        unit = (figure.unit if figure else None) or row.unit
        table.add_row(_fitted(f"{row.group} {row.label}".strip(), 60), unit, _shown(figure))
    return table


def _fitted(text: str, columns: int) -> str:
    """``text`` in so many columns of a terminal, where a Han character takes two.

    >>> _fitted("5.要求行政机关确认", 12), _fitted("（七）", 8)
    ('5.要求行政…', '（七）  ')
    """
    if cell_len(text) <= columns:
        return set_cell_size(text, columns)
    # One column stays free: an ellipsis takes two on some terminals.
    return set_cell_size(text, columns - 2).rstrip() + "…"


def _shown(figure: Figure | None, failing: bool = False) -> Text:
    """A cell: the print on one line, with the marks of the legend."""
    if figure is None:
        return Text(ABSENT, "yellow")
    printed = " ".join(figure.printed.split())
    if figure.doubt is not None:
        return Text(f"{printed}{DOUBT}", "yellow")
    if failing:
        return Text(f"{printed or BLANK}{FAILS}", "bold red")
    return Text(printed) if printed else Text(BLANK, "dim")


def _legend(report: Report, figures: Mapping[str, Figure], failing: set[str]) -> Iterator[Text]:
    """Of the marks that stand in the tables; and how sure the picture was, where the figures come from one."""
    wanted = [f"requests.{row.key}.{applicant.key}" for row in _rows(report) for applicant in APPLICANTS]
    used = {
        BLANK: any(not figure.printed.strip() for figure in figures.values()),
        ABSENT: any(key not in figures for key in wanted),
        DOUBT: any(figure.doubt is not None for figure in figures.values()),
        FAILS: bool(failing & set(figures)),
    }
    told = [explained for mark, explained in _LEGEND.items() if used[mark]]
    sure = min((figure.ocr for figure in figures.values() if figure.ocr is not None), default=None)
    if sure is not None:
        told.append(f"由图像识别，最低置信度 {sure:.2f}")
    if told:
        yield Text("   ".join(told) + "\n", "dim")


def _rows(report: Report) -> tuple[Row, ...]:
    return REQUEST_FORMS[report.form3].rows if report.form3 is not None else ()


def _quotes(report: Report) -> Text:
    """What the prose states, each wording once; dim where it is not plainly the whole and so is not compared."""
    line = Text("正文所述 ")
    for quote in dict.fromkeys((quote.printed, quote.whole) for quote in report.quotes):
        line.append(f"{quote[0]}  ", "" if quote[1] else "dim")
    return line


def _checks(report: Report) -> Iterator[Text]:
    counts = dict.fromkeys(("holds", "fails", "not_assessable"), 0)
    for check in report.checks:
        counts[check.verdict] += 1
    if report.checks:
        yield Text(
            f"勾稽关系：{counts['holds']} 条成立，{counts['fails']} 条不成立，{counts['not_assessable']} 条无法判断",
            "red" if counts["fails"] else "green",
        )
    for check in report.checks:
        if check.verdict == "fails":
            yield _failure(check, report)


def _failure(check: Check, report: Report) -> Text:
    sign = "<" if check.rule == "published_total" else "≠"
    return Text(f"  {FAILS} {_subject(check, report)}：{RULES[check.rule]}，{check.left} {sign} {check.right}", "red")


def _subject(check: Check, report: Report) -> str:
    """The row, column, route or item that a relation speaks of, as the form calls it."""
    named = {applicant.key: applicant.label for applicant in APPLICANTS} | {route.key: route.label for route in ROUTES}
    named |= {item.key: item.label for form in DISCLOSURE_FORMS.values() for item in form.items}
    if check.rule in ("row_sum", "prose"):
        named |= _TOPICS | {row.key: f"{row.group or ''}{_label(row)}" for row in _rows(report)}
    return named.get(check.subject, check.subject)
