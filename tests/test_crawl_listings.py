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


@pytest.mark.parametrize("family", SYSTEMS)
@given(pieces=st.lists(_PIECES, max_size=25))
def test_no_page_breaks_a_family(family: str, pieces: list[str]) -> None:
    url = "http://www.shili.gov.cn/nb/"
    listing = SYSTEMS[family].read_listing(Page(url=url, body="".join(pieces).encode(), request=PageRequest(url=url)))
    assert all(link.url.startswith("http") for link in listing.links)
    assert all(request.url.startswith("http") for request in (*listing.next, *listing.columns))


def test_an_ordinary_page_is_of_no_family() -> None:
    assert recognise(Html("http://www.shili.gov.cn/", b"<html><body><a href='/a.html'>a</a></body></html>")) is None
