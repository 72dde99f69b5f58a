"""Points and discs held against all zones by the compiled kernels."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dashboard.engine.kernels.arrays import Met, scratch
from dashboard.engine.kernels.meeting import meet_discs
from dashboard.engine.pairs import Floats, Ints, When, one_after_another
from dashboard.engine.parts import in_parts
from dashboard.engine.zone_cache import ZoneIndex

_PART, _LEAST_PART = 1 << 14, 1 << 11
"""Places at a time: so few that they stay in a core's own memory and no core waits long for another; so many that it is worth
another core."""
_CELLS = 256
_MOST = _CELLS - 1e-6
_SPREAD = np.array([int(f"{cell:b}", 4) for cell in range(_CELLS)], dtype=np.uint16)
"""The bits of a number with a 0 before each."""


@dataclass(frozen=True, slots=True)
class Discs:
    """Some rows of a table that are discs (points where the radius is 0), in degrees and metres; when each row is asked for.

    They may come in any order; held the quickest in that of `neighbours_together`.
    """

    rows: Ints
    lon: Floats
    lat: Floats
    radius_m: Floats
    when: When

    def meeting(self, zones: ZoneIndex, told: Callable[[float], None]) -> list[tuple[Ints, Met]]:
        """Hold them against all zones: some rows, and what they meet, in parts; `told` as in `in_parts`."""

        def work(start: int, end: int) -> tuple[Ints, Met]:
            return self.rows[start:end], self._part(zones, self.rows[start:end])

        return in_parts(len(self.rows), _PART, work, told, least=_LEAST_PART)

    def _part(self, zones: ZoneIndex, some: Ints) -> Met:
        lon, lat, radius, when = self.lon[some], self.lat[some], self.radius_m[some], self.when.of(some)
        chosen, surely = np.empty(len(zones.geometry), np.int64), np.zeros((len(zones.geometry), 4))
        room, done, parts = scratch(len(zones.geometry)), 0, []
        while done < len(lon):
            begun, capacity = done, 2 * (len(lon) - done) + len(zones.geometry)
            first, end = np.empty(len(lon), np.int64), np.empty(len(lon), np.int64)
            zone, share, edge_m = np.empty(capacity, np.int64), np.empty(capacity), np.empty(capacity)
            asked = (*zones.arrays, *room, chosen, surely, lon, lat, radius, when.start, when.end, when.since, when.until)
            count, done = meet_discs(*asked, begun, first, end, zone, share, edge_m)
            parts.append(Met(first[begun:done], end[begun:done], zone[:count], share[:count], edge_m[:count]))
        return one_after_another(parts)


def neighbours_together(lon: Floats, lat: Floats) -> Ints:
    """Return an order in which places near each other follow each other, along a Z of squares within squares."""
    if not lon.size:
        return np.empty(0, np.int64)
    column, row = (((one - one.min()) * (_MOST / max(np.ptp(one), 1e-9))).astype(np.uint8) for one in (lon, lat))
    # Numbers of 16 bits are sorted by radix.
    return np.argsort(_SPREAD[column] | _SPREAD[row] << np.uint16(1), kind="stable")
