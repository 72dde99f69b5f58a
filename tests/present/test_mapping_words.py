"""What a mapping is called for people."""

import pytest

from dashboard.domain.columns import CANONICAL_NAMES
from dashboard.present.mapping_words import (
    ROLE_TITLES,
    VOCABULARIES,
    columns_words,
    fault_words,
    overlooked_words,
    tried_words,
    unplaced_words,
    values_words,
    word_label,
)
from dashboard.present.repair_words import open_words, over_both_loads, repaired_name
from tests.present.accounts import Account


def test_every_canonical_column_has_a_title_and_no_two_share_one() -> None:
    assert set(CANONICAL_NAMES) <= ROLE_TITLES.keys()
    assert len(set(ROLE_TITLES.values())) == len(ROLE_TITLES)


@pytest.mark.parametrize(
    ("kind", "names", "said"),
    [
        ("no time", (), "No column says when it happened. Choose the one with the date."),
        ("no place", (), "No column says where it happened. Choose latitude and longitude, or a place, or a region."),
        ("half a position", (), "A position needs latitude and longitude. Only one of them is chosen."),
        ("clock alone", ("Час",), "“Час” holds a time of day. Choose the column with its date, too."),
        ("twice", ("lat", "a", "b", "c"), "“a”, “b” and “c” are all said to be “latitude (north)”. Keep it for one of them."),
    ],
)
def test_what_is_missing_is_said_with_what_to_do(kind: str, names: tuple[str, ...], said: str) -> None:
    assert fault_words(kind, names) == said


def test_a_word_left_alone_says_what_becomes_of_it() -> None:
    assert word_label("act", "") == "none of these: stays undetermined"
    assert word_label("act", "fire.mortar") == "mortar fire (fire.mortar)"
    assert all(word_label(column, word) for column, words in VOCABULARIES.items() for word in ("", *words))


def test_values_are_shown_once_each_few_and_short() -> None:
    assert values_words(["a", "a", "b", "c", "d", "e"]) == "a · b · c · d"
    assert values_words(["x" * 40]) == "x" * 27 + "…"
    assert values_words([]) == "no values"


def test_a_trial_says_of_how_many_rows_it_is_true() -> None:
    counts = {"accepted": 2, "rejected": 1, "duplicates": 0}
    assert tried_words(rows=3, sample=3, **counts) == "Tried on all 3 rows: 2 accepted, 1 rejected."
    counts = {"accepted": 1_900, "rejected": 99, "duplicates": 1}
    said = "Tried on the first 2,000 of 12,000 rows: 1,900 accepted, 99 rejected, 1 duplicate."
    assert tried_words(rows=12_000, sample=2_000, **counts) == said


def test_a_finished_mapping_is_told_in_one_sentence() -> None:
    assert (
        columns_words({"observed_from": "Дата", "lat": "Y"}) == "Read with your mapping: “Дата” is when; “Y” is latitude (north)."
    )


def test_repaired_rows_are_named_after_their_file_and_are_a_table_of_their_own() -> None:
    assert repaired_name("x.csv") == "repaired rows of x.csv"
    assert repaired_name("repaired rows of x.csv") == "repaired rows of x.csv"
    assert repaired_name("x.xlsx") == "repaired rows of x.xlsx.csv"


def test_the_account_over_both_loads_balances() -> None:
    account = Account(rows_read=12, accepted=8, rejected=3, duplicates=1)
    assert over_both_loads(account, 2) == "With the repairs: 12 read = 8 accepted + 2 repaired + 1 open + 1 duplicate"
    assert open_words(3, 2) == "3 rejected rows: 2 repaired by a later load, 1 still open."


def test_rows_without_a_place_are_told_with_what_would_help() -> None:
    said = "2 of 4 accepted rows cannot be put on the map as they are"
    assert unplaced_words(2, 4, has_region=False).startswith(f"{said}. A column with the region would tell")
    assert unplaced_words(2, 4, has_region=True).startswith(f"{said}. The column Where below says why")


def test_a_column_that_is_not_used_is_told_with_what_it_looks_like() -> None:
    assert overlooked_words("Event", "act") == (
        "“Event” looks like “what happened”. As it is, it is kept with each row and not used."
    )
