"""Whose report of which year a text is, told from titles; and what only looks like such a report."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.text import normalise

# 政府信息公开工作年度报告 and its relatives (VARIATIONS.md A), white space already removed.
REPORT = re.compile(
    r"(?:政府|政务)?信息公开(?:工作)?(?:的)?(?:年度)?(?:工作)?(?:情况)?(?:年度)?(?:工作)?(?:的)?(?:报告|年报)"
)
# Look-alikes that land in the same columns and are no reports (VARIATIONS.md A, PORTALS.md 13.5).
LOOK_ALIKE = re.compile(
    r"网站.{0,6}(?:工作)?(?:年度)?(?:报表|年报)|图解|一图|读懂|解读|指南|目录|通知|的函$|制度|绩效|评价|法治政府|半年|工作要点|工作总结|考核|格式"
)
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?:年度?|(?=政府信息|政务信息))|(二[〇○零O0][〇○零一二三四五六七八九]{2})年度?")
_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_SITE = re.compile(r"[_|｜]|\s[-—–]\s|(?<=[告报])[-—–]")
_TRIM = " \t\n\r　《》“”\"'‘’（）()[]【】:：、，,。.·-—–_"
# What the name of an administrative organ ends with.
ORGAN_END = re.compile(
    r"(政府|办公[室厅]|局|委员?会?|厅|部|署|院|处|科|办|中心|所|站|队|社|室|街道|镇|乡|苏木|馆|公司|银行|区|县|市|省|州|盟|旗|团|院)$"
)

# Schools, hospitals and companies publish reports of their own, by other rules (条例 art. 55) and without the tables.
_PUBLIC_BODY = re.compile(r"(大学|学院|学校|中学|小学|幼儿园|医院|公司|集团|银行)(?:20\d{2}[-—–至](?:20)?\d{2}学年)?$")
# A sentence that speaks of the report is not its title, but may quote it.
_QUOTED = re.compile(rf"《([^《》]*{REPORT.pattern}[^《》]*)》")
_SENTENCE = re.compile(r"[,;:。!?]|^.{80}")
_PLACE = re.compile(r"[省市县区旗州盟镇乡]$")
_ZONE = re.compile(r"(开发|园|新|示范|高新|管理|度假|试验|保税|景|产业|技术|集聚|工业)区$")


@dataclass(frozen=True, slots=True)
class Title:
    """``organ`` is empty and ``year`` None where the title does not say; ``text`` is the title, white space removed."""

    text: str
    organ: str
    year: int | None


def read_title(text: str) -> Title | None:
    """Read a report's title; None if ``text`` is not one.

    >>> read_title("吴忠市人民政府\\n2020 年政府信息公开工作年度报告")
    Title(text='吴忠市人民政府2020年政府信息公开工作年度报告', organ='吴忠市人民政府', year=2020)
    >>> read_title("2022年上海市政府信息公开工作年度报告").organ
    '上海市人民政府'
    >>> read_title("按照条例要求，现将某局2020年政府信息公开工作年度报告公布如下。") is None
    True
    >>> read_title("现将《某局2020年政府信息公开工作年度报告》公布如下。").organ
    '某局'
    >>> read_title("某市政府网站工作年度报表（2020年度）") is None
    True
    """
    for piece in _SITE.split(normalise(text)):
        squeezed = re.sub(r"\s+", "", piece)
        quoted = _QUOTED.search(squeezed)
        squeezed = quoted[1] if quoted else squeezed
        match = REPORT.search(squeezed)
        if match is None or LOOK_ALIKE.search(squeezed) or _SENTENCE.search(squeezed):
            continue
        if not match[0].startswith("政") and _PUBLIC_BODY.search(_YEAR.sub("", squeezed[: match.start()]).strip(_TRIM)):
            continue
        year = _YEAR.search(squeezed)
        return Title(squeezed.strip(_TRIM), _organ(squeezed, match), _number(year))
    return None


def find_year(text: str) -> int | None:
    """The year a title names, whatever else it says.

    >>> find_year("二〇一九年度政府信息公开年度报告"), find_year("信息公开年报（ 2020 年）"), find_year("年报")
    (2019, 2020, None)
    """
    squeezed = re.sub(r"\s+", "", normalise(text))
    return _number(_YEAR.search(squeezed) or re.search(r"(?<!\d)(20\d{2})(?!\d)()", squeezed))


def _number(match: re.Match[str] | None) -> int | None:
    return None if match is None else int(match[1] or match[2].translate(_DIGITS))


def _organ(squeezed: str, report: re.Match[str]) -> str:
    """What is left of the title without the year and the words of the report."""
    before = _YEAR.sub("", squeezed[: report.start()])
    after = _YEAR.sub("", squeezed[report.end() :])
    for candidate in (before, after):
        name = _balanced(re.sub(r"^关于|的$|^\d{4}年?度?", "", candidate.strip(_TRIM)).strip(_TRIM))
        if name.endswith("人民"):
            name += "政府"  # 某镇人民政府信息公开工作年度报告: its 政府 is that of both
        if ORGAN_END.search(name):
            # "X市…年度报告" is the report of its government, not of its office (FORM.md, Law and timetable). A zone is
            # run by a committee and keeps its name.
            return f"{name}人民政府" if _PLACE.search(name) and not _ZONE.search(name) else name
    return ""


def _balanced(name: str) -> str:
    """A character that has no code is written as two in brackets, and may be the first of a name."""
    return f"({name}" if name.count(")") > name.count("(") else name


def is_look_alike(title: str) -> bool:
    """Does this title belong to one of the documents that stand beside the reports but are none?"""
    return bool(LOOK_ALIKE.search(re.sub(r"\s+", "", normalise(title))))
