"""``python -m crawler check`` and ``discover``: look at portals without keeping anything in the raw store."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from crawler.discover import MOST_CLICKS, MOST_PAGES, Search
from crawler.found import found_json, found_text, row_of, save
from crawler.health import judge
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
from crawler.rawstore import RawStore
from crawler.registry import DEFAULT_FOLDER, Portal, Registry, on_loopback, where
from crawler.season import expected_year
from crawler.session import Account, Session
from crawler.spiders.check import Visit
from crawler.urls import canonical, host_of

_LOST = "the visit broke off; nothing can be said"


@contextmanager
def _session(registry: Registry, portals: tuple[Portal, ...], today: date) -> Iterator[Session]:
    """A session on a store that is thrown away: a visit is no evidence."""
    with TemporaryDirectory(prefix="nianbao-") as folder, closing(RawStore(Path(folder))) as store:
        run = store.start_run("visit", f"nianbao {version('nianbao')}")
        yield Session(store=store, registry=registry, run=run, portals=portals, recheck="none", today=today)


def _tell_operator(portals: Sequence[Portal]) -> None:
    if hint := say_who_we_are(portals):
        print(f"nianbao portals: {hint}", file=sys.stderr)


def _parser(name: str, description: str, example: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"python -m crawler {name}",
        description=description,
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--portals", type=Path, default=DEFAULT_FOLDER, metavar="DIR")
    parser.add_argument("--delay", type=float, metavar="SECONDS", help="between requests; below 1 only on loopback")
    parser.add_argument("--today", type=date.fromisoformat, metavar="DAY", help="take this day for today (YYYY-MM-DD)")
    parser.add_argument("--json", action="store_true")
    return parser


def _today(arguments: argparse.Namespace) -> date:
    today: date = arguments.today or datetime.now(UTC).date()
    return today


# -- check


def check(argv: Sequence[str]) -> int:
    """Visit columns; exit code 0 if a walk of each would be well, 1 if one needs a person."""
    parser = _parser("check", "Visit columns and say what a walk would collect.", "python -m crawler check nx")
    parser.add_argument("ids", nargs="+", metavar="PORTAL")
    arguments = parser.parse_args(argv)
    registry = read_registry(arguments.portals)
    portals = tuple(_column_row(registry, name) for name in dict.fromkeys(arguments.ids))
    slots = slot_settings(registry, portals, arguments.delay)
    _tell_operator(portals)
    visits: dict[str, Visit] = {}
    today = _today(arguments)
    with _session(registry, portals, today) as session:
        if not run_spider(session, "check", slots, visits=visits):
            raise Refused(COULD_NOT_RUN, _LOST)
        seen = [_seen(row, session.accounts[row.id], visits.get(row.id, Visit()), today) for row in portals]
    for each in seen:
        print(json.dumps(each, ensure_ascii=False) if arguments.json else _told(each))
    return ALL_WELL if all(each["health"] == "ok" for each in seen) else NEEDS_A_PERSON


def _column_row(registry: Registry, name: str) -> Portal:
    try:
        portal = registry.portal(name)
    except KeyError as error:
        raise Refused(USAGE, f"no portal {name} in the registry") from error
    if portal.kind == "discover":
        raise Refused(USAGE, f"the column of {name} is not known yet: nianbao portals discover {name}")
    return portal


def _seen(portal: Portal, account: Account, visit: Visit, today: date) -> dict[str, Any]:
    health, reasons = judge(portal, account, 0, expected_year(today))
    rows = [walk.stated_rows for walk in visit.walks if walk.stated_rows is not None]
    pages = [walk.stated_pages for walk in visit.walks if walk.stated_pages is not None]
    return {
        "portal": portal.id,
        "health": health,
        "column": portal.list_url,
        "system": portal.system,
        "family": visit.family,
        "requests": account.requests,
        "pages": visit.pages,
        "columns": len(visit.walks),
        "links": account.links,
        "reports": len(account.listed),
        "years": sorted(account.years),
        "stated_rows": sum(rows) if rows else None,
        "stated_pages": sum(pages) if pages else None,
        "reasons": list(reasons),
    }


def _told(seen: dict[str, Any]) -> str:
    years = f", {seen['years'][0]} to {seen['years'][-1]}" if seen["years"] else ""
    stated = [f"{seen[f'stated_{what}']} {what}" for what in ("rows", "pages") if seen[f"stated_{what}"] is not None]
    lines = [
        f"{seen['portal']}: {seen['health']}",
        f"  column   {seen['column']}",
        f"  family   {seen['family'] or 'none of ours'} by its first page; the row says {seen['system']}",
        f"  read     {seen['pages']} pages of {seen['columns']} columns, {seen['requests']} requests",
        f"  links    {seen['links']}, of them {seen['reports']} reports by their titles{years}",
        f"  stated   {' and '.join(stated) or 'no total'}",
    ]
    return "\n".join([*lines, *(f"  {reason}" for reason in seen["reasons"])])


# -- discover


def discover(argv: Sequence[str]) -> int:
    """Search a portal for its column; exit code 0 if it was found, 1 if a person has to look."""
    parser = _parser(
        "discover",
        f"Follow a portal's own links to its annual-report column: {MOST_CLICKS} clicks, {MOST_PAGES} pages at most.",
        "python -m crawler discover https://www.nx.gov.cn/",
    )
    parser.add_argument("url", metavar="URL", help="the home page, or the id of a row whose column is not known")
    parser.add_argument(
        "--save", type=Path, default=Path("data/discovered"), metavar="DIR", help="for the listing page"
    )
    parser.add_argument(
        "--approve", action="store_true", help="you know that this host, no gov.cn, is the portal's own"
    )
    arguments = parser.parse_args(argv)
    registry, start = _with_start(read_registry(arguments.portals), arguments.url, arguments.approve)
    slots = slot_settings(registry, (start,), arguments.delay)
    _tell_operator((start,))
    starts = tuple(filter(None, dict.fromkeys((start.hub_url, start.home_url))))
    search, refusals = Search(starts, registry.allows), list[str]()
    with _session(registry, (start,), _today(arguments)) as session:
        if not run_spider(session, "discover", slots, search=search, refusals=refusals):
            raise Refused(COULD_NOT_RUN, _LOST)
    for refusal in refusals:
        print(f"nianbao portals discover: {refusal}", file=sys.stderr)
    column = search.found or search.doubtful
    if column is None:
        raise Refused(NEEDS_A_PERSON, f"no annual-report column found from {where(start)} in {search.pages} pages")
    found = save(column, row_of(column, search.tags, start, _today(arguments)), arguments.save)
    print(found_json(found) if arguments.json else found_text(found, search.pages))
    return ALL_WELL if search.found and column.family else NEEDS_A_PERSON


def _with_start(registry: Registry, asked: str, approved: bool) -> tuple[Registry, Portal]:
    """The registry with a row for the portal that is searched; Refused where nobody approved its host."""
    known = [portal for portal in registry.portals if portal.id == asked]
    if known:
        return registry, known[0]
    home, host = canonical(asked), host_of(asked)
    if not host:
        raise Refused(USAGE, f"{asked!r} is neither an http(s) address nor the id of a portal")
    if not (registry.allows(home) or approved or on_loopback(home)):
        raise Refused(USAGE, f"{host} is no gov.cn host: if you know that it is the portal's own, say --approve")
    by_hand = () if registry.allows(home) else (host,)
    own_slot = registry.slot(host)
    start = Portal(
        id="", name="", place="", kind="discover", system="", home_url=home, hosts=by_hand, slot=own_slot
    )  # fmt: skip
    return replace(registry, portals=(*registry.portals, start)), start


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {"check": check, "discover": discover}
