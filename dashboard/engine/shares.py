"""Share of an observed time that lies within the times in force, for many observations at once."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.intervals import BEGINNING, END, Interval

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_DAY_US = 86_400_000_000
_FEW = 4
"""Up to so many intervals are looked at one by one, for all rows at once."""

Ints = NDArray[np.int64]


def microseconds(instant: datetime) -> int:
    """Return whole microseconds since 1970-01-01 UTC, exact for every datetime."""
    return (instant - _EPOCH) // _MICROSECOND


def microseconds_of(times: pd.Series) -> NDArray[np.int64]:
    """Return whole microseconds since 1970-01-01 UTC of a column of aware times."""
    return np.asarray(times.dt.as_unit("us").astype("int64"), dtype=np.int64)


def shares_in_force(start_us: Ints, end_us: Ints, times: Sequence[Sequence[Interval]], number: Ints) -> NDArray[np.float64]:
    """Return, for each `[start, end)` in microseconds since 1970 UTC, the share 0 to 1 within its disjoint intervals.

    number: which of `times` each is held against. The scalar reference is `dashboard.domain.intervals.share_within`.
    """
    covered = np.zeros(len(start_us), dtype=np.int64)
    for nth in range(min(_FEW, max(map(len, times), default=0))):
        bounds = np.array([_bounds(one[nth]) if nth < len(one) <= _FEW else (0, 0) for one in times], dtype=np.int64)
        low, high = bounds[number].T
        covered += np.maximum(np.minimum(end_us, high) - np.maximum(start_us, low), 0)
    for which in (which for which, one in enumerate(times) if len(one) > _FEW):
        mine = np.flatnonzero(number == which)
        covered[mine] = _covered_by_many(start_us[mine], end_us[mine], np.array([_bounds(one) for one in times[which]]))
    return covered / (end_us - start_us)


def _covered_by_many(start_us: Ints, end_us: Ints, bounds: Ints) -> Ints:
    """Return microseconds within many intervals: what they cover up to the end, less what they cover up to the start."""
    low, high = bounds[np.argsort(bounds[:, 0])].T
    before = np.concatenate([[0], np.cumsum(high - low)])
    until = []
    for instant in (start_us, end_us):
        begun = np.searchsorted(low, instant, side="right")
        last = np.maximum(begun - 1, 0)
        until.append(np.where(begun > 0, before[last] + np.minimum(instant, high[last]) - low[last], 0))
    return np.asarray(until[1] - until[0])


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
