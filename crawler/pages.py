"""A page's bytes as text and as a tree. Headers and meta tags are hints; the bytes decide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_SPACE = re.compile(r"\s+")
_END = re.compile(r"</(?:body|html)\s*>", re.I)
_INVISIBLE = ("script", "style", "noscript", "template", "title")


def decode(body: bytes) -> str:
    """Text of a Chinese page: strict UTF-8, else strict GB18030, else GB18030 with marks where it breaks.

    Measured on portals: the header says ISO-8859-1 over GBK bytes, the meta tag gb2312 over UTF-8 bytes.

    >>> decode("年报".encode("gbk")) == decode("年报".encode()) == "年报"
    True
    """
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return body.decode("gb18030", "replace")


def squeeze(text: str) -> str:
    """Without any white space, no-break spaces included."""
    return _SPACE.sub("", text)


def tree(text: str) -> HtmlElement:
    """The parsed page; an empty element where there is nothing to parse.

    Pages glued together from pieces go on after ``</html>``. A browser shows that; libxml2 drops it.

    >>> tree("<html><body><p>a</p></body></html><a href='index_1.html'>b</a>").xpath("//body/a/@href")
    ['index_1.html']
    """
    text = _END.sub("", text)
    parser = lxml.html.HTMLParser(encoding="utf-8")
    try:
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except lxml.etree.ParserError:
        return lxml.html.Element("html")


@dataclass(frozen=True)
class Html:
    """A page as received, read once."""

    url: str
    body: bytes

    @cached_property
    def text(self) -> str:
        return decode(self.body)

    @cached_property
    def dom(self) -> HtmlElement:
        return tree(self.text)

    @cached_property
    def title(self) -> str:
        return squeeze(self.dom.findtext(".//title") or "")

    @cached_property
    def visible(self) -> str:
        """What a reader sees, white space removed."""
        skip = " or ".join(f"ancestor::{tag}" for tag in _INVISIBLE)
        return squeeze("".join(self.dom.xpath(f"//text()[not({skip})]")))
