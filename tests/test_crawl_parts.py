"""The crawler's small pure parts: block pages, second looks, bodies on the wire, attachments, walks, verdicts."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import replace
from datetime import date, timedelta

import pytest

from crawler import settings
from crawler.attachments import attachments
from crawler.blocking import Answer, examine
from crawler.due import is_due, is_stale
from crawler.entity import Undecodable, undo
from crawler.health import judge
from crawler.items import Fetch, Link
from crawler.pages import Html
from crawler.politeness import at_least
from crawler.registry import Portal
from crawler.session import Account
from crawler.systems import Listing, PageRequest
from crawler.urls import file_suffix, is_article, is_file
from crawler.walk import MOST_PAGES, Walk

URL = "http://www.shili.gov.cn/nb/202601/t20260128_5151001.html"
ARTICLE = Answer(url=URL, final_url=URL, kind="article", status=200, headers={}, body=b"")
TEXT = "一、总体情况。本年度认真贯彻落实政府信息公开条例，主动公开政府信息。" * 40


def _gzip(body: bytes) -> bytes:
    """Without the time of day: two workers must collect the same cases."""
    return gzip.compress(body, mtime=0)


def _page(text: str, title: str = "年报", script: str = "") -> bytes:
    return f"<html><head><title>{title}</title>{script}</head><body><p>{text}</p></body></html>".encode()


# -- block pages


@pytest.mark.parametrize(
    ("status", "body", "label"),
    [
        (521, b"<script>document.cookie='x';location.href=location.pathname</script>", "jiasule"),
        (200, _page("", script="<script>document.cookie='__jsl_clearance_s=1'</script>"), "jiasule"),
        (403, _page("当前访问疑似黑客攻击，已被创宇盾拦截"), "yunaq"),
        (403, _page("Forbidden"), "refused"),
        (412, _page("", script="<meta content='aaaa'><script>$_ts={}</script>"), "ruishu"),
        (202, _page("", script="<script>var _$ts = 1</script>"), "ruishu"),
        (405, _page("该网站已接入 电信云堤•网站安全防护服务，由于您使用的请求方法存在潜在安全风险"), "yundi"),
        (200, _page('请稍候…<div class="puzzle-vcode"></div>'), "slider"),
        (200, _page("", script="<script>document.cookie='C3VK=abc'</script>"), "c3vk"),
        (200, _page("", script="<script>var arg1='acw_sc__v2'</script>"), "aliyun"),
        (200, _page("", script="<script>function WTKkN(){}</script>"), "edgeone"),
        (400, _page("您的访问过于频繁，请稍后再试"), "rate"),
        (200, _page("海外访问受限"), "geo"),
        (200, _page("<input type='password'>"), "login"),
    ],
)
def test_block_pages_are_labelled(status: int, body: bytes, label: str) -> None:
    assert examine(replace(ARTICLE, status=status, body=body)) == (f"blocked:{label}",)


def test_a_page_that_came_through_a_challenge_is_a_page() -> None:
    script = "<script>$_ts={};var __jsl_clearance</script>"
    assert examine(replace(ARTICLE, body=_page(TEXT, script=script))) == ()
    assert examine(replace(ARTICLE, body=_page(TEXT + "本机关网站维护中断3次，安全验证通过。"))) == ()


def test_a_redirect_to_itself_with_a_cookie_is_a_wall() -> None:
    headers = {"location": URL, "set-cookie": "CT6T=1"}
    assert examine(replace(ARTICLE, status=302, headers=headers)) == ("blocked:ct6t",)
    relative = URL.removeprefix("http://www.shili.gov.cn")
    assert examine(replace(ARTICLE, status=302, headers={**headers, "location": relative})) == ("blocked:ct6t",)
    assert examine(replace(ARTICLE, status=302, headers={**headers, "location": URL + "?2"})) == ()


# -- soft 404


@pytest.mark.parametrize(
    ("answer", "flags"),
    [
        (replace(ARTICLE, body=_page(TEXT, title="404 页面不存在")), ("soft404",)),
        (replace(ARTICLE, body=_page("您访问的页面不存在")), ("soft404",)),
        (replace(ARTICLE, body=_page(TEXT), final_url="http://www.shili.gov.cn/"), ("soft404",)),
        (replace(ARTICLE, body=_page(TEXT), final_url="http://www.shili.gov.cn/404.html"), ("soft404",)),
        (replace(ARTICLE, body=b"<html></html>"), ("soft404",)),
        (replace(ARTICLE, body=b"<html></html>", kind="listing"), ()),
        (replace(ARTICLE, body=_page(TEXT)), ()),
        (replace(ARTICLE, body=_page(TEXT).replace(b"</html>", b"")), ("suspicious",)),
        (replace(ARTICLE, body=b""), ()),
        (replace(ARTICLE, body=b"%PDF-1.4 x", url=URL.replace(".html", ".pdf")), ()),
        (replace(ARTICLE, body=_page(TEXT), url=URL.replace(".html", ".pdf")), ("soft404",)),
        (replace(ARTICLE, body=_page(TEXT), url=URL.replace(".html", ".doc")), ()),
        (replace(ARTICLE, body=_page("无"), url=URL.replace(".html", ".doc")), ("soft404",)),
        (replace(ARTICLE, body=b"MIME-Version: 1.0\n<html></html>", url=URL.replace(".html", ".doc")), ()),
        (replace(ARTICLE, body=b"PK\x03\x04zip", url=URL.replace(".html", ".docx")), ()),
        (replace(ARTICLE, body=_page("无"), kind="robots"), ()),
        (replace(ARTICLE, body=_page("无"), kind="robots", status=403), ()),
        (replace(ARTICLE, body=_page("无"), status=404), ()),
    ],
)
def test_soft_404(answer: Answer, flags: tuple[str, ...]) -> None:
    assert examine(answer) == flags


# -- second looks


def test_a_second_look_comes_within_90_days_and_not_on_one_night() -> None:
    asked = date(2026, 7, 1)
    first_due = []
    for number in range(300):
        url = f"{URL}?{number}"
        nights = [n for n in range(1, 91) if is_due("due", url, "2020年年报", f"{asked}T01:00", asked + timedelta(n))]
        first_due.append(nights[0])
        assert nights == list(range(nights[0], 91))
    assert min(first_due) >= 30
    assert len(set(first_due)) > 50


@pytest.mark.parametrize(
    ("title", "today", "due"),
    [
        ("示例局2025年政府信息公开年报", date(2026, 2, 8), True),
        ("示例局2025年政府信息公开年报", date(2026, 2, 7), False),
        ("示例局2024年政府信息公开年报", date(2026, 2, 8), False),
    ],
)
def test_last_years_reports_are_looked_at_weekly(title: str, today: date, due: bool) -> None:
    assert is_due("due", URL, title, "2026-02-01T02:03:04", today) is due


def test_all_and_none() -> None:
    assert is_due("all", URL, "", "2026-02-01", date(2026, 2, 1))
    assert not is_due("none", URL, "", "2016-02-01", date(2026, 2, 1))


def test_validators_are_believed_for_a_month() -> None:
    received = date(2026, 7, 1)
    last_believed = set()
    for number in range(100):
        known = Fetch(run="r", kind="listing", url=f"{URL}?{number}", at=f"{received}T01:00:00+00:00", status=200)
        believed = [day for day in range(60) if not is_stale(known, received + timedelta(day))]
        assert believed == list(range(believed[-1] + 1))
        last_believed.add(believed[-1])
    assert last_believed == set(range(26, 33))


# -- bodies on the wire


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (b"body", ""),
        (b"body", "identity"),
        (_gzip(b"body"), "gzip"),
        (_gzip(b"bo") + _gzip(b"dy"), "x-gzip"),
        (zlib.compress(b"body"), "deflate"),
        (zlib.compress(b"body")[2:-4], "deflate"),
        (_gzip(zlib.compress(b"body")), "deflate, gzip"),
    ],
)
def test_encodings_are_undone(packed: bytes, encoding: str) -> None:
    assert undo(packed, encoding, 100) == b"body"


@pytest.mark.parametrize(
    ("packed", "encoding", "flag"),
    [
        (_gzip(b"body" * 20)[:-1], "gzip", "cut"),
        (_gzip(b"body" * 20)[:20], "gzip", "cut"),
        (b"<html>", "gzip", "undecodable"),
        (b"body", "br", "undecodable"),
        (_gzip(bytes(101)), "gzip", "too-large"),
        (_gzip(bytes(60)) * 2, "gzip", "too-large"),
    ],
)
def test_what_is_cut_or_wrong_or_a_bomb_is_refused(packed: bytes, encoding: str, flag: str) -> None:
    with pytest.raises(Undecodable) as error:
        undo(packed, encoding, 100)
    assert error.value.flag == flag


# -- attachments


def test_attachments_of_the_body_and_its_foot_but_not_of_the_furniture() -> None:
    html = """<body><div class="nav"><a href="/a/guide.pdf">指南</a></div>
<div class="article"><h1>年报</h1><div class="view TRS_UEDITOR"><p>正文 <a href="/other.html">链接</a>
<a href="./W020260128.doc">附表.doc</a></p><iframe src="/pdfjs/web/viewer.html?file=%2Fxxgk%2Ffile.pdf#page=1"></iframe>
</div><p>附件：<a href="./P020260128.PDF" title="年报.pdf">示例市年报.pdf</a> <a href="./P020260128.PDF">下载</a>
<a href="/module/download/downfile.jsp?classid=0&filename=0a1b.xls">附表</a></p></div>
<div class="footer"><a href="/help.pdf">帮助</a></div></body>"""
    found = attachments(Html("http://www.shili.gov.cn/nb/202601/t1.html", html.encode()))
    assert [(link.url.removeprefix("http://www.shili.gov.cn"), link.title) for link in found] == [
        ("/nb/202601/W020260128.doc", "附表.doc"),
        ("/xxgk/file.pdf", ""),
        ("/nb/202601/P020260128.PDF", "示例市年报.pdf"),
        ("/module/download/downfile.jsp?classid=0&filename=0a1b.xls", "附表"),
    ]


def test_addresses() -> None:
    assert is_article("http://h/t20260128_5151001.shtml")
    assert is_article("http://h/art/2026/1/28/art_12377_900101.html")
    assert not is_article("http://h/zwgk/zfxxgknb/index.html")
    assert is_file("http://h/a.OFD?x=1")
    assert not is_file("http://h/a.html")
    assert file_suffix("http://h/a.DOCX?x=1") == "docx"
    assert file_suffix("http://h/system/_content/download.jsp?wbfileid=9") == ""


# -- walks


def _listing(*names: str, pages: int | None = None, rows: int | None = None, more: bool = True) -> Listing:
    ways = (PageRequest(url="one"), PageRequest(url="two")) if more else ()
    links = tuple(Link(url=name, title=name) for name in names)
    return Listing(links=links, next=ways, rows=len(names), stated_pages=pages, stated_rows=rows)


def test_a_page_that_repeats_is_asked_for_in_the_other_way_and_then_given_up() -> None:
    walk = Walk("column")
    assert [link.url for link in walk.take(_listing("a", "b", pages=2))] == ["a", "b"]
    first, second = walk.another_way(), None
    assert walk.take(_listing("a", "b", pages=2)) == []
    second = walk.another_way()
    assert [first and first.url, second and second.url] == ["one", "two"]
    assert walk.take(_listing("b")) == []
    assert walk.another_way() is None
    assert walk.complaints() == ["column: the listing says 2 pages and stopped after 1"]


def test_a_walk_that_read_all_has_no_complaint() -> None:
    walk = Walk("column")
    walk.take(_listing("a", "b", rows=3))
    walk.take(_listing("c", more=False))
    assert (walk.another_way(), walk.complaints()) == (None, [])
    walk.stated_rows = 4
    assert walk.complaints() == ["column: the listing says 4 rows and stopped after 3"]


def test_no_walk_is_endless() -> None:
    walk = Walk("column")
    for number in range(MOST_PAGES):
        assert walk.take(_listing(f"{number}", pages=10**9))
    assert walk.another_way() is None
    assert walk.complaints()


# -- verdicts

PORTAL = Portal(id="p", name="p", place="990000", system="trs", list_url="http://www.shili.gov.cn/", min_reports=2)


def _account(listed: int = 3, **more: object) -> Account:
    return Account(complete=True, links=listed, listed={str(number) for number in range(listed)}, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("account", "best", "health"),
    [
        (_account(), 3, "ok"),
        (_account(10), 11, "ok"),
        (_account(8), 10, "fewer"),
        (_account(1), 0, "fewer"),
        (Account(complete=True, links=7), 0, "empty"),
        (Account(complete=True), 0, "layout"),
        (Account(), 0, "layout"),
        (_account(notes=["a dead link"]), 0, "ok"),
        (_account(troubles=[("fewer", "x"), ("down", "y"), ("blocked", "z")]), 0, "blocked"),
        (_account(troubles=[("layout", "x"), ("budget", "y")]), 0, "budget"),
    ],
)
def test_verdict(account: Account, best: int, health: str) -> None:
    assert judge(PORTAL, account, best)[0] == health


def test_every_trouble_is_a_reason_up_to_a_readable_number() -> None:
    account = _account(troubles=[("fewer", f"page {number}") for number in range(20)], notes=["a dead link"])
    reasons = judge(PORTAL, account, 0)[1]
    assert reasons[0] == "fewer: page 0"
    assert reasons[-1] == "and 9 more"
    assert len(reasons) == 13


# -- settings that must not slip back to their defaults


def test_settings() -> None:
    # With a delay of 0 Scrapy ignores the limit of one request a host; the jitter goes below the delay.
    assert settings.DOWNLOAD_DELAY * (1 - settings.DOWNLOAD_DELAY_JITTER) >= 1
    assert at_least(3.0) * (1 - settings.DOWNLOAD_DELAY_JITTER) == pytest.approx(3.0)
    assert settings.CONCURRENT_REQUESTS_PER_DOMAIN == 1
    assert settings.ROBOTSTXT_OBEY
    assert not any((settings.TELNETCONSOLE_ENABLED, settings.REMOTE_CONTROL_ENABLED, settings.COOKIES_ENABLED))
    assert not {"JOBDIR", "HTTPCACHE_ENABLED", "FILES_STORE", "ITEM_PIPELINES"} & vars(settings).keys()
    assert settings.USER_AGENT.startswith("Mozilla/5.0 (compatible; nianbao/")
    assert {"file", "ftp", "s3", "data"} == {
        name for name, handler in settings.DOWNLOAD_HANDLERS.items() if not handler
    }
