"""The act list and the act row of the match table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.acts import ACTS, BY_CODE, HOSTILE_ACTS, deepest_known, is_or_lies_under, match_act
from dashboard.domain.matching import Match

CODES = st.sampled_from([act.code for act in ACTS])


def test_act_is_yes_where_the_observed_code_is_a_prohibited_one():
    assert match_act("fire.artillery", ("works.mines", "fire.artillery")) is Match.YES


def test_act_is_yes_where_the_observed_code_lies_under_a_prohibited_one():
    assert match_act("fire.artillery", ("fire",)) is Match.YES
    assert match_act("fire.artillery.outgoing", ("fire",)) is Match.YES


@pytest.mark.parametrize("observed", ["undetermined", "", "heat"])
def test_act_is_unknown_where_it_is_undetermined_missing_or_heat(observed):
    assert match_act(observed, ("fire.artillery", "movement.advance")) is Match.UNKNOWN


def test_act_is_unknown_where_observed_is_broader_than_prohibited():
    assert match_act("fire", ("fire.artillery",)) is Match.UNKNOWN


def test_act_is_yes_where_one_code_is_broader_and_another_covers_it():
    assert match_act("fire.mlrs", ("fire.mlrs.salvo", "fire")) is Match.YES


def test_act_is_no_where_it_is_another_one():
    assert match_act("flight.uav", ("fire", "movement.advance")) is Match.NO


def test_act_is_no_where_it_is_a_sibling():
    assert match_act("fire.mortar", ("fire.artillery",)) is Match.NO


def test_act_is_no_where_the_code_only_begins_with_the_same_letters():
    assert match_act("fireworks", ("fire",)) is Match.NO
    assert match_act("fire", ("fireworks",)) is Match.NO


def test_act_is_no_where_nothing_is_prohibited():
    assert match_act("fire", ()) is Match.NO


@given(CODES, st.lists(CODES, max_size=4), CODES)
def test_prohibiting_more_never_weakens_a_match(observed, listed, further):
    assert match_act(observed, [*listed, further]) >= match_act(observed, listed)


@given(CODES, st.lists(CODES, max_size=4))
def test_the_order_of_prohibited_acts_does_not_matter(observed, listed):
    assert match_act(observed, reversed(listed)) is match_act(observed, listed)


@given(CODES, CODES)
def test_lying_under_is_an_order(one, other):
    assert is_or_lies_under(one, one)
    if is_or_lies_under(one, other) and is_or_lies_under(other, one):
        assert one == other


def test_no_code_is_listed_twice_and_every_kind_has_its_genus_listed():
    assert len(BY_CODE) == len(ACTS)
    assert all(act.code.rpartition(".")[0] in ("", *BY_CODE) for act in ACTS)
    assert all(act.label for act in ACTS)


@pytest.mark.parametrize(
    "code",
    [
        "fire.artillery",
        "presence.heavy-weapon",
        "flight.uav",
        "movement.troops",
        "works.fortification",
        "obstruction.monitors",
        "heat",
        "undetermined",
    ],
)
def test_the_codes_the_design_names_are_listed(code):
    assert code in BY_CODE


def test_hostile_acts_cover_exactly_what_is_marked_hostile():
    for act in ACTS:
        assert any(is_or_lies_under(act.code, code) for code in HOSTILE_ACTS) == act.hostile, act.code


def test_hostile_acts_are_listed_without_repetition():
    assert HOSTILE_ACTS == ("fire", "incursion", "harm", "movement.advance", "works.mines")


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("fire.artillery", "fire.artillery"),
        ("fire.catapult", "fire"),
        ("fire.artillery.outgoing", "fire.artillery"),
        ("catapult", "undetermined"),
        ("catapult.fire", "undetermined"),
        ("", "undetermined"),
        (".fire", "undetermined"),
    ],
)
def test_an_unknown_detail_is_given_up_rather_than_guessed(code, known):
    assert deepest_known(code) == known
