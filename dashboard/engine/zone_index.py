"""All area zones of an agreement as the arrays of `kernels.arrays`, built once for an agreement."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from dashboard.engine.box_tree import BoxTree, Leaves, box_trees, reduced
from dashboard.engine.ground import EARTH_RADIUS_M
from dashboard.engine.kernels.arrays import Floats, Ints, Zones
from dashboard.engine.kernels.earth import E2, EQUATOR_M

Bools = NDArray[np.bool_]

_RUN = 8
"""Edges in a leaf of a tree."""
_LONGEST_PIECE_M = 8_000.0
"""A piece of an edge as long as this at the equator leaves its parabola by less than 0.2 mm."""


def index_zones(zones: Sequence[BaseGeometry]) -> Zones:
    """Return the arrays of some polygons and multipolygons in lon/lat (EPSG:4326), numbered as they come."""
    shapes = shapely.orient_polygons(np.array(zones, dtype=object), exterior_cw=False)
    parts, zone_of = shapely.get_parts(shapes, return_index=True)
    rings, part_of = shapely.get_rings(parts, return_index=True)
    corner, ring = shapely.get_coordinates(rings, return_index=True)
    zone = zone_of[part_of[ring]]
    boxes, on_map, on_ground = (
        _over_boxes(shapely.bounds(shapes)),
        _over_rings(corner, ring, zone, len(zones)),
        _on_ground(corner, ring, zone),
    )
    piece = np.concatenate([on_ground.start, on_ground.off], axis=1)
    edges = _over_pieces(on_ground, len(zones))
    return Zones(boxes.box, boxes.link, np.ascontiguousarray(corner), on_map.box, on_map.link, piece, edges.box, edges.link)


def in_space(lon: Floats, lat: Floats) -> Floats:
    """Return (n, 3) metres from the earth's centre on WGS 84; `kernels.earth.in_space` for many positions at once."""
    east, north = np.radians(lon), np.radians(lat)
    normal = EQUATOR_M / np.sqrt(1 - E2 * np.sin(north) ** 2)
    out = normal * np.cos(north)
    return np.stack([out * np.cos(east), out * np.sin(east), normal * (1 - E2) * np.sin(north)], axis=1)


def _over_boxes(bounds: Floats) -> BoxTree:
    order = _near_each_other(bounds)
    return box_trees(Leaves(bounds[order], order, order + 1, np.zeros(len(order), np.int64), order), 1)


def _over_rings(corner: Floats, ring: Ints, zone: Ints, zones: int) -> BoxTree:
    first, end = _runs(ring[1:] == ring[:-1], ring)
    least = reduced(np.minimum, np.minimum(corner[:-1], corner[1:]), first, end)
    greatest = reduced(np.maximum, np.maximum(corner[:-1], corner[1:]), first, end)
    return box_trees(Leaves(np.concatenate([least, greatest], axis=1), first, end, zone[first], ring[first]), zones)


@dataclass(frozen=True, slots=True)
class _Ground:
    """Pieces of edges: where each starts, how far its middle lies off its chord, (n, 3) metres; whether it is one; ring, zone."""

    start: Floats
    off: Floats
    is_edge: Bools
    ring: Ints
    zone: Ints


def _on_ground(corner: Floats, ring: Ints, zone: Ints) -> _Ground:
    """Cut edges into pieces; those that only close a zone cut at the antimeridian are no edges on the ground."""
    is_edge = np.append(ring[1:] == ring[:-1], False)
    is_edge[_seams(corner, is_edge, zone)] = False
    step = np.append(np.diff(corner, axis=0), np.zeros((1, 2)), axis=0)
    pieces = np.where(is_edge, _pieces(corner, step), 1)
    owner = np.repeat(np.arange(len(corner)), pieces)
    number = np.arange(len(owner)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    start = in_space(*(corner[owner] + (number / pieces[owner])[:, None] * step[owner]).T)
    middle = in_space(*(corner[owner] + ((number + 0.5) / pieces[owner])[:, None] * step[owner]).T)
    chord = (start + np.append(start[1:], start[-1:], axis=0)) / 2
    return _Ground(start, np.where(is_edge[owner][:, None], middle - chord, 0.0), is_edge[owner], ring[owner], zone[owner])


def _over_pieces(ground: _Ground, zones: int) -> BoxTree:
    first, end = _runs(ground.is_edge[:-1], ground.ring)
    ends = np.append(ground.start[1:], ground.start[-1:], axis=0)
    # A parabola lies within the box of its chord and that of its chord moved by its middle's distance from it.
    corners = np.stack([ground.start, ends, ground.start + ground.off, ends + ground.off])
    least, greatest = (reduced(each, each.reduce(corners, axis=0)[:-1], first, end) for each in (np.minimum, np.maximum))
    return box_trees(Leaves(np.concatenate([least, greatest], axis=1), first, end, ground.zone[first], ground.ring[first]), zones)


def _pieces(corner: Floats, step: Floats) -> Ints:
    """Return into how many pieces each edge is cut: the nearer to a pole the more, since edges bend more there."""
    lat = np.radians(np.minimum(np.maximum(np.abs(corner[:, 1]), np.abs(corner[:, 1] + step[:, 1])), 89.9))
    low = np.radians(np.minimum(np.abs(corner[:, 1]), np.abs(corner[:, 1] + step[:, 1])))
    low = np.where(np.sign(corner[:, 1]) * np.sign(corner[:, 1] + step[:, 1]) < 0, 0.0, low)
    length_m = EARTH_RADIUS_M * np.radians(np.hypot(step[:, 0] * np.cos(low), step[:, 1]))
    longest_m = _LONGEST_PIECE_M / (1 + np.tan(lat)) ** (2 / 3)
    return np.maximum(np.ceil(length_m / longest_m), 1).astype(np.int64)


def _seams(corner: Floats, is_edge: Bools, zone: Ints) -> Ints:
    """Return the edges along the antimeridian that have an edge of the same zone against them on its other side."""
    lon, lat = corner.T
    along = np.flatnonzero(is_edge[:-1] & (np.abs(lon[:-1]) == 180.0) & (lon[:-1] == lon[1:]))
    if not along.size:
        return along
    low, high = np.minimum(lat[along], lat[along + 1]), np.maximum(lat[along], lat[along + 1])
    seams = np.zeros(len(along), dtype=np.bool_)
    for one in range(len(along)):
        against = (zone[along] == zone[along[one]]) & (lon[along] == -lon[along[one]])
        seams[one] = _covered(low[one], high[one], low[against], high[against])
    return along[seams]


def _covered(low: float, high: float, lows: Floats, highs: Floats) -> bool:
    for number in np.argsort(lows):
        if lows[number] > low:
            break
        low = max(low, highs[number])
    return bool(low >= high)


def _runs(is_edge: Bools, ring: Ints) -> tuple[Ints, Ints]:
    """Return where runs of at most `_RUN` neighbouring edges of one ring begin and end (not included)."""
    edges = np.flatnonzero(is_edge)
    if not edges.size:
        return edges, edges
    breaks = np.flatnonzero((np.diff(edges) > 1) | (np.diff(ring[edges]) != 0)) + 1
    chain = np.concatenate([[0], breaks])
    length = np.diff(np.append(chain, len(edges)))
    number = np.arange(len(edges)) - np.repeat(chain, length)
    first = np.flatnonzero(number % _RUN == 0)
    return edges[first], edges[np.append(first[1:], len(edges)) - 1] + 1


def _near_each_other(bounds: Floats) -> Ints:
    """Return an order in which neighbours stand near each other: strips of longitude, up one and down the next."""
    count = len(bounds)
    lon, lat = (bounds[:, 0] + bounds[:, 2]) / 2, (bounds[:, 1] + bounds[:, 3]) / 2
    strip = np.empty(count, dtype=np.int64)
    strip[np.argsort(lon, kind="stable")] = np.arange(count) // max(int(np.ceil(np.sqrt(count))), 1)
    return np.lexsort((np.where(strip % 2 == 0, lat, -lat), strip)).astype(np.int64)
