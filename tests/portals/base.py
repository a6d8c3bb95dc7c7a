"""What the replicas of the CMS families have in common: the demo's documents, listed in the manner of each family.

Each replica has a hub, a column of several pages, five reports (both forms; bodies, PDF and DOCX attachments), the
yearly form on the website and an infographic as decoys, and one report listed a second time under another address.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from crawler.demo.catalogue import Entry, File, load
from crawler.demo.site import Ask, Reply, cut, fragment, gone, http_date, meta_tags, page, unknown

SHOWN = (
    "yunling-gov-2022",
    "qingxi-picture-2022",
    "qingxi-gov-2021",
    "yunxiu-gov-2021",
    "songquan-gov-2020",
    "qingxi-website-2020",
    "yunling-commerce-2019",
)
PER_PAGE = 3
SITE = "示例市人民政府"
_SIBLINGS = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开")


class Replica:
    """A portal of one family. What stands as a file is in ``pages``; ``answer`` is for what a program answers."""

    system = ""
    column = ""

    def __init__(self) -> None:
        known = {entry.id: entry for entry in load().entries}
        self.entries = [known[name] for name in SHOWN]
        self.pages: dict[str, Reply] = {"/robots.txt": gone(), "/": self.hub()}
        for entry in self.entries:
            self.pages |= self.files(entry)
            self.pages[self.address(entry)] = self.article(entry)

    def reply(self, ask: Ask, state: int) -> Reply:
        return self.answer(ask) or self.pages.get(ask.path) or unknown()

    def answer(self, ask: Ask) -> Reply | None:
        return None

    @property
    def reports(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.kind == "report"]

    # -- what a family says in its own way

    def address(self, entry: Entry) -> str:
        raise NotImplementedError

    def file_address(self, entry: Entry, file: File) -> str:
        raise NotImplementedError

    def body(self, entry: Entry) -> str:
        """The article's body with its attachments, in the family's containers."""
        raise NotImplementedError

    # -- what all share

    def hub(self) -> Reply:
        links = "".join(f'<li><a href="{self.column}">{name}</a></li>' for name in _SIBLINGS)
        return page(SITE, meta_tags(SITE, ""), f"<ul>{links}</ul>")

    def article(self, entry: Entry) -> Reply:
        head = meta_tags(SITE, "", entry)
        body = f"<h1>{escape(entry.title)}</h1>{self.body(entry)}"
        return page(f"{entry.title}_{SITE}", head, body, http_date(entry.published_on))

    def files(self, entry: Entry) -> dict[str, Reply]:
        modified = http_date(entry.published_on)
        return {
            self.file_address(entry, file): Reply(file.path.read_bytes(), file.media_type, modified=modified)
            for file in entry.files_as("attachment")
        }

    def attached(self, entry: Entry) -> list[tuple[str, str]]:
        """(address, name) of each attachment."""
        return [
            (self.file_address(entry, file), f"{escape(entry.title)}{file.suffix}")
            for file in entry.files_as("attachment")
        ]

    def rows(self, host: str) -> list[tuple[str, Entry]]:
        """(address, entry) of each row, the newest first; the last is a twin of the first."""
        listed = [(self.address(entry), entry) for entry in self.entries]
        return [*listed, (self.twin(self.entries[0], host), self.entries[0])]

    def twin(self, entry: Entry, host: str) -> str:
        """Portals answer http and https with the same page."""
        return f"https://{host}{self.address(entry)}"

    def screens(self, host: str) -> list[list[tuple[str, Entry]]]:
        rows = self.rows(host)
        return [rows[start : start + PER_PAGE] for start in range(0, len(rows), PER_PAGE)]


def host_of(ask: Ask) -> str:
    return ask.headers["Host"]


def link(url: str, entry: Entry) -> str:
    """A row's link as lists print it: cut in the text, whole in ``title``."""
    return f'<a href="{escape(url)}" target="_blank" title="{escape(entry.title)}">{escape(cut(entry.title))}</a>'


def items(rows: Sequence[tuple[str, Entry]]) -> str:
    return "\n".join(f"<li>{link(url, entry)}<span>{entry.day}</span></li>" for url, entry in rows)


def column_page(body: str) -> Reply:
    return page("政府信息公开年报", meta_tags(SITE, ""), body)


def json_reply(text: str) -> Reply:
    return Reply(text.encode(), "application/json; charset=utf-8")


def text_of(entry: Entry) -> str:
    return fragment(entry)
