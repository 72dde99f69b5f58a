"""A suggestion is one slip away from the text, and ranked by likeness."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.ingest.places.closeness import Closeness

NAMES = ("avenport", "avensport", "kessa", "abc")


@pytest.mark.parametrize("text", ["venport", "avvenport", "avemport", "avneport", "avenpor"])
def test_a_letter_missing_added_wrong_or_swapped_is_near(text: str) -> None:
    assert Closeness(NAMES).nearest(text)[0] == "avenport"


@pytest.mark.parametrize("text", ["", "kes", "abd", "vnprt", "something else", "x" * 10_000])
def test_what_is_not_near_suggests_nothing(text: str) -> None:
    assert Closeness(NAMES).nearest(text) == ()


def test_each_name_is_suggested_once_and_the_nearest_first() -> None:
    assert Closeness((*NAMES, "avenport")).nearest("avensprt") == ("avensport", "avenport")


def test_no_names_suggest_nothing() -> None:
    assert Closeness(()).nearest("avenport") == ()


@settings(deadline=None)
@given(st.text(alphabet="abcdef", min_size=5, max_size=12), st.integers(0, 11), st.sampled_from("xyz"))
def test_one_slip_anywhere_is_always_near(name: str, at: int, letter: str) -> None:
    place = at % len(name)
    slips = (name[:place] + name[place + 1 :], name[:place] + letter + name[place:], name[:place] + letter + name[place + 1 :])
    assert all(Closeness((name,)).nearest(slip) == (name,) for slip in slips)
