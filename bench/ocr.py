"""How many figures of scans are read rightly, stay in doubt, are missing, or are wrong and nobody says so.

    python bench/ocr.py SAMPLES [--kind g4 gray jpeg bad low coarse tilted faint worn unruled tiff] [--only NAME]

SAMPLES holds ``<set>/<layout>/<report>/report.pdf`` with ``expected.json`` beside it. ``g4`` reads the layout scan-g4
as it is; the other kinds are made here from the layout lo-ruled: rendered in grey at 200 dpi; as JPEG pages of quality
40; skewed, blurred, noisy JPEG pages; rendered at 150 and at 100 dpi; askew by four degrees; with ruling lines that are
faint, broken by holes, or taken out; as one TIFF file of several pages. Noise is drawn from a fixed seed, so that runs
compare.
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

KINDS = ("g4", "gray", "jpeg", "bad", "low", "coarse", "tilted", "faint", "worn", "unruled", "tiff")


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


SPOILT = {"bad": spoilt, "tilted": tilted, "faint": faint, "worn": worn, "unruled": unruled}


def scan(path: Path, kind: str) -> bytes:
    if kind == "g4":
        return path.read_bytes()
    dpi = {"low": 150, "coarse": 100}.get(kind, 200)
    spoil = SPOILT.get(kind, lambda grey, number: grey)
    first, *others = [Image.fromarray(spoil(grey, number)) for number, grey in enumerate(rendered(path, dpi))]
    out = io.BytesIO()
    if kind == "tiff":
        first.save(out, "TIFF", save_all=True, append_images=others, compression="tiff_lzw")
        return out.getvalue()
    quality = {"jpeg": 40, "bad": 40, "low": 85, "coarse": 85}.get(kind, 95)
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
