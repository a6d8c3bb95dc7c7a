"""A replica of an Openness portal: a page of organs, a list for each, files shown by a viewer."""

from __future__ import annotations

from urllib.parse import quote

from crawler.demo.site import Ask, Reply, page
from tests.portals.replica import Replica, Report

_ORGAN, _SECOND = "61ea09e6886688b9748b4567", "61ea09e6886688b9748b4568"
_LIST = "/xxgk/opennessContent/"


class Openness(Replica):
    system = "openness"
    column = "/xxgk/openness/"

    def address(self, report: Report) -> str:
        return f"/xxgk/openness/detail/annual_report/{report.hex}.html"

    def file_address(self, report: Report) -> str:
        return f"/uploads/{report.number}{report.suffix}"

    def article(self, report: Report) -> Reply:
        viewer = f'<iframe src="/pdfjs/web/viewer.html?file={quote(self.file_address(report), safe="")}"></iframe>'
        body = f'<div class="wzcon">{report.body}{viewer if report.file else ""}</div>'
        return page(report.title, "", f"<div><div>{body}</div></div>")

    def listing(self, ask: Ask) -> Reply | None:
        if ask.path == self.column:
            links = [
                f'<li>机关 <a href="{_LIST}?branch_id={organ}&amp;column_code=070000">年报</a>'
                f'<a href="{_LIST}?branch_id={organ}&amp;column_code=010000">指南</a></li>'
                for organ in (_ORGAN, _SECOND)
            ]
            return page("公开", "", "".join(links))
        if ask.path != _LIST or ask.query.get("column_code") != "070000":
            return None
        if ask.query["branch_id"] == _SECOND:
            first = self.reports[0]
            return page("年报", "", f'<ul><li><a href="{self.address(first)}">{first.title}</a></li></ul>')
        number = int(ask.query.get("page", "1"))
        further = f'<a href="{_LIST}?branch_id={_ORGAN}&amp;column_code=070000&amp;page={number + 1}">下一页</a>'
        pager = f"共{len(self.rows)}条记录 {further if number < len(self.pages) else ''}"
        return page("年报", "", f"{self.list_items(number)}<div>{pager}</div>")
