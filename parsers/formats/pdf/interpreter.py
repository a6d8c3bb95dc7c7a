"""Runs content streams: text, paths, transforms and forms, and nothing else. No layout is analysed here.

One method an operator; an operator whose operands are missing or no numbers is ignored, as viewers do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from parsers.errors import Refused
from parsers.formats.pdf import fonts, limits, tokens
from parsers.formats.pdf.page import Glyph, Page, Turned
from parsers.formats.pdf.paths import Matrix, Painter, multiply
from parsers.formats.pdf.values import number

Stack = list[bytes]

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_HIDDEN_MODES = (3, 7)
_WHITE = 0.98
_IGNORED = b"ET W W* J j M d ri i gs sh BMC BDC EMC MP DP BX EX d0 d1".split()


class Interpreter:
    """Draws the pages of one document; fonts and the count of tokens last for all of them."""

    def __init__(self) -> None:
        self.tokens_left = limits.MAX_TOKENS
        self.glyphs_left = limits.MAX_DOCUMENT_GLYPHS
        self.fonts: dict[Any, fonts.Font] = {}
        self.ignored = 0
        self.operators = self._operators()

    def draw(self, page: Page, content: bytes, resources: dict[str, Any], origin: tuple[float, float]) -> None:
        self.page = page
        self.painter = Painter(page)
        self.content_left = limits.MAX_CONTENT
        self.forms_left = limits.MAX_FORMS_DRAWN
        self.drawing: list[Any] = []
        self._reset((1.0, 0.0, 0.0, 1.0, -origin[0], -origin[1]))
        self._run(content, resources)
        self.painter.finish()
        self.glyphs_left -= len(page.glyphs) + len(page.turned)
        if self.glyphs_left < 0:
            raise Refused("too-large", f"more than {limits.MAX_DOCUMENT_GLYPHS} glyphs")
        page.glyphs = [glyph for glyph in page.glyphs if _is_on(page, glyph.x0, glyph.y, glyph.x1, glyph.y)]
        page.turned = [glyph for glyph in page.turned if _is_on(page, glyph.x0, glyph.y0, glyph.x1, glyph.y1)]

    def _reset(self, ctm: Matrix) -> None:
        self.ctm = ctm
        self.font = fonts.unknown()
        self.size = self.spacing = self.word_spacing = self.rise = self.leading = 0.0
        self.stretch = 1.0
        self.mode = 0.0
        self.line_width = 1.0
        self.fill_white = self.stroke_white = False
        self.fill_space = self.stroke_space = b""
        self.text = self.line = _IDENTITY
        self.saved: list[tuple[Any, ...]] = []

    def _run(self, content: bytes, resources: dict[str, Any]) -> None:
        self.content_left -= len(content)
        if self.content_left < 0:
            raise Refused(
                "too-large", f"page {self.page.number} has more than {limits.MAX_CONTENT >> 20} MB of content"
            )
        cut = tokens.cut(content)
        self.tokens_left -= len(cut)
        if self.tokens_left < 0:
            raise Refused("too-large", f"more than {limits.MAX_TOKENS} operators and operands")
        self.resources = resources
        self.named_fonts: dict[bytes, fonts.Font] = {}
        operator_of = self.operators.get
        stack: Stack = []
        push = stack.append
        for token in cut:
            operator = operator_of(token)
            if operator is None:
                push(token)
                continue
            try:
                operator(stack)
            except (ValueError, IndexError):
                self.ignored += 1
            stack.clear()

    def _operators(self) -> dict[bytes, Callable[[Stack], None]]:
        paint = self._paint
        known: dict[bytes, Callable[[Stack], None]] = {
            b"Tj": self._show,
            b"TJ": self._show_array,
            b"'": self._next_line_show,
            b'"': self._spaced_show,
            b"Td": self._move,
            b"TD": self._move_leading,
            b"Tm": self._set_text_matrix,
            b"T*": self._next_line,
            b"Tf": self._set_font,
            b"BT": self._begin_text,
            b"Tc": self._set_spacing,
            b"Tw": self._set_word_spacing,
            b"Tz": self._set_stretch,
            b"TL": self._set_leading,
            b"Ts": self._set_rise,
            b"Tr": self._set_mode,
            b"q": self._save,
            b"Q": self._restore,
            b"cm": self._transform,
            b"w": self._set_line_width,
            b"re": self._rectangle,
            b"m": self._move_to,
            b"l": self._line_to,
            b"c": self._curve_to,
            b"v": self._curve_to,
            b"y": self._curve_to,
            b"h": self._close,
            b"S": lambda stack: paint(stroke=True, fill=False),
            b"s": lambda stack: paint(stroke=True, fill=False, close=True),
            b"f": lambda stack: paint(stroke=False, fill=True),
            b"B": lambda stack: paint(stroke=True, fill=True),
            b"b": lambda stack: paint(stroke=True, fill=True, close=True),
            b"n": lambda stack: paint(stroke=False, fill=False),
            b"cs": self._set_fill_space,
            b"CS": self._set_stroke_space,
            b"Do": self._draw_object,
        }
        known |= {b"F": known[b"f"], b"f*": known[b"f"], b"B*": known[b"B"], b"b*": known[b"b"]}
        known |= dict.fromkeys((b"sc", b"scn"), self._set_fill)
        known |= dict.fromkeys((b"SC", b"SCN"), self._set_stroke)
        for letters, space in ((b"g", b"/DeviceGray"), (b"rg", b"/DeviceRGB"), (b"k", b"/DeviceCMYK")):
            known[letters], known[letters.upper()] = self._fill_in(space), self._stroke_in(space)
        return known | dict.fromkeys(_IGNORED, lambda stack: None)

    # ---- graphics state

    def _save(self, stack: Stack) -> None:
        if len(self.saved) >= limits.MAX_SAVED_STATES:
            raise Refused("too-large", f"page {self.page.number} nests more than {limits.MAX_SAVED_STATES} states")
        self.saved.append(self._state())

    def _restore(self, stack: Stack) -> None:
        if self.saved:
            self._set_state(self.saved.pop())

    def _state(self) -> tuple[Any, ...]:
        return (
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
        )

    def _set_state(self, state: tuple[Any, ...]) -> None:
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
        ) = state

    def _transform(self, stack: Stack) -> None:
        a, b, c, d, e, f = map(float, stack[-6:])
        self.ctm = multiply((a, b, c, d, e, f), self.ctm)

    def _set_line_width(self, stack: Stack) -> None:
        self.line_width = float(stack[-1])

    def _set_fill_space(self, stack: Stack) -> None:
        self.fill_space, self.fill_white = stack[-1], False

    def _set_stroke_space(self, stack: Stack) -> None:
        self.stroke_space, self.stroke_white = stack[-1], False

    def _set_fill(self, stack: Stack) -> None:
        self.fill_white = _is_white(stack, self.fill_space)

    def _set_stroke(self, stack: Stack) -> None:
        self.stroke_white = _is_white(stack, self.stroke_space)

    def _fill_in(self, space: bytes) -> Callable[[Stack], None]:
        def operator(stack: Stack) -> None:
            self.fill_space = space
            self.fill_white = _is_white(stack, self.fill_space)

        return operator

    def _stroke_in(self, space: bytes) -> Callable[[Stack], None]:
        def operator(stack: Stack) -> None:
            self.stroke_space = space
            self.stroke_white = _is_white(stack, self.stroke_space)

        return operator

    # ---- text

    def _begin_text(self, stack: Stack) -> None:
        self.text = self.line = _IDENTITY

    def _set_text_matrix(self, stack: Stack) -> None:
        a, b, c, d, e, f = map(float, stack[-6:])
        self.text = self.line = (a, b, c, d, e, f)

    def _move(self, stack: Stack) -> None:
        self._move_by(float(stack[-2]), float(stack[-1]))

    def _move_leading(self, stack: Stack) -> None:
        across, up = float(stack[-2]), float(stack[-1])
        self.leading = -up
        self._move_by(across, up)

    def _next_line(self, stack: Stack) -> None:
        self._move_by(0.0, -self.leading)

    def _move_by(self, across: float, up: float) -> None:
        a, b, c, d, e, f = self.line
        self.text = self.line = (a, b, c, d, across * a + up * c + e, across * b + up * d + f)

    def _set_font(self, stack: Stack) -> None:
        name = stack[-2]
        # Should the font not load, its text must not be read by the font before it.
        self.font = fonts.unknown()
        if name not in self.named_fonts:
            self.named_fonts[name] = self._load_font(name)
        self.font = self.named_fonts[name]
        self.size = float(stack[-1])

    def _load_font(self, name: bytes) -> fonts.Font:
        named = resolve1(self.resources.get("Font"))
        reference = named.get(tokens.name(name)) if isinstance(named, dict) else None
        spec = resolve1(reference)
        if not isinstance(spec, dict):
            return fonts.unknown()
        key = reference.objid if isinstance(reference, PDFObjRef) else id(spec)
        if key not in self.fonts:
            if len(self.fonts) >= limits.MAX_FONTS:
                raise Refused("too-large", f"more than {limits.MAX_FONTS} fonts")
            self.fonts[key] = fonts.load(spec)
        return self.fonts[key]

    def _set_spacing(self, stack: Stack) -> None:
        self.spacing = float(stack[-1])

    def _set_word_spacing(self, stack: Stack) -> None:
        self.word_spacing = float(stack[-1])

    def _set_stretch(self, stack: Stack) -> None:
        self.stretch = float(stack[-1]) / 100

    def _set_leading(self, stack: Stack) -> None:
        self.leading = float(stack[-1])

    def _set_rise(self, stack: Stack) -> None:
        self.rise = float(stack[-1])

    def _set_mode(self, stack: Stack) -> None:
        self.mode = float(stack[-1])

    def _next_line_show(self, stack: Stack) -> None:
        self._move_by(0.0, -self.leading)
        self._show(stack)

    def _spaced_show(self, stack: Stack) -> None:
        self.word_spacing, self.spacing = float(stack[-3]), float(stack[-2])
        self._next_line_show(stack)

    def _show(self, stack: Stack) -> None:
        self._show_items(stack[-1:])

    def _show_array(self, stack: Stack) -> None:
        start = stack.index(b"[") + 1
        self._show_items(stack[start : -1 if stack[-1] == b"]" else None])

    def _show_items(self, items: Stack) -> None:
        font = self.font
        if self.mode in _HIDDEN_MODES:
            self.page.hidden += sum(len(font.drawn(tokens.string(item))) for item in items if item[0] in b"(<")
            return
        if len(self.page.glyphs) + len(self.page.turned) > limits.MAX_GLYPHS:
            raise Refused("too-large", f"page {self.page.number} has more than {limits.MAX_GLYPHS} glyphs")
        matrix = multiply(self.text, self.ctm)
        a, b, c, _, _, _ = matrix
        if font.vertical:
            moved = 0.0, self._show_down(font, items, matrix)
        elif abs(b) < 1e-4 * abs(a) and a * self.size > 0 and abs(c) < abs(a):
            moved = self._show_across(font, items, matrix), 0.0
        else:
            moved = self._show_turned(font, items, matrix), 0.0
        a, b, c, d, e, f = self.text
        self.text = (a, b, c, d, e + moved[0] * a + moved[1] * c, f + moved[0] * b + moved[1] * d)

    def _show_across(self, font: fonts.Font, items: Stack, matrix: Matrix) -> float:
        """By far the commonest: text that runs to the right."""
        a, _, _, d, e, f = matrix
        add = self.page.glyphs.append
        scale = self.size * self.stretch
        spacing = self.spacing * self.stretch
        words = 0.0 if font.composite else self.word_spacing * self.stretch
        y, size = f + self.rise * d, abs(self.size * d)
        x = 0.0
        for item in items:
            if item[0] not in b"(<":
                x -= float(item) * 0.001 * scale
                continue
            for text, width in font.drawn(tokens.string(item)):
                end = x + width * scale
                add(Glyph(a * x + e, y, a * end + e, size, text))
                x = end + spacing
                if words and text == " ":
                    x += words
        return x

    def _show_turned(self, font: fonts.Font, items: Stack, matrix: Matrix) -> float:
        a, b, c, d, e, f = matrix
        e, f = e + self.rise * c, f + self.rise * d
        scale = self.size * self.stretch
        size = abs(self.size) * (c * c + d * d) ** 0.5
        x = 0.0
        for item in items:
            if item[0] not in b"(<":
                x -= float(item) * 0.001 * scale
                continue
            for text, width in font.drawn(tokens.string(item)):
                end = x + width * scale
                if text != " ":
                    self.page.turned.append(Turned(a * x + e, b * x + f, a * end + e, b * end + f, size, text))
                x = end + self.spacing * self.stretch
                if not font.composite and text == " ":
                    x += self.word_spacing * self.stretch
        return x

    def _show_down(self, font: fonts.Font, items: Stack, matrix: Matrix) -> float:
        """A font that writes downwards, one upright character under the other.

        Each stands in a square of the font's size, its origin at the middle of the upper edge less 120/1000: the
        defaults of the specification (DW2 [880 -1000]), which no font seen so far changes.
        """
        a, b, c, d, e, f = matrix
        size = abs(self.size) * (c * c + d * d) ** 0.5
        y = 0.0
        for item in items:
            if item[0] not in b"(<":
                y -= float(item) * 0.001 * self.size
                continue
            for text, width in font.drawn(tokens.string(item)):
                left, low = -0.5 * width * self.size, y - 0.88 * self.size
                x0, y0 = a * left + c * low + e, b * left + d * low + f
                x1 = a * -left + c * low + e
                if x1 > x0:
                    self.page.glyphs.append(Glyph(x0, y0, x1, size, text))
                y += -self.size + (-self.spacing if self.spacing else 0.0)
        return y

    # ---- paths

    def _rectangle(self, stack: Stack) -> None:
        x, y, width, height = map(float, stack[-4:])
        self.painter.rectangle(x, y, width, height)

    def _move_to(self, stack: Stack) -> None:
        self.painter.move_to(float(stack[-2]), float(stack[-1]))

    def _line_to(self, stack: Stack) -> None:
        self.painter.line_to(float(stack[-2]), float(stack[-1]))

    def _curve_to(self, stack: Stack) -> None:
        self.painter.curve_to(float(stack[-2]), float(stack[-1]))

    def _close(self, stack: Stack) -> None:
        self.painter.close()

    def _paint(self, stroke: bool, fill: bool, close: bool = False) -> None:
        if close:
            self.painter.close()
        stroke = stroke and not self.stroke_white
        self.painter.paint(self.ctm, self.line_width if stroke else None, fill, self.fill_white)

    # ---- forms and pictures

    def _draw_object(self, stack: Stack) -> None:
        named = resolve1(self.resources.get("XObject"))
        reference = named.get(tokens.name(stack[-1])) if isinstance(named, dict) else None
        stream = resolve1(reference)
        if not isinstance(stream, PDFStream):
            return
        kind = resolve1(stream.get("Subtype"))
        if isinstance(kind, PSLiteral) and literal_name(kind) == "Form":
            self._draw_form(reference.objid if isinstance(reference, PDFObjRef) else id(stream), stream)
        else:
            opaque = not any(key in stream for key in ("SMask", "Mask", "ImageMask"))
            self.painter.picture(self.ctm, opaque)

    def _draw_form(self, key: Any, stream: PDFStream) -> None:
        self.forms_left -= 1
        if self.forms_left < 0:
            raise Refused("too-large", f"page {self.page.number} draws more than {limits.MAX_FORMS_DRAWN} forms")
        # A form that draws itself is an error of the file; viewers leave the inner drawing out.
        if key in self.drawing or len(self.drawing) >= limits.MAX_FORM_DEPTH:
            return
        matrix = resolve1(stream.get("Matrix"))
        numbers = [number(value, 0.0) for value in matrix] if isinstance(matrix, list) else list(_IDENTITY)
        a, b, c, d, e, f = numbers
        content = stream.get_data()
        resources = resolve1(stream.get("Resources"))
        outer = self._state(), self.text, self.line, self.saved, self.resources, self.named_fonts
        self.drawing.append(key)
        self.saved = []
        self.ctm = multiply((a, b, c, d, e, f), self.ctm)
        self._run(content, resources if isinstance(resources, dict) else self.resources)
        self.drawing.pop()
        state, self.text, self.line, self.saved, self.resources, self.named_fonts = outer
        self._set_state(state)


def _is_on(page: Page, x0: float, y0: float, x1: float, y1: float) -> bool:
    """Does the text show on the page? (No comparison holds for what is not a number.)"""
    return x1 >= 0 and x0 <= page.width + 1 and max(y0, y1) >= 0 and min(y0, y1) <= page.height


def _is_white(stack: Stack, space: bytes) -> bool:
    """White ink draws no visible rule. In a space of unknown inks one full part is dark, not white."""
    values = [float(item) for item in stack if item[0] != tokens.SLASH]
    if space in (b"/DeviceCMYK", b"/CMYK") or len(values) == 4:
        return len(values) == 4 and max(values) < 1 - _WHITE
    if len(values) == 3:
        return min(values) > _WHITE
    return len(values) == 1 and values[0] > _WHITE and space in (b"/DeviceGray", b"/G")
