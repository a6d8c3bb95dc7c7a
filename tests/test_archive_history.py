"""A report over time: what changed is noted, what only looks changed is not, and nothing is ever deleted."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import parsers
from archive.parsed import ParsedStore
from tests.archive_support import RECEIVED, Night, page, rows

URL = "http://wuzhong.example/2022.html"
MOVED = "http://wuzhong.example/new/2022.html"
REPORT = "640300-renminzhengfu-2022"
TOTAL = "requests.received.total"


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Night]:
    opened = Night(tmp_path / "data")
    yield opened
    opened.close()


def changes(night: Night) -> list[dict[str, Any]]:
    night.build()
    found = rows(night.data, "SELECT at, kind, report_id, before, after, detail FROM changes ORDER BY at, kind")
    return [{**row, "detail": row["detail"] and json.loads(row["detail"])} for row in found]


def kinds(night: Night) -> list[str]:
    return [change["kind"] for change in changes(night)]


def test_altered_figures_are_named_with_what_stood_there(night: Night) -> None:
    before = night.fetch(URL, page(figures={RECEIVED: "41", TOTAL: "41"}))
    after = night.fetch(URL, page(figures={RECEIVED: "14", TOTAL: ""}))
    new, altered = changes(night)
    assert (new["kind"], new["after"]) == ("new", before)
    assert altered == {
        "at": "2026-11-21T00:02:00.000000+00:00",
        "kind": "figures_changed",
        "report_id": REPORT,
        "before": before,
        "after": after,
        "detail": {
            "figures": [
                {"key": RECEIVED, "before": "41", "after": "14"},
                {"key": TOTAL, "before": "41", "after": ""},
            ]
        },
    }
    [report] = rows(night.data, "SELECT sha256, versions, first_seen, last_seen FROM reports")
    assert report == {
        "sha256": after,
        "versions": 2,
        "first_seen": "2026-11-21T00:01:00.000000+00:00",
        "last_seen": "2026-11-21T00:02:00.000000+00:00",
    }
    versions = rows(night.data, "SELECT sha256, role, changed IS NULL AS first FROM versions ORDER BY first_seen")
    assert versions == [
        {"sha256": before, "role": "main", "first": 1},
        {"sha256": after, "role": "main", "first": 0},
    ]
    assert rows(night.data, "SELECT DISTINCT sha256 FROM cells") == [{"sha256": after}]


def test_altered_text_names_its_chapter(night: Night) -> None:
    night.fetch(URL, page(text="全年新收申请一件。"))
    night.fetch(URL, page(text="全年新收申请两件。"))
    _, altered = changes(night)
    assert (altered["kind"], altered["detail"]) == ("text_changed", {"chapters": [1]})


def test_a_page_rendered_anew_is_no_new_version(night: Night) -> None:
    first = night.fetch(URL, page(counter=1))
    night.fetch(URL, page(counter=2).replace(b"<p>", b"<p class='a'>"))
    assert kinds(night) == ["new"]
    [report] = rows(night.data, "SELECT sha256, versions, last_seen FROM reports")
    assert report == {"sha256": first, "versions": 1, "last_seen": "2026-11-21T00:02:00.000000+00:00"}
    assert len(rows(night.data, "SELECT * FROM files")) == 2


def test_another_type_for_the_same_mark_is_no_change(night: Night) -> None:
    night.fetch(URL, page(figures={RECEIVED: "／", TOTAL: " 41 "}))
    night.fetch(URL, page(figures={RECEIVED: "-", TOTAL: "４１"}))
    assert kinds(night) == ["new"]
    night.fetch(URL, page(figures={RECEIVED: "", TOTAL: "41"}))
    assert kinds(night) == ["new", "figures_changed"]


def test_a_check_that_found_it_unchanged_is_the_last_time_it_was_seen(night: Night) -> None:
    sha256 = night.fetch(URL, page())
    night.raw.check(URL, night.run, sha256)
    night.build()
    [report] = rows(night.data, "SELECT last_seen FROM reports")
    assert report["last_seen"] == night.raw.checked()[URL]


def test_withdrawn_and_restored(night: Night) -> None:
    sha256 = night.fetch(URL, page())
    night.fetch(URL, None, status=503)
    night.fetch(URL, None, status=404)
    night.fetch(URL, None, status=404)
    _, withdrawn = changes(night)
    assert (withdrawn["kind"], withdrawn["at"]) == ("withdrawn", "2026-11-21T00:03:00.000000+00:00")
    assert withdrawn["before"] == sha256
    [report] = rows(night.data, "SELECT gone_since, last_seen FROM reports")
    assert report == {
        "gone_since": "2026-11-21T00:03:00.000000+00:00",
        "last_seen": "2026-11-21T00:01:00.000000+00:00",
    }
    night.fetch(URL, page())
    assert kinds(night) == ["new", "withdrawn", "restored"]
    assert rows(night.data, "SELECT gone_since, versions FROM reports") == [{"gone_since": None, "versions": 1}]


def test_a_server_that_does_not_answer_withdraws_nothing(night: Night) -> None:
    night.fetch(URL, page())
    night.fetch(URL, None, status=500)
    night.fetch(URL, b"<html>challenge</html>", flags=("blocked:waf",))
    assert kinds(night) == ["new"]
    assert rows(night.data, "SELECT gone_since FROM reports") == [{"gone_since": None}]


def test_a_report_that_stands_elsewhere_before_it_goes_has_moved(night: Night) -> None:
    night.fetch(URL, page())
    night.fetch(MOVED, page())
    night.fetch(URL, None, status=404)
    _, moved = changes(night)
    assert (moved["kind"], moved["before"], moved["after"]) == ("moved", URL, MOVED)
    assert rows(night.data, "SELECT url, gone_since FROM reports") == [{"url": MOVED, "gone_since": None}]


def test_a_report_that_comes_back_elsewhere_was_withdrawn_and_moved(night: Night) -> None:
    night.fetch(URL, page(figures={RECEIVED: "41"}))
    night.fetch(URL, None, status=410)
    night.fetch(MOVED, page(figures={RECEIVED: "14"}))
    found = changes(night)
    assert sorted(change["kind"] for change in found) == ["figures_changed", "moved", "new", "withdrawn"]
    assert rows(night.data, "SELECT versions FROM reports") == [{"versions": 2}]


def test_a_redirect_to_another_address_is_a_move(night: Night) -> None:
    night.fetch(URL, page(), final_url=URL)
    night.fetch(URL, page(counter=9), final_url=MOVED)
    found = changes(night)
    assert [(change["kind"], change["before"], change["after"]) for change in found[1:]] == [("moved", URL, MOVED)]


def test_figures_that_come_back_are_two_changes_and_two_versions(night: Night) -> None:
    first = night.fetch(URL, page(figures={RECEIVED: "41"}))
    night.fetch(URL, page(figures={RECEIVED: "14"}))
    night.fetch(URL, page(figures={RECEIVED: "41"}))
    assert kinds(night) == ["new", "figures_changed", "figures_changed"]
    assert len(rows(night.data, "SELECT * FROM versions")) == 2
    assert rows(night.data, "SELECT sha256 FROM reports") == [{"sha256": first}]


def test_an_address_that_carries_another_report_now_has_lost_the_first(night: Night) -> None:
    night.fetch(URL, page(year=2021))
    night.fetch(URL, page(year=2022))
    found = [change for change in changes(night) if change["kind"] == "withdrawn"]
    assert [(change["report_id"], change["detail"]) for change in found] == [
        ("640300-renminzhengfu-2021", {"replaced_by": REPORT})
    ]
    reports = rows(night.data, "SELECT year, gone_since IS NOT NULL AS gone FROM reports ORDER BY year")
    assert reports == [{"year": 2021, "gone": 1}, {"year": 2022, "gone": 0}]


def test_a_report_replaced_by_something_unreadable_keeps_its_last_reading(night: Night) -> None:
    read = night.fetch(URL, page())
    night.fetch(URL, b"<html><body><img src='report.png'></body></html>")
    assert kinds(night) == ["new"]
    assert rows(night.data, "SELECT sha256, status FROM reports") == [{"sha256": read, "status": "read"}]
    assert {row["report_id"] for row in rows(night.data, "SELECT report_id FROM files")} == {REPORT}
    assert rows(night.data, "SELECT kind, report_id FROM problems") == [{"kind": "no-longer-read", "report_id": REPORT}]


def test_an_attachment_goes_with_its_article(night: Night) -> None:
    night.fetch(URL, page(year=2020).replace(b"<table", b"<div").replace(b"</table", b"</div"))
    night.fetch("http://wuzhong.example/a.html", page(year=2020), kind="attachment", found_on=URL)
    night.fetch(URL, None, status=404)
    assert kinds(night) == ["new", "withdrawn"]
    [report] = rows(night.data, "SELECT gone_since FROM reports")
    assert report["gone_since"] == "2026-11-21T00:03:00.000000+00:00"


def test_two_added_files_of_one_name_are_no_history(night: Night) -> None:
    night.fetch("file:report.html", page(figures={RECEIVED: "41"}), kind="added", portal=None)
    night.fetch("file:report.html", page(figures={RECEIVED: "14"}), kind="added", portal=None)
    assert kinds(night) == ["new"]
    assert sorted(row["role"] for row in rows(night.data, "SELECT role FROM versions")) == ["copy", "main"]
    assert [row["kind"] for row in rows(night.data, "SELECT kind FROM problems")] == ["files-disagree"]


def test_a_copy_that_turns_up_later_does_not_become_the_main_file(night: Night) -> None:
    first = night.fetch(URL, page())
    night.day += 1
    night.fetch("http://wuzhong.example/a", page(text="另一版式。"))
    night.build()
    assert rows(night.data, "SELECT sha256, url FROM reports") == [{"sha256": first, "url": URL}]


def reread(night: Night, figures: list[dict[str, str | None]], **options: Any) -> None:
    """Have the cache believe that an older parser read ``figures`` otherwise, and build."""
    with closing(ParsedStore(night.data)) as parsed:
        [(sha256, hint)] = parsed.db.execute("SELECT sha256, hint FROM parsed").fetchall()
        report = parsed.report(sha256, hint)
        old = {one["key"]: one["before"] for one in figures}
        changed = [
            dataclasses.replace(figure, printed=old[figure.key] or "", value=int(old[figure.key] or 0))
            if figure.key in old
            else figure
            for figure in report.figures
        ]
        # As it would stand there had that parser been the one that read it.
        parsed.db.execute("DELETE FROM parsed")
        parsed.put(hint, "1", dataclasses.replace(report, figures=tuple(changed)))
    night.build(**options)


def test_what_a_newer_parser_reads_otherwise_is_no_change_at_the_source(night: Night) -> None:
    sha256 = night.fetch(URL, page(figures={RECEIVED: "41"}))
    night.build()
    figures: list[dict[str, str | None]] = [{"key": RECEIVED, "before": "14", "after": "41"}]
    reread(night, figures)
    query = "SELECT report_id, before, after, detail FROM changes WHERE kind = 'reread'"
    [change] = rows(night.data, query)
    assert json.loads(change.pop("detail")) == {"sha256": sha256, "figures": figures}
    assert change == {"report_id": REPORT, "before": "parser 1", "after": f"parser {parsers.PARSER_VERSION}"}
    assert rows(night.data, "SELECT * FROM altered_reports") == []
    assert rows(night.data, "SELECT versions FROM reports") == [{"versions": 1}]
    [kept] = rows(night.data, "SELECT id, at FROM changes WHERE kind = 'reread'")
    night.build(rebuild=True)
    assert rows(night.data, "SELECT id, at FROM changes WHERE kind = 'reread'") == [kept]
    for name in ("parsed.db", "archive.db"):
        (night.data / name).unlink()
    night.build()
    assert rows(night.data, "SELECT id, at FROM changes WHERE kind = 'reread'") == [kept]


def test_a_cache_that_was_put_back_tells_no_rereading_twice(night: Night) -> None:
    night.fetch(URL, page(figures={RECEIVED: "41"}))
    night.build()
    for _ in range(2):
        reread(night, [{"key": RECEIVED, "before": "14", "after": "41"}])
    assert len(rows(night.data, "SELECT id FROM changes WHERE kind = 'reread'")) == 1


def test_rereadings_that_an_older_version_kept_in_the_cache_are_taken_over(night: Night) -> None:
    sha256 = night.fetch(URL, page())
    night.build()
    with closing(sqlite3.connect(night.data / "parsed.db")) as db:
        (hint,) = db.execute("SELECT hint FROM parsed").fetchone()
        db.execute("CREATE TABLE reread(sha256, hint, at, parser_before, parser_after, detail)")
        db.execute("INSERT INTO reread VALUES (?, ?, '2026-01-02', '1', '2', '{}')", (sha256, hint))
        db.commit()
    night.build(rebuild=True)
    assert rows(night.data, "SELECT at FROM changes WHERE kind = 'reread'") == [{"at": "2026-01-02"}]
    with closing(sqlite3.connect(night.data / "parsed.db")) as db:
        assert db.execute("SELECT * FROM sqlite_master WHERE name = 'reread'").fetchall() == []


def test_a_reading_that_says_the_same_is_no_rereading(night: Night) -> None:
    night.fetch(URL, page(figures={RECEIVED: "41"}))
    night.build()
    reread(night, [])
    assert rows(night.data, "SELECT kind FROM changes") == [{"kind": "new"}]
    assert rows(night.data, "SELECT parser FROM versions") == [{"parser": parsers.PARSER_VERSION}]
