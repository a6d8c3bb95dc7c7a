"""Pictures of pages: bytes -> Document. ``read_scan`` is the one door.

A page becomes a picture (pictures, render), is straightened (sheet), its ruling lines become cells (ruling and the
lattice of the PDF reader), and its text, read once over the whole page, falls into them by position; every cell that
answers something is read a second time on its own (answers). The packages for that are the extra ``nianbao[ocr]``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from importlib.util import find_spec

from parsers.errors import Refused
from parsers.model import Document

PACKAGES = ("rapidocr", "onnxruntime", "cv2", "numpy", "PIL")
INSTALL = "pip install 'nianbao[ocr]' reads it"


def can_read_scans() -> bool:
    """Is the extra installed?"""
    return all(find_spec(name) is not None for name in PACKAGES)


def read_scan(body: bytes, media_type: str, pages: Collection[int] | None = None) -> Document:
    """Read the pages of a PDF, or one picture, by their looks; ``pages`` (1-based) limits it to those.

    Boxes are pixels of the page's image from its upper left; ``metadata["page-images"]`` gives number, size and dots
    per inch of each image (``1:1654x2339@200``): a PDF page rendered at that resolution is that image.
    Raises Refused: no-text without the extra, else too-large, too-slow or damaged.
    """
    if not can_read_scans():
        raise Refused("no-text", INSTALL)
    # Not at the top: the packages weigh 200 MB and are optional.
    from parsers.formats.ocr.reader import read_pictures

    return read_pictures(body, media_type, pages)


def read_scans(bodies: Sequence[bytes]) -> Document:
    """Read pictures, each one page, as one document; one that cannot be read is a problem of its page.

    Raises Refused as ``read_scan`` does: damaged, where none can be read.
    """
    if not can_read_scans():
        raise Refused("no-text", INSTALL)
    from parsers.formats.ocr.reader import read_sheets

    return read_sheets(bodies)
