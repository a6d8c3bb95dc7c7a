"""What the replicas of CMS families share: what they hold, and a loopback server that answers for them.

Each holds eleven of the demo's reports, a website's yearly form and an infographic as decoys, and one row twice. A
replica that is ``short`` states its full length and loses its last page.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.demo.catalogue import load
from crawler.demo.site import Ask, Reply, fragment, page, unknown

PER_PAGE = 5
_REPORTS = 11


@dataclass(frozen=True)
class Report:
    """One row: a report or a decoy, with at most one attachment."""

    number: int
    title: str
    day: str
    year: int
    body: str
    is_decoy: bool
    file: bytes
    suffix: str

    @property
    def hex(self) -> str:
        return f"{self.number * 7919:024x}"


def holdings() -> list[Report]:
    """The newest first, decoys among them."""
    shown = [item.entry for item in load().shown("trs", 1) if item.entry.files_as("body")]
    reports = [entry for entry in shown if entry.kind == "report"][:_REPORTS]
    decoys = [entry for entry in shown if "website" in entry.id or "picture" in entry.id]
    found = []
    for entry in sorted([*reports, *decoys], key=lambda entry: (entry.day, entry.id), reverse=True):
        file = next(iter(entry.files_as("attachment")), None)
        decoy = entry.kind != "report"
        content, suffix = (file.path.read_bytes(), file.suffix) if file else (b"", "")
        number = entry.serial
        found.append(Report(number, entry.title, entry.day, entry.year, fragment(entry), decoy, content, suffix))
    return found


class Replica:
    """One site. A family says where things are and how its list looks; ``None`` is an address it never had."""

    system = ""
    column = ""
    robots = b""

    def __init__(self, short: bool = False) -> None:
        self.short = short
        self.reports = holdings()
        first = self.reports[0]
        self.rows = [(report, self.address(report)) for report in self.reports] + [(first, self.twin(first))]
        self.pages = [self.rows[start : start + PER_PAGE] for start in range(0, len(self.rows), PER_PAGE)]

    # -- what a family says

    def address(self, report: Report) -> str:
        raise NotImplementedError

    def file_address(self, report: Report) -> str:
        raise NotImplementedError

    def listing(self, ask: Ask) -> Reply | None:
        raise NotImplementedError

    def twin(self, report: Report) -> str:
        return self.address(report) + "#top"

    def article(self, report: Report) -> Reply:
        link = f'<p>附件：<a href="{self.file_address(report)}">{report.title}{report.suffix}</a></p>'
        body = f'<h1>{report.title}</h1><div class="article-content">{report.body}{link if report.file else ""}</div>'
        return page(report.title, "", f'<div class="wrap"><div class="inner">{body}</div></div>')

    def files(self, report: Report) -> dict[str, Reply]:
        media_type = "application/octet-stream"
        return {self.file_address(report): Reply(report.file, media_type)} if report.file else {}

    # -- what they share

    def read_page(self, number: int) -> list[tuple[Report, str]]:
        """The rows of a page, counted from 1; none beyond the last, or on the one that is lost."""
        there = len(self.pages) - self.short
        return self.pages[number - 1] if 0 < number <= there else []

    def list_items(self, number: int) -> str:
        """The rows of a page as most families draw them."""
        rows = [
            f'<li><a href="{escape(url)}" title="{report.title}">{report.title[:12]}…</a><span>{report.day}</span></li>'
            for report, url in self.read_page(number)
        ]
        return "<ul>" + "\n".join(rows) + "</ul>"

    def reply(self, ask: Ask) -> Reply:
        if ask.path == "/robots.txt":
            return Reply(self.robots, "text/plain", status=200 if self.robots else 404)
        address = ask.path + (f"?{urlencode(ask.query)}" if ask.query else "")
        for report in self.reports:
            if address == self.address(report):
                return self.article(report)
            if address in (files := self.files(report)):
                return files[address]
        if ask.path == "/":
            return page("首页", "", f'<a href="{escape(self.column)}">政府信息公开年报</a>')
        return self.listing(ask) or unknown()


@dataclass
class Running:
    """A replica on its port; ``asked`` logs (method, address), ``unknown`` what the site never had."""

    replica: Replica
    port: int = 0
    asked: list[tuple[str, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def row(self) -> str:
        """Its line in the registry."""
        host, system = f"127.0.0.1:{self.port}", self.replica.system
        return (
            f'[[portal]]\nid = "{system}"\nname = "{system}"\nplace = "990000"\nsystem = "{system}"\nlast_year = 2025\n'
            f'list_url = "http://{host}{self.replica.column}"\nhosts = ["{host}"]\n\n'
        )


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, running: Running) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.running = running


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        self._serve({})

    def do_POST(self) -> None:
        form = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self._serve(dict(parse_qsl(form, keep_blank_values=True)))

    def _serve(self, form: Mapping[str, str]) -> None:
        running, parts = self.server.running, urlsplit(self.path)
        running.asked.append((self.command, self.path))
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        reply = running.replica.reply(Ask(self.command, parts.path, query, form, dict(self.headers.items())))
        if not reply.known:
            running.unknown.append(f"{self.command} {self.path} {dict(form)}")
        self.send_response(reply.status)
        for name, value in {"Content-Type": reply.media_type, **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:
        """Silence: ``Running.asked`` is the log."""


@contextmanager
def serve(*replicas: Replica) -> Iterator[dict[str, Running]]:
    """Each replica on a port of its own until the block ends; by family."""
    running = [Running(replica) for replica in replicas]
    servers = [_Server(each) for each in running]
    threads = [threading.Thread(target=server.serve_forever, args=(0.02,)) for server in servers]
    for each, server, thread in zip(running, servers, threads, strict=True):
        each.port = server.server_port
        thread.start()
    try:
        yield {each.replica.system: each for each in running}
    finally:
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()
