"""Three-valued logic: an unknown never turns into a yes or a no by being combined."""

from itertools import product

import pytest

from dashboard.domain.matching import Match, all_of, any_of

YES, NO, UNKNOWN = Match.YES, Match.NO, Match.UNKNOWN


def test_no_is_less_than_unknown_is_less_than_yes():
    assert NO < UNKNOWN < YES


def test_the_words_are_those_of_the_tables():
    assert [match.word for match in (YES, NO, UNKNOWN)] == ["yes", "no", "unknown"]


@pytest.mark.parametrize("matches", list(product(Match, repeat=3)))
def test_all_of_is_yes_only_where_all_are_and_no_where_one_is(matches):
    expected = NO if NO in matches else UNKNOWN if UNKNOWN in matches else YES
    assert all_of(matches) is expected


@pytest.mark.parametrize("matches", list(product(Match, repeat=3)))
def test_any_of_is_yes_where_one_is_and_no_only_where_all_are(matches):
    expected = YES if YES in matches else UNKNOWN if UNKNOWN in matches else NO
    assert any_of(matches) is expected


def test_nothing_asked_is_yes_and_nothing_offered_is_no():
    assert all_of(()) is YES
    assert any_of(()) is NO


def test_combining_takes_an_iterator():
    assert all_of(match for match in (YES, UNKNOWN)) is UNKNOWN
    assert any_of(match for match in (NO, UNKNOWN)) is UNKNOWN
