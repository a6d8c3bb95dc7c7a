"""What ``nianbao show`` prints for a person: whole numbers in lines of 80 columns, each mark explained."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console

from parsers import parse
from parsers.forms import REQUEST_FORMS
from parsers.model import Report
from parsers.terminal import print_report

REPORTS = Path(__file__).parent / "reports"


def shown(report: Report) -> list[str]:
    console = Console(file=io.StringIO(), width=80)
    print_report(report, console)
    return console.file.getvalue().splitlines()  # type: ignore[attr-defined]


def read(case: str) -> Report:
    (path,) = (REPORTS / case).glob("source.*")
    return parse(path.read_bytes())


def line(lines: list[str], label: str) -> list[str]:
    (found,) = [line.replace(label, "").split() for line in lines if line.strip().startswith(label)]
    return found


def test_every_row_of_table_three_is_one_line_with_its_page() -> None:
    report = read("pdf-wrapped-wrong-sum-2021")
    lines = shown(report)
    assert max(map(cell_len, lines)) <= 80
    assert line(lines, "（二）部分公开") == ["1", "0", "0", "0", "0", "0", "1", "1"]
    assert line(lines, "8.属于行政查询事项") == ["1", "0", "0", "0", "0", "0", "1", "2"]
    for row in REQUEST_FORMS["2021"].rows:
        assert sum(line.strip().startswith(row.label[:7]) for line in lines) == 1, row.label


def test_a_failing_sum_is_marked_at_its_total_and_told_in_the_words_of_the_form() -> None:
    lines = shown(read("pdf-wrapped-wrong-sum-2021"))
    assert line(lines, "（一）予以公开") == ["10", "1", "0", "0", "0", "0", "12✗", "1"]
    assert "  ✗ （一）予以公开：总计 = 六类申请人之和，12 ≠ 11" in lines
    assert "  ✗ 总计：（七）总计 = 各项办理结果之和，28 ≠ 29" in lines
    assert "✗ 勾稽关系不成立" in lines


def test_blanks_absent_and_doubtful_figures_have_marks_of_their_own() -> None:
    report = read("html-dashes-and-blanks-2021")
    assert line(shown(report), "（一）予以公开") == ["1", "·", "·", "·", "·", "·", "1"]
    kept = tuple(
        replace(figure, doubt="torn") if figure.key == "requests.granted.total" else figure
        for figure in report.figures
        if figure.key != "requests.granted.business"
    )
    lines = shown(replace(report, figures=kept))
    assert line(lines, "（一）予以公开") == ["1", "？", "·", "·", "·", "·", "1?"]
    assert "· 空白   ？ 没有读出   ? 存疑" in lines


def test_long_numbers_push_the_labels_together_and_are_never_cut() -> None:
    report = read("html-dense-2020")
    value = 11398889
    figures = tuple(
        replace(figure, value=value, printed=str(value)) if figure.key.startswith("requests.granted.") else figure
        for figure in report.figures
    )
    lines = shown(replace(report, figures=figures))
    assert sum(line.count(str(value)) for line in lines) == 7
    assert max(map(cell_len, lines)) <= 80


def test_a_scan_says_how_sure_it_is_at_least() -> None:
    report = read("html-dense-2020")
    figures = tuple(replace(figure, ocr=0.97 - 0.1 * (number == 7)) for number, figure in enumerate(report.figures))
    lines = shown(replace(report, figures=figures, status="ocr"))
    assert any(line.endswith("由图像识别，最低置信度 0.87") for line in lines)
