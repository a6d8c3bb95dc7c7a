"""What changed, as a page and as feeds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from archive.site.feed import ATOM, make_feed
from archive.site.snapshots import Snapshots
from tests.site_sample import make_snapshot
from tests.site_support import Client, running

SPACE = {"a": ATOM}
CHANGE = {
    "id": "c1", "at": "2025-02-21T02:00:00+00:00", "kind": "moved", "name": ("迁移", "moved"), "report_id": "x-2024",
    "organ": "某局", "year": 2024, "figures": [], "chapters": [],
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    data = tmp_path_factory.mktemp("changes")
    make_snapshot(data, extra=120)
    with running(data) as client:
        yield client


def entries(xml: bytes) -> list[ElementTree.Element]:
    return ElementTree.fromstring(xml).findall("a:entry", SPACE)


def test_changes_after_publication_come_without_what_is_new(site: Client) -> None:
    page = site.get("/changes").text
    assert "41 → 40" in page
    assert "撤下</span>" in page
    assert "新发布</span>" not in page
    assert page.count("<li><time") == 2


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("kind=withdrawn", 1),
        ("kind=figures_changed", 1),
        ("kind=all", 50),
        ("place=990102", 1),
        ("place=990000", 2),
        ("place=990102&kind=figures_changed", 0),
        ("since=2025-03-01", 1),
        ("since=nonsense", 2),
        ("kind=' OR 1=1", 2),
        ("kind=new&page=3", 20),
    ],
)
def test_changes_are_filtered_by_kind_place_and_day(site: Client, query: str, shown: int) -> None:
    answer = site.get("/changes?" + query.replace(" ", "%20"))
    assert answer.status == 200
    assert answer.text.count("<li><time") == shown


def test_pages_lead_on_with_their_filters(site: Client) -> None:
    page = site.get("/changes?kind=new").text
    assert 'rel="next" href="/changes?kind=new&amp;page=2"' in page
    assert 'rel="next"' not in site.get("/changes?kind=new&page=3").text


def test_the_feed_is_atom(site: Client) -> None:
    answer = site.get("/changes.atom")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.body)
    assert root.tag == f"{{{ATOM}}}feed"
    for parent in (root, *root.findall("a:entry", SPACE)):
        # RFC 4287, 4.1.1 and 4.1.2: exactly one of each, and an author on the feed or every entry.
        assert [len(parent.findall(f"a:{name}", SPACE)) for name in ("id", "title", "updated")] == [1, 1, 1]
        updated = parent.findtext("a:updated", namespaces=SPACE)
        assert updated is not None
        assert datetime.fromisoformat(updated).tzinfo is not None
        ids = parent.findtext("a:id", namespaces=SPACE)
        assert ids is not None
        assert ids.startswith("urn:uuid:")
    assert root.findtext("a:author/a:name", namespaces=SPACE)
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", SPACE)}
    assert links == {"self": f"{site.base}/changes.atom", "alternate": f"{site.base}/changes"}
    ids = [entry.findtext("a:id", namespaces=SPACE) for entry in entries(answer.body)]
    assert len(set(ids)) == len(ids) == 100


def test_a_place_has_a_feed_of_its_own(site: Client) -> None:
    xml = site.get("/place/990102.atom").body
    titles = {entry.findtext("a:title", namespaces=SPACE) or "" for entry in entries(xml)}
    assert any(title.startswith("撤下：") for title in titles)
    assert not any("石桥镇" in title for title in titles)
    assert 'href="/place/990102.atom"' in site.get("/place/990102").text
    assert site.get("/place/123456.atom").status == 404


def test_ids_do_not_depend_on_where_the_feed_is_served() -> None:
    here, there = (make_feed(base, "", "全部", "x", [CHANGE]) for base in ("http://a.example", "https://b.example/s/1"))
    assert [[one.findtext("a:id", namespaces=SPACE) for one in entries(xml)] for xml in (here, there)] == [
        ["urn:uuid:50a83b28-81e9-5cf9-b40b-69f288e8bd87"]
    ] * 2


def test_what_xml_cannot_hold_stays_out() -> None:
    organ = "某\x00局\x0b<script>&\ud800"
    (entry,) = entries(make_feed("http://a.example", "", "全部", "x", [{**CHANGE, "organ": organ}]))
    assert entry.findtext("a:title", namespaces=SPACE) == "迁移：某局<script>& 2024 年年度报告"


def test_a_feed_of_nothing_is_dated_by_its_snapshot() -> None:
    root = ElementTree.fromstring(make_feed("http://a.example", "990000", "云岭省", "2026-01-02T03:04:05+00:00", []))
    assert root.findtext("a:updated", namespaces=SPACE) == "2026-01-02T03:04:05+00:00"


def test_a_snapshot_of_any_name_knows_when_it_was_made(tmp_path: Path) -> None:
    shelf = Snapshots(tmp_path)
    for name in ("20260102T030405Z", "spring", "autumn"):
        shelf.path(name).parent.mkdir(parents=True)
        shelf.path(name).touch()
    os.utime(shelf.path("spring"), (1_780_000_000, 1_780_000_000))
    (shelf.root / "autumn" / "manifest.json").write_text('{"made": "2026-10-01T02:00:00+00:00"}', encoding="utf-8")
    assert [shelf.made(name) for name in ("20260102T030405Z", "spring", "autumn")] == [
        "2026-01-02T03:04:05+00:00",
        "2026-05-28T20:26:40+00:00",
        "2026-10-01T02:00:00+00:00",
    ]
