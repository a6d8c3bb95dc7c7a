"""Was the TLS certificate one to trust? Many portals' are not; they are read all the same, and the record says so.

The crawl accepts every certificate, because a strict one would lose portals whose chain is broken. Once a host and run
a strict handshake, which sends no request, tells what a browser would have said.
"""

from __future__ import annotations

import socket
import ssl
from typing import Any
from urllib.parse import urlsplit

_TIMEOUT = 10.0


def fingerprint(certificate: Any) -> str:
    """SHA-256 of a certificate that Twisted hands over, as hex; empty where there was none."""
    return certificate.digest("sha256").decode().replace(":", "").lower() if certificate else ""


def address_of(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or 443


def strict_verdict(host: str, port: int) -> str:
    """``verified``, or why not. Blocks for as long as the host takes to answer, ten seconds at most."""
    try:
        with (
            socket.create_connection((host, port), timeout=_TIMEOUT) as plain,
            ssl.create_default_context().wrap_socket(plain, server_hostname=host),
        ):
            return "verified"
    except ssl.SSLCertVerificationError as error:
        return f"not verified: {error.verify_message}"
    except OSError as error:
        return f"not checked: {type(error).__name__}"
