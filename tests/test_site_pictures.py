"""Reports published as pictures: a figure's page shows the picture it was read from, with its cell outlined."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive.publish import publish
from archive.site.picture import Shown, read_size
from crawler.titles import page_title
from parsers.formats.ocr import can_read_scans
from tests.archive_support import Night, rows
from tests.site_support import Client, running

SCAN = Path(__file__).parent / "scans" / "inv-marks-2021.pdf"
HOST = "http://www.wuzhong.gov.cn/nb/"
TITLE = "吴忠市财政局2021年政府信息公开工作年度报告"
ARTICLE = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><img src='1.png'></body></html>".encode()

needs_ocr = pytest.mark.skipif(not can_read_scans(), reason="the extra nianbao[ocr] is not installed")


def _pages() -> tuple[Any, Any]:
    """A blank page, and one with nothing on it but table four, which stands on its head."""
    import pypdfium2

    sheet = pypdfium2.PdfDocument(SCAN.read_bytes())[2].render(scale=199.9998 / 72, grayscale=True).to_pil()
    part = sheet.crop((0, 1380, sheet.width, 1670))  # pages of little text are read in a second
    sheet.paste(255, (0, 0, sheet.width, sheet.height))
    blank = sheet.copy()
    sheet.paste(part, (0, 1380))
    return blank, sheet.rotate(180)


def _photo(sheet: Any) -> bytes:
    """As a camera stores it that was held upright: on its side, with a note how to turn it."""
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    sheet.rotate(90, expand=True).save(out, "JPEG", quality=90, exif=exif.tobytes())
    return out.getvalue()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Client, str, str]]:
    """The site, the id of the report, and the SHA-256 of its second picture."""
    night = Night(tmp_path_factory.mktemp("pictures"))
    with closing(night):
        night.fetch(HOST + "a.html", ARTICLE, title=TITLE)
        stored = [
            night.fetch(
                f"{HOST}{number}.jpg",
                _photo(sheet),
                kind="attachment",
                title=page_title(number, 2),
                found_on=HOST + "a.html",
            )
            for number, sheet in enumerate(_pages(), 1)
        ]
        night.build()
        publish(night.data, accept="one report of pictures")
        (report,) = rows(night.data, "SELECT id FROM reports")
        with running(night.data) as client:
            yield client, report["id"], stored[1] or ""


@needs_ocr
def test_a_figure_of_a_pictured_report_is_outlined_on_its_picture(site: tuple[Client, str, str]) -> None:
    client, report, picture = site
    page = client.get(f"/report/{report}/reviews.reconsideration.upheld").text
    views = re.findall(r'<svg class="(\w+)" viewBox="([^"]+)".*?<image href="([^"?]+)', page)
    assert [(kind, source) for kind, _, source in views] == [
        ("strip", f"/raw/{picture}"),
        ("sheet", f"/raw/{picture}"),
    ]
    assert views[1][1] == "0 0 1654 2339"
    frame = re.search(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', page)
    assert frame is not None
    x, y, width, height = map(float, frame.groups())
    inside = _pages()[1].crop((x, y, x + width, y + height))
    assert sum(inside.histogram()[:128]) > 50
    assert client.get(views[0][2]).headers["content-type"] == "image/jpeg"


def test_the_outline_stands_just_outside_the_box_and_the_strip_within_the_picture() -> None:
    shown = Shown("ab", 800, 1000, (100.0, 10.0, 120.0, 30.0))
    assert shown.frame == (96.0, 6.0, 28.0, 28.0)
    assert shown.strip == (0.0, 0.0, 800.0, 80.0)


@pytest.mark.parametrize("cut", [0, 3, 30, 200])
def test_the_size_of_a_picture_is_read_from_its_head(cut: int) -> None:
    """Turned as its camera says; a file that ends too early has none."""
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) + b"\0\0\0\0"
    frame = b"\x08" + struct.pack(">HH", 480, 640) + b"\x01\x01\x11\0"
    body = b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + b"\xff\xff\xc0"
    body += struct.pack(">H", len(frame) + 2) + frame
    png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480) + b"\x08\0\0\0\0"
    if cut == 0:
        assert read_size(io.BytesIO(body)) == (480, 640)
        assert read_size(io.BytesIO(png)) == (640, 480)
        assert read_size(io.BytesIO(b"GIF89a" + bytes(30))) is None
    else:
        assert read_size(io.BytesIO(body[:-8][: 2 + cut])) is None
