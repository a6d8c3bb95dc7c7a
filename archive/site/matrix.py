"""Place x year: how many reports there are and how many are missing, for the divisions right below a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archive.site.instance import Site

Places = dict[str, dict[str, Any]]
NOWHERE = ""
_THERE = "SELECT place_code, year, count(*) AS number FROM reports GROUP BY place_code, year"
# The view works out every organ whatever is asked of it, so it is asked once a snapshot.
_MISSING = """
SELECT m.organ_id, o.place_code, m.year, m.due_on FROM missing_reports m JOIN organs o ON o.id = m.organ_id
ORDER BY m.organ_id, m.year
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One place: for each year how many reports are there, and how many are missing."""

    code: str
    name: str
    cells: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """``most`` is the fullest cell's number, for the shade."""

    years: list[int]
    lines: list[Line]
    most: int

    def shade(self, there: int) -> int:
        """0 (none) to 5 (as full as it gets)."""
        return 0 if not there else 1 + round(4 * (there / self.most) ** 0.5)


async def _places(site: Site) -> Places:
    if "places" not in site.memo:
        site.memo["places"] = {row["code"]: row for row in await site.rows("SELECT code, name, parent FROM places")}
    places: Places = site.memo["places"]
    return places


async def _missing(site: Site) -> list[dict[str, Any]]:
    if "missing" not in site.memo:
        site.memo["missing"] = await site.rows(_MISSING)
    rows: list[dict[str, Any]] = site.memo["missing"]
    return rows


async def missing_years(site: Site) -> dict[str, list[tuple[int, str]]]:
    """For each organ that lacks a report: the years, each with its legal date."""
    if "missing years" not in site.memo:
        found: dict[str, list[tuple[int, str]]] = {}
        for row in await _missing(site):
            found.setdefault(row["organ_id"], []).append((row["year"], row["due_on"]))
        site.memo["missing years"] = found
    years: dict[str, list[tuple[int, str]]] = site.memo["missing years"]
    return years


@dataclass(frozen=True, slots=True)
class Counts:
    """Reports there and reports missing, by place code and year; which codes and years occur."""

    there: Counter[tuple[str, int]]
    missing: Counter[tuple[str, int]]
    codes: frozenset[str]
    years: list[int]


async def _counts(site: Site) -> Counts:
    if "counts" not in site.memo:
        there = {(row["place_code"] or NOWHERE, row["year"]): row["number"] for row in await site.rows(_THERE)}
        missing = Counter((row["place_code"] or NOWHERE, row["year"]) for row in await _missing(site))
        both = {*there, *missing}
        codes, years = frozenset(code for code, _ in both), sorted({year for _, year in both})
        site.memo["counts"] = Counts(Counter(there), missing, codes, years)
    counts: Counts = site.memo["counts"]
    return counts


async def children(site: Site, code: str) -> bool:
    """Whether divisions below ``code`` have reports or missing ones."""
    places = await _places(site)
    counts = await _counts(site)
    return any(_below(places, found, code) not in (None, code) for found in counts.codes)


def _below(places: Places, code: str, root: str | None) -> str | None:
    """The division right below ``root`` that holds ``code``: ``root`` itself for its own, None when it is elsewhere."""
    path = [code]
    while path[-1] != root and path[-1] in places and places[path[-1]]["parent"]:
        path.append(places[path[-1]]["parent"])
    if root is None:
        return path[-1]
    if path[-1] != root:
        return None
    return path[-2] if len(path) > 1 else root


def _groups(places: Places, found: Iterable[str], root: str | None) -> dict[str, str]:
    """For each place that has something: the division right below ``root`` it belongs to."""
    return {code: group for code in found if (group := _below(places, code, root)) is not None}


def _country(places: Places, found: Iterable[str]) -> dict[str, str]:
    """The provinces; an archive of one province starts with its prefectures, and so on down."""
    groups = _groups(places, found, None)
    while len(set(groups.values())) == 1:
        only = next(iter(groups.values()))
        deeper = _groups(places, found, only)
        if set(deeper.values()) == {only}:
            break
        groups = deeper
    return groups


async def make_matrix(site: Site, root: str | None) -> Matrix:
    """The divisions right below ``root``, ``root``'s own organs among them; None is the country."""
    places = await _places(site)
    counts = await _counts(site)
    groups = _country(places, counts.codes) if root is None else _groups(places, counts.codes, root)
    lines = [
        Line(
            group,
            places[group]["name"] if group in places else "未归地区",
            _cells(counts, [code for code, owner in groups.items() if owner == group]),
        )
        for group in sorted(set(groups.values()), key=lambda code: (code == NOWHERE, code))
    ]
    return Matrix(counts.years, lines, max((cell[0] for line in lines for cell in line.cells), default=0))


def _cells(counts: Counts, codes: list[str]) -> list[tuple[int, int]]:
    """For each year how many reports of ``codes`` are there, and how many are missing."""
    return [
        (sum(counts.there[code, year] for code in codes), sum(counts.missing[code, year] for code in codes))
        for year in counts.years
    ]
