"""Which places meet which zones, by how much, and how far from the edge.

Points of radius 0 are tested in lon/lat, where the zone's edges are straight (RFC 7946) and the edge counts as inside.
Discs, sectors and areas are compared in equal-area frames; distances are geodesic, in metres on the ground.
"""

from collections.abc import Callable, Iterator

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from dashboard.engine.ground import Frame, densify
from dashboard.engine.pairs import Ints, Pairs
from dashboard.engine.points import Discs
from dashboard.engine.sector_overlaps import ManyShapes
from dashboard.engine.zone_cache import ZoneIndex
from dashboard.engine.zone_edge import ZoneEdge

_GEOD = Geod(ellps="WGS84")
_NO_AREA = 1e-12


class Places:
    """The places of an observations table, to be held against zones."""

    def __init__(self, observations: gpd.GeoDataFrame) -> None:
        kind = observations["place_kind"].to_numpy()
        rows = np.flatnonzero(kind == "point")
        self._discs = Discs(rows, *(observations[name].to_numpy(dtype=np.float64)[rows] for name in ("lon", "lat", "radius_m")))
        self._sector_rows: Ints = np.flatnonzero(kind == "sector")
        self._sectors = ManyShapes(observations.geometry.to_numpy()[self._sector_rows])
        self._areas = list(_distinct_areas(observations, np.flatnonzero(kind == "area")))

    def meeting(self, zones: ZoneIndex, told: Callable[[float], None]) -> Pairs:
        """Return which places meet which zones, sorted by row, then zone. told: hears the share done and may raise to give up."""
        pairs = [self._discs.meeting(zones, told)]
        for number, zone in enumerate(zones.geometry):
            pairs.extend(self._shapes_meeting(number, zone))
        return Pairs.joined(pairs)

    def _shapes_meeting(self, number: int, zone: BaseGeometry) -> Iterator[Pairs]:
        # A copy, since preparing would otherwise change the caller's geometry object.
        prepared, edge = shapely.from_wkb(shapely.to_wkb(zone)), ZoneEdge(zone)
        shapely.prepare(prepared)
        sectors = self._sectors.meeting(zone, prepared, edge)
        rows = self._sector_rows[sectors.position]
        yield Pairs(rows, np.full(len(rows), number), sectors.share, sectors.edge_distance_m)
        for area, rows in self._areas:
            share, distance = area_share(area, zone)
            if share > _NO_AREA:
                yield Pairs(rows, np.full(len(rows), number), np.full(len(rows), share), np.full(len(rows), distance))


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
