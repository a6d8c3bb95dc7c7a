"""Pages beside the reports that are no reports, though their titles or tables look like it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Decoy:
    id: str
    portal: Literal["trs", "hanweb"]
    organ: str
    place: str
    year: int
    title: str
    published_on: str
    group: Literal["zf", "bm", "xz"]
    html: str


def _website_form(organ: str, year: int, visits: int, mails: int) -> str:
    rows = (
        ("网站名称", f"{organ}门户网站"),
        ("独立用户访问总量（个）", str(visits)),
        ("网站总访问量（次）", str(visits * 3)),
        ("信息发布总数（条）", str(mails * 41)),
        ("留言办理：收到留言数量（条）", str(mails)),
        ("留言办理：办结留言数量（条）", str(mails)),
    )
    cells = "\n".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows)
    title = f"{organ}政府网站工作年度报表（{year}年度）"
    return f'<p><strong>{title}</strong></p>\n<table border="1"><tbody>\n{cells}\n</tbody></table>\n'


PICTURE = """<p style="text-align: center;"><strong>一图读懂</strong></p>
<p><svg xmlns="http://www.w3.org/2000/svg" width="480" height="220" role="img" aria-label="图解">
<rect width="480" height="220" fill="#eef4fb"/><circle cx="90" cy="110" r="60" fill="#2c6fb7"/>
<text x="90" y="118" font-size="26" fill="#fff" text-anchor="middle">公开</text>
<text x="180" y="90" font-size="20">新收申请、办结情况一看就懂</text>
<text x="180" y="130" font-size="20">更多内容请看年度报告全文</text></svg></p>
"""
NOTICE = """<p>各县区人民政府，市直各部门：</p>
<p style="text-indent: 2em;">为做好2021年度政府信息公开工作年度报告的编写和发布，现将有关事项通知如下。</p>
<p style="text-indent: 2em;">一、部门应当在1月31日前发布本单位上一年度的报告，县区政府应当在3月31日前发布。</p>
<p style="text-indent: 2em;">二、报告包括总体情况、主动公开政府信息情况等六个部分，表格用新格式，数据要前后一致。</p>
<p style="text-indent: 2em;">三、发布后请将链接报市政府办公室备案。</p>
<p style="text-align: right;">青溪市人民政府办公室</p>
"""
RULES = """<p style="text-indent: 2em;">第一条 为规范年度报告的编写、报送和发布，制定本制度。</p>
<p style="text-indent: 2em;">第二条 年度报告由局办公室起草，局务会审定后发布。</p>
<p style="text-indent: 2em;">第三条 发布以后发现差错的，应当更正并说明原因。</p>
"""

DECOYS = (
    Decoy(
        "qingxi-website-2020",
        "trs",
        "青溪市人民政府",
        "990100",
        2020,
        "青溪市人民政府门户网站2020年政府网站工作年度报表",
        "2021-01-29 09:00",
        "zf",
        _website_form("青溪市人民政府", 2020, 402117, 318),
    ),
    Decoy(
        "qingxi-notice-2021",
        "trs",
        "青溪市人民政府办公室",
        "990100",
        2021,
        "关于做好2021年度政府信息公开工作年度报告编制工作的通知",
        "2021-12-20 10:00",
        "zf",
        NOTICE,
    ),
    Decoy(
        "qingxi-picture-2022",
        "trs",
        "青溪市财政局",
        "990100",
        2022,
        "【图解】青溪市财政局2022年政府信息公开工作年度报告",
        "2023-01-17 15:00",
        "bm",
        PICTURE,
    ),
    Decoy(
        "yunling-website-2021",
        "hanweb",
        "云岭市人民政府",
        "990200",
        2021,
        "云岭市人民政府网站2021年度政府网站工作年度报表",
        "2022-01-30 16:00",
        "zf",
        _website_form("云岭市人民政府", 2021, 655021, 447),
    ),
    Decoy(
        "yunling-picture-2021",
        "hanweb",
        "云岭市人民政府",
        "990200",
        2021,
        "图解：云岭市人民政府2021年政府信息公开工作年度报告",
        "2022-03-30 09:00",
        "zf",
        PICTURE,
    ),
    Decoy(
        "yunling-rules-2019",
        "hanweb",
        "云岭市卫生健康局",
        "990200",
        2019,
        "云岭市卫生健康局政府信息公开工作年度报告制度",
        "2019-09-02 10:30",
        "bm",
        RULES,
    ),
)
