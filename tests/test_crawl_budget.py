"""A portal's budget for one night: closed in plain sight, and the next night goes on where this one stopped."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from crawler.rawstore import RawStore
from tests.crawl_support import Reply, column, crawl, portals, report, write_rows

ARTICLES = [f"/nb/202601/t20260128_{number}.html" for number in range(5151001, 5151013)]
ROUTES = {
    "/nb/": Reply(column(*((path, f"示例局{number}2025年政府信息公开年报") for number, path in enumerate(ARTICLES)))),
    **{path: Reply(report(path)) for path in ARTICLES},
}


@pytest.mark.parametrize("budget", [{"BUDGET_REQUESTS": 5}, {"BUDGET_BYTES": 6000}])
def test_a_used_up_budget_is_a_verdict_and_the_next_night_goes_on(tmp_path: Path, budget: dict[str, int]) -> None:
    with portals({"big": ROUTES}) as servers:
        arguments = (
            "--data",
            tmp_path / "data",
            "--portals",
            write_rows(tmp_path / "rows", {"big": servers["big"].server_port}),
            "--json",
        )
        first = crawl(*arguments, "--delay", "0.01", **budget)
        assert first.returncode == 1, first.stderr
        (row,) = json.loads(first.stdout)["portals"]
        assert row["health"] == "budget"
        asked = [path for path, _ in servers["big"].log if path != "/robots.txt"]
        assert 1 < len(asked) < len(ARTICLES)
        if "BUDGET_REQUESTS" in budget:
            assert len(asked) == 5
        second = crawl(*arguments, "--delay", "0.01")
        assert second.returncode == 0, second.stderr
        assert sorted({path for path, _ in servers["big"].log if path in ARTICLES}) == ARTICLES
        assert len([path for path, _ in servers["big"].log if path in ARTICLES]) == len(ARTICLES)
    with closing(RawStore(tmp_path / "data")) as store:
        assert len({fetch.sha256 for fetch in store.fetches() if fetch.is_document}) == len(ARTICLES)


def _day(number: int) -> str:
    pager = f'<a href="/nb/index_{number + 1}.html">下一页</a>'
    return column((f"t20260128_{number}.html", "示例局2025年政府信息公开年报"), pager=pager)


def test_a_listing_without_end_ends_with_the_budget(tmp_path: Path) -> None:
    """A calendar: every page shows a day that no other does, and leads to the next, its session in the address."""
    days = {f"/nb/index_{number}.html": Reply(_day(number)) for number in range(1, 60)}
    articles = {f"/nb/t20260128_{number}.html": Reply(report(str(number))) for number in range(60)}
    with portals({"calendar": {"/nb/": Reply(_day(0)), **days, **articles}}) as servers:
        rows = write_rows(tmp_path / "rows", {"calendar": servers["calendar"].server_port})
        path = rows / "rows.toml"
        path.write_text(path.read_text().replace('system = "trs"', 'system = "generic"'), encoding="utf-8")
        arguments = ("--data", tmp_path / "data", "--portals", rows, "--json", "--delay", "0.01")
        (row,) = json.loads(crawl(*arguments, BUDGET_REQUESTS=20).stdout)["portals"]
        asked = [path for path, _ in servers["calendar"].log if path != "/robots.txt"]
        assert (row["health"], len(asked)) == ("budget", 20)
