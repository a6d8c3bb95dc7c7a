"""A report over time: which file is the main one, its versions, and what changed.

A page that was only rendered anew (other bytes, the same figures and chapters) is no new version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from archive.evidence import State, Track
from archive.gather import Group
from archive.parsed import Reading, changed_chapters, changed_figures
from parsers.model import Report

ChangeKind = Literal["new", "figures_changed", "text_changed", "withdrawn", "restored", "moved", "reread"]
Load = Callable[[State], Report]

_BEST = {"read": 0, "ocr": 1, "partial": 2, "narrative": 3}


@dataclass(frozen=True, slots=True)
class Version:
    """One distinct content. ``state`` is its first sighting; ``changed`` names what differs from the one before."""

    state: State
    first: str
    last: str
    role: Literal["main", "copy"]
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to a report; ``before`` and ``after`` are SHA-256 or, for a move, addresses.

    A ``reread`` happened to nobody but us: there they are the versions of the parser.
    """

    at: str
    kind: ChangeKind
    report_id: str
    before: str | None
    after: str | None
    detail: str | None

    @property
    def id(self) -> str:
        parts = (self.at, self.kind, self.report_id, self.before or "", self.after or "")
        return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class History:
    """``current`` is the version the report is shown by; ``gone_since`` when no address carries it any more."""

    current: State
    main: Track
    versions: tuple[Version, ...]
    changes: tuple[Change, ...]
    first_seen: str
    last_seen: str
    gone_since: str | None


def reading(state: State) -> Reading:
    """The reading of a state that is a read body."""
    if state.reading is None:
        raise ValueError(f"{state.fetch.url} was not read")
    return state.reading


def is_content(state: State) -> bool:
    """A body that was read as this report (not refused, not another report's)."""
    return state.replaced_by is None and state.reading is not None and state.reading.status != "refused"


def tell(group: Group, host_of: Callable[[Track], bool], load: Load) -> History:
    """The history of one report. ``host_of`` says whether a track is on its portal's own host."""
    tracks = [_with_article(track, group.tracks) for track in group.tracks]
    tracks = [track for track in tracks if any(is_content(state) for state in track.states)]
    main = min(tracks, key=lambda track: _rank(track, host_of))
    before = sorted((t for t in tracks if _moved_to(t, main)), key=lambda track: (track.fetch.at, track.url))
    lineage = [state for track in (*before, main) for state in track.states]
    walk = _Walk(group.id, load)
    walk.go(lineage)
    others = [track for track in tracks if all(track is not known for known in (*before, main))]
    copies = _copies(others, {version.state.body for version in walk.versions})
    content = [state for track in tracks for state in track.states if is_content(state)]
    return History(
        current=walk.versions[-1].state,
        main=main,
        versions=(*_one_each(walk.versions), *copies),
        changes=tuple(sorted(walk.changes, key=lambda change: (change.at, change.id))),
        first_seen=min(state.first for state in content),
        last_seen=max(state.last for state in content),
        gone_since=_gone_since(main, tracks),
    )


def _content(track: Track) -> State:
    """The newest body of a track that was read."""
    return [state for state in track.states if is_content(state)][-1]


def _lost(track: Track) -> State | None:
    """The state in which the address no longer carries the report, if that is its newest."""
    newest = track.states[-1]
    return newest if newest.gone or newest.replaced_by is not None else None


def _rank(track: Track, host_of: Callable[[Track], bool]) -> tuple[int, bool, bool, bool, bool, str, int, str]:
    """The best read file first; of equals the portal's own before one taken in by hand, the page before its attachment.

    What is still there comes before what is gone, and of the rest what was known on an earlier day: a copy that
    turns up later does not become the main file.
    """
    return (
        _BEST[reading(_content(track)).status],
        track.fetch.kind == "added",
        _lost(track) is not None,
        not track.is_page,
        not host_of(track),
        track.fetch.at[:10],
        len(track.url),
        track.key,
    )


def _moved_to(track: Track, main: Track) -> bool:
    """An address that is gone and was known before the main one: the report moved from it."""
    return (
        track is not main
        and track.is_page == main.is_page
        and track.fetch.kind != "added"
        and _lost(track) is not None
        and track.fetch.at < main.fetch.at
    )


def _with_article(track: Track, tracks: Sequence[Track]) -> Track:
    """An attachment is gone when its article is: nobody finds it any more."""
    article = next((other for other in tracks if other.key == track.fetch.found_on), None)
    if track.is_page or article is None or _lost(track) is not None:
        return track
    lost = _lost(article)
    if lost is None or lost.last < track.states[-1].first:
        return track
    return Track(track.key, track.url, track.fetch, [*track.states, lost])


class _Walk:
    """Goes through a report's states in order and notes what happened."""

    def __init__(self, report_id: str, load: Load) -> None:
        self.report_id = report_id
        self.load = load
        self.changes: list[Change] = []
        self.versions: list[Version] = []
        self.newest: State | None = None
        self.gone = False

    def go(self, lineage: Sequence[State]) -> None:
        for index, state in enumerate(lineage):
            if is_content(state):
                self._arrive(state)
            elif self.newest is not None and not self.gone and (state.gone or state.replaced_by is not None):
                self.gone = True
                if not _already_elsewhere(state, lineage[index + 1 :]):
                    self._note(state, "withdrawn", self.newest.body, None, {"replaced_by": state.replaced_by})

    def _arrive(self, state: State) -> None:
        if self.newest is None:
            self._note(state, "new", None, state.body)
            self.versions.append(Version(state, state.first, state.last, "main"))
        else:
            if address(self.newest) != address(state):
                self._note(state, "moved", address(self.newest), address(state))
            elif self.gone:
                self._note(state, "restored", None, state.body)
            self._compare(self.versions[-1], state)
        self.newest, self.gone = state, False

    def _compare(self, version: Version, state: State) -> None:
        if reading(version.state).content == reading(state).content:
            self.versions[-1] = replace(version, last=max(version.last, state.last))
            return
        old, new = self.load(version.state), self.load(state)
        changed: dict[str, object] = {}
        if figures := changed_figures(old, new):
            changed["figures"] = figures
            self._note(state, "figures_changed", version.state.body, state.body, {"figures": figures})
        if chapters := changed_chapters(old, new):
            changed["chapters"] = chapters
            self._note(state, "text_changed", version.state.body, state.body, {"chapters": chapters})
        self.versions.append(Version(state, state.first, state.last, "main", _json(changed)))

    def _note(
        self,
        state: State,
        kind: ChangeKind,
        before: str | None,
        after: str | None,
        detail: Mapping[str, object] | None = None,
    ) -> None:
        kept = {name: value for name, value in (detail or {}).items() if value is not None}
        self.changes.append(Change(state.first, kind, self.report_id, before, after, _json(kept) if kept else None))


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _already_elsewhere(gone: State, rest: Sequence[State]) -> bool:
    """The report stood at its new address before it left the old one: a move, no withdrawal."""
    return any(is_content(state) and state.fetch.url != gone.fetch.url and state.first <= gone.first for state in rest)


def address(state: State) -> str:
    """Where the body was found, after redirects."""
    return state.fetch.final_url or state.fetch.url


def _copies(tracks: Sequence[Track], known: set[str]) -> list[Version]:
    """The same report in other files: one version for each content of each track."""
    found: dict[str, Version] = {}
    for track in tracks:
        newest: Version | None = None
        for state in filter(is_content, track.states):
            if newest is not None and reading(newest.state).content == reading(state).content:
                newest = replace(newest, last=max(newest.last, state.last))
            else:
                newest = Version(state, state.first, state.last, "copy")
            found[newest.state.body] = newest
    return [version for body, version in sorted(found.items()) if body not in known]


def _one_each(versions: Sequence[Version]) -> list[Version]:
    """A content that came back is one version, from its first day to its last."""
    merged: dict[str, Version] = {}
    for version in versions:
        body = version.state.body
        merged[body] = replace(merged[body], last=version.last) if body in merged else version
    return list(merged.values())


def _gone_since(main: Track, tracks: Sequence[Track]) -> str | None:
    """When the main file went, unless another read copy as good as it is still there."""
    lost = _lost(main)
    best = _BEST[reading(_content(main)).status]
    if lost is None or any(_lost(track) is None and _BEST[reading(_content(track)).status] <= best for track in tracks):
        return None
    return lost.first
