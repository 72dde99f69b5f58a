"""Shares of times in force: many at once against the scalar rule."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.intervals import Interval, share_within, union
from dashboard.engine.shares import microseconds, shares_in_force

DAY = datetime(2026, 7, 1, tzinfo=UTC)
hours = st.integers(0, 400)
intervals = st.builds(
    lambda start, length: Interval(DAY + timedelta(hours=start), DAY + timedelta(hours=start + length)), hours, st.integers(1, 60)
)
times = st.one_of(st.just((Interval(),)), st.lists(intervals, max_size=12).map(union))


@given(st.lists(st.tuples(intervals, st.integers(0, 2)), min_size=1, max_size=6), st.tuples(times, times, times))
def test_shares_are_those_of_the_scalar_rule(seen, in_force) -> None:
    start, end = (np.array([microseconds(getattr(one, side)) for one, _ in seen]) for side in ("start", "end"))
    found = shares_in_force(start, end, in_force, np.array([which for _, which in seen]))
    assert found.tolist() == pytest.approx([share_within(one, in_force[which]) for one, which in seen], abs=1e-12)


def test_thousands_of_windows_of_silence_are_held_against_many_rows_at_once() -> None:
    windows = [Interval(DAY + timedelta(hours=2 * i), DAY + timedelta(hours=2 * i + 1)) for i in range(5_000)]
    start = microseconds(DAY) + np.arange(200_000) * 60_000_000
    shares = shares_in_force(start, start + 3_600_000_000, [windows], np.zeros(len(start), np.int64))
    assert shares[[0, 30, 60, 90]].tolist() == [1.0, 0.5, 0.0, 0.5]
