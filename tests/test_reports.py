"""Golden folders: ``tests/reports/<case>/source.*`` reads exactly as its ``expected.json`` says, figure by figure.

``figures.json`` is the truth from outside: what the maker of the document wrote into it. ``expected.json`` is the whole
result; where it is missing the test writes it and fails, so that a person reads it against the source before it is
committed. ``refused.json`` names the reason for a document that must not be read.
"""

from __future__ import annotations

import functools
import json
import mimetypes
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from parsers import containers, parse
from parsers.formats import office
from parsers.model import Report
from parsers.present import as_json
from parsers.reading import READERS
from parsers.sniff import OLE, sniff

CASES = sorted(path.parent for path in (Path(__file__).parent / "reports").glob("*/meta.json"))
READ = [case for case in CASES if not (case / "refused.json").exists()]
REFUSED = [case for case in CASES if (case / "refused.json").exists()]


@functools.cache
def read(case: Path) -> Report:
    (path,) = case.glob("source.*")
    if "needs" in json.loads((case / "meta.json").read_text("utf-8")) and not any(map(shutil.which, office.PROGRAMS)):
        pytest.skip(f"LibreOffice is not installed: {office.INSTALL}")
    return parse(path.read_bytes(), mimetypes.guess_type(path)[0])


def test_there_are_cases_of_every_format_and_each_says_why() -> None:
    types = {sniff(next(case.glob("source.*")).read_bytes()) for case in READ}
    # No program of today writes what Word wrote before 97.
    assert types == {*READERS, *containers.MEDIA_TYPES, *office.MEDIA_TYPES} - {OLE, office.OLD_WORD}
    assert len(READ) >= 15
    for case in CASES:
        assert json.loads((case / "meta.json").read_text("utf-8"))["why"]


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_whole_result(case: Path) -> None:
    found = as_json(read(case))
    path = case / "expected.json"
    if not path.exists():
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.fail(f"{path} was missing and has been written: read it against the source, then commit it")
    assert found == json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_figures_are_those_the_document_was_made_with(case: Path) -> None:
    truth = json.loads((case / "figures.json").read_text("utf-8"))
    report = read(case)
    assert (report.organ, report.year) == (truth["organ"], truth["year"])
    assert {figure.key for figure in report.figures} == set(truth["figures"])
    for figure in report.figures:
        wanted = truth["figures"][figure.key]
        value = None if wanted["value"] is None else Decimal(str(wanted["value"]))
        assert (figure.key, figure.kind, figure.value) == (figure.key, wanted["kind"], value)
        assert figure.unit == wanted.get("unit")
        if figure.kind != "mark":  # a font may draw one slash for another
            assert "".join(figure.printed.split()) == "".join(wanted["printed"].split())
        assert figure.doubt is None


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_refused(case: Path) -> None:
    wanted = json.loads((case / "refused.json").read_text("utf-8"))
    report = read(case)
    assert (report.status, report.reason, report.figures) == ("refused", wanted["reason"], ())
    assert report.problems


def test_the_same_report_reads_the_same_in_every_format() -> None:
    """Cases of one organ and year are one report in several files: HTML, DOCX, DOC, PDF, scan."""
    told: dict[tuple[str, int | None], dict[str, dict[str, tuple[str, Decimal | None]]]] = {}
    for case in READ:
        report = read(case)
        figures = {
            figure.key: (figure.kind, None if figure.value is None else Decimal(figure.value))
            for figure in report.figures
        }
        told.setdefault((report.organ, report.year), {}).setdefault(report.media_type, figures)
    several = [formats for formats in told.values() if len(formats) > 1]
    assert max(len(formats) for formats in several) >= 3
    for formats in several:
        first, *others = formats.values()
        for other in others:
            assert other == first
