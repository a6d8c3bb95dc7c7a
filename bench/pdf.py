"""How long reading PDFs takes, against pdfminer's own layout analysis: CPU time, both in one run.

    python bench/pdf.py FILE_OR_FOLDER…

Prints milliseconds a page of both and their ratio, for each file and for all together. Files that are refused (scans,
locked files) are left out and counted.
"""

from __future__ import annotations

import io
import logging
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from pdfminer.high_level import extract_pages

from parsers.errors import Refused
from parsers.formats.pdf import read_pdf


def files(names: list[str]) -> Iterator[Path]:
    for name in names:
        path = Path(name)
        yield from sorted(path.rglob("*.pdf")) if path.is_dir() else [path]


def seconds_of_ours(body: bytes) -> tuple[float, int]:
    start = time.process_time()
    pages = read_pdf(body).pages or 0
    return time.process_time() - start, pages


def seconds_of_pdfminer(body: bytes) -> float:
    start = time.process_time()
    for _ in extract_pages(io.BytesIO(body)):
        pass
    return time.process_time() - start


def report(name: str, ours: float, theirs: float, pages: int) -> None:
    print(f"{1000 * ours / pages:8.1f} {1000 * theirs / pages:8.1f} {theirs / ours:6.1f}  {pages:4d}  {name}")


def main(names: list[str]) -> None:
    logging.disable(logging.WARNING)
    print("    ours pdfminer  ratio pages  (ms a page)")
    all_ours = all_theirs = 0.0
    all_pages = refused = 0
    for path in files(names):
        body = path.read_bytes()
        try:
            ours, pages = seconds_of_ours(body)
        except Refused:
            refused += 1
            continue
        theirs = seconds_of_pdfminer(body)
        report("/".join(path.parts[-3:]), ours, theirs, pages)
        all_ours, all_theirs, all_pages = all_ours + ours, all_theirs + theirs, all_pages + pages
    if all_pages:
        report(f"all together; {refused} refused", all_ours, all_theirs, all_pages)


if __name__ == "__main__":
    main(sys.argv[1:])
