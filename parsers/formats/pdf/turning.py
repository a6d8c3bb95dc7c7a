"""Pages whose text runs sideways or upside down, and single words that do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from parsers.formats.pdf.page import Glyph, Page, Rule, Turned


def upright(page: Page) -> Page:
    """Turn the page until most of its text runs to the right; what still does not becomes words in its place.

    Whether the page is marked as rotated does not matter: what counts is how its text runs.
    """
    if not page.turned:
        return page
    page.turned = [glyph for glyph in page.turned if not _oblique(glyph)]
    if len(page.turned) > len(page.glyphs):
        ways = Counter(_quarter(turned) for turned in page.turned)
        page = _turned_page(page, ways.most_common(1)[0][0])
    page.glyphs.extend(_words(page.turned))
    page.turned.clear()
    return page


def _oblique(turned: Turned) -> bool:
    """Neither across nor up: a watermark, which must not fall into a cell."""
    across, up = abs(turned.x1 - turned.x0), abs(turned.y1 - turned.y0)
    return min(across, up) > 0.2 * max(across, up)


def _quarter(turned: Turned) -> int:
    """Quarter turns clockwise that make this text run to the right."""
    across, up = turned.x1 - turned.x0, turned.y1 - turned.y0
    if abs(up) > abs(across):
        return 1 if up > 0 else 3
    return 2 if across < 0 else 0


def _turned_page(page: Page, quarter: int) -> Page:
    width, height = (page.height, page.width) if quarter % 2 else (page.width, page.height)
    new = Page(page.number, width, height, quarter, hidden=page.hidden)

    def point(x: float, y: float) -> tuple[float, float]:
        if quarter == 1:
            return y, page.width - x
        if quarter == 2:
            return page.width - x, page.height - y
        return (page.height - y, x) if quarter == 3 else (x, y)

    def box(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        (ax, ay), (bx, by) = point(x0, y0), point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    for x0, y, x1, size, text in page.glyphs:
        new.turned.append(Turned(*point(x0, y), *point(x1, y), size, text))
    for turned in page.turned:
        start, end = point(turned.x0, turned.y0), point(turned.x1, turned.y1)
        if _quarter(turned) == quarter:
            new.glyphs.append(Glyph(start[0], start[1], end[0], turned.size, turned.text))
        else:
            new.turned.append(Turned(*start, *end, turned.size, turned.text))
    lines = [box(start, at, end, at) for at, start, end in page.horizontal]
    lines += [box(at, start, at, end) for at, start, end in page.vertical]
    for x0, y0, x1, y1 in lines:
        if x1 - x0 > y1 - y0:
            new.horizontal.append(Rule(y0, x0, x1))
        else:
            new.vertical.append(Rule(x0, y0, y1))
    new.dots = [point(*dot) for dot in page.dots]
    new.fills = [box(*fill) for fill in page.fills]
    new.images = [box(*image) for image in page.images]
    return new


def _words(turned: list[Turned]) -> Iterator[Glyph]:
    """Runs of turned glyphs, each as one upright glyph at the middle of the run, so that it falls into its cell."""
    run: list[Turned] = []
    for glyph in turned:
        if run and not _follows(run[-1], glyph):
            yield _word(run)
            run = []
        run.append(glyph)
    if run:
        yield _word(run)


def _follows(before: Turned, after: Turned) -> bool:
    near = 0.5 * before.size
    return abs(after.x0 - before.x1) < near and abs(after.y0 - before.y1) < near and _quarter(before) == _quarter(after)


def _word(run: list[Turned]) -> Glyph:
    x = (run[0].x0 + run[-1].x1) / 2
    y = (run[0].y0 + run[-1].y1) / 2
    size = run[0].size
    return Glyph(x - size / 2, y - 0.35 * size, x + size / 2, size, "".join(glyph.text for glyph in run))
