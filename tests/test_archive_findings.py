"""What people found out about a printed figure stands beside the relation it explains, tied to the bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.build import build
from archive.datafile import DataFileError
from archive.findings import read
from archive.kept import Kept, packaged
from tests.archive_support import RECEIVED, WORLD, Night, page, rows

MEANS = "含上年度转办 3 件"


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Night]:
    opened = Night(tmp_path / "data")
    yield opened
    opened.close()


def write(folder: Path, sha256: str, printed: str, cell: str = RECEIVED) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{sha256}.toml"
    path.write_text(
        f'[[finding]]\ncell = "{cell}"\nprinted = "{printed}"\nmeans = "{MEANS}"\nwho = "张三"\non = 2026-11-20\n',
        encoding="utf-8",
    )
    return path


def test_a_finding_stands_beside_the_failing_relation(night: Night, tmp_path: Path) -> None:
    sha256 = night.fetch("http://wuzhong.example/1", page(figures={RECEIVED: "42"}))
    assert sha256 is not None
    write(tmp_path / "reviews", sha256, "42")
    build(night.data, replace(WORLD, kept=Kept(findings=read(tmp_path / "reviews"))), workers=1)
    [finding] = rows(night.data, "SELECT * FROM findings")
    assert finding == {
        "sha256": sha256,
        "key": RECEIVED,
        "report_id": "640300-renminzhengfu-2022",
        "cell": f"640300-renminzhengfu-2022#{RECEIVED}",
        "printed": "42",
        "means": MEANS,
        "who": "张三",
        "on_day": "2026-11-20",
    }
    failing = rows(night.data, "SELECT rule, subject, finding FROM failing_checks ORDER BY rule, subject")
    assert failing == [
        {"rule": "balance", "subject": "natural_person", "finding": MEANS},
        {"rule": "row_sum", "subject": "received", "finding": MEANS},
    ]
    assert rows(night.data, "SELECT * FROM problems") == []
    assert rows(night.data, "SELECT received FROM requests WHERE applicant = 'natural_person'") == [{"received": 42}]


def test_a_finding_of_the_year_before_stands_beside_the_gap_between_years(night: Night, tmp_path: Path) -> None:
    out = "requests.carried_out.natural_person"
    sha256 = night.fetch("http://wuzhong.example/1", page(year=2021, figures={out: "4"}))
    night.fetch("http://wuzhong.example/2", page(year=2022))
    assert sha256 is not None
    write(tmp_path / "reviews", sha256, "4", out)
    build(night.data, replace(WORLD, kept=Kept(findings=read(tmp_path / "reviews"))), workers=1)
    query = "SELECT report_id, finding FROM failing_checks WHERE rule = 'carry_over'"
    assert rows(night.data, query) == [{"report_id": "640300-renminzhengfu-2022", "finding": MEANS}]


def test_a_finding_that_does_not_fit_the_bytes_asks_a_person(night: Night, tmp_path: Path) -> None:
    sha256 = night.fetch("http://wuzhong.example/1", page(figures={RECEIVED: "42"}))
    assert sha256 is not None
    write(tmp_path / "reviews", sha256, "24")
    write(tmp_path / "reviews", "0" * 64, "42")
    build(night.data, replace(WORLD, kept=Kept(findings=read(tmp_path / "reviews"))), workers=1)
    problems = rows(night.data, "SELECT kind, message, report_id FROM problems ORDER BY message")
    assert [(row["kind"], row["report_id"]) for row in problems] == [
        ("finding-in-doubt", None),
        ("finding-in-doubt", "640300-renminzhengfu-2022"),
    ]
    assert problems[0]["message"] == f"The finding on {RECEIVED} is about a file the archive does not have."
    assert problems[1]["message"] == f"The finding on {RECEIVED} says '24' is printed; what is read there is '42'."


def test_what_comes_with_nianbao_can_be_read() -> None:
    assert packaged().names.spellings


def test_wrong_findings_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "reviews"
    path = write(folder, "1" * 64, "42", "requests.received.nobody")
    with pytest.raises(DataFileError, match=r"number 1: cell: 'requests.received.nobody' is no key of the form"):
        read(folder)
    text = write(folder, "1" * 64, "42").read_text(encoding="utf-8")
    path.write_text(text + text, encoding="utf-8")
    with pytest.raises(DataFileError, match=f"number 2: cell: {RECEIVED} has a finding in this file already"):
        read(folder)
    path.write_text(text.replace("2026-11-20", '"yesterday"'), encoding="utf-8")
    with pytest.raises(DataFileError, match="number 1: on: 'yesterday': write a day"):
        read(folder)
    path.rename(folder / "notes.toml")
    with pytest.raises(DataFileError, match=r"notes.toml: file: name: call it <SHA-256"):
        read(folder)
