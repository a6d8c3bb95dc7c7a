"""What of the drawn text a viewer shows: clipping, transparency, layers that are off, white ink, white covers.

What certainly does not show is dropped. Where it cannot be told (white ink on a ground that is not understood, a soft
mask) the digits become unknown characters: a figure they stand in is in doubt, and none is read without them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from parsers.formats.pdf.page import UNKNOWN, Glyph, Page, Turned
from parsers.formats.pdf.values import mapping, name_of, number
from parsers.model import Box

_FAINT, _OPAQUE = 0.03, 0.9
"""Opacity below which nothing is seen, and from which on nothing is seen through it."""
_MIDDLE = 0.35
"""Of the size: how far above its baseline the middle of a glyph is."""
_SLACK = 1.0
"""Points by which a glyph may stand out of what it is clipped to, or a cover end before its edge."""
_MAX_COVERS = 2_000
"""White covers of one page: an editor leaves a handful, a program that grounds each word some hundred."""
_BAND = 8.0
"""Points: height of the stripes in which covers are looked up."""

DIGITS = frozenset("0123456789０１２３４５６７８９")


Drawn = TypeVar("Drawn", Glyph, Turned)
"""What is shown; in between, in the order of the drawing, covers of negative size (``mark_cover``)."""


def middle_of(glyph: Glyph | Turned) -> tuple[float, float]:
    if isinstance(glyph, Glyph):
        return (glyph.x0 + glyph.x1) / 2, glyph.y + _MIDDLE * glyph.size
    x0, y0, x1, y1, size, _ = glyph
    across, up = x1 - x0, y1 - y0
    above = _MIDDLE * size / ((across * across + up * up) ** 0.5 or 1.0)
    return (x0 + x1) / 2 - above * up, (y0 + y1) / 2 + above * across


def _is_cover(glyph: Glyph | Turned) -> bool:
    return glyph.size < 0 and not glyph.text


def clipped(glyphs: Sequence[Drawn], box: Box) -> list[Drawn]:
    """Those whose middle stands in the box, or hardly beyond; covers are clipped already."""
    return [glyph for glyph in glyphs if _is_cover(glyph) or _contains(box, *middle_of(glyph), _SLACK)]


def are_inside(glyphs: Sequence[Glyph], box: Box) -> bool:
    """Do all glyphs certainly stand in the box? At a glance: most pages clip to more than they show."""
    x0s, ys, x1s, sizes, _ = zip(*glyphs, strict=True)
    return bool(
        box[0] <= min(x0s) and max(x1s) <= box[2] and box[1] <= min(ys) and max(ys) + _MIDDLE * max(sizes) <= box[3]
    )


def _contains(box: Box, x: float, y: float, slack: float) -> bool:
    return box[0] - slack <= x <= box[2] + slack and box[1] - slack <= y <= box[3] + slack


def unknown_digits(glyphs: list[Drawn], start: int) -> None:
    """The digits from ``start`` on become unknown."""
    for at in range(start, len(glyphs)):
        if glyphs[at].text in DIGITS:
            glyphs[at] = glyphs[at]._replace(text=UNKNOWN)


def intersection(box: Box, other: Box | None) -> Box:
    if other is None:
        return box
    return max(box[0], other[0]), max(box[1], other[1]), min(box[2], other[2]), min(box[3], other[3])


def mark_cover(page: Page, box: Box, clip: Box | None) -> None:
    """Note in the order of the drawing that a white ground was laid over ``box``: a glyph of negative size."""
    x0, y0, x1, y1 = intersection((0.0, 0.0, page.width, page.height), intersection(box, clip))
    if x1 > x0 and y1 > y0:
        page.glyphs.append(Glyph(x0, y0, x1, y0 - y1, ""))
        if page.turned:
            page.turned.append(Turned(x0, y0, x1, y1, y0 - y1, ""))


def without_covered(glyphs: list[Drawn], height: float) -> list[Drawn]:
    """The glyphs of a page so high over which no white ground was laid later."""
    bands: dict[int, list[Box]] = {}
    kept: list[Drawn] = []
    covers = 0
    for glyph in reversed(glyphs):
        x, y = middle_of(glyph)
        if _is_cover(glyph):
            covers += 1
            if covers <= _MAX_COVERS:
                low = glyph.y if isinstance(glyph, Glyph) else glyph.y0
                box = glyph.x0, low, glyph.x1, low - glyph.size
                for band in range(int(low // _BAND), int(box[3] // _BAND) + 1):
                    bands.setdefault(band, []).append(box)
        elif not 0 <= y <= height or not any(_contains(box, x, y, 0.0) for box in bands.get(int(y // _BAND), ())):
            kept.append(glyph)
    kept.reverse()
    return kept


def hidden_layers(catalog: Any) -> frozenset[int]:
    """Object numbers of the optional content that viewers do not show at first."""
    properties = mapping(mapping(catalog).get("OCProperties"))
    default = mapping(properties.get("D"))
    off = _references(default.get("OFF"))
    if name_of(default.get("BaseState")) == "OFF":
        off |= _references(properties.get("OCGs")) - _references(default.get("ON"))
    return frozenset(off)


def _references(value: Any) -> set[int]:
    value = resolve1(value)
    return {each.objid for each in value if isinstance(each, PDFObjRef)} if isinstance(value, list) else set()


def is_hidden_layer(reference: Any, hidden: frozenset[int]) -> bool:
    """Is this a layer that is off, or a group of layers that its policy hides (ISO 32000, 8.11.2.2)?"""
    if isinstance(reference, PDFObjRef) and reference.objid in hidden:
        return True
    group = mapping(reference)
    if name_of(group.get("Type")) != "OCMD":
        return False
    layers = group.get("OCGs")
    members = _references(layers) or ({layers.objid} if isinstance(layers, PDFObjRef) else set())
    some_off, some_on = bool(members & hidden), bool(members - hidden)
    shows = {"AllOn": not some_off, "AnyOff": some_off, "AllOff": not some_on}
    return bool(members) and not shows.get(name_of(group.get("P")), some_on)


def opacity_of(state: Any) -> tuple[float | None, bool | None]:
    """(opacity of fills, is there a soft mask?) that a graphics state sets; None for what it leaves as it is."""
    spec = mapping(state)
    fill = number(spec["ca"], 1.0) if "ca" in spec else None
    mask = resolve1(spec["SMask"]) if "SMask" in spec else None
    if mask is None:
        return fill, None
    return fill, not (isinstance(mask, PSLiteral) and literal_name(mask) == "None")


def is_faint(opacity: float) -> bool:
    return opacity < _FAINT


def is_translucent(opacity: float) -> bool:
    return opacity < _OPAQUE
