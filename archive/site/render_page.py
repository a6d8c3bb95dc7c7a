"""Draw one page of a PDF as PNG on stdout; run as a program of its own, because the file comes from the web.

``python -I render_page.py FILE PAGE [UNIT X0,Y0,X1,Y1 [strip]]``: the box is outlined; UNIT is ``points`` (from the
lower left) or ``pixels`` (of the picture the page was read from, from its upper left). ``strip`` cuts the page to a
band around it. Exit code 4: there is no such page.
"""

from __future__ import annotations

import math
import resource
import struct
import sys
import zlib

Box = tuple[float, float, float, float]
MEMORY, SECONDS, OUTPUT = 1_500_000_000, 10, 12_000_000
DOTS_PER_INCH = 144
MOST_PIXELS = 4000
RED = b"\xd6\x1c\x1c"
LINE = 3
MARGIN = 90


def limit() -> None:
    """The program may use so much and no more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def png(width: int, rows: list[bytearray]) -> bytes:
    """RGB rows as PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, len(rows), 8, 2, 0, 0, 0)
    image = b"".join(b"\x00" + row for row in rows)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(image, 6)) + chunk(b"IEND", b"")


def outline(rows: list[bytearray], width: int, box: tuple[int, int, int, int]) -> None:
    """Draw a red frame just outside ``box``, given in pixels from the upper left."""
    left, top = max(0, box[0] - LINE - 2), max(0, box[1] - LINE - 2)
    right, bottom = min(width, box[2] + LINE + 2), min(len(rows), box[3] + LINE + 2)
    for number in range(top, bottom):
        row = rows[number]
        if number < top + LINE or number >= bottom - LINE:
            row[left * 3 : right * 3] = RED * (right - left)
        else:
            row[left * 3 : (left + LINE) * 3] = RED * LINE
            row[(right - LINE) * 3 : right * 3] = RED * LINE


def to_points(box: Box, wide: float, high: float) -> Box:
    """A box in pixels of the picture parsers/formats/ocr made of a page of ``wide`` x ``high`` points, in points."""
    from parsers.formats.ocr.limits import DOTS_PER_INCH as FULL
    from parsers.formats.ocr.limits import MAX_PIXELS

    # As parsers/formats/ocr/render.py: larger pages are drawn coarser.
    dots = min(FULL, int(math.sqrt(MAX_PIXELS / (wide / 72 * high / 72))))
    x0, y0, x1, y1 = (side * 72 / dots for side in box)
    return x0, high - y1, x1, high - y0


def draw(path: str, number: int, unit: str, box: Box | None, strip: bool) -> bytes:
    """The page as PNG."""
    import pypdfium2  # not at the top: the limits come first

    document = pypdfium2.PdfDocument(path)
    if not 1 <= number <= len(document):
        raise SystemExit(4)
    page = document[number - 1]
    points_wide, points_high = page.get_size()
    scale = min(DOTS_PER_INCH / 72, MOST_PIXELS / max(points_wide, points_high))
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
    width, stride, pixels = bitmap.width, bitmap.stride, bytes(bitmap.buffer)
    # Seven levels a colour are enough for print and compress to a third.
    pixels = pixels.translate(bytes(min(255, (value + 18) // 36 * 36 + value // 252 * 3) for value in range(256)))
    rows = [bytearray(pixels[start : start + width * 3]) for start in range(0, bitmap.height * stride, stride)]
    if box is not None:
        x0, y0, x1, y1 = to_points(box, points_wide, points_high) if unit == "pixels" else box
        frame = (int(x0 * scale), int((points_high - y1) * scale), int(x1 * scale), int((points_high - y0) * scale))
        if frame[0] < frame[2] and frame[1] < frame[3] and frame[0] < width and frame[1] < len(rows) and frame[3] > 0:
            outline(rows, width, frame)
            if strip:
                rows = rows[max(0, frame[1] - MARGIN) : frame[3] + MARGIN]
    return png(width, rows)


def main(arguments: list[str]) -> None:
    limit()
    path, number, *rest = arguments
    unit, box = "", None
    if rest:
        unit = rest[0]
        x0, y0, x1, y1 = (float(part) for part in rest[1].split(","))
        box = (x0, y0, x1, y1)
    sys.stdout.buffer.write(draw(path, int(number), unit, box, rest[2:] == ["strip"]))


if __name__ == "__main__":
    main(sys.argv[1:])
