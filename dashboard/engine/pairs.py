"""Which places meet which zones, as columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dashboard.engine.kernels.arrays import Met
from dashboard.engine.parts import in_parts

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_PUT_AT_ONCE = 8
"""Parts that a core puts in their rows' places before it asks for more."""
_EARLIEST, _LATEST = np.iinfo(np.int64).min, np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class When:
    """From when to when each row is asked for (start, end) and each zone asks (since, until), microseconds since 1970 UTC.

    Only what meets in time is looked for in space.
    """

    start: Ints
    end: Ints
    since: Ints
    until: Ints

    @classmethod
    def always(cls, rows: int, zones: int) -> Self:
        """Return that every row is asked for in every zone, whatever the time."""
        return cls(np.zeros(rows, np.int64), np.ones(rows, np.int64), np.full(zones, _EARLIEST), np.full(zones, _LATEST))

    def of(self, rows: Ints | slice) -> Self:
        """Return the same of some rows."""
        return type(self)(self.start[rows], self.end[rows], self.since, self.until)

    def of_shared(self, number: Ints, count: int) -> Self:
        """Return the same of `count` things that rows share, `number` saying which: from the first row that does to the last."""
        start, end = np.full(count, _LATEST), np.full(count, _EARLIEST)
        np.minimum.at(start, number, self.start)
        np.maximum.at(end, number, self.end)
        return type(self)(start, end, self.since, self.until)


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

    @classmethod
    def of_rows(cls, met: Met) -> Self:
        """Return the pairs of every row, sorted by row, then zone."""
        count = met.end - met.first
        row = np.repeat(np.arange(len(count)), count)
        pair = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count) + met.first[row]
        return cls(row, met.zone[pair], met.share[pair], met.edge_m[pair])

    def taken(self, positions: Ints) -> Self:
        """Return the pairs at some positions."""
        return type(self)(self.row[positions], self.zone[positions], self.p_inside[positions], self.edge_distance_m[positions])

    def met_by(self, number: Ints) -> Met:
        """Return which zones each row meets where `row` counts the places, sorted, and `number` says which place each row has."""
        bounds = np.searchsorted(self.row, np.arange(number.max(initial=-1) + 2))
        return Met(bounds[number], bounds[number + 1], self.zone, self.p_inside, self.edge_distance_m)


def at_rows(parts: Sequence[tuple[Ints, Met]], count: int) -> Met:
    """Return for each of `count` rows what it meets, given for the rows of every part; nothing where it is in none."""
    first, end = np.zeros(count, np.int64), np.zeros(count, np.int64)
    before = np.cumsum([0, *(len(met.zone) for _, met in parts)])
    whole = Met(first, end, np.empty(before[-1], np.int64), np.empty(before[-1]), np.empty(before[-1]))

    def put(start: int, stop: int) -> None:
        for (rows, met), past in zip(parts[start:stop], before[start:stop], strict=True):
            first[rows], end[rows] = met.first + past, met.end + past
            here = slice(past, past + len(met.zone))
            whole.zone[here], whole.share[here], whole.edge_m[here] = met.zone, met.share, met.edge_m

    in_parts(len(parts), _PUT_AT_ONCE, put)
    return whole


def one_after_another(parts: Sequence[Met]) -> Met:
    """Return which zones the rows of all parts meet, a part's rows after those of the one before."""
    if len(parts) == 1:
        return parts[0]
    before = np.cumsum([0, *(len(part.zone) for part in parts)])
    first = [part.first + past for part, past in zip(parts, before, strict=False)]
    end = [part.end + past for part, past in zip(parts, before, strict=False)]
    joined = [np.concatenate(column) for column in zip(*((part.zone, part.share, part.edge_m) for part in parts), strict=True)]
    return Met(np.concatenate(first), np.concatenate(end), *joined)
