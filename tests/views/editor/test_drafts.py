"""Drafts: what becomes of them when a page is left, reloaded, open twice, or saved as a version."""

import re

from dashboard.settings import sample_folder, theatre_folder
from dashboard.workflows import open_project
from tests.views.editor.hands import another_tab, choice, in_use, labelled, part, press, type_in, waiting, words, words_of_saving


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


def test_saving_without_a_reason_keeps_the_draft(written, scene):
    before, _ = in_use(scene)
    part(written, "Save")

    press(written, "desk:save")

    assert "say why the agreement is changed" in words(written)
    assert in_use(scene)[0] == before
    assert "Draft: Illustrative ceasefire" in words(written)


def test_a_draft_is_written_and_saved_on_the_page_itself(page, data):
    app = press(page("agreement").run(), "desk:start:used")
    type_in(app, "Title", "Another title")
    part(app, "Save")
    type_in(app, "Why is it changed?", "A better title.")

    press(app, "desk:save")

    assert "The new version is kept and in use." in words(app)
    assert "which verdicts differ by it, stand below" in words(app)
    assert open_project(data, theatre_folder(), sample_folder()).store.current_agreement().note == "A better title."


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


def test_before_saving_it_is_said_how_many_comments_of_the_file_are_left_behind(written):
    part(written, "Save")

    assert re.search(r"has \d+ lines with comments\. They are not in the new one", words(written))
