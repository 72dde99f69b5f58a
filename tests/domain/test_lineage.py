"""Reviews of incidents that merged, split or grew: pointed to from everywhere their observations went, and carried nowhere."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.judged import Fingerprint
from dashboard.domain.lineage import UNREVIEWED, Standpoint, earlier_reviews, standpoint, whereabouts
from dashboard.domain.review import Decision, Subject, after, decide
from dashboard.domain.review_events import Conclude, Confirm, Outcome, Propose, TakeUp
from dashboard.domain.review_states import Review
from dashboard.domain.verdicts import Verdict

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)


def of(keys):
    return Fingerprint(tuple((key, key) for key in sorted(keys)), Verdict.POTENTIAL_VIOLATION, "P1", "line", "v1")


def reviewed(incident, keys, *steps):
    review = Review(incident)
    for who, action in steps:
        now = of(keys)
        review = after(review, decide(review, Decision(who, action, len(review.events), now.sha256), Subject(now), NOON))
    return review


def confirmed(incident, keys):
    return reviewed(incident, keys, ("Anna", TakeUp()), ("Anna", Propose("seen")), ("Boris", Confirm("seen")))


def dismissed(incident, keys):
    return reviewed(incident, keys, ("Anna", TakeUp()), ("Anna", Conclude(Outcome.NOT_A_VIOLATION, "a range")))


def test_an_incident_that_nobody_ever_reviewed_is_unreviewed():
    assert standpoint(None, of("ab")) == standpoint(Review("A"), of("ab")) == UNREVIEWED


def test_a_decision_stands_on_the_same_observations():
    review = confirmed("A", "ab")
    assert standpoint(review, of("ab")) == Standpoint("confirmed")
    assert earlier_reviews([review], {"a": "A", "b": "A"}) == {}
    assert whereabouts(review, {"a": "A", "b": "A"}) == ""


def test_of_a_split_incident_both_parts_point_to_the_decision_and_neither_has_it():
    review = confirmed("A", "abc")
    now = {"a": "A", "b": "A", "c": "C"}
    assert earlier_reviews([review], now) == {"C": ("A",)}
    assert standpoint(review, of("ab")) == Standpoint("reopened", True, ("it was confirmed", "1 observation no longer in it"))
    said = ("1 of the 3 observations of A, confirmed, are here",)
    assert standpoint(None, of("c"), [review]) == Standpoint("reopened", True, said, ("A",))
    assert whereabouts(review, now) == "of its 3 observations: 2 in A, 1 in C"


def test_of_merged_incidents_the_new_one_points_to_both_decisions_and_has_neither():
    first, second = confirmed("A", "ab"), dismissed("C", "cd")
    now = dict.fromkeys("abcd", "A")
    assert earlier_reviews([first, second], now) == {"A": ("C",)}
    assert standpoint(first, of("abcd"), [second]) == Standpoint(
        "reopened",
        True,
        ("it was confirmed", "2 observations added", "2 of the 2 observations of C, not a violation, are here"),
        ("C",),
    )
    assert whereabouts(second, now) == "of its 2 observations: 2 in A"


def test_an_incident_that_grew_into_another_id_points_to_its_decision():
    review = confirmed("B", "bc")
    now = dict.fromkeys("abc", "A")
    assert earlier_reviews([review], now) == {"A": ("B",)}
    assert standpoint(None, of("abc"), [review]).because == ("2 of the 2 observations of B, confirmed, are here",)


def test_a_review_without_a_judgement_is_pointed_to_but_reopens_nothing():
    review = reviewed("B", "bc", ("Anna", TakeUp()))
    assert standpoint(None, of("abc"), [review]) == Standpoint("unreviewed", earlier=("B",))


def test_observations_that_left_the_view_are_counted():
    assert whereabouts(confirmed("A", "abc"), {"a": "A"}) == "of its 3 observations: 1 in A, 2 no longer in view"
    assert whereabouts(Review("A"), {}) == ""


def test_what_was_judged_at_any_time_is_pointed_to():
    review = confirmed("A", "abc")
    for who, action in (("Vera", TakeUp()), ("Vera", Conclude(Outcome.CANNOT_BE_DETERMINED, "too little"))):
        now = of("ab")
        review = after(review, decide(review, Decision(who, action, len(review.events), now.sha256), Subject(now), NOON))
    assert standpoint(review, of("ab")).label == "cannot be determined"
    assert earlier_reviews([review], {"a": "A", "b": "A", "c": "C"}) == {"C": ("A",)}


@given(st.lists(st.integers(0, 3), min_size=6, max_size=6), st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_no_decision_is_ever_carried_to_other_observations_nor_lost_from_sight(before, after_):
    """Six observations in groups, named after their first as incidents are; each reviewed, then grouped anew."""

    def groups(numbers):
        found = {}
        for key, number in zip("abcdef", numbers, strict=True):
            found.setdefault(number, []).append(key)
        return {keys[0]: "".join(keys) for keys in found.values()}

    reviews = {name: dismissed(name, keys) for name, keys in groups(before).items()}
    current = groups(after_)
    incident_of = {key: name for name, keys in current.items() for key in keys}
    earlier = earlier_reviews(reviews.values(), incident_of)
    for name, keys in current.items():
        said = standpoint(reviews.get(name), of(keys), [reviews[one] for one in earlier.get(name, ())])
        unchanged = name in reviews and reviews[name].judged == of(keys)
        assert (said.label == "not a violation") == unchanged
        assert said.reopened == (not unchanged)
        pointed = {*earlier.get(name, ()), *({name} & reviews.keys())}
        assert pointed >= {one for one, review in reviews.items() if review.judged.keys & set(keys)}
