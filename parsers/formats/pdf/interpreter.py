"""Runs content streams: text, paths, transforms and forms, and nothing else. No layout is analysed here.

One method an operator; an operator whose operands are missing or no numbers is ignored, as viewers do.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from operator import attrgetter
from typing import Any

from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from parsers.errors import Refused
from parsers.formats.pdf import fonts, limits, tokens, visible
from parsers.formats.pdf.page import Page
from parsers.formats.pdf.paths import IDENTITY, Matrix, Painter, multiply
from parsers.formats.pdf.showing import Showing
from parsers.formats.pdf.textops import Operator
from parsers.formats.pdf.values import number

_WHITE = 0.98
_STATE = attrgetter(
    *("ctm", "font", "size", "spacing", "word_spacing", "rise", "leading", "stretch", "mode", "line_width"),
    *("fill_white", "stroke_white", "fill_space", "stroke_space", "clip", "faint", "translucent", "masked"),
    "veiled",
)
"""What q saves: as ``_restore`` sets it again."""
_SMALLEST = 0.1
"""Points: smaller text cannot be seen, and text of no size cannot be measured against."""


class Interpreter(Showing):
    """Draws the pages of one document; fonts and the count of instructions last for all of them."""

    __slots__ = (
        "content_left",
        "document_content_left",
        "drawing",
        "fill_space",
        "forms_left",
        "glyphs_left",
        "ignored",
        "instructions_left",
        "line_width",
        "saved",
        "stroke_space",
        "stroke_white",
    )

    def __init__(self) -> None:
        self.instructions_left = limits.MAX_INSTRUCTIONS
        self.document_content_left = limits.MAX_DOCUMENT_CONTENT
        self.glyphs_left = limits.MAX_DOCUMENT_GLYPHS
        self.ignored = 0
        super().__init__()
        self.operators = self._operators()

    def close(self) -> None:
        """Let go of the operators, which are methods of this object."""
        self.operators.clear()

    def draw(
        self,
        page: Page,
        content: bytes,
        resources: dict[str, Any],
        origin: tuple[float, float],
        appearances: Iterable[tuple[PDFStream, Matrix]] = (),
    ) -> None:
        """``appearances`` are forms drawn over the content, each with its transform."""
        self.page = page
        self.painter = Painter(page)
        self.content_left = limits.MAX_CONTENT
        self.forms_left = limits.MAX_FORMS_DRAWN
        self.drawing: list[Any] = []
        whole = (1.0, 0.0, 0.0, 1.0, -origin[0], -origin[1])
        self._begin_showing()
        self._reset(whole)
        self._run(content, resources)
        for appearance, matrix in appearances:
            self._cut()
            self._reset(multiply(matrix, whole))
            self._draw_form(id(appearance), appearance)
        self._finish_showing()
        self.painter.finish()
        self.glyphs_left -= len(page.glyphs) + len(page.turned)
        if self.glyphs_left < 0:
            raise Refused("too-large", f"more than {limits.MAX_DOCUMENT_GLYPHS} glyphs")
        right, top = page.width + 1, page.height
        # No comparison holds for what is not a number. (By place, for the names would take as long again.)
        page.glyphs = [
            glyph
            for glyph in page.glyphs
            if glyph[3] > _SMALLEST and glyph[2] >= 0 and glyph[0] <= right and 0 <= glyph[1] <= top
        ]
        page.turned = [
            glyph
            for glyph in page.turned
            if glyph.size > _SMALLEST and _is_on(page, glyph.x0, glyph.y0, glyph.x1, glyph.y1)
        ]

    def _reset(self, ctm: Matrix) -> None:
        self.ctm = ctm
        self._reset_text()
        self.line_width = 1.0
        self.fill_white = self.stroke_white = False
        self.fill_space = self.stroke_space = b""
        self.saved: list[tuple[Any, ...]] = []
        self._reset_showing()

    def _run(self, content: bytes, resources: dict[str, Any]) -> None:
        self._spend(len(content))
        self.resources = resources
        self.named_fonts: dict[bytes, fonts.Font] = {}
        self.chosen = {}
        self.states = {}
        known = self.operators.get
        instructions = iter(self._instructions(content))
        for instruction in instructions:
            try:
                if instruction[5]:
                    instruction = self._show_strings(instruction, instructions)
                operate = known(instruction[1] or instruction[7])
                if operate is not None:
                    operate(instruction[0] or instruction[6])
            except (ValueError, IndexError):
                self.ignored += 1

    def _spend(self, content: int) -> None:
        self.content_left -= content
        self.document_content_left -= content
        if self.content_left < 0 or self.document_content_left < 0:
            where = f"page {self.page.number}" if self.content_left < 0 else "the document"
            raise Refused("too-large", f"{where} has too much content: a page may have {limits.MAX_CONTENT >> 20} MB")

    def _instructions(self, content: bytes) -> Iterable[tokens.Instruction]:
        """The instructions of a stream, counted."""
        found = tokens.instructions(content, self._is_watched())
        if isinstance(found, list):
            self._count(len(found))
            return found
        return map(self._counted, found)

    def _counted(self, instruction: tokens.Instruction) -> tokens.Instruction:
        self._count(1)
        return instruction

    def _count(self, instructions: int) -> None:
        self.instructions_left -= instructions
        if self.instructions_left < 0:
            raise Refused("too-large", f"more than {limits.MAX_INSTRUCTIONS} drawing operators")

    def _operators(self) -> dict[bytes, Operator]:
        paint = self._paint
        known: dict[bytes, Operator] = {
            **self._text_operators(),
            b"q": self._save,
            b"Q": self._restore,
            b"cm": self._transform,
            b"w": self._set_line_width,
            b"gs": self._set_state_by_name,
            b"W": self._begin_clip,
            b"W*": self._begin_clip,
            b"re": self._rectangle,
            **dict.fromkeys(tokens.FILLED_RECTANGLE, self._filled_rectangle),
            b"m": self._move_to,
            b"l": self._line_to,
            b"c": self._curve_to,
            b"v": self._curve_to,
            b"y": self._curve_to,
            b"h": self._close,
            b"S": lambda operands: paint(stroke=True, fill=False),
            b"s": lambda operands: paint(stroke=True, fill=False, close=True),
            b"f": lambda operands: paint(stroke=False, fill=True),
            b"B": lambda operands: paint(stroke=True, fill=True),
            b"b": lambda operands: paint(stroke=True, fill=True, close=True),
            b"n": lambda operands: paint(stroke=False, fill=False),
            b"cs": self._set_fill_space,
            b"CS": self._set_stroke_space,
            b"Do": self._draw_object,
        }
        known |= {b"F": known[b"f"], b"f*": known[b"f"], b"B*": known[b"B"], b"b*": known[b"b"]}
        known |= dict.fromkeys((b"sc", b"scn"), self._set_fill)
        known |= dict.fromkeys((b"SC", b"SCN"), self._set_stroke)
        for letters, space in ((b"g", b"/DeviceGray"), (b"rg", b"/DeviceRGB"), (b"k", b"/DeviceCMYK")):
            known[letters], known[letters.upper()] = self._fill_in(space), self._stroke_in(space)
        return known

    # ---- graphics state

    def _save(self, operands: bytes) -> None:
        if len(self.saved) >= limits.MAX_SAVED_STATES:
            raise Refused("too-large", f"page {self.page.number} nests more than {limits.MAX_SAVED_STATES} states")
        self.saved.append(_STATE(self))

    def _restore(self, operands: bytes) -> None:
        if not self.saved:
            return
        (
            self.ctm,
            self.font,
            self.size,
            self.spacing,
            self.word_spacing,
            self.rise,
            self.leading,
            self.stretch,
            self.mode,
            self.line_width,
            self.fill_white,
            self.stroke_white,
            self.fill_space,
            self.stroke_space,
            clip,
            self.faint,
            self.translucent,
            self.masked,
            self.veiled,
        ) = self.saved.pop()
        if clip is not self.clip:
            self._cut()
            self.clip = clip

    def _transform(self, operands: bytes) -> None:
        a, b, c, d, e, f = tokens.numbers(operands, 6)
        self.ctm = multiply((a, b, c, d, e, f), self.ctm)

    def _set_line_width(self, operands: bytes) -> None:
        (self.line_width,) = tokens.numbers(operands, 1)

    def _set_fill_space(self, operands: bytes) -> None:
        self.fill_space, self.fill_white = tokens.cut(operands)[-1], False
        self._veil()

    def _set_stroke_space(self, operands: bytes) -> None:
        self.stroke_space, self.stroke_white = tokens.cut(operands)[-1], False

    def _set_fill(self, operands: bytes) -> None:
        self.fill_white = _is_white(operands, self.fill_space)
        self._veil()

    def _set_stroke(self, operands: bytes) -> None:
        self.stroke_white = _is_white(operands, self.stroke_space)

    def _fill_in(self, space: bytes) -> Operator:
        def operator(operands: bytes) -> None:
            self.fill_space = space
            self.fill_white = _is_white(operands, self.fill_space)
            self._veil()

        return operator

    def _stroke_in(self, space: bytes) -> Operator:
        def operator(operands: bytes) -> None:
            self.stroke_space = space
            self.stroke_white = _is_white(operands, self.stroke_space)

        return operator

    # ---- paths

    def _rectangle(self, operands: bytes) -> None:
        x, y, width, height = tokens.numbers(operands, 4)
        self.painter.rectangle(x, y, width, height)

    def _filled_rectangle(self, operands: bytes) -> None:
        """Browsers draw every ruling line so, hundreds a page."""
        painter = self.painter
        try:
            x, y, width, height = tokens.numbers(operands, 4)
            painter.rectangles.append((x, y, width, height))
        finally:
            if self.veiled or self.clipping:
                self._paint(stroke=False, fill=True)
            else:
                painter.paint(self.ctm, None, fill=True, white=self.fill_white)

    def _move_to(self, operands: bytes) -> None:
        x, y = tokens.numbers(operands, 2)
        self.painter.move_to(x, y)

    def _line_to(self, operands: bytes) -> None:
        x, y = tokens.numbers(operands, 2)
        self.painter.line_to(x, y)

    def _curve_to(self, operands: bytes) -> None:
        x, y = tokens.numbers(operands, 2)
        self.painter.curve_to(x, y)

    def _close(self, operands: bytes) -> None:
        self.painter.close()

    def _paint(self, stroke: bool, fill: bool, close: bool = False) -> None:
        if close:
            self.painter.close()
        stroke = stroke and not self.stroke_white
        if self.veiled or self.clipping:
            stroke, fill = self._look_at_path(stroke, fill)
        self.painter.paint(self.ctm, self.line_width if stroke else None, fill, self.fill_white)

    # ---- forms and pictures

    def _draw_object(self, operands: bytes) -> None:
        named = resolve1(self.resources.get("XObject"))
        reference = named.get(tokens.name(tokens.cut(operands)[-1])) if isinstance(named, dict) else None
        stream = resolve1(reference)
        if not isinstance(stream, PDFStream) or self.off:
            return
        if self.layers and visible.is_hidden_layer(stream.get("OC"), self.layers):
            return
        kind = resolve1(stream.get("Subtype"))
        if isinstance(kind, PSLiteral) and literal_name(kind) == "Form":
            self._draw_form(reference.objid if isinstance(reference, PDFObjRef) else id(stream), stream)
        else:
            self._draw_picture(stream)

    def _draw_form(self, key: Any, stream: PDFStream) -> None:
        self.forms_left -= 1
        if self.forms_left < 0:
            raise Refused("too-large", f"page {self.page.number} draws more than {limits.MAX_FORMS_DRAWN} forms")
        grouped = "Group" in stream
        if grouped and self.faint:
            return
        # A form that draws itself is an error of the file; viewers leave the inner drawing out.
        if key in self.drawing or len(self.drawing) >= limits.MAX_FORM_DEPTH:
            return
        matrix = resolve1(stream.get("Matrix"))
        numbers = [number(value, 0.0) for value in matrix] if isinstance(matrix, list) else list(IDENTITY)
        a, b, c, d, e, f = numbers
        content = stream.get_data()
        resources = resolve1(stream.get("Resources"))
        text = self.linear, self.x, self.y, self.line_x, self.line_y
        self.saved.append(_STATE(self))
        outer = self.saved, self.resources, self.named_fonts, self.chosen, self.states
        self.drawing.append(key)
        self.saved = []
        self.ctm = multiply((a, b, c, d, e, f), self.ctm)
        self._clip_to_form(stream)
        start, turned, masked = len(self.page.glyphs), len(self.page.turned), grouped and self.masked
        self._run(content, resources if isinstance(resources, dict) else self.resources)
        if masked:
            # What is set within a group, a mask of its own or none, does not lift the one that is laid over all of it.
            visible.unknown_digits(self.page.glyphs, start)
            visible.unknown_digits(self.page.turned, turned)
        self.drawing.pop()
        self.linear, self.x, self.y, self.line_x, self.line_y = text
        self.saved, self.resources, self.named_fonts, self.chosen, self.states = outer
        self._restore(b"")


def _is_on(page: Page, x0: float, y0: float, x1: float, y1: float) -> bool:
    """Does the text show on the page? (No comparison holds for what is not a number.)"""
    return x1 >= 0 and x0 <= page.width + 1 and max(y0, y1) >= 0 and min(y0, y1) <= page.height


@lru_cache(maxsize=1024)
def _is_white(operands: bytes, space: bytes) -> bool:
    """White ink draws no visible rule. In a space of unknown inks one full part is dark, not white."""
    values = [float(item) for item in tokens.cut(operands) if item[0] != tokens.SLASH]
    if space in (b"/DeviceCMYK", b"/CMYK") or len(values) == 4:
        return len(values) == 4 and max(values) < 1 - _WHITE
    if len(values) == 3:
        return min(values) > _WHITE
    return len(values) == 1 and values[0] > _WHITE and space in (b"/DeviceGray", b"/G")
