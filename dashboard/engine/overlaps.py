"""Which places meet which zones, by how much, and how far from the edge.

Points of radius 0 are tested in lon/lat, where the zone's edges are straight (RFC 7946) and the edge counts as inside.
Discs, sectors and areas are compared in equal-area planes around each; distances are geodesic, in metres on the ground.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.engine.pairs import Ints, Pairs
from dashboard.engine.points import Discs
from dashboard.engine.shapes import Shapes
from dashboard.engine.zone_cache import ZoneIndex

Told = Callable[[float], None]

_MOST_KEPT = 10_000
_NEARLY = 0.01
"""An area of which no more than this is outside, or inside, may meet the zone by its edge alone."""


class Places:
    """The places of an observations table, to be held against zones."""

    def __init__(self, observations: gpd.GeoDataFrame) -> None:
        kind = observations["place_kind"]
        self._circle = [observations[name].to_numpy(dtype=np.float64) for name in ("lon", "lat", "radius_m")]
        self._geometry = observations.geometry.to_numpy()
        self._points, self._sectors, self._areas = (
            np.flatnonzero((kind == one).to_numpy()) for one in ("point", "sector", "area")
        )

    def meeting(self, zones: ZoneIndex, told: Told) -> Pairs:
        """Return which places meet which zones, sorted by row, then zone. told: hears the share done and may raise to give up."""
        steps = [(self._points, self._meet_points), (self._sectors, self._meet_sectors), (self._areas, self._meet_areas)]
        everything, done, pairs = max(sum(len(rows) for rows, _ in steps), 1), 0, []
        for rows, meet in steps:
            pairs.append(meet(zones, rows, partial(_told_part, told, done / everything, len(rows) / everything)))
            done += len(rows)
        return Pairs.joined(pairs)

    def _meet_points(self, zones: ZoneIndex, rows: Ints, told: Told) -> Pairs:
        return Discs(rows, *(one[rows] for one in self._circle)).meeting(zones, told)

    def _meet_sectors(self, zones: ZoneIndex, rows: Ints, told: Told) -> Pairs:
        if not rows.size:
            return Pairs.joined([])
        # Rows of one text share an object.
        first, number = _distinct(np.array([id(one) for one in self._geometry[rows]]))
        shapes = Shapes.of_sectors(self._geometry[rows[first]], *(one[rows[first]] for one in self._circle))
        return _for_each_row(shapes.meeting(zones, told), number, rows)

    def _meet_areas(self, zones: ZoneIndex, rows: Ints, told: Told) -> Pairs:
        if not rows.size:
            return Pairs.joined([])
        by_object, object_of = _distinct(np.array([id(one) for one in self._geometry[rows]]))
        first, number = _distinct(shapely.to_wkb(self._geometry[rows[by_object]]))
        areas = self._geometry[rows[by_object[first]]]
        return _for_each_row(_met_by_areas(areas, zones, told), number[object_of], rows)


def _told_part(told: Told, start: float, length: float, share: float) -> None:
    told(start + share * length)


def _distinct(keys: NDArray[np.generic]) -> tuple[Ints, Ints]:
    """Return where each different key comes first, and each one's number among those."""
    _, first, number = np.unique(keys, return_index=True, return_inverse=True)
    return first.astype(np.int64), number.astype(np.int64)


def _met_by_areas(areas: NDArray[np.object_], zones: ZoneIndex, told: Told) -> Pairs:
    """Hold different areas against all zones, each of them once for the same zones."""
    keys = shapely.to_wkb(areas)
    known = {key: pairs for key in keys if (pairs := zones.met_by.get(key)) is not None}
    new = np.array([number for number, key in enumerate(keys) if key not in known], dtype=np.int64)
    if new.size:
        met = _settled(Shapes.of_areas(areas[new]).meeting(zones, told), areas[new], zones)
        bounds = np.searchsorted(met.row, np.arange(len(new) + 1))
        known |= {keys[number]: met.taken(np.arange(*bounds[place : place + 2])) for place, number in enumerate(new)}
        if len(zones.met_by) > _MOST_KEPT:
            zones.met_by.clear()
        zones.met_by.update(known)
    return Pairs.joined([replace(known[key], row=np.full_like(known[key].row, number)) for number, key in enumerate(keys)])


def _settled(met: Pairs, areas: NDArray[np.object_], zones: ZoneIndex) -> Pairs:
    """Let areas drawn with the same line as a zone's edge be wholly inside, or outside, exactly."""
    share = met.p_inside.copy()
    doubtful = np.flatnonzero((np.minimum(share, 1 - share) < _NEARLY) & (met.edge_distance_m == 0))
    area, zone = areas[met.row[doubtful]], zones.geometry[met.zone[doubtful]]
    share[doubtful] = np.where(shapely.covers(zone, area), 1.0, share[doubtful])
    share[doubtful] = np.where(shapely.relate_pattern(zone, area, "F********"), 0.0, share[doubtful])
    settled = Pairs(met.row, met.zone, share, met.edge_distance_m)
    return settled.taken(np.flatnonzero(share > 0))


def _for_each_row(met: Pairs, number: Ints, rows: Ints) -> Pairs:
    """Give every row the pairs of its place; `met.row` is a place's number, sorted, and `number` says which each row has."""
    first, end = (np.searchsorted(met.row, number, side=side) for side in ("left", "right"))
    count = end - first
    owner = np.repeat(np.arange(len(rows)), count)
    pair = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count) + first[owner]
    return Pairs(rows[owner], met.zone[pair], met.p_inside[pair], met.edge_distance_m[pair])
