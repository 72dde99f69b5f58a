"""Writing an agreement on its page."""

import html
import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.drafts import read_kept
from dashboard.settings import sample_folder, theatre_folder
from dashboard.ui.editor import comparing
from dashboard.ui.editor import page as editor_page
from dashboard.unsaved import UnsavedDrafts
from dashboard.workflows import open_project
from tests.views.conftest import said
from tests.views.desk import DeskProject, DeskScene

ZONES = b"""{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"name": "Bridge"},
  "geometry": {"type": "Polygon", "coordinates": [[[37, 48], [38, 48], [38, 49], [37, 49], [37, 48]]]}},
 {"type": "Feature", "properties": {"name": "Front"},
  "geometry": {"type": "LineString", "coordinates": [[37, 48], [38, 49]]}}]}"""


HOLED = b"""{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Store"},
  "geometry": {"type": "MultiPolygon", "coordinates": [
   [[[37, 48], [38, 48], [38, 49], [37, 49], [37, 48]], [[37.2, 48.2], [37.2, 48.4], [37.4, 48.4], [37.4, 48.2], [37.2, 48.2]]],
   [[[39, 48], [40, 48], [40, 49], [39, 48]]]]}}]}"""


def _desk() -> None:
    import streamlit as st

    from dashboard.ui.attempt import tell_fault
    from dashboard.ui.editor import desk
    from dashboard.ui.editor.page import editor
    from dashboard.ui.editor.start import waiting_drafts, write_one

    tell_fault()
    scene = st.session_state["test:scene"]
    if desk.is_open():
        editor(scene)
    else:
        waiting_drafts(scene)
        write_one(scene)


@pytest.fixture
def scene(tmp_path):
    """What is in view: the sample agreement, without a theatre."""
    return DeskScene(DeskProject(UnsavedDrafts(tmp_path / "drafts")))


@pytest.fixture
def app(scene, monkeypatch):
    """The editor without its map, nothing on the desk."""
    monkeypatch.setattr(editor_page, "preview", lambda *_, **__: ())
    monkeypatch.setattr(comparing, "show_map", lambda *_, **__: None)
    monkeypatch.setattr(comparing, "basemap_url", str)
    monkeypatch.setattr(comparing, "attribution", lambda _: "")
    app = AppTest.from_function(_desk, default_timeout=60)
    app.session_state["test:scene"] = scene
    return app.run()


@pytest.fixture
def written(app):
    """The draft of the agreement in use."""
    return press(app, "desk:start:used")


@pytest.fixture
def empty(app):
    """A draft of nothing."""
    return press(app, "desk:start:empty")


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception
    return app


def part(app, name):
    app.button_group(key="desk:part").set_value(name).run()
    assert not app.exception
    return app


def labelled(app, kind, label):
    return next(one for one in getattr(app, kind) if one.label == label)


def type_in(app, label, text, kind="text_input"):
    labelled(app, kind, label).set_value(text).run()
    assert not app.exception
    return app


def words(app):
    return " ".join(said(app).split())


def in_use(scene):
    store = scene.project.store
    stored = store.current_agreement()
    return stored, read_kept(store, stored, None, "Europe/Kyiv")


def test_the_agreement_in_use_is_a_draft_with_nothing_at_fault(written):
    assert "Everything is complete. It can be saved." in words(written)


def test_a_clock_time_that_does_not_exist_is_told_beside_its_field(written):
    type_in(written, "From", "2026-03-29T03:30")

    assert "2026-03-29 03:30 does not exist in Europe/Kyiv" in words(written)
    assert "1 thing to mend or supply" in words(written)


def test_every_step_can_be_undone(written):
    type_in(written, "Title", "Another title")
    assert "Draft: Another title" in words(written)

    press(written, "desk:undo")

    assert "Draft: Illustrative ceasefire" in words(written)
    assert labelled(written, "text_input", "Title").value.startswith("Illustrative")


def test_a_draft_outlives_leaving_the_page_and_a_discarded_one_comes_back(written):
    type_in(written, "Title", "Another title")

    press(written, "desk:leave")
    assert "Another title a draft, not saved as a version yet and not in use" in words(written)
    press(written, waiting(written, "discard"))
    assert "a draft, not saved" not in words(written)
    press(written, "desk:bring-back")

    assert "Draft: Another title" in words(written)


def test_a_distance_that_is_changed_makes_a_new_version_in_use_with_its_reason(written, scene):
    before, _ = in_use(scene)
    part(written, "Zones")
    written.selectbox(key=choice(written, "Zone")).set_value(1).run()
    type_in(written, "Distance, metres on the ground", "12 km")
    assert "The zone is within 12,000 m on both sides of “Line of contact”." in words(written)
    part(written, "Save")
    type_in(written, "Why is it changed?", "The parties agreed on 12 km.")

    press(written, "desk:save")

    stored, agreement = in_use(scene)
    assert stored.id != before.id
    assert stored.note == "The parties agreed on 12 km."
    assert agreement.zone("security").derivation == "within 12,000 m on both sides of line"
    assert "a draft, not saved" not in words(written)


def waiting(app, what):
    """The key of the first button of this kind beside a draft that was not saved."""
    return next(button.key for button in app.button if button.key.startswith(f"desk:{what}:"))


def choice(app, label):
    return labelled(app, "selectbox", label).key


def test_saving_without_a_reason_keeps_the_draft(written, scene):
    before, _ = in_use(scene)
    part(written, "Save")

    press(written, "desk:save")

    assert "say why the agreement is changed" in words(written)
    assert in_use(scene)[0] == before
    assert "Draft: Illustrative ceasefire" in words(written)


def test_an_agreement_is_written_from_nothing(empty, scene):
    type_in(empty, "Title", "Bridge truce")
    type_in(empty, "Id", "bridge")
    type_in(empty, "From", "2026-03-01")
    labelled(empty, "multiselect", "Parties").set_value(["A", "B"]).run()
    part(empty, "Zones")
    press(empty, "desk:zone:add:drawn")
    type_in(empty, "Name", "Front")
    corner_kind(empty).set_value("line").run()
    type_in(empty, "Corners, a row for each (0 corners)", "48.0, 37.0\n49.0, 38.0", "text_area")
    press(empty, "desk:zone:add:buffer_of")
    type_in(empty, "Name", "Strip")
    type_in(empty, "Distance, metres on the ground", "5000")
    part(empty, "Provisions")
    press(empty, "desk:provision:add")
    type_in(empty, "Clause, as a report should cite it", "para 1")
    labelled(empty, "multiselect", "Acts it prohibits, or caps").set_value(["fire"]).run()
    labelled(empty, "multiselect", "Zones in which it holds").set_value(["zone-2"]).run()
    assert "Prohibited to everyone: fire of any kind. Where: Strip." in words(empty)
    assert "Everything is complete" in words(empty)
    part(empty, "Save")
    type_in(empty, "Why is it changed?", "First text.")

    press(empty, "desk:save")

    _, agreement = in_use(scene)
    assert (agreement.title, agreement.parties) == ("Bridge truce", ("A", "B"))
    assert agreement.zone("zone-2").derivation == "within 5,000 m on both sides of zone-1"


def corner_kind(app):
    return next(one for one in app.get("button_group") if "The corners make" in one.proto.label)


def test_corners_that_cannot_be_read_stay_as_typed_and_the_shape_as_it_was(empty):
    part(empty, "Zones")
    press(empty, "desk:zone:add:drawn")
    type_in(empty, "Corners, a row for each (0 corners)", "48.0, 37.0\nnowhere", "text_area")

    assert "Not all corners could be read" in words(empty)
    assert "line 2: 'nowhere'" in words(empty)
    assert labelled(empty, "text_area", "Corners, a row for each (0 corners)").value == "48.0, 37.0\nnowhere"


def test_every_shape_of_a_map_file_becomes_a_zone(empty):
    part(empty, "Zones")
    empty.get("file_uploader")[0].upload("zones.geojson", ZONES, "application/geo+json")
    empty.run()

    press(empty, "desk:zones:all:take")

    assert list(labelled(empty, "selectbox", "Zone").options) == ["1. Bridge", "2. Front"]


def test_a_template_asks_for_what_it_lacks(app):
    app.selectbox(key="desk:template").set_value("minsk-package-2015").run()

    press(app, "desk:start:template")
    part(app, "Zones")

    assert "Still to be supplied: Draw or upload the actual line of contact of February 2015 as one line" in words(app)


def test_a_draft_is_written_and_saved_on_the_page_itself(page, data):
    app = press(page("agreement").run(), "desk:start:used")
    type_in(app, "Title", "Another title")
    part(app, "Save")
    type_in(app, "Why is it changed?", "A better title.")

    press(app, "desk:save")

    assert "The new version is kept and in use." in words(app)
    assert open_project(data, theatre_folder(), sample_folder()).store.current_agreement().note == "A better title."


def test_terms_and_ways_out_are_filled_in_and_read_back(written, scene):
    part(written, "Provisions")
    labelled(written, "toggle", "Only at some hours of the day").set_value(True).run()
    type_in(written, "From, local time of day", "22:00")
    type_in(written, "To", "06:00")
    labelled(written, "toggle", "For a person to judge").set_value(True).run()
    type_in(written, "Why only a person can judge it", "self-defence is preserved")
    labelled(written, "button", "Add an exemption").click().run()
    assert "nothing is filled in yet, expected at least one of its fields" in words(written)
    labelled(written, "checkbox", "Announced beforehand").check().run()

    told = words(written)

    assert "Every day from 22:00 to 06:00, Europe/Kyiv time." in told
    assert "For a person to judge: self-defence is preserved." in told
    assert "Exempt: announced beforehand." in told
    assert "Everything is complete" in told


def test_zones_can_be_told_for_each_party_and_together_again(written):
    part(written, "Provisions")
    way = next(one for one in written.button_group if one.proto.label == "Zones are")
    way.set_value("by party").run()
    labelled(written, "multiselect", "Zones of B").set_value(["heavy"]).run()
    assert "Where: for A: Security zone, 15 km to either side; for B: Heavy-weapons zone" in words(written)

    way = next(one for one in written.button_group if one.proto.label == "Zones are")
    way.set_value("the same for all").run()

    assert labelled(written, "multiselect", "Zones in which it holds").value == ["security", "heavy"]
    assert labelled(written, "multiselect", "Whom it binds").value == ["A", "B"]


def test_every_field_comes_with_what_it_shows_so_that_no_browser_reports_an_empty_one_first(written):
    for name in ("Agreement", "Zones", "Provisions"):
        part(written, name)
        fields = [*written.text_input, *written.text_area, *written.selectbox, *written.multiselect, *written.number_input]

        assert [one.label for one in fields if getattr(one.proto, "set_value", False)] == []
    assert labelled(written, "text_area", "Its words in the agreement").proto.default.startswith("All fire")


def test_a_length_typed_with_its_unit_is_never_taken_for_metres(written):
    part(written, "Zones")
    written.selectbox(key=choice(written, "Zone")).set_value(1).run()

    type_in(written, "Distance, metres on the ground", "3 km")
    assert "The zone is within 3,000 m on both sides of “Line of contact”." in words(written)

    type_in(written, "Distance, metres on the ground", "3 miles")
    assert "“Distance, metres on the ground” is '3 miles', expected metres" in words(written)


def test_a_cap_can_be_counted_in_so_many_days(written):
    part(written, "Provisions")
    written.selectbox(key=choice(written, "Provision")).set_value(11).run()

    type_in(written, "In", "days", "selectbox")
    assert "“How many days” is empty" in words(written)
    type_in(written, "How many days", "1 week")
    assert "“How many days” is '1 week', expected one of the list, or days such as 7 days" in words(written)
    type_in(written, "How many days", "7 days")
    assert "at most 12 at a time in each zone in each 7 days" in words(written)

    type_in(written, "In", "week", "selectbox")

    assert "at most 12 at a time in each zone in each week" in words(written)


def test_a_condition_that_is_missing_is_told_without_the_keys_of_the_file(empty):
    part(empty, "Provisions")
    press(empty, "desk:provision:add")
    press(empty, next(button.key for button in empty.button if button.label == "Add an exemption"))

    assert "nothing is filled in yet, expected at least one of its fields" in words(empty)
    assert "'notified'" not in words(empty)


def test_a_shape_with_a_hole_and_two_parts_is_told_of_and_kept_as_it_came(written, scene):
    part(written, "Zones")
    written.get("file_uploader")[0].upload("store.geojson", HOLED, "application/geo+json")
    written.run()
    press(written, "desk:zones:all:take")
    assert "This area has 2 parts, 1 hole, 11 corners. It is kept exactly as it came" in words(written)
    type_in(written, "Kind", "storage")
    part(written, "Save")
    type_in(written, "Why is it changed?", "A store was named.")

    press(written, "desk:save")

    _, agreement = in_use(scene)
    kept = agreement.zones[-1].geometry
    assert (len(kept.geoms), len(kept.geoms[0].interiors)) == (2, 1)
    assert kept.area == pytest.approx(1.0 - 0.04 + 0.5)


def another_tab(scene):
    """The editor in a session of its own, on the same data."""
    app = AppTest.from_function(_desk, default_timeout=60)
    app.session_state["test:scene"] = scene
    return app.run()


def test_a_page_that_is_reloaded_in_the_middle_of_a_draft_offers_to_go_on_with_it(written, scene):
    type_in(written, "Title", "Half written")

    reloaded = another_tab(scene)
    assert "Half written a draft, not saved as a version yet" in words(reloaded)
    press(reloaded, waiting(reloaded, "go-on"))

    assert "Draft: Half written" in words(reloaded)


def test_of_two_tabs_on_one_draft_neither_overwrites_the_other(written, scene):
    type_in(written, "Title", "From the first tab")
    second = another_tab(scene)
    press(second, waiting(second, "go-on"))
    type_in(second, "Title", "From the second tab")

    type_in(written, "Title", "From the first tab again")

    assert "You go on with a copy of your own" in words(written)
    titles = {one.title for one in scene.project.unsaved.listed()}
    assert titles == {"From the second tab", "From the first tab again"}


def test_a_draft_that_was_saved_is_not_offered_any_more(written, scene):
    type_in(written, "Title", "Another")
    part(written, "Save")
    type_in(written, "Why is it changed?", "It was renamed.")
    press(written, "desk:save")

    assert scene.project.unsaved.listed() == ()


def test_what_was_made_from_the_sample_is_still_called_illustrative_unless_somebody_says_otherwise(app, scene):
    for says, kind in ((True, "sample"), (False, "user")):
        press(app, "desk:start:used")
        type_in(app, "Title", f"Made from the sample {kind}")
        part(app, "Save")
        type_in(app, "Why is it changed?", "To try it out.")
        app.checkbox(key="desk:illustrative").set_value(says).run()
        press(app, "desk:save")

        assert in_use(scene)[0].kind == kind


def test_saving_the_text_in_use_unchanged_says_that_its_first_reason_stays(app, scene):
    for reason in ("The first reason.", "Another reason."):
        press(app, "desk:start:used")
        part(app, "Save")
        type_in(app, "Why is it changed?", reason)
        press(app, "desk:save")
        scene.picture.stored_agreement, scene.picture.situation.agreement = in_use(scene)

    told = words_of_saving(app)
    assert "byte for byte the version in use" in told
    assert "with the reason “The first reason.”. That stays; the reason given now was not kept beside it." in told
    assert in_use(scene)[0].note == "The first reason."


def words_of_saving(app):
    told = app.session_state["told:desk:saved"]
    return " ".join((told.heading, *told.lines))


def test_a_version_put_to_use_since_the_draft_was_begun_is_told_before_saving(written, scene):
    type_in(written, "Title", "Slow")
    other = another_tab(scene)
    press(other, "desk:start:used")
    type_in(other, "Title", "Quick")
    part(other, "Save")
    type_in(other, "Why is it changed?", "It was urgent.")
    press(other, "desk:save")
    scene.picture.stored_agreement, scene.picture.situation.agreement = in_use(scene)

    part(written, "Save")

    assert "Another version was put to use since this draft was begun" in words(written)
    assert "It was urgent." in words(written)


def test_a_button_that_cannot_be_pressed_says_why(empty):
    part(empty, "Save")

    assert empty.button(key="desk:save").disabled
    assert empty.button(key="desk:save").help == "What is listed above has to be mended or supplied first."


def test_before_saving_it_is_said_how_many_comments_of_the_file_are_left_behind(written):
    part(written, "Save")

    assert re.search(r"has \d+ lines with comments\. They are not in the new one", words(written))


def test_what_is_shown_in_an_empty_field_is_said_to_be_an_example(empty):
    assert labelled(empty, "text_input", "Kind").placeholder == "such as ceasefire"
    assert labelled(empty, "text_input", "To").placeholder == "open"


def test_a_partys_name_stands_in_a_label_without_its_marks_being_read_as_markup(written):
    hostile = "[l](javascript:alert(1)) **b** :red[x] $x$ <b>"
    labelled(written, "multiselect", "Parties").set_value(["A", hostile]).run()
    part(written, "Provisions")
    labelled(written, "multiselect", "Whom it binds").set_value([hostile]).run()

    way = next(one for one in written.button_group if one.proto.label == "Zones are")
    way.set_value("by party").run()

    labels = [one.label for one in written.multiselect if one.label.startswith("Zones of ")]
    assert html.unescape(labels[-1]) == f"Zones of {hostile}"
    assert not re.search(r"[\[\]()*:$<>]", labels[-1])
