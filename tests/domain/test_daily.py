"""Windows that recur every day by the local clock."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.daily import Daily
from dashboard.domain.intervals import END, Interval, union

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


ZONES = [
    ZoneInfo(name)
    for name in (
        "Asia/Beirut",
        "America/Santiago",
        "Africa/Cairo",
        "Atlantic/Azores",
        "Asia/Gaza",
        "America/Havana",
        "Pacific/Apia",
    )
]
BY_THE_HOUR = st.integers(0, 23).map(time)


@pytest.mark.parametrize(
    ("zone", "day", "start", "end"),
    [
        # Skipped: at 00:00 it is 01:00, and the day begins with that change.
        ("Asia/Beirut", (2026, 3, 29), utc(2026, 3, 28, 22), utc(2026, 3, 29, 3)),
        ("America/Santiago", (2026, 9, 6), utc(2026, 9, 6, 4), utc(2026, 9, 6, 9)),
        ("Africa/Cairo", (2026, 4, 24), utc(2026, 4, 23, 22), utc(2026, 4, 24, 3)),
        ("Atlantic/Azores", (2026, 3, 29), utc(2026, 3, 29, 1), utc(2026, 3, 29, 6)),
        # At 24:00 it is 23:00 again: 00:00 comes once.
        ("Asia/Beirut", (2026, 10, 25), utc(2026, 10, 24, 22), utc(2026, 10, 25, 4)),
        # At 01:00 it is 00:00 again: both of them belong to the new day, which begins with the first.
        ("Atlantic/Azores", (2026, 10, 25), utc(2026, 10, 25, 0), utc(2026, 10, 25, 7)),
        ("Asia/Gaza", (2021, 10, 29), utc(2021, 10, 28, 21), utc(2021, 10, 29, 4)),
    ],
)
def test_a_window_that_begins_or_ends_at_midnight_does_so_where_the_days_meet(zone, day, start, end):
    whole = Interval(start - timedelta(hours=12), end + timedelta(hours=12))
    windows = list(Daily(time(0), time(6)).windows(ZoneInfo(zone), whole))
    assert Interval(start, end) in windows
    evening = list(Daily(time(21), time(0)).windows(ZoneInfo(zone), whole))
    assert start in [one.end for one in evening]


@given(st.sampled_from(ZONES), st.integers(0, 10 * 365 * 24 * 4), BY_THE_HOUR)
def test_before_and_after_midnight_is_told_by_the_local_clock_across_every_change(zone, quarters, other):
    """`[00:00, x)` and `[x, 24:00)` share a day out as the clock shows it, whatever the clocks do at midnight."""
    moment = utc(2018, 1, 1) + timedelta(minutes=15) * quarters
    changes = {(moment + timedelta(hours=step)).astimezone(zone).utcoffset() for step in (-30, 0, 30)}
    bounds = {datetime.combine(moment.astimezone(zone).date(), other, zone).replace(fold=fold).utcoffset() for fold in (0, 1)}
    if other == time(0) or (len(changes) > 1 and len(bounds) > 1):
        return  # A change at the other bound is refused when the agreement is read.
    around = Interval(moment, moment + timedelta(microseconds=1))
    is_early = bool(list(Daily(time(0), other).windows(zone, around)))
    is_late = bool(list(Daily(other, time(0)).windows(zone, around)))
    assert (is_early, is_late) == (moment.astimezone(zone).time() < other, moment.astimezone(zone).time() >= other)


@given(st.sampled_from(ZONES), st.integers(0, 10 * 365))
def test_silence_from_evening_to_midnight_and_from_midnight_to_morning_is_that_of_the_whole_night(zone, days):
    around = Interval(utc(2018, 1, 1) + timedelta(days=days), utc(2018, 1, 4) + timedelta(days=days))
    halves = [*Daily(time(21), time(0)).windows(zone, around), *Daily(time(0), time(6)).windows(zone, around)]
    assert union(halves) == union(Daily(time(21), time(6)).windows(zone, around))
