"""What a file may cost before it is refused. Files come from strangers, so every limit stands before the work.

The reports read so far have 4 to 20 pages, below 1 MB of file, 60 KB of content and 2,000 glyphs a page; each limit
leaves a factor of ten or more above that, and together they keep a hostile file below five seconds and 300 MB.
"""

from __future__ import annotations

MAX_BYTES = 64 << 20
"""Of the file: page scans at 300 dpi of a forty-page report stay below it."""

MAX_PAGES = 400
"""The longest reports have some forty pages; page trees of thousands only cost time."""

MAX_STREAM = 16 << 20
"""Decoded bytes of one stream: an embedded Chinese font, the largest thing that is ever unpacked, has up to 15 MB."""

MAX_CONTENT = 6 << 20
"""Decoded bytes of content on one page, its forms included each time they are drawn: a hundred dense pages' worth."""

MAX_DECODED = 160 << 20
"""Decoded bytes of all streams of one document: what a deflate bomb spread over many small streams may cost."""

MAX_SLOW_STREAM = 1 << 20
"""Bytes that pdfminer goes through one by one in Python: LZW, ASCII and run-length streams, predictors, packed
objects. It does some 2 MB a second."""

MAX_PACKED = 4 << 20
"""Bytes of one stream of packed objects: a print with shadowed cells has 7,000 objects in 1.7 MB."""

MAX_DOCUMENT_PACKED = 24 << 20
"""The same for all such streams of a document, which are read at some 10 MB a second."""

SLOWER = 5
"""Times as long pdfminer takes over packed objects that are written in an unusual way."""

RUN_LENGTH_GAIN = 64
"""Bytes that run-length decoding makes of one, at most."""

MAX_DOCUMENT_CONTENT = 24 << 20
"""The same for all pages of a document: a browser's print has 35 KB a page."""

MAX_INSTRUCTIONS = 1_500_000
"""Operators of one document: a dense page has some 3,000, a string with its font and step counted as one."""

MAX_GLYPHS = 60_000
"""Glyphs of one page: a page of 5-point Chinese text has 15,000."""

MAX_DOCUMENT_GLYPHS = 250_000
"""Glyphs of one document: the longest reports, a hundred pages, have 150,000."""

MAX_RULES = 40_000
"""Ruling lines, dots and fills of one page: a table with dotted borders has up to 10,000."""

MAX_FORM_DEPTH = 12
"""Forms within forms: typesetting programs nest two or three."""

MAX_FORMS_DRAWN = 2_000
"""Form drawings of one page: forms that draw each other twice grow with the power of their depth."""

MAX_SAVED_STATES = 500
"""Depth of the q operator: the specification asks readers for 28."""

MAX_MAP_CODES = 70_000
"""Codes of one font map or width table, each time they are given: two-byte codes are 65,536."""

MAX_MAP_BYTES = 2 << 20
"""Decoded bytes of one font map: 65,536 codes in the longest notation take 1.3 MB."""

MAX_FONTS = 5_000
"""Fonts of one document: browsers print each page with some forty subsets of their own."""

MAX_CODE_BYTES = 4
"""Bytes of one character code, by the specification of CMaps."""

MAX_PAGE_SIDE = 14_400.0
"""Points: the specification's own largest page, 200 inches."""

MAX_OBJECT_DEPTH = 100
"""Arrays and dictionaries within each other, in objects: a page tree needs four."""

MAX_CROSSINGS = 2_000_000
"""Horizontal times vertical lines of a page after their pieces are joined: a table of 100 rows has some 2,000."""

MAX_DOCUMENT_CROSSINGS = 16_000_000
"""The same for all pages of a document: two seconds' work."""

MAX_OBJECTS = 300_000
"""Objects of a file whose table of contents is made anew: a browser print has some 300 a page."""
