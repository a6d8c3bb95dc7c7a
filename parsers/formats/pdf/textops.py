"""The operators that show text: where each glyph stands, and which font says what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

from pdfminer.pdftypes import PDFObjRef, resolve1

from parsers.errors import Refused
from parsers.formats.pdf import fonts, limits, tokens
from parsers.formats.pdf.page import Glyph, Page, Turned
from parsers.formats.pdf.paths import IDENTITY, Matrix

Operator = Callable[[bytes], None]
"""Takes the operands as the content stream has them."""

Linear = tuple[float, float, float, float]
"""The first four numbers of a matrix."""

_HIDDEN_MODES = (3, 7)
_MOST_KEPT = 4096
"""Steps, matrices and choices of fonts that are kept as read: of a file of coordinates no two of which are the same
not all may be."""
_IDENTITY: Linear = (1.0, 0.0, 0.0, 1.0)


class TextOperators:
    """The part of the interpreter that knows text; the page, its resources and its transform are the interpreter's."""

    # Slots, because these are read several times for every glyph.
    __slots__ = (
        "chosen",
        "ctm",
        "font",
        "fonts",
        "leading",
        "line_x",
        "line_y",
        "linear",
        "linears",
        "mode",
        "named_fonts",
        "page",
        "product",
        "product_of",
        "resources",
        "rise",
        "size",
        "spacing",
        "steps",
        "stretch",
        "unknown",
        "veiled",
        "word_spacing",
        "x",
        "y",
    )
    page: Page
    ctm: Matrix
    resources: dict[str, Any]
    named_fonts: dict[bytes, fonts.Font]
    chosen: dict[bytes, tuple[fonts.Font, float]]
    """Operands of Tf -> font and size; as the names, those of one stream."""
    veiled: bool
    """Is what is shown now perhaps not seen? Then the interpreter looks at it closer."""

    def __init__(self) -> None:
        self.fonts: dict[Any, fonts.Font] = {}
        self.steps: dict[bytes, tuple[float, float, bool]] = {}  # across, up, is it TD?
        self.linears: dict[bytes, Linear] = {b"1 0 0 1": _IDENTITY}
        self.unknown = fonts.unknown()

    def _reset_text(self) -> None:
        self.font = self.unknown
        self.size = self.spacing = self.word_spacing = self.rise = self.leading = 0.0
        self.stretch = 1.0
        self.mode = 0.0
        self._begin_text(b"")
        self.product = self.linear
        self.product_of: tuple[Linear, Matrix] = (self.linear, IDENTITY)

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

    def _begin_text(self, operands: bytes) -> None:
        self.linear = _IDENTITY
        self.x = self.y = self.line_x = self.line_y = 0.0

    def _set_text_matrix(self, operands: bytes) -> None:
        a, b, c, d, e, f = tokens.numbers(operands, 6)
        self.linear = a, b, c, d
        self.x, self.y = self.line_x, self.line_y = e, f

    def _move(self, operands: bytes) -> None:
        across, up = tokens.numbers(operands, 2)
        self._move_by(across, up)

    def _move_leading(self, operands: bytes) -> None:
        across, up = tokens.numbers(operands, 2)
        self.leading = -up
        self._move_by(across, up)

    def _next_line(self, operands: bytes) -> None:
        self._move_by(0.0, -self.leading)

    def _move_by(self, across: float, up: float) -> None:
        a, b, c, d = self.linear
        self.x = self.line_x = across * a + up * c + self.line_x
        self.y = self.line_y = across * b + up * d + self.line_y

    def _set_font(self, operands: bytes) -> None:
        self.font, self.size = self.chosen.get(operands) or self._choose(operands)

    def _choose(self, operands: bytes) -> tuple[fonts.Font, float]:
        *_, name, size = tokens.cut(operands)
        self._select_font(name)
        choice = self.font, float(size)
        if len(self.chosen) < _MOST_KEPT:
            self.chosen[operands] = choice
        return choice

    def _select_font(self, name: bytes) -> None:
        font = self.named_fonts.get(name)
        if font is None:
            # Should the font not load, its text must not be read by the font before it.
            self.font = self.unknown
            font = self.named_fonts[name] = self._load_font(name)
        self.font = font

    def _load_font(self, name: bytes) -> fonts.Font:
        named = resolve1(self.resources.get("Font"))
        reference = named.get(tokens.name(name)) if isinstance(named, dict) else None
        if isinstance(reference, PDFObjRef) and reference.objid in self.fonts:
            return self.fonts[reference.objid]
        spec = resolve1(reference)
        if not isinstance(spec, dict):
            return self.unknown
        key = reference.objid if isinstance(reference, PDFObjRef) else id(spec)
        if key not in self.fonts:
            if len(self.fonts) >= limits.MAX_FONTS:
                raise Refused("too-large", f"more than {limits.MAX_FONTS} fonts")
            self.fonts[key] = fonts.load(spec)
        return self.fonts[key]

    def _set_spacing(self, operands: bytes) -> None:
        (self.spacing,) = tokens.numbers(operands, 1)

    def _set_word_spacing(self, operands: bytes) -> None:
        (self.word_spacing,) = tokens.numbers(operands, 1)

    def _set_stretch(self, operands: bytes) -> None:
        (percent,) = tokens.numbers(operands, 1)
        self.stretch = percent / 100

    def _set_leading(self, operands: bytes) -> None:
        (self.leading,) = tokens.numbers(operands, 1)

    def _set_rise(self, operands: bytes) -> None:
        (self.rise,) = tokens.numbers(operands, 1)

    def _set_mode(self, operands: bytes) -> None:
        (self.mode,) = tokens.numbers(operands, 1)

    def _show(self, operands: bytes) -> None:
        self._show_items(tokens.cut(operands)[-1:])

    def _show_array(self, operands: bytes) -> None:
        items = tokens.cut(operands)
        start = items.index(b"[") + 1
        self._show_items(items[start : -1 if items[-1] == b"]" else None])

    def _next_line_show(self, operands: bytes) -> None:
        self._move_by(0.0, -self.leading)
        self._show(operands)

    def _spaced_show(self, operands: bytes) -> None:
        *_, words, letters, shown = tokens.cut(operands)
        self.word_spacing, self.spacing = float(words), float(letters)
        self._next_line_show(shown)

    def _show_strings(self, first: tokens.Instruction, following: Iterator[tokens.Instruction]) -> tokens.Instruction:
        """Show the string of an instruction and those that follow it; the next instruction that shows none is returned.

        Nearly all text is shown here. Browsers and WPS show hundreds of strings of one glyph a page: to call a function
        for each part of each cost more than what is done in it. What does not run to the right is left to others.
        """
        page, ctm = self.page, self.ctm
        p, q, r, s, t, u = ctm
        add, chosen = page.glyphs.append, self.chosen.get
        make = tuple.__new__  # what Glyph(…) calls in the end, without the call to a function of Python before it
        stretch, spacing, words = self.stretch, self.spacing * self.stretch, self.word_spacing * self.stretch
        plain = not spacing and not words
        shows = not self.veiled and self.mode not in _HIDDEN_MODES
        room = limits.MAX_GLYPHS - len(page.turned)
        linear = None
        for instruction in chain((first,), following):
            _, _, step, font_and_size, late_step, shown, _, _ = instruction
            if not shown:
                if instruction[1] != b"BT":
                    return instruction
                self._begin_text(b"")
                continue
            if font_and_size:
                choice = chosen(font_and_size)
                if late_step or choice is None:
                    if step:
                        self._take_step(step)
                    step = late_step
                    choice = choice or self._choose(font_and_size)
                self.font, self.size = choice
            if step:
                self._take_step(step)
            font, size = self.font, self.size
            if self.linear is not linear:
                linear = self.linear
                ta, tb, _, _ = linear
                a, b, c, d = self._product()
                level = shows and abs(b) < 1e-4 * abs(a) and abs(c) < abs(a)
            if not level or not a * size > 0 or font.vertical:
                self._show_items(_items(shown))
                room = limits.MAX_GLYPHS - len(page.turned)
                continue
            if len(page.glyphs) > room:
                raise Refused("too-large", f"page {page.number} has more than {limits.MAX_GLYPHS} glyphs")
            e, f = self.x * p + self.y * r + t, self.x * q + self.y * s + u
            if shown[0] == tokens.BRACKET:
                x = self._show_across(_items(shown), a, d, e, f)
                self.x, self.y = self.x + x * ta, self.y + x * tb
                continue
            scale = size * stretch
            y, size = f + self.rise * d, abs(size * d)
            x, left = 0.0, e
            for text, width in font.strings.get(shown) or font.drawn(shown):
                x += width * scale
                right = a * x + e
                add(make(Glyph, (left, y, right, size, text)))
                if plain:
                    left = right
                else:
                    x += spacing + words if text == " " and not font.composite else spacing
                    left = a * x + e
            self.x, self.y = self.x + x * ta, self.y + x * tb
        return tokens.NOTHING

    def _take_step(self, step: bytes) -> None:
        """Td, TD or Tm with its operands."""
        known = self.steps.get(step)
        if known is None:
            *linear, across_, up_, operator = step.rsplit(None, 3)
            across, up = float(across_), float(up_)
            if linear:
                self.linear = self.linears.get(linear[0]) or self._read_linear(linear[0])
                self.x, self.y = self.line_x, self.line_y = across, up
                return
            known = across, up, operator == b"TD"
            if len(self.steps) < _MOST_KEPT:
                self.steps[step] = known
        across, up, sets_leading = known
        a, b, c, d = self.linear
        self.x = self.line_x = across * a + up * c + self.line_x
        self.y = self.line_y = across * b + up * d + self.line_y
        if sets_leading:
            self.leading = -up

    def _read_linear(self, numbers: bytes) -> Linear:
        """Kept, so that one that comes again is the same and needs not be multiplied again."""
        a, b, c, d = map(float, numbers.split())
        linear = a, b, c, d
        if len(self.linears) < _MOST_KEPT:
            self.linears[numbers] = linear
        return linear

    def _show_items(self, items: Sequence[bytes]) -> None:
        """Show strings, and step back by the numbers between them."""
        page, ctm, font = self.page, self.ctm, self.font
        if self.veiled or self.mode in _HIDDEN_MODES:
            self._show_veiled(items)
            return
        if len(page.glyphs) + len(page.turned) > limits.MAX_GLYPHS:
            raise Refused("too-large", f"page {page.number} has more than {limits.MAX_GLYPHS} glyphs")
        a, b, c, d = self._product()
        p, q, r, s, t, u = ctm
        e, f = self.x * p + self.y * r + t, self.x * q + self.y * s + u
        ta, tb, tc, td = self.linear
        if font.vertical:
            down = self._show_down(items, (a, b, c, d, e, f))
            self.x, self.y = self.x + down * tc, self.y + down * td
            return
        if a * self.size > 0 and abs(b) < 1e-4 * abs(a) and abs(c) < abs(a):
            across = self._show_across(items, a, d, e, f)
        else:
            across = self._show_turned(items, (a, b, c, d, e, f))
        self.x, self.y = self.x + across * ta, self.y + across * tb

    def _product(self) -> Linear:
        """Of text matrix and page matrix."""
        known, under = self.product_of
        if known is not self.linear or under is not self.ctm:
            self.product, self.product_of = _multiplied(self.linear, self.ctm), (self.linear, self.ctm)
        return self.product

    def _show_veiled(self, items: Sequence[bytes]) -> None:
        """Text that does not show moves the point at which the next one stands, and nothing else."""
        page, veiled, mode = self.page, self.veiled, self.mode
        glyphs, turned = len(page.glyphs), len(page.turned)
        self.veiled, self.mode = False, 0.0
        self._show_items(items)
        self.veiled, self.mode = veiled, mode
        if self._is_unseen() or mode in _HIDDEN_MODES:
            page.hidden += len(page.glyphs) - glyphs + len(page.turned) - turned
            del page.glyphs[glyphs:], page.turned[turned:]
        else:
            self._question(glyphs, turned)

    def _is_unseen(self) -> bool:
        """Does what is shown now certainly not show?"""
        raise NotImplementedError

    def _question(self, start: int, turned: int) -> None:
        """Look at the glyphs from ``start`` on, and the turned ones, of which it is not certain that they show."""
        raise NotImplementedError

    def _show_across(self, items: Sequence[bytes], a: float, d: float, e: float, f: float) -> float:
        """By far the commonest: text that runs to the right."""
        font = self.font
        add = self.page.glyphs.append
        make = tuple.__new__  # what Glyph(…) calls in the end, without the call to a function of Python before it
        scale = self.size * self.stretch
        spacing = self.spacing * self.stretch
        words = 0.0 if font.composite else self.word_spacing * self.stretch
        y, size = f + self.rise * d, abs(self.size * d)
        known = font.strings.get
        x, left = 0.0, e
        for item in items:
            if item[0] not in b"(<":
                x -= float(item) * 0.001 * scale
                left = a * x + e
                continue
            for text, width in known(item) or font.drawn(item):
                x += width * scale
                right = a * x + e
                add(make(Glyph, (left, y, right, size, text)))
                if spacing or words:
                    x += spacing + words if text == " " else spacing
                    right = a * x + e
                left = right
        return x

    def _show_turned(self, items: Sequence[bytes], matrix: Matrix) -> float:
        font = self.font
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

    def _show_down(self, items: Sequence[bytes], matrix: Matrix) -> float:
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
            for text, width in self.font.drawn(item):
                left, low = -0.5 * width * self.size, y - 0.88 * self.size
                x0, y0 = a * left + c * low + e, b * left + d * low + f
                x1 = a * -left + c * low + e
                if x1 > x0:
                    self.page.glyphs.append(Glyph(x0, y0, x1, size, text))
                y += -self.size + (-self.spacing if self.spacing else 0.0)
        return y


def _items(shown: bytes) -> Sequence[bytes]:
    return tokens.cut(shown)[1:-1] if shown[0] == tokens.BRACKET else (shown,)


def _multiplied(inner: Linear, outer: Matrix) -> Linear:
    a, b, c, d = inner
    p, q, r, s, _, _ = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s
