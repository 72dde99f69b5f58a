"""The plane around a position in which shares are compared: equal in area, its middle the position itself.

A point in space keeps its direction from the middle and its straight distance to it. On a sphere that is Lambert's azimuthal
equal-area projection; on WGS 84 it differs from it by less than 1e-5 of an area up to 200 km from the middle.
"""

from typing import NamedTuple

import numpy as np

from dashboard.engine.kernels.compiling import compiled
from dashboard.engine.kernels.earth import in_space


class Plane(NamedTuple):
    """x, y, z: the middle, metres from the earth's centre. The rest are the directions east and north there, of length 1."""

    x: float
    y: float
    z: float
    east_x: float
    east_y: float
    north_x: float
    north_y: float
    north_z: float


@compiled
def plane_at(lon: float, lat: float) -> Plane:
    """Return the plane around a position in degrees."""
    x, y, z = in_space(lon, lat)
    sin_lon, cos_lon = np.sin(np.radians(lon)), np.cos(np.radians(lon))
    sin_lat, cos_lat = np.sin(np.radians(lat)), np.cos(np.radians(lat))
    return Plane(x, y, z, -sin_lon, cos_lon, -sin_lat * cos_lon, -sin_lat * sin_lon, cos_lat)


@compiled
def in_plane(plane: Plane, point: tuple[float, float, float]) -> tuple[float, float]:
    """Return metres east and north of the middle for a point in space on the ground."""
    dx, dy, dz = point[0] - plane.x, point[1] - plane.y, point[2] - plane.z
    east = dx * plane.east_x + dy * plane.east_y
    north = dx * plane.north_x + dy * plane.north_y + dz * plane.north_z
    flat2 = east * east + north * north
    if flat2 == 0.0:
        return 0.0, 0.0
    stretch = np.sqrt((dx * dx + dy * dy + dz * dz) / flat2)
    return east * stretch, north * stretch
