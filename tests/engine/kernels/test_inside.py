"""Positions in zones, exactly as shapely and as plain fractions have it, on edges and corners and a last digit beside them."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from dashboard.engine.kernels import scalar
from dashboard.engine.kernels.orientation import side_of
from dashboard.engine.pairs import Pairs, When, at_rows
from dashboard.engine.points import Discs
from dashboard.engine.zone_cache import new_index
from tests.engine.kernels.zones import COMB, ISLANDS, ZONES, star

LEAST = 2.0**-300
"""Products of what is smaller may be too small for a number; a billionth of an atom is none of these degrees."""
degrees = st.floats(-180, 180).map(lambda one: one if abs(one) > LEAST else 0.0)
positions = st.tuples(degrees, degrees)


def around(positions: np.ndarray) -> np.ndarray:
    """Positions and their neighbours by one last digit in every direction."""
    steps = [np.nextafter(positions, positions + np.array(way)) for way in np.ndindex(3, 3) for way in [np.array(way) - 1]]
    return np.concatenate(steps)


def hard_positions(zone: shapely.Geometry, seed: int = 2) -> np.ndarray:
    """Corners, points along edges, points level with corners, each with its neighbours."""
    rng = np.random.default_rng(seed)
    corners = shapely.get_coordinates(zone)
    corners = corners[rng.permutation(len(corners))[:300]]
    ends = shapely.get_coordinates(zone)
    first = rng.integers(0, len(ends) - 1, 400)
    along = ends[first] + rng.choice([0.25, 0.5, 0.75, 1 / 3], (400, 1)) * (ends[first + 1] - ends[first])
    level = np.column_stack([corners[:, 0] + rng.normal(0, 0.2, len(corners)), corners[:, 1]])
    return around(np.concatenate([corners, along, level]))


def inside(zones: list, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Whether each position lies in each zone, (positions, zones)."""
    points = Discs(np.arange(len(lon)), np.array(lon), np.array(lat), np.zeros(len(lon)), When.always(len(lon), len(zones)))
    found = Pairs.of_rows(at_rows(points.meeting(new_index(zones), lambda _share: None), len(lon)))
    table = np.zeros((len(lon), len(zones)), dtype=bool)
    table[found.row, found.zone] = True
    return table


@pytest.mark.parametrize("name", sorted(ZONES))
def test_positions_lie_inside_exactly_where_shapely_has_them(name: str) -> None:
    lon, lat = hard_positions(ZONES[name]).T
    assert (inside([ZONES[name]], lon, lat)[:, 0] == shapely.intersects_xy(ZONES[name], lon, lat)).all()


@pytest.mark.parametrize("step", [0.0005, 0.02, 0.3])
@pytest.mark.parametrize("name", sorted(ZONES))
def test_positions_on_a_walk_in_and_out_lie_inside_exactly_where_shapely_has_them(name: str, step: float) -> None:
    """The next position is near the one before: what is known of that one must not be taken too far."""
    zone = ZONES[name]
    west, south, east, north = zone.bounds
    turn, out = np.cumsum(np.random.default_rng(6).normal(0, [[step * 9], [step]], (2, 4_000)), axis=1)
    lon = (west + east) / 2 + (east - west) * 0.6 * np.sin(out + 0.3) * np.cos(turn)
    lat = (south + north) / 2 + (north - south) * 0.6 * np.sin(out + 0.3) * np.sin(turn)
    assert (inside([zone], lon, lat)[:, 0] == shapely.intersects_xy(zone, lon, lat)).all()


@pytest.mark.parametrize("zone", [COMB, ISLANDS], ids=["comb", "islands"])
def test_positions_lie_inside_where_the_plain_twin_has_them(zone: shapely.Geometry) -> None:
    hard = np.random.default_rng(3).permutation(hard_positions(zone))[:150]
    assert inside([zone], *hard.T)[:, 0].tolist() == [scalar.lies_inside(zone, (lon, lat)) for lon, lat in hard.tolist()]


def test_many_zones_at_once_are_found_like_one_by_one() -> None:
    rng = np.random.default_rng(4)
    zones = [star(40, *rng.uniform([36, 47], [39, 50]), reach=rng.uniform(0.05, 0.6), seed=i) for i in range(150)]
    lon, lat = rng.uniform([[36], [47]], [[39], [50]], (2, 3_000))
    expected = np.stack([shapely.intersects_xy(zone, lon, lat) for zone in zones], axis=1)
    assert (inside(zones, lon, lat) == expected).all()


@given(positions, positions, st.one_of(positions, st.floats(-1, 2)), st.integers(-2, 2), st.integers(-2, 2))
def test_the_side_of_a_line_is_that_of_exact_fractions(start, end, point, east, north) -> None:
    if isinstance(point, float):
        point = tuple(a + point * (b - a) for a, b in zip(start, end, strict=True))
    steps = (way * max(np.spacing(abs(one)), LEAST) for one, way in zip(point, (east, north), strict=True))
    point = tuple(float(one + step) for one, step in zip(point, steps, strict=True))
    assert side_of(*start, *end, *point) == scalar.side_of(start, end, point)
