"""Relations between reports: from one year to the next, and with the calendar.

Figures are never corrected: a relation that fails stands beside the figures as printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from archive.organs import OrganKind
from archive.rows import Row, check_row
from parsers.forms import APPLICANTS, DISCLOSURE_2019, DISCLOSURE_2021
from parsers.model import Check, Figure, Report, Verdict

_STOCKS_2021 = tuple(item.key for item in DISCLOSURE_2021.items if any(m.key == "in_force" for m in item.measures))
_ITEMS_2019 = tuple(item.key for item in DISCLOSURE_2019.items if any(m.key == "change" for m in item.measures))


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the next year's report must agree with. A value is None where the cell gives no usable number."""

    report_id: str
    year: int
    form2: str | None
    carried_in: Mapping[str, int | None]
    carried_out: Mapping[str, int | None]
    disclosure: Mapping[str, int | None]


def ledger(report_id: str, year: int, report: Report) -> Ledger:
    figures = {figure.key: figure for figure in report.figures}
    return Ledger(
        report_id,
        year,
        report.form2,
        _row(figures, "carried_in"),
        _row(figures, "carried_out"),
        {key: _count(figure) for key, figure in figures.items() if key.startswith("disclosure.")},
    )


def _count(figure: Figure | None) -> int | None:
    if figure is None or figure.doubt is not None or not isinstance(figure.value, int):
        return None
    return figure.value


def _row(figures: Mapping[str, Figure], row: str) -> dict[str, int | None]:
    """One row of table three. A blank or a mark is 0 only where its row and its column hold numbers.

    So says docs/decisions/0005: a report whose 商业企业 column is left white altogether says nothing of businesses.
    """
    filled_columns = {
        key.split(".")[2]
        for key, figure in figures.items()
        if key.startswith("requests.") and _count(figure) is not None
    }
    cells = {applicant.key: figures.get(f"requests.{row}.{applicant.key}") for applicant in APPLICANTS}
    row_filled = any(_count(figure) is not None for figure in cells.values())
    return {
        applicant: 0
        if figure is not None and figure.kind in ("blank", "mark") and row_filled and applicant in filled_columns
        else _count(figure)
        for applicant, figure in cells.items()
    }


def between_years(before: Ledger, after: Ledger) -> Iterator[Check]:
    """The checks of ``after`` against the report of the year before it."""
    for applicant in before.carried_out:
        keys = (f"{before.report_id}#requests.carried_out.{applicant}", f"requests.carried_in.{applicant}")
        yield _check("carry_over", applicant, before.carried_out[applicant], after.carried_in[applicant], keys)
    if before.form2 == after.form2 == "2021":
        yield from _in_force(before, after)
    if before.form2 == after.form2 == "2019":
        yield from _items_before(before, after)


def _in_force(before: Ledger, after: Ledger) -> Iterator[Check]:
    for item in _STOCKS_2021:
        stock, issued, repealed = (f"disclosure.{item}.{measure}" for measure in ("in_force", "issued", "repealed"))
        parts = (before.disclosure.get(stock), after.disclosure.get(issued), after.disclosure.get(repealed))
        right = None if None in parts else parts[0] + parts[1] - parts[2]  # type: ignore[operator]
        keys = (stock, f"{before.report_id}#{stock}", issued, repealed)
        yield _check("in_force", item, after.disclosure.get(stock), right, keys)


def _items_before(before: Ledger, after: Ledger) -> Iterator[Check]:
    for item in _ITEMS_2019:
        stock, change = f"disclosure.{item}.items_before", f"disclosure.{item}.change"
        parts = (before.disclosure.get(stock), before.disclosure.get(change))
        right = None if None in parts else parts[0] + parts[1]  # type: ignore[operator]
        keys = (stock, f"{before.report_id}#{stock}", f"{before.report_id}#{change}")
        yield _check("items_before", item, after.disclosure.get(stock), right, keys)


def _check(rule: str, subject: str, left: int | None, right: int | None, cells: tuple[str, ...]) -> Check:
    if left is None or right is None:
        return Check(rule, subject, "not_assessable", None, None, cells)
    verdict: Verdict = "holds" if left == right else "fails"
    return Check(rule, subject, verdict, left, right, cells)


def due_on(kind: OrganKind, year: int) -> date | None:
    """The legal date of a report about ``year``; None where the law names none for such an organ.

    条例 art. 49: departments by 31 January, the government by 31 March; before 2019 it was 31 March for all. Towns
    are not named there.

    >>> due_on("department", 2020), due_on("government", 2020), due_on("department", 2018), due_on("town", 2020)
    (datetime.date(2021, 1, 31), datetime.date(2021, 3, 31), datetime.date(2019, 3, 31), None)
    """
    if kind == "government" or (year < 2019 and kind in ("department", "office")):
        return date(year + 1, 3, 31)
    return date(year + 1, 1, 31) if kind in ("department", "office") else None


def late_row(report_id: str, kind: OrganKind, year: int, published_on: str | None) -> Row:
    """The row of ``checks`` that compares the day of publication with the legal date."""
    due, published = due_on(kind, year), read_day(published_on)
    row = check_row(report_id, Check("late", "published_on", "not_assessable", None, None, ()))
    if due is None or published is None:
        return row
    days = (published - due).days
    return row | {
        "verdict": "fails" if days > 0 else "holds",
        "left": published.isoformat(),
        "right": due.isoformat(),
        "difference": days,
    }


def read_day(text: str | None) -> date | None:
    """The day a page states; None where it states none, or one that no calendar has.

    >>> read_day("2021-03-26 10:05"), read_day("2021-02-30")
    (datetime.date(2021, 3, 26), None)
    """
    try:
        return None if text is None else date.fromisoformat(text[:10])
    except ValueError:
        return None


def across_years(ledgers: Mapping[int, Ledger]) -> Iterator[Row]:
    """The rows of ``checks`` for one organ's reports, each with the report of the year before where there is one."""
    for year in sorted(ledgers):
        if year - 1 in ledgers:
            for check in between_years(ledgers[year - 1], ledgers[year]):
                yield check_row(ledgers[year].report_id, check)
