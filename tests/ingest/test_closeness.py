"""A suggestion is one slip away from the text, and ranked by likeness."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.ingest.closeness import Closeness

NAMES = {"avenport": "Avenport", "awenport": "Avenport", "avensport": "Avensport", "kessa": "Kess", "abc": "Abc"}


@pytest.mark.parametrize("text", ["venport", "avvenport", "avemport", "avneport", "avenpor"])
def test_a_letter_missing_added_wrong_or_swapped_is_near(text: str) -> None:
    assert Closeness(NAMES).suggestions(text)[0] == "Avenport"


@pytest.mark.parametrize("text", ["", "kes", "abd", "vnprt", "something else", "x" * 10_000])
def test_what_is_not_near_suggests_nothing(text: str) -> None:
    assert Closeness(NAMES).suggestions(text) == ()


def test_each_label_is_suggested_once_and_the_nearest_first() -> None:
    assert Closeness(NAMES).suggestions("avensprt") == ("Avensport", "Avenport")


def test_no_names_suggest_nothing() -> None:
    assert Closeness({}).suggestions("avenport") == ()


@settings(deadline=None)
@given(st.text(alphabet="abcdef", min_size=5, max_size=12), st.integers(0, 11), st.sampled_from("xyz"))
def test_one_slip_anywhere_is_always_near(name: str, at: int, letter: str) -> None:
    place = at % len(name)
    slips = (name[:place] + name[place + 1 :], name[:place] + letter + name[place:], name[:place] + letter + name[place + 1 :])
    assert all(Closeness({name: "it"}).suggestions(slip) == ("it",) for slip in slips)
