"""A page's image made straight and brought to working size, with the way back to the image's own pixels."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy

from parsers.formats.ocr import limits
from parsers.formats.ocr.pictures import Picture
from parsers.formats.pdf.page import Page
from parsers.model import Box

_WIDEST_SKEW = 4.0
"""Degrees: pages drawn in by a feeder are off by up to two or three."""
_STRAIGHT = 0.03
"""Degrees: one pixel over the width of a page. Turning costs sharpness and is not worth less."""
_AROUND = 25
"""Pixels: the surroundings that ink is compared with, wider than any stroke."""
_DARKER = 12
"""Of 255: how much darker ink is than its surroundings."""
_PALE, _STRAY = 0.22, 0.04
"""Of the darkness of a page's print: paler than that shows through, if it is more than this share of all its ink."""
_LINE = 100
"""Pixels: strokes of characters are shorter."""
_GRAIN = 3.0
"""Of 255: a page whose ground varies by more is smoothed first, or its grain would be ink."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """``grey`` as in Picture, ``ink`` 255 where something is printed; ``back`` maps its pixels to the image's own."""

    number: int
    grey: numpy.ndarray
    ink: numpy.ndarray
    dpi: float
    back: numpy.ndarray
    size: tuple[int, int]

    @property
    def point(self) -> float:
        """Points a pixel."""
        return 72 / self.dpi

    @property
    def height(self) -> int:
        return int(self.grey.shape[0])

    def page(self) -> ScanPage:
        """The page without its image."""
        page = ScanPage(self.number, self.grey.shape[1] * self.point, self.height * self.point)
        page.sheet_height, page.point, page.back, page.size = self.height, self.point, self.back, self.size
        return page


@dataclass(slots=True)
class ScanPage(Page):
    """A page in points like those of the PDF reader; its boxes are pixels of the page's image, from its upper left."""

    sheet_height: int = 0
    point: float = 1.0
    back: numpy.ndarray = field(default_factory=lambda: numpy.eye(3)[:2])
    size: tuple[int, int] = (0, 0)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Around the four corners, where they stand on the image as it came."""
        left, right = x0 / self.point, x1 / self.point
        top, foot = self.sheet_height - y1 / self.point, self.sheet_height - y0 / self.point
        corners = numpy.array([[left, top, 1], [right, top, 1], [right, foot, 1], [left, foot, 1]]) @ self.back.T
        xs, ys = corners[:, 0].clip(0, self.size[0]), corners[:, 1].clip(0, self.size[1])
        return tuple(round(float(edge), 1) for edge in (xs.min(), ys.min(), xs.max(), ys.max()))  # type: ignore[return-value]


def sheet_of(picture: Picture, quarters: int = 0) -> Sheet:
    """``quarters`` turns the page counter-clockwise first: pages whose text runs sideways."""
    height, width = picture.grey.shape
    grey = picture.grey
    forward = numpy.eye(3)
    for _ in range(quarters % 4):
        forward = numpy.array([[0, 1, 0], [-1, 0, grey.shape[1]], [0, 0, 1]], dtype=float) @ forward
        grey = cv2.rotate(grey, cv2.ROTATE_90_COUNTERCLOCKWISE)
    scale = _scale(picture)
    if scale != 1:
        grey = cv2.resize(
            grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        )
        forward = numpy.diag([scale, scale, 1.0]) @ forward
    grey = numpy.ascontiguousarray(grey)
    angle = _skew(_ink(grey))
    if abs(angle) > _STRAIGHT:
        tall, wide = grey.shape
        turn = cv2.getRotationMatrix2D((wide / 2, tall / 2), angle, 1)
        grey = cv2.warpAffine(grey, turn, (wide, tall), flags=cv2.INTER_LINEAR, borderValue=255)
        forward = numpy.vstack([turn, [0, 0, 1]]) @ forward
    dpi = float(picture.dpi or limits.DOTS_PER_INCH)
    grey, ink = _without_other_side(grey, _ink(grey))
    return Sheet(picture.number, grey, ink, dpi, numpy.linalg.inv(forward)[:2], (width, height))


def _scale(picture: Picture) -> float:
    """Rendered pages have the working size; loose pictures are brought near it, long ones by their width."""
    if picture.dpi:
        return 1.0
    short, long = sorted(picture.grey.shape)
    if long > 2 * short:
        return float(min(limits.WORKING_WIDTH / short, (limits.MAX_PIXELS / (short * long)) ** 0.5))
    scale = limits.WORKING_HEIGHT / long
    return 1.0 if 0.8 < scale < 1.25 else scale


def _ink(grey: numpy.ndarray) -> numpy.ndarray:
    """Darker than its surroundings: grounds of cells and shadows of bindings are no ink. Nor is grain."""
    grain = _spread(cv2.subtract(grey, cv2.medianBlur(grey, 5), dtype=cv2.CV_16S))
    smooth = grey if grain < _GRAIN else cv2.GaussianBlur(grey, (0, 0), 1.0)
    around = cv2.blur(smooth, (_AROUND, _AROUND))
    left = 0.0 if smooth is grey else _spread(cv2.subtract(smooth, around, dtype=cv2.CV_16S))
    darker = max(_DARKER, 4 * left)
    return cv2.adaptiveThreshold(
        smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _AROUND, float(round(darker))
    )


def _without_other_side(grey: numpy.ndarray, ink: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Page and ink without print that shows through from behind: pale, a lot, and not beside print that is dark."""
    paler = cv2.subtract(cv2.blur(grey, (_AROUND, _AROUND)), grey)
    print_ = paler[ink > 0]
    if not len(print_):
        return grey, ink
    dark = numpy.where((paler > _PALE * numpy.percentile(print_, 95)) & (ink > 0), 255, 0).astype(numpy.uint8)
    if not _has_lines(dark) and _has_lines(ink):
        # The ruling lines themselves are pale.
        return grey, ink
    near = cv2.dilate(dark, numpy.ones((7, 7), numpy.uint8)) > 0
    stray = ((ink > 0) & ~near).sum()
    if stray < _STRAY * len(print_):
        return grey, ink
    ground = numpy.percentile(grey[~near], 90)
    clean = numpy.where(near, grey, numpy.maximum(grey, ground)).astype(numpy.uint8)
    return clean, numpy.where(near, ink, 0).astype(numpy.uint8)


def _has_lines(ink: numpy.ndarray) -> bool:
    return cv2.countNonZero(cv2.erode(ink, numpy.ones((1, _LINE), numpy.uint8))) > _LINE


def _spread(difference: numpy.ndarray) -> float:
    """The standard deviation of what most of a page is, by its median: print is the exception on it."""
    return float(1.48 * numpy.median(numpy.abs(difference)))


def _skew(ink: numpy.ndarray) -> float:
    """The angle in degrees at which the rows of ink are sharpest."""
    coarse = _sharpest(_reduced(ink, 4), numpy.arange(-_WIDEST_SKEW, _WIDEST_SKEW + 0.1, 0.2))
    return _sharpest(_reduced(ink, 2), numpy.arange(coarse - 0.2, coarse + 0.21, 0.05))


def _reduced(ink: numpy.ndarray, by: int) -> numpy.ndarray:
    return cv2.resize(ink, (ink.shape[1] // by, ink.shape[0] // by), interpolation=cv2.INTER_AREA)


def _sharpest(ink: numpy.ndarray, angles: numpy.ndarray) -> float:
    tall, wide = ink.shape

    def sharpness(angle: float) -> float:
        turn = cv2.getRotationMatrix2D((wide / 2, tall / 2), angle, 1)
        rows = cv2.warpAffine(ink, turn, (wide, tall), flags=cv2.INTER_LINEAR).sum(axis=1, dtype=numpy.float64)
        return float((numpy.diff(rows) ** 2).sum())

    # Of equal angles the one nearest to none: a blank page is straight.
    return float(max(sorted(angles, key=abs), key=sharpness))
