"""Every document of the samples folder, where it is there: real reports, and the same ones in ten layouts."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from parsers import parse
from parsers.formats import ocr
from parsers.model import Report
from parsers.numbers import read_number

READABLE = {".html", ".doc", ".docx", ".pdf"}


def documents(samples: Path) -> list[tuple[Path, dict[str, Any]]]:
    found = []
    for path in sorted(samples.glob("*/*/*/report.*")):
        found.append((path, json.loads((path.parent / "expected.json").read_text("utf-8"))))
    for path in sorted(samples.glob("real/*.pdf")):
        found.append((path, json.loads(path.with_suffix(".expected.json").read_text("utf-8"))))
    return [(path, wanted) for path, wanted in found if path.suffix in READABLE]


def wrong(report: Report, wanted: dict[str, Any]) -> list[str]:
    """Keys whose figure is not what is expected, or is missing, or was never there."""
    figures = {figure.key: figure for figure in report.figures if figure.doubt is None}
    bad = sorted(set(figures) ^ set(wanted["figures"]))
    for key in set(figures) & set(wanted["figures"]):
        value = wanted["figures"][key]
        if figures[key].value != (None if value is None else Decimal(str(value))):
            bad.append(key)
        # A font may draw one slash for another: a print that is no number must be of the same kind.
        printed = wanted.get("printed", {}).get(key)
        if printed is not None and read_number(printed).kind != figures[key].kind:
            bad.append(key)
    return bad


def test_every_figure_of_every_sample(samples: Path) -> None:
    seen = 0
    for path, wanted in documents(samples):
        if wanted["expect"] != "figures":
            continue
        report = parse(path.read_bytes())
        assert (path, wrong(report, wanted)) == (path, [])
        assert (report.organ, report.year, report.status) == (wanted["organ"], wanted["year"], "read")
        seen += 1
    assert seen >= 70


def test_places_of_pdf_figures(samples: Path) -> None:
    seen = 0
    for path, wanted in documents(samples):
        if path.suffix != ".pdf" or "where" not in wanted:
            continue
        places = {figure.key: figure.place for figure in parse(path.read_bytes()).figures}
        for key, boxes in wanted["where"].items():
            box = places[key].box
            assert box is not None
            assert any(
                (
                    places[key].page == page
                    and x0 - 1 <= box[0] <= box[2] <= x1 + 1
                    and y0 - 1 <= box[1] <= box[3] <= y1 + 1
                )
                for page, x0, y0, x1, y1 in boxes
            ), (path, key, places[key], boxes)
            seen += 1
    assert seen > 1000


def test_scans_are_said_to_have_no_text(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra; with it bench/ocr.py reads them all, which takes minutes."""
    monkeypatch.setattr(ocr, "PACKAGES", ("no_such_package_is_installed",))
    for path, wanted in documents(samples):
        if wanted["expect"] == "ocr":
            report = parse(path.read_bytes())
            assert (path, report.status, report.reason) == (path, "refused", "no-text")


def test_hostile_files_end_soon_and_say_why(samples: Path) -> None:
    limit = 5.0  # seconds of CPU: the issue's own limit for a hostile file
    for path in sorted((samples / "abuse").iterdir()):
        if path.suffix == ".json":
            continue
        wanted = json.loads(Path(f"{path}.expected.json").read_text("utf-8"))
        start = time.process_time()
        report = parse(path.read_bytes())
        assert time.process_time() - start < limit, path
        if wanted["expect"] == "figures":
            assert wrong(report, wanted) == [], path
        else:
            assert not report.figures, path
            assert report.problems, path
