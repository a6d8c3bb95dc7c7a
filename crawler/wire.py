"""Onto the wire only while the disk keeps up: a killed crawl asks again for what it had asked for and not stored.

Measured (docs/crawling.md): on a fast network two thirds of that were answers that waited for their turn at the disk.
A slow network never waits here: its answers come one by one, and the disk has taken each before the next.
"""

from __future__ import annotations

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.middlewares import Capture


class Handler(HTTP11DownloadHandler):
    """Scrapy's handler for http; a request leaves once there is room for its answer."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._own_crawler = crawler

    async def download_request(self, request: Request) -> Response:
        capture = self._own_crawler.get_downloader_middleware(Capture)
        if capture is not None:
            await capture.writer.room()
        return await super().download_request(request)
