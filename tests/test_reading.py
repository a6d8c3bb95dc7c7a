"""Titles, chapters, relations and formats: whose report it is, what it says, and whether its sums hold."""

from __future__ import annotations

import pytest

from parsers import parse
from parsers.forms import APPLICANTS, REQUESTS_2019
from parsers.model import Figure, Hint, Paragraph, Place
from parsers.relations import check_report
from parsers.sections import read_sections
from parsers.sniff import sniff
from parsers.titles import read_title


@pytest.mark.parametrize(
    ("text", "organ", "year"),
    [
        ("青溪市财政局2023年政府信息公开年度报告", "青溪市财政局", 2023),
        ("2021年区集体经济发展服务署政府信息公开年度报告", "区集体经济发展服务署", 2021),
        ("关于2021年度政府信息公开工作的年度报告", "", 2021),
        ("2022年度  政府信息公开工作年度报告", "", 2022),
        ("青溪市\n2020 年政府信息公开工作年度报告", "青溪市人民政府", 2020),
        ("青溪经济技术开发区2020年政府信息公开工作年度报告", "青溪经济技术开发区", 2020),
        ("2025 年青溪市人民政府办公厅政府信息公开\n工作年度报告", "青溪市人民政府办公厅", 2025),
        ("二〇一九年青溪县政府信息公开工作年度报告", "青溪县人民政府", 2019),
        ("青溪县石桥镇2018年政务信息公开年度报告-青溪县人民政府", "青溪县石桥镇人民政府", 2018),
        ("青溪市卫生健康局政府信息公开工作年度报告（2022年度）", "青溪市卫生健康局", 2022),
    ],
)
def test_titles_name_organ_and_year(text: str, organ: str, year: int) -> None:
    title = read_title(text)
    assert title is not None
    assert (title.organ, title.year) == (organ, year)


@pytest.mark.parametrize(
    "text",
    [
        "青溪市人民政府网站工作年度报表（2020年度）",
        "图解：青溪市2020年政府信息公开工作年度报告",
        "关于做好2021年政府信息公开工作年度报告编制工作的通知",
        "青溪市政府信息公开指南",
        "2020年法治政府建设年度报告",
        "全市政府信息公开工作年度报告显示，去年受理申请一百件。",
        "",
    ],
)
def test_look_alikes_have_no_title(text: str) -> None:
    assert read_title(text) is None


def test_chapters_by_wording_and_by_turn() -> None:
    lines = [
        "青溪市财政局",
        "全文由总体情况、主动公开政府信息情况等组成。",
        "一、2020年工作开展情况",
        "做了这些。",
        "二、行政机关主动公开政府信息情况",
        "三、收到和处理政府信息公开的申请情况",
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "五、存在的主要问题及改进情况\n问题不少。",
        "一、小标题不是第一章",
        "六、其他需要报告的事项",
    ]
    sections = read_sections([Paragraph(line) for line in lines])
    assert [(section.number, section.text.split("\n")[0]) for section in sections] == [
        (0, "青溪市财政局"),
        (1, "做了这些。"),
        (2, ""),
        (3, ""),
        (4, ""),
        (5, "问题不少。"),
        (6, ""),
    ]
    assert "小标题" in sections[5].text


def figures(**cells: str) -> dict[str, Figure]:
    """Table three of 2019, blank but for ``<row>__<applicant>``."""
    found = {}
    for key in REQUESTS_2019.figure_keys():
        printed = cells.get(key.removeprefix("requests.").replace(".", "__"), "")
        value = int(printed) if printed.isdecimal() else None
        kind = "number" if value is not None else "blank" if not printed else "text"
        found[key] = Figure(key, printed, kind, value, Place())  # type: ignore[arg-type]
    return found


def verdicts(cells: dict[str, str]) -> dict[tuple[str, str], tuple[str, object, object]]:
    checks = check_report(figures(**cells), "2019")
    return {(check.rule, check.subject): (check.verdict, check.left, check.right) for check in checks}


def test_a_zero_total_beside_ten_granted_fails_and_blank_columns_are_not_assessed() -> None:
    cells = {f"{row}__{column}": "10" for row in ("received", "granted") for column in ("natural_person", "total")}
    found = verdicts(cells | {"carried_in__natural_person": "0", "carried_in__total": "0", "concluded__total": "0"})
    assert found["balance", "total"] == ("fails", 10, 0)
    assert found["results_sum", "total"] == ("fails", 0, 10)
    assert found["results_sum", "natural_person"] == ("fails", 0, 10)
    assert found["balance", "business"] == ("not_assessable", None, None)
    assert found["row_sum", "received"] == ("holds", 10, 10)
    assert found["row_sum", "dismissed_repeat"] == ("not_assessable", None, None)


def test_totals_alone_claim_nothing_of_the_applicants() -> None:
    found = verdicts({"received__total": "7", "concluded__total": "7", "granted__total": "7"})
    assert found["row_sum", "received"] == ("not_assessable", None, None)
    assert found["results_sum", "total"] == ("holds", 7, 7)


def test_what_is_missing_text_or_in_doubt_is_not_assessed() -> None:
    cells = {f"{row.key}__{applicant.key}": "0" for row in REQUESTS_2019.rows for applicant in APPLICANTS}
    assert {verdict for verdict, _, _ in verdicts(cells).values()} == {"holds"}
    found = verdicts(cells | {"granted__business": "详见附表"})
    assert found["row_sum", "granted"][0] == found["results_sum", "business"][0] == "not_assessable"
    assert found["balance", "business"][0] == "holds"


@pytest.mark.parametrize(
    ("body", "media_type", "reason"),
    [
        (b"", "application/octet-stream", "empty"),
        (b" \n ", "text/plain", "empty"),
        (b"%PDF-1.4 cut", "application/pdf", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "application/x-ole-storage", "damaged"),
        (
            b"PK\x03\x04word/document.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "damaged",
        ),
        (b"<html><body>404 Not Found</body></html>", "text/html", "not-a-report"),
        ("<html><body>请稍候，安全验证</body></html>".encode(), "text/html", "blocked-page"),
        ("年度报告".encode(), "text/plain", "not-a-report"),
        (b"\x00\x01\x02", "application/octet-stream", "unsupported"),
    ],
)
def test_bad_input_has_a_reason(body: bytes, media_type: str, reason: str) -> None:
    report = parse(body)
    assert (sniff(body), report.status, report.reason) == (media_type, "refused", reason)
    assert len(report.problems) == 1


def test_a_hint_speaks_only_where_the_file_is_silent() -> None:
    hint = Hint("青溪市财政局2020年政府信息公开工作年度报告", "别的机关", 2011)
    assert (parse(b"", None, hint).organ, parse(b"", None, hint).year) == ("青溪市财政局", 2020)
    assert (parse(b"", None, Hint("", "别的机关", 2011)).organ, parse(b"", None, Hint("", "x", 2011)).year) == (
        "别的机关",
        2011,
    )


def test_a_table_that_was_not_read_is_no_narrative() -> None:
    chapters = "".join(
        f"<p>{heading}</p><p>做了一些工作。</p>" for heading in ("一、总体情况", "二、主动公开政府信息情况")
    )
    chapters += "<p>三、收到和处理政府信息公开申请情况</p><p>{}</p><p>五、存在的主要问题及改进情况</p><p>不多。</p>"
    page = f"<html><body><h1>青溪市财政局2020年政府信息公开工作年度报告</h1>{chapters}</body></html>"
    unread = parse(page.format("一、本年新收政府信息公开申请数量 各行挤在一起").encode())
    assert (unread.status, unread.reason) == ("partial", "missing-table")
    prose = parse(page.format("没有收到申请。").encode())
    assert (prose.status, prose.reason) == ("narrative", "no-tables")
