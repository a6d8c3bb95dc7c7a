"""Cut, flip and exchange bytes of PDFs: each must be read or refused, quickly, and never raise anything else.

    python bench/fuzz_pdf.py MUTATIONS SEED FILE_OR_FOLDER…

Prints the reasons and their counts; a mutation that raises or takes longer than five seconds is written to the
working directory and ends the run with exit code 1.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from pathlib import Path

from parsers.errors import Refused
from parsers.formats.pdf import read_pdf

SECONDS = 5.0
TOKEN = re.compile(rb"/[A-Za-z0-9]+|\d+ 0 R|-?[\d.]+|<[0-9A-Fa-f]+>|\([^()]*\)|\[|\]|<<|>>|[A-Za-z*]+")
VALUES = b"null|[]|/X|(s)|1 0 R|99 0 R|-1|99999999999|0|1e400|<<>>|[1 2]|true|nan|<|>>|]|(|4294967296|Tj|q".split(b"|")


def mutated(body: bytes, dice: random.Random) -> bytes:
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


def outcome(body: bytes) -> str:
    try:
        found = read_pdf(body)
    except Refused as refused:
        return refused.reason
    return "read, with problems" if found.problems else "read"


def main(mutations: int, seed: int, names: list[str]) -> int:
    dice = random.Random(seed)
    paths = [path for name in names for path in ([Path(name)] if Path(name).is_file() else Path(name).rglob("*.pdf"))]
    bodies = [path.read_bytes() for path in sorted(paths) if path.stat().st_size]
    counts: Counter[str] = Counter()
    for number in range(mutations):
        body = mutated(dice.choice(bodies), dice)
        kept = Path(f"fuzz-{seed}-{number}.pdf")
        kept.write_bytes(body)
        start = time.perf_counter()
        counts[outcome(body)] += 1
        if time.perf_counter() - start > SECONDS:
            print(f"{kept} took longer than {SECONDS} s")
            return 1
        kept.unlink()
    print(*(f"{count:6d} {what}" for what, count in counts.most_common()), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]))
