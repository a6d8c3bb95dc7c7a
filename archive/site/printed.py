"""The three tables of a report laid out like the official form, with what is printed in each cell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from archive.site import words
from parsers.forms import APPLICANTS, DISCLOSURE_FORMS, REQUEST_FORMS, RESULTS, ROUTES, STATISTICS, Item, Row

RESULTS_GROUP = "三、本年度办理结果"
_OUTSIDE = ("received", "carried_in", "carried_out")
_CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_COMPANIES = "法人或其他组织"


@dataclass(frozen=True, slots=True)
class Printed:
    """One figure as its cell shows it. ``answer`` tells a number, a zero, a blank, a mark and a missing one apart.

    ``checks`` are the failing relations this figure is part of, ``marks`` those it is the result of; ``finding`` says
    what a person found out about it.
    """

    key: str
    text: str
    answer: str
    label: words.Words
    unit: str = ""
    doubt: str = ""
    checks: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    finding: str = ""

    @property
    def css(self) -> str:
        return " ".join(["f", self.answer, *(["doubt"] if self.doubt else []), *(["fails"] if self.checks else [])])


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell of the layout: a heading in the form's own wording, or a figure."""

    text: str = ""
    english: str = ""
    figure: Printed | None = None
    rowspan: int = 1
    colspan: int = 1
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A table of the form, and the failing checks that concern it."""

    key: str
    title: words.Words
    head: list[list[Slot]]
    body: list[list[Slot]]
    note: str = ""
    failing: list[Mapping[str, Any]] = field(default_factory=list)


class Figures:
    """The cells of one report by key, each with the checks it fails."""

    def __init__(
        self,
        cells: Iterable[Mapping[str, Any]],
        failing: Iterable[Mapping[str, Any]],
        findings: Mapping[str, str] | None = None,
    ) -> None:
        self.cells = {cell["key"]: cell for cell in cells}
        self.findings = findings or {}
        self.checks: dict[str, list[str]] = {}
        self.marks: dict[str, list[str]] = {}
        for check in failing:
            name = check_id(check)
            for key in json.loads(check["cells"]):
                self.checks.setdefault(key, []).append(name)
            result = result_key(check["rule"], check["subject"])
            if result:
                self.marks.setdefault(result, []).append(name)

    def has(self, table: str) -> bool:
        return any(key.startswith(f"{table}.") for key in self.cells)

    def slot(self, key: str, colspan: int = 1) -> Slot:
        return Slot(figure=self.printed(key), colspan=colspan)

    def printed(self, key: str) -> Printed:
        cell = self.cells.get(key)
        label = words.FIGURES[key]
        checks, marks = tuple(self.checks.get(key, ())), tuple(self.marks.get(key, ()))
        found = self.findings.get(key, "")
        if cell is None:
            return Printed(key, "未读出", "absent", label, checks=checks)
        text, answer = cell["printed"].strip(), cell["kind"]
        if answer == "number" and cell["value"] == 0:
            answer = "zero"
        return Printed(key, text, answer, label, cell["unit"] or "", cell["doubt"] or "", checks, marks, found)


def check_id(check: Mapping[str, Any]) -> str:
    """The anchor of a check on its report's page."""
    return f"check-{check['rule']}-{check['subject']}"


def result_key(rule: str, subject: str) -> str | None:
    """The figure that stands for a whole relation: its mark is put there and not on all thirty."""
    return {
        "balance": f"requests.concluded.{subject}",
        "results_sum": f"requests.concluded.{subject}",
        "row_sum": f"requests.{subject}.total",
        "review_sum": f"reviews.{subject}.total",
        "carry_over": f"requests.carried_in.{subject}",
    }.get(rule)


def layouts(figures: Figures, form2: str | None, form3: str | None, failing: list[dict[str, Any]]) -> list[Layout]:
    """The tables this report has, in order, each with its failing checks."""
    found: list[Layout] = []
    if form2 in DISCLOSURE_FORMS and figures.has("disclosure"):
        found.append(disclosure(figures, form2))
    if form3 in REQUEST_FORMS and figures.has("requests"):
        checks = [check for check in failing if check["rule"] in ("balance", "results_sum", "row_sum", "carry_over")]
        found.append(requests(figures, form3, checks))
    if figures.has("reviews"):
        found.append(reviews(figures, [check for check in failing if check["rule"] == "review_sum"]))
    if figures.has("statistics"):
        found.append(statistics(figures))
    return found


def disclosure(figures: Figures, form: str) -> Layout:
    """Table two: one band a paragraph of article 20, each with its own header row."""
    body: list[list[Slot]] = []
    for band, items in groupby(DISCLOSURE_FORMS[form].items, key=lambda item: item.band):
        body += _band(figures, band, list(items))
    title = ("二、主动公开政府信息情况", "2. Information published on the organ's own initiative")
    return Layout("disclosure", title, [], body, form)


def _band(figures: Figures, band: str, items: list[Item]) -> Iterator[list[Slot]]:
    measures = items[0].measures
    spans = _spans(len(measures))
    yield [Slot(f"第二十条第{band}项", "article 20", colspan=4, scope="colgroup")]
    heads = [
        Slot(measure.label, measure.english, colspan=span, scope="col")
        for measure, span in zip(measures, spans, strict=True)
    ]
    yield [Slot("信息内容", "kind of information", scope="col"), *heads]
    for item in items:
        keys = [f"disclosure.{item.key}.{measure.key}" for measure in item.measures]
        slots = [figures.slot(key, span) for key, span in zip(keys, _spans(len(keys)), strict=True)]
        yield [Slot(item.label, item.english, scope="row"), *slots]


def _spans(measures: int) -> tuple[int, ...]:
    """How the three columns are shared."""
    return {1: (3,), 2: (2, 1), 3: (1, 1, 1)}[measures]


def requests(figures: Figures, form: str, failing: list[Mapping[str, Any]] | list[dict[str, Any]]) -> Layout:
    """Table three: three columns of labels, seven of figures."""
    rows = REQUEST_FORMS[form].rows
    inside = [row for row in rows if row.key not in _OUTSIDE]
    body: list[list[Slot]] = []
    for row in rows:
        labels = _labels(row, inside)
        body.append([*labels, *(figures.slot(f"requests.{row.key}.{applicant.key}") for applicant in APPLICANTS)])
    title = ("三、收到和处理政府信息公开申请情况", "3. Requests received and how they were handled")
    return Layout("requests", title, _applicant_head(), body, form, list(failing))


def _labels(row: Row, inside: list[Row]) -> list[Slot]:
    if row not in inside:
        return [Slot(row.label, row.english, colspan=3, scope="row")]
    labels = []
    if row is inside[0]:
        labels.append(Slot(RESULTS_GROUP, "outcomes", rowspan=len(inside), scope="rowgroup"))
    if not row.group:
        return [*labels, Slot(row.label, row.english, colspan=2, scope="row")]
    group = [other for other in inside if other.group == row.group]
    if row is group[0]:
        labels.append(Slot(row.group, rowspan=len(group), scope="rowgroup"))
    return [*labels, Slot(row.label, row.english, scope="row")]


def _applicant_head() -> list[list[Slot]]:
    first, *organisations, total = APPLICANTS
    return [
        [
            Slot(_CORNER, "first + second = third + fourth", rowspan=3, colspan=3),
            Slot("申请人情况", "applicants", colspan=7, scope="colgroup"),
        ],
        [
            Slot(first.label, first.english, rowspan=2, scope="col"),
            Slot(_COMPANIES, "organisations", colspan=len(organisations), scope="colgroup"),
            Slot(total.label, total.english, rowspan=2, scope="col"),
        ],
        [Slot(one.label, one.english, scope="col") for one in organisations],
    ]


def reviews(figures: Figures, failing: list[dict[str, Any]]) -> Layout:
    """Table four: fifteen figures in one row."""
    first, *lawsuits = ROUTES
    width = len(RESULTS)
    head = [
        [
            Slot(first.label, first.english, rowspan=2, colspan=width, scope="colgroup"),
            Slot("行政诉讼", "lawsuits", colspan=width * len(lawsuits), scope="colgroup"),
        ],
        [Slot(route.label, route.english, colspan=width, scope="colgroup") for route in lawsuits],
        [Slot(result.label, result.english, scope="col") for _ in ROUTES for result in RESULTS],
    ]
    body = [[figures.slot(f"reviews.{route.key}.{result.key}") for route in ROUTES for result in RESULTS]]
    title = ("四、政府信息公开行政复议、行政诉讼情况", "4. Administrative reconsideration and litigation")
    return Layout("reviews", title, head, body, "", list(failing))


def statistics(figures: Figures) -> Layout:
    """The table of the years before 2019: indicator, unit, number; only the rows this report has."""
    head = [
        [
            Slot("指标", "indicator", scope="col"),
            Slot("单位", "unit", scope="col"),
            Slot("统计数", "number", scope="col"),
        ]
    ]
    body = [
        [Slot(row.label, row.english, scope="row"), Slot(row.unit), figures.slot(f"statistics.{row.key}")]
        for row in STATISTICS
        if f"statistics.{row.key}" in figures.cells
    ]
    return Layout("statistics", ("政府信息公开情况统计表", "Statistics of the years before 2019"), head, body, "2008")
