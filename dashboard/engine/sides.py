"""Which part of a widened line lies to its left and which to its right, told by the edges of the line that each piece touches."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

_GEOD = Geod(ellps="WGS84")
_TURNS = [0, *(sign * angle for angle in range(5, 180, 5) for sign in (1, -1)), 180]
"""Directions tried beyond an end, in degrees from straight on."""
_ABOUT = 1.05
_BEYOND = 1 + 1e-6

Edge = tuple[float, float, float, float]


class UndecidedSideError(ValueError):
    """A line that has no two sides, and where."""


def one_side(lines: BaseGeometry, wide: BaseGeometry, *, side: Literal["left", "right"], distance_m: float) -> BaseGeometry:
    """Return the pieces of `wide` that lie on one side of the way the lines run. Both in lon/lat, whole at the antimeridian.

    `wide` holds everything within `distance_m` metres of `lines`. It is cut along the lines and straight on beyond every end;
    each piece must then touch the lines from one side only. Raises UndecidedSideError where that cannot be.
    """
    whole = _two_sided(lines)
    # A cut may end at the outer border only: one outward and one into a hole would leave a ring in one piece.
    outer = shapely.union_all([part.exterior for part in shapely.get_parts(wide)])
    cuts = [whole]
    for end, before in _ends(whole):
        cuts.append(_cut_beyond(end, before, outer, cuts, distance_m))
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all([wide.boundary, *cuts])]))
    forward = {edge for line in shapely.get_parts(whole) for edge in _edges(line)}
    shapely.prepare(wide)
    inside = [face for face in faces if wide.contains(face.representative_point())]
    return shapely.union_all([face for face in inside if _side_of(face, forward) == side])


def _two_sided(lines: BaseGeometry) -> BaseGeometry:
    """Return the lines joined end to start where they meet; an error where they cross, touch, close or run against each other."""
    if not lines.is_simple:
        raise UndecidedSideError(f"the line crosses or touches itself{_where_noded(lines)}, so its sides cannot be told")
    whole = shapely.line_merge(lines, directed=True)
    ends: set[tuple[float, ...]] = set()
    for line in shapely.get_parts(whole):
        first, last = line.coords[0], line.coords[-1]
        if first == last:
            raise UndecidedSideError(f"the line closes on itself at {_said(first)}, so its sides cannot be told")
        for end in (first, last):
            if end in ends:
                raise UndecidedSideError(f"parts of the line that meet at {_said(end)} do not run the same way")
            ends.add(end)
    return whole


def _ends(lines: BaseGeometry) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield each end with the point before it."""
    for line in shapely.get_parts(lines):
        points = shapely.get_coordinates(shapely.remove_repeated_points(line))
        yield points[0], points[1]
        yield points[-1], points[-2]


def _cut_beyond(
    end: np.ndarray, before: np.ndarray, outer: BaseGeometry, cuts: list[BaseGeometry], distance_m: float
) -> LineString:
    """Return a straight cut from an end to the outer border that meets no other cut.

    Straight on where that is about as short as can be, else the shortest: it leaves the line behind soonest.
    """
    shrink = np.array([np.cos(np.radians(end[1])), 1.0])
    ahead = (end - before) * shrink
    heading = np.arctan2(ahead[1], ahead[0])
    found: list[tuple[float, LineString]] = []
    for turn in _TURNS:
        angle = heading + np.radians(turn)
        cut = _free_cut(end, np.array([np.cos(angle), np.sin(angle)]) / shrink, outer, cuts)
        if cut is not None:
            length_m = _GEOD.geometry_length(cut)
            found.append((length_m, cut))
            if length_m <= _ABOUT * distance_m:
                return cut
    if not found:
        raise UndecidedSideError(
            f"the line turns in on its own end at {_said(end)}, so its sides cannot be told there; cut it short or lead it out"
        )
    return min(found, key=lambda one: one[0])[1]


def _free_cut(end: np.ndarray, direction: np.ndarray, outer: BaseGeometry, cuts: list[BaseGeometry]) -> LineString | None:
    west, south, east, north = outer.bounds
    reach = (east - west + north - south) / np.abs(direction).max() * 2
    hits = shapely.get_coordinates(shapely.intersection(LineString([end, end + direction * reach]), outer))
    if not len(hits):
        return None
    nearest = hits[np.argmin(np.hypot(*(hits - end).T))]
    # A little too long is dropped when the plane is cut; a little too short would leave the piece uncut.
    cut = LineString([end, end + (nearest - end) * _BEYOND])
    met = [shapely.intersection(cut, other) for other in cuts]
    return cut if all(part.is_empty or part.equals(Point(end)) for part in met) else None


def _edges(ring: BaseGeometry) -> Iterator[Edge]:
    for start, stop in pairwise(ring.coords):
        yield (*start[:2], *stop[:2])


def _side_of(face: Polygon, forward: set[Edge]) -> str:
    """Return the side of the lines from which a face touches them; an error where it is both, or it goes all round their ends."""
    rings = shapely.orient_polygons(face)
    sides = set()
    for edge in (edge for ring in (rings.exterior, *rings.interiors) for edge in _edges(ring)):
        # The inside of an oriented ring is on its left.
        if edge in forward:
            sides.add("left")
        elif (*edge[2:], *edge[:2]) in forward:
            sides.add("right")
    if len(sides) != 1:
        raise UndecidedSideError(f"left and right of the line meet near {_said(face.representative_point().coords[0])}")
    return sides.pop()


def _where_noded(lines: BaseGeometry) -> str:
    """Return ` at lon, lat` of a point where the lines meet themselves."""
    ends = {line.coords[index] for line in shapely.get_parts(lines) for index in (0, -1)}
    nodes = sorted({line.coords[index] for line in shapely.get_parts(shapely.node(lines)) for index in (0, -1)} - ends)
    return f" at {_said(nodes[0])}" if nodes else ""


def _said(position: tuple[float, ...] | np.ndarray) -> str:
    return f"{position[0]:.4f}, {position[1]:.4f}"
