"""How long reading PDFs takes, against the peers, CPU time, all in one run.

    python bench/pdf.py FILE_OR_FOLDER…

Prints milliseconds a page and how many times ours that is. ``ours`` is ``parsers.parse``: figures, chapters, places
and checks. The peers only collect what such a reading would begin with: pdfminer's ``extract_pages``, pypdfium2's
characters with their boxes, and pdfplumber's ``extract_tables`` where it is installed (``pip install pdfplumber``: it
is no dependency of nianbao). Each file is read once unmeasured, so that none pays for imports. Files that are refused,
or read as pictures, are left out and counted.
"""

from __future__ import annotations

import importlib.util
import io
import logging
import sys
import time
from collections.abc import Callable, Iterator
from ctypes import c_double
from pathlib import Path

import pypdfium2
from pdfminer.high_level import extract_pages

from parsers import parse

Reader = Callable[[bytes], object]


def read_pages(body: bytes) -> object:
    return list(extract_pages(io.BytesIO(body)))


def read_characters(body: bytes) -> object:
    found = []
    document = pypdfium2.PdfDocument(body)
    sides = [c_double() for _ in range(4)]
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            code = pypdfium2.raw.FPDFText_GetUnicode(text, index)
            pypdfium2.raw.FPDFText_GetCharBox(text, index, *sides)
            found.append((code, *(side.value for side in sides)))
        text.close()
        page.close()
    document.close()
    return found


def read_tables(body: bytes) -> object:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(body)) as document:
        return [page.extract_tables() for page in document.pages]


def peers() -> dict[str, Reader]:
    found: dict[str, Reader] = {"extract_pages": read_pages, "pypdfium2 characters": read_characters}
    if importlib.util.find_spec("pdfplumber"):
        found["pdfplumber extract_tables"] = read_tables
    return found


def files(names: list[str]) -> Iterator[Path]:
    for name in names:
        path = Path(name)
        yield from sorted(path.rglob("*.pdf")) if path.is_dir() else [path]


def seconds(reader: Reader, body: bytes) -> float:
    start = time.process_time()
    reader(body)
    return time.process_time() - start


def main(names: list[str]) -> None:
    logging.disable(logging.WARNING)
    readers: dict[str, Reader] = {"ours": parse, **peers()}
    spent = dict.fromkeys(readers, 0.0)
    pages = refused = read = 0
    for path in files(names):
        body = path.read_bytes()
        report = parse(body)
        if report.status == "refused" or any(figure.ocr is not None for figure in report.figures):
            refused += 1
            continue
        pages, read = pages + (report.pages or 0), read + 1
        for name, reader in readers.items():
            reader(body) if read == 1 else None
            spent[name] += seconds(reader, body)
    if not pages:
        sys.exit("no readable PDF was given")
    print(f"{pages} pages of {read} files; {refused} left out")
    print("   ms/page   x ours")
    for name, total in spent.items():
        print(f"{1000 * total / pages:10.2f} {total / spent['ours']:8.1f}  {name}")


if __name__ == "__main__":
    main(sys.argv[1:])
