"""Tracks by address, from the raw store and the cache of readings: as few as are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from archive.evidence import State, Track, tracks
from archive.parsed import ParsedStore
from crawler.items import Fetch
from crawler.rawstore import RawStore
from parsers.model import Report


class Unread(LookupError):
    """A body that should have been read and was not: the cache lost it, or was made from other evidence."""

    def __init__(self, state: State) -> None:
        super().__init__(f"what was read in {state.fetch.url} (file {state.body[:12]}) is not known any more")


class Loader:
    """Loads what the raw store saw at some addresses, as ``evidence.tracks`` would tell it of the whole store."""

    def __init__(self, raw: RawStore, parsed: ParsedStore) -> None:
        self.raw = raw
        self.parsed = parsed

    def bare(self, urls: Iterable[str]) -> list[Track]:
        """The tracks at ``urls``, without their readings.

        The pages that led to them give their titles; the pictures an article shows may be the report (pictured.py).
        """
        wanted = set(urls)
        fetches = [fetch for url in wanted for fetch in self.raw.fetches_of(url)]
        around = {fetch.found_on for fetch in fetches if fetch.kind == "attachment"}
        around |= {fetch.url for url in wanted for fetch in self.raw.attachments_on(url)}
        fetches += [fetch for url in around - wanted for fetch in self.raw.fetches_of(url)]
        checked = {url: self.raw.checked_at(url) for url in wanted}
        return [track for track in tracks(fetches, checked) if track.url in wanted]

    def read(self, urls: Iterable[str]) -> list[Track]:
        """The tracks at ``urls`` with their readings; Unread where the cache lacks one."""
        found = self.bare(urls)
        for track in found:
            for state in track.documents():
                state.reading = self.parsed.reading(*state.key)
                if state.reading is None:
                    raise Unread(state)
        return found

    def report(self, state: State) -> Report:
        """The whole Report of a read body."""
        return self.parsed.report(*state.key)

    def answers(self, url: str) -> list[Fetch]:
        """What the host answered, no redirects, as far as a document was asked for."""
        return [
            fetch for fetch in self.raw.fetches_of(url) if fetch.kind in FILE_KINDS and not 300 <= fetch.status < 400
        ]


def batches(names: Iterable[str]) -> Iterator[list[str]]:
    """``names`` in lists of at most ``BATCH``."""
    rest = iter(names)
    while batch := list(islice(rest, BATCH)):
        yield batch


BATCH = 500
FILE_KINDS = ("article", "attachment", "added")
