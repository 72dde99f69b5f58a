"""A table nobody knows, from drop to map, in a real browser; and a known one in four clicks."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import PATIENCE_MS, counts, dashboard, drawn, map_frame, settled

STRANGE = """Дата;Час;Широта;Довгота;Подія;Озброєння;Погода
03.05.2026;14:20;48,1391;37,7466;працювала арта;міномет;дощ
14.05.2026;;48,2;37,8;мінометний обстріл;;
31.06.2026;03:10;48,2;37,8;вибух;;
"""
KNOWN = "observed_from,lon,lat,act\n2026-07-03T14:20,37.7466,48.1391,fire.artillery\n"


@pytest.fixture(scope="module")
def address(serve, tmp_path_factory):
    return dashboard(serve, tmp_path_factory.mktemp("wizard"))


def open_upload(page: Page, address: str) -> None:
    page.goto(f"{address}/upload")
    expect(page.locator("[data-testid=stFileUploader]").first).to_be_visible(timeout=PATIENCE_MS)
    settled(page)


def drop(page: Page, path: Path) -> None:
    page.locator("[data-testid=stFileUploader] input[type=file]").first.set_input_files(path)
    expect(page.get_by_text("Your files")).to_be_visible(timeout=PATIENCE_MS)
    settled(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settled(page)


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).first.click()
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


def see_map(page: Page) -> int:
    """Go to the overview with everything in sight and return how many incidents the map shows."""
    page.get_by_role("link", name="Overview").click()
    expect(counts(page)).to_be_visible(timeout=PATIENCE_MS)
    frame = map_frame(page)
    settled(page)
    return drawn(frame)


def test_an_unknown_table_is_mapped_repaired_added_and_seen_on_the_map(visit, address, tmp_path):
    page = visit.page
    (tmp_path / "patrol.csv").write_text(STRANGE, encoding="utf-8")
    open_upload(page, address)

    drop(page, tmp_path / "patrol.csv")
    expect(page.get_by_text("Choose in step 2 which number of a date is the day.")).to_be_visible()
    page.get_by_text("day first, as in").click()
    settled(page)
    choose(page, "Meaning of word 1 of act", "artillery fire (fire.artillery)")
    expect(page.get_by_text("Tried on all 3 rows: 2 accepted, 1 rejected.")).to_be_visible()

    press(page, "Read the whole file this way")
    expect(page.get_by_text("3 read = 2 accepted + 1 rejected + 0 duplicates")).to_be_visible()
    page.get_by_text("Repair rejected rows here").click()
    settled(page)
    table = page.locator("[class*='st-key-upload-repair'] .stDataFrame").first
    header = [cell.inner_text() for cell in table.locator("thead th, [role=columnheader]").all()]
    assert header[3].startswith("Дата (at fault)")
    table.scroll_into_view_if_needed()
    corner = table.locator("canvas").first.bounding_box()
    page.mouse.click(corner["x"] + 20, corner["y"] + 52)
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "Enter"):
        page.wait_for_timeout(200)
        page.keyboard.press(key)
    expect(page.locator("#portal textarea, #portal input").first).to_be_visible()
    page.keyboard.press("Control+a")
    page.keyboard.type("30.06.2026", delay=20)
    page.keyboard.press("Enter")
    settled(page)

    press(page, "Load the repaired rows")
    expect(page.get_by_text(re.compile("1 read = 1 accepted"))).to_be_visible(timeout=PATIENCE_MS)
    press(page, "Add 2 files to the view")
    expect(page.get_by_text("1 rejected row: 1 repaired by a later load, 0 still open.")).to_be_visible(timeout=PATIENCE_MS)
    assert see_map(page) > 0
    assert (visit.outside, visit.errors) == ([], [])


def test_a_known_format_takes_two_clicks_from_drop_to_map(visit, address, tmp_path):
    page = visit.page
    (tmp_path / "known.csv").write_text(KNOWN, encoding="utf-8")
    open_upload(page, address)

    drop(page, tmp_path / "known.csv")
    press(page, "Add 1 file to the view")

    expect(page.locator(".cf-notice").filter(has_text="The Overview shows what of it is placed")).to_be_in_viewport()
    assert see_map(page) > 0
