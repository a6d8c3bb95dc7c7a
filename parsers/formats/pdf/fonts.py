"""Fonts as the interpreter needs them: shown string -> (text, width) of each glyph.

ToUnicode goes by character code, widths by CID; the two differ wherever the encoding is not an identity (pdfminer.six
takes them for the same, its issue 1072). What a code means is taken only from what the file says of it: its ToUnicode
map, its encoding of named glyphs, a registered character collection, or the font program's own cmap. A code that none
of them names is UNKNOWN, never a guess.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pdfminer.cmapdb import CMapDB, IdentityCMap, IdentityCMapByte
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdffont import FontMetricsDB
from pdfminer.pdftypes import PDFStream, resolve1

from parsers.errors import Refused
from parsers.formats.pdf import cmaps, encodings, limits, tokens, truetype, trust
from parsers.formats.pdf.objects import Packed
from parsers.formats.pdf.page import UNKNOWN
from parsers.formats.pdf.streams import Stream
from parsers.formats.pdf.values import Spec, mapping, name_of, number, string
from parsers.text import normalise

Drawn = tuple[str, float]
"""Text of one glyph and its advance for a font size of 1."""
Meaning = Callable[[int, int], str]
"""(code, CID) -> text."""
Advance = Callable[[int], float]
"""CID -> what a glyph advances for a font size of 1."""
Code = int | tuple[int, int]
"""A character code with its CID; alone where it is its CID."""
Split = Callable[[bytes], Iterable[Code]]

_DIGITS = frozenset("0123456789")
_COLLECTIONS = ("Adobe-GB1", "Adobe-CNS1", "Adobe-Japan1", "Adobe-Korea1")
_CODES = 256
"""Of a simple font."""
_SHORT = 12
"""Bytes of an operand: one character in the longest notation."""
_WIDE = 0.85
"""Of the size: digits are half that wide; a glyph this wide is an ideograph or its punctuation."""
_LARGEST_UNIT = 0.01
"""Type 3 fonts with larger units are bitmaps, whose widths say nothing of their size."""


class _Glyphs(dict["Code", Drawn]):
    """The glyphs of a font, each made when it is first drawn; a dictionary, so that a string is one ``map`` over it."""

    def __init__(self, meaning: Meaning, advance: Advance) -> None:
        super().__init__()
        self._meaning = meaning
        self._advance = advance

    def __missing__(self, key: Code) -> Drawn:
        code, cid = key if isinstance(key, tuple) else (key, key)
        glyph = self[key] = _printed(self._meaning(code, cid)), self._advance(cid)
        return glyph


class Font:
    """One font of the document; glyphs are looked up once and kept."""

    __slots__ = ("_glyph", "_split", "composite", "strings", "vertical")

    def __init__(self, split: Split | None, meaning: Meaning, advance: Advance) -> None:
        self.composite = split is not None
        self.vertical = False
        self._split = split
        self._glyph: Callable[[Code], Drawn] = _Glyphs(meaning, advance).__getitem__
        self.strings: dict[bytes, list[Drawn]] = {}  # what ``drawn`` has answered for short strings

    def drawn(self, operand: bytes) -> list[Drawn]:
        """The glyphs of a shown string, which is given as the content stream has it."""
        known = self.strings.get(operand)
        if known is None:
            shown = tokens.string(operand)
            known = list(map(self._glyph, shown if self._split is None else self._split(shown)))
            # Short strings come again (digits, single characters); long ones do not.
            if len(operand) <= _SHORT:
                self.strings[operand] = known
        return known


def _printed(text: str) -> str:
    """White space as one blank; what is no printable character as UNKNOWN."""
    if text > " " and text.isprintable():
        return text
    if not text or text.isspace():
        return " " if text else UNKNOWN
    if any(char < " " or "\x7f" <= char < "\xa0" or "\ud800" <= char <= "\udfff" for char in text):
        return UNKNOWN
    return text


def unknown() -> Font:
    """Stands for a font the file does not have: its codes mean nothing."""
    return Font(None, lambda code, cid: UNKNOWN, lambda cid: 0.5)


def load(spec: Spec) -> Font:
    """The font of a font dictionary."""
    kind = name_of(spec.get("Subtype"))
    if kind == "Type0":
        return _composite(spec)
    return _simple(spec, kind)


# ---- simple fonts: one byte a code


def _simple(spec: Spec, kind: str) -> Font:
    texts = _to_unicode(spec)
    named = _Lazy(lambda: encodings.texts_by_name(spec, kind))
    # Old Ghostscript cuts characters down to one byte, so that 、 reads as the digit 1 (but no digit is as wide as an
    # ideograph), and takes the names by which it numbered the glyphs itself for those of ZapfDingbats.
    numbered = _Lazy(lambda: encodings.numbered_codes(spec))
    named_digits = _Lazy(lambda: encodings.named_digits(spec))
    unit = _unit(spec) if kind == "Type3" else 0.001
    advance = _simple_advance(spec, kind, unit)
    sized = unit <= _LARGEST_UNIT

    def meaning(code: int, cid: int) -> str:
        said = texts.get(code)
        if said is None:
            return named.get(code)
        if said in _DIGITS:
            wide = sized and advance(code) > _WIDE
            return UNKNOWN if wide or named_digits.get(code, said) != said else said
        if "\u2190" <= said < "\u27c0" and numbered.get(code, ""):
            return UNKNOWN
        return said

    return Font(None, meaning, advance)


def _simple_advance(spec: Spec, kind: str, unit: float) -> Advance:
    """Widths as the file has them, or those of the fourteen fonts that need none in the file."""
    widths = resolve1(spec.get("Widths"))
    first = int(number(spec.get("FirstChar"), 0))
    if isinstance(widths, list):
        widths = dict(enumerate(widths[:_CODES]))
    elif not isinstance(widths, Packed):
        widths = None
    if not widths:
        widths, first = _standard_widths(name_of(spec.get("BaseFont")), encodings.texts_by_name(spec, kind)), 0

    def advance(code: int) -> float:
        width = widths.get(code - first)
        if not isinstance(width, (int, float)):
            width = resolve1(width)
        if not isinstance(width, (int, float)):
            width = number(mapping(spec.get("FontDescriptor")).get("MissingWidth"), 0.0)
        return width * unit

    return advance


def _unit(spec: Spec) -> float:
    """Of the glyphs of a Type 3 font."""
    matrix = resolve1(spec.get("FontMatrix"))
    return abs(number(matrix[0], 0.001)) if isinstance(matrix, list) and matrix else 0.001


def _standard_widths(name: str, named: Mapping[int, str]) -> Mapping[int, float]:
    try:
        metrics = FontMetricsDB.get_metrics(name)[1]
    except KeyError:
        return {}
    return {code: float(metrics[text]) for code, text in named.items() if text in metrics}


# ---- composite fonts: codes of one to four bytes, mapped to CIDs


def _composite(spec: Spec) -> Font:
    descendants = resolve1(spec.get("DescendantFonts"))
    descendant = mapping(descendants[0]) if isinstance(descendants, list) and descendants else {}
    split, vertical = _splitter(resolve1(spec.get("Encoding")))
    texts = _to_unicode(spec)
    by_cid = _Lazy(lambda: _collection_texts(descendant, name_of(spec.get("Encoding")), vertical))
    program = _Lazy(lambda: _program_texts(descendant))
    identity = name_of(spec.get("Encoding")).startswith("Identity")
    exchanged = cache(lambda: identity and _has_exchanged_digits(descendant, texts))

    def meaning(code: int, cid: int) -> str:
        said, drawn = texts.get(code), program.get(cid)
        if said is None:
            return drawn[0] if drawn != UNKNOWN else by_cid.get(cid)
        if said in _DIGITS and exchanged():
            return UNKNOWN
        # A map that says otherwise than the program that draws the glyph: one of them lies.
        return said if drawn == UNKNOWN or _agree(said, drawn) else UNKNOWN

    widths = _cid_widths(resolve1(descendant.get("W")))
    default = number(descendant.get("DW"), 1000.0)

    def advance(cid: int) -> float:
        width = widths.get(cid)
        return 0.001 * (width if isinstance(width, (int, float)) else number(width, default))

    font = Font(split, meaning, advance)
    font.vertical = vertical
    return font


def _agree(said: str, drawn: str) -> bool:
    """Is the text one of the characters, or another form of one?"""
    if len(said) == 1 and said in drawn:
        return True
    return normalise(said).strip() in {normalise(char).strip() for char in drawn}


class _Lazy:
    """A table made only when a code is met that needs it."""

    def __init__(self, make: Callable[[], Mapping[int, str]]) -> None:
        self._make = make
        self._texts: Mapping[int, str] | None = None

    def get(self, cid: int, default: str = UNKNOWN) -> str:
        if self._texts is None:
            self._texts = self._make()
        return self._texts.get(cid, default)


def _splitter(encoding: Any) -> tuple[Split, bool]:
    """(how strings split into codes, whether the font writes downwards)."""
    if isinstance(encoding, PDFStream):
        cmap = cmaps.embedded_cmap(encoding.get_data())
        return cmap.split, number(encoding.get("WMode"), 0) == 1
    name = name_of(encoding) or "Identity-H"
    try:
        known = CMapDB.get_cmap(name)
    except CMapDB.CMapNotFound:
        return _two_bytes, name.endswith("V")
    if isinstance(known, IdentityCMapByte):
        return _one_byte, known.is_vertical()
    if isinstance(known, IdentityCMap):
        return _two_bytes, known.is_vertical()
    return _by_tree(known.code2cid), known.is_vertical()


def _two_bytes(shown: bytes) -> Iterable[Code]:
    return struct.unpack(f">{len(shown) >> 1}H", shown[: len(shown) & ~1])


def _one_byte(shown: bytes) -> Iterable[Code]:
    return shown


def _by_tree(code2cid: Mapping[int, Any]) -> Split:
    """Split by one of pdfminer's predefined CMaps: dictionaries within dictionaries, a level for each byte."""

    def split(shown: bytes) -> Iterator[Code]:
        level, code = code2cid, 0
        for byte in shown:
            code = code << 8 | byte
            found = level.get(byte)
            if isinstance(found, dict):
                level = found
                continue
            if isinstance(found, int):
                yield code, found
            level, code = code2cid, 0

    return split


def _collection_texts(descendant: Spec, encoding: str, vertical: bool) -> Mapping[int, str]:
    """CID -> text by the registered collection of the CIDs."""
    info = mapping(descendant.get("CIDSystemInfo"))
    collection = f"{string(info.get('Registry'))}-{string(info.get('Ordering'))}"
    embedded = "FontFile2" in mapping(descendant.get("FontDescriptor"))
    # Behind Identity the CIDs of an embedded TrueType font are its own glyph numbers, whatever the file says of a
    # collection.
    if collection not in _COLLECTIONS or (embedded and encoding.startswith("Identity")):
        return {}
    try:
        return CMapDB.get_unicode_map(collection, vertical).cid2unichr
    except CMapDB.CMapNotFound:
        return {}


def _program_texts(descendant: Spec) -> Mapping[int, str]:
    """CID -> the characters its glyph stands for, by the cmap of the embedded program."""
    program = resolve1(mapping(descendant.get("FontDescriptor")).get("FontFile2"))
    if not isinstance(program, Stream) or not truetype.has_cmap(program.start(truetype.DIRECTORY)):
        return {}
    by_glyph = truetype.glyph_texts(program.get_data())
    glyphs = _glyph_numbers(descendant)
    if glyphs is None:
        return by_glyph
    return {cid: by_glyph[glyph] for cid, glyph in enumerate(glyphs) if glyph in by_glyph}


def _glyph_numbers(descendant: Spec) -> tuple[int, ...] | None:
    """The glyph of each CID; None where it is the CID."""
    to_glyph = resolve1(descendant.get("CIDToGIDMap"))
    if not isinstance(to_glyph, PDFStream):
        return None
    data = to_glyph.get_data()
    return struct.unpack(f">{len(data) >> 1}H", data[: len(data) & ~1])


def _has_exchanged_digits(descendant: Spec, texts: Mapping[int, str]) -> bool:
    """Does the embedded program draw other digits than the map says? Its codes are CIDs."""
    program = resolve1(mapping(descendant.get("FontDescriptor")).get("FontFile2"))
    cids = {cid: text for cid, text in texts.items() if text in _DIGITS}
    if not isinstance(program, Stream) or len(cids) < 2:
        return False
    glyphs = _glyph_numbers(descendant)
    glyph_of = {cid: cid if glyphs is None else glyphs[cid] if cid < len(glyphs) else 0 for cid in cids}
    counts = truetype.outlines(program.get_data(), glyph_of.values())
    outlines: dict[str, list[int]] = {}
    for cid, text in cids.items():
        if glyph_of[cid] in counts:
            outlines.setdefault(text, []).append(counts[glyph_of[cid]])
    return trust.exchanged_digits(outlines)


def _cid_widths(array: Any) -> Mapping[int, Any]:
    """CID -> width as the file has it, by /W: [first [w w …] first last w …]."""
    widths: dict[int, Any] = {}
    given = 0
    items = [resolve1(item) for item in array] if isinstance(array, list) else []
    position = 0
    while position + 1 < len(items):
        first, second = items[position], items[position + 1]
        if not isinstance(first, int):
            position += 1
        elif isinstance(second, list):
            widths.update(enumerate(second, first))
            position += 2
        elif isinstance(second, int) and position + 2 < len(items):
            given += max(0, second - first + 1)
            _check_size(given)
            widths.update(dict.fromkeys(range(first, second + 1), items[position + 2]))
            position += 3
        else:
            break
        _check_size(len(widths))
    return widths


def _check_size(entries: int) -> None:
    if entries > limits.MAX_MAP_CODES:
        raise Refused("too-large", f"a width table of {entries} codes")


def _to_unicode(spec: Spec) -> dict[int, str]:
    stream = resolve1(spec.get("ToUnicode"))
    if not isinstance(stream, PDFStream):
        return {}
    try:
        texts = cmaps.to_unicode(stream.get_data())
    except PDFException:
        # A filter nobody knows: the other ways to a code's meaning remain.
        return {}
    return texts if trust.is_plausible(texts.values()) else {}
