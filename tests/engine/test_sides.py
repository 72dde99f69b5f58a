"""Left and right of a line: both are told everywhere, or the reason is."""

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point

from dashboard.engine.ground import GroundError, Side, buffer_on_ground
from tests.engine.geodesics import GEOD, LATITUDES, crooked_line, geodesic_distance, side_of


@pytest.mark.parametrize("lat", LATITUDES)
@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("degrees", [2.0, 15.0])
def test_one_side_holds_what_is_near_on_that_side_and_nothing_else(lat: float, side: Side, degrees: float) -> None:
    line, distance_m = crooked_line(lat, degrees=degrees), 25_000.0
    zone = buffer_on_ground(line, distance_m, side)
    west, south, east, north = buffer_on_ground(line, distance_m, "both").bounds
    rng = np.random.default_rng(3)
    positions = np.stack([rng.uniform(west, east, 4000), rng.uniform(south, north, 4000)], axis=1)
    metres = geodesic_distance(positions, line, 0.005)
    right_side = side_of(positions, line) == (side == "left")
    inside = shapely.contains_xy(zone, *positions.T)
    ends = [GEOD.inv(*positions.T, *np.broadcast_to(end, positions.shape).T)[2] for end in (line.coords[0], line.coords[-1])]
    clear_of_ends = np.min(ends, axis=0) > metres * 1.001
    assert inside.any()
    assert (metres[inside] < distance_m * 1.005).all()
    well_away = metres > 50
    assert right_side[inside & well_away & clear_of_ends].all()
    assert inside[right_side & clear_of_ends & (metres < distance_m * 0.995) & well_away].all()


def test_the_line_itself_is_the_edge_between_its_sides() -> None:
    line = crooked_line(48, degrees=2)
    border = buffer_on_ground(line, 10_000, "left").intersection(buffer_on_ground(line, 10_000, "right"))
    assert border.covers(line)


def test_going_the_other_way_swaps_the_sides() -> None:
    line = crooked_line(48, degrees=2)
    there, back = buffer_on_ground(line, 10_000, "left"), buffer_on_ground(line.reverse(), 10_000, "right")
    assert there.symmetric_difference(back).area < 1e-6 * there.area


def test_one_side_of_a_bend_narrower_than_the_distance_does_not_fold_over() -> None:
    bend = LineString([(37.0, 48.0), (37.0, 48.4), (37.1, 48.4), (37.1, 48.0)])
    right, left = buffer_on_ground(bend, 20_000, "right"), buffer_on_ground(bend, 20_000, "left")
    assert right.contains(Point(37.05, 48.2))
    assert not left.contains(Point(37.05, 48.2))
    assert left.contains(Point(36.9, 48.2))
    assert left.contains(Point(37.2, 48.2))


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(
    ("coordinates", "said"),
    [
        ([(0, 0), (1, 0), (1, 1), (0, 0)], "closes on itself at 0.0000, 0.0000"),
        ([(0, 0), (1, 1), (1, 0), (0, 1)], "crosses or touches itself at 0.5000, 0.5000"),
        ([(-0.1, 0.2), (-0.1, 0), (1, 0), (1, 0.2), (0, 0.2), (0, 0.05), (0.5, 0.05)], "in on its own end at 0.5000, 0.0500"),
    ],
)
def test_a_line_without_two_sides_is_refused(coordinates: list[tuple[float, float]], said: str, side: Side) -> None:
    with pytest.raises(GroundError, match=said):
        buffer_on_ground(LineString(coordinates), 50_000, side)
    assert buffer_on_ground(LineString(coordinates), 50_000, "both").is_valid


def test_a_line_that_all_but_closes_still_has_an_inside_and_an_outside() -> None:
    turn = np.radians(np.arange(0, 358))
    ring = LineString(np.stack([np.cos(turn), np.sin(turn)], axis=1))
    left = buffer_on_ground(ring, 20_000, "left")
    assert left.contains(Point(0.9, 0))
    assert not left.contains(Point(1.1, 0.5))


def test_parts_that_run_against_each_other_have_no_common_side() -> None:
    parts = MultiLineString([[(38, 48), (37.5, 48.1)], [(37, 48), (37.5, 48.1)]])
    with pytest.raises(GroundError, match=r"meet at 37\.5000, 48\.1000 do not run the same way"):
        buffer_on_ground(parts, 10_000, "left")


def test_parts_far_from_each_other_are_widened_each_on_its_side() -> None:
    parts = MultiLineString([[(37, 48), (38, 48)], [(47, 48), (48, 48)]])
    left = buffer_on_ground(parts, 10_000, "left")
    assert isinstance(left, MultiPolygon)
    assert left.contains(Point(37.5, 48.05))
    assert left.contains(Point(47.5, 48.05))
    assert not left.intersects(Point(47.5, 47.95))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.floats(37, 37.4), st.floats(48, 48.3)), min_size=2, max_size=7, unique=True),
    st.sampled_from([500.0, 8_000.0, 40_000.0]),
)
def test_left_and_right_make_both_and_share_nothing_however_the_line_turns(corners, distance_m) -> None:
    """Hairpins, zigzags and bends narrower than the distance: an offset that folded over itself would lie on both sides."""
    line = LineString(corners)
    assume(line.is_simple and line.length > 1e-3)
    both = buffer_on_ground(line, distance_m, "both")
    try:
        left, right = buffer_on_ground(line, distance_m, "left"), buffer_on_ground(line, distance_m, "right")
    except GroundError:
        reject()
    assert left.is_valid
    assert right.is_valid
    assert left.intersection(right).area < 1e-9 * both.area
    assert left.union(right).symmetric_difference(both).area < 1e-9 * both.area


def test_a_hairpin_has_the_strip_between_its_arms_on_one_side_only() -> None:
    hairpin = LineString([(37.0, 48.0), (38.0, 48.0), (37.0, 48.002)])
    left, right = buffer_on_ground(hairpin, 5_000, "left"), buffer_on_ground(hairpin, 5_000, "right")
    between = Point(37.3, 48.0005)
    assert left.covers(between)
    assert not right.covers(between)
    assert right.covers(Point(37.3, 48.03))
    assert right.covers(Point(37.3, 47.97))


def test_a_line_that_crosses_itself_is_widened_on_both_sides_right_and_told_where_it_crosses_on_one() -> None:
    loop = LineString([(37.0, 48.0), (37.4, 48.4), (37.4, 48.0), (37.0, 48.4)])
    both = buffer_on_ground(loop, 5_000, "both")
    assert both.is_valid
    assert not both.covers(Point(37.33, 48.2))
    parts = [buffer_on_ground(LineString(pair), 5_000, "both") for pair in zip(loop.coords, loop.coords[1:], strict=False)]
    assert shapely.union_all(parts).symmetric_difference(both).area < 2e-3 * both.area
    with pytest.raises(GroundError, match=r"crosses or touches itself at 37\.2000, 48\.2000"):
        buffer_on_ground(loop, 5_000, "left")
