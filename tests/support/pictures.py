"""
Take the pictures of the README and the guides from a running demo.

Usage: `fairnotice demo` in one terminal, then `python -m tests.support.pictures http://127.0.0.1:8000` in another.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
WIDTH = 1280
TALL = 1460
"""Pixels of the page's top that the README shows."""


def take(site: str, *, chromium: str = "/usr/bin/chromium") -> Path:
    """Save the stats of the demo's agency, as its manager sees them, and return the file."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    target = FOLDER / "agency-stats.png"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDTH, "height": TALL}, color_scheme="light", base_url=site)
        as_manager(page)
        page.screenshot(path=target, clip={"x": 0, "y": 0, "width": WIDTH, "height": TALL}, full_page=True)
        browser.close()
    return target


def as_manager(page: Page) -> None:
    """Look at the demo as the first person on offer, the manager of an agency, and open the agency's stats."""
    page.goto("/demo/")
    page.locator("main form button").first.click()
    agency = page.locator("main h2 a[href^='/stats/']", has_text=re.compile(".")).last
    if agency.count():
        agency.click()
    page.locator("h1").wait_for()


if __name__ == "__main__":
    print(take(sys.argv[1].rstrip("/")))  # noqa: T201  a script's answer
