"""What cells tell of how they are written: the order of a pair, and what a number counts as a time."""

import pytest

from dashboard.ingest.mappings.guess_forms import suggest_coordinate_order, suggest_time_format

BOUNDS = (22.0, 44.0, 40.5, 52.5)
"""A theatre in which 44 to 52.5 north and 22 to 40.5 east share no number."""
NARROW = (30.0, 30.0, 40.0, 40.0)


def test_pairs_that_fit_the_theatre_in_one_order_only_suggest_it_and_still_have_to_be_confirmed() -> None:
    guess = suggest_coordinate_order("Position", ["48.1391, 37.7466", "48.2, 37.8", "48.2, 37.8"], BOUNDS)
    assert (guess.order, guess.needed, guess.example) == ("lat,lon", True, "48.1391, 37.7466")
    assert guess.evidence.startswith("latitude first: 2 of 2 different pairs lie inside the theatre only so")
    assert suggest_coordinate_order("Position", ["37.8, 48.2"], BOUNDS).order == "lon,lat"


@pytest.mark.parametrize("texts", [["33.1, 34.2"], ["1.5, 2.5"], []], ids=["inside both ways", "outside both ways", "nothing"])
def test_pairs_the_theatre_does_not_tell_suggest_nothing(texts: list[str]) -> None:
    guess = suggest_coordinate_order("Position", texts, NARROW)
    assert guess.order == ""
    assert guess.needed == bool(texts)


def test_pairs_of_both_orders_suggest_nothing_and_say_so() -> None:
    guess = suggest_coordinate_order("Position", ["48.2, 37.8", "37.8, 48.2"], BOUNDS)
    assert guess.order == ""
    assert "1 fit only latitude first and 1 only longitude first" in guess.evidence


@pytest.mark.parametrize(
    ("name", "text"),
    [("lat/lon", "48.2, 37.8"), ("Position", "48.2N 37.8E"), ("Position", "37U DQ 12345 67890"), ("Position", "1.5, 120.5")],
)
def test_a_heading_or_a_position_that_says_its_order_itself_is_not_asked_about(name: str, text: str) -> None:
    assert not suggest_coordinate_order(name, [text], BOUNDS).needed


def test_numbers_in_a_column_of_times_are_shown_as_the_days_they_could_be() -> None:
    guess = suggest_time_format(["46145.5", "46146"])
    assert guess.needed
    assert dict(guess.readings) == {"excel": "2026-05-03", "excel1904": "2030-05-04"}
    assert suggest_time_format(["46145", "x"]).needed
    assert not suggest_time_format(["46145", "x", "y"]).needed


@pytest.mark.parametrize("text", ["20260503", "1777777777", "2026-05-03", "03.05.2026"])
def test_times_that_can_be_read_undeclared_are_no_bare_numbers(text: str) -> None:
    assert not suggest_time_format([text]).needed
    assert not suggest_time_format([]).needed


def test_numbers_that_count_no_likely_day_have_no_reading() -> None:
    assert suggest_time_format(["7"]).readings == ()
