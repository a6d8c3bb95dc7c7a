"""Fetches, insert-only, and what listings showed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from crawler.items import Fetch, Link

_REDIRECTS = (301, 302, 303, 307, 308)
_JSON = {"headers", "request_headers", "flags"}
FETCH_COLUMNS = tuple(field.name for field in fields(Fetch))
_INSERT = f"INSERT INTO fetch({', '.join(FETCH_COLUMNS)}) VALUES ({', '.join('?' * len(FETCH_COLUMNS))})"


def now() -> str:
    """The time in UTC, ISO 8601 with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Records:
    """What was asked for, and answered."""

    db: sqlite3.Connection

    def record(self, fetch: Fetch) -> int:
        """Append one fetch; return its id."""
        cursor = self.db.execute(_INSERT, _values(fetch))
        if cursor.lastrowid is None:
            raise sqlite3.DatabaseError("the fetch was not stored")
        return cursor.lastrowid

    def record_all(self, fetches: Iterable[Fetch]) -> None:
        """Append fetches: all of them or none, with one wait for the disk."""
        self._all_or_none(_INSERT, [_values(fetch) for fetch in fetches])

    def fetches(self, after: int = 0) -> Iterator[Fetch]:
        """The fetches with an id above ``after``, in order."""
        query = f"SELECT {', '.join(FETCH_COLUMNS)} FROM fetch WHERE id > ? ORDER BY id"
        for row in self.db.execute(query, (after,)):
            yield _fetch(row)

    def fetches_of(self, url: str) -> list[Fetch]:
        """Every fetch of ``url``, in order."""
        return self._fetches("url = ?", url)

    def fetches_with(self, sha256: str) -> list[Fetch]:
        """Every fetch that brought this body, in order."""
        return self._fetches("sha256 = ?", sha256)

    def attachments_on(self, page: str) -> list[Fetch]:
        """Every fetch of an attachment that a link on ``page`` led to, in order."""
        return self._fetches("kind = 'attachment' AND found_on = ?", page)

    def _fetches(self, condition: str, value: str) -> list[Fetch]:
        query = f"SELECT {', '.join(FETCH_COLUMNS)} FROM fetch WHERE {condition} ORDER BY id"
        return [_fetch(row) for row in self.db.execute(query, (value,))]

    def urls(self, kinds: Iterable[str]) -> list[str]:
        """Every address that was asked for as one of ``kinds``, sorted."""
        marks = ", ".join(f"'{kind}'" for kind in kinds)
        query = f"SELECT DISTINCT url FROM fetch WHERE kind IN ({marks}) ORDER BY url"
        return [row[0] for row in self.db.execute(query)]

    def count_until(self, last: int) -> int:
        """How many fetches have an id up to ``last``."""
        return int(self.db.execute("SELECT count(*) FROM fetch WHERE id <= ?", (last,)).fetchone()[0])

    def latest(self, url: str) -> Fetch | None:
        """The newest fetch of ``url`` that brought a body worth keeping: 200, not empty, no block or error page."""
        query = (
            f"SELECT {', '.join(FETCH_COLUMNS)} FROM fetch"
            " WHERE url = ? AND status = 200 AND sha256 IS NOT NULL AND bytes > 0"
            " AND flags NOT LIKE '%\"blocked%' AND flags NOT LIKE '%\"soft404%' ORDER BY id DESC LIMIT 1"
        )
        row = self.db.execute(query, (url,)).fetchone()
        return None if row is None else _fetch(row)

    def last_answer(self, url: str) -> Fetch | None:
        """The newest fetch of ``url`` as a document, no redirect, whatever it was answered; None if there is none."""
        query = (
            f"SELECT {', '.join(FETCH_COLUMNS)} FROM fetch WHERE url = ? AND status NOT IN {_REDIRECTS}"
            " AND kind <> 'listing' ORDER BY id DESC LIMIT 1"
        )
        row = self.db.execute(query, (url,)).fetchone()
        return None if row is None else _fetch(row)

    def last_asked(self, url: str) -> str | None:
        """When ``url`` last gave an answer of its own (any status, or found unchanged); None if it never did."""
        query = (
            f"SELECT max(at) FROM (SELECT at FROM fetch WHERE url = ? AND status NOT IN {_REDIRECTS}"
            " UNION ALL SELECT at FROM checked WHERE url = ?)"
        )
        at: str | None = self.db.execute(query, (url, url)).fetchone()[0]
        return at

    # -- what listings showed and what was looked at again

    def see(self, run: str, portal: str, found_on: str, *links: Link) -> None:
        """Note that the page ``found_on`` of ``portal`` shows ``links`` tonight: all of them or none."""
        at = now()
        rows = [(portal, link.url, link.title, link.listed_on, found_on, at, at, run) for link in links]
        self._all_or_none(
            "INSERT INTO listed VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(portal, url) DO UPDATE SET"
            " title = excluded.title, listed_on = excluded.listed_on, found_on = excluded.found_on,"
            " last_seen = excluded.last_seen, last_run = excluded.last_run",
            rows,
        )

    def _all_or_none(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        with self.db:
            self.db.execute("BEGIN IMMEDIATE")
            self.db.executemany(statement, rows)

    def unlisted(self, portal: str, run: str) -> list[tuple[Link, str, str]]:
        """What earlier runs saw in the listings of ``portal`` and ``run`` did not: (link, found on, last seen)."""
        query = (
            "SELECT url, title, listed_on, found_on, last_seen FROM listed WHERE portal = ? AND last_run <> ?"
            " ORDER BY url"
        )
        return [
            (Link(url=row[0], title=row[1], listed_on=row[2]), row[3], row[4])
            for row in self.db.execute(query, (portal, run))
        ]

    def listed(self, portal: str) -> dict[str, tuple[Link, str]]:
        """What ``portal`` has ever listed: url -> (link as last seen, run that saw it last)."""
        query = "SELECT url, title, listed_on, last_run FROM listed WHERE portal = ? ORDER BY url"
        return {
            row[0]: (Link(url=row[0], title=row[1], listed_on=row[2]), row[3])
            for row in self.db.execute(query, (portal,))
        }

    def check(self, url: str, run: str, sha256: str | None) -> None:
        """Note that ``url`` was asked for and is still what it was (a 304, or the same bytes)."""
        self.db.execute("INSERT OR REPLACE INTO checked VALUES (?, ?, ?, ?)", (url, now(), run, sha256))

    def checked(self) -> dict[str, str]:
        """url -> when it was last found unchanged."""
        return {row[0]: row[1] for row in self.db.execute("SELECT url, at FROM checked")}

    def checked_at(self, url: str) -> str:
        """When ``url`` was last found unchanged; empty when it never was."""
        row = self.db.execute("SELECT at FROM checked WHERE url = ?", (url,)).fetchone()
        return "" if row is None else str(row[0])


def _values(fetch: Fetch) -> tuple[object, ...]:
    return tuple(
        json.dumps(getattr(fetch, name), ensure_ascii=False) if name in _JSON else getattr(fetch, name)
        for name in FETCH_COLUMNS
    )


def _method(request_headers: tuple[tuple[str, str], ...]) -> str:
    """How a fetch was asked for that was recorded before its method was: a form was announced, or there was none."""
    return "POST" if any(name.lower() == "content-type" for name, _ in request_headers) else "GET"


def _fetch(row: tuple[object, ...]) -> Fetch:
    values: dict[str, Any] = dict(zip(FETCH_COLUMNS, row, strict=True))
    values["headers"] = tuple((name, value) for name, value in json.loads(str(values["headers"])))
    values["request_headers"] = tuple((name, value) for name, value in json.loads(str(values["request_headers"])))
    values["flags"] = tuple(json.loads(str(values["flags"])))
    values["method"] = values["method"] or _method(values["request_headers"])
    return Fetch(**values)
