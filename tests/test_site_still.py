"""Pages of a snapshot as files: they lead to each other, to nothing that is not there, and name where they are."""

from __future__ import annotations

import asyncio
import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner, Result

from archive.cli import main
from archive.site.still import Copied, NoSuchPage, copy_pages
from tests.site_sample import SNAPSHOT, make_snapshot

ADDRESS = "https://newspaper.example/reports/"
SHIQIAO, WEISHENG = "/report/990121-shiqiao-2024", "/report/990102-weisheng-2021"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("still")
    make_snapshot(folder)
    return folder


@pytest.fixture(scope="module")
def copied(data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Copied]:
    """An organ whose report is a web page, and all that stands below it."""
    folder = tmp_path_factory.mktemp("pages") / "out"
    return folder, asyncio.run(copy_pages(data, SNAPSHOT, ["/organ/990102-weisheng"], folder, ADDRESS))


def links(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'(?:href|src)="([^"]*)"', page)]


def test_every_link_leads_to_a_file_of_the_copy(copied: tuple[Path, Copied]) -> None:
    folder, done = copied
    assert done.first == "organ/990102-weisheng.html"
    # The sample keeps its earlier version in no row of files, so the site does not give it either.
    assert [re.sub("[0-9a-f]{64}", "", one) for one in done.broken] == ["/raw/"]
    assert done.files == sum(path.is_file() for path in folder.rglob("*")) > 150
    for file in folder.rglob("*.html"):
        if "raw" in file.parts:
            continue
        for link in links(file.read_text(encoding="utf-8")):
            if not link.startswith(("#", "http://linjiang.example/", ADDRESS)):
                assert (file.parent / unquote(urlsplit(link).path)).is_file(), (file, link)
            if link.startswith(ADDRESS):
                assert (folder / unquote(link.removeprefix(ADDRESS))).is_file(), (file, link)


def test_a_page_cites_its_own_place_and_the_file(copied: tuple[Path, Copied]) -> None:
    folder, _ = copied
    page = (folder / f"{WEISHENG[1:]}.html").read_text(encoding="utf-8")
    quote = re.search(r'<p class="quote">(.*?)</p>', page, re.DOTALL)
    assert quote
    assert f"{SNAPSHOT}，{ADDRESS}{WEISHENG[1:]}.html，" in quote[1]
    assert re.search(r"<code>[0-9a-f]{64}</code>", quote[1])
    assert f"快照 {SNAPSHOT} 的静态副本" in page
    for gone in ("<form", 'class="switch"', 'class="share"', "/s/", "最新一期"):
        assert gone not in page, gone
    # What would need a server is still said, as plain words.
    assert "<span>全部数字 CSV</span>" in page
    assert [path.suffix for path in (folder / "raw").iterdir()] == [".html"]


def test_a_figure_brings_its_picture_along(data: Path, tmp_path: Path) -> None:
    figure = f"{SHIQIAO}/requests.concluded.total"
    done = asyncio.run(copy_pages(data, SNAPSHOT, [figure], tmp_path / "out", ADDRESS, "en"))
    page = (tmp_path / "out" / f"{figure[1:]}.html").read_text(encoding="utf-8")
    assert "A static copy of snapshot" in page
    assert "The file prints a number" in page
    pictures = [link for link in links(page) if link.endswith(".png")]
    # The strip with the cell outlined; the whole page, once as a picture and once as a link.
    assert len(set(pictures)) == 2
    for picture in pictures:
        assert (tmp_path / "out" / "report" / "x" / picture).resolve().read_bytes().startswith(b"\x89PNG")
    assert done.files < 12
    assert f"{ADDRESS}{figure[1:]}.html" in page


@pytest.mark.parametrize("page", ["/archive/reports", "https://elsewhere.example/", "/report/none", "/s/x/report/y"])
def test_what_cannot_be_a_file_is_refused(data: Path, tmp_path: Path, page: str) -> None:
    with pytest.raises(NoSuchPage):
        asyncio.run(copy_pages(data, SNAPSHOT, [page], tmp_path / "out", ADDRESS))


def test_the_whole_snapshot_begins_at_the_front_page(data: Path, tmp_path: Path) -> None:
    done = asyncio.run(copy_pages(data, SNAPSHOT, [], tmp_path, ADDRESS, figures=False))
    assert done.first == "index.html"
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html")}
    assert {"health.html", "changes.html", "place/990121.html", "report/990121-qingxi-2019.html"} <= names
    assert not (tmp_path / "report" / "990121-qingxi-2019").exists()
    home = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 'href="place/990121.html"' in home
    assert 'href="../index.html"' in (tmp_path / "place" / "990121.html").read_text(encoding="utf-8")


def test_the_command_says_where_to_begin_and_what_is_wrong(data: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["export", "pages", *arguments, "--data", str(data)])

    out = tmp_path / "out"
    done = run(SHIQIAO, "--no-figures", "--address", ADDRESS, "--out", str(out), "--json")
    assert json.loads(done.stdout)["first"] == f"{SHIQIAO[1:]}.html"
    assert (out / f"{SHIQIAO[1:]}.html").is_file()
    for arguments, complaint in (
        ((SHIQIAO, "--address", ADDRESS, "--out", str(out)), "is not empty"),
        ((SHIQIAO, "--address", "newspaper.example", "--out", str(tmp_path / "b")), "ends with a slash"),
        (("/archive", "--address", ADDRESS, "--out", str(tmp_path / "c")), "/archive cannot be a file"),
        ((SHIQIAO, "--address", ADDRESS, "--snapshot", "20200101T000000Z"), "there is no snapshot 20200101T000000Z"),
    ):
        refused = run(*arguments)
        assert refused.exit_code == 3
        assert complaint in refused.output
