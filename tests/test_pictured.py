"""Reports published as pictures: the article and its pictures are read as one report."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from archive.build import World, build
from archive.evidence import tracks
from crawler.items import Fetch
from crawler.rawstore import RawStore
from crawler.titles import page_title
from parsers import parse
from parsers.formats import ocr
from parsers.formats.ocr import can_read_scans
from parsers.model import Hint, Report
from tests.archive_support import Night, page, rows

SCAN = Path(__file__).parent / "scans" / "inv-marks-2021.pdf"
HOST = "http://www.shili.gov.cn/nb/"
TITLE = "示例市财政局2021年政府信息公开工作年度报告"
ARTICLE = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><img src='1.png'></body></html>".encode()
PICTURE = b"\x89PNG\r\n\x1a\nno picture, but called one"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RawStore]:
    with closing(RawStore(tmp_path)) as opened:
        opened.start_run("crawl", "test")
        yield opened


def _receive(store: RawStore, name: str, body: bytes, kind: str, minute: int, title: str = TITLE) -> str:
    sha256, _ = store.put(body)
    (run,) = store.runs()
    about = {
        "url": HOST + name,
        "kind": kind,
        "title": title,
        "found_on": HOST + ("a.html" if kind != "article" else ""),
    }
    at = f"2026-01-28T01:{minute:02}:00.000000+00:00"
    store.record(Fetch(run=run.id, portal="shili", at=at, status=200, sha256=sha256, bytes=len(body), **about))  # type: ignore[arg-type]
    return sha256


def _hints(store: RawStore) -> dict[str, Hint]:
    return {track.url.removeprefix(HOST): track.states[-1].hint for track in tracks(store.fetches(), {})}


def test_an_article_knows_its_pictures_in_order_and_each_picture_its_article(store: RawStore) -> None:
    _receive(store, "a.html", ARTICLE, "article", 0)
    second = _receive(store, "2.png", PICTURE + b"2", "attachment", 1, page_title(2, 2))
    first = _receive(store, "1.png", PICTURE + b"1", "attachment", 2, page_title(1, 2))
    _receive(store, "table.xls", b"xls", "attachment", 3, "附表.xls")
    hints = _hints(store)
    assert hints["a.html"].pictures == (first, second)
    assert {hints[name].picture_of for name in ("1.png", "2.png")} == {HOST + "a.html"}
    assert (hints["table.xls"].pictures, hints["table.xls"].picture_of) == ((), "")


def test_of_a_set_that_changed_the_newest_count_and_the_newest_picture_hold(store: RawStore) -> None:
    _receive(store, "a.html", ARTICLE, "article", 0)
    first = _receive(store, "1.png", PICTURE + b"1", "attachment", 1, page_title(1, 2))
    _receive(store, "2.png", PICTURE + b"2", "attachment", 1, page_title(2, 2))
    newer = _receive(store, "2b.png", PICTURE + b"2b", "attachment", 2, page_title(2, 4))
    fourth = _receive(store, "4.png", PICTURE + b"4", "attachment", 2, page_title(4, 4))
    assert _hints(store)["a.html"].pictures == (first, newer, "", fourth)


def test_without_the_extra_it_says_that_its_pages_are_pictures(
    store: RawStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "PACKAGES", ("no_such_package_is_installed",))
    report = parse(ARTICLE, hint=Hint(title=TITLE, pictures=("0" * 64,)), pictures=[PICTURE])
    assert (report.status, report.reason, report.year) == ("refused", "no-text", 2021)
    assert report.problems[0].message == "its 1 pages are pictures; pip install 'nianbao[ocr]' reads it"
    part = parse(PICTURE, hint=Hint(picture_of=HOST + "a.html"))
    assert (part.status, part.reason) == ("refused", "page-of-report")


def test_a_page_that_has_its_tables_needs_no_picture() -> None:
    body = page(TITLE)
    assert parse(body, pictures=[PICTURE]) == parse(body)
    assert parse(body).status == "read"


# -- with the packages that read pictures

needs_ocr = pytest.mark.skipif(not can_read_scans(), reason="the extra nianbao[ocr] is not installed")


@pytest.fixture(scope="module")
def pages() -> list[bytes]:
    """Two pages as a small office posts them, one PNG each: one that is blank, one with nothing but table four."""
    import pypdfium2

    sheet = pypdfium2.PdfDocument(SCAN.read_bytes())[2].render(scale=199.9998 / 72, grayscale=True).to_pil()
    part = sheet.crop((0, 1380, sheet.width, 1670))  # pages of little text are read in a second
    sheet.paste(255, (0, 0, sheet.width, sheet.height))
    blank = _png(sheet)
    sheet.paste(part, (0, 1380))
    return [blank, _png(sheet)]


def _png(sheet: Any) -> bytes:
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


@needs_ocr
def test_the_archive_reads_article_and_pictures_as_one_report(
    store: RawStore, tmp_path: Path, pages: list[bytes]
) -> None:
    known: dict[str, Any] = json.loads(SCAN.with_suffix(".expected.json").read_text("utf-8"))["figures"]
    article = _receive(store, "a.html", ARTICLE, "article", 0)
    for number, picture in enumerate(pages, 1):  # the third was never received
        _receive(store, f"{number}.png", picture, "attachment", number, page_title(number, 3))
    built = build(tmp_path, World())
    assert (built.reports, built.unread) == (1, 0)
    (report,) = rows(tmp_path, "SELECT * FROM reports")
    about = {name: report[name] for name in ("sha256", "status", "reason", "pages", "year", "url")}
    assert about == {"sha256": article, "status": "partial", "reason": "missing-table", "pages": 3, "year": 2021,
                     "url": HOST + "a.html"}  # fmt: skip
    cells = rows(tmp_path, "SELECT key, value, page, ocr FROM cells")
    wanted = {key: value for key, value in known.items() if key.startswith("reviews.")}
    assert {cell["key"]: cell["value"] for cell in cells} == wanted
    assert {cell["page"] for cell in cells} == {2}
    assert all(cell["ocr"] > 0.5 for cell in cells)
    problems = rows(tmp_path, "SELECT message FROM problems WHERE kind = 'damaged'")
    assert problems == [{"message": "it was not received (page 3)"}]
    files = rows(tmp_path, "SELECT url, status, reason, report_id FROM files ORDER BY url")
    assert {file["report_id"] for file in files} == {report["id"]}
    assert [file["reason"] for file in files] == ["page-of-report", "page-of-report", "missing-table"]


@needs_ocr
def test_pictures_that_cannot_be_unpacked_are_damaged() -> None:
    report: Report = parse(ARTICLE, hint=Hint(title=TITLE), pictures=[PICTURE, b"%PDF-1.4"])
    assert (report.status, report.reason) == ("refused", "damaged")
    assert Decimal(len(report.figures)) == 0


def test_a_page_that_arrives_later_is_read_with_the_others(tmp_path: Path) -> None:
    night = Night(tmp_path / "data")
    with closing(night):
        night.fetch(HOST + "a.html", ARTICLE)
        about: dict[str, Any] = {"kind": "attachment", "found_on": HOST + "a.html"}
        night.fetch(HOST + "1.png", PICTURE + b"1", title=page_title(1, 2), **about)
        night.build()
        night.fetch(HOST + "2.png", PICTURE + b"2", title=page_title(2, 2), **about)
        # The picture itself, and the article whose reading it belongs to.
        assert night.build().parsed == 2
        kept_up = rows(night.data, "SELECT * FROM files ORDER BY url"), rows(night.data, "SELECT * FROM problems")
        night.build(rebuild=True)
        afresh = rows(night.data, "SELECT * FROM files ORDER BY url"), rows(night.data, "SELECT * FROM problems")
        assert kept_up == afresh
