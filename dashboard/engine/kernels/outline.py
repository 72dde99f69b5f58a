"""The outline of a place that is neither a point nor a disc: its corners in space and in the plane around its middle."""

from typing import NamedTuple

import numpy as np

from dashboard.engine.kernels.arrays import Bools, Floats, Ints
from dashboard.engine.kernels.compiling import compiled
from dashboard.engine.kernels.earth import E2, EQUATOR_M, in_space
from dashboard.engine.kernels.plane import Plane

RUNS = 32
"""Into so many runs of neighbours the edges of an outline are gathered, some of them empty: each has a bit of a whole number."""
_FEWEST = 8
"""Edges of a run where there are few: more of them cost more to look at than the runs they spare."""
_NEAR = 0.05
"""Radians up to which a few terms of a series give sine and cosine to the last digit."""


class Outlines(NamedTuple):
    """Outlines of many places. corner: (corners, 2) lon, lat of closed rings, holes running against outer ones.

    is_edge: whether corner i is joined to i + 1. first: where each place's corners begin, and one more for the end.
    """

    corner: Floats
    is_edge: Bools
    first: Ints


@compiled
def draw_outline(corner: Floats, first: int, end: int, lon: float, lat: float, plane: Plane, point: Floats, flat: Floats) -> None:
    """Write the corners from `first` to `end` into `point` (3, n) in space and `flat` (2, n) in the plane around lon, lat.

    Each loop is without a branch and writes few rows, so that the compiler lets it do several corners at a time.
    """
    count = end - first
    east, north = flat[0, :count], flat[1, :count]
    for i in range(count):
        east[i], north[i] = np.radians(corner[first + i, 0] - lon), np.radians(corner[first + i, 1] - lat)
    far = 0
    for i in range(count):
        far += (abs(east[i]) >= _NEAR) | (abs(north[i]) >= _NEAR)
    x, y, z = point[0, :count], point[1, :count], point[2, :count]
    if far:
        for i in range(count):
            x[i], y[i], z[i] = in_space(corner[first + i, 0], corner[first + i, 1])
    else:
        _near_in_space(east, north, lon, lat, x, y, z)
    _flattened(plane, x, y, z, east, north)


@compiled
def _near_in_space(east: Floats, north: Floats, lon: float, lat: float, x: Floats, y: Floats, z: Floats) -> None:
    """Write positions, radians from lon, lat and less than `_NEAR`, as points in space."""
    sin_lon, cos_lon = np.sin(np.radians(lon)), np.cos(np.radians(lon))
    sin_lat, cos_lat = np.sin(np.radians(lat)), np.cos(np.radians(lat))
    for i in range(len(east)):
        east_sin, east_cos = _sine_cosine(east[i])
        north_sin, north_cos = _sine_cosine(north[i])
        sine, cosine = sin_lat * north_cos + cos_lat * north_sin, cos_lat * north_cos - sin_lat * north_sin
        normal = EQUATOR_M / np.sqrt(1 - E2 * sine * sine)
        x[i] = normal * cosine * (cos_lon * east_cos - sin_lon * east_sin)
        y[i] = normal * cosine * (sin_lon * east_cos + cos_lon * east_sin)
        z[i] = normal * (1 - E2) * sine


@compiled
def _sine_cosine(angle: float) -> tuple[float, float]:
    square = angle * angle
    sine = angle * (1 - square * (1 / 6) * (1 - square * (1 / 20) * (1 - square * (1 / 42))))
    return sine, 1 - square * 0.5 * (1 - square * (1 / 12) * (1 - square * (1 / 30) * (1 - square * (1 / 56))))


@compiled
def _flattened(plane: Plane, x: Floats, y: Floats, z: Floats, east: Floats, north: Floats) -> None:
    """Write `plane.in_plane` of many points."""
    for i in range(len(x)):
        dx, dy, dz = x[i] - plane.x, y[i] - plane.y, z[i] - plane.z
        along = dx * plane.east_x + dy * plane.east_y
        up = dx * plane.north_x + dy * plane.north_y + dz * plane.north_z
        flat2 = along * along + up * up
        stretch = np.sqrt((dx * dx + dy * dy + dz * dz) / flat2) if flat2 > 0.0 else 0.0
        east[i], north[i] = along * stretch, up * stretch


@compiled
def run_length(count: int) -> int:
    """Return how many edges of an outline of so many corners make a run: run i begins at corner `i * run_length`."""
    return max((count + RUNS - 2) // RUNS, _FEWEST)
