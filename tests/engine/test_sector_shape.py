"""Outlines of sectors, held against geodesics: what the words allow lies inside, and hardly anything else."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.observation import Sector
from dashboard.engine.ground import EARTH_RADIUS_M, GroundError
from dashboard.engine.reference import sector_outline
from dashboard.engine.sector_shape import sector_shapes
from tests.engine.geodesics import GEOD

sectors = st.builds(
    lambda lon, lat, bearing, spread, ring, dilation: Sector(lon, lat, bearing, spread, *ring, dilation),
    st.floats(-170, 170),
    st.sampled_from([-60.0, 0.0, 35.0, 48.1, 70.0]),
    st.floats(0, 360),
    st.sampled_from([1.0, 10.0, 11.25, 22.5, 45.0, 80.0, 180.0]),
    st.sampled_from(
        [(0.0, 100.0), (0.0, 5_500.0), (450.0, 550.0), (3_000.0, 5_000.0), (16_500.0, 17_500.0), (60_000.0, 100_000.0)]
    ),
    st.sampled_from([0.0, 500.0, 12_000.0]),
)


def area_m2(shape: shapely.Geometry) -> float:
    return abs(GEOD.geometry_area_perimeter(shape)[0])


def shape_of(sector: Sector) -> shapely.Geometry:
    return sector_shapes([sector]).polygon[0]


@pytest.mark.parametrize("lat", [0.0, 48.0, 60.0])
@pytest.mark.parametrize("spread", [11.25, 22.5, 80.0, 180.0])
@pytest.mark.parametrize(("near", "far"), [(0, 100_000), (99_000, 100_000), (3_000, 5_000), (4_900, 5_100), (450, 550)])
def test_a_ring_has_its_area_to_a_thousandth(lat: float, spread: float, near: float, far: float) -> None:
    found = area_m2(shape_of(Sector(37.75, lat, 112.5, spread, near, far)))
    caps = 2 * np.pi * EARTH_RADIUS_M**2 * (np.cos(near / EARTH_RADIUS_M) - np.cos(far / EARTH_RADIUS_M))
    assert found == pytest.approx(caps * spread / 180, rel=1e-3)


@settings(max_examples=150, deadline=None)
@given(sectors, st.integers(0, 2**32 - 1))
def test_every_position_the_words_allow_lies_inside(sector: Sector, seed: int) -> None:
    rng = np.random.default_rng(seed)
    count = 400
    away = sector.dilation_m * np.where(rng.random(count) < 0.5, 1.0, np.sqrt(rng.random(count)))
    lon, lat, _ = GEOD.fwd(np.full(count, sector.lon), np.full(count, sector.lat), rng.uniform(0, 360, count), away)
    turn = sector.bearing_deg + sector.spread_deg * np.where(
        rng.random(count) < 0.5, rng.choice([-1, 1], count), rng.uniform(-1, 1)
    )
    metres = rng.choice([sector.from_m, sector.to_m, (sector.from_m + sector.to_m) / 2], count)
    east, north, _ = GEOD.fwd(lon, lat, turn, metres)
    shape = shape_of(sector)
    outside = np.flatnonzero(~shapely.intersects_xy(shape, east, north))
    # Edges are straight in lon/lat and leave the geodesic by up to a decimetre: 3e-6 degrees at 70° of latitude.
    gap = shapely.distance(shape, shapely.points(east[outside], north[outside]))
    assert gap.max(initial=0.0) < 3e-6


@settings(max_examples=100, deadline=None)
@given(sectors)
def test_the_circle_that_stands_for_a_sector_holds_it(sector: Sector) -> None:
    shapes = sector_shapes([sector])
    corners = shapely.get_coordinates(shapes.polygon[0])
    lon, lat = np.full(len(corners), shapes.lon[0]), np.full(len(corners), shapes.lat[0])
    metres = GEOD.inv(lon, lat, *corners.T)[2]
    assert metres.max() <= shapes.radius_m[0] + 1
    assert shapes.radius_m[0] <= (sector.to_m + sector.dilation_m) * 1.002 + 1


@settings(max_examples=40, deadline=None)
@given(st.lists(sectors, min_size=1, max_size=3))
def test_many_outlines_at_once_are_those_of_each_and_of_the_scalar_reference(told: list[Sector]) -> None:
    together = sector_shapes(told)
    for sector, polygon in zip(told, together.polygon, strict=True):
        assert polygon.is_valid
        assert polygon.equals(shape_of(sector))
        fine = sector_outline(sector)
        if abs(sector.lon) < 165:
            assert polygon.symmetric_difference(fine).area < 2e-3 * fine.area


@pytest.mark.parametrize(
    ("position", "is_inside"),
    [
        ((90, 4_000), True),
        ((90, 2_000), False),
        ((90, 6_000), False),
        ((110, 4_000), True),
        ((115, 4_000), False),
        ((270, 4_000), False),
    ],
)
def test_three_to_five_kilometres_east_is_what_it_says(position: tuple[float, float], is_inside: bool) -> None:
    east, north, _ = GEOD.fwd(37.75, 48.14, *position)
    assert shapely.intersects_xy(shape_of(Sector(37.75, 48.14, 90.0, 22.5, 3_000, 5_000)), east, north) == is_inside


def test_the_reach_of_the_reference_widens_the_sector_to_all_sides() -> None:
    widened = shape_of(Sector(37.75, 48.14, 90.0, 22.5, 3_000, 5_000, 2_000))
    for bearing, metres, is_inside in [
        (90, 1_100, True),
        (90, 900, False),
        (90, 6_900, True),
        (90, 7_100, False),
        (130, 4_000, True),
    ]:
        east, north, _ = GEOD.fwd(37.75, 48.14, bearing, metres)
        assert shapely.intersects_xy(widened, east, north) == is_inside


def test_a_sector_across_the_antimeridian_is_cut_there() -> None:
    whole = Sector(10.0, 50.0, 90.0, 22.5, 0, 50_000)
    cut = shape_of(Sector(179.9, 50.0, 90.0, 22.5, 0, 50_000))
    assert cut.geom_type == "MultiPolygon"
    assert (cut.bounds[0], cut.bounds[2]) == (-180.0, 180.0)
    assert sum(map(area_m2, cut.geoms)) == pytest.approx(area_m2(shape_of(whole)), rel=1e-6)


@pytest.mark.parametrize(
    ("sector", "said"),
    [
        (Sector(0, 48, 0, 22.5, 5, 5), "has no outline"),
        (Sector(0, 48, 0, 0, 0, 5), "has no outline"),
        (Sector(0, 48, 0, 120, 0, 5), "has no outline"),
        (Sector(0, 88.9, 0, 22.5, 0, 90_000), "beyond 89° of latitude"),
    ],
)
def test_what_has_no_outline_is_refused(sector: Sector, said: str) -> None:
    with pytest.raises(GroundError, match=said):
        sector_shapes([sector])


def test_no_sectors_have_no_outlines() -> None:
    shapes = sector_shapes([])
    assert [len(column) for column in (shapes.polygon, shapes.lon, shapes.lat, shapes.radius_m)] == [0, 0, 0, 0]
