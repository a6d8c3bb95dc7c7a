"""The form's own arithmetic (勾稽关系) on one report: holds, fails, or cannot be assessed.

Figures are never corrected: a relation that fails is published beside the figures as printed.
Sources: the corner cell of table three prints ``balance``; the sums follow from the form's 总计 rows and columns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from parsers.forms import APPLICANTS, DISCLOSURE_2019, REQUEST_FORMS, RESULTS, ROUTES
from parsers.model import Check, Figure, Number

RESULT_ROWS = tuple(
    dict.fromkeys(
        row.key
        for form in REQUEST_FORMS.values()
        for row in form.rows
        if row.key not in ("received", "carried_in", "concluded", "carried_out")
    )
)


def check_report(figures: Mapping[str, Figure], form3: str | None) -> tuple[Check, ...]:
    """Every relation of one report whose table is there.

    ``balance`` and ``results_sum`` for each applicant, ``row_sum`` for each row, ``review_sum`` for each route,
    ``published_total`` (at least ``published``) for each item of the 2019 table two.
    """
    return (*_requests(figures, form3), *_reviews(figures), *_published(figures))


def _requests(figures: Mapping[str, Figure], form3: str | None) -> Iterator[Check]:
    if form3 is None:
        return
    rows = [row.key for row in REQUEST_FORMS[form3].rows]
    filled = [figure.key.split(".") for figure in figures.values() if figure.value is not None]
    full_rows = {row for table, row, _ in filled if table == "requests"}
    full_columns = {column for table, _, column in filled if table == "requests"}
    for applicant in APPLICANTS:
        column = {row: f"requests.{row}.{applicant.key}" for row in rows}
        crossed = {key for row, key in column.items() if row in full_rows}
        lefts, rights = [column["received"], column["carried_in"]], [column["concluded"], column["carried_out"]]
        yield _sum(figures, "balance", applicant.key, lefts, rights, crossed)
        results = [column[row] for row in RESULT_ROWS if row in column]
        yield _sum(figures, "results_sum", applicant.key, [column["concluded"]], results, crossed)
    for row in rows:
        cells = {applicant.key: f"requests.{row}.{applicant.key}" for applicant in APPLICANTS}
        crossed = {key for applicant, key in cells.items() if applicant in full_columns}
        total = cells.pop("total")
        yield _sum(figures, "row_sum", row, [total], list(cells.values()), crossed)


def _reviews(figures: Mapping[str, Figure]) -> Iterator[Check]:
    if not any(key.startswith("reviews.") for key in figures):
        return
    parts = [result.key for result in RESULTS if result.key != "total"]
    for route in ROUTES:
        total, keys = f"reviews.{route.key}.total", [f"reviews.{route.key}.{part}" for part in parts]
        yield _sum(figures, "review_sum", route.key, [total], keys, {total, *keys})


def _published(figures: Mapping[str, Figure]) -> Iterator[Check]:
    for item in DISCLOSURE_2019.items:
        total, part = f"disclosure.{item.key}.published_total", f"disclosure.{item.key}.published"
        if total in figures and part in figures:
            left, right = add_up(figures, [total], set()), add_up(figures, [part], set())
            if left is None or right is None:
                yield Check("published_total", item.key, "not_assessable", None, None, (total, part))
            else:
                holds = left >= right
                yield Check("published_total", item.key, "holds" if holds else "fails", left, right, (total, part))


def _sum(
    figures: Mapping[str, Figure], rule: str, subject: str, lefts: list[str], rights: list[str], crossed: set[str]
) -> Check:
    cells = (*lefts, *rights)
    left, right = add_up(figures, lefts, crossed), add_up(figures, rights, crossed)
    filled = any(key in figures and figures[key].value is not None for key in cells)
    if left is None or right is None or not filled:
        return Check(rule, subject, "not_assessable", None, None, cells)
    return Check(rule, subject, "holds" if left == right else "fails", left, right, cells)


def add_up(figures: Mapping[str, Figure], keys: list[str], crossed: Collection[str] = ()) -> Number | None:
    """The sum of one side, a blank or a mark counting as 0; None where it cannot be told.

    It cannot where a cell is missing, in doubt or text. Nor where the whole side is empty and nothing is filled in the
    rows or columns that cross it either (``crossed`` names the cells where something is): who fills in 总计 alone has
    not claimed that the six applicants asked for nothing.
    """
    total: Number = 0
    empty = True
    for key in keys:
        figure = figures.get(key)
        if figure is None or figure.doubt is not None or figure.kind == "text":
            return None
        if figure.value is not None:
            total += figure.value
            empty = False
    return None if empty and not set(crossed).intersection(keys) else total
