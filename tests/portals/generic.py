"""A replica of no family: a shell, a page around a frame, a pager of script, GBK under a wrong name, zips."""

from __future__ import annotations

import io
import zipfile

from crawler.demo.site import Ask, Reply, page
from tests.portals.replica import Replica, Report


class Generic(Replica):
    system = "generic"
    column = "/nb/jump.html"

    def address(self, report: Report) -> str:
        return f"/news/show/{report.day.replace('-', '')}{report.number:09}.html"

    def file_address(self, report: Report) -> str:
        return f"/files/{report.number}.zip"

    def files(self, report: Report) -> dict[str, Reply]:
        return {self.file_address(report): Reply(_zip(report), "application/zip")} if report.file else {}

    def article(self, report: Report) -> Reply:
        return _in_gbk(super().article(report))

    def listing(self, ask: Ask) -> Reply | None:
        if ask.path == self.column:
            return Reply(b'<html><script>window.location.href = "/gk/nb/index.html";</script></html>')
        if ask.path == "/gk/nb/index.html":
            return _in_gbk(page("年报", "", '<iframe src="list.jsp"></iframe>'))
        if ask.path != "/gk/nb/list.jsp":
            return None
        number = int(ask.query.get("page", "1"))
        script = '<script>function goPage(n) { location.href = "list.jsp?page=" + n; }</script>'
        # The pager is never at its end, and beyond it stands page one again.
        pager = f'<a href="javascript:goPage({number + 1})">下一页</a> 共{len(self.rows)}条'
        rows = self.list_items(number if self.read_page(number) else 1)
        return _in_gbk(page("年报", "", f"{script}{rows}<div>{pager}</div>"))


def _in_gbk(reply: Reply) -> Reply:
    text = reply.body.decode().replace('charset="utf-8"', 'charset="gb2312"')
    return Reply(text.encode("gb18030"), "text/html; charset=ISO-8859-1")


def _zip(report: Report) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo(f"{report.number}{report.suffix}"), report.file)
    return packed.getvalue()
