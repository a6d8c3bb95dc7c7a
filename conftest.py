"""What must not even be collected."""

from __future__ import annotations

from parsers.formats.ocr import can_read_scans

# These modules import the packages of the extra nianbao[ocr]; tests/test_ocr.py skips with that reason.
collect_ignore_glob = [] if can_read_scans() else ["parsers/formats/ocr/*"]
