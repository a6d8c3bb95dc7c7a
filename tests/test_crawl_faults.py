"""Portals that misbehave, one a host, all in one crawl: what is stored, what is refused, and what the verdict says.

Some of these pin defects of Scrapy 2.19 that we work around (a cut gzip stream accepted, a redirect to itself ending in
silence, robots.txt 503 taken for "everything allowed", Retry-After ignored).
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest

from archive.evidence import tracks
from crawler.items import Fetch
from crawler.rawstore import RawStore
from tests.crawl_misbehaviour import ARTICLE, BLOCK_PAGES, COLUMN, DATE, FAULTS, PROXY, ROUTES, TITLE, VERDICTS
from tests.crawl_support import FakePortal, Reply, column, crawl, free_port, portals, report, write_rows


@dataclass
class Night:
    """What a crawl of all these portals left behind."""

    exit_code: int
    verdicts: dict[str, dict[str, Any]]
    servers: dict[str, FakePortal]
    stranger: FakePortal
    fetches: list[Fetch]
    stderr: str

    def health(self, portal: str) -> str:
        return str(self.verdicts[portal]["health"])

    def articles(self, portal: str) -> list[Fetch]:
        return [fetch for fetch in self.fetches if fetch.portal == portal and fetch.kind != "listing"]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    folder = tmp_path_factory.mktemp("faults")
    with portals({"stranger": {ARTICLE: Reply(report())}}) as others:
        away = {"Location": others["stranger"].address + ARTICLE}
        routes = {**ROUTES, "redirect-away": {"/nb/": COLUMN, ARTICLE: Reply(status=302, headers=away)}}
        routes["parasite"] = {
            "/nb/": Reply(column((ARTICLE, TITLE), (away["Location"], TITLE))),
            ARTICLE: Reply(report()),
        }
        with portals(routes) as servers:
            ports = {name: server.server_port for name, server in servers.items()}
            registry = write_rows(folder / "registry", {**ports, "nobody-there": free_port()})
            done = crawl(
                *("--data", folder / "data", "--portals", registry, "--delay", "0.01", "--json"),
                # A machine that does other things too must not be taken for a silent portal.
                DOWNLOAD_TIMEOUT=3,
                DOWNLOAD_MAXSIZE=4 * 1024**2,
            )
            assert done.stdout, done.stderr
            verdicts = {row["portal"]: row for row in json.loads(done.stdout)["portals"]}
            with closing(RawStore(folder / "data")) as store:
                fetches = list(store.fetches())
            yield Night(done.returncode, verdicts, servers, others["stranger"], fetches, done.stderr)


@pytest.mark.parametrize(("portal", "health"), VERDICTS.items())
def test_verdict(night: Night, portal: str, health: str) -> None:
    assert night.health(portal) == health, night.verdicts[portal]["reasons"]


def test_every_portal_is_judged_and_the_exit_code_says_so(night: Night) -> None:
    assert night.verdicts.keys() == VERDICTS.keys() == {*night.servers, "nobody-there"}
    assert night.exit_code == 1


def test_nobody_asks_what_no_page_shows(night: Night) -> None:
    assert {name: server.unknown for name, server in night.servers.items() if server.unknown} == {}


def test_one_request_at_a_time_for_a_host(night: Night) -> None:
    assert night.servers["slow-answers"].most == 1
    assert len(night.servers["slow-answers"].log) == 5


@pytest.mark.parametrize(
    ("portal", "flag"),
    [("cut-gzip", "cut"), ("not-gzip", "undecodable"), ("bomb", "too-large"), ("brotli", "undecodable")],
)
def test_what_cannot_be_unpacked_is_recorded_and_is_no_document(night: Night, portal: str, flag: str) -> None:
    fetches = night.articles(portal)
    assert {(fetch.flags, fetch.sha256, fetch.is_document) for fetch in fetches} == {((flag,), None, False)}
    assert all(fetch.wire_sha256 for fetch in fetches)


def test_a_cut_stream_is_asked_for_again(night: Night) -> None:
    assert [fetch.flags for fetch in night.articles("cut-gzip-once")] == [("cut",), ()]
    assert night.articles("cut-gzip-once")[1].content_encoding == "gzip"
    assert len(night.servers["cut-gzip"].asked(ARTICLE)) == 4


@pytest.mark.parametrize(
    ("portal", "flag"),
    [
        ("slider", "blocked:slider"),
        ("login", "blocked:login"),
        ("soft-404", "soft404"),
        ("home-instead", "soft404"),
    ],
)
def test_what_is_not_the_document_is_kept_as_evidence(night: Night, portal: str, flag: str) -> None:
    stored = [fetch for fetch in night.articles(portal) if fetch.sha256]
    assert stored
    assert {fetch.flags for fetch in stored} == {(flag,)}
    assert not any(fetch.is_document for fetch in stored)


def test_an_error_page_named_pdf_is_no_document(night: Night) -> None:
    by_kind = {fetch.kind: fetch for fetch in night.articles("html-as-pdf")}
    assert by_kind["article"].is_document
    assert by_kind["attachment"].flags == ("soft404",)
    assert by_kind["attachment"].found_on.endswith(ARTICLE)
    assert by_kind["attachment"].title == "年报.pdf"


def test_after_two_block_pages_the_host_is_left_alone(night: Night) -> None:
    asked = [path for path, _ in night.servers["slider"].log if path.startswith("/nb/2026")]
    assert 2 <= len(asked) <= 3  # with a delay of 10 ms the next may be on its way while the answer is read


@pytest.mark.parametrize("kind", BLOCK_PAGES)
def test_a_block_page_is_recognised_kept_and_never_read(night: Night, kind: str) -> None:
    label, page = BLOCK_PAGES[kind]
    (fetch,) = night.articles(f"block-{kind}")
    assert fetch.flags == (f"blocked:{label}",)
    assert fetch.wire_sha256 == hashlib.sha256(page.payload).hexdigest()
    assert fetch.sha256 == fetch.wire_sha256
    assert fetch.url not in {track.url for track in tracks([fetch], {})}, "nothing of it reaches a parser"
    assert len(night.servers[f"block-{kind}"].asked(ARTICLE)) == 1
    assert f"({label})" in night.verdicts[f"block-{kind}"]["reasons"][0]


def test_a_cookie_wall_is_not_run_against(night: Night) -> None:
    assert len(night.servers["cookie-wall"].asked("/nb/")) == 1


def test_retry_after_is_obeyed(night: Night) -> None:
    first, second = night.servers["too-many"].asked(ARTICLE)
    assert second - first >= 1.0


def test_who_asks_for_hours_is_left_alone_for_tonight(night: Night) -> None:
    asked = [path for path, _ in night.servers["come-back-tomorrow"].log if path.startswith("/nb/2026")]
    assert 1 <= len(asked) <= 2  # as above


def test_failures_make_the_pauses_grow(night: Night) -> None:
    times = night.servers["always-500"].asked(ARTICLE)
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert len(gaps) == 3
    assert all(gap >= pause for gap, pause in zip(gaps, (0.02, 0.04, 0.08), strict=True))


def test_the_breaker_closes_a_host_after_eight_failures(night: Night) -> None:
    assert 8 <= len([path for path, _ in night.servers["breaker"].log if path.startswith("/nb/2026")]) <= 9


def test_hosts_that_are_not_in_the_registry_are_never_asked(night: Night) -> None:
    assert night.stranger.log == []
    for portal in ("redirect-away", "parasite"):
        assert any("not in the registry" in reason for reason in night.verdicts[portal]["reasons"])


def test_robots_unreachable_closes_the_host(night: Night) -> None:
    paths = {path for path, _ in night.servers["robots-503"].log}
    assert paths == {"/robots.txt"}
    assert {path for path, _ in night.servers["robots-no"].log} == {"/robots.txt"}


def test_crawl_delay_is_obeyed(night: Night) -> None:
    (column_at,), (article_at,) = (
        night.servers["robots-slow"].asked("/nb/"),
        night.servers["robots-slow"].asked(ARTICLE),
    )
    assert article_at - column_at >= 1.0


def test_a_listing_that_stops_before_its_own_count_says_so(night: Night) -> None:
    assert any("says 3 pages and stopped after 1" in reason for reason in night.verdicts["short-pages"]["reasons"])
    assert len(night.servers["same-page"].log) <= 6


def test_a_proxy_that_ignores_plain_questions_is_asked_by_its_own_next_group(night: Night) -> None:
    listing = [path for path, _ in night.servers["hanweb-encrypted"].log if "dataproxy" in path]
    assert [("startrecord" in path, "queryStr" in path) for path in listing] == [
        (True, False),
        (True, True),
        (False, True),
    ]
    stored = [fetch for fetch in night.fetches if fetch.portal == "hanweb-encrypted" and PROXY in fetch.url]
    form = "col=1&sourceContentType=1&queryStr=c1d2&columnid=1&unitid=2"
    assert [(fetch.method, fetch.request_body) for fetch in stored] == [("POST", form), ("GET", ""), ("GET", "")]
    assert len([fetch for fetch in night.articles("hanweb-encrypted") if fetch.is_document]) == 3
    assert any("says 9 rows and stopped after 3" in reason for reason in night.verdicts["hanweb-short"]["reasons"])


def test_the_same_bytes_are_stored_once(night: Night) -> None:
    assert len({fetch.sha256 for fetch in night.articles("twins")}) == 1
    assert night.verdicts["twins"]["new_files"] <= 1


def test_nothing_is_written_to_stderr_but_progress(night: Night) -> None:
    assert [line for line in night.stderr.splitlines() if " new files" not in line] == []


def test_a_name_that_nobody_knows_is_down_and_soon_given_up(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "rows", {"a": free_port()})
    text = (rows / "rows.toml").read_text()
    (rows / "rows.toml").write_text(re.sub(r"127\.0\.0\.1:\d+", "no-such-name.invalid", text))
    done = crawl("--data", tmp_path / "data", "--portals", rows, "--json", RETRY_TIMES=1, HTTPPROXY_ENABLED=False)
    (verdict,) = json.loads(done.stdout)["portals"]
    assert (verdict["health"], verdict["requests"]) == ("down", 0), verdict
    assert "CannotResolveHostError" in verdict["reasons"][0]


# -- the list of faults, and what is particular to some


def _tests() -> set[str]:
    """Every test of the crawler by name."""
    found = set[str]()
    for path in Path(__file__).parent.glob("test_crawl_*.py"):
        found |= set(re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.M))
    return found


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_has_a_portal_or_a_test(fault: str) -> None:
    shown = FAULTS[fault]
    assert shown
    assert set(shown) <= VERDICTS.keys() | _tests()


def test_every_misbehaving_portal_stands_for_a_fault() -> None:
    assert VERDICTS.keys() - {name for shown in FAULTS.values() for name in shown} == set()


BROKEN = (
    *("drop-before-headers", "drop-in-headers", "reset-in-body", "cut-body", "chunked-cut", "chunk-rubbish"),
    *("two-lengths", "http-0-9", "silent", "slow-headers", "slow-body"),
)


@pytest.mark.parametrize("portal", [*BROKEN, "retry-after-zero"])
def test_a_failure_is_asked_for_four_times_with_growing_pauses(night: Night, portal: str) -> None:
    gaps = [later - earlier for earlier, later in itertools.pairwise(night.servers[portal].asked(ARTICLE))]
    assert len(gaps) == 3
    assert all(gap >= pause for gap, pause in zip(gaps, (0.02, 0.04, 0.08), strict=True))


@pytest.mark.parametrize("portal", BROKEN)
def test_a_broken_answer_is_no_document_and_the_reason_says_what_happened(night: Night, portal: str) -> None:
    assert [fetch for fetch in night.articles(portal) if fetch.is_document] == []
    assert len(night.verdicts[portal]["reasons"][0].split(": ", 2)[2]) > 20


def test_what_announces_to_be_too_large_is_not_asked_for_again(night: Night) -> None:
    assert len(night.servers["ten-gigabytes"].asked(ARTICLE)) == 1
    assert "4194304" in night.verdicts["ten-gigabytes"]["reasons"][0]


def test_what_never_ends_is_cut_off(night: Night) -> None:
    assert night.articles("endless") == []
    # By its size, or on a machine that is busy by the time.
    assert re.search("DOWNLOAD_MAXSIZE|took longer than 3.0 seconds", night.verdicts["endless"]["reasons"][0])


@pytest.mark.parametrize(
    ("portal", "status", "flags"),
    [
        ("length-too-small", 200, ("suspicious",)),
        ("no-length", 200, ("partial",)),
        ("no-colon", 200, ()),
        ("many-headers", 200, ()),
        ("status-999", 999, ()),
        ("status-403", 403, ("blocked:refused",)),
        ("status-410", 410, ()),
        ("status-412", 412, ("blocked:ruishu",)),
        ("status-304", 304, ()),
        ("redirect-to-a-file", 302, ()),
        ("meta-refresh", 200, ()),
        ("pdf-as-html", 200, ()),
        ("drop-once", 200, ()),
    ],
)
def test_an_odd_answer_is_recorded_with_its_status_and_flags(
    night: Night, portal: str, status: int, flags: tuple[str, ...]
) -> None:
    (fetch,) = night.articles(portal)
    assert (fetch.status, fetch.flags, fetch.is_document) == (status, flags, status == 200)


def test_the_bytes_say_what_a_file_is_and_its_name_is_no_path(night: Night) -> None:
    (file,) = [fetch for fetch in night.articles("pdf-as-bytes") if fetch.kind == "attachment"]
    assert (file.is_document, file.media_type) == (True, "application/octet-stream")
    (named,) = [fetch for fetch in night.articles("name-with-folders") if fetch.kind == "attachment"]
    assert named.title == "nianbao.pdf"


@pytest.mark.parametrize("portal", ["gbk", "gbk-said-utf-8", "utf-8-said-gbk", "gbk-said-latin-1", "meta-wrong"])
def test_a_listing_is_decoded_by_its_bytes_whatever_is_said(night: Night, portal: str) -> None:
    assert [fetch.title for fetch in night.articles(portal)] == [TITLE]


def test_a_server_that_was_busy_is_asked_again_after_a_pause(night: Night) -> None:
    first, second = night.servers["busy-once"].asked(ARTICLE)
    assert second - first >= 0.02


def test_retry_after_may_be_a_date(night: Night) -> None:
    _, second = night.servers["until-a-date"].asked(ARTICLE)
    wall = second + time.time() - time.monotonic()
    assert wall >= parsedate_to_datetime(DATE).timestamp() - 0.1  # two clocks, read one after the other


def test_redirects_are_followed_eight_times(night: Night) -> None:
    asked = [path for path, _ in night.servers["redirect-without-end"].log if path.startswith(ARTICLE)]
    assert len(asked) == 9


@pytest.mark.parametrize("portal", ["robots-429", "robots-hangs", "robots-drops", "robots-bom", "robots-for-us"])
def test_a_host_that_its_robots_closes_is_asked_for_nothing_else(night: Night, portal: str) -> None:
    assert {path for path, _ in night.servers[portal].log} == {"/robots.txt"}


def test_robots_moved_elsewhere_is_obeyed_there(night: Night) -> None:
    assert [path for path, _ in night.servers["robots-elsewhere"].log] == ["/robots.txt", "/rules.txt"]
