"""A statement of who looked names one place and a known state, or is none."""

from datetime import UTC, datetime

import pytest
from shapely.geometry import Polygon, box

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


@pytest.mark.parametrize(
    "area", [Polygon(), Polygon([(37, 48), (38, 49), (38, 48), (37, 49)]), box(179, 0, 181, 1), box(0, 80, 1, 91)]
)
def test_an_area_that_is_no_ground_is_refused(area):
    with pytest.raises(WatchError, match="expected a polygon in longitude and latitude"):
        Watch(TIMES, "patrol", "observed", area=area)
