"""The registry: rows in, errors that name file, row and field out; which hosts a crawl may ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.registry import Registry, RegistryError, load, on_loopback, slot_of

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
        (
            ROW + 'year_url = "http://www.shili.gov.cn/nb?fbtime=2020"\n',
            "year_url: 'http://www.shili.gov.cn/nb?fbtime=20",
        ),
        (
            ROW + 'year_url = "http://www.x.gov.cn/nb?fbtime={year}"\n',
            "year_url: 'http://www.x.gov.cn/nb?fbtime={year}'",
        ),
        (ROW + "first_year = 20\n", "[[portal]] shili: first_year: 20: the first year that has a page"),
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


def test_the_registry_that_comes_with_nianbao() -> None:
    registry = load()
    ningxia = [portal for portal in registry.portals if portal.place.startswith("64")]
    assert len(ningxia) == 12
    assert {slot_of(portal) for portal in ningxia} == {"ningxia"}
    assert set(registry.approved_hosts.values()) == {"ningxia"}
    assert all(portal.source for portal in ningxia)
    # No row was visited yet: whoever does so writes the day, and takes the sentence out of the note.
    assert all(("ever visited" in portal.note) == (portal.checked == "") for portal in ningxia)
