"""Share of an observed time that lies within the times in force, for many observations at once."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from dashboard.domain.intervals import Interval

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(instant: datetime) -> int:
    """Return whole microseconds since 1970-01-01 UTC, exact for every datetime."""
    return (instant - _EPOCH) // _MICROSECOND


def share_in_force(start_us: NDArray[np.int64], end_us: NDArray[np.int64], in_force: Sequence[Interval]) -> NDArray[np.float64]:
    """Return, for each `[start, end)` in microseconds since 1970 UTC, the share 0 to 1 within disjoint intervals.

    The scalar reference is `dashboard.domain.intervals.share_within`.
    """
    covered = np.zeros(len(start_us), dtype=np.int64)
    for interval in in_force:
        low, high = microseconds(interval.start), microseconds(interval.end)
        covered += np.maximum(np.minimum(end_us, high) - np.maximum(start_us, low), 0)
    return covered / (end_us - start_us)
