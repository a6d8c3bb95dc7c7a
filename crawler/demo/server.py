"""The replica portals on loopback: ``with serve() as replicas:`` and crawl the rows of ``write_registry``.

``python -m crawler.demo.server`` serves them until it is stopped, for looking at them with a browser.
"""

from __future__ import annotations

import argparse
import gzip
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from crawler.demo import hanweb_site, trs_site
from crawler.demo.catalogue import COMMITTED, Catalogue, load
from crawler.demo.site import Ask, Reply, Site


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that reached a replica, and the status and body bytes it was answered with."""

    portal: str
    method: str
    path: str
    status: int
    bytes: int
    at: float


@dataclass
class Replicas:
    """The running replicas. ``requests`` logs what they were asked, ``unknown`` what no portal ever had."""

    catalogue: Catalogue
    addresses: dict[str, str] = field(default_factory=dict)
    state: int = 1
    requests: list[Asked] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def set_state(self, state: int) -> None:
        """Move the world on: 1 is the first night, 2 a later one."""
        self.state = state


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, portal: str, site: Site, replicas: Replicas, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.portal, self.site, self.replicas = portal, site, replicas


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "replica"
    server: _Server

    def do_GET(self) -> None:
        self._serve({})

    def do_POST(self) -> None:
        form = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self._serve(dict(parse_qsl(form, keep_blank_values=True)))

    def _serve(self, form: dict[str, str]) -> None:
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        ask = Ask(self.command, parts.path, query, form, dict(self.headers.items()))
        reply = self.server.site.reply(ask, self.server.replicas.state)
        if not reply.known:
            self.server.replicas.unknown.append(self.path)
        unchanged = self._is_unchanged(reply)
        body, headers = (b"", {}) if unchanged else self._encoded(reply)
        status = 304 if unchanged else reply.status
        asked = Asked(self.server.portal, self.command, self.path, status, len(body), time.monotonic())
        self.server.replicas.requests.append(asked)
        self.send_response(status)
        for name, value in (self._headers(reply) | headers).items():
            self.send_header(name, value)
        if not unchanged:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _headers(self, reply: Reply) -> dict[str, str]:
        headers = {"Content-Type": reply.media_type, "ETag": reply.etag, "Last-Modified": reply.modified}
        return {name: value for name, value in headers.items() if value} | dict(reply.headers)

    def _is_unchanged(self, reply: Reply) -> bool:
        """Validators as static servers treat them: the ETag decides, the date only where there is no ETag."""
        if reply.status != 200 or self.command != "GET":
            return False
        if tag := self.headers.get("If-None-Match"):
            return tag == reply.etag
        return bool(reply.modified) and self.headers.get("If-Modified-Since") == reply.modified

    def _encoded(self, reply: Reply) -> tuple[bytes, dict[str, str]]:
        packed = "gzip" in self.headers.get("Accept-Encoding", "") and reply.media_type.startswith("text/html")
        if not packed or not reply.body:
            return reply.body, {}
        return gzip.compress(reply.body, mtime=0), {"Content-Encoding": "gzip"}

    def log_message(self, format: str, *args: object) -> None:
        """Silence: ``Replicas.requests`` is the log."""


@contextmanager
def serve(catalogue: Path = COMMITTED, port_trs: int = 0, port_hanweb: int = 0) -> Iterator[Replicas]:
    """Serve both replicas from ``catalogue`` until the block ends; port 0 takes any that is free."""
    replicas = Replicas(load(catalogue))
    sites: dict[str, tuple[Site, int]] = {
        "trs": (trs_site.TrsSite(replicas.catalogue), port_trs),
        "hanweb": (hanweb_site.HanwebSite(replicas.catalogue), port_hanweb),
    }
    with run(replicas, sites):
        yield replicas


@contextmanager
def run(replicas: Replicas, sites: Mapping[str, tuple[Site, int]]) -> Iterator[None]:
    """Serve each site, by name with its port, until the block ends."""
    servers = [_Server(name, site, replicas, port) for name, (site, port) in sites.items()]
    threads = [threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}) for server in servers]
    try:
        for server, thread in zip(servers, threads, strict=True):
            replicas.addresses[server.portal] = f"http://127.0.0.1:{server.server_port}"
            thread.start()
        yield
    finally:
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()


_ROW = """
[[portal]]
id = "demo-{system}"
name = "{name}"
place = "{place}"
system = "{system}"
home_url = "{address}/"
list_url = "{address}{column}"
hosts = ["{host}"]
min_reports = 1
last_year = 2022
source = "A replica written by us."
note = "Runs on this machine."
"""


def write_registry(folder: Path, replicas: Replicas) -> Path:
    """Write the replicas' rows, and the names of their invented places, as a registry folder; return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    places = replicas.catalogue.places
    rows = [f'[[place]]\ncode = "{code}"\nname = "{name}"\n' for code, name in sorted(places.items())]
    for system, column in (("trs", trs_site.COLUMN), ("hanweb", hanweb_site.COLUMN)):
        place = min(entry.place for entry in replicas.catalogue.entries if entry.portal == system)
        address = replicas.addresses[system]
        name, host = f"{places[place]}人民政府", urlsplit(address).netloc
        rows.append(_ROW.format(system=system, name=name, place=place, address=address, column=column, host=host))
    path = folder / "replicas.toml"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m crawler.demo.server", description="Serve the replica portals.")
    parser.add_argument("--port-trs", type=int, default=0)
    parser.add_argument("--port-hanweb", type=int, default=0)
    parser.add_argument("--registry", type=Path, help="write the rows for a crawl into this folder")
    arguments = parser.parse_args()
    with serve(port_trs=arguments.port_trs, port_hanweb=arguments.port_hanweb) as replicas:
        if arguments.registry:
            write_registry(arguments.registry, replicas)
        print(*replicas.addresses.values(), sep="\n", flush=True)
        with suppress(KeyboardInterrupt):  # how a person ends it
            threading.Event().wait()


if __name__ == "__main__":
    main()
