"""``python -m crawler``: walk portals once, store what they answer, judge how each fared, say so in the exit code."""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import json
import logging
import os
import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler import settings as project_settings
from crawler.fixity import check_next
from crawler.health import portal_run
from crawler.items import PortalRun
from crawler.manifest import write_manifest
from crawler.progress import Reporter
from crawler.rawstore import Damage, RawStore
from crawler.registry import DEFAULT_FOLDER, LEAST_DELAY, Portal, Registry, RegistryError, load, on_loopback, slot_of
from crawler.session import Session

ALL_WELL, NEEDS_A_PERSON, USAGE, COULD_NOT_RUN = 0, 1, 2, 3
_LEAST_LOOPBACK_DELAY = 0.01
# They tell of single requests that failed; the portal's verdict says the same, with the address.
_QUIET = ("scrapy.core.downloader.handlers.http11", "scrapy.downloadermiddlewares.robotstxt")
_EXAMPLE = """example:
  python -m crawler --data data nx tongxin      walk two portals of the registry into data/raw

exit codes: 0 all well; 1 a portal needs a person (the output says which); 2 usage; 3 could not run"""


class Refused(Exception):
    """The crawl cannot run as asked: one plain sentence, and the exit code."""

    def __init__(self, exit_code: int, message: str) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m crawler",
        description="Walk the annual-report columns of portals and store every answer as received.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    env = os.environ.get
    parser.add_argument("portals_asked", nargs="*", metavar="PORTAL", help="ids of registry rows; default all")
    parser.add_argument("--data", type=Path, default=Path(env("NIANBAO_DATA", "data")), metavar="DIR")
    parser.add_argument("--portals", type=Path, default=Path(env("NIANBAO_PORTALS", DEFAULT_FOLDER)), metavar="DIR")
    parser.add_argument(
        "--recheck", choices=("due", "all", "none"), default="due", help="which stored pages to ask for"
    )
    parser.add_argument("--delay", type=float, metavar="SECONDS", help="between requests; below 1 only on loopback")
    parser.add_argument("--json", action="store_true", help="the verdict as JSON on stdout")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    arguments = _arguments(argv)
    try:
        return _run(arguments)
    except Refused as refused:
        print(f"nianbao crawl: {refused}", file=sys.stderr)
        return refused.exit_code
    except (OSError, sqlite3.Error) as error:
        print(f"nianbao crawl: could not run: {error}", file=sys.stderr)
        return COULD_NOT_RUN


def _run(arguments: argparse.Namespace) -> int:
    started = time.monotonic()
    registry = _registry(arguments.portals)
    portals = _chosen(registry, arguments.portals_asked)
    slots = _slots(registry, portals, arguments.delay)
    if not project_settings.CONTACT and not all(on_loopback(portal.list_url) for portal in portals):
        print(
            "nianbao crawl: set NIANBAO_CONTACT (a page or a mail address), so that portals can reach you",
            file=sys.stderr,
        )
    with closing(RawStore(arguments.data)) as store, open(store.root / "crawl.lock", "w") as lock:
        _alone(lock.fileno())
        session = Session(
            store=store,
            registry=registry,
            run=store.start_run("crawl", f"nianbao {version('nianbao')}"),
            portals=portals,
            recheck=arguments.recheck,
            today=datetime.now(UTC).date(),
        )
        try:
            finished = _crawl(session, slots)
        except Refused as refused:
            store.end_run(session.run.id, refused.exit_code, str(refused))
            raise
        return _report(session, finished, time.monotonic() - started, arguments.json)


def _registry(folder: Path) -> Registry:
    try:
        return load(folder)
    except RegistryError as error:
        raise Refused(COULD_NOT_RUN, f"the registry cannot be used: {error}") from error


def _chosen(registry: Registry, asked: Sequence[str]) -> tuple[Portal, ...]:
    known = {portal.id: portal for portal in registry.portals}
    if not known:
        raise Refused(COULD_NOT_RUN, "the registry has no [[portal]] row")
    if unknown := [name for name in asked if name not in known]:
        raise Refused(USAGE, f"no portal {', '.join(unknown)} in the registry; known are {', '.join(known)}")
    return tuple(known[name] for name in dict.fromkeys(asked)) or registry.portals


def _slots(registry: Registry, portals: Sequence[Portal], delay: float | None) -> dict[str, dict[str, float]]:
    """Scrapy's DOWNLOAD_SLOTS: the delay of each slot that has one of its own; the longest where portals share it."""
    if delay is not None and delay < _LEAST_LOOPBACK_DELAY:
        raise Refused(USAGE, f"--delay {delay}: at least {_LEAST_LOOPBACK_DELAY} s")
    far = [portal.id for portal in portals if not on_loopback(portal.list_url)]
    if delay is not None and delay < LEAST_DELAY and far:
        raise Refused(
            USAGE, f"--delay {delay}: at least {LEAST_DELAY:g} s for portals not on loopback: {', '.join(far)}"
        )
    slots: dict[str, dict[str, float]] = {}
    for portal in registry.portals:
        own = delay if delay is not None and portal in portals else portal.delay
        if own is not None:
            before = slots.get(slot_of(portal), {}).get("delay", 0.0)
            slots[slot_of(portal)] = {"delay": max(own, before), "concurrency": 1}
    return slots


def _alone(lock: int) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Refused(COULD_NOT_RUN, "another crawl is running on this data folder; wait for it to end") from error


def _crawl(session: Session, slots: dict[str, dict[str, float]]) -> bool:
    """Run Scrapy; whether it came to an end of its own making. What it achieved is in the session's accounts."""
    settings = Settings()
    settings.setmodule(project_settings, priority="project")
    settings.set("DOWNLOAD_SLOTS", slots, priority="cmdline")
    session.progress = reporter = Reporter()
    process = AsyncCrawlerProcess(settings)
    for name in _QUIET:  # only now: Scrapy's set-up of logging resets the levels
        logging.getLogger(name).setLevel(logging.CRITICAL)
    crawler = process.create_crawler("reports")
    task: asyncio.Task[None] = process.crawl(crawler, session=session)
    try:
        process.start(install_signal_handlers=False)  # the spider installs its own: a stop that does not wait in queues
    finally:
        reporter.close()
    if error := task.exception():
        raise Refused(COULD_NOT_RUN, f"the crawl did not start: {type(error).__name__}: {error}")
    reason = crawler.stats.get_value("finish_reason") if crawler.stats else None
    return reason in ("finished", "shutdown")


def _report(session: Session, finished: bool, seconds: float, as_json: bool) -> int:
    """Judge, record and print; the exit code is this verdict's, never Scrapy's."""
    rows = []
    for portal in session.portals:
        row = portal_run(session.run.id, portal, session.accounts[portal.id], session.store.best_listed(portal.id))
        session.store.record_portal(row)
        rows.append(row)
    checked, damages = check_next(session.store, session.run.id)
    manifest = write_manifest(session.store, session.run.id)
    _stamp(session.store)
    exit_code = COULD_NOT_RUN if not finished else _exit_code(rows, damages)
    evidence = f"fixity={checked}/{len(damages)} manifest={manifest}"
    line = _summary(session, rows, seconds, evidence, exit_code)
    session.store.end_run(session.run.id, exit_code, line)
    if as_json:
        print(json.dumps(_as_json(session, rows, line, exit_code), ensure_ascii=False))
    else:
        for row in rows:
            if row.health != "ok":
                print(f"{row.portal}: {row.health}: " + "; ".join(row.reasons))
        for damage in damages:
            print(f"{session.store.path(damage.sha256)} is not what it was: run nianbao verify")
        print(line)
    return exit_code


def _stamp(store: RawStore) -> None:
    """Have the manifests stamped, if an authority is set. One that cannot be had tonight is asked again tomorrow."""
    authority = project_settings.TIMESTAMP_AUTHORITY
    if not authority:
        return
    try:
        from crawler.timestamp import NotStamped, stamp_waiting
    except ImportError as error:
        print(f"nianbao crawl: NIANBAO_TSA needs {error.name}: pip install 'nianbao[timestamp]'", file=sys.stderr)
        return
    try:
        stamp_waiting(store, authority)
    except (NotStamped, OSError) as error:
        print(f"nianbao crawl: {authority} gave no time stamp, asked again next time: {error}", file=sys.stderr)


def _exit_code(rows: Sequence[PortalRun], damages: Sequence[Damage]) -> int:
    return ALL_WELL if all(row.health == "ok" for row in rows) and not damages else NEEDS_A_PERSON


def _summary(session: Session, rows: Sequence[PortalRun], seconds: float, evidence: str, exit_code: int) -> str:
    unhealthy = sum(row.health != "ok" for row in rows)
    new_reports = sum(session.accounts[row.portal].new_reports for row in rows)
    return (
        f"run={session.run.id} portals={len(rows)} unhealthy={unhealthy} requests={sum(row.requests for row in rows)}"
        f" new_files={sum(row.new_files for row in rows)} new_reports={new_reports}"
        f" blocked={sum(row.blocked for row in rows)} seconds={seconds:.0f} {evidence} exit={exit_code}"
    )


def _as_json(session: Session, rows: Sequence[PortalRun], line: str, exit_code: int) -> dict[str, Any]:
    return {"run": session.run.id, "exit_code": exit_code, "summary": line, "portals": [asdict(row) for row in rows]}


if __name__ == "__main__":
    sys.exit(main())
