"""Put nginx and Caddy, as docs/deploy configures them, before a running site and see that nothing gets lost.

    .venv/bin/python docs/deploy/try_proxies.py data/demo

Needs nginx, caddy and openssl (Debian's packages), and data with a snapshot. Everything runs on this machine with a
certificate made on the spot; the two files are used as they stand but for names, ports and folders.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
HOST = "nianbao.example"
NGINX = (
    "daemon off; master_process off; pid {0}/nginx.pid; error_log {0}/error.log; events {{}} http {{ access_log off;\n"
)


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def free_port() -> int:
    with socket.create_server(("", 0)) as listener:
        return int(listener.getsockname()[1])


def own_address() -> str:
    """An address of this machine that is not loopback: a reader from loopback is not limited."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])


def get(port: int, path: str, tls: bool = True, host: str = HOST, **headers: str) -> Answer:
    """One GET to this machine; the certificate is nobody's."""
    address = own_address() if tls else "127.0.0.1"
    connection: http.client.HTTPConnection = http.client.HTTPConnection(address, port, timeout=60)
    if tls:
        plain = socket.create_connection((address, port), timeout=60)
        connection.sock = ssl._create_unverified_context().wrap_socket(plain, server_hostname=HOST)
    named = {"Host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    try:
        connection.request("GET", path, headers=named)
        found = connection.getresponse()
        return Answer(found.status, {name.lower(): value for name, value in found.getheaders()}, found.read())
    finally:
        connection.close()


@contextlib.contextmanager
def process(command: list[str], ready: Callable[[], object]) -> Iterator[subprocess.Popen[bytes]]:
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(240):
            with contextlib.suppress(OSError):
                ready()
                break
            time.sleep(0.25)
        else:
            raise SystemExit(f"{command[0]} does not answer")
        yield started
    finally:
        started.terminate()
        started.wait(20)


def nginx(folder: Path, port: int, site: int) -> list[str]:
    """The command that runs docs/deploy/nginx.conf on ``port`` before the site on port ``site``."""
    key, certificate = folder / "key.pem", folder / "cert.pem"
    subject = ["-subj", f"/CN={HOST}", "-days", "1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *subject], check=True, capture_output=True
    )
    text = (HERE / "nginx.conf").read_text(encoding="utf-8")
    changes = {"443": str(port), "/etc/ssl/nianbao.pem": str(certificate), "/etc/ssl/nianbao.key": str(key)}
    changes |= {"127.0.0.1:8001": f"127.0.0.1:{site}", "/var/cache/nginx": str(folder)}
    for old, new in changes.items():
        text = text.replace(old, new)
    file = folder / "nginx.conf"
    file.write_text(NGINX.format(folder) + text + "}\n", encoding="utf-8")
    return ["nginx", "-p", str(folder), "-c", str(file)]


def caddy(folder: Path, port: int, site: int) -> list[str]:
    """The command that runs docs/deploy/Caddyfile, with Caddy's own authority for the certificate."""
    text = (HERE / "Caddyfile").read_text(encoding="utf-8").replace("127.0.0.1:8001", f"127.0.0.1:{site}")
    text = text.replace("nianbao.example {", f"{HOST}:{port} {{\n\ttls internal")
    store = f"{{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n\tstorage file_system {folder}/caddy\n}}\n"
    file = folder / "Caddyfile"
    file.write_text(store + text, encoding="utf-8")
    return ["caddy", "run", "--config", str(file)]


def told(what: str, fine: bool, seen: object = "") -> None:
    print(f"  {'ok  ' if fine else 'FAIL'} {what} {seen if not fine else ''}".rstrip(), flush=True)
    if not fine:
        FAILED.append(what)


FAILED: list[str] = []


def examine(port: int, site: int, snapshot: str) -> None:
    """What a reader must get through the proxy."""
    page = get(port, "/", Accept_Encoding="gzip")
    told(
        "TLS, 200, HSTS, the site's policy",
        page.status == 200 and "strict-transport-security" in page.headers,
        page[:2],
    )
    told("the policy of the site arrives once", "default-src 'none'" in page.headers.get("content-security-policy", ""))
    told("pages are compressed", page.headers.get("content-encoding") == "gzip", page.headers)
    told(
        "addresses begin with https and the reader's host",
        f"https://{HOST}/s/{snapshot}/".encode() in get(port, "/").body,
    )
    get(port, "/search?q=host", host="evil.example")
    told("what another host was shown is not shown here", b"evil.example" not in get(port, "/search?q=host").body)
    tagged = get(port, "/changes").headers.get("etag", "")
    told("an ETag is answered 304", get(port, "/changes", If_None_Match=tagged).status == 304, tagged)
    rows = json.loads(get(site, "/archive/files.json?_shape=array&_size=100", tls=False).body)
    ranges(port, [row for row in rows if row["bytes"] > 2000])
    whole = "/archive/cells.csv?_stream=on&_size=max"
    there, here = get(site, whole, tls=False, host=HOST).body, get(port, whole).body
    told(f"a streamed CSV of {len(here):,} bytes is the same", there == here)
    encoded = get(port, f"/s/{snapshot}/files/archive.db", Range="bytes=100-199", Accept_Encoding="gzip")
    told("a part of the database in one piece", encoded.status == 206 and len(encoded.body) == 100, encoded[:2])


def ranges(port: int, rows: list[dict[str, str]]) -> None:
    """Of every kind of stored file: the whole by its hash, and parts of it, twice (from the site, from a cache)."""
    for kind, row in {row["media_type"]: row for row in rows}.items():
        path = f"/raw/{row['sha256']}"
        for again in ("", ", again"):
            part = get(port, path, Range="bytes=500-1499", Accept_Encoding="gzip")
            body = get(port, path).body
            fine = part.status == 206 and part.body == body[500:1500] and "content-encoding" not in part.headers
            fine = fine and hashlib.sha256(body).hexdigest() == row["sha256"]
            told(f"{kind}: whole and in parts{again}", fine, part[:2])


def flood(port: int, site: int) -> None:
    """One address asks too often, under many names; the limit must count it as one. Another is not held up."""

    def ask(number: int) -> int:
        return get(port, "/robots.txt", X_Forwarded_For=f"198.51.100.{number % 250}", Cache_Control="no-cache").status

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(ask, range(600)))
    told("a reader who names other addresses is limited all the same", statuses.count(429) > 100, statuses.count(429))
    told("another reader is not", get(site, "/", tls=False, X_Forwarded_For="203.0.113.9").status == 200)


def main(data: Path) -> None:
    snapshot = (data / "snapshots" / "current").read_text().strip()
    nianbao = Path(sys.executable).with_name("nianbao")
    for name, make in {"nginx": nginx, "caddy": caddy}.items():
        site, port = free_port(), free_port()
        with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
            serve = [str(nianbao), "serve", "--data", str(data), "--port", str(site)]
            server = stack.enter_context(process(serve, lambda site=site: get(site, "/", tls=False)))
            stack.enter_context(process(make(Path(folder), port, site), lambda port=port: get(port, "/health")))
            version = subprocess.run([name, "-v" if name == "nginx" else "version"], capture_output=True, text=True)
            print(f"{name} {re.findall(r'[0-9]+[.][0-9.]+', version.stdout + version.stderr)[0]}")
            examine(port, site, snapshot)
            flood(port, site)
            if name == "nginx":
                pinned = f"/s/{snapshot}/health"
                get(port, pinned)
                server.terminate()
                server.wait(30)
                told("a pinned page is kept when the site is down", get(port, pinned).status == 200)
    raise SystemExit(f"{len(FAILED)} failed" if FAILED else 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
