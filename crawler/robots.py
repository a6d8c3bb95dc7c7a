"""robots.txt by RFC 9309. Scrapy takes a 503, a time-out and a challenge page for "everything allowed".

4xx and a page of HTML mean that there are no rules. Unreachable (5xx, 429, no answer) or blocked means that the host
is closed for tonight. ``Crawl-delay`` is obeyed up to a minute.
"""

from __future__ import annotations

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from crawler.items import Health
from crawler.politeness import at_least
from crawler.session import Refusal, session_of

_LONGEST_DELAY = 60.0
_MOST_BYTES = 500 * 1024  # RFC 9309, 2.5: at least so much is to be read; the parser is slow on megabytes


class _Closed(RobotParser):
    """The rules of a host whose robots.txt could not be had: nothing is allowed."""

    def __init__(self, cause: Health, reason: str) -> None:
        self.refusal = (cause, reason)

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> _Closed:
        return cls("robots", "closed")

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        return False

    def crawl_delay(self, user_agent: str | bytes) -> float | None:
        return None


class StrictRobots(RobotsTxtMiddleware):
    """Overrides two private methods of Scrapy's; tests/test_crawl_faults.py pins what they do."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        crawler.signals.connect(self._slow_down, signals.robots_parsed)

    async def robot_parser(self, request: Request) -> RobotParser | None:
        session_of(self.crawler).refuse_strangers(request.url)  # not even their robots.txt is asked for
        return await super().robot_parser(request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            if isinstance(rp, _Closed):
                raise Refusal(*rp.refusal) from error
            raise Refusal("robots", f"{request.url}: forbidden by robots.txt") from error

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._close(netloc, "robots", f"{netloc}/robots.txt answered {response.status}: closed for tonight")
            return
        if response.status >= 300 or b"<html" in response.body[:500].lower():
            response = response.replace(body=b"")
        elif len(response.body) > _MOST_BYTES:
            response = response.replace(body=response.body[:_MOST_BYTES].rpartition(b"\n")[0])
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        cause: Health = (isinstance(exc, Refusal) and exc.cause) or "down"
        what = f"{type(exc).__name__}: {exc}"
        self._close(netloc, cause, f"{netloc}/robots.txt could not be had ({what}): closed for tonight")

    def _close(self, netloc: str, cause: Health, reason: str) -> None:
        waiting = self._parsers[netloc]
        self._parsers[netloc] = closed = _Closed(cause, reason)
        waiting.callback(closed)  # type: ignore[union-attr]

    def _slow_down(self, robotparser: RobotParser, request: Request) -> None:
        delay = robotparser.crawl_delay(self._robotstxt_useragent or self._default_useragent)
        if delay is None:
            return
        downloader = self.crawler.engine.downloader
        key = session_of(self.crawler).slot(request.url)
        own = downloader.per_slot_settings.setdefault(key, {"delay": downloader.settings.getfloat("DOWNLOAD_DELAY")})
        own["delay"] = max(own["delay"], at_least(min(float(delay), _LONGEST_DELAY)))
        if key in downloader.slots:
            downloader.slots[key].delay = own["delay"]
