"""What the crawler knows of the web: links, listings and fetches. Nothing here is about report contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FetchKind = Literal["listing", "article", "attachment", "robots", "added"]
Health = Literal["ok", "blocked", "down", "layout", "fewer", "empty", "robots", "budget", "stale", "died", "stopped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One row of a listing: where it leads, what it calls it, the day printed beside it (ISO) if there is one."""

    url: str
    title: str
    listed_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One answer from the network, or one file taken in by hand (``kind`` added): insert-only evidence.

    ``at`` is UTC in ISO 8601 with microseconds. ``method`` and ``request_body`` (a form; "" for none) say how
    it was asked for. ``headers`` are the answer's headers in order. ``sha256`` names the
    stored body after content decoding, None where there was none; ``wire_sha256`` and ``wire_bytes`` are those
    of the bytes before decoding. ``flags`` say what is odd: ``blocked:<label>``, ``partial``, ``soft404``,
    ``unchanged``. ``found_on`` is the listing or article whose link led here; ``title`` that link's text (where an
    attachment's says nothing, the name its server gives it), for an added file its name; ``organ`` and ``year`` what
    the person who added the file said of it.
    ``certificate`` is the SHA-256 fingerprint of the TLS certificate the host showed, ``certificate_verdict`` what a
    strict check of it said in that run: ``verified``, or why not; both empty without TLS.
    """

    id: int | None = None
    run: str
    portal: str | None = None
    kind: FetchKind
    url: str
    final_url: str = ""
    at: str
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    method: str = "GET"
    request_headers: tuple[tuple[str, str], ...] = ()
    request_body: str = ""
    sha256: str | None = None
    bytes: int = 0
    wire_sha256: str | None = None
    wire_bytes: int = 0
    content_encoding: str = ""
    media_type: str = ""
    etag: str = ""
    last_modified: str = ""
    ip: str = ""
    certificate: str = ""
    certificate_verdict: str = ""
    flags: tuple[str, ...] = ()
    found_on: str = ""
    title: str = ""
    listed_on: str | None = None
    organ: str = ""
    year: int | None = None

    @property
    def is_document(self) -> bool:
        """A body that may be a report: answered 200, stored, and not recognised as a block or error page."""
        return (
            self.kind in ("article", "attachment", "added")
            and self.status == 200
            and self.sha256 is not None
            and not any(flag.startswith(("blocked", "soft404")) for flag in self.flags)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One crawl (or one ``add``). ``finished`` is None while it runs; the next run marks such a one ``died``."""

    id: str
    command: str
    started: str
    finished: str | None = None
    exit_code: int | None = None
    summary: str = ""
    software: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalRun:
    """How one portal fared in one run. ``complete`` says that every page of its listing was read."""

    run: str
    portal: str
    requests: int = 0
    ok: int = 0
    unchanged: int = 0
    failed: int = 0
    blocked: int = 0
    bytes: int = 0
    listed: int = 0
    new_files: int = 0
    complete: bool = False
    health: Health = "ok"
    reasons: tuple[str, ...] = ()
