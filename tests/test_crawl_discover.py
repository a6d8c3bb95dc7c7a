"""From a home page to the annual-report column: which links are followed, what is taken for the column, what is not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from crawler.demo.catalogue import COMMITTED
from crawler.demo.server import Replicas, serve, write_registry
from crawler.discover import MOST_CLICKS, MOST_PAGES, Column, Search, Step, column_of, links_of
from crawler.pages import Html
from crawler.registry import Registry, load
from tests.crawl_support import Reply, column, portals, report

HOME = "http://www.shili.gov.cn/"
ALLOWS = Registry(()).allows
SIBLINGS = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "依申请公开")
REPORTS = column(
    ("./202601/t20260128_1.html", "示例局2025年政府信息公开工作年度报告"),
    ("./202601/t20260128_2.html", "示例县2025年政府信息公开工作年度报告"),
)


def page(*links: tuple[str, str], head: str = "", extra: str = "") -> str:
    rows = "".join(f'<li><a href="{url}">{text}</a></li>' for url, text in links)
    return f"<html><head>{head}</head><body><ul>{rows}</ul>{extra}</body></html>"


def explore(pages: dict[str, str], start: str = HOME) -> tuple[Search, list[str]]:
    """Search a site that is a mapping; also every address that was visited."""
    search, visited = Search([start], ALLOWS), []
    while (step := search.next_step()) is not None:
        visited.append(step.url)
        if step.url in pages:
            search.read(Html(step.url, pages[step.url].encode()), step)
    return search, visited


def found(search: Search) -> Column:
    assert search.found is not None
    return search.found


# -- links


@pytest.mark.parametrize(
    ("text", "url", "score"),
    [
        ("政府信息公开年报", "/a/", 6),
        ("政府信息公开工作年度报告", "/a/", 6),
        ("> 公 开 年 报 >", "/a/", 6),
        ("年报", "/zwgk/zfxxgknb/", 10),
        ("", "/zwgk/zfxxgknb_40939/", 4),
        ("更多", "/zt/2024nxxgknb/", 4),
        ("更多", "/2025ndbg/index.html", 4),
        ("更多", "/xxgk/gknb/index.html", 4),
        ("更多", "/ZFXXGKNB/2025n/", 4),
        ("政府信息公开", "/a/", 2),
        ("政府信息公开", "/zwgk/", 3),
        ("公开专题", "/zwgk/zfxxgkzl/", 1),
        ("政府工作报告", "/zfgzbg/", 0),
        ("法治政府建设年度报告", "/fzzf/", 0),
        ("政府网站工作年度报表", "/wzbb/", 0),
        ("年报", "https://www.other.gov.cn/zfxxgknb/", 6),  # its address counts on the same host only
        ("政府信息公开年报", "./t20260128_1.html", None),  # an article
        ("政府信息公开年报", "./P020260128.pdf", None),  # a file
        ("政府信息公开年报", "javascript:void(0)", None),
    ],
)
def test_a_link_is_judged_by_its_words_and_its_folder(text: str, url: str, score: int | None) -> None:
    (given,) = [points for _, points in links_of(Html(HOME, page((url, text)).encode()))] or [0]
    assert given == (score or 0)


def test_the_five_fixed_entries_speak_for_each_other() -> None:
    alone = page(("/a/", "政府信息公开年报"), ("/news/", "新闻"))
    together = page(("/a/", "政府信息公开年报"), *(("/zwgk/", name) for name in SIBLINGS[:2]))
    assert dict(links_of(Html(HOME, alone.encode()))) == {HOME + "a/": 6}
    assert dict(links_of(Html(HOME, together.encode())))[HOME + "a/"] == 8


# -- the way


def test_the_way_through_the_hub_is_the_shortest() -> None:
    pages = {
        HOME: page(
            ("/zwgk/", "政务公开"), ("/news/", "新闻"), ("/zfgzbg/", "政府工作报告"), ("/zwgk/zfxxgk/", "信息公开")
        ),
        f"{HOME}zwgk/": page(("/zwgk/zfxxgk/", "政府信息公开")),
        f"{HOME}zwgk/zfxxgk/": page(("/zwgk/nb1/", "政府信息公开年报"), *(("/zwgk/x/", name) for name in SIBLINGS)),
        f"{HOME}zwgk/nb1/": REPORTS,
    }
    search, visited = explore(pages)
    assert visited == [HOME, f"{HOME}zwgk/", f"{HOME}zwgk/zfxxgk/", f"{HOME}zwgk/nb1/"]
    column = found(search)
    assert (column.page.url, column.family, column.reports) == (f"{HOME}zwgk/nb1/", "trs", 2)
    assert column.signs == ("the link to it says so",)


def test_a_column_of_years_is_a_column() -> None:
    years = page(("./2024/", "2024年"), ("./2023/", "2023年"), extra="<script>createPageHTML(1, 0)</script>")
    search, _ = explore({HOME: page(("/nb/", "政府信息公开年报")), f"{HOME}nb/": years})
    assert (found(search).years, found(search).reports) == (2, 0)


def test_a_page_with_a_telling_name_and_no_report_is_passed_over_for_a_better_one() -> None:
    pages = {
        HOME: page(("/nb/", "年度报告"), ("/zwgk/", "政务公开")),
        f"{HOME}nb/": page(("/a/", "公司2024年年报解读")),
        f"{HOME}zwgk/": page(("/zwgk/zfxxgknb/", "更多")),
        f"{HOME}zwgk/zfxxgknb/": REPORTS,
    }
    search, visited = explore(pages)
    assert found(search).page.url == f"{HOME}zwgk/zfxxgknb/"
    assert f"{HOME}nb/" in visited


def test_a_list_that_a_script_makes_is_a_column_in_doubt() -> None:
    search, _ = explore({HOME: page(("/nb/", "政府信息公开年报")), f"{HOME}nb/": page()})
    assert search.found is None
    assert search.doubtful is not None
    assert search.doubtful.page.url == f"{HOME}nb/"


def test_shells_and_frames_are_gone_through() -> None:
    pages = {
        HOME: "<script>location.replace('./main/')</script>",
        f"{HOME}main/": '<html><frameset><frame src="top.html"><frame src="left.html"></frameset></html>',
        f"{HOME}main/left.html": page(("/zfxxgknb/", "年报")),
        f"{HOME}zfxxgknb/": REPORTS,
    }
    assert found(explore(pages)[0]).page.url == f"{HOME}zfxxgknb/"


def test_the_tags_of_the_column_page_confirm_it() -> None:
    head = '<meta content="信息公开年报" name="ColumnType"><meta name="columnname" content=""><meta name="ColumnName" '
    head += 'content="政府信息公开年报">'
    tagged = column_of(Html(HOME, REPORTS.replace("<html>", f"<html><head>{head}</head>").encode()), 0)
    assert tagged is not None
    assert tagged.signs == ("ColumnType 信息公开年报", "ColumnName 政府信息公开年报")
    assert column_of(Html(HOME, REPORTS.encode()), 0) is None  # reports in the news of a home page are no column
    search, visited = explore({f"{HOME}zwgk/gknb/": REPORTS}, f"{HOME}zwgk/gknb/")
    assert visited == [f"{HOME}zwgk/gknb/"]
    assert found(search).signs == ("its address: gknb",)


# -- limits


def test_no_address_is_made_up_and_nobody_elses_host_is_asked() -> None:
    pages = {
        HOME: page(
            ("http://www.findgay.net/zfxxgknb/", "政府信息公开年报"),
            ("http://www.other.gov.cn/zfxxgknb/", "政府信息公开年报"),
            ("http://www.shili.gov.cn.evil.com/zfxxgknb/", "政府信息公开年报"),
            ("http://xxgk.shili.gov.cn/", "政府信息公开"),
        )
    }
    search, visited = explore(pages)
    assert visited == [HOME, "http://xxgk.shili.gov.cn/"]
    assert search.found is None
    assert search.doubtful is None


def test_three_clicks_and_no_more() -> None:
    chain = {f"{HOME}{'z/' * depth}": page((f"/{'z/' * (depth + 1)}", "政务公开")) for depth in range(9)}
    _, visited = explore(chain)
    assert len(visited) == MOST_CLICKS + 1


def test_sixty_pages_and_no_more() -> None:
    pages = {HOME: page(*((f"/{number}/", "政务公开") for number in range(200)))}
    search, visited = explore(pages)
    assert len(visited) == search.pages == MOST_PAGES


def test_no_page_breaks_the_search() -> None:
    search = Search([HOME], ALLOWS)
    for body in (b"", b"\xff\xfe", b"<", b"<a href='http://['>\xe5\xb9\xb4</a>", b"<meta name><iframe src='http://['>"):
        search.read(Html(HOME, body), Step(0, 0, HOME))
    assert search.found is None


# -- the whole way, on the replicas


def nianbao(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NIANBAO_")}
    return subprocess.run(
        [Path(sys.executable).with_name("nianbao"), *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def replicas() -> object:
    with serve(COMMITTED) as running:
        yield running


@pytest.mark.parametrize(("system", "place"), [("trs", "990100"), ("hanweb", "990200")])
def test_the_row_that_is_printed_can_be_pasted(tmp_path: Path, replicas: Replicas, system: str, place: str) -> None:
    address = replicas.addresses[system]
    done = nianbao(tmp_path, "portals", "discover", f"{address}/", "--delay", "0.02")
    assert done.returncode == 0, done.stderr
    (row,) = tomllib.loads(done.stdout)["portal"]
    assert (row["system"], row["place"], row["checked"]) == (system, place, "")
    (case,) = (tmp_path / "data" / "discovered").iterdir()
    assert str(case.relative_to(tmp_path)) in done.stdout
    assert json.loads((case / "expected.json").read_text()) == {"asked": {"url": row["list_url"]}}
    (tmp_path / "rows").mkdir()
    (tmp_path / "rows" / "99.toml").write_text(done.stdout + "delay = 0.02\nlast_year = 2022\n", encoding="utf-8")
    assert load(tmp_path / "rows").columns[0].list_url == row["list_url"]
    checked = nianbao(tmp_path, "portals", "check", row["id"], "--portals", "rows", "--json")
    assert checked.returncode == 0, checked.stderr
    seen = json.loads(checked.stdout)
    shown = {item.entry.id for item in replicas.catalogue.shown(system, 1) if item.entry.kind == "report"}
    assert (seen["health"], seen["family"], seen["reports"]) == ("ok", system, len(shown))
    assert seen["years"] == [2019, 2020, 2021, 2022]
    assert (seen["stated_rows"], seen["stated_pages"]) != (None, None)
    assert not (tmp_path / "data" / "raw").exists(), "a visit stores nothing"
    assert replicas.unknown == []


def test_a_row_whose_column_is_not_known_is_completed(tmp_path: Path, replicas: Replicas) -> None:
    """Its id, name, place and pace stay; the search begins at its hub, and goes on at home where the hub is gone."""
    address = replicas.addresses["hanweb"]
    host = address.removeprefix("http://")
    row = f"""[[portal]]
id = "yunling"
name = "云岭市人民政府办公室"
place = "990201"
kind = "discover"
system = "generic"
home_url = "{address}/"
hub_url = "{address}/art/2020/1/2/gone.html"
hosts = ["{host}"]
slot = "yunling"
delay = 0.02
"""
    (tmp_path / "rows").mkdir()
    (tmp_path / "rows" / "99.toml").write_text(row, encoding="utf-8")
    done = nianbao(tmp_path, "portals", "discover", "yunling", "--portals", "rows")
    assert done.returncode == 0, done.stderr
    assert "gone.html: HTTP 404" in done.stderr
    replicas.unknown.clear()
    (found,) = tomllib.loads(done.stdout)["portal"]
    kept = {"id": "yunling", "name": "云岭市人民政府办公室", "place": "990201", "slot": "yunling", "delay": 0.02}
    assert {name: found[name] for name in kept} == kept
    assert found["system"] == "hanweb"
    (tmp_path / "rows" / "99.toml").write_text(done.stdout, encoding="utf-8")
    assert load(tmp_path / "rows").columns[0].list_url == f"{address}/col/col12377/index.html"


def test_a_visit_asks_for_listings_and_for_nothing_they_list(tmp_path: Path, replicas: Replicas) -> None:
    write_registry(tmp_path / "rows", replicas)
    replicas.requests.clear()
    done = nianbao(tmp_path, "portals", "check", "demo-hanweb", "--portals", "rows", "--delay", "0.02")
    assert done.returncode == 0, done.stderr
    asked = [each.path.partition("?")[0] for each in replicas.requests]
    assert asked == ["/robots.txt", "/col/col12377/index.html", "/module/web/jpage/dataproxy.jsp"]
    assert "by its first page; the row says hanweb" in done.stdout
    moved = tmp_path / "rows" / "replicas.toml"
    moved.write_text(moved.read_text("utf-8").replace("/zwgk/zfxxgknb/", "/zwgk/elsewhere/"), encoding="utf-8")
    wrong = nianbao(tmp_path, "portals", "check", "demo-trs", "--portals", "rows", "--delay", "0.02")
    assert wrong.returncode == 1
    assert wrong.stdout.startswith("demo-trs: layout")


def test_what_cannot_be_found_or_asked_is_said(tmp_path: Path) -> None:
    blocked = {"/": Reply("<html>云堤</html>", status=405)}
    forbidden = {"/robots.txt": Reply("User-agent: *\nDisallow: /", headers={"Content-Type": "text/plain"})}
    empty = {"/": Reply(page(("/zwgk/", "政务公开"))), "/zwgk/": Reply(report())}
    with portals({"empty": empty, "blocked": blocked, "forbidden": forbidden}) as servers:
        for name, reason in (("empty", "in 2 pages"), ("blocked", "block page (yundi)"), ("forbidden", "robots.txt")):
            done = nianbao(tmp_path, "portals", "discover", f"{servers[name].address}/", "--delay", "0.02")
            assert done.returncode == 1, done.stderr
            assert "no annual-report column found" in done.stderr
            assert reason in done.stderr
            assert "Traceback" not in done.stderr
    stranger = nianbao(tmp_path, "portals", "discover", "http://www.findgay.net/")
    assert stranger.returncode == 2
    assert "no gov.cn host: if you know that it is the portal's own, say --approve" in stranger.stderr
    fast = nianbao(tmp_path, "portals", "discover", "http://www.shili.gov.cn/", "--delay", "0.1")
    assert fast.returncode == 2
    assert "at least 1 s" in fast.stderr
    unknown = nianbao(tmp_path, "portals", "check", "wuzhong")
    assert unknown.returncode == 2
    assert "the column of wuzhong is not known yet" in unknown.stderr


def test_the_list_says_that_nobody_has_looked(tmp_path: Path) -> None:
    done = nianbao(tmp_path, "portals", "list")
    lines = done.stdout.splitlines()
    assert len(lines) == len(load().portals)
    assert all(line.endswith("\tnever checked") for line in lines)
    assert "column not known, begin at https://www.wuzhong.gov.cn/xxgk/zfxxgkml/" in done.stdout
    assert "145 portals; of 52 the column is not known yet" in done.stderr
    assert "145 were never checked by us" in done.stderr
