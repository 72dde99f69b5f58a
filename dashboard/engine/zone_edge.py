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
        """Return the least metres from each polygon (lon/lat, dense) to the edge, which runs through none of them.

        Right to two hundredths of the polygon's size where the edge is further away than four times that, else to a thousandth.
        """
        flat = shapely.boundary(shapely.transform(shapes, self._frame.project_points, interleaved=False))
        west, south, east, north = shapely.bounds(flat).T
        size = np.maximum(east - west, north - south)
        gap = shapely.shortest_line(flat, self._tree.geometries[self._nearest(flat, size)])
        ends = shapely.get_coordinates(self._frame.unproject(gap)).reshape(-1, 2, 2)
        _, _, metres = _GEOD.inv(ends[:, 0, 0], ends[:, 0, 1], ends[:, 1, 0], ends[:, 1, 1])
        return np.asarray(metres)

    def _nearest(self, outlines: Shapes, size: Floats) -> NDArray[np.int64]:
        """Return for each outline the stretch of the edge nearest to it.

        What is nearest to a line takes many times longer to find than to a point where much of the edge is about as far. Far away
        a few points say which stretch it is; close by there is little to look through.
        """
        middle = shapely.points((shapely.bounds(outlines)[:, :2] + shapely.bounds(outlines)[:, 2:]) / 2)
        (_, nearest), metres = self._tree.query_nearest(middle, all_matches=False, return_distance=True)
        far = metres > 4 * size
        close = np.flatnonzero(~far)
        nearest[close] = self._tree.query_nearest(shapely.simplify(outlines[close], size[close] / 1_000), all_matches=False)[1]
        few, owner = shapely.get_coordinates(shapely.simplify(outlines, size / 20)[far], return_index=True)
        (_, stretch), metres = self._tree.query_nearest(shapely.points(few), all_matches=False, return_distance=True)
        order = np.lexsort((metres, owner))
        nearest[np.flatnonzero(far)] = stretch[order[np.flatnonzero(np.diff(owner[order], prepend=-1))]]
        return np.asarray(nearest)


def _segments(boundary: BaseGeometry) -> Shapes:
    rings, ring_of = shapely.get_coordinates(shapely.get_parts(boundary), return_index=True)
    follows = np.flatnonzero(ring_of[1:] == ring_of[:-1])
    return np.asarray(shapely.linestrings(np.stack([rings[follows], rings[follows + 1]], axis=1)))
