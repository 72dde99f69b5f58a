"""Which places meet which zones, by how much, and how far from the edge.

Points of radius 0 are tested in lon/lat, where the zone's edges are straight (RFC 7946) and the edge counts as inside.
Discs, sectors and areas are compared in equal-area planes around each; distances are geodesic, in metres on the ground.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from dashboard.engine.kernels.arrays import Met
from dashboard.engine.pairs import Ints, Pairs, When, one_after_another
from dashboard.engine.points import Discs, neighbours_together
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
        point, self._sectors, self._areas = (np.flatnonzero((kind == one).to_numpy()) for one in ("point", "sector", "area"))
        is_disc = self._circle[2][point] > 0
        self._points, self._discs = (self._near_each_other(point[those]) for those in (~is_disc, is_disc))

    def _near_each_other(self, rows: Ints) -> Ints:
        lon, lat, _ = self._circle
        return rows[neighbours_together(lon[rows], lat[rows])]

    def meeting(self, zones: ZoneIndex, told: Told, when: When | None = None) -> Met:
        """Return which zones each row's place meets. told: hears the share done and may raise to give up.

        when: what of it is asked for; all of it where it is left out. A region may have more than that, never less.
        """
        when = when or When.always(len(self._geometry), len(zones.geometry))
        steps = [
            (self._points, self._meet_discs),
            (self._discs, self._meet_discs),
            (self._sectors, self._meet_sectors),
            (self._areas, self._meet_areas),
        ]
        everything, done, parts = max(sum(len(rows) for rows, _ in steps), 1), 0, []
        for rows, meet in steps:
            if rows.size:
                parts.append(meet(zones, rows, when, partial(_told_part, told, done / everything, len(rows) / everything)))
            done += len(rows)
        return _at_rows(one_after_another(parts), np.concatenate([rows for rows, _ in steps]), len(self._geometry))

    def _meet_discs(self, zones: ZoneIndex, rows: Ints, when: When, told: Told) -> Met:
        lon, lat, radius_m = (one[rows] for one in self._circle)
        return Discs(lon, lat, radius_m, when.of(rows)).meeting(zones, told)

    def _meet_sectors(self, zones: ZoneIndex, rows: Ints, when: When, told: Told) -> Met:
        # Rows of one text share an object.
        first, number = _distinct_objects(self._geometry[rows])
        lon, lat, radius_m = (one[rows[first]] for one in self._circle)
        order = neighbours_together(lon, lat)
        shared = when.of(rows).of_shared(number, len(first)).of(order)
        circle = (lon[order], lat[order], radius_m[order])
        place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order))
        return Shapes.of_sectors(self._geometry[rows[first[order]]], circle, shared).meeting(zones, told).met_by(place[number])

    def _meet_areas(self, zones: ZoneIndex, rows: Ints, _when: When, told: Told) -> Met:
        by_object, object_of = _distinct_objects(self._geometry[rows])
        first, number = _distinct(shapely.to_wkb(self._geometry[rows[by_object]]))
        areas = self._geometry[rows[by_object[first]]]
        return _met_by_areas(areas, zones, told).met_by(number[object_of])


def _told_part(told: Told, start: float, length: float, share: float) -> None:
    told(start + share * length)


def _at_rows(met: Met, rows: Ints, count: int) -> Met:
    """Return for each of `count` rows what it meets, nothing where it is not among `rows`, whose `met` is."""
    first, end = np.zeros(count, np.int64), np.zeros(count, np.int64)
    first[rows], end[rows] = met.first, met.end
    return met._replace(first=first, end=end)


def _distinct_objects(objects: NDArray[np.object_]) -> tuple[Ints, Ints]:
    """Return where each different object comes first, and each one's number among those."""
    number, different = pd.factorize(np.fromiter(map(id, objects), np.int64, len(objects)))
    first = np.empty(len(different), np.int64)
    first[number[::-1]] = np.arange(len(number) - 1, -1, -1)
    return first, np.asarray(number, dtype=np.int64)


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
        met = _settled(Shapes.of_areas(areas[new], len(zones.geometry)).meeting(zones, told), areas[new], zones)
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
