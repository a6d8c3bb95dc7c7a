"""The raw store: bodies once and read-only, rows append-only, runs that died told from runs that are writing."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crawler.items import Fetch, Link, PortalRun
from crawler.rawstore import Damage, RawStore, now

URL = "http://www.shili.gov.cn/nb/t20260128_1.html"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RawStore]:
    with closing(RawStore(tmp_path)) as opened:
        yield opened


def _fetch(store: RawStore, body: bytes | None = b"report", **more: object) -> Fetch:
    sha256 = store.put(body)[0] if body is not None else None
    values = {"run": _run(store), "kind": "article", "url": URL, "at": now(), "status": 200, "bytes": len(body or b"")}
    fetch = Fetch(**{**values, "sha256": sha256, **more})  # type: ignore[arg-type]
    store.record(fetch)
    return fetch


def _run(store: RawStore) -> str:
    runs = list(store.runs())
    return runs[-1].id if runs else store.start_run("crawl", "test").id


def test_a_body_is_stored_once_under_its_hash_and_read_only(store: RawStore) -> None:
    name, new = store.put(b"body")
    assert (name, new) == (hashlib.sha256(b"body").hexdigest(), True)
    assert store.put(b"body") == (name, False)
    assert store.read(name) == b"body"
    assert store.path(name).stat().st_mode & 0o777 == 0o444
    assert list(store.hashes()) == [name]
    assert list(store.tmp.iterdir()) == []


def test_damage_is_named(store: RawStore) -> None:
    name, _ = store.put(b"body")
    assert store.check_body(name) is None
    store.path(name).chmod(0o644)
    store.path(name).write_bytes(b"other")
    assert store.check_body(name) == Damage(name, hashlib.sha256(b"other").hexdigest())
    store.path(name).unlink()
    assert store.check_body(name) == Damage(name, None)


def test_a_fetch_comes_back_as_it_was_recorded(store: RawStore) -> None:
    headers = (("Content-Type", "text/html"), ("Set-Cookie", "a"), ("Set-Cookie", "b"))
    fetch = _fetch(store, headers=headers, flags=("partial",), listed_on="2026-01-28", title="年报")
    (read,) = store.fetches()
    assert read.id == 1
    assert {name: getattr(read, name) for name in Fetch.__slots__ if name != "id"} == {
        name: getattr(fetch, name) for name in Fetch.__slots__ if name != "id"
    }


@pytest.mark.parametrize(
    "worse",
    [
        {"status": 404},
        {"flags": ("blocked:slider",)},
        {"flags": ("partial", "soft404")},
        {"body": b""},
        {"body": None},
    ],
)
def test_latest_is_the_newest_that_is_worth_keeping(store: RawStore, worse: dict[str, object]) -> None:
    good = _fetch(store, b"good")
    _fetch(store, **worse)  # type: ignore[arg-type]
    latest = store.latest(URL)
    assert latest is not None
    assert latest.sha256 == good.sha256
    assert store.latest("http://www.shili.gov.cn/other") is None


def test_last_asked_counts_any_answer_but_redirects(store: RawStore) -> None:
    assert store.last_asked(URL) is None
    _fetch(store, at="2026-01-01T00:00:00+00:00")
    _fetch(store, None, at="2026-01-02T00:00:00+00:00", status=404)
    _fetch(store, None, at="2026-01-03T00:00:00+00:00", status=302)
    assert store.last_asked(URL) == "2026-01-02T00:00:00+00:00"
    store.check(URL, _run(store), "0" * 64)
    assert str(store.last_asked(URL)) > "2026-01-03"


def test_what_a_run_no_longer_lists(store: RawStore) -> None:
    first, second = store.start_run("crawl", "test").id, store.start_run("crawl", "test").id
    links = [Link(url=URL, title="一"), Link(url=URL + "?2", title="二", listed_on="2026-01-01")]
    store.see(first, "p", "http://list/", *links)
    store.see(second, "p", "http://list/2", links[0])
    ((gone, found_on, last_seen),) = store.unlisted("p", second)
    assert (gone, found_on) == (links[1], "http://list/")
    assert last_seen <= now()
    assert store.listed("p") == {URL: (links[0], second), URL + "?2": (links[1], first)}
    assert store.unlisted("other", second) == []


def test_the_best_of_the_last_complete_walks(store: RawStore) -> None:
    for listed, complete in ((10, True), (12, True), (40, False), (11, True)):
        run = store.start_run("crawl", "test").id
        store.record_portal(PortalRun(run=run, portal="p", listed=listed, complete=complete, reasons=("a",)))
    assert store.best_listed("p") == 12
    assert store.best_listed("p", runs=1) == 11
    assert store.best_listed("other") == 0
    assert [row.listed for row in store.portal_runs()] == [10, 12, 40, 11]


def test_a_run_that_ended_stays_as_it_ended(store: RawStore) -> None:
    run = store.start_run("crawl", "test").id
    store.end_run(run, 0, "fine")
    store.start_run("crawl", "test")
    assert [(r.exit_code, r.summary) for r in store.runs()] == [(0, "fine"), (None, "")]


def test_a_run_without_end_is_marked_died_once_its_process_is_gone(tmp_path: Path) -> None:
    dead = RawStore(tmp_path)
    run = dead.start_run("crawl", "test").id
    fetch = _fetch(dead)
    (dead.tmp / "half").write_bytes(b"hal")
    dead.close()  # closes its lock, as the kernel does for a process that was killed
    with closing(RawStore(tmp_path)) as store:
        store.start_run("crawl", "test")
        first = next(store.runs())
        assert (first.id, first.exit_code, first.summary, first.finished) == (run, 3, "died", fetch.at)
        assert list(store.tmp.iterdir()) == []


def test_a_run_that_is_writing_is_left_alone(tmp_path: Path) -> None:
    with closing(RawStore(tmp_path)) as busy, closing(RawStore(tmp_path)) as store:
        run = busy.start_run("crawl", "test").id
        (busy.tmp / "half").write_bytes(b"hal")
        added = store.start_run("add", "test").id
        assert [(r.id, r.finished) for r in store.runs()] == [(run, None), (added, None)]
        assert [part.name for part in store.tmp.iterdir()] == ["half"]
        store.end_run(added, 0, "")
        busy.end_run(run, 0, "")
        third = store.start_run("add", "test").id
        assert [r.summary for r in store.runs() if r.id != third] == ["", ""]
        assert list(store.tmp.iterdir()) == []


def _forget_methods(data: Path) -> None:
    """Make the records of a store what a program wrote that did not keep how they were asked for."""
    with closing(sqlite3.connect(data / "raw" / "fetches.db")) as db:
        db.executescript("ALTER TABLE fetch DROP COLUMN method; ALTER TABLE fetch DROP COLUMN request_body;")


def test_how_a_page_was_asked_for_is_kept_and_told_for_older_records(tmp_path: Path) -> None:
    form = (("Content-Type", "application/x-www-form-urlencoded"),)
    with closing(RawStore(tmp_path)) as store:
        _fetch(store, method="POST", request_headers=form, request_body="page=2")
        _fetch(store)
        assert [(fetch.method, fetch.request_body) for fetch in store.fetches()] == [("POST", "page=2"), ("GET", "")]
    _forget_methods(tmp_path)
    with closing(RawStore(tmp_path)) as store:
        assert [(fetch.method, fetch.request_body) for fetch in store.fetches()] == [("POST", ""), ("GET", "")]
        _fetch(store, method="POST", request_body="page=3")
        assert [fetch.request_body for fetch in store.fetches()] == ["", "", "page=3"]


def test_of_two_stores_the_later_sighting_holds(tmp_path: Path, store: RawStore) -> None:
    link = Link(url=URL, title="年报")
    with closing(RawStore(tmp_path / "other")) as other:
        other.see(_run(other), "p", "http://www.shili.gov.cn/nb/", link)
        other.check(URL, _run(other), None)
        earlier = other.checked()[URL]
    store.see(_run(store), "p", "http://www.shili.gov.cn/nb/", link)
    store.check(URL, _run(store), None)
    later, (_, run) = store.checked()[URL], store.listed("p")[URL]
    store.take_over(tmp_path / "other" / "raw" / "fetches.db")
    assert earlier < later == store.checked()[URL]
    assert store.listed("p")[URL][1] == run
    with closing(RawStore(tmp_path / "other")) as other:
        other.take_over(store.root / "fetches.db")
        assert (other.checked()[URL], other.listed("p")[URL][1]) == (later, run)


def test_the_records_of_an_older_store_are_taken_over(tmp_path: Path, store: RawStore) -> None:
    with closing(RawStore(tmp_path / "old")) as old:
        _fetch(old)
    _forget_methods(tmp_path / "old")
    records = tmp_path / "old" / "raw" / "fetches.db"
    assert [store.take_over(records), store.take_over(records)] == [1, 0]
    assert [fetch.method for fetch in store.fetches()] == ["GET"]
