"""The format of a file from its bytes. What a server or a file name says is a hint and lies often (CRAWL.md 6)."""

from __future__ import annotations

import io
import re
import zipfile

from parsers.formats import doc, docx, html, mime, office, wordxml

PDF = "application/pdf"
OLE = "application/x-ole-storage"
ZIP = "application/zip"
JPEG, PNG, GIF, TIFF = "image/jpeg", "image/png", "image/gif", "image/tiff"
PLAIN = "text/plain"
MHTML, MAIL = mime.MHTML, mime.MAIL
UNKNOWN = "application/octet-stream"

_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"{\\rtf", office.RTF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF8", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    # Word 2 and Word 6 before they were wrapped in OLE (the FIB's own magic numbers).
    (b"\xdb\xa5\x2d\x00", office.OLD_WORD),
    (b"\xdc\xa5\x65\x00", office.OLD_WORD),
)
_XML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:\?xml|[A-Za-z]\w*:(?:wordDocument|package)[\s>])")
_WORD_XML = (wordxml.OLD.encode(), wordxml.FLAT.encode())
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|table|div|p|meta|script|h[1-6]|span)[\s>/]", re.I)
_HEAD = 4096
_PDF_HEAD = 1024
"""Readers accept a PDF whose %PDF- stands within the first 1,024 bytes (ISO 32000-1, annex H.3)."""


def sniff(body: bytes) -> str:
    """The media type of ``body``; ``application/octet-stream`` where its bytes say nothing known."""
    if b"%PDF-" in body[:_PDF_HEAD]:
        return PDF
    if body.startswith(b"PK\x03\x04"):
        return _zip(body)
    for magic, media_type in _MAGIC:
        if body.startswith(magic):
            # The folder of an OLE file names its streams in UTF-16.
            is_word = media_type == OLE and "WordDocument".encode("utf-16-le") in body
            return doc.MEDIA_TYPE if is_word else media_type
    message = mime.kind_of(body)
    if message is not None:
        return message
    head = body[:_HEAD].replace(b"\x00", b"")
    if _XML.match(head) and any(namespace in head for namespace in _WORD_XML):
        return wordxml.MEDIA_TYPE
    if _MARKUP.search(head) or _MARKUP.search(body[: _HEAD * 16]):
        return html.MEDIA_TYPE
    return PLAIN if body and _is_text(body[:_HEAD]) else UNKNOWN


def _zip(body: bytes) -> str:
    """A Word document by its parts; a package cut short is still one by the name of its first parts.

    An OpenDocument package begins with a part ``mimetype`` that is stored as it is (ODF 1.2, part 3, 3.3).
    """
    if body[30 : 38 + len(office.ODT)] == b"mimetype" + office.ODT.encode():
        return office.ODT
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            names = package.namelist()
    except docx.DAMAGE:
        return docx.MEDIA_TYPE if b"word/" in body or b"[Content_Types].xml" in body[:_HEAD] else ZIP
    return docx.MEDIA_TYPE if any(name.startswith("word/") for name in names) else ZIP


def _is_text(head: bytes) -> bool:
    return not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head)
