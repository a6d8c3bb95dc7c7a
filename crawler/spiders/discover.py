"""Visits the pages that a search names, one after the other, and nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

import scrapy
from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.discover import Search, Step
from crawler.pages import Html
from crawler.session import Refusal, Session


class Discover(scrapy.Spider):
    """The search decides; what is refused on the way is said in ``refusals``."""

    name = "discover"

    def __init__(self, session: Session, search: Search, refusals: list[str], **kwargs: Any) -> None:
        super().__init__(self.name, **kwargs)
        self.session = session
        self.search = search
        self.refusals = refusals

    async def start(self) -> AsyncIterator[Request]:
        for request in self.ask_next():
            yield request

    def ask_next(self) -> Iterator[Request]:
        step, row = self.search.next_step(), self.session.portals[0]
        if step is not None:
            yield Request(
                step.url,
                self.parse_page,
                errback=self.page_failed,
                dont_filter=True,
                meta={"step": step, "kind": "listing", "portal": row.id, "row": row},
            )

    def parse_page(self, response: Response) -> Iterator[Request]:
        step: Step = response.meta["step"]
        self.search.read(Html(response.url, response.body), step)
        yield from self.ask_next()

    def page_failed(self, failure: Failure) -> Iterator[Request]:
        url = failure.request.url  # type: ignore[attr-defined]
        if isinstance(failure.value, Refusal):
            self.refusals.append(failure.value.reason)
        elif isinstance(failure.value, HttpError):
            self.refusals.append(f"{url}: HTTP {failure.value.response.status}")
        else:
            self.refusals.append(f"{url}: {failure.type.__name__}: {failure.getErrorMessage()}")
        yield from self.ask_next()
