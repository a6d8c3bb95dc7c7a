"""The operators that show text: where each glyph stands, and which font says what it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pdfminer.pdftypes import PDFObjRef, resolve1

from parsers.errors import Refused
from parsers.formats.pdf import fonts, limits, tokens
from parsers.formats.pdf.page import Glyph, Page, Turned
from parsers.formats.pdf.paths import IDENTITY, Matrix, multiply

Stack = list[bytes]
Operator = Callable[[Stack], None]

_HIDDEN_MODES = (3, 7)


class TextOperators:
    """The part of the interpreter that knows text; the page, its resources and its transform are the interpreter's."""

    page: Page
    ctm: Matrix
    resources: dict[str, Any]
    named_fonts: dict[bytes, fonts.Font]

    def __init__(self) -> None:
        self.fonts: dict[Any, fonts.Font] = {}
        self.unknown = fonts.unknown()

    def _reset_text(self) -> None:
        self.font = self.unknown
        self.size = self.spacing = self.word_spacing = self.rise = self.leading = 0.0
        self.stretch = 1.0
        self.mode = 0.0
        self.text = self.line = IDENTITY

    def _text_operators(self) -> dict[bytes, Operator]:
        return {
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
        }

    def _begin_text(self, stack: Stack) -> None:
        self.text = self.line = IDENTITY

    def _set_text_matrix(self, stack: Stack) -> None:
        a, b, c, d, e, f = map(float, stack[-6:])
        self.text = self.line = (a, b, c, d, e, f)

    def _move(self, stack: Stack) -> None:
        across, up = float(stack[-2]), float(stack[-1])
        a, b, c, d, e, f = self.line
        self.text = self.line = (a, b, c, d, across * a + up * c + e, across * b + up * d + f)

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
        font = self.named_fonts.get(name)
        if font is None:
            # Should the font not load, its text must not be read by the font before it.
            self.font = self.unknown
            font = self.named_fonts[name] = self._load_font(name)
        self.font = font
        self.size = float(stack[-1])

    def _load_font(self, name: bytes) -> fonts.Font:
        named = resolve1(self.resources.get("Font"))
        reference = named.get(tokens.name(name)) if isinstance(named, dict) else None
        spec = resolve1(reference)
        if not isinstance(spec, dict):
            return self.unknown
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
            self.page.hidden += sum(len(font.drawn(item)) for item in items if item[0] in b"(<")
            return
        if len(self.page.glyphs) + len(self.page.turned) > limits.MAX_GLYPHS:
            raise Refused("too-large", f"page {self.page.number} has more than {limits.MAX_GLYPHS} glyphs")
        ta, tb, tc, td, te, tf = self.text
        matrix = a, b, c, _, _, _ = multiply(self.text, self.ctm)
        down = 0.0
        if font.vertical:
            across, down = 0.0, self._show_down(font, items, matrix)
        elif abs(b) < 1e-4 * abs(a) and a * self.size > 0 and abs(c) < abs(a):
            across = self._show_across(font, items, matrix)
        else:
            across = self._show_turned(font, items, matrix)
        self.text = (ta, tb, tc, td, te + across * ta + down * tc, tf + across * tb + down * td)

    def _show_across(self, font: fonts.Font, items: Stack, matrix: Matrix) -> float:
        """By far the commonest: text that runs to the right."""
        a, _, _, d, e, f = matrix
        add = self.page.glyphs.append
        make = tuple.__new__  # what Glyph(…) calls in the end, without the call to a function of Python before it
        scale = self.size * self.stretch
        spacing = self.spacing * self.stretch
        words = 0.0 if font.composite else self.word_spacing * self.stretch
        y, size = f + self.rise * d, abs(self.size * d)
        known = font.strings.get
        x = 0.0
        for item in items:
            if item[0] not in b"(<":
                x -= float(item) * 0.001 * scale
                continue
            for text, width in known(item) or font.drawn(item):
                end = x + width * scale
                add(make(Glyph, (a * x + e, y, a * end + e, size, text)))
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
            for text, width in font.drawn(item):
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
            for text, width in font.drawn(item):
                left, low = -0.5 * width * self.size, y - 0.88 * self.size
                x0, y0 = a * left + c * low + e, b * left + d * low + f
                x1 = a * -left + c * low + e
                if x1 > x0:
                    self.page.glyphs.append(Glyph(x0, y0, x1, size, text))
                y += -self.size + (-self.spacing if self.spacing else 0.0)
        return y
