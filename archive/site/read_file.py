"""Read one stored file again and write what it says as JSON; run as a program of its own, because files are hostile.

``python -I read_file.py tables FILE MEDIA-TYPE``: the grids that figures name, ``{"3": {"rows", "columns", "cells":
[[row, column, rowspan, colspan, text], …]}}``. ``python -I read_file.py report FILE MEDIA-TYPE``: ``{"figures":
{key: [printed, kind]}, "sections": [[number, heading, text], …]}``. Text only: no markup of the file gets out.
Exit code 3: the file is not read.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

MEMORY, SECONDS = 1_500_000_000, 20
# A table of the form has some 300 cells; what is much larger stays in the file, for a page is under 200 KB.
MOST_SLOTS, MOST_TEXT = 4_000, 300


def limit() -> None:
    """The program may use so much and no more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def tables(body: bytes, media_type: str) -> dict[str, Any]:
    """Every numbered grid of the file."""
    from parsers.model import Grid
    from parsers.reading import read_document

    grids = [block for block in read_document(body, media_type).blocks if isinstance(block, Grid)]
    found: dict[str, Any] = {}
    for grid in grids:
        if grid.place.table is not None and grid.rows * grid.columns <= MOST_SLOTS:
            cells = [
                (cell.row, cell.column, cell.rowspan, cell.colspan, cell.text[:MOST_TEXT])
                for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
            ]
            found[str(grid.place.table)] = {"rows": grid.rows, "columns": grid.columns, "cells": cells}
    return found


def report(body: bytes, media_type: str) -> dict[str, Any]:
    """Figures as printed, and chapters."""
    import parsers

    read = parsers.parse(body, media_type)
    if read.status == "refused":
        raise SystemExit(3)
    return {
        "figures": {figure.key: (figure.printed, figure.kind) for figure in read.figures},
        "sections": [(section.number, section.heading, section.text) for section in read.sections],
    }


def main(arguments: list[str]) -> None:
    limit()
    what, path, media_type = arguments
    from parsers.errors import Refused

    try:
        answer = {"tables": tables, "report": report}[what](Path(path).read_bytes(), media_type)
    except Refused:
        raise SystemExit(3) from None
    sys.stdout.write(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
