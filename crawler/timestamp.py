"""A time stamp by RFC 3161 of each manifest: an authority outside signs that its hash existed on that day.

Off unless ``NIANBAO_TSA`` names an authority (extra ``nianbao[timestamp]``). Only the hash leaves the house. The answer
is kept beside the manifest as ``<run>.tsr``; manifests without one wait, so a night offline is made up for. Anyone can
check it: ``openssl ts -verify -data <run>.txt -in <run>.tsr -CAfile authority.pem``.
"""

from __future__ import annotations

import hashlib
import os
import urllib.request
import uuid
from pathlib import Path

from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, TimeStampResponse, decode_timestamp_response

from crawler.manifest import path_of
from crawler.rawstore import RawStore
from crawler.registry import on_loopback

_TIMEOUT = 30.0


class NotStamped(ValueError):
    """The authority answered, but with no stamp of what was asked."""


def stamp_waiting(store: RawStore, authority: str) -> int:
    """Have every manifest without a stamp stamped, oldest first; how many were. OSError when nobody answers."""
    stamped = 0
    for manifest in store.manifests():
        path = path_of(store, manifest.run)
        target = path.with_suffix(".tsr")
        if path.exists() and not target.exists():
            _keep(store, target, ask(authority, path.read_bytes()))
            stamped += 1
    return stamped


def ask(authority: str, text: bytes) -> bytes:
    """The authority's stamp of ``text``; NotStamped where it refuses or stamps something else."""
    query = TimestampRequestBuilder().data(text).hash_algorithm(HashAlgorithm.SHA256).cert_request(cert_request=True)
    asked = query.build()
    request = urllib.request.Request(
        authority, asked.as_bytes(), {"Content-Type": "application/timestamp-query"}, method="POST"
    )
    proxies: dict[str, str] | None = {} if on_loopback(authority) else None
    with urllib.request.build_opener(urllib.request.ProxyHandler(proxies)).open(request, timeout=_TIMEOUT) as reply:
        answer: bytes = reply.read(1 << 20)
    response = _decoded(answer)
    if response.status not in (0, 1):
        raise NotStamped(f"it refused (status {response.status})")
    if response.tst_info.message_imprint.message != hashlib.sha256(text).digest():
        raise NotStamped("it stamped another hash")
    if response.tst_info.nonce != asked.nonce:
        raise NotStamped("it answered another question")
    return answer


def _decoded(answer: bytes) -> TimeStampResponse:
    try:
        return decode_timestamp_response(answer)
    except ValueError as error:
        raise NotStamped(f"its answer is no time stamp: {error}") from error


def _keep(store: RawStore, path: Path, answer: bytes) -> None:
    part = store.tmp / uuid.uuid4().hex
    with part.open("xb") as file:
        file.write(answer)
        file.flush()
        os.fsync(file.fileno())
    part.chmod(0o444)
    part.replace(path)
