"""The pages in a real browser: no console errors, nothing wider than the screen, readable light and dark."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from archive import schema
from tests.site_sample import SNAPSHOT, make_snapshot
from tests.site_support import Client, running

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")
REPORT = "/report/990121-shiqiao-2024"
PAGES = (
    "/",
    REPORT,
    "/report/990102-weisheng-2021",
    "/report/990100-hostile-2021",
    f"{REPORT}/requests.concluded.total",
    "/organ/990121-qingxi",
    "/place/990100",
    "/search?q=2024",
    "/changes",
    "/health",
    "/report/990102-weisheng-2021/diff",
    "/report/990121-qingxi-2020/requests.received.total",
    f"{REPORT}?lang=en",
    "/?lang=en",
    "/archive",
    "/archive/reports",
    "/archive/cells",
    "/archive/refusal_rate",
    "/archive?sql=select+count(*)+from+reports",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    data = tmp_path_factory.mktemp("browser")
    make_snapshot(data)
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


def watched(browser: Browser, **options: object) -> tuple[Page, list[str]]:
    """A page, and everything it complains of: console errors (a failed request is one), requests to other hosts."""
    page = browser.new_page(**options)
    complaints: list[str] = []
    page.on("console", lambda message: message.type in ("error", "warning") and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: "127.0.0.1" in request.url or complaints.append(f"asked {request.url}"))
    return page, complaints


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_fit_the_screen_and_complain_of_nothing(site: Client, browser: Browser, width: int, scheme: str) -> None:
    page, complaints = watched(browser, viewport={"width": width, "height": 900}, color_scheme=scheme)
    for path in PAGES:
        page.goto(site.base + path)
        too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert too_wide <= 0, path
        assert complaints == [], path
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_background(site: Client, browser: Browser, scheme: str) -> None:
    page, _ = watched(browser, color_scheme=scheme)
    for path in ("/", REPORT, f"{REPORT}/requests.concluded.total", "/archive/reports"):
        page.goto(site.base + path)
        assert page.evaluate(CONTRAST) == [], path
    page.close()


# Elements with text of their own whose colour differs too little from what is painted behind them: WCAG AA is 4.5.
CONTRAST = """() => {
  const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] > 0.9) return colour;
    }
    return matchMedia("(prefers-color-scheme: dark)").matches ? [0, 0, 0] : [255, 255, 255];
  };
  return [...document.querySelectorAll("body *")].filter((e) => e.checkVisibility() && !e.closest("svg, option, select")
    && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())).map((e) => {
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    return [ratio, e.tagName + "." + e.className + " " + e.textContent.slice(0, 20)];
  }).filter(([ratio]) => ratio < 4.5).slice(0, 5);
}"""


def test_a_reader_finds_a_report_and_opens_a_figure_on_its_page(site: Client, browser: Browser) -> None:
    page, complaints = watched(browser)
    page.goto(site.base + "/")
    page.get_by_role("search").first.get_by_role("searchbox").fill("石桥镇")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="石桥镇人民政府2024年政府信息公开工作年度报告").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("石桥镇人民政府2024年")
    page.get_by_role("link", name="81644", exact=True).click()
    strip = page.locator("img.strip")
    expect(strip).to_be_visible()
    assert strip.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500
    assert complaints == []
    page.close()


def test_a_reader_runs_sql_and_a_hostile_title_does_not_run(site: Client, browser: Browser) -> None:
    page, complaints = watched(browser)
    page.on("dialog", lambda dialog: complaints.append(f"dialog {dialog.message}"))
    page.goto(site.base + "/archive?sql=select+title+from+reports+where+id+like+'%25hostile%25'")
    expect(page.locator("table.rows-and-columns td")).to_contain_text("<script>alert")
    page.get_by_role("button", name="运行").click()
    expect(page.locator("table.rows-and-columns td")).to_contain_text("<script>alert")
    page.goto(site.base + "/archive/reports")
    page.locator("th svg.dropdown-menu-icon").first.click()
    expect(page.get_by_role("link", name="降序")).to_be_visible()
    assert complaints == []
    page.close()


@contextmanager
def newspaper(folder: Path) -> Iterator[str]:
    """Somebody else's site: the files of ``folder`` on a port of their own."""
    handler = partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join(60)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing on stderr."""


def test_a_result_is_drawn_and_its_embed_code_works_in_another_site(
    site: Client, browser: Browser, tmp_path: Path
) -> None:
    page, complaints = watched(browser)
    page.goto(site.base + "/archive/refusal_rate?year=&province=&least=")
    page.get_by_role("button", name="画成图").press("Enter")
    chart = page.get_by_role("img", name="不予公开率（%），按机关，4 项")
    expect(chart).to_be_visible()
    page.get_by_text("图中的数字").click()
    rows = page.locator(".chart-numbers tbody tr")
    shown = [[cell.strip() for cell in row.split("\t")] for row in rows.all_inner_texts()]
    table = page.locator("table.rows-and-columns tbody tr")
    assert [row[1] for row in shown] == [cell.strip() for cell in table.locator("td:last-child").all_inner_texts()]
    code = page.locator(".chart-panel textarea").input_value()
    assert f"/s/{SNAPSHOT}/embed?" in code
    (tmp_path / "story.html").write_text(
        f"<!DOCTYPE html><title>a newspaper</title><link rel=icon href=data:,>{code}", encoding="utf-8"
    )
    with newspaper(tmp_path) as address:
        page.goto(f"{address}/story.html")
        expect(page.frame_locator("iframe").get_by_role("img")).to_be_visible()
    assert complaints == []
    page.close()


def test_columns_few_readers_need_are_folded_on_the_screen_alone(site: Client, browser: Browser) -> None:
    page, complaints = watched(browser)
    page.goto(site.base + "/archive/reports")
    shown = page.locator("table.rows-and-columns thead th:visible")
    few = shown.count()
    page.get_by_role("button", name="再显示").click()
    columns = [column.name for column in schema.REPORTS.columns]
    assert shown.count() == len(columns) > few
    # What the script folds away are columns that there are.
    script = (Path(schema.__file__).parent / "site" / "static" / "datasette.js").read_text("utf-8")
    tables = {table.name: {column.name for column in table.columns} for table in schema.TABLES}
    for name, folded in re.findall(r"^    (\w+): \[(.*)\],$", script, re.MULTILINE):
        assert set(re.findall(r'"(\w+)"', folded)) <= tables[name], name
    assert "sha256" in site.get("/archive/reports.csv").text
    assert complaints == []
    page.close()


def test_the_language_is_switched_and_stays(site: Client, browser: Browser) -> None:
    page, complaints = watched(browser)
    page.goto(site.base + REPORT)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="3. Requests received")).to_be_visible()
    page.get_by_role("link", name="81644", exact=True).click()
    expect(page.get_by_text("Where:")).to_be_visible()
    page.get_by_role("link", name="Data & SQL").click()
    page.get_by_role("link", name="reports", exact=True).first.click()
    expect(page.get_by_role("link", name="View and edit SQL")).to_be_visible()
    assert complaints == []
    page.close()


def test_a_stored_page_runs_no_script(site: Client, browser: Browser, tmp_path: Path) -> None:
    make_snapshot(tmp_path)
    with running(tmp_path) as client:
        row = client.get("/archive/reports.csv?media_type=text/html&_col=sha256").text.split()[1].split(",")[-1]
        file = tmp_path / "raw" / "sha256" / row[:2] / row[2:4] / row
        file.write_text("<title>before</title><script>document.title = 'after'</script><p>kept</p>", encoding="utf-8")
        page = browser.new_page()
        page.goto(f"{client.base}/raw/{row}")
        expect(page.locator("p")).to_have_text("kept")
        assert page.title() == "before"
        page.close()
