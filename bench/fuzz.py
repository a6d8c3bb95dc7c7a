"""Cut, flip and exchange bytes of documents: each must be read or refused, soon, and nothing else may come of it.

    python bench/fuzz.py MUTATIONS SEED FILE_OR_FOLDER…

Any format: inside a package the XML is changed and packed again, elsewhere the bytes themselves. Prints what came of
the mutations; one that raises, takes longer than five seconds of CPU or more than 300 MB above what the interpreter
had, is kept in the working directory and ends the run with exit code 1. Scans and what LibreOffice reads stay unread
here: a page of the one takes seconds, and so does the start of the other.
"""

from __future__ import annotations

import faulthandler
import io
import os
import random
import re
import resource
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path

from parsers import parse

SECONDS = 5.0
HANGS = 120
"""Seconds after which a mutation is taken to hang on: the run then ends where it stands, and says where that is."""
MEMORY = 300 << 20
FORMATS = {".pdf", ".html", ".docx", ".doc", ".mht", ".xml", ".txt", ".zip", ".eml"}
PARTS = re.compile(r"\.(?:xml|html?)$")
TOKEN = re.compile(rb"/?[A-Za-z:0-9]+|\d+ 0 R|-?[\d.]+|<[^<>]{0,40}>|\([^()]*\)|\"[^\"]*\"|\[|\]|<<|>>")
VALUES = (
    b"null|[]|/X|(s)|1 0 R|99 0 R|-1|99999999999|0|1e400|<<>>|[1 2]|true|nan|<|>>|]|(|Tj|q|<table>|</td>|<tr>|<td"
    b'|colspan="65534"|rowspan="0"|&#0;|<w:tbl>|<w:p/>|"100000000"|style="display:none"|<w:vMerge/>|</w:tc>'
).split(b"|")


def mutated(body: bytes, dice: random.Random) -> bytes:
    if can_be_repacked(body) and dice.random() < 0.7:
        return repacked(body, dice)
    way = dice.randrange(4)
    if way == 0:
        return body[: dice.randrange(len(body))]
    if way == 1:
        changed = bytearray(body)
        for _ in range(dice.choice((1, 3, 10, 60))):
            changed[dice.randrange(len(changed))] = dice.randrange(256)
        return bytes(changed)
    if way == 2:
        start = dice.randrange(len(body))
        end = min(len(body), start + dice.randrange(1, 2000))
        return body[:start] + body[end:] if dice.random() < 0.5 else body[:end] + body[start:]
    start = dice.choice((0, max(0, len(body) - 3000), dice.randrange(len(body))))
    spots = list(TOKEN.finditer(body, start, start + 3000))
    for spot in sorted(dice.sample(spots, min(3, len(spots))), key=lambda spot: -spot.start()):
        body = body[: spot.start()] + dice.choice(VALUES) + body[spot.end() :]
    return body


def can_be_repacked(body: bytes) -> bool:
    """Is it a package, and no bomb?"""
    if not zipfile.is_zipfile(io.BytesIO(body)):
        return False
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        return sum(part.file_size for part in package.infolist()) < 16 << 20


def repacked(body: bytes, dice: random.Random) -> bytes:
    """The package with its main part changed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, mutated(part, dice) if part and PARTS.search(name) else part)
    return packed.getvalue()


def outcome(body: bytes) -> str:
    report = parse(body)
    return f"{report.status}: {report.reason}" if report.reason else report.status


def main(mutations: int, seed: int, names: list[str]) -> int:
    dice = random.Random(seed)
    paths = sorted(path for name in names for path in ([Path(name)] if Path(name).is_file() else Path(name).rglob("*")))
    bodies = [path.read_bytes() for path in paths if path.suffix in FORMATS and path.stat().st_size]
    counts: Counter[str] = Counter()
    for number in range(mutations):
        body = mutated(dice.choice(bodies), dice)
        kept = Path(f"fuzz-{seed}-{number}")
        kept.write_bytes(body)
        faulthandler.dump_traceback_later(HANGS, exit=True)
        start = time.process_time()
        counts[outcome(body)] += 1
        if time.process_time() - start > SECONDS:
            print(f"{kept} took longer than {SECONDS} s")
            return 1
        kept.unlink()
    faulthandler.cancel_dump_traceback_later()
    print(*(f"{count:6d} {what}" for what, count in counts.most_common()), sep="\n")
    return 0


def unassisted() -> None:
    """As on a machine with neither the extra for scans nor LibreOffice, and with a limit to memory."""
    sys.modules["rapidocr"] = None  # type: ignore[assignment]
    os.environ["PATH"] = ""
    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY, held + MEMORY))


if __name__ == "__main__":
    unassisted()
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]))
