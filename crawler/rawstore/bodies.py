"""Bodies: one file each under ``sha256/ab/cd/``, named by its hash, read-only, on disk before anybody is told."""

from __future__ import annotations

import hashlib
import os
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Damage:
    """A stored body that is not what its name says: ``found`` is the hash of what is there, None if it is gone."""

    sha256: str
    found: str | None


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


class Bodies:
    """The bodies under ``root``. ``put`` and ``read`` may be called from any thread."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.tmp = root / "tmp"
        self.tmp.mkdir(parents=True, exist_ok=True)
        self._naming = threading.Lock()

    def path(self, sha256: str) -> Path:
        return self.root / "sha256" / sha256[:2] / sha256[2:4] / sha256

    def has(self, sha256: str) -> bool:
        return self.path(sha256).exists()

    def read(self, sha256: str) -> bytes:
        """The body; FileNotFoundError when the store does not hold it."""
        return self.path(sha256).read_bytes()

    def put(self, body: bytes) -> tuple[str, bool]:
        """Store ``body``; return its SHA-256 and whether it was new. On return it is on disk."""
        name = hashlib.sha256(body).hexdigest()
        path = self.path(name)
        if path.exists():
            return name, False
        self._make_folder(path.parent)
        part = self.tmp / uuid.uuid4().hex
        with part.open("xb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o444)
        with self._naming:
            new = not path.exists()
            part.replace(path)
        _sync_folder(path.parent)
        return name, new

    def _make_folder(self, folder: Path) -> None:
        """A folder is on disk when the folder that names it is."""
        if not folder.exists():
            self._make_folder(folder.parent)
            folder.mkdir(exist_ok=True)
            _sync_folder(folder.parent)

    def hashes(self) -> Iterator[str]:
        """Every stored body's name, sorted."""
        for path in sorted((self.root / "sha256").glob("??/??/*")):
            yield path.name

    def check_body(self, sha256: str) -> Damage | None:
        """Re-hash one body."""
        try:
            with self.path(sha256).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            return Damage(sha256, None)
        return None if found == sha256 else Damage(sha256, found)
