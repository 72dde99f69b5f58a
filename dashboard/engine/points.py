"""Points and discs held against all zones by the compiled kernels."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dashboard.engine.kernels.arrays import scratch
from dashboard.engine.kernels.meeting import meet_discs
from dashboard.engine.pairs import Floats, Ints, Pairs
from dashboard.engine.parts import in_parts
from dashboard.engine.zone_cache import ZoneIndex

_PART = 1 << 16
"""Places at a time: so few that their numbers are sorted by radix, and that giving up is quick."""
_CELLS = 256
_SPREAD = np.array([int(f"{cell:b}", 4) for cell in range(_CELLS)], dtype=np.uint16)
"""The bits of a number with a 0 before each."""


@dataclass(frozen=True, slots=True)
class Discs:
    """Discs (points where the radius is 0) in degrees and metres, each with its row."""

    row: Ints
    lon: Floats
    lat: Floats
    radius_m: Floats

    def meeting(self, zones: ZoneIndex, told: Callable[[float], None]) -> Pairs:
        """Hold them against all zones; `told` as in `in_parts`."""
        return Pairs.joined(in_parts(len(self.row), _PART, lambda start, end: self._part(zones, start, end), told))

    def _part(self, zones: ZoneIndex, start: int, end: int) -> Pairs:
        lon, lat, radius = (np.array(one[start:end]) for one in (self.lon, self.lat, self.radius_m))
        # Copies, since the kernels are compiled for arrays that can be written to.
        order, room = _neighbours_together(lon, lat), scratch(len(zones.geometry))
        parts, done = [], 0
        while done < len(order):
            capacity = 2 * (len(order) - done) + len(zones.geometry)
            found = (np.empty(capacity, np.int64), np.empty(capacity, np.int64), np.empty(capacity), np.empty(capacity))
            count, done = meet_discs(*zones.arrays, *room, order, lon, lat, radius, done, *found)
            row, zone, share, edge_m = found
            parts.append(Pairs(row[:count], zone[:count], share[:count], edge_m[:count]))
        pairs = Pairs.joined(parts)
        # Numbers of 16 bits are sorted by radix. Pairs of a place stand together, its zones in order.
        in_order = pairs.taken(np.argsort(pairs.row.astype(np.uint16), kind="stable"))
        return Pairs(self.row[start + in_order.row], in_order.zone, in_order.p_inside, in_order.edge_distance_m)


def _neighbours_together(lon: Floats, lat: Floats) -> Ints:
    """Return an order in which places near each other follow each other, along a Z of squares within squares."""
    cells = [np.minimum((one - one.min()) / max(np.ptp(one), 1e-9) * _CELLS, _CELLS - 1).astype(np.int64) for one in (lon, lat)]
    return np.argsort(_SPREAD[cells[0]] | _SPREAD[cells[1]] << np.uint16(1), kind="stable").astype(np.int64)
