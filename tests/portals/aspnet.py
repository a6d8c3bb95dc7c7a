"""A replica of a WebForms site: one page after the other, each by the hidden fields of the one before."""

from __future__ import annotations

from crawler.demo.site import Ask, Reply, page
from tests.portals.replica import Replica, Report


class Aspnet(Replica):
    system = "aspnet"
    column = "/gk/list.aspx?cid=9"

    def address(self, report: Report) -> str:
        return f"/gk/InfoShow.aspx?id={report.number}"

    def file_address(self, report: Report) -> str:
        return f"/down.aspx?id={report.number}"

    def files(self, report: Report) -> dict[str, Reply]:
        if not report.file:
            return {}
        # The name in the bytes of its server's locale, as headers must not carry it and do.
        name = f"{report.title}{report.suffix}".encode("gbk").decode("latin-1")
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return {self.file_address(report): Reply(report.file, "application/x-msdownload", headers=headers)}

    def article(self, report: Report) -> Reply:
        link = f'<a href="{self.file_address(report)}">下载</a>' if report.file else ""
        return page(report.title, "", f'<div><div><div class="content">{report.body}{link}</div></div></div>')

    def listing(self, ask: Ask) -> Reply | None:
        if ask.path != "/gk/list.aspx" or ask.query != {"cid": "9"}:
            return None
        number = int(ask.form.get("__EVENTARGUMENT", "1"))
        if number > 1 and ask.form.get("__VIEWSTATE") != _state(number - 1):
            return Reply("验证视图状态失败".encode(), status=500)
        links = [f"<a href=\"javascript:__doPostBack('Pager1','{n}')\">{n}</a>" for n in range(1, len(self.pages) + 1)]
        fields = f'<input type="hidden" name="__VIEWSTATE" value="{_state(number)}">'
        pager = f"{''.join(links)} 共{len(self.pages)}页"
        form = f'<form method="post" action="./list.aspx?cid=9">{fields}{self.list_items(number)}<p>{pager}</p></form>'
        return page("年报", "", form)


def _state(number: int) -> str:
    return f"/wEPDw+{number}=="
