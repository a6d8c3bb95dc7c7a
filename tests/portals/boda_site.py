"""A Boda portal: pages that count down, a servlet that wants a Referer, a PDF shown by a script."""

from __future__ import annotations

from crawler.demo.catalogue import Entry, File
from crawler.demo.site import Ask, Reply
from tests.portals.base import SITE, Replica, column_page, host_of, link, text_of

SERVLET = "/system/_content/download.jsp"
_CAPTCHA = "<html><body><form>请输入验证码后下载：<input name='codeValue'></form></body></html>"


class BodaSite(Replica):
    system = "boda"
    column = "/zfxxgk/nb.htm"

    def answer(self, ask: Ask) -> Reply | None:
        if ask.path == SERVLET:
            return self._download(ask)
        screens = self.screens(host_of(ask))
        names = ["nb.htm", *(f"nb/{number}.htm" for number in range(len(screens) - 1, 0, -1))]
        path = ask.path.removeprefix("/zfxxgk/")
        return self._list(screens, names, names.index(path)) if path in names else None

    def _list(self, screens: list[list[tuple[str, Entry]]], names: list[str], number: int) -> Reply:
        up = "../" if number else ""
        rows = "".join(
            f'<li id="line_u8_{n}">{link(self._relative(url, up), entry)}<b>{entry.day.replace("-", "/")}</b></li>'
            for n, (url, entry) in enumerate(screens[number])
        )
        total = sum(map(len, screens))
        following = names[number + 1].removeprefix("nb/") if names[number + 1 :] else ""
        more = f'<a href="{"" if number else "nb/"}{following}">下页</a>' if following else "下页"
        pager = f'<span class="p_pages"><span class="p_next p_fun">{more}</span></span>'
        stated = f'<span class="p_t">共{total}条&nbsp;&nbsp;{number + 1}/{len(screens)}</span>'
        hot = f'<div class="hot"><a href="{self.address(self.entries[1])}">热点图解</a></div>'
        return column_page(f"{hot}<ul>{rows}</ul>{pager}{stated}")

    def _relative(self, url: str, up: str) -> str:
        return f"../{up}{url[1:]}" if url.startswith("/") else url

    def _download(self, ask: Ask) -> Reply | None:
        if "Referer" not in ask.headers:
            return Reply(_CAPTCHA.encode())
        return self.pages.get(f"{SERVLET}/{ask.query['wbfileid']}")

    def address(self, entry: Entry) -> str:
        return f"/info/1050/{entry.serial}.htm"

    def file_address(self, entry: Entry, file: File) -> str:
        if file.suffix == ".pdf":
            return f"/__local/2/30/25/{entry.serial:032X}_plan.pdf"
        return f"{SERVLET}/{entry.serial}"

    def body(self, entry: Entry) -> str:
        shown = "".join(
            f'<script>showVsbpdfIframe("{url}","100%","600","0","","");</script>'
            for url, _ in self.attached(entry)
            if url.endswith(".pdf")
        )
        query = f"urltype=news.DownloadAttachUrl&amp;owner=1744984858&amp;wbfileid={entry.serial}"
        listed = "".join(
            f'<li>附件【<a href="{SERVLET}?{query}">{name}</a>】已下载<span>12</span>次</li>'
            for url, name in self.attached(entry)
            if not url.endswith(".pdf")
        )
        inside = f'<div id="vsb_content_2"><div class="v_news_content">{text_of(entry)}{shown}</div></div>'
        return f'<form name="_newscontent_fromname">{inside}<ul>{listed}</ul><p>{SITE}</p></form>'


class CaptchaSite(BodaSite):
    """Asks for a captcha before every download."""

    def _download(self, ask: Ask) -> Reply | None:
        return Reply(_CAPTCHA.encode())


class CutSite(BodaSite):
    """Its last page is gone, its pager still counts it."""

    def answer(self, ask: Ask) -> Reply | None:
        return None if ask.path == "/zfxxgk/nb/1.htm" else super().answer(ask)
