"""Shares of sectors in zones, held against a plain overlay, and what must not change them."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer
from shapely import affinity

from dashboard.domain.observation import Point, Sector
from dashboard.domain.verdicts import Verdict
from dashboard.engine.assess import assess
from dashboard.engine.overlaps import Places
from dashboard.engine.pairs import Pairs
from dashboard.engine.reference import sector_outline
from dashboard.engine.zone_cache import zone_index
from tests.engine.builders import SQUARE, agreement, observation, provision, table, zone
from tests.engine.geodesics import GEOD, least_geodesic

KM = 1_000.0
sectors = st.builds(
    lambda lon, lat, bearing, spread, near, width, dilation: Sector(lon, lat, bearing, spread, near, near + width, dilation),
    st.floats(36.5, 38.5),
    st.floats(47.6, 49.4),
    st.floats(0, 360),
    st.sampled_from([11.25, 22.5, 60.0, 180.0]),
    st.sampled_from([0.0, 3 * KM, 30 * KM]),
    st.sampled_from([1 * KM, 2 * KM, 50 * KM]),
    st.sampled_from([0.0, 4 * KM]),
)


def meeting(seen: gpd.GeoDataFrame, *zones: shapely.Geometry) -> Pairs:
    """Which places of a table meet which zones."""
    return Pairs.of_rows(Places(seen).meeting(zone_index(zones), lambda _share: None))


def shares(told: list[Sector], ground: shapely.Geometry) -> np.ndarray:
    """The share of each sector in a zone."""
    met = meeting(table([observation(one) for one in told]), ground)
    found = np.zeros(len(told))
    found[met.row] = met.p_inside
    return found


def oracle(sector: Sector, ground: shapely.Geometry) -> float:
    """A planar sector of 64 sides a quarter, in its own equidistant plane, laid over the zone there."""
    radians = "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad"
    plane = Transformer.from_pipeline(f"{radians} +step +proj=aeqd +lat_0={sector.lat} +lon_0={sector.lon} +ellps=WGS84")
    flat = shapely.transform(shapely.segmentize(ground, 0.005), plane.transform, interleaved=False)
    disc = (
        shapely.Point(0, 0).buffer(sector.to_m, quad_segs=64).difference(shapely.Point(0, 0).buffer(sector.from_m, quad_segs=64))
    )
    if sector.spread_deg < 180:
        turns = np.radians(np.linspace(sector.bearing_deg - sector.spread_deg, sector.bearing_deg + sector.spread_deg, 257))
        wedge = shapely.Polygon([(0, 0), *np.stack([np.sin(turns), np.cos(turns)], axis=1) * sector.to_m * 1.1])
        disc = disc.intersection(wedge)
    shape = disc.buffer(sector.dilation_m, quad_segs=64)
    return shape.intersection(flat).area / shape.area


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(st.lists(sectors, min_size=1, max_size=4))
def test_shares_are_those_of_a_plain_overlay(told: list[Sector]) -> None:
    assert shares(told, SQUARE) == pytest.approx([oracle(one, SQUARE) for one in told], abs=2e-3)


@settings(max_examples=60, deadline=None)
@given(st.lists(sectors, min_size=1, max_size=3), st.floats(37.2, 37.8))
def test_a_zone_split_in_two_has_the_shares_of_its_halves(told: list[Sector], cut: float) -> None:
    west, east = shapely.box(35.0, 46.0, cut, 51.0), shapely.box(cut, 46.0, 40.0, 51.0)
    assert shares(told, west) + shares(told, east) == pytest.approx(np.ones(len(told)), abs=1e-3)


@settings(max_examples=40, deadline=None)
@given(st.lists(sectors, min_size=1, max_size=3), st.floats(-60, 60))
def test_moving_everything_along_a_parallel_changes_no_share(told: list[Sector], east: float) -> None:
    moved = [replace(one, lon=one.lon + east) for one in told]
    there = affinity.translate(SQUARE, east)
    assert shares(moved, there) == pytest.approx(shares(told, SQUARE), abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 360), st.floats(0, 360), st.sampled_from([0.0, 4 * KM]))
def test_turning_everything_around_the_reference_changes_no_share(bearing: float, turn: float, dilation: float) -> None:
    told = Sector(37.5, 48.5, bearing, 22.5, 3 * KM, 5 * KM, dilation)
    found = [shares([replace(told, bearing_deg=bearing + by)], _blade(bearing + by - 5.0))[0] for by in (0.0, turn)]
    assert found[0] == pytest.approx(found[1], abs=2e-3)


def _blade(from_deg: float) -> shapely.Polygon:
    """All that lies in a quarter of the rose from the reference, drawn by geodesics."""
    turns = from_deg + np.linspace(0, 90, 91)
    out = [GEOD.fwd(37.5, 48.5, turn, 20 * KM)[:2] for turn in turns]
    sides = [[GEOD.fwd(37.5, 48.5, turn, metres)[:2] for metres in np.linspace(0, 20 * KM, 21)] for turn in (turns[0], turns[-1])]
    return shapely.Polygon([*sides[0], *out[1:-1], *reversed(sides[1][1:])])


def test_the_distance_is_negative_inside_and_none_across_the_edge() -> None:
    told = [
        Sector(37.5, 48.5, 90, 22.5, 3 * KM, 5 * KM),
        Sector(37.0, 48.5, 0, 180, 0, 5 * KM),
        Sector(36.0, 48.5, 0, 180, 0, 5 * KM),
    ]
    met = meeting(table([observation(one) for one in told]), SQUARE)
    assert met.row.tolist() == [0, 1]
    # From the reference to the east edge along the parallel, less the sector's reach.
    expected = -(GEOD.inv(37.5, 48.5, 38.0, 48.5)[2] - 5 * KM)
    assert met.edge_distance_m.tolist() == [pytest.approx(expected, abs=10), 0.0]


def test_the_distance_of_many_sectors_is_that_of_each_to_a_winding_edge() -> None:
    turn = np.linspace(0, 2 * np.pi, 2_000)[:-1]
    reach = 1 + 0.05 * np.sin(40 * turn)
    winding = shapely.Polygon(np.column_stack([37.5 + reach * np.cos(turn), 48.5 + 0.7 * reach * np.sin(turn)]))
    rng = np.random.default_rng(3)
    told = [
        Sector(float(lon), float(lat), float(bearing), 22.5, 3 * KM, 5 * KM, float(reach))
        for lon, lat, bearing, reach in zip(*rng.uniform([36.6, 47.9, 0, 0], [38.4, 49.1, 360, 3_000], (150, 4)).T, strict=True)
    ]
    seen = table([observation(one) for one in told])
    met = meeting(seen, winding)
    inside = np.flatnonzero(met.edge_distance_m < 0)
    assert len(inside) > 80
    outlines = seen.geometry.to_numpy()[met.row[inside]]
    assert -met.edge_distance_m[inside] == pytest.approx([least_geodesic(one, winding) for one in outlines], abs=0.1)


def test_rows_of_one_sector_share_one_overlay_and_each_gets_its_share() -> None:
    told = [Sector(37.0, 48.5, 0, 180, 0, 5 * KM), Sector(37.0, 48.5, 90, 45, 0, 5 * KM), Sector(37.0, 48.5, 0, 180, 0, 5 * KM)]
    assert shares(told, SQUARE) == pytest.approx([0.5, 1.0, 0.5], abs=2e-3)


def test_a_sector_gets_a_verdict_like_any_place() -> None:
    told = [
        Sector(37.5, 48.5, 90, 22.5, 3 * KM, 5 * KM),
        Sector(37.0, 48.5, 0, 180, 0, 5 * KM),
        Sector(30.0, 48.5, 0, 180, 0, 5 * KM),
    ]
    seen = table([*(observation(one) for one in told), observation(Point(37.5, 48.5))])
    result = assess(seen, agreement([zone()], [provision()]), engine_version="t")
    words = [Verdict(code).words for code in result.verdicts]
    assert words == ["potential violation", "undetermined", "outside scope", "potential violation"]


def test_ten_thousand_different_sectors_are_held_against_a_zone_in_seconds() -> None:
    rng = np.random.default_rng(1)
    told = [
        Sector(float(lon), float(lat), float(bearing), 22.5, 3 * KM, 5 * KM, 2 * KM)
        for lon, lat, bearing in zip(
            rng.uniform(36, 39, 10_000), rng.uniform(47, 50, 10_000), rng.uniform(0, 360, 10_000), strict=True
        )
    ]
    met = meeting(table([observation(one) for one in told]), SQUARE)
    assert 1_000 < len(met.row) < 2_500


@pytest.mark.parametrize("bearing_deg", [0.0, 180.125, 359.9])
@pytest.mark.parametrize("from_m", [0.0, 4_500.0])
def test_the_reference_draws_a_full_ring_whole_whatever_its_bearing(bearing_deg, from_m):
    outline = sector_outline(Sector(37.0, 48.0, bearing_deg, 180.0, from_m, 5_500.0))
    assert outline.is_valid
    assert GEOD.geometry_area_perimeter(shapely.orient_polygons(outline))[0] == pytest.approx(
        np.pi * (5_500.0**2 - from_m**2), rel=1e-3
    )
