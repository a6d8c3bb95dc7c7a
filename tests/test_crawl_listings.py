"""Listing pages of each CMS family, read whole: every link, every way on, every stated total."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.pages import Html
from crawler.systems import SYSTEMS, Page, PageRequest, recognise

CASES = sorted((Path(__file__).parent / "listings").iterdir())
_DEFAULTS = {**asdict(PageRequest(url="")), "headers": []}


def _page(case: Path, asked: dict[str, Any]) -> Page:
    body = next(case.glob("page.*")).read_bytes()
    headers = tuple((name, value) for name, value in asked.get("headers", ()))
    request = PageRequest(**{**asked, "headers": headers})
    return Page(url=asked["url"], body=body, request=request)


def _brief(request: dict[str, Any]) -> dict[str, Any]:
    """A request without the fields that have their default."""
    listed = json.loads(json.dumps(request))
    return {name: value for name, value in listed.items() if value != _DEFAULTS[name]}


def _read(case: Path, asked: dict[str, Any]) -> dict[str, Any]:
    listing = asdict(SYSTEMS[case.name.split("-")[0]].read_listing(_page(case, asked)))
    listing = {name: value for name, value in listing.items() if name != "trouble" or value}
    return {
        **listing,
        "links": [list(link.values()) for link in listing["links"]],
        "next": [_brief(request) for request in listing["next"]],
        "columns": [_brief(request) for request in listing["columns"]],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_listing_is_read_whole(case: Path) -> None:
    path = case / "expected.json"
    expected = json.loads(path.read_text(encoding="utf-8"))
    found = {"asked": expected["asked"], **_read(case, expected["asked"])}
    if expected.keys() == {"asked"}:
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pytest.fail(f"{path} is new: read it against the page, then commit it")
    assert found == expected


def test_every_family_has_cases() -> None:
    assert {case.name.split("-")[0] for case in CASES} == set(SYSTEMS)


@pytest.mark.parametrize(
    "name",
    [
        *("trs-flat", "trs-second-page", "trs-list-shtml", "trs-tree", "hanweb-datastore", "hanweb-encrypted"),
        *("hanweb-directory", "jpaas-column", "jpaas-script", "annualreport-hub", "gkmlpt-shell", "nfcms-column"),
        *("boda-column", "boda-second-page", "webplus-column", "ucap-column", "ucap-channel", "ucap-years"),
        *("lonsun-shell", "lonsun-drawn", "jiangxi-column", "shaanxi-flat", "openness-list", "openness-numbered"),
        *("hebei-flat", "hebei-eportal", "empire-list", "aspnet-webforms", "aspnet-addresses"),
        *("generic-jeecms", "generic-shanghai", "generic-node", "generic-numbers-learned", "generic-gbk"),
    ],
)
def test_family_is_recognised(name: str) -> None:
    case = Path(__file__).parent / "listings" / name
    asked = json.loads((case / "expected.json").read_text(encoding="utf-8"))["asked"]
    page = Html(asked["url"], next(case.glob("page.*")).read_bytes())
    assert recognise(page) == name.split("-")[0]


_PIECES = st.sampled_from(
    [
        *(
            "<a href='",
            "' title='",
            "'>",
            "</a>",
            "<li>",
            "</li>",
            "<!--",
            "-->",
            "http://[",
            "./t20260128_1.html",
            "../",
        ),
        *("createPageHTML(", "3", "0" * 30, ', "index", "html")', "var countPage = 9", "Pager({total:", "})", "&#0;"),
        *("<datastore>", "<record><![CDATA[", "]]></record>", "<nextgroup><![CDATA[<a href='?page=1&columnid=1'>"),
        *(
            "createPageHTML('p',2,1,'x','shtml',3)",
            "<a class='next' href='",
            "共9条1/3",
            "下一页",
            "2024年",
            "<script ",
        ),
        *("url='/u' queryData=\"{'webId':'1'}\"", "count='9' rows='2' unitUrl='/u'", "</script>", "onclick='x"),
        *(
            '{"data":',
            '{"total":9,"articles":[{"url":"',
            '"}]}',
            '{"html":"<li>',
            "SID: '7', TREE: [",
            '{"id":1,"name":"年报"',
        ),
        *(',"children":[', "/common/search/" + "0" * 32 + "?_isJson=true&page=1", "DETAIL: {", "infotypeId=A1"),
        *("/module/xxgk/search.jsp", "xxgkAnnualReport.jsp?area=1&fbtime=2022", "<option value='", "总体情况行政复议"),
        *("<script>data: {labelName: 'publicInfoList'", "'/site/label/8888?pageSize=x'", "queryList", "codeName='x'"),
        *(
            "javascript:__doPostBack('A','2')",
            "<form action='http://['>",
            "<input type='hidden' name='a'>",
            "2",
            "下一页",
        ),
        *(
            "atob('" + "QUJD" * 9 + "')",
            "<iframe src='",
            "共9999999条 1/9页",
            "goPage(2)",
            "function goPage(n){'/a?p='+n}",
        ),
        *("<meta http-equiv='refresh' content='0;url=", "location.href='", "javascript:x('a.html')", "年报", "\x00"),
    ]
)


_ASKED = st.sampled_from(
    [
        *(
            "http://www.shili.gov.cn/nb/",
            "http://www.shili.gov.cn/nb/list.shtml",
            "http://www.shili.gov.cn/x/gkmlpt/index",
        ),
        "http://www.shili.gov.cn/module/xxgk/xxgkAnnualReport.jsp?area=1&fbtime=2023",
        "http://www.shili.gov.cn/col/col1/index.html?vc_xxgkarea=1&number=2",
    ]
)


@pytest.mark.parametrize("family", SYSTEMS)
@given(pieces=st.lists(_PIECES, max_size=25), url=_ASKED)
def test_no_page_breaks_a_family(family: str, pieces: list[str], url: str) -> None:
    listing = SYSTEMS[family].read_listing(Page(url=url, body="".join(pieces).encode(), request=PageRequest(url=url)))
    assert all(link.url.startswith("http") for link in listing.links)
    assert all(request.url.startswith("http") for request in (*listing.next, *listing.columns))


def test_an_ordinary_page_is_of_no_family() -> None:
    assert recognise(Html("http://www.shili.gov.cn/", b"<html><body><a href='/a.html'>a</a></body></html>")) is None


def test_a_link_to_another_family_does_not_make_a_page_one_of_it() -> None:
    links = ("/czj/gkmlpt/index", "/col/col1/index.html", "/module/xxgk/xxgkAnnualReport.jsp?area=1&fbtime=2022")
    rows = "".join(f"<a href='{url}'>年报</a>" for url in links)
    page = f"<html><body>{rows}<a href='./202601/t20260128_1.html'>年报</a></body></html>"
    assert recognise(Html("http://www.shili.gov.cn/zfxxgknb/", page.encode())) == "trs"
