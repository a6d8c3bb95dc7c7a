"""What a replica portal is: a mapping from addresses to answers, made anew for each state of the world."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import Protocol

from crawler.demo.catalogue import Entry

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Ask:
    """A request as a site sees it; ``form`` holds the values of a POST."""

    method: str
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. ``known`` is False for an address that the site never had."""

    body: bytes
    media_type: str = HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    modified: str = ""
    known: bool = True

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha1(self.body).hexdigest()[:16]}"' if self.status == 200 else ""


class Site(Protocol):
    """A replica: answers a request in a state of the world."""

    def reply(self, ask: Ask, state: int) -> Reply: ...


def unknown() -> Reply:
    return Reply(
        "<html><head><title>404</title></head><body>页面不存在</body></html>".encode(), status=404, known=False
    )


def gone() -> Reply:
    return Reply("<html><head><title>404</title></head><body>页面不存在</body></html>".encode(), status=404)


def page(title: str, head: str, body: str, modified: str = "") -> Reply:
    """A whole HTML page with the furniture every portal has."""
    text = f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title>
{head}
</head><body>
<div class="header"><a href="/">首页</a> <a href="/zwgk/">政务公开</a></div>
<div class="main">
{body}
</div>
<div class="footer"><p>主办单位：示例　<a href="/help/P020200101000000000000.pdf">网站使用帮助.pdf</a></p></div>
</body></html>
"""
    return Reply(text.encode(), modified=modified)


def hub(site: str, code: str, column: str, elsewhere: str) -> Reply:
    """A home page with the five fixed entries of a disclosure hub; only one of them leads to the reports."""
    siblings = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开")
    links = "".join(f'<li><a href="{column if "年报" in name else elsewhere}">{name}</a></li>' for name in siblings)
    tags = f'<meta name="SiteName" content="{site}">\n<meta name="SiteIDCode" content="{code}0001">'
    return page(site, tags, f'<ul class="hub">{links}</ul>')


def meta_tags(site: str, domain: str, entry: Entry | None = None) -> str:
    """The tags that the State Council's guide of 2017 prescribes for every government page."""
    tags = {"SiteName": site, "SiteDomain": domain, "ColumnName": "政府信息公开年报", "ColumnType": "信息公开年报"}
    if entry is not None:
        tags |= {"ArticleTitle": entry.title, "PubDate": entry.published_on, "ContentSource": entry.organ}
    return "\n".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in tags.items())


def http_date(published_on: str) -> str:
    moment = datetime.strptime(published_on, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
    return format_datetime(moment, usegmt=True)


def fragment(entry: Entry) -> str:
    """The article's body; a pointer to the attachment where there is none."""
    return "".join(file.path.read_text(encoding="utf-8") for file in entry.files_as("body")) or "<p>详见附件。</p>"


def cut(title: str, length: int = 20) -> str:
    """As lists print long titles."""
    return title if len(title) <= length else title[:length] + "…"
