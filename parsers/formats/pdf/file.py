"""The file around the pages: pdfminer.six reads cross-references, objects and encryption, within our limits."""

from __future__ import annotations

import codecs
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFNoValidXRef
from pdfminer.pdfexceptions import PDFObjectNotFound
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, int_value, resolve1
from pdfminer.psexceptions import PSException
from pdfminer.psparser import LIT
from pdfminer.utils import decode_text

from parsers.errors import Refused
from parsers.formats.pdf import limits, objects, repair, xref
from parsers.formats.pdf.streams import Budget, Stream
from parsers.formats.pdf.values import mapping, number

DAMAGE = (
    PSException,  # pdfminer's own, those of damaged objects, streams and cross-references among them
    AssertionError,  # its assumptions about objects
    IndexError,
    KeyError,
    RuntimeError,  # run-length data that ends early; RecursionError, for objects within objects
    TypeError,
    ValueError,
    struct.error,  # numbers of an encryption dictionary
    OverflowError,
    AttributeError,  # not met, but values of the file reach pdfminer's code unchecked
)
"""What pdfminer.six raises on files that do not hold together.

Found by 80,000 mutations: samples cut and flipped, tokens of small files exchanged.
"""

_START = re.compile(rb"startxref\s{1,99}(\d{1,9})\b")
_ENDS = re.compile(rb"%%EOF[\0\r\n \t]*+\Z")
_ANEW = -1
"""Stands for the place of a table of contents that there is not."""
_PAGE = LIT("Page")
_INHERITED = ("Resources", "MediaBox", "CropBox")
_A4 = (0.0, 0.0, 595.0, 842.0)


class _Parser(PDFParser):
    """Makes every stream one that stops at a limit."""

    def __init__(self, body: bytes, budget: Budget) -> None:
        super().__init__(BytesIO(body))
        self.budget = budget

    def do_keyword(self, pos: int, token: Any) -> None:
        super().do_keyword(pos, token)
        if token is self.KEYWORD_STREAM and self.curstack:
            position, made = self.curstack[-1]
            if isinstance(made, PDFStream):
                stream = Stream(made.attrs, made.rawdata, made.decipher)
                stream.budget = self.budget
                self.curstack[-1] = (position, stream)


class _Document(PDFDocument):
    """Reads plain objects by our own expression, and each section of cross-references once.

    (pdfminer follows a loop of sections until the stack ends.) A table of contents that cannot be read is made anew;
    with ``anew`` it is not even looked at.
    """

    def __init__(self, body: bytes, parser: _Parser, anew: bool) -> None:
        self.body = body
        self.anew = anew
        self.repaired = False
        self.budget = parser.budget
        self.sections_seen: set[int] = set()
        super().__init__(parser)

    def close(self) -> None:
        self._cached_objs.clear()
        self._parsed_objs.clear()
        self.xrefs.clear()
        self._parser.set_document(None)

    def find_xref(self, parser: PDFParser) -> int:
        """Where the last section of cross-references is said to be. (pdfminer goes back line by line.)"""
        last = _START.match(self.body, max(0, self.body.rfind(b"startxref")))
        return int(last[1]) if last and not self.anew else _ANEW

    def getobj(self, objid: int) -> Any:
        """An object; one that is a reference to another is that other. (pdfminer follows a circle of them for ever.)"""
        known = self._cached_objs.get(objid) or self._plain(objid)
        if known is not None and not isinstance(known[0], PDFObjRef):
            return known[0]
        found = super().getobj(objid)
        seen = {objid}
        while isinstance(found, PDFObjRef):
            if found.objid in seen:
                raise PDFObjectNotFound(objid)
            seen.add(found.objid)
            found = super().getobj(found.objid)
        return found

    def _plain(self, objid: int) -> tuple[Any, int] | None:
        """An object with its generation, if it stands by itself in a file that is not encrypted, as nearly all do.

        (What pdfminer does before it comes to read the object takes as long as the reading.)
        """
        table = self.xrefs[0] if self.xrefs else None
        if self.decipher is not None or not isinstance(table, xref.Table):
            return None
        at = table.find(objid)
        if at is None:
            return None
        try:
            found, raw = objects.read_indirect(self.body, at[0], objid, self)
        except objects.Unusual:
            return None
        if raw is not None:
            found = self.stream(found, raw)
            found.set_objid(objid, at[1])
        known = self._cached_objs[objid] = found, at[1]
        return known

    def _getobj_parse(self, pos: int, objid: int) -> Any:
        try:
            found, raw = objects.read_indirect(self.body, pos, objid, self)
        except objects.Unusual:
            return super()._getobj_parse(pos, objid)
        return found if raw is None else self.stream(found, raw)

    def stream(self, attributes: dict[str, Any], raw: bytes) -> Stream:
        stream = Stream(attributes, raw, self.decipher)
        stream.budget = self.budget
        return stream

    def _get_objects(self, stream: PDFStream) -> tuple[list[Any], int]:
        count, data = stream.get("N"), stream.get_data()
        if isinstance(count, int):
            try:
                return objects.read(data, self), count
            except objects.Unusual:
                pass  # pdfminer's own parser goes through it, token by token
        self.budget.spend_packed(limits.SLOWER * len(data), limits.SLOWER * limits.MAX_SLOW_STREAM)
        return super()._get_objects(stream)

    def read_xref_from(self, parser: PDFParser, start: int, xrefs: list[Any]) -> None:
        if start in self.sections_seen:
            return
        self.sections_seen.add(start)
        try:
            if start != _ANEW:
                self._read_section(parser, start, xrefs)
                return
        except PDFNoValidXRef:
            xrefs.clear()
        self.repaired = parser.fallback = True
        xrefs.append(repair.table_of(self.body, self))

    def _read_section(self, parser: PDFParser, start: int, xrefs: list[Any]) -> None:
        table = xref.table_at(self.body, start, self)
        if table is None:
            super().read_xref_from(parser, start, xrefs)
            return
        xrefs.append(table)
        for earlier in ("XRefStm", "Prev"):
            if earlier in table.trailer:
                self.read_xref_from(parser, int_value(table.trailer[earlier]), xrefs)


@dataclass(frozen=True, slots=True)
class Source:
    """One page as the file has it; ``box`` is what a viewer shows of it."""

    number: int
    box: tuple[float, float, float, float]
    contents: list[PDFStream]
    resources: dict[str, Any]
    annotations: list[Any]
    redrawn: bool
    """Do viewers draw the fields of the form anew, whatever drawings they have? (NeedAppearances)"""


class File:
    """An open PDF."""

    def __init__(self, body: bytes) -> None:
        self.budget = Budget()
        try:
            self.document = _Document(body, _Parser(body, self.budget), anew=False)
            self.leaves = list(self._leaves())
        except PDFEncryptionError:
            raise
        except DAMAGE:
            self.leaves = []
        if not self.leaves:
            # The table of contents may be sound and yet point to the wrong places, as after a transfer as text.
            self.document = _Document(body, _Parser(body, self.budget), anew=True)
            self.leaves = list(self._leaves())
        if not self.leaves:
            raise Refused("damaged", "the file has no pages")
        self.repaired = self.document.repaired or not _ENDS.search(body, max(0, body.rfind(b"%%EOF")))

    def close(self) -> None:
        """Let go of the objects, which refer to the document that holds them; its pages must have been read."""
        self.document.close()
        self.leaves.clear()

    def metadata(self) -> dict[str, str]:
        """The document information, keys in lower case."""
        found: dict[str, str] = {}
        for info in self.document.info:
            for key, value in info.items():
                value = resolve1(value)
                if isinstance(value, bytes) and str(key).lower() not in found:
                    found[str(key).lower()] = _text(value)
        return found

    def pages(self) -> Iterator[Source]:
        """The pages in their order."""
        redrawn = resolve1(mapping(self.document.catalog.get("AcroForm")).get("NeedAppearances")) is True
        for page, leaf in enumerate(self.leaves, 1):
            contents = resolve1(leaf.get("Contents"))
            parts = [resolve1(part) for part in (contents if isinstance(contents, list) else [contents])]
            resources = resolve1(leaf.get("Resources"))
            annotations = resolve1(leaf.get("Annots"))
            yield Source(
                page,
                _shown_box(leaf, page),
                [part for part in parts if isinstance(part, PDFStream)],
                resources if isinstance(resources, dict) else {},
                annotations if isinstance(annotations, list) else [],
                redrawn,
            )

    def _leaves(self) -> Iterator[dict[str, Any]]:
        """The page dictionaries with what they inherit, the tree walked once."""
        waiting: list[tuple[Any, dict[str, Any]]] = [(self.document.catalog.get("Pages"), {})]
        seen: set[int] = set()
        found = 0
        while waiting:
            reference, inherited = waiting.pop()
            if isinstance(reference, PDFObjRef):
                if reference.objid in seen:
                    continue
                seen.add(reference.objid)
            node = resolve1(reference)
            if not isinstance(node, dict):
                continue
            node = inherited | {key: value for key, value in node.items() if value is not None}
            kids = resolve1(node.get("Kids"))
            if isinstance(kids, list) and node.get("Type") is not _PAGE:
                passed_on = {key: node[key] for key in _INHERITED if key in node}
                waiting += [(kid, passed_on) for kid in reversed(kids)]
            elif "Contents" in node or node.get("Type") is _PAGE:
                found += 1
                yield node
            if found > limits.MAX_PAGES or len(waiting) + len(seen) > 20 * limits.MAX_PAGES:
                raise Refused("too-large", f"more than {limits.MAX_PAGES} pages")


def _text(value: bytes) -> str:
    """A text string; WPS writes them in the byte order that the specification does not have."""
    if value.startswith(codecs.BOM_UTF16_LE):
        return value[2:].decode("utf-16-le", "replace").strip("\0 ")
    return str(decode_text(value)).strip("\0 ")


def _shown_box(leaf: dict[str, Any], page: int) -> tuple[float, float, float, float]:
    """The crop box within the media box."""
    media = _rectangle(leaf.get("MediaBox")) or _A4
    crop = _rectangle(leaf.get("CropBox")) or media
    x0, y0 = max(media[0], crop[0]), max(media[1], crop[1])
    x1, y1 = min(media[2], crop[2]), min(media[3], crop[3])
    if x1 - x0 < 1 or y1 - y0 < 1:
        x0, y0, x1, y1 = media
    if max(x1 - x0, y1 - y0) > limits.MAX_PAGE_SIDE:
        raise Refused("too-large", f"page {page} measures {x1 - x0:.0f} x {y1 - y0:.0f} points")
    return x0, y0, x1, y1


def _rectangle(value: Any) -> tuple[float, float, float, float] | None:
    value = resolve1(value)
    if not isinstance(value, list) or len(value) != 4:
        return None
    ax, ay, bx, by = (number(side, 0.0) for side in value)
    box = min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
    return box if box[2] - box[0] >= 1 and box[3] - box[1] >= 1 else None
