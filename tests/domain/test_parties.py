"""The party row of the match table."""

import pytest

from dashboard.domain.matching import Match
from dashboard.domain.parties import match_named, match_party, names_nobody

BOTH = ("UA", "AF")


def test_party_is_yes_where_binds_is_absent():
    assert match_party("", (), BOTH) is Match.YES
    assert match_party("a third side", (), BOTH) is Match.YES


def test_party_is_yes_where_every_party_is_bound_and_nobody_is_named():
    assert match_party("", ("AF", "UA"), BOTH) is Match.YES
    assert match_party("unknown", ("UA", "AF", "monitors"), BOTH) is Match.YES


def test_party_is_yes_where_the_named_party_is_bound():
    assert match_party("UA", ("UA",), BOTH) is Match.YES


def test_party_is_unknown_where_nobody_is_named_and_only_some_parties_are_bound():
    assert match_party("", ("UA",), BOTH) is Match.UNKNOWN


def test_party_is_unknown_where_nobody_is_named_and_the_agreement_lists_no_parties():
    assert match_party("", ("UA",), ()) is Match.UNKNOWN


def test_party_is_no_where_the_named_party_is_not_bound():
    assert match_party("AF", ("UA",), BOTH) is Match.NO


def test_party_is_no_where_a_stranger_to_the_agreement_is_named():
    assert match_party("a third side", BOTH, BOTH) is Match.NO


def test_parties_are_compared_whatever_their_case_and_the_space_around_them():
    assert match_party(" ua ", ("UA",), BOTH) is Match.YES
    assert match_party("", (" ua", "Af"), BOTH) is Match.YES


@pytest.mark.parametrize(
    "cell", ["", "  ", "unknown", "Unknown ", "UNATTRIBUTED", "n/a", "невідомо", "неизвестно", "Не встановлено"]
)
def test_what_senders_write_where_they_name_nobody_names_nobody(cell):
    assert names_nobody(cell)
    assert match_named(cell, BOTH) is Match.UNKNOWN


@pytest.mark.parametrize("cell", ["UA", "unknown armed group", "0"])
def test_any_other_word_names_somebody(cell):
    assert not names_nobody(cell)


def test_a_named_party_is_held_against_a_list():
    assert match_named("AF", BOTH) is Match.YES
    assert match_named("AF", ("UA",)) is Match.NO
    assert match_named("AF", ()) is Match.NO
