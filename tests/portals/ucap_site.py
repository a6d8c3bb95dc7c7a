"""A UCAP portal behind ``jump.shtml``: one channel a year, most as files, one by the interface."""

from __future__ import annotations

import hashlib
import json

from crawler.demo.catalogue import Entry, File
from crawler.demo.site import Ask, Reply
from tests.portals.base import Replica, column_page, host_of, items, json_reply, text_of

FOLDER = "/shili/xxgknb/"
CHANNEL = "0123456789abcdef0123456789abcdef"
_NEWEST = 3
_SIZE = 2


class UcapSite(Replica):
    """The newest rows come by the interface, in the channel of 2023; the older ones are files in that of 2021."""

    system = "ucap"
    column = f"{FOLDER}jump.shtml"

    def answer(self, ask: Ask) -> Reply | None:
        rows = self.rows(host_of(ask))
        if ask.path == f"/common/search/{CHANNEL}":
            return self._results(rows[:_NEWEST], int(ask.query["page"]))
        files = self._files(rows[_NEWEST:])
        return files.get(ask.path)

    def _files(self, rows: list[tuple[str, Entry]]) -> dict[str, Reply]:
        target = "/shili/c116116/zfxxgk_gknbz.shtml"
        years = """<ul><li><a href="../xxgknb2023n/zfxxgk_gknbz.shtml">2023年</a></li><li><a href="javascript:void(0)"
onclick="go('/shili/c116116/2021xxgkndbg.shtml')">2021年政府信息公开年报</a></li></ul>"""
        query = "_isAgg=true&_isJson=true&_pageSize=2&_template=index&page=1"
        shell = f'var channelId="{CHANNEL}";$.get("/common/search/"+channelId+"?{query}", render);'
        pages = {
            self.column: Reply(f"<html><script>window.location.href='{target}'</script></html>".encode()),
            target: column_page(years),
            "/shili/xxgknb2023n/zfxxgk_gknbz.shtml": column_page(f'<div id="listCon"></div><script>{shell}</script>'),
        }
        screens = [rows[start : start + 3] for start in range(0, len(rows), 3)]
        for number, screen in enumerate(screens, 1):
            call = f"createPageHTML('page_div',{len(screens)}, {number},'2021xxgkndbg','shtml',{len(rows)});"
            name = f"2021xxgkndbg{'' if number == 1 else f'_{number}'}.shtml"
            body = f'<ul id="body">{items(screen)}</ul><div id="page_div"><script>{call}</script></div>'
            pages[f"/shili/c116116/{name}"] = column_page(body)
        return pages

    def _results(self, rows: list[tuple[str, Entry]], number: int) -> Reply:
        results = [
            {"title": e.title, "url": url, "publishedTimeStr": f"{e.published_on}:00", "content": "一、总体情况…"}
            for url, e in rows[(number - 1) * _SIZE : number * _SIZE]
        ]
        data = {"total": len(rows), "page": number, "rows": _SIZE, "channelId": CHANNEL, "results": results}
        return json_reply(json.dumps({"data": data}, ensure_ascii=False))

    def twin(self, entry: Entry, host: str) -> str:
        """A report that stands in the channels of two years."""
        return f"http://{host}{self.address(entry)}"

    def address(self, entry: Entry) -> str:
        name = hashlib.md5(entry.id.encode(), usedforsecurity=False).hexdigest()
        return f"/shili/c116116/{entry.day[:7].replace('-', '')}/{name}.shtml"

    def file_address(self, entry: Entry, file: File) -> str:
        return self.address(entry).removesuffix(".shtml") + f"/files/report{file.suffix}"

    def body(self, entry: Entry) -> str:
        links = "".join(f'<p><a href="{url}">{name}</a></p>' for url, name in self.attached(entry))
        text = f"<UCAPCONTENT>{text_of(entry)}{links}</UCAPCONTENT>"
        title = f"<UCAPTITLE>{entry.title}</UCAPTITLE><PUBLISHTIME>{entry.published_on}</PUBLISHTIME>"
        return f'{title}<div class="article_content" id="zoomcon">{text}</div>'


class NumberedSite(UcapSite):
    """Names page two ``_1``."""

    def _files(self, rows: list[tuple[str, Entry]]) -> dict[str, Reply]:
        files = super()._files(rows)
        files["/shili/c116116/2021xxgkndbg_1.shtml"] = files.pop("/shili/c116116/2021xxgkndbg_2.shtml")
        return files
