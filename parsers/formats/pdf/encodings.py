"""Simple fonts: what a code means by the name of its glyph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pdfminer.encodingdb import EncodingDB, name2unicode
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral

from parsers.formats.pdf.objects import Packed
from parsers.formats.pdf.page import UNKNOWN
from parsers.formats.pdf.values import Spec, mapping, name_of, number

_SYMBOLIC = 4
_NUMBERED = re.compile(r"a\d{1,3}")
"""ZapfDingbats names its glyphs so, and so do programs that number the glyphs of any font."""
_DIGITS = {
    name: str(digit)
    for digit, name in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))
}


def texts_by_name(spec: Spec, kind: str) -> Mapping[int, str]:
    """code -> text by the names of the glyphs; empty where the file gives its codes no names.

    The codes of an embedded subset without an Encoding are the program's own: pdfminer reads them as
    StandardEncoding, which is right for a font typed in Latin and a guess for everything else.
    """
    encoding = resolve1(spec.get("Encoding"))
    if isinstance(encoding, PSLiteral):
        return EncodingDB.encodings.get(name_of(encoding), {})
    descriptor = mapping(spec.get("FontDescriptor"))
    embedded = any(key in descriptor for key in ("FontFile", "FontFile2", "FontFile3"))
    symbolic = embedded and int(number(descriptor.get("Flags"), 0)) & _SYMBOLIC
    named: dict[int, str] = {}
    base = name_of(mapping(encoding).get("BaseEncoding"))
    if not base and kind != "Type3" and not symbolic:
        base = "WinAnsiEncoding" if kind == "TrueType" else "StandardEncoding"
    named.update(EncodingDB.encodings.get(base, {}))
    dingbats = "Dingbats" in name_of(spec.get("BaseFont"))
    for code, name in _differences(encoding):
        named[code] = UNKNOWN if _NUMBERED.fullmatch(name) and not dingbats else _text_of(name)
    return named


def numbered_codes(spec: Spec) -> Mapping[int, str]:
    """code -> name, of the codes whose glyphs are merely numbered."""
    named = _differences(resolve1(spec.get("Encoding")))
    return {code: name for code, name in named if _NUMBERED.fullmatch(name)}


def named_digits(spec: Spec) -> Mapping[int, str]:
    """code -> digit, of the codes whose glyphs the file itself names zero to nine."""
    return {code: _DIGITS[name] for code, name in _differences(resolve1(spec.get("Encoding"))) if name in _DIGITS}


def _text_of(name: str) -> str:
    try:
        return str(name2unicode(name))
    except (KeyError, ValueError, OverflowError):
        return UNKNOWN


def _differences(encoding: Any) -> Iterator[tuple[int, str]]:
    """(code, name) of [code /name /name …]."""
    items = resolve1(mapping(encoding).get("Differences"))
    code = 0
    for item in items if isinstance(items, (list, Packed)) else ():
        item = resolve1(item)
        if isinstance(item, int):
            code = item
        elif isinstance(item, PSLiteral):
            yield code, name_of(item)
            code += 1
