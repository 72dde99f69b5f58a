"""Which places meet which zones, by how much, and how far from the edge.

Points of radius 0 are tested in lon/lat, where the zone's edges are straight (RFC 7946) and the edge counts as inside.
Discs, sectors and areas are compared in equal-area planes around each; distances are geodesic, in metres on the ground.
"""

import ctypes
from collections.abc import Callable
from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.engine.areas import meet_areas
from dashboard.engine.kernels.arrays import Met
from dashboard.engine.kernels.kinds import AREA, NOWHERE, POINT, SECTOR, split_kinds
from dashboard.engine.numbering import number_integers, number_some
from dashboard.engine.pairs import Ints, When, at_rows
from dashboard.engine.parts import in_parts
from dashboard.engine.points import Discs, neighbours_together
from dashboard.engine.shapes import Shapes
from dashboard.engine.zone_cache import ZoneIndex

Told = Callable[[float], None]

_PART, _LEAST_PART = 1 << 17, 1 << 15
"""Rows whose kinds are told apart at a time."""
_KINDS = {"point": POINT, "sector": SECTOR, "area": AREA}
_TOGETHER, _LEAST_TOGETHER = 1 << 19, 1 << 15
"""Points that are put in order at a time: of more, what is told of neighbours would lie further apart than a cache reaches."""


class Places:
    """The places of an observations table, to be held against zones."""

    def __init__(self, observations: gpd.GeoDataFrame) -> None:
        self._circle = [observations[name].to_numpy(dtype=np.float64) for name in ("lon", "lat", "radius_m")]
        self._geometry = observations.geometry.to_numpy()
        find = partial(_rows_of_kinds, observations["place_kind"], self._circle[2])
        parts = in_parts(len(observations), _PART, find, least=_LEAST_PART) or [find(0, 0)]
        points, discs, self._sectors, self._areas = (np.concatenate(rows) for rows in zip(*parts, strict=True))
        self._points, self._discs = self._near_each_other(points), self._near_each_other(discs)

    def _near_each_other(self, rows: Ints) -> Ints:
        lon, lat, _ = self._circle

        def some(start: int, end: int) -> Ints:
            part = rows[start:end]
            return part[neighbours_together(lon[part], lat[part])]

        return np.concatenate(in_parts(len(rows), _TOGETHER, some, least=_LEAST_TOGETHER) or [rows])

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
        everything, done = max(sum(len(rows) for rows, _ in steps), 1), 0
        parts: list[tuple[Ints, Met]] = []
        for rows, meet in steps:
            if rows.size:
                parts.extend(meet(zones, rows, when, partial(_told_part, told, done / everything, len(rows) / everything)))
            done += len(rows)
        return at_rows(parts, len(self._geometry))

    def _meet_discs(self, zones: ZoneIndex, rows: Ints, when: When, told: Told) -> list[tuple[Ints, Met]]:
        lon, lat, radius_m = self._circle
        return Discs(rows, lon, lat, radius_m, when).meeting(zones, told)

    def _meet_sectors(self, zones: ZoneIndex, rows: Ints, when: When, told: Told) -> list[tuple[Ints, Met]]:
        # Rows of one text share an object.
        number, first = number_integers(_addresses(self._geometry, rows))
        lon, lat, radius_m = (one[rows[first]] for one in self._circle)
        order = neighbours_together(lon, lat)
        shared = when.of(rows).of_shared(number, len(first)).of(order)
        circle = (lon[order], lat[order], radius_m[order])
        place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order))
        shapes = Shapes.of_sectors(self._geometry[rows[first[order]]], circle, shared)
        return [(rows, shapes.meeting(zones, told).met_by(place[number]))]

    def _meet_areas(self, zones: ZoneIndex, rows: Ints, _when: When, told: Told) -> list[tuple[Ints, Met]]:
        number, first = number_integers(_addresses(self._geometry, rows))
        pairs, alike = meet_areas(self._geometry[rows[first]], zones, told)
        return [(rows, pairs.met_by(alike[number]))]


def _rows_of_kinds(kind: pd.Series, radius_m: NDArray[np.float64], start: int, end: int) -> list[Ints]:
    """Return which rows from `start` up to `end` are points, discs, sectors and areas."""
    number, first = number_some([kind], start, end)
    kind_of = np.array([_KINDS.get(one, NOWHERE) for one in kind.array[start + first].tolist()], dtype=np.int64)
    rows = [np.empty(len(number), np.int64) for _ in range(4)]
    counts = split_kinds(number, kind_of, radius_m[start:end] > 0, start, *rows)
    return [some[:count] for some, count in zip(rows, counts, strict=True)]


def _told_part(told: Told, start: float, length: float, share: float) -> None:
    told(start + share * length)


def _addresses(objects: NDArray[np.object_], rows: Ints) -> Ints:
    """Return a number for the object of each row, the same for the same one: what the array holds is where each lies.

    The objects themselves are not touched: that would fetch each from wherever it lies.
    """
    held = np.ascontiguousarray(objects)
    numbers = (ctypes.c_int64 * len(held)).from_address(held.ctypes.data)
    return np.asarray(np.ctypeslib.as_array(numbers)[rows], dtype=np.int64)
