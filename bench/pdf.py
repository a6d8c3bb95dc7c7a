"""How long reading reports takes, against the peers, and how much memory: all in one run.

    python bench/pdf.py FILE_OR_FOLDER…
    python bench/pdf.py memory FILE_OR_FOLDER…

The first prints CPU milliseconds a page of PDF and how many times ours that is, then milliseconds a report of the other
formats. ``ours`` is ``parsers.parse``: figures, chapters, places and checks. The peers only collect what such a reading
would begin with: pdfminer's ``extract_pages``, pypdfium2's characters with their boxes, and pdfplumber's
``extract_tables`` where it is installed. It is no dependency of nianbao, and neither is pypdfium2 (it comes with the
extra ``ocr``); to have both for this script alone:

    pip install --target PEERS --no-deps pdfplumber pypdfium2
    PYTHONPATH=PEERS python bench/pdf.py FILE_OR_FOLDER…

Each reader reads each file ``ROUNDS`` times, in turn with the others, and its best time counts: the machine may be busy
with other things. Files that are refused are left out and counted.

The second reads each file in a process of its own and prints what ``parse`` needed at its peak above a bare interpreter
and above one that has loaded the modules of the parser, in MB (Linux). Pictures of pages are not read in either
(bench/ocr.py does that).
"""

from __future__ import annotations

import importlib.util
import io
import logging
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from ctypes import c_double
from pathlib import Path

from pdfminer.high_level import extract_pages

from parsers import parse, reading

Reader = Callable[[bytes], object]

ROUNDS = 2
FORMATS = (".pdf", ".html", ".docx", ".doc")
WORST = 8
"""So many files are named in the table of memory."""

PEAK = """
import re
def peak():
    with open("/proc/self/status") as status:
        return re.search("VmHWM:\\s+(\\d+)", status.read())[1]
"""
BARE = PEAK + "print(peak())"
PARSING = (
    PEAK
    + """
import logging, sys
logging.disable(logging.WARNING)
from parsers import parse, reading
reading.can_read_scans = lambda: False
loaded = peak()
with open(sys.argv[1], "rb") as file:
    parse(file.read())
print(loaded, peak())
"""
)
"""(ru_maxrss would count what the process was before it became another.)"""


def read_pages(body: bytes) -> object:
    return list(extract_pages(io.BytesIO(body)))


def read_characters(body: bytes) -> object:
    import pypdfium2

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
    found: dict[str, Reader] = {"extract_pages": read_pages}
    if importlib.util.find_spec("pypdfium2"):
        found["pypdfium2 characters"] = read_characters
    if importlib.util.find_spec("pdfplumber"):
        found["pdfplumber extract_tables"] = read_tables
    return found


def files(names: list[str]) -> Iterator[Path]:
    for name in names:
        path = Path(name)
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in found if file.suffix in FORMATS)


def seconds(reader: Reader, body: bytes) -> float:
    start = time.process_time()
    reader(body)
    return time.process_time() - start


def best(readers: dict[str, Reader], body: bytes) -> dict[str, float]:
    rounds = [{name: seconds(reader, body) for name, reader in readers.items()} for _ in range(ROUNDS)]
    return {name: min(spent[name] for spent in rounds) for name in readers}


def compare(names: list[str]) -> None:
    readers: dict[str, Reader] = {"ours": parse, **peers()}
    spent: Counter[str] = Counter()
    others: Counter[str] = Counter()
    read: Counter[str] = Counter()
    pages = 0
    for path in files(names):
        body = path.read_bytes()
        report = parse(body)
        if report.status == "refused":
            read["left out"] += 1
            continue
        read[path.suffix] += 1
        if path.suffix == ".pdf":
            pages += report.pages or 0
            spent.update(best(readers, body))
        else:
            others[path.suffix] += best({"ours": parse}, body)["ours"]
    if pages:
        print(f"{pages} pages of {read['.pdf']} PDFs; {read['left out']} files left out\n   ms/page   x ours")
    for name, total in spent.items():
        print(f"{1000 * total / pages:10.2f} {total / spent['ours']:8.1f}  {name}")
    for suffix, total in others.items():
        print(f"{1000 * total / read[suffix]:10.2f} ms a report  {suffix} ({read[suffix]} reports)")


def run(*arguments: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", *arguments], capture_output=True, text=True, check=True)
    return done.stdout.split()


def weigh(names: list[str]) -> None:
    bare = int(run(BARE)[0])
    peaks: list[tuple[float, float, Path]] = []
    for path in files(names):
        loaded, peak = map(int, run(PARSING, str(path)))
        peaks.append(((peak - bare) / 1024, (peak - loaded) / 1024, path))
    print(f"{len(peaks)} files\nMB above a bare interpreter, above the loaded modules")
    for whole, alone, path in sorted(peaks, reverse=True)[:WORST]:
        print(f"{whole:6.1f} {alone:6.1f}  {path}")


def main(arguments: list[str]) -> None:
    logging.disable(logging.WARNING)
    reading.can_read_scans = lambda: False
    if arguments[:1] == ["memory"]:
        weigh(arguments[1:])
    else:
        compare(arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
