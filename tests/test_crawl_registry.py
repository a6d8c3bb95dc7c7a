"""The registry: rows in, errors that name file, row and field out; which hosts a crawl may ask."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from crawler.registry import DEFAULT_FOLDER, Registry, RegistryError, load, on_loopback, slot_of
from crawler.urls import host_of

ROW = """[[portal]]
id = "shili"
name = "示例县人民政府"
place = "990122"
system = "trs"
list_url = "http://www.shili.gov.cn/zwgk/zfxxgknb/"
"""


def _load(tmp_path: Path, text: str) -> Registry:
    (tmp_path / "99.toml").write_text(text, encoding="utf-8")
    return load(tmp_path)


def test_a_row_and_a_place(tmp_path: Path) -> None:
    registry = _load(tmp_path, ROW + '[[place]]\ncode = "990000"\nname = "示例省"\n')
    assert registry.portal("shili").name == "示例县人民政府"
    assert registry.places == {"990000": "示例省"}
    assert slot_of(registry.portal("shili")) == "www.shili.gov.cn"
    with pytest.raises(KeyError):
        registry.portal("other")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ROW.replace('id = "shili"\n', ""), "[[portal]] number 1: id: is missing"),
        (ROW.replace('"shili"', '"Shi Li"'), "[[portal]] Shi Li: id: 'Shi Li': small letters"),
        (ROW + "colour = 1\n", "[[portal]] shili: colour: no such field"),
        (ROW + 'min_reports = "3"\n', "[[portal]] shili: min_reports: '3' is of the wrong type"),
        (ROW + "min_reports = -1\n", "[[portal]] shili: min_reports: must not be negative"),
        (ROW + "min_reports = true\n", "[[portal]] shili: min_reports: True is of the wrong type"),
        (ROW.replace("990122", "9901"), "[[portal]] shili: place: '9901' is no six-digit division code"),
        (ROW.replace('"trs"', '"wordpress"'), "[[portal]] shili: system: 'wordpress' is not one of trs, hanweb"),
        (ROW.replace("http://", "ftp://"), "[[portal]] shili: list_url: 'ftp://www.shili.gov.cn/zwgk/zfxxgknb/' is no"),
        (ROW.replace("http://www.", "http://WWW."), "list_url: write 'http://www.shili.gov.cn/zwgk/zfxxgknb/'"),
        (ROW.replace("shili.gov.cn", "shili.com"), "[[portal]] shili: hosts: 'www.shili.com' is no gov.cn host"),
        (ROW.replace("shili.gov.cn", "gov.cn.evil.com"), "hosts: 'www.gov.cn.evil.com' is no gov.cn host"),
        (ROW + 'hosts = ["http://x.gov.cn/"]\n', "[[portal]] shili: hosts: 'http://x.gov.cn/': write the bare host"),
        (ROW + "delay = 0.2\n", "[[portal]] shili: delay: 0.2 s: at least 1.0 s between requests"),
        (ROW + 'tls = "none"\n', "[[portal]] shili: tls: 'none' is not one of legacy"),
        (ROW + "cookies = 1\n", "[[portal]] shili: cookies: 1 is of the wrong type"),
        (ROW + "last_year = 1999\n", "[[portal]] shili: last_year: 1999: the year a report covers"),
        (ROW + "first_year = true\n", "[[portal]] shili: first_year: True is of the wrong type"),
        (ROW + 'kind = "maybe"\n', "[[portal]] shili: kind: 'maybe' is not one of column, discover"),
        (ROW + 'kind = "discover"\n', '[[portal]] shili: list_url: a row of kind "discover" has none'),
        (ROW.replace("list_url", "home_url"), "[[portal]] shili: list_url: is missing; where the column"),
        (ROW + 'home_url = "http://shili.com/"\n', "[[portal]] shili: hosts: 'shili.com' is no gov.cn host"),
        (ROW + 'hosts = ["*.gov.cn"]\n', "[[portal]] shili: hosts: '*.gov.cn': write the bare host"),
        (ROW + 'hosts = ["*.shili.com"]\n', "[[portal]] shili: hosts: '*.shili.com': write the bare host"),
        (
            ROW + 'year_url = "http://www.shili.gov.cn/nb?fbtime=2020"\n',
            "year_url: 'http://www.shili.gov.cn/nb?fbtime=20",
        ),
        (
            ROW + 'year_url = "http://www.x.gov.cn/nb?fbtime={year}"\n',
            "year_url: 'http://www.x.gov.cn/nb?fbtime={year}'",
        ),
        (ROW + 'checked = "yesterday"\n', "[[portal]] shili: checked: 'yesterday': a day as YYYY-MM-DD"),
        (ROW + ROW, "[[portal]] shili: id: another row has the same id"),
        (ROW + "[[portals]]\n", "file: portals: only [[portal]] and [[place]] are known"),
        ("portal = 3\n", "file: portal: write [[portal]], one for each row"),
        ("portal = [3]\n", "[[portal]] number 1: row: write it as a table"),
        (ROW + "[[place]]\ncode = 3\n", "[[place]] 3: code: '3' is no six-digit code"),
        (ROW + '[[place]]\ncode = "990000"\n', "[[place]] 990000: name: is missing"),
        ("id = ", "file: TOML: Invalid value"),
    ],
)
def test_an_error_names_file_row_and_field(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RegistryError) as error:
        _load(tmp_path, text)
    assert str(error.value).startswith(str(tmp_path / "99.toml"))
    assert message in str(error.value)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="no file there"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://czt.shili.gov.cn/a.html", True),
        ("http://www.gov.cn/", True),
        ("http://122.137.242.24:8080/nb/", True),
        ("http://122.137.242.24/nb/", False),
        ("http://www.shili.gov.cn:8080/", False),
        ("http://www.gov.cn.evil.com/", False),
        ("http://www.shili.gov.cn@evil.com/", False),
        ("http://evil.com/www.shili.gov.cn/", False),
        ("http://xgov.cn/", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_government_hosts_and_approved_ones_are_asked(tmp_path: Path, url: str, allowed: bool) -> None:
    assert _load(tmp_path, ROW + 'hosts = ["122.137.242.24:8080"]\n').allows(url) is allowed


def test_a_host_that_is_no_government_host_needs_a_hand(tmp_path: Path) -> None:
    row = ROW.replace("www.shili.gov.cn", "127.0.0.1:8000") + 'hosts = ["127.0.0.1:8000"]\ndelay = 0.01\n'
    assert _load(tmp_path, row).portal("shili").delay == 0.01
    assert on_loopback("http://127.0.0.1:8000/")
    assert on_loopback("http://localhost/")
    assert not on_loopback("http://www.shili.gov.cn/")


def test_a_row_whose_column_is_not_known_is_listed_and_never_crawled(tmp_path: Path) -> None:
    row = ROW.replace("list_url", "hub_url") + 'kind = "discover"\n'
    registry = _load(tmp_path, row)
    assert [portal.id for portal in registry.portals] == ["shili"]
    assert registry.columns == ()
    assert registry.approved_hosts == {"www.shili.gov.cn": "www.shili.gov.cn"}


def test_hosts_of_one_platform_share_a_slot(tmp_path: Path) -> None:
    registry = _load(tmp_path, ROW + 'hosts = ["*.shili.gov.cn"]\nslot = "shili"\n')
    urls = ("http://www.shili.gov.cn/", "https://czt.shili.gov.cn/a", "http://a.b.shili.gov.cn/", "http://x.gov.cn/")
    assert [registry.slot(host_of(url)) for url in urls] == ["shili", "shili", "shili", "x.gov.cn"]


# Copies of government pages on other people's hosts, as they were found on the web; the last are one letter away.
HIJACKED = """
taishandichan.com xinyangjiang.com intermagasia.com hkjmqz120.com m.e5515c-test.cn lwhongsheng.com
www.newton.com.tw www-wuming-gov-cn.njmu.s5.bt8.net zwinkt.com findgay.net saintpaulhem.com jordynalvidrez.com
owenbabies.com lfrdys.com 91temaiwang.com zgwqmt.com hongxingpaper.com www.lzxgym.com www.nx.gov.cn.cn www.nx-gov.cn
nx.gov.cn.hkjmqz120.com wwwnxgov.cn
"""


@pytest.mark.parametrize("host", HIJACKED.split())
def test_hijacked_copies_are_refused(tmp_path: Path, host: str) -> None:
    shipped = load()
    for url in (f"http://{host}/www/xxgk/xxgknb/", f"https://{host}/", f"http://www.nx.gov.cn@{host}/"):
        assert not shipped.allows(url)
    with pytest.raises(RegistryError, match="a person must approve it"):
        _load(tmp_path, ROW.replace("www.shili.gov.cn", host))


def test_the_registry_that_comes_with_nianbao() -> None:
    registry = load()
    assert len(registry.portals) == 145
    assert len(registry.columns) == 93
    # A file a province, and one for the ministries; every province has its own government's row.
    provinces = {portal.place[:2] for portal in registry.portals if portal.place.endswith("0000")}
    assert provinces == {path.stem for path in DEFAULT_FOLDER.glob("*.toml")}
    assert len(provinces) == 32
    for path in DEFAULT_FOLDER.glob("*.toml"):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["portal"]
        assert {row["place"][:2] for row in rows} == {path.stem}
    # No row was visited yet: whoever does so writes the day, and takes the sentence out of the note.
    assert all(("ever visited" in portal.note) == (portal.checked == "") for portal in registry.portals)
    assert all(portal.source and portal.home_url for portal in registry.portals)


def test_the_places_of_the_registry_exist() -> None:
    table = Path(__file__).parent.parent / "archive" / "data" / "places.csv"
    codes = {line.split(",")[0] for line in table.read_text(encoding="utf-8").splitlines()}
    assert {portal.place for portal in load().portals} - codes == {"000000"}  # the ministries


def test_ningxia_is_complete_and_one_slot() -> None:
    registry = load()
    ningxia = [portal for portal in registry.portals if portal.place.startswith("64")]
    assert len(ningxia) == 55
    assert sum(portal.kind == "column" for portal in ningxia) == 12
    assert {slot_of(portal) for portal in ningxia} == {"ningxia"}
    assert registry.slot("www.nxxj.gov.cn") == registry.slot("new.nx.gov.cn") == "ningxia"
    others = {slot for host, slot in registry.approved_hosts.items() if "122.137" in host or "beijing" in host}
    assert others == {"122.137.242.24:8080", "www.beijing.gov.cn"}
    assert registry.allows("http://122.137.242.24:8080/pub/a.html")
