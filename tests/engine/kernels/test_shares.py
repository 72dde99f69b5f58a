"""Distances and shares, held against geodesics and fine overlays, and what must not change them."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity

from dashboard.domain.observation import Area, Point, Sector
from dashboard.engine.areas import meet_areas
from dashboard.engine.ground import Frame, cut_at_antimeridian, densify
from dashboard.engine.kernels import scalar
from dashboard.engine.overlaps import Places
from dashboard.engine.pairs import Pairs
from dashboard.engine.zone_cache import new_index, zone_index
from tests.engine.builders import SQUARE, observation, table
from tests.engine.geodesics import GEOD, least_geodesic
from tests.engine.kernels.zones import COMB, DONUT, ZONES, met, star

discs = st.builds(Point, st.floats(36.4, 38.6), st.floats(47.4, 49.6), st.sampled_from([1.0, 60.0, 900.0, 12_000.0, 90_000.0]))
on_the_edge = st.builds(
    Point, st.sampled_from([37.0, 37.3, 38.0]), st.sampled_from([48.0, 49.0]), st.sampled_from([5.0, 2_000.0])
)


_SPOTS = [(37.5, 48.5, 0.4), (37.1, 48.4, 0.2), (37.9, 48.6, 0.3), (37.3, 48.8, 0.05), (37.6, 48.2, 0.1)]


def overlaid(place: Point, zone: shapely.Geometry) -> float:
    """The share of a disc by an overlay in its own plane, the circle of 8,000 sides and the edge of small pieces."""
    frame = Frame(place.lon, place.lat)
    near = shapely.Point(place.lon, place.lat).buffer(place.radius_m / 60_000 + 0.01)
    ground = frame.project(densify(zone.intersection(near), min(0.5, place.radius_m * 1e-6)))
    circle = shapely.Point(0, 0).buffer(place.radius_m, quad_segs=2_000)
    return float(shapely.make_valid(ground).intersection(circle).area / circle.area)


@settings(max_examples=60, deadline=None)
@given(st.one_of(discs, on_the_edge), st.sampled_from(["square", "donut", "comb", "star"]))
def test_the_share_of_a_disc_is_that_of_a_fine_overlay(place: Point, name: str) -> None:
    share, _ = met([place], ZONES[name])
    assert share[0] == pytest.approx(overlaid(place, ZONES[name]), abs=1e-4)


@settings(max_examples=25, deadline=None)
@given(st.floats(36.5, 38.5), st.floats(47.5, 49.5), st.sampled_from([SQUARE, DONUT, COMB, star(40)]))
def test_the_distance_to_the_edge_is_the_least_geodesic(lon: float, lat: float, zone: shapely.Geometry) -> None:
    _, gap = met([Point(lon, lat, 200_000.0)], zone)
    expected = scalar.gap_m(zone, (lon, lat))
    assert abs(gap[0]) == pytest.approx(expected, rel=1e-6, abs=1e-3)
    assert (gap[0] <= 0) == scalar.lies_inside(zone, (lon, lat))


@pytest.mark.parametrize("lat", [0.5, 48.0, 70.0])
def test_far_distances_are_geodesic_too(lat: float) -> None:
    zone = shapely.box(20, lat - 0.2, 20.4, lat + 0.2)
    _, gap = met([Point(38.0, lat, 3_000_000.0)], zone)
    assert gap[0] == pytest.approx(scalar.gap_m(zone, (38.0, lat)), rel=1e-5)


@settings(max_examples=30, deadline=None)
@given(discs, st.floats(37.1, 37.9))
def test_a_zone_split_in_two_keeps_shares_summing(place: Point, cut: float) -> None:
    whole, west, east = (met([place], zone)[0] for zone in (SQUARE, shapely.box(37, 48, cut, 49), shapely.box(cut, 48, 38, 49)))
    assert west + east == pytest.approx(whole, abs=2e-5)


@settings(max_examples=30, deadline=None)
@given(discs, st.floats(-170, 100))
def test_moving_everything_along_a_parallel_changes_nothing(place: Point, east: float) -> None:
    there = Point(place.lon + east, place.lat, place.radius_m)
    share, gap = met([place, there], star(60))
    moved, moved_gap = met([there, place], affinity.translate(star(60), east))
    assert moved[0] == pytest.approx(share[0], abs=1e-6)
    assert moved_gap[0] == pytest.approx(gap[0], abs=1e-3, nan_ok=True)


def test_turning_everything_around_the_place_changes_nothing() -> None:
    middle = (37.5, 48.5)
    shares = []
    for turn in np.arange(0, 360, 15.0):
        sides = [[GEOD.fwd(*middle, turn + by, out)[:2] for out in np.linspace(0, 20_000, 40)] for by in (0, 100)]
        shares.append(met([Point(*middle, 10_000.0)], shapely.Polygon([*sides[0], *reversed(sides[1][1:])]))[0][0])
    assert shares == pytest.approx([100 / 360] * 24, abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(discs, st.floats(0.05, 0.95), st.sampled_from(["square", "star", "comb"]))
def test_a_smaller_radius_turns_nothing_inside_that_its_disc_did_not_hold(place: Point, part: float, name: str) -> None:
    smaller = Point(place.lon, place.lat, place.radius_m * part)
    (share, less), _ = met([place, smaller], ZONES[name])
    # What is inside of the smaller disc is inside of the larger one, and so is what is outside.
    assert less * part**2 <= share + 1e-4
    assert (1 - less) * part**2 <= 1 - share + 1e-4


def placed(shape: shapely.Polygon, lon: float) -> shapely.Geometry:
    """The shape moved east, and cut where it goes past 180."""
    return cut_at_antimeridian(shapely.transform(shape, lambda xy: xy + np.array([lon, 0])))


class TestAntimeridian:
    """A zone cut at 180 degrees, as RFC 7946 asks, is one zone."""

    zone = shapely.MultiPolygon([shapely.box(179.0, -17, 180.0, -16), shapely.box(-180.0, -17, -179.0, -16)])
    elsewhere = shapely.box(79.0, -17, 81.0, -16)

    @pytest.mark.parametrize("lon", [179.2, 179.95, 180.0, -180.0, -179.95, -178.97])
    def test_discs_there_have_the_shares_and_distances_of_discs_elsewhere(self, lon: float) -> None:
        there = (lon + 360) % 360 - 100
        found = met([Point(lon, -16.5, 10_000.0)], self.zone)
        expected = met([Point(there, -16.5, 10_000.0)], self.elsewhere)
        assert [one[0] for one in found] == pytest.approx([one[0] for one in expected], rel=1e-6)

    @pytest.mark.parametrize("lon", [180.0, -180.0])
    @pytest.mark.parametrize("lat", [-17.0, -16.0])
    def test_discs_round_a_corner_of_the_cut_are_half_inside(self, lon: float, lat: float) -> None:
        """The corner is none on the ground: the zone's edge runs straight on across it."""
        (share,), (gap,) = met([Point(lon, lat, 50.0)], self.zone)
        assert (share, gap) == (pytest.approx(0.5, abs=1e-4), 0.0)

    @pytest.mark.parametrize("shift", [-0.3, -0.05, 0.0, 0.15])
    @pytest.mark.parametrize("hole", [shapely.Polygon(), shapely.box(-0.2, -16.7, 0.2, -16.4)], ids=["whole", "holed"])
    def test_areas_across_it_have_the_shares_and_distances_of_areas_elsewhere(self, shift: float, hole: shapely.Polygon) -> None:
        zone, area = shapely.box(-1, -17, 1, -16).difference(hole), shapely.box(shift - 0.1, -16.9, shift + 0.1, -16.5)
        found, expected = (met([Area("R", placed(area, lon))], placed(zone, lon)) for lon in (180.0, 80.0))
        assert [one[0] for one in found] == pytest.approx([one[0] for one in expected], rel=5e-5, abs=1e-6)

    def test_sectors_across_it_are_wholly_inside(self) -> None:
        share, gap = met([Sector(179.99, -16.5, 90, 22.5, 1_000, 8_000, 500.0)], self.zone)
        (elsewhere,) = met([Sector(79.99, -16.5, 90, 22.5, 1_000, 8_000, 500.0)], self.elsewhere)[1]
        assert (share[0], gap[0]) == (1.0, pytest.approx(elsewhere, rel=1e-3))


class TestAreas:
    """Regions share borders with zones, and are then wholly inside or outside."""

    def test_an_area_is_wholly_inside_a_zone_of_the_same_outline(self) -> None:
        for zone in (SQUARE, DONUT, star(300)):
            share, gap = met([Area("R", zone)], zone)
            assert (share[0], gap[0]) == (1.0, pytest.approx(0.0, abs=1.0))

    def test_neighbours_that_share_a_border_share_no_ground(self) -> None:
        lon = np.linspace(37, 38, 60)
        border = np.column_stack([lon, 48.5 + 0.05 * np.sin(40 * lon)])
        north = shapely.Polygon([*border, (38, 49.5), (37, 49.5)])
        south = shapely.Polygon([*border, (38, 47.5), (37, 47.5)])
        assert met([Area("N", north)], south)[0][0] == 0.0

    @settings(max_examples=25, deadline=None)
    @given(
        st.floats(36.2, 37.8),
        st.floats(47.2, 48.8),
        st.floats(0.05, 2.0),
        st.sampled_from(["square", "donut", "star", "islands"]),
    )
    def test_the_share_of_an_area_is_that_of_an_overlay(self, lon: float, lat: float, side: float, name: str) -> None:
        area = shapely.box(lon, lat, lon + side, lat + 0.7 * side)
        frame = Frame.for_geometry(area)
        flat, ground = frame.project(densify(area, 0.01)), frame.project(densify(ZONES[name], 0.01))
        assert met([Area("R", area)], ZONES[name])[0][0] == pytest.approx(flat.intersection(ground).area / flat.area, abs=1e-5)

    @pytest.mark.parametrize("corners", [7, 90, 3_000])
    def test_the_distance_of_an_area_inside_is_the_least_between_the_two_outlines(self, corners: int) -> None:
        zone = star(700, reach=1.0)
        areas = [star(corners, lon, lat, reach, seed) for seed, (lon, lat, reach) in enumerate(_SPOTS)]
        _, gap = met([Area("R", one) for one in areas], zone)
        assert -gap == pytest.approx([least_geodesic(one, zone) for one in areas], abs=0.1)

    def test_areas_that_come_again_are_held_against_the_same_zones_once(self) -> None:
        seen = table([observation(Area("R", shapely.box(36.5, 48.2, 37.5, 48.7))), observation(Area("S", SQUARE))])
        zones = zone_index([SQUARE, DONUT])
        first, again = (Pairs.of_rows(Places(seen).meeting(zones, lambda _share: None)) for _ in range(2))
        assert len(zones.met_by) == 2
        assert [first.row.tolist(), first.zone.tolist()] == [again.row.tolist(), again.zone.tolist()] == [[0, 0, 1], [0, 1, 0]]
        assert first.p_inside.tolist() == again.p_inside.tolist()

    def test_areas_drawn_alike_share_what_they_meet_and_an_area_written_once_is_known_again(self) -> None:
        drawn = [shapely.box(36.5, 48.2, 37.5, 48.7) for _ in range(2)]
        areas = np.array([drawn[0], SQUARE, drawn[1], drawn[0]], dtype=object)
        zones = new_index([SQUARE, DONUT])
        first, again = (meet_areas(areas, zones, lambda _share: None) for _ in range(2))
        assert first[1].tolist() == again[1].tolist() == [0, 1, 0, 0]
        assert first[0].p_inside.tolist() == again[0].p_inside.tolist()
        assert zones.keys.keys() == {id(one) for one in areas}
