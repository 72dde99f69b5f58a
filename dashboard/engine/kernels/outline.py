"""The outline of a place that is neither a point nor a disc: its corners in space and in the plane around its middle."""

from typing import NamedTuple

import numpy as np

from dashboard.engine.kernels.arrays import Bools, Floats, Ints
from dashboard.engine.kernels.compiling import compiled
from dashboard.engine.kernels.earth import E2, EQUATOR_M, in_space
from dashboard.engine.kernels.nearest import distance2_to_piece, nearest_piece, on_piece
from dashboard.engine.kernels.plane import Plane

_NEAR = 0.05
"""Radians up to which a few terms of a series give sine and cosine to the last digit."""
_COARSE = 0.02
"""Share of the place's radius within which another part of the outline may be nearer to the edge than the one found."""
_SETTLED = 1e-4
"""Share of the radius: when going back and forth brings less, it is left at that."""
_TRIES = 8


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
def gap_of_outline(
    point: Floats,
    is_edge: Bools,
    first: int,
    count: int,
    reach: float,
    piece: Floats,
    box: Floats,
    link: Ints,
    zone: int,
    gap: float,
    at: int,
    foot: Floats,
    room: Floats,
    pile: Ints,
    gaps: Floats,
) -> tuple[float, int]:
    """Return how near an outline that does not cross a zone's edge comes to it: the straight line in metres, and to which piece.

    gap, at: from its middle. reach: the outline's radius. `foot` (3) comes with the nearest point of the edge to the middle and
    leaves with that of the outline to the edge. room: for a number for each edge. Another part of the outline may be nearer by
    `_COARSE` of the radius.
    """
    tolerance = _COARSE * reach
    best = np.inf
    for _ in range(_TRIES):
        # From the edge to the outline and back: what is found comes nearer every time.
        x, y, z = _nearest_on_outline(point, is_edge, first, count, foot, room)
        gap2, at = nearest_piece(piece, box, link, zone, x, y, z, np.inf, at, pile, gaps)
        improved = best - np.sqrt(gap2)
        best = min(best, np.sqrt(gap2))
        near_x, near_y, near_z, nearest = x, y, z, at
        _set_foot(piece, at, x, y, z, foot)
        if improved < _SETTLED * reach:
            break
    if best > gap - reach + tolerance:
        # Along the outline the gap changes by no more than the way gone, so what cannot be nearer is passed over.
        ahead = 0.0
        for i in range(count - 1):
            if not is_edge[first + i]:
                ahead = 0.0
                continue
            dx, dy, dz = point[0, i + 1] - point[0, i], point[1, i + 1] - point[1, i], point[2, i + 1] - point[2, i]
            length = np.sqrt(dx * dx + dy * dy + dz * dz)
            while ahead < length:
                t = ahead / length
                x, y, z = point[0, i] + t * dx, point[1, i] + t * dy, point[2, i] + t * dz
                gap2, at = nearest_piece(piece, box, link, zone, x, y, z, np.inf, at, pile, gaps)
                here = np.sqrt(gap2)
                if here < best:
                    best, near_x, near_y, near_z, nearest = here, x, y, z, at
                ahead += here - best + tolerance
            ahead -= length
    foot[0], foot[1], foot[2] = near_x, near_y, near_z
    return best, nearest


@compiled
def _nearest_on_outline(
    point: Floats, is_edge: Bools, first: int, count: int, foot: Floats, gap2: Floats
) -> tuple[float, float, float]:
    """Return the point of an outline nearest to another one in space. gap2: room for a number for each edge."""
    x, y, z, joined = point[0, :count], point[1, :count], point[2, :count], is_edge[first : first + count]
    foot_x, foot_y, foot_z = foot[0], foot[1], foot[2]
    # Without a branch, so that the compiler lets it do several edges at a time.
    for i in range(count - 1):
        dx, dy, dz = x[i + 1] - x[i], y[i + 1] - y[i], z[i + 1] - z[i]
        ax, ay, az = foot_x - x[i], foot_y - y[i], foot_z - z[i]
        t = _foot(ax, ay, az, dx, dy, dz)
        away = (ax - t * dx) ** 2 + (ay - t * dy) ** 2 + (az - t * dz) ** 2
        gap2[i] = away if joined[i] else np.inf
    best = 0
    for i in range(1, count - 1):
        if gap2[i] < gap2[best]:
            best = i
    dx, dy, dz = x[best + 1] - x[best], y[best + 1] - y[best], z[best + 1] - z[best]
    t = _foot(foot_x - x[best], foot_y - y[best], foot_z - z[best], dx, dy, dz)
    return x[best] + t * dx, y[best] + t * dy, z[best] + t * dz


@compiled
def _foot(ax: float, ay: float, az: float, dx: float, dy: float, dz: float) -> float:
    """Return where along d (0 to 1) the point nearest to a is."""
    return min(max((ax * dx + ay * dy + az * dz) / max(dx * dx + dy * dy + dz * dz, 1e-30), 0.0), 1.0)


@compiled
def _set_foot(piece: Floats, i: int, x: float, y: float, z: float, foot: Floats) -> None:
    _, t = distance2_to_piece(piece, i, x, y, z)
    foot[0], foot[1], foot[2] = on_piece(piece, i, t)
