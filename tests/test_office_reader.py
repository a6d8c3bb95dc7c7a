"""RTF and what is odd, through LibreOffice: the same blocks as the DOCX, and nothing that a stranger could use."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from parsers import parse
from parsers.errors import Refused
from parsers.formats import docx, office
from parsers.model import NOWHERE, Grid, Paragraph
from parsers.sniff import sniff

CASE = Path(__file__).parent / "reports" / "docx-mixed-forms-2022" / "source.docx"
needs_office = pytest.mark.skipif(
    not any(map(shutil.which, office.PROGRAMS)), reason=f"LibreOffice is not installed: {office.INSTALL}"
)


def save_as(folder: Path, target: str) -> bytes:
    """The DOCX of the case as LibreOffice itself saves it in another format."""
    program = next(filter(None, map(shutil.which, office.PROGRAMS)))
    command = [program, "--headless", f"-env:UserInstallation={(folder / 'p').as_uri()}", "--convert-to", target]
    subprocess.run([*command, "--outdir", folder, CASE], check=True, capture_output=True, timeout=120)
    (made,) = folder.glob("source.*")
    return made.read_bytes()


@needs_office
@pytest.mark.parametrize(("target", "media_type"), [("rtf", office.RTF), ("odt", office.ODT)])
def test_it_reads_as_the_docx_does(tmp_path: Path, target: str, media_type: str) -> None:
    body = save_as(tmp_path, target)
    report, other = parse(body), parse(CASE.read_bytes())
    assert (sniff(body), report.media_type, report.status) == (media_type, media_type, "read")
    # RTF has no merged columns, only borders: the columns of its grids have other numbers.
    assert [replace(figure, place=NOWHERE) for figure in report.figures] == [
        replace(figure, place=NOWHERE) for figure in other.figures
    ]
    assert [figure.place.row for figure in report.figures] == [figure.place.row for figure in other.figures]
    assert (report.sections, report.checks, report.quotes) == (other.sections, other.checks, other.quotes)
    assert (report.title, report.organ, report.year) == (other.title, other.organ, other.year)


@needs_office
def test_a_package_that_only_looks_like_word_is_tried_and_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("word/other.xml", "<nothing/>")
    report = parse(packed.getvalue())
    assert (report.media_type, report.status, report.reason) == (docx.MEDIA_TYPE, "refused", "unsupported")


def program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ``soffice`` of our own on the path, before any other."""
    path = folder / "bin" / "soffice"
    path.parent.mkdir()
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(path.parent), prepend=os.pathsep)


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (rb"{\rtf1 x}", office.RTF),
        (b"\xdb\xa5\x2d\x00" + bytes(600), office.OLD_WORD),
        (b"\xdc\xa5\x65\x00" + bytes(600), office.OLD_WORD),
    ],
    ids=["rtf", "word-2", "word-6"],
)
def test_without_a_converter_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: bytes, media_type: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    report = parse(body)
    assert (report.status, report.reason, report.media_type) == ("refused", "needs-converter", media_type)
    assert "install LibreOffice" in report.problems[0].message


def test_a_converter_that_hangs_is_ended_with_all_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = tmp_path / "child"
    program(tmp_path, f"sleep 600 & echo $! > {note}; wait", monkeypatch)
    monkeypatch.setattr(office, "TIME_LIMIT", 1.0)
    report = parse(rb"{\rtf1 x}")
    assert (report.status, report.reason) == ("refused", "too-slow")
    child = Path("/proc") / note.read_text().strip()
    deadline = time.monotonic() + 10
    while child.exists() and "Z" not in (child / "stat").read_text().split(")")[1].split()[0]:
        assert time.monotonic() < deadline, "the converter's child still runs"
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo Error: no export filter", "unsupported"),
        ("exit 1", "unsupported"),
        ("mkdir out; printf PK > out/source.docx", "damaged"),
        ("mkdir out; head -c 300000 /dev/zero > out/source.docx", "too-large"),
    ],
)
def test_what_comes_out_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, reason: str
) -> None:
    program(tmp_path, script, monkeypatch)
    monkeypatch.setattr(office, "MAX_OUTPUT", 1 << 17)
    with pytest.raises(Refused) as refusal:
        office.read_office(rb"{\rtf1 x}", office.RTF)
    assert refusal.value.reason == reason


@pytest.fixture
def visits() -> Iterator[tuple[str, list[str]]]:
    """The address of a loopback server, and the paths it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on stderr."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@needs_office
def test_nothing_linked_is_fetched(visits: tuple[str, list[str]]) -> None:
    address, asked = visits
    picture = rf'{{\field{{\*\fldinst INCLUDEPICTURE "{address}/rtf.png" \\d}}{{\fldrslt x}}}}'
    document = office.read_office(rf"{{\rtf1 {picture} \par one}}".encode(), office.RTF)
    assert any("one" in block.text for block in document.blocks if isinstance(block, Paragraph))
    document = office.read_office(linked_odt(address), office.ODT)
    assert any("two" in block.text for block in document.blocks if isinstance(block, Paragraph))
    assert not any(isinstance(block, Grid) for block in document.blocks)
    assert asked == []


def linked_odt(address: str) -> bytes:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
        for name, path in {"office": "office", "text": "text", "draw": "drawing", "svg": "svg-compatible"}.items()
    )
    content = f"""<?xml version="1.0"?><office:document-content {names} xmlns:xlink="http://www.w3.org/1999/xlink"
    office:version="1.2"><office:body><office:text><text:p>two<draw:frame svg:width="3cm" svg:height="3cm">
    <draw:image xlink:href="{address}/odt.png" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame></text:p>
    <text:section text:name="s"><text:section-source xlink:href="{address}/section.odt" xlink:type="simple"/>
    <text:p>x</text:p></text:section></office:text></office:body></office:document-content>"""
    manifest = f"""<?xml version="1.0"?><manifest:manifest
    xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry
    manifest:full-path="/" manifest:media-type="{office.ODT}"/><manifest:file-entry
    manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("mimetype", office.ODT)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
    return packed.getvalue()
