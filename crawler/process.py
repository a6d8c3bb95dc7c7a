"""One Scrapy process: its slots, its spider, and why it could not run."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler import settings as project_settings
from crawler.politeness import at_least
from crawler.progress import Reporter
from crawler.registry import LEAST_DELAY, Portal, Registry, RegistryError, hosts_of, load, on_loopback, slot_of, where
from crawler.session import Session

ALL_WELL, NEEDS_A_PERSON, USAGE, COULD_NOT_RUN = 0, 1, 2, 3
_LEAST_LOOPBACK_DELAY = 0.01
# They tell of single requests that failed; the portal's verdict says the same, with the address.
_QUIET = ("scrapy.core.downloader.handlers.http11", "scrapy.downloadermiddlewares.robotstxt")


class Refused(Exception):
    """The crawler cannot run as asked: one plain sentence, and the exit code."""

    def __init__(self, exit_code: int, message: str) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def read_registry(folder: Path) -> Registry:
    """The registry of a folder; Refused where a row of it is wrong."""
    try:
        return load(folder)
    except RegistryError as error:
        raise Refused(COULD_NOT_RUN, f"the registry cannot be used: {error}") from error


def slot_settings(registry: Registry, portals: Sequence[Portal], delay: float | None) -> dict[str, dict[str, float]]:
    """Scrapy's DOWNLOAD_SLOTS: the delay of each slot that has one of its own; the longest where portals share it.

    Jitter goes both ways, so that Scrapy is told of a longer delay: what a row says is the least pause.
    """
    if delay is not None and delay < _LEAST_LOOPBACK_DELAY:
        raise Refused(USAGE, f"--delay {delay}: at least {_LEAST_LOOPBACK_DELAY} s")
    far = [portal.id for portal in portals if not on_loopback(where(portal))]
    if delay is not None and delay < LEAST_DELAY and far:
        raise Refused(
            USAGE, f"--delay {delay}: at least {LEAST_DELAY:g} s for portals not on loopback: {', '.join(far)}"
        )
    slots: dict[str, dict[str, float]] = {}
    for portal in registry.portals:
        own = delay if delay is not None and portal in portals else portal.delay
        if own is not None:
            before = slots.get(slot_of(portal), {}).get("delay", 0.0)
            slots[slot_of(portal)] = {"delay": max(at_least(own), before), "concurrency": 1}
    return slots


def run_spider(session: Session, spider: str, slots: dict[str, dict[str, float]], **arguments: object) -> bool:
    """Run Scrapy; whether it came to an end of its own making. What it achieved is in the session's accounts."""
    settings = Settings()
    settings.setmodule(project_settings, priority="project")
    settings.set("DOWNLOAD_SLOTS", slots, priority="cmdline")
    settings.set("LEGACY_TLS_HOSTS", _legacy_hosts(session.registry), priority="cmdline")
    session.progress = reporter = Reporter()
    process = AsyncCrawlerProcess(settings)
    for name in _QUIET:  # only now: Scrapy's set-up of logging resets the levels
        logging.getLogger(name).setLevel(logging.CRITICAL)
    crawler = process.create_crawler(spider)
    task: asyncio.Task[None] = process.crawl(crawler, session=session, **arguments)
    try:
        process.start(install_signal_handlers=False)  # the spider installs its own: a stop that does not wait in queues
    finally:
        reporter.close()
    if error := task.exception():
        raise Refused(COULD_NOT_RUN, f"the crawl did not start: {type(error).__name__}: {error}")
    reason = crawler.stats.get_value("finish_reason") if crawler.stats else None
    return reason in ("finished", "shutdown")


def _legacy_hosts(registry: Registry) -> list[str]:
    """Names of the hosts that are asked with old TLS, ports left out: a handshake knows only the name."""
    legacy = [portal for portal in registry.portals if portal.tls == "legacy"]
    return sorted({host.partition(":")[0] for portal in legacy for host in hosts_of(portal)})


def say_who_we_are(portals: Sequence[Portal]) -> str:
    """What to tell an operator who left no contact; "" if all is well."""
    if project_settings.CONTACT or all(on_loopback(where(portal)) for portal in portals):
        return ""
    return "set NIANBAO_CONTACT (a page or a mail address), so that portals can reach you"
