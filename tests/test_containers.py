"""MHTML, mail, ZIP and Word's XML files: what they hold reads as it does alone, and hostile ones end at once."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from parsers import parse
from parsers.containers import unpack
from parsers.errors import Refused
from parsers.formats import mime, wordxml
from parsers.model import Report
from parsers.sniff import MAIL, MHTML, ZIP, sniff

REPORTS = Path(__file__).parent / "reports"
_spec = importlib.util.spec_from_file_location("containers", Path(__file__).parent / "containers.py")
assert _spec is not None
assert _spec.loader is not None
made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made)

PAGE, TEXT = made.source("html-word-slashes-2019"), made.source("docx-mixed-forms-2022")
PDF = made.source("pdf-town-2022")


def content(report: Report) -> Report:
    """The report less what names its file."""
    return replace(report, sha256="", media_type="")


@pytest.mark.parametrize(
    ("body", "media_type", "alone"),
    [
        (made.word_mht(PAGE), MHTML, PAGE),
        (made.mail("report.pdf", "application/pdf", PDF), MAIL, PDF),
        (made.packed({"年报/页面.html": PAGE, "年报/图片.png": b"\x89PNG\r\n\x1a\n"}), ZIP, PAGE),
        (made.packed({"a.pdf": PDF, "b.pdf": PDF}), ZIP, PDF),
        (made.flat(TEXT), wordxml.MEDIA_TYPE, TEXT),
    ],
    ids=["word-mht", "mail", "zip-page", "zip-twice", "flat-docx"],
)
def test_what_it_holds_reads_as_it_does_alone(body: bytes, media_type: str, alone: bytes) -> None:
    report = parse(body)
    assert (sniff(body), report.media_type, report.status) == (media_type, media_type, "read")
    assert content(report) == content(parse(alone))


def test_word_2003_leaves_out_what_was_deleted() -> None:
    report, other = parse(made.word_2003(TEXT)), parse(TEXT)
    assert (report.figures, report.sections, report.title) == (other.figures, other.sections, other.title)
    assert "旧稿" not in json.dumps([section.text for section in report.sections], ensure_ascii=False)


def test_the_page_is_the_one_with_the_tables_or_the_one_named_as_start() -> None:
    frame, report = b"<html><body><p>frame</p></body></html>", b"<html><body><p>report</p></body></html>"
    parts = b"".join(
        b"--x\r\nContent-Type: text/html\r\nContent-ID: <%s>\r\n\r\n%s\r\n" % (name, page)
        for name, page in ((b"1", frame), (b"2", report))
    )
    for head, wanted in ((b"", frame), (b'; start="<2>"', report)):
        body = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x%s\r\n\r\n%s--x--" % (head, parts)
        assert unpack(body, MHTML).body == wanted
    tables = parts.replace(report, PAGE)
    body = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n%s--x--" % tables
    assert unpack(body, MHTML).body == PAGE


def workbook() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
    return packed.getvalue()


def nested_mime(depth: int) -> bytes:
    body = b"Content-Type: text/html\r\n\r\n<p>x</p>"
    for level in range(depth):
        body = b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n%s" % (
            level,
            level,
            body,
        )
    return body


def of_a_later_format(package: bytes) -> bytes:
    """A ZIP that asks its reader for version 19.0 of the format, which nobody has made (found by bench/fuzz.py)."""
    return re.sub(rb"(?s)(PK\x01\x02..).", rb"\1" + b"\xbe", package)


MANY = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * (mime.MAX_PARTS + 1)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (made.packed({"一.docx": TEXT, "二.pdf": PDF}), "unsupported"),
        (made.packed({"照片.txt": b""}), "unsupported"),
        (made.packed({"包.zip": made.packed({"a.docx": TEXT})}), "unsupported"),
        (workbook(), "unsupported"),
        (made.packed({"OFD.xml": b"<ofd/>"}), "unsupported"),
        (made.packed({"a.docx": TEXT})[:300], "damaged"),
        (of_a_later_format(made.packed({"a.docx": TEXT})), "damaged"),
        (of_a_later_format(TEXT), "damaged"),
        (made.packed({"a.txt": bytes(64 << 20)}), "too-large"),
        (made.packed({f"{number}.txt": b"x" for number in range(1001)}), "too-large"),
        (nested_mime(mime.MAX_DEPTH + 2), "too-large"),
        (MANY, "too-large"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\nno part", "damaged"),
        (made.word_2003(TEXT)[:5000], "damaged"),
        (made.word_2003(TEXT).replace(b"<w:body>", b"<w:other>").replace(b"</w:body>", b"</w:other>"), "damaged"),
        (made.word_2003(TEXT).replace(b"<w:wordDocument", b'<!DOCTYPE x SYSTEM "y"><w:wordDocument', 1), "damaged"),
        (made.flat(TEXT).replace(b"/word/document.xml", b"/word/footnotes.xml"), "damaged"),
    ],
)
def test_what_cannot_be_one_report_is_refused(body: bytes, reason: str) -> None:
    report = parse(body)
    assert (report.status, report.reason) == ("refused", reason)


def test_names_of_several_documents_are_told_as_they_were_packed() -> None:
    with pytest.raises(Refused, match=r"一\.docx, 二\.pdf"):
        unpack(made.packed({"一.docx": TEXT, "二.pdf": PDF}), ZIP)


@pytest.mark.parametrize(
    "text",
    [
        b"Subject: x\n\nMIME-Version: 1.0\n",
        "统计期限：2021年\nMIME-Version: 1.0\n".encode(),
        b"<html>\nMIME-Version: 1.0\n</html>",
    ],
)
def test_text_that_speaks_of_mime_is_no_message(text: bytes) -> None:
    assert mime.kind_of(text) is None
