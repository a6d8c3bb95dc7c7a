"""What goes into the wide tables: numbers that can be relied on, in one unit, and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.rows import in_wide, section_id, stored, wide_rows
from parsers.model import NOWHERE, Figure, Kind, Number, Report


def figure(key: str, value: Number | None, kind: Kind = "number", **more: str) -> Figure:
    return Figure(key, str(value), kind, value, NOWHERE, **more)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (figure("requests.received.total", 42), 42),
        (figure("requests.received.total", 0), 0),
        (figure("requests.received.total", None, "blank"), None),
        (figure("requests.received.total", None, "mark"), None),
        (figure("requests.received.total", None, "text"), None),
        (figure("requests.received.total", 42, doubt="two readings"), None),
        (figure("requests.received.total", Decimal("1.5")), None),
        (figure("requests.received.total", 10**30), None),
        (figure("disclosure.licences.change", -4), -4),
        (figure("disclosure.procurement.amount", Decimal("84933.6787"), unit="万元"), 84933.6787),
        (figure("disclosure.procurement.amount", 251000, unit="元"), 25.1),
        (figure("disclosure.procurement.amount", Decimal("1.2"), unit="亿元"), 12000.0),
        (figure("disclosure.procurement.amount", Decimal("29.0506")), None),
        (figure("disclosure.fees.amount", 3, unit="万元", doubt="cut off"), None),
    ],
)
def test_values_of_the_wide_tables(cell: Figure, expected: float | None) -> None:
    value = in_wide(cell)
    assert value == expected
    assert type(value) is type(expected)


def test_a_table_the_report_does_not_have_gives_no_row() -> None:
    report = Report("0" * 64, "text/html", "partial", figures=(figure("reviews.reconsideration.upheld", 1),))
    assert wide_rows("x", report) == {
        "requests": [],
        "disclosure": [],
        "reviews": [{"report_id": "x", "route": "reconsideration", "upheld": 1}],
    }


def test_numbers_are_stored_exactly_or_not_at_all() -> None:
    assert stored(2**63 - 1) == 2**63 - 1
    assert stored(2**63) is None
    assert stored(Decimal("0.1")) == 0.1


def test_row_numbers_of_sections_survive_a_rebuild() -> None:
    assert section_id("640300-renminzhengfu-2022", 0) == section_id("640300-renminzhengfu-2022", 0)
    ids = {section_id(f"640300-renminzhengfu-{year}", position) for year in range(2008, 2030) for position in range(7)}
    assert len(ids) == 22 * 7
    assert max(ids) < 2**53
