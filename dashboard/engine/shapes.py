"""Sectors and areas, places that are polygons, held against all zones by the compiled kernels; alike ones once."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.engine.ground import EARTH_RADIUS_M
from dashboard.engine.kernels.arrays import scratch
from dashboard.engine.kernels.outline import Outlines
from dashboard.engine.kernels.shapes import meet_shapes
from dashboard.engine.pairs import Floats, Ints, Pairs, When
from dashboard.engine.parts import in_parts
from dashboard.engine.zone_cache import ZoneIndex
from dashboard.engine.zone_index import fine_corners, in_space

Polygons = NDArray[np.object_]

_SECTORS_AT_ONCE, _FEWEST_SECTORS = 2048, 128
_STEP_DEGREES = 0.1
_POLYGON = int(shapely.GeometryType.POLYGON)


@dataclass(frozen=True, slots=True)
class Shapes:
    """Different polygons in lon/lat, and the circle that holds each: middle in degrees, radius in metres.

    outlines: draws those from one number to another. Their edges are taken as straight in a plane around the middle. when: each
    is asked for. at_once, fewest: how many make a part of the work at most, and at least.
    """

    outlines: Callable[[int, int], Outlines]
    lon: Floats
    lat: Floats
    radius_m: Floats
    when: When
    at_once: int
    fewest: int

    @classmethod
    def of_sectors(cls, polygon: Polygons, circle: tuple[Floats, Floats, Floats], when: When) -> "Shapes":
        """Return the shapes of sectors (`sector_shape`), which come dense and with their circle."""
        return cls(lambda start, end: _outlines(polygon[start:end]), *circle, when, _SECTORS_AT_ONCE, _FEWEST_SECTORS)

    @classmethod
    def of_areas(cls, polygon: Polygons, zones: int) -> "Shapes":
        """Return, for all of time, the shapes of areas as drawn.

        Long edges come in the steps a zone's are cut into: neighbours share no ground.
        """
        lon, lat = _middles(polygon)
        radius_m, always = _reach(polygon, lon, lat), When.always(len(lon), zones)
        return cls(lambda start, end: _fine_outlines(polygon[start:end], radius_m[start:end]), lon, lat, radius_m, always, 1, 1)

    def meeting(self, zones: ZoneIndex, told: Callable[[float], None]) -> Pairs:
        """Hold them against all zones, `row` being the number of each; `told` as in `in_parts`."""
        work = in_parts(len(self.lon), self.at_once, lambda start, end: self._part(zones, start, end), told, least=self.fewest)
        return Pairs.joined(work)

    def _part(self, zones: ZoneIndex, start: int, end: int) -> Pairs:
        some = slice(start, end)
        lon, lat, radius, when = self.lon[some], self.lat[some], self.radius_m[some], self.when.of(some)
        times = (when.start, when.end, when.since, when.until)
        corner, is_edge, begin = self.outlines(start, end)
        room, done, parts = scratch(len(zones.geometry)), 0, []
        while done < len(lon):
            capacity = 2 * (len(lon) - done) + len(zones.geometry)
            place, zone = np.empty(capacity, np.int64), np.empty(capacity, np.int64)
            share, edge_m = np.empty(capacity), np.empty(capacity)
            found = (place, zone, share, edge_m)
            count, done = meet_shapes(*zones.arrays, *room, corner, is_edge, begin, lon, lat, radius, *times, done, *found)
            parts.append(Pairs(place[:count] + start, zone[:count], share[:count], edge_m[:count]))
        return Pairs.joined(parts)


def _corners(polygons: Polygons) -> tuple[Floats, Ints, Ints]:
    """Return the corners (n, 2) of (multi)polygons, outer rings anticlockwise, and the ring of each; then each ring's polygon."""
    parts, owner = shapely.get_parts(shapely.orient_polygons(polygons, exterior_cw=False), return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    corner, ring = shapely.get_coordinates(rings, return_index=True)
    return corner, ring, owner[part]


def _outlines(polygons: Polygons) -> Outlines:
    if (shapely.get_type_id(polygons) == _POLYGON).all() and not shapely.get_num_interior_rings(polygons).any():
        # One ring each, as nearly all sectors have: which way it runs is then of no matter, and taking it apart of none either.
        corner, begin = shapely.get_coordinates(polygons), np.append(0, np.cumsum(shapely.get_num_coordinates(polygons)))
        is_edge = np.ones(len(corner), dtype=np.bool_)
        is_edge[begin[1:] - 1] = False
        return Outlines(corner, is_edge, begin)
    corner, ring, owner = _corners(polygons)
    begin = np.searchsorted(ring, np.searchsorted(owner, np.arange(len(polygons) + 1)))
    return Outlines(corner, np.append(ring[1:] == ring[:-1], False), begin)


def _fine_outlines(polygons: Polygons, reach_m: Floats) -> Outlines:
    corner, ring, owner = _corners(polygons)
    fine, of = fine_corners(corner, ring, reach_m[owner[ring]])
    begin = np.searchsorted(owner[ring[of]], np.arange(len(polygons) + 1))
    return Outlines(fine, np.append(ring[of][1:] == ring[of][:-1], False), begin)


def _middles(polygons: Polygons) -> tuple[Floats, Floats]:
    """Return the middle of each one's box, degrees; of what was cut at the antimeridian, of the box around it put together."""
    west, south, east, north = shapely.bounds(polygons).T
    lon = (west + east) / 2
    for one in np.flatnonzero(east - west > 180.0):
        turned = shapely.get_coordinates(polygons[one])[:, 0] % 360.0
        if np.ptp(turned) < east[one] - west[one]:
            lon[one] = (turned.min() + turned.max()) / 2
    return np.where(lon > 180.0, lon - 360.0, lon), (south + north) / 2


def _reach(polygons: Polygons, lon: Floats, lat: Floats) -> Floats:
    """Return how far no part of each is from its middle, metres: its furthest corner, a thousandth, and what long edges bend."""
    corner, owner = shapely.get_coordinates(shapely.segmentize(polygons, _STEP_DEGREES), return_index=True)
    away = np.linalg.norm(in_space(*corner.T) - in_space(lon, lat)[owner], axis=1)
    radius = np.zeros(len(lon))
    np.maximum.at(radius, owner, 2 * EARTH_RADIUS_M * np.arcsin(np.minimum(away / (2 * EARTH_RADIUS_M), 1.0)))
    return np.ceil(radius * 1.001)
