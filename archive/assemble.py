"""Everything known, written into a fresh archive: same evidence in, same bytes in every table out."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlsplit

from archive import kept, rows, world
from archive.evidence import State, Track, order
from archive.gather import Group
from archive.history import History, Load, is_content, reading, tell
from archive.parsed import said
from archive.relations import Ledger, across_years, late_row, ledger
from archive.rows import Row, problem_row
from archive.schema import TABLES
from archive.world import Evidence
from crawler.items import Fetch
from parsers.model import Report

_COLUMNS = {table.name: tuple(column.name for column in table.columns) for table in TABLES}
_INSERT = {
    name: f"INSERT INTO {name} VALUES ({', '.join(':' + column for column in columns)})"
    for name, columns in _COLUMNS.items()
}
_EMPTY = {name: dict.fromkeys(columns) for name, columns in _COLUMNS.items()}
_FILE_KINDS = ("article", "attachment", "added")
_DAMAGE = ("blocked", "soft404")


class Assembler:
    """Writes the rows of one archive. ``load`` gives the whole Report of a state."""

    def __init__(self, db: sqlite3.Connection, evidence: Evidence, load: Load) -> None:
        self.db = db
        self.evidence = evidence
        self.load = load
        self.problems: dict[str, Row] = {}

    def write(self, progress: Callable[[int, int], None]) -> None:
        """Fill every table. References always point backwards."""
        evidence = self.evidence
        self._insert("places", world.place_rows(evidence.places))
        self._insert("runs", world.run_rows(evidence.runs))
        self._insert("portals", world.portal_rows(evidence))
        self._insert("organs", world.organ_rows(evidence.groups))
        ledgers: dict[str, dict[int, Ledger]] = defaultdict(dict)
        for done, group in enumerate(evidence.groups, 1):
            ledgers[group.organ.id][group.year] = self._report(group)
            progress(done, len(evidence.groups))
        for organ in sorted(ledgers):
            self._insert("checks", across_years(ledgers[organ]))
        self._insert("fetches", world.fetch_rows(evidence.fetches))
        self._files()
        self._unfetched()
        self._crawl_problems()
        kept.fill(self.db, evidence.kept, evidence.places, self._problem)
        self._insert("problems", (self.problems[key] for key in sorted(self.problems)))

    def _insert(self, table: str, entries: Iterable[Row]) -> None:
        empty = _EMPTY[table]
        self.db.executemany(_INSERT[table], ({**empty, **entry} for entry in entries))

    def _problem(self, row: Row) -> None:
        self.problems.setdefault(str(row["id"]), row)

    # -- one report

    def _report(self, group: Group) -> Ledger:
        history = tell(group, self._on_own_host, self.load)
        report = self.load(history.current)
        row = self._report_row(group, history, report)
        self._insert("reports", [row])
        self._insert("versions", self._version_rows(group, history))
        for table, entries in rows.wide_rows(group.id, report).items():
            self._insert(table, entries)
        self._insert("cells", rows.cell_rows(group.id, report))
        self._insert("sections", rows.section_rows(group.id, report))
        self._insert("checks", (rows.check_row(group.id, check) for check in report.checks))
        self._insert("checks", [late_row(group.id, group.organ.kind, group.year, _text(row["published_on"]))])
        self._insert("changes", ({"id": change.id, **_change_row(change)} for change in history.changes))
        self._report_problems(group, history, report)
        return ledger(group.id, group.year, report)

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
            self._problem(problem_row(since, "parse", problem.kind, message, **about))
        for figure in report.figures:
            if figure.doubt is not None:
                self._problem(problem_row(since, "parse", "doubtful-figure", f"{figure.key}: {figure.doubt}", **about))
        if group.organ.doubt is not None:
            self._problem(problem_row(history.first_seen, "archive", "organ-in-doubt", group.organ.doubt, **about))
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
        self._problem(problem_row(newest.first, "archive", "no-longer-read", message, **about))

    def _disagreement(self, group: Group, report: Report, copy: State) -> None:
        """Two files of one report that both print a figure, and not the same."""
        main = {figure.key: figure for figure in report.figures}
        other = {figure.key: figure for figure in self.load(copy).figures}
        differing = [key for key in sorted(main.keys() & other.keys()) if said(main[key]) != said(other[key])]
        if differing:
            some = "; ".join(f"{key}: {main[key].printed!r}, {other[key].printed!r}" for key in differing[:5])
            message = f"{len(differing)} figures differ between {report.sha256[:12]} and {copy.body[:12]}: {some}"
            about = {"url": copy.fetch.url, "sha256": copy.body, "report_id": group.id, "portal_id": copy.fetch.portal}
            self._problem(problem_row(copy.first, "archive", "files-disagree", message, **about))

    # -- what was fetched

    def _files(self) -> None:
        """Every body once; of several readings of one body the best speaks for it."""
        best: dict[str, tuple[int, str, str, State]] = {}
        rows_of: dict[str, Row] = {}
        for track in self.evidence.tracks:
            for state in track.documents():
                rank = (_RANK[reading(state).status], state.first, track.key, state)
                if state.body not in best or rank[:3] < best[state.body][:3]:
                    best[state.body] = rank
                    rows_of[state.body] = self._file_row(track, state)
        for body, (*_, state) in best.items():
            if rows_of[body]["report_id"] is None:
                self._unplaced(state)
        for fetch in sorted(self.evidence.fetches, key=order):
            is_file = fetch.kind in _FILE_KINDS and fetch.status == 200
            if is_file and fetch.sha256 is not None and fetch.sha256 not in rows_of:
                rows_of[fetch.sha256] = self._unread_row(fetch)
        self._insert("files", (rows_of[sha256] for sha256 in sorted(rows_of)))

    def _file_row(self, track: Track, state: State) -> Row:
        known = reading(state)
        return {
            "sha256": state.body,
            "bytes": state.fetch.bytes,
            "media_type": known.media_type,
            "status": known.status,
            "reason": known.reason,
            "parser": known.parser,
            "report_id": self.evidence.owner.get((track.key, state.body)),
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
        self._problem(problem_row(state.first, "parse", kind, message, **about))

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

    def _unfetched(self) -> None:
        """Addresses that never gave a document: what was answered instead, the last time."""
        newest: dict[str, Fetch] = {}
        for fetch in sorted(self.evidence.fetches, key=order):
            if fetch.kind in _FILE_KINDS and not 300 <= fetch.status < 400:
                newest[fetch.url] = fetch
        had_one = {track.url for track in self.evidence.tracks}
        for url in sorted(newest.keys() - had_one):
            fetch = newest[url]
            labels = ", ".join((f"HTTP {fetch.status}", *(flag for flag in fetch.flags if flag.startswith(_DAMAGE))))
            about = {"url": url, "sha256": fetch.sha256, "portal_id": fetch.portal}
            kind = "blocked-page" if fetch.sha256 is not None and fetch.status == 200 else "not-fetched"
            self._problem(problem_row(fetch.at, "crawl", kind, f"Not the document: {labels}.", **about))

    def _crawl_problems(self) -> None:
        """What the last account of each portal complains of."""
        started = {run.id: run.started for run in self.evidence.runs}
        last = {account.portal: account for account in self.evidence.portal_runs}
        for portal_id, account in sorted(last.items()):
            if account.health != "ok":
                message = "; ".join(account.reasons) or f"The portal's last crawl ended as {account.health}."
                self._problem(
                    problem_row(started[account.run], "crawl", f"portal-{account.health}", message, portal_id=portal_id)
                )


_RANK = {"read": 0, "ocr": 1, "partial": 2, "narrative": 3, "refused": 4}


def page_of(track: Track) -> str:
    """The page a reader should be sent to: an attachment is found on its article."""
    return track.url if track.is_page else track.fetch.found_on or track.url


def _text(value: rows.Value) -> str | None:
    return None if value is None else str(value)


def _change_row(change: object) -> Row:
    return {name: getattr(change, name) for name in ("at", "kind", "report_id", "before", "after", "detail")}
