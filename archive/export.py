"""From the raw store to WARC/1.1 and WACZ, the forms that other archives read and replay.

A record's payload is the body as stored, after content decoding; so the headers that told of its packing are kept under
``X-Archive-Orig-`` names, as web archives do, and the digest of the payload is the name of the file in the store.
Addresses whose body was written before become ``revisit`` records. What the store did not get whole is marked
``WARC-Truncated``. A request record says how the answer was asked for, the form of a POST included.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO
from urllib.parse import urlsplit

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from crawler.items import Fetch
from crawler.rawstore import RawStore

Tell = Callable[[str, int, int], None]
_PACKING = {"content-encoding", "transfer-encoding", "content-length"}


class _Sha256(Digester):
    """The digest as the store writes it, in hexadecimal."""

    def __init__(self) -> None:
        super().__init__("sha256")

    def __str__(self) -> str:
        return f"sha256:{self.digester.hexdigest()}"


class _Writer(WARCWriter):
    """warcio knows SHA-1 only when it writes; it checks both. tests/test_export.py pins what this overrides."""

    @staticmethod
    def _create_digester() -> Digester:
        return _Sha256()


@dataclass
class Exported:
    """What an export holds."""

    responses: int = 0
    revisits: int = 0
    requests: int = 0
    first_at: dict[str, tuple[str, str]] = field(default_factory=dict)


def choose(store: RawStore, portal: str | None = None, since: str = "") -> list[Fetch]:
    """The fetches to export: what a host answered (no files added by hand), of one portal, from a day on."""
    return [
        fetch
        for fetch in store.fetches()
        if fetch.kind != "added" and (portal is None or fetch.portal == portal) and fetch.at >= since
    ]


def export_warc(store: RawStore, fetches: Iterable[Fetch], out: BinaryIO, software: str, tell: Tell) -> Exported:
    """Write ``fetches`` as gzipped WARC/1.1; FileNotFoundError where the store has lost a body."""
    writer = _Writer(out, gzip=True, warc_version="WARC/1.1")
    info = {"software": software, "format": "WARC File Format 1.1"}
    _write(writer, writer.create_warcinfo_record("nianbao.warc.gz", info))
    exported = Exported()
    chosen = list(fetches)
    for done, fetch in enumerate(chosen, 1):
        response = _response(writer, store, fetch, exported)
        _write(writer, response)
        _write(writer, _request(writer, fetch, response))
        exported.requests += 1
        tell("exporting", done, len(chosen))
    return exported


def _write(writer: WARCWriter, record: ArcWarcRecord) -> None:
    """Write one record and close what warcio spooled its payload into."""
    writer.write_record(record)
    if record.raw_stream is not None:
        record.raw_stream.close()


def _warc_date(at: str) -> str:
    return at.replace("+00:00", "Z")


def _response(writer: WARCWriter, store: RawStore, fetch: Fetch, exported: Exported) -> ArcWarcRecord:
    head = StatusAndHeaders(_status_line(fetch), _headers(fetch), protocol="HTTP/1.1")
    warc = {"WARC-Date": _warc_date(fetch.at), **_notes(fetch)}
    before = exported.first_at.get(fetch.sha256 or "")
    if before is not None:
        exported.revisits += 1
        return writer.create_revisit_record(
            fetch.final_url, f"sha256:{fetch.sha256}", *before, http_headers=head, warc_headers_dict=warc
        )
    body = store.read(fetch.sha256) if fetch.sha256 else b""
    exported.responses += 1
    if fetch.sha256 and fetch.bytes:
        exported.first_at[fetch.sha256] = (fetch.final_url, warc["WARC-Date"])
    return writer.create_warc_record(
        fetch.final_url, "response", payload=io.BytesIO(body), http_headers=head, warc_headers_dict=warc
    )


def _status_line(fetch: Fetch) -> str:
    known = fetch.status in HTTPStatus._value2member_map_
    return f"{fetch.status} {HTTPStatus(fetch.status).phrase if known else 'Unknown'}"


def _headers(fetch: Fetch) -> list[tuple[str, str]]:
    headers = [(f"X-Archive-Orig-{name}" if name.lower() in _PACKING else name, value) for name, value in fetch.headers]
    return [*headers, ("Content-Length", str(fetch.bytes))]


def _notes(fetch: Fetch) -> dict[str, str]:
    notes = {"WARC-IP-Address": fetch.ip} if fetch.ip else {}
    if {"partial", "cut"} & set(fetch.flags):
        notes["WARC-Truncated"] = "disconnect"
    elif {"too-large"} & set(fetch.flags):
        notes["WARC-Truncated"] = "length"
    return notes


def _request(writer: WARCWriter, fetch: Fetch, response: ArcWarcRecord) -> ArcWarcRecord:
    parts = urlsplit(fetch.final_url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    names = {name.lower() for name, _ in fetch.request_headers}
    host = [] if "host" in names else [("Host", parts.netloc)]
    form = fetch.request_body.encode()
    length = [("Content-Length", str(len(form)))] if form and "content-length" not in names else []
    headers = [*host, *fetch.request_headers, *length]
    head = StatusAndHeaders(f"{fetch.method} {target} HTTP/1.1", headers, is_http_request=True)
    warc = {
        "WARC-Date": _warc_date(fetch.at),
        "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
    }
    return writer.create_warc_record(
        fetch.final_url, "request", payload=io.BytesIO(form), http_headers=head, warc_headers_dict=warc
    )


def pages(fetches: Iterable[Fetch]) -> Iterator[dict[str, str]]:
    """The pages a reader of the WACZ begins with: the reports, newest first by nothing but the order they came in."""
    for fetch in fetches:
        if fetch.is_document:
            yield {"url": fetch.final_url, "ts": _warc_date(fetch.at), "title": fetch.title or fetch.final_url}


def export_wacz(store: RawStore, fetches: list[Fetch], out: Path, software: str, tell: Tell) -> Exported:
    """Write ``fetches`` as a WACZ: a zip of the WARC, its index, the list of pages and the hashes of them all."""
    from wacz.main import main as make_wacz

    with TemporaryDirectory(dir=out.parent) as folder:
        warc, listed = Path(folder) / "nianbao.warc.gz", Path(folder) / "pages.jsonl"
        with warc.open("wb") as file:
            exported = export_warc(store, fetches, file, software, tell)
        head = {"format": "json-pages-1.0", "id": "pages", "title": "Pages"}
        listed.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in [head, *pages(fetches)]))
        made = Path(folder) / "made.wacz"
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        with redirect_stdout(io.StringIO()):  # it tells of its steps there, and ours is for results
            code = make_wacz(
                ["create", "-o", str(made), "-p", str(listed), "--date", stamp, "--title", software, str(warc)]
            )
        if code:
            raise OSError(f"the WACZ could not be made (wacz create ended with {code})")
        made.replace(out)
    return exported
