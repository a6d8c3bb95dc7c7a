"""One organ under many names: spellings, dated aliases, past divisions, ends; and files of theirs with a mistake."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.build import build
from archive.datafile import DataFileError
from archive.kept import Kept
from archive.names import Alias, End, Names, packaged, read
from archive.organs import identify
from archive.places import Places
from crawler.registry import Portal
from tests.archive_support import WORLD, Night, page, rows

PLACES = Places()


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Night]:
    opened = Night(tmp_path / "data")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("names", "near"),
    [
        (("市科委", "市科学技术委员会", "上海市科学技术委员会", "上海市科委", "市科技委"), "310000"),
        (("发改委", "发展改革委", "发展和改革委员会", "市发展改革委员会"), "640300"),
        (("人社局", "人力社保局", "市人力资源和社会保障局"), "640300"),
        (("洪泽区人民政府", "淮安市洪泽区人民政府", "淮安市洪泽县人民政府", "洪泽县政府"), "320800"),
        (("市场监管局", "市场监督管理局"), "640300"),
        (("苏州工业园区管委会", "苏州工业园区管理委员会"), "320500"),
        (("杨浦区教委", "上海市杨浦区教育委员会"), "310000"),
    ],
)
def test_spellings_of_one_organ_have_one_id(names: tuple[str, ...], near: str) -> None:
    assert len({identify(name, near, PLACES).id for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("吴忠市人民政府", "吴忠市人民政府办公室"),
        ("吴忠市科学技术局", "吴忠市科学技术委员会"),
        ("北京市东城区人民政府", "北京市崇文区人民政府"),
        ("吴忠市城管局", "吴忠市城市管理综合执法局"),
        ("桥西区人民政府", "邢台市桥西区人民政府"),
    ],
)
def test_two_organs_stay_two(one: str, other: str) -> None:
    assert identify(one, "640300", PLACES).id != identify(other, "640300", PLACES).id


def test_a_past_name_never_hides_a_division_of_today() -> None:
    assert PLACES.locate("桥西区审计局", "130100") == ("130104", "审计局")
    assert PLACES.locate("桥西区审计局", "130500") == ("130503", "审计局")
    assert PLACES.locate("桥西区审计局") == (None, "桥西区审计局")
    assert PLACES.locate("巢湖市审计局", "340000") == ("340181", "审计局")
    assert PLACES.locate("北京市崇文区审计局") == ("110103", "审计局")


def test_every_past_name_leads_to_a_division_that_is_there() -> None:
    listed = [past for past in PLACES.past if past.continues_as]
    assert {past.continues_as for past in listed} <= PLACES.by_code.keys()
    assert {past.merged_into for past in PLACES.past if past.merged_into} <= PLACES.by_code.keys()
    assert all(past.until is None or past.until >= 2007 for past in PLACES.past)
    # A prefecture does not become a county under another code by its name alone.
    assert all(
        PLACES.by_code[past.continues_as].level == past.level
        for past in listed
        if past.basis == "name" and past.continues_as
    )


def test_a_ministry_needs_no_place() -> None:
    first, second = (identify("文化和旅游部", None, PLACES, sha256) for sha256 in ("1" * 64, "2" * 64))
    assert (first.id, first.doubt) == (second.id, None)
    assert identify("区委宣传部", None, PLACES, "1" * 64).doubt is not None


RENAMED = Names(
    spellings=packaged().spellings,
    aliases=(Alias("640300", "卫计委", "卫健委", "机构改革方案", last_year=2017),),
    ends=(End("640300", "工商行政管理局", "merged", 2021, "机构改革方案", "市场监管局"),),
)


def test_an_alias_holds_for_its_years_alone() -> None:
    def id_in(year: int | None) -> str:
        return identify("吴忠市卫生和计划生育委员会", None, PLACES, year=year, names=RENAMED).id

    assert id_in(2017) == identify("吴忠市卫生健康委员会", None, PLACES).id
    assert id_in(2018) == id_in(None) == "640300-weishenghejihuashengyuweiyuanhui"


def test_an_alias_may_lead_to_another_division() -> None:
    town = Names(aliases=(Alias("640300", "金积镇人民政府", "金积镇人民政府", "区划", at="640302"),))
    found = identify("金积镇", "640300", PLACES, names=town)
    assert found.place == "640302"
    assert found.id == identify("利通区金积镇", "640300", PLACES).id == "640302-jinjizhenrenminzhengfu"


def test_ids_are_the_same_in_any_order(night: Night, tmp_path: Path) -> None:
    named = ["市审计局", "吴忠市审计局", "卫计委", "卫健委", "和平镇", "河坪镇", "市科委", "利通区科技局", "桥西区政府"]
    files = [(f"http://wuzhong.example/{index}", page(name, 2017)) for index, name in enumerate(named)]
    world = replace(WORLD, kept=Kept(RENAMED))
    seen = []
    for seed in (1, 2):
        random.Random(seed).shuffle(files)
        other = Night(tmp_path / str(seed))
        for url, body in files:
            other.fetch(url, body)
        build(other.data, world, workers=1)
        seen.append(rows(other.data, "SELECT id, name, kind FROM organs ORDER BY id"))
        other.close()
    assert seen[0] == seen[1]
    ids = [row["id"] for row in seen[0]]
    assert all(identity.isascii() for identity in ids)
    assert len(ids) == 7, "two spellings of the audit office, and two names of the health commission"


def test_a_merged_organ_is_expected_no_more_and_its_names_are_told(night: Night) -> None:
    night.fetch("http://wuzhong.example/1", page("吴忠市工商行政管理局", 2020))
    night.fetch("http://wuzhong.example/2", page("吴忠市市场监管局", 2020))
    night.fetch("http://wuzhong.example/3", page("吴忠市卫生和计划生育委员会", 2017))
    night.healthy()
    build(night.data, replace(WORLD, kept=Kept(RENAMED)), workers=1)
    ended = "640300-gongshangxingzhengguanliju"
    missing = rows(night.data, "SELECT year FROM missing_reports WHERE organ_id = ?", ended)
    assert [row["year"] for row in missing] == [2021]
    assert rows(night.data, "SELECT * FROM organ_ends") == [
        {
            "organ_id": ended,
            "how": "merged",
            "merged_into": "640300-shichangjianduguanliju",
            "last_year": 2021,
            "source": "机构改革方案",
        }
    ]
    assert rows(night.data, "SELECT organ_id, name, last_year FROM organ_names") == [
        {"organ_id": "640300-weishengjiankangweiyuanhui", "name": "卫计委", "last_year": 2017}
    ]


def test_the_organs_of_a_division_that_is_gone_are_expected_no_more(night: Night) -> None:
    night.fetch("http://wuzhong.example/1", page("上海市闸北区审计局", 2013))
    night.healthy()
    shanghai = replace(WORLD.portals[0], place="310000")
    build(night.data, replace(WORLD, portals=(shanghai,)), workers=1)
    [end] = rows(night.data, "SELECT how, merged_into, last_year FROM organ_ends")
    assert end == {"how": "place", "merged_into": "310106", "last_year": 2014}
    assert [row["year"] for row in rows(night.data, "SELECT year FROM missing_reports")] == [2014]


def test_a_code_that_passed_to_another_division_ends_nobody(night: Night) -> None:
    night.fetch("http://wuzhong.example/1", page("重庆市綦江区审计局", 2013), portal=None)
    night.build()
    assert [row["id"] for row in rows(night.data, "SELECT id FROM organs")] == ["500110-shenjiju"]
    assert rows(night.data, "SELECT * FROM organ_ends") == []


def test_on_an_organs_own_portal_our_bureau_is_that_organ(night: Night) -> None:
    body = page("吴忠市审计局", 2022).decode().replace("吴忠市审计局", "").encode()
    night.fetch("http://wuzhong.example/1", body)
    bureau = Portal(id="wuzhong", name="吴忠市审计局", place="640300", system="trs", list_url="http://wuzhong.example/")
    build(night.data, replace(WORLD, portals=(bureau,)), workers=1)
    assert [row["id"] for row in rows(night.data, "SELECT id FROM organs")] == ["640300-shenjiju"]
    night.build()
    [organ] = rows(night.data, "SELECT id FROM organs")
    assert organ["id"].startswith("640300-wuming-")
    assert [row["kind"] for row in rows(night.data, "SELECT kind FROM problems")] == ["organ-in-doubt"]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[[alias]]\nplace = 640300", "[[alias]] number 1: place: 640300: write a text in quotation marks"),
        ('[[alias]]\nplace = "640300"\nname = "a"\norgan = "b"', "[[alias]] number 1: source: is missing"),
        ('[[alias]]\nplace = "1"\nname = "a"\norgan = "b"\nsource = "c"', "place: 1 is no division the archive knows"),
        ('[[spelling]]\nshort = "a"\nlong = "b"', "[[spelling]] number 1: long: no such field; known are short, full"),
        ('[[spelling]]\nshort = ""\nfull = "b"', "short: is empty; leave the line out"),
        ("[[organ]]", "file: organ: only [[spelling]], [[alias]], [[end]]"),
        ("alias = 1", "file: alias: write [[alias]], one for each row"),
        ("[[", "file: TOML: "),
        (
            '[[end]]\nplace = "640300"\nname = "a"\nhow = "merged"\nlast_year = 2018\nsource = "c"',
            "[[end]] number 1: into: a merged organ needs it, an abolished one has none",
        ),
        (
            '[[end]]\nplace = "640300"\nname = "a"\nhow = "gone"\nlast_year = 2018\nsource = "c"',
            "how: 'gone': write one of merged, abolished",
        ),
        (
            "".join(
                f'[[alias]]\nplace = "640300"\nname = "a"\norgan = "{organ}"\nsource = "c"\n{year} = 2018\n'
                for organ, year in (("b", "last_year"), ("d", "first_year"))
            ),
            "[[alias]] number 2: first_year: its years overlap those of [[alias]] number 1",
        ),
    ],
)
def test_a_wrong_row_is_named_with_its_file_and_field(tmp_path: Path, text: str, where: str) -> None:
    path = tmp_path / "organs.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError) as refusal:
        read(path, PLACES)
    assert str(refusal.value).startswith("organs.toml: ")
    assert where in str(refusal.value)


def test_nothing_is_missing_where_nobody_knows_the_organ_or_the_column_is_closed(night: Night) -> None:
    night.fetch("http://wuzhong.example/1", page("吴忠市审计局", 2020).decode().replace("吴忠市审计局", "").encode())
    night.fetch("http://wuzhong.example/2", page("吴忠市水务局", 2020))
    night.healthy()
    build(night.data, replace(WORLD, portals=(replace(WORLD.portals[0], last_year=2021),)), workers=1)
    assert len(rows(night.data, "SELECT id FROM organs")) == 2
    assert rows(night.data, "SELECT organ_id, year FROM missing_reports") == [
        {"organ_id": "640300-shui3wuju", "year": 2021}
    ]
