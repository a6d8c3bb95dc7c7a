"""Scrapy with nothing of ours, to be run by ``scrapy runspider``: what it does by itself that we work around.

``urls`` are asked for in their order, ``unfiltered`` ones with ``dont_filter``; each callback and errback is a line.
What a page links to is asked for as well.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import scrapy
from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure


class Alone(scrapy.Spider):
    name = "alone"

    def __init__(self, urls: str = "", unfiltered: str = "", raises: str = "", **more: Any) -> None:
        super().__init__(self.name, **more)
        self.urls, self.unfiltered, self.raises = urls.split(), unfiltered.split(), raises

    async def start(self) -> AsyncIterator[Request]:
        if self.raises:
            raise RuntimeError(self.raises)
        for url in self.urls:
            yield Request(url, self.came, errback=self.failed)
        for url in self.unfiltered:
            yield Request(url, self.came, errback=self.failed, dont_filter=True)

    def came(self, response: Response) -> Iterator[Request]:
        print(json.dumps({"came": response.url, "bytes": len(response.body)}), flush=True)
        for link in response.css("a::attr(href)").getall():
            yield response.follow(link, self.came, errback=self.failed)

    def failed(self, failure: Failure) -> None:
        print(json.dumps({"failed": failure.request.url}), flush=True)  # type: ignore[attr-defined]
