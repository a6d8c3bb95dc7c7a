"""What stands around the reports, as rows: places, runs, portals, organs, fetches."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.gather import Group
from archive.kept import Kept
from archive.organs import Organ, Register
from archive.places import Places
from archive.rows import Row
from archive.schema import FETCHES
from crawler.items import Fetch, PortalRun, Run
from crawler.registry import Portal


@dataclass(frozen=True, slots=True)
class Evidence:
    """What all reports rest on. ``parser`` is the version that reads the bodies, ``kept`` what people wrote.

    ``portal_runs`` are of each portal the last account and the last good one, oldest first.
    """

    runs: Sequence[Run]
    portal_runs: Sequence[PortalRun]
    portals: Mapping[str, Portal]
    places: Places
    parser: str
    kept: Kept

    @property
    def register(self) -> Register:
        """Whose report a file is; the division of a portal counts where it is a known one."""
        portals = self.portals.values()
        near = {portal.id: portal.place for portal in portals if portal.place in self.places.by_code}
        return Register(self.places, near, {portal.id: portal.name for portal in portals}, self.kept.names)


def place_rows(places: Places) -> Iterator[Row]:
    """Every division after the one above it."""
    for division in sorted(places.by_code.values(), key=lambda each: (len(places.above(each.code)), each.code)):
        names = places.names(division.code)
        yield {
            "code": division.code,
            "name": division.name,
            "level": division.level,
            "parent": division.parent,
            **names,
            # An invented or unlisted county may have no province above it.
            "province": names["province"] or division.name,
        }


def run_rows(runs: Iterable[Run]) -> Iterator[Row]:
    for run in runs:
        yield {name: getattr(run, name) for name in ("id", "command", "started", "finished", "exit_code", "summary")}


def portal_rows(evidence: Evidence, named: Iterable[str]) -> Iterator[Row]:
    """Every portal of the registry, and every other one that files came from: a row may be gone, its files stay."""
    last = {account.portal: account for account in evidence.portal_runs}
    good = {account.portal: account.run for account in evidence.portal_runs if account.health == "ok"}
    for portal_id in sorted({*named, *evidence.portals, *last}):
        portal, account = evidence.portals.get(portal_id), last.get(portal_id)
        yield {
            "id": portal_id,
            "name": portal.name if portal else portal_id,
            "place_code": portal.place if portal and portal.place in evidence.places.by_code else None,
            "home_url": (portal.home_url or None) if portal else None,
            "list_url": portal.list_url if portal else "",
            "system": portal.system if portal else "",
            "last_good_run": good.get(portal_id),
            "health": account.health if account else None,
            "health_reasons": "; ".join(account.reasons) if account else None,
            "last_year": portal.last_year if portal else None,
        }


def organ_rows(groups: Iterable[Group]) -> Iterator[Row]:
    organs: dict[str, Organ] = {}
    portals: dict[str, str] = {}
    for group in groups:
        organs.setdefault(group.organ.id, group.organ)
        for track in group.tracks:
            if track.fetch.portal is not None:
                portals[group.organ.id] = min(track.fetch.portal, portals.get(group.organ.id, track.fetch.portal))
    for organ_id in sorted(organs):
        organ = organs[organ_id]
        yield {
            "id": organ_id,
            "name": organ.name,
            "place_code": organ.place,
            "kind": organ.kind,
            "portal_id": portals.get(organ_id),
        }


def fetch_rows(fetches: Iterable[Fetch]) -> Iterator[Row]:
    names = [column.name for column in FETCHES.columns if column.name != "flags"]
    for fetch in fetches:
        yield {
            **{name: getattr(fetch, name) for name in names},
            "flags": json.dumps(list(fetch.flags), ensure_ascii=False),
        }
