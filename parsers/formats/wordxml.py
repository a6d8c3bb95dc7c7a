"""Word's single XML files -> Document: that of Word 2003, and the package of Word 2007 and later written flat.

Both say what document.xml of a DOCX says. The vocabulary of 2003 has another namespace, a few names in small letters,
and tracked changes of its own (Office 2003 XML Reference Schemas, WordprocessingML); it is put into the words of the
DOCX and read by its reader.
"""

from __future__ import annotations

from lxml import etree

from parsers.errors import Refused
from parsers.formats import docx
from parsers.model import Document

MEDIA_TYPE = "application/vnd.ms-wordml"
MAX_BYTES = 64 << 20
"""The same as for the document.xml of a DOCX; pictures stand in the file as base64."""
OLD = "http://schemas.microsoft.com/office/word/2003/wordml"
FLAT = "http://schemas.microsoft.com/office/2006/xmlPackage"

_OLD, _AML = f"{{{OLD}}}", "{http://schemas.microsoft.com/aml/2001/core}"
_PROPERTIES = "{urn:schemas-microsoft-com:office:office}DocumentProperties"
_TITLE = "{urn:schemas-microsoft-com:office:office}Title"
_RENAMED = {"vmerge": "vMerge", "hmerge": "hMerge"}
_REMOVED = {"Word.Deletion", "Word.Deletion.Paragraph", "Word.Deletion.Row"}
_FLAT_PART, _FLAT_NAME, _FLAT_XML = f"{{{FLAT}}}part", f"{{{FLAT}}}name", f"{{{FLAT}}}xmlData"


def read_wordxml(body: bytes) -> Document:
    """Blocks of the document's body. Raises Refused: damaged, too-large."""
    if len(body) > MAX_BYTES:
        raise Refused("too-large", f"{len(body)} bytes of XML, more than {MAX_BYTES}")
    root = docx.parse_xml(body, "the file")
    if root.tag == f"{{{FLAT}}}package":
        return docx.document_of(_main_part(root), _flat_title(root), MEDIA_TYPE)
    if not str(root.tag).startswith(_OLD):
        raise Refused("damaged", f"no Word document: the outermost element is {root.tag!r}"[:200])
    title = (root.findtext(f"{_PROPERTIES}/{_TITLE}") or "").strip()
    _translate(root)
    return docx.document_of(root, title, MEDIA_TYPE)


def _flat_title(root: etree._Element) -> str:
    part = _flat_part(root, "/docProps/core.xml")
    return docx.title_of(part) if part is not None else ""


def _main_part(root: etree._Element) -> etree._Element:
    part = _flat_part(root, "/word/document.xml")
    if part is None:
        raise Refused("damaged", "the flat package holds no /word/document.xml")
    return part


def _flat_part(root: etree._Element, name: str) -> etree._Element | None:
    for part in root.iterchildren(_FLAT_PART):
        if part.get(_FLAT_NAME) == name:
            return next((child for data in part.iterchildren(_FLAT_XML) for child in data), None)
    return None


def _translate(root: etree._Element) -> None:
    """The words of 2003 in those of today; what an author deleted is marked as such, and the reader leaves it out."""
    for element in root.iter(f"{_OLD}*", f"{_AML}annotation"):
        tag = str(element.tag)
        if tag.startswith(_AML):
            if element.get(f"{_OLD}type") in _REMOVED:
                _delete(element)
            continue
        name = tag[len(_OLD) :]
        element.tag = docx.NAMESPACE + _RENAMED.get(name, name)
        value = element.get(f"{_OLD}val")
        if value is not None:
            element.set(f"{docx.NAMESPACE}val", value)


def _delete(annotation: etree._Element) -> None:
    """A deleted run stands inside its annotation; one among the properties of a row says that the row is deleted."""
    annotation.tag = f"{docx.NAMESPACE}del"
