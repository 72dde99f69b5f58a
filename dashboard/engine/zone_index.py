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
from dashboard.engine.kernels.disc import FLAT
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
    piece = _piece_table(on_ground)
    edges = _over_pieces(on_ground, len(zones))
    return Zones(boxes.box, boxes.link, np.ascontiguousarray(corner), on_map.box, on_map.link, piece, edges.box, edges.link)


def _piece_table(ground: "_Ground") -> Floats:
    length2 = np.append(((ground.start[1:] - ground.start[:-1]) ** 2).sum(axis=1), 0.0)
    over = np.where(length2 > 0, 1 / np.where(length2 > 0, length2, 1.0), 0.0)
    return np.column_stack([ground.start, ground.off, np.linalg.norm(ground.off, axis=1), over])


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
    at, owner = _cut(corner, np.where(is_edge, _pieces(corner), 1))
    start, off = in_space(*at.T), _bows(at)
    return _Ground(start, np.where(is_edge[owner][:, None], off, 0.0), is_edge[owner], ring[owner], zone[owner])


def fine_corners(corner: Floats, ring: Ints, reach_m: Floats) -> tuple[Floats, Ints]:
    """Return the corners of rings with more along their edges, and which corner each comes after.

    They stand where the compiled kernels cut a zone's edge for a place of that reach, so that an edge two areas share is one.
    """
    is_edge = np.append(ring[1:] == ring[:-1], False)
    at, of = _cut(corner, np.where(is_edge, _pieces(corner), 1))
    bow = np.linalg.norm(np.where(is_edge[of][:, None], _bows(at), 0.0), axis=1)
    steps = 1 + np.sqrt(bow / (FLAT * reach_m[of])).astype(np.int64)
    fine, piece = _cut(at, steps)
    return fine, of[piece]


def _cut(corner: Floats, pieces: Ints) -> tuple[Floats, Ints]:
    """Return points that cut the way from each corner to the next into equal pieces, and which corner each comes after."""
    step = np.append(np.diff(corner, axis=0), np.zeros((1, 2)), axis=0)
    owner = np.repeat(np.arange(len(corner)), pieces)
    number = np.arange(len(owner)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    return corner[owner] + (number / pieces[owner])[:, None] * step[owner], owner


def _bows(at: Floats) -> Floats:
    """Return how far the middle of the way from each point to the next, straight in lon/lat, lies off the chord in space."""
    middle = np.append((at[1:] + at[:-1]) / 2, at[-1:], axis=0)
    point = in_space(*at.T)
    return np.asarray(in_space(*middle.T) - (point + np.append(point[1:], point[-1:], axis=0)) / 2)


def _over_pieces(ground: _Ground, zones: int) -> BoxTree:
    first, end = _runs(ground.is_edge[:-1], ground.ring)
    ends = np.append(ground.start[1:], ground.start[-1:], axis=0)
    # A parabola lies within the box of its chord and that of its chord moved by its middle's distance from it.
    corners = np.stack([ground.start, ends, ground.start + ground.off, ends + ground.off])
    least, greatest = (reduced(each, each.reduce(corners, axis=0)[:-1], first, end) for each in (np.minimum, np.maximum))
    return box_trees(Leaves(np.concatenate([least, greatest], axis=1), first, end, ground.zone[first], ground.ring[first]), zones)


def _pieces(corner: Floats) -> Ints:
    """Return into how many pieces each edge is cut: the nearer to a pole the more, since edges bend more there."""
    following = np.append(corner[1:], corner[-1:], axis=0)
    from_lat, to_lat = np.radians(np.clip(corner[:, 1], -89.9, 89.9)), np.radians(np.clip(following[:, 1], -89.9, 89.9))
    high = np.maximum(np.abs(from_lat), np.abs(to_lat))
    low = np.where(from_lat * to_lat < 0, 0.0, np.minimum(np.abs(from_lat), np.abs(to_lat)))
    step = np.radians(following - corner)
    length_m = EARTH_RADIUS_M * np.hypot(step[:, 0] * np.cos(low), step[:, 1])
    longest_m = _LONGEST_PIECE_M / (1 + np.tan(high)) ** (2 / 3)
    return np.asarray(np.maximum(np.ceil(length_m / longest_m), 1), dtype=np.int64)


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
