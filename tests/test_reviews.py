"""Decisions of people beside the picture in view: kept, told apart from the machine's, and reopened when the evidence changes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dashboard.domain.lineage import UNREVIEWED
from dashboard.domain.review import ReviewError, StaleReviewError
from dashboard.domain.review_events import Comment, Conclude, Confirm, Outcome, Propose, Return, TakeUp
from dashboard.engine.situation import build_situation
from dashboard.reviews import decide, decide_many, docket
from dashboard.store.opening import store_in_folder
from tests.factories import invented_agreement, one_observation, situation_of

NOON = datetime(2026, 6, 20, 12, tzinfo=UTC)
NONE = Outcome.NOT_A_VIOLATION


@pytest.fixture
def store(tmp_path):
    kept = store_in_folder(tmp_path / "data")
    kept.acting("Olena").add_upload("patrol.csv", b"rows", time_zone="UTC", mapping_json="", kind="user", now=NOON)
    return kept


def situation(*hours, **told):
    rows = [one_observation(hours=hour, observation_id=f"at {hour}") for hour in hours]
    return situation_of(rows, **({"file": ["patrol.csv"] * len(rows)} | told))


def looked(store, picture):
    return docket(store, picture, store.uploads(), store.revision())


def ids(picture):
    return picture.incidents["incident_id"].tolist()


def confirmed(store, picture, incident):
    for who, action in (("Anna", TakeUp()), ("Anna", Propose("seen")), ("Boris", Confirm("seen"))):
        decide(store, looked(store, picture), incident, action, who)


def test_without_reviews_every_incident_is_unreviewed(store):
    picture = situation(0, 50)
    held = looked(store, picture)
    assert held.standpoints == {}
    assert held.standpoint(ids(picture)[0]) == UNREVIEWED


def test_a_decision_is_kept_and_stands_beside_the_machines_verdict(store):
    picture = situation(0, 50)
    incident = ids(picture)[0]
    confirmed(store, picture, incident)
    held = looked(store, picture)
    assert held.standpoint(incident).label == "confirmed"
    assert [one.label for one in held.standpoints.values()] == ["confirmed"]
    assert picture.incidents["verdict"].tolist() == situation(0, 50).incidents["verdict"].tolist()


def test_nobody_confirms_what_they_handed_in(store):
    picture = situation(0)
    (incident,) = ids(picture)
    decide(store, looked(store, picture), incident, TakeUp(), "Anna")
    decide(store, looked(store, picture), incident, Propose("seen"), "Anna")
    with pytest.raises(ReviewError, match="olena recorded observations of it"):
        decide(store, looked(store, picture), incident, Confirm("seen"), "olena")


def test_more_evidence_reopens_a_decision_by_itself(store):
    picture = situation(0, 0.5)
    (incident,) = ids(picture)
    confirmed(store, picture, incident)
    more = situation(0, 0.5, 1)
    held = looked(store, more)
    (now,) = ids(more)
    assert held.standpoint(now).reopened
    assert held.reviews[incident].events[-1].who == "Boris"


def test_another_version_of_the_agreement_reopens_a_decision(store):
    picture = situation(0)
    (incident,) = ids(picture)
    confirmed(store, picture, incident)
    other = build_situation(picture.observations, invented_agreement(version="2"), engine_version="test")
    assert looked(store, other).standpoint(incident).because == ("it was confirmed", "another version of the agreement is in use")
    assert looked(store, picture).standpoint(incident).label == "confirmed"


def test_a_part_that_split_off_points_to_the_decision_and_its_first_reviewer_cannot_confirm_it(store):
    whole = situation(0, 0.9, 1.8)
    (incident,) = ids(whole)
    confirmed(store, whole, incident)
    parts = build_situation(whole.observations.iloc[[0, 2]].reset_index(drop=True), invented_agreement(), engine_version="test")
    held = looked(store, parts)
    assert len(ids(parts)) == 2
    assert all(held.standpoint(one).reopened for one in ids(parts))
    split = next(one for one in ids(parts) if one != incident)
    assert [one.incident_id for one in held.earlier(split)] == [incident]
    for who, action in (("Vera", TakeUp()), ("Vera", Propose("seen"))):
        decide(store, looked(store, parts), split, action, who)
    with pytest.raises(ReviewError, match="Anna was the first to review what it was made of"):
        decide(store, looked(store, parts), split, Confirm("seen"), "Anna")


def test_a_decision_on_a_picture_that_is_past_is_told_so(store):
    picture = situation(0)
    (incident,) = ids(picture)
    held = looked(store, picture)
    store.add_upload("more.csv", b"more", time_zone="UTC", mapping_json="", kind="user", now=NOON)
    with pytest.raises(StaleReviewError, match="what is in view has changed since you looked"):
        decide(store, held, incident, TakeUp(), "Anna")
    with pytest.raises(ReviewError, match="no incident INC-0 in view"):
        decide(store, looked(store, picture), "INC-0", TakeUp(), "Anna")


def test_of_two_who_saw_the_same_docket_the_second_is_told(store):
    picture = situation(0)
    (incident,) = ids(picture)
    held = looked(store, picture)
    decide(store, held, incident, TakeUp(), "Anna")
    with pytest.raises(StaleReviewError, match="Anna took it up for review"):
        decide(store, held, incident, TakeUp(), "Boris")
    decide(store, held, incident, Comment("I am on it too"), "Boris")
    assert [event.who for event in looked(store, picture).review(incident).events] == ["Anna", "Boris"]


def test_of_several_each_is_decided_by_itself_and_what_is_refused_is_told(store):
    picture = situation(0, 50, 100)
    first, second, third = ids(picture)
    decide(store, looked(store, picture), second, TakeUp(), "Boris")
    done = decide_many(store, looked(store, picture), [first, third], TakeUp(), "Anna")
    assert done.decided == (first, third)
    done = decide_many(store, looked(store, picture), [first, second, third], Conclude(NONE, "an exercise"), "Anna")
    assert done.decided == (first, third)
    assert done.refused == ((second, "Boris has it under review: take it up first"),)
    labels = [looked(store, picture).standpoint(one).label for one in (first, second, third)]
    assert labels == ["not a violation", "under review", "not a violation"]


def test_only_what_is_harmless_is_decided_of_several_at_once(store):
    picture = situation(0)
    with pytest.raises(ReviewError, match="cannot be determined is decided of one incident at a time"):
        decide_many(store, looked(store, picture), ids(picture), Conclude(Outcome.CANNOT_BE_DETERMINED, "far"), "Anna")
    decide_many(store, looked(store, picture), ids(picture), TakeUp(), "Anna")
    assert decide_many(store, looked(store, picture), ids(picture), Return("the calibre"), "Anna").refused == ()


def test_a_corrected_place_is_other_evidence(store):
    picture = situation(0)
    (incident,) = ids(picture)
    confirmed(store, picture, incident)
    moved = picture.observations.assign(lon=37.51)
    other = build_situation(moved, replace(picture.agreement), engine_version="test")
    assert looked(store, other).standpoint(incident).because == ("it was confirmed", "1 observation read or placed otherwise")
