"""The chained manifest: one text file a run, ``data/raw/manifests/<run>.txt``, that makes later tampering visible.

Its first line is the SHA-256 of the manifest before it (64 zeros for the first), then one line
``sha256  bytes  time  address`` for each body received since. Whoever has noted one manifest's hash can prove
everything older than it. Its lines follow from the fetch rows alone: a run that died is covered by the next one, and
a file that a kill left unwritten is made anew.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

from crawler.rawstore import Manifest, RawStore

FIRST = "0" * 64


def folder(store: RawStore) -> Path:
    return store.root / "manifests"


def path_of(store: RawStore, run: str) -> Path:
    return folder(store) / f"{run}.txt"


def write_manifest(store: RawStore, run: str) -> str:
    """Close ``run`` with its manifest, on disk on return; the manifest's SHA-256."""
    known = store.manifests()
    if known:
        _write_file(store, known[-1], known[-2] if len(known) > 1 else None)
    before = known[-1] if known else None
    last = max(store.last_fetch(), before.last_fetch if before else 0)
    text = _text(store, before, last)
    made = Manifest(run=run, sha256=hashlib.sha256(text).hexdigest(), last_fetch=last)
    store.record_manifest(made)
    _write_file(store, made, before)
    return made.sha256


def _text(store: RawStore, before: Manifest | None, last: int) -> bytes:
    lines = [before.sha256 if before else FIRST]
    lines += store.manifest_lines(before.last_fetch if before else 0, last)
    return ("\n".join(lines) + "\n").encode()


def _write_file(store: RawStore, manifest: Manifest, before: Manifest | None) -> None:
    """Write the file of ``manifest`` unless it is there."""
    path = path_of(store, manifest.run)
    if path.exists():
        return
    path.parent.mkdir(exist_ok=True)
    part = store.tmp / uuid.uuid4().hex
    with part.open("xb") as file:
        file.write(_text(store, before, manifest.last_fetch))
        file.flush()
        os.fsync(file.fileno())
    part.chmod(0o444)
    part.replace(path)
    for parent in (path.parent, store.root):
        opened = os.open(parent, os.O_RDONLY)
        os.fsync(opened)
        os.close(opened)


def check_manifests(store: RawStore) -> Iterator[str]:
    """What is wrong with the chain, one sentence each: files, links or rows that changed."""
    before: Manifest | None = None
    known = store.manifests()
    for manifest in known:
        path = path_of(store, manifest.run)
        if not path.exists():
            yield f"{path} is missing"
        else:
            text = path.read_bytes()
            found = hashlib.sha256(text).hexdigest()
            if found != manifest.sha256:
                yield f"{path} now hashes to {found}, not {manifest.sha256}"
            if text.partition(b"\n")[0].decode("latin-1") != (before.sha256 if before else FIRST):
                yield f"{path} does not begin with the hash of the manifest before it"
        if hashlib.sha256(_text(store, before, manifest.last_fetch)).hexdigest() != manifest.sha256:
            yield f"fetches.db: the fetch records of run {manifest.run} are not those its manifest was made of"
        before = manifest
    names = {manifest.run for manifest in known}
    for path in sorted(folder(store).glob("*.txt")):
        if path.stem not in names:
            yield f"{path} is a manifest that no run made"
