"""A replica of a TRS WCM portal: hub, annual column as one paged list and as a tree of years and groups.

With the traps of the field: pages written by script, a stub beyond the last, titles cut in the text, rows that are
files or only ``onclick``, mobile twins, links to another channel, a file in the footer that belongs to no article.
"""

from __future__ import annotations

from functools import cache
from html import escape
from urllib.parse import urlsplit

from crawler.demo.catalogue import Catalogue, Entry, File, Shown
from crawler.demo.site import Ask, Reply, cut, fragment, gone, http_date, hub, meta_tags, page, unknown

COLUMN = "/zwgk/zfxxgknb/"
OTHER_CHANNEL = "/zwgk/xzjd/"
PER_PAGE = 10
GROUPS = {"zf": "各级人民政府", "bm": "政府部门", "xz": "乡镇街道"}
_SITE = "青溪市人民政府"
_ROBOTS = b"User-agent: *\nDisallow: /was5/\n"


class TrsSite:
    """Static files, as TRS publishes them: the query is ignored."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._pages = cache(self._publish)

    def reply(self, ask: Ask, state: int) -> Reply:
        path = ask.path.replace("/index.html", "/")
        return self._pages(state).get(path) or unknown()

    def _publish(self, state: int) -> dict[str, Reply]:
        """Every address of the site."""
        shown = self.catalogue.shown("trs", state)
        home = hub(_SITE, "990100", COLUMN, "/zwgk/")
        pages = {"/robots.txt": Reply(_ROBOTS, "text/plain"), "/": home, "/zwgk/": home}
        for entry in self.catalogue.gone("trs", state):
            pages |= dict.fromkeys(_addresses(entry), gone())
        for item in shown:
            pages |= _article_pages(item)
        years = sorted({item.place.year for item in shown}, reverse=True)
        tree = [(f"./{year}/", f"{year}年") for year in years]
        pages |= _list_pages(COLUMN, shown, "政府信息公开年报", tree)
        for year in years:
            pages |= _year_pages(year, [item for item in shown if item.place.year == year])
        return pages


def _year_pages(year: int, shown: list[Shown]) -> dict[str, Reply]:
    """The year's own page lists no report, only its groups."""
    folder = f"{COLUMN}{year}/"
    groups = [group for group in GROUPS if any(item.place.group == group for item in shown)]
    links = "".join(f'<li><a href="./{group}/index.html">{GROUPS[group]}</a></li>' for group in groups)
    pages = {folder: page(f"{year}年年报", meta_tags(_SITE, ""), f'<ul class="tree">{links}</ul>')}
    for group in groups:
        inside = [item for item in shown if item.place.group == group]
        pages |= _list_pages(f"{folder}{group}/", inside, f"{year}年{GROUPS[group]}年报", [])
    return pages


def _list_pages(folder: str, shown: list[Shown], name: str, tree: list[tuple[str, str]]) -> dict[str, Reply]:
    count = max(1, -(-len(shown) // PER_PAGE))
    nav = "".join(f'<li><a href="{href}">{text}</a></li>' for href, text in tree)
    pages = {}
    for number in range(count):
        rows = "\n".join(_row(item, folder) for item in shown[number * PER_PAGE : (number + 1) * PER_PAGE])
        body = f"""<ul class="tree">{nav}</ul><h2>{name}</h2><ul class="list_ul fs">
{rows}
</ul><div class="page"><script>createPageHTML({count}, {number}, "index", "html");</script></div>"""
        pages[folder + (f"index_{number}.html" if number else "")] = page(name, meta_tags(_SITE, ""), body)
    stub = '<html><head><meta http-equiv="refresh" content="0;url=./"></head><body></body></html>'
    pages[f"{folder}index_{count}.html"] = Reply(stub.encode())
    return pages


def _row(item: Shown, folder: str) -> str:
    url = _relative(_address(item.place), folder)
    title = escape(item.entry.title)
    day = f'<span class="times03">{item.place.day}</span>'
    if item.place.files_as("row"):
        return f'<li><a href="{url}" target="_blank">{title}{item.place.files[0].suffix}</a>{day}</li>'
    if item.place.serial % 5 == 0:
        return f'<li><a href="javascript:void(0)" onclick="openUrl(\'{url}\')" title="{title}">{title}</a>{day}</li>'
    wap = f'<a class="wap" href="{url.replace(".html", "_wap.html")}" title="{title}">手机版</a>'
    return f'<li><a href="{url}" target="_blank" title="{title}">{cut(title)}</a>{wap}{day}</li>'


def _relative(path: str, folder: str) -> str:
    """As TRS writes links: ``./`` below the channel, ``../`` for every folder up."""
    ups = 0
    while not path.startswith(folder):
        folder = folder.rstrip("/").rpartition("/")[0] + "/"
        ups += 1
    return ("../" * ups or "./") + path[len(folder) :]


# -- articles


def _folder(entry: Entry) -> str:
    month = entry.day[:7].replace("-", "")
    base = OTHER_CHANNEL if entry.group == "xz" else f"{COLUMN}{entry.year}/{entry.group}/"
    return f"{base}{month}/"


def _file_address(entry: Entry, number: int, file: File) -> str:
    return f"{_folder(entry)}P0{entry.day.replace('-', '')}{entry.serial}{number:05}{file.suffix}"


def _address(entry: Entry) -> str:
    if entry.files_as("row"):
        return _file_address(entry, 0, entry.files[0])
    return f"{_folder(entry)}t{entry.day.replace('-', '')}_{entry.serial}.html"


def _addresses(entry: Entry) -> list[str]:
    files = [_file_address(entry, number, file) for number, file in enumerate(entry.files) if file.role != "body"]
    return [_address(entry), *files]


def _article_pages(item: Shown) -> dict[str, Reply]:
    modified = http_date(item.entry.published_on)
    pages = {
        _file_address(item.place, number, file): Reply(file.path.read_bytes(), file.media_type, modified=modified)
        for number, file in enumerate(item.entry.files)
        if file.role != "body"
    }
    if not item.place.files_as("row"):
        url = _address(item.place)
        pages[url] = _article(item, modified)
        twin = page(item.entry.title, "", f'<div class="wap">{fragment(item.entry)}</div>', modified)
        pages[url.replace(".html", "_wap.html")] = twin
    return pages


def _article(item: Shown, modified: str) -> Reply:
    entry = item.entry
    body = f"""<div class="article"><table class="zm-table3"><tr><td>索&nbsp;引&nbsp;号</td>
<td>{entry.place}-{entry.serial % 1000:03}/{entry.day[:4]}-{entry.serial % 100000:05}</td><td>成文日期</td>
<td>{entry.day}</td></tr><tr><td>发布机构</td><td>{escape(entry.organ)}</td><td>有效性</td><td>有效</td></tr></table>
<h1>{escape(entry.title)}</h1>
<div class="view TRS_UEDITOR trs_paper_default trs_word">{fragment(entry)}</div>
{_foot(item)}</div>"""
    return page(f"{entry.title}_{_SITE}", meta_tags(_SITE, "", entry), body, modified)


def _foot(item: Shown) -> str:
    links = []
    for number, file in enumerate(item.entry.files):
        if file.role == "attachment":
            name = urlsplit(_file_address(item.place, number, file)).path.rpartition("/")[2]
            title = f"{escape(item.entry.title)}{file.suffix}"
            links.append(
                f'<a href="./{name}" OLDSRC="/protect/{name[:8]}/{name}" title="{title}" appendix="true">{title}</a>'
            )
    return f"<p>附件：{'<br>'.join(links)}</p>" if links else ""
