"""What organs are called: spellings that mean one thing everywhere, other names of one organ, and how organs ended.

All of it is data (data/organs.toml), written and corrected by people; data/README.md says how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from archive import datafile
from archive.datafile import DataFileError
from archive.places import Places

HOW = ("merged", "abolished")


@dataclass(frozen=True, slots=True)
class Spelling:
    """``short`` at the beginning of an organ's name means ``full``, wherever the organ is."""

    short: str
    full: str


@dataclass(frozen=True, slots=True)
class Alias:
    """The organ ``name`` of ``place`` is the organ ``organ`` there, or of the division ``at``.

    A rename, an abbreviation of its own, or a county's organ whose reports stand on its city's portal.
    ``first_year`` and ``last_year`` are the years reported on in which it went by that name; None is open.
    """

    place: str
    name: str
    organ: str
    source: str
    first_year: int | None = None
    last_year: int | None = None
    at: str = ""

    def covers(self, year: int | None) -> bool:
        """Whether it holds for a report about ``year``. A report of an unknown year is covered by an open row only."""
        if year is None:
            return self.first_year is None and self.last_year is None
        return (self.first_year or year) <= year <= (self.last_year or year)


@dataclass(frozen=True, slots=True)
class End:
    """The organ ``name`` of ``place`` reports for the last time about ``last_year``: no later report is missing."""

    place: str
    name: str
    how: str
    last_year: int
    source: str
    into: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """All rows of one file."""

    spellings: tuple[Spelling, ...] = ()
    aliases: tuple[Alias, ...] = ()
    ends: tuple[End, ...] = ()

    def spell_out(self, name: str) -> str:
        """An organ's name without its place, in full.

        >>> packaged().spell_out("科委"), packaged().spell_out("发改局"), packaged().spell_out("审计局")
        ('科学技术委员会', '发展和改革局', '审计局')
        """
        for spelling in self.spellings:
            if name.startswith(spelling.short) and not name.startswith(spelling.full):
                name = spelling.full + name.removeprefix(spelling.short)
                break
        name = re.sub(r"管委会$", "管理委员会", name)
        return f"{name}员会" if name.endswith("委") else name

    def called(self, place: str, full: str, year: int | None) -> tuple[str, str]:
        """The place and name the identity is made from: those an alias names, else ``place`` and ``full``."""
        for alias in self.aliases:
            if alias.place == place and alias.covers(year) and self.spell_out(alias.name) == full:
                return alias.at or place, self.spell_out(alias.organ)
        return place, full


def read(path: Path, places: Places) -> Names:
    """The rows of ``path``; DataFileError names the file, the row and the field of the first wrong one."""
    data = datafile.read_toml(path, ("spelling", "alias", "end"))
    spellings = [spelling for _, spelling in datafile.rows(path, data, "spelling", Spelling)]
    aliases = list(datafile.rows(path, data, "alias", Alias))
    ends = list(datafile.rows(path, data, "end", End))
    for row, alias in aliases:
        for field, what in _alias_complaints(alias, places):
            raise DataFileError(path.name, row, field, what)
    for row, end in ends:
        for field, what in _end_complaints(end, places):
            raise DataFileError(path.name, row, field, what)
    _refuse_doubles(path, [(row, alias.place, alias.name, alias) for row, alias in aliases])
    # The longest spelling that fits is the one meant: 市场监管 before 市场.
    spellings.sort(key=lambda each: (-len(each.short), each.short))
    return Names(tuple(spellings), tuple(alias for _, alias in aliases), tuple(end for _, end in ends))


def _alias_complaints(alias: Alias, places: Places) -> Iterator[tuple[str, str]]:
    if alias.place not in places.by_code:
        yield "place", f"{alias.place} is no division the archive knows"
    if alias.at and alias.at not in places.by_code:
        yield "at", f"{alias.at} is no division the archive knows"
    if alias.name == alias.organ and not alias.at:
        yield "organ", "is the same as name"
    if alias.first_year and alias.last_year and alias.first_year > alias.last_year:
        yield "last_year", f"{alias.last_year} is before first_year"


def _end_complaints(end: End, places: Places) -> Iterator[tuple[str, str]]:
    if end.place not in places.by_code:
        yield "place", f"{end.place} is no division the archive knows"
    if end.how not in HOW:
        yield "how", f"{end.how!r}: write one of {', '.join(HOW)}"
    if (end.how == "merged") != bool(end.into):
        yield "into", "a merged organ needs it, an abolished one has none"


def _refuse_doubles(path: Path, rows: list[tuple[str, str, str, Alias]]) -> None:
    """Two aliases of one name whose years overlap would make the identity depend on their order."""
    for index, (row, place, name, alias) in enumerate(rows):
        for other_row, other_place, other_name, other in rows[:index]:
            apart = (alias.last_year or 9999) < (other.first_year or 0) or (other.last_year or 9999) < (
                alias.first_year or 0
            )
            if (place, name) == (other_place, other_name) and not apart:
                raise DataFileError(path.name, row, "first_year", f"its years overlap those of {other_row}")


@cache
def packaged() -> Names:
    """The file that comes with nianbao."""
    with as_file(files("archive") / "data" / "organs.toml") as path:
        return read(path, Places())
