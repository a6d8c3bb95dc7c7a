"""What people keep in files of their own, as tables: names of organs, how organs ended, findings."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import as_file, files

from archive import findings, names
from archive.columns import Column, Table, integer, text
from archive.findings import Finding
from archive.names import Names
from archive.organs import possible_ids
from archive.places import Places
from archive.renew import renew
from archive.rows import Row, problem_row

PLACE_NAMES = Table(
    "place_names",
    "2007 年以来改名、改码、合并的行政区划的旧名",
    "Names and codes of divisions that went out of use since 2007",
    (
        text("code", "当时的区划代码", "Its code then", null=False),
        text("name", "当时的名称", "Its name then", null=False),
        text("level", "级别", "province, prefecture or county", null=False),
        integer("since", "自哪一年起；空为有记载之前", "In use since; null: since before the list begins"),
        integer(
            "until",
            "至哪一年年底；空为 2020 年至 2023 年 6 月之间",
            "Until the end of; null: between 2020 and mid-2023",
        ),
        text("continues_as", "今为（同一区划）", "The same division today", references="places.code"),
        text("merged_into", "并入", "The division it became a part of", references="places.code"),
        text("basis", "依据，见 archive/data/README.md", "How we know: archive/data/README.md", null=False),
    ),
    ("code", "name"),
    without_rowid=True,
)
ORGAN_NAMES = Table(
    "organ_names",
    "机关的其他名称（改名、简称），由人记录",
    "Other names of an organ, written down by a person",
    (
        text("organ_id", "机关编号", "organs.id", null=False, references="organs.id"),
        text("name", "名称（不含地名）", "The name, without its place", null=False),
        integer("first_year", "自哪一年度的报告起", "From the report about this year on"),
        integer("last_year", "至哪一年度的报告止", "Up to the report about this year"),
        text("source", "出处", "Where it says so", null=False),
    ),
    ("organ_id", "name"),
    without_rowid=True,
)
ORGAN_ENDS = Table(
    "organ_ends",
    "已并入他机关或撤销的机关：其后年度不再要求报告",
    "Organs that were merged or abolished: no later report of them is missing",
    (
        text("organ_id", "机关编号", "organs.id", null=False, references="organs.id"),
        text(
            "how",
            "merged 合并，abolished 撤销，place 所在区划撤并",
            "merged, abolished, or place: its division ended",
            null=False,
        ),
        text("merged_into", "并入的机关或区划", "The organ or division it went into"),
        integer("last_year", "最后一份报告的年度", "The last year it reports on", null=False),
        text("source", "出处", "Where it says so", null=False),
    ),
    ("organ_id",),
    without_rowid=True,
)
FINDINGS = Table(
    "findings",
    "人工核查的结论：原文所印数字是什么意思。不改动数字",
    "What a person found out about a printed figure; it changes no figure (docs/reviews.md)",
    (
        text("sha256", "所查文件的 SHA-256", "SHA-256 of the file it is about", null=False),
        text("key", "指标", "Key of the figure", null=False),
        text("report_id", "报告编号", "The report", references="reports.id"),
        text("cell", "报告编号#指标", "<report id>#<key>"),
        text("printed", "原文所印", "As printed", null=False),
        text("means", "结论", "What it means", null=False),
        text("who", "核查人", "Who says so", null=False),
        Column("on_day", "TEXT", "核查日期", "The day it was found", null=False),
    ),
    ("sha256", "key"),
    (("cell",),),
    without_rowid=True,
)
TABLES = (PLACE_NAMES, ORGAN_NAMES, ORGAN_ENDS, FINDINGS)


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything people have written down."""

    names: Names = field(default_factory=Names)
    findings: tuple[Finding, ...] = ()


@cache
def packaged() -> Kept:
    """What comes with nianbao; archive.datafile.DataFileError for a row that cannot be used."""
    with as_file(files("archive") / "reviews") as folder:
        return Kept(names.packaged(), findings.read(folder))


def fill(db: sqlite3.Connection, kept: Kept, places: Places, problem: Callable[[Row], None]) -> None:
    """Write the four tables anew, after organs, files and cells; what needs a person goes to ``problem``."""
    db.execute("DELETE FROM problems WHERE stage = 'archive' AND kind = 'finding-in-doubt'")
    rows: dict[str, list[Values]] = {
        "place_names": _place_names(places),
        "organ_names": _organ_names(db, kept.names),
        "organ_ends": _organ_ends(db, kept.names, places),
        "findings": [_finding(db, finding, problem) for finding in kept.findings],
    }
    for table in TABLES:
        renew(db, table, sorted(rows[table.name], key=repr))


Values = tuple[object, ...]


def _place_names(places: Places) -> list[Values]:
    return [
        (past.code, past.name, past.level, past.since, past.until, past.continues_as, past.merged_into, past.basis)
        for past in places.past
    ]


def _known(db: sqlite3.Connection, place: str, full: str) -> str | None:
    """The id of the organ of that full name, if the archive has one."""
    query = "SELECT id FROM organs WHERE id IN (?, ?)"
    row = db.execute(query, possible_ids(place, full)).fetchone()
    return None if row is None else str(row[0])


def _organ_names(db: sqlite3.Connection, kept: Names) -> list[Values]:
    rows: dict[tuple[str, str], Values] = {}
    for alias in kept.aliases:
        organ = _known(db, alias.at or alias.place, kept.spell_out(alias.organ))
        if organ is not None:
            rows[organ, alias.name] = (organ, alias.name, alias.first_year, alias.last_year, alias.source)
    return list(rows.values())


def _organ_ends(db: sqlite3.Connection, kept: Names, places: Places) -> list[Values]:
    rows: dict[str, Values] = {}
    for past in places.past:
        # The code of 万盛区 is 綦江区's today: whose organs are meant, the code alone does not say.
        if past.continues_as is None and past.until is not None and places.by_code[past.code].name == past.name:
            for (organ,) in db.execute("SELECT id FROM organs WHERE place_code = ?", (past.code,)):
                rows[organ] = (organ, "place", past.merged_into, past.until, f"GB/T 2260: {past.name}")
    for end in kept.ends:
        ended = _known(db, end.place, kept.spell_out(end.name))
        if ended is not None:
            into = _known(db, end.place, kept.spell_out(end.into)) or end.into or None
            rows[ended] = (ended, end.how, into, end.last_year, end.source)
    return list(rows.values())


def _finding(db: sqlite3.Connection, finding: Finding, problem: Callable[[Row], None]) -> Values:
    entry = finding.entry
    file = db.execute("SELECT report_id FROM files WHERE sha256 = ?", (finding.sha256,)).fetchone()
    report = None if file is None else file[0]
    for message in _complaints(db, finding, file is not None, report):
        about = {"sha256": finding.sha256, "report_id": report}
        problem(problem_row(entry.on.isoformat(), "archive", "finding-in-doubt", message, **about))
    cell = None if report is None else f"{report}#{entry.cell}"
    day = entry.on.isoformat()
    return finding.sha256, entry.cell, report, cell, entry.printed, entry.means, entry.who, day


def _complaints(db: sqlite3.Connection, finding: Finding, known: bool, report: str | None) -> Iterator[str]:
    entry = finding.entry
    if not known:
        yield f"The finding on {entry.cell} is about a file the archive does not have."
        return
    query = "SELECT printed FROM cells WHERE report_id = ? AND sha256 = ? AND key = ?"
    printed = db.execute(query, (report, finding.sha256, entry.cell)).fetchone()
    if printed is not None and printed[0] != entry.printed:
        yield f"The finding on {entry.cell} says {entry.printed!r} is printed; what is read there is {printed[0]!r}."
