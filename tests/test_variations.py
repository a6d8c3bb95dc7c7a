"""The variations of published reports, each made of a report that reads whole by changing what the variation changes.

docs/variations.md says which class is shown where. The truth is that of the report that was changed, less the change.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest

from parsers import parse
from parsers.forms import APPLICANTS, REQUEST_FORMS
from parsers.model import Report

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "tests" / "reports"
FORM_2019, FORM_2021 = "html-broken-heads-2019", "html-annotated-2021"
NOTED = "22（其中修订 16 件）"
HEAD_2021 = "本年制发件数"

Value = int | Decimal | str | None
"""A number, None for a blank, text for a mark."""


@dataclass(frozen=True)
class Variation:
    """``edits`` are (what stands there, what is printed instead); ``values`` the figures that change with it."""

    name: str
    base: str
    edits: tuple[tuple[str, str], ...]
    values: dict[str, Value] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()


def source(case: str) -> str:
    return (REPORTS / case / "source.html").read_text("utf-8")


def truth(case: str) -> dict[str, tuple[str, Decimal | None]]:
    figures = json.loads((REPORTS / case / "figures.json").read_text("utf-8"))["figures"]
    return {
        key: (figure["kind"], None if figure["value"] is None else Decimal(str(figure["value"])))
        for key, figure in figures.items()
    }


def row(label: str, *values: str, span: int = 1) -> str:
    """The row of the base's table whose label this is, with other values."""
    cells = "".join(f"<td><p>{value}</p></td>" for value in values)
    return f'<tr><td colspan="{span}"><p>{label}</p></td>{cells}</tr>'


def changed(variation: Variation) -> str:
    page = source(variation.base)
    for old, new in variation.edits:
        page, count = re.subn(old, lambda _, new=new: new, page)
        assert count, f"{old!r} stands nowhere in {variation.base}"
    return page


def as_truth(value: Value) -> tuple[str, Decimal | None]:
    if value is None:
        return "blank", None
    return ("mark", None) if isinstance(value, str) else ("number", Decimal(value))


def value_of(case: str, label: str) -> str:
    """A pattern for the row of table two with one value whose label this is."""
    return rf"<tr><td><p[^>]*>{label}</p></td><td colspan=\"3\"><p[^>]*>[^<]*</p></td></tr>"


NORMATIVE = "".join(rf"<td><p[^>]*>{text}</p></td>" for text in ("行政规范性文件", "22（其中修订 16 件）", "1", "111"))


def normative(label: str, *values: str) -> str:
    return f"<td><p>{label}</p></td>" + "".join(f"<td><p>{value}</p></td>" for value in values)


FEES = value_of(FORM_2021, "行政事业性收费")


def fees(printed: str) -> str:
    return f'<tr><td><p>行政事业性收费</p></td><td colspan="3"><p>{printed}</p></td></tr>'


KEYS = ("disclosure.normative.issued", "disclosure.normative.repealed", "disclosure.normative.in_force")
AMOUNT = "disclosure.fees.amount"


def normative_is(name: str, printed: tuple[str, str, str], values: tuple[Value, Value, Value]) -> Variation:
    edits = ((NORMATIVE, normative("行政规范性文件", *printed)),)
    return Variation(name, FORM_2021, edits, dict(zip(KEYS, values, strict=True)))


VARIATIONS = [
    # F. Table two
    Variation("F-old-label", FORM_2021, ((NORMATIVE, normative("规范性文件", NOTED, "1", "111")),)),
    Variation("F-head-short", FORM_2021, (("现行有效件数", "现行有效件"),)),
    Variation("F-head-with-note", FORM_2021, (("现行有效件数", "现行有效件数<br>（历史累计）"),)),
    Variation("F-band-typo", FORM_2021, ((r"第二十条第（五）项", "第二十一条第（五）项"),)),
    Variation(
        "F-band-spaces",
        FORM_2021,
        ((r"第二十条第（一）项", "第二十条  第(一)项"), ("第二十条第（六）项", "第二十条第(六)项")),
    ),
    Variation("F-no-year-word", FORM_2021, (("本年处理决定数量", "处理决定数量"),)),
    Variation(
        "F-extra-row",
        FORM_2021,
        (
            (
                NORMATIVE,
                normative("行政规范性文件", NOTED, "1", "111")
                + "</tr><tr>"
                + normative("其他主动公开文件", "7", "8", "9"),
            ),
        ),
    ),
    normative_is("F-marks", ("/", "-", "_"), ("/", "-", "_")),
    normative_is("F-words-for-nothing", ("无", "—", ""), ("无", "—", None)),
    normative_is("F-annotated", ("55（含自然失效 29 件）", "1,204", "１１"), (55, 1204, 11)),
    normative_is("F-huge-count", ("11398889", "0", "20220101"), (11398889, 0, 20220101)),
    normative_is("F-spans-inside", ("<span>1</span><span>2</span>", "<font>3</font>0", "4<b>5</b>"), (12, 30, 45)),
    Variation("F-unit-spaced", FORM_2021, ((FEES, fees("33.99 万元")),), {AMOUNT: Decimal("33.99")}),
    Variation("F-unit-in-brackets", FORM_2021, ((FEES, fees("84933.6787（万元）")),), {AMOUNT: Decimal("84933.6787")}),
    Variation("F-unit-yuan", FORM_2021, ((FEES, fees("251000元")),), {AMOUNT: 251000}),
    Variation("F-amount-bare", FORM_2021, ((FEES, fees("29.0506")),), {AMOUNT: Decimal("29.0506")}),
    Variation("F-amount-long", FORM_2021, ((FEES, fees("160.5964万元")),), {AMOUNT: Decimal("160.5964")}),
    Variation(
        "F-footnote",
        FORM_2021,
        ((r"<p[^>]*><strong>三、收到", "<p>注:政府集中采购数量和总金额为2020年数据。</p><p><strong>三、收到"),),
    ),
    Variation(
        "F-metadata-table",
        FORM_2021,
        (
            (
                r"^",
                "<table><tr><td>名称</td><td>年度报告</td><td>索引号</td><td>014314799/2022-00002</td></tr></table>",
            ),
        ),
    ),
    # G. Table three
    Variation("G-organisations", FORM_2021, (("社会公益组织", "社会组织"),)),
    Variation(
        "G-heads-in-paragraphs", FORM_2021, (("商业企业</p>", "商业</p><p>企业</p>"), ("科研机构", "科 研 机\n构"))
    ),
    Variation(
        "G-heads-upright",
        FORM_2021,
        (("法律服务机构", "法<br>律<br>服<br>务<br>机<br>构"), ("自然人", "自<br>然<br>人")),
    ),
    Variation("G-carried-swapped", FORM_2021, (("上年结转政府信息公开申请数量", "上年转结政府信息公开申请数量"),)),
    Variation(
        "G-label-damage", FORM_2021, (("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"), ("这一情形", "这一情 形"))
    ),
    Variation("G-typed-twice", FORM_2021, (("属于四类过程性信息", "属于四类过程性性信息"),)),
    Variation(
        "G-other-ordinals", FORM_2021, ((r"([>])2\.其他法律", ">2、其他法律"), ("（四）无法提供", "(四)无法提供"))
    ),
    Variation("G-quotes", FORM_2021, (("“三安全一稳定”", '"三安全一稳定"'),)),
    Variation("G-spaces-in-label", FORM_2021, (("4.无正当理由大量反复申请", "4.无正当理由大量反复 申请"),)),
    Variation("G-traditional", FORM_2021, (("行政复议", "行政複議"),)),
    # H. Table four
    Variation("H-head-broken", FORM_2021, (("结果维持", "结 果<br>维持"), ("尚未审结", "尚未<br>审结"))),
    # J. Tail
    Variation(
        "J-page-numbers-and-widgets",
        FORM_2021,
        (
            (
                r"<p[^>]*><strong>四、政府信息公开行政复议",
                "<p>— 3 —</p><p>-4-</p><p>【字体：大 中 小】 打印 关闭</p><p><strong>四、政府信息公开行政复议",
            ),
        ),
    ),
]


def cells_of(page: str, label: str) -> re.Match[str]:
    """The cells behind a label up to the end of their row."""
    match = re.search(
        rf"<td[^>]*>(?:<p[^>]*>)?{re.escape(label)}[^<]*(?:</p>)?</td>((?:<td.*?</td>)+)</tr>", page, re.S
    )
    assert match is not None, label
    return match


def with_row(page: str, label: str, *values: str, bare: bool = False) -> str:
    """The page with other values in the row; ``bare``: a blank is a cell without a paragraph."""
    match = cells_of(page, label)
    cells = "".join("<td></td>" if bare and not value else f"<td><p>{value}</p></td>" for value in values)
    return page[: match.start(1)] + cells + page[match.end(1) :]


def request_labels(form: str) -> dict[str, str]:
    return {row.key: row.label.split("（区分")[0] for row in REQUEST_FORMS[form].rows}


def with_pattern(
    page: str, case: str, keep: Callable[[str, str, Decimal | None], bool]
) -> tuple[str, dict[str, Value]]:
    """Table three with every cell blank that ``keep`` does not (its row, its applicant, its value)."""
    form = json.loads((REPORTS / case / "figures.json").read_text("utf-8"))["form3"]
    known, blanks = truth(case), {}
    for key, label in request_labels(form).items():
        if sum(other == label for other in request_labels(form).values()) > 1:
            continue
        printed = []
        for applicant in APPLICANTS:
            name = f"requests.{key}.{applicant.key}"
            kept = keep(key, applicant.key, known[name][1])
            printed.append(str(known[name][1]) if kept else "")
            blanks |= {} if kept else {name: None}
        page = with_row(page, label, *printed, bare=True)
    return page, blanks


def figures_of(report: Report) -> dict[str, tuple[str, Decimal | None]]:
    return {
        figure.key: (figure.kind, None if figure.value is None else Decimal(figure.value)) for figure in report.figures
    }


@pytest.mark.parametrize("variation", VARIATIONS, ids=lambda variation: variation.name)
def test_figures_are_those_of_the_report_that_was_changed(variation: Variation) -> None:
    report = parse(changed(variation).encode())
    found = figures_of(report)
    wanted = truth(variation.base) | {key: as_truth(value) for key, value in variation.values.items()}
    assert found == {key: value for key, value in wanted.items() if key not in variation.missing}
    assert [figure.key for figure in report.figures if figure.doubt] == []
    assert report.status == "read"


BLANKS: dict[str, Callable[[str, str, Decimal | None], bool]] = {
    "G-only-what-is-not-zero": lambda row, applicant, value: value != 0,
    "G-only-totals": lambda row, applicant, value: applicant == "total",
    "G-only-natural-persons-and-totals": lambda row, applicant, value: applicant in ("natural_person", "total"),
    "G-totals-of-rows-one-and-two-alone": lambda row, applicant, value: (
        applicant != "total" or row in ("received", "carried_in")
    ),
    "G-all-blank": lambda row, applicant, value: False,
}


@pytest.mark.parametrize("name", BLANKS)
@pytest.mark.parametrize("case", [FORM_2019, FORM_2021])
def test_blank_cells_stay_blank(case: str, name: str) -> None:
    page, blanks = with_pattern(source(case), case, BLANKS[name])
    report = parse(page.encode())
    assert figures_of(report) == truth(case) | dict.fromkeys(blanks, ("blank", None))
    assert report.status == "read"


INCREMENTS = [
    ("减4", -4),
    ("增5", 5),
    ("－2", -2),
    ("\u22122", -2),
    ("+9", 9),
    ("-14", -14),
    ("+1953", 1953),
    ("/", "/"),
]


@pytest.mark.parametrize(("printed", "value"), INCREMENTS)
def test_increments_keep_their_sign(printed: str, value: Value) -> None:
    page = with_row(source(FORM_2019), "行政许可", "343", printed, "3758")
    assert figures_of(parse(page.encode())) == truth(FORM_2019) | {"disclosure.licences.change": as_truth(value)}


def test_heads_that_lost_their_second_line_are_told_by_their_place() -> None:
    page = re.sub(r"本年新<br/>(?:制作|公开)数量", "本年新", source(FORM_2019))
    assert page.count(">本年新<") == 2
    assert figures_of(parse(page.encode())) == truth(FORM_2019)


def test_a_unit_in_the_head_is_the_unit_of_the_amount() -> None:
    page = source(FORM_2019).replace("采购总金额", "采购总金额（万元）")
    report = parse(page.encode())
    assert figures_of(report) == truth(FORM_2019)
    assert {figure.key: figure.unit for figure in report.figures}["disclosure.procurement.amount"] == "万元"


def test_what_cannot_be_is_kept_as_printed_and_its_check_fails() -> None:
    page = with_row(source(FORM_2019), "规范性文件", "80", "19", "7")
    report = parse(page.encode())
    keys = ("disclosure.normative.made", "disclosure.normative.published_total")
    assert [figures_of(report)[key][1] for key in keys] == [80, 7]
    assert ("published_total", "normative", "fails") in [(c.rule, c.subject, c.verdict) for c in report.checks]


def reviews_row(page: str) -> re.Match[str]:
    """The row of values of table four: the last of the page with fifteen cells of digits."""
    (found,) = re.finditer(r"<tr>(?:<td><p[^>]*>\d+</p></td>){15}</tr>", page)
    return found


def with_reviews(values: list[str], bare: bool = False) -> Report:
    page = source(FORM_2021)
    found = reviews_row(page)
    cells = "".join("<td></td>" if bare and not value else f"<td><p>{value}</p></td>" for value in values)
    return parse((page[: found.start()] + f"<tr>{cells}</tr>" + page[found.end() :]).encode())


def reviews_of(report: Report) -> list[Value]:
    return [figure.value for figure in report.figures if figure.key.startswith("reviews.")]


def test_totals_of_table_four_left_zero_stay_zero_and_fail() -> None:
    printed = ["10", "1", "0", "0", "0", "5", "0", "0", "0", "0", "0", "0", "0", "0", "0"]
    report = with_reviews(printed)
    assert reviews_of(report) == [int(value) for value in printed]
    failing = [check.subject for check in report.checks if check.verdict == "fails" and check.rule == "review_sum"]
    assert failing == ["reconsideration", "litigation_direct"]


def test_blank_cells_of_table_four_without_a_paragraph_are_blank() -> None:
    report = with_reviews([""] * 5 + ["0"] * 10, bare=True)
    assert reviews_of(report) == [None] * 5 + [0] * 10
    assert report.status == "read"


def test_sixteen_values_under_fifteen_heads_are_no_figures_unless_all_are_alike() -> None:
    assert reviews_of(with_reviews(["0"] * 16)) in ([0] * 15, [])
    assert reviews_of(with_reviews([*"1002311103200000"])) == []


def test_table_four_in_two_tables_heads_and_values() -> None:
    page = source(FORM_2021)
    found = reviews_row(page)
    page = page[: found.start()] + "</table><p></p><table>" + page[found.start() :]
    assert figures_of(parse(page.encode())) == truth(FORM_2021)


def test_lost_labels_leave_their_rows_out_and_move_nothing() -> None:
    page = source(FORM_2021)
    for label in ("1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及", "4.保护第三方合法权益"):
        page = re.sub(rf"<td><p[^>]*>{label}[^<]*</p></td>", "<td><p></p></td>", page)
    report = parse(page.encode())
    found, wanted = figures_of(report), truth(FORM_2021)
    assert {key: wanted[key] for key in found} == found
    assert report.status in ("read", "partial")
    assert len(found) >= len(wanted) - 4 * 7


def table_three_heads(page: str) -> str:
    """The rows of table three above its first row of figures, as they stand in the page."""
    match = re.search(
        r"<tr><td[^>]*><p[^>]*>（本列数据.*?</tr>(?=<tr><td[^>]*><p[^>]*>一、本年新收|\s*<tr><td[^>]*><p[^>]*>一、本年新收)",
        page,
        re.S,
    )
    assert match is not None
    return match[0]


def plain_row(first: str, *cells: str) -> str:
    return f'<tr><td colspan="3">{first}</td>' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def test_heads_of_three_full_rows_with_empty_cells() -> None:
    page = source(FORM_2021)
    heads = (
        plain_row("（本列数据的勾稽关系为：…）", "申请人情况", "", "", "", "", "", "")
        + plain_row("", "自然人", "法人或其他组织", "", "", "", "", "总计")
        + plain_row("", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "")
    )
    report = parse(page.replace(table_three_heads(page), heads).encode())
    assert figures_of(report) == truth(FORM_2021)


def test_heads_broken_over_four_rows() -> None:
    page = source(FORM_2021)
    heads = (
        plain_row("（本列数据的勾稽关系为：…）", "申请人情况", "", "", "", "", "", "")
        + plain_row("", "自然人", "法人或其他组织", "", "", "", "", "总计")
        + plain_row("", "", "商业", "科研", "社会公益", "法律服务", "其他", "")
        + plain_row("", "", "企业", "机构", "组织", "机构", "", "")
    )
    report = parse(page.replace(table_three_heads(page), heads).encode())
    assert figures_of(report) == truth(FORM_2021)


def test_five_columns_drawn_for_four() -> None:
    """Word's merges leave a column more than the form has, and every row spans it elsewhere."""
    spans = {
        "规章": (1, 2, 1, 1),
        "规范性文件": (2, 1, 1, 1),
        "行政许可": (1, 1, 2, 1),
        "其他对外管理服务事项": (1, 1, 1, 2),
    }
    page = source(FORM_2019)
    for label, widths in spans.items():
        match = re.search(
            rf"<tr>(<td>)<p[^>]*>{label}</p></td>(<td>)(.*?</td>)(<td>)(.*?</td>)(<td>)(.*?</td></tr>)", page
        )
        assert match is not None, label
        drawn = match[0]
        for width in widths:
            drawn = drawn.replace("<td>", f'<td colspan="{width}" >', 1)
        page = page.replace(match[0], drawn.replace(" >", ">"))
    page = page.replace('colspan="4"', 'colspan="5"')
    report = parse(page.encode())
    found, wanted = figures_of(report), truth(FORM_2019)
    assert {key: wanted[key] for key in found} == found
    assert {key for key in found if key.startswith("disclosure.")} >= {
        "disclosure.rules.made",
        "disclosure.fees.change",
    }


CLOAKS = {
    "pinyin": lambda page: page.replace("政府", "政(zheng)府").replace("公开", "公(gong)開(kāi)"),
    "syllables": lambda page: re.sub("([请数量])", r"\1shù", page),
    "over-converted": lambda page: page.translate(
        str.maketrans("开数制复议务项总计请构会发强罚规结维审诉讼", "開數製複議務項總計請構會發強罰規結維審訴訟")
    ),
}


@pytest.mark.parametrize("cloak", CLOAKS)
def test_copies_in_disguise_give_no_wrong_figure(cloak: str) -> None:
    """Their hosts are no government's; should such a file be added by hand, nothing of it is wrong."""
    page = CLOAKS[cloak](source(FORM_2021))
    assert page != source(FORM_2021)
    found, wanted = figures_of(parse(page.encode())), truth(FORM_2021)
    assert {key: wanted[key] for key in found} == found


def test_chapters_whose_tables_are_pictures_or_sentences_have_no_figures() -> None:
    page = source(FORM_2021)
    for kept in ("<img src='t.png'>", "<p>本年新收政府信息公开申请36件，上年结转1件。</p>"):
        report = parse(re.sub(r"<table.*?</table>", kept, page, flags=re.S).encode())
        assert (report.status, report.reason, report.figures) == ("narrative", "no-tables", ())


def test_statistics_that_count_their_chapters_anew_change_no_figure() -> None:
    page = source(FORM_2021)
    lead = "".join(
        f"<p>{ordinal}、{what}</p><p>做了这些。</p>"
        for ordinal, what in zip(
            "一二三四五六",
            ("总体情况", "重点领域公开", "依申请公开情况", "平台建设", "存在的主要问题", "下一步打算"),
            strict=True,
        )
    )
    report = parse(page.replace("<strong>一、总体情况", lead + "<strong>一、统计数据", 1).encode())
    assert figures_of(report) == truth(FORM_2021)
    assert report.status == "read"


def test_the_page_of_variations_names_only_what_is_there() -> None:
    """docs/variations.md: every folder and every test it names exists."""
    text = (ROOT / "docs" / "variations.md").read_text("utf-8")
    named = re.findall(r"`([^`]+)`", "\n".join(line for line in text.splitlines() if line.startswith("|")))
    assert len(named) > 80
    for name in named:
        if "::" in name:
            file, test = name.split("::")
            assert f"def {test}(" in (ROOT / "tests" / file).read_text("utf-8"), name
        elif name != "/2021-None":
            assert (REPORTS / name).is_dir() or (ROOT / name).is_dir(), name
