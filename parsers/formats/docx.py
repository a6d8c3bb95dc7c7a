"""DOCX -> Document, from document.xml itself.

A library that follows only the commonest elements loses figures in tracked insertions and content controls
(measured: 3,904 of 13,146 cells read as blank), so every run below the body counts unless it is deleted or hidden.
Tracked changes are read as accepted. Nothing outside the file is ever opened.
"""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from parsers.errors import Refused
from parsers.flow import Node, Table, TableCell, Text, flatten
from parsers.formats.wordstyles import apply_styles, may_tell
from parsers.model import Document

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_PART = 64 << 20
"""Unpacked bytes of one part; the document.xml of a long report has some 2 MB."""
MAX_RATIO = 200
"""Unpacked over packed bytes: XML packs 10 to 40 to 1, a bomb 1,000 to 1."""
MAX_NODES = 2_000_000
MAX_DEPTH = 250

_W = NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_VALUE, _VALUE_STRICT = f"{_W}val", f"{_W_STRICT}val"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DC = "{http://purl.org/dc/elements/1.1/}"
# What an author removed, and what belongs to the paragraph's or cell's form and not to its text.
_SKIPPED = {
    "del",
    "moveFrom",
    "pPr",
    "rPr",
    "tblPr",
    "tblGrid",
    "trPr",
    "tcPr",
    "sectPr",
    "sdtPr",
    "sdtEndPr",
    "rubyPr",
    "rt",
}
UNKNOWN = "\ufffd"
"""Stands for what the file does not say."""
_HAN = re.compile("[\u4e00-\u9fff]")
_DIGIT = re.compile(r"\d")
_PICTURES = {"drawing", "pict", "object"}

_STYLES = "word/styles.xml"
DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, NotImplementedError)
"""What zipfile raises on broken packages (found by bench/fuzz.py; ValueError: a part before the start of the file)."""


def read_docx(body: bytes) -> Document:
    """Blocks of the document's body. Raises Refused: damaged, encrypted, too-large, unsupported (no Word document)."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            root = _part(package, _main_part(package))
            if _STYLES in package.namelist():
                styles = unpacked(package, package.getinfo(_STYLES))
                if may_tell(styles):
                    apply_styles(root, parse_xml(styles, _STYLES))
            title = _title(package)
    except DAMAGE as error:
        raise Refused("damaged", f"no whole zip package: {error}") from error
    return document_of(root, title)


def document_of(root: etree._Element, title: str, media_type: str = MEDIA_TYPE) -> Document:
    """Blocks of a document.xml. Raises Refused: damaged (it has no body), too-large."""
    found = next((child for child in root if _name(child) == "body"), None)
    if found is None:
        raise Refused("damaged", "document.xml has no body")
    return Document(media_type, flatten(list(_nodes(found))), title, {"title": title} if title else {})


def _main_part(package: zipfile.ZipFile) -> str:
    names = package.namelist()
    if "word/document.xml" in names:
        return "word/document.xml"
    others = [name for name in names if name.startswith("word/document") and name.endswith(".xml")]
    if not others:
        raise Refused("unsupported", "the zip package holds no Word document")
    return min(others)


def _part(package: zipfile.ZipFile, name: str) -> etree._Element:
    return parse_xml(unpacked(package, package.getinfo(name)), name)


def unpacked(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of one part. Raises Refused: encrypted, too-large."""
    name = info.filename
    if info.flag_bits & 1:
        raise Refused("encrypted", f"{name} is encrypted")
    if info.file_size > MAX_PART or info.file_size > MAX_RATIO * max(info.compress_size, 4096):
        raise Refused("too-large", f"{name} unpacks from {info.compress_size} to {info.file_size} bytes")
    with package.open(info) as part:
        data = part.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise Refused("too-large", f"{name} unpacks to more than {MAX_PART} bytes")
    return data


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of one part; entities are not resolved and a document type is refused outright."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Refused("damaged", f"{name} is no XML: {error}") from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise Refused("damaged", f"{name} declares a document type, which Word never writes")
    _check_size(root)
    return root


_COUNT = etree.XPath("count(//*)")
_IS_DEEP = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")


def _check_size(root: etree._Element) -> None:
    nodes = _COUNT(root)
    assert isinstance(nodes, float)  # what count() gives
    if nodes > MAX_NODES or _IS_DEEP(root):
        raise Refused("too-large", f"more than {MAX_NODES} elements, or nested more than {MAX_DEPTH} deep")


def _title(package: zipfile.ZipFile) -> str:
    if "docProps/core.xml" not in package.namelist():
        return ""
    return title_of(_part(package, "docProps/core.xml"))


def title_of(core: etree._Element) -> str:
    """The title among the core properties."""
    return (core.findtext(f"{_DC}title") or "").strip()


def _name(element: etree._Element) -> str:
    """Local name of a WordprocessingML element, with a prefix for other namespaces; empty for comments."""
    return _local_name(element.tag)


@lru_cache(maxsize=4096)
def _local_name(tag: object) -> str:
    if not isinstance(tag, str):
        return ""
    for namespace in (_W, _W_STRICT):
        if tag.startswith(namespace):
            return tag[len(namespace) :]
    return "mc:" + tag[len(_MC) :] if tag.startswith(_MC) else tag.rpartition("}")[2]


# Whatever else a paragraph, run, row or cell is set to says nothing of its content.
_TELLING = {
    *("outlineLvl", "numPr", "vanish", "strike", "dstrike", "vertAlign", "position", "color", "rFonts"),
    *("gridBefore", "gridSpan", "hMerge", "vMerge", "del", "cellDel"),
}
_ASCII = f"{_W}ascii"
_TELLING_TAGS: dict[object, str] = {namespace + name: name for namespace in (_W, _W_STRICT) for name in _TELLING}
_PROPERTIES = {group: (_W + group, _W_STRICT + group) for group in ("pPr", "rPr", "trPr", "tcPr")}


def _settings(element: etree._Element, group: str) -> dict[str, str]:
    """The telling properties in ``element``'s own ``pPr``, ``rPr``, ``trPr`` or ``tcPr``: name -> value, or ""."""
    wanted = _PROPERTIES[group]
    for properties in element:
        if properties.tag in wanted:
            return {
                name: child.get(_VALUE) or child.get(_VALUE_STRICT) or child.get(_ASCII) or ""
                for child in properties
                if (name := _TELLING_TAGS.get(child.tag)) is not None
            }
    return {}


def _is_on(settings: dict[str, str], name: str) -> bool:
    """A toggle such as w:vanish: on when present, unless its value says otherwise."""
    return name in settings and settings[name] not in ("0", "false", "off")


def _nodes(element: etree._Element) -> Iterator[Node]:
    """The paragraphs and tables below ``element``, through content controls and tracked insertions."""
    for child in element:
        name = _name(child)
        if name == "p":
            yield from _paragraph(child)
        elif name == "tbl":
            yield _table(child)
        elif name == "mc:AlternateContent":
            yield from _nodes(_alternative(child))
        elif name and name not in _SKIPPED:
            yield from _nodes(child)


def _alternative(element: etree._Element) -> etree._Element:
    """One of the renderings of the same content, never both."""
    return next((child for child in element if _name(child) == "mc:Choice"), element[0] if len(element) else element)


def _paragraph(element: etree._Element) -> Iterator[Node]:
    boxes: list[Node] = []
    text = "".join(_runs(element, boxes))
    settings = _settings(element, "pPr")
    if "numPr" in settings and _is_in_cell(element) and not _HAN.search(text):
        # Word puts a number of its own here, which the paragraph does not say.
        text = UNKNOWN + text
    if text.strip():
        style = settings.get("outlineLvl", "")
        level = int(style) + 1 if style.isdecimal() and int(style) < 6 else 0
        yield Text("\n".join(line for line in text.split("\n") if line.strip()), level)
    yield from boxes


def _is_in_cell(element: etree._Element) -> bool:
    above = element.getparent()
    return above is not None and _name(above) == "tc"


def _runs(element: etree._Element, boxes: list[Node]) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "r":
            yield _run(child, boxes)
        elif name == "mc:AlternateContent":
            yield from _runs(_alternative(child), boxes)
        elif name == "t":
            yield child.text or ""
        elif name and name not in _SKIPPED:
            yield from _runs(child, boxes)


def _run(element: etree._Element, boxes: list[Node]) -> str:
    settings = _settings(element, "rPr")
    if settings and any(_is_on(settings, name) for name in ("vanish", "strike", "dstrike")):
        return ""
    text = "".join(_piece(child, boxes) for child in element)
    if settings and (_is_symbol(settings) or _is_white(settings, element)):
        text = _DIGIT.sub(UNKNOWN, text)
    # A raised note mark must not become a digit of the number before it.
    raised = settings.get("vertAlign") in ("superscript", "subscript") or settings.get("position", "-")[:1].isdigit()
    return f"[{text.strip()}]" if raised and text.strip().isascii() and text.strip() else text


def _is_symbol(settings: dict[str, str]) -> bool:
    """Is this set in a font whose digits are drawings?"""
    return settings.get("rFonts", "").startswith(("Wingdings", "Webdings"))


def _is_white(settings: dict[str, str], element: etree._Element) -> bool:
    """White text does not show but on a cell that is itself coloured."""
    if settings.get("color", "").upper() != "FFFFFF":
        return False
    cell = next((above for above in element.iterancestors() if _name(above) == "tc"), None)
    shades = (shade for shade in cell.iter(f"{_W}shd")) if cell is not None else iter(())
    return all((shade.get(f"{_W}fill") or "auto").upper() in ("AUTO", "FFFFFF") for shade in shades)


def _piece(element: etree._Element, boxes: list[Node]) -> str:
    name = _name(element)
    if name == "t":
        return element.text or ""
    if name in ("br", "cr"):
        return "\n"
    if name in ("tab", "ptab"):
        return "\t"
    if name == "noBreakHyphen":
        return "-"
    if name == "sym":
        # A character of a symbol font: which one cannot be known from the file.
        return UNKNOWN
    if name == "fldChar":
        return _chosen(element)
    if name == "mc:AlternateContent":
        return "".join(_piece(child, boxes) for child in _alternative(element))
    if name in _PICTURES:
        inside = [node for box in element.iter() if _name(box) == "txbxContent" for node in _nodes(box)]
        boxes.extend(inside)
        # A picture is not nothing: a figure given as one must not be read as blank.
        return "" if inside else "\ufffc"
    if name in ("ruby", "rubyBase"):
        return "".join(_runs(element, boxes))
    return ""


def _chosen(element: etree._Element) -> str:
    """What a list to choose from shows; other fields say it in the runs behind."""
    choice = next((each for each in element.iter() if _name(each) == "ddList"), None)
    if choice is None:
        return ""
    entries = [each.get(_VALUE) or "" for each in choice if _name(each) == "listEntry"]
    at = {_name(each): each.get(_VALUE) or "" for each in choice}
    chosen = _count(at.get("result", at.get("default", "")), 0)
    return entries[chosen] if chosen < len(entries) else UNKNOWN


def _table(element: etree._Element) -> Table:
    table = Table()
    # Vertical merges name only their start; the cells below are joined to it by the column they begin in.
    open_cells: dict[int, TableCell] = {}
    for number, row in enumerate(_rows(element)):
        column = _count(_settings(row, "trPr").get("gridBefore", ""), 0)
        if column:
            table.skip[number] = column
        cells: list[TableCell] = []
        still_open: dict[int, TableCell] = {}
        for cell in _cells(row):
            settings = _settings(cell, "tcPr")
            width = _count(settings.get("gridSpan", ""), 1)
            if settings.get("hMerge") == "continue" and cells:
                cells[-1].colspan += width
                column += width
                continue
            merge = settings.get("vMerge")
            above = open_cells.get(column)
            if merge is not None and merge != "restart" and above is not None and above.colspan == width:
                above.rowspan += 1
                above.nodes.extend(_nodes(cell))
                still_open[column] = above
            else:
                made = TableCell(list(_nodes(cell)), width)
                cells.append(made)
                if merge is not None:
                    still_open[column] = made
            column += width
        open_cells = still_open
        table.rows.append(cells)
    return table


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        name = _name(child)
        if name == "tr":
            if "del" not in _settings(child, "trPr"):
                yield child
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        name = _name(child)
        if name == "tc":
            if "cellDel" not in _settings(child, "tcPr"):
                yield child
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _cells(child)


def _count(value: str, least: int) -> int:
    """A count as Word writes it, ``least`` where it is missing or no number."""
    return max(least, min(int(value), 10_000)) if value.isdecimal() else least
