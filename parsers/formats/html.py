"""HTML as portals carry it -> Document.

The bytes decide the encoding: UTF-8 where they are UTF-8, else GB18030; headers and meta tags lie too often
(CRAWL.md 6, "GBK said UTF-8"). Nothing is fetched and no script is run.
"""

from __future__ import annotations

import codecs
import re

from lxml import etree

from parsers.errors import Refused
from parsers.flow import Node, Table, TableCell, Text, flatten
from parsers.formats.printed import printed_metadata
from parsers.formats.scripts import is_json, strings_of_html
from parsers.formats.sheets import Styles, is_hidden, is_left_out, is_raised, is_struck, unseen
from parsers.model import Document, Problem

MEDIA_TYPE = "text/html"
MAX_BYTES = 32 << 20
"""A report's page is some 100 KB; Word-pasted ones with inline pictures reach a few MB."""
MAX_NODES = 400_000
MAX_DEPTH = 600
"""Browsers nest 512 deep and no deeper."""

# Body containers of the CMS families, in order of trust (PORTALS.md 13.6).
CONTAINERS = (
    "UCAPCONTENT",
    "UCAP-CONTENT",
    "zoom",
    "Zoom",
    "zoomcon",
    "trs_editor_view",
    "TRS_UEDITOR",
    "TRS_Editor",
    "Custom_UnionStyle",
    "vsb_content",
    "v_news_content",
    "wp_articlecontent",
    "j-fontContent",
    "wzcon",
    "article-content",
    "article_content",
    "Article_content",
    "ivs_content",
    "main-txt",
    "main_txt",
    "bt-article-y",
    "artile_zw",
    "zc_article_con",
    "art-con",
    "xxgk_content",
    "detail-content",
    "pages_content",
    "content",
)
MIN_CONTAINER = 80
"""Characters below which a container is taken for an empty shell."""
TABLE_WORDS = ("第二十条", "本年新收", "上年结转")
"""What the prescribed tables always print: a container without them, on a page that has them, is the wrong one."""

_SKIPPED = {"script", "style", "noscript", "template", "head", "iframe", "title"}
# A picture is not nothing: a figure given as one must not be read as blank.
_PICTURES = {"img", "svg", "canvas", "object", "embed", "picture", "video"}
# Fields of a form show their value: some portals print the reports that their organs fill in on screen.
_UNWRITTEN = {"hidden", "button", "submit", "reset", "checkbox", "radio", "image", "file", "password"}
# Struck-out text is what the author took away.
_DELETED = {"del", "s", "strike"}
_BLOCK = set(
    re.findall(
        r"\w+",
        """address article aside blockquote body caption center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5
        h6 header hr li main nav ol p pre section ul""",
    )
)
_CELLS = {"td", "th", "tr", "table", "img"}
"""Aligned upwards or downwards these stand in their row or line, and are no notes."""
_PREFORMATTED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")
# Where white space counts (<pre>) a line is a paragraph, and tabs and spaces stand as these while it is put together.
_KEPT = str.maketrans({"\n": "\x1d", "\t": "\x1e", " ": "\xa0", "\r": None})


def decode(body: bytes) -> str:
    """Text of the bytes: BOM, else UTF-8 if they are UTF-8 to the end, else GB18030 with U+FFFD for what is neither."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if body.startswith(mark):
            return body[len(mark) if encoding == "utf-8" else 0 :].decode(encoding, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        # A page cut in the middle of a character is still UTF-8.
        if error.reason == "unexpected end of data":
            return body[: error.start].decode("utf-8")
    return body.decode("gb18030", "replace")


def read_html(body: bytes) -> Document:
    """Blocks of the report's body. Raises Refused: too-large, damaged (no markup at all)."""
    if len(body) > MAX_BYTES:
        raise Refused("too-large", f"{len(body)} bytes of HTML, more than {MAX_BYTES}")
    text = decode(body).replace("\x00", "")
    root = _parse("\n".join(strings_of_html(text)) or text if is_json(text) else text)
    _check_size(root)
    problems = (Problem("encoding", "some bytes are neither UTF-8 nor GB18030"),) if "\ufffd" in text else ()
    title = root.findtext(".//title") or ""
    page = next(root.iter("body"), root)
    letters = _letters(page)
    try:
        nodes = _nodes(root, _container(root, page, letters))
        if not any(word in letters for word in TABLE_WORDS):
            nodes += _scripted(root)
    except RecursionError as error:
        raise Refused("too-large", "elements are nested too deep") from error
    metadata = _printed(root, page) | _metadata(root)
    return Document(MEDIA_TYPE, flatten(nodes), title.strip(), metadata, None, problems)


# Browsers show what stands behind them (a document pasted whole into another has them in the middle); libxml2 drops it.
_END_OF_PAGE = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)


def _parse(text: str) -> etree._Element:
    # lxml.html's own elements cost a look-up in Python each time one is touched; plain ones hold the same.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(_END_OF_PAGE.sub("", text).encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError as error:
        raise Refused("damaged", f"no HTML document: {error}") from error
    if root is None:
        raise Refused("damaged", "no HTML document")
    return root


def _scripted(root: etree._Element) -> list[Node]:
    """What the scripts of a page that has no tables itself would show of them."""
    nodes: list[Node] = []
    for script in root.iter("script"):
        for markup in strings_of_html(script.text or ""):
            if any(word in markup for word in TABLE_WORDS):
                inside = _parse(markup)
                _check_size(inside)
                nodes.extend(_nodes(inside, inside))
    return nodes


def _nodes(root: etree._Element, element: etree._Element) -> list[Node]:
    """What ``element`` shows; tables behind a tab or a button where it shows none itself."""
    styles = Styles(root)
    shown = _Walker(styles).nodes(element)
    if "本年新收" in _letters(element) and not any(isinstance(node, Table) for node in shown):
        behind = _Walker(styles, behind=True).nodes(element)
        if any(isinstance(node, Table) for node in behind):
            return behind
    return shown


def _check_size(root: etree._Element) -> None:
    depth = nodes = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        nodes += event == "start"
        if depth > MAX_DEPTH:
            raise Refused("too-large", f"elements are nested more than {MAX_DEPTH} deep")
        if nodes > MAX_NODES:
            raise Refused("too-large", f"more than {MAX_NODES} elements")


def _metadata(root: etree._Element) -> dict[str, str]:
    """The first non-empty value of each meta tag, by lower-cased name."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name, content = (meta.get("name") or "").strip().lower(), (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _printed(root: etree._Element, page: etree._Element) -> dict[str, str]:
    """What the page prints of the document beside its body; some portals have an element of their own for the day."""
    texts = _VISIBLE_TEXT(page)
    found = printed_metadata(map(str, texts) if isinstance(texts, list) else ())
    day = root.findtext(".//publishtime")
    return {"published": day.strip(), **found} if day else found


def _container(root: etree._Element, page: etree._Element, everything: str) -> etree._Element:
    """The first known container that holds the report; the whole page where none does."""
    wanted = [word for word in TABLE_WORDS if word in everything]
    by_name: dict[str, list[etree._Element]] = {}
    for element in root.iter("div", "td", "article", "section", "span", "ucapcontent"):
        names = {element.get("id") or "", *(element.get("class") or "").split()}
        if element.tag == "ucapcontent":
            names.add("UCAPCONTENT")
        for name in names:
            by_name.setdefault("vsb_content" if name.startswith("vsb_content") else name, []).append(element)
    for name in CONTAINERS:
        for element in by_name.get(name, ()):
            letters = _letters(element)
            if len(letters) > MIN_CONTAINER and all(word in letters for word in wanted):
                return element
    return page


# Plain strings: those that know their element take a third longer.
_VISIBLE_TEXT = etree.XPath(".//text()[not(parent::script or parent::style)]", smart_strings=False)


def _letters(element: etree._Element) -> str:
    """All the text below ``element``, white space removed."""
    found = _VISIBLE_TEXT(element)
    return "".join("".join(map(str, found)).split()) if isinstance(found, list) else ""


class _Walker:
    """Collects the visible text of an element as paragraphs and tables, as a browser would break its lines."""

    def __init__(self, styles: Styles, behind: bool = False, unseen: frozenset[str] = frozenset()) -> None:
        """``behind``: a hidden element that holds a table is shown; ``unseen``: see ``sheets.unseen``."""
        self.styles = styles
        self.behind = behind
        self.unseen = unseen
        self.found: list[Node] = []
        self.line: list[str] = []
        self.level = 0
        self.kept = False

    def nodes(self, element: etree._Element) -> list[Node]:
        self._inside(element)
        self._end()
        return self.found

    def _end(self) -> None:
        for paragraph in "".join(self.line).split("\x1d"):
            lines = (_SPACES.sub(" ", line).strip(" ") for line in paragraph.split("\v"))
            text = "\n".join(line.replace("\x1e", "\t") for line in lines if line)
            if text:
                self.found.append(Text(text, self.level))
        self.line = []

    def _inside(self, element: etree._Element) -> None:
        outer = self.kept
        self.kept = outer or element.tag == "pre" or bool(_PREFORMATTED.search(element.get("style") or ""))
        self._text(element.text)
        for child in element:
            around = self.unseen
            self._element(child)
            self.unseen = around
            self._text(child.tail)
        self.kept = outer

    def _text(self, text: str | None) -> None:
        if text and not self.unseen:
            self.line.append(text.translate(_KEPT) if self.kept else text)

    def _element(self, element: etree._Element) -> None:
        """What one element shows; ``unseen`` is then as it is in it, for the sake of one call less for each level."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _DELETED:
            return
        if tag in _SKIPPED:
            self._framed(element)
            return
        style = self.styles.of(element)
        if style and (is_struck(style) or (is_hidden(style) and not self._is_behind(element))):
            return
        if style and not self._is_behind(element):
            self.unseen = unseen(style, self.unseen)
        if tag == "br":
            # A vertical tab stands for a break the page asks for; white space in the source is none.
            self.line.append("\v")
        elif tag in _PICTURES:
            if "visibility" not in self.unseen:
                self.line.append("\ufffc")
        elif tag in ("input", "select"):
            self._text(_field(element))
        elif tag in ("sup", "sub") or (style and tag not in _CELLS and is_raised(style)):
            self._note(element)
        elif tag == "table":
            self._end()
            around = self.unseen
            for caption in element.findall("caption"):
                self._element(caption)
                self.unseen = around
            self.found.append(self._table(element))
        elif tag in _BLOCK:
            self._end()
            outer, self.level = self.level, int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else self.level
            self._inside(element)
            self._end()
            self.level = outer
        else:
            self._inside(element)

    def _is_behind(self, element: etree._Element) -> bool:
        return self.behind and element.find(".//table") is not None

    def _framed(self, element: etree._Element) -> None:
        """A page within the page shows what its own text says; one that is elsewhere is not fetched."""
        markup = element.get("srcdoc") if element.tag == "iframe" else None
        if markup:
            inside = _parse(markup)
            _check_size(inside)
            self._end()
            self.found.extend(_Walker(Styles(inside)).nodes(inside))

    def _table(self, element: etree._Element) -> Table:
        table = Table()
        for rows in self._groups(element):
            group = rows[0].getparent() if rows else None
            beyond = self.unseen if group is None or group is element else self._unseen_in(group, self.unseen)
            for number, row in enumerate(rows):
                cells = []
                around, struck = self._unseen_in(row, beyond), is_struck(self.styles.of(row))
                for cell in row:
                    style = self.styles.of(cell)
                    if cell.tag in ("td", "th") and not is_left_out(style):
                        # A cell ends with its group of rows at the latest, wherever the table ends.
                        down = min(_span(cell, "rowspan", 0) or len(rows), len(rows) - number)
                        inside = _Walker(self.styles, self.behind, self._unseen_in(cell, around))
                        gone = struck or is_struck(style) or is_hidden(style)
                        nodes = [] if gone else inside.nodes(cell)
                        cells.append(TableCell(nodes, _span(cell, "colspan", 1), down))
                table.rows.append(cells)
        return table

    def _groups(self, element: etree._Element) -> list[list[etree._Element]]:
        """The rows in the order in which browsers show them: the head first and the foot last, wherever they stand."""
        heads: list[list[etree._Element]] = []
        bodies: list[list[etree._Element]] = [[]]
        feet: list[list[etree._Element]] = []
        for child in element:
            if not isinstance(child.tag, str) or self._is_hidden(child):
                continue
            if child.tag == "tr":
                bodies[-1].append(child)
            elif child.tag in ("thead", "tbody", "tfoot"):
                rows = [row for row in child if row.tag == "tr" and not self._is_hidden(row)]
                if child.tag == "thead" and not heads:
                    heads.append(rows)
                elif child.tag == "tfoot" and not feet:
                    feet.append(rows)
                else:
                    bodies += [rows, []]
        return [*heads, *bodies, *feet]

    def _is_hidden(self, element: etree._Element) -> bool:
        """Is this a group of rows, or a row, that does not show and leaves no gap?"""
        style = self.styles.of(element)
        return bool(style) and (is_hidden(style) or style.get("visibility") == "collapse")

    def _unseen_in(self, element: etree._Element, outer: frozenset[str]) -> frozenset[str]:
        values = self.styles.of(element)
        return unseen(values, outer) if values else outer

    def _note(self, element: etree._Element) -> None:
        """A raised note mark must not become a digit of the number before it: 22¹ is not 221."""
        text = _letters(element)
        if text and not self.unseen:
            self.line.append(text if text.startswith(("[", "(", "（", "①")) else f"[{text}]")


def _field(element: etree._Element) -> str | None:
    """What a field of a form shows."""
    if element.tag == "select":
        options = list(element.iter("option"))
        chosen = [option for option in options if "selected" in option.attrib] or options
        return "".join(map(str, chosen[0].itertext())) if chosen else None
    kind = (element.get("type") or "").strip().lower()
    return None if kind in _UNWRITTEN else element.get("value")


def _span(cell: etree._Element, name: str, least: int) -> int:
    """A span as browsers read it: digits at the start, else 1."""
    match = re.match(r"\s*(\d{1,5})", cell.get(name) or "")
    return max(least, int(match[1])) if match else 1
