"""Runs, and how each portal fared in each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields

from crawler.items import PortalRun, Run


class Runs:
    """What was done when; ``start_run`` and ``end_run`` stand with the lock they take, in ``RawStore``."""

    db: sqlite3.Connection

    def runs(self) -> Iterator[Run]:
        """Every run, oldest first."""
        with closing(
            self.db.execute(
                "SELECT id, command, started, finished, exit_code, summary, software FROM run ORDER BY started, id"
            )
        ) as rows:
            for row in rows:
                yield Run(
                    id=row[0],
                    command=row[1],
                    started=row[2],
                    finished=row[3],
                    exit_code=row[4],
                    summary=row[5],
                    software=row[6],
                )

    def record_portal(self, portal_run: PortalRun) -> None:
        values = [getattr(portal_run, field.name) for field in fields(PortalRun)]
        values[-1] = json.dumps(list(portal_run.reasons), ensure_ascii=False)
        marks = ", ".join("?" * len(values))
        self.db.execute(f"INSERT OR REPLACE INTO portal_run VALUES ({marks})", values)

    def best_listed(self, portal: str, runs: int = 30) -> int:
        """The most links that a complete walk of ``portal`` found in its last ``runs`` such walks; 0 if none."""
        query = (
            "SELECT coalesce(max(listed), 0) FROM (SELECT p.listed FROM portal_run p JOIN run r ON r.id = p.run"
            " WHERE p.portal = ? AND p.complete ORDER BY r.started DESC LIMIT ?)"
        )
        best: int = self.db.execute(query, (portal, runs)).fetchone()[0]
        return best

    def last_walk(self, portal: str) -> str | None:
        """When the last run began that did what it could for ``portal``; one cut short is to be gone on with."""
        query = (
            "SELECT max(r.started) FROM portal_run p JOIN run r ON r.id = p.run"
            " WHERE p.portal = ? AND p.health NOT IN ('budget', 'stopped', 'down')"
        )
        started: str | None = self.db.execute(query, (portal,)).fetchone()[0]
        return started

    def portal_runs(self) -> Iterator[PortalRun]:
        """Every portal's account of every run, oldest run first."""
        yield from self._portal_runs("true")

    def last_portal_runs(self) -> Iterator[PortalRun]:
        """Of each portal the last account, and the last in which it was well, oldest run first."""
        newest = "SELECT p.run, p.portal, max(r.started || r.id) FROM portal_run p JOIN run r ON r.id = p.run"
        last, well = f"{newest} GROUP BY p.portal", f"{newest} WHERE p.health = 'ok' GROUP BY p.portal"
        yield from self._portal_runs(f"(p.run, p.portal) IN (SELECT run, portal FROM ({last} UNION ALL {well}))")

    def _portal_runs(self, condition: str) -> Iterator[PortalRun]:
        names = ", ".join(f"p.{field.name}" for field in fields(PortalRun))
        for row in self.db.execute(
            f"SELECT {names} FROM portal_run p JOIN run r ON r.id = p.run WHERE {condition} ORDER BY r.started, r.id, 2"
        ):
            values = dict(zip((field.name for field in fields(PortalRun)), row, strict=True))
            values["complete"] = bool(values["complete"])
            values["reasons"] = tuple(json.loads(values["reasons"]))
            yield PortalRun(**values)
