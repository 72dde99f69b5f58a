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


def microseconds(instant: datetime) -> int:
    """Return whole microseconds since 1970-01-01 UTC, exact for every datetime."""
    return (instant - _EPOCH) // _MICROSECOND


def microseconds_of(times: pd.Series) -> NDArray[np.int64]:
    """Return whole microseconds since 1970-01-01 UTC of a column of aware times."""
    return np.asarray(times.dt.as_unit("us").astype("int64"), dtype=np.int64)


def share_in_force(start_us: NDArray[np.int64], end_us: NDArray[np.int64], in_force: Sequence[Interval]) -> NDArray[np.float64]:
    """Return, for each `[start, end)` in microseconds since 1970 UTC, the share 0 to 1 within disjoint intervals in order.

    The scalar reference is `dashboard.domain.intervals.share_within`.
    """
    if not in_force:
        return np.zeros(len(start_us))
    bounds = np.array([(microseconds(one.start), microseconds(one.end)) for one in in_force], dtype=np.int64)
    low, length = bounds[:, 0], bounds[:, 1] - bounds[:, 0]
    before = np.concatenate([[0], np.cumsum(length)])

    def elapsed(moment: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how much of the intervals lies before each moment."""
        begun = np.searchsorted(low, moment, side="right")
        last = np.maximum(begun - 1, 0)
        return np.where(begun > 0, before[last] + np.minimum(moment - low[last], length[last]), 0)

    return (elapsed(end_us) - elapsed(start_us)) / (end_us - start_us)


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
