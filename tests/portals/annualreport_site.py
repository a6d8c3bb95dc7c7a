"""One address an organ and year: one organ's pages are its reports, the other's list links to articles."""

from __future__ import annotations

from dataclasses import replace

from crawler.demo.catalogue import Entry, File
from crawler.demo.site import Ask, Reply
from tests.portals.base import Replica, column_page, host_of, items, text_of

SERVLET = "/module/xxgk/xxgkAnnualReport.jsp"
HERE, OTHER = "113308240026143666", "113308240026143777"


class AnnualReportSite(Replica):
    system = "annualreport"
    column = SERVLET

    corrected = False  # a report is replaced under its address

    def answer(self, ask: Ask) -> Reply | None:
        if ask.path != SERVLET:
            return None
        area, year = ask.query.get("area", HERE), ask.query.get("fbtime", "")
        if area == OTHER:
            rows = [row for row in self.rows(host_of(ask)) if not self.is_own(row[1])]
            half = ask.query.get("page", "1")
            return column_page(f"<ul>{items(rows[:2] if half == '1' else rows[2:])}</ul>{self._pages(half)}")
        if not year:
            return column_page(self.years())
        shown = [self.article(entry) for entry in self.entries if self.is_own(entry) and entry.day[:4] == year]
        if self.corrected and year == "2021":
            return replace(shown[0], body=shown[0].body.replace("依申请公开".encode(), "依申请公开（更正）".encode()))
        return shown[0] if shown else column_page("<p>该年度暂无信息。</p>" * 9)

    def _pages(self, half: str) -> str:
        return f'<a href="{SERVLET}?area={OTHER}&amp;page=2">下一页</a>' if half == "1" else ""

    def years(self) -> str:
        """Links to years as links, in scripts and as options; to organs as links."""
        years = sorted({entry.day[:4] for entry in self.entries if self.is_own(entry)})
        links = [
            f'<a href="{SERVLET}?area={HERE}&amp;fbtime={years[0]}">{years[0]}</a>',
            f'<a href="javascript:void(0)" onclick="show(\'{SERVLET}?fbtime={years[0]}&amp;area={HERE}\')">同</a>',
        ]
        links += [f'<select><option value="{SERVLET}?area={HERE}&amp;fbtime={y}">{y}</option></select>' for y in years]
        return f'{"".join(links)}<a href="{SERVLET}?area={OTHER}">财政局</a>'

    def is_own(self, entry: Entry) -> bool:
        """Its report stands at the year's own address."""
        return entry.kind == "report" and not entry.files_as("attachment")

    def address(self, entry: Entry) -> str:
        if self.is_own(entry):
            return f"{SERVLET}?area={HERE}&fbtime={entry.day[:4]}"
        year, month, day = (int(part) for part in entry.day.split("-"))
        return f"/art/{year}/{month}/{day}/art_1_{entry.serial}.html"

    def file_address(self, entry: Entry, file: File) -> str:
        return f"/attach/0/{entry.serial:032x}{file.suffix}"

    def body(self, entry: Entry) -> str:
        links = "".join(f'<p><a href="{url}">{name}</a></p>' for url, name in self.attached(entry))
        return f'<div class="main-txt">{text_of(entry)}{links}</div>'


class TemplateSite(AnnualReportSite):
    """The same, its years drawn by script: nothing links to them."""

    def years(self) -> str:
        return f'<script>drawYears("{HERE}");</script><a href="{SERVLET}?area={OTHER}">财政局</a>'
