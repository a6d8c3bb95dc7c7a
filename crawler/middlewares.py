"""Between the network and the spider: every answer stored, a 304 answered from the store, block pages refused.

The order of storing is body, then row, then callback: a crawl that is killed loses nothing that it was told.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import replace

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Response

from crawler.blocking import Answer, examine
from crawler.certificates import address_of, fingerprint, strict_verdict
from crawler.due import is_stale
from crawler.entity import Undecodable, undo
from crawler.filenames import best_name
from crawler.items import Fetch, FetchKind, Health
from crawler.politeness import drain, to_host
from crawler.rawstore import now
from crawler.registry import Portal
from crawler.session import Refusal, Session, session_of
from crawler.writer import Writer

REDIRECTS = (301, 302, 303, 307, 308)


def asked_url(request: Request) -> str:
    """The address first asked for, before redirects."""
    first: str = request.meta.get("redirect_urls", [request.url])[0]
    return first


class _Component:
    """What ours have in common: the session."""

    def __init__(self, crawler: Crawler, session: Session) -> None:
        self.crawler = crawler
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> _Component:
        return cls(crawler, session_of(crawler))


class Capture(_Component):
    """At 860: sees every answer that came off the network, redirects and refusals too, before anything touches it."""

    def __init__(self, crawler: Crawler, session: Session) -> None:
        super().__init__(crawler, session)
        self.writer = Writer(session.store)
        self.verdicts: dict[tuple[str, int], asyncio.Future[str]] = {}
        crawler.signals.connect(self.writer.close, signals.engine_stopped)

    async def process_response(self, request: Request, response: Response) -> Response:
        account = self.session.account(request.meta.get("portal"))
        account.requests += 1
        account.bytes += len(response.body)
        self.session.progress(self.session)
        if response.status == 304 and "stored" in request.meta:
            account.unchanged += 1
            return response
        body, flags = self._entity(response)
        fetch = self._fetch(request, response, body, flags)
        if fetch.certificate:
            fetch = replace(fetch, certificate_verdict=await self._verdict(request.url, patient=_is_plain(fetch, body)))
        request.meta["fetch"] = fetch = await self._store(fetch, body)
        self._count(request, fetch)
        headers = Headers({name: value for name, value in response.headers.items() if name != b"Content-Encoding"})
        return response.replace(body=body or b"", headers=headers)

    def process_exception(self, request: Request, exception: Exception) -> None:
        if not isinstance(exception, IgnoreRequest):
            account = self.session.account(request.meta.get("portal"))
            account.requests += 1
            account.failed += 1

    def _entity(self, response: Response) -> tuple[bytes | None, tuple[str, ...]]:
        """(the decoded body, None if it cannot be had; flags)."""
        flags = ("partial",) if "partial" in response.flags else ()
        encoding = (response.headers.get("Content-Encoding") or b"").decode("latin-1")
        try:
            return undo(response.body, encoding, self.crawler.settings.getint("DOWNLOAD_MAXSIZE")), flags
        except Undecodable as error:
            return None, (*flags, error.flag)

    def _fetch(self, request: Request, response: Response, body: bytes | None, flags: tuple[str, ...]) -> Fetch:
        meta = request.meta
        kind: FetchKind = meta.get("kind", "robots")
        url, headers = asked_url(request), _pairs(response.headers)
        plain = {name.lower(): value for name, value in headers}
        title = meta.get("title", "")
        if kind == "attachment":
            title = best_name(title, plain.get("content-disposition", ""), response.url)
        if body is not None:
            flags += examine(
                Answer(url=url, final_url=response.url, kind=kind, status=response.status, headers=plain, body=body)
            )
        return Fetch(
            run=self.session.run.id,
            portal=meta.get("portal"),
            kind=kind,
            url=url,
            final_url=response.url,
            at=now(),
            status=response.status,
            headers=headers,
            method=request.method,
            request_headers=_pairs(request.headers),
            request_body=request.body.decode(),
            bytes=len(body or b""),
            wire_sha256=hashlib.sha256(response.body).hexdigest() if response.body else None,
            wire_bytes=len(response.body),
            content_encoding=plain.get("content-encoding", ""),
            media_type=plain.get("content-type", "").split(";")[0].strip().lower(),
            # What answers a POST says nothing about the page that a GET of the same address brings (WebForms).
            etag=plain.get("etag", "") if request.method == "GET" else "",
            last_modified=plain.get("last-modified", "") if request.method == "GET" else "",
            ip=str(response.ip_address or ""),
            certificate=fingerprint(response.certificate),
            flags=flags,
            found_on=meta.get("found_on", ""),
            title=title,
            listed_on=meta.get("listed_on"),
        )

    async def _store(self, fetch: Fetch, body: bytes | None) -> Fetch:
        store = self.session.store
        before = store.latest(fetch.url) if fetch.status == 200 else None
        fetch, new = await self._write(fetch, body)
        if before is not None and before.sha256 == fetch.sha256:
            store.check(fetch.url, self.session.run.id, fetch.sha256)
        if fetch.is_document and fetch.bytes:
            account = self.session.account(fetch.portal)
            account.new_files += new
            account.new_reports += before is None and fetch.kind == "article"
        return fetch

    async def _verdict(self, url: str, patient: bool) -> str:
        """What a strict check said of the host's certificate, asked once a run; empty where it is not known yet."""
        address = address_of(url)
        if address not in self.verdicts:
            loop = asyncio.get_running_loop()
            self.verdicts[address] = loop.run_in_executor(None, strict_verdict, *address)
        verdict = self.verdicts[address]
        return await asyncio.shield(verdict) if patient or verdict.done() else ""

    async def _write(self, fetch: Fetch, body: bytes | None) -> tuple[Fetch, bool]:
        """Body, then row. The crawl goes on meanwhile, save after an odd answer: it may ask for a pause or an end."""
        if body is not None and _is_plain(fetch, body):
            return await self.writer.write(fetch, body)
        new = False
        if body is not None and (fetch.flags or fetch.status not in REDIRECTS):
            sha256, new = self.session.store.put(body)
            fetch = replace(fetch, sha256=sha256)
        self.session.store.record(fetch)
        return fetch, new

    def _count(self, request: Request, fetch: Fetch) -> None:
        account = self.session.account(request.meta.get("portal"))
        if any(flag.startswith("blocked") for flag in fetch.flags):
            account.blocked += 1
        elif fetch.status == 200:
            account.ok += 1
        elif fetch.status not in REDIRECTS:
            account.failed += 1


def _is_plain(fetch: Fetch, body: bytes | None) -> bool:
    return fetch.status == 200 and body is not None and not fetch.flags


def _pairs(headers: Headers) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values
    )


class Conditional(_Component):
    """At 840: asks only for what changed, and answers a 304 with the stored body.

    Callbacks never see a 304: links that an interrupted run left unvisited are found again in the stored page.
    """

    def process_request(self, request: Request) -> None:
        if request.method != "GET" or not request.meta.get("conditional"):
            return
        known = self.session.store.latest(asked_url(request))
        if known is None or not (known.etag or known.last_modified) or is_stale(known, self.session.today):
            return
        if known.etag:
            request.headers["If-None-Match"] = known.etag
        if known.last_modified:
            request.headers["If-Modified-Since"] = known.last_modified
        request.meta["stored"] = known

    def process_response(self, request: Request, response: Response) -> Response:
        known: Fetch | None = request.meta.pop("stored", None) if response.status == 304 else None
        if known is None or known.sha256 is None:
            return response
        self.session.store.check(known.url, self.session.run.id, known.sha256)
        request.meta["fetch"] = known
        return Response(known.final_url, body=self.session.store.read(known.sha256), request=request)


class BlockedPages(_Component):
    """At 605: what is not the document goes no further; a host that blocks twice in a row is left alone for tonight.

    Before redirects (600): a wall that sends to itself with a cookie is no redirect to follow for who keeps no cookies.
    """

    def process_response(self, request: Request, response: Response) -> Response:
        fetch: Fetch | None = request.meta.get("fetch")
        flags = fetch.flags if fetch else ()
        host = self.session.host(request.url)
        label = next((flag.partition(":")[2] for flag in flags if flag.startswith("blocked:")), "")
        if response.status in REDIRECTS and (not label or _keeps_cookies(request)):
            return response
        if not label:
            host.blocks = 0
            if "soft404" in flags:
                raise Refusal(None, f"{request.url}: an error page that calls itself 200")
            return response
        host.blocks += 1
        if host.blocks >= self.crawler.settings.getint("BREAKER_BLOCKS"):
            closed: tuple[Health, str] = (
                "blocked",
                f"{host.blocks} block pages in a row ({label}): left alone tonight",
            )
            host.closed = closed
            drain(self.crawler, closed, to_host(request.url))
        raise Refusal("blocked", f"{request.url}: block page ({label})")


def _keeps_cookies(request: Request) -> bool:
    portal: Portal | None = request.meta.get("row")
    return portal is not None and portal.cookies
