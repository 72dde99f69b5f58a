"""Where local days begin."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.days import begins_twice, day_start, is_day_start

ZONES = st.sampled_from(
    ["Asia/Beirut", "America/Santiago", "Africa/Cairo", "Atlantic/Azores", "Asia/Gaza", "America/Havana", "Europe/Kyiv", "UTC"]
).map(ZoneInfo)
DAYS = st.dates(date(1990, 1, 1), date(2037, 12, 30))


@given(ZONES, DAYS)
def test_a_day_begins_with_its_first_instant(zone: ZoneInfo, day: date) -> None:
    start = day_start(day, zone)
    assert start.astimezone(zone).date() == day
    assert (start - timedelta(microseconds=1)).astimezone(zone).date() == day - timedelta(days=1)
    assert is_day_start(start.astimezone(zone))


@given(ZONES, DAYS, st.integers(1, 22 * 60))
def test_no_other_moment_of_it_is_a_start(zone: ZoneInfo, day: date, minutes: int) -> None:
    assert not is_day_start((day_start(day, zone) + timedelta(minutes=minutes)).astimezone(zone))


@pytest.mark.parametrize(
    ("zone", "day", "twice"),
    [
        # At 00:01 it was 23:01 of the day before.
        ("America/St_Johns", date(2010, 11, 7), True),
        ("Atlantic/Azores", date(2026, 10, 25), False),
        ("Asia/Beirut", date(2026, 10, 25), False),
        ("Asia/Beirut", date(2026, 3, 29), False),
    ],
)
def test_a_day_begins_twice_where_the_clocks_are_put_back_over_its_midnight(zone: str, day: date, twice: bool) -> None:
    assert begins_twice(day, ZoneInfo(zone)) == twice


def test_the_day_after_one_that_the_calendar_skips_begins_where_that_one_would_have() -> None:
    samoa = ZoneInfo("Pacific/Apia")
    assert day_start(date(2011, 12, 30), samoa) == day_start(date(2011, 12, 31), samoa) == datetime(2011, 12, 30, 10, tzinfo=UTC)
