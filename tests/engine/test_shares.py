"""Shares of times in force: many at once against the scalar rule."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.intervals import Interval, share_within, union
from dashboard.engine.kernels.holding import covered_us
from dashboard.engine.shares import microseconds, times_table

DAY = datetime(2026, 7, 1, tzinfo=UTC)
hours = st.integers(0, 400)
intervals = st.builds(
    lambda start, length: Interval(DAY + timedelta(hours=start), DAY + timedelta(hours=start + length)), hours, st.integers(1, 60)
)
times = st.one_of(st.just((Interval(),)), st.lists(intervals, max_size=12).map(union))


def shares(seen: list[Interval], which: list[int], in_force: Sequence[Sequence[Interval]]) -> list[float]:
    """The share of each observed time within the set of intervals it is held against, by the compiled function."""
    table = times_table(in_force)
    bounds = [(microseconds(one.start), microseconds(one.end)) for one in seen]
    return [covered_us(table, number, start, end) / (end - start) for (start, end), number in zip(bounds, which, strict=True)]


@given(st.lists(st.tuples(intervals, st.integers(0, 2)), min_size=1, max_size=6), st.tuples(times, times, times))
def test_shares_are_those_of_the_scalar_rule(seen, in_force) -> None:
    found = shares([one for one, _ in seen], [which for _, which in seen], in_force)
    assert found == pytest.approx([share_within(one, in_force[which]) for one, which in seen], abs=1e-12)


def test_thousands_of_windows_of_silence_are_as_exact_as_one() -> None:
    windows = [Interval(DAY + timedelta(hours=2 * i), DAY + timedelta(hours=2 * i + 1)) for i in range(5_000)]
    begins = [DAY + timedelta(minutes=minute) for minute in (0, 30, 60, 90, 2 * 60 * 4_999, 2 * 60 * 5_000)]
    seen = [Interval(begin, begin + timedelta(hours=1)) for begin in begins] + [Interval(DAY, DAY + timedelta(hours=20_000))]
    assert shares(seen, [0] * len(seen), [windows]) == [1.0, 0.5, 0.0, 0.5, 1.0, 0.0, 0.25]
