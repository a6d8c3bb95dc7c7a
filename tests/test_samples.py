"""Every document of the samples folder, where it is there: real reports, and the same ones in ten layouts."""

from __future__ import annotations

import json
import subprocess
import sys
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


REASONS = {
    "empty": {"empty"},
    "too-much": {"too-large"},
    "too-many-pages": {"too-large"},
    "password": {"encrypted"},
    "damaged": {"damaged"},
    "truncated": {"damaged"},
    "not-a-report": {"not-a-report"},
    "no-pages": {"damaged", "no-text"},
    "no-figures": {"damaged", "no-text", "too-large", "not-a-report"},
}
"""What the maker of a hostile file says is wrong with it -> the reasons that say so."""
CHILD = """
import json, os, resource, sys
from pathlib import Path
sys.modules["rapidocr"] = None  # as without the extra: its libraries alone take more than the limit
from parsers import parse
from parsers.present import as_json
held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (held + (300 << 20),) * 2)
for name in sys.argv[1:]:
    used = sum(os.times()[:2])
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + 6, resource.RLIM_INFINITY))
    print(json.dumps([name, as_json(parse(Path(name).read_bytes()))]), flush=True)
"""
"""Reads files one after the other; the system ends it at a file that takes more than 5 s of CPU or 300 MB."""


def test_hostile_files_end_within_their_limits_and_say_why(samples: Path) -> None:
    names = sorted(str(path) for path in (samples / "abuse").iterdir() if path.suffix != ".json")
    child = subprocess.run([sys.executable, "-c", CHILD, *names], capture_output=True, text=True, check=False)
    read = dict(json.loads(line) for line in child.stdout.splitlines())
    assert sorted(read) == names, child.stderr
    for name, report in read.items():
        wanted = json.loads(Path(f"{name}.expected.json").read_text("utf-8"))
        if wanted["expect"] == "figures":
            values = {key: figure["value"] for key, figure in report["figures"].items()}
            assert values == wanted["figures"], name
        else:
            assert report["figures"] == {}, name
            # Without the extra nobody looks into a picture.
            reasons = {"no-text"} if name.endswith(".jpg") else REASONS[wanted["expect"].removeprefix("reject:")]
            assert report["reason"] in reasons, (name, report["reason"])
            assert report["problems"], name
