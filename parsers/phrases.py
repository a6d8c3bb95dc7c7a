"""How reports' prose states figures: the wordings of each topic, and of those who count and when, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

INTAKE = ("received", "concluded", "carried_in", "carried_out")
OUTCOMES = ("granted", "partly_granted", "denied", "unavailable", "dismissed", "other")
REVIEWS = ("reconsideration", "litigation")

# "260余条" and "5.3万条" are no exact figures, "30件次" counts something else.
_MEASURE = r"(?:件|起|例|条|份|宗|次)"
_COUNT = (
    r"(?P<count>(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?![\d.,]))" + _MEASURE + "(?!次|套|均|以上|以内|左右|多|余)"
)
_N = rf"(?:数量|总数)?(?:共计|总计|合计|共|为|是)?{_COUNT}"
_ASKED = (
    r"(?:(?:有关|各类|的)?(?:(?:政府|政务)?信息公开申请|政府信息依申请公开(?:申请)?|公开申请|申请公开政府信息"
    r"|依申请公开(?:政府信息)?(?:申请|事项)?|公开政府信息申请|申请))"
)
_INTAKE = r"(?:新收到?|新增|接收到?|收到|接到|受理|(?<![征回签查])收)(?:并受理)?"
_DONE = r"(?:办理完成|办理完毕|办理完结|办理办结|办理答复|办结答复|答复办结|办结|办理|答复)(?:完毕|并答复)?了?"
_LAST = r"(?:上一?年度?|上一个年度)"
_NEXT = r"(?:下一?年度?|下一个年度|次年|明年)"
_LATER = rf"(?:结转|转结|顺延|延期)(?:至|到|入)?{_NEXT}(?:继续)?(?:办理|答复|办结|处理)?"

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (topic, re.compile(pattern))
    for topic, pattern in (
        ("carried_in", rf"(?:{_LAST}结转|结转{_LAST}|{_LAST}转入)(?:至?本年度?)?(?:继续)?(?:办理|来)?的?{_ASKED}?{_N}"),
        ("carried_out", rf"{_LATER}的?{_ASKED}?{_N}"),
        ("carried_out", rf"{_COUNT}{_ASKED}?{_LATER}"),
        ("received", rf"新收到?{_ASKED}?{_N}"),
        ("received", rf"{_INTAKE}{_ASKED}{_N}"),
        ("partly_granted", rf"(?<!不)(?:予以)?部分公开{_ASKED}?{_N}"),
        ("granted", rf"(?<!不)予以公开{_ASKED}?{_N}"),
        ("granted", rf"{_COUNT}予以公开"),
        ("denied", rf"不予公开{_ASKED}?{_N}"),
        ("unavailable", rf"无法提供{_ASKED}?{_N}"),
        ("dismissed", rf"不予处理{_ASKED}?{_N}"),
        ("other", rf"其他处理{_ASKED}?{_N}"),
        ("concluded", rf"(?<!未){_DONE}{_ASKED}?{_N}"),
        ("reconsideration", rf"行政复议(?:案件|申请|案)?{_N}"),
        ("litigation", rf"行政诉讼(?:案件|案)?{_N}"),
        ("disclosed", rf"主动公开(?:各类)?(?:政府)?信息{_N}"),
    )
)
"""Topic -> how prose says it, tried in this order. The topics are rows of table three, groups of its rows, and the
routes of table four; ``disclosed`` (主动公开政府信息 N 条) has no row in any table since 2019."""

COUNTED = re.compile(rf"\d{_MEASURE}")
ABOUT_REQUESTS = re.compile(r"信息公开申请|依申请公开|公开申请|申请公开")
ABOUT_REVIEWS = re.compile(r"复议|诉讼")
ABOUT_OTHERS = re.compile(
    r"提案|议案|建议|工单|热线|留言|咨询|来信|来电|来访|信箱|许可|投诉|举报|舆情|督查|检查|发布|推送|解读|培训|文件|仲裁"
)
ELSEWHERE = re.compile(
    r"本级|办公[室厅]|政府办|通过|经由|方式|同期|去年|上半年|下半年|季度|以来|历年|近[两三四五]年"
    r"|(?!(?<!\d)(?:1月1日|12月31日))(?<!\d)\d{1,2}月"
)
"""Another level, time or way: what is counted behind these is a part of the whole, or another whole."""
PART = re.compile(
    rf"{ELSEWHERE.pattern}|渠道|网上|网络|在线|线上|信函|邮寄|邮件|当面|现场|窗口|传真|平台|街道|乡镇|部门|同比|部分县"
)
"""The same for a clause that counts something itself."""
LONGEST_START = 60
"""Characters before the statement in its clause: a longer start says more than who and when."""
REASON = re.compile(r"因|由于|属于|涉及|按照")


@dataclass(frozen=True, slots=True)
class Scope:
    """How a clause may begin and still speak of the whole: with the report's year, its own organ, adverbs."""

    organ: str
    year: int | None
    _starts: dict[str, str] = field(init=False, default_factory=dict)
    """Expressions, compiled when one is asked for: half a millisecond each, and each organ has its own."""

    def __post_init__(self) -> None:
        year = "" if self.year is None else f"{self.year}年度?|截[至止]{self.year}年(?:底|12月31日)|"
        time = rf"{year}本年度?|全年|年内|今年|当年|截[至止](?:年底|12月31日)|期间"
        number = r"(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十\d]{1,2}\.|[一二三四五六七八九]是)?"
        how = r"共计?|总共|累计|合计|总计|一共|已|均|都|依法|按时|按期|按规定|及时|有效|全部|实际"
        start = rf"{number}(?:{time}|{'|'.join(map(re.escape, _names(self.organ)))}|{how})*"
        because = r"(?:因|涉及|涉)?(?:政府|政务)?信息公开(?:工作|申请|事项|类|答复)*"
        caused = r"(?:引起|引发|产生|发生|涉及|而?被?(?:申请|提起|提出))?的?"
        self._starts["intake"] = rf"{start}(?:含|包括|包含|其中含|另有|另|还有|尚有)?"
        self._starts["outcome"] = rf"{start}(?:其中)?(?:决定|作出|依法|按规定)*"
        self._starts["review"] = rf"{start}(?:{because})?{caused}"

    def allows(self, topic: str, before: str, stated: str) -> bool:
        """May ``before`` stand before what is ``stated`` on ``topic`` in its clause, and the whole still be meant?"""
        kind = "review" if topic in REVIEWS else "intake"
        if topic in OUTCOMES or stated.startswith("新收"):
            # 其中 before 新收 parts it from what was carried in; before 收到 it would begin a part of the requests.
            kind = "outcome"
        if not before:
            return True
        return len(before) <= LONGEST_START and re.fullmatch(self._starts[kind], before) is not None


def _names(organ: str) -> list[str]:
    """How a report may speak of its own organ: 全市 in the report of a city's government, 我局 in that of a bureau.

    全市 in the report of a bureau is not the bureau, and 我办 in that of a government is its office.

    >>> _names("青溪市财政局")[-3:], _names("青溪县人民政府")[-3:]
    (['全局', '我局', '本局'], ['全县', '我县', '本县'])
    """
    names = ["本机关", "本行政机关", "本单位", "我单位"]
    names += [organ, organ.removesuffix("人民政府")] if organ else []
    last = re.search(r"(省|市|县|区|州|旗|盟|镇|乡)人民政府$", organ) or re.search(
        r"(局|委|厅|办|部|署|院|中心|街道)(?:员会|公室|公厅|办事处)?$", organ
    )
    return names + ([f"{whose}{last[1]}" for whose in "全我本"] if last is not None else [])
