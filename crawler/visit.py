"""``python -m crawler check`` and ``discover``: look at portals without keeping anything in the raw store."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from crawler.discover import MOST_CLICKS, MOST_PAGES, Column, Search
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
        raise Refused(USAGE, f"the column of {name} is not known yet: nianbao portals discover <home page>")
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


@dataclass(frozen=True, slots=True)
class Found:
    """A column as a row to paste, and where its listing page was saved."""

    row: Portal
    column: Column
    fixture: Path


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
    found = _save(column, _row(column, search.tags, start, _today(arguments)), arguments.save)
    print(_found_json(found) if arguments.json else _found_text(found, search.pages))
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


def _save(column: Column, row: Portal, folder: Path) -> Found:
    """Write the listing page as a case for tests/listings."""
    case = folder / f"{column.family or 'generic'}-{row.id}"
    case.mkdir(parents=True, exist_ok=True)
    (case / "page.html").write_bytes(column.page.body)
    asked = json.dumps({"asked": {"url": row.list_url}}, ensure_ascii=False, indent=1)
    (case / "expected.json").write_text(asked + "\n", encoding="utf-8")
    return Found(row, column, case)


def _row(column: Column, tags: Mapping[str, str], start: Portal, today: date) -> Portal:
    """What the row searched for says, and what the pages tell. A site's code begins with its division's
    (国办发〔2017〕47号)."""
    host = host_of(column.page.url)
    code = re.match(r"\d{6}", tags.get("siteidcode", ""))
    name = re.sub(r"[^a-z0-9]+", "-", host.removeprefix("www.").removesuffix(".gov.cn")).strip("-")
    return replace(
        start,
        id=start.id or name,
        name=start.name or tags.get("sitename", ""),
        place=start.place or (code.group() if code else ""),
        kind="column",
        system=column.family or "generic",
        list_url=column.page.url,
        hub_url="",
        hosts=tuple(dict.fromkeys((*start.hosts, *([] if host.endswith(".gov.cn") else [host])))),
        slot="" if start.slot == host_of(start.home_url) else start.slot,
        source=f"nianbao portals discover followed the portal's links from {where(start)} on {today.isoformat()}.",
        checked="",
        note="Signs: " + "; ".join(column.signs) + ".",
    )


_ALWAYS = ("id", "name", "place", "system", "home_url", "list_url", "source", "checked", "note")


def row_text(row: Portal) -> str:
    """A row as it stands in a registry file. What a person must fill in stands empty: no crawl accepts it so."""
    lines = ["[[portal]]"]
    for column in fields(Portal):
        value = getattr(row, column.name)
        if column.name in _ALWAYS or value != column.default:
            written = list(value) if isinstance(value, tuple) else value
            lines.append(f"{column.name} = {json.dumps(written, ensure_ascii=False)}")
    return "\n".join(lines)


def _found_text(found: Found, pages: int) -> str:
    column = found.column
    listed = f"{column.reports} reports and {column.years} year columns on this page" if column.reports + column.years \
        else "nothing on this page by itself: check the row with nianbao portals check"  # fmt: skip
    head = [
        f"# Found after {pages} pages; the page lists {listed}.",
        f"# Family: {column.family or 'none that we recognise; generic is only a try'}.",
        f"# The listing page is saved in {found.fixture}",
    ]
    blank = [name for name in ("name", "place") if not getattr(found.row, name)]
    hint = [f"# Fill in: {', '.join(blank)} (the page does not say)."] if blank else []
    return "\n".join([*head, *hint, row_text(found.row)])


def _found_json(found: Found) -> str:
    row = {name: getattr(found.row, name) for name in (*_ALWAYS, "hosts", "slot", "delay")}
    column = found.column
    return json.dumps(
        {"row": row, "family": column.family, "reports": column.reports, "years": column.years,
         "signs": column.signs, "fixture": str(found.fixture)},
        ensure_ascii=False,
    )  # fmt: skip


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {"check": check, "discover": discover}
