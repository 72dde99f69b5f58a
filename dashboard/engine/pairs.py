"""Which places meet which zones, as columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which row's place meets which zone, both by number: the share of the place inside, and how far it is from the edge.

    p_inside: above 0, to 1. edge_distance_m: of a point or disc, its centre's geodesic distance to the zone's edge, negative
    inside; of a sector or area wholly inside, the negative of its least distance to the edge; 0 for one that straddles the edge.
    """

    row: Ints
    zone: Ints
    p_inside: Floats
    edge_distance_m: Floats

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Return the pairs of all parts, sorted by row, then zone, where each part is."""
        empty = cls(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0), np.empty(0))
        columns = ("row", "zone", "p_inside", "edge_distance_m")
        whole = cls(*(np.concatenate([getattr(part, name) for part in (empty, *parts)]) for name in columns))
        if (np.diff(whole.row) >= 0).all():
            return whole
        return whole.taken(np.argsort(whole.row, kind="stable"))

    def taken(self, positions: Ints) -> Self:
        """Return the pairs at some positions."""
        return type(self)(self.row[positions], self.zone[positions], self.p_inside[positions], self.edge_distance_m[positions])
