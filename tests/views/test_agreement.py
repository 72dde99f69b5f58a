from datetime import date

import pytest

from dashboard.settings import sample_folder, theatre_folder
from dashboard.workflows import open_project
from tests.views.conftest import said

BROKEN = b"""agreement:
  {id: x, title: Broken, kind: ceasefire, time_zone: Nowhere/At_all, in_force: {from: 2026-06-18T00:00}, parties: [A, B]}
zones:
  - {id: a, name: A, geometry: {file: missing.geojson, feature: x}}
provisions:
  - {id: P1, clause: para 1, text: t, zones: [nowhere], prohibits: {acts: [fire]}}
"""
ZONES = b"""{"type": "FeatureCollection", "features": [{"type": "Feature",
  "properties": {"name": "{{7*7}} zone", "from": "2026-01-01", "to": "2027-01-01"},
  "geometry": {"type": "Polygon", "coordinates": [[[37, 48], [38, 48], [38, 49], [37, 49], [37, 48]]]}}]}"""

OTHER_NAMES = b"""agreement:
  {id: x, title: Other names, time_zone: Europe/Kyiv, in_force: {from: 2026-06-18T00:00}, parties: [UA, AF], source: invented}
zones:
  - {id: a, name: A, geometry: {file: zones.geojson, feature: "{{7*7}} zone"}}
provisions:
  - {id: P1, clause: para 1, text: t, zones: [a], binds: [AF], prohibits: {acts: [fire]}}
"""


@pytest.fixture
def agreement(page):
    return page("agreement").run()


def current(data):
    return open_project(data, theatre_folder(), sample_folder()).store.current_agreement()


def drop(app, *files):
    for name, content in files:
        app.get("file_uploader")[0].upload(name, content, "application/octet-stream")
    app.run()
    assert not app.exception
    return app


def test_the_page_tells_zones_and_provisions_in_words(agreement):
    words = " ".join(said(agreement).split())

    assert "Security zone, 15 km to either side" in words
    assert "Prohibited to A and B: fire of any kind, incursion of any kind, harm of any kind." in words
    assert "Exempt movement of heavy weapons announced beforehand" in words


def test_the_day_starts_at_the_last_day_of_the_data_and_another_day_changes_what_is_in_force(agreement):
    assert agreement.date_input(key="agreement:day").value == date(2026, 9, 12)
    assert "not in force" not in said(agreement)

    agreement.date_input(key="agreement:day").set_value(date(2026, 6, 1)).run()

    words = said(agreement)
    assert "not in force" in words
    assert "the agreement is in force from 18 Jun 2026" in words


def test_a_suspension_is_told_on_the_days_it_lasts(agreement):
    agreement.date_input(key="agreement:day").set_value(date(2026, 8, 4)).run()

    assert "in force in part" in said(agreement)
    assert "is suspended from 3 Aug 2026 to 8 Aug 2026" in said(agreement)


def test_every_fault_of_an_agreement_is_told_and_the_one_in_use_stays(agreement, data):
    before = current(data)

    drop(agreement, ("broken.yaml", BROKEN))

    words = said(agreement)
    assert "This agreement cannot be used; the one in use stays" in words
    assert "unknown time zone" in words
    assert "missing.geojson" in words
    assert "unknown zone 'nowhere'" in words
    assert current(data) == before
    assert not any(button.key == "agreement:use" for button in agreement.button)


def test_zones_alone_are_an_agreement_that_is_looked_at_before_it_is_used(agreement, data):
    before = current(data)
    drop(agreement, ("zones.geojson", ZONES))
    assert current(data) == before

    agreement.button(key="agreement:use").click().run()

    assert not agreement.exception
    assert current(data).main == "zones.geojson"
    assert "{{7*7}} zone" in said(agreement)
    assert "The agreement is illustrative." not in said(agreement)


def test_an_agreement_kept_before_can_be_put_to_use_again(agreement, data):
    first = current(data)
    drop(agreement, ("zones.geojson", ZONES))
    agreement.button(key="agreement:use").click().run()

    agreement.button(key=f"agreement:use:{first.id}").click().run()

    assert current(data) == first
    assert "Security zone, 15 km to either side" in said(agreement)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ((("a.yaml", BROKEN), ("b.yml", BROKEN)), "found 2 YAML files (a.yaml, b.yml)"),
        ((("a.geojson", ZONES), ("b.json", ZONES)), "found 2 GeoJSON files (a.geojson, b.json)"),
        ((("notes.txt", b"x"),), "found notes.txt, expected a file ending in"),
    ],
)
def test_files_from_which_no_main_one_can_be_told_are_refused(agreement, files, message):
    drop(agreement, *files)

    assert message in said(agreement)


def test_the_files_in_use_can_be_downloaded(agreement):
    labels = [button.label for button in agreement.get("download_button")]

    assert labels == ["Download"] * 6 + ["Agreement file 1", "Geometry file 2"]


def test_templates_are_offered_with_a_warning_their_sources_and_what_they_ask_for(agreement):
    words = " ".join(said(agreement).split())

    assert "An example, not law: the text of the agreement is binding." in words
    assert "Minsk Package of Measures, 12 February 2015, with its addendum (example)" in words
    assert "S/RES/2202 (2015), annex I; Addendum of 29 September 2015" in words
    assert "Draw or upload the line of contact as one line" in words


def test_parties_that_reports_name_and_the_agreement_in_use_does_not_are_told(agreement):
    assert "Reports name parties that this agreement does not: local armed group." in said(agreement)
    assert "call them alike" not in said(agreement)

    drop(agreement, ("agreement.yaml", OTHER_NAMES), ("zones.geojson", ZONES))
    agreement.button(key="agreement:use").click().run()

    assert "Reports name parties that this agreement does not: A, B, local armed group" in said(agreement)
    assert "call them alike" in said(agreement)
