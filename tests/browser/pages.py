"""What the browser tests of the pages share: starting the dashboard on a folder of its own, and finding things on its pages."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import FloatRect, Frame, Locator, Page, expect

from tests.browser.runs import PATIENCE_MS, settled

__all__ = ["PATIENCE_MS", "settled"]
ROOT = Path(__file__).resolve().parents[2]


def dashboard(serve: Callable[..., str], data: Path) -> str:
    """Start the dashboard on a data folder and return its address."""
    return serve(ROOT / "dashboard" / "app.py", DASHBOARD_DATA=str(data))


def open_overview(page: Page, address: str, query: str = "") -> Frame:
    """Open the overview and wait until its map is painted and has told where it looks."""
    page.goto(f"{address}/?{query}")
    frame = map_frame(page)
    expect(counts(page)).to_be_visible(timeout=PATIENCE_MS)
    settled(page)
    return frame


def map_frame(page: Page) -> Frame:
    page.locator("iframe").first.wait_for(state="attached", timeout=PATIENCE_MS)
    frame = page.locator("iframe").first.element_handle().content_frame()
    assert frame is not None
    expect(frame.locator(".cf-legend summary")).to_be_visible(timeout=PATIENCE_MS)
    frame.wait_for_function("window.map && window.feature_group", timeout=PATIENCE_MS, polling=100)
    return frame


def resting_box(place: Locator) -> FloatRect:
    """Where something lies on the page, once it no longer moves."""
    before = place.bounding_box()
    for _ in range(PATIENCE_MS // 100):
        place.page.wait_for_timeout(100)
        box = place.bounding_box()
        if box is not None and box == before:
            return box
        before = box
    raise AssertionError(f"it still moves: {before}")


def counts(page: Page) -> Locator:
    return page.locator(".cf-counts")


def incidents(page: Page) -> int:
    """How many incidents the page says are selected."""
    return int(counts(page).locator("b").inner_text().replace(",", ""))


def drawn(frame: Frame) -> int:
    """How many incidents the map shows, as marks, in cells and in areas."""
    return frame.evaluate(
        """() => {
          let total = 0;
          window.feature_group.forEach((group) => group.eachLayer((layers) => layers.eachLayer((one) => {
            if (one.options.cell) total += one.options.cell.count;
          })));
          document.querySelectorAll('.cf-icon[data-kind=mark]').forEach(() => (total += 1));
          document.querySelectorAll('.cf-badge span').forEach((badge) => (total += Number(badge.textContent)));
          return total;
        }"""
    )


def listed(page: Page) -> int:
    """How many rows the list has on all its pages, told by its own count."""
    words = page.locator(".st-key-list-head .cf-aside").inner_text()
    return int(re.sub(r".* of |,", "", words)) if words != "none" else 0


def query_of(page: Page) -> str:
    return page.url.partition("?")[2]
