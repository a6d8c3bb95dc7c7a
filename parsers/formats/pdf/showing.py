"""The part of the interpreter that follows what shows: clips, opacity, layers, white ink and white covers."""

from __future__ import annotations

from pdfminer.pdftypes import PDFStream, resolve1

from parsers.formats.pdf import tokens, visible
from parsers.formats.pdf.page import Glyph, Turned
from parsers.formats.pdf.paths import Painter
from parsers.formats.pdf.textops import Operator, TextOperators
from parsers.formats.pdf.values import number
from parsers.model import Box


class Showing(TextOperators):
    """What it drops and what it questions: see ``visible``."""

    __slots__ = (
        "clip",
        "clipping",
        "covered",
        "faint",
        "fill_white",
        "layers",
        "marks",
        "masked",
        "off",
        "operators",
        "painter",
        "run",
        "states",
        "translucent",
    )
    operators: dict[bytes, Operator]
    painter: Painter
    fill_white: bool
    states: dict[bytes, tuple[float | None, bool | None]]
    """Of the graphics states of the resources: what ``visible.opacity_of`` says."""

    def __init__(self) -> None:
        super().__init__()
        self.layers: frozenset[int] = frozenset()

    def hide(self, layers: frozenset[int]) -> None:
        """Leave out what belongs to these layers; only then is it looked at what belongs to which."""
        self.layers = layers
        if layers:
            self.operators |= {b"BDC": self._begin_marked, b"BMC": self._begin_marked, b"EMC": self._end_marked}

    def _begin_showing(self) -> None:
        """A page begins."""
        self.covered = False
        self.run = 0, 0

    def _reset_showing(self) -> None:
        self.clip: Box | None = None
        self.clipping = self.faint = self.translucent = self.masked = self.veiled = False
        self.marks: list[bool] = []
        self.off = 0  # of the marks: those of layers that are off

    def _finish_showing(self) -> None:
        self._cut()
        if self.covered:
            self.page.glyphs = visible.without_covered(self.page.glyphs, self.page.height)
            self.page.turned = visible.without_covered(self.page.turned, self.page.height)

    def _look_at_path(self, stroke: bool, fill: bool) -> tuple[bool, bool]:
        """(is the path under construction stroked, is it filled) as far as it shows; it may cover, or clip."""
        if self.veiled and self._is_unseen():
            stroke = fill = False
        if fill and self.fill_white:
            self._cover()
        if self.clipping:
            self._clip()
        return stroke, fill

    def _clip_to_form(self, stream: PDFStream) -> None:
        """A form shows nothing beyond its own box."""
        box = resolve1(stream.get("BBox"))
        if isinstance(box, list) and len(box) == 4:
            x0, y0, x1, y1 = (number(side, 0.0) for side in box)
            self.painter.rectangle(x0, y0, x1 - x0, y1 - y0)
            self._clip()
            self.painter.paint(self.ctm, None, False, False)

    def _veil(self) -> None:
        self.veiled = self.fill_white or self.faint or self.masked or self.off > 0

    def _is_unseen(self) -> bool:
        return self.faint or self.off > 0

    def _question(self, start: int, turned: int) -> None:
        page, is_on_ground = self.page, self.painter.is_on_ground
        shown: list[Glyph | Turned] = [*page.glyphs[start:], *page.turned[turned:]]
        if self.masked or not all(is_on_ground(*visible.middle_of(glyph)) for glyph in shown):
            visible.unknown_digits(page.glyphs, start)
            visible.unknown_digits(page.turned, turned)

    def _is_watched(self) -> bool:
        """Can graphics states or layers hide what the stream with these resources shows? Hardly any has such."""
        if self.layers or self.faint or self.translucent or self.masked:
            return True
        known = resolve1(self.resources.get("ExtGState"))
        states = map(visible.opacity_of, known.values() if isinstance(known, dict) else ())
        return any(masked or (opacity is not None and visible.is_translucent(opacity)) for opacity, masked in states)

    def _set_state_by_name(self, operands: bytes) -> None:
        key = tokens.cut(operands)[-1]
        found = self.states.get(key)
        if found is None:
            known = resolve1(self.resources.get("ExtGState"))
            state = known.get(tokens.name(key)) if isinstance(known, dict) else None
            found = self.states[key] = visible.opacity_of(state)
        opacity, masked = found
        if opacity is not None:
            self.faint, self.translucent = visible.is_faint(opacity), visible.is_translucent(opacity)
        if masked is not None:
            self.masked = masked
        self._veil()

    def _begin_marked(self, operands: bytes) -> None:
        layer = None
        if operands.startswith(b"/OC"):
            named = resolve1(self.resources.get("Properties"))
            layer = named.get(tokens.name(tokens.cut(operands)[-1])) if isinstance(named, dict) else None
        self.marks.append(layer is not None and visible.is_hidden_layer(layer, self.layers))
        self.off += self.marks[-1]
        self._veil()

    def _end_marked(self, operands: bytes) -> None:
        if self.marks:
            self.off -= self.marks.pop()
        self._veil()

    def _begin_clip(self, operands: bytes) -> None:
        self.clipping = True

    def _clip(self) -> None:
        self.clipping = False
        bounds = self.painter.bounds(self.ctm)
        if bounds is not None:
            self._cut()
            self.clip = visible.intersection(bounds, self.clip)

    def _cut(self) -> None:
        """Drop what was shown since the last call and does not show because of the clipping."""
        page, clip = self.page, self.clip
        start, turned = self.run
        if clip is not None:
            glyphs = page.glyphs
            if start < len(glyphs) and not visible.are_inside(glyphs[start:], clip):
                glyphs[start:] = visible.clipped(glyphs[start:], clip)
            if turned < len(page.turned):
                page.turned[turned:] = visible.clipped(page.turned[turned:], clip)
        self.run = len(page.glyphs), len(page.turned)

    def _draw_picture(self, stream: PDFStream) -> None:
        if self._is_unseen():
            return
        see_through = self.translucent or self.masked or any(key in stream for key in ("SMask", "Mask", "ImageMask"))
        self._cut()
        self.painter.picture(self.ctm, not see_through, self.clip)
        self.run = len(self.page.glyphs), len(self.page.turned)

    def _cover(self) -> None:
        """Paint that shows through, or nobody knows how much, covers nothing."""
        if self.translucent or self.masked or not (self.page.glyphs or self.page.turned):
            return
        for box in self.painter.boxes(self.ctm):
            self.covered = True
            visible.mark_cover(self.page, box, self.clip)
