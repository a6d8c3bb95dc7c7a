"""Walks the listings of a column as a crawl would, and asks for none of what they list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.items import FetchKind, Link
from crawler.registry import Portal
from crawler.session import Session
from crawler.spiders.reports import Reports
from crawler.systems import Page, recognise
from crawler.walk import Walk


@dataclass
class Visit:
    """What a visit saw: the family its first page belongs to, the pages read, the walks with what they state."""

    family: str | None = None
    pages: int = 0
    walks: list[Walk] = field(default_factory=list)


class Check(Reports):
    """A crawl that stops at the listings."""

    name = "check"

    def __init__(self, session: Session, visits: dict[str, Visit], **kwargs: Any) -> None:
        super().__init__(session, **kwargs)
        self.visits = visits

    def parse_listing(self, response: Response) -> Iterator[Request]:
        walk: Walk = response.meta["walk"]
        visit = self.visits.setdefault(response.meta["row"].id, Visit())
        if not visit.pages:
            visit.family = recognise(Page(url=response.url, body=response.body, request=response.meta["page"]))
        visit.pages += 1
        if walk not in visit.walks:
            visit.walks.append(walk)
        yield from super().parse_listing(response)

    def want(self, portal: Portal, link: Link, kind: FetchKind, found_on: str, key: str) -> Iterator[Request]:
        return iter(())
