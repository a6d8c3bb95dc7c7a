"""Two versions of a report, figure by figure and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.site.difference import MOST_LETTERS, compare, shortened
from tests.site_sample import ALTERED, make_snapshot
from tests.site_support import Client, running

WEISHENG = "/report/990102-weisheng-2021"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("versions")
    make_snapshot(folder)
    return folder


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[Client]:
    with running(data) as client:
        yield client


def test_figures_and_sentences_that_changed_are_shown(site: Client) -> None:
    page = site.get(f"{WEISHENG}/diff").text
    before, now = ALTERED[0]
    assert f"<del>{before}</del>" in page
    assert f"<ins>{now}</ins>" in page
    words = re.search(r'<p class="prose words"[^>]*>(.*?)</p>', page, re.DOTALL)
    assert words
    # 24377 became 24277: one letter, with the sentence around it.
    assert "政府信息24<del>3</del><ins>2</ins>77条" in words[1]
    assert page.count('<p class="prose words"') == 1


def test_the_report_leads_to_the_comparison(site: Client) -> None:
    found = re.search(r'href="(/report/990102-weisheng-2021/diff\?[^"]*)"', site.get(WEISHENG).text)
    assert found
    assert "<ins>" in site.get(unescape(found[1])).text


def test_two_versions_may_be_chosen_either_way_round(site: Client) -> None:
    page = site.get(f"{WEISHENG}/diff").text
    old, new = dict.fromkeys(re.findall(r"/raw/([0-9a-f]{64})", page))
    back = site.get(f"{WEISHENG}/diff?from={new[:12]}&to={old[:12]}").text
    assert f"<del>{ALTERED[0][1]}</del>" in back


@pytest.mark.parametrize("query", ["?from=000000000000", "?from=00", "?to=%27%20OR%201=1"])
def test_a_version_that_is_not_there_is_404(site: Client, query: str) -> None:
    assert site.get(f"{WEISHENG}/diff{query}").status == 404


def test_one_version_alone_cannot_be_compared(site: Client) -> None:
    assert site.get("/report/990121-qingxi-2020/diff").status == 404


def test_a_lost_file_is_said(site: Client, data: Path) -> None:
    page = site.get("/report/990121-shiqiao-2024").text
    for name in set(re.findall(r"/raw/([0-9a-f]{64})", page)):
        (data / "raw" / "sha256" / name[:2] / name[2:4] / name).unlink()
    answer = site.get("/report/990121-shiqiao-2024/diff")
    assert answer.status == 200
    assert "其中一个文件现在读不出来" in answer.text


TEXTS = st.text("一二三四。；\n", max_size=60)


@settings(max_examples=200)
@given(TEXTS, TEXTS)
def test_nothing_is_lost_between_two_texts(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new


def test_long_changes_are_shown_whole() -> None:
    old, new = "甲" * MOST_LETTERS + "。", "乙" * MOST_LETTERS + "。"
    assert [(piece.kind, len(piece.text)) for piece in compare(old, new)] == [
        ("gone", MOST_LETTERS + 1),
        ("new", MOST_LETTERS + 1),
    ]


def test_what_did_not_change_is_cut_on_both_sides_of_a_change() -> None:
    same = "一二三四五六七八九十。" * 30
    pieces = shortened(compare(f"{same}收到41件。{same}", f"{same}收到40件。{same}"), context=5)
    assert [piece.kind for piece in pieces] == ["same", "gone", "new", "same"]
    assert pieces[0].text.startswith("⋯")
    assert pieces[-1].text.endswith("⋯")
    assert len(pieces[0].text) == 6
