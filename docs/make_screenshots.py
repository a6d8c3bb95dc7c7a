"""Render the pictures of README and docs from a running server.

    .venv/bin/python docs/make_screenshots.py http://127.0.0.1:8001/ [REPORT-ID]

Needs Playwright (a development dependency) and an installed Chromium. The report shown is the one given, else one
whose sums do not hold, so that the picture shows what the page is for. Pictures go to docs/images/.
"""

from __future__ import annotations

import json
import shutil
import sys
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

IMAGES = Path(__file__).parent / "images"
WIDE, PHONE = 1280, 390


def read_json(address: str) -> Any:
    with urllib.request.urlopen(address, timeout=60) as response:
        return json.load(response)


def broken_report(base: str) -> str:
    """A report whose sums do not hold, of a PDF where there is one; else the newest report."""
    failing = [row["报告"] for row in read_json(f"{base}/archive/broken_sums.json?_shape=array")]
    pdfs = [row["id"] for row in read_json(f"{base}/archive/reports.json?_shape=array&media_type=application/pdf")]
    newest = [row["id"] for row in read_json(f"{base}/archive/reports.json?_shape=array&_size=1&_sort_desc=year")]
    return next(iter([*(one for one in failing if one in pdfs), *failing, *newest]))


def organ_of(base: str, report: str) -> str:
    """The id of the organ whose report that is."""
    found = read_json(f"{base}/archive/reports.json?_shape=array&id={report}")
    return str(found[0]["organ_id"])


def html_figure(base: str) -> str:
    """The page of one figure whose source is a web page."""
    reports = read_json(f"{base}/archive/reports.json?_shape=array&media_type=text/html&status=read&_size=1")
    return f"/report/{reports[0]['id']}/requests.received.total"


def take(
    browser: Browser, address: str, name: str, width: int, height: int, scheme: str = "light", press: str = ""
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=1)
    page.goto(address, wait_until="networkidle")
    if press:
        page.get_by_role("button", name=press).click()
        page.locator("figure[data-drawn]").scroll_into_view_if_needed()
        # The chart grows for 300 ms.
        page.wait_for_timeout(600)
    page.screenshot(path=IMAGES / f"{name}.png")
    page.close()
    print(IMAGES / f"{name}.png")


def main(base: str, report: str | None) -> None:
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        raise SystemExit("No Chromium found: install it with apt-get install chromium.")
    base = base.rstrip("/")
    report = report or broken_report(base)
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        take(browser, f"{base}/", "home", WIDE, 1500)
        take(browser, f"{base}/report/{report}", "report", WIDE, 1700)
        take(browser, f"{base}/report/{report}", "report-phone", PHONE, 1100)
        take(browser, f"{base}/report/{report}/requests.concluded.total", "figure", WIDE, 1100)
        take(browser, f"{base}/report/{report}?lang=en", "report-english", WIDE, 1700)
        take(browser, f"{base}{html_figure(base)}", "source", WIDE, 1100)
        take(browser, f"{base}/organ/{organ_of(base, report)}", "organ", WIDE, 1300)
        altered = read_json(f"{base}/archive/altered_reports.json?_shape=array&kind=figures_changed")
        if altered:
            take(browser, f"{base}/report/{altered[0]['report_id']}/diff", "versions", WIDE, 700)
        take(browser, f"{base}/health", "health", WIDE, 900)
        take(browser, f"{base}/archive/refusal_rate?year=2022&province=&least=", "query", WIDE, 1000, press="画成图")
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    main(sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else None)
