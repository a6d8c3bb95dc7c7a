"""A replica of Jiangxi's platform: rows as JSON by POST; it knows only the body by ids; GET answers 404."""

from __future__ import annotations

import json

from crawler.demo.site import Ask, Reply, gone, page
from tests.portals.replica import PER_PAGE, Replica, Report

_IDS = {"channelId": "1464826838016110592", "websiteId": "1452557302441140224", "siteId": "7036"}


class Jiangxi(Replica):
    system = "jiangxi"
    column = "/slxrmzf/xxgkn142/pc/list.html"

    def address(self, report: Report) -> str:
        return f"/slxrmzf/xxgkn142/pc/content/content_{10**18 + report.number}.html"

    def file_address(self, report: Report) -> str:
        return f"/slxrmzf/xxgkn142/files/{report.number}{report.suffix}"

    def listing(self, ask: Ask) -> Reply | None:
        if ask.path == self.column:
            values = ", ".join(f"{name}='{value}'" for name, value in _IDS.items())
            return page("年报", "", f"<div id=\"list\"></div><script>var {values}, codeName='xxgkn142';</script>")
        if ask.path != "/queryList":
            return None
        return gone() if ask.method == "GET" else self._rows(ask)

    def _rows(self, ask: Ask) -> Reply:
        known = _IDS.items() <= ask.form.items()
        # The server gives what it likes, not the fifteen that are asked for.
        rows = self.read_page(int(ask.form["pageNo"])) if known else []
        results = [{"source": self._source(report, url)} for report, url in rows]
        total, pages = (len(self.rows), -(-len(self.rows) // PER_PAGE)) if known else (0, 0)
        data = {"code": 200, "data": {"total": total, "pages": pages, "results": results}}
        return Reply(json.dumps(data, ensure_ascii=False).encode(), "application/json")

    def _source(self, report: Report, url: str) -> dict[str, object]:
        urls = json.dumps({"mobile": url.replace("/pc/", "/mobile/"), "pc": url})
        return {"id": str(10**18 + report.number), "title": report.title, "pubDate": report.day, "urls": urls}
