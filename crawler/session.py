"""One crawl, as its parts share it: the store, the rows to walk, and an account of each portal and host."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawler.due import Recheck
from crawler.items import FetchKind, Health, Link, Run
from crawler.rawstore import RawStore
from crawler.registry import Portal, Registry
from crawler.urls import host_of


class Refusal(IgnoreRequest):
    """A request of ours that we do not send, or an answer that is not the document."""

    def __init__(self, cause: Health | None, reason: str) -> None:
        super().__init__(reason)
        self.cause = cause
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document to ask for when its turn comes: a tenth of the memory of the request it becomes."""

    link: Link
    kind: FetchKind
    found_on: str
    conditional: bool


@dataclass
class Account:
    """What happened to one portal tonight. ``troubles`` are (health, reason); ``notes`` change no verdict.

    ``years`` are those that the listed reports cover, as far as titles or days tell.
    """

    let_through: int = 0
    requests: int = 0
    ok: int = 0
    unchanged: int = 0
    failed: int = 0
    blocked: int = 0
    bytes: int = 0
    new_files: int = 0
    new_reports: int = 0
    started: float | None = None
    closed: str = ""
    listed: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    links: int = 0
    pages_waiting: int = 0
    documents_waiting: int = 0
    documents_asked: int = 0
    queue: deque[Wanted] = field(default_factory=deque)
    broken: bool = False
    asked: set[str] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)
    complete: bool = False
    troubles: list[tuple[Health, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def listing_trouble(self, health: Health, reason: str) -> None:
        """Trouble that leaves part of the listings unread: what they show tonight is not all."""
        self.broken = True
        self.trouble(health, reason)

    def trouble(self, health: Health, reason: str) -> None:
        if (health, reason) not in self.troubles:
            self.troubles.append((health, reason))

    def note(self, reason: str) -> None:
        if reason not in self.notes:
            self.notes.append(reason)


@dataclass
class Host:
    """One host tonight: failures and block pages in a row, and why it is asked no more (cause, reason)."""

    failures: int = 0
    blocks: int = 0
    closed: tuple[Health, str] | None = None


@dataclass
class Session:
    """Handed to the spider; Scrapy's components reach it there."""

    store: RawStore
    registry: Registry
    run: Run
    portals: tuple[Portal, ...]
    recheck: Recheck
    today: date
    stopping: bool = False
    progress: Callable[[Session], None] = lambda session: None
    accounts: dict[str, Account] = field(default_factory=lambda: defaultdict(Account))
    hosts: dict[str, Host] = field(default_factory=lambda: defaultdict(Host))

    def host(self, url: str) -> Host:
        return self.hosts[host_of(url)]

    def account(self, portal: str | None) -> Account:
        """The portal's account; for a request of no portal (robots.txt) one that nobody reads."""
        return self.accounts[portal] if portal else Account()

    def refuse_strangers(self, url: str) -> None:
        """Raise where ``url`` is on a host that nobody approved: redirects lead there too."""
        if not self.registry.allows(url):
            raise Refusal(None, f"{url}: this host is not in the registry, not asked")

    def slot(self, url: str) -> str:
        """The politeness slot of an address: its registry row's, else its host's own."""
        return self.registry.slot(host_of(url))


def session_of(crawler: Crawler) -> Session:
    """The session that the running spider was given."""
    session: Session = crawler.spider.session  # type: ignore[union-attr]
    return session
