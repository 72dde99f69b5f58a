"""The plain twins of this room: what the compiled functions mean, one place and one edge after another, slow and readable."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

_GEOD = Geod(ellps="WGS84")
_GOLDEN = (5**0.5 - 1) / 2

Position = tuple[float, float]


def side_of(start: Position, end: Position, point: Position) -> int:
    """Return 1 where a point lies left of the line from start to end, -1 where right of it, 0 on it; in exact fractions."""
    (ax, ay), (bx, by), (px, py) = (tuple(map(Fraction, one)) for one in (start, end, point))
    turn = (ax - px) * (by - py) - (ay - py) * (bx - px)
    return (turn > 0) - (turn < 0)


def lies_inside(zone: BaseGeometry, point: Position) -> bool:
    """Return whether a position lies in a zone or on its edge: a ray to the east crosses the edge an odd number of times."""
    odd = False
    for start, end in edges(zone):
        low, high = sorted((start[1], end[1]))
        if low <= point[1] <= high and side_of(start, end, point) == 0 and _between(start[0], end[0], point[0]):
            return True
        if (start[1] > point[1]) != (end[1] > point[1]):
            odd ^= (side_of(start, end, point) > 0) == (end[1] > start[1])
    return odd


def gap_m(zone: BaseGeometry, point: Position) -> float:
    """Return the geodesic metres from a position to the nearest point of a zone's edge."""
    return min(_gap_to_edge(start, end, point) for start, end in edges(zone))


def edges(zone: BaseGeometry) -> Iterator[tuple[Position, Position]]:
    """Yield the edges of a polygon or multipolygon, start and end in lon/lat."""
    for part in shapely.get_parts(zone):
        for ring in (part.exterior, *part.interiors):
            corners = [(float(lon), float(lat)) for lon, lat in shapely.get_coordinates(ring)]
            yield from pairwise(corners)


def _between(one: float, other: float, value: float) -> bool:
    return min(one, other) <= value <= max(one, other)


def _gap_to_edge(start: Position, end: Position, point: Position) -> float:
    """Return the least geodesic to an edge straight in lon/lat: the best of some points along it, then golden sections there."""

    def metres(share: float) -> float:
        east, north = (a + share * (b - a) for a, b in zip(start, end, strict=True))
        return float(_GEOD.inv(*point, east, north)[2])

    shares = np.linspace(0.0, 1.0, 33)
    best = int(np.argmin([metres(share) for share in shares]))
    low, high = float(shares[max(best - 1, 0)]), float(shares[min(best + 1, 32)])
    for _ in range(60):
        step = _GOLDEN * (high - low)
        if metres(high - step) <= metres(low + step):
            high = low + step
        else:
            low = high - step
    return min(metres(low), metres(high))
