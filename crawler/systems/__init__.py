"""The CMS families we read, one module each. ``contract`` says what a family is."""

from __future__ import annotations

from crawler.pages import Html
from crawler.systems import (
    aspnet,
    empire,
    generic,
    hanweb,
    hebei,
    jiangxi,
    lonsun,
    openness,
    shaanxi,
    trs,
)
from crawler.systems.contract import Listing, Page, PageRequest, System

__all__ = ["SYSTEMS", "Listing", "Page", "PageRequest", "System", "recognise"]

# In the order in which a column page is tried: the sharper signs first, the fallback last.
SYSTEMS: dict[str, System] = {
    "hanweb": hanweb,
    "lonsun": lonsun,
    "jiangxi": jiangxi,
    "openness": openness,
    "hebei": hebei,
    "empire": empire,
    "aspnet": aspnet,
    "trs": trs,
    "shaanxi": shaanxi,
    "generic": generic,
}


def recognise(page: Html) -> str | None:
    """The family a column page belongs to; None if it is none of ours."""
    return next((name for name, system in SYSTEMS.items() if system.recognise(page)), None)
