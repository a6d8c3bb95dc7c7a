"""What the parsers made of each body, kept so that an unchanged night parses nothing.

``<data>/parsed.db`` holds one Report per (body, hint), as compressed JSON, with the version of the parser that read
it. It is a cache: deleting it costs time and nothing else. That a newer parser once read the same bytes otherwise
stands nowhere else and cannot be worked out again: so it is kept apart, in ``<data>/rereads.db``, which is no cache.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import unicodedata
import uuid
import zlib
from dataclasses import asdict, astuple, dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from parsers.model import Check, Figure, Hint, Number, Place, Problem, Quote, Report, Section, Status

SCHEMA = """
CREATE TABLE IF NOT EXISTS parsed(
  sha256 TEXT NOT NULL, hint TEXT NOT NULL, parser TEXT NOT NULL, status TEXT NOT NULL, reason TEXT,
  organ TEXT NOT NULL, year INTEGER, title TEXT NOT NULL, media_type TEXT NOT NULL, published_on TEXT,
  index_number TEXT, figures_hash TEXT, text_hash TEXT, report BLOB NOT NULL, serial INTEGER NOT NULL,
  stale INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(sha256, hint)) STRICT;
CREATE INDEX IF NOT EXISTS parsed_serial ON parsed(serial);
CREATE INDEX IF NOT EXISTS parsed_parser ON parsed(parser, reason, stale, sha256);
CREATE TABLE IF NOT EXISTS identity(id TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS kept.reread(
  sha256 TEXT NOT NULL, hint TEXT NOT NULL, at TEXT NOT NULL, parser_before TEXT NOT NULL, parser_after TEXT NOT NULL,
  detail TEXT NOT NULL, PRIMARY KEY(sha256, hint, at)) STRICT, WITHOUT ROWID;
"""

FORMAT = 2
"""Raised whenever rows of the cache, the hashes among them, are made otherwise: then the cache is begun anew."""


@dataclass(frozen=True, slots=True)
class Reread:
    """A newer parser read the same bytes otherwise; ``detail`` is JSON: what ``differences`` found."""

    at: str
    parser_before: str
    parser_after: str
    detail: str


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


def changed_figures(old: Report, new: Report) -> list[dict[str, str | None]]:
    """Every figure that says something else now, as printed before and after (None where there was no such cell)."""
    before = {figure.key: figure for figure in old.figures}
    after = {figure.key: figure for figure in new.figures}
    changed: list[dict[str, str | None]] = []
    for key in sorted(before.keys() | after.keys()):
        left, right = before.get(key), after.get(key)
        if left is None or right is None or (left.kind, said(left)) != (right.kind, said(right)):
            changed.append({"key": key, "before": _print(left), "after": _print(right)})
    return changed


def _print(figure: Figure | None) -> str | None:
    return None if figure is None else figure.printed


def changed_chapters(old: Report, new: Report) -> list[int]:
    """Numbers of the chapters whose heading or text reads otherwise; 0 where only the order or number differs."""
    if text_hash(old) == text_hash(new):
        return []
    before = {section.number: squeeze(section.heading + section.text) for section in old.sections}
    after = {section.number: squeeze(section.heading + section.text) for section in new.sections}
    numbers = sorted(before.keys() | after.keys())
    return [number for number in numbers if number > 0 and before.get(number) != after.get(number)] or [0]


def differences(old: Report, new: Report) -> dict[str, object]:
    """What a second reading of the same bytes makes otherwise: ``figures``, ``doubts``, ``chapters``, ``status``."""
    doubts = [{figure.key: figure.doubt for figure in report.figures if figure.doubt} for report in (old, new)]
    found: dict[str, object] = {
        "status": [old.status, new.status] if old.status != new.status else [],
        "figures": changed_figures(old, new),
        "doubts": sorted(key for key in doubts[0].keys() ^ doubts[1].keys()),
        "chapters": changed_chapters(old, new),
    }
    return {name: value for name, value in found.items() if value}


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
    """Open (and make, where missing) ``<data>/parsed.db``.

    ``identity`` is another one for each store; within one the ``serial`` of what was put grows, so that whoever has
    noted both knows what has been read since.
    """

    def __init__(self, data: Path) -> None:
        data.mkdir(parents=True, exist_ok=True)
        self.db = sqlite3.connect(data / "parsed.db", isolation_level=None, timeout=30)
        self.db.execute("ATTACH ? AS kept", (str(data / "rereads.db"),))
        self.db.executescript("PRAGMA main.journal_mode=WAL; PRAGMA main.synchronous=NORMAL;")
        self.db.executescript("PRAGMA kept.journal_mode=WAL; PRAGMA kept.synchronous=FULL;")
        if self.db.execute("PRAGMA main.user_version").fetchone() != (FORMAT,):
            dropped = "".join(f"DROP TABLE IF EXISTS main.{name};" for name in ("parsed", "reread", "identity"))
            self.db.executescript(f"{dropped} PRAGMA main.user_version={FORMAT};")
        self.db.executescript(SCHEMA)
        self._move_rereads()
        if self.db.execute("SELECT count(*) FROM identity").fetchone() == (0,):
            self.db.execute("INSERT INTO identity VALUES (?)", (uuid.uuid4().hex,))
        (self.identity,) = self.db.execute("SELECT id FROM identity").fetchone()

    def close(self) -> None:
        self.db.close()

    def _move_rereads(self) -> None:
        """An older nianbao kept them in the cache."""
        if self.db.execute("SELECT 1 FROM main.sqlite_schema WHERE name = 'reread'").fetchone():
            # One after the other: a transaction over two files with logs of their own may be kept in one only.
            self.db.execute("INSERT OR IGNORE INTO kept.reread SELECT * FROM main.reread")
            self.db.execute("DROP TABLE main.reread")

    def forget(self) -> None:
        """Have everything read again; what was read so far stays until then, to be compared with."""
        self.db.execute("UPDATE parsed SET stale = 1")

    def serial(self) -> int:
        """The serial of what was put last; 0 when nothing was."""
        found: int = self.db.execute("SELECT coalesce(max(serial), 0) FROM parsed").fetchone()[0]
        return found

    def put(self, hint: str, parser: str, report: Report) -> None:
        """Keep ``report``; where another parser read the same bytes otherwise, note that first."""
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
            self.serial() + 1,
            0,
        )
        # On disk before the cache forgets what was read before.
        self._note_reread(hint, parser, report)
        self.db.execute(f"INSERT OR REPLACE INTO parsed VALUES ({', '.join('?' * len(row))})", row)

    def _note_reread(self, hint: str, parser: str, report: Report) -> None:
        before = self.reading(report.sha256, hint)
        if before is None:
            return
        detail = differences(self.report(report.sha256, hint), report)
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        new = Reread(at, before.parser, parser, _json(detail))
        # The last one again: the cache was put back, or its writing was lost, after that was noted.
        again = [replace(one, at=at) for one in self.rereads(report.sha256, hint)[-1:]] == [new]
        if detail and not again:
            self.db.execute("INSERT INTO kept.reread VALUES (?, ?, ?, ?, ?, ?)", (report.sha256, hint, *astuple(new)))

    def rereads(self, sha256: str, hint: str) -> list[Reread]:
        """How later parsers read one body otherwise, in order of time."""
        query = (
            "SELECT at, parser_before, parser_after, detail FROM kept.reread WHERE sha256 = ? AND hint = ? ORDER BY at"
        )
        return [Reread(*row) for row in self.db.execute(query, (sha256, hint))]

    def is_read(self, sha256: str, hint: str, parser: str) -> bool:
        """Whether ``parser`` has read the body. One that lacked a converter is tried again: it may be there now."""
        row = self.db.execute(
            "SELECT parser, reason, stale FROM parsed WHERE sha256 = ? AND hint = ?", (sha256, hint)
        ).fetchone()
        return row is not None and row[0] == parser and row[1] != "needs-converter" and not row[2]

    def unread(self, parser: str) -> set[str]:
        """The bodies that ``parser`` should read again."""
        query = "SELECT sha256 FROM parsed WHERE parser <> ? OR reason = 'needs-converter' OR stale"
        return {row[0] for row in self.db.execute(query, (parser,))}

    def put_since(self, serial: int) -> set[str]:
        """The bodies read after the one of ``serial``."""
        return {row[0] for row in self.db.execute("SELECT sha256 FROM parsed WHERE serial > ?", (serial,))}

    def reading(self, sha256: str, hint: str) -> Reading | None:
        """What was read, without the contents; None when it never was."""
        columns = ", ".join(Reading.__slots__)
        row = self.db.execute(f"SELECT {columns} FROM parsed WHERE sha256 = ? AND hint = ?", (sha256, hint)).fetchone()
        return None if row is None else Reading(*row)

    def report(self, sha256: str, hint: str) -> Report:
        """The whole Report; KeyError when it was never read."""
        row = self.db.execute("SELECT report FROM parsed WHERE sha256 = ? AND hint = ?", (sha256, hint)).fetchone()
        if row is None:
            raise KeyError(sha256)
        return load_report(zlib.decompress(row[0]).decode())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
