"""A replica of an EmpireCMS site with the robots.txt it is delivered with: articles allowed, attachments not."""

from __future__ import annotations

from crawler.demo.site import Ask, Reply, page
from tests.portals.replica import Replica, Report

_LISTS = ("/e/action/ListInfo/", "/e/action/ListInfo/index.php")


class Empire(Replica):
    system = "empire"
    column = "/e/action/ListInfo/?classid=174"
    robots = b"User-agent: *\nDisallow: /d/\nDisallow: /e/class/\nDisallow: /e/data/\n"

    def address(self, report: Report) -> str:
        return f"/e/action/ShowInfo.php?classid=174&id={report.number}"

    def file_address(self, report: Report) -> str:
        return f"/d/file/{report.number}{report.suffix}"

    def listing(self, ask: Ask) -> Reply | None:
        if ask.path not in _LISTS:
            return None
        number = int(ask.query.get("page", "0")) + 1
        further = f'<a href="{_LISTS[1]}?page={number}&amp;classid=174">下一页</a>' if number < len(self.pages) else ""
        pager = f'<div class="epages"><a title="总数">&nbsp;<b>{len(self.rows)}</b> </a>{further}</div>'
        return page("年报", "", self.list_items(number) + pager)
