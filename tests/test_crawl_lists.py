"""Shells, pagers and stop rules beyond what the listing cases show."""

from __future__ import annotations

import pytest

from crawler.items import Link
from crawler.pages import Html
from crawler.systems import Listing, Page, PageRequest, generic, lengths, pager, shells
from crawler.walk import MOST_PAGES, Walk

HERE = "http://www.shili.gov.cn/nb/"
ROW = "<li><a href='/Content-9.html'>示例局2025年政府信息公开工作年度报告</a></li>"


def _page(body: str, number: int = 1, url: str = HERE, asked: str = HERE) -> Page:
    request = PageRequest(url=asked, number=number)
    return Page(url=url, body=f"<html><body>{body}</body></html>".encode(), request=request)


@pytest.mark.parametrize(
    ("script", "target"),
    [
        ("location.replace('./2025/')", "http://www.shili.gov.cn/nb/2025/"),
        ("window.location.href = \"/a.html\";", "http://www.shili.gov.cn/a.html"),
        ("document.location='http://zwgk.shili.gov.cn/'", "http://zwgk.shili.gov.cn/"),
        ("self.location.assign('/a/')", "http://www.shili.gov.cn/a/"),
        ("top.location = '/a/'\nfoo()", "http://www.shili.gov.cn/a/"),
        ("location.href='http://10.1.2.3:8080/nb/'", "http://10.1.2.3:8080/nb/"),
        ("location.href='http://www.other.gov.cn/'", ""),
        ("location.href='/a/' + year", ""),
        ("location.href=base + '/a/'", ""),
        ("if (location.href == '/a/') {}", ""),
        ("location.href='/a/'; location.href='/b/'", ""),
        ("location.href='javascript:void(0)'", ""),
        ("location.href=location.pathname+location.search", ""),
        ("location.href='" + HERE + "'", ""),
        ("location.href='/a/';" + "/* */" * 500, ""),
    ],
)  # fmt: skip
def test_a_shell_is_one_literal_jump_of_a_short_page(script: str, target: str) -> None:
    page = Html(HERE, f"<html><script>{script}</script></html>".encode())
    assert shells.jump_of(page, ("10.1.2.3:8080",)) == target


def test_a_shell_beside_a_refresh_must_say_the_same() -> None:
    page = "<meta http-equiv='Refresh' content='0; URL=/a/'>"
    assert shells.jump_of(Html(HERE, page.encode())) == "http://www.shili.gov.cn/a/"
    assert shells.jump_of(Html(HERE, f"{page}<script>location.href='/b/'</script>".encode())) == ""
    twice = f"{page}<script>location.href='/a/'</script>"
    assert shells.jump_of(Html(HERE, twice.encode())) == "http://www.shili.gov.cn/a/"


@pytest.mark.parametrize(
    ("text", "pages", "rows"),
    [
        ("<div>共 61 条 1/5 页</div>", 5, 61),
        ("<div class='pagenav'>共<span>61</span>条记录 第1页/共5页</div>", 5, 61),
        ("<p>页次：1/7 总数：99</p>", 7, 99),
        ("<p>首页 上一页 1/11 下一页</p>", 11, None),
        ("<script>var totalPage = 4, totalRecord: '55';</script>", 4, 55),
        ("<div class='pagination' count='61' rows='15'></div>", None, 61),
        ("<p>2026/01/28 首页</p>", None, None),
        ("<p>" + "本年度工作情况如下。" * 20 + "主动公开信息共61条，共12页。</p>", None, None),
    ],
)
def test_what_a_page_says_of_its_length(text: str, pages: int | None, rows: int | None) -> None:
    page = _page(text)
    assert (lengths.stated_pages(page), lengths.stated_rows(page)) == (pages, rows)


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        ("<a href='?p=2'>下一页</a><a href='?p=2'>2</a>", [f"{HERE}?p=2"]),
        ("<a rel='next' href='b.html'><i></i></a>", [f"{HERE}b.html"]),
        ("<span class='p_next p_fun'><a href='nb/2.htm'>下页</a></span>", [f"{HERE}nb/2.htm"]),
        ("<a onclick=\"go('index_2.html')\">下一页</a>", [f"{HERE}index_2.html"]),
        ("<a href='index.html'>1</a><a href='index_1.html'>2</a>", [f"{HERE}index_1.html"]),
        ("<a href='3.htm'>1</a><a href='2.htm'>2</a><a href='1.htm'>3</a>", [f"{HERE}2.htm"]),
        ("<a href='http://www.other.gov.cn/2.html'>下一页</a>", []),
        (f"<a href='{HERE}'>下一页</a>", []),
        ("<a href='#'>下一页</a><a href='javascript:;'>2</a>", []),
        ("<a href='/a/5.html'>2</a><a href='/b/x.html'>3</a>", []),
        ("<a href='p.asp?n=1&k=1'>1</a><a href='p.asp?n=9&k=2'>2</a>", [f"{HERE}p.asp?n=9&k=2"]),
    ],
)
def test_where_the_next_page_is(shown: str, found: list[str]) -> None:
    assert pager.next_addresses(_page(shown)) == found


def test_being_sent_away_ends_a_list() -> None:
    assert generic.read_listing(_page(ROW, 2, url="http://www.shili.gov.cn/", asked=f"{HERE}index_1.html")) == Listing()
    assert generic.read_listing(_page(ROW, 2, url=f"{HERE}index_1.shtml", asked=f"{HERE}index_1.html")).rows == 1


def test_a_list_that_never_ends_is_given_up_and_said_so() -> None:
    walk = Walk(HERE)
    for number in range(MOST_PAGES):
        link = Link(url=f"{HERE}{number}", title="")
        walk.take(Listing(links=(link,), rows=1, next=(PageRequest(url=f"{HERE}p{number}"),)))
    assert walk.another_way() is None
    assert walk.complaints() == [f"{HERE}: more pages than 400"]
