import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import (
    counts,
    dashboard,
    drawn,
    incidents,
    listed,
    map_frame,
    open_overview,
    query_of,
    resting_box,
    settled,
)

EVERYWHERE = "map=34.0,47.5,5"
"""A map so far out that it shows all incidents that have a place."""


@pytest.fixture(scope="module")
def address(serve, tmp_path_factory):
    return dashboard(serve, tmp_path_factory.mktemp("overview"))


def agree(page: Page, frame) -> int:
    """Counts, list and map tell the same number; the timeline tells it in its words."""
    number = incidents(page)
    words = page.locator("[data-testid=stVegaLiteChart]").first.get_attribute("aria-label") or page.locator(
        "[data-testid=stVegaLiteChart] [aria-label*='incidents; the most']"
    ).first.get_attribute("aria-label")
    assert listed(page) == number
    assert f"{number:,} incidents;" in words
    unplaced = page.locator(".st-key-filter-verdicts button").nth(5).inner_text()
    is_unplaced_in = "Verdict" not in page.locator(".st-key-counts").inner_text()
    assert drawn(frame) == number - (int(unplaced.split()[0]) if is_unplaced_in else 0)
    return number


def click_row(page: Page, row: int) -> None:
    """Click a row of the list, once it lies still: what stands above it may still grow."""
    table = page.locator(".stDataFrame").first
    table.scroll_into_view_if_needed()
    page.locator(".st-key-list-head").scroll_into_view_if_needed()
    box = resting_box(table)
    page.mouse.click(box["x"] + 300, box["y"] + 35 * (row + 1) + 17)
    settled(page)
    expect(page.locator(".cf-incident")).to_be_visible()


def draw_range(page: Page, start: float, end: float) -> None:
    box = page.locator("[data-testid=stVegaLiteChart] svg").first.bounding_box()
    left, width, middle = box["x"] + 40, box["width"] - 50, box["y"] + 60
    page.mouse.move(left + start * width, middle)
    page.mouse.down()
    page.mouse.move(left + end * width, middle, steps=6)
    page.mouse.up()
    settled(page)


def press_verdict(page: Page, number: int) -> None:
    page.locator(".st-key-filter-verdicts button").nth(number).click()


def test_the_first_map_says_that_its_events_are_invented_and_asks_no_other_host(visit, address):
    """And what is chosen on the page stands in its address, from where the browser's back button takes it."""
    page = visit.page
    frame = open_overview(page, address)
    assert "Invented events." in frame.locator(".cf-attribution").inner_text()
    expect(page.get_by_text("every event shown is invented.")).to_be_visible()
    expect(page.get_by_text("The agreement is illustrative.")).to_be_visible()
    expect(page.get_by_text(re.compile("Data as of .* UTC"))).to_be_visible()
    everything = incidents(page)

    # What has no place is counted, and listed by a click.
    button = page.get_by_role("button", name=re.compile("unplaced, not on the map"))
    number = int(button.inner_text().split()[0])
    button.click()
    settled(page)
    assert incidents(page) == number == listed(page)
    assert 0 < number < everything

    page.go_back()
    settled(page)
    assert (incidents(page), query_of(page)) == (everything, "")

    # Two choices in quick succession are both kept.
    press_verdict(page, 0)
    press_verdict(page, 1)
    settled(page)
    assert query_of(page) == "verdicts=potential+violation&verdicts=undetermined"
    assert (visit.outside, visit.errors) == ([], [])


def test_counts_map_timeline_and_list_agree_under_every_filter_and_the_map_stays_mounted(visit_of, address):
    """A range drawn over the timeline narrows the days and a bar to its own, by the agreement's clock, not the reader's."""
    page = visit_of(width=1440, height=1000, timezone_id="America/New_York").page
    frame = open_overview(page, address, EVERYWHERE)
    frame.evaluate("window.__same = 'yes'; 0")
    everything = agree(page, frame)

    draw_range(page, 0.5, 0.7)
    query = dict(part.split("=") for part in query_of(page).split("&"))
    fewer = agree(page, frame)
    assert 0 < fewer < everything
    assert "2026-07-15" < query["first_day"] < query["last_day"] < "2026-09-01"
    page.locator("[data-testid=stVegaLiteChart] path[aria-roledescription='bar']").nth(2).click()
    settled(page)
    query = dict(part.split("=") for part in query_of(page).split("&"))
    assert query["first_day"] == query["last_day"]
    assert agree(page, frame) < fewer

    page.get_by_label("Clear all").click()
    settled(page)
    frame.locator(".cf-badge").first.click()
    settled(page)
    assert "regions=" in query_of(page)
    assert agree(page, frame) < everything

    page.get_by_label("Clear all").click()
    settled(page)
    assert agree(page, frame) == everything
    press_verdict(page, 1)
    settled(page)
    undetermined = agree(page, frame)
    page.get_by_role("button", name="Means", exact=True).click()
    page.locator(".st-key-filter-means input").click()
    page.get_by_role("option", name="drone", exact=True).click()
    settled(page)
    assert everything > undetermined > agree(page, frame) > 0
    assert map_frame(page).evaluate("window.__same") == "yes"


def test_a_filter_of_a_link_is_lifted_by_its_chip_all_by_one_click_and_each_change_can_be_taken_back(visit, address):
    """The address of the overview by its name leads there, with the view of a link."""
    page, asked = visit.page, "verdicts=undetermined&acts=fire.mortar&acts=fire.tank"
    page.goto(f"{address}/overview?{asked}")
    map_frame(page)
    settled(page)
    assert page.get_by_text("Page not found").count() == 0
    assert query_of(page) == asked
    narrow = incidents(page)

    page.get_by_label("Remove Act: mortar fire").click()
    settled(page)
    assert query_of(page) == "verdicts=undetermined&acts=fire.tank"
    page.get_by_label("Clear all").click()
    settled(page)
    assert query_of(page) == ""
    assert incidents(page) > narrow
    for _ in range(2):
        page.get_by_role("button", name="Undo").click()
        settled(page)
    assert (incidents(page), query_of(page)) == (narrow, asked)


def test_a_click_on_a_mark_opens_its_incident_and_one_on_a_pile_at_one_spot_lists_it(visit, address):
    page = visit.page
    frame = open_overview(page, address, "verdicts=exempt+%28claimed%29&map=37.8,48.2,10")
    reachable = """() => [...document.querySelectorAll('.cf-icon[data-kind=mark]')].find((node) => {
      const box = node.getBoundingClientRect();
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return top && top.closest('.cf-icon') === node;
    }).dataset.id"""
    identifier = frame.evaluate(reachable)
    frame.locator(f'[data-id="{identifier}"]').click()
    expect(page.locator(".cf-incident")).to_contain_text(identifier)
    expect(page.locator(".cf-incident .cf-verdict")).to_contain_text("exempt (claimed)")
    settled(page)
    assert f"incident={identifier}" in query_of(page)

    page.get_by_label("Clear all").click()
    settled(page)
    frame.evaluate("window.map.setView([48.1, 37.8], 8, { animate: false }); 0")
    settled(page)
    cell = frame.evaluate(
        """() => {
          let found = null;
          window.feature_group.forEach((group) => group.eachLayer((layers) => layers.eachLayer((one) => {
            if (one.options.cell && one.options.cell.one_spot) found = one.options.cell;
          })));
          return found;
        }"""
    )
    where = frame.evaluate(
        f"(() => {{ const p = window.map.latLngToContainerPoint([{cell['lat']}, {cell['lon']}]); return [p.x, p.y]; }})()"
    )
    frame.locator("#map_div").click(position={"x": where[0], "y": where[1]}, force=True)
    settled(page)
    assert incidents(page) == cell["count"]
    assert "box=" in query_of(page)


def test_a_click_on_a_row_opens_its_incident_with_a_sentence_for_every_observation(visit, address):
    open_overview(visit.page, address, "order=most+origins+first")

    click_row(visit.page, 0)

    sentences = visit.page.locator(".cf-incident .cf-sentence").all_inner_texts()
    assert len(sentences) >= 3
    pattern = r"(?s).+, reported .+ (is|has) .+: .+\. Source: .+\."
    assert all(re.fullmatch(pattern, one) for one in sentences)
    times = visit.page.locator(".cf-observations .cf-when").count()
    assert times == len(sentences)


def test_an_incident_out_of_sight_is_brought_into_the_map(visit, address):
    frame = open_overview(visit.page, address, "map=25.0,50.0,9")

    click_row(visit.page, 0)

    frame.wait_for_selector(".cf-icon.cf-selected")


def test_a_link_opened_in_a_fresh_session_shows_the_same_view_to_the_place_of_the_map(visit, visit_of, address):
    """Where the map was moved is no step in the history; a link to an incident that nobody holds is told that it is missing."""
    page = visit.page
    link = "incident=INC-{{7*7}}&first_day=2026-07-20&verdicts=undetermined&zones=security&size=50&order=latest+first"
    frame = open_overview(page, address, link)
    expect(page.get_by_text("No incident INC-{{7*7}} in the data in view")).to_be_visible()
    assert "map=" not in query_of(page)
    steps = page.evaluate("history.length")
    frame.evaluate("window.map.setView([48.2, 37.5], 9.5, { animate: false }); 0")
    settled(page)
    assert query_of(page).endswith("&map=37.5000%2C48.2000%2C9.50")
    assert page.evaluate("history.length") == steps
    click_row(page, 3)
    link = page.url
    assert "map=37." in query_of(page)

    other = visit_of(width=1440, height=900).page
    other.goto(link)
    mirrored = map_frame(other)
    expect(counts(other)).to_be_visible()
    settled(other)

    def seen(page):
        return [
            page.locator(place).inner_text() for place in (".cf-counts", ".cf-incident", ".st-key-list-head", ".st-key-chips")
        ]

    assert other.url == link
    assert seen(other) == seen(page)
    centre = "[window.map.getCenter().lng, window.map.getCenter().lat, window.map.getZoom()].map((one) => one.toFixed(2))"
    assert mirrored.evaluate(centre) == map_frame(page).evaluate(centre)
    press_verdict(page, 0)
    settled(page)
    assert "map=37." in query_of(page), "another filter leaves the map where it is"


def test_hours_without_incidents_that_nobody_watched_are_hatched_and_say_so_whatever_the_address_becomes(visit, address):
    page = visit.page
    open_overview(page, address, "first_day=2026-07-18&last_day=2026-07-19&acts=fire.mortar")
    hollow = page.locator("[data-testid=stVegaLiteChart] .cf_hollow_marks")
    hours = hollow.locator("path").count()
    assert 0 < hours < 48

    # A chart's own patterns are looked up by the page's address, which changes with every pan of the map.
    page.evaluate("history.replaceState(null, '', '/?map=37.5,48.0,9.0')")
    assert "gradient" in hollow.evaluate("one => getComputedStyle(one).maskImage")
    hollow.scroll_into_view_if_needed()
    box = hollow.locator("path").first.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip = page.locator("#vg-tooltip-element")
    expect(tip).to_contain_text("No incident")
    expect(tip).to_contain_text("not stated")
    assert visit.errors == []


@pytest.mark.parametrize("path", ["", "upload", "agreement"])
def test_on_a_phone_no_page_scrolls_sideways(visit_of, address, path):
    page = visit_of(width=390, height=844, color_scheme="dark").page
    page.goto(f"{address}/{path}")
    expect(page.locator(".cf-context")).to_be_visible()
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        settled(page)
        assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") == (scheme == "dark")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= 390


def test_a_row_chosen_far_down_the_list_brings_the_incident_that_opens_above_into_sight(visit, address):
    page = visit.page
    open_overview(page, address)
    page.locator(".st-key-list-foot").scroll_into_view_if_needed()
    box = resting_box(page.locator(".stDataFrame").first)

    page.mouse.click(box["x"] + 300, box["y"] + 35 * 20 + 17)
    settled(page)

    expect(page.locator(".cf-incident .cf-sentence").first).to_be_in_viewport()
    expect(page.locator(".st-key-panel-head")).to_be_in_viewport()
