"""Outside text on the pages: shown as typed, and nothing of it runs. The raw control shows that it would."""

import csv
import io
import json

import pytest
import yaml
from playwright.sync_api import expect

from dashboard.domain.columns import CANONICAL_NAMES
from dashboard.ingest.intake import SourceFile
from dashboard.settings import sample_folder, theatre_folder
from dashboard.workflows import add_agreement, add_files, open_project
from tests.browser.apps.hostile import FIRE
from tests.browser.pages import dashboard, open_overview, settled

TEXTS = ("{{7*7}}", "${alert(1)}", f'<img src=x onerror="{FIRE}">', ":red[x] **b** $x$ `c`", "[l](javascript:alert(1))")
FREE_COLUMNS = ("weapon", "party", "source", "origin", "description", "evidence")
SQUARE = [[37.0, 48.0], [38.0, 48.0], [38.0, 49.0], [37.0, 49.0], [37.0, 48.0]]


def hostile_rows() -> bytes:
    """One row for each text, with the text in every free column and in the id; apart in time, so that each is an incident."""
    out = io.StringIO()
    writer = csv.DictWriter(out, CANONICAL_NAMES)
    writer.writeheader()
    for number, text in enumerate(TEXTS):
        place = {"lon": 37.2 + 0.1 * number, "lat": 48.5, "act": "fire.mortar", "means": "patrol", "observation_id": text}
        when = {"observed_from": f"2026-07-{number + 1:02}T10:00Z"}
        writer.writerow({**place, **when, "place": text, **dict.fromkeys(FREE_COLUMNS, text)})
    return out.getvalue().encode()


def hostile_agreement() -> dict[str, bytes]:
    """Every text that an agreement holds is one of the texts."""
    first, second, third, fourth, fifth = TEXTS
    rule = {"acts": ["fire"]}
    written = {
        "agreement": {
            "id": "x",
            "title": first,
            "kind": second,
            "time_zone": "UTC",
            "in_force": {"from": "2026-01-01T00:00"},
            "parties": [third, "B"],
            "source": fourth,
        },
        "zones": [{"id": "z", "name": third, "kind": fifth, "geometry": {"file": "zones.geojson", "feature": "z"}}],
        "provisions": [
            {"id": "P1", "clause": second, "text": third, "zones": ["z"], "prohibits": rule, "exempt": [{"parties": [fourth]}]}
        ],
    }
    feature = {
        "type": "Feature",
        "id": "z",
        "properties": {"id": "z", "name": third},
        "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
    }
    return {
        "agreement.yaml": yaml.safe_dump(written).encode(),
        "zones.geojson": json.dumps({"type": "FeatureCollection", "features": [feature]}).encode(),
    }


@pytest.fixture(scope="module")
def address(serve, tmp_path_factory):
    data = tmp_path_factory.mktemp("hostile")
    project = open_project(data, theatre_folder(), sample_folder())
    add_agreement(project, "agreement.yaml", hostile_agreement())
    add_files(project, [SourceFile(f"{TEXTS[2]}.csv", hostile_rows())], time_zone="UTC")
    return dashboard(serve, data)


def nothing_ran(visit) -> bool:
    fired = [frame.evaluate("window.top.__fired || 0") for frame in visit.page.frames]
    return (sum(fired), visit.dialogs, visit.errors, visit.outside) == (0, [], [], [])


@pytest.mark.parametrize("text", TEXTS)
def test_an_incident_shows_every_field_as_typed(visit, address, text):
    frame = open_overview(visit.page, address)
    marks = frame.locator(".cf-icon[data-kind=mark]")
    marks.nth(TEXTS.index(text)).click()
    settled(visit.page)

    detail = visit.page.locator(".cf-incident").inner_text()
    opened = next(one for one in TEXTS if f"Source: {one}." in detail)
    facts = visit.page.locator(".cf-incident dd").all_inner_texts()
    assert sum(opened in fact for fact in facts) >= len(FREE_COLUMNS), facts
    sentence = visit.page.locator(".cf-incident .cf-sentence").inner_text()
    assert TEXTS[1] in sentence
    assert TEXTS[2] in sentence, "the zone's name"
    visit.page.locator(".stDataFrame").first.scroll_into_view_if_needed()
    assert text in visit.page.locator(".stDataFrame table").first.text_content()
    assert nothing_ran(visit)


def test_tooltip_title_filters_and_chips_show_texts_as_typed_and_one_put_there_carelessly_fires(visit, address):
    page = visit.page
    frame = open_overview(page, address)
    expect(page.locator(".cf-agreement")).to_contain_text(TEXTS[0])
    point = frame.evaluate("(() => { const p = window.map.latLngToContainerPoint([48.2, 37.1]); return [p.x, p.y]; })()")
    frame.locator("#map_div").hover(position={"x": point[0], "y": point[1]}, force=True)
    expect(frame.locator(".cf-hint-body strong")).to_have_text(TEXTS[2])

    for button, options in (("Party", TEXTS), ("Zone", TEXTS[2:3])):
        page.get_by_role("button", name=button, exact=True).click()
        page.locator(f".st-key-filter-{'parties' if button == 'Party' else 'zones'} input").click()
        for option in options:
            expect(page.get_by_role("option", name=option, exact=True)).to_be_visible()
        page.get_by_role("option", name=options[-1], exact=True).click()
        settled(page)
        page.keyboard.press("Escape")
    chips = page.locator(".st-key-chips [data-tag]").all_inner_texts()
    assert chips == [f"Zone: {TEXTS[2]}", f"Party: {TEXTS[4]}"]
    assert nothing_ran(visit)

    page.evaluate(
        "(text) => { const place = document.createElement('div'); place.innerHTML = text; document.body.append(place); }",
        TEXTS[2],
    )
    page.wait_for_function("window.top.__fired > 0", polling=100)


def test_the_agreement_page_shows_every_text_as_typed(visit, address):
    visit.page.goto(f"{address}/agreement")
    expect(visit.page.locator(".cf-card")).to_be_visible()
    settled(visit.page)

    page = visit.page.locator(".stMain").inner_text()
    for text in TEXTS:
        assert text in page, text
    assert nothing_ran(visit)


def test_the_upload_page_shows_file_names_and_rejected_cells_as_typed(visit, address):
    visit.page.goto(f"{address}/upload")
    expect(visit.page.get_by_role("heading", name="Files in view", exact=True)).to_be_visible()
    rows = f"observed_from,lon,lat,act\n{TEXTS[2]!r},37,48,fire\n2026-07-01,37,{TEXTS[0]},fire\n"
    visit.page.locator("[data-testid=stFileUploader] input").first.set_input_files(
        {"name": f"{TEXTS[0]} {TEXTS[3]}.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    )
    expect(visit.page.get_by_text("What was read")).to_be_visible()
    settled(visit.page)

    assert f"{TEXTS[0]} {TEXTS[3]}.csv" in visit.page.locator(".cf-file strong").first.inner_text()
    assert TEXTS[0] in visit.page.locator(".stDataFrame table").first.text_content()
    assert nothing_ran(visit)
