"""The table of contents of a file, made anew from the objects that stand in it.

pdfminer's own way reads each object it meets up to its end, which on a file of unfinished ones never ends.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pdfminer.pdfdocument import PDFXRef

from parsers.errors import Refused
from parsers.formats.pdf import limits, objects

_OBJECT = re.compile(rb"(?<!\d)(\d{1,8})\s{1,9}(\d{1,5})\s{1,9}obj\b")
_PACKED = re.compile(rb"/Type\s{0,9}/(ObjStm|XRef)\b")
_LONGEST_TRAILER = 4096
_MOST_TRAILERS = 50


def table_of(body: bytes, document: Any) -> PDFXRef:
    """Where each object stands; of several with one number the last counts, as after an update of the file."""
    table = PDFXRef()
    found = [
        (match.start(), int(match[1]), int(match[2])) for match in islice(_OBJECT.finditer(body), limits.MAX_OBJECTS)
    ]
    if len(found) == limits.MAX_OBJECTS:
        raise Refused("too-large", f"more than {limits.MAX_OBJECTS} objects")
    for position, number, generation in found:
        table.offsets[number] = (None, position, generation)
    positions = [position for position, _, _ in found]
    for match in islice(_PACKED.finditer(body), limits.MAX_PAGES):
        index = bisect_right(positions, match.start()) - 1
        if index >= 0:
            _read_packed(body, found[index][0], found[index][1], document, table)
    for trailer in _trailers(body, document):
        table.trailer.update(trailer)
    return table


def _read_packed(body: bytes, position: int, number: int, document: Any, table: PDFXRef) -> None:
    """The objects within a stream of objects, or the trailer that a stream of cross-references carries."""
    try:
        attributes, raw = objects.read_indirect(body, position, number, document)
        if not isinstance(attributes, dict) or raw is None:
            return
        if "Root" in attributes:
            table.trailer.update(attributes)
            return
        count = attributes.get("N")
        heads = objects.read(document.stream(attributes, raw).get_data(), document)
    except objects.Unusual:
        return
    for index, inner in enumerate(heads[: 2 * count : 2] if isinstance(count, int) else ()):
        if isinstance(inner, int):
            table.offsets.setdefault(inner, (number, index, 0))


def _trailers(body: bytes, document: Any) -> Iterator[dict[str, Any]]:
    for match in islice(re.finditer(rb"trailer", body), _MOST_TRAILERS):
        text, _, _ = body[match.end() : match.end() + _LONGEST_TRAILER].partition(b"start")
        try:
            read = objects.read(text[: text.rfind(b">>") + 2], document)
        except objects.Unusual:
            continue
        if read and isinstance(read[0], dict) and "Root" in read[0]:
            yield read[0]
