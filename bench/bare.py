"""Scrapy with nothing of ours: the yardstick of bench/crawl.py. ``python bench/bare.py DELAY URL…``"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response


class Bare(scrapy.Spider):
    name = "bare"
    start_urls = sys.argv[2:]

    def parse(self, response: Response) -> Iterator[scrapy.Request]:
        for href in response.css("a::attr(href)").getall():
            yield response.follow(href, self.parse_article)

    def parse_article(self, response: Response) -> None:
        pass


if __name__ == "__main__":
    process = AsyncCrawlerProcess(
        {
            "DOWNLOAD_DELAY": float(sys.argv[1]),
            "DOWNLOAD_DELAY_JITTER": 0.3,
            "CONCURRENT_REQUESTS": 64,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
            "ROBOTSTXT_OBEY": True,
            "COOKIES_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
            "LOG_LEVEL": "WARNING",
            "STATS_DUMP": False,
        }
    )
    process.crawl(Bare)
    process.start()
