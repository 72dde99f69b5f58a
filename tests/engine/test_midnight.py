"""Windows of the day that begin or end at midnight, in zones whose clocks change at it: by the local clock, in both engines."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.daily import Daily
from dashboard.domain.intervals import Interval
from dashboard.domain.observation import Observation, Point
from dashboard.domain.verdicts import Verdict
from dashboard.engine.assess import assess
from dashboard.engine.reference import assess_one
from tests.engine.builders import agreement, observation, provision, table, zone

QUARTER = timedelta(minutes=15)
SINCE = Interval(datetime(2020, 1, 1, tzinfo=UTC))
CHANGES = {
    "Asia/Beirut": ((2026, 3, 29), (2026, 10, 25)),
    "America/Santiago": ((2026, 4, 5), (2026, 9, 6)),
    "Africa/Cairo": ((2026, 4, 24), (2026, 10, 30)),
    "Atlantic/Azores": ((2026, 3, 29), (2026, 10, 25)),
    "Asia/Gaza": ((2020, 3, 28), (2021, 10, 29)),
}
cases = st.sampled_from([(name, day) for name, days in CHANGES.items() for day in days])
windows = st.sampled_from(
    [Daily(time(0), time(6)), Daily(time(18), time(0)), Daily(time(21), time(5)), Daily(time(0), time(4, 30))]
)
quarters = st.lists(st.integers(-120, 120), min_size=1, max_size=6, unique=True)
lengths = st.sampled_from([QUARTER, 4 * QUARTER, 90 * QUARTER])


def seen(day: tuple[int, int, int], quarter: int, length: timedelta) -> Observation:
    start = datetime(*day, tzinfo=UTC) + quarter * QUARTER
    return observation(Point(37.5, 48.5), observed=Interval(start, start + length))


@settings(max_examples=150, deadline=None)
@given(cases, windows, quarters, lengths)
def test_around_a_change_of_the_clocks_the_engine_equals_the_reference(case, window, at, length):
    name, day = case
    held = agreement([zone()], [provision(daily=window)], time_zone=name, in_force=(SINCE,))
    told = [seen(day, quarter, length) for quarter in at]
    result = assess(table(told), held, engine_version="t")
    expected = [assess_one(one, held) for one in told]
    assert [Verdict(one) for one in result.verdicts] == [verdict for verdict, _ in expected]
    shares = [finding.p_in_force for _, findings in expected for finding in findings]
    assert result.findings["p_in_force"].tolist() == pytest.approx(shares)


@settings(max_examples=150, deadline=None)
@given(cases, windows, quarters)
def test_a_quarter_of_an_hour_is_in_the_window_where_its_clock_says_so(case, window, at):
    name, day = case
    held = agreement([zone()], [provision(daily=window)], time_zone=name, in_force=(SINCE,))
    told = [seen(day, quarter, QUARTER) for quarter in at]
    clocks = [one.observed.start.astimezone(ZoneInfo(name)).time() for one in told]
    start, end = window.start, window.end
    expected = [start <= clock < end if start < end else clock >= start or clock < end for clock in clocks]
    verdicts = assess(table(told), held, engine_version="t").verdicts
    assert [Verdict(one) is Verdict.POTENTIAL_VIOLATION for one in verdicts] == expected
