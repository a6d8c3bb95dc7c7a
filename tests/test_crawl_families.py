"""One night over a replica of every family, each a host of its own: what is stored, asked again, found wanting."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crawler.demo.catalogue import load
from crawler.demo.server import Replicas, run
from crawler.items import Fetch, Link
from crawler.rawstore import RawStore
from crawler.systems import Listing, PageRequest
from crawler.walk import MOST_PAGES, Walk
from tests.crawl_support import crawl
from tests.portals.annualreport_site import HERE, SERVLET, AnnualReportSite, TemplateSite
from tests.portals.base import Replica
from tests.portals.boda_site import BodaSite, CaptchaSite, CutSite
from tests.portals.guangdong_site import GkmlptSite, NfcmsSite, RefusingSite
from tests.portals.hanweb_more import DirectorySite, EncryptedSite, OldProxySite
from tests.portals.jpaas_site import JpaasSite, ScriptedJpaasSite, StuckJpaasSite
from tests.portals.ucap_site import NumberedSite, UcapSite
from tests.portals.webplus_site import WebplusSite

WHOLE: dict[str, type[Replica]] = {
    "jpaas": JpaasSite,
    "jpaas-scripted": ScriptedJpaasSite,
    "annualreport": AnnualReportSite,
    "annualreport-template": TemplateSite,
    "hanweb-encrypted": EncryptedSite,
    "hanweb-directory": DirectorySite,
    "hanweb-old-proxy": OldProxySite,
    "gkmlpt": GkmlptSite,
    "nfcms": NfcmsSite,
    "boda": BodaSite,
    "webplus": WebplusSite,
    "ucap": UcapSite,
    "ucap-numbered": NumberedSite,
}
BROKEN: dict[str, type[Replica]] = {"jpaas-stuck": StuckJpaasSite, "boda-cut": CutSite, "gkmlpt-refusing": RefusingSite}
CAPTCHA: dict[str, type[Replica]] = {"boda-captcha": CaptchaSite}


@dataclass
class Night:
    """The replicas, and what two nights over them left behind."""

    sites: Mapping[str, Replica]
    replicas: Replicas
    verdicts: dict[str, dict[str, Any]]
    fetches: list[Fetch]
    bodies: dict[str, bytes]
    first: int

    def documents(self, portal: str, kind: str) -> list[bytes]:
        own = [fetch for fetch in self.fetches if fetch.portal == portal and fetch.kind == kind and fetch.is_document]
        return [self.bodies[str(fetch.sha256)] for fetch in own]

    def asked_again(self, portal: str) -> set[str]:
        """The paths of the second night."""
        return {asked.path.split("?")[0] for asked in self.replicas.requests[self.first :] if asked.portal == portal}


def _row(name: str, site: Replica, address: str) -> str:
    years = f'year_url = "{address}{SERVLET}?area={HERE}&fbtime={{year}}"\nfirst_year = 2020\n'
    return (
        f'[[portal]]\nid = "{name}"\nname = "{name}"\nplace = "990000"\nsystem = "{site.system}"\nlast_year = 2025\n'
        f'list_url = "{address}{site.column}"\nhosts = ["{address.removeprefix("http://")}"]\n'
        f"{years if isinstance(site, TemplateSite) else ''}"
    )


def _write_rows(folder: Path, sites: Mapping[str, Replica], replicas: Replicas) -> list[str | Path]:
    """The arguments of a crawl over these replicas."""
    (folder / "portals").mkdir()
    rows = [_row(name, site, replicas.addresses[name]) for name, site in sites.items()]
    (folder / "portals" / "rows.toml").write_text("\n".join(rows), encoding="utf-8")
    return ["--data", folder / "data", "--portals", folder / "portals", "--delay", "0.01", "--json"]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    folder = tmp_path_factory.mktemp("families")
    sites = {name: site() for name, site in (WHOLE | BROKEN | CAPTCHA).items()}
    replicas = Replicas(load())
    with run(replicas, {name: (site, 0) for name, site in sites.items()}):
        words = _write_rows(folder, sites, replicas)
        done = crawl(*words)
        assert done.returncode == 1, done.stderr  # the broken ones need a person
        first = len(replicas.requests)
        crawl(*words)
        with closing(RawStore(folder / "data")) as store:
            fetches = list(store.fetches())
            bodies = {fetch.sha256: store.read(fetch.sha256) for fetch in fetches if fetch.sha256}
        verdicts = {row["portal"]: row for row in json.loads(done.stdout)["portals"]}
        yield Night(sites, replicas, verdicts, fetches, bodies, first)


@pytest.mark.parametrize("portal", WHOLE)
def test_every_report_of_a_family_is_stored_once_and_no_decoy(night: Night, portal: str) -> None:
    site = night.sites[portal]
    assert (night.verdicts[portal]["health"], night.verdicts[portal]["reasons"]) == ("ok", [])
    articles = night.documents(portal, "article")
    assert sorted(articles) == sorted(site.article(entry).body for entry in site.reports)
    expected = [file.path.read_bytes() for entry in site.reports for file in entry.files_as("attachment")]
    assert len(expected) == 2
    assert Counter(night.documents(portal, "attachment")) == Counter(expected)


@pytest.mark.parametrize("portal", WHOLE)
def test_a_second_night_asks_for_no_document_again(night: Night, portal: str) -> None:
    site = night.sites[portal]
    documents = {site.address(entry) for entry in site.entries} | {path for e in site.entries for path in site.files(e)}
    again = night.asked_again(portal)
    assert again
    assert not again & documents


def test_page_one_for_ever_is_no_whole_column(night: Night) -> None:
    verdict = night.verdicts["jpaas-stuck"]
    assert verdict["health"] == "layout"
    assert any("says 8 rows and stopped after 3" in reason for reason in verdict["reasons"])
    asked = [r for r in night.replicas.requests[: night.first] if r.portal == "jpaas-stuck" and "pageNo" in r.path]
    assert len(asked) == 2  # once in either way


def test_a_page_that_is_gone_breaks_its_column(night: Night) -> None:
    verdict = night.verdicts["boda-cut"]
    assert verdict["health"] == "layout"
    assert any("says 8 rows and stopped after 6" in reason for reason in verdict["reasons"])
    assert any("nb/1.htm: a page links to it and it is not there" in reason for reason in verdict["reasons"])
    assert len(night.documents("boda-cut", "article")) == 4


def test_an_interface_that_answers_an_error_is_no_empty_column(night: Night) -> None:
    verdict = night.verdicts["gkmlpt-refusing"]
    assert verdict["health"] == "layout"
    assert any("api/all/109" in reason and "系统繁忙" in reason for reason in verdict["reasons"])
    assert len(night.documents("gkmlpt-refusing", "article")) == 3


def test_a_column_without_end_is_left_and_said_to_be_unread() -> None:
    walk = Walk("http://www.shili.gov.cn/nb/")
    while (asked := walk.another_way()) or not walk.pages:
        number = asked.number if asked else 1
        link = Link(url=f"http://www.shili.gov.cn/{number}.html", title="")
        following = PageRequest(url=f"http://www.shili.gov.cn/nb/{number + 1}", number=number + 1)
        walk.take(Listing(links=(link,), next=(following,), rows=1))
    assert walk.pages == MOST_PAGES
    assert walk.complaints() == [f"http://www.shili.gov.cn/nb/: more pages than {MOST_PAGES}"]


def test_a_way_that_fails_is_forgotten_when_the_next_one_answers() -> None:
    walk = Walk("http://www.shili.gov.cn/nb/")
    first, second = (Link(url=f"http://www.shili.gov.cn/{name}.html", title="") for name in "ab")
    ways = tuple(PageRequest(url=f"http://www.shili.gov.cn/nb/?way={way}", number=2) for way in (1, 2))
    walk.take(Listing(links=(first,), next=ways, rows=1))
    walk.another_way()
    walk.take(Listing(trouble="answered no rows"))
    assert walk.complaints() == ["http://www.shili.gov.cn/nb/: answered no rows"]
    walk.another_way()
    assert walk.take(Listing(links=(second,), rows=1)) == [second]
    assert walk.complaints() == []


def test_a_captcha_in_place_of_a_file_is_no_document(night: Night) -> None:
    assert len(night.documents("boda-captcha", "article")) == 5
    assert len(night.documents("boda-captcha", "attachment")) == 1  # the one shown by a script needs no servlet
    refused = [fetch for fetch in night.fetches if fetch.portal == "boda-captcha" and "download.jsp" in fetch.url]
    assert {fetch.flags for fetch in refused} == {("soft404",)}
    assert any("download.jsp" in reason for reason in night.verdicts["boda-captcha"]["reasons"])


def test_nothing_was_asked_that_no_portal_ever_had(night: Night) -> None:
    gone = {"/zfxxgk/nb/1.htm", "/shili/c116116/2021xxgkndbg_2.shtml"}
    assert {path for path in night.replicas.unknown if path not in gone} == set()


def test_a_corrected_page_that_is_its_own_listing_is_stored_anew(tmp_path: Path) -> None:
    site, replicas = AnnualReportSite(), Replicas(load())
    with run(replicas, {"own": (site, 0)}):
        words = _write_rows(tmp_path, {"own": site}, replicas)
        assert crawl(*words).returncode == 0
        site.corrected = True
        assert [crawl(*words).returncode for _ in range(2)] == [0, 0]
    with closing(RawStore(tmp_path / "data")) as store:
        fetches = [fetch for fetch in store.fetches() if fetch.kind == "article" and fetch.url.endswith("fbtime=2021")]
        bodies = [store.read(str(fetch.sha256)) for fetch in fetches]
    assert ["（更正）".encode() in body for body in bodies] == [False, True]
