import re
import runpy
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

from dashboard.present.palette import MAP_PALETTES
from tests.browser.runs import settled

APPS = Path(__file__).parent / "apps"
HOSTILE = runpy.run_path(str(APPS / "hostile.py"))["HOSTILE"]
RECORD_CANVAS_TEXT = """
window.__drawn = [];
const fillText = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
  window.__drawn.push(text);
  return fillText.call(this, text, ...rest);
};
"""
LABELS = (
    "[...document.querySelectorAll('.cf-icon[data-kind=mark]')].map((node) => [node.dataset.id, node.getAttribute('aria-label')])"
)
REACHABLE = """() => [...document.querySelectorAll('.cf-icon[data-kind=mark]')].filter((node) => {
  const box = node.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return top && top.closest('.cf-icon') === node;
}).map((node) => node.dataset.id)"""


@pytest.fixture(scope="module")
def address(serve, tmp_path_factory):
    folder = shutil.copytree(APPS, tmp_path_factory.mktemp("map") / "apps")
    return serve(folder / "map_app.py")


def open_map(visit, address, query="") -> Frame:
    visit.page.goto(f"{address}/?{query}")
    frame = map_frame(visit.page)
    expect(frame.locator(".cf-icon").first).to_be_visible()
    expect(visit.page.get_by_text(re.compile("bounds \\(")).first).to_be_visible()
    return frame


def map_frame(page: Page) -> Frame:
    page.locator("iframe").first.wait_for(state="attached")
    handle = page.locator("iframe").first.element_handle()
    frame = handle.content_frame()
    assert frame is not None
    return frame


def hint(frame: Frame) -> str:
    lines = frame.locator(".cf-hint-body > *")
    expect(lines.first).to_be_visible()
    return "\n".join(lines.all_text_contents())


def fires(visit) -> int:
    return visit.page.evaluate("window.__fired || 0")


def report(page: Page, pattern: str) -> Locator:
    return page.get_by_text(re.compile(pattern))


def hover_at(frame: Frame, lon: float, lat: float) -> None:
    """Move the pointer there in two steps: Leaflet overlooks a move that comes within 32 ms of the last one it looked at."""
    point = frame.evaluate(f"(() => {{ const p = window.map.latLngToContainerPoint([{lat}, {lon}]); return [p.x, p.y]; }})()")
    for step in (1, 0):
        frame.locator("#map_div").hover(position={"x": point[0] + step, "y": point[1]}, force=True)
        frame.page.wait_for_timeout(60)


def test_hostile_text_stands_in_every_place_as_typed_and_nothing_runs(visit, address):
    visit.page.add_init_script(RECORD_CANVAS_TEXT)
    frame = open_map(visit, address, "marks=26")

    for index, (identifier, label) in enumerate(frame.evaluate(LABELS)):
        assert label == HOSTILE[int(identifier.removeprefix("mark-")) % len(HOSTILE)], index
        frame.evaluate(
            f"document.querySelector('[data-id=\"{identifier}\"]').dispatchEvent(new MouseEvent('mouseover', {{bubbles: true}}))"
        )
        assert hint(frame) == label

    heading = frame.locator(".cf-hint-body strong")
    hover_at(frame, 39.2, 48.2)
    expect(heading).to_have_text(HOSTILE[1])
    hover_at(frame, 35.4, 49.9)
    expect(heading).to_have_text(HOSTILE[3])
    assert frame.locator(".cf-attribution").text_content() == f"Ground by {HOSTILE[5]} {HOSTILE[0]}"
    assert HOSTILE[0] in frame.evaluate("window.__drawn"), "the name of a town"
    assert (fires(visit), visit.dialogs, visit.errors, visit.outside) == (0, [], [], [])


def test_the_same_text_put_on_a_map_the_careless_way_does_run(visit, address):
    open_map(visit, address, "raw=1&marks=1")

    expect(visit.page.get_by_text("folium's own page says 49: True")).to_be_visible()
    visit.page.wait_for_function("window.__fired > 0")
    assert "1" in visit.dialogs


def test_a_click_on_a_mark_or_an_area_comes_back_as_its_id_and_on_a_zone_as_nothing(visit, address):
    """And the map asks no other host, and shows no flag."""
    page = visit.page
    frame = open_map(visit, address)
    assert frame.locator(".leaflet-attribution-flag").count() == 0
    assert frame.evaluate("L.version") == "1.9.3"
    runs = report(page, "^runs").text_content()
    hover_at(frame, 39.2, 48.2)
    page.mouse.down()
    page.mouse.up()
    settled(page)
    assert report(page, "^runs").text_content() == runs

    identifier = frame.evaluate(REACHABLE)[0]
    frame.locator(f'[data-id="{identifier}"]').click()
    expect(report(page, f"selected {identifier}, clicks 1,")).to_be_visible()
    assert frame.locator(f'[data-id="{identifier}"]').get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="shift").click()
    settled(page)
    expect(report(page, f"selected {identifier}, clicks 1,")).to_be_visible()
    frame.locator(f'[data-id="{identifier}"]').click()
    expect(report(page, f"selected {identifier}, clicks 2,")).to_be_visible()
    frame.locator('[data-id="R-1"] .cf-badge').click()
    expect(report(page, "area R-1")).to_be_visible()
    assert visit.outside == []


def test_a_keyboard_walks_the_marks_and_keeps_its_place_when_the_page_runs_again(visit, address):
    """And the map moves when the page asks for another view, and its button fits it to what it shows."""
    page = visit.page
    frame = open_map(visit, address)
    assert frame.locator(".cf-icon[tabindex='0']").count() == 1
    frame.locator(".cf-icon[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(frame.locator(".cf-icon:focus")).to_have_attribute("data-id", "mark-2")
    page.keyboard.press("Enter")
    expect(report(page, "selected mark-2, clicks 1,")).to_be_visible()
    settled(page)
    expect(frame.locator(".cf-icon:focus")).to_have_attribute("data-id", "mark-2")

    page.get_by_role("button", name="go").click()
    frame.wait_for_function("window.map.getZoom() === 8 && Math.abs(window.map.getCenter().lng - 36) < 0.01")
    expect(report(page, "zoom 8.0")).to_be_visible()

    frame.evaluate("window.map.setView([10, 10], 9, { animate: false }); 0")
    frame.get_by_role("button", name="Fit the map to what it shows").click()
    frame.wait_for_function("window.map.getBounds().contains([48.3, 37.4])")
    settled(page)
    assert len(frame.evaluate(REACHABLE)) > 0


def test_a_pan_and_a_new_payload_leave_the_map_mounted_where_the_user_left_it(visit, address):
    frame = open_map(visit, address)
    frame.evaluate("window.__same = 'yes'; 0")
    before = report(visit.page, "^runs").text_content()

    frame.evaluate("window.map.panBy([-160, 90], { animate: false }); 0")
    expect(report(visit.page, "^runs")).not_to_have_text(before)
    bounds = report(visit.page, "^runs").text_content().split("bounds")[1]
    place = frame.evaluate("document.querySelector('[data-id=\"mark-0\"]').getBoundingClientRect().x")
    visit.page.get_by_role("button", name="shift").click()
    frame.wait_for_function(f"document.querySelector('[data-id=\"mark-0\"]').getBoundingClientRect().x > {place} + 5")

    assert map_frame(visit.page).evaluate("window.__same") == "yes"
    assert report(visit.page, "^runs").text_content().split("bounds")[1] == bounds
    assert frame.evaluate("window.feature_group.length") == 1
    assert frame.locator(".cf-icon[data-kind=mark]").count() == 60


def test_the_map_follows_the_theme_of_the_page_and_is_repainted_and_not_mounted_anew_when_that_changes(visit_of, address):
    visit = visit_of(width=390, height=844, color_scheme="light")
    frame = open_map(visit, address)
    frame.evaluate("window.__same = 'yes'; 0")
    sea = "getComputedStyle(window.map.getContainer()).getPropertyValue('--sea')"
    assert frame.evaluate(sea) == MAP_PALETTES["light"].sea
    assert frame.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    visit.page.emulate_media(color_scheme="dark")
    frame.wait_for_function(f"{sea} === '{MAP_PALETTES['dark'].sea}'")
    assert frame.evaluate("window.__same") == "yes"


def test_a_map_opened_on_a_dark_page_is_dark_from_the_start(visit_of, address):
    frame = open_map(visit_of(width=390, height=844, color_scheme="dark"), address)

    sea = frame.evaluate("getComputedStyle(window.map.getContainer()).getPropertyValue('--sea')")
    assert sea == MAP_PALETTES["dark"].sea
    assert frame.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_map_that_starts_in_a_hidden_tab_shows_its_home_extent_when_the_tab_is_opened(visit, address):
    visit.page.goto(f"{address}/?tabs=1")
    visit.page.get_by_role("tab", name="Map").click()
    frame = map_frame(visit.page)

    expect(frame.locator(".cf-icon").first).to_be_visible()
    frame.wait_for_function("window.map.getBounds().contains([[46.2, 34.0], [50.4, 40.4]]) && window.map.getZoom() > 5")


def test_a_basemap_that_cannot_be_fetched_is_said_on_the_map(visit, address):
    visit.page.route("**/basemap-*.geojson", lambda route: route.fulfill(status=404))

    frame = open_map(visit, address)

    expect(frame.get_by_role("alert")).to_contain_text("The basemap could not be drawn (the server answered 404)")
