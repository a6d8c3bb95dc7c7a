"""A WebPlus portal: ``list2.htm``, totals in elements of their own, a PDF in a player that nothing links to."""

from __future__ import annotations

from crawler.demo.catalogue import Entry, File
from crawler.demo.site import Ask, Reply
from tests.portals.base import PER_PAGE, Replica, column_page, host_of, items, text_of


class WebplusSite(Replica):
    system = "webplus"
    column = "/xxgknb/list.htm"

    def answer(self, ask: Ask) -> Reply | None:
        screens = self.screens(host_of(ask))
        names = [f"/xxgknb/list{number or ''}.htm" for number in (0, *range(2, len(screens) + 1))]
        if ask.path not in names:
            return None
        number = names.index(ask.path)
        target = names[number + 1] if names[number + 1 :] else "javascript:void(0);"
        pager = f"""<div class="wp_paging"><span>每页&nbsp;<em class="per_count">{PER_PAGE}</em>&nbsp;记录</span>
<span>总共&nbsp;<em class="all_count">{sum(map(len, screens))}</em>&nbsp;记录</span>
<a class="next" href="{target}"><span>下一页&gt;&gt;</span></a>
<em class="curr_page">{number + 1}</em>/<em class="all_pages">{len(screens)}</em></div>"""
        return column_page(f'<ul class="wp_article_list">{items(screens[number])}</ul>{pager}')

    def address(self, entry: Entry) -> str:
        return f"/{entry.day[:4]}/{entry.day[5:].replace('-', '')}/c123a{entry.serial}/page.htm"

    def file_address(self, entry: Entry, file: File) -> str:
        return f"/_upload/article/files/{entry.serial:08x}/report{file.suffix}"

    def body(self, entry: Entry) -> str:
        files = "".join(
            f'<div class="wp_pdf_player" pdfsrc="{url}" sudyfile-attr="{{\'title\':\'{name}\'}}"></div>'
            if url.endswith(".pdf")
            else f"<a href=\"{url}\" sudyfile-attr=\"{{'title':'{name}'}}\">{name}</a>"
            for url, name in self.attached(entry)
        )
        return f'<div class="wp_articlecontent">{text_of(entry)}{files}</div>'
