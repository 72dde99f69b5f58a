"""One observation and what is known of its place, as values."""

from dataclasses import FrozenInstanceError, fields

import pytest
import shapely

from dashboard.domain.observation import NOBODY_NAMED, Area, Observation, Point, Sector, Unplaced
from tests.domain.strategies import interval


def test_a_point_without_a_radius_is_the_position_itself():
    assert Point(37.5, 48.1).radius_m == 0


def test_what_an_observation_does_not_say_is_left_open():
    observation = Observation("PT-1", interval(0, 60), Point(37.5, 48.1))
    assert (observation.act, observation.weapon, observation.party) == ("", "", "")
    assert (observation.calibre_mm, observation.count) == (None, None)


@pytest.mark.parametrize(
    "value",
    [
        Point(37.5, 48.1),
        Sector(37.5, 48.1, 112.5, 11.25, 3_000, 5_000),
        Area("UA-14", shapely.box(36, 47, 39, 49)),
        Unplaced("ambiguous", ("a", "b")),
        Observation("1", interval(0, 1), Unplaced("")),
        interval(0, 1),
    ],
)
def test_a_domain_value_cannot_be_changed(value):
    with pytest.raises(FrozenInstanceError):
        setattr(value, fields(value)[0].name, None)


def test_words_for_nobody_are_kept_as_they_are_compared():
    assert all(word == word.strip().casefold() for word in NOBODY_NAMED)
