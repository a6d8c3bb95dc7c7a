"""Two portals of Guangdong: an NFCMS column, and a gkmlpt catalogue whose annual nodes are rows and a jump."""

from __future__ import annotations

import json

from crawler.demo.catalogue import Entry, File
from crawler.demo.site import Ask, Reply, http_date, page
from tests.portals.base import Replica, column_page, host_of, items, json_reply, text_of

SID = "755041"


class NfcmsSite(Replica):
    system = "nfcms"
    column = "/zwgk/xxgknb/index.html"

    def answer(self, ask: Ask) -> Reply | None:
        screens = self.screens(host_of(ask))
        folder = self.column.removesuffix("index.html")
        names = ["index.html", *(f"index_{number}.html" for number in range(2, len(screens) + 1))]
        if not ask.path.startswith(folder) or ask.path.removeprefix(folder) not in names:
            return None
        number = names.index(ask.path.removeprefix(folder))
        following = f'<a class="next" href="{folder}{names[number + 1]}">下一页</a>' if names[number + 1 :] else ""
        script = "<script>var NFCMS_SITE_ID = '755001';</script>"
        last = f'<a class="last" href="http://{host_of(ask)}{folder}{names[-1]}">末页</a>'
        return column_page(f'{script}<ul class="news_list">{items(screens[number])}</ul>{following}{last}')

    def twin(self, entry: Entry, host: str) -> str:
        """The mobile copy."""
        return self.address(entry).replace("/post_", "/mpost_")

    def address(self, entry: Entry) -> str:
        return f"/zwgk/xxgknb/content/post_{entry.serial}.html"

    def file_address(self, entry: Entry, file: File) -> str:
        return f"/attachment/0/88/{entry.serial}{file.suffix}"

    def body(self, entry: Entry) -> str:
        links = "".join(f'<a class="nfw-cms-attachment" href="{u}" alt="{n}">{n}</a>' for u, n in self.attached(entry))
        return f'<div class="news_cont_d_wrap article-content">{text_of(entry)}<p>{links}</p></div>'


class GkmlptSite(NfcmsSite):
    """The newest three rows by the interface, one's body only in a script; the others where a node jumps to."""

    system = "gkmlpt"
    column = "/czj/gkmlpt/index"
    own = 3

    def __init__(self) -> None:
        super().__init__()
        self.older = NfcmsSite()
        self.older.entries = self.entries[self.own :]

    def answer(self, ask: Ask) -> Reply | None:
        if ask.path == self.column:
            return page("政府信息公开目录", "", f"<script>{_config(self._tree(ask))}</script><div id='app'></div>")
        if ask.path == "/czj/gkmlpt/api/all/109" and ask.query.get("sid") == SID:
            return self._api(ask, int(ask.query["page"]))
        return self.older.answer(ask)

    def _tree(self, ask: Ask) -> list[dict[str, object]]:
        def node(number: int, name: str, jump: str = "") -> dict[str, object]:
            return {"id": number, "name": name, "parent": 0, "post_count": 3, "jump_url": jump, "children": []}

        older = node(110, "历年年报", f"http://{host_of(ask)}{self.older.column}")
        annual = node(109, "政府信息公开年报") | {"children": [older]}
        return [node(101, "机构职能"), annual]

    def _api(self, ask: Ask, number: int) -> Reply:
        shown = self.entries[: self.own][(number - 1) * 2 : number * 2]
        articles = [self._row(entry, host_of(ask)) for entry in shown]
        answer = {"classify": {"id": 109}, "total": self.own, "articles": articles}
        return json_reply(json.dumps(answer, ensure_ascii=False))

    def _row(self, entry: Entry, host: str) -> dict[str, object]:
        url = f"http://{host}{self.address(entry)}"
        return {
            "id": entry.serial,
            "title": entry.title,
            "date": f"{entry.published_on}:00",
            "url": url,
            "post_url": "",
        }

    def address(self, entry: Entry) -> str:
        if entry in self.entries[: self.own]:
            return f"/gkmlpt/content/{entry.serial // 10**6}/{entry.serial // 10**3}/post_{entry.serial}.html"
        return super().address(entry)

    def article(self, entry: Entry) -> Reply:
        if entry is not self.entries[0]:
            return super().article(entry)
        detail = json.dumps({"content": self.body(entry)}, ensure_ascii=False).replace("<", "\\u003C")
        script = f"<script>window._CONFIG = {{ SID: '{SID}', DETAIL: {detail} }};</script>"
        return page(
            entry.title, "", f"<h1>{entry.title}</h1>{script}<div id='app'></div>", http_date(entry.published_on)
        )


class RefusingSite(GkmlptSite):
    """Its interface answers an error that calls itself 200; the node that jumps is well."""

    def _api(self, ask: Ask, number: int) -> Reply:
        return json_reply('{"code": 500, "message": "系统繁忙"}')


def _config(tree: list[dict[str, object]]) -> str:
    return f"window._CONFIG = {{\n SID: '{SID}',\n TREE: {json.dumps(tree, ensure_ascii=False)},\n DETAIL: null }};"
