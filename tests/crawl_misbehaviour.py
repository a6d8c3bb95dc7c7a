"""Portals that misbehave, one a host: what each answers, what the night's verdict on it must be, and why it is here.

``FAULTS`` is the list of faults to survive, one row each, with the portals and the tests that show what we do; a test
holds the list against both.
"""

from __future__ import annotations

import gzip
import time
from email.utils import formatdate

from tests.crawl_support import Reply, Routes, column, report

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


COLUMN_TEXT = column((ARTICLE, TITLE))
CHUNKED = "Transfer-Encoding: chunked"
LENGTH = f"Content-Length: {len(report().encode())}"
PIECE = b"<html><body>" + bytes(2000)
DATE = formatdate(time.time() + 4, usegmt=True)
LONG = "Disallow: /of-no-concern/\n" * 20_000  # 520,000 bytes: what follows is past the 500 KiB that RFC 9309 asks for


def _head(*lines: str, version: str = "1.1") -> bytes:
    """The head of an answer written by hand."""
    return "\r\n".join((f"HTTP/{version} 200 OK", "Content-Type: text/html", *lines, "", "")).encode()


def _said(body: bytes, charset: str) -> Reply:
    return Reply(body, headers={"Content-Type": f"text/html; charset={charset}"})


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


def _challenge(script: str, shown: str = "") -> str:
    return f"<html><head><title>年报</title><script>{script}</script></head><body>{shown}</body></html>"


# Kind of block page -> one such page in place of a report, and the label it must get. ``ua`` is how a server treats a
# visitor that is no browser: it says no more than 403; ``geo`` is the kind that says so (the other is silence).
BLOCK_PAGES: dict[str, tuple[str, Reply]] = {
    "jiasule": ("jiasule", Reply(_challenge("document.cookie='__jsl_clearance_s=1';location.href=location.pathname"))),
    "yunaq": ("yunaq", Reply(_challenge("", "当前访问疑似黑客攻击，已被创宇盾拦截"), status=403)),
    "ruishu": ("ruishu", Reply(_challenge("$_ts={}"), status=202)),
    "yundi": ("yundi", Reply(_challenge("", "该网站已接入 电信云堤•网站安全防护服务"), status=405)),
    "slider": ("slider", Reply(SLIDER)),
    "c3vk": ("c3vk", Reply(_challenge("document.cookie='C3VK=abc'"))),
    "ct6t": ("ct6t", Reply("<html>302</html>", status=302, headers={"Location": ARTICLE, "Set-Cookie": "CT6T=1"})),
    "aliyun": ("aliyun", Reply(_challenge("var arg1='acw_sc__v2'"))),
    "edgeone": ("edgeone", Reply(_challenge("function WTKkN(){}"))),
    "geo": ("geo", Reply(_challenge("", "海外访问受限"))),
    "ua": ("refused", Reply("<html>403 Forbidden</html>", status=403)),
    "rate": ("rate", Reply(_challenge("", "您的访问过于频繁，请稍后再试"), status=400)),
}


ROUTES: dict[str, Routes] = {
    **{f"block-{kind}": {"/nb/": COLUMN, ARTICLE: page} for kind, (_, page) in BLOCK_PAGES.items()},
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
    "hangs": {"/nb/": COLUMN, ARTICLE: Reply(report(), hold=6.0)},
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
    # -- the connection
    "drop-before-headers": {"/nb/": COLUMN, ARTICLE: Reply(raw=b"")},
    "drop-in-headers": {"/nb/": COLUMN, ARTICLE: Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Ty")},
    "reset-in-body": {"/nb/": COLUMN, ARTICLE: Reply(raw=_head("Content-Length: 99999") + PIECE, then="reset")},
    "drop-once": {"/nb/": COLUMN, ARTICLE: [Reply(raw=b""), Reply(report("再来"))]},
    "chunked-cut": {"/nb/": COLUMN, ARTICLE: Reply(raw=_head(CHUNKED) + b"5\r\nhello\r\n")},
    "chunk-rubbish": {"/nb/": COLUMN, ARTICLE: Reply(raw=_head(CHUNKED) + b"zz\r\nhello\r\n0\r\n\r\n")},
    "length-too-small": {"/nb/": COLUMN, ARTICLE: Reply(report(), length=len(report().encode()) - 30)},
    "two-lengths": {"/nb/": COLUMN, ARTICLE: Reply(raw=_head("Content-Length: 5", "Content-Length: 7") + b"hello12")},
    "no-length": {"/nb/": COLUMN, ARTICLE: Reply(raw=_head(version="1.0") + report().encode())},
    "no-colon": {"/nb/": COLUMN, ARTICLE: Reply(raw=_head("no colon in this line", LENGTH) + report().encode())},
    "many-headers": {
        "/nb/": COLUMN,
        ARTICLE: Reply(raw=_head(*(f"X-{n}: {n}" for n in range(20_000)), LENGTH) + report().encode()),
    },
    "http-0-9": {"/nb/": COLUMN, ARTICLE: Reply(raw=report().encode())},
    "silent": {"/nb/": COLUMN, ARTICLE: Reply(raw=b"", then="wait")},
    "slow-headers": {"/nb/": COLUMN, ARTICLE: Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Ty", then="wait")},
    "slow-body": {"/nb/": COLUMN, ARTICLE: Reply(raw=_head("Content-Length: 99999") + PIECE, then="wait")},
    "ten-gigabytes": {"/nb/": COLUMN, ARTICLE: Reply(raw=_head("Content-Length: 10000000000") + PIECE, then="wait")},
    "endless": {"/nb/": COLUMN, ARTICLE: Reply(raw=_head(CHUNKED), then="endless")},
    # -- the status
    "status-999": {"/nb/": COLUMN, ARTICLE: Reply(report(), status=999)},
    "status-403": {"/nb/": COLUMN, ARTICLE: Reply("<html>Forbidden</html>", status=403)},
    "status-410": {"/nb/": COLUMN, ARTICLE: Reply(status=410)},
    "status-412": {"/nb/": COLUMN, ARTICLE: Reply("<html><script>$_ts={}</script></html>", status=412)},
    "status-304": {"/nb/": COLUMN, ARTICLE: Reply(status=304)},
    "busy-once": {"/nb/": COLUMN, ARTICLE: [Reply(status=503), Reply(report("忙"))]},
    "retry-after-zero": {
        "/nb/": COLUMN,
        ARTICLE: [*[Reply(status=503, headers={"Retry-After": "0"})] * 3, Reply(report("零"))],
    },
    "until-a-date": {"/nb/": COLUMN, ARTICLE: [Reply(status=429, headers={"Retry-After": DATE}), Reply(report("等"))]},
    # -- redirects
    "redirect-without-end": {"/nb/": COLUMN, ARTICLE: Reply(status=302, headers={"Location": f"{ARTICLE}?again"})}
    | {f"{ARTICLE}?again": Reply(status=302, headers={"Location": ARTICLE})},
    "redirect-to-a-file": {"/nb/": COLUMN, ARTICLE: Reply(status=302, headers={"Location": "file:///etc/passwd"})},
    "cookie-wall": {
        "/nb/": Reply(status=302, headers={"Location": "/nb/", "Set-Cookie": "CT6T=1; Path=/"}),
    },
    "meta-refresh": {
        "/nb/": COLUMN,
        ARTICLE: Reply(report().replace("<head>", '<head><meta http-equiv="refresh" content="0;url=/elsewhere.html">')),
    },
    # -- what the bytes are
    "pdf-as-html": {"/nb/": COLUMN, ARTICLE: Reply(b"%PDF-1.4\n" + bytes(900))},
    "pdf-as-bytes": {
        "/nb/": COLUMN,
        ARTICLE: Reply(report(extra=PDF_LINK)),
        PDF: Reply(b"%PDF-1.4\n" + bytes(900), headers={"Content-Type": "application/octet-stream"}),
    },
    "name-with-folders": {
        "/nb/": COLUMN,
        ARTICLE: Reply(report(extra=PDF_LINK.replace("年报.pdf", "附件"))),
        PDF: Reply(b"%PDF-1.4\n", headers={"Content-Disposition": 'attachment; filename="../../../nianbao.pdf"'}),
    },
    "gbk-said-utf-8": {"/nb/": _said(COLUMN_TEXT.encode("gbk"), "utf-8"), ARTICLE: Reply(report())},
    "utf-8-said-gbk": {"/nb/": _said(COLUMN_TEXT.encode(), "gbk"), ARTICLE: Reply(report())},
    "gbk-said-latin-1": {"/nb/": _said(COLUMN_TEXT.encode("gbk"), "iso-8859-1"), ARTICLE: Reply(report())},
    "meta-wrong": {
        "/nb/": Reply(COLUMN_TEXT.replace("<body", '<meta charset="gb2312"><body').encode()),
        ARTICLE: Reply(report()),
    },
    # -- robots.txt
    "robots-429": {"/robots.txt": Reply(status=429), "/nb/": COLUMN},
    "robots-hangs": {"/robots.txt": Reply(raw=b"", then="wait"), "/nb/": COLUMN},
    "robots-drops": {"/robots.txt": Reply(raw=b""), "/nb/": COLUMN},
    "robots-404": {"/robots.txt": Reply("Disallow: /", status=404), "/nb/": COLUMN, ARTICLE: Reply(report())},
    "robots-403": {
        "/robots.txt": Reply("User-agent: *\nDisallow: /", status=403),
        "/nb/": COLUMN,
        ARTICLE: Reply(report()),
    },
    "robots-bom": {"/robots.txt": Reply(b"\xef\xbb\xbfUser-agent: *\nDisallow: /nb/\n"), "/nb/": COLUMN},
    "robots-elsewhere": {
        "/robots.txt": Reply(status=301, headers={"Location": "/rules.txt"}),
        "/rules.txt": Reply("User-agent: *\nDisallow: /nb/\n"),
        "/nb/": COLUMN,
    },
    "robots-long": {
        "/robots.txt": Reply(f"User-agent: *\n{LONG}Disallow: /nb/\n"),
        "/nb/": COLUMN,
        ARTICLE: Reply(report()),
    },
    "robots-for-us": {
        "/robots.txt": Reply("User-agent: *\nDisallow:\n\nUser-agent: nianbao\nDisallow: /nb/\n"),
        "/nb/": COLUMN,
    },
}


# The night's verdict on each; at one more address nobody is there.
VERDICTS = {
    **{f"block-{kind}": "blocked" for kind in BLOCK_PAGES},
    "well": "ok",
    "cut-gzip": "fewer",
    "cut-gzip-once": "ok",
    "not-gzip": "fewer",
    "bomb": "fewer",
    "brotli": "fewer",
    "cut-body": "fewer",
    "slider": "blocked",
    "challenge": "blocked",
    "login": "blocked",
    "soft-404": "ok",
    "dead-link": "ok",
    "home-instead": "ok",
    "html-as-pdf": "ok",
    "empty": "ok",
    "too-many": "ok",
    "come-back-tomorrow": "down",
    "always-500": "fewer",
    "breaker": "down",
    "hangs": "fewer",
    "redirect-self": "fewer",
    "redirect-away": "ok",
    "parasite": "ok",
    "robots-503": "robots",
    "robots-no": "robots",
    "robots-html": "ok",
    "robots-slow": "ok",
    "short-pages": "layout",
    "same-page": "layout",
    "named-two": "ok",
    "no-reports": "empty",
    "no-links": "layout",
    "column-gone": "layout",
    "gbk": "ok",
    "twins": "ok",
    "slow-answers": "ok",
    "nobody-there": "down",
    "hanweb-encrypted": "ok",
    "hanweb-short": "layout",
    "drop-before-headers": "fewer",
    "drop-in-headers": "fewer",
    "reset-in-body": "fewer",
    "drop-once": "ok",
    "chunked-cut": "fewer",
    "chunk-rubbish": "fewer",
    "length-too-small": "ok",
    "two-lengths": "fewer",
    "no-length": "ok",
    "no-colon": "ok",
    "many-headers": "ok",
    "http-0-9": "fewer",
    "silent": "fewer",
    "slow-headers": "fewer",
    "slow-body": "fewer",
    "ten-gigabytes": "fewer",
    "endless": "fewer",
    "status-999": "fewer",
    "status-403": "blocked",
    "status-410": "ok",
    "status-412": "blocked",
    "status-304": "fewer",
    "busy-once": "ok",
    "retry-after-zero": "ok",
    "until-a-date": "ok",
    "redirect-without-end": "fewer",
    "redirect-to-a-file": "fewer",
    "cookie-wall": "blocked",
    "meta-refresh": "ok",
    "pdf-as-html": "ok",
    "pdf-as-bytes": "ok",
    "name-with-folders": "ok",
    "gbk-said-utf-8": "ok",
    "utf-8-said-gbk": "ok",
    "gbk-said-latin-1": "ok",
    "meta-wrong": "ok",
    "robots-429": "robots",
    "robots-hangs": "down",
    "robots-drops": "down",
    "robots-404": "ok",
    "robots-403": "ok",
    "robots-bom": "robots",
    "robots-elsewhere": "robots",
    "robots-long": "ok",
    "robots-for-us": "robots",
}

# Fault -> the portals above and the tests (of any tests/test_crawl_*.py) that show what we make of it. The wording is
# that of the experiments with Scrapy 2.19 that told us what it does by itself.
FAULTS: dict[str, tuple[str, ...]] = {
    "connection dropped before or in the headers": ("drop-before-headers", "drop-in-headers", "drop-once"),
    "dropped mid-body, Content-Length too large, chunked and cut": ("reset-in-body", "cut-body", "chunked-cut"),
    "Content-Length too small": ("length-too-small",),
    "two Content-Lengths": ("two-lengths",),
    "no length, HTTP/1.0": ("no-length",),
    "chunk size rubbish": ("chunk-rubbish",),
    "a header line without a colon": ("no-colon",),
    "20,000 headers": ("many-headers",),
    "HTTP/0.9, an odd status": ("http-0-9", "status-999"),
    "empty 200": ("empty",),
    "no answer, slow headers, slow body": ("hangs", "silent", "slow-headers", "slow-body", "breaker"),
    "10 GB announced": ("ten-gigabytes",),
    "endless chunks": ("endless",),
    "gzip bomb": ("bomb",),
    "says gzip (or what we never asked for), is not": ("not-gzip", "brotli"),
    "gzip cut, its length agrees": ("cut-gzip", "cut-gzip-once"),
    "429 with Retry-After, in seconds and as a date": ("too-many", "until-a-date", "come-back-tomorrow", "robots-429"),
    "503, then fine; 5xx for ever": ("busy-once", "always-500", "retry-after-zero"),
    "403, 404, 410, 412, 521, a 304 nobody asked for": (
        *("status-403", "dead-link", "status-410", "status-412", "challenge", "status-304", "column-gone"),
    ),
    "challenge page, login wall, soft 404 with 200": ("slider", "login", "soft-404", "test_block_pages_are_labelled"),
    "the twelve kinds of block page": tuple(f"block-{kind}" for kind in BLOCK_PAGES),
    "redirect to itself, cookie wall": (
        *("redirect-self", "cookie-wall", "test_a_cookie_wall_is_passed_with_a_jar_where_the_row_says_so"),
    ),
    "redirect without end": ("redirect-without-end",),
    "dead article leads to the home page": ("home-instead",),
    "redirect to file:": ("redirect-to-a-file",),
    "redirect or link to another host": ("redirect-away", "parasite"),
    "meta refresh": ("meta-refresh",),
    "HTML as .pdf": ("html-as-pdf",),
    "PDF as .html or as octet-stream": ("pdf-as-html", "pdf-as-bytes"),
    "../../ in Content-Disposition": ("name-with-folders",),
    "GBK said UTF-8, UTF-8 said GBK, header or meta wrong": (
        *("gbk-said-utf-8", "utf-8-said-gbk", "gbk-said-latin-1", "meta-wrong"),
    ),
    "GBK, nobody says": ("gbk",),
    "expired, self-signed or wrong-host certificate": (
        *("test_the_certificate_and_its_verdict_stand_in_every_record", "test_what_a_strict_check_says"),
    ),
    "TLS 1.0 only": ("test_a_server_of_tls_1_0_is_reached_where_its_row_says_so_and_only_there",),
    "infinite calendar, session ids": ("test_a_listing_without_end_ends_with_the_budget", "test_no_walk_is_endless"),
    "many addresses, one content": ("twins",),
    "robots.txt 503, time-out, dropped": ("robots-503", "robots-hangs", "robots-drops"),
    "robots.txt is HTML, 403, 404, moved, long, with a BOM, about us": (
        *("robots-html", "robots-403", "robots-404", "robots-elsewhere", "robots-long", "robots-bom", "robots-for-us"),
    ),
    "robots.txt forbids; asks for slowness": ("robots-no", "robots-slow"),
    "unknown host, nobody listening": ("nobody-there", "test_a_name_that_nobody_knows_is_down_and_soon_given_up"),
    "a listing that stops short, repeats itself, or asks in another way": (
        *("short-pages", "same-page", "named-two", "hanweb-encrypted", "hanweb-short"),
    ),
    "a column without reports or links": ("no-reports", "no-links"),
    "nothing is wrong": ("well", "slow-answers"),
}
