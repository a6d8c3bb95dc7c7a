"""What people do with the site, in a real browser: find, open, check, ask, share, take away; by mouse, by keyboard."""

from __future__ import annotations

import csv
import io
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from archive.site.queries.outcomes import REFUSALS
from tests.site_sample import FILES, SNAPSHOT, make_snapshot
from tests.site_support import Client, running
from tests.test_site_exports import read_sheets

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")
LATER = "20260103T030405Z"
REPORT = "/report/990121-shiqiao-2024"
# Serious and critical findings; colours are measured in test_site_browser.py, light and dark.
AXE = """() => axe.run(document, {resultTypes: ["violations"]}).then((found) => found.violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .map((one) => one.id + ": " + one.nodes.map((node) => node.target.join(" ")).join(", ")))"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("e2e")
    make_snapshot(folder, stamp="【一】")
    make_snapshot(folder, LATER, stamp="【二】")
    return folder


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[Client]:
    with running(data) as client:
        yield client


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, site: Client) -> Iterator[Page]:
    """A page that complains at the end of the test of what it had to complain of."""
    context = browser.new_context(base_url=site.base, accept_downloads=True)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: message.type in ("error", "warning") and complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: "127.0.0.1" in request.url or complaints.append(f"asked {request.url}"))
    yield opened
    context.close()
    assert complaints == []


def rows_of(data: Path, sql: str, **params: str) -> list[list[str]]:
    with closing(sqlite3.connect(data / "snapshots" / LATER / "archive.db")) as db:
        return [["" if value is None else str(value) for value in row] for row in db.execute(sql, params)]


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as started:
        page.get_by_role("link", name=name, exact=True).click()
    return Path(started.value.path()).read_bytes()


def test_a_report_is_found_by_its_place_and_a_figure_opened_on_its_page(page: Page) -> None:
    page.goto("/")
    for place in ("990100", "990121"):
        page.locator(f"main a[href='/place/{place}']").first.click()
    page.get_by_role("link", name="石桥镇人民政府").first.click()
    page.get_by_role("link", name="2024", exact=True).first.click()
    expect(page).to_have_url(re.compile(f"{REPORT}$"))
    page.get_by_role("link", name="81644", exact=True).click()
    strip = page.locator("img.strip")
    expect(strip).to_be_visible()
    assert strip.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500


def test_a_canned_query_is_run_edited_and_run_again(page: Page, data: Path) -> None:
    page.goto("/archive")
    page.get_by_role("link", name=re.compile(REFUSALS.title_zh)).click()
    page.get_by_label("年度 year").select_option("2020")
    page.get_by_role("button", name="运行").click()
    expect(page).to_have_url(re.compile("year=2020"))
    expected = rows_of(data, REFUSALS.sql, year="2020", province="", least="")
    assert expected
    expect(page.locator("table.rows-and-columns tbody tr")).to_have_count(len(expected))
    page.get_by_role("link", name="修改 SQL").click()
    expect(page.get_by_role("heading", name=re.compile("有哪些表和列"))).to_be_visible()
    page.locator(".CodeMirror").evaluate("box => box.CodeMirror.setValue('select  from organs order by id')")
    page.locator(".CodeMirror").evaluate("box => box.CodeMirror.setCursor(0, 7)")
    page.locator(".schema summary", has_text="organs").first.click()
    page.locator(".schema details", has=page.locator("summary code", has_text=re.compile("^organs$"))).get_by_role(
        "button", name="id", exact=True
    ).click()
    page.get_by_role("button", name="运行").click()
    names = page.locator("table.rows-and-columns tbody td").all_inner_texts()
    assert [[name] for name in names] == rows_of(data, "SELECT id FROM organs ORDER BY id")


def test_a_pinned_link_is_copied_and_opened_again(page: Page, browser: Browser, site: Client) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/s/{SNAPSHOT}{REPORT}")
    page.get_by_role("button", name=re.compile("复制")).nth(1).click()
    expect(page.get_by_role("button", name=re.compile("已复制"))).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{site.base}/s/{SNAPSHOT}{REPORT}"
    page.goto("/")
    page.goto(copied)
    expect(page.get_by_role("heading", level=1)).to_contain_text("【一】")
    page.goto(REPORT)
    expect(page.get_by_role("heading", level=1)).to_contain_text("【二】")
    page.goto("/snapshots")
    page.get_by_role("link", name=SNAPSHOT, exact=True).click()
    expect(page).to_have_url(f"{site.base}/s/{SNAPSHOT}/")


def test_csv_and_xlsx_hold_what_the_database_holds(page: Page, data: Path) -> None:
    page.goto("/archive/refusal_rate?province=云岭省")
    expected = rows_of(data, REFUSALS.sql, year="", province="云岭省", least="")
    assert len(expected) >= 2
    body = download(page, "CSV（Excel）")
    assert body.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    assert rows == expected
    sheet = read_sheets(download(page, "xlsx"))["数据"]
    assert sheet[0] == header
    assert [["" if value is None else value for value in row] for row in sheet[1:]] == [
        [as_number(value) for value in row] for row in expected
    ]
    page.goto("/archive/reports?year=2024")
    found = csv.DictReader(io.StringIO(download(page, "CSV（Excel）").decode("utf-8-sig"), newline=""))
    wanted = rows_of(data, "SELECT id, organ, place_code, sha256 FROM reports WHERE year = 2024")
    assert [[row["id"], row["organ"], row["place_code"], row["sha256"]] for row in found] == wanted


def as_number(value: str) -> object:
    """Excel knows one kind of number."""
    return float(value) if re.fullmatch(r"-?\d+(\.\d+)?", value) else value


def test_by_keyboard_alone(page: Page) -> None:
    """From the home page to a report and to its share block without a mouse; the focus can always be seen."""
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到正文")
    page.keyboard.press("Enter")
    tab_to(page, lambda: page.evaluate("document.activeElement.matches('input[type=search]')"))
    page.keyboard.type("石桥镇")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/search"))
    tab_to(page, lambda: "石桥镇人民政府2024年" in focused(page))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2024年")
    tab_to(page, lambda: page.evaluate("document.activeElement.id === 'share-pinned'"), 400)
    page.keyboard.press("Tab")
    assert "复制" in focused(page)


def test_the_language_is_switched_by_keyboard_and_stays_in_every_address(page: Page, site: Client) -> None:
    page.goto(REPORT)
    tab_to(page, lambda: focused(page) == "English")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.base}{REPORT}?lang=en")
    expect(page.get_by_role("heading", name="3. Requests received")).to_be_visible()
    assert page.locator("#share-pinned").input_value() == f"{site.base}/s/{LATER}{REPORT}?lang=en"
    expect(page.get_by_role("button", name="Copy")).to_have_count(2)
    for words, address in (("Snapshots", "/snapshots?lang=en"), (SNAPSHOT, f"/s/{SNAPSHOT}/?lang=en")):
        tab_to(page, lambda words=words: focused(page) == words, 500)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{site.base}{address}")
    expect(page.get_by_text("You are looking at snapshot")).to_be_visible()
    tab_to(page, lambda: focused(page) == "Data & SQL")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.base}/s/{SNAPSHOT}/archive?_lang=en")
    expect(page.get_by_role("heading", name="Tables and columns")).to_be_visible()
    page.get_by_role("link", name="中文").press("Enter")
    expect(page.get_by_role("heading", name="有哪些表和列")).to_be_visible()


def tab_to(page: Page, there: object, most: int = 80) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if there():  # type: ignore[operator]
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"not reached in {most} steps; focus is on {focused(page)!r}")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText || document.activeElement.value || ''"))


@pytest.mark.parametrize(
    "path",
    [
        "/", REPORT, f"{REPORT}/requests.concluded.total", "/organ/990121-qingxi", "/place/990100", "/search?q=2024",
        "/snapshots", "/files", "/archive", "/archive/reports", "/archive/refusal_rate", "/archive?sql=select+1+as+n",
        "/report/none", f"/s/{SNAPSHOT}/archive/refusal_rate", "/s/none/", f"{REPORT}?lang=en", "/archive?_lang=en",
        "/organ/990102-weisheng", "/changes", "/health", "/report/990102-weisheng-2021/diff",
    ],
)  # fmt: skip
def test_axe_finds_nothing_serious(browser: Browser, site: Client, path: str) -> None:
    # The policy of the site forbids foreign scripts, and axe is one: only this page may break it.
    context = browser.new_context(base_url=site.base, bypass_csp=True)
    page = context.new_page()
    page.goto(path)
    page.add_script_tag(path=FILES / "axe.min.js")
    assert page.evaluate(AXE) == []
    context.close()
