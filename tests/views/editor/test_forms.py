"""Writing an agreement: the forms of its draft, what they read back and what they find at fault."""

import html
import re

import pytest

from tests.views.editor.hands import HOLED, ZONES, choice, corner_kind, in_use, labelled, part, press, type_in, words


def test_the_agreement_in_use_is_a_draft_with_nothing_at_fault(written):
    assert "Everything is complete. It can be saved." in words(written)


def test_a_clock_time_that_does_not_exist_is_told_beside_its_field(written):
    type_in(written, "From", "2026-03-29T03:30")

    assert "2026-03-29 03:30 does not exist in Europe/Kyiv" in words(written)
    assert "1 thing to mend or supply" in words(written)


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


def test_a_clause_is_read_back_with_the_name_of_a_zone_that_is_not_drawn_yet(app):
    app.selectbox(key="desk:template").set_value("additional-measures-2020").run()
    press(app, "desk:start:template")

    part(app, "Provisions")

    assert "incursion of any kind. Where: Area of the measures." in words(app)


def test_a_template_asks_for_what_it_lacks(app):
    app.selectbox(key="desk:template").set_value("minsk-package-2015").run()

    press(app, "desk:start:template")
    part(app, "Zones")

    assert "Still to be supplied: Draw or upload the actual line of contact of February 2015 as one line" in words(app)


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
    assert "“Distance, metres on the ground” is '3 miles', expected a length" in words(written)


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


def test_a_button_that_cannot_be_pressed_says_why(empty):
    part(empty, "Save")

    assert empty.button(key="desk:save").disabled
    assert empty.button(key="desk:save").help == "What is listed above has to be mended or supplied first."


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
