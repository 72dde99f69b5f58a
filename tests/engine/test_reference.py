"""The plain reference that the engine is held against is itself right where that is known."""

import pytest

from dashboard.domain.observation import Point
from dashboard.engine.reference import share_inside
from tests.engine.builders import SQUARE


@pytest.mark.parametrize(
    ("place", "share"), [(Point(37.5, 48.25, 50.0), 1.0), (Point(37.25, 48.0, 50.0), pytest.approx(0.5, abs=1e-4))]
)
def test_the_reference_has_a_small_disc_wholly_inside_or_cut_in_half_as_it_is(place, share):
    assert share_inside(place, SQUARE) == share
