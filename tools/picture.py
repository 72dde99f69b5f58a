"""Take the README's picture of a running dashboard: `python -m tools.picture http://127.0.0.1:8501`, after `make run`."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.browser import installed

PICTURE = Path(__file__).parents[1] / "docs" / "overview.png"
_SETTLED_MS = 2_500
"""The map tells the page where it looks a moment after it is painted, and the page then draws what is to be seen there."""


def main(address: str) -> None:
    """Write the overview as it opens, 1440 by 900 CSS pixels, in the light theme."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light")
        page.goto(address)
        page.locator(".cf-counts").wait_for(timeout=60_000)
        page.frame_locator("iframe").locator(".cf-legend").first.wait_for(timeout=60_000)
        page.wait_for_timeout(_SETTLED_MS)
        page.screenshot(path=PICTURE)
        browser.close()
    print(f"wrote {PICTURE.name}: {PICTURE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
