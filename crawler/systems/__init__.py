"""The CMS families we read, one module each. ``contract`` says what a family is."""

from __future__ import annotations

from crawler.pages import Html
from crawler.systems import (
    annualreport,
    aspnet,
    boda,
    empire,
    generic,
    gkmlpt,
    hanweb,
    hebei,
    jiangxi,
    jpaas,
    lonsun,
    nfcms,
    openness,
    shaanxi,
    trs,
    ucap,
    webplus,
)
from crawler.systems.contract import Listing, Page, PageRequest, System

__all__ = ["SYSTEMS", "Listing", "Page", "PageRequest", "System", "recognise"]

# In the order in which a page is tried, the sharpest signs first, the fallback last: hosts mix families.
SYSTEMS: dict[str, System] = {
    "gkmlpt": gkmlpt,
    "jpaas": jpaas,
    "annualreport": annualreport,
    "hanweb": hanweb,
    "lonsun": lonsun,
    "ucap": ucap,
    "boda": boda,
    "webplus": webplus,
    "nfcms": nfcms,
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
