"""How many figures of scans are read rightly, stay in doubt, are missing, or are wrong and nobody says so.

    python bench/ocr.py SAMPLES [--kind KIND…] [--only NAME]

SAMPLES holds ``<set>/<layout>/<report>/report.pdf`` with ``expected.json`` beside it. ``g4`` reads the layout scan-g4
as it is; the other kinds are made here from the layout lo-ruled: rendered in grey at 200 dpi; as JPEG pages of quality
40; at 150 (``low``) and at 100 dpi (``coarse``); as one TIFF file of several pages; with two pages on a sheet
(``spread``); or spoilt as the functions of SPOILT say. Noise is drawn from a fixed seed, so that runs compare.
"""

from __future__ import annotations

import argparse
import io
import json
import time
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import cv2
import numpy
import pypdfium2
from PIL import Image

from parsers import parse
from parsers.numbers import read_number


def rendered(path: Path, dpi: int) -> Iterator[numpy.ndarray]:
    for page in pypdfium2.PdfDocument(path):
        yield page.render(scale=dpi / 72, grayscale=True).to_numpy().squeeze()


def spoilt(grey: numpy.ndarray, number: int) -> numpy.ndarray:
    """As a bad scanner does: askew by up to one and a half degrees, out of focus, grainy."""
    tall, wide = grey.shape
    turn = cv2.getRotationMatrix2D((wide / 2, tall / 2), (-1) ** number * (0.5 + number % 3 * 0.5), 1)
    askew = cv2.warpAffine(grey, turn, (wide, tall), borderValue=255)
    noise = numpy.random.default_rng(number).normal(0, 18, grey.shape)
    return (cv2.GaussianBlur(askew, (0, 0), 0.9) * 0.85 + 20 + noise).clip(0, 255).astype(numpy.uint8)


def tilted(grey: numpy.ndarray, number: int) -> numpy.ndarray:
    tall, wide = grey.shape
    turn = cv2.getRotationMatrix2D((wide / 2, tall / 2), 4 * (-1) ** number, 0.94)
    return cv2.warpAffine(grey, turn, (wide, tall), borderValue=255)


def ruling(grey: numpy.ndarray) -> numpy.ndarray:
    """Where the ruling lines are: bars longer than any stroke of a character."""
    ink = (grey < 160).astype(numpy.uint8)
    bars = (cv2.morphologyEx(ink, cv2.MORPH_OPEN, numpy.ones(size, numpy.uint8)) for size in ((1, 70), (70, 1)))
    return cv2.dilate(cv2.bitwise_or(*bars), numpy.ones((5, 5), numpy.uint8)) > 0


def faint(grey: numpy.ndarray, number: int) -> numpy.ndarray:
    """Ruling lines of a fifth of their darkness."""
    return numpy.where(ruling(grey), 255 - (255 - grey) // 5, grey).astype(numpy.uint8)


def worn(grey: numpy.ndarray, number: int) -> numpy.ndarray:
    """Ruling lines with holes of a millimetre, one in seventeen."""
    tall, wide = grey.shape
    holes = numpy.random.default_rng(number).random((tall // 8 + 1, wide // 8 + 1)) < 0.06
    return numpy.where(ruling(grey) & holes.repeat(8, 0).repeat(8, 1)[:tall, :wide], 255, grey).astype(numpy.uint8)


def unruled(grey: numpy.ndarray, number: int) -> numpy.ndarray:
    return numpy.where(ruling(grey), 255, grey).astype(numpy.uint8)


def stamped(grey: numpy.ndarray, number: int) -> numpy.ndarray:
    """A round seal of 42 mm over the right side of the page, of half the darkness of print."""
    tall, wide = grey.shape
    seal = numpy.full_like(grey, 255)
    middle = (int(wide * 0.72), int(tall * (0.3 + 0.2 * (number % 3))))
    cv2.circle(seal, middle, 165, 120, 9)
    cv2.putText(seal, "*", (middle[0] - 50, middle[1] + 90), cv2.FONT_HERSHEY_SIMPLEX, 6, 120, 14)
    for step in range(0, 360, 24):
        at = (middle[0] + int(125 * numpy.cos(step)), middle[1] + int(125 * numpy.sin(step)))
        cv2.putText(seal, "#", at, cv2.FONT_HERSHEY_SIMPLEX, 1.2, 120, 4)
    return numpy.minimum(grey, seal)


def punched(grey: numpy.ndarray, number: int) -> numpy.ndarray:
    """Two holes through which the black lid of the scanner shows, and a dark edge."""
    out = grey.copy()
    for part in (0.36, 0.64):
        cv2.circle(out, (95, int(grey.shape[0] * part)), 24, 30, -1)
    out[:, :14] = 40
    return out


def folded(grey: numpy.ndarray, number: int) -> numpy.ndarray:
    """Folded across and along: shadows of a millimetre, what lies beyond them moved by three pixels."""
    tall, wide = grey.shape
    out = grey.copy()
    down, right = int(tall * 0.45), int(wide * 0.5)
    out[down:, 3:] = out[down:, :-3].copy()
    out[3:, right:] = out[:-3, right:].copy()
    shade = numpy.ones((tall, wide))
    shade[down - 4 : down + 4] = 0.72
    shade[:, right - 4 : right + 4] = 0.72
    return (out * shade).astype(numpy.uint8)


def speckled(grey: numpy.ndarray, number: int) -> numpy.ndarray:
    """Dust: black and white specks of one to three pixels, one in 800 pixels each."""
    chance = numpy.random.default_rng(number)
    out = grey.copy()
    for colour in (0, 255):
        for size in (1, 2, 3):
            spots = (chance.random(grey.shape) < 0.0004).astype(numpy.uint8)
            out[cv2.dilate(spots, numpy.ones((size, size), numpy.uint8)) > 0] = colour
    return out


def curled(grey: numpy.ndarray, number: int) -> numpy.ndarray:
    """From an open book: lines bend by twelve pixels towards the binding, which lies in shadow."""
    tall, wide = grey.shape
    x, y = numpy.meshgrid(numpy.arange(wide, dtype=numpy.float32), numpy.arange(tall, dtype=numpy.float32))
    bend = 12 * numpy.exp(-x / (wide * 0.22))
    moved = cv2.remap(grey, x, y + bend, cv2.INTER_LINEAR, borderValue=255)
    return (moved * (1 - 0.45 * numpy.exp(-x / 60))).astype(numpy.uint8)


def photographed(grey: numpy.ndarray, number: int) -> numpy.ndarray:
    """By hand: out of the square by some 2 %, lit from one side, a little blurred, on a dark table."""
    tall, wide = grey.shape
    chance = numpy.random.default_rng(number)
    corners = numpy.array([[0, 0], [wide, 0], [wide, tall], [0, tall]], numpy.float32)
    inward = numpy.sign(numpy.array([wide / 2, tall / 2]) - corners) * chance.uniform(0.015, 0.04, (4, 2)) * wide
    turn = cv2.getPerspectiveTransform(corners, (corners + inward).astype(numpy.float32))
    seen = cv2.warpPerspective(grey, turn, (wide, tall), flags=cv2.INTER_AREA, borderValue=70)
    light = numpy.linspace(0.95, 0.6, wide)[None, :] * numpy.linspace(1, 0.88, tall)[:, None]
    noise = chance.normal(0, 5, grey.shape)
    return (cv2.GaussianBlur(seen, (0, 0), 0.8) * light + noise).clip(0, 255).astype(numpy.uint8)


def grey_paper(grey: numpy.ndarray, number: int) -> numpy.ndarray:
    """Newsprint: ground of 175, print of 60, and grain."""
    noise = numpy.random.default_rng(number).normal(0, 7, grey.shape)
    return (60 + grey.astype(float) * 115 / 255 + noise).clip(0, 255).astype(numpy.uint8)


def pale(grey: numpy.ndarray, number: int) -> numpy.ndarray:
    """Faint toner: strokes a pixel thinner, of half their darkness, with small holes."""
    thin = cv2.addWeighted(grey, 0.4, cv2.dilate(grey, numpy.ones((2, 2), numpy.uint8)), 0.6, 0)
    holes = cv2.GaussianBlur(numpy.random.default_rng(number).random(grey.shape), (0, 0), 1.5) > 0.56
    return numpy.where(holes, 255, 255 - (255 - thin.astype(int)) // 2).astype(numpy.uint8)


def marked(grey: numpy.ndarray, number: int) -> numpy.ndarray:
    """With a pen: ticks, circles and underlines here and there on the right half."""
    out = grey.copy()
    chance = numpy.random.default_rng(number)
    tall, wide = grey.shape
    for _ in range(9):
        x, y = int(chance.integers(wide // 2, wide - 200)), int(chance.integers(250, tall - 300))
        cv2.polylines(out, [numpy.array([[x, y], [x + 12, y + 16], [x + 40, y - 22]])], False, 90, 3, cv2.LINE_AA)
    for _ in range(3):
        x, y = int(chance.integers(wide // 2, wide - 200)), int(chance.integers(250, tall - 300))
        cv2.ellipse(out, (x, y), (55, 30), 5, 0, 350, 90, 3, cv2.LINE_AA)
        cv2.line(out, (x - 80, y + 60), (x + 40, y + 55), 90, 3, cv2.LINE_AA)
    return out


def bled(grey: numpy.ndarray, number: int) -> numpy.ndarray:
    """The print of the other side shows through, mirrored, at a seventh of its darkness."""
    behind = cv2.GaussianBlur(cv2.flip(grey, 1), (0, 0), 1.2)
    return (grey.astype(int) - (255 - behind.astype(int)) // 7).clip(0, 255).astype(numpy.uint8)


def upside_down(grey: numpy.ndarray, number: int) -> numpy.ndarray:
    return cv2.rotate(grey, cv2.ROTATE_180)


SPOILT = {
    "bad": spoilt,
    "tilted": tilted,
    "faint": faint,
    "worn": worn,
    "unruled": unruled,
    "stamp": stamped,
    "holes": punched,
    "fold": folded,
    "specks": speckled,
    "curl": curled,
    "photo": photographed,
    "paper": grey_paper,
    "pale": pale,
    "pen": marked,
    "bleed": bled,
    "head": upside_down,
}
KINDS = ("g4", "gray", "jpeg", "low", "coarse", "tiff", "spread", *SPOILT)


def spread(pages: list[numpy.ndarray]) -> Iterator[numpy.ndarray]:
    """Two pages on one sheet, as a copier makes brochures."""
    blank = numpy.full_like(pages[0], 255)
    for left, right in zip(pages[::2], [*pages[1::2], blank], strict=False):
        yield numpy.hstack([left, right])


def scan(path: Path, kind: str) -> bytes:
    if kind == "g4":
        return path.read_bytes()
    dpi = {"low": 150, "coarse": 100}.get(kind, 200)
    spoil = SPOILT.get(kind, lambda grey, number: grey)
    pages = [spoil(grey, number) for number, grey in enumerate(rendered(path, dpi))]
    first, *others = [Image.fromarray(page) for page in (spread(pages) if kind == "spread" else pages)]
    out = io.BytesIO()
    if kind == "tiff":
        first.save(out, "TIFF", save_all=True, append_images=others, compression="tiff_lzw")
        return out.getvalue()
    quality = {"jpeg": 40, "bad": 40, "photo": 70, "low": 85, "coarse": 85}.get(kind, 95)
    first.save(out, "PDF", resolution=dpi, save_all=True, append_images=others, quality=quality)
    return out.getvalue()


def compare(figures: dict[str, Any], wanted: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in wanted["figures"].items():
        figure = figures.get(key)
        if figure is None:
            yield "missing", key
            continue
        printed = wanted.get("printed", {}).get(key)
        right = figure.value == (None if value is None else Decimal(str(value)))
        right = right and (printed is None or read_number(printed).kind == figure.kind)
        yield ("in doubt" if figure.doubt else "right" if right else "WRONG"), f"{key} {figure.printed!r} for {value}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("samples", type=Path)
    options.add_argument("--kind", nargs="+", choices=KINDS, default=list(KINDS))
    options.add_argument("--only", default="", help="reports whose name contains this")
    options.add_argument("--verbose", action="store_true", help="name every figure that is not right")
    given = options.parse_args()
    print(f"{'':6}{'figures':>9}{'right':>8}{'in doubt':>10}{'missing':>9}{'wrong':>7}{'s/page':>8}")
    for kind in given.kind:
        layout = "scan-g4" if kind == "g4" else "lo-ruled"
        total: Counter[str] = Counter()
        pages, start = 0, time.process_time()
        for path in sorted(given.samples.glob(f"*/{layout}/*{given.only}*/report.pdf")):
            wanted = json.loads(path.with_name("expected.json").read_text("utf-8"))
            report = parse(scan(path, kind))
            pages += report.pages or 0
            for verdict, what in compare({figure.key: figure for figure in report.figures}, wanted):
                total[verdict] += 1
                if given.verbose and verdict != "right":
                    print(f"  {path.parent.name}: {verdict}: {what}")
        seconds = (time.process_time() - start) / max(1, pages)
        counts = [total[verdict] for verdict in ("right", "in doubt", "missing", "WRONG")]
        print(f"{kind:6}{total.total():>9}{counts[0]:>8}{counts[1]:>10}{counts[2]:>9}{counts[3]:>7}{seconds:>8.1f}")


if __name__ == "__main__":
    main()
