"""Painted paths as ruling lines, dots and fills."""

from __future__ import annotations

from itertools import combinations, pairwise

from parsers.errors import Refused
from parsers.formats.pdf import limits
from parsers.formats.pdf.page import Page, Rule
from parsers.formats.pdf.visible import intersection
from parsers.model import Box

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

THIN = 3.2
"""Points: a filled rectangle or a stroke no thicker than this is a ruling line. Text needs more."""
_LARGE = 0.2
"""Of the page: a smaller picture is an ornament or a seal."""
_DOT = 1.6
"""Points: filled squares up to this size are the dots of a dotted border."""
_STRAIGHT = 0.6
"""Points by which the ends of a ruling line may differ: slightly slanted lines are drawn by converters."""
_DOT_GAP = 4.5
"""Points between the dots of one line: browsers leave one to three dots' width."""
_SHORTEST_DOTTED = 8.0
MAX_LOOKS = 500_000
"""Grounds of one page that are held against white text: a coloured head has some dozen, each of its glyphs once."""
_MAX_PIECES = 30
"""Rectangles of one path that are held against each other."""
_DOTS_AT_LEAST = 20
"""Fewer dots on a page are bullets and full stops, not borders."""


def multiply(inner: Matrix, outer: Matrix) -> Matrix:
    """The transform that does the inner one first."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


class Painter:
    """Holds the path under construction and writes what is painted to the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lines: list[list[Point | None]] = []
        self.rectangles: list[tuple[float, float, float, float]] = []
        self.grounds: list[tuple[Box, bool]] = []
        """What is filled, or a picture; is it dark?"""
        self.looks = MAX_LOOKS

    def bounds(self, ctm: Matrix) -> Box | None:
        """A box around the path under construction; None where it is empty."""
        points = [point for line in self.lines for point in line if point is not None]
        for x, y, width, height in self.rectangles:
            points += [(x, y), (x + width, y), (x, y + height), (x + width, y + height)]
        if not points:
            return None
        a, b, c, d, e, f = ctm
        xs, ys = [a * x + c * y + e for x, y in points], [b * x + d * y + f for x, y in points]
        return min(xs), min(ys), max(xs), max(ys)

    def boxes(self, ctm: Matrix) -> list[Box]:
        """The rectangles of the path under construction that stand upright and are thicker than a line.

        None of them where one may be a hole in another, as in frames.
        """
        a, b, c, d, e, f = ctm
        if self.lines or len(self.rectangles) > _MAX_PIECES or not ((b == 0 and c == 0) or (a == 0 and d == 0)):
            return []
        found = []
        for x, y, width, height in self.rectangles:
            xs = a * x + c * y + e, a * (x + width) + c * (y + height) + e
            ys = b * x + d * y + f, b * (x + width) + d * (y + height) + f
            if abs(xs[1] - xs[0]) > THIN and abs(ys[1] - ys[0]) > THIN:
                found.append((min(xs), min(ys), max(xs), max(ys)))
        return [] if any(_overlap(one, other) for one, other in combinations(found, 2)) else found

    def is_on_ground(self, x: float, y: float) -> bool:
        """Is what was last drawn at this point dark? No where the page has too much to look through."""
        for (x0, y0, x1, y1), dark in reversed(self.grounds):
            self.looks -= 1
            if self.looks < 0:
                return False
            if x0 <= x <= x1 and y0 <= y <= y1:
                return dark
        return False

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        self.rectangles.append((x, y, width, height))

    def move_to(self, x: float, y: float) -> None:
        self.lines.append([(x, y)])

    def line_to(self, x: float, y: float) -> None:
        if self.lines:
            self.lines[-1].append((x, y))

    def curve_to(self, x: float, y: float) -> None:
        """No rule runs along a curve: None marks the gap."""
        if self.lines:
            self.lines[-1] += [None, (x, y)]

    def close(self) -> None:
        if self.lines:
            self.lines[-1].append(self.lines[-1][0])

    def paint(self, ctm: Matrix, line_width: float | None, fill: bool, white: bool) -> None:
        """Turn the path into rules and fills, and forget it. ``line_width`` is None where nothing is stroked."""
        if self.rectangles or self.lines:
            if fill or line_width is not None:
                self._paint(ctm, line_width, fill, white)
            self.rectangles, self.lines = [], []

    def _paint(self, ctm: Matrix, line_width: float | None, fill: bool, white: bool) -> None:
        page = self.page
        if page.drawn() > limits.MAX_RULES:
            raise Refused("too-large", f"page {page.number} has more than {limits.MAX_RULES} lines")
        if fill:
            self._note_grounds(ctm, white)
        a, b, c, d, e, f = ctm
        stroke = line_width is not None and line_width * max(abs(a), abs(b), abs(c), abs(d)) <= THIN
        for x, y, width, height in self.rectangles:
            x0, x1 = a * x + c * y + e, a * (x + width) + c * (y + height) + e
            y0, y1 = b * x + d * y + f, b * (x + width) + d * (y + height) + f
            if x0 > x1:
                x0, x1 = x1, x0
            if y0 > y1:
                y0, y1 = y1, y0
            if fill:
                self._fill(x0, y0, x1, y1, white)
            if stroke:
                self._frame(x0, y0, x1, y1)
        for line in self.lines:
            points = [point and (a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f) for point in line]
            if fill and len(points) in (4, 5) and None not in points:
                known = [point for point in points if point]
                self._fill(
                    min(x for x, _ in known),
                    min(y for _, y in known),
                    max(x for x, _ in known),
                    max(y for _, y in known),
                    white,
                )
            if stroke:
                self._stroke(points)

    def _note_grounds(self, ctm: Matrix, white: bool) -> None:
        whole = None
        if len(self.rectangles) + len(self.lines) == 1:
            if self.rectangles and ctm[1] == 0 == ctm[2]:
                _, _, width, height = self.rectangles[0]
                if abs(ctm[0] * width) <= THIN or abs(ctm[3] * height) <= THIN:
                    return  # a ruling line, as most are
            whole = self.bounds(ctm)
        for box in [whole] if whole is not None else self.boxes(ctm):
            if min(box[2] - box[0], box[3] - box[1]) > THIN:
                self.grounds.append((box, not white))

    def _fill(self, x0: float, y0: float, x1: float, y1: float, white: bool) -> None:
        """A filled rectangle is a rule, a dot, or the ground of a cell."""
        width, height = x1 - x0, y1 - y0
        if width > THIN and height > THIN:
            self.page.fills.append((x0, y0, x1, y1))
        elif white:
            return
        elif width <= _DOT and height <= _DOT:
            self.page.dots.append(((x0 + x1) / 2, (y0 + y1) / 2))
        elif width > height:
            self.page.horizontal.append(Rule((y0 + y1) / 2, x0, x1))
        else:
            self.page.vertical.append(Rule((x0 + x1) / 2, y0, y1))

    def _frame(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.page.horizontal += (Rule(y0, x0, x1), Rule(y1, x0, x1))
        self.page.vertical += (Rule(x0, y0, y1), Rule(x1, y0, y1))

    def _stroke(self, points: list[Point | None]) -> None:
        for start, end in pairwise(points):
            if start is None or end is None:
                continue
            (x0, y0), (x1, y1) = start, end
            if abs(y1 - y0) < _STRAIGHT and x0 != x1:
                self.page.horizontal.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x1 - x0) < _STRAIGHT and y0 != y1:
                self.page.vertical.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))

    def picture(self, ctm: Matrix, opaque: bool, clip: Box | None) -> None:
        """An image as far as it shows; one that is thin is a ruling line drawn as a picture.

        One over the whole page hides what was drawn before it, a scan on top of what a machine read from it; a large
        one hides the text beneath it.
        """
        a, b, c, d, e, f = ctm
        xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
        box = min(xs), min(ys), max(xs), max(ys)
        if clip is not None:
            box = intersection(box, clip)
            if box[0] >= box[2] or box[1] >= box[3]:
                return
        if min(box[2] - box[0], box[3] - box[1]) <= THIN:
            self._fill(*box, white=False)
        else:
            self.page.images.append(box)
            self.grounds.append((box, True))
            if opaque and self._covers(box):
                self.page.cover()
            elif opaque and self._is_large(box):
                self.page.cover_part(box)

    def _is_large(self, box: Box) -> bool:
        """A scan inside margins, or the picture of a table; a seal beside the signature is smaller."""
        area = (box[2] - box[0]) * (box[3] - box[1])
        return area > _LARGE * self.page.width * self.page.height

    def _covers(self, box: Box) -> bool:
        width, height = self.page.width, self.page.height
        slack = 0.05 * max(width, height)
        return box[0] <= slack and box[1] <= slack and box[2] >= width - slack and box[3] >= height - slack

    def finish(self) -> None:
        """Drop what lies off the page; rows and columns of dots become rules."""
        page, width, height = self.page, self.page.width, self.page.height
        page.horizontal = _on_page(page.horizontal, height, width)
        page.vertical = _on_page(page.vertical, width, height)
        page.dots = [(x, y) for x, y in page.dots if 0 <= x <= width and 0 <= y <= height]
        if len(page.dots) >= _DOTS_AT_LEAST:
            page.horizontal += _dotted([(y, x) for x, y in page.dots])
            page.vertical += _dotted(page.dots)


def _overlap(box: Box, other: Box) -> bool:
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]


def _on_page(rules: list[Rule], across: float, along: float) -> list[Rule]:
    """The parts of the rules that show on the page. (No comparison holds for what is not a number.)"""
    return [
        rule if rule.start >= 0 and rule.end <= along else Rule(rule.at, max(rule.start, 0.0), min(rule.end, along))
        for rule in rules
        if 0 <= rule.at <= across and rule.start < rule.end and rule.start < along and rule.end > 0
    ]


def _dotted(dots: list[Point]) -> list[Rule]:
    """Rules through dots given as (position of the line, position along it)."""
    rules = []
    lines: dict[int, list[float]] = {}
    for at, along in dots:
        lines.setdefault(round(at * 2), []).append(along)
    for at, along_line in lines.items():
        along_line.sort()
        start = end = along_line[0]
        for along in [*along_line[1:], float("inf")]:
            if along - end > _DOT_GAP:
                if end - start > _SHORTEST_DOTTED:
                    rules.append(Rule(at / 2, start, end))
                start = along
            end = along
    return rules
