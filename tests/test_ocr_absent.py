"""What is said of scans where the extra is not installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsers import parse
from parsers.formats import ocr

SCAN = Path(__file__).parent / "scans" / "inv-marks-2021.pdf"


@pytest.mark.parametrize("body", [SCAN.read_bytes(), b"\xff\xd8\xff\xe0" + b"\0" * 50], ids=["pdf", "jpeg"])
def test_without_the_extra_a_scan_is_refused_and_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, body: bytes
) -> None:
    monkeypatch.setattr(ocr, "PACKAGES", ("no_such_package_is_installed",))
    report = parse(body)
    assert (report.status, report.reason) == ("refused", "no-text")
    assert "pip install 'nianbao[ocr]'" in report.problems[0].message
