"""A figure opens its source: the stored table with the cell marked, the page with the cell outlined."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from archive.site.figure_page import image_path
from archive.site.pageimage import WORKER
from archive.site.source import CannotRead, lay_out, marked_text
from tests.site_sample import FILES, HOSTILE_CELL, make_snapshot
from tests.site_support import Client, running

WEISHENG = "/report/990102-weisheng-2021"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("source")
    make_snapshot(folder)
    return folder


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[Client]:
    with running(data) as client:
        yield client


def marked(page: str) -> list[str]:
    """The text of the marked cells of the stored table."""
    return [unescape(found) for found in re.findall(r'class="marked"><mark><span class="sr">[^<]*</span>([^<]*)', page)]


@pytest.mark.parametrize(
    ("path", "printed"),
    [
        (f"{WEISHENG}/disclosure.rules.issued", "75211"),
        (f"{WEISHENG}/disclosure.rules.repealed", "/"),
        (f"{WEISHENG}/disclosure.coercion.decisions", "　"),
        (f"{WEISHENG}/requests.received.total", "13114"),
        ("/report/990121-qingxi-2020/disclosure.rules.made", "7412"),
    ],
    ids=["html", "mark", "blank", "merged head", "docx"],
)
def test_the_stored_table_has_its_cell_marked(site: Client, path: str, printed: str) -> None:
    page = site.get(path).text
    assert marked(page) == [printed]
    assert "一、本年新收政府信息公开申请数量" in page or "信息内容" in page


def test_a_cell_that_says_something_else_is_not_shown(site: Client) -> None:
    # The archive's row was altered (tests/site_sample.py), the file was not.
    page = site.get("/report/990121-qingxi-2019/requests.carried_out.total").text
    assert marked(page) == []
    assert "数到上面所说的表、行、列即是" in page


def test_the_stored_table_is_text(site: Client) -> None:
    page = site.get("/report/990100-hostile-2021/disclosure.normative.issued").text
    assert marked(page) == ["34291"]
    assert "<script>alert" not in page
    assert HOSTILE_CELL in unescape(page)


def test_a_table_is_read_once(site: Client, data: Path) -> None:
    site.get(f"{WEISHENG}/disclosure.rules.issued")
    kept = {path: path.stat().st_mtime_ns for path in (data / "cache" / "sources").rglob("*.json")}
    assert kept
    site.get(f"{WEISHENG}/requests.received.total")
    assert {path: path.stat().st_mtime_ns for path in kept} == kept


def test_a_slot_without_a_cell_keeps_what_follows_in_its_column() -> None:
    grid = {"rows": 2, "columns": 3, "cells": [[0, 0, 2, 1, "甲"], [0, 1, 1, 2, "乙"], [1, 2, 1, 1, "丙"]]}
    lines = lay_out(grid, 1, 2)
    assert [[(cell.text, cell.marked) for cell in line] for line in lines] == [
        [("甲", False), ("乙", False)],
        [("", False), ("丙", True)],
    ]
    assert lay_out(grid, 1, 0)[0][0].marked  # inside the merged cell


def test_a_cell_outside_the_table_is_refused() -> None:
    with pytest.raises(CannotRead):
        marked_text(lay_out({"rows": 1, "columns": 1, "cells": [[0, 0, 1, 1, "1"]]}, 0, 5), "1")


def test_a_file_that_is_not_read_is_tried_once(tmp_path: Path) -> None:
    make_snapshot(tmp_path)
    with running(tmp_path) as client:
        name = client.get("/archive/reports.csv?id=990121-qingxi-2020&_col=sha256").text.split()[1].split(",")[-1]
        path = tmp_path / "raw" / "sha256" / name[:2] / name[2:4] / name
        body = path.read_bytes()
        path.write_bytes(b"PK\x03\x04 no longer a DOCX")
        figure = "/report/990121-qingxi-2020/disclosure.rules.made"
        assert marked(client.get(figure).text) == []
        (kept,) = (tmp_path / "cache" / "sources").rglob("*.json")
        assert b"failed" in kept.read_bytes()
        path.write_bytes(body)
        assert marked(client.get(figure).text) == []
        # Other parsers look again: their version is in the name.
        kept.unlink()
        assert marked(client.get(figure).text) == ["7412"]
        path.unlink()
        kept.unlink()
        assert client.get(figure).status == 200
        assert not kept.exists()


def draw(*arguments: str) -> bytes:
    """The worker's picture of page 2."""
    command = [sys.executable, "-I", str(WORKER), str(FILES / "wrongsum-2024.pdf"), "2", *arguments]
    return subprocess.run(command, check=True, capture_output=True).stdout


def test_a_box_in_pixels_of_the_scan_is_outlined_at_the_same_place() -> None:
    # The page is 595 x 842 points; parsers/formats/ocr draws it at 200 dots an inch and counts from the upper left.
    points = (241.7, 301.5, 268.6, 311.5)
    high = page_height()
    x0, y0, x1, y1 = (side * 200 / 72 for side in (points[0], high - points[3], points[2], high - points[1]))
    plain, by_points = draw(), draw("points", ",".join(map(str, points)))
    by_pixels = draw("pixels", f"{x0:.4f},{y0:.4f},{x1:.4f},{y1:.4f}")
    assert by_points != plain
    assert by_pixels == by_points


def page_height() -> float:
    import pypdfium2

    with pypdfium2.PdfDocument(FILES / "wrongsum-2024.pdf") as document:
        return float(document[1].get_height())


def test_a_figure_read_from_a_picture_asks_for_pixels() -> None:
    report = {"media_type": "application/pdf", "sha256": "ab"}
    cell = {"page": 3, "box": "[1.5, 2, 30.25, 40]", "ocr": None}
    assert image_path(report, cell) == "/page/ab/3.png?box=1.5,2,30.25,40"
    assert image_path(report, {**cell, "ocr": 0.9}) == "/page/ab/3.png?pixels=1.5,2,30.25,40"
    assert image_path({**report, "media_type": "image/jpeg"}, cell) is None
