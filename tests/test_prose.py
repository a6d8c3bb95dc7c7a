"""Figures in the prose: what is quoted, what is plainly the whole, and when it disagrees with the tables."""

from __future__ import annotations

from pathlib import Path

import pytest

import crawler.demo
from crawler.demo.oddities import FINDINGS
from parsers import parse
from parsers.forms import REQUESTS_2021, REVIEW_KEYS
from parsers.model import Check, Figure, Place, Quote, Section
from parsers.prose import check_prose, read_quotes

ORGAN, YEAR = "青溪市人民政府", 2023
TOTALS = {
    "received": 42,
    "carried_in": 4,
    "granted": 30,
    "partly_granted": 2,
    "denied_third_party": 3,
    "denied_internal_affairs": 2,
    "unavailable_not_held": 6,
    "other_rest": 1,
    "concluded": 44,
    "carried_out": 2,
}


def quotes(prose: str, organ: str = ORGAN, section: int = 1) -> tuple[Quote, ...]:
    return read_quotes([Section(section, "一、总体情况", prose)], organ, YEAR)


def checks(prose: str, organ: str = ORGAN, section: int = 1) -> dict[str, tuple[str, object, object]]:
    cells = {f"requests.{row.key}.total": TOTALS.get(row.key, 0) for row in REQUESTS_2021.rows}
    cells |= dict.fromkeys(REVIEW_KEYS, 0) | {
        "reviews.reconsideration.total": 5,
        "reviews.litigation_direct.total": 1,
        "reviews.litigation_after.total": 2,
    }
    figures = {key: Figure(key, str(value), "number", value, Place()) for key, value in cells.items()}
    found = check_prose(quotes(prose, organ, section), figures, "2021")
    assert all(check.rule == "prose" and check.cells for check in found)
    return {check.subject: (check.verdict, check.left, check.right) for check in found}


def test_a_quote_carries_its_print_its_context_and_its_chapter() -> None:
    prose = "（二）依申请公开。2023 年，全市新收政府信息公开申请 1,042 件，上年结转4件，均按时答复，群众满意。"
    first, second = quotes(prose)
    whole = "（二）依申请公开。2023年，全市新收政府信息公开申请1,042件，上年结转4件，均按时答复，群众满意。"
    start, stop = whole.index("，上年结转"), whole.index("，均按时")
    assert first == Quote("received", 1042, "新收政府信息公开申请1,042件", whole[: start + 20], 1, True)
    assert second == Quote("carried_in", 4, "上年结转4件", whole[start + 1 - 20 : stop + 20], 1, True)


@pytest.mark.parametrize(
    ("prose", "topics"),
    [
        (
            "全年新收政府信息公开申请42件，上年结转4件，办结44件，结转下年度2件。",
            "received carried_in concluded carried_out",
        ),
        (
            "2023年，全市共受理依申请公开46件（含上一年结转4件），办理完成44件（结转下一年办理2件）。",
            "received carried_in concluded carried_out",
        ),
        (
            "2023年，共收到政府信息公开申请42件，答复44件（含上年度结转申请4件，另有2件顺延到下年度答复）。",
            "received concluded carried_in carried_out",
        ),
        (
            "受理政府信息公开申请46件，新收42件。本年度办理44件，其中：予以公开30件，部分公开2件，不予公开5件，无法提供6件。",
            "received concluded granted partly_granted denied unavailable",
        ),
        ("（二）依申请公开。我市收到申请四十二件，办结44例，其中30件予以公开（占68.18%）。", "concluded granted"),
        ("本年因政府信息公开引起行政复议5起，行政诉讼3起。", "reconsideration litigation"),
        ("依申请公开方面，收到申请42件（其中网上申请30件，信函12件），办结44件。", "received concluded"),
        ("收到政府信息公开申请42件，答复43件，其他处理1件。", "received concluded other"),
    ],
)
def test_what_agrees_holds(prose: str, topics: str) -> None:
    found = checks(prose)
    assert list(found) == topics.split()
    assert {verdict for verdict, _, _ in found.values()} == {"holds"}


@pytest.mark.parametrize(
    ("prose", "organ", "found"),
    [
        ("全年共收到依申请公开2件。", "青溪市财政局", ("received", 2, 42)),
        ("2023年我局收到政府信息公开申请52件，均已答复。", "青溪市财政局", ("received", 52, 42)),
        ("2023年，青溪市人民政府受理政府信息公开申请134件。", ORGAN, ("received", 134, 42)),
        ("全年新收政府信息公开申请46件。", ORGAN, ("received", 46, 42)),
        ("收到申请后，依申请公开全部办结，办结40件。", ORGAN, ("concluded", 40, 44)),
        ("办结政府信息公开申请44件，其中予以公开29件。", ORGAN, ("granted", 29, 30)),
        ("政府信息公开行政复议4件。", ORGAN, ("reconsideration", 4, 5)),
    ],
)
def test_what_disagrees_fails(prose: str, organ: str, found: tuple[str, int, int]) -> None:
    topic, stated, printed = found
    assert checks(prose, organ)[topic] == ("fails", stated, printed)


@pytest.mark.parametrize(
    "prose",
    [
        "2023年，市政府办代表市政府受理政府信息公开申请17件，予以公开12件。",
        "市本级受理依申请公开19件，办结18件。予以公开3件。",
        "全年收到网上申请30件，信函申请5件，当面申请7件，均为政府信息公开申请。",
        "通过政务服务平台，共收到政府信息公开申请30件。",
        "其中收到政府信息公开申请30件来自企业。",
        "2022年收到政府信息公开申请30件，同比下降。",
        "2022年，全市共受理政府信息公开申请30件。",
        "上年同期新收政府信息公开申请30件。",
        "1至6月，共收到政府信息公开申请30件。",
        "条例施行以来，累计受理政府信息公开申请300件。",
        "收到政府信息公开申请30余件、近50件、约60件、5.3万件、2万余件。",
        "收到政府信息公开申请30件次，答复60人次，办结率100%。",
        "各县（区）受理政府信息公开申请30件。",
        "因保护第三方合法权益，不予公开政府信息公开申请4件。",
        "依申请公开：因保护第三方合法权益不予公开4件，属于三类内部事务信息不予公开9件。",
        "全年接转工单58件，办结58件。办理提案12件，答复12件。",
        "全市各级复议机关办理行政复议案件351件，行政诉讼46件。",
        "对政府信息公开不服，经复议后又提起行政诉讼1件。",
        "信息公开行政复议、行政诉讼共9件。",
        "未收到政府信息公开申请。",
        "依申请公开不予以公开9件。",
    ],
)
def test_a_part_another_year_and_a_round_figure_are_not_the_whole(prose: str) -> None:
    assert checks(prose) == {}


@pytest.mark.parametrize(
    ("prose", "organ"),
    [
        ("全市收到政府信息公开申请420件。", "青溪市财政局"),
        ("我市收到政府信息公开申请420件。", "青溪市财政局"),
        ("我办收到政府信息公开申请12件。", "青溪市人民政府"),
        ("全县收到政府信息公开申请12件。", "青溪市人民政府"),
        ("石桥镇收到政府信息公开申请12件。", "青溪市人民政府"),
        ("全市收到政府信息公开申请420件。", ""),
    ],
)
def test_another_organ_is_not_this_one(prose: str, organ: str) -> None:
    assert [quote.whole for quote in quotes(prose, organ)] == [False]
    assert checks(prose, organ) == {}


def test_prose_that_contradicts_itself_is_not_assessed() -> None:
    found = checks("全年收到政府信息公开申请20件。做好台账。\n年内收到政府信息公开申请16件。")
    assert found == {"received": ("not_assessable", None, None)}
    assert checks("收到政府信息公开申请42件。\n收到政府信息公开申请16件。")["received"][0] == "not_assessable"


def test_without_a_table_or_with_a_blank_nothing_is_claimed() -> None:
    found = quotes("全年新收政府信息公开申请42件，因信息公开引起行政复议5件。")
    assert len(found) == 2
    assert check_prose(found, {}, None) == ()
    key = "requests.received.total"
    blank = {key: Figure(key, "", "blank", None, Place())}
    assert check_prose(found, blank, "2021") == (Check("prose", "received", "not_assessable", None, None, (key,)),)


def test_the_chapter_says_what_is_counted() -> None:
    assert [quote.topic for quote in quotes("办结44件。", section=3)] == ["concluded"]
    assert [quote.topic for quote in quotes("全年行政复议5件，行政诉讼3件。", section=4)] == [
        "reconsideration",
        "litigation",
    ]
    assert quotes("办结44件。全年行政复议5件。", section=5) == ()
    assert quotes("收到政府信息公开申请42件。", section=0) == ()


def test_what_is_published_is_quoted_and_never_compared() -> None:
    (quote,) = quotes("全年主动公开政府信息1234条。")
    assert (quote.topic, quote.value, quote.whole) == ("disclosed", 1234, False)


def test_the_demo_reports_agree_but_for_the_one_made_to_err() -> None:
    documents = Path(crawler.demo.__file__).parent / "documents"
    failing, holding = set(), 0
    for path in sorted(documents.iterdir()):
        for check in parse(path.read_bytes()).checks:
            if check.rule == "prose":
                assert check.verdict != "not_assessable", (path.name, check)
                holding += check.verdict == "holds"
                if check.verdict == "fails":
                    failing.add((path.stem, check.subject))
    assert failing == {(name, topic) for name, found in FINDINGS.items() for rule, topic in found if rule == "prose"}
    assert holding > 200
