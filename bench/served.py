"""A site in a process of its own, asked over loopback, and what that costs it: time, CPU, memory."""

from __future__ import annotations

import http.client
import os
import re
import signal
import statistics
import subprocess
import threading
import time
import urllib.parse
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
SLOW = -1
"""The status of a request that was not answered in time."""


@dataclass(frozen=True, slots=True)
class Got:
    """One answer: its status, its bytes, and how long it took."""

    status: int
    bytes: int
    ms: float


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers on ``port``."""

    process: subprocess.Popen[bytes]
    port: int

    def get(self, path: str, timeout: float = 60) -> Got:
        begun = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        status, size = SLOW, 0
        with closing(connection):
            try:
                connection.request("GET", urllib.parse.quote(path, safe="/?&=%+:,-_.*()'\"<>"))
                answer = connection.getresponse()
                status, size = answer.status, len(answer.read())
            except TimeoutError:
                pass  # told by its status
        return Got(status, size, 1000 * (time.perf_counter() - begun))

    def cpu_ms(self) -> float:
        """CPU time that the process has used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(") ")[2].split()
        return 1000 * (int(fields[11]) + int(fields[12])) / TICKS

    def megabytes(self, field: str) -> float:
        """A field of /proc/<pid>/status: VmHWM the most it ever had, VmRSS now, RssAnon of that its own."""
        text = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        found = re.search(rf"{field}:\s+(\d+) kB", text)
        assert found
        return int(found[1]) / 1000

    def forget_peak(self) -> None:
        """From now on VmHWM is the most since now."""
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5", "ascii")


@contextmanager
def serving(command: Sequence[str], port: int, patience: float = 300) -> Iterator[Server]:
    """Start ``command`` and wait until it answers; TimeoutError when that takes longer than ``patience`` seconds."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            server = Server(process, port)
            _wait(server, patience)
            yield server
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(server: Server, patience: float) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            server.get("/-/static/app.css")
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(f"{server.process.args!r} does not answer")


@dataclass(frozen=True, slots=True)
class Asked:
    """What some requests cost: milliseconds each, CPU of the server for one, bytes of the largest, odd statuses."""

    times: list[float]
    cpu: float
    bytes: int
    odd: list[int]

    def __str__(self) -> str:
        if not self.times:
            return "none"
        odd = f" {self.odd}" if self.odd else ""
        return f"{statistics.median(self.times):.0f} / {percentile(self.times, 95):.0f}{odd}"


def percentile(times: Sequence[float], percent: int) -> float:
    """
    >>> percentile(range(1, 101), 95)
    95
    """
    ordered = sorted(times)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def ask(server: Server, paths: Sequence[str], clients: int, seconds: float = 30) -> Asked:
    """Ask each of ``paths`` once, shared among ``clients`` at once; after ``seconds`` no more are asked."""
    got: list[Got] = []
    left = iter(paths)
    lock = threading.Lock()
    end = time.monotonic() + seconds
    before = server.cpu_ms()

    def client() -> None:
        while time.monotonic() < end:
            with lock:
                path = next(left, None)
            if path is None:
                return
            got.append(server.get(path, seconds))

    together(client, clients)
    cpu = (server.cpu_ms() - before) / max(1, len(got))
    odd = sorted({one.status for one in got} - {200})
    return Asked([one.ms for one in got], cpu, max((one.bytes for one in got), default=0), odd)


def together(work: object, number: int) -> None:
    """Run ``work`` in so many threads and wait for all."""
    threads = [threading.Thread(target=work) for _ in range(number)]  # type: ignore[arg-type]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def forget_file(file: Path) -> None:
    """Drop what the system keeps of ``file`` in memory, so that the next read comes from the disk."""
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)
