"""One report after another, written into the archive: same evidence in, same rows out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from archive import packed, rows, summaries, world
from archive.evidence import State, Track
from archive.gather import Group
from archive.history import Change, History, Load, is_content, reading, tell
from archive.parsed import Reread, said
from archive.relations import Ledger, across_years, late_row, ledger
from archive.renew import renew
from archive.rows import Row, problem_row
from archive.schema import PLACES, PORTALS, RUNS, TABLES, Table
from archive.search import Index
from archive.world import Evidence
from crawler.items import Fetch
from parsers.model import Report

_COLUMNS = {table.name: tuple(column.name for column in table.columns) for table in TABLES}
_INSERT = {
    name: f"INSERT INTO {name} VALUES ({', '.join(':' + column for column in columns)})"
    for name, columns in _COLUMNS.items()
}
_EMPTY = {name: dict.fromkeys(columns) for name, columns in _COLUMNS.items()}
_OF_REPORT = ("versions", "requests", "disclosure", "reviews", "sections", "changes", "problems")
_DAMAGE = ("blocked", "soft404")
RANK = {"read": 0, "ocr": 1, "partial": 2, "narrative": 3, "refused": 4}
Rereads = Callable[[State], Sequence[Reread]]


class Assembler:
    """Writes and erases what the archive says of one report, one file or one address.

    ``load`` gives the whole Report of a state, ``rereads`` how later parsers read its bytes otherwise.
    """

    def __init__(self, db: sqlite3.Connection, evidence: Evidence, load: Load, rereads: Rereads) -> None:
        self.db = db
        self.evidence = evidence
        self.load = load
        self.rereads = rereads
        self.index = Index(db)
        self.loosened: set[int] = set()

    def insert(self, table: str, entries: Iterable[Row]) -> None:
        """Add rows, given as the contract has them; what is left out is null."""
        if table == "checks":
            packed.insert_checks(self.db, entries)
            return
        empty = _EMPTY[table]
        self.db.executemany(_INSERT[table], ({**empty, **entry} for entry in entries))

    def problem(self, row: Row) -> None:
        """Add a problem, unless it is there already."""
        self.db.execute(_INSERT["problems"].replace("INSERT", "INSERT OR IGNORE", 1), row)

    # -- one report

    def erase(self, report_id: str) -> None:
        """Remove everything that ``report`` wrote; the full text follows with ``index.write``."""
        self.index.leave(report_id)
        number = packed.number_of(report_id)
        for table in _OF_REPORT:
            self.db.execute(f"DELETE FROM {table} WHERE report_id = ?", (report_id,))
        summaries.forget_report(self.db, number)
        checks = self.db.execute("SELECT relation FROM packed_checks WHERE report = ?", (number,))
        self.loosened |= {relation for (relation,) in checks}
        for table in ("packed_cells", "packed_checks"):
            self.db.execute(f"DELETE FROM {table} WHERE report = ?", (number,))
        self.db.execute("DELETE FROM reports WHERE id = ?", (report_id,))

    def drop_unused_relations(self) -> None:
        """Remove the relations of erased reports that no report uses any more."""
        self.db.executemany(
            "DELETE FROM check_relations WHERE id = ? AND NOT EXISTS (SELECT 1 FROM check_verdicts v"
            " JOIN packed_checks c ON c.verdict = v.id AND c.relation = check_relations.id)",
            ((relation,) for relation in sorted(self.loosened)),
        )

    def ledger(self, group: Group) -> Ledger:
        """What the next year's report must agree with, of a report that is in the archive already."""
        return ledger(group.id, group.year, self.load(tell(group, self._on_own_host, self.load).current))

    def report(self, group: Group, before: Ledger | None) -> Ledger:
        """Write one report; ``before`` is the ledger of the year before it, where there is that report."""
        history = tell(group, self._on_own_host, self.load)
        report = self.load(history.current)
        row = self._report_row(group, history, report)
        self.insert("reports", [row])
        self.insert("versions", self._version_rows(group, history))
        for table, entries in rows.wide_rows(group.id, report).items():
            self.insert(table, entries)
        packed.insert_cells(self.db, group.id, report.figures)
        self.insert("sections", rows.section_rows(group.id, report))
        self.insert("checks", (rows.check_row(group.id, check) for check in report.checks))
        self.insert("checks", [late_row(group.id, group.organ.kind, group.year, _text(row["published_on"]))])
        own = ledger(group.id, group.year, report)
        if before is not None:
            self.insert("checks", across_years({before.year: before, own.year: own}))
        changes = (*history.changes, *self._reread(group))
        self.insert("changes", ({"id": change.id, **_change_row(change)} for change in changes))
        self._report_problems(group, history, report)
        self.index.come(group.id)
        summaries.summarise_report(self.db, packed.number_of(group.id))
        return own

    def seen(self, report_id: str, last: str) -> None:
        """A report of one version was seen again, unchanged."""
        self.db.execute("UPDATE reports SET last_seen = ? WHERE id = ? AND last_seen <> ?", (last, report_id, last))
        self.db.execute(
            "UPDATE versions SET last_seen = ? WHERE report_id = ? AND last_seen <> ?", (last, report_id, last)
        )

    def _reread(self, group: Group) -> Iterator[Change]:
        """What a newer parser read otherwise in the same bytes: no change at the source."""
        states = {state.key: state for track in group.tracks for state in track.documents() if not state.replaced_by}
        for key in sorted(states):
            for reread in self.rereads(states[key]):
                detail = json.dumps({"sha256": key[0], **json.loads(reread.detail)}, ensure_ascii=False)
                before, after = f"parser {reread.parser_before}", f"parser {reread.parser_after}"
                yield Change(reread.at, "reread", group.id, before, after, detail)

    def _on_own_host(self, track: Track) -> bool:
        portal = self.evidence.portals.get(track.fetch.portal or "")
        return portal is not None and urlsplit(track.url).netloc == urlsplit(portal.list_url).netloc

    def _report_row(self, group: Group, history: History, report: Report) -> Row:
        names = self.evidence.places.names(group.organ.place)
        # A page that only points to its attachment still says when it was published.
        ordered = sorted(group.tracks, key=lambda track: (not track.is_page, track.key))
        related = [reading(state) for track in ordered for state in track.documents() if state.replaced_by is None]
        readings = [reading(history.current), *related]
        # A file that its column links directly has its day beside it there.
        dates = [*(known.published_on for known in readings), *(track.fetch.listed_on for track in ordered)]
        return {
            "id": group.id,
            "organ_id": group.organ.id,
            "organ": group.organ.name,
            **names,
            "place_code": group.organ.place,
            "year": group.year,
            "title": report.title or history.current.fetch.title,
            "published_on": next(filter(None, dates), None),
            "index_number": next((known.index_number for known in readings if known.index_number), None),
            "url": page_of(history.main),
            "portal_id": history.main.fetch.portal,
            "status": report.status,
            "reason": report.reason,
            "form2": report.form2,
            "form3": report.form3,
            "media_type": report.media_type,
            "pages": report.pages,
            "sha256": history.current.body,
            "first_seen": history.first_seen,
            "last_seen": history.last_seen,
            "versions": sum(version.role == "main" for version in history.versions),
            "gone_since": history.gone_since,
            "number": packed.number_of(group.id),
        }

    def _version_rows(self, group: Group, history: History) -> Iterator[Row]:
        for version in history.versions:
            known = reading(version.state)
            yield {
                "report_id": group.id,
                "sha256": version.state.body,
                "first_seen": version.first,
                "last_seen": version.last,
                "url": version.state.fetch.url,
                "media_type": known.media_type,
                "status": known.status,
                "parser": known.parser,
                "role": version.role,
                "changed": version.changed,
            }

    def _report_problems(self, group: Group, history: History, report: Report) -> None:
        since, sha256, url = history.current.first, history.current.body, history.main.url
        about = {"url": url, "sha256": sha256, "report_id": group.id, "portal_id": history.main.fetch.portal}
        for problem in report.problems:
            message = f"{problem.message} ({problem.place})" if problem.place else problem.message
            self.problem(problem_row(since, "parse", problem.kind, message, **about))
        for figure in report.figures:
            if figure.doubt is not None:
                self.problem(problem_row(since, "parse", "doubtful-figure", f"{figure.key}: {figure.doubt}", **about))
        if group.organ.doubt is not None:
            self.problem(problem_row(history.first_seen, "archive", "organ-in-doubt", group.organ.doubt, **about))
        for track in group.tracks:
            self._no_longer_read(group, track)
        current = reading(history.current)
        for version in history.versions:
            if version.role == "copy" and reading(version.state).figures_hash != current.figures_hash:
                self._disagreement(group, report, version.state)

    def _no_longer_read(self, group: Group, track: Track) -> None:
        """An address that carried the report and now carries something unreadable, a picture of it, say."""
        newest = track.states[-1]
        if newest.reading is None or is_content(newest) or not any(is_content(state) for state in track.states):
            return
        message = f"The report stood here; what stands here now is not read: {newest.reading.reason}."
        about = {"url": track.url, "sha256": newest.body, "report_id": group.id, "portal_id": track.fetch.portal}
        self.problem(problem_row(newest.first, "archive", "no-longer-read", message, **about))

    def _disagreement(self, group: Group, report: Report, copy: State) -> None:
        """Two files of one report that both print a figure, and not the same."""
        main = {figure.key: figure for figure in report.figures}
        other = {figure.key: figure for figure in self.load(copy).figures}
        differing = [key for key in sorted(main.keys() & other.keys()) if said(main[key]) != said(other[key])]
        if differing:
            some = "; ".join(f"{key}: {main[key].printed!r}, {other[key].printed!r}" for key in differing[:5])
            message = f"{len(differing)} figures differ between {report.sha256[:12]} and {copy.body[:12]}: {some}"
            about = {"url": copy.fetch.url, "sha256": copy.body, "report_id": group.id, "portal_id": copy.fetch.portal}
            self.problem(problem_row(copy.first, "archive", "files-disagree", message, **about))

    # -- what was fetched

    def file(self, sha256: str, track: Track | None, report_id: str | None, first: Fetch | None) -> None:
        """Write the row of one body: as the best of its readings speaks for it, else as it was ``first`` fetched."""
        self.db.execute("DELETE FROM files WHERE sha256 = ?", (sha256,))
        self.db.execute("DELETE FROM problems WHERE sha256 = ? AND report_id IS NULL AND stage = 'parse'", (sha256,))
        if track is not None:
            state = next(state for state in track.documents() if state.body == sha256)
            self.insert("files", [self._file_row(state, report_id)])
            if report_id is None:
                self._unplaced(state)
        elif first is not None:
            self.insert("files", [self._unread_row(first)])

    def _file_row(self, state: State, report_id: str | None) -> Row:
        known = reading(state)
        return {
            "sha256": state.body,
            "bytes": state.fetch.bytes,
            "media_type": known.media_type,
            "status": known.status,
            "reason": known.reason,
            "parser": known.parser,
            "report_id": report_id,
            "name": state.fetch.title,
            "url": state.fetch.url,
        }

    def _unplaced(self, state: State) -> None:
        """A file that belongs to no report: refused, or a report whose year nobody knows."""
        known = reading(state)
        kind, message = "year-unknown", "The file does not say which year it reports on."
        if known.status == "refused":
            kind = known.reason or known.status
            message = next((problem.message for problem in self.load(state).problems), "The file was not read.")
        about = {"url": state.fetch.url, "sha256": state.body, "portal_id": state.fetch.portal}
        self.problem(problem_row(state.first, "parse", kind, message, **about))

    def _unread_row(self, fetch: Fetch) -> Row:
        """A body that was never parsed: the crawler recognised it as a block or error page."""
        return {
            "sha256": fetch.sha256,
            "bytes": fetch.bytes,
            "media_type": fetch.media_type,
            "status": "refused",
            "reason": "blocked-page",
            "parser": self.evidence.parser,
            "name": fetch.title,
            "url": fetch.url,
        }

    def unfetched(self, url: str, answers: Sequence[Fetch]) -> None:
        """Say of an address that never gave a document what was answered instead, the last time; of others nothing."""
        query = "DELETE FROM problems WHERE url = ? AND stage = 'crawl' AND kind IN ('blocked-page', 'not-fetched')"
        self.db.execute(query, (url,))
        if not answers:
            return
        fetch = answers[-1]
        labels = ", ".join((f"HTTP {fetch.status}", *(flag for flag in fetch.flags if flag.startswith(_DAMAGE))))
        about = {"url": url, "sha256": fetch.sha256, "portal_id": fetch.portal}
        kind = "blocked-page" if fetch.sha256 is not None and fetch.status == 200 else "not-fetched"
        self.problem(problem_row(fetch.at, "crawl", kind, f"Not the document: {labels}.", **about))

    # -- what stands around the reports

    def surroundings(self, named: Iterable[str]) -> None:
        """Places, runs and portals anew, and what the last account of each portal complains of."""
        self._renew(PLACES, world.place_rows(self.evidence.places))
        self._renew(RUNS, world.run_rows(self.evidence.runs))
        self._renew(PORTALS, world.portal_rows(self.evidence, named))
        self.db.execute("DELETE FROM problems WHERE stage = 'crawl' AND kind LIKE 'portal-%'")
        started = {run.id: run.started for run in self.evidence.runs}
        last = {account.portal: account for account in self.evidence.portal_runs}
        for portal_id, account in sorted(last.items()):
            if account.health != "ok":
                message = "; ".join(account.reasons) or f"The portal's last crawl ended as {account.health}."
                self.problem(
                    problem_row(started[account.run], "crawl", f"portal-{account.health}", message, portal_id=portal_id)
                )

    def _renew(self, table: Table, entries: Iterable[Row]) -> None:
        columns = _COLUMNS[table.name]
        renew(self.db, table, ([entry.get(column) for column in columns] for entry in entries))


def page_of(track: Track) -> str:
    """The page a reader should be sent to: an attachment is found on its article."""
    return track.url if track.is_page else track.fetch.found_on or track.url


def _text(value: rows.Value) -> str | None:
    return None if value is None else str(value)


def _change_row(change: object) -> Row:
    return {name: getattr(change, name) for name in ("at", "kind", "report_id", "before", "after", "detail")}
