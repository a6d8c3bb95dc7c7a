"""What the parsers made of each body, kept so that an unchanged night parses nothing.

``<data>/parsed.db`` holds one Report per (body, hint), as compressed JSON, with the version of the parser that read
it. It is a cache: deleting it costs time and loses nothing.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import unicodedata
import zlib
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from parsers.model import Check, Figure, Hint, Number, Place, Problem, Quote, Report, Section, Status

SCHEMA = """
CREATE TABLE IF NOT EXISTS parsed(
  sha256 TEXT NOT NULL, hint TEXT NOT NULL, parser TEXT NOT NULL, status TEXT NOT NULL, reason TEXT,
  organ TEXT NOT NULL, year INTEGER, title TEXT NOT NULL, media_type TEXT NOT NULL, published_on TEXT,
  index_number TEXT, figures_hash TEXT, text_hash TEXT, report BLOB NOT NULL,
  PRIMARY KEY(sha256, hint)) STRICT, WITHOUT ROWID;
"""

FORMAT = 1
"""Raised whenever rows of the cache, the hashes among them, are made otherwise: then the cache is begun anew."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One parse without its contents: enough to say whose report it is and whether its contents changed.

    ``figures_hash`` and ``text_hash`` are equal for two bodies that say the same; None for a refused one.
    """

    sha256: str
    hint: str
    parser: str
    status: Status
    reason: str | None
    organ: str
    year: int | None
    title: str
    media_type: str
    published_on: str | None
    index_number: str | None
    figures_hash: str | None
    text_hash: str | None

    @property
    def content(self) -> tuple[str | None, str | None]:
        return self.figures_hash, self.text_hash


def hint_key(hint: Hint) -> str:
    """A short name for a hint; what came later to hints counts only where it is there."""
    kept = {name: value for name, value in asdict(hint).items() if value or name not in ("pictures", "picture_of")}
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:16]


def squeeze(text: str) -> str:
    """``text`` without white space and typographic variants: two renderings of one text are equal."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def said(figure: Figure) -> str:
    """What a figure says, whatever its typography: the number with its unit, else the print.

    All marks say the same, "does not apply": "/", "∕" and "-" are one answer in three types.
    """
    if figure.kind == "number" and figure.value is not None:
        return f"{figure.value}{figure.unit or ''}"
    if figure.kind == "mark":
        return "/"
    return squeeze(figure.printed)


def figures_hash(report: Report) -> str:
    lines = sorted(f"{figure.key}={figure.kind}={said(figure)}" for figure in report.figures)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def text_hash(report: Report) -> str:
    """Hash of the chapters. What stands before the first chapter counts only where there is no chapter.

    Portals print counters and dates there ("浏览次数：123"), which change without the report changing.
    """
    chapters = [section for section in report.sections if section.number > 0] or list(report.sections)
    return hashlib.sha256("\n".join(squeeze(s.heading + s.text) for s in chapters).encode()).hexdigest()


def dump_report(report: Report) -> str:
    """The Report as JSON; Decimals become strings, which no other number is."""
    return json.dumps(asdict(report), ensure_ascii=False, separators=(",", ":"), default=str)


def load_report(text: str) -> Report:
    """The Report that ``dump_report`` wrote.

    >>> report = Report("0" * 64, "text/html", "refused", "empty")
    >>> load_report(dump_report(report)) == report
    True
    """
    values: dict[str, Any] = json.loads(text)
    values["figures"] = tuple(_figure(figure) for figure in values["figures"])
    values["sections"] = tuple(Section(**section) for section in values["sections"])
    values["checks"] = tuple(_check(check) for check in values["checks"])
    values["quotes"] = tuple(Quote(**quote) for quote in values.get("quotes", ()))
    values["problems"] = tuple(Problem(**problem) for problem in values["problems"])
    return Report(**values)


def _number(value: int | str | None) -> Number | None:
    return Decimal(value) if isinstance(value, str) else value


def _figure(values: dict[str, Any]) -> Figure:
    place = values["place"]
    box = place["box"]
    values["place"] = Place(**{**place, "box": None if box is None else tuple(box)})
    values["value"] = _number(values["value"])
    return Figure(**values)


def _check(values: dict[str, Any]) -> Check:
    sides = {side: _number(values[side]) for side in ("left", "right")}
    return Check(**{**values, **sides, "cells": tuple(values["cells"])})


class ParsedStore:
    """Open (and make, where missing) ``<data>/parsed.db``."""

    def __init__(self, data: Path) -> None:
        data.mkdir(parents=True, exist_ok=True)
        self.db = sqlite3.connect(data / "parsed.db", isolation_level=None, timeout=30)
        self.db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")
        if self.db.execute("PRAGMA user_version").fetchone() != (FORMAT,):
            self.db.executescript(f"DROP TABLE IF EXISTS parsed; PRAGMA user_version={FORMAT};")
        self.db.executescript(SCHEMA)

    def close(self) -> None:
        self.db.close()

    def clear(self) -> None:
        """Forget everything, so that everything is read again."""
        self.db.execute("DELETE FROM parsed")

    def put(self, hint: str, parser: str, report: Report) -> None:
        refused = report.status == "refused"
        row = (
            report.sha256,
            hint,
            parser,
            report.status,
            report.reason,
            report.organ,
            report.year,
            report.title,
            report.media_type,
            report.published_on,
            report.index_number,
            None if refused else figures_hash(report),
            None if refused else text_hash(report),
            zlib.compress(dump_report(report).encode()),
        )
        self.db.execute(f"INSERT OR REPLACE INTO parsed VALUES ({', '.join('?' * len(row))})", row)

    def readings(self) -> dict[tuple[str, str], Reading]:
        """(sha256, hint) -> what was read, without the contents."""
        columns = ", ".join(Reading.__slots__)
        rows = self.db.execute(f"SELECT {columns} FROM parsed")
        return {(row[0], row[1]): Reading(*row) for row in rows}

    def report(self, sha256: str, hint: str) -> Report:
        """The whole Report; KeyError when it was never read."""
        row = self.db.execute("SELECT report FROM parsed WHERE sha256 = ? AND hint = ?", (sha256, hint)).fetchone()
        if row is None:
            raise KeyError(sha256)
        return load_report(zlib.decompress(row[0]).decode())
