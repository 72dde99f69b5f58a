"""Reviews of incidents: who may do what when, in which words it is refused, and that no path confirms with one person."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.judged import Fingerprint, changes
from dashboard.domain.review import Decision, ReviewError, StaleReviewError, Subject, after, decide, replay
from dashboard.domain.review_events import (
    Comment,
    Conclude,
    Confirm,
    Outcome,
    Propose,
    Reopen,
    Return,
    TakeUp,
    Withdraw,
)
from dashboard.domain.review_states import (
    Concluded,
    Confirmed,
    Open,
    Proposed,
    Reopened,
    Returned,
    Review,
    Stands,
    UnderReview,
    standing,
    state_words,
)
from dashboard.domain.verdicts import Verdict

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
FIRST = Fingerprint((("a", "1"), ("b", "2")), Verdict.POTENTIAL_VIOLATION, "P1", "line", "v1")
GROWN = replace(FIRST, observations=(*FIRST.observations, ("c", "3")))
NONE, UNCLEAR = Outcome.NOT_A_VIOLATION, Outcome.CANNOT_BE_DETERMINED
WHY = "seen by two patrols"
OTHERS = (("b", "2"), ("c", "3"), ("d", "4"))


def done(review, who, action, now=FIRST, **subject):
    """The review with one step more, taken by somebody who saw everything."""
    decision = Decision(who, action, len(review.events), now.sha256)
    return after(review, decide(review, decision, Subject(now, **subject), NOON + timedelta(minutes=len(review.events))))


def reviewed(*steps, now=FIRST):
    review = Review("INC-1")
    for who, action in steps:
        review = done(review, who, action, now)
    return review


TAKEN = (("Anna", TakeUp()),)
PROPOSED = (*TAKEN, ("Anna", Propose(WHY)))
CONFIRMED = (*PROPOSED, ("Boris", Confirm("the same in the camera's log")))
CONCLUDED = (*TAKEN, ("Anna", Conclude(NONE, "outgoing fire on a range")))
RETURNED = (*TAKEN, ("Anna", Return("the calibre")))
STAGES = {
    "open": (),
    "under review": TAKEN,
    "proposed": PROPOSED,
    "confirmed": CONFIRMED,
    "concluded": CONCLUDED,
    "returned": RETURNED,
}
WAITS = "returned for more information"


def test_a_violation_is_confirmed_by_two():
    review = reviewed(*CONFIRMED)
    assert review.state == Confirmed(3, "Anna", "Boris")
    assert [event.number for event in review.events] == [1, 2, 3]
    assert (review.first_reviewer, review.judged) == ("Anna", FIRST)


@pytest.mark.parametrize(
    ("steps", "state", "words"),
    [
        ((), Open(), "unreviewed"),
        (TAKEN, UnderReview(1, "Anna", Open()), "under review"),
        (PROPOSED, Proposed(2, "Anna", UnderReview(1, "Anna", Open())), "proposed for confirmation"),
        (CONFIRMED, Confirmed(3, "Anna", "Boris"), "confirmed"),
        (CONCLUDED, Concluded(2, "Anna", NONE), "not a violation"),
        ((*TAKEN, ("Anna", Conclude(UNCLEAR, "too far"))), Concluded(2, "Anna", UNCLEAR), "cannot be determined"),
        (RETURNED, Returned(2, "Anna", "the calibre"), WAITS),
        ((*RETURNED, ("Boris", TakeUp())), UnderReview(3, "Boris", Returned(2, "Anna", "the calibre")), "under review"),
        ((*TAKEN, ("Boris", TakeUp())), UnderReview(2, "Boris", Open()), "under review"),
        ((*TAKEN, ("Anna", Withdraw("by mistake"))), Open(), "unreviewed"),
        (
            (*RETURNED, ("Boris", TakeUp()), ("Boris", Withdraw("not mine"))),
            Returned(2, "Anna", "the calibre"),
            WAITS,
        ),
        ((*PROPOSED, ("Anna", Withdraw("too early"))), UnderReview(3, "Anna", Open()), "under review"),
        (
            (*PROPOSED, ("Boris", Return("the camera's log"))),
            Returned(3, "Boris", "the camera's log"),
            WAITS,
        ),
        ((*CONFIRMED, ("Boris", Withdraw("the log was another day's"))), Open(4), "open again"),
        ((*CONCLUDED, ("Anna", Withdraw("wrong range"))), Open(3), "open again"),
        ((*CONCLUDED, ("Boris", Reopen("the range was closed"))), Open(3), "open again"),
        ((*CONFIRMED, ("Vera", Comment("seen"))), Confirmed(3, "Anna", "Boris"), "confirmed"),
    ],
)
def test_each_step_leads_where_it_says(steps, state, words):
    assert reviewed(*steps).state == state
    assert state_words(reviewed(*steps).state) == words


@pytest.mark.parametrize(
    ("stage", "who", "action", "said"),
    [
        ("open", "Anna", Propose(WHY), "it is unreviewed, not under review: take it up first"),
        ("open", "Anna", Confirm(WHY), "it is unreviewed: a reviewer has to propose it before another confirms it"),
        ("open", "Anna", Withdraw("no"), "there is nothing to withdraw"),
        ("open", "Anna", Reopen("no"), "there is no decision to reopen"),
        ("open", "Anna", Return("all"), "it is unreviewed, not under review: take it up first"),
        ("under review", "Anna", TakeUp(), "Anna has it under review already"),
        ("under review", "Boris", Propose(WHY), "Anna has it under review: take it up first"),
        ("under review", "Boris", Conclude(NONE, "no"), "Anna has it under review: take it up first"),
        ("under review", "Boris", Return("all"), "Anna has it under review: take it up first"),
        ("under review", "Boris", Withdraw("no"), "Anna has it under review, and only they can withdraw that"),
        ("under review", "Boris", Confirm(WHY), "it is under review: a reviewer has to propose it"),
        ("under review", "Boris", Reopen("no"), "there is no decision to reopen"),
        ("proposed", "Anna", Confirm(WHY), "Anna proposed it, and it takes a second person to confirm it"),
        ("proposed", "  aNNA ", Confirm(WHY), "Anna proposed it, and it takes a second person to confirm it"),
        ("proposed", "Boris", TakeUp(), "Anna proposed to confirm it: another person confirms it or returns it"),
        ("proposed", "Boris", Conclude(NONE, "no"), "it is proposed for confirmation, not under review"),
        ("proposed", "Boris", Withdraw("no"), "Anna proposed to confirm it, and only they can withdraw that"),
        ("confirmed", "Boris", Confirm(WHY), "it is confirmed: a reviewer has to propose it"),
        ("confirmed", "Vera", TakeUp(), "it is decided (confirmed) on what is there now: reopen it, with a reason"),
        ("confirmed", "Vera", Withdraw("no"), "Anna and Boris confirmed it, and only they can withdraw that"),
        ("concluded", "Boris", Withdraw("no"), "Anna decided it, and only they can withdraw that"),
        ("concluded", "Boris", TakeUp(), "it is decided (not a violation) on what is there now"),
        ("returned", "Anna", Propose(WHY), "it is returned for more information, not under review: take it up first"),
        ("returned", "Anna", Withdraw("no"), "there is nothing to withdraw"),
    ],
)
def test_what_is_not_allowed_is_refused_with_the_reason(stage, who, action, said):
    with pytest.raises(ReviewError) as refused:
        done(reviewed(*STAGES[stage]), who, action)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (Propose("  "), "it needs to be said why it is a violation, but nothing is"),
        (Conclude(NONE, ""), "why it is decided so"),
        (Return("\n"), "what information is missing"),
        (Comment(""), "what the comment is"),
        (Withdraw(""), "why it is withdrawn"),
    ],
)
def test_every_decision_needs_its_reason(action, said):
    with pytest.raises(ReviewError, match=said):
        done(reviewed(*TAKEN), "Anna", action)


def test_a_decision_needs_a_name():
    with pytest.raises(ReviewError, match="needs the name of whoever makes it"):
        done(Review("INC-1"), " ", TakeUp())


def test_nobody_confirms_what_they_recorded_first_reviewed_or_reviewed_in_what_it_was_made_of():
    proposed = reviewed(("Vera", TakeUp()), ("Anna", TakeUp()), ("Anna", Propose(WHY)))
    with pytest.raises(ReviewError, match="Vera was the first to review it, and nobody confirms what they first reviewed"):
        done(proposed, "Vera", Confirm(WHY))
    with pytest.raises(ReviewError, match="boris recorded observations of it, and nobody confirms what they recorded"):
        done(proposed, "boris", Confirm(WHY), recorded_by=frozenset({"Boris"}))
    with pytest.raises(ReviewError, match="Boris was the first to review what it was made of"):
        done(proposed, "Boris", Confirm(WHY), reviewed_by=frozenset({"Boris"}))
    assert isinstance(done(proposed, "Boris", Confirm(WHY), recorded_by=frozenset({"Olena"})).state, Confirmed)


def test_the_first_reviewer_stays_the_first_after_withdrawing():
    steps = (*TAKEN, ("Anna", Withdraw("busy")), ("Boris", TakeUp()), ("Boris", Propose(WHY)))
    with pytest.raises(ReviewError, match="Anna was the first to review it"):
        done(reviewed(*steps), "Anna", Confirm(WHY))


def test_of_two_at_once_the_second_is_told_what_the_first_did_and_loses_nothing():
    review = reviewed(*TAKEN)
    seen = Decision("Anna", Conclude(NONE, "a range"), len(review.events), FIRST.sha256)
    review = done(review, "Boris", TakeUp("Anna is off duty"))
    with pytest.raises(StaleReviewError) as told:
        decide(review, seen, Subject(FIRST), NOON)
    assert str(told.value) == (
        "INC-1 is not as you saw it, look again: Boris took it up for review on 2026-05-03 at 12:01 UTC: Anna is off duty"
    )
    assert decide(review, replace(seen, action=Comment("a range, I think")), Subject(FIRST), NOON).number == 3


def test_more_events_than_there_are_cannot_have_been_seen():
    with pytest.raises(StaleReviewError, match="has 1 events, but 5 are said to be seen"):
        decide(reviewed(*TAKEN), Decision("Anna", Return("all"), 5, FIRST.sha256), Subject(FIRST), NOON)


def test_a_decision_on_other_evidence_than_is_there_is_not_taken():
    decision = Decision("Anna", Conclude(NONE, "a range"), 1, FIRST.sha256)
    with pytest.raises(StaleReviewError, match="the evidence of INC-1 is not as you saw it"):
        decide(reviewed(*TAKEN), decision, Subject(GROWN), NOON)


@pytest.mark.parametrize("stage", ["proposed", "confirmed", "concluded", "returned"])
def test_a_judgement_stands_on_what_it_judged_and_is_reopened_by_anything_else(stage):
    review = reviewed(*STAGES[stage])
    assert standing(review, FIRST) == Stands()
    assert standing(review, GROWN) == Reopened(("1 observation added",))
    again = done(review, "Vera", TakeUp(), GROWN)
    assert isinstance(again.state, UnderReview)
    assert standing(again, GROWN) == Stands()


@pytest.mark.parametrize("stage", ["open", "under review"])
def test_what_is_no_judgement_yet_is_not_reopened(stage):
    assert standing(reviewed(*STAGES[stage]), GROWN) == Stands()


def test_a_proposal_on_evidence_that_changed_cannot_be_confirmed():
    with pytest.raises(ReviewError, match="no longer what is there: take it up anew"):
        done(reviewed(*PROPOSED), "Boris", Confirm(WHY), GROWN)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (
            replace(FIRST, observations=OTHERS),
            ("2 observations added", "1 observation no longer in it"),
        ),
        (replace(FIRST, observations=(("a", "1"), ("b", "9"))), ("1 observation read or placed otherwise",)),
        (replace(FIRST, verdict=Verdict.UNDETERMINED), ("the verdict was potential violation, is undetermined",)),
        (replace(FIRST, zone_id="depot"), ("it rested on P1 in line, rests on P1 in depot",)),
        (replace(FIRST, provision_id="", zone_id=""), ("it rested on P1 in line, rests on no clause",)),
        (replace(FIRST, agreement="v2"), ("another version of the agreement is in use",)),
    ],
)
def test_what_changed_is_told_in_words(now, said):
    assert changes(FIRST, now) == said


fingerprints = st.builds(
    Fingerprint,
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from("12")).map(lambda one: tuple(sorted(one.items()))),
    st.sampled_from(Verdict),
    st.sampled_from(["", "P1", "P2"]),
    st.sampled_from(["", "line"]),
    st.sampled_from(["v1", "v2"]),
)


@given(fingerprints, fingerprints)
def test_something_is_said_to_have_changed_exactly_where_the_hash_is_another(one, other):
    # Without a provision there is no zone that could differ in words.
    one, other = (replace(each, zone_id=each.zone_id if each.provision_id else "") for each in (one, other))
    assert bool(changes(one, other)) == (one.sha256 != other.sha256) == (one != other)


def test_a_record_whose_events_cannot_follow_one_another_does_not_replay():
    events = reviewed(*CONFIRMED).events
    with pytest.raises(ReviewError, match="event 2 cannot be the next"):
        replay("INC-1", events[1:])
    alone = (*events[:2], replace(events[2], who="Anna"))
    with pytest.raises(ReviewError, match="takes a second person"):
        replay("INC-1", alone)
