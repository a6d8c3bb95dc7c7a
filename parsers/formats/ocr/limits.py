"""What reading a scan may cost. A page takes seconds, so what is too much is refused before the first one is read."""

from __future__ import annotations

DOTS_PER_INCH = 200
"""Pages of PDFs are rendered at this resolution: that of fax and office scanners, where every sample reads exactly."""

MAX_PAGES = 80
"""The longest reports have some forty pages; at some six seconds a page this is eight minutes."""

MAX_PIXELS = 16_000_000
"""Of one page's image. A3 at 200 dpi has 7.7 million, A4 at 300 dpi 8.7; larger pages are rendered coarser."""

MAX_SOURCE_PIXELS = 80_000_000
"""Of one loose picture before it is reduced: A4 at 600 dpi has 35 million."""

MIN_SIDE = 200
"""Pixels: a smaller picture is a logo or a stamp, and no page."""

WORKING_WIDTH, WORKING_HEIGHT = 1654, 2339
"""Pixels of the sides to which loose pictures are brought: A4 at 200 dpi, whatever their camera says."""

RENDER_SECONDS = 20
"""CPU time of the child process that renders: pdfium needs a tenth of a second for a page of a scan."""

RENDER_BYTES = 1 << 30
"""Address space of that process."""
