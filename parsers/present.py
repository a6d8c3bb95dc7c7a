"""A Report as JSON (the contract of ``nianbao show --json``) and as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from rich.box import SIMPLE_HEAD
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
)
from parsers.model import Check, Figure, Number, Quote, Report

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

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


def as_json(report: Report) -> dict[str, Json]:
    """The object of CONTRACT: keys as there, figures in the order of the form."""
    return {
        "sha256": report.sha256,
        "media_type": report.media_type,
        "status": report.status,
        "reason": report.reason,
        "title": report.title,
        "organ": report.organ,
        "year": report.year,
        "published_on": report.published_on,
        "index_number": report.index_number,
        "form2": report.form2,
        "form3": report.form3,
        "pages": report.pages,
        "figures": {figure.key: _figure(figure) for figure in report.figures},
        "sections": [
            {"number": section.number, "heading": section.heading, "text": section.text} for section in report.sections
        ],
        "checks": [_check(check) for check in report.checks],
        "quotes": [_quote(quote) for quote in report.quotes],
        "problems": [
            {"kind": problem.kind, "message": problem.message, "place": problem.place} for problem in report.problems
        ],
    }


def _figure(figure: Figure) -> dict[str, Json]:
    shown: dict[str, Json] = {"printed": figure.printed, "kind": figure.kind, "value": json_number(figure.value)}
    if figure.unit is not None:
        shown["unit"] = figure.unit
    place = figure.place
    shown["page"] = place.page
    if place.box is not None:
        shown["box"] = [round(side, 2) for side in place.box]
    if place.page is None:
        shown["place"] = str(place)
    if figure.doubt is not None:
        shown["doubt"] = figure.doubt
    if figure.ocr is not None:
        shown["ocr"] = figure.ocr
    return shown


def _check(check: Check) -> dict[str, Json]:
    return {
        "rule": check.rule,
        "subject": check.subject,
        "verdict": check.verdict,
        "left": json_number(check.left),
        "right": json_number(check.right),
        "cells": list(check.cells),
    }


def _quote(quote: Quote) -> dict[str, Json]:
    return {
        "topic": quote.topic,
        "value": quote.value,
        "printed": quote.printed,
        "context": quote.context,
        "section": quote.section,
        "whole": quote.whole,
    }


def json_number(value: Number | None) -> int | float | None:
    """A JSON number that prints as it was printed, but for zeros at the end of a decimal."""
    return float(value) if isinstance(value, Decimal) else value


def print_report(report: Report, console: Console) -> None:
    """The report as a person reads it: heading, three tables, failing checks, problems."""
    console.print(Group(*_parts(report)))


def _parts(report: Report) -> Iterator[RenderableType]:
    yield Text(report.title or "（没有标题）", style="bold")
    status = STATUS[report.status]
    if report.reason is not None:
        explained = REASONS.get(report.reason) or INCOMPLETE.get(report.reason)
        status += f"：{explained[0] if explained else ''}（{report.reason}）"
    yield Text(f"机关 {report.organ or '？'}  年度 {report.year or '？'}  {status}")
    yield Text(f"{report.media_type}  {_pages(report)}sha256 {report.sha256}", style="dim")
    figures = {figure.key: figure for figure in report.figures}
    failing = {key for check in report.checks if check.verdict == "fails" for key in check.cells}
    if report.form2 is not None:
        yield _disclosure(figures, report.form2)
    if report.form3 is not None:
        yield _requests(figures, report.form3, failing)
    if any(key in figures for key in REVIEW_KEYS):
        yield _reviews(figures, failing)
    if any(key in figures for key in STATISTICS_KEYS):
        yield _statistics(figures)
    yield from _checks(report)
    if report.quotes:
        yield _quotes(report)
    for problem in report.problems:
        yield Text(f"! {problem.kind}: {problem.message}" + (f" ({problem.place})" if problem.place else ""), "yellow")
    chapters = [section for section in report.sections if section.number]
    if chapters:
        yield Text("章节 " + "  ".join(f"{section.heading}（{len(section.text)} 字）" for section in chapters))
    yield Text("")


def _pages(report: Report) -> str:
    return f"{report.pages} 页  " if report.pages else ""


def _table(title: str, *heads: str) -> Table:
    table = Table(
        title=f"\n{title}", title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1)
    )
    table.add_column("", overflow="fold")
    for head in heads:
        table.add_column(head, justify="right", overflow="fold")
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
    heads = [applicant.label for applicant in APPLICANTS]
    table = _table(f"表三 收到和处理政府信息公开申请情况（{form_key} 表式）", *heads, "页")
    for row in REQUEST_FORMS[form_key].rows:
        keys = [f"requests.{row.key}.{applicant.key}" for applicant in APPLICANTS]
        pages = sorted({figures[key].place.page or 0 for key in keys if key in figures} - {0})
        group = f"{row.group} " if row.group else ""
        cells = [_shown(figures.get(key), key in failing) for key in keys]
        table.add_row(group + row.label.split("（区分")[0], *cells, ",".join(map(str, pages)))
    return table


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
        table.add_row(f"{row.group} {row.label}".strip(), (figure.unit if figure else None) or row.unit, _shown(figure))
    return table


def _shown(figure: Figure | None, failing: bool = False) -> Text:
    """A cell: the print; ``·`` for a blank, ``？`` for what was not found, a question mark behind a doubtful value."""
    if figure is None:
        return Text("？", "yellow")
    if figure.kind == "blank":
        return Text("·", "dim")
    if figure.doubt is not None:
        return Text(f"{figure.printed}?", "yellow")
    return Text(" ".join(figure.printed.split()), "bold red" if failing else "")


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
            rule = RULES[check.rule]
            yield Text(f"  ✗ {check.rule} {check.subject}：{rule}，{check.left} 对 {check.right}", "red")
