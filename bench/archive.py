"""What an archive of a country costs: time, memory and bytes, as it grows.

    python -m bench.archive FOLDER 2000 20000 [200000]

Makes a synthetic national archive of so many reports in FOLDER for each number (20,000 need 3 GB, 200,000 need 30), and
measures, each as a process of its own: a whole build and its publication, the same of an unchanged night and of a
night with 1,000 new reports, and every view and canned query through Datasette next to the same question asked plainly,
without indexes or summaries. A table at the end sets the sizes beside the goals.

The reports are the demo's documents, read by our parsers once, with other organs and years and all counts times 1-9,
which keeps their sums; organs are real divisions times common departments. Their readings go straight into the cache,
so that a whole build is measured without the parsing. A third are PDFs behind a page that only points to them.
Seconds of a shared machine say little: read the ratios. CPU time is that of the process and its children.
"""

from __future__ import annotations

import asyncio
import dataclasses
import hashlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import parsers
from archive.build import World, archive_path, build
from archive.manifest import snapshots_path
from archive.parsed import ParsedStore, dump_report, figures_hash, hint_key, text_hash
from archive.places import Places
from archive.publish import publish
from archive.schema import VIEWS
from archive.summaries import SUMMARIES, as_view
from crawler.items import Fetch, PortalRun
from crawler.rawstore import RawStore
from crawler.registry import Portal
from parsers.model import Figure, Hint, Report

if TYPE_CHECKING:
    from archive.site.instance import Site

DOCUMENTS = Path(parsers.__file__).parent.parent / "crawler" / "demo" / "documents"
BUSINESS = (
    "人民政府",
    "人民政府办公室",
    "财政局",
    "教育局",
    "审计局",
    "民政局",
    "水利局",
    "商务局",
    "统计局",
    "司法局",
)
YEARS = range(2016, 2026)
PLACES = Places()
WORLD = World(
    tuple(
        Portal(id=code, name=place.name, place=code, system="trs", list_url=f"http://{code}.example/list.html")
        for code, place in sorted(PLACES.by_code.items())
    ),
    PLACES,
)
POINTER = '<title>{0}</title><h1>{0}</h1><p>详见附件。</p><a href="a.pdf">附件</a>'
Rows = list[tuple[object, ...]]


# -- a synthetic country


@dataclasses.dataclass(frozen=True, slots=True)
class Template:
    """A reading to be told of other organs: its JSON with the places of organ, year and body left open."""

    reading: Report
    dumped: str
    hashes: tuple[str, str]


def templates() -> dict[str, list[Template]]:
    """HTML and PDF documents that were read in full, with all counts times 1-9."""
    found: dict[str, list[Template]] = {"text/html": [], "application/pdf": []}
    for path in sorted(DOCUMENTS.iterdir()):
        report = parsers.parse(path.read_bytes())
        if report.status == "read" and report.media_type in found:
            for factor in range(1, 10):
                found[report.media_type].append(_template(_times(report, factor)))
    return found


def _times(report: Report, factor: int) -> Report:
    checks = tuple(
        dataclasses.replace(check, left=check.left * factor, right=check.right * factor)
        if isinstance(check.left, int) and isinstance(check.right, int)
        else check
        for check in report.checks
    )
    figures = tuple(_figure_times(figure, factor) for figure in report.figures)
    return dataclasses.replace(report, figures=figures, checks=checks, quotes=(), problems=())


def _figure_times(figure: Figure, factor: int) -> Figure:
    if not isinstance(figure.value, int):
        return figure
    return dataclasses.replace(figure, value=figure.value * factor, printed=str(figure.value * factor))


def _template(report: Report) -> Template:
    dumped = json.loads(dump_report(report))
    dumped |= {"sha256": "{sha256}", "organ": "{organ}", "year": "{year}", "title": "{title}"}
    text = json.dumps(dumped, ensure_ascii=False, separators=(",", ":")).replace('"{year}"', "{year}")
    return Template(report, text, (figures_hash(report), text_hash(report)))


def organs() -> Iterator[tuple[str, str]]:
    """(place, name): every department in every county and city, those of one kind after the other."""
    codes = [code for code, place in sorted(PLACES.by_code.items()) if place.level != "province"]
    for business in BUSINESS:
        for code in codes:
            names = PLACES.names(code)
            yield code, f"{names['prefecture'] or ''}{names['county'] or ''}{business}"


class Country:
    """Fills a data folder with ready-made evidence."""

    def __init__(self, data: Path) -> None:
        self.raw = RawStore(data)
        self.parsed = ParsedStore(data)
        self.templates = templates()
        self.pointer = parsers.parse(POINTER.format("吴忠市审计局2022年政府信息公开工作年度报告").encode())
        self.serial = self.parsed.serial()
        self.run = ""

    def night(self, year: int) -> None:
        """Begin a run in which every portal was well."""
        self.run = self.raw.start_run("crawl", "bench").id
        at = f"{year}-06-01T00:00:00.000000+00:00"
        self.raw.record_all(
            Fetch(run=self.run, portal=one.id, kind="listing", url=one.list_url, at=at, status=200, title="")
            for one in WORLD.portals
        )
        for portal in WORLD.portals:
            self.raw.record_portal(PortalRun(run=self.run, portal=portal.id, complete=True))
        self.raw.end_run(self.run, 0, "well")

    def publish_reports(self, wanted: Sequence[tuple[str, str, int]]) -> None:
        """Each (place, organ, year) publishes its report."""
        fetches: list[Fetch] = []
        readings: Rows = []
        for place, organ, year in wanted:
            chance = random.Random(f"{place}{organ}{year}")
            url, title = (
                f"http://{place}.example/{zlib.crc32(organ.encode())}/t{year}.html",
                f"{organ}{year}年政府信息公开工作年度报告",
            )
            article = self._fetch(place, "article", url, title, year)
            fetches.append(article)
            if chance.randrange(3):
                readings.append(self._reading(chance, "text/html", article, organ, year, title))
            else:
                readings.append(self._pointer(article, organ, year, title))
                fetches.append(self._fetch(place, "attachment", f"{url[:-5]}.pdf", f"{title}.pdf", year, url))
                readings.append(self._reading(chance, "application/pdf", fetches[-1], organ, year, title))
        with self.parsed.db:
            self.parsed.db.execute("BEGIN")
            marks = ", ".join("?" * len(readings[0]))
            self.parsed.db.executemany(f"INSERT OR REPLACE INTO parsed VALUES ({marks})", readings)
        self.raw.record_all(fetches)

    def _fetch(self, place: str, kind: str, url: str, title: str, year: int, found_on: str = "") -> Fetch:
        sha256 = hashlib.sha256(url.encode()).hexdigest()
        at = f"{year + 1}-02-{1 + int(sha256[:2], 16) % 28:02}T08:00:00.000000+00:00"
        return Fetch(
            run=self.run, portal=place, kind=kind, url=url, final_url=url, at=at, status=200, sha256=sha256,
            bytes=50_000, title=title, found_on=found_on,
        )  # type: ignore[arg-type]  # fmt: skip

    def _reading(
        self, chance: random.Random, media_type: str, fetch: Fetch, organ: str, year: int, title: str
    ) -> tuple[object, ...]:
        template = chance.choice(self.templates[media_type])
        text = template.dumped
        values = {"{sha256}": str(fetch.sha256), "{organ}": organ, "{year}": str(year), "{title}": title}
        for name, value in values.items():
            text = text.replace(name, value, 1)
        known = template.reading
        return self._row(fetch, known, organ, year, title, template.hashes, text)

    def _pointer(self, fetch: Fetch, organ: str, year: int, title: str) -> tuple[object, ...]:
        report = dataclasses.replace(self.pointer, sha256=str(fetch.sha256), organ=organ, year=year, title=title)
        hashes = (None, None) if report.status == "refused" else (figures_hash(report), text_hash(report))
        return self._row(fetch, report, organ, year, title, hashes, dump_report(report))

    def _row(
        self, fetch: Fetch, known: Report, organ: str, year: int, title: str, hashes: tuple[object, object], text: str
    ) -> tuple[object, ...]:
        self.serial += 1
        hint = hint_key(Hint(title=fetch.title, organ="", year=None, url=fetch.url))
        published = f"{year + 1}-0{1 + self.serial % 4}-15"
        return (
            fetch.sha256, hint, parsers.PARSER_VERSION, known.status, known.reason, organ, year, title,
            known.media_type, published, None, *hashes, zlib.compress(text.encode(), 1), self.serial, 0,
        )  # fmt: skip


def make(data: Path, reports: int) -> None:
    """A country that has published ``reports`` reports, ten years of each organ."""
    country = Country(data)
    country.night(2026)
    wanted = ((place, organ, year) for place, organ in organs() for year in YEARS)
    done = 0
    while done < reports:
        some = [one for one, _ in zip(wanted, range(min(1000, reports - done)), strict=False)]
        country.publish_reports(some)
        done += len(some)


def quiet_night(data: Path) -> None:
    """A night that finds nothing new: every listing was read, a tenth of the pages were looked at again."""
    country = Country(data)
    country.night(2027)
    # One wait for the disk, not twenty thousand: what the crawler costs is measured elsewhere.
    with country.raw.db:
        country.raw.db.execute("BEGIN")
        for url in country.raw.urls(["article"])[::10]:
            country.raw.check(url, country.run, None)


def busy_night(data: Path, reports: int) -> None:
    """A night in which the next year's reports of the first organs appear."""
    country = Country(data)
    country.night(2027)
    first = [(place, organ, YEARS.stop) for (place, organ), _ in zip(organs(), range(reports), strict=False)]
    country.publish_reports(first)


# -- measuring


@dataclasses.dataclass(frozen=True, slots=True)
class Cost:
    """Of one process: seconds by the clock, seconds of CPU, and its peak memory in MB."""

    wall: float
    cpu: float
    memory: float

    def __str__(self) -> str:
        return f"{self.wall:8.1f} s  {self.cpu:8.1f} s CPU  {self.memory:6.0f} MB"


def measure(step: str, data: Path, *more: str) -> Cost:
    """Run one step of this file as a process of its own."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "bench.archive", f"--{step}", str(data), *more])
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{step} failed")
    return Cost(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def sizes(data: Path, snapshot: str) -> dict[str, float]:
    """Bytes a report of the published file: the prose, its full text, and the rest."""
    with closing(sqlite3.connect(snapshots_path(data) / snapshot / "archive.db")) as db:
        parts = dict(db.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"))
        (reports,) = db.execute("SELECT count(*) FROM reports").fetchone()
        # The divisions are the same three thousand in an archive of any size.
        fixed = sum(size for name, size in parts.items() if "places" in name)
    text = sum(size for name, size in parts.items() if "_fts" in name)
    prose = sum(size for name, size in parts.items() if name.startswith("sections") and "_fts" not in name)
    cells = sum(size for name, size in parts.items() if name.startswith(("packed_", "cell_", "check_")))
    rest = sum(parts.values()) - text - prose - fixed
    return {name: size / reports for name, size in {"rest": rest, "cells": cells, "prose": prose, "text": text}.items()}


@dataclasses.dataclass(frozen=True, slots=True)
class Figures:
    """What one size cost. Of the night's steps the first is the build, the second gate and publication."""

    reports: int
    whole: tuple[Cost, Cost]
    unchanged: tuple[Cost, Cost]
    news: tuple[Cost, Cost]
    bytes: float

    @property
    def unchanged_share(self) -> float:
        """CPU of an unchanged night in parts of that of a whole build, its publication not counted."""
        return (self.unchanged[0].cpu + self.unchanged[1].cpu) / self.whole[0].cpu

    @property
    def unchanged_share_published(self) -> float:
        """The same in parts of a whole build and its publication."""
        return (self.unchanged[0].cpu + self.unchanged[1].cpu) / (self.whole[0].cpu + self.whole[1].cpu)


def bench(folder: Path, counts: Sequence[int]) -> None:
    found: list[Figures] = []
    for count in counts:
        data = folder / str(count)
        if not data.exists():
            print(f"{count} reports: made in {measure('make', data, str(count))}", flush=True)
        archive_path(data).unlink(missing_ok=True)
        whole = _build_and_publish("whole", data)
        measure("quiet", data)
        unchanged = _build_and_publish("unchanged night", data)
        measure("busy", data)
        news = _build_and_publish("1,000 new", data)
        snapshot = max(path.name for path in snapshots_path(data).iterdir() if path.is_dir())
        parts = sizes(data, snapshot)
        print("  a report: " + "  ".join(f"{name} {size / 1000:.1f} KB" for name, size in parts.items()), flush=True)
        found.append(Figures(count, whole, unchanged, news, parts["rest"]))
        ask(data, snapshot)
    compare(found)


def _build_and_publish(what: str, data: Path) -> tuple[Cost, Cost]:
    built = measure("build", data)
    print(f"  {what:16} build    {built}", flush=True)
    published = measure("publish", data)
    print(f"  {'':16} publish  {published}", flush=True)
    return built, published


def compare(found: Sequence[Figures]) -> None:
    """The sizes beside the goals, as a table."""
    news = found[0].news[0].cpu
    lines: list[tuple[str, str, list[str]]] = [
        ("a whole build, ms CPU a report", "equal", [f"{1000 * one.whole[0].cpu / one.reports:.1f}" for one in found]),
        ("its peak memory, MB", "< 500", [f"{one.whole[0].memory:.0f}" for one in found]),
        ("KB a report without prose and text", "< 20", [f"{one.bytes / 1000:.1f}" for one in found]),
        ("an unchanged night, s CPU", "", [f"{one.unchanged[0].cpu + one.unchanged[1].cpu:.1f}" for one in found]),
        ("  of a whole build", "< 2 %", [f"{one.unchanged_share:.1%}" for one in found]),
        ("  of a whole build and publication", "< 2 %", [f"{one.unchanged_share_published:.1%}" for one in found]),
        ("building 1,000 new, s CPU", "", [f"{one.news[0].cpu:.1f}" for one in found]),
        ("  times that of the first size", "<= 1.5", [f"{one.news[0].cpu / news:.2f}" for one in found]),
    ]
    print(f"{'':36} {'goal':>8} " + " ".join(f"{one.reports:>10,}" for one in found))
    for what, goal, values in lines:
        print(f"{what:36} {goal:>8} " + " ".join(f"{value:>10}" for value in values))


# -- questions

ADDRESSES = (
    *(f"/archive/{view.name}.json?_size=100" for view in VIEWS),
    "/archive/report_totals.json?_size=100&year=2022&_sort_desc=received",
    "/archive/failing_checks.json?_size=100&year=2022",
    "/archive/league.json?_size=100&year=2022&_sort_desc=received",
    "/archive/missing_reports.json?_size=100&year=2022",
    "/archive/refusal_rate.json?year=&province=&least=",
    "/archive/refusal_rate.json?year=2022&province=江苏省&least=",
    "/archive/broken_sums.json?year=&rule=",
    "/archive/broken_sums.json?year=2022&rule=row_sum",
    "/archive/carry_over.json?province=&year=",
    "/archive/carry_over.json?province=江苏省&year=2022",
    "/archive/changes_since.json?since=2022-01-01&kind=",
    "/archive/changes_since.json?since=&kind=withdrawn",
    "/archive/missing.json?province=&year=",
    "/archive/missing.json?province=江苏省&year=2022",
    "/archive/cells.json?_size=100",
    "/archive/cells.json?_size=100&report_id={report}",
    "/archive/cells.json?_size=100&key=requests.received.total",
    "/archive/cells.json?_size=100&report_id={report}&_sort_desc=key",
    "/archive/checks.json?_size=100&verdict=fails",
    "/archive/reports.json?_size=100&year=2022",
    "/report/{report}",
)


def ask(data: Path, snapshot: str) -> None:
    """Every view and canned query through Datasette, the best of three, in milliseconds, beside the plain question.

    400 is Datasette's answer to a question that takes more than a second.
    """

    # Not above: a step that is measured should not load Datasette.
    from archive.site.instance import Site

    async def all_of_them() -> None:
        sites = [Site(data, snapshot), Site(plain_copy(data, snapshot), snapshot)]
        for site in sites:
            await site.invoke_startup()
        (row,) = await sites[0].rows("SELECT id FROM reports ORDER BY id LIMIT 1 OFFSET 7")
        print("         ours      plain", flush=True)
        for address in ADDRESSES:
            path = address.format(report=row["id"])
            ours, plain = [await _best(site, path) for site in sites]
            print(f"    {ours[0]:7.0f} {ours[1]} {plain[0]:7.0f} {plain[1]}  {path}", flush=True)

    asyncio.run(all_of_them())


def plain_copy(data: Path, snapshot: str) -> Path:
    """A data folder with the same snapshot, summaries made views and every index dropped that is no key."""
    folder = data / "plain"
    shutil.rmtree(folder, ignore_errors=True)
    target = snapshots_path(folder) / snapshot / "archive.db"
    target.parent.mkdir(parents=True)
    shutil.copyfile(snapshots_path(data) / snapshot / "archive.db", target)
    with closing(sqlite3.connect(target)) as db:
        for table in SUMMARIES:
            db.execute(f"DROP TABLE {table.name}")
            db.execute(as_view(table))
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall():
            db.execute(f"DROP INDEX {name}")
        db.commit()
    return folder


async def _best(site: Site, path: str) -> tuple[float, int]:
    times = []
    status = 0
    for _ in range(3):
        began = time.perf_counter()
        status = (await site.client.get(path)).status_code
        times.append(1000 * (time.perf_counter() - began))
    return min(times), status


def main(arguments: Sequence[str]) -> None:
    steps = {
        "--make": lambda data, count: make(data, int(count)),
        "--build": lambda data: build(data, WORLD),
        "--publish": lambda data: publish(data, "a synthetic country"),
        "--quiet": quiet_night,
        "--busy": lambda data: busy_night(data, 1000),
    }
    if arguments and arguments[0] in steps:
        steps[arguments[0]](Path(arguments[1]), *arguments[2:])  # type: ignore[operator]
    elif len(arguments) > 1:
        bench(Path(arguments[0]), [int(count) for count in arguments[1:]])
    else:
        print(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
