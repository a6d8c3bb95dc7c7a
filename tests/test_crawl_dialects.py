"""Article addresses: one example a dialect, in the shape of a real one; and addresses that are no article's."""

from __future__ import annotations

import pytest

from crawler.dialects import DIALECTS, article_of

_HEX = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
_UUID = "29527d47-65f0-4e58-9a95-804549f339e9"

EXAMPLES = {
    "trs_t": [
        ("/zwgk/zfxxgknb/202601/t20260123_5149115.html", "5149115", "2026-01-23"),
        ("/ytz/202301/t20230118_11520599_wap.html", "11520599", "2023-01-18"),
        ("/zfxxgknb/202201/t20220126_1868525.htm", "1868525", "2022-01-26"),
        ("/zfxxgknb/t20261399_1.shtml", "1", ""),
    ],
    "trs_t_nodate": [("/zfxxgkndbg_12042/t11189380.shtml", "11189380", "")],
    "hanweb_art": [
        ("/art/2024/1/13/art_29411_1209062.html", "1209062", "2024-01-13"),
        ("/art/2026/1/28/art_12377_900101", "900101", "2026-01-28"),
    ],
    "hanweb_hex": [(f"/lxz/zwgk/zfxxgknb/2024/gxs/art/2025/art_{_HEX}.html", _HEX, "2025")],
    "hanweb_new": [("/col/1401_768714/art/20190412091534_JCcoAOKV.html", "JCcoAOKV", "2019-04-12")],
    "hanweb_new2": [("/col/4039_446643/art/17356608/17364738729029ffO7DUB.html", "17364738729029ffO7DUB", "")],
    "gkmlpt": [("/gkmlpt/content/9/9103/mpost_9103540.html", "9103540", "")],
    "nfcms": [("/zwgk/xxgknb/content/post_2147681.html", "2147681", "")],
    "boda_info": [("/info/2381/644672.htm", "644672", "")],
    "boda_jsp": [("/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1050&wbnewsid=21831", "21831", "")],
    "webplus": [("/2026/0128/c123a456/page.htm", "456", "2026-01-28")],
    "jx_content": [
        ("/lsxrmzf/c105318/pc/content/content_1717907197947490304.html", "1717907197947490304", ""),
        ("/shili/col/xxgkn142/content/content_1917.html", "1917", ""),
    ],
    "ucap_hex": [(f"/hlj/c108463/202603/{_HEX}.shtml", _HEX, "2026-03")],
    "sc_hex": [(f"/10462/10778/2026/1/28/{_HEX}.shtml", _HEX, "2026-01-28")],
    "sh_hex": [(f"/nw12344/20230331/{_HEX}.html", _HEX, "2023-03-31")],
    "ucap_num": [("/gsszf/c100262/202012/275599.shtml", "275599", "2020-12")],
    "ucap_c01": [("/hainan/202001/c01_1108994.shtml", "1108994", "2020-01")],
    "hn_i": [("/c26829/20250126/i2310545.html", "2310545", "2025-01-26")],
    "hb_uuid": [(f"/columns/{_UUID}/202601/28/{_UUID}.html", _UUID, "2026-01-28")],
    "lonsun": [("/public/1681/565412321.html", "565412321", "")],
    "openness": [("/xxgk/openness/detail/annual_report/61ea09e6886688b9748b4567.html", None, "2022-01-21")],
    "node": [("/Content-2793487.html", "2793487", "")],
    "fj_cms": [("/cms/html/npszf/2013-01-25/1779102018.html", "1779102018", "2013-01-25")],
    "gov_content": [("/zhengce/2026-01/28/content_5151001.htm", "5151001", "2026-01-28")],
    "empire": [("/e/action/ShowInfo.php?classid=174&id=7841", "7841", "")],
    "sasac": [("/n2588035/n2588320/c123456/content.html", "123456", "")],
    "ts_index": [("/web/2010zfxxgk_148535/2026012810050012345/index.shtml", "2026012810050012345", "2026-01-28")],
    "num_index": [("/web/13812345/index.html", "13812345", "")],
    "ts17": [("/news/show/20200117182933343.html", "20200117182933343", "2020-01-17")],
    "snowflake": [("/zfxxgk/zfxxgknb/xj/1882251480800149505.html", "1882251480800149505", "")],
    "jeecms": [("/c/www/zfxxgknb/12345.jhtml", "12345", "")],
    "annual_show": [("/XxgkAnnualReport/show/1234.html", "1234", "")],
    "openness_num": [("/OpennessContent/show/987654.html", "987654", "")],
    "doc_hex": [(f"/gongkai/doc_{_HEX}.html", _HEX, "")],
    "siteserver": [("/contents/2283/12345.html", "12345", "")],
    "aspnet": [("/InfoShow.aspx?cid=9&id=88", "88", "")],
    "sichuan_jsp": [("/iContent.jsp?node_id=GKljq&id=22941", "22941", "")],
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_fall_into_their_dialect(name: str) -> None:
    for path, number, day in EXAMPLES[name]:
        found = article_of(f"http://www.shili.gov.cn{path}")
        assert found is not None, path
        assert (found.dialect, found.day) == (name, day)
        assert found.id == (number or path.rpartition("/")[2].removesuffix(".html"))


def test_every_dialect_has_an_example() -> None:
    assert list(EXAMPLES) == [name for name, _ in DIALECTS]


@pytest.mark.parametrize(
    "path",
    [
        "/zwgk/zfxxgknb/",
        "/zwgk/zfxxgknb/index_1.html",
        "/col/col93261/index.html",
        "/hlj/c108463/zfxxgk.shtml",
        "/zfxxgk/zfxxgknb/2.html",
        "/Node-78126_2.html",
        "/public/column/1681?type=3&action=list",
        "/c/www/gfxwj_2.jhtml",
        "/e/action/ListInfo/?classid=174&page=1",
        "/InfoPublic.aspx?cid=1019&pid=971&page=1&kw=",
        "/OpennessContent/showList/784/34502/page_1.html",
    ],
)
def test_lists_are_no_articles(path: str) -> None:
    assert article_of(f"http://www.shili.gov.cn{path}") is None
