"""Windows that recur every day by the local clock."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.daily import Daily
from dashboard.domain.intervals import END, Interval

KYIV = ZoneInfo("Europe/Kyiv")
NIGHT = Daily(time(22), time(6))


def utc(*numbers):
    return datetime(*numbers, tzinfo=UTC)


def test_a_window_over_midnight_ends_on_the_next_day():
    assert list(NIGHT.windows(KYIV, Interval(utc(2026, 7, 1, 9), utc(2026, 7, 3, 9)))) == [
        Interval(utc(2026, 7, 1, 19), utc(2026, 7, 2, 3)),
        Interval(utc(2026, 7, 2, 19), utc(2026, 7, 3, 3)),
    ]


def test_a_window_is_cut_to_the_time_asked():
    assert list(NIGHT.windows(KYIV, Interval(utc(2026, 7, 1, 20), utc(2026, 7, 1, 21)))) == [
        Interval(utc(2026, 7, 1, 20), utc(2026, 7, 1, 21))
    ]


def test_a_night_in_which_the_clocks_are_put_forward_is_an_hour_shorter():
    (night,) = NIGHT.windows(KYIV, Interval(utc(2026, 3, 28, 12), utc(2026, 3, 29, 12)))
    assert night == Interval(utc(2026, 3, 28, 20), utc(2026, 3, 29, 3))
    assert night.seconds == 7 * 3600


def test_windows_without_an_end_are_not_told():
    with pytest.raises(ValueError, match="begins and ends"):
        list(NIGHT.windows(KYIV, Interval(utc(2026, 7, 1), END)))


def test_a_window_as_long_as_the_day_is_none():
    with pytest.raises(ValueError, match="every hour"):
        Daily(time(6), time(6))


@given(st.integers(0, 5000), st.times(), st.times())
def test_a_moment_lies_in_a_window_where_its_local_clock_says_so(hours, start, end):
    moment = utc(2026, 1, 1) + timedelta(hours=hours, minutes=17)
    local = moment.astimezone(KYIV)
    changed = {(moment + timedelta(hours=step)).astimezone(KYIV).utcoffset() for step in (-30, 0, 30)}
    if start == end or len(changed) > 1:
        return
    clock = local.time()
    expected = start <= clock < end if start < end else clock >= start or clock < end
    around = Interval(moment, moment + timedelta(microseconds=1))
    assert bool(list(Daily(start, end).windows(KYIV, around))) == expected
