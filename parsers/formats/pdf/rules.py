"""Ruling lines joined from their pieces and sorted into the tables they belong to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from parsers.errors import Refused
from parsers.formats.pdf import limits
from parsers.formats.pdf.page import Rule

_SAME = 0.8
"""Points: pieces of one drawn line differ by rounding only."""
_GAP = 4.5
"""Points: pieces farther apart than this are two lines. The gaps of dashed borders are below it."""
_TOUCH = 3.5
"""Points: a line that ends this near another one meets it."""
_SHORTEST = 4.0
"""Points: shorter lines are parts of drawings; the lowest table row holds 5-point text."""


@dataclass(slots=True)
class Frame:
    """The ruling lines of one table: all that meet each other."""

    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)


class Effort:
    """What the comparing of lines may still cost in one document."""

    def __init__(self) -> None:
        self.left = limits.MAX_DOCUMENT_CROSSINGS

    def spend(self, across: int, upright: int) -> None:
        self.left -= across * upright
        if across * upright > limits.MAX_CROSSINGS or self.left < 0:
            raise Refused("too-large", f"drawings of many lines, the last of {across} by {upright}")


def frames(horizontal: Iterable[Rule], vertical: Iterable[Rule], effort: Effort) -> list[Frame]:
    """One frame for each set of lines that hang together; lines that meet no other are no table.

    So an underline within a cell, a line under a page head, and a box around the page stay apart from the tables.
    """
    across, upright = _joined(horizontal), _joined(vertical)
    effort.spend(len(across), len(upright))
    leaders = list(range(len(across) + len(upright)))

    def leader(index: int) -> int:
        while leaders[index] != index:
            leaders[index] = index = leaders[leaders[index]]
        return index

    positions = [rule.at for rule in upright]
    for index, (y, x0, x1) in enumerate(across):
        for other in range(bisect_left(positions, x0 - _TOUCH), bisect_right(positions, x1 + _TOUCH)):
            if upright[other].start - _TOUCH <= y <= upright[other].end + _TOUCH:
                leaders[leader(len(across) + other)] = leader(index)
    found: dict[int, Frame] = {}
    for index, rule in enumerate(across):
        found.setdefault(leader(index), Frame()).horizontal.append(rule)
    for index, rule in enumerate(upright, len(across)):
        found.setdefault(leader(index), Frame()).vertical.append(rule)
    return [frame for frame in found.values() if frame.horizontal and frame.vertical]


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Whole lines from their pieces, sorted by position."""
    found: list[Rule] = []
    for at, pieces in clusters(rules, _SAME):
        found += [Rule(at, start, end) for start, end in pieces if end - start >= _SHORTEST]
    return found


def clusters(rules: Iterable[Rule], near: float) -> list[tuple[float, list[tuple[float, float]]]]:
    """(position, extents) of the rules, those nearer than ``near`` to one another taken as one.

    >>> clusters([Rule(10, 0, 5), Rule(10.5, 6, 9), Rule(20, 0, 9)], 0.8)
    [(10.25, [(0, 9)]), (20.0, [(0, 9)])]
    """
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        # The second condition keeps a hatched area from becoming one line.
        if groups and rule.at - groups[-1][-1].at <= near and rule.at - groups[-1][0].at <= 2 * near:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [((group[0].at + group[-1].at) / 2, _extents(group)) for group in groups]


def _extents(rules: list[Rule]) -> list[tuple[float, float]]:
    pieces = sorted((rule.start, rule.end) for rule in rules)
    merged = [pieces[0]]
    for start, end in pieces[1:]:
        if start <= merged[-1][1] + _GAP:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged
