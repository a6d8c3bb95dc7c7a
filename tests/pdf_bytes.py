"""Minimal PDFs written by hand, for what the fixtures do not show."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
MARKS = b"\n%\xe2\xe3\xcf\xd3\n"


def stream(data: bytes, attributes: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (attributes, len(data), data)


def deflated(data: bytes, attributes: bytes = b"") -> bytes:
    return stream(zlib.compress(data, 9), attributes + b"/Filter/FlateDecode")


def file_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A sound file of the objects 1, 2, …; the first is the catalog."""
    body = bytearray(b"%PDF-1.7" + MARKS)
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    body += b"trailer\n<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(body)


def pages_of(
    contents: Iterable[bytes],
    page: bytes = b"/MediaBox[0 0 400 600]",
    font: bytes = HELVETICA,
    xobjects: bytes = b"",
    more: Sequence[bytes] = (),
    trailer: bytes = b"",
) -> bytes:
    """Pages of the contents (whole stream objects where they begin with <<). Objects of ``more`` begin at 4."""
    contents = list(contents)
    first = 4 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + 2 * index) for index in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]%s/Resources<</Font<</F 3 0 R>>/XObject<<%s>>>>>>"
        % (len(contents), kids, page, xobjects),
        font,
        *more,
    ]
    for index, content in enumerate(contents):
        objects.append(b"<</Type/Page/Parent 2 0 R/Contents %d 0 R>>" % (first + 2 * index + 1))
        objects.append(content if content.startswith(b"<<") else stream(content))
    return file_of(objects, trailer)


def text(x: float, y: float, shown: str, size: float = 10) -> bytes:
    return b"BT /F %g Tf %g %g Td (%s) Tj ET\n" % (size, x, y, shown.encode("latin-1"))


def grid_texts(rows: Sequence[Sequence[str]], x: float = 100, top: float = 500) -> bytes:
    """Texts in cells of 60 x 20 points whose upper left corner is (x, top)."""
    return b"".join(
        text(x + 60 * column + 5, top - 20 * row - 14, shown)
        for row, line in enumerate(rows)
        for column, shown in enumerate(line)
        if shown
    )


def lines(rows: int, columns: int, x: float = 100, top: float = 500) -> bytes:
    """The ruling lines of such a table, stroked."""
    across = (b"%g %g m %g %g l S\n" % (x, top - 20 * row, x + 60 * columns, top - 20 * row) for row in range(rows + 1))
    upright = (
        b"%g %g m %g %g l S\n" % (x + 60 * column, top, x + 60 * column, top - 20 * rows)
        for column in range(columns + 1)
    )
    return b"".join([*across, *upright])
