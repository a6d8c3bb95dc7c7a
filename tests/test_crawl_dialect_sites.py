"""Crawls of one replica a family: everything once, no decoy, nothing asked twice; a list cut short is no success."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from crawler.items import Fetch
from crawler.pages import decode
from crawler.rawstore import RawStore
from tests.crawl_support import crawl
from tests.portals.aspnet import Aspnet
from tests.portals.empire import Empire
from tests.portals.generic import Generic
from tests.portals.hebei import Hebei
from tests.portals.jiangxi import Jiangxi
from tests.portals.lonsun import Lonsun
from tests.portals.openness import Openness
from tests.portals.replica import Replica, Running, serve
from tests.portals.shaanxi import Shaanxi

FAMILIES: tuple[type[Replica], ...] = (Lonsun, Jiangxi, Shaanxi, Openness, Hebei, Empire, Aspnet, Generic)
NAMES = [family.system for family in FAMILIES]


@dataclass
class Night:
    """One crawl of all replicas, and what each was asked in it."""

    running: dict[str, Running]
    data: Path
    verdicts: dict[str, dict[str, object]]
    asked: dict[str, list[tuple[str, str]]]

    def fetches(self, name: str) -> list[Fetch]:
        with closing(RawStore(self.data)) as store:
            return [fetch for fetch in store.fetches() if fetch.portal == name and fetch.is_document]

    def bodies(self, name: str, kind: str) -> list[bytes]:
        with closing(RawStore(self.data)) as store:
            return [store.read(str(fetch.sha256)) for fetch in self.fetches(name) if fetch.kind == kind]


def _night(running: dict[str, Running], folder: Path) -> Night:
    (folder / "rows").mkdir(parents=True, exist_ok=True)
    (folder / "rows" / "rows.toml").write_text("".join(each.row for each in running.values()), encoding="utf-8")
    done = crawl("--data", folder / "data", "--portals", folder / "rows", "--delay", "0.01", "--json")
    assert done.stdout, done.stderr
    verdicts = {row["portal"]: row for row in json.loads(done.stdout)["portals"]}
    asked = {name: list(each.asked) for name, each in running.items()}
    for each in running.values():
        each.asked.clear()
    return Night(running, folder / "data", verdicts, asked)


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Night, Night, Night]]:
    """The first night, the night after it, and a first night at replicas that lost their last page."""
    with ExitStack() as stack:
        whole = stack.enter_context(serve(*(family() for family in FAMILIES)))
        short = stack.enter_context(serve(*(family(short=True) for family in FAMILIES)))
        folder, other = tmp_path_factory.mktemp("whole"), tmp_path_factory.mktemp("short")
        yield _night(whole, folder), _night(whole, folder), _night(short, other)


@pytest.mark.parametrize("name", NAMES)
def test_every_report_is_stored_once_and_no_decoy(nights: tuple[Night, Night, Night], name: str) -> None:
    night, replica = nights[0], nights[0].running[name].replica
    assert night.running[name].unknown == []
    pages = [decode(body) for body in night.bodies(name, "article")]
    pictured = replica.pictured if isinstance(replica, Shaanxi) else None
    for report in replica.reports:
        shown = next(iter(replica.files(report))) if report == pictured else report.body
        assert sum(shown in page for page in pages) == (not report.is_decoy), report.title
    assert len(pages) == sum(not report.is_decoy for report in replica.reports) == 11


@pytest.mark.parametrize("name", [name for name in NAMES if name != "empire"])
def test_every_attachment_is_stored_once(nights: tuple[Night, Night, Night], name: str) -> None:
    night, replica = nights[0], nights[0].running[name].replica
    wanted = [file.body for report in replica.reports if not report.is_decoy for file in replica.files(report).values()]
    assert len(wanted) >= 3
    assert Counter(night.bodies(name, "attachment")) == Counter(wanted)
    assert night.verdicts[name]["health"] == "ok", night.verdicts[name]


def test_attachments_that_robots_forbid_are_not_asked_for_and_noted(nights: tuple[Night, Night, Night]) -> None:
    for night in nights[:2]:
        verdict = night.verdicts["empire"]
        assert verdict["health"] == "ok", verdict
        reasons = [str(reason) for reason in verdict["reasons"]]  # type: ignore[attr-defined]
        assert len(reasons) >= 3
        assert all(reason.startswith("note: ") and "/d/file/" in reason for reason in reasons)
        assert all(reason.endswith("forbidden by robots.txt") for reason in reasons)
        assert [path for _, path in night.asked["empire"] if path.startswith("/d/")] == []


def test_an_attachment_called_download_gets_the_name_its_server_gives(nights: tuple[Night, Night, Night]) -> None:
    replica = nights[0].running["aspnet"].replica
    titles = {fetch.title for fetch in nights[0].fetches("aspnet") if fetch.kind == "attachment"}
    assert titles == {f"{report.title}{report.suffix}" for report in replica.reports if report.file}


def test_pages_that_are_pictures_say_their_place(nights: tuple[Night, Night, Night]) -> None:
    fetches = [fetch for fetch in nights[0].fetches("shaanxi") if fetch.url.endswith(".png")]
    assert [fetch.title for fetch in fetches] == ["第1页，共3页", "第2页，共3页", "第3页，共3页"]
    assert len({fetch.found_on for fetch in fetches}) == 1


@pytest.mark.parametrize("name", NAMES)
def test_the_night_after_asks_for_no_document_again(nights: tuple[Night, Night, Night], name: str) -> None:
    replica = nights[1].running[name].replica
    known = {address for report in replica.reports for address in (replica.address(report), *replica.files(report))}
    assert known.isdisjoint(path for _, path in nights[1].asked[name])
    assert len(nights[1].asked[name]) < len(nights[0].asked[name])


@pytest.mark.parametrize("name", NAMES)
def test_a_list_that_stops_before_its_stated_total_is_broken(nights: tuple[Night, Night, Night], name: str) -> None:
    verdict = nights[2].verdicts[name]
    assert verdict["health"] == "layout", verdict
    assert "the listing says" in str(verdict["reasons"])
    assert not verdict["complete"]
