"""What the form's own sums say about figures read from pictures."""

from __future__ import annotations

from dataclasses import replace

from parsers.doubts import doubt_blank_rows, doubt_misread
from parsers.forms import APPLICANTS, REQUEST_FORMS
from parsers.model import NOWHERE, Figure, Problem
from parsers.relations import RESULT_ROWS
from parsers.tables.common import UNSURE


def table(**changed: int) -> dict[str, Figure]:
    """A table three that adds up: two granted to each applicant, three received, one carried over."""
    values = {"received": 3, "granted": 2, "concluded": 2, "carried_out": 1}
    figures = {}
    for row in REQUEST_FORMS["2021"].rows:
        for applicant in APPLICANTS:
            key = f"requests.{row.key}.{applicant.key}"
            value = values.get(row.key, 0) * (6 if applicant.key == "total" else 1)
            figures[key] = Figure(key, str(value), "number", value, NOWHERE, ocr=0.99)
    for name, value in changed.items():
        key = "requests." + name.replace("__", ".")
        figures[key] = replace(figures[key], value=value, printed=str(value))
    return figures


def doubted(figures: dict[str, Figure]) -> list[str]:
    return [figure.key for figure in doubt_misread(tuple(figures.values()), "2021") if figure.doubt is not None]


def test_what_adds_up_is_not_doubted() -> None:
    assert RESULT_ROWS
    assert doubted(table()) == []


def test_one_misread_figure_is_found_where_its_row_and_column_cross() -> None:
    assert doubted(table(granted__research=7)) == ["requests.granted.research"]
    assert doubted(table(received__total=13)) == ["requests.received.total"]
    assert doubted(table(concluded__business=9)) == ["requests.concluded.business"]


def test_a_number_taken_for_a_blank_is_found_too() -> None:
    figures = table()
    figures["requests.granted.research"] = Figure("requests.granted.research", "", "blank", None, NOWHERE, ocr=1.0)
    assert doubted(figures) == ["requests.granted.research"]


def test_a_mark_can_hide_a_digit_but_no_longer_number() -> None:
    for total, found in ((1, ["requests.granted.research"]), (50, [])):
        figures = table(granted__total=10 + total, concluded__research=total, concluded__total=10 + total)
        for key, value in (("received.research", total + 1), ("received.total", total + 16)):
            old = figures[f"requests.{key}"]
            figures[f"requests.{key}"] = replace(old, value=value, printed=str(value))
        mark = Figure("requests.granted.research", "/", "mark", None, NOWHERE, ocr=1.0)
        assert doubted(figures | {mark.key: mark}) == found


def test_sums_that_break_by_different_amounts_are_the_print_of_the_report() -> None:
    figures = table(granted__research=7, granted__business=1)
    assert doubted(figures) == []


def test_little_confidence_and_one_broken_sum_are_enough() -> None:
    figures = table(granted__research=7, granted__business=1)
    figures["requests.granted.business"] = replace(figures["requests.granted.business"], ocr=0.9)
    assert doubted(figures) == ["requests.granted.business"]


def test_figures_that_the_file_itself_states_are_never_doubted() -> None:
    figures = {key: replace(figure, ocr=None) for key, figure in table(granted__research=7).items()}
    assert doubted(figures) == []


def test_a_number_hard_to_read_is_taken_where_row_and_column_hold_with_it() -> None:
    key, other = "requests.granted.research", "requests.granted.business"
    for value, found in ((2, []), (3, [key])):
        figures = table()
        figures[key] = replace(figures[key], value=value, printed=str(value), doubt=UNSURE, ocr=0.1)
        assert doubted(figures) == found
    # Two in one row could make up for each other.
    figures = table(granted__research=3, granted__business=1)
    figures = figures | {name: replace(figures[name], doubt=UNSURE, ocr=0.1) for name in (key, other)}
    assert doubted(figures) == [other, key]


def test_a_blank_row_beside_numbers_whose_label_is_lost_may_be_theirs() -> None:
    """A page end cut a row in two, and the half with its figures lost a part of its label."""
    figures = table()
    row = [key for key in figures if key.startswith("requests.other_fee_unpaid.")]
    figures |= {key: replace(figures[key], printed="", kind="blank", value=None) for key in row}
    single = "requests.granted.business"
    figures[single] = replace(figures[single], printed="", kind="blank", value=None)
    for problems, wanted in (((Problem("unknown-label", "x"),), row), ((Problem("group-row", "x"),), []), ((), [])):
        found = doubt_blank_rows(tuple(figures.values()), problems)
        assert [figure.key for figure in found if figure.doubt] == wanted


def test_of_a_poor_picture_only_what_a_sum_confirms_is_read() -> None:
    """Faint toner lowers the confidence of all figures: a misread one then stands in no relation that holds."""
    poor = {key: replace(figure, ocr=0.7, doubt=UNSURE) for key, figure in table(granted__research=7).items()}
    rules = Figure("disclosure.rules.issued", "83", "number", 83, NOWHERE, ocr=0.7, doubt=UNSURE)
    blank = Figure("requests.granted.business", "", "blank", None, NOWHERE, ocr=0.7, doubt=UNSURE)
    found = doubted(poor | {rules.key: rules})
    assert found == ["requests.granted.research", rules.key]
    assert blank.key in doubted(poor | {blank.key: blank})
