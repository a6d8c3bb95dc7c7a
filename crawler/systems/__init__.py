"""The CMS families we read, one module each. ``contract`` says what a family is."""

from __future__ import annotations

from crawler.pages import Html
from crawler.systems import annualreport, boda, gkmlpt, hanweb, jpaas, nfcms, trs, ucap, webplus
from crawler.systems.contract import Listing, Page, PageRequest, System

__all__ = ["SYSTEMS", "Listing", "Page", "PageRequest", "System", "recognise"]

# In the order in which a page is tried, the sharpest signs first: hosts mix families and link from one to another.
SYSTEMS: dict[str, System] = {
    "gkmlpt": gkmlpt,
    "jpaas": jpaas,
    "annualreport": annualreport,
    "hanweb": hanweb,
    "ucap": ucap,
    "boda": boda,
    "webplus": webplus,
    "nfcms": nfcms,
    "trs": trs,
}


def recognise(page: Html) -> str | None:
    """The family a column page belongs to; None if it is none of ours."""
    return next((name for name, system in SYSTEMS.items() if system.recognise(page)), None)
