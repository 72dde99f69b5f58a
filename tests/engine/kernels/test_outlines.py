"""Outlines of every kind against edges of every kind: their shares and how near they come, held against plain twins."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from dashboard.domain.observation import Area
from dashboard.engine.ground import Frame, densify
from dashboard.engine.kernels.arrays import BOW, scratch
from dashboard.engine.kernels.balls import balls_near_box, gather, nearest_on_outline
from dashboard.engine.kernels.fan import CIRCLES, _runs_beyond, gather_flat
from dashboard.engine.kernels.gap import gap_of_outline
from dashboard.engine.kernels.nearest import nearest_piece
from dashboard.engine.kernels.outline import RUNS, draw_outline, run_length
from dashboard.engine.kernels.plane import plane_at
from dashboard.engine.zone_index import index_zones
from tests.engine.geodesics import least_geodesic
from tests.engine.kernels.zones import met, star

Floats = NDArray[np.float64]
LON, LAT = 37.5, 48.5


def winding(corners: int, reach: float = 0.9, waves: int = 11) -> shapely.Polygon:
    """A zone with a hole whose edge winds without a spike: the more corners, the shorter its edges."""
    turn = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    out = 1 + 0.1 * np.sin(waves * turn)
    ring = np.column_stack([np.cos(turn), 0.7 * np.sin(turn)]) * out[:, None]
    return shapely.Polygon((LON, LAT) + reach * ring, [(LON, LAT) + 0.04 * reach * ring])


ZONES = {corners: winding(corners) for corners in (40, 700, 20_000)}


@st.composite
def parts(draw: st.DrawFn) -> shapely.Polygon:
    """A star, perhaps with a hole, a corner that comes twice, or one far out; it lies between the edge of a zone and its hole."""
    turn, away = draw(st.floats(0, 2 * np.pi)), draw(st.floats(0.3, 0.5))
    lon, lat = LON + away * np.cos(turn), LAT + 0.7 * away * np.sin(turn)
    reach, seed = draw(st.sampled_from([0.004, 0.03, 0.1])), draw(st.integers(0, 99))
    outer = shapely.get_coordinates(star(draw(st.sampled_from([3, 9, 40, 300])), lon, lat, reach, seed).exterior)
    if draw(st.booleans()):
        outer = np.repeat(outer, np.where(np.arange(len(outer)) % 5 == 1, 3, 1), axis=0)
    if draw(st.booleans()):
        outer[1] += 1.5 * (outer[1] - (lon, lat))
    hole = star(draw(st.sampled_from([3, 50])), lon, lat, reach / 4, seed).exterior
    return shapely.Polygon(outer, [hole] if draw(st.booleans()) else [])


areas = st.lists(parts(), min_size=1, max_size=3).map(shapely.MultiPolygon)


class Drawn:
    """An area's outline as `measure_shapes` draws it, and all that is made from it."""

    def __init__(self, area: shapely.MultiPolygon) -> None:
        rings = shapely.get_rings(shapely.get_parts(shapely.orient_polygons(area, exterior_cw=False)))
        corner, ring = shapely.get_coordinates(rings, return_index=True)
        self.count, self.is_edge = len(corner), np.append(ring[1:] == ring[:-1], False)
        west, south, east, north = area.bounds
        self.lon, self.lat = (west + east) / 2, (south + north) / 2
        self.plane = plane_at(self.lon, self.lat)
        self.point, self.flat = np.empty((3, self.count)), np.empty((2, self.count))
        draw_outline(corner, 0, self.count, self.lon, self.lat, self.plane, self.point, self.flat)
        self.over, self.ball, self.circle = np.empty(self.count), np.empty((4, RUNS)), np.empty((3, CIRCLES))
        gather(self.point, self.count, self.over, self.ball)
        self.area = gather_flat(self.flat, self.is_edge, 0, self.count, self.circle)

    def gap(self, zone: shapely.Polygon) -> tuple[float, Floats]:
        """How near it comes to a zone's edge, and at which of its points."""
        zones, room, foot = index_zones([zone]), scratch(1), np.empty(3)
        pieces, middle, beyond = (zones.piece, zones.edge_box, zones.edge_link, 0), self.plane[:3], np.empty(RUNS)
        away2, at = nearest_piece(*pieces, *middle, np.inf, -1, room.pile, room.gaps)
        reach = float(np.max(np.linalg.norm(self.point.T - middle, axis=1)))
        drawn = (self.point, self.is_edge, 0, self.count, self.over, self.ball)
        chord, _ = gap_of_outline(
            *drawn, *middle, reach, *pieces, np.sqrt(away2), at, foot, beyond, np.empty(RUNS, np.int64), room.pile, room.gaps
        )
        return float(chord), foot


def least_to_lines(points: Floats, start: Floats, end: Floats) -> float:
    """The least from any of some points to any of some straight lines in space, metres."""
    way = end - start
    length2 = np.maximum((way**2).sum(axis=1), 1e-12)
    along = np.clip(((points[:, None] - start) * way).sum(axis=2) / length2, 0, 1)
    return float(np.linalg.norm(points[:, None] - start - along[:, :, None] * way, axis=2).min())


@settings(max_examples=60, deadline=None)
@given(areas, st.sampled_from([40, 700]))
def test_no_edge_of_an_outline_is_nearer_to_any_piece_than_its_gap(area: shapely.MultiPolygon, corners: int) -> None:
    one, zone = Drawn(area), index_zones([ZONES[corners]])
    is_piece, is_edge = np.flatnonzero(zone.piece[:-1, BOW] > 0), np.flatnonzero(one.is_edge[:-1])
    start, end = zone.piece[is_piece, :3], zone.piece[is_piece + 1, :3]
    corner = one.point.T
    expected = min(least_to_lines(corner, start, end), least_to_lines(start, corner[is_edge], corner[is_edge + 1]))
    found, foot = one.gap(ZONES[corners])
    # Pieces bend away from the chords the twin takes.
    assert found == pytest.approx(expected, abs=zone.piece[:, BOW].max() + 1e-3)
    assert least_to_lines(foot[None], start, end) == pytest.approx(expected, abs=zone.piece[:, BOW].max() + 1e-3)


@settings(max_examples=60, deadline=None)
@given(areas, st.floats(-1, 1), st.floats(-1, 1))
def test_the_nearest_point_of_an_outline_is_that_of_all_its_edges(area: shapely.MultiPolygon, east: float, north: float) -> None:
    one = Drawn(area)
    there = one.point[:, 0] + 20_000 * np.array([east, north, north - east])
    near = nearest_on_outline(one.point, one.is_edge, 0, one.count, one.over, one.ball, *there, np.empty(RUNS))
    is_edge = np.flatnonzero(one.is_edge[:-1])
    expected = least_to_lines(there[None], one.point.T[is_edge], one.point.T[is_edge + 1])
    assert np.linalg.norm(near - there) == pytest.approx(expected, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(areas)
def test_every_edge_lies_in_the_ball_and_the_circle_of_its_run(area: shapely.MultiPolygon) -> None:
    one = Drawn(area)
    run = np.arange(one.count - 1) // run_length(one.count)
    for corner in (slice(None, -1), slice(1, None)):
        for shape, around in ((one.point, one.ball), (one.flat, one.circle[:, :RUNS])):
            assert (np.linalg.norm(shape[:, corner] - around[:-1, run], axis=0) <= around[-1, run] + 1e-6).all()
    start, end = one.flat[:, :-1][:, one.is_edge[:-1]], one.flat[:, 1:][:, one.is_edge[:-1]]
    assert one.area == pytest.approx(np.sum(start[0] * end[1] - start[1] * end[0]) / 2, rel=1e-9)


def test_balls_near_a_box_are_those_and_no_empty_ones() -> None:
    one = Drawn(shapely.MultiPolygon([star(40, LON, LAT, 0.1)]))
    box, near = np.concatenate([one.point[:, :3].min(axis=1), one.point[:, :3].max(axis=1)])[None], np.empty(RUNS, np.int64)
    assert balls_near_box(box, 0, one.ball, 0.0, np.empty(RUNS), near) >= 1
    assert 0 in near[: balls_near_box(box, 0, one.ball, 0.0, np.empty(RUNS), near)]
    assert balls_near_box(box, 0, one.ball, 1e7, np.empty(RUNS), near) == -(-40 // run_length(41))


@pytest.mark.parametrize("turn", np.arange(0, 2 * np.pi, 0.5))
def test_a_step_sees_runs_on_its_side_and_no_empty_ones(turn: float) -> None:
    one = Drawn(shapely.MultiPolygon([star(40, LON, LAT, 0.1)]))
    px, py, qx, qy = (1_000 * side(turn + by) for by in (0.0, 0.4) for side in (np.cos, np.sin))
    runs = int(_runs_beyond(px, py, qx, qy, one.circle, 0))
    assert 0 < runs < 1 << -(-40 // run_length(41))
    seen = [(px * y - py * x >= 0) and (x * qy - y * qx >= 0) for x, y in one.flat.T[:-1]]
    assert all(runs >> corner // run_length(41) & 1 for corner in np.flatnonzero(seen))


def test_the_distance_to_an_edge_of_very_many_corners_is_the_least_geodesic() -> None:
    zone = winding(60_000)
    areas = [star(40, LON + 0.5 * np.cos(turn), LAT + 0.3 * np.sin(turn), 0.02) for turn in range(6)]
    share, gap = met([Area("R", one) for one in areas], zone)
    assert share.tolist() == [1.0] * 6
    assert -gap == pytest.approx([least_geodesic(one, zone) for one in areas], abs=0.1)


def _overlay(area: shapely.Geometry, zone: shapely.Geometry) -> float:
    """The share of an area in a zone by an overlay in the plane around its middle."""
    frame = Frame.for_geometry(area)
    flat, ground = shapely.make_valid(frame.project(densify(area, 0.01))), frame.project(densify(zone, 0.01))
    return float(flat.intersection(ground).area / flat.area)


@settings(max_examples=60, deadline=None)
@given(
    st.floats(0, 2 * np.pi),
    st.sampled_from([0.004, 0.03, 0.2]),
    st.integers(0, 99),
    st.booleans(),
    st.tuples(st.sampled_from([90, 4_000]), st.sampled_from(list(ZONES))),
)
def test_the_share_of_an_area_across_an_edge_is_that_of_an_overlay(
    turn: float, reach: float, seed: int, in_two: bool, corners: tuple[int, int]
) -> None:
    """A zone of very many corners has steps so short that the runs beyond are looked for once for many of them.

    An area of 4,000 corners has runs so long that they are looked at by parts.
    """
    lon, lat = LON + 0.9 * np.cos(turn), LAT + 0.63 * np.sin(turn)
    one = shapely.Polygon(star(corners[0], lon, lat, reach, seed).exterior, [star(7, lon, lat, reach / 3, seed).exterior])
    area = shapely.MultiPolygon([one, star(200, lon + 3 * reach, lat, reach, seed)]) if in_two else one
    (share,), _ = met([Area("R", area)], ZONES[corners[1]])
    assert share == pytest.approx(_overlay(area, ZONES[corners[1]]), abs=1e-5)


@pytest.mark.parametrize("spike_m", [1.0, 7.0, 40.0])
def test_an_area_that_lies_across_the_edge_by_a_sliver_is_inside_and_at_the_edge(spike_m: float) -> None:
    tip = 36.0 - spike_m / 74_000
    area = shapely.Polygon(
        [(36.02, 48.1), (36.8, 48.1), (36.8, 48.7), (36.02, 48.7), (36.02, 48.4), (tip, 48.4), (36.02, 48.399999)]
    )
    share, gap = met([Area("R", area)], shapely.box(36.0, 48.0, 37.0, 49.0))
    assert (share.tolist(), gap.tolist()) == ([1.0], [0.0])
