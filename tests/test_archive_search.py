"""Chinese full text: every string is found, whatever its length and wherever it stands."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import search
from archive.search import bigrams, find_spans, match_query, snippet

HAN = st.one_of(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.characters(min_codepoint=0x3400, max_codepoint=0x4DBF),
    st.characters(min_codepoint=0x20000, max_codepoint=0x2A6DF),
    st.sampled_from("政府信息公开行政复议〇々"),
)
TEXT = st.text(HAN, min_size=1, max_size=40)


def found(text: str, query: str) -> bool:
    db = sqlite3.connect(":memory:")
    try:
        db.execute("CREATE VIRTUAL TABLE t USING fts5(text, content='', tokenize='unicode61 remove_diacritics 0')")
        db.execute("INSERT INTO t(rowid, text) VALUES (1, ?)", (bigrams(text),))
        return db.execute("SELECT count(*) FROM t WHERE t MATCH ?", (match_query(query),)).fetchone() == (1,)
    finally:
        db.close()


@given(TEXT, st.data())
def test_every_piece_of_a_text_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert found(text, text[start:end])
    assert find_spans(text, text[start:end])


@given(TEXT, TEXT)
def test_what_does_not_stand_in_a_text_is_not_found(text: str, query: str) -> None:
    assert found(text, query) == (query in text)
    assert bool(find_spans(text, query)) == (query in text)


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("行政复\n  议情况", "复议", True),
        ("2020年收到申请42件", "2020年", True),
        ("2020年收到申请42件", "申请42件", True),
        ("2020年收到申请42件", "申请 42件", True),
        ("2020年收到申请142件", "申请42件", False),
        ("（一）予以公开，不予公开", "予以公开,不予公开", True),
        ("予以公开，不予公开", "公开不予", False),
        ("⺠政局", "民政", True),
        ("国办公开办函〔2021〕30号", "公开办函〔2021〕30", True),
        ("第三方 WTO 规则", "wto", True),
        ("疫情防控", '"疫情 防控"', True),
        ("防控疫情", '"疫情 防控"', False),
        ("防控疫情", "疫情 防控", True),
        ("任何文字", "，", False),
        ("云南省政府信息公开", "雲南省政府資訊", False),
        ("云南省政府信息公开", "雲南省政府信息公開", True),
        ("雲南省政府資訊公開", "云南省政府资讯公开", True),
        ("乾县人民政府", "干县", False),
        ("乾县人民政府", "乾县", True),
        ("覆盖城乡", "复盖", False),
        ("附表3件", "3", True),
        ("附表3件", "表", True),
        ("附表3件", "件", True),
        ("企业A公司WTO规则", "a公司wto", True),
        ("任何文字", "", False),
    ],
)
def test_queries_people_type(text: str, query: str, expected: bool) -> None:
    assert found(text, query) is expected


def test_folding_changes_nothing_that_simplified_writing_uses() -> None:
    everyday = "".join(
        bytes((high, low)).decode("gb2312", errors="ignore") for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)
    )
    assert len(everyday) == 6763
    assert [char for char in everyday if char.translate(search._SIMPLIFIED) != char] == ["後"]
    # Folding once is folding for good, and one character stays one character: positions in a text hold.
    targets = search._SIMPLIFIED.values()
    assert [target for target in targets if len(target) != 1 or target.translate(search._SIMPLIFIED) != target] == []
    assert len(targets) > 4000


def test_snippets_mark_what_the_index_found_in_the_writing_of_the_text() -> None:
    assert snippet("雲南省公開", "云南") == "【雲南】省公開"
    assert snippet("云南省公开", "雲南") == "【云南】省公开"


def test_snippets_mark_every_hit_and_keep_the_text() -> None:
    text = "前言。" * 30 + "依法公 开政府信息，不予公开的说明理由。" + "结尾。" * 30
    cut = snippet(text, "公开", marks=("[", "]"), width=60)
    assert "依法[公 开]政府信息，不予[公开]的说明" in cut
    assert (cut[0], cut[-1]) == ("…", "…")
    assert snippet("没有", "公开") == "没有"


@given(st.text(max_size=30), st.text(max_size=10))
def test_no_query_is_an_error(text: str, query: str) -> None:
    found(text, query)
    snippet(text, query)
