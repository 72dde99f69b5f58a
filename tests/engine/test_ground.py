"""Metres on the ground, held against geodesics: a second method that knows no projection."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from dashboard.engine.ground import EARTH_RADIUS_M, Frame, GroundError, Side, buffer_on_ground, densify
from tests.engine.geodesics import GEOD, LATITUDES, crooked_line, geodesic_distance, sampled


@pytest.mark.parametrize("lat", [*LATITUDES, -48.0, 80.0])
@pytest.mark.parametrize("distance_m", [25_000, 1_000_000 / 4])
@pytest.mark.parametrize("degrees", [0.3, 15.0])
def test_border_of_a_widened_line_is_at_the_distance(lat: float, distance_m: float, degrees: float) -> None:
    line = crooked_line(lat, degrees=degrees)
    border = sampled(buffer_on_ground(line, distance_m, "both").boundary, 0.01)
    metres = geodesic_distance(border, line, 0.0005)
    assert np.abs(metres / distance_m - 1).max() < (5e-5 if distance_m < 100_000 else 5e-4)


@pytest.mark.parametrize("lat", [0.0, 48.0, 70.0])
@pytest.mark.parametrize(("distance_m", "within_m"), [(7_500, 1.0), (50_000, 1.0), (75_000, 1.0), (150_000, 4.0)])
def test_border_is_right_to_a_metre_up_to_the_distances_of_real_agreements(
    lat: float, distance_m: float, within_m: float
) -> None:
    line = crooked_line(lat, degrees=3.0, points=40)
    border = sampled(buffer_on_ground(line, distance_m, "both").boundary, 0.02, 400)
    along = shapely.get_coordinates(shapely.segmentize(line, 0.001))
    metres = [GEOD.inv(*np.broadcast_to(place[:, None], along.T.shape), *along.T)[2].min() for place in border]
    assert np.abs(np.array(metres) - distance_m).max() < within_m


@pytest.mark.parametrize("lat", [0.0, 48.0, 70.0])
def test_distance_holds_for_few_metres_and_for_a_thousand_kilometres(lat: float) -> None:
    short, long = crooked_line(lat, degrees=0.02), crooked_line(lat, degrees=30.0)
    near = geodesic_distance(sampled(buffer_on_ground(short, 50, "both").boundary, 1.0), short, 2e-5)
    far = geodesic_distance(sampled(buffer_on_ground(long, 1_000_000, "both").boundary, 0.05), long, 0.02)
    assert np.abs(near / 50 - 1).max() < 0.005
    assert np.abs(far / 1_000_000 - 1).max() < 0.005


@pytest.mark.parametrize("seed", range(6))
def test_left_and_right_together_make_both_and_share_nothing(seed: int) -> None:
    rng = np.random.default_rng(seed)
    walk = np.cumsum(rng.normal(0, 0.02, 150))
    line = LineString(np.stack([np.linspace(37, 39, 150), 48 + walk], axis=1))
    both = buffer_on_ground(line, 25_000, "both")
    left, right = buffer_on_ground(line, 25_000, "left"), buffer_on_ground(line, 25_000, "right")
    assert left.is_valid
    assert right.is_valid
    assert left.union(right).symmetric_difference(both).area < 1e-9 * both.area
    assert left.intersection(right).area < 1e-9 * both.area


def test_north_of_an_eastward_line_is_left() -> None:
    line = LineString([(37, 48), (38, 48)])
    assert buffer_on_ground(line, 5_000, "left").contains(Point(37.5, 48.03))
    assert not buffer_on_ground(line, 5_000, "left").contains(Point(37.5, 47.97))


def test_an_end_that_points_back_at_the_line_is_led_out_the_free_way() -> None:
    hook = LineString([(37.0, 48.0), (38.0, 48.0), (38.0, 48.1), (37.9, 48.1), (37.9, 48.05)])
    left, right = buffer_on_ground(hook, 20_000, "left"), buffer_on_ground(hook, 20_000, "right")
    assert left.contains(Point(37.95, 48.05))
    assert right.contains(Point(37.95, 47.97))
    assert left.intersection(right).area < 1e-9


def test_parts_that_meet_end_to_start_are_one_line() -> None:
    whole = LineString([(37, 48), (37.5, 48.1), (38, 48)])
    parts = MultiLineString([[(37.5, 48.1), (38, 48)], [(37, 48), (37.5, 48.1)]])
    expected = buffer_on_ground(whole, 10_000, "left")
    assert buffer_on_ground(parts, 10_000, "left").symmetric_difference(expected).area < 1e-5 * expected.area


@pytest.mark.parametrize("side", ["both", "left", "right"])
def test_translating_in_longitude_across_the_antimeridian_changes_nothing(side: Side) -> None:
    at_home = LineString([(9.0, 50.0), (10.0, 50.2), (11.0, 50.0)])
    across = MultiLineString([[(179.0, 50.0), (180.0, 50.2)], [(-180.0, 50.2), (-179.0, 50.0)]])
    expected = buffer_on_ground(at_home, 30_000, side)
    found = buffer_on_ground(across, 30_000, side)
    west, _, east, _ = found.bounds
    assert (west, east) == (-180.0, 180.0)
    moved = shapely.union_all([shapely.transform(p, lambda xy: (xy - [170.0, 0]) % [360.0, 360.0]) for p in found.geoms])
    assert moved.symmetric_difference(expected).area < 1e-5 * expected.area


@pytest.mark.parametrize(
    ("geometry", "distance_m", "said"),
    [
        (LineString([(0, 88.9), (1, 88.9)]), 50_000, "beyond 89° of latitude"),
        (LineString([(0, 0), (1, 0)]), 0, "expected more than 0"),
        (LineString([(0, 0), (1, 0)]), float("nan"), "expected more than 0"),
        (LineString([(0, 0), (1, 0)]), 2_000_000, "at most 1,000,000 m"),
        (LineString(), 10, "expected a line with a length"),
        (box(0, 0, 1, 1), 10, "found Polygon, expected a line"),
        (LineString([(-170, 0), (0, 5), (170, 0)]), 10, "of longitude, expected at most 180"),
    ],
)
def test_what_cannot_be_widened_is_refused_with_the_reason(geometry: BaseGeometry, distance_m: float, said: str) -> None:
    with pytest.raises(GroundError, match=said):
        buffer_on_ground(geometry, distance_m, "both")


@pytest.mark.parametrize("lat", [0.5, 30.0, 48.0, 60.0, 70.0, 85.0])
@pytest.mark.parametrize("east", [1.0, 20.0])
def test_dense_edges_stay_within_a_metre_of_the_declared_ones_when_projected(lat: float, east: float) -> None:
    zone = Polygon([(20, lat), (20 + east, lat + 0.3), (20 + east, lat + 3), (20, lat + 2)])
    frame = Frame.for_geometry(zone)
    coarse = frame.project(densify(zone)).exterior
    positions = shapely.get_coordinates(shapely.segmentize(zone.exterior, 0.001))
    x, y = frame.project_points(*positions.T)
    shapely.prepare(coarse)
    assert shapely.distance(shapely.points(x, y), coarse).max() < 1


def test_an_undensified_edge_would_be_wrong_by_far_more_than_a_metre() -> None:
    edge = LineString([(20, 60), (40, 60)])
    frame = Frame.for_geometry(edge)
    middle = Point(*frame.project_points(np.array([30.0]), np.array([60.0])))
    assert frame.project(edge).distance(middle) > 10_000
    assert frame.project(densify(edge)).distance(middle) < 0.5


def test_densifying_keeps_every_declared_point_ring_and_part() -> None:
    holed = Polygon([(20, 50), (30, 50), (30, 55), (20, 55)], [[(22, 51), (22, 52), (28, 52), (28, 51)]])
    many = MultiPolygon([holed, box(40, 50, 41, 51)])
    dense = densify(many)
    assert [len(part.interiors) for part in dense.geoms] == [1, 0]
    assert dense.equals(many)
    declared, added = shapely.get_coordinates(many), shapely.get_coordinates(dense)
    assert {tuple(one) for one in declared} <= {tuple(one) for one in added}
    assert len(added) > len(declared)


@pytest.mark.parametrize(
    "geometry",
    [Point(1, 2), Polygon(), box(37, 48, 37.001, 48.001), shapely.MultiPoint([(1, 2), (3, 4)])],
)
def test_what_has_no_long_edge_is_returned_as_it_is(geometry: BaseGeometry) -> None:
    assert densify(geometry) is geometry


def test_parts_of_a_collection_are_densified() -> None:
    mixed = shapely.GeometryCollection([Point(1, 2), LineString([(0, 60), (10, 60)])])
    assert len(shapely.get_coordinates(densify(mixed))) > 3


def test_a_million_points_are_densified_in_a_blink() -> None:
    turn = np.linspace(0, 2 * np.pi, 1_000_000)
    assert len(shapely.get_coordinates(densify(LineString(np.stack([37 + np.cos(turn), 48 + np.sin(turn)], axis=1))))) >= 1e6


@pytest.mark.parametrize("lat", [*LATITUDES, -33.0, 85.0])
def test_a_frame_keeps_areas_and_nearly_keeps_lengths(lat: float) -> None:
    square = box(36, lat, 38, lat + 1)
    frame = Frame.for_geometry(square)
    geodesic_area = abs(GEOD.geometry_area_perimeter(densify(square, 0.01))[0])
    assert frame.project(densify(square)).area == pytest.approx(geodesic_area, rel=1e-4)
    x, y = frame.project_points(np.array([36.0, 38.0]), np.array([lat, lat + 1]))
    assert np.hypot(*np.diff([x, y])) == pytest.approx(GEOD.inv(36, lat, 38, lat + 1)[2], rel=2e-4)


def test_projecting_and_back_returns_every_position() -> None:
    zone = box(-3, 50, 4, 58)
    frame = Frame.for_geometry(zone)
    assert frame.unproject(frame.project(zone)).equals_exact(zone, 1e-8)


def test_the_centre_does_not_follow_where_the_points_are_crowded() -> None:
    crowded = LineString([*((30 + i / 10_000, 50) for i in range(1000)), (40, 50)])
    assert Frame.for_geometry(crowded).lon == pytest.approx(35, abs=0.01)


def test_a_shape_on_both_sides_of_the_antimeridian_is_centred_there_and_comes_back_whole() -> None:
    frame = Frame.for_geometry(MultiPolygon([box(179, -17, 180, -16), box(-180, -17, -179, -16)]))
    assert abs(frame.lon) == pytest.approx(180)
    lon, _ = frame.unproject_points(*frame.project_points(np.array([179.5, -179.5]), np.array([-16.5, -16.5])))
    assert np.ptp(lon) == pytest.approx(1)


def test_an_empty_shape_or_one_round_the_earth_has_no_frame() -> None:
    with pytest.raises(GroundError, match="empty"):
        Frame.for_geometry(Polygon())
    with pytest.raises(GroundError, match="round the whole earth"):
        Frame.for_geometry(LineString([(-180, 0), (-90, 0), (0, 0), (90, 0)]))


def test_a_position_opposite_the_centre_is_refused_not_infinite() -> None:
    with pytest.raises(GroundError, match="opposite"):
        Frame(20, 10).project_points(np.array([-160.0]), np.array([-10.0]))


def test_a_frame_may_be_used_by_many_threads_at_once() -> None:
    frame = Frame(37, 48)
    lon, lat = np.random.default_rng(2).uniform(36, 38, 20_000), np.random.default_rng(3).uniform(47, 49, 20_000)
    expected = frame.project_points(lon, lat)
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(lambda _: frame.project_points(lon, lat), range(32)):
            np.testing.assert_array_equal(found, expected)


def test_radius_is_the_mean_radius_of_the_ellipsoid() -> None:
    assert pytest.approx((2 * GEOD.a + GEOD.b) / 3, abs=1) == EARTH_RADIUS_M
