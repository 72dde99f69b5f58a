"""How far places are from a zone's edge, in geodesic metres on the ground."""

from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from dashboard.engine.ground import Frame, densify

_GEOD = Geod(ellps="WGS84")

Floats = NDArray[np.float64]
Shapes = NDArray[np.object_]


class ZoneEdge:
    """The boundary of a zone in lon/lat; its index is built when it is first asked."""

    def __init__(self, zone: BaseGeometry) -> None:
        self._zone = zone

    @cached_property
    def _frame(self) -> Frame:
        return Frame.for_geometry(self._zone)

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(_segments(self._frame.project(densify(self._zone)).boundary))

    def metres_from_points(self, lon: Floats, lat: Floats) -> Floats:
        """Return metres from each position (degrees) to the nearest point of the edge."""
        x, y = self._frame.project_points(lon, lat)
        index, nearest = self._tree.query_nearest(shapely.points(x, y), all_matches=False)
        foot = shapely.shortest_line(shapely.points(x[index], y[index]), self._tree.geometries[nearest])
        ends = shapely.get_coordinates(self._frame.unproject(foot)).reshape(-1, 2, 2)
        _, _, metres = _GEOD.inv(lon[index], lat[index], ends[:, 1, 0], ends[:, 1, 1])
        distance = np.empty(len(lon))
        distance[index] = metres
        return distance

    def metres_from_shapes(self, shapes: Shapes) -> Floats:
        """Return the least metres from each polygon (lon/lat, dense) to the edge, 0 where the edge runs through it."""
        flat = shapely.transform(shapes, self._frame.project_points, interleaved=False)
        index, nearest = self._tree.query_nearest(flat, all_matches=False)
        gap = shapely.shortest_line(flat[index], self._tree.geometries[nearest])
        ends = shapely.get_coordinates(self._frame.unproject(gap)).reshape(-1, 2, 2)
        _, _, metres = _GEOD.inv(ends[:, 0, 0], ends[:, 0, 1], ends[:, 1, 0], ends[:, 1, 1])
        distance = np.empty(len(shapes))
        distance[index] = metres
        return distance


def _segments(boundary: BaseGeometry) -> Shapes:
    rings, ring_of = shapely.get_coordinates(shapely.get_parts(boundary), return_index=True)
    follows = np.flatnonzero(ring_of[1:] == ring_of[:-1])
    return np.asarray(shapely.linestrings(np.stack([rings[follows], rings[follows + 1]], axis=1)))
