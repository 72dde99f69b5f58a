"""How much of some ground was watched: the exact share of ground and time together, in whatever order it is said."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

from dashboard.domain.coverage import SHARES, STATES, Watch
from dashboard.domain.intervals import EmptyIntervalError, Interval
from dashboard.engine.coverage import EdgesError, Watched, watched
from dashboard.engine.coverage_ground import AskedArea
from dashboard.engine.coverage_reference import shares_of

START = datetime(2026, 3, 1, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ZONES = {"north": box(37.0, 48.5, 38.0, 49.0), "south": box(37.0, 48.0, 38.0, 48.5), "inner": box(37.4, 48.4, 37.6, 48.6)}
REGIONS = {"UA14": box(36.0, 47.0, 37.5, 50.0)}
AREAS = (box(36.9, 47.9, 37.25, 49.1), Polygon([(37.1, 48.1), (37.9, 48.2), (37.5, 48.9)]), box(40.0, 48.0, 41.0, 49.0))
EDGES = tuple(START + at * DAY for at in range(4))
IN_FORCE = (Interval(START + 6 * HOUR, START + 30 * HOUR), Interval(START + 60 * HOUR, START + 90 * HOUR))
ASKED = (
    AskedArea("north", ZONES["north"]),
    AskedArea("inner", ZONES["inner"], IN_FORCE),
    AskedArea("early", ZONES["south"], (Interval(START - DAY, START + 6 * HOUR),)),
)


def outline(watch: Watch):
    """Return what the fields of a watch mean here."""
    return watch.area if watch.area is not None else (ZONES | REGIONS).get(watch.zone or watch.region)


def hours(first: float, last: float) -> Interval:
    """Return a time counted in hours from the first edge."""
    return Interval(START + first * HOUR, START + last * HOUR)


def one(state="observed", first=0.0, last=24.0, zone="north", means="patrol", **place) -> Watch:
    """Return a watch."""
    return Watch(hours(first, last), means, state, **(place or {"zone": zone}))


def shares(watches, area=ASKED[0], edges=EDGES) -> dict[str, float]:
    """Return the shares of the first stretch of time, those that are 0 left out."""
    told = watched(watches, [area], outline, edges).shares[0, 0]
    return {state: round(float(share), 6) for state, share in zip(SHARES, told, strict=True) if share}


places = st.one_of(
    st.sampled_from([*ZONES, "nowhere"]).map(lambda zone: {"zone": zone}),
    st.sampled_from([*REGIONS, "XX"]).map(lambda code: {"region": code}),
    st.sampled_from(AREAS).map(lambda area: {"area": area}),
)


@st.composite
def watch(draw) -> Watch:
    """A watch of a few hours or days, in any place and state."""
    first = draw(st.integers(-12, 80))
    times = hours(first, first + draw(st.integers(1, 40)))
    return Watch(times, draw(st.sampled_from(["patrol", "drone", ""])), draw(st.sampled_from(STATES)), **draw(places))


def told(watches) -> Watched:
    """Return what a log says of all areas."""
    return watched(watches, ASKED, outline, EDGES)


def test_a_whole_day_that_was_watched_is_observed():
    assert shares([one()]) == {"observed": 1.0}


def test_nothing_is_stated_without_a_log():
    assert shares([]) == {"not stated": 1.0}


def test_half_a_day_is_half_observed_and_the_rest_is_not_stated():
    assert shares([one(first=6, last=18)]) == {"observed": 0.5, "not stated": 0.5}


def test_half_the_ground_is_half_observed_in_equal_area_measure():
    assert shares([one(area=box(36.0, 48.0, 37.5, 50.0))]) == {"observed": 0.5, "not stated": 0.5}
    southern = shares([one(area=box(36.0, 48.0, 39.0, 48.75))])
    # On a sphere it is (sin 48.75° - sin 48.5°) / (sin 49° - sin 48.5°).
    assert southern["observed"] == pytest.approx(0.50124, abs=2e-5)


def test_two_halves_by_two_means_make_one_whole_and_both_means_are_told():
    west, east = box(36.0, 48.0, 37.5, 50.0), box(37.5, 48.0, 39.0, 50.0)
    found = watched([one(area=west), one(area=east, means="drone", last=12.0)], [ASKED[0]], outline, EDGES)
    assert found.shares[0, 0, 0] == pytest.approx(0.75)
    assert found.means_of(0, 0) == ("drone", "patrol")
    assert found.means_of(0, 1) == ()


def test_who_could_not_see_is_no_means_by_which_anything_was_seen():
    assert told([one("jammed", means="drone")]).means_of(0, 0) == ()


@pytest.mark.parametrize(("first", "later"), list(pairwise(STATES)))
def test_where_two_states_hold_at_once_the_one_that_comes_first_counts(first, later):
    assert shares([one(later), one(first, last=6.0)]) == {first: 0.25, later: 0.75}


def test_a_state_of_a_part_stands_before_a_later_state_of_the_whole():
    assert shares([one("weather"), one("denied", area=box(36.0, 48.0, 37.5, 50.0))]) == {"denied": 0.5, "weather": 0.5}
    assert shares([one("denied"), one("weather", area=box(36.0, 48.0, 37.5, 50.0))]) == {"denied": 1.0}


def test_the_share_is_of_the_time_in_which_the_area_is_in_force():
    area = AskedArea("north", ZONES["north"], (Interval(START + 12 * HOUR, START + 36 * HOUR),))
    found = watched([one(last=18.0)], [area], outline, EDGES)
    assert found.shares[0, 0].tolist() == [0.5, 0, 0, 0, 0, 0.5]
    assert found.in_force[0].tolist() == [0.5, 0.5, 0.0]
    assert np.isnan(found.shares[0, 2]).all()
    assert found.means_of(0, 0) == ("patrol",)


def test_what_was_watched_only_while_the_area_was_not_in_force_does_not_count():
    area = AskedArea("north", ZONES["north"], (Interval(START + 12 * HOUR, START + 36 * HOUR),))
    assert told([one(last=12.0)]).means_of(0, 0) == ("patrol",)
    assert watched([one(last=12.0)], [area], outline, EDGES).means_of(0, 0) == ()


def test_a_watch_beside_the_area_that_shares_its_border_covers_none_of_it():
    found = watched([one(zone="south")], [ASKED[0]], outline, EDGES)
    assert found.shares[0, 0].tolist() == [0, 0, 0, 0, 0, 1]
    assert found.means_of(0, 0) == ()


def test_a_place_that_is_not_known_counts_for_nothing():
    assert shares([one(zone="nowhere")]) == {"not stated": 1.0}


def test_a_watch_without_an_end_in_view_fills_what_is_asked_about():
    forever = Watch(Interval(), "camera", "observed", zone="north")
    assert (told([forever]).shares[0, :, 0] == 1.0).all()


@pytest.mark.parametrize(("day", "length"), [((2026, 3, 29), 23), ((2026, 10, 25), 25)])
def test_a_day_of_23_or_25_hours_is_a_stretch_like_any_other(day, length):
    kyiv = ZoneInfo("Europe/Kyiv")
    start, end = (datetime(*day, tzinfo=kyiv) + at * timedelta(days=1) for at in (0, 1))
    edges = (start.astimezone(UTC), end.astimezone(UTC))
    seen = Watch(Interval(edges[0], edges[0] + HOUR), "patrol", "observed", zone="north")
    assert watched([seen], [ASKED[0]], outline, edges).shares[0, 0, 0] == pytest.approx(1 / length)


@pytest.mark.parametrize("edges", [(), (START,), (START, START), (START + DAY, START)])
def test_stretches_that_do_not_ascend_are_refused(edges):
    with pytest.raises(EdgesError):
        watched([], ASKED, outline, edges)


def test_no_area_asked_about_is_no_answer():
    assert watched([one()], [], outline, EDGES).shares.shape == (0, 3, len(SHARES))


@given(st.lists(watch(), max_size=8))
@settings(max_examples=30, deadline=None)
def test_it_says_what_the_readable_rule_says(watches):
    found = told(watches)
    for at, area in enumerate(ASKED):
        for stretch in range(3):
            by_rule = shares_of(watches, area, outline, Interval(EDGES[stretch], EDGES[stretch + 1]))
            assert found.shares[at, stretch] == pytest.approx(by_rule, abs=2e-6, nan_ok=True)


@given(st.lists(watch(), max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_log_makes_no_difference_and_all_shares_sum_to_one(watches, random):
    found = told(watches)
    random.shuffle(watches)
    assert told(watches).shares == pytest.approx(found.shares, abs=1e-9, nan_ok=True)
    sums = found.shares.sum(axis=2)
    assert sums[~np.isnan(sums)] == pytest.approx(1.0)
    assert (np.isnan(sums) == (found.in_force == 0)).all()


@given(st.lists(watch(), min_size=1, max_size=6), st.integers(1, 40))
@settings(max_examples=25, deadline=None)
def test_a_watch_cut_in_two_says_the_same(watches, after):
    times = watches[0].times
    try:
        halves = Interval(times.start, times.start + after * HOUR), Interval(times.start + after * HOUR, times.end)
    except EmptyIntervalError:
        return
    where = {name: getattr(watches[0], name) for name in ("means", "state", "zone", "region", "area")}
    cut = [*(Watch(half, **where) for half in halves), *watches[1:]]
    assert told(cut).shares == pytest.approx(told(watches).shares, abs=1e-9, nan_ok=True)
    assert (told(cut).means_seen == told(watches).means_seen).all()


@given(st.lists(watch(), max_size=6), watch())
@settings(max_examples=25, deadline=None)
def test_another_watch_never_makes_less_observed_nor_more_not_stated(watches, another):
    before, after = (told(some).shares for some in (watches, [*watches, another]))
    known = ~np.isnan(before[:, :, 0])
    assert (after[:, :, 0] >= before[:, :, 0] - 1e-6)[known].all()
    assert (after[:, :, -1] <= before[:, :, -1] + 1e-6)[known].all()
