"""A jpaas portal: page one in the HTML, the others as JSON that carries HTML. Two variants: the first page too comes by
script, and more is told only to ``paramJson``; or the number of the page is ignored and page one comes for ever."""

from __future__ import annotations

import json

from crawler.demo.catalogue import Entry, File
from crawler.demo.site import Ask, Reply
from tests.portals.base import PER_PAGE, Replica, column_page, host_of, items, json_reply, text_of

UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
VALUES = {
    "webId": "3185",
    "pageId": "1229014",
    "parseType": "bulidstatic",
    "pageType": "column",
    "tagId": "信息列表",
    "tplSetId": "52551ea0e2c14bca8c84792f7aa37ead",
}
_QUERY = "{" + ",".join(f"'{name}':'{value}'" for name, value in VALUES.items()) + "}"


class JpaasSite(Replica):
    system = "jpaas"
    column = "/col/col1229014/index.html"

    def answer(self, ask: Ask) -> Reply | None:
        if ask.path == self.column:
            return column_page(self.first(ask))
        if ask.path != UNIT or any(ask.query.get(name) != value for name, value in VALUES.items()):
            return None
        number, size = self.asked(ask)
        rows = self.rows(host_of(ask))[(number - 1) * size : number * size]
        html = f"<ul>\n\t{items(rows)}</ul>{self.pager(ask, number)}"
        answer = {"success": True, "code": "200", "message": "操作成功", "data": {"html": html}}
        return json_reply(json.dumps(answer, ensure_ascii=False).replace("\\t", "\t"))

    def first(self, ask: Ask) -> str:
        inside = f'<div class="page-content"><ul>{items(self.screens(host_of(ask))[0])}</ul></div>{self.pager(ask, 1)}'
        return f'<div class="box">{inside}</div>'

    def pager(self, ask: Ask, number: int) -> str:
        count = len(self.rows(host_of(ask)))
        return (
            f'<div class="pagination" count="{count}" rows="{PER_PAGE}" pageNo="{number}" unitUrl="{UNIT}"'
            f' queryData="{_QUERY}"></div>'
        )

    def asked(self, ask: Ask) -> tuple[int, int]:
        return int(ask.query.get("pageNo", "1")), int(ask.query.get("rows", PER_PAGE))

    def address(self, entry: Entry) -> str:
        year, month, day = (int(part) for part in entry.day.split("-"))
        return f"/art/{year}/{month}/{day}/art_1229014_{entry.serial}.html"

    def file_address(self, entry: Entry, file: File) -> str:
        return f"/attach/0/{entry.serial:032x}{file.suffix}"

    def body(self, entry: Entry) -> str:
        links = "".join(f'<p><a href="{url}">{name}</a></p>' for url, name in self.attached(entry))
        return f'<div id="zoom" class="art-con">{text_of(entry)}{links}</div>'


class ScriptedJpaasSite(JpaasSite):
    """Nothing in the page but the script; ``pageNo`` is heeded only inside ``paramJson``; no answer states a total."""

    def first(self, ask: Ask) -> str:
        source = "/script/AuthorizedRead/unitbuild.js"
        return f'<script src="{source}" url="{UNIT}" queryData="{_QUERY}"></script>'

    def pager(self, ask: Ask, number: int) -> str:
        return ""

    def asked(self, ask: Ask) -> tuple[int, int]:
        asked = json.loads(ask.query.get("paramJson", "{}"))
        return asked.get("pageNo", 1), min(asked.get("pageSize", 15), 4)


class StuckJpaasSite(JpaasSite):
    """Answers page one whatever is asked: what sites of this family do to visitors from far away."""

    def asked(self, ask: Ask) -> tuple[int, int]:
        return 1, PER_PAGE
