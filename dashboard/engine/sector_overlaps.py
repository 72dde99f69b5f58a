"""Many different polygons, each a place of its own, held against one zone at a time: the sectors of an observations table.

The zone is cut to a neighbourhood of some degrees and overlaid there with all the polygons of that neighbourhood in one call, in
an equal-area frame. The polygons come dense enough (`sector_shape`); those cut at the antimeridian are multipolygons.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from dashboard.engine.clipping import clipped
from dashboard.engine.ground import Frame, densify
from dashboard.engine.zone_edge import ZoneEdge

_TILE_DEGREES = 2.0
"""Sectors are compared in frames this large and their reach wide: straight edges stay straight within some metres."""
_NO_AREA = 1e-12

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Shapes = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Met:
    """Which polygons meet a zone (positions), their shares inside above 0 to 1, and metres to the edge as in `Overlaps`."""

    position: Ints
    share: Floats
    edge_distance_m: Floats


class ManyShapes:
    """Polygons in lon/lat, alike ones overlaid once."""

    def __init__(self, polygons: Shapes) -> None:
        self.number_of, self._shapes = _distinct(polygons)
        self._tree = shapely.STRtree(self._shapes)
        self._tile = _tiles(self._shapes)

    def meeting(self, zone: BaseGeometry, prepared: BaseGeometry, edge: ZoneEdge) -> Met:
        """Return what meets a zone; `prepared` is the zone, prepared. Positions are those of the polygons handed in."""
        near = self._tree.query(prepared, predicate="intersects").astype(np.int64)
        if not near.size:
            return Met(np.empty(0, np.int64), np.empty(0), np.empty(0))
        covered = shapely.covers(prepared, self._shapes[near])
        share, distance = np.zeros(len(self._shapes)), np.zeros(len(self._shapes))
        share[near[covered]] = 1.0
        if covered.any():
            distance[near[covered]] = -edge.metres_from_shapes(self._shapes[near[covered]])
        across = near[~covered]
        share[across] = self._shares(zone, across)
        position = np.flatnonzero((share > _NO_AREA)[self.number_of])
        number = self.number_of[position]
        return Met(position, share[number], distance[number])

    def _shares(self, zone: BaseGeometry, numbers: Ints) -> Floats:
        shares = np.zeros(len(numbers))
        tile = self._tile[numbers]
        for one in np.unique(tile):
            mine = np.flatnonzero(tile == one)
            shares[mine] = _tile_shares(zone, self._shapes[numbers[mine]])
        return shares


def _tile_shares(zone: BaseGeometry, shapes: Shapes) -> Floats:
    piece = clipped(zone, *shapely.total_bounds(shapes))
    if piece.is_empty:
        return np.zeros(len(shapes))
    frame = Frame.for_geometry(shapely.geometrycollections(shapes))
    ground = frame.project(densify(piece))
    flat = shapely.transform(shapes, frame.project_points, interleaved=False)
    within = shapely.area(shapely.intersection(ground, flat)) / shapely.area(flat)
    return np.asarray(np.clip(within, 0.0, 1.0))


def _distinct(polygons: Shapes) -> tuple[Ints, Shapes]:
    """Return each polygon's number among the distinct ones, and those."""
    # Rows of one text share an object, and looking at an object's identity is much cheaper than at its corners.
    _, first, by_object = np.unique([id(one) for one in polygons], return_index=True, return_inverse=True)
    _, number, same = np.unique(shapely.to_wkb(polygons[first]), return_index=True, return_inverse=True)
    return same[by_object].astype(np.int64), np.asarray(polygons[first][number])


def _tiles(shapes: Shapes) -> Ints:
    bounds = shapely.bounds(shapes).reshape(-1, 4)
    corner = np.floor((bounds[:, :2] + bounds[:, 2:]) / 2 / _TILE_DEGREES)
    return np.asarray(np.unique(corner, axis=0, return_inverse=True)[1].ravel(), dtype=np.int64)
