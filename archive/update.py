"""Bring an archive up to the raw store, organ by organ: only what new evidence touches is assembled again.

A report rests on the files of its organ and on those around them, and on nothing else: its article or attachments,
the other names its organ goes by, the other reports an address of its carried, the report of the year before. So a
touched address is taken up together with everything related to it (``Known.related``), and all of that is gathered
as if it were the whole store. Which of those reports are written again their fingerprints say.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from archive import kept, summaries, world
from archive.assemble import RANK, Assembler
from archive.evidence import State, Track, order
from archive.gather import Body, Group, gather
from archive.history import is_content, reading
from archive.known import Known, KnownBody, Says
from archive.loading import BATCH, FILE_KINDS, Loader, batches
from archive.relations import Ledger
from archive.search import create_index
from archive.world import Evidence
from crawler.items import Fetch

Tell = Callable[[int, int], None]


class Update:
    """One build's work on ``db``, inside the transaction of the caller."""

    def __init__(self, db: sqlite3.Connection, evidence: Evidence, loader: Loader, tell: Tell) -> None:
        self.db = db
        self.known = Known(db)
        self.evidence = evidence
        self.register = evidence.register
        self.loader = loader
        self.tell = tell
        self.assembler = Assembler(db, evidence, loader.report, lambda state: loader.parsed.rereads(*state.key))
        self.done: set[str] = set()
        self.bodies: set[str] = set()
        self.left: set[str] = set()
        self.present: set[str] = set()

    # -- the two ways

    def everything(self, urls: Sequence[str], fetches: Iterable[Fetch]) -> None:
        """Fill an empty archive: ``urls`` are all addresses of files."""
        self.assembler.insert("fetches", world.fetch_rows(fetches))
        for batch in batches(urls):
            for track in self.loader.read(batch):
                self._note(track)
            self._say_unfetched(batch)
        total = self.known.count_tracks()
        for key in self.known.ordered_tracks():
            self._take_up(key, total)
            # Only an archive that is kept up needs to know which: here all are new.
            for noted in (self.bodies, self.present, self.assembler.index.coming):
                noted.clear()
        for sha256 in self._all_bodies():
            self._write_file(sha256)
        self._surroundings()
        create_index(self.db)

    def what_changed(self, urls: set[str], fetches: Sequence[Fetch], seen: Mapping[str, tuple[Says, str]]) -> None:
        """Bring an archive up to date: there is news of ``urls``; ``seen`` are tracks found unchanged, and when."""
        self.assembler.insert("fetches", world.fetch_rows(fetches))
        self.bodies = {fetch.sha256 for fetch in fetches if fetch.sha256 is not None and fetch.kind in FILE_KINDS}
        touched: list[str] = []
        for batch in batches(sorted(urls)):
            for track in self.loader.read(batch):
                touched += [track.key, *self._renote(track)]
            self._say_unfetched(batch)
        touched += [track for track, (says, _) in seen.items() if says == "history"]
        for key in touched:
            self._take_up(key, len(touched))
        self.known.see(
            (track, at) for track, (says, at) in seen.items() if says != "history" and track not in self.done
        )
        self._drop_left()
        self.assembler.index.write()
        for sha256 in sorted(self.bodies):
            self._write_file(sha256)
        self._surroundings()

    # -- what each track says by itself

    def _note(self, track: Track) -> None:
        best: dict[str, KnownBody] = {}
        for state in track.documents():
            known = reading(state)
            identity = None
            if known.organ or known.status != "refused":
                identity = self.register.organ(known.organ, track.fetch.portal, state.body, known.year).id
            body = KnownBody(track.key, state.body, identity, None, RANK[known.status], state.first)
            if state.body not in best or (body.rank, body.first) < (best[state.body].rank, best[state.body].first):
                best[state.body] = body
        self.known.put_bodies(best.values())
        fetches = (track.fetch, *(state.fetch for state in track.states))
        self.known.put_links(track.key, {fetch.found_on for fetch in fetches if fetch.kind == "attachment"})
        self.known.put_check(track.key, track.url, self.loader.raw.checked_at(track.url), "nothing")

    def _renote(self, track: Track) -> list[str]:
        """Note a track anew; the tracks of the organs it named and of the reports it carried until now."""
        old = self.known.drop_track(track.key)
        self._note(track)
        self.bodies |= {body.sha256 for body in old} | {state.body for state in track.documents()}
        self.left |= {body.report_id for body in old if body.report_id is not None}
        named = [name for body in old if body.identity for name in self.known.tracks_named(body.identity)]
        return [*named, *(name for body in old if body.report_id for name in self.known.tracks_in(body.report_id))]

    def _say_unfetched(self, urls: Iterable[str]) -> None:
        for url in urls:
            answers = self.loader.answers(url)
            had_one = any(fetch.is_document for fetch in answers)
            self.assembler.unfetched(url, () if had_one else sorted(answers, key=order))

    # -- what belongs together

    def _take_up(self, track: str, total: int) -> None:
        if track in self.done:
            return
        related = self.known.related(track)
        self.done |= related
        urls = self.known.urls(related)
        tracks = [each for each in self.loader.read(urls) if each.key in related]
        groups, owner = gather(tracks, self.register)
        self._note_owners(tracks, owner)
        self._write(groups)
        self._note_says(tracks, groups)
        self.tell(min(len(self.done), total), total)

    def _note_owners(self, tracks: Sequence[Track], owner: Mapping[Body, str]) -> None:
        for track in tracks:
            for body in self.known.bodies(track.key):
                report = owner.get((track.key, body.sha256))
                if body.report_id is not None:
                    self.left.add(body.report_id)
                if report != body.report_id:
                    self.bodies.add(body.sha256)
                    self.known.set_report(track.key, body.sha256, report)

    def _write(self, groups: Sequence[Group]) -> None:
        """Write the reports of some organs that are not what they were."""
        by_year = {(group.organ.id, group.year): group for group in groups}
        ledgers: dict[str, Ledger] = {}
        self.present |= {group.id for group in groups}
        for group in sorted(groups, key=lambda group: (group.organ.id, group.year)):
            before = by_year.get((group.organ.id, group.year - 1))
            fingerprint = self._fingerprint(group, before)
            old = self.known.fingerprint(group.id)
            if old == fingerprint:
                if _alone(group) is not None:
                    self.assembler.seen(group.id, _content_states(group)[0].last)
                continue
            if old is not None:
                self.assembler.erase(group.id)
            if before is not None and before.id not in ledgers:
                ledgers[before.id] = self.assembler.ledger(before)
            ledgers[group.id] = self.assembler.report(group, ledgers.get(before.id) if before else None)
            self.known.put_group(group.id, group.organ.id, fingerprint)
        if len(self.assembler.index.leaving["reports_fts"]) > BATCH:
            self.assembler.index.write()
        organs = list(world.organ_rows(groups))
        self.db.executemany("DELETE FROM organs WHERE id = ?", ((row["id"],) for row in organs))
        self.assembler.insert("organs", organs)

    def _fingerprint(self, group: Group, before: Group | None) -> bytes:
        """Equal for two gatherings of a report from which the same rows would be written."""
        return hashlib.sha256(repr((self._evidence_of(group), before and self._evidence_of(before))).encode()).digest()

    def _evidence_of(self, group: Group) -> tuple[object, ...]:
        alone = _alone(group)
        states = [
            (
                track.fetch.id,
                state.fetch.id,
                state.first,
                # Of a report of one version this is its last_seen alone, which ``seen`` keeps up to date.
                None if alone is not None else state.last,
                state.replaced_by,
                state.hint,
                state.reading,
                None if state.gone else self.loader.parsed.rereads(*state.key),
            )
            for track in group.tracks
            for state in track.states
        ]
        return (group.organ, group.year, states)

    def _note_says(self, tracks: Sequence[Track], groups: Sequence[Group]) -> None:
        """For each track what it will mean that it was seen again."""
        says: dict[str, Says] = {track.key: "nothing" for track in tracks}
        for group in groups:
            alone = _alone(group)
            for track in group.tracks:
                says[track.key] = "history" if alone is None else "report" if track.key == alone else says[track.key]
        for track in tracks:
            # A track that carried more than one thing tells more than one report's story.
            told = says[track.key] if len(track.states) == 1 else "history"
            self.known.put_check(track.key, track.url, self.loader.raw.checked_at(track.url), told)

    # -- what follows

    def _drop_left(self) -> None:
        """Remove reports that none of their files belongs to any more, and organs without a report."""
        for report_id in sorted(self.left - self.present):
            self.assembler.erase(report_id)
            organ = self.known.drop_group(report_id)
            if (
                organ is not None
                and not self.db.execute("SELECT 1 FROM reports WHERE organ_id = ?", (organ,)).fetchone()
            ):
                self.db.execute("DELETE FROM organs WHERE id = ?", (organ,))
        self.assembler.drop_unused_relations()

    def _all_bodies(self) -> Iterator[str]:
        """Every body of a file, read or not."""
        yield from self._column("SELECT DISTINCT sha256 FROM known_bodies ORDER BY sha256")
        kinds = ", ".join(f"'{kind}'" for kind in FILE_KINDS)
        yield from self._column(
            f"SELECT DISTINCT sha256 FROM fetches WHERE kind IN ({kinds}) AND status = 200 AND sha256 IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM known_bodies b WHERE b.sha256 = fetches.sha256) ORDER BY sha256"
        )

    def _column(self, query: str) -> Iterator[str]:
        # A cursor of its own; the rows it is about to read are not those that are written meanwhile.
        for row in self.db.execute(query):
            yield row[0]

    def _write_file(self, sha256: str) -> None:
        best = self.known.best_of(sha256)
        if best is not None:
            urls = self.known.urls([best.track])
            (track,) = (track for track in self.loader.read(urls) if track.key == best.track)
            self.assembler.file(sha256, track, best.report_id, None)
            return
        fetches = [
            fetch for fetch in self.loader.raw.fetches_with(sha256) if fetch.kind in FILE_KINDS and fetch.status == 200
        ]
        self.assembler.file(sha256, None, None, min(fetches, key=order, default=None))

    def _surroundings(self) -> None:
        self.assembler.surroundings(
            row[0] for row in self.db.execute("SELECT DISTINCT portal FROM fetches WHERE portal IS NOT NULL").fetchall()
        )
        kept.fill(self.db, self.evidence.kept, self.evidence.places, self.assembler.problem)
        summaries.look_for_missing(self.db)
        if self.done:
            summaries.compare(self.db)


def _content_states(group: Group) -> list[State]:
    return [state for track in group.tracks for state in track.states if is_content(state)]


def _alone(group: Group) -> str | None:
    """The track of a report whose story is that of one body: then a newer sighting is all that can happen to it."""
    if any(len(track.states) > 1 or track.states[0].replaced_by for track in group.tracks):
        return None
    content = [track.key for track in group.tracks if is_content(track.states[0])]
    return content[0] if len(content) == 1 else None
