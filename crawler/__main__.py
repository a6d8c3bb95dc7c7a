"""``python -m crawler``: walk portals once, store what they answer, judge how each fared, say so in the exit code."""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from crawler import settings as project_settings
from crawler import visit
from crawler.fixity import check_next
from crawler.health import portal_run
from crawler.items import PortalRun, Run
from crawler.manifest import write_manifest
from crawler.process import (
    ALL_WELL,
    COULD_NOT_RUN,
    NEEDS_A_PERSON,
    USAGE,
    Refused,
    read_registry,
    run_spider,
    say_who_we_are,
    slot_settings,
)
from crawler.rawstore import Damage, RawStore
from crawler.registry import DEFAULT_FOLDER, Portal, Registry
from crawler.season import expected_year, is_night_of
from crawler.session import Session

_EXAMPLE = """example:
  python -m crawler --data data nx tongxin      walk two portals of the registry into data/raw
  python -m crawler check nx                    visit a column, store nothing, say what a walk would collect
  python -m crawler discover http://www.nx.gov.cn/     find the column from a home page

exit codes: 0 all well; 1 a portal needs a person (the output says which); 2 usage; 3 could not run"""


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
    parser.add_argument("--season", action="store_true", help="out of season, only the portals whose night it is")
    parser.add_argument("--today", type=date.fromisoformat, metavar="DAY", help="take this day for today (YYYY-MM-DD)")
    parser.add_argument("--json", action="store_true", help="the verdict as JSON on stdout")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    words = sys.argv[1:] if argv is None else list(argv)
    visiting = words[:1] in (["check"], ["discover"])
    name = f"nianbao portals {words[0]}" if visiting else "nianbao crawl"
    try:
        return visit.COMMANDS[words[0]](words[1:]) if visiting else _run(_arguments(words))
    except Refused as refused:
        print(f"{name}: {refused}", file=sys.stderr)
        return refused.exit_code
    except (OSError, sqlite3.Error) as error:
        print(f"{name}: could not run: {error}", file=sys.stderr)
        return COULD_NOT_RUN


def _run(arguments: argparse.Namespace) -> int:
    started = time.monotonic()
    registry = read_registry(arguments.portals)
    portals = _chosen(registry, arguments.portals_asked)
    slots = slot_settings(registry, portals, arguments.delay)
    if hint := say_who_we_are(portals):
        print(f"nianbao crawl: {hint}", file=sys.stderr)
    with closing(RawStore(arguments.data)) as store, open(store.root / "crawl.lock", "w") as lock:
        _alone(lock.fileno())
        today: date = arguments.today or datetime.now(UTC).date()
        if arguments.season:
            portals = tuple(each for each in portals if is_night_of(each.id, today, store.last_walk(each.id)))
        run = store.start_run("crawl", f"nianbao {version('nianbao')}")
        _tell_of_the_dead(store, run)
        session = Session(
            store=store, registry=registry, run=run, portals=portals, recheck=arguments.recheck, today=today
        )
        try:
            finished = run_spider(session, "reports", slots)
        except Refused as refused:
            store.end_run(session.run.id, refused.exit_code, str(refused))
            raise
        return _report(session, finished, time.monotonic() - started, arguments.json)


def _tell_of_the_dead(store: RawStore, run: Run) -> None:
    """Say so where the run before this one never came to its end."""
    before = [each for each in store.runs() if each.id != run.id][-1:]
    if before and before[0].summary == "died":
        print(
            f"nianbao crawl: the run before ({before[0].id}) died: killed, or the power went. What it had stored is"
            " kept; this run goes on from there",
            file=sys.stderr,
        )


def _chosen(registry: Registry, asked: Sequence[str]) -> tuple[Portal, ...]:
    known = {portal.id: portal for portal in registry.portals}
    if not known:
        raise Refused(COULD_NOT_RUN, "the registry has no [[portal]] row")
    if unknown := [name for name in asked if name not in known]:
        raise Refused(USAGE, f"no portal {', '.join(unknown)} in the registry; known are {', '.join(known)}")
    if blank := [name for name in asked if known[name].kind == "discover"]:
        raise Refused(USAGE, f"the column of {', '.join(blank)} is not known yet: nianbao portals discover {blank[0]}")
    return tuple(known[name] for name in dict.fromkeys(asked)) or registry.columns


def _alone(lock: int) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Refused(COULD_NOT_RUN, "another crawl is running on this data folder; wait for it to end") from error


def _report(session: Session, finished: bool, seconds: float, as_json: bool) -> int:
    """Judge, record and print; the exit code is this verdict's, never Scrapy's."""
    rows = []
    expected = expected_year(session.today)
    for portal in session.portals:
        best = session.store.best_listed(portal.id)
        row = portal_run(session.run.id, portal, session.accounts[portal.id], best, expected)
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
