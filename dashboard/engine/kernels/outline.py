"""The outline of a place that is neither a point nor a disc: its corners in space and in the plane around its middle."""

from typing import NamedTuple

import numpy as np

from dashboard.engine.kernels.arrays import Bools, Floats, Ints
from dashboard.engine.kernels.compiling import compiled
from dashboard.engine.kernels.earth import E2, EQUATOR_M, in_space
from dashboard.engine.kernels.nearest import distance2_to_piece, nearest_piece, on_piece
from dashboard.engine.kernels.plane import Plane, in_plane

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
    """Write the corners from `first` to `end` into `point` (n, 3) in space and `flat` (n, 2) in the plane around lon, lat."""
    sin_lon, cos_lon = np.sin(np.radians(lon)), np.cos(np.radians(lon))
    sin_lat, cos_lat = np.sin(np.radians(lat)), np.cos(np.radians(lat))
    for i in range(first, end):
        east, north = np.radians(corner[i, 0] - lon), np.radians(corner[i, 1] - lat)
        if abs(east) < _NEAR and abs(north) < _NEAR:
            east_sin, east_cos = _sine_cosine(east)
            north_sin, north_cos = _sine_cosine(north)
            sine, cosine = sin_lat * north_cos + cos_lat * north_sin, cos_lat * north_cos - sin_lat * north_sin
            normal = EQUATOR_M / np.sqrt(1 - E2 * sine * sine)
            x = normal * cosine * (cos_lon * east_cos - sin_lon * east_sin)
            y = normal * cosine * (sin_lon * east_cos + cos_lon * east_sin)
            z = normal * (1 - E2) * sine
        else:
            x, y, z = in_space(corner[i, 0], corner[i, 1])
        point[i - first, 0], point[i - first, 1], point[i - first, 2] = x, y, z
        flat[i - first, 0], flat[i - first, 1] = in_plane(plane, (x, y, z))


@compiled
def _sine_cosine(angle: float) -> tuple[float, float]:
    square = angle * angle
    sine = angle * (1 - square / 6 * (1 - square / 20 * (1 - square / 42)))
    return sine, 1 - square / 2 * (1 - square / 12 * (1 - square / 30 * (1 - square / 56)))


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
    pile: Ints,
    gaps: Floats,
) -> tuple[float, int]:
    """Return how near an outline that does not cross a zone's edge comes to it: the straight line in metres, and to which piece.

    gap, at: from its middle. reach: the outline's radius. `foot` (3) comes with the nearest point of the edge to the middle and
    leaves with that of the outline to the edge. Another part of the outline may be nearer by `_COARSE` of the radius.
    """
    tolerance = _COARSE * reach
    best = np.inf
    for _ in range(_TRIES):
        # From the edge to the outline and back: what is found comes nearer every time.
        x, y, z = _nearest_on_outline(point, is_edge, first, count, foot)
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
            dx, dy, dz = point[i + 1, 0] - point[i, 0], point[i + 1, 1] - point[i, 1], point[i + 1, 2] - point[i, 2]
            length = np.sqrt(dx * dx + dy * dy + dz * dz)
            while ahead < length:
                t = ahead / length
                x, y, z = point[i, 0] + t * dx, point[i, 1] + t * dy, point[i, 2] + t * dz
                gap2, at = nearest_piece(piece, box, link, zone, x, y, z, np.inf, at, pile, gaps)
                here = np.sqrt(gap2)
                if here < best:
                    best, near_x, near_y, near_z, nearest = here, x, y, z, at
                ahead += here - best + tolerance
            ahead -= length
    foot[0], foot[1], foot[2] = near_x, near_y, near_z
    return best, nearest


@compiled
def _nearest_on_outline(point: Floats, is_edge: Bools, first: int, count: int, foot: Floats) -> tuple[float, float, float]:
    best2, best, share = np.inf, 0, 0.0
    for i in range(count - 1):
        if not is_edge[first + i]:
            continue
        dx, dy, dz = point[i + 1, 0] - point[i, 0], point[i + 1, 1] - point[i, 1], point[i + 1, 2] - point[i, 2]
        ax, ay, az = foot[0] - point[i, 0], foot[1] - point[i, 1], foot[2] - point[i, 2]
        t = min(max((ax * dx + ay * dy + az * dz) / max(dx * dx + dy * dy + dz * dz, 1e-30), 0.0), 1.0)
        gap2 = (ax - t * dx) ** 2 + (ay - t * dy) ** 2 + (az - t * dz) ** 2
        if gap2 < best2:
            best2, best, share = gap2, i, t
    return (
        point[best, 0] + share * (point[best + 1, 0] - point[best, 0]),
        point[best, 1] + share * (point[best + 1, 1] - point[best, 1]),
        point[best, 2] + share * (point[best + 1, 2] - point[best, 2]),
    )


@compiled
def _set_foot(piece: Floats, i: int, x: float, y: float, z: float, foot: Floats) -> None:
    _, t = distance2_to_piece(piece, i, x, y, z)
    foot[0], foot[1], foot[2] = on_piece(piece, i, t)
