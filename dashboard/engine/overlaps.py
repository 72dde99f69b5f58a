"""Which places meet which zones, by how much, and how far from the edge.

Points of radius 0 are tested in lon/lat, where the zone's edges are straight (RFC 7946) and the edge counts as inside.
Discs, sectors and areas are compared in equal-area frames; distances are geodesic, in metres on the ground.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from dashboard.engine.clipping import clipped
from dashboard.engine.ground import Frame, densify
from dashboard.engine.sector_overlaps import ManyShapes
from dashboard.engine.zone_edge import ZoneEdge

_GEOD = Geod(ellps="WGS84")
_METRES_A_DEGREE = 110_500.0
"""A little less than a degree of latitude anywhere on WGS 84, so that a disc's box is never too small."""
_TILE_DEGREES = 2.0
"""Discs are compared in frames this large: distortion of shape stays under 0.05 %."""
_QUAD_SEGMENTS = 32
_CIRCLE_AREA = 2 * _QUAD_SEGMENTS * np.sin(np.pi / (2 * _QUAD_SEGMENTS))
"""Area of the regular polygon that stands for a circle of radius 1."""
_NO_AREA = 1e-12

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Rows whose place meets one zone: position in the table, share inside (above 0, to 1), distance to the edge.

    edge_distance_m: of a point or disc, its centre's geodesic distance to the zone's edge, negative inside; of a sector or area
    wholly inside, the negative of its least distance to the edge; 0 for one that straddles the edge.
    """

    row: Ints
    p_inside: Floats
    edge_distance_m: Floats


class Places:
    """The places of an observations table, indexed once and then held against any number of zones."""

    def __init__(self, observations: gpd.GeoDataFrame) -> None:
        kind = observations["place_kind"].to_numpy()
        self._point_rows: Ints = np.flatnonzero(kind == "point")
        points = observations.iloc[self._point_rows]
        self._lon: Floats = points["lon"].to_numpy(dtype=np.float64)
        self._lat: Floats = points["lat"].to_numpy(dtype=np.float64)
        self._radius: Floats = points["radius_m"].to_numpy(dtype=np.float64)
        self._tree = shapely.STRtree(_footprints(self._lon, self._lat, self._radius))
        self._sector_rows: Ints = np.flatnonzero(kind == "sector")
        self._sectors = ManyShapes(observations.geometry.to_numpy()[self._sector_rows])
        self._areas = list(_distinct_areas(observations, np.flatnonzero(kind == "area")))

    def meeting(self, zone: BaseGeometry) -> Overlaps:
        """Return the rows whose place meets a zone, a polygon or multipolygon in lon/lat."""
        # A copy, since preparing would otherwise change the caller's geometry object.
        prepared, edge = shapely.from_wkb(shapely.to_wkb(zone)), ZoneEdge(zone)
        shapely.prepare(prepared)
        sectors = self._sectors.meeting(zone, prepared, edge)
        parts = [
            self._points_meeting(zone, prepared, edge),
            Overlaps(self._sector_rows[sectors.position], sectors.share, sectors.edge_distance_m),
            *self._areas_meeting(zone),
        ]
        return Overlaps(
            np.concatenate([part.row for part in parts]),
            np.concatenate([part.p_inside for part in parts]),
            np.concatenate([part.edge_distance_m for part in parts]),
        )

    def _points_meeting(self, zone: BaseGeometry, prepared: BaseGeometry, edge: ZoneEdge) -> Overlaps:
        near = self._tree.query(prepared, predicate="intersects").astype(np.int64)
        near.sort()
        if not near.size:
            return _NOTHING
        lon, lat, radius = self._lon[near], self._lat[near], self._radius[near]
        inside = shapely.intersects_xy(prepared, lon, lat)
        distance = edge.metres_from_points(lon, lat)
        share = np.where(inside, 1.0, 0.0)
        straddling = np.flatnonzero(radius > distance)
        share[straddling] = _disc_shares(zone, lon[straddling], lat[straddling], radius[straddling])
        met = share > _NO_AREA
        return Overlaps(self._point_rows[near[met]], share[met], np.where(inside, -distance, distance)[met])

    def _areas_meeting(self, zone: BaseGeometry) -> Iterator[Overlaps]:
        for area, rows in self._areas:
            share, distance = area_share(area, zone)
            if share > _NO_AREA:
                yield Overlaps(rows, np.full(len(rows), share), np.full(len(rows), distance))


_NOTHING = Overlaps(np.empty(0, np.int64), np.empty(0), np.empty(0))


def area_share(area: BaseGeometry, zone: BaseGeometry) -> tuple[float, float]:
    """Return the share of an area inside a zone and its distance to the edge in metres (see `Overlaps`)."""
    if not area.intersects(zone):
        return 0.0, 0.0
    frame = Frame.for_geometry(area)
    ground_area, ground_zone = frame.project(densify(area)), frame.project(densify(zone))
    if zone.covers(area):
        nearest = shapely.shortest_line(ground_area, ground_zone.boundary)
        ends = shapely.get_coordinates(frame.unproject(nearest))
        _, _, metres = _GEOD.inv(ends[0, 0], ends[0, 1], ends[1, 0], ends[1, 1])
        return 1.0, -float(metres)
    return float(ground_area.intersection(ground_zone).area / ground_area.area), 0.0


def _footprints(lon: Floats, lat: Floats, radius_m: Floats) -> NDArray[np.object_]:
    """Return points, and for discs a lon/lat box that surely holds them."""
    shapes = shapely.points(lon, lat)
    discs = np.flatnonzero(radius_m > 0)
    tall = radius_m[discs] / _METRES_A_DEGREE
    furthest = np.minimum(np.abs(lat[discs]) + tall, 89.9)
    wide = tall / np.cos(np.radians(furthest))
    shapes[discs] = shapely.box(lon[discs] - wide, lat[discs] - tall, lon[discs] + wide, lat[discs] + tall)
    return np.asarray(shapes)


def _distinct_areas(observations: gpd.GeoDataFrame, rows: Ints) -> Iterator[tuple[BaseGeometry, Ints]]:
    """Yield each distinct area with the rows that stand in it, so that a region is overlaid once, not once a row."""
    geometries = observations.geometry.to_numpy()[rows]
    by_shape: dict[bytes, list[int]] = {}
    shape_of: dict[int, bytes] = {}
    for row, geometry in zip(rows, geometries, strict=True):
        if id(geometry) not in shape_of:
            shape_of[id(geometry)] = shapely.to_wkb(geometry)
        by_shape.setdefault(shape_of[id(geometry)], []).append(row)
    for wkb, members in by_shape.items():
        yield shapely.from_wkb(wkb), np.array(members, dtype=np.int64)


def _disc_shares(zone: BaseGeometry, lon: Floats, lat: Floats, radius_m: Floats) -> Floats:
    """Return the share of each disc inside the zone, the zone cut to the neighbourhood of a tile of discs at a time."""
    shares = np.zeros(len(lon))
    tile = np.stack([np.floor(lon / _TILE_DEGREES), np.floor(lat / _TILE_DEGREES)], axis=1)
    _, members = np.unique(tile, axis=0, return_inverse=True)
    for number in range(members.max(initial=-1) + 1):
        mine = np.flatnonzero(members == number)
        shares[mine] = _tile_shares(zone, lon[mine], lat[mine], radius_m[mine])
    return shares


def _tile_shares(zone: BaseGeometry, lon: Floats, lat: Floats, radius_m: Floats) -> Floats:
    west, south, east, north = shapely.total_bounds(_footprints(lon, lat, radius_m))
    piece = clipped(zone, west, south, east, north)
    if piece.is_empty:
        return np.zeros(len(lon))
    frame = Frame.for_geometry(shapely.multipoints(shapely.points(lon, lat)))
    ground = frame.project(densify(piece))
    if not ground.is_valid:
        # Clipping may leave a polygon that touches or crosses itself along the cut, which GEOS refuses to intersect.
        ground = shapely.make_valid(ground, method="structure", keep_collapsed=False)
    x, y = frame.project_points(lon, lat)
    # The polygon is drawn a little outside the circle so that its area is the circle's.
    reach = radius_m * np.sqrt(np.pi / _CIRCLE_AREA)
    discs = shapely.buffer(shapely.points(x, y), reach, quad_segs=_QUAD_SEGMENTS)
    within = shapely.area(shapely.intersection(ground, discs)) / shapely.area(discs)
    return np.asarray(np.clip(within, 0.0, 1.0))
