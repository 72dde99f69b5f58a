"""Times as whole microseconds, and the times in force as the arrays of the compiled kernels."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.intervals import BEGINNING, END, Interval
from dashboard.engine.kernels.arrays import Times

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_DAY_US = 86_400_000_000

Ints = NDArray[np.int64]


def microseconds(instant: datetime) -> int:
    """Return whole microseconds since 1970-01-01 UTC, exact for every datetime."""
    return (instant - _EPOCH) // _MICROSECOND


def microseconds_of(times: pd.Series) -> NDArray[np.int64]:
    """Return whole microseconds since 1970-01-01 UTC of a column of aware times, to be read only: they may be its own."""
    numbers = pd.DatetimeIndex(times).as_unit("us").asi8.view()
    # Said of all, since the compiled kernels are for one kind of array.
    numbers.flags.writeable = False
    return np.asarray(numbers)


def times_table(sets: Sequence[Sequence[Interval]]) -> Times:
    """Return sets of disjoint intervals in order as arrays; `kernels.holding.covered_us` reads them.

    The scalar reference of what they cover is `dashboard.domain.intervals.share_within`.
    """
    bounds = np.array([_bounds(one) for intervals in sets for one in intervals], dtype=np.int64).reshape(-1, 2)
    low, high = np.ascontiguousarray(bounds.T)
    begin = np.concatenate([[0], np.cumsum([len(one) for one in sets], dtype=np.int64)])
    until = np.concatenate([[0], np.cumsum(high - low)])
    before = until[:-1] - np.repeat(until[begin[:-1]], np.diff(begin))
    return Times(begin, low, high, before)


def _bounds(interval: Interval) -> tuple[int, int]:
    return microseconds(interval.start), microseconds(interval.end)


def days_told(start_us: NDArray[np.int64], end_us: NDArray[np.int64]) -> tuple[Interval, ...]:
    """Return the whole UTC days that any `[start, end)` meets, as disjoint intervals in order."""
    days = np.unique(np.stack([start_us // _DAY_US, -(-end_us // _DAY_US)], axis=1), axis=0)
    if not len(days):
        return ()
    reached = np.maximum.accumulate(days[:, 1])
    begins = np.flatnonzero(np.concatenate([[True], days[1:, 0] > reached[:-1]]))
    ends = np.concatenate([begins[1:] - 1, [len(days) - 1]])
    return tuple(Interval(_day(int(days[low, 0])), _day(int(reached[high]))) for low, high in zip(begins, ends, strict=True))


def _day(number: int) -> datetime:
    """Return the start of a day counted from 1970-01-01 UTC, a few days short of the bounds of time."""
    first, last = ((bound - _EPOCH).days for bound in (BEGINNING, END))
    return _EPOCH + timedelta(days=min(max(number, first + 5), last - 5))
