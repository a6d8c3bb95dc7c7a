"""DOC: what an office program makes of a DOCX reads as the DOCX does."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from parsers.errors import Refused
from parsers.formats.doc import _Runs, read_doc
from parsers.formats.docx import read_docx
from parsers.model import Document, Grid, Paragraph

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>',
    "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="styles.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/styles"/></Relationships>',
    "word/styles.xml": f'<w:styles xmlns:w="{W}"><w:style w:type="character" w:styleId="gone"><w:name w:val="gone"/>'
    '<w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="character" w:styleId="up"><w:name w:val="up"/><w:rPr>'
    '<w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument"/></Relationships>',
}


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def cell(content: str, width: int, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def table(columns: list[int], *rows: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def package(body: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, text in PARTS.items():
            made.writestr(name, text)
        made.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}<w:p/></w:body></w:document>')
    return file.getvalue()


def as_doc(docx: bytes, folder: Path) -> bytes:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice (Debian: libreoffice-writer) to make a DOC")
    (folder / "made.docx").write_bytes(docx)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "made.docx")], check=True, capture_output=True, timeout=120)
    return (folder / "made.doc").read_bytes()


def shown(document: Document) -> list[object]:
    """Paragraphs, and tables as slots of text."""
    found: list[object] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Grid):
            found.append([[slot.text if slot else None for slot in row] for row in block.owners()])
    return found


def test_the_same_tables_and_text_as_docx(tmp_path: Path) -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    merged = table(
        [1500, 1500, 1500],
        cell(p("甲"), 1500, start) + cell(p("乙"), 3000, '<w:gridSpan w:val="2"/>'),
        cell("<w:p/>", 1500, on) + cell(p("1"), 1500) + cell(p("2") + p("3"), 1500),
    )
    inner = table([900, 900], cell(p("规章"), 900) + cell(p("7"), 900), cell(p("许可"), 900) + cell(p("8"), 900))
    layout = table([4000, 500], cell(p("框外") + inner + p("框后"), 4000) + cell(p("旁"), 500))
    deleted = (
        '<w:p><w:r><w:t>4</w:t></w:r><w:del w:id="1" w:author="x"><w:r><w:delText>9</w:delText></w:r></w:del></w:p>'
    )
    hidden = "".join(cell(p("9", mark) + p("5"), 1000) for mark in ("<w:vanish/>", "<w:strike/>"))
    raised = cell(
        '<w:p><w:r><w:t>22</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r></w:p>',
        1000,
    )
    marks = table([1000] * 4, hidden + raised + cell(deleted, 1000), "".join(cell(p(str(n)), 1000) for n in range(4)))
    styles = "".join(
        cell(
            f'<w:p><w:r><w:t>5</w:t></w:r><w:r><w:rPr><w:rStyle w:val="{name}"/></w:rPr><w:t>1</w:t></w:r></w:p>', 1000
        )
        for name in ("gone", "up")
    )
    styled = table([1000] * 2, styles, cell(p("2"), 1000) + cell(p("3"), 1000))
    docx = package(p("一、总体情况") + merged + p("其后") + layout + p("再后") + styled + p("末") + marks)
    made = read_doc(as_doc(docx, tmp_path))
    assert shown(made) == shown(read_docx(docx))
    assert shown(made)[1] == [["甲", "乙", "乙"], ["甲", "1", "2\n3"]]
    assert shown(made)[-3] == [["5", "5[1]"], ["2", "3"]]
    assert shown(made)[-1] == [["5", "5", "22[1]", "4"], ["0", "1", "2", "3"]]


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        *(("\x13 =SUM(LEFT) \x1412\x15", "12"), ("\x13 EQ \\o\\ad(1,2)\x15", "\ufffd"), ("\x13 TC x \x15", "")),
        *(("\x13 FORMDROPDOWN \x01\x14\x15", "\ufffd"), ("\x08", "\ufffc"), ("\x13 FORMTEXT \x01\x147\x15", "7")),
    ],
)
def test_fields_show_their_result_and_what_is_drawn_is_no_blank(code: str, seen: str) -> None:
    runs = _Runs([])
    assert "".join(runs.shown(at, character) for at, character in enumerate(code)) == seen


@pytest.mark.parametrize(
    "body", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_what_does_not_hold_together_is_damaged(body: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_doc(body)
    assert refused.value.reason == "damaged"
