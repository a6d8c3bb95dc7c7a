"""A replica of a Hanweb jcms portal: an empty list, records as XML in a script, the rest from ``dataproxy.jsp``.

With the traps of the field: the datastore twice in the page, dates over three lines, index numbers that look like
dates, a proxy that refuses who is no browser's script, attachments through a servlet that redirects.
"""

from __future__ import annotations

import hashlib
from functools import cache
from html import escape
from urllib.parse import urlencode

from crawler.demo.catalogue import Catalogue, Entry, File, Shown
from crawler.demo.site import Ask, Reply, cut, fragment, gone, http_date, hub, meta_tags, page, unknown

COLUMN = "/col/col12377/index.html"
PROXY = "/module/web/jpage/dataproxy.jsp"
SERVLET = "/module/download/downfile.jsp"
PER_PAGE, GROUP_SIZE = 4, 3
_GROUP = PER_PAGE * GROUP_SIZE
_UNIT = {"appid": "1", "webid": "110", "path": "/", "columnid": "12377", "unitid": "38486", "webname": "云岭市人民政府"}
_SITE = "云岭市人民政府"


class HanwebSite:
    """Articles are static, the list's further records are not."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._pages = cache(self._publish)

    def reply(self, ask: Ask, state: int) -> Reply:
        if ask.path == PROXY:
            return self._proxy(ask, self.catalogue.shown("hanweb", state))
        if ask.path == SERVLET:
            where = f"/attach/0/{ask.query.get('filename', '')}"
            return Reply(b"", status=302, headers={"Location": where})
        return self._pages(state).get(ask.path) or unknown()

    def _publish(self, state: int) -> dict[str, Reply]:
        shown = self.catalogue.shown("hanweb", state)
        home = hub(_SITE, "990200", COLUMN, "/zwgk/")
        pages = {"/robots.txt": gone(), "/": home, "/zwgk/": home, COLUMN: _column(shown)}
        for entry in self.catalogue.gone("hanweb", state):
            pages |= dict.fromkeys(_addresses(entry), gone())
        for item in shown:
            pages |= _article_pages(item)
        return pages

    def _proxy(self, ask: Ask, shown: list[Shown]) -> Reply:
        if "Referer" not in ask.headers or ask.headers.get("X-Requested-With") != "XMLHttpRequest":
            return Reply(b"", status=403)
        values = {**ask.query, **ask.form}
        if any(values.get(name) != value for name, value in _UNIT.items() if name in ("columnid", "unitid", "webid")):
            return _answer(shown, 0, 0)
        if "startrecord" in values:
            return _answer(shown, int(values["startrecord"]) - 1, int(values["endrecord"]))
        group = int(values["page"])
        return _answer(shown, group * _GROUP, (group + 1) * _GROUP)


def _column(shown: list[Shown]) -> Reply:
    store = _datastore(shown, 0, _GROUP)
    desktop = f'<div class="list-bd"><div id="38486"><script type="text/xml">{store}</script></div></div>'
    mobile = f'<div class="phone"><script type="text/xml">{store}</script></div>'
    options = f"totalRecord:{len(shown)},perPage:{PER_PAGE},groupSize:{GROUP_SIZE},dataBefore:'<ul>',proxyUrl:'{PROXY}'"
    body = f"{desktop}{mobile}<script>var opt={{{options}}};</script>"
    return page("政府信息公开年报", meta_tags(_SITE, ""), body)


def _answer(shown: list[Shown], start: int, end: int) -> Reply:
    return Reply(_datastore(shown, start, end).encode(), "text/xml; charset=utf-8")


def _datastore(shown: list[Shown], start: int, end: int) -> str:
    records = "\n".join(
        f"<record><![CDATA[{_record(item, start + number)}]]></record>" for number, item in enumerate(shown[start:end])
    )
    values = {"page": str(end // _GROUP), **_UNIT, "permissiontype": "0"}
    link = f'<nextgroup><![CDATA[<a href="{PROXY}?{urlencode(values)}"></a>]]></nextgroup>' if end < len(shown) else ""
    total = f"<totalrecord>{len(shown)}</totalrecord><totalpage>{-(-len(shown) // PER_PAGE)}</totalpage>"
    return f"<datastore>\n{link}\n{total}\n<recordset>\n{records}\n</recordset></datastore>"


def _record(item: Shown, number: int) -> str:
    url, title = _address(item.place), escape(item.entry.title)
    year, month, day = item.place.day.split("-")
    if number % 2:
        index = f"{year}-{month}-{item.place.serial % 100000:05}"
        return (
            f"<tr><td>{index}</td><td><a href='{url}' title='{title}'>{title}</a></td><td>[{item.place.day}]</td></tr>"
        )
    date = f'<span class="time">\n  {year}-\n  {month}-\n  {day}\n</span>'
    return f'<li><a href="{url}" target="_blank" title="{title}">{cut(title)}</a>{date}</li>'


# -- articles


def _file_name(entry: Entry, number: int, file: File) -> str:
    return hashlib.md5(f"{entry.id}/{number}".encode(), usedforsecurity=False).hexdigest() + file.suffix


def _address(entry: Entry) -> str:
    if entry.files_as("row"):
        return f"/attach/0/{_file_name(entry, 0, entry.files[0])}"
    year, month, day = (int(part) for part in entry.day.split("-"))
    return f"/art/{year}/{month}/{day}/art_12377_{entry.serial}.html"


def _addresses(entry: Entry) -> list[str]:
    files = [f"/attach/0/{_file_name(entry, n, file)}" for n, file in enumerate(entry.files) if file.role != "body"]
    return [_address(entry), *files]


def _article_pages(item: Shown) -> dict[str, Reply]:
    modified = http_date(item.entry.published_on)
    pages = {
        f"/attach/0/{_file_name(item.place, number, file)}": Reply(
            file.path.read_bytes(), file.media_type, modified=modified
        )
        for number, file in enumerate(item.entry.files)
        if file.role != "body"
    }
    if not item.place.files_as("row"):
        pages[_address(item.place)] = _article(item, modified)
    return pages


def _article(item: Shown, modified: str) -> Reply:
    entry = item.entry
    links = "".join(
        f'<p><a href="{SERVLET}?classid=0&amp;filename={_file_name(item.place, number, file)}">'
        f"{escape(entry.title)}{file.suffix}</a></p>"
        for number, file in enumerate(entry.files)
        if file.role == "attachment"
    )
    index = f"{entry.place}00/{entry.day[:4]}-{entry.serial % 100000:05}"
    body = f"""<table class="xxgk_table"><tr><th>索&nbsp;引&nbsp;号：</th><td>{index}</td>
<th>文&nbsp;&nbsp;&nbsp;号：</th><td></td></tr><tr><th>发布机构：</th><td>{escape(entry.organ)}</td><th>发布时间：</th>
<td>{item.place.published_on}</td></tr></table>
<div class="title">{escape(entry.title)}</div>
<!--ZJEG_RSS.content.begin--><div id="zoom"><meta name="ContentStart"/>{fragment(entry)}
{links}
<meta name="ContentEnd"/></div><!--ZJEG_RSS.content.end-->"""
    return page(f"{_SITE} {entry.title}", meta_tags(_SITE, "", entry), body, modified)
