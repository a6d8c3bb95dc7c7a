"""A replica of Hebei's platform: everything named by UUIDs, page two is ``index_2.html``, no link leads there."""

from __future__ import annotations

from uuid import UUID

from crawler.demo.site import Ask, Reply, gone, page
from tests.portals.replica import Replica, Report

_COLUMN = "/columns/29527d47-65f0-4e58-9a95-804549f339e9"


class Hebei(Replica):
    system = "hebei"
    column = f"{_COLUMN}/index.html"

    def address(self, report: Report) -> str:
        return f"{_COLUMN}/{report.day[:7].replace('-', '')}/{report.day[8:]}/{UUID(int=report.number)}.html"

    def file_address(self, report: Report) -> str:
        return f"/files/{UUID(int=report.number)}{report.suffix}"

    def listing(self, ask: Ask) -> Reply | None:
        name = ask.path.removeprefix(f"{_COLUMN}/").removesuffix(".html")
        number = 1 if name == "index" else int(name.removeprefix("index_") or 0) if name.startswith("index_") else 0
        if number == 1 and name != "index":
            return gone()
        if not number:
            return None
        pager = f"<div>共 {len(self.pages)} 页</div>"
        return page("年报", "", self.list_items(number) + pager) if self.read_page(number) else gone()
