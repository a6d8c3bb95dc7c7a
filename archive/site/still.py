"""Pages of one snapshot as plain files, for web space without a server: ``nianbao export pages``.

The pages are made by the site itself, from inside. Links lead from file to file; what needs a server (search, SQL,
filtered tables) is left out, and a link to what is not there becomes plain text. The addresses in citations are those
where the files will be put.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from lxml import html

from archive.site.instance import open_snapshot
from archive.site.language import Language, switched
from archive.site.raw import ENDINGS, INLINE

_SHA = "[0-9a-f]{64}"
# What may become a file, from the whole to its parts. Pages that were asked for bring along what stands below them.
KINDS = (
    (0, re.compile(r"/|/health|/changes(\?page=\d+)?")),
    (1, re.compile(r"/place/[0-9A-Za-z]{1,12}")),
    (2, re.compile(r"/organ/[^/?]+")),
    (3, re.compile(r"/report/[^/?]+")),
    (4, re.compile(r"/report/[^/?]+/(?:[a-z0-9_.]+|diff\?from=[0-9a-f]+&to=[0-9a-f]+)")),
    (5, re.compile(rf"/raw/{_SHA}|/page/{_SHA}/\d+\.png(\?.*)?|/static/[\w./-]+")),
)
_FIGURES, _FILES = 4, 5
_NEEDS_A_SERVER = (
    "//form | //section[@class='share'] | //a[@class='switch'] | //link[@rel='alternate']"
    " | //section[@class='cite']/p[@class='hint'] | //*[contains(@src | @href, 'static/share.')]"
)
_MENU = ("主要页面", "main pages")
_NAMES_ITSELF = "//p[@class='quote'] | //footer//a"
NOTE = {
    "zh": "这是快照 {} 的静态副本：搜索、SQL 和数据表在这里没有。",
    "en": "A static copy of snapshot {}: search, SQL and tables are not here.",
}
Progress = Callable[[str, int, int], None]


class NoSuchPage(Exception):
    """A page that was asked for does not answer, or cannot be a file."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What was written: the number of files, their bytes, the file to begin with, and pages that did not answer."""

    files: int
    bytes: int
    first: str
    broken: list[str]


@dataclass(slots=True)
class Copy:
    """One export under way: ``files`` are addresses of the site and where they went."""

    folder: Path
    address: str
    snapshot: str
    language: Language
    figures: bool
    files: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)


def rank(address: str) -> int | None:
    """How far down an address stands in KINDS; None for what cannot be a file.

    >>> rank("/organ/x"), rank("/report/x/requests.received.total"), rank("/archive/reports")
    (2, 4, None)
    """
    return next((number for number, form in KINDS if form.fullmatch(address)), None)


def plain(href: str) -> str:
    """An address of the site as one file has it: without fragment and language; empty for another site's.

    The picture of a whole page is the same for all its figures: the outlined cell is seen on the strip beside it.

    >>> plain("/report/x?lang=en#checks"), plain("https://x.example/y"), plain("/page/0/1.png?box=1,2")
    ('/report/x', '', '/page/0/1.png')
    >>> plain("/page/0/1.png?box=1,2&strip=1")
    '/page/0/1.png?box=1,2&strip=1'
    """
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return ""
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name != "lang"]
    if parts.path.startswith("/page/") and ("strip", "1") not in kept:
        kept = []
    return unquote(parts.path) + (f"?{urlencode(kept, safe=',')}" if kept else "")


def file_name(address: str, media_type: str) -> str:
    """Where an address goes.

    >>> file_name("/", "text/html"), file_name("/report/x", "text/html"), file_name("/raw/00", "application/pdf")
    ('index.html', 'report/x.html', 'raw/00.pdf')
    >>> file_name("/page/00/2.png?box=1.5,2&strip=1", "image/png"), file_name("/changes?page=2", "text/html")
    ('page/00/2-box-1.5-2-strip-1.png', 'changes-page-2.html')
    """
    path, _, query = address.strip("/").partition("?")
    stem, dot, ending = path.rpartition(".") if path.startswith(("page/", "static/")) else (path or "index", "", "")
    ending = ending if dot else ENDINGS.get(media_type, ".bin").strip(".")
    return stem + (f"-{re.sub(r'[^A-Za-z0-9.]+', '-', query)}" if query else "") + f".{ending}"


async def ask(app: Any, address: str, copy: Copy) -> tuple[int, str, bytes]:
    """Status, media type and body of an address, asked from inside as a reader at ``copy.address`` would."""
    origin = urlsplit(copy.address)
    path, _, query = address.partition("?")
    if rank(address) != _FILES:
        query = switched(path, query, copy.language).partition("?")[2]
    start: dict[str, Any] = {}
    body: list[bytes] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        body.append(message.get("body", b""))

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": origin.scheme,
        "path": path, "raw_path": quote(path).encode(), "query_string": query.encode(), "client": ("127.0.0.1", 1),
        "headers": [(b"host", origin.netloc.encode())], "server": (origin.hostname, 443),
    }  # fmt: skip
    await app(scope, receive, send)
    headers = {name.lower(): value.decode("latin1") for name, value in start["headers"]}
    return start["status"], headers.get(b"content-type", "").partition(";")[0], b"".join(body)


async def copy_pages(
    data: Path,
    snapshot: str,
    pages: Sequence[str],
    folder: Path,
    address: str,
    language: Language = "zh",
    figures: bool = True,
    progress: Progress = lambda what, done, known: None,
) -> Copied:
    """Write ``pages`` and what stands below them under ``folder``; without pages the whole snapshot.

    ``address`` is where ``folder`` will be found, with a slash at the end. Without ``figures`` a report's figures lead
    nowhere: they are two hundred pages a report. Raises NoSuchPage for a page that was asked for and is not there.
    """
    copy = Copy(folder, address, snapshot, language, figures)
    opened = await open_snapshot(data, snapshot)
    try:
        await _gather(opened.app, copy, [plain(page) for page in pages], progress)
    finally:
        await opened.close()
    for one, name in copy.files.items():
        if name.endswith(".html") and rank(one) != _FILES:
            _link(copy, one, folder / name)
    sizes = [(folder / name).stat().st_size for name in copy.files.values()]
    return Copied(len(sizes), sum(sizes), next(iter(copy.files.values())), copy.broken)


async def _gather(app: Any, copy: Copy, pages: list[str], progress: Progress) -> None:
    """Ask for every page that belongs to the copy and store it as it comes."""
    for page in pages:
        if rank(page) is None:
            raise NoSuchPage(f"{page or '(another site)'} cannot be a file; take a place, an organ or a report.")
    waiting = deque(pages or ["/"])
    known = set(waiting)
    while waiting:
        one = waiting.popleft()
        status, media_type, body = await ask(app, one, copy)
        if status != 200 and one in pages:
            raise NoSuchPage(f"{one} answers {status} in snapshot {copy.snapshot}.")
        if status != 200:
            copy.broken.append(one)
            continue
        copy.files[one] = name = file_name(one, await _media_type(app, one, media_type, copy))
        (copy.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (copy.folder / name).write_bytes(body)
        if rank(one) != _FILES:
            found = [to for to in _addresses(html.document_fromstring(body)) if _belongs(copy, to, one, not pages)]
            waiting.extend(to for to in dict.fromkeys(found) if to not in known)
            known.update(found)
        progress("writing", len(copy.files), len(known))


async def _media_type(app: Any, address: str, sent: str, copy: Copy) -> str:
    """The type of a stored file, which the site sends as bytes where a browser might run it."""
    if not address.startswith("/raw/") or sent in INLINE:
        return sent
    path = f"/archive/files.json?_shape=array&_col=media_type&sha256={address.rpartition('/')[2]}"
    _, _, body = await ask(app, path, copy)
    return re.findall(rb'"media_type": "([^"]*)"', body)[0].decode()


def _addresses(page: Any) -> Iterator[str]:
    """Every address of the site that a page names in a link, a picture, a style sheet or a script."""
    for element, name, href, _ in page.iterlinks():
        if name in ("href", "src") and not (element.tag == "link" and element.get("rel") == "alternate"):
            yield plain(href)


def _belongs(copy: Copy, to: str, source: str, whole: bool) -> bool:
    there, here = rank(to), rank(source)
    if there == _FIGURES and not copy.figures:
        return False
    return there is not None and here is not None and (whole or there > here)


def _link(copy: Copy, address: str, file: Path) -> None:
    """Make a stored page lead to other files and to nothing else."""
    page: Any = html.document_fromstring(file.read_bytes())
    for element in page.xpath(_NEEDS_A_SERVER):
        element.drop_tree()
    own = copy.address + quote(copy.files[address])
    _name(page, _living(copy, address), own)
    up = "../" * copy.files[address].count("/")
    for element, name, href, _ in list(page.iterlinks()):
        if name not in ("href", "src") or href == own or href.startswith(("#", "http:", "https:")):
            continue
        target = copy.files.get(plain(href))
        if target is not None:
            fragment = urlsplit(href).fragment
            element.set(name, up + quote(target) + (f"#{fragment}" if fragment else ""))
        elif element.tag == "img" or element.getparent().get("aria-label") in _MENU:
            element.drop_tree()
        else:
            del element.attrib[name]
            element.tag = "span" if element.tag == "a" else element.tag
    note = html.fragment_fromstring(f'<p class="pin" role="note">{NOTE[copy.language].format(copy.snapshot)}</p>')
    page.xpath("//main")[0].addprevious(note)
    file.write_bytes(html.tostring(page, encoding="utf-8", doctype="<!DOCTYPE html>"))


def _living(copy: Copy, address: str) -> list[str]:
    """How a page of the site calls itself, pinned first."""
    path, _, query = address.partition("?")
    parts = urlsplit(copy.address)
    here = switched(path, query, copy.language)
    origin = f"{parts.scheme}://{parts.netloc}"
    return [f"{origin}/s/{copy.snapshot}{here}", f"{origin}{here}"]


def _name(page: Any, names: Iterable[str], own: str) -> None:
    """Say where the file is wherever the page says where it is."""
    for name in names:
        for element in page.xpath(_NAMES_ITSELF):
            for part in element.iter():
                part.text = part.text and part.text.replace(name, own)
                part.tail = part.tail and part.tail.replace(name, own)
            if element.get("href") == name:
                element.set("href", own)
