"""Tables of a scan whose ruling lines are gone, restored from what the form prints.

A row is there where a label of table three stands; its figures are the ink beside it. Columns are where white runs
down through the figures of all rows, and are believed only if they are as many as the form has and, by the table
readers, have their heads above them. Nothing is read here: the cells found are looked at like those of ruled tables,
and what they say must add up (Grid.drawn).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

import cv2
import numpy

from parsers.formats.ocr.engine import Word
from parsers.formats.ocr.sheet import Sheet
from parsers.formats.pdf.lattice import Lattice, Slot
from parsers.forms import APPLICANTS, REVIEW_KEYS
from parsers.labels import core, han, similarity
from parsers.model import Box
from parsers.tables.request_rows import ALMOST, GROUPS, KNOWN
from parsers.text import normalise

_START = re.compile(r"\s*(?:[(（][一二三四五六七][)）]|[1-8lI][.、．,，]|[一二三四][、.．,，])")
_FIRST, _LAST = "本年新收", "结转下年度"
_FEWEST = 2
"""Labels of table three below which there is no table."""
_CLOSE = 0.6
"""Of a word's height: pieces of one line are nearer than this."""
_NEXT_LINE = 0.8
"""Of a line's height: lines of one label are no farther apart."""
_NEXT_ROW = 3.0
"""Of a line's height: what stands farther below the last label is another matter."""
_REACH = 0.6
"""Of a line's height: how far beyond the lines of its label a figure may stand."""
_SPECK = 0.03
"""Inches: less than that is dust."""
_WITHIN = 0.045
"""Inches: a gap this wide may be inside a number; the narrowest between two columns are twice that."""
_SHIFT = 0.25
"""Inches by which the same table may stand elsewhere on the next sheet."""
_PITCH = 0.17
"""Inches from one line of a head to the next."""
_LEVEL = 0.12
"""Inches: labels that begin this near each other begin in the same column."""
_HEADS = ("自然人", "总计", "合计")
_REVIEW_HEADS = re.compile(r"(?:结果|维持|纠正|其他|尚未|审结|总计)+")
_REVIEW_WORDS = ("维持", "纠正", "审结", "总计")


@dataclass(slots=True)
class Band:
    """A row of a table: the lines of its label, or none, from ``top`` to ``foot`` in pixels."""

    words: list[Word]
    top: float
    foot: float

    @property
    def text(self) -> str:
        return core("".join(word.text for word in self.words))

    @property
    def left(self) -> float:
        return min(word.box[0] for word in self.words)


@dataclass(slots=True)
class Found:
    """Table three on one page: its rows, the x of the sides of its figure columns, and its head where that stands."""

    bands: list[Band] = field(default_factory=list)
    edges: list[float] = field(default_factory=list)
    head: Box | None = None


def find_requests(sheet: Sheet, ink: numpy.ndarray, words: Sequence[Word]) -> Found:
    """Rows and columns of table three among ``words`` (those outside ruled tables); ``ink`` without ruling lines."""
    head = _head_of(words)
    labels = [band for band in _clusters(words) if _is_label(band)]
    if len(labels) < _FEWEST or [band for band in labels if _FIRST in band.text][1:]:
        return Found(head=head)
    right = max(word.box[2] for band in labels for word in band.words)
    bands = _rows(words, labels, right)
    right = max(word.box[2] for band in bands for word in band.words)
    figures = [piece for piece in _pieces(ink, sheet.dpi) if piece[0] > right]
    height = _height(words)
    zone = bands[0].top - _REACH * height, bands[-1].foot + _REACH * height
    figures = [piece for piece in figures if zone[0] <= piece[1] and piece[3] <= zone[1]]
    bands = _with_loose(bands, figures, _REACH * height)
    if any(piece[1] < cut < piece[3] for cut in _cuts(bands) for piece in figures):
        return Found(head=head)
    groups = _groups(((x0, x1) for x0, _, x1, _ in figures), _WITHIN * sheet.dpi)
    edges = _edges(groups, right) if len(groups) == len(APPLICANTS) else []
    if head is not None and not head[3] - height < bands[0].top < head[3] + _NEXT_ROW * height:
        head = None if head[1] < bands[0].top else head
    return Found(bands, edges, head)


def requests_lattice(sheet: Sheet, ink: numpy.ndarray, found: Found, after: Found | None) -> Lattice | None:
    """The table as cells; a head at the foot of a page gets the columns of the rows on the page after it."""
    if found.edges:
        levels = _groups_of_levels([band.left for band in found.bands if band.words], _LEVEL * sheet.dpi)
        levels = [level for level in levels if level < found.edges[0]]
        xs = [level - 4 for level in levels] + found.edges
        rows = [(band.top, band.foot, _level(band, levels)) for band in found.bands]
        if found.head is not None and found.head[3] <= found.bands[0].foot:
            rows.insert(0, (found.head[1], min(found.head[3], found.bands[0].top), 0))
        return _lattice(sheet, xs, rows, len(levels))
    if found.head is None or found.bands or after is None or not after.edges:
        return None
    x0, top, x1, foot = found.head
    for lines in (2, 1):
        # Higher lines of the head stand over several columns.
        lowest = ink[round(max(top, foot - lines * _PITCH * sheet.dpi)) : round(foot)]
        edges = _shifted(lowest, after.edges, round(_SHIFT * sheet.dpi))
        if edges and edges[0] < x0 < edges[1] and edges[-2] < x1 < edges[-1]:
            return _lattice(sheet, edges, [(top, foot, 0)], 0)
    return None


def reviews_lattice(sheet: Sheet, ink: numpy.ndarray, words: Sequence[Word]) -> Lattice | None:
    """Table four: the lower lines of its head, and the one line of figures below them."""
    heads = [word for word in words if _REVIEW_HEADS.fullmatch(han(word.text)) and not _begins(word)]
    sure = [word.box for word in heads if "维持" in word.text or "审结" in word.text]
    if not sure:
        return None
    near = 3 * _height(heads)
    top, foot = min(box[1] for box in sure) - near, max(box[3] for box in sure) + near
    heads = [word for word in heads if top < word.box[1] and word.box[3] < foot]
    text = "".join(core(word.text) for word in heads)
    if any(text.count(word) < 3 for word in _REVIEW_WORDS):
        return None
    top, foot = min(word.box[1] for word in heads), max(word.box[3] for word in heads)
    height = _height(heads)
    if foot - top > 6 * height:
        return None
    x0, x1 = min(word.box[0] for word in heads) - 2 * height, max(word.box[2] for word in heads) + 2 * height
    pieces = [piece for piece in _pieces(ink, sheet.dpi) if x0 < piece[0] and piece[2] < x1]
    rows = _groups(((piece[1], piece[3]) for piece in pieces if piece[1] > foot - 2), 0.3 * height)
    if not rows or rows[0][0] - foot > _NEXT_ROW * height or rows[0][1] - rows[0][0] > 2 * height:
        return None
    inside = [piece for piece in pieces if top - 2 <= piece[1] and piece[3] <= rows[0][1]]
    groups = _groups(((piece[0], piece[2]) for piece in inside), _WITHIN * sheet.dpi)
    if len(groups) != len(REVIEW_KEYS):
        return None
    edges = _edges(groups, 2 * groups[0][0] - groups[0][1])
    return _lattice(sheet, edges, [(top, foot, 0), (rows[0][0] - 2, rows[0][1] + 2, 0)], 0)


# Rows


def _height(words: Iterable[Word]) -> float:
    """Of a line of print: what detection adds above and below is no part of it."""
    return 0.8 * median(word.box[3] - word.box[1] for word in words)


def _begins(word: Word) -> bool:
    """Does a label begin with this word: with its ordinal, or, where that is lost, all of it?"""
    text = core(word.text)
    return _START.match(normalise(word.text)) is not None or (len(text) > 3 and text in KNOWN)


def _is_label(band: Band) -> bool:
    """其他 and 总计 are heads too: short labels need their ordinal."""
    text = band.text
    if len(text) < 4 and not _begins(band.words[0]):
        return False
    return text in KNOWN or (len(text) > 3 and any(similarity(text, label) >= ALMOST for label in KNOWN))


def _is_group(text: str) -> bool:
    return text in GROUPS or any(similarity(text, group) >= ALMOST for group in GROUPS)


def _joined(words: Iterable[Word]) -> list[Word]:
    """Words that stand close behind each other on one line as one, unless an ordinal begins the second."""
    lines: list[Word] = []
    for word in sorted((word for word in words if han(word.text)), key=lambda word: word.box[0]):
        x0, y0, x1, y1 = word.box
        height = y1 - y0
        for number, line in enumerate(lines):
            a0, b0, a1, b1 = line.box
            level = abs((b0 + b1) - (y0 + y1)) < height
            if level and -height < x0 - a1 < _CLOSE * height and x1 > a1 and not _begins(word):
                box = (a0, min(b0, y0), x1, max(b1, y1))
                lines[number] = Word(line.text + word.text, min(line.confidence, word.confidence), box)
                break
        else:
            lines.append(word)
    return lines


def _clusters(words: Iterable[Word]) -> list[Band]:
    """Words that are the lines of one text: each ordinal begins one, what stands close below it goes on with it."""
    bands: list[Band] = []
    for word in sorted(_joined(words), key=lambda word: word.box[1]):
        above = None if _begins(word) else _above(bands, word)
        if above is None:
            bands.append(Band([word], word.box[1], word.box[3]))
        else:
            above.words.append(word)
            above.foot = max(above.foot, word.box[3])
    return bands


def _above(bands: Sequence[Band], word: Word) -> Band | None:
    """The text whose last line stands right above ``word`` and over it."""
    x0, y0, x1, y1 = word.box
    for band in reversed(bands):
        last = band.words[-1].box
        shared = min(x1, max(line.box[2] for line in band.words)) - max(x0, band.left)
        if shared > 0.5 * (x1 - x0) and -0.5 * (y1 - y0) < y0 - last[3] < _NEXT_LINE * (y1 - y0) and y0 > last[1]:
            return band
    return None


def _rows(words: Sequence[Word], labels: Sequence[Band], right: float) -> list[Band]:
    """The labels, and the texts among, right above and right below them that a page break or the scan cut."""
    height = _height([word for band in labels for word in band.words])
    aside = [word for word in words if word.box[0] < right]
    inner = [band for band in labels if not _is_outer(band, labels)]
    texts = [band for band in _clusters(aside) if not _is_group(band.text) and not _is_outer(band, inner)]
    first, last = min(labels, key=lambda band: band.top), max(labels, key=lambda band: band.foot)
    rows: list[Band] = []
    for band in texts:
        if _is_label(band):
            rows.append(band)
        elif band.top > last.foot:
            if _LAST not in last.text and band.top - rows[-1].foot < _NEXT_ROW * height:
                rows.append(band)
        elif band.foot < first.top:
            if _FIRST not in first.text and first.top - band.foot < _NEXT_LINE * height:
                rows.append(band)
        else:
            rows.append(band)
    return sorted(rows, key=lambda band: band.top)


def _is_outer(band: Band, labels: Sequence[Band]) -> bool:
    """Does it stand left of a row's label, at the same height? Then it is the label of several rows."""
    return any(
        band.left < other.left - 10
        and min(band.foot, other.foot) - max(band.top, other.top) > 0.3 * (other.foot - other.top)
        for other in labels
    )


def _with_loose(bands: list[Band], figures: Sequence[tuple[int, int, int, int]], reach: float) -> list[Band]:
    """Rows without a label too: figures that stand beside none."""
    loose = [
        (y0, y1)
        for _, y0, _, y1 in figures
        if not any(band.top - reach <= (y0 + y1) / 2 <= band.foot + reach for band in bands)
    ]
    return sorted([*bands, *(Band([], y0, y1) for y0, y1 in _groups(loose, 2))], key=lambda band: band.top)


def _cuts(bands: Sequence[Band]) -> list[float]:
    return [(upper.foot + lower.top) / 2 for upper, lower in pairwise(bands)]


def _head_of(words: Sequence[Word]) -> Box | None:
    """Around the heads from 自然人 to 总计 and what stands between them."""
    ends = [[word for word in words if core(word.text).endswith(heads)] for heads in (_HEADS[:1], _HEADS[1:])]
    for left in ends[0]:
        height = left.box[3] - left.box[1]
        near = [word for word in ends[1] if word.box[0] > left.box[2] and abs(word.box[1] - left.box[1]) < 4 * height]
        if len(near) == 1:
            x0, x1 = left.box[0], near[0].box[2]
            zone = [
                word.box for word in words if _between(word, x0, x1) and abs(word.box[1] - left.box[1]) < 4 * height
            ]
            low = min(left.box[1], near[0].box[1])
            inner = [box for box in zone if box[1] > low - height]
            return x0, min(box[1] for box in inner), x1, max(box[3] for box in inner)
    return None


def _between(word: Word, x0: float, x1: float) -> bool:
    return word.box[0] >= x0 and word.box[2] <= x1 and bool(han(word.text))


# Columns


def _pieces(ink: numpy.ndarray, dpi: float) -> list[tuple[int, int, int, int]]:
    """(x0, y0, x1, y1) of what is printed, dust left out."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    return [
        (int(x), int(y), int(x + width), int(y + height))
        for x, y, width, height, _ in stats[1:]
        if max(width, height) >= _SPECK * dpi
    ]


def _groups(intervals: Iterable[tuple[float, float]], gap: float) -> list[tuple[float, float]]:
    """Intervals that are nearer than ``gap``, each set as one."""
    found: list[tuple[float, float]] = []
    for start, end in sorted(intervals):
        if found and start - found[-1][1] < gap:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _edges(groups: Sequence[tuple[float, float]], left: float) -> list[float]:
    """Sides halfway between the columns; ``left`` is where the labels before the first one end."""
    middles = [(before[1] + after[0]) / 2 for before, after in pairwise(groups)]
    pitch = (groups[-1][1] - groups[0][0]) / len(groups)
    first = max((left + groups[0][0]) / 2, groups[0][0] - pitch / 2)
    return [first, *middles, groups[-1][1] + pitch / 2]


def _shifted(ink: numpy.ndarray, edges: Sequence[float], most: int) -> list[float]:
    """The sides where they run through white here: on another sheet the same table stands a little elsewhere."""
    dark = (ink > 0).sum(axis=0).astype(int)
    wide = numpy.convolve(dark, numpy.ones(5, int), "same")
    inner = numpy.array([round(edge) for edge in edges[1:-1]])

    def crossed(shift: int) -> int:
        return int(wide[(inner + shift).clip(0, len(wide) - 1)].sum())

    best = min(range(-most, most + 1), key=lambda shift: (crossed(shift), abs(shift)))
    return [] if crossed(best) else [edge + best for edge in edges]


def _groups_of_levels(lefts: Iterable[float], near: float) -> list[float]:
    """Where labels begin, from the left; those a little apart as one."""
    return [start for start, _ in _groups(((left, left) for left in lefts), near)]


def _level(band: Band, levels: Sequence[float]) -> int:
    """The column in which the label of this row begins."""
    return max((at for at, level in enumerate(levels) if band.words and level <= band.left + 1), default=0)


def _lattice(sheet: Sheet, xs: Sequence[float], rows: Sequence[tuple[float, float, int]], labels: int) -> Lattice:
    """``rows`` are (top, foot, first slot of the label) from the top down; the first ``labels`` columns hold labels."""
    point, height = sheet.point, sheet.height
    cuts = [rows[0][0] - 3, *((upper[1] + lower[0]) / 2 for upper, lower in pairwise(rows)), rows[-1][1] + 3]
    ys = [(height - cut) * point for cut in cuts]
    sides = [x * point for x in xs]
    cells: list[Slot] = []
    owners: list[list[Slot]] = []
    for row, (_, _, level) in enumerate(rows):
        line: list[Slot] = []
        for column in range(len(xs) - 1):
            if level < column < labels:
                line.append(line[-1])
                continue
            span = labels - column if column == level and labels else 1
            box = (sides[column], ys[row + 1], sides[column + span], ys[row])
            cells.append(Slot(row, column, 1, span, box))
            line.append(cells[-1])
        owners.append(line)
    return Lattice(sides, ys, cells, owners, drawn=False)
