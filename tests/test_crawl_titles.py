"""Titles as listings print them: which lead to a report."""

from __future__ import annotations

import pytest

from crawler.titles import is_report
from parsers.titles import find_year

REPORTS = {
    "示例市财政局2025年政府信息公开工作年度报告": 2025,
    "2020年示例县政府信息公开年报": 2020,
    "示例区人民政府办公室政府信息公开工作年度报告（2021年）": 2021,
    "示例局政府信息公开年度报告": None,
    "示例市审批服务管理局 2021 年政府信息公开工作年度报告.pdf": 2021,
    "示例镇二〇一九年政府信息公开工作年度报告": 2019,
    "示例镇二○二○年政务信息公开年报": 2020,
    "示例市统计局2019年度报告": 2019,
    "示例局2020年年报": 2020,
    "示例市财政局2025年政府信息公开工作年度报告（图片版）": 2025,
    "示例县2018年信息公开工作情况年度报告": 2018,
}
DECOYS = [
    "青溪市人民政府门户网站2020年政府网站工作年度报表",
    "示例县2021年度政府网站工作年度报表",
    "政府网站年度工作报表（2022年度）",
    "【图解】青溪市财政局2022年政府信息公开工作年度报告",
    "一图读懂示例市2021年政府信息公开工作年度报告",
    "《示例市2021年政府信息公开工作年度报告》解读",
    "关于做好2021年度政府信息公开工作年度报告编制工作的通知",
    "示例市卫生健康局政府信息公开工作年度报告制度",
    "示例市政府信息公开指南",
    "示例市依申请公开年度报告",
    "示例市2021年法治政府建设年度报告",
    "2022年政府工作报告",
    "示例市2020年国民经济和社会发展统计公报",
    "示例局2021年部门决算",
    "手机版",
    "",
]


@pytest.mark.parametrize(("title", "year"), REPORTS.items())
def test_reports(title: str, year: int | None) -> None:
    assert is_report(title)
    assert find_year(title) == year


@pytest.mark.parametrize("title", DECOYS)
def test_decoys(title: str) -> None:
    assert not is_report(title)
