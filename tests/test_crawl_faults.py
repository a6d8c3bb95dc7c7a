"""Portals that misbehave, one a host, all in one crawl: what is stored, what is refused, and what the verdict says.

Some of these pin defects of Scrapy 2.19 that we work around (a cut gzip stream accepted, a redirect to itself ending in
silence, robots.txt 503 taken for "everything allowed", Retry-After ignored).
"""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest

from crawler.items import Fetch
from crawler.rawstore import RawStore
from tests.crawl_support import FakePortal, Reply, Routes, column, crawl, free_port, portals, report, write_rows

TITLE = "示例市财政局2025年政府信息公开工作年度报告"
ARTICLE = "/nb/202601/t20260128_5151001.html"
SECOND, THIRD = ARTICLE.replace("5151001", "5151002"), ARTICLE.replace("5151001", "5151003")
PROXY = "/module/web/jpage/dataproxy.jsp"
MANY = [ARTICLE.replace("5151001", str(5151001 + number)) for number in range(12)]
COLUMN = Reply(column((ARTICLE, TITLE)))
WHOLE = gzip.compress(report().encode())
GZIP = {"Content-Encoding": "gzip"}
SLIDER = '<html><head><title>请稍候…</title></head><body><div class="puzzle-vcode">请稍候…</div></body></html>'
SOFT_404 = "<html><head><title>404</title></head><body>您访问的页面不存在</body></html>"
PDF_LINK = '<p>附件：<a href="./P020260128000000000001.pdf">年报.pdf</a></p>'
PDF = "/nb/202601/P020260128000000000001.pdf"
THREE = Reply(column((ARTICLE, TITLE), (SECOND, TITLE), (THIRD, TITLE)))


def _hanweb(records: int, after: int, total: int) -> str:
    """A Hanweb datastore with ``records`` records after the first ``after``; a next group while there are more."""
    urls = [f"/art/2026/1/28/art_1_{after + number}.html" for number in range(records)]
    rows = "".join(f"<record><![CDATA[<li><a href='{u}' title='{TITLE}'>a</a></li>]]></record>" for u in urls)
    unit = "page=1&queryStr=c1d2&columnid=1&unitid=2"
    group = f'<nextgroup><![CDATA[<a href="{PROXY}?{unit}"></a>]]></nextgroup>' if not after else ""
    return f"<datastore><totalrecord>{total}</totalrecord>{group}<recordset>{rows}</recordset></datastore>"


def _hanweb_portal(total: int) -> Routes:
    """Two records in the page, one more by the next group only: the proxy answers nothing to the plain questions."""
    plain = f"{PROXY}?startrecord=3&endrecord=47&perpage=15"
    nothing = Reply("<datastore><recordset></recordset></datastore>")
    articles = {f"/art/2026/1/28/art_1_{number}.html": Reply(report(f"大汉{number}")) for number in range(3)}
    return {
        "/nb/": Reply(f'<html><script type="text/xml">{_hanweb(2, 0, total)}</script></html>'),
        plain: nothing,
        f"{plain}&col=1&sourceContentType=1&queryStr=c1d2&columnid=1&unitid=2": nothing,
        f"{PROXY}?page=1&queryStr=c1d2&columnid=1&unitid=2": Reply(_hanweb(1, 2, total)),
        f"{PROXY}?page=2&queryStr=c1d2&columnid=1&unitid=2": nothing,
        **articles,
    }


ROUTES: dict[str, Routes] = {
    "hanweb-encrypted": _hanweb_portal(total=3),
    "hanweb-short": _hanweb_portal(total=9),
    "well": {"/nb/": COLUMN, ARTICLE: Reply(report("财政局"))},
    "cut-gzip": {"/nb/": COLUMN, ARTICLE: Reply(WHOLE[:-20], headers=GZIP)},
    "cut-gzip-once": {"/nb/": COLUMN, ARTICLE: [Reply(WHOLE[:-20], headers=GZIP), Reply(WHOLE, headers=GZIP)]},
    "not-gzip": {"/nb/": COLUMN, ARTICLE: Reply(report(), headers=GZIP)},
    "bomb": {"/nb/": COLUMN, ARTICLE: Reply(gzip.compress(bytes(8 * 1024**2)), headers=GZIP)},
    "brotli": {"/nb/": COLUMN, ARTICLE: Reply(b"\x0b\x02\x80", headers={"Content-Encoding": "br"})},
    "cut-body": {"/nb/": COLUMN, ARTICLE: Reply(report(), length=100_000)},
    "slider": {"/nb/": Reply(column(*((path, TITLE) for path in MANY))), **dict.fromkeys(MANY, Reply(SLIDER))},
    "challenge": {"/nb/": Reply("<html><script>document.cookie='__jsl_clearance=1'</script></html>", status=521)},
    "login": {"/nb/": COLUMN, ARTICLE: Reply("<html><body><form><input type='password'></form></body></html>")},
    "soft-404": {"/nb/": COLUMN, ARTICLE: Reply(SOFT_404)},
    "dead-link": {"/nb/": COLUMN, ARTICLE: Reply(status=404)},
    "home-instead": {"/nb/": COLUMN, ARTICLE: Reply(status=302, headers={"Location": "/"}), "/": Reply(report())},
    "html-as-pdf": {"/nb/": COLUMN, ARTICLE: Reply(report(extra=PDF_LINK)), PDF: Reply(report("错误"))},
    "empty": {"/nb/": COLUMN, ARTICLE: Reply()},
    "too-many": {
        "/nb/": COLUMN,
        ARTICLE: [Reply(status=429, headers={"Retry-After": "1"}), Reply(report("等待局"))],
    },
    "come-back-tomorrow": {
        "/nb/": Reply(column(*((path, TITLE) for path in MANY))),
        **dict.fromkeys(MANY, Reply(status=503, headers={"Retry-After": "36000"})),
    },
    "always-500": {"/nb/": COLUMN, ARTICLE: Reply(status=500)},
    "breaker": {"/nb/": THREE, ARTICLE: Reply(status=500), SECOND: Reply(status=500), THIRD: Reply(status=500)},
    "hangs": {"/nb/": COLUMN, ARTICLE: Reply(report(), hold=2.0)},
    "redirect-self": {"/nb/": COLUMN, ARTICLE: Reply(status=302, headers={"Location": ARTICLE})},
    "robots-503": {"/robots.txt": Reply(status=503), "/nb/": COLUMN},
    "robots-no": {"/robots.txt": Reply("User-agent: *\nDisallow: /nb/\n"), "/nb/": COLUMN},
    "robots-html": {
        "/robots.txt": Reply("<!DOCTYPE html><html>Disallow: /</html>"),
        "/nb/": COLUMN,
        ARTICLE: Reply(report()),
    },
    "robots-slow": {
        "/robots.txt": Reply("User-agent: *\nCrawl-delay: 1\n"),
        "/nb/": COLUMN,
        ARTICLE: Reply(report("慢")),
    },
    "short-pages": {
        "/nb/": Reply(column((ARTICLE, TITLE), pager='<script>createPageHTML(3, 0, "index", "html");</script>')),
        "/nb/index_1.html": Reply(status=404),
        "/nb/index_2.html": Reply(status=404),
        ARTICLE: Reply(report()),
    },
    "same-page": {
        path: Reply(column((ARTICLE, TITLE), pager='<script>createPageHTML(900, 0, "index", "html");</script>'))
        for path in ("/nb/", "/nb/index_1.html", "/nb/index_2.html")
    }
    | {ARTICLE: Reply(report())},
    "named-two": {
        "/nb/": Reply(column((ARTICLE, TITLE), pager='<script>createPageHTML(2, 0, "index", "html");</script>')),
        "/nb/index_1.html": Reply(status=404),
        "/nb/index_2.html": Reply(column((SECOND, TITLE))),
        ARTICLE: Reply(report("一")),
        SECOND: Reply(report("二")),
    },
    "no-reports": {"/nb/": Reply(column((ARTICLE, "示例市2025年政府网站工作年度报表")))},
    "no-links": {"/nb/": Reply("<html><body class='TRS_'>" + "栏目建设情况说明" * 60 + "</body></html>")},
    "column-gone": {"/nb/": Reply(status=404)},
    "gbk": {"/nb/": Reply(column((ARTICLE, TITLE)).encode("gbk")), ARTICLE: Reply(report("国标"))},
    "twins": {
        "/nb/": Reply(column((ARTICLE, TITLE), (SECOND, TITLE))),
        ARTICLE: Reply(report()),
        SECOND: Reply(report()),
    },
    "slow-answers": {"/nb/": THREE, **{path: Reply(report(path), hold=0.1) for path in (ARTICLE, SECOND, THIRD)}},
}


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
                DOWNLOAD_TIMEOUT=1,
                DOWNLOAD_MAXSIZE=4 * 1024**2,
            )
            assert done.stdout, done.stderr
            verdicts = {row["portal"]: row for row in json.loads(done.stdout)["portals"]}
            with closing(RawStore(folder / "data")) as store:
                fetches = list(store.fetches())
            yield Night(done.returncode, verdicts, servers, others["stranger"], fetches, done.stderr)


@pytest.mark.parametrize(
    ("portal", "health"),
    [
        ("well", "ok"),
        ("cut-gzip", "fewer"),
        ("cut-gzip-once", "ok"),
        ("not-gzip", "fewer"),
        ("bomb", "fewer"),
        ("brotli", "fewer"),
        ("cut-body", "fewer"),
        ("slider", "blocked"),
        ("challenge", "blocked"),
        ("login", "blocked"),
        ("soft-404", "ok"),
        ("dead-link", "ok"),
        ("home-instead", "ok"),
        ("html-as-pdf", "ok"),
        ("empty", "ok"),
        ("too-many", "ok"),
        ("come-back-tomorrow", "down"),
        ("always-500", "fewer"),
        ("breaker", "down"),
        ("hangs", "fewer"),
        ("redirect-self", "fewer"),
        ("redirect-away", "ok"),
        ("parasite", "ok"),
        ("robots-503", "robots"),
        ("robots-no", "robots"),
        ("robots-html", "ok"),
        ("robots-slow", "ok"),
        ("short-pages", "layout"),
        ("same-page", "layout"),
        ("named-two", "ok"),
        ("no-reports", "empty"),
        ("no-links", "layout"),
        ("column-gone", "layout"),
        ("gbk", "ok"),
        ("twins", "ok"),
        ("slow-answers", "ok"),
        ("nobody-there", "down"),
        ("hanweb-encrypted", "ok"),
        ("hanweb-short", "layout"),
    ],
)
def test_verdict(night: Night, portal: str, health: str) -> None:
    assert night.health(portal) == health, night.verdicts[portal]["reasons"]


def test_every_portal_is_judged_and_the_exit_code_says_so(night: Night) -> None:
    assert night.verdicts.keys() == {*night.servers, "nobody-there"}
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
    assert article_at - column_at >= 0.7  # 1 s less the jitter of 30 %


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


def test_titles_of_a_gbk_page_are_read(night: Night) -> None:
    assert [fetch.title for fetch in night.articles("gbk")] == [TITLE]


def test_the_same_bytes_are_stored_once(night: Night) -> None:
    assert len({fetch.sha256 for fetch in night.articles("twins")}) == 1
    assert night.verdicts["twins"]["new_files"] <= 1


def test_nothing_is_written_to_stderr_but_progress(night: Night) -> None:
    assert [line for line in night.stderr.splitlines() if " new files" not in line] == []
