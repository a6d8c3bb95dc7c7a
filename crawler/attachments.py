"""The files that belong to an article: linked in its body or at its foot, shown in a frame, or pages that are pictures.

Not in the page's furniture; each once, in the order of the page.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

from lxml.html import HtmlElement

from crawler.items import Link
from crawler.pages import Html, squeeze, tree
from crawler.systems import gkmlpt, shells
from crawler.systems.rows import target, title_of, unique
from crawler.titles import is_report, page_title
from crawler.urls import canonical, file_suffix, is_file, is_image

# In this order: what stands first is the body where several are in a page.
_BODIES = (
    *("UCAP-CONTENT", "zoom", "Zoom", "zoomcon"),
    *("trs_editor_view", "TRS_UEDITOR", "TRS_Editor", "Custom_UnionStyle"),
    *("vsb_content", "vsb_content_2", "vsb_content_4", "vsb_content_500", "vsb_content_502", "v_news_content"),
    *("wp_articlecontent", "j-fontContent", "wzcon", "article-content", "article_content", "Article_content"),
    *("ivs_content", "main-txt", "main_txt", "bt-article-y", "artile_zw", "zc_article_con", "art-con"),
    *("view", "xxgk_content", "detail-content", "pages_content", "content"),
)
_FURNITURE = re.compile(r"foot|header|nav(?!li)|menu|share|xglj|related|sidebar|crumb|recommend", re.I)
_FURNITURE_TAGS = ("nav", "header", "footer", "aside")
_VIEWER_FIELDS = ("file", "fileUrl", "url", "src", "pdf")
_FILE_ATTRIBUTES = ("pdfsrc", "data-pdf", "data-pdfsrc")
_SUDY_TITLE = re.compile(r"""["']title["']\s*:\s*["']([^"']+)["']""")
_QUOTED = re.compile(r"""["']([^"'\s<>]{5,500})["']""")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")
_LEVELS = 2  # Attachment blocks are often siblings of the body, or of its parent.
_BODY_TEXT = 80
_CAPTION_TEXT = 200  # A report of page images says little beside them.
_ICON = re.compile(r"icon|logo|ewm|qrcode|weixin|wechat|share|print|blank|space|\.gif$", re.I)
_LEAST_SIDE = 200  # pixels: what is smaller is no page


def attachments(page: Html) -> tuple[Link, ...]:
    """Links to the files in the region of the article's body; where there is none, to the pictures it consists of.

    An article may be nothing but a jump to its file.
    """
    if is_file(leads := shells.jump_of(page)):
        return (Link(url=leads, title=""),)
    body = _body(page.dom)
    region = _up(body) if body is not None else next(iter(page.dom.xpath("//body")), page.dom)
    found = [
        link
        for node in region.iter()
        if isinstance(node.tag, str) and not _in_furniture(node)
        for link in _files(node, page.url, body)
    ]
    # gkmlpt keeps some bodies in a script: their links are no nodes of the page.
    found += [
        link
        for node in tree(gkmlpt.body_of(page)).iter()
        if isinstance(node.tag, str)
        for link in _files(node, page.url, body)
    ]
    return unique(found) or (_page_images(body, page.url) if body is not None else ())


def _body(dom: HtmlElement) -> HtmlElement | None:
    """The first known container that holds something."""
    for found in dom.iter("ucapcontent"):
        return found
    for name in _BODIES:
        for found in dom.xpath("//*[@id=$name or contains(concat(' ', normalize-space(@class), ' '), $spaced)]",
                               name=name, spaced=f" {name} "):  # fmt: skip
            if _holds_something(found):
                return found
    return None


def _holds_something(node: HtmlElement) -> bool:
    return len(squeeze(node.text_content())) > _BODY_TEXT or bool(
        node.xpath(".//table | .//iframe | .//img | .//a | .//script | .//embed | .//object")
    )


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


# -- files


def _files(node: HtmlElement, base: str, body: HtmlElement | None) -> Iterator[Link]:
    if node.tag == "a":
        url, title = target(node, base), title_of(node)
        picture = is_image(url) and (is_report(title) or is_image(f"http://name/{title}"))
        yield from _links([url] if picture and body is not None else [_shown(url, base)], title)
    elif node.tag in ("iframe", "embed", "object"):
        sources = [node.get("src", ""), node.get("data", "")]
        shown = [_shown(source, base) for source in sources if source]
        yield from _links([*shown, _cloud_file(node.get("name", ""), base)], node.get("title", ""))
    elif node.tag == "script":
        # showVsbpdfIframe("/__local/….pdf", "100%", …) and its like: the address is a literal string.
        literals = [_shown(word, base) for word in _QUOTED.findall(node.text or "")]
        yield from _links([url for url in literals if file_suffix(url)], "")
    named = [_shown(node.get(name), base) for name in _FILE_ATTRIBUTES if node.get(name)]
    told = _SUDY_TITLE.search(node.get("sudyfile-attr", ""))  # WebPlus' viewer
    yield from _links(named, told.group(1) if told else node.get("title", ""))


def _links(urls: list[str], title: str) -> Iterator[Link]:
    yield from (Link(url=url, title=title) for url in urls if url and (is_file(url) or is_image(url)))


def _shown(source: str, base: str) -> str:
    """A file, or the file a viewer is told to show (``viewer.html?file=%2Fxxgk%2F….pdf``); "" for anything else."""
    url = canonical(source, base)
    if is_file(url):
        return url
    query = parse_qs(urlsplit(url).query)
    inner = next((query[name][0] for name in _VIEWER_FIELDS if name in query), "")
    for _ in range(2):  # encoded twice by some; a name's own percent signs are left as they are
        inner = unquote(inner) if re.search(r"%2F|%3A|%25", inner, re.I) else inner
    # Joined with the page, not with the viewer: that is how the viewer's own page was given it.
    file = canonical(inner, base) if inner else ""
    return file if is_file(file) else ""


def _cloud_file(name: str, base: str) -> str:
    """The cloud disk's component writes its file into the frame's name: JSON in base64, ``downPath``."""
    if not _BASE64.fullmatch(name):
        return ""
    try:
        told = json.loads(b64decode(name, validate=True))
    except (Error, UnicodeDecodeError, json.JSONDecodeError):  # an ordinary name of letters
        return ""
    path = told.get("downPath", "") if isinstance(told, dict) else ""
    return canonical(str(path), base)


# -- reports that are pictures


def _page_images(body: HtmlElement, base: str) -> tuple[Link, ...]:
    """The pictures that an article consists of, in order: small offices publish photographs of the paper."""
    if len(squeeze("".join(body.xpath(".//text()[not(ancestor::script or ancestor::style)]")))) > _CAPTION_TEXT:
        return ()
    sources = [canonical(source, base) for image in body.iter("img") if (source := _source(image))]
    pages = [url for url in dict.fromkeys(sources) if is_image(url) and not _ICON.search(urlsplit(url).path)]
    return tuple(Link(url=url, title=page_title(n, len(pages))) for n, url in enumerate(pages, 1))


def _source(image: HtmlElement) -> str:
    """Where a picture is; "" for one that is drawn too small to be a page. TRS sometimes writes only ``oldsrc``."""
    sides = [image.get(side, "").removesuffix("px") for side in ("width", "height")]
    if any(side.isdecimal() and int(side) < _LEAST_SIDE for side in sides):
        return ""
    names = ("src", "data-src", "data-original", "_src", "oldsrc")
    return next((image.get(name) for name in names if image.get(name)), "")
