"""What is deliberately odd: marks for zero, a wrong sum, a report whose prose errs, a report silently replaced."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from crawler.demo.content import BLANK, Entry, Figures, mark, number
from parsers.forms import APPLICANTS

FINDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "songquan-gov-2019": (
        ("balance", "natural_person"),
        ("balance", "total"),
        ("results_sum", "natural_person"),
        ("results_sum", "total"),
    ),
    "qingxi-finance-2021": (("row_sum", "granted"), ("results_sum", "total")),
    "yunling-health-2021": (("carry_over", "natural_person"), ("carry_over", "total"), ("prose", "granted")),
}
"""The relations that do not hold, per report (a carry-over at the later year); every other one does."""


def odd_figures(report_id: str, figures: Figures) -> Figures:
    """The figures as this report prints them."""
    change = ODD.get(report_id)
    return change(dict(figures)) if change else figures


def _one_total_wrong(figures: Figures) -> Figures:
    key = "requests.granted.total"
    return figures | {key: number(int(figures[key].quantity) + 1)}


def _slashes(figures: Figures) -> Figures:
    """Columns of applicants who never asked are struck out; totals stay 0."""
    struck: Figures = {}
    for applicant in APPLICANTS[1:-1]:
        column = {key: entry for key, entry in figures.items() if key.endswith(f".{applicant.key}")}
        if not any(entry.quantity for entry in column.values()):
            struck |= dict.fromkeys(column, mark("/"))
    return figures | struck


def _dashes_and_blanks(figures: Figures) -> Figures:
    """Zeros of table two are dashes; in table three only natural persons and totals are filled in."""
    dashes = {key: mark("—") for key, entry in figures.items() if key.startswith("disclosure.") and not entry.quantity}
    return figures | dashes | _zeros_blank(figures, "requests.", keep=(".natural_person", ".total"))


def _zeros_blank(figures: Figures, prefix: str, keep: tuple[str, ...] = ()) -> Figures:
    return {
        key: BLANK
        for key, entry in figures.items()
        if key.startswith(prefix) and not entry.quantity and not key.endswith(keep)
    }


def _blank_reviews(figures: Figures) -> Figures:
    in_yuan = Entry("251000元", "number", 251000, "元")
    return figures | _zeros_blank(figures, "reviews.", keep=(".total",)) | {"disclosure.procurement.amount": in_yuan}


def _annotated(figures: Figures) -> Figures:
    key = "disclosure.normative.issued"
    return figures | {key: Entry("22（其中修订 16 件）", "number", 22)}


def silently_changed(figures: Figures) -> Figures:
    """The two figures in which the second state of ``yunling-gov-2021`` differs from the first."""
    decisions, amount = figures["disclosure.licences.decisions"], figures["disclosure.fees.amount"]
    changed = Decimal(amount.quantity) + Decimal("1000.5")
    return figures | {
        "disclosure.licences.decisions": number(int(decisions.quantity) - 1200),
        "disclosure.fees.amount": replace(amount, printed=str(changed), value=changed),
    }


ODD = {
    "qingxi-finance-2021": _one_total_wrong,
    "liudu-town-2019": _slashes,
    "liudu-town-2021": _dashes_and_blanks,
    "yunxiu-gov-2020": _blank_reviews,
    "yunxiu-gov-2021": _annotated,
}
