"""Tables without lines: what is read is right, what cannot be told is left out."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from parsers import parse

HERE = Path(__file__).parent
TRUTH = {"dense-2020": "html-dense-2020", "wrongsum-2024": "docx-nested-wrongsum-2024"}


def truth(name: str) -> dict[str, Any]:
    return json.loads((HERE / "reports" / TRUTH[name] / "figures.json").read_text("utf-8"))["figures"]  # type: ignore[no-any-return]


RULES = sorted((HERE / "files" / "unruled").glob("[hn]on*.pdf"))
DOUBTFUL = sorted((HERE / "files" / "unruled").glob("doubtful-*.pdf"))


@pytest.mark.parametrize("path", DOUBTFUL, ids=lambda path: path.stem)
def test_what_cannot_be_told_is_left_out(path: Path) -> None:
    """Labels gone, rows without a figure, numbers on two lines or over two rows, labels far below their figures."""
    told = json.loads(path.with_suffix(".json").read_text("utf-8"))
    report = parse(path.read_bytes())
    assert report.status == "partial"
    for figure in report.figures:
        if figure.doubt is None:
            assert figure.key in told
            value = told[figure.key]
            assert (figure.key, figure.value) == (figure.key, None if value is None else Decimal(value))


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_no_figure_is_wrong(path: Path) -> None:
    report = parse(path.read_bytes())
    wanted = truth(path.stem.split("-", 1)[1])
    assert len(report.figures) > 100
    for figure in report.figures:
        value = wanted[figure.key]["value"]
        if figure.doubt is None:
            assert (figure.key, figure.value) == (figure.key, None if value is None else Decimal(str(value)))


@pytest.mark.parametrize("lines", ["none", "honly"])
def test_a_report_whose_rows_are_told_by_their_labels_alone_is_read_whole(lines: str) -> None:
    report = parse((HERE / "files" / "unruled" / f"{lines}-dense-2020.pdf").read_bytes())
    assert report.status == "read"
    assert {figure.key for figure in report.figures if figure.doubt is None} == set(truth("dense-2020"))


def test_a_sum_that_fails_puts_a_table_without_lines_in_doubt() -> None:
    report = parse((HERE / "files" / "unruled" / "none-wrongsum-2024.pdf").read_bytes())
    figures = {figure.key: figure for figure in report.figures}
    assert figures["requests.received.total"].doubt == "the table has no lines and its figures do not add up"
