"""What stands on a page and not in its content: the fields of forms, and what was typed over it with a viewer.

A report filled in as a form has its figures here and nowhere else. Comments, links and highlights are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import decode_text

from parsers.formats.pdf.page import Glyph
from parsers.formats.pdf.paths import IDENTITY, Matrix, multiply
from parsers.formats.pdf.values import Spec, mapping, name_of, number
from parsers.formats.pdf.visible import is_hidden_layer
from parsers.model import Box

MAX_ANNOTATIONS = 2_000
"""Of one page: the three tables have some 200 figures."""
_SHOWN = {"Widget", "FreeText", "Stamp"}
_NOT_VIEWED = 2 | 32
"""The flags Hidden and NoView."""
_LONGEST = 200
"""Bytes of a value that are read; a figure has some ten."""
_SIZE = 10.0
"""Points: of the text of a field whose size is left to the viewer, if its height allows it."""


def appearances(
    annotations: Sequence[Any], hidden: frozenset[int], redrawn: bool
) -> Iterator[tuple[PDFStream, Matrix]]:
    """(what the annotation draws, the transform that puts it into its place) for those that a viewer shows.

    ``redrawn``: text fields are drawn by the viewer, from their values.
    """
    for spec, box in _shown(annotations, hidden):
        stream = _appearance(spec)
        if stream is not None and not (redrawn and _is_text(spec)):
            yield stream, _placed(stream, box)


def unprinted_values(
    annotations: Sequence[Any], hidden: frozenset[int], redrawn: bool, origin: tuple[float, float]
) -> list[Glyph]:
    """The values of text fields that have no drawing of their own, or one that is to be ``redrawn``."""
    glyphs: list[Glyph] = []
    for spec, (x0, y0, x1, y1) in _shown(annotations, hidden):
        value = resolve1(_inherited(spec, "V"))
        if not _is_text(spec) or (_appearance(spec) is not None and not redrawn):
            continue
        text = decode_text(value[:_LONGEST]).strip() if isinstance(value, bytes) else ""
        if text and x1 > x0 and y1 > y0:
            size = min(_SIZE, 0.8 * (y1 - y0), (x1 - x0) / len(text))
            x, y = x0 - origin[0], (y0 + y1) / 2 - 0.35 * size - origin[1]
            glyphs += [Glyph(x + at * size, y, x + (at + 1) * size, size, char) for at, char in enumerate(text)]
    return glyphs


def _shown(annotations: Sequence[Any], hidden: frozenset[int]) -> Iterator[tuple[Spec, Box]]:
    for reference in annotations[:MAX_ANNOTATIONS]:
        spec = mapping(reference)
        rect = resolve1(spec.get("Rect"))
        flags = resolve1(spec.get("F"))
        if name_of(spec.get("Subtype")) not in _SHOWN or not isinstance(rect, list) or len(rect) != 4:
            continue
        unseen = isinstance(flags, int) and flags & _NOT_VIEWED
        if not unseen and not is_hidden_layer(spec.get("OC"), hidden):
            ax, ay, bx, by = (number(side, 0.0) for side in rect)
            yield spec, (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _is_text(spec: Spec) -> bool:
    """Is this a field of text, or a list to choose from?"""
    return name_of(_inherited(spec, "FT")) in ("Tx", "Ch")


def _appearance(spec: Spec) -> PDFStream | None:
    """The normal appearance, in the state in which the field is."""
    found = resolve1(mapping(spec.get("AP")).get("N"))
    if isinstance(found, dict):
        found = resolve1(found.get(name_of(spec.get("AS"))))
    return found if isinstance(found, PDFStream) else None


def _inherited(spec: Spec, key: str) -> Any:
    """What a field says itself, or the field that it is a part of."""
    for _ in range(8):
        if key in spec:
            return spec[key]
        spec = mapping(spec.get("Parent"))
    return None


def _placed(stream: PDFStream, box: Box) -> Matrix:
    """Its own box, as its own matrix has it, is fitted into the annotation's (ISO 32000, 12.5.5)."""
    inner = resolve1(stream.get("BBox"))
    sides = (
        [number(side, 0.0) for side in inner] if isinstance(inner, list) and len(inner) == 4 else [0.0, 0.0, 1.0, 1.0]
    )
    given = resolve1(stream.get("Matrix"))
    numbers = [number(value, 0.0) for value in given] if isinstance(given, list) and len(given) == 6 else IDENTITY
    a, b, c, d, e, f = numbers
    corners = [(x, y) for x in sides[::2] for y in sides[1::2]]
    xs, ys = [a * x + c * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
    across, up = max(xs) - min(xs), max(ys) - min(ys)
    if across <= 0 or up <= 0:
        return IDENTITY
    wide, high = (box[2] - box[0]) / across, (box[3] - box[1]) / up
    return multiply((1.0, 0.0, 0.0, 1.0, -min(xs), -min(ys)), (wide, 0.0, 0.0, high, box[0], box[1]))
