"""Which files are one report: an organ, a year, and every address that carries it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.evidence import State, Track
from archive.organs import Organ, Register, apart

Body = tuple[str, str]
"""Key of a track and SHA-256 of a body it carried."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Whose report a body is and of which year, as far as it says so; ``refused`` when it was not read."""

    organ: Organ | None
    year: int | None
    refused: bool

    @property
    def full(self) -> bool:
        """Whether it was read and says both: then it needs no relative to say whose it is, and may say it for them."""
        return not self.refused and self.organ is not None and self.year is not None

    def fits(self, other: Claim) -> bool:
        """Whether what this one says does not contradict ``other``."""
        same_organ = self.organ is None or (other.organ is not None and other.organ.id == self.organ.id)
        return same_organ and self.year in (None, other.year)


@dataclass(frozen=True, slots=True)
class Group:
    """One report: its organ, its year, and of each track what belongs to it."""

    organ: Organ
    year: int
    tracks: tuple[Track, ...]

    @property
    def id(self) -> str:
        return f"{self.organ.id}-{self.year}"


def gather(tracks: Sequence[Track], register: Register) -> tuple[list[Group], dict[Body, str]]:
    """The reports, by id, and to which report each body belongs."""
    claims: dict[Body, Claim] = {}
    for track in tracks:
        for state in track.documents():
            claims[track.key, state.body] = _claim(state, track.fetch.portal, register)
    full = {body: claim for body, claim in claims.items() if claim.full}
    inherited = _inherited(tracks, claims)
    claims = full | _nameless(tracks, claims | inherited, register) | inherited
    organs = _apart(claims.values())
    owner = {
        body: (organs[claim.organ.id, claim.organ.full], claim.year)
        for body, claim in claims.items()
        if claim.organ is not None and claim.year is not None
    }
    return _groups(tracks, claims, owner)


def _claim(state: State, portal: str | None, register: Register) -> Claim:
    reading = state.reading
    if reading is None:
        raise ValueError(f"{state.fetch.url} was not read")
    organ = register.organ(reading.organ, portal, reading.sha256, reading.year) if reading.organ else None
    return Claim(organ, reading.year, reading.status == "refused")


def _inherited(tracks: Sequence[Track], claims: Mapping[Body, Claim]) -> dict[Body, Claim]:
    """What a body does not say, its relatives may: its article, its attachments, its earlier and later versions."""
    by_key = {track.key: track for track in tracks}
    attached: dict[str, list[Track]] = defaultdict(list)
    for track in tracks:
        if not track.is_page:
            attached[track.fetch.found_on].append(track)
    found: dict[Body, Claim] = {}
    for track in tracks:
        article = [] if track.is_page else [by_key[track.fetch.found_on]] if track.fetch.found_on in by_key else []
        relatives = [track, *article, *(attached[track.key] if track.is_page else [])]
        for state in track.documents():
            claim = claims[track.key, state.body]
            if not claim.full and (known := _one_answer(claim, relatives, claims)) is not None:
                found[track.key, state.body] = replace(known, refused=claim.refused)
    return found


def _one_answer(claim: Claim, relatives: Iterable[Track], claims: Mapping[Body, Claim]) -> Claim | None:
    """The only full claim among the relatives that does not contradict ``claim``; None when there are several."""
    fitting = {
        (other.organ.id, other.year): other
        for track in relatives
        for state in track.documents()
        if (other := claims[track.key, state.body]).full and other.organ is not None and claim.fits(other)
    }
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _nameless(tracks: Sequence[Track], claims: Mapping[Body, Claim], register: Register) -> dict[Body, Claim]:
    """A report that names no organ, nor do its relatives: its portal's, else kept under an organ of its own."""
    return {
        (track.key, state.body): Claim(
            register.organ("", track.fetch.portal, state.body, claim.year), claim.year, refused=False
        )
        for track in tracks
        for state in track.documents()
        if not (claim := claims[track.key, state.body]).refused and claim.organ is None and claim.year is not None
    }


def _apart(claims: Iterable[Claim]) -> dict[tuple[str, str], str]:
    """(id, full name) -> final id: two names of one pinyin in one place all get a mark of their own.

    All of them, so that no link that meant one organ ever means another.
    """
    names: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.organ is not None:
            names[claim.organ.id].add(claim.organ.full)
    return {
        (identity, full): identity if len(fulls) == 1 else apart(identity, full)
        for identity, fulls in names.items()
        for full in fulls
    }


def _groups(
    tracks: Sequence[Track], claims: Mapping[Body, Claim], owner: Mapping[Body, tuple[str, int | None]]
) -> tuple[list[Group], dict[Body, str]]:
    report_of = {body: f"{organ}-{year}" for body, (organ, year) in owner.items()}
    slices: dict[str, list[Track]] = defaultdict(list)
    members: dict[str, list[Body]] = defaultdict(list)
    for track in tracks:
        for body in dict.fromkeys((track.key, state.body) for state in track.documents()):
            if body in report_of:
                members[report_of[body]].append(body)
        for report in sorted({report_of[body] for body in _bodies(track) if body in report_of}):
            slices[report].append(_slice(track, report, report_of))
    names = _names(claims, owner)
    groups = []
    for report in sorted(members):
        read = [body for body in members[report] if not claims[body].refused]
        claim = claims[(read or members[report])[0]]
        if claim.organ is None or claim.year is None:
            raise AssertionError(f"{report} has no identity")
        final = owner[members[report][0]][0]
        groups.append(Group(replace(claim.organ, id=final, name=names[final]), claim.year, tuple(slices[report])))
    return groups, report_of


def _bodies(track: Track) -> list[Body]:
    return [(track.key, state.body) for state in track.documents()]


def _slice(track: Track, report: str, report_of: Mapping[Body, str]) -> Track:
    """Of ``track`` what concerns ``report``: its own bodies, when they were gone, when another report took over."""
    states: list[State] = []
    for state in track.states:
        other = None if state.gone else report_of.get((track.key, state.body))
        if other == report:
            states.append(state)
        elif states and (state.gone or other is not None) and states[-1].replaced_by is None:
            states.append(replace(state, replaced_by=other))
    return replace(track, states=states)


def _names(claims: Mapping[Body, Claim], owner: Mapping[Body, tuple[str, int | None]]) -> dict[str, str]:
    """The name an organ goes by: the one its files use most, of equals the longest."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for body, (organ, _) in owner.items():
        claim = claims[body]
        if claim.organ is not None and not claim.refused:
            counts[organ][claim.organ.name] += 1
    return {organ: max(count, key=lambda name: (count[name], len(name), name)) for organ, count in counts.items()}
