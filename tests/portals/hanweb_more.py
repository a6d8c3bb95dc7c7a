"""Hanweb's two further dialects: a next group whose values are encrypted, and the information directory."""

from __future__ import annotations

import hashlib
import json

from crawler.demo.catalogue import Entry, File
from crawler.demo.site import Ask, Reply
from tests.portals.base import PER_PAGE, Replica, column_page, host_of, link, text_of

PROXY = "/module/web/jpage/dataproxy.jsp"
OLD_PROXY = "/module/jslib/jquery/jpage/dataproxy.jsp"
SEARCH = "/module/xxgk/search.jsp"
SECRET = "Zt8%2FqLxW%2BdY0kQ%3D%3D"  # as sent: any other spelling of it is refused
AREA, CLASS = "113700000045022274", "A0102"
_NOTHING = b"<datastore><recordset></recordset></datastore>"


class _HanwebArticles(Replica):
    system = "hanweb"

    def address(self, entry: Entry) -> str:
        year, month, day = (int(part) for part in entry.day.split("-"))
        return f"/art/{year}/{month}/{day}/art_12377_{entry.serial}.html"

    def file_address(self, entry: Entry, file: File) -> str:
        return f"/attach/0/{hashlib.md5(entry.id.encode(), usedforsecurity=False).hexdigest()}{file.suffix}"

    def body(self, entry: Entry) -> str:
        links = "".join(f'<p><a href="{url}">{name}</a></p>' for url, name in self.attached(entry))
        return f'<div id="zoom"><meta name="ContentStart"/>{text_of(entry)}{links}<meta name="ContentEnd"/></div>'


class EncryptedSite(_HanwebArticles):
    """Only ``page`` may change in the next group; asked in any other way the proxy answers an empty datastore."""

    column = "/col/col12377/index.html"

    def answer(self, ask: Ask) -> Reply | None:
        screens = self.screens(host_of(ask))
        if ask.path == self.column:
            store = self._store(screens, 0, group=True)
            unit = f'<a href="{PROXY}?columnid=12377&amp;unitid=38486"></a>'
            return column_page(f'<div id="38486"><script type="text/xml">{store}</script></div>{unit}')
        if ask.path != PROXY:
            return None
        known = ask.query.get("queryStr") == "Zt8/qLxW+dY0kQ=="
        if not known or "startrecord" in ask.query or "columnid" in ask.query:
            return Reply(_NOTHING, "text/xml")
        number = int(ask.query["page"])
        # Later answers name no group of their own: the next page is this address with another number.
        return Reply(self._store(screens, number, group=False).encode(), "text/xml; charset=utf-8")

    def _store(self, screens: list[list[tuple[str, Entry]]], number: int, group: bool) -> str:
        rows = screens[number] if number < len(screens) else []
        records = "".join(f"<record><![CDATA[<li>{link(url, e)}<b>{e.day}</b></li>]]></record>" for url, e in rows)
        total = f"<totalrecord>{sum(map(len, screens))}</totalrecord>"
        next_group = f'<nextgroup><![CDATA[<a href="{PROXY}?page=1&queryStr={SECRET}"></a>]]></nextgroup>'
        return f"<datastore>{total}{next_group if group else ''}<recordset>{records}</recordset></datastore>"


class OldProxySite(_HanwebArticles):
    """The first records in the page; the proxy of an older jpage answers a POST with a script."""

    column = "/col/col29411/index.html"

    def answer(self, ask: Ask) -> Reply | None:
        rows = self.rows(host_of(ask))
        if ask.path == self.column:
            records = "".join(f"<record><![CDATA[<li>{link(url, e)}</li>]]></record>" for url, e in rows[:PER_PAGE])
            script = f"var opt={{totalRecord:{len(rows)},perPage:{PER_PAGE},groupSize:1,proxyUrl:'{OLD_PROXY}'}};"
            unit = '<input value="columnid=29411&amp;unitid=38486">'
            store = f'<script type="text/xml"><datastore><recordset>{records}</recordset></datastore></script>'
            return column_page(f"<div>{store}<script>{script}</script>{unit}</div>")
        if ask.path != OLD_PROXY:
            return None
        if ask.method != "POST" or (ask.form.get("columnid"), ask.form.get("unitid")) != ("29411", "38486"):
            return Reply(b"var dataStore = [];", "text/javascript")
        first, last = int(ask.query["startrecord"]), int(ask.query["endrecord"])
        strings = [json.dumps(f"<li>{link(url, e)}<b>{e.day}</b></li>") for url, e in rows[first - 1 : last]]
        return Reply(f"var dataStore = [{', '.join(strings)}];".encode(), "text/javascript")


class DirectorySite(_HanwebArticles):
    """A frame; its rows come from ``search.jsp``, to a POST that a browser's script would send."""

    column = f"/col/col315154/index.html?vc_xxgkarea={AREA}&number={CLASS}"

    def answer(self, ask: Ask) -> Reply | None:
        if ask.path == "/col/col315154/index.html":
            return column_page(f'<div id="div315154"></div><script src="/module/xxgk/tree.jsp?area={AREA}"></script>')
        if ask.path != SEARCH or ask.method != "POST":
            return None
        wanted = {"infotypeId": CLASS, "area": AREA, "divid": "div315154"}
        if "Referer" not in ask.headers or any(ask.form.get(name) != value for name, value in wanted.items()):
            return Reply(b"<table></table>")
        return Reply(self._rows(ask, int(ask.form["currpage"])).encode())

    def _rows(self, ask: Ask, number: int) -> str:
        screens = self.screens(host_of(ask))
        rows = "".join(
            f'<tr class="tr_main_value_odd"><td>{link(url, entry)}</td><td>{entry.day}</td></tr>'
            for url, entry in (screens[number - 1] if number <= len(screens) else [])
        )
        total = sum(map(len, screens))
        return f"<table>{rows}</table><div>共<span>{total}</span>条 {number}/{-(-total // PER_PAGE)}页</div>"
