"""What people found out about a printed figure, tied to the bytes it is printed in: reviews/<sha256>.toml.

A finding changes no figure. It stands beside the failing relation, so that the next reader need not ask again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from archive import datafile
from archive.datafile import DataFileError
from parsers.forms import APPLICANTS, DISCLOSURE_FORMS, REQUEST_FORMS, RESULTS, ROUTES

_NAME = re.compile(r"[0-9a-f]{64}")
KEYS = frozenset(
    {
        *(
            f"requests.{row.key}.{who.key}"
            for form in REQUEST_FORMS.values()
            for row in form.rows
            for who in APPLICANTS
        ),
        *(
            f"disclosure.{item.key}.{measure.key}"
            for form in DISCLOSURE_FORMS.values()
            for item in form.items
            for measure in item.measures
        ),
        *(f"reviews.{route.key}.{result.key}" for route in ROUTES for result in RESULTS),
    }
)
"""The keys of FORM.md that a finding may be about."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One ``[[finding]]``: what is ``printed`` in ``cell``, what it ``means``, ``who`` says so since which day."""

    cell: str
    printed: str
    means: str
    who: str
    on: date


@dataclass(frozen=True, slots=True)
class Finding:
    """An entry and the SHA-256 of the file it is about."""

    sha256: str
    entry: Entry


def read(folder: Path) -> tuple[Finding, ...]:
    """Every finding of ``folder``, by file; DataFileError names the file, row and field of the first wrong one."""
    return tuple(finding for path in sorted(folder.glob("*.toml")) for finding in _findings(path))


def _findings(path: Path) -> Iterator[Finding]:
    if not _NAME.fullmatch(path.stem):
        raise DataFileError(path.name, "file", "name", "call it <SHA-256 of the file it is about>.toml")
    seen: set[str] = set()
    for row, entry in datafile.rows(path, datafile.read_toml(path, ("finding",)), "finding", Entry):
        if entry.cell not in KEYS:
            raise DataFileError(path.name, row, "cell", f"{entry.cell!r} is no key of the form")
        if entry.cell in seen:
            raise DataFileError(path.name, row, "cell", f"{entry.cell} has a finding in this file already")
        seen.add(entry.cell)
        yield Finding(path.stem, entry)
