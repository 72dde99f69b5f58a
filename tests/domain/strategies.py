"""Invented values for properties: moments within this century, intervals, matches, shares, thresholds."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from dashboard.domain.agreement import Thresholds
from dashboard.domain.intervals import Interval
from dashboard.domain.matching import Match
from dashboard.domain.verdicts import Matches

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def at(seconds):
    return EPOCH + timedelta(seconds=seconds)


def interval(start, end):
    return Interval(at(start), at(end))


# Few distinct moments, so that intervals often touch, coincide and nest.
MOMENTS = st.one_of(st.integers(0, 12), st.floats(0, 12).map(lambda seconds: round(seconds, 6)))
INTERVALS = st.tuples(MOMENTS, MOMENTS).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: interval(*pair))
SETS = st.lists(INTERVALS, max_size=6)
OPEN_SETS = st.lists(
    st.one_of(INTERVALS, MOMENTS.map(lambda one: Interval(end=at(one))), MOMENTS.map(lambda one: Interval(at(one)))), max_size=6
)

MATCHES = st.builds(
    Matches,
    act=st.sampled_from(Match),
    weapon=st.sampled_from(Match),
    party=st.sampled_from(Match),
    exemption=st.sampled_from(Match),
)
SHARES = st.floats(0, 1, exclude_min=True)
THRESHOLDS = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(lambda pair: Thresholds(violation=max(pair), outside=min(pair)))
