"""A replica of a LonSun portal: a tree of organs, shells, and rows that come by ``/site/label/8888``."""

from __future__ import annotations

from crawler.demo.site import Ask, Reply, page
from tests.portals.replica import PER_PAGE, Replica, Report

_ORGAN, _EMPTY_ORGAN = "1681", "1682"
_LABEL = "/site/label/8888"
_CALL = (
    "IsAjax=1&dataType=html&labelName=publicInfoList&siteId=6781961&organId={organ}&type=3&catId="
    f"&pageSize={PER_PAGE}&pageIndex=1&action=list&isDate=true&file=%2Fxxgk%2FpublicInfoList_newest2020&_=0.4256"
)


class Lonsun(Replica):
    system = "lonsun"
    column = f"/public/column/{_ORGAN}?type=4&action=list"

    def address(self, report: Report) -> str:
        return f"/public/{_ORGAN}/{report.number}.html"

    def twin(self, report: Report) -> str:
        return f"{self.address(report)};jsessionid=0A1B2C"

    def file_address(self, report: Report) -> str:
        return f"/group6/M00/01/2A/wKg{report.number}{report.suffix}"

    def listing(self, ask: Ask) -> Reply | None:
        organ = ask.path.removeprefix("/public/column/")
        if ask.path == _LABEL and "_" not in ask.query:
            return self._label(ask)
        if organ in (_ORGAN, _EMPTY_ORGAN) and ask.query.get("type") == "4":
            links = [f'<a href="/public/column/{each}?type=4&catId=9">机构</a>' for each in (_ORGAN, _EMPTY_ORGAN)]
            return page("机构", "", "".join(links))
        if organ in (_ORGAN, _EMPTY_ORGAN) and ask.query == {"type": "3", "action": "list"}:
            call = f'$("#list").load("{_LABEL}?{_CALL.format(organ=organ)}");'
            return page("年报", "", f'<div id="list"></div><script>{call}</script>')
        return None

    def _label(self, ask: Ask) -> Reply:
        number = int(ask.query["pageIndex"])
        rows = self.read_page(number) if ask.query["organId"] == _ORGAN else []
        if not rows:
            return Reply("<div>暂无相关信息</div>".encode())
        items = "".join(
            f'<div class="xxgk_navli"><ul><li class="mc"><a href="{url}" title="{report.title}">{report.title}</a></li>'
            f'<li class="rq"><span class="date">{report.day}</span></li></ul></div>'
            for report, url in rows
        )
        pager = f'{{pageCount:{len(self.pages)},pageIndex:{number},total:"{len(self.rows)}"}}'
        return Reply(f'{items}<script>Ls.pagination(".pagination",{pager});</script>'.encode())
