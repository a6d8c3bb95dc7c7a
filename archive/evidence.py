"""What the raw store saw, address by address: which body stood there from when to when, and when it was gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from archive.parsed import Reading, hint_key
from archive.pictured import join_pictures
from crawler.items import Fetch
from parsers.model import Hint

GONE = (404, 410)


@dataclass(slots=True)
class State:
    """One thing an address answered, from ``first`` to ``last`` (UTC): a body, or (``gone``) that it is no more.

    ``replaced_by`` names another report whose body the address carries now.
    """

    first: str
    last: str
    run: str
    fetch: Fetch
    hint: Hint = field(default_factory=Hint)
    reading: Reading | None = None
    replaced_by: str | None = None

    @property
    def gone(self) -> bool:
        return self.fetch.status in GONE

    @property
    def body(self) -> str:
        """The SHA-256 of the body; an error in our own code when there is none."""
        if self.fetch.sha256 is None:
            raise ValueError(f"{self.fetch.url} has no body")
        return self.fetch.sha256

    @property
    def key(self) -> tuple[str, str]:
        """The key of its reading in the parsed store."""
        return self.body, hint_key(self.hint)


@dataclass(slots=True)
class Track:
    """One address and its states in order of time. ``fetch`` is its first document."""

    key: str
    url: str
    fetch: Fetch
    states: list[State]

    def documents(self) -> list[State]:
        """The states that are bodies."""
        return [state for state in self.states if not state.gone]

    @property
    def is_page(self) -> bool:
        return self.fetch.kind != "attachment"


def order(fetch: Fetch) -> tuple[str, str, str, int]:
    """Fetches by time; equal times are told apart by what was fetched, not by the order of rows."""
    return fetch.at, fetch.url, fetch.sha256 or "", fetch.status


def track_key(fetch: Fetch) -> str:
    """Two added files of one name are two files, not two versions of one address."""
    return f"{fetch.url}#{fetch.sha256}" if fetch.url.startswith("file:") else fetch.url


def tracks(fetches: Iterable[Fetch], checked: Mapping[str, str]) -> list[Track]:
    """One track an address that ever carried a document, by address."""
    found: dict[str, Track] = {}
    for fetch in sorted(fetches, key=order):
        if not (fetch.is_document or fetch.status in GONE):
            continue
        key = track_key(fetch)
        track = found.get(key)
        if track is None:
            if fetch.is_document:
                found[key] = Track(key, fetch.url, fetch, [_state(fetch)])
        else:
            _extend(track, fetch)
    for track in found.values():
        newest = track.states[-1]
        if not newest.gone:
            newest.last = max(newest.last, checked.get(track.url, ""))
    _give_hints(found)
    join_pictures(found)
    return [found[key] for key in sorted(found)]


def _state(fetch: Fetch) -> State:
    return State(fetch.at, fetch.at, fetch.run, fetch)


def _extend(track: Track, fetch: Fetch) -> None:
    newest = track.states[-1]
    same_body = not newest.gone and fetch.is_document and newest.fetch.sha256 == fetch.sha256
    if (newest.gone and fetch.status in GONE) or (same_body and newest.fetch.final_url == fetch.final_url):
        newest.last = fetch.at
        if fetch.kind == "added":
            # Whoever adds a file again says better what it is.
            newest.fetch = fetch
    else:
        track.states.append(_state(fetch))


def _give_hints(found: Mapping[str, Track]) -> None:
    """Each body of a track has one hint, that of its first sighting: a re-worded link does not re-read the body."""
    for track in found.values():
        hints: dict[str | None, Hint] = {}
        for state in track.states:
            if not state.gone:
                state.hint = hints.setdefault(state.fetch.sha256, _hint(state.fetch, found.get(state.fetch.found_on)))


def _hint(fetch: Fetch, article: Track | None) -> Hint:
    title = fetch.title
    if fetch.kind == "attachment" and article is not None and "公开" not in title:
        # "附件1.pdf" says nothing; the link to its article does.
        title = article.fetch.title
    url = "" if fetch.url.startswith("file:") else fetch.final_url or fetch.url
    return Hint(title=title, organ=fetch.organ, year=fetch.year, url=url)
