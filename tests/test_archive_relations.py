"""Relations between reports: both sides as printed, and a verdict only where both can be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from archive.organs import OrganKind
from archive.relations import due_on
from parsers.forms import APPLICANTS
from tests.archive_support import Night, page, rows

_APPLICANTS = [applicant.key for applicant in APPLICANTS]
OUT, IN = "requests.carried_out.natural_person", "requests.carried_in.natural_person"


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Night]:
    opened = Night(tmp_path / "data")
    yield opened
    opened.close()


def years(night: Night, *figures: dict[str, str], organ: str = "吴忠市人民政府", published: str = "") -> None:
    """One report for each set of figures, from 2021 on."""
    for year, known in enumerate(figures, 2021):
        night.fetch(f"http://wuzhong.example/{year}", page(organ, year, known, published=published))
    night.build()


def verdicts(night: Night, rule: str) -> dict[str, tuple[str, object, object]]:
    query = "SELECT subject, verdict, left, right FROM checks WHERE rule = ?"
    return {row["subject"]: (row["verdict"], row["left"], row["right"]) for row in rows(night.data, query, rule)}


def test_what_one_year_carries_out_the_next_must_carry_in(night: Night) -> None:
    total = "requests.carried_out.total"
    years(night, {OUT: "4", total: "4"}, {IN: "3"})
    found = verdicts(night, "carry_over")
    assert found["natural_person"] == ("fails", 4, 3)
    assert found["business"] == ("holds", 0, 0)
    assert found["total"] == ("fails", 4, 0)
    gaps = rows(night.data, "SELECT * FROM carry_over_gaps ORDER BY applicant")
    assert [(gap["applicant"], gap["difference"], gap["report_id_before"]) for gap in gaps] == [
        ("natural_person", 1, "640300-renminzhengfu-2021"),
        ("total", 4, "640300-renminzhengfu-2021"),
    ]
    [check] = rows(night.data, "SELECT cells FROM checks WHERE rule = 'carry_over' AND subject = 'business'")
    assert check["cells"] == (
        '["640300-renminzhengfu-2021#requests.carried_out.business", "requests.carried_in.business"]'
    )


def test_years_that_do_not_follow_each_other_are_not_compared(night: Night) -> None:
    night.fetch("http://wuzhong.example/2021", page(year=2021, figures={OUT: "4"}))
    night.fetch("http://wuzhong.example/2023", page(year=2023))
    night.build()
    assert verdicts(night, "carry_over") == {}


def test_a_blank_counts_as_zero_only_in_a_row_and_column_with_numbers(night: Night) -> None:
    row = {f"requests.carried_out.{name}": "" for name in ("natural_person", "business", "research")}
    years(night, row, {})
    assert verdicts(night, "carry_over")["business"] == ("holds", 0, 0)
    years(night, {f"requests.carried_out.{name}": "" for name in _APPLICANTS}, {})
    assert {verdict for verdict, _, _ in verdicts(night, "carry_over").values()} == {"not_assessable"}


def test_stock_of_rules_follows_what_was_issued_and_repealed(night: Night) -> None:
    stock, issued, repealed = (f"disclosure.normative.{measure}" for measure in ("in_force", "issued", "repealed"))
    years(night, {stock: "10"}, {stock: "12", issued: "3", repealed: "1"}, {stock: "12", issued: "1", repealed: ""})
    found = rows(
        night.data,
        "SELECT report_id, verdict, left, right FROM checks WHERE rule = 'in_force'"
        " AND subject = 'normative' ORDER BY report_id",
    )
    assert [(row["verdict"], row["left"], row["right"]) for row in found] == [
        ("holds", 12, 12),
        ("not_assessable", None, None),
    ]


@pytest.mark.parametrize(
    ("kind", "year", "due"),
    [
        ("department", 2020, date(2021, 1, 31)),
        ("office", 2019, date(2020, 1, 31)),
        ("government", 2020, date(2021, 3, 31)),
        ("department", 2018, date(2019, 3, 31)),
        ("town", 2020, None),
        ("other", 2020, None),
    ],
)
def test_legal_dates(kind: OrganKind, year: int, due: date | None) -> None:
    assert due_on(kind, year) == due


def test_a_late_report_is_late_by_days(night: Night) -> None:
    years(night, {}, organ="吴忠市审计局", published="2022-02-03")
    assert verdicts(night, "late") == {"published_on": ("fails", "2022-02-03", "2022-01-31")}
    [late] = rows(night.data, "SELECT organ, days_late, due_on FROM late_reports")
    assert late == {"organ": "吴忠市审计局", "days_late": 3, "due_on": "2022-01-31"}


def test_a_report_without_a_date_is_not_called_late(night: Night) -> None:
    years(night, {})
    assert verdicts(night, "late") == {"published_on": ("not_assessable", None, None)}


def test_the_view_of_missing_reports_uses_the_same_legal_dates(night: Night) -> None:
    for organ in ("吴忠市人民政府", "吴忠市审计局", "吴忠市人民政府办公室"):
        night.fetch(f"http://wuzhong.example/{organ}", page(organ, 2017))
    night.healthy()
    night.build()
    missing = rows(
        night.data, "SELECT o.kind, m.year, m.due_on FROM missing_reports m JOIN organs o ON o.id = m.organ_id"
    )
    assert {row["kind"] for row in missing} == {"government", "department", "office"}
    for row in missing:
        assert row["due_on"] == str(due_on(row["kind"], row["year"]))
