"""DOCX from document.xml: what Word shows is read, whatever it is wrapped in; what it hides is not."""

from __future__ import annotations

import io
import zipfile

import pytest

from parsers.errors import Refused
from parsers.formats.docx import read_docx
from parsers.model import Document, Grid, Paragraph

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def package(body: str, name: str = "word/document.xml", styles: str = "") -> bytes:
    xml = f'<?xml version="1.0"?><w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, xml)
        if styles:
            made.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}">{styles}</w:styles>')
    return file.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def grids(document: Document) -> list[list[list[str]]]:
    return [
        [[slot.text if slot else "" for slot in row] for row in block.owners()]
        for block in document.blocks
        if isinstance(block, Grid)
    ]


def test_tracked_changes_are_read_as_accepted() -> None:
    changes = "<w:ins><w:r><w:t>4</w:t></w:r></w:ins><w:del><w:r><w:delText>9</w:delText></w:r></w:del>"
    run = f"<w:p>{changes}<w:r><w:t>2</w:t></w:r></w:p>"
    assert grids(read_docx(package(table(cell(p("规章")) + cell(run))))) == [[["规章", "42"]]]


def test_content_controls_hold_text_cells_and_rows() -> None:
    control = "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    inside = cell("<w:p>" + control.format("<w:r><w:t>7</w:t></w:r>") + "</w:p>") + control.format(cell(p("8")))
    rows = f"<w:tbl><w:tr>{inside}</w:tr>" + control.format(f"<w:tr>{cell(p('9'))}{cell(p('10'))}</w:tr>") + "</w:tbl>"
    assert grids(read_docx(package(rows))) == [[["7", "8"], ["9", "10"]]]


def test_hidden_struck_and_raised_runs() -> None:
    cells = [
        cell(p("1", mark) + p("5")) for mark in ("<w:vanish/>", "<w:strike/>", '<w:vertAlign w:val="superscript"/>')
    ]
    assert grids(read_docx(package(table("".join(cells))))) == [[["5", "5", "[1]\n5"]]]
    off = cell(p("1", '<w:vanish w:val="0"/>'))
    assert grids(read_docx(package(table(off + off)))) == [[["1", "1"]]]


def test_styles_hide_strike_and_raise_as_the_text_itself_does() -> None:
    style = '<w:style w:styleId="{}"><w:basedOn w:val="{}"/><w:rPr>{}</w:rPr></w:style>'
    styles = (
        style.format("gone", "", "<w:vanish/>")
        + style.format("child", "gone", "<w:b/>")
        + style.format("up", "", '<w:vertAlign w:val="superscript"/>')
    )

    def row(mark: str) -> str:
        return cell(f"<w:p><w:r><w:t>5</w:t></w:r><w:r><w:rPr>{mark}</w:rPr><w:t>1</w:t></w:r></w:p>")

    marks = ("gone", "child", "up", "none")
    cells = "".join(row(f'<w:rStyle w:val="{mark}"/>') for mark in marks)
    assert grids(read_docx(package(table(cells), styles=styles))) == [[["5", "5", "5[1]", "51"]]]
    whole = cell('<w:p><w:pPr><w:pStyle w:val="gone"/></w:pPr><w:r><w:t>9</w:t></w:r></w:p>' + p("7"))
    assert grids(read_docx(package(table(whole + row("")), styles=styles))) == [[["7", "51"]]]
    # A style that the paragraph had before a tracked change, and the style of another around the paragraph.
    before = '<w:pPrChange><w:pPr><w:pStyle w:val="gone"/></w:pPr></w:pPrChange>'
    changed = cell(f"<w:p><w:pPr>{before}</w:pPr><w:r><w:t>6</w:t></w:r></w:p>")
    inner = f"<w:r><w:pict><w:txbxContent>{p('8')}</w:txbxContent></w:pict></w:r>"
    boxed = cell(f'<w:p><w:pPr><w:pStyle w:val="up"/></w:pPr>{inner}</w:p>')
    assert grids(read_docx(package(table(changed + boxed), styles=styles))) == [[["6", "8"]]]


def test_what_word_shows_and_the_text_does_not_say_is_unknown() -> None:
    numbered = '<w:p><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:p>'
    shaded = '<w:shd w:fill="1F4E79"/>'
    white, drawn = '<w:color w:val="FFFFFF"/>', '<w:rFonts w:ascii="Wingdings"/>'
    cells = cell(numbered) + cell(p("8", drawn)) + cell(p("8", white)) + cell(p("8", white), shaded)
    assert grids(read_docx(package(table(cells)))) == [[["\ufffd", "\ufffd", "\ufffd", "8"]]]


def test_a_list_to_choose_from_shows_what_is_chosen() -> None:
    entries = '<w:listEntry w:val="0"/><w:listEntry w:val="12"/>'
    field = "<w:p><w:r><w:fldChar><w:ffData><w:ddList>{}" + entries + "</w:ddList></w:ffData></w:fldChar></w:r></w:p>"
    cells = cell(field.format('<w:result w:val="1"/>')) + cell(field.format(""))
    assert grids(read_docx(package(table(cells)))) == [[["12", "0"]]]


def test_merged_cells() -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        cell(p("甲"), start) + cell(p("乙"), '<w:gridSpan w:val="2"/>'),
        cell("<w:p/>", on) + cell(p("1")) + cell(p("2")),
        cell(p("丙")) + cell(p("3"), '<w:hMerge w:val="restart"/>') + cell("<w:p/>", '<w:hMerge w:val="continue"/>'),
    )
    assert grids(read_docx(package(table(*rows)))) == [[["甲", "乙", "乙"], ["甲", "1", "2"], ["丙", "3", "3"]]]


def test_a_deleted_row_is_gone_and_a_row_may_begin_further_right() -> None:
    deleted = "<w:trPr><w:del/></w:trPr>" + cell(p("9")) + cell(p("9"))
    late = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell(p("2"))
    assert grids(read_docx(package(table(cell(p("甲")) + cell(p("1")), deleted, late)))) == [[["甲", "1"], ["", "2"]]]


def test_one_of_two_renderings_is_read_and_a_picture_is_no_blank() -> None:
    choices = "<mc:Choice><w:t>6</w:t></mc:Choice><mc:Fallback><w:t>6</w:t></mc:Fallback>"
    both = f"<w:p><w:r><mc:AlternateContent>{choices}</mc:AlternateContent></w:r></w:p>"
    picture = "<w:p><w:r><w:drawing/></w:r></w:p>"
    assert grids(read_docx(package(table(cell(both) + cell(picture))))) == [[["6", "\ufffc"]]]


def test_text_boxes_are_text() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('框中的话')}</w:txbxContent></w:pict></w:r></w:p>"
    assert [b.text for b in read_docx(package(box)).blocks if isinstance(b, Paragraph)] == ["框中的话"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"PK\x03\x04 and nothing more", "damaged"),
        (package("", "xl/workbook.xml"), "unsupported"),
        (package("<w:p>" + "<w:r>" * 400 + "</w:r>" * 400 + "</w:p>"), "too-large"),
        (package("<broken"), "damaged"),
        (package("0" * (3 << 20)), "too-large"),
    ],
)
def test_what_is_no_document_is_refused(body: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        read_docx(body)
    assert refused.value.reason == reason


def test_a_package_that_lacks_bytes_is_read_or_refused() -> None:
    """zipfile raises a good many things: BadZipFile, zlib.error, and ValueError for a part before the file's start."""
    whole = package(table(cell(p("规章")) + cell(p("1"))))
    reasons = set()
    for start in range(0, len(whole), 3):
        for length in (1, 7, 40, len(whole)):
            try:
                read_docx(whole[:start] + whole[start + length :])
            except Refused as refused:
                reasons.add(refused.reason)
    assert reasons == {"damaged"}
