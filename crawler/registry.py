"""The registry: one row a portal, one TOML file a province (``crawler/portals/<GB/T 2260 prefix>.toml``)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """One row. ``hosts`` are the hosts a crawl of it may ask, with ports where they are not the default.

    ``place`` is the GB/T 2260 code of the area the portal belongs to. ``slot`` is the politeness slot: portals that
    share a platform share it (default: the host of ``list_url``). ``delay`` is in seconds.
    """

    id: str
    name: str
    place: str
    system: str
    list_url: str
    home_url: str = ""
    hosts: tuple[str, ...] = ()
    slot: str = ""
    delay: float | None = None
    min_reports: int = 1
    source: str = ""
    checked: str = ""
    note: str = ""
