"""What a row says about its own portal: old TLS, cookies, a family nobody reads yet, a column not known, its season."""

from __future__ import annotations

import json
import ssl
import subprocess
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from crawler.certificates import strict_verdict
from crawler.health import judge
from crawler.rawstore import RawStore
from crawler.registry import SYSTEMS, Portal
from crawler.season import is_night_of
from crawler.session import Account
from tests.crawl_support import Reply, column, crawl, free_port, portals, report, write_rows
from tests.crawl_tls import certificate, old_tls, speaking

ARTICLE = "/nb/202601/t20260128_5151001.html"
ROUTES = {"/nb/": Reply(column((ARTICLE, "示例局2025年政府信息公开年报"))), ARTICLE: Reply(report())}


def _verdict(done: subprocess.CompletedProcess[str]) -> dict[str, dict[str, object]]:
    assert done.stdout, done.stderr
    return {row["portal"]: row for row in json.loads(done.stdout)["portals"]}


def _add(rows: Path, portal: str, field: str) -> Path:
    """Add a field to a row that ``write_rows`` wrote."""
    path = rows / "rows.toml"
    path.write_text(path.read_text().replace(f'id = "{portal}"\n', f'id = "{portal}"\n{field}\n'), encoding="utf-8")
    return rows


# -- TLS


def test_a_server_of_tls_1_0_is_reached_where_its_row_says_so_and_only_there(
    tmp_path: Path,
) -> None:
    with portals({"old": ROUTES, "strict": ROUTES}) as servers:
        rows = write_rows(tmp_path / "rows", {name: server.server_port for name, server in servers.items()})
        path = rows / "rows.toml"
        # Two names for this machine, because a handshake knows names and no ports.
        old, strict = (f"127.0.0.1:{servers[name].server_port}" for name in ("old", "strict"))
        text = path.read_text().replace(strict, strict.replace("127.0.0.1", "localhost"))
        path.write_text(text.replace("http://", "https://"), encoding="utf-8")
        _add(rows, "old", 'tls = "legacy"')
        old_only = old_tls(tmp_path)
        with speaking(servers["old"], old_only), speaking(servers["strict"], old_only):
            done = crawl("--data", tmp_path / "data", "--portals", rows, "--delay", "0.01", "--json", RETRY_TIMES=0)
        health = {name: row["health"] for name, row in _verdict(done).items()}
        assert health == {"old": "ok", "strict": "down"}, old
        assert [path for path, _ in servers["old"].log] == ["/robots.txt", "/nb/", ARTICLE]
        assert servers["strict"].log == []


@pytest.mark.parametrize(
    ("name", "until", "trusted", "verdict"),
    [
        ("localhost", timedelta(days=1), True, "verified"),
        ("localhost", timedelta(days=1), False, "not verified: self-signed certificate"),
        ("localhost", timedelta(days=-1), True, "not verified: certificate has expired"),
        ("www.shili.gov.cn", timedelta(days=1), True, "not verified: Hostname mismatch"),
    ],
)
def test_what_a_strict_check_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, until: timedelta, trusted: bool, verdict: str
) -> None:
    path = certificate(tmp_path, name, until)
    monkeypatch.setenv("SSL_CERT_FILE", str(path if trusted else tmp_path / "none"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    with portals({"a": {}}) as servers, speaking(servers["a"], context):
        assert strict_verdict("localhost", servers["a"].server_port).startswith(verdict)


def test_a_host_that_speaks_no_tls_is_not_checked() -> None:
    assert strict_verdict("localhost", free_port()).startswith("not checked")


# -- cookies


def _wall(path: str, name: str) -> Reply:
    return Reply(status=302, headers={"Location": path, "Set-Cookie": f"{name}=1; Path=/"})


def test_a_cookie_wall_is_passed_with_a_jar_where_the_row_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Where tldextract keeps the public suffix list that it has fetched, or failed to fetch.
    monkeypatch.setenv("TLDEXTRACT_CACHE", str(tmp_path / "suffixes"))
    walled = {"/nb/": [_wall("/nb/", "seen"), ROUTES["/nb/"]], ARTICLE: ROUTES[ARTICLE]}
    with portals({"jar": walled, "none": ROUTES}) as servers:
        rows = write_rows(tmp_path / "rows", {name: server.server_port for name, server in servers.items()})
        _add(rows, "jar", "cookies = true")
        done = crawl("--data", tmp_path / "data", "--portals", rows, "--delay", "0.01", "--json")
    assert {name: row["health"] for name, row in _verdict(done).items()} == {"jar": "ok", "none": "ok"}, done.stderr
    with closing(RawStore(tmp_path / "data")) as store:
        sent = {
            (fetch.portal, fetch.url.rpartition("/")[2], fetch.status, dict(fetch.request_headers).get("Cookie"))
            for fetch in store.fetches()
            if fetch.portal
        }
    article = ARTICLE.rpartition("/")[2]
    assert sent == {
        ("jar", "", 302, None),
        ("jar", "", 200, "seen=1"),
        ("jar", article, 200, "seen=1"),
        ("none", "", 200, None),
        ("none", article, 200, None),
    }
    assert not (tmp_path / "suffixes").exists(), "nobody was asked who owns which suffix"


# -- rows that cannot be walked


def test_a_family_that_nobody_reads_costs_its_portal_a_night_and_no_other(tmp_path: Path) -> None:
    from crawler.systems import SYSTEMS as READ

    unread = sorted(set(SYSTEMS) - set(READ))
    if not unread:
        assert set(SYSTEMS) == set(READ)
        return
    with portals({"fine": ROUTES, "odd": ROUTES}) as servers:
        rows = write_rows(tmp_path / "rows", {name: server.server_port for name, server in servers.items()})
        path = rows / "rows.toml"
        odd, fine = path.read_text().split("[[portal]]")[2], path.read_text().split("[[portal]]")[1]
        path.write_text("[[portal]]" + fine + "[[portal]]" + odd.replace('"trs"', f'"{unread[0]}"'), encoding="utf-8")
        done = crawl("--data", tmp_path / "data", "--portals", rows, "--delay", "0.01", "--json")
        verdict = _verdict(done)
        assert done.returncode == 1
        assert verdict["fine"]["health"] == "ok"
        assert verdict["odd"]["health"] == "layout"
        assert verdict["odd"]["reasons"] == [f"layout: no module of crawler.systems reads the family {unread[0]}"]
        assert servers["odd"].log == []


def test_a_column_that_is_not_known_is_never_asked_for(tmp_path: Path) -> None:
    with portals({"fine": ROUTES, "blank": ROUTES}) as servers:
        rows = write_rows(tmp_path / "rows", {name: server.server_port for name, server in servers.items()})
        path = rows / "rows.toml"
        fine, blank = path.read_text().split("[[portal]]")[1:]
        blank = blank.replace("list_url", "hub_url") + 'kind = "discover"\n'
        path.write_text("[[portal]]" + fine + "[[portal]]" + blank, encoding="utf-8")
        arguments = ("--data", tmp_path / "data", "--portals", rows, "--delay", "0.01", "--json")
        assert list(_verdict(crawl(*arguments))) == ["fine"]
        by_name = crawl(*arguments, "blank")
        assert by_name.returncode == 2
        assert "the column of blank is not known yet: nianbao portals discover blank" in by_name.stderr
        assert servers["blank"].log == []


# -- season


def test_out_of_season_every_portal_has_its_night_of_the_week() -> None:
    names = [f"portal-{number}" for number in range(700)]
    nights = []
    for day in range(7):
        today = date(2026, 6, 1) + timedelta(days=day)
        yesterday = (today - timedelta(days=1)).isoformat() + "T18:00:00.000000+00:00"
        nights.append([name for name in names if is_night_of(name, today, yesterday)])
    assert sorted(name for night in nights for name in night) == sorted(names)
    assert all(70 <= len(night) <= 130 for night in nights)


@pytest.mark.parametrize(
    ("today", "last_walk", "walked"),
    [
        ("2026-01-05", "2026-01-04T18:00:00+00:00", True),
        ("2026-04-15", "2026-04-14T18:00:00+00:00", True),
        ("2026-06-01", None, True),
        ("2026-06-08", "2026-06-01T18:00:00+00:00", True),  # its night was missed
        ("2026-06-01", "2026-05-31T18:00:00+00:00", False),
    ],
)
def test_nights(today: str, last_walk: str | None, walked: bool) -> None:
    assert is_night_of("shili", date.fromisoformat(today), last_walk) is walked


def test_a_night_out_of_season_walks_what_is_due(tmp_path: Path) -> None:
    with portals({"a": ROUTES}) as servers:
        rows = write_rows(tmp_path / "rows", {"a": servers["a"].server_port})
        arguments = ("--data", tmp_path / "data", "--portals", rows, "--delay", "0.01", "--json", "--season")
        first = crawl(*arguments)  # today, whichever day it is: never walked before
        assert list(_verdict(first)) == ["a"]
        asked = len(servers["a"].log)
        with closing(RawStore(tmp_path / "data")) as store:
            store.db.execute("UPDATE run SET started = '2026-06-03T18:00:00.000000+00:00'")
        off = next(
            day
            for day in (date(2026, 6, 4), date(2026, 6, 5))
            if not is_night_of("a", day, "2026-06-03T18:00:00.000000+00:00")
        )
        quiet = crawl(*arguments, "--today", off.isoformat())
        assert quiet.returncode == 0, quiet.stderr
        assert _verdict(quiet) == {}
        assert len(servers["a"].log) == asked
        assert "portals=0 unhealthy=0" in json.loads(quiet.stdout)["summary"]


# -- stale

SHILI = Portal(id="shili", name="示例", place="990000", system="trs", list_url="http://www.shili.gov.cn/")


@pytest.mark.parametrize(
    ("row", "years", "health"),
    [
        ({}, {2023, 2025}, "ok"),
        ({}, {2023, 2024}, "stale"),
        ({}, set(), "ok"),  # no title and no day tells a year: nothing can be said
        ({"last_year": 2024}, {2023, 2024}, "ok"),
        ({"first_year": 2023}, {2023, 2025}, "ok"),
        ({"first_year": 2020}, {2023, 2025}, "fewer"),
    ],
)
def test_years_that_should_be_there(row: dict[str, int], years: set[int], health: str) -> None:
    portal = Portal(id="a", name="a", place="990000", system="trs", list_url="http://www.shili.gov.cn/", **row)  # type: ignore[arg-type]
    account = Account(complete=True, links=3, listed={"a"}, years=years)
    verdict, reasons = judge(portal, account, 0, 2025)
    assert verdict == health
    assert all(reason.startswith(health) for reason in reasons)


def test_a_column_that_stands_still_is_stale_once_the_season_is_over(tmp_path: Path) -> None:
    with portals({"a": ROUTES}) as servers:
        rows = write_rows(tmp_path / "rows", {"a": servers["a"].server_port})
        path = rows / "rows.toml"
        path.write_text(path.read_text().replace("last_year = 2025\n", ""), encoding="utf-8")
        arguments = ("--data", tmp_path / "data", "--portals", rows, "--delay", "0.01", "--json", "--today")
        assert _verdict(crawl(*arguments, "2027-04-15"))["a"]["health"] == "ok"
        late = crawl(*arguments, "2027-04-16")
    assert late.returncode == 1
    assert _verdict(late)["a"]["health"] == "stale"
    assert _verdict(late)["a"]["reasons"] == ["stale: the newest report listed is of 2025; that of 2026 is due"]


# -- died


def test_a_run_that_died_is_told_of_by_the_next(tmp_path: Path) -> None:
    with closing(RawStore(tmp_path / "data")) as store:
        dead = store.start_run("crawl", "test")
    with portals({"a": ROUTES}) as servers:
        rows = write_rows(tmp_path / "rows", {"a": servers["a"].server_port})
        arguments = ("--data", tmp_path / "data", "--portals", rows, "--delay", "0.01")
        first, second = crawl(*arguments), crawl(*arguments)
    assert f"the run before ({dead.id}) died" in first.stderr
    assert first.returncode == 0
    assert "died" not in second.stderr
