"""What bench/site.py asks: kinds of pages, many addresses of each, and what plain Datasette answers instead."""

from __future__ import annotations

import itertools
import sqlite3
import urllib.parse
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from archive.site.queries import QUERIES

WORDS = ("政府信息", "公开", "行政复议", "财政", "教育", "疫情", "审计", "申请", "年度报告", "互联网", "统计", "水利")
SQL = (
    "SELECT organ, year, concluded, denied FROM report_totals WHERE year = {year} AND concluded >= {least}"
    " ORDER BY refusal_rate DESC, report_id LIMIT 20"
)


@dataclass(frozen=True, slots=True)
class Page:
    """``ours`` and ``plain`` answer the same question; of each there are several, to be asked one after the other."""

    name: str
    ours: Sequence[str]
    plain: Sequence[str]

    def fresh(self, number: int, salt: int) -> list[str]:
        """So many addresses that were never asked before: where there are not enough, a parameter nobody reads."""
        join = "&" if "?" in self.ours[0] else "?"
        return [f"{path}{join}_n={salt + turn}" for turn, path in zip(range(number), itertools.cycle(self.ours))]


@dataclass(frozen=True, slots=True)
class Sample:
    """Names that occur in an archive."""

    reports: list[tuple[str, str]]
    organs: list[str]
    places: list[str]
    years: list[int]
    provinces: list[str]


def take_sample(file: Path) -> Sample:
    with closing(sqlite3.connect(file)) as db:
        (most,) = db.execute("SELECT count(*) FROM reports").fetchone()
        every = max(1, most // 400)
        reports = db.execute("SELECT id, organ_id FROM reports ORDER BY year, id").fetchall()[::every]
        years = [row[0] for row in db.execute("SELECT DISTINCT year FROM reports ORDER BY year DESC")]
        places = db.execute("SELECT DISTINCT place_code FROM reports WHERE place_code IS NOT NULL").fetchall()
        provinces = db.execute("SELECT DISTINCT province FROM reports WHERE province IS NOT NULL").fetchall()
    codes = [row[0] for row in places]
    return Sample(
        reports,
        list(dict.fromkeys(row[1] for row in reports)),
        codes[:: max(1, len(codes) // 100)],
        years,
        [row[0] for row in provinces],
    )


def pages(sample: Sample) -> list[Page]:
    """Every kind of page of the site that is made of the database."""
    reports = [row[0] for row in sample.reports]
    both = [(year, province) for province in sample.provinces for year in sample.years]
    tables = [f"/archive/reports?{encode(year=y, province=p)}" for y, p in both]
    sql = [f"/archive?{encode(sql=SQL.format(year=y, least=n))}" for n in range(5, 50) for y in sample.years]
    return [
        Page("home", [f"/?year={year}" for year in sample.years], ["/"]),
        Page("table with facets", ["/archive/reports"], ["/archive/reports?_facet=year&_facet=province&_facet=status"]),
        Page("table with facets, filtered", tables, [f"{path}&_facet=status" for path in tables]),
        Page("report", [f"/report/{id}" for id in reports], [f"/archive/reports/{id}" for id in reports]),
        Page("organ", [f"/organ/{id}" for id in sample.organs], _filtered("organ_id", sample.organs)),
        Page("place", [f"/place/{code}" for code in sample.places], _filtered("place_code", sample.places)),
        Page("search", [f"/search?q={w}" for w in WORDS], [f"/archive/sections?text__contains={w}" for w in WORDS]),
        Page(
            "search, filtered",
            [f"/search?{encode(q=w, year=y, province=p)}" for w, (y, p) in zip(itertools.cycle(WORDS), both)],
            [f"/archive/reports?title__contains={w}" for w in WORDS],
        ),
        Page("changes", ["/changes", "/changes?kind=all", *_kinds()], ["/archive/changes?_sort_desc=at"]),
        Page("changes of a place", [f"/changes?kind=all&place={c}" for c in sample.places], ["/archive/changes"]),
        Page("health", ["/health"], ["/archive/problems?_facet=kind"]),
        Page("SQL", sql, sql),
        *itertools.chain.from_iterable(_asked(sample, both)),
    ]


def encode(**named: object) -> str:
    return urllib.parse.urlencode(named)


def _filtered(column: str, values: Sequence[str]) -> list[str]:
    return [f"/archive/reports?{column}={value}" for value in values]


def _kinds() -> list[str]:
    return [f"/changes?kind={kind}" for kind in ("new", "figures_changed", "withdrawn")]


def _asked(sample: Sample, both: Sequence[tuple[int, str]]) -> Iterator[list[Page]]:
    """Each canned query: of a year and a province, where it has them, and of everything."""
    for query in QUERIES:
        given = [
            {name: {"year": year, "province": province}.get(name, "") for name in query.params}
            for year, province in both
        ]
        same = [f"/archive?{encode(sql=query.sql, **values)}" for values in given]
        empty = dict.fromkeys(query.params, "")
        yield [
            Page(query.name, [f"/archive/{query.name}?{encode(**values)}" for values in given], same),
            Page(f"{query.name}, all", [f"/archive/{query.name}"], [f"/archive?{encode(sql=query.sql, **empty)}"]),
        ]
