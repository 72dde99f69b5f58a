"""The review page: a queue to work down, decisions beside the machine's verdict, and nothing lost where two decide at once."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.domain.access import Action
from dashboard.domain.review_events import TakeUp
from dashboard.domain.review_states import Confirmed
from dashboard.engine.situation import build_situation
from dashboard.reviews import decide, docket
from dashboard.ui import review_list, review_steps
from tests.views.conftest import said
from tests.views.review_desk import MADE_AT, ReviewScene, few_incidents


def _page() -> None:
    import streamlit as st

    from dashboard.ui.attempt import tell_fault
    from dashboard.views.review import review

    tell_fault()
    review(st.session_state["test:scene"])


@pytest.fixture
def scene():
    st.cache_resource.clear()
    yield ReviewScene()
    st.cache_resource.clear()


@pytest.fixture
def review(scene):
    """The page with nothing open."""
    app = AppTest.from_function(_page, default_timeout=60)
    app.session_state["test:scene"] = scene
    app.run()
    assert not app.exception
    return app


def words(app):
    return " ".join(said(app).split())


def press(app, key):
    app.button(key=f"review:{key}").click().run()
    assert not app.exception
    return words(app)


def sign(app, who):
    app.text_input(key="review:who").set_value(who).run()


def give(app, reason, evidence=""):
    typed(app).set_value(reason)
    next(one for one in app.text_area if one.label.startswith("Evidence")).set_value(evidence)


def typed(app):
    return next(one for one in app.text_area if one.label == "Reason or comment")


def opened(app):
    asked = app.query_params["incident"]
    return asked[0] if isinstance(asked, list) else asked


def counts(app):
    return dict(one.replace("*", "").rsplit(" ", 1) for one in app.button_group(key="review:kind").options)


def test_a_decision_is_taken_though_the_view_changed_and_came_back_meanwhile(review, scene):
    """A picture found again is of the same moment as before, and yet of another revision of the record."""
    upload = scene.store.add_upload("b.csv", b"b", time_zone="UTC", mapping_json="", kind="user", now=MADE_AT)
    scene.store.withdraw_upload(upload.id, MADE_AT)
    review.run()
    sign(review, "Anna")
    press(review, "next")
    assert "took it up for review" in press(review, "take-up")


def confirm_the_first(app):
    """Anna takes up the first incident and proposes it, Boris confirms it; return what the page says in the end."""
    sign(app, "Anna")
    press(app, "next")
    press(app, "take-up")
    give(app, "seen by two patrols", "https://example.org/4711\n\nsha256:ab")
    press(app, "propose")
    sign(app, "Boris")
    give(app, "the same in the log")
    return press(app, "confirm")


def test_the_page_opens_on_what_is_to_be_reviewed_with_nothing_open(review):
    assert "No incident is open" in words(review)
    assert "Nobody signs in here: a name counts as it is typed" in words(review)
    assert review.dataframe[0].value["People"].tolist() == ["unreviewed"] * 4
    assert counts(review) == {
        "To review": "4",
        "To confirm": "0",
        "Under review": "0",
        "Returned": "0",
        "Decided": "0",
        "All": "4",
    }


def test_without_a_name_nothing_can_be_decided(review):
    assert "Say who you are" in press(review, "next")
    assert review.button(key="review:take-up").disabled


def test_two_people_confirm_and_the_machines_verdict_stands_beside_it_unchanged(review, scene):
    told = confirm_the_first(review)
    assert "Kept: Boris confirmed it" in told
    assert "Machine verdict potential violation Decision of people confirmed" in told
    assert "Anna proposed to confirm it" in told
    assert "Evidence: https://example.org/4711 Evidence: sha256:ab" in told
    (kept,) = scene.store.reviews()
    assert isinstance(kept.state, Confirmed)
    assert kept.by == ("Anna", "Boris")
    assert counts(review)["Decided"] == "1"
    review.button_group(key="review:kind").select("Decided").run()
    assert review.dataframe[0].value["People"].tolist() == ["confirmed"]


def test_nobody_confirms_alone_and_what_was_typed_stays(review, scene):
    sign(review, "Anna")
    press(review, "next")
    press(review, "take-up")
    give(review, "seen")
    press(review, "propose")
    give(review, "seen again")
    told = press(review, "confirm")
    assert "This could not be done; nothing was changed" in told
    assert "Anna proposed it, and it takes a second person to confirm it" in told
    assert typed(review).value == "seen again"
    assert len(scene.store.reviews()[0].events) == 2


def test_a_decision_without_a_reason_is_refused(review):
    sign(review, "Anna")
    press(review, "next")
    press(review, "take-up")
    assert "it needs to be said why it is decided so" in press(review, "none")


def test_the_second_of_two_is_told_what_the_first_did_and_keeps_what_was_typed(review, scene):
    sign(review, "Anna")
    press(review, "next")
    held = docket(scene.store, scene.situation, scene.store.uploads(), scene.store.revision())
    decide(scene.store, held, opened(review), TakeUp("mine"), "Boris")
    give(review, "I take it")
    told = press(review, "take-up")
    assert f"{opened(review)} is not as you saw it, look again: Boris took it up for review" in told
    assert review.button(key="review:take-up").label == "Take over"
    assert typed(review).value == "I take it"


def test_more_evidence_reopens_a_decision_and_says_what_changed(review, scene):
    confirm_the_first(review)
    scene.show(few_incidents(more=4))
    told = words(review.run())
    assert "Machine verdict potential violation Decision of people reopened it was confirmed 1 observation added" in told
    assert "Boris confirmed it" in told
    assert review.button(key="review:take-up").label == "Take up"
    assert review.dataframe[0].value["People"].tolist()[0] == "reopened"
    assert review.dataframe[0].value["Why it stands here"].tolist()[0].startswith("it was confirmed; 1 observation added")


def test_whoever_works_down_the_queue_goes_on_where_they_were(review):
    sign(review, "Anna")
    press(review, "next")
    first = opened(review)
    press(review, "next")
    second = opened(review)
    press(review, "take-up")
    press(review, "next")
    third = opened(review)
    press(review, "previous")
    assert opened(review) == first
    assert len({first, second, third}) == 3


@pytest.mark.parametrize(("incident", "told"), [("", "Nobody has reviewed it yet"), ("INC-0", "No incident INC-0 in the data")])
def test_a_link_opens_its_incident_and_one_that_is_not_in_view_is_said(scene, incident, told):
    app = AppTest.from_function(_page, default_timeout=60)
    app.session_state["test:scene"] = scene
    app.query_params["incident"] = incident or scene.situation.incidents["incident_id"].iloc[2]
    app.run()
    assert not app.exception
    assert told in words(app)


def test_the_explanation_under_review_is_told_in_the_language_chosen(scene):
    app = AppTest.from_function(_page, default_timeout=60)
    app.session_state["test:scene"] = scene
    app.query_params["incident"] = scene.situation.incidents["incident_id"].iloc[0]
    app.run()
    assert "is a potential violation of" in words(app)
    app.button_group(key="review:language").set_value("uk").run()
    assert not app.exception
    assert "можливе порушення, положення" in words(app)
    assert "Machine verdict potential violation" in words(app), "the page itself is in one language"


def test_what_was_decided_on_an_incident_that_left_the_view_stays_readable(review, scene):
    confirm_the_first(review)
    gone = opened(review)
    ids = scene.situation.incidents["incident_id"].tolist()
    kept = scene.situation.observations[[ids[one] != gone for one in scene.situation.incident_of]].reset_index(drop=True)
    scene.show(build_situation(kept, scene.situation.agreement, engine_version="test"))
    told = words(review.run())
    assert f"No incident {gone} in the data in view What was decided on it stays in the record" in told
    assert f"Review of {gone}, confirmed" in told
    assert "of its 1 observation: 1 no longer in view" in told


def test_several_at_once_are_never_confirmed_and_none_is_decided_without_being_ticked(review, scene):
    sign(review, "Anna")
    review.toggle(key="review:several").set_value(True).run()
    assert not review.exception
    options = review.selectbox(key="review:batch-step").options
    assert options == ["Take up for review", "Return for more information", "Not a violation"]
    assert review.button(key="review:batch-ask").disabled
    assert scene.store.reviews() == ()


def test_what_ones_roles_do_not_allow_is_named_with_the_roles_that_do_and_not_offered(review, monkeypatch):
    for module in (review_steps, review_list):
        monkeypatch.setattr(module, "may", lambda action: action is Action.COMMENT)
    sign(review, "Rita")
    told = press(review, "next")
    assert "For others to do: Take up (reviewer or approver)." in told
    assert {one.key for one in review.button} >= {"review:comment"}
    assert "review:take-up" not in {one.key for one in review.button}
    assert [one.key for one in review.toggle] == []
