"""The chapters' text: invented, plain, and in step with the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from crawler.demo.content import Chapter, Figures, Style

OPEN = (
    "全年在门户网站发布各类信息{a}条，通过公众号推送{b}条，信箱留言{c}件都有回音。",
    "这一年，公开专栏新增信息{a}条，其中民生类占到三成；政务新媒体发稿{b}篇，点击最多的是办事提醒。",
    "我们把群众问得最多的事项整理成清单贴在网上，一年更新{c}次，阅读量{a}人次。",
    "围绕预算、用地、教育、医疗等领域，本年度上网信息{a}条，配发解读{c}篇。",
    "办事大厅设有查阅点{c}处，接待来访{b}人次，当场打印材料{a}页。",
)
HANDLE = (
    "申请件由专人登记、专柜存放，到期前三天提醒，没有出现超期。",
    "受理窗口、邮寄和网上渠道都开着，答复前先请法律顾问看一遍。",
    "对说不清楚的申请，先打电话问明用途再补正，省去来回奔波。",
    "答复书统一编号，附上救济途径，当月归档。",
)
MANAGE = (
    "文件起草时就写明公开属性，不公开的要说出理由。",
    "清理过时文件{c}件，网上同步标注失效。",
    "每季度核对一次栏目，发现错字{c}处，当天改正。",
    "新印发的文件一律先编号后上网，目录与正文同时更新。",
)
PLATFORM = (
    "网站检索做了改版，按年份和主题都能查到历年年报。",
    "把两个少有人看的账号并成一个，更新反而勤了。",
    "手机端字体放大一号，老人看得清楚。",
    "栏目从{c}个减到{d}个，找东西少点两次鼠标。",
)
WATCH = (
    "年内培训{d}场，到场{b}人次；抽查单位{c}家，退回重做{d}家。",
    "请来{d}位居民代表提意见，收到建议{c}条，采纳过半。",
    "考核结果在院内张榜，末位的写出说明。",
)
TROUBLES = (
    "有的栏目更新慢，月初的事月底才见到；",
    "解读材料多是文字，图示偏少；",
    "基层经办人员常换，新手上手慢；",
    "部分答复书写得太短，申请人看不明白；",
    "旧文件底数还没有全部摸清；",
)
REMEDIES = (
    "明年要按月通报更新情况，逾期的点名；",
    "给每篇重要文件配一张图和一段语音；",
    "编一本薄薄的办件手册，人手一册；",
    "请申请人给答复打分，低于三分的重新沟通；",
    "用半年时间把旧文件逐份登记；",
)
LAST = ("没有其他需要报告的事项。", "无。", "本年度未收取信息处理费。", "全年发出收费通知0件，收取信息处理费0元。")


@dataclass(frozen=True, slots=True)
class Quoted:
    """The figures the prose repeats; a report whose prose errs passes other numbers than its table's."""

    received: int
    carried_in: int
    granted: int
    concluded: int
    carried_out: int
    reconsiderations: int
    lawsuits: int

    @classmethod
    def of(cls, figures: Figures) -> Quoted:
        rows = ("received", "carried_in", "granted", "concluded", "carried_out")
        received, carried_in, granted, concluded, carried_out = (
            int(figures[f"requests.{row}.total"].quantity) for row in rows
        )
        routes = ("reconsideration", "litigation_direct", "litigation_after")
        reconsiderations, direct, after = (int(figures[f"reviews.{route}.total"].quantity) for route in routes)
        return cls(received, carried_in, granted, concluded, carried_out, reconsiderations, direct + after)


def preamble(organ: str, year: int) -> str:
    rng = Random(f"preamble-{organ}-{year}")
    opening = rng.choice(
        (
            f"按照《政府信息公开条例》的要求，现将{organ}{year}年度政府信息公开情况报告如下。",
            f"这是{organ}向社会公布的{year}年度报告，分六个部分。",
            f"{organ}{year}年度报告全文由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六部分组成。",
            f"本报告由{organ}编写，依据是《政府信息公开条例》第五十条。",
        )
    )
    return f"{opening}数据统计期限为{year}年1月1日至{year}年12月31日。"


def chapters(organ: str, year: int, quoted: Quoted, style: Style) -> tuple[Chapter, ...]:
    """The six chapters with their prescribed headings."""
    rng = Random(f"prose-{organ}-{year}")
    note = (style.note,) if style.note else ()
    written = (
        Chapter("一、总体情况", _general(rng, year, quoted)),
        Chapter("二、主动公开政府信息情况", table="disclosure", after=note),
        Chapter("三、收到和处理政府信息公开申请情况", table="requests"),
        Chapter("四、政府信息公开行政复议、行政诉讼情况", table="reviews"),
        Chapter("五、存在的主要问题及改进情况", _troubles(rng)),
        Chapter("六、其他需要报告的事项", (rng.choice(LAST),)),
    )
    return tuple(replace(chapter, heading=style.word(chapter.heading)) for chapter in written)


def _general(rng: Random, year: int, quoted: Quoted) -> tuple[str, ...]:
    return (
        "（一）主动公开。" + _pick(rng, OPEN, 2),
        "（二）依申请公开。" + _applications(year, quoted) + _pick(rng, HANDLE, 1) + _disputes(quoted),
        "（三）政府信息管理。" + _pick(rng, MANAGE, 2),
        "（四）平台建设。" + _pick(rng, PLATFORM, 1),
        "（五）监督保障。" + _pick(rng, WATCH, 2),
    )


def _pick(rng: Random, pool: Sequence[str], count: int) -> str:
    sentences = rng.sample(pool, count)
    return "".join(
        sentence.format(
            a=rng.randrange(300, 9000), b=rng.randrange(40, 900), c=rng.randrange(6, 40), d=rng.randrange(2, 6)
        )
        for sentence in sentences
    )


def _applications(year: int, quoted: Quoted) -> str:
    if not quoted.received and not quoted.carried_in:
        return f"{year}年没有收到公开申请。"
    return (
        f"{year}年新收政府信息公开申请{quoted.received}件，上年结转{quoted.carried_in}件，"
        f"办结{quoted.concluded}件，其中予以公开{quoted.granted}件，结转下年度{quoted.carried_out}件。"
    )


def _disputes(quoted: Quoted) -> str:
    if not quoted.reconsiderations and not quoted.lawsuits:
        return ""
    return f"因信息公开引起行政复议{quoted.reconsiderations}件，行政诉讼{quoted.lawsuits}件。"


def _troubles(rng: Random) -> tuple[str, ...]:
    troubles = "".join(rng.sample(TROUBLES, 2)).removesuffix("；")
    remedies = "".join(rng.sample(REMEDIES, 2)).removesuffix("；")
    return (f"不足之处：{troubles}。", f"改进打算：{remedies}。")
