"""PDF: bytes -> Document. ``read_pdf`` is the one door.

A file becomes pages (file), a page becomes glyphs and ruling lines (interpreter, paths), lines become tables (rules,
lattice, tables), and what stands outside them paragraphs (lines, furniture, paragraphs): never back up.
"""

from __future__ import annotations

from parsers.formats.pdf.reader import read_pdf

__all__ = ["read_pdf"]
