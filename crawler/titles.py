"""Is this link an annual report on government information disclosure? Judged by its title alone."""

from __future__ import annotations

import re

from parsers.titles import find_year

_SPACE = re.compile(r"\s+")
_SUFFIX = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|et|zip|rar|7z|ofd|s?html?)$", re.I)
_REPORT = re.compile(r"(?:政府|政务)?信息公开(?:工作)?.{0,6}(?:报告|年报)")
# Inside an annual column titles are often bare: 某某局2020年年报, 2019年度报告.
_YEAR = r"(?:20\d{2}|二[〇○零０O0][一二三四五六七八九〇○零０O0]{2})"
_BARE = re.compile(rf"^.{{0,20}}{_YEAR}年?度?(?:年度)?(?:报告|年报)$")
_DECOY = re.compile(
    r"网站.{0,6}(?:工作)?(?:年度)?(?:工作)?(?:报表|年报|年度报告)"  # the yearly form on the website's own operation
    r"|图解|一图读懂|一图看懂|图说|解读"  # about a report
    r"|公开指南|公开目录|依申请公开|公开制度"
    r"|(?:通知|制度|办法|方案|意见|培训|会议)$|编制工作"  # on how to write reports
    r"|法治政府|政府工作报告|统计公报|预算|决算|预决算"
)


_PAGE = re.compile(r"第(\d{1,4})页，共(\d{1,4})页")


def page_title(number: int, total: int) -> str:
    """What a picture is called that is one page of a report published as pictures.

    >>> page_place(page_title(2, 5)), page_place("附件2.jpg")
    ((2, 5), None)
    """
    return f"第{number}页，共{total}页"


def page_place(title: str) -> tuple[int, int] | None:
    """(number, total) of such a picture; None for any other title."""
    found = _PAGE.fullmatch(title)
    return (int(found[1]), int(found[2])) if found else None


def _plain(title: str) -> str:
    return _SUFFIX.sub("", _SPACE.sub("", title))


def is_report(title: str) -> bool:
    """Whether a link of an annual-report column with this title leads to a report.

    >>> is_report("示例市财政局2025年政府信息公开工作年度报告")
    True
    >>> is_report("示例县人民政府 2021年 政府网站工作年度报表")
    False
    >>> is_report("一图读懂：2021年政府信息公开工作年度报告")
    False
    """
    plain = _plain(title)
    if _DECOY.search(plain):
        return False
    return bool(_REPORT.search(plain) or _BARE.match(plain))


def covered_year(title: str, listed_on: str | None) -> int | None:
    """The year a listed report covers: as its title says, else the year before the day beside it.

    >>> covered_year("示例局政府信息公开年报", "2026-01-28"), covered_year("示例局2019年年报", "2020-12-01")
    (2025, 2019)
    """
    year = find_year(title)
    return year if year is not None or not listed_on else int(listed_on[:4]) - 1
