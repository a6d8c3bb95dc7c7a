"""Cut, flip and exchange bytes of documents: each must be read or refused, soon, and nothing else may come of it.

    python bench/fuzz.py MUTATIONS SEED FILE_OR_FOLDER…

Any format: inside a DOCX the XML is changed and packed again, elsewhere the bytes themselves. Prints what came of the
mutations; one that raises, or takes longer than five seconds of CPU, is kept in the working directory and ends the run
with exit code 1.
"""

from __future__ import annotations

import io
import random
import re
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path

from parsers import parse

SECONDS = 5.0
FORMATS = {".pdf", ".html", ".docx", ".doc"}
TOKEN = re.compile(rb"/?[A-Za-z:0-9]+|\d+ 0 R|-?[\d.]+|<[^<>]{0,40}>|\([^()]*\)|\"[^\"]*\"|\[|\]|<<|>>")
VALUES = (
    b"null|[]|/X|(s)|1 0 R|99 0 R|-1|99999999999|0|1e400|<<>>|[1 2]|true|nan|<|>>|]|(|Tj|q|<table>|</td>|<tr>|<td"
    b'|colspan="65534"|rowspan="0"|&#0;|<w:tbl>|<w:p/>|"100000000"|style="display:none"|<w:vMerge/>|</w:tc>'
).split(b"|")


def mutated(body: bytes, dice: random.Random) -> bytes:
    if zipfile.is_zipfile(io.BytesIO(body)) and dice.random() < 0.7:
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


def repacked(body: bytes, dice: random.Random) -> bytes:
    """The package with its main part changed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, mutated(part, dice) if name == "word/document.xml" else part)
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
        start = time.process_time()
        counts[outcome(body)] += 1
        if time.process_time() - start > SECONDS:
            print(f"{kept} took longer than {SECONDS} s")
            return 1
        kept.unlink()
    print(*(f"{count:6d} {what}" for what, count in counts.most_common()), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]))
