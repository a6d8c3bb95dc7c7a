"""Small charts drawn on the server as SVG: read without JavaScript, and as text by whoever does not see them.

A year without a report and a year whose figure is blank have no column: nothing is drawn between neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from archive.site.words import count, percent

Point = tuple[int, float | None]
WIDTH, HEIGHT = 240, 104
_TOP, _FOOT, _MOST_COLUMN = 16, 86, 30


def span(years: Sequence[int]) -> list[int]:
    """Every year from the first to the last, those without a report among them.

    >>> span([2019, 2022])
    [2019, 2020, 2021, 2022]
    """
    return list(range(min(years), max(years) + 1)) if years else []


def columns(name: str, points: Sequence[Point], here: int | None = None, rate: bool = False) -> Markup:
    """One figure over the years as columns from zero, each under its number; ``here`` is set off.

    ``points`` are (year, value); a value of None is written as a dash. ``rate``: values are fractions of 1.
    """
    show = percent if rate else count
    spoken = "；".join(f"{year} {'—' if value is None else show(value)}" for year, value in points)
    most = max((value for _, value in points if value is not None), default=0) or 1
    step = WIDTH / max(1, len(points))
    drawn = [
        _column(step * number, step, year, value, most, show(value), "here" if year == here else "")
        for number, (year, value) in enumerate(points)
    ]
    return Markup(
        '<svg class="columns" viewBox="0 0 {w} {h}" role="img" aria-label="{name}：{spoken}"'
        '><line class="axis" x1="0" x2="{w}" y1="{foot}" y2="{foot}"/>{drawn}</svg>'
    ).format(w=WIDTH, h=HEIGHT, foot=_FOOT, name=name, spoken=spoken, drawn=Markup("").join(drawn))


def _column(left: float, step: float, year: int, value: float | None, most: float, label: str, css: str) -> Markup:
    middle = left + step / 2
    width = min(_MOST_COLUMN, step * 0.62)
    height = 0.0 if value is None else max(0.0, (_FOOT - _TOP) * value / most)
    shape = Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
        f"column {css}".strip(), middle - width / 2, _FOOT - height, width, height
    )
    texts = Markup('<text class="value" x="{:.1f}" y="{:.1f}">{}</text><text class="year" x="{:.1f}" y="{}">{}</text>')
    # Twelve years and more leave no room for four digits.
    name = f"{year}" if step >= 30 else f"{year % 100:02d}"
    return (shape if height else Markup("")) + texts.format(middle, _FOOT - height - 4, label, middle, HEIGHT - 4, name)


def bar(value: float | None, most: float | None) -> Markup:
    """A bar of a ranking; the number stands beside it as text."""
    width = 100 * (value or 0) / (most or 1)
    return Markup(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="100"'
        ' height="10" class="rail"/><rect width="{:.2f}" height="10" class="full"/></svg>'
    ).format(width)
