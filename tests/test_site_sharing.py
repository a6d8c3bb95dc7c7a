"""Share: a living and a pinned address on every page, short ones for SQL, /snapshots, pins that were thinned out."""

from __future__ import annotations

import json
import re
import shutil
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.site.share import pack, unpack
from tests.site_sample import SNAPSHOT, make_snapshot, point
from tests.site_support import Client, running

LATER, LAST = "20260103T030405Z", "20260301T030405Z"
REPORT = "/report/990121-shiqiao-2024"
SQL = "select title from reports where id = :id"
PAGES = (
    "/",
    REPORT,
    f"{REPORT}/requests.concluded.total",
    "/organ/990121-shiqiao",
    "/place/990100",
    "/search?q=2024",
    "/snapshots",
    "/files",
    "/archive",
    "/archive/reports?_sort=year",
    "/archive/reports/990121-shiqiao-2024",
    "/archive/refusal_rate?year=2020",
    "/report/none",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    data = tmp_path_factory.mktemp("sharing")
    for name, stamp in ((SNAPSHOT, "【一】"), (LATER, "【二】"), (LAST, "【三】")):
        make_snapshot(data, name, stamp=stamp)
    with running(data) as client:
        yield client


def shared(page: str) -> tuple[str, str]:
    """The living and the pinned address in a page's share block."""
    found = re.findall(r'<input id="share-(?:living|pinned)"[^>]*value="([^"]*)"', page)
    assert len(found) == 2
    return found[0].replace("&amp;", "&"), found[1].replace("&amp;", "&")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_gives_a_living_and_a_pinned_address(site: Client, path: str) -> None:
    living, pinned = shared(site.get(path).text)
    assert living == site.base + path
    assert pinned == f"{site.base}/s/{LAST}{path}"
    assert shared(site.get(f"/s/{LATER}{path}").text) == (living, f"{site.base}/s/{LATER}{path}")


def test_a_readers_sql_has_a_short_address_living_and_pinned(site: Client) -> None:
    query = urllib.parse.urlencode({"sql": SQL, "id": "990121-shiqiao-2024"})
    living, pinned = (one.replace(site.base, "") for one in shared(site.get(f"/archive?{query}").text))
    assert living.startswith("/q/1")
    assert len(living) < len(query)
    for short, stamp in ((living, "【三】"), (pinned.replace(LAST, SNAPSHOT), "【一】")):
        answer = site.get(short)
        assert answer.status == 302
        assert stamp in site.get(answer.headers["location"]).text
    assert pinned == f"/s/{LAST}{living}"
    assert shared(site.get(site.get(living).headers["location"]).text)[0] == site.base + living


def test_short_addresses_stay_readable_for_ever() -> None:
    """Codes of 2026: a change of the dictionary would turn every address ever shared into another query."""
    assert unpack(GOLDEN) == [("sql", SQL), ("id", "990121-shiqiao-2024")]


GOLDEN = "1AzGhhpVklgCjBouBYJ9aZaYwAJGlpYGhkaFucUZmYWZivi7ImwA"


@pytest.mark.parametrize("code", ["2abc", "1", "1!", "1AAAA", "1" + "A" * 8000, "1_-_-", pack([("a", "b")])[:-2]])
def test_a_code_that_is_none_is_not_found(site: Client, code: str) -> None:
    assert site.get(f"/q/{code}").status == 404


def test_a_packed_bomb_is_refused(site: Client) -> None:
    code = pack([("sql", "x" * 5_000_000)])
    assert len(code) < 9000
    assert site.get(f"/q/{code}").status == 404


def test_snapshots_are_all_listed(site: Client) -> None:
    page = site.get("/snapshots")
    assert re.findall(r'href="/s/([^/"]+)/"', page.text) == [LAST, LATER, SNAPSHOT]
    assert site.get("/snapshots", if_none_match=page.headers["etag"]).status in (200, 304)


@pytest.fixture
def thinned(tmp_path: Path) -> Path:
    """Four nights, of which the second and third were thinned out as archive/retention.py records it."""
    for day in ("20260105", "20260110", "20260111", "20260131"):
        make_snapshot(tmp_path, f"{day}T020000Z")
    gone = {f"{day}T020000Z": {"thinned": "2026-02-20T02:10:00+00:00"} for day in ("20260110", "20260111")}
    (tmp_path / "snapshots" / "thinned.json").write_text(json.dumps(gone), encoding="utf-8")
    for name in gone:
        shutil.rmtree(tmp_path / "snapshots" / name)
    return tmp_path


def test_a_thinned_pin_answers_410_and_offers_the_nearest(thinned: Path) -> None:
    with running(thinned) as client:
        answer = client.get(f"/s/20260110T020000Z{REPORT}?a=1")
        assert answer.status == 410
        assert f'href="/s/20260105T020000Z{REPORT}"' in answer.text
        assert "曾经发布" in answer.text
        assert answer.headers["cache-control"] == "no-store"
        assert client.get("/s/20260110T020000Z/archive/reports.json").status == 410
        unknown = client.get(f"/s/20260130T020000Z{REPORT}")
        assert unknown.status == 404
        assert f'href="/s/20260131T020000Z{REPORT}"' in unknown.text
        assert client.get(f"/s/20260105T020000Z{REPORT}").status == 200
        assert "<code>20260111T020000Z</code>" in client.get("/snapshots").text


def test_a_pin_that_is_thinned_while_open_turns_410(tmp_path: Path) -> None:
    make_snapshot(tmp_path)
    make_snapshot(tmp_path, LATER)
    with running(tmp_path) as client:
        assert client.get(f"/s/{SNAPSHOT}{REPORT}").status == 200
        (tmp_path / "snapshots" / "thinned.json").write_text(json.dumps({SNAPSHOT: {"thinned": "2026"}}))
        shutil.rmtree(tmp_path / "snapshots" / SNAPSHOT)
        assert client.get(f"/s/{SNAPSHOT}{REPORT}").status == 410
        assert client.get(REPORT).status == 200


def test_a_pinned_answer_is_the_same_after_later_nights(tmp_path: Path) -> None:
    """Pages, exports and the short address: byte for byte, but for the time a page took and an export was made."""
    make_snapshot(tmp_path, stamp="【一】", extra=30)
    code = pack([("sql", "select count(*), max(title) from reports")])
    paths = (
        REPORT,
        "/",
        "/archive/reports.csv?_stream=on",
        "/archive/refusal_rate.json",
        f"/q/{code}",
        "/search?q=2024",
    )
    with running(tmp_path) as client:
        before = [client.get(f"/s/{SNAPSHOT}{path}").body for path in paths]
        living = client.get(REPORT).body
        for number in range(2):
            name = f"2026020{number + 1}T020000Z"
            make_snapshot(tmp_path, name, stamp=f"【{number}】", extra=60)
            assert client_sees(client, name)
        assert client.get(REPORT).body != living
        after = [client.get(f"/s/{SNAPSHOT}{path}").body for path in paths]
    assert [plain(body) for body in after] == [plain(body) for body in before]


def plain(body: bytes) -> bytes:
    return re.sub(rb'("query_ms": |\xe7\x94\xa8\xe6\x97\xb6 )[\d.]+', b"", body)


def client_sees(client: Client, name: str) -> bool:
    import time

    end = time.monotonic() + 30
    while time.monotonic() < end:
        if client.get("/report/none").headers["x-snapshot"] == name:
            return True
        time.sleep(0.05)
    return False


def test_a_snapshot_that_came_back_is_served(tmp_path: Path) -> None:
    make_snapshot(tmp_path)
    (tmp_path / "snapshots" / "thinned.json").write_text(json.dumps({SNAPSHOT: {"thinned": "2026"}}))
    point(tmp_path, SNAPSHOT)
    with running(tmp_path) as client:
        assert client.get(f"/s/{SNAPSHOT}{REPORT}").status == 200
