"""A process of its own that renders the pages of a PDF: pdfium aborts or hangs on some hostile files.

Standard input is the PDF; the arguments are the resolution, the limits of pages, pixels, CPU seconds and bytes, and the
page numbers (all if none). Standard output is a line ``pages N``, then for each page ``number width height dpi`` and
width x height bytes of grey. It is run by its path: importing the parsers here would only cost time.
"""

from __future__ import annotations

import math
import resource
import sys
from typing import BinaryIO

import pypdfium2


def render(body: bytes, out: BinaryIO, dpi: int, most_pages: int, most_pixels: int, wanted: list[int]) -> None:
    document = pypdfium2.PdfDocument(body)
    out.write(b"pages %d\n" % len(document))
    out.flush()
    numbers = wanted or range(1, len(document) + 1)
    if len(numbers) > most_pages:
        return
    for number in numbers:
        page = document[number - 1]
        inches = (page.get_width() / 72) * (page.get_height() / 72)
        dots = min(dpi, int(math.sqrt(most_pixels / inches)))
        # pdfium rounds up: a page of 1654.0001 dots would be stretched over 1655, and every line of it blurred.
        bitmap = page.render(scale=dots / 72 * 0.999999, grayscale=True)
        out.write(b"%d %d %d %d\n" % (number, bitmap.width, bitmap.height, dots))
        grey = memoryview(bitmap.buffer)
        for row in range(bitmap.height):
            out.write(grey[row * bitmap.stride : row * bitmap.stride + bitmap.width])
        out.flush()


if __name__ == "__main__":
    resolution, most, pixels, seconds, memory, *chosen = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    try:
        render(sys.stdin.buffer.read(), sys.stdout.buffer, resolution, most, pixels, chosen)
    except pypdfium2.PdfiumError as error:
        sys.exit(str(error))
