"""Files that hold the document rather than being it: MHTML, mail, ZIP. Which of the files inside is the report's?

A container answers for one document. Where several could be meant none is taken: whose figures would they be?
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parsers.errors import Refused
from parsers.formats import doc, docx, html, mime, office, wordxml
from parsers.formats.html import TABLE_WORDS
from parsers.sniff import JPEG, MAIL, MHTML, PDF, PLAIN, PNG, TIFF, ZIP, sniff

MEDIA_TYPES = (MHTML, MAIL, ZIP)
MAX_FILES = 1_000
"""A report in a ZIP lies alone or beside its pictures."""
MAX_UNPACKED = 128 << 20
"""Bytes of all the files of a ZIP; one document has at most 64 MB."""

_WHOLE = (PDF, docx.MEDIA_TYPE, doc.MEDIA_TYPE, wordxml.MEDIA_TYPE, *office.MEDIA_TYPES)
_PICTURES = (JPEG, PNG, TIFF)
_LITTER = ("__MACOSX/", "Thumbs.db", "desktop.ini")
_UTF8_NAME = 0x800
"""General purpose bit 11 of a ZIP entry: its name is UTF-8, and not in the code page of whoever packed it."""


@dataclass(frozen=True, slots=True)
class Inside:
    """A file of the container, under the name it has there."""

    name: str
    media_type: str
    body: bytes


def unpack(body: bytes, media_type: str) -> Inside:
    """The one document inside. Raises Refused: unsupported (none, or several), damaged, encrypted, too-large."""
    if media_type == ZIP:
        return _only(_zipped(body))
    parts = [Inside(f"part {number}", _type_of(part), part.body) for number, part in enumerate(mime.parts_of(body), 1)]
    pages = [part for part in parts if part.media_type == html.MEDIA_TYPE]
    if media_type == MHTML and pages:
        return _page(pages)
    return _only(parts)


def _type_of(part: mime.Part) -> str:
    """By its bytes; a short page may say nothing of itself but in the header of its part."""
    found = sniff(part.body)
    return html.MEDIA_TYPE if part.media_type == html.MEDIA_TYPE and found == PLAIN else found


def _page(pages: Sequence[Inside]) -> Inside:
    """The page saved; one whose tables stand in a frame has them in another part."""
    for page in pages:
        text = html.decode(page.body)
        if any(word in text for word in TABLE_WORDS):
            return page
    return pages[0]


def _only(files: Iterable[Inside]) -> Inside:
    """Whole documents go before pages, pages before pictures, pictures before notes in plain text."""
    kept = list(files)
    for kinds in (_WHOLE, (html.MEDIA_TYPE,), _PICTURES, (PLAIN,)):
        found = [file for file in kept if file.media_type in kinds]
        # A mail brings its text twice over, a file may be packed twice under two names.
        if len({file.body for file in found}) > 1:
            names = ", ".join(file.name for file in found[:5])
            raise Refused("unsupported", f"it holds {len(found)} documents, and which is meant is not said: {names}")
        if found:
            return found[0]
    raise Refused("unsupported", f"none of the {len(kept)} files inside is a document that can be read")


def _zipped(body: bytes) -> list[Inside]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            return [_unpacked(package, entry) for entry in _entries(package)]
    except docx.DAMAGE as error:
        raise Refused("damaged", f"no whole ZIP: {error}"[:300]) from error


def _entries(package: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    names = set(package.namelist())
    if "[Content_Types].xml" in names:
        raise Refused("unsupported", "an Office package without a Word text (a workbook or slides)")
    if "OFD.xml" in names:
        raise Refused("unsupported", "an OFD document (GB/T 33190)")
    entries = [
        entry for entry in package.infolist() if not entry.is_dir() and entry.file_size and not _is_litter(entry)
    ]
    if len(entries) > MAX_FILES:
        raise Refused("too-large", f"a ZIP of {len(entries)} files; the limit is {MAX_FILES}")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Refused("too-large", f"a ZIP that unpacks to more than {MAX_UNPACKED} bytes")
    return entries


def _is_litter(entry: zipfile.ZipInfo) -> bool:
    """What the packing system left beside the files, and Word's note that a file is open."""
    name = entry.filename.rpartition("/")[2]
    return entry.filename.startswith(_LITTER) or name in _LITTER or name.startswith((".", "~$"))


def _unpacked(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Inside:
    body = docx.unpacked(package, entry)
    return Inside(_name(entry), sniff(body), body)


def _name(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    # Chinese Windows packs names in GBK; the zip format calls what is not UTF-8 code page 437.
    return entry.filename.encode("cp437", "replace").decode("gb18030", "replace")
