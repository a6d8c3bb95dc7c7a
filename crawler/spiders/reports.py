"""The one spider: registry row -> column -> listings -> articles -> attachments. It asks; the middlewares store.

Crash-only: the raw store is the state. Columns are read every night; an article that is stored is not asked for again,
save for the second look (crawler.due), but its stored page is read for attachments that an interrupted run left out.
``dont_filter`` everywhere: Scrapy's filter drops a redirect to the same address without callback or errback.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

import scrapy
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, ResponseDataLossError
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.attachments import attachments
from crawler.due import is_due
from crawler.items import Fetch, FetchKind, Health, Link
from crawler.pages import Html
from crawler.politeness import STOPPED, Politeness
from crawler.registry import Portal
from crawler.session import Account, Refusal, Session, Wanted
from crawler.systems import SYSTEMS, Page, PageRequest, recognise
from crawler.titles import covered_year, is_report
from crawler.urls import host_of, is_file, twin_key
from crawler.walk import MOST_DEPTH, Walk

_GONE = (404, 410)
_MOST_COLUMNS = 400
_LISTING_FIRST = 10
_UNSAID = {  # by Scrapy
    DownloadCancelledError: "more bytes than DOWNLOAD_MAXSIZE, cut off",
    ResponseDataLossError: "the connection ended before the answer did",
}
_MOST_ASKED = 8  # documents of a portal that Scrapy holds; the rest wait in the portal's queue


class Reports(scrapy.Spider):
    """Walks the portals of a session."""

    name = "reports"

    def __init__(self, session: Session, **kwargs: Any) -> None:
        super().__init__(self.name, **kwargs)
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Reports:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.callback_failed, signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        for portal in self.session.portals:
            for page in self.first_requests(portal):
                self.account(portal).columns.add(page.url)
                yield self.ask_page(portal, page, Walk(page.url))

    def first_requests(self, portal: Portal) -> Sequence[PageRequest]:
        """Where a portal's column begins; nowhere, and its health says so, when no module of ours reads its family."""
        system = SYSTEMS.get(portal.system)
        if system is None:
            self.account(portal).listing_trouble(
                "layout", f"no module of crawler.systems reads the family {portal.system}"
            )
            return ()
        return system.first_requests(portal)

    def stop(self) -> None:
        """On the first signal: finish what is on the wire, ask nothing more. The second signal ends the process."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
        for portal in self.session.portals:
            account = self.account(portal)
            if account.pages_waiting or account.documents_waiting:
                account.trouble(*STOPPED)
        politeness = self.crawler.get_downloader_middleware(Politeness)
        if politeness is not None:
            politeness.stop()
        self.stopping = loop.create_task(self.crawler.stop_async())

    def account(self, portal: Portal) -> Account:
        return self.session.accounts[portal.id]

    # -- listings

    def ask_page(self, portal: Portal, page: PageRequest, walk: Walk) -> Request:
        self.account(portal).pages_waiting += 1
        form = {"Content-Type": "application/x-www-form-urlencoded"} if page.form else {}
        return Request(
            page.url,
            self.parse_listing,
            method="POST" if page.form else "GET",
            body=page.form,
            headers=dict(page.headers) | form,
            errback=self.listing_failed,
            dont_filter=True,
            priority=_LISTING_FIRST,
            meta=self._meta(portal, page.url, "listing") | {"page": page, "walk": walk, "conditional": True},
        )

    def _meta(self, portal: Portal, url: str, kind: FetchKind) -> dict[str, Any]:
        return {"portal": portal.id, "kind": kind, "row": portal, "download_slot": self.session.slot(url)}

    def parse_listing(self, response: Response) -> Iterator[Request]:
        portal, walk, request = response.meta["row"], response.meta["walk"], response.meta["page"]
        page = Page(url=response.url, body=response.body, request=request, hosts=portal.hosts)
        listing = SYSTEMS[portal.system].read_listing(page)
        if request.number == 1 and not (listing.links or listing.columns or listing.next):
            self._nothing_listed(portal, page)
        new = walk.take(listing)
        self.account(portal).links += len(new)
        yield from self.ask_listed(portal, page.url, new)
        yield from self.ask_columns(portal, listing.columns)
        yield from self.page_done(portal, walk)

    def _nothing_listed(self, portal: Portal, page: Page) -> None:
        family = recognise(page)
        hint = f"; it looks like {family}" if family not in (None, portal.system) else ""
        self.account(portal).note(f"{page.url}: no link on this column page{hint}")

    def ask_columns(self, portal: Portal, columns: tuple[PageRequest, ...]) -> Iterator[Request]:
        account = self.account(portal)
        for column in columns:
            if column.url in account.columns:
                continue
            if column.depth > MOST_DEPTH or len(account.columns) >= _MOST_COLUMNS:
                account.listing_trouble("budget", f"more columns than {_MOST_COLUMNS}, or deeper than {MOST_DEPTH}")
                return
            account.columns.add(column.url)
            yield self.ask_page(portal, column, Walk(column.url))

    def page_done(self, portal: Portal, walk: Walk) -> Iterator[Request]:
        """A page was read or failed for good: the next way on, or the end of this column and perhaps of the walk."""
        account = self.account(portal)
        further = walk.another_way()
        if further is not None:
            yield self.ask_page(portal, further, walk)
        else:
            for complaint in walk.complaints():
                account.listing_trouble("layout", complaint)
        account.pages_waiting -= 1
        if account.pages_waiting == 0:
            yield from self.walk_done(portal)

    def listing_failed(self, failure: Failure) -> Iterator[Request]:
        request: Request = failure.request  # type: ignore[attr-defined]
        portal, walk = request.meta["row"], request.meta["walk"]
        if not _is_gone(failure):
            walk.spare.clear()
            self.account(portal).listing_trouble(*_trouble(failure, "down"))
        elif request.meta["page"].shown:
            self.account(portal).listing_trouble("layout", f"{request.url}: a page links to it and it is not there")
        elif not walk.pages:
            self.account(portal).listing_trouble("layout", f"{request.url}: the column is not there any more")
        yield from self.page_done(portal, walk)

    def walk_done(self, portal: Portal) -> Iterator[Request]:
        """All listings are read. What they no longer show is asked for directly: only its 404 says that it is gone."""
        account = self.account(portal)
        if account.broken:
            return
        account.complete = True
        store = self.session.store
        for link, found_on, last_seen in store.unlisted(portal.id, self.session.run.id):
            if twin_key(link.url) in account.asked:
                continue
            last, asked = store.last_answer(link.url), store.last_asked(link.url) or ""
            settled = last is not None and (_is_good(last) or last.status in _GONE or "soft404" in last.flags)
            if asked < last_seen or not settled or self._due(link, asked):
                conditional = last is not None and _is_good(last)
                account.asked.add(twin_key(link.url))
                self.enqueue(portal, Wanted(link, "article", found_on, conditional))
        yield from self.feed(portal)

    # -- articles and attachments

    def ask_listed(self, portal: Portal, found_on: str, links: list[Link]) -> Iterator[Request]:
        reports = [link for link in links if is_report(link.title) and self._allowed(portal, link)]
        self.session.store.see(self.session.run.id, portal.id, found_on, *reports)
        for link in reports:
            key = twin_key(link.url)
            self.account(portal).listed.add(key)
            if year := covered_year(link.title, link.listed_on):
                self.account(portal).years.add(year)
            yield from self.want(portal, link, "article", found_on, key)
        yield from self.feed(portal)

    def _allowed(self, portal: Portal, link: Link) -> bool:
        allowed = self.session.registry.allows(link.url)
        if not allowed:
            self.account(portal).note(f"{link.url}: this host is not in the registry, not asked")
        return allowed

    def want(self, portal: Portal, link: Link, kind: FetchKind, found_on: str, key: str) -> Iterator[Request]:
        """Ask for what is not stored or due for a second look; read the stored page of what is not asked for.

        After a bad answer (gone, blocked, empty) the next night asks again, unconditionally: that it is back is news.
        """
        if key in self.account(portal).asked:
            return
        self.account(portal).asked.add(key)
        last = self.session.store.last_answer(link.url)
        if last is None or not _is_good(last) or self._listed_anew(last):
            self.enqueue(portal, Wanted(link, kind, found_on, conditional=False))
        elif self._due(link, self.session.store.last_asked(link.url) or last.at):
            self.enqueue(portal, Wanted(link, kind, found_on, conditional=True))
        elif kind == "article":
            yield from self.stored_attachments(portal, last)

    def _listed_anew(self, last: Fetch) -> bool:
        """A page that is its own listing is read every night: it may show more than the report that is stored."""
        latest = self.session.store.latest(last.url)
        return latest is not None and latest.sha256 != last.sha256

    def _due(self, link: Link, last_asked: str) -> bool:
        return is_due(self.session.recheck, link.url, link.title, last_asked, self.session.today)

    def stored_attachments(self, portal: Portal, known: Fetch) -> Iterator[Request]:
        if known.sha256 is not None and not is_file(known.final_url):
            page = Html(known.final_url, self.session.store.read(known.sha256))
            yield from self.ask_attachments(portal, page, known.url)

    def enqueue(self, portal: Portal, wanted: Wanted) -> None:
        account = self.account(portal)
        account.documents_waiting += 1
        account.queue.append(wanted)

    def feed(self, portal: Portal) -> Iterator[Request]:
        """Hand Scrapy a few documents of the queue at a time: 100,000 waiting requests take 250 MB, this a tenth."""
        account = self.account(portal)
        while account.queue and account.documents_asked < _MOST_ASKED and not self.session.stopping:
            account.documents_asked += 1
            yield self.ask_document(portal, account.queue.popleft())

    def document_done(self, portal: Portal) -> Iterator[Request]:
        account = self.account(portal)
        account.documents_waiting -= 1
        account.documents_asked -= 1
        yield from self.feed(portal)

    def ask_document(self, portal: Portal, wanted: Wanted) -> Request:
        link, found_on, kind = wanted.link, wanted.found_on, wanted.kind
        evidence = {
            "found_on": found_on,
            "title": link.title,
            "listed_on": link.listed_on,
            "conditional": wanted.conditional,
        }
        return Request(
            link.url,
            self.parse_document,
            errback=self.document_failed,
            dont_filter=True,
            headers={"Referer": found_on} if host_of(found_on) == host_of(link.url) else {},
            meta=self._meta(portal, link.url, kind) | evidence,
        )

    def parse_document(self, response: Response) -> Iterator[Request]:
        yield from self.document_done(response.meta["row"])
        fetch: Fetch = response.meta["fetch"]
        if response.meta["kind"] == "article" and not is_file(response.url):
            yield from self.ask_attachments(response.meta["row"], Html(response.url, response.body), fetch.url)

    def ask_attachments(self, portal: Portal, page: Html, article: str) -> Iterator[Request]:
        near = {host_of(page.url), host_of(article), *self.session.registry.approved_hosts}
        for link in attachments(page):
            if host_of(link.url) in near:
                yield from self.want(portal, link, "attachment", article, twin_key(link.url))
            else:
                self.account(portal).note(f"{link.url}: attachment on a host that is not in the registry, not asked")
        yield from self.feed(portal)

    def document_failed(self, failure: Failure) -> Iterator[Request]:
        request: Request = failure.request  # type: ignore[attr-defined]
        account = self.account(request.meta["row"])
        if _is_gone(failure):
            account.note(f"{request.url}: not there (any more)")
        elif isinstance(failure.value, Refusal) and _is_no_trouble(failure.value, request.meta["kind"]):
            account.note(failure.value.reason)
        else:
            account.trouble(*_trouble(failure, "fewer"))
        yield from self.document_done(request.meta["row"])

    def callback_failed(self, failure: Failure, response: Response) -> None:
        """A defect of ours, or a page we do not understand: the portal is not fine."""
        reason = f"{response.url}: {failure.type.__name__}: {failure.getErrorMessage()}"
        self.account(response.meta["row"]).listing_trouble("layout", reason)


def _is_good(fetch: Fetch) -> bool:
    return fetch.is_document and fetch.bytes > 0


def _is_gone(failure: Failure) -> bool:
    """Answered: there is no such page. By its status, or by an error page that calls itself 200."""
    if isinstance(failure.value, HttpError):
        return failure.value.response.status in _GONE
    fetch: Fetch | None = failure.request.meta.get("fetch")  # type: ignore[attr-defined]
    return isinstance(failure.value, Refusal) and fetch is not None and "soft404" in fetch.flags


def _is_no_trouble(refusal: Refusal, kind: FetchKind) -> bool:
    """Strangers' hosts are none, nor is an attachment that robots.txt forbids: EmpireCMS is delivered with rules that
    close its folder of uploads, so such a portal would be ill every night, and its column and articles are well."""
    return refusal.cause is None or (refusal.cause == "robots" and kind == "attachment")


def _trouble(failure: Failure, otherwise: Health) -> tuple[Health, str]:
    """(health, reason) of a request that brought nothing."""
    url = failure.request.url  # type: ignore[attr-defined]
    if isinstance(failure.value, Refusal):
        return failure.value.cause or otherwise, failure.value.reason
    if isinstance(failure.value, HttpError):
        return otherwise, f"{url}: HTTP {failure.value.response.status}"
    what = failure.getErrorMessage() or _UNSAID.get(failure.type, "and no more is known")
    return otherwise, f"{url}: {failure.type.__name__}: {what}"
