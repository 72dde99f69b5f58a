"""Sectors and areas, places that are polygons, held against all zones by the compiled kernels; alike ones once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.engine.ground import EARTH_RADIUS_M
from dashboard.engine.kernels.arrays import Scratch, scratch
from dashboard.engine.kernels.outline import Outlines
from dashboard.engine.kernels.shapes import measure_shapes, near_shapes
from dashboard.engine.pairs import Floats, Ints, Pairs, When
from dashboard.engine.parts import in_parts
from dashboard.engine.zone_cache import ZoneIndex
from dashboard.engine.zone_index import fine_corners, in_space

Polygons = NDArray[np.object_]

_SECTORS_AT_ONCE, _FEWEST_SECTORS = 1024, 128
_STEP_DEGREES = 0.1
_POLYGON = int(shapely.GeometryType.POLYGON)


@dataclass(frozen=True, slots=True)
class Shapes:
    """Different polygons in lon/lat, and the circle that holds each: middle in degrees, radius in metres.

    outlines: takes the corners of those with some numbers, by far the most to read. Their edges are taken as straight in a plane
    around the middle. when: each is asked for. at_once, fewest: how many make a part of the work at most, and at least.
    """

    outlines: Callable[[Ints], Outlines]
    lon: Floats
    lat: Floats
    radius_m: Floats
    when: When
    at_once: int
    fewest: int

    @classmethod
    def of_sectors(cls, polygon: Polygons, circle: tuple[Floats, Floats, Floats], when: When) -> "Shapes":
        """Return the shapes of sectors (`sector_shape`), which come dense and with their circle."""
        return cls(lambda some: _outlines(polygon[some]), *circle, when, _SECTORS_AT_ONCE, _FEWEST_SECTORS)

    @classmethod
    def of_areas(cls, polygon: Polygons, zones: int) -> "Shapes":
        """Return, for all of time, the shapes of areas as drawn.

        Long edges come in the steps a zone's are cut into: neighbours share no ground.
        """
        lon, lat = _middles(polygon)
        radius_m, always = _reach(polygon, lon, lat), When.always(len(lon), zones)
        return cls(lambda some: _fine_outlines(polygon[some], radius_m[some]), lon, lat, radius_m, always, 1, 1)

    def meeting(self, zones: ZoneIndex, told: Callable[[float], None]) -> Pairs:
        """Hold them against all zones, `row` being the number of each; `told` as in `in_parts`."""
        work = in_parts(len(self.lon), self.at_once, lambda start, end: self._part(zones, start, end), told, least=self.fewest)
        return Pairs.joined(work)

    def _part(self, zones: ZoneIndex, start: int, end: int) -> Pairs:
        room = scratch(len(zones.geometry))
        near = self._near(zones, room, start, end)
        used, number = np.unique(near.place, return_inverse=True)
        share, edge_m = np.empty(len(number)), np.empty(len(number))
        shape = (*self.outlines(used), self.lon[used], self.lat[used], self.radius_m[used])
        pairs = (number, near.zone, near.inside, near.at, near.gap2)
        measure_shapes(*zones.arrays[2:], room.pile, room.gaps, *shape, *pairs, share, edge_m)
        met = Pairs(near.place, near.zone, share, edge_m)
        return met.taken(np.flatnonzero(share > 0))

    def _near(self, zones: ZoneIndex, room: Scratch, start: int, end: int) -> "_Near":
        """Return which of them, from one number to another, have zones within their circle."""
        some = slice(start, end)
        lon, lat, radius, when = self.lon[some], self.lat[some], self.radius_m[some], self.when.of(some)
        asked = (*zones.arrays, *room, lon, lat, radius, when.start, when.end, when.since, when.until)
        done, parts = 0, [_Near.for_pairs(0)]
        while done < len(lon):
            found = _Near.for_pairs(2 * (len(lon) - done) + len(zones.geometry))
            count, done = near_shapes(*asked, done, *found)
            parts.append(found.first(count))
        near = _Near(*(np.concatenate(column) for column in zip(*parts, strict=True)))
        return near._replace(place=near.place + start)


class _Near(NamedTuple):
    """Pairs of a polygon and a zone, by number, as `kernels.shapes.near_shapes` writes them."""

    place: Ints
    zone: Ints
    inside: NDArray[np.bool_]
    at: Ints
    gap2: Floats

    @classmethod
    def for_pairs(cls, count: int) -> Self:
        """Return room for so many."""
        place, zone, at = (np.empty(count, np.int64) for _ in range(3))
        return cls(place, zone, np.empty(count, np.bool_), at, np.empty(count))

    def first(self, count: int) -> Self:
        """Return the first so many."""
        return type(self)(self.place[:count], self.zone[:count], self.inside[:count], self.at[:count], self.gap2[:count])


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
