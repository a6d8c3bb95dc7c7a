"""Who published: places and organs keep their identity whatever their names are written like."""

from __future__ import annotations

import random

import pytest

from archive.organs import identify, kind_of
from archive.places import Division, Places

PLACES = Places()


def test_every_listed_division_knows_its_province() -> None:
    for division in PLACES.by_code.values():
        chain = PLACES.above(division.code)
        assert chain[0].level == "province"
        assert [each.code[:2] for each in chain] == [division.code[:2]] * len(chain)
    assert PLACES.names("640302") == {"province": "宁夏回族自治区", "prefecture": "吴忠市", "county": "利通区"}
    assert PLACES.names("419001") == {"province": "河南省", "prefecture": None, "county": "济源市"}


def test_a_place_of_the_registry_is_added() -> None:
    places = Places.with_codes({"990000": "示例省", "990100": "青溪市", "990101": "镜月区"})
    assert places.locate("青溪市镜月区审批服务管理局") == ("990101", "审批服务管理局")
    assert places.by_code["990101"] == Division("990101", "镜月区", "county", "990100")


def test_an_unknown_parent_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown parent 990000"):
        Places([Division("990100", "青溪市", "prefecture", "990000")])


@pytest.mark.parametrize(
    ("name", "near", "identity", "kind"),
    [
        ("吴忠市人民政府", None, "640300-renminzhengfu", "government"),
        ("吴忠市 人民政府", "640300", "640300-renminzhengfu", "government"),
        ("市政府", "640300", "640300-renminzhengfu", "government"),
        ("吴忠市", "640300", "640300-renminzhengfu", "government"),
        ("吴忠市政府办公室", None, "640300-renminzhengfubangongshi", "office"),
        ("上海市人民政府办公厅", None, "310000-renminzhengfubangongshi", "office"),
        ("洪泽区人民政府", "320800", "320813-renminzhengfu", "government"),
        ("淮安市洪泽区人民政府", None, "320813-renminzhengfu", "government"),
        ("市场监督管理局", "320800", "320800-shichangjianduguanliju", "department"),
        ("市科委", "320800", "320800-kexuejishuweiyuanhui", "department"),
        ("区统计局", "320813", "320813-tongjiju", "department"),
        ("国家税务总局佛山市税务局", None, "440600-shuiwuju", "department"),
        ("佛山市水务局", None, "440600-shui3wuju", "department"),
        ("石桥镇", "640422", "640422-shiqiaozhenrenminzhengfu", "town"),
        ("石桥镇人民政府", "640422", "640422-shiqiaozhenrenminzhengfu", "town"),
        ("金星街道办", "640302", "640302-jinxingjiedaobanshichu", "town"),
        ("湖南镇人民政府", "330803", "330803-hunanzhenrenminzhengfu", "town"),
        ("青溪县人民政府", None, "x-qingxixianrenminzhengfu", "government"),
        ("熊口管理区", "429005", "429005-xiongkouguanliqu", "other"),
    ],
)
def test_one_organ_has_one_id(name: str, near: str | None, identity: str, kind: str) -> None:
    organ = identify(name, near, PLACES)
    assert (organ.id, organ.kind) == (identity, kind)
    assert organ.id.isascii()


def test_a_place_of_another_province_is_not_taken_for_ones_own() -> None:
    assert identify("朝阳区人民政府", "640300", PLACES).id == "640300-chaoyangqurenminzhengfu"
    assert identify("朝阳区人民政府", "110000", PLACES).id == "110105-renminzhengfu"
    assert identify("朝阳区人民政府", None, PLACES).place is None


def test_a_name_that_could_be_anybodys_is_never_shared() -> None:
    first, second = (identify("审计局", None, PLACES, sha256) for sha256 in ("1" * 64, "2" * 64))
    assert (first.id, second.id) == ("x-shenjiju-11111111", "x-shenjiju-22222222")
    assert first.doubt is not None
    for name in ("朝阳区审计局", "金山街道办事处", "经济技术开发区公安局", "重点区域建设推进中心"):
        assert len({identify(name, None, PLACES, sha256).id for sha256 in ("1" * 64, "2" * 64)}) == 2
    assert len({identify("新区县审计局", None, PLACES, sha256).id for sha256 in ("1" * 64, "2" * 64)}) == 1
    assert identify("", "640300", PLACES, "3" * 64).id == "640300-wuming-33333333"


def test_rare_characters_are_spelt_in_ascii() -> None:
    organ = identify("\U0002b8b8镇人民政府", "640422", PLACES)
    assert organ.id.isascii()
    assert "镇" not in organ.id


def test_ids_do_not_depend_on_the_order_of_names() -> None:
    names = ["吴忠市审计局", "吴忠市水务局", "吴忠市税务局", "利通区审计局"]
    expected = {name: identify(name, "640300", PLACES).id for name in names}
    random.Random(1).shuffle(names)
    assert {name: identify(name, "640300", Places()).id for name in names} == expected
    assert len(set(expected.values())) == 4


def test_kinds_of_what_is_left() -> None:
    assert [kind_of(name) for name in ("人民政府", "", "审计局", "住房公积金管理中心")] == [
        "government",
        "other",
        "department",
        "other",
    ]
