"""The files that belong to an article: linked in its body or at its foot, not in the page's furniture."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

from lxml.html import HtmlElement

from crawler.items import Link
from crawler.pages import Html, tree
from crawler.systems import gkmlpt
from crawler.systems.rows import target, title_of, unique
from crawler.urls import canonical, is_file

# In this order: what stands first is the body where several are in a page.
_BODIES = (
    *("trs_editor_view", "TRS_UEDITOR", "TRS_Editor", "Custom_UnionStyle"),
    *("zoom", "Zoom", "zoomcon", "UCAP-CONTENT", "vsb_content", "v_news_content", "wp_articlecontent"),
    *("article-content", "article_content", "main-txt", "bt-article-y", "artile_zw", "zc_article_con", "art-con"),
    *("view", "xxgk_content", "detail-content", "pages_content", "content"),
)
_FURNITURE = re.compile(r"foot|header|nav|menu|share|xglj|related|sidebar|crumb|recommend|footer", re.I)
_FURNITURE_TAGS = ("nav", "header", "footer", "aside")
_VSB_PDF = re.compile(r"""showVsbpdfIframe\s*\(\s*["']([^"']+)["']""")  # Boda's viewer
_SUDY_TITLE = re.compile(r"""["']title["']\s*:\s*["']([^"']+)["']""")  # WebPlus' viewer
_VIEWER_FIELDS = ("file", "fileUrl", "url", "src", "pdf")
_LEVELS = 2  # Attachment blocks are often siblings of the body, or of its parent.


def attachments(page: Html) -> tuple[Link, ...]:
    """Links to files in the region of the article's body."""
    region = _region(page.dom)
    found = [link for node in region.iter() if (link := _file(node, page.url)) and not _in_furniture(node)]
    # gkmlpt keeps some bodies in a script: their links are no nodes of the page.
    found += [link for node in tree(gkmlpt.body_of(page)).iter() if (link := _file(node, page.url))]
    return unique(found)


def _region(dom: HtmlElement) -> HtmlElement:
    """The body's container with two levels around it; the whole page where no container is known."""
    for name in _BODIES:
        found = dom.xpath("//*[@id=$name or contains(concat(' ', normalize-space(@class), ' '), $spaced)]",
                          name=name, spaced=f" {name} ")  # fmt: skip
        if found:
            return _up(found[0])
    bodies = dom.xpath("//body")
    return bodies[0] if bodies else dom


def _up(node: HtmlElement) -> HtmlElement:
    for _ in range(_LEVELS):
        parent = node.getparent()
        if parent is None or parent.tag in ("body", "html"):
            break
        node = parent
    if node.getparent() is not None and node.getparent().tag == "body":
        return node.getparent()
    return node


def _in_furniture(node: HtmlElement) -> bool:
    return any(
        parent.tag in _FURNITURE_TAGS or _FURNITURE.search(f"{parent.get('class', '')} {parent.get('id', '')}")
        for parent in node.iterancestors()
        if parent.tag not in ("body", "html")
    )


def _file(node: HtmlElement, base: str) -> Link | None:
    if node.tag == "a":
        url, title = target(node, base), title_of(node)
    elif node.tag in ("iframe", "embed", "object"):
        url, title = _shown(node.get("src") or node.get("data") or "", base), node.get("title", "")
    elif node.tag == "script" and (called := _VSB_PDF.search(node.text or "")):
        url, title = canonical(called.group(1), base), ""
    elif isinstance(node.tag, str) and node.get("pdfsrc"):
        named = _SUDY_TITLE.search(node.get("sudyfile-attr", ""))
        url, title = canonical(node.get("pdfsrc"), base), named.group(1) if named else ""
    else:
        return None
    return Link(url=url, title=title) if url and is_file(url) else None


def _shown(source: str, base: str) -> str:
    """What a frame shows: a file, or the file a viewer is told to show (``viewer.html?file=%2Fxxgk%2F….pdf``)."""
    url = canonical(source, base)
    if is_file(url):
        return url
    query = parse_qs(urlsplit(url).query)
    inner = next((query[name][0] for name in _VIEWER_FIELDS if name in query), "")
    return canonical(unquote(inner), base) if inner else ""
