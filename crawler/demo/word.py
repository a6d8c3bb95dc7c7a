"""A report as a DOCX file: WordprocessingML with merged cells, written by hand so that nothing but lxml is needed."""

from __future__ import annotations

import zipfile
from io import BytesIO

from lxml import etree

from crawler.demo.content import Report
from crawler.demo.grids import Box, Sheet, placed, sheets

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAGE_WIDTH = 9200
"""Between the margins, in twentieths of a point."""

CONTENT_TYPES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" \
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" \
ContentType="application/xml"/><Override PartName="/word/document.xml" \
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override \
PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"""
RELATIONSHIPS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" \
Target="word/document.xml"/><Relationship Id="rId2" \
Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"""
DC = "http://purl.org/dc/elements/1.1/"


def docx(report: Report) -> bytes:
    """The whole file; the same report gives the same parts, dated 1980 as zip files begin there."""
    parts = {
        "[Content_Types].xml": CONTENT_TYPES.encode(),
        "_rels/.rels": RELATIONSHIPS.encode(),
        "word/document.xml": _serialise(_document(report)),
        "docProps/core.xml": _serialise(_core(report)),
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return buffer.getvalue()


def _serialise(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _core(report: Report) -> etree._Element:
    core = f"{PACKAGE}/metadata/core-properties"
    root = etree.Element(f"{{{core}}}coreProperties", nsmap={"cp": core, "dc": DC})
    etree.SubElement(root, f"{{{DC}}}title").text = report.title
    return root


def _document(report: Report) -> etree._Element:
    root = etree.Element(f"{{{W}}}document", nsmap={"w": W})
    body = _add(root, "body")
    _paragraph(body, report.title, align="center", bold=True)
    for text in report.preamble:
        _paragraph(body, text)
    for chapter in report.chapters:
        _paragraph(body, chapter.heading, bold=True, level=0)
        for text in chapter.before:
            _paragraph(body, text)
        for sheet in sheets(report, chapter.table) if chapter.table else ():
            _table(body, sheet)
            _paragraph(body, "")
        for text in chapter.after:
            _paragraph(body, text)
    _paragraph(body, report.organ, align="right")
    section = _add(body, "sectPr")
    _add(section, "pgSz", w="11906", h="16838")
    return root


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{W}}}{tag}", {f"{{{W}}}{name}": value for name, value in attributes.items()})


def _paragraph(
    parent: etree._Element, text: str, align: str = "left", bold: bool = False, level: int | None = None
) -> None:
    paragraph = _add(parent, "p")
    properties = _add(paragraph, "pPr")
    _add(properties, "jc", val=align)
    if level is not None:
        _add(properties, "outlineLvl", val=str(level))
    run = _add(paragraph, "r")
    if bold:
        _add(_add(run, "rPr"), "b")
    for index, line in enumerate(text.split("\n")):
        if index:
            _add(run, "br")
        content = _add(run, "t")
        content.text = line
        content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _table(parent: etree._Element, sheet: Sheet) -> None:
    table = _add(parent, "tbl")
    properties = _add(table, "tblPr")
    _add(properties, "tblW", w=str(PAGE_WIDTH), type="dxa")
    borders = _add(properties, "tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _add(borders, edge, val="single", sz="4", space="0", color="000000")
    widths = [round(PAGE_WIDTH * width / sum(sheet.widths)) for width in sheet.widths]
    grid = _add(table, "tblGrid")
    for width in widths:
        _add(grid, "gridCol", w=str(width))
    for index, row in enumerate(placed(sheet)):
        line = _add(table, "tr")
        if index < sheet.heads:
            _add(_add(line, "trPr"), "tblHeader")
        for column, box, left in row:
            _cell(line, box, left, sum(widths[column : column + box.colspan]))


def _cell(line: etree._Element, box: Box, left: int, width: int) -> None:
    """Word repeats a cell that spans rows in every row it spans, empty and marked as a continuation."""
    starts = left == box.rowspan
    cell = _add(line, "tc")
    properties = _add(cell, "tcPr")
    _add(properties, "tcW", w=str(width), type="dxa")
    if box.colspan > 1:
        _add(properties, "gridSpan", val=str(box.colspan))
    if box.rowspan > 1:
        _add(properties, "vMerge", val="restart" if starts else "continue")
    _add(properties, "vAlign", val="center")
    _paragraph(cell, box.text if starts else "", align="left" if box.label else "center")
