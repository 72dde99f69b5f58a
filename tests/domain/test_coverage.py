"""A statement of who looked names one place and a known state, or is none."""

from datetime import UTC, datetime

import pytest
from shapely.geometry import box

from dashboard.domain.coverage import STATES, Watch, WatchError
from dashboard.domain.intervals import Interval

TIMES = Interval(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC))
AREA = box(37.0, 48.0, 38.0, 49.0)


@pytest.mark.parametrize("place", [{"zone": "z"}, {"region": "UA14"}, {"area": AREA}])
@pytest.mark.parametrize("state", STATES)
def test_a_watch_has_one_place_and_one_state(place, state):
    assert Watch(TIMES, "patrol", state, **place).state == state


@pytest.mark.parametrize("place", [{}, {"zone": "z", "region": "UA14"}, {"zone": "z", "area": AREA}])
def test_no_place_and_two_places_are_refused(place):
    with pytest.raises(WatchError, match="exactly one of zone, region, area"):
        Watch(TIMES, "patrol", "observed", **place)


@pytest.mark.parametrize("state", ["", "seen", "Observed", "not stated"])
def test_a_state_that_nobody_declared_is_refused(state):
    with pytest.raises(WatchError, match="expected one of observed, denied, jammed, weather, no asset"):
        Watch(TIMES, "patrol", state, zone="z")
