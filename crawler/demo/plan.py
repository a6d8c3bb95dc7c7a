"""Who publishes what: the invented organs, their years, formats and oddities."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from crawler.demo.content import Format, Paper, Style
from crawler.demo.figures import Size

PLACES = {
    "990000": "示例省",
    "990100": "青溪市",
    "990101": "镜月区",
    "990122": "松泉县",
    "990200": "云岭市",
    "990202": "云岫区",
}


@dataclass(frozen=True, slots=True)
class Issue:
    """One year's report of an organ. ``form`` says which forms tables two and three follow; ``seed`` whose figures."""

    year: int
    published_on: str
    body: Format | None = "html"
    attachment: Literal["docx", "pdf"] | None = None
    row: Literal["docx", "pdf"] | None = None
    form: tuple[str, str] | None = None
    seed: str | None = None
    title: str = "{organ}{year}年政府信息公开工作年度报告"
    style: Style = field(default_factory=Style)
    paper: Paper = field(default_factory=Paper)
    state: int | None = None
    gone_in: int | None = None

    @property
    def forms(self) -> tuple[str, str]:
        usual = "2019" if self.year <= 2020 else "2021"
        return self.form or (usual, usual)


@dataclass(frozen=True, slots=True)
class Organ:
    key: str
    name: str
    place: str
    portal: Literal["trs", "hanweb"]
    group: Literal["zf", "bm", "xz"]
    size: Size
    issues: tuple[Issue, ...]
    gap_before: int | None = None


YEAR_FIRST = "{year}年{organ}政府信息公开工作年度报告"
SPACED = "{organ} {year} 年政府信息公开工作年度报告"
SHORT = "{organ}{year}年政府信息公开年度报告"
NARROW = Style(stacked_heads=True)
SOCIAL = (("社会公益组织", "社会组织"),)
HALF_WIDTH = (("（", "("), ("）", ")"))
OLD_LABEL = (("行政规范性文件", "规范性文件"),)
AMOUNT_IN_HEAD = (("采购总金额", "采购总金额（万元）"),)
REVIEWED = (("政府信息公开行政复议、行政诉讼情况", "因政府信息公开工作被申请行政复议、提起行政诉讼情况"),)
TROUBLES = (("五、存在的", "五、政府信息公开工作存在的"),)
MAIN_WORK = (("一、总体情况", "一、工作基本情况"), ("二、主动公开政府", "二、行政机关主动公开政府"))
LOOSE_BANDS = (("第二十条第（", "第二十条 第("), ("）项", ")项"), ("一、总", "一、 总"))
BROKEN_HEADS = (("本年新制作数量", "本年新\n制作数量"), ("本年新公开数量", "本年新\n公开数量"))
WRONG_BANDS = (("第二十条第（一）", "第二十一条第（一）"),)
CHINESE_ORDINALS = tuple((f"{number}.", f"{number}、") for number in range(1, 9))
DAMAGED = (
    ("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
    ("上年结转", "上年转结"),
    ("现行有效件数", "现行有效件"),
    ("大量反复申请", "大量反复 申请"),
    ("这一情形", "这一情 形"),
)

ORGANS = (
    Organ(
        "qingxi-gov",
        "青溪市人民政府",
        "990100",
        "trs",
        "zf",
        Size(60, 20000, 30),
        (
            Issue(2019, "2020-03-20 09:12", attachment="docx", style=Style(bands_apart=True, wording=LOOSE_BANDS)),
            Issue(
                2020,
                "2021-03-26 10:05",
                attachment="pdf",
                seed="seed-0",
                title=SPACED,
                style=Style(total_beside=True, wording=HALF_WIDTH + TROUBLES),
            ),
            Issue(2021, "2022-03-28 16:40", body="notice", attachment="pdf", paper=Paper(size=12, margin=2.8)),
            Issue(2022, "2023-03-24 11:31", body="word-html", attachment="docx"),
        ),
    ),
    Organ(
        "qingxi-office",
        "青溪市人民政府办公室",
        "990100",
        "trs",
        "zf",
        Size(14, 60, 12),
        (
            Issue(2019, "2020-01-21 15:02", body="word-html", style=Style(stacked_heads=True)),
            Issue(2020, "2021-01-22 09:45", body="notice", attachment="docx", title=YEAR_FIRST),
            Issue(2021, "2022-01-24 10:10", form=("2019", "2019"), style=Style(upright=False)),
            Issue(
                2022,
                "2023-01-19 17:20",
                body=None,
                row="pdf",
                paper=Paper(repeat_heads=True, font="Noto Sans CJK SC"),
            ),
        ),
    ),
    Organ(
        "qingxi-finance",
        "青溪市财政局",
        "990100",
        "trs",
        "bm",
        Size(22, 40, 9),
        (
            Issue(2019, "2020-01-15 08:50", body="notice", attachment="docx", title=SHORT),
            Issue(2020, "2021-01-18 14:22", style=Style(outcome_column=False, wording=SOCIAL)),
            Issue(
                2021, "2022-01-20 10:36", body="notice", attachment="pdf", paper=Paper(labels=(1.0, 1.6, 3.0), size=9)
            ),
            Issue(2022, "2023-01-17 09:05", body="word-html", style=Style(total_beside=True, wording=CHINESE_ORDINALS)),
        ),
    ),
    Organ(
        "jingyue-approval",
        "青溪市镜月区审批服务管理局",
        "990101",
        "trs",
        "bm",
        Size(0, 30000, 1),
        (
            Issue(2020, "2021-01-27 16:18", style=Style(wording=REVIEWED)),
            Issue(
                2021,
                "2022-01-26 11:00",
                body="word-html",
                seed="seed-1",
                style=Style(wording=OLD_LABEL + TROUBLES),
            ),
            Issue(2022, "2023-01-28 10:00", body=None, row="docx", style=Style(bands_apart=True)),
        ),
    ),
    Organ(
        "songquan-gov",
        "松泉县人民政府",
        "990122",
        "trs",
        "zf",
        Size(18, 6000, 14),
        (
            Issue(
                2019,
                "2020-03-31 18:03",
                body="notice",
                attachment="docx",
                seed="seed-2",
                style=Style(outcome_column=False, wording=SOCIAL),
            ),
            Issue(2020, "2021-03-29 09:40", title=SPACED, style=Style(bands_apart=True, wording=HALF_WIDTH)),
            Issue(
                2021,
                "2022-03-30 15:27",
                body="notice",
                attachment="pdf",
                style=NARROW,
                paper=Paper(labels=(0.9, 1.5, 6.4), size=9, wide=True),
            ),
            Issue(2022, "2023-03-27 10:48", body="notice", attachment="docx", form=("2021", "2019")),
        ),
    ),
    Organ(
        "liudu-town",
        "松泉县柳渡镇人民政府",
        "990122",
        "trs",
        "xz",
        Size(3, 15, 1),
        (
            Issue(2019, "2020-01-10 09:30", body="word-html"),
            Issue(2021, "2022-01-12 16:55"),
            Issue(2022, "2023-01-11 08:42", body=None, row="pdf", paper=Paper(size=9.5)),
        ),
    ),
    Organ(
        "yunling-gov",
        "云岭市人民政府",
        "990200",
        "hanweb",
        "zf",
        Size(48, 50000, 25),
        (
            Issue(2019, "2020-03-25 10:20", title=SHORT, style=Style(group_rows=True)),
            Issue(
                2020,
                "2021-03-30 09:18",
                attachment="pdf",
                seed="seed-4",
                style=replace(NARROW, wording=AMOUNT_IN_HEAD),
                paper=Paper(labels=(1.1, 1.8, 6.2), size=9.5),
            ),
            Issue(2021, "2022-03-29 11:25"),
            Issue(
                2022,
                "2023-03-30 17:10",
                body="notice",
                attachment="docx",
                style=Style(total_beside=True, cut_before=18),
            ),
        ),
    ),
    Organ(
        "yunling-commerce",
        "云岭市商务和投资促进局",
        "990200",
        "hanweb",
        "bm",
        Size(5, 10, 2),
        (
            Issue(2019, "2020-01-20 14:00", style=Style(wording=WRONG_BANDS + MAIN_WORK)),
            Issue(
                2020,
                "2021-01-25 10:33",
                body="notice",
                attachment="docx",
                seed="seed-3",
                style=Style(wording=REVIEWED),
            ),
            Issue(2021, "2022-01-21 09:08", gone_in=2),
            Issue(2022, "2023-01-18 15:44", body="notice", attachment="pdf"),
        ),
    ),
    Organ(
        "yunling-health",
        "云岭市卫生健康局",
        "990200",
        "hanweb",
        "bm",
        Size(16, 800, 5),
        (
            Issue(
                2019,
                "2020-01-16 11:11",
                body=None,
                row="pdf",
                title=YEAR_FIRST,
                paper=Paper(split_rows=True, lead=9, labels=(1.0, 1.8, 3.4)),
            ),
            Issue(2020, "2021-01-20 16:30", body="word-html", style=Style(bands_apart=True)),
            Issue(2021, "2022-01-25 13:50", body="notice", attachment="docx"),
            Issue(2022, "2023-06-14 10:02", title=YEAR_FIRST, style=Style(wording=DAMAGED)),
        ),
        gap_before=2021,
    ),
    Organ(
        "yunxiu-gov",
        "云岭市云岫区人民政府",
        "990202",
        "hanweb",
        "zf",
        Size(26, 3000, 22),
        (
            Issue(2019, "2020-03-18 09:00", style=Style(total_beside=True, wording=BROKEN_HEADS)),
            Issue(
                2020,
                "2021-03-22 10:15",
                body="notice",
                attachment="pdf",
                paper=Paper(repeat_heads=True, split_rows=True, lead=5, labels=(1.0, 1.8, 3.6)),
            ),
            Issue(2021, "2022-03-25 14:36", style=Style(note="注：行政规范性文件现行有效件数含修订的件数。")),
            Issue(2022, "2023-03-28 09:52", state=2, body="word-html", attachment="docx", style=Style(padded=3)),
        ),
    ),
)
