"""Waiting, giving up, budgets: what Scrapy does not have. At 555, so that it sees 429 and 503 before they are retried.

A host that fails makes its whole politeness slot wait, twice its delay, doubled each time, or as long as its
``Retry-After`` says if that is longer. A host that fails eight times in a row is closed for tonight, and so is one that
asks for more patience than we have.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.entity import Undecodable
from crawler.items import Health
from crawler.registry import on_loopback
from crawler.session import Account, Refusal, Session, session_of
from crawler.settings import DOWNLOAD_DELAY_JITTER
from crawler.urls import host_of

_SLOW = (408, 429)


def retry_after(value: str, at: float) -> float | None:
    """Seconds to wait by a Retry-After header, seconds or date; None when it says neither.

    >>> retry_after("120", 0.0), retry_after("Thu, 01 Jan 1970 00:01:00 GMT", 0.0), retry_after("soon", 0.0)
    (120.0, 60.0, None)
    >>> retry_after("\u00b2", 0.0) is None  # a digit to Python, and no number
    True
    """
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - at)
    except (TypeError, ValueError):
        return None


def at_least(seconds: float) -> float:
    """The delay to give Scrapy so that no pause, jittered, is shorter than ``seconds``."""
    return seconds / (1 - DOWNLOAD_DELAY_JITTER)


def to_host(url: str) -> Callable[[Request], bool]:
    """Whether a request goes to the host of ``url``."""
    host = host_of(url)
    return lambda request: host_of(request.url) == host


STOPPED: tuple[Health, str] = ("stopped", "stopped before the walk was over")


def drain(crawler: Crawler, refusal: tuple[Health, str], which: Callable[[Request], bool]) -> None:
    """Let go of requests that were let through and wait for their turn: Scrapy holds dozens of them for one slot."""
    for slot in crawler.engine.downloader.slots.values():
        let_go = [waiting for waiting in slot.queue if which(waiting[0])]
        for request, answer in let_go:
            slot.queue.remove((request, answer))
            answer.errback(Failure(Refusal(*refusal)))


class Politeness:
    """One request at a time for a slot, and reasons to send none at all."""

    def __init__(self, crawler: Crawler, session: Session) -> None:
        self.crawler = crawler
        self.session = session
        settings = crawler.settings
        self.budgets = {name: settings.getint(f"BUDGET_{name.upper()}") for name in ("requests", "bytes", "seconds")}
        self.breaker = settings.getint("BREAKER_FAILURES")
        crawler.signals.connect(self._answered, signals.response_downloaded)
        self.factor, self.cap = settings.getfloat("BACKOFF_FACTOR"), settings.getfloat("BACKOFF_CAP")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Politeness:
        return cls(crawler, session_of(crawler))

    def _answered(self, request: Request) -> None:
        """The pause counts from the end of an answer: so what it asks for is known before the next request leaves.

        AutoThrottle, which hears of the answer first, knows one floor for all: a slot's own delay is its floor.
        """
        key, downloader = request.meta.get("download_slot", ""), self.crawler.engine.downloader
        if slot := downloader.slots.get(key):
            slot.lastseen = max(slot.lastseen, time.monotonic())
            slot.delay = max(slot.delay, downloader.per_slot_settings.get(key, {}).get("delay", 0.0))

    def process_request(self, request: Request) -> None:
        if self.session.stopping:
            raise Refusal(*STOPPED)
        self.session.refuse_strangers(request.url)
        slot = self.session.slot(request.url)
        request.meta["download_slot"] = slot
        if on_loopback(request.url):
            request.meta["proxy"] = None  # a proxy of the environment does not know this machine's own ports
            own_delay = slot in self.crawler.engine.downloader.per_slot_settings
            request.meta["autothrottle_dont_adjust_delay"] = own_delay  # it may be below AutoThrottle's floor of 1 s
        self._check_host(request)
        account = self.session.account(request.meta.get("portal"))
        if refusal := self._over_budget(account):
            raise Refusal(*refusal)
        account.let_through += 1

    def process_response(self, request: Request, response: Response) -> Request | Response:
        fetch, portal = request.meta.get("fetch"), request.meta.get("portal")
        account = self.session.account(portal)
        if account.bytes >= self.budgets["bytes"] and (refusal := self._over_budget(account)):
            drain(self.crawler, refusal, lambda other: other.meta.get("portal") == portal)
        cut = fetch is not None and "cut" in fetch.flags
        if response.status in _SLOW or response.status >= 500 or cut:
            header = (response.headers.get("Retry-After") or b"").decode("latin-1")
            self._failed(request, retry_after(header, time.time()))
        else:
            self.session.host(request.url).failures = 0
        if cut:
            again = get_retry_request(request, spider=self.crawler.spider, reason="cut")  # type: ignore[arg-type]
            if again:
                return again
        if fetch is not None and fetch.sha256 is None and fetch.status == 200:
            raise Undecodable(fetch.flags[-1], f"the body cannot be unpacked ({', '.join(fetch.flags)})")
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if not isinstance(exception, IgnoreRequest):
            # A name that does not resolve burdens nobody: the slot's other hosts need not wait for it.
            self._failed(request, None, burdened=not isinstance(exception, CannotResolveHostError))

    def stop(self) -> None:
        """At a stop signal: nothing more is asked, and nothing waits for its turn."""
        self.session.stopping = True
        drain(self.crawler, STOPPED, lambda request: True)

    def _check_host(self, request: Request) -> None:
        closed = self.session.host(request.url).closed
        if closed:
            raise Refusal(*closed)

    def _over_budget(self, account: Account) -> tuple[Health, str] | None:
        account.started = account.started or time.monotonic()
        used = {
            "requests": account.let_through,
            "bytes": account.bytes,
            "seconds": int(time.monotonic() - account.started),
        }
        for name, limit in self.budgets.items():
            if used[name] >= limit:
                return "budget", f"tonight's budget of {limit} {name} is used up; the next run goes on"
        return None

    def _failed(self, request: Request, told: float | None, burdened: bool = True) -> None:
        host = self.session.host(request.url)
        host.failures += 1
        if told is not None and told > self.cap:
            host.closed = ("down", f"asks to be left alone for {told:.0f} s: left alone for tonight")
        elif host.failures >= self.breaker:
            host.closed = ("down", f"{host.failures} failures in a row: left alone for tonight")
        if host.closed:
            drain(self.crawler, host.closed, to_host(request.url))
            return
        slot = self.crawler.engine.downloader.slots.get(self.session.slot(request.url))
        if slot is not None and burdened:
            # Who says "in 0 seconds" and fails again is asked less and less often all the same.
            wait = max(told or 0.0, self.factor * slot.delay * 2 ** (host.failures - 1))
            slot.lastseen = max(slot.lastseen, time.monotonic() + min(wait, self.cap))
