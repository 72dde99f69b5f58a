"""A text becomes the time it gives, as long as it is precise, or the reason why it gives none."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.intervals import Interval
from dashboard.ingest.errors import UnknownTimeZoneError
from dashboard.ingest.times import DateOrder, Moment, NotATime, Span, TimeFault, read_interval, read_moment, time_zone

KYIV = ZoneInfo("Europe/Kyiv")
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def moment(text: str, order: DateOrder = "") -> Moment:
    read = read_moment(text, zone=KYIV, date_order=order)
    assert isinstance(read, Moment), read
    return read


def reason(text: str, order: DateOrder = "", zone: ZoneInfo = KYIV) -> str:
    read = read_moment(text, zone=zone, date_order=order)
    assert isinstance(read, NotATime), read
    return read.reason


@pytest.mark.parametrize(
    ("text", "start", "length"),
    [
        ("2026-05-03T14:20", utc(2026, 5, 3, 11, 20), MINUTE),
        ("2026-05-03 14:20", utc(2026, 5, 3, 11, 20), MINUTE),
        ("2026-05-03t9:05", utc(2026, 5, 3, 6, 5), MINUTE),
        ("2026-05-03T14:20:31", utc(2026, 5, 3, 11, 20, 31), SECOND),
        ("2026-05-03T14:20:31.5", utc(2026, 5, 3, 11, 20, 31, 500_000), timedelta(milliseconds=100)),
        ("2026-05-03T14:20:31,123", utc(2026, 5, 3, 11, 20, 31, 123_000), timedelta(milliseconds=1)),
        ("2026-05-03T14:20:31.1234567", utc(2026, 5, 3, 11, 20, 31, 123_456), timedelta(microseconds=1)),
        ("2026-05-03T14:20Z", utc(2026, 5, 3, 14, 20), MINUTE),
        ("2026-05-03 14:20:00+00:00", utc(2026, 5, 3, 14, 20), SECOND),
        ("2026-05-03 14:20 UTC", utc(2026, 5, 3, 14, 20), MINUTE),
        ("2026-05-03T14:20-0330", utc(2026, 5, 3, 17, 50), MINUTE),
        ("2026-05-03T14:20+02", utc(2026, 5, 3, 12, 20), MINUTE),
        ("20260503T1420", utc(2026, 5, 3, 11, 20), MINUTE),
        ("20260503T142031Z", utc(2026, 5, 3, 14, 20, 31), SECOND),
        ("  2026-05-03T14:20  ", utc(2026, 5, 3, 11, 20), MINUTE),
    ],
)
def test_a_time_of_day_is_as_long_as_its_text_is_precise(text: str, start: datetime, length: timedelta) -> None:
    assert moment(text) == Moment(start, start + length, has_clock=True)


@pytest.mark.parametrize("text", ["2026-05-03", "20260503", "2026/05/03", "2026.5.3"])
def test_a_bare_date_is_the_whole_local_day(text: str) -> None:
    assert moment(text) == Moment(utc(2026, 5, 2, 21), utc(2026, 5, 3, 21), has_clock=False)


def test_a_day_on_which_the_clocks_change_is_as_long_as_it_was() -> None:
    spring, autumn = moment("2026-03-29"), moment("2026-10-25")
    assert (spring.end - spring.start, autumn.end - autumn.start) == (timedelta(hours=23), timedelta(hours=25))


def test_a_day_without_midnight_begins_when_it_begins() -> None:
    read = read_moment("2026-03-29", zone=ZoneInfo("Asia/Beirut"))
    assert read == Moment(utc(2026, 3, 28, 22), utc(2026, 3, 29, 21), has_clock=False)


@pytest.mark.parametrize(
    ("text", "zone", "end"),
    [
        ("2026-03-28T24:00", "Asia/Beirut", utc(2026, 3, 28, 22)),
        ("2026-10-24T24:00", "Atlantic/Azores", utc(2026, 10, 25)),
        ("2026-10-24T24:00", "Asia/Beirut", utc(2026, 10, 24, 22)),
    ],
)
def test_the_end_of_a_day_is_one_moment_where_the_next_midnight_is_skipped_or_comes_twice(text, zone, end) -> None:
    assert read_moment(text, zone=ZoneInfo(zone)) == Moment(end, end + timedelta(minutes=1), has_clock=True)


@pytest.mark.parametrize(
    ("text", "zone", "said"),
    [
        ("2026-03-29T00:00", "Asia/Beirut", "2026-03-29 00:00 does not exist in Asia/Beirut"),
        ("2026-10-25T00:00", "Atlantic/Azores", "2026-10-25 00:00 happens twice in Atlantic/Azores"),
        ("2010-11-06T24:00", "America/St_Johns", "2010-11-07 00:00 happens twice in America/St_Johns"),
    ],
)
def test_a_clock_that_shows_midnight_where_there_is_none_or_two_is_refused(text: str, zone: str, said: str) -> None:
    assert said in reason(text, zone=ZoneInfo(zone))


def test_a_day_the_calendar_skipped_does_not_exist() -> None:
    assert "2011-12-30 does not exist in Pacific/Apia" in reason("2011-12-30", zone=ZoneInfo("Pacific/Apia"))


def test_a_time_the_clocks_skip_is_refused_and_says_so() -> None:
    assert reason("2026-03-29T03:30") == (
        "2026-03-29 03:30 does not exist in Europe/Kyiv: the clocks are put forward over it; "
        "write what was meant, 02:30+02:00 or 04:30+03:00"
    )
    assert moment("2026-03-29T02:30+02:00").start == utc(2026, 3, 29, 0, 30)
    assert moment("2026-03-29T04:30+03:00").start == utc(2026, 3, 29, 1, 30)


def test_a_time_the_clocks_repeat_is_refused_and_says_how_to_tell_which() -> None:
    said = reason("2026-10-25T03:30:10")
    assert "happens twice in Europe/Kyiv" in said
    assert "+03:00 or +02:00" in said
    assert moment("2026-10-25T03:30+02:00").start == utc(2026, 10, 25, 1, 30)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "there is no time"),
        ("   ", "there is no time"),
        ("morning", "'morning' is not a time that can be read; expected a date"),
        ("2026-02-31", "there is no day 31 of month 2 in 2026"),
        ("2025-02-29T10:00", "there is no day 29 of month 2"),
        ("2026-13-01", "there is no day 1 of month 13"),
        ("2026-05-03T24:01", "has no time of day"),
        ("2026-05-03T14:60", "has no time of day"),
        ("2026-05-03T14:20:60", "has no time of day"),
        ("2026-05-03T14:20+15:00", r"the offset +15:00 is none in use"),
        ("2026-05-03+02:00", "is not a time that can be read"),
        ("1899-12-31", "the year 1899 lies outside 1900 to 2100"),
        ("0001-01-01", "the year 1 lies outside"),
        ("2101-01-01T00:00Z", "the year 2101 lies outside"),
        ("1714730400", "is not a time that can be read"),
        ("45781.5", "is not a time that can be read"),
        ("14:20", "is not a time that can be read"),
        ("٢٠٢٦-٠٥-٠٣", "is not a time that can be read"),
        ("2026-05-03T14:20 and later", "is not a time that can be read"),
    ],
)
def test_what_is_no_time_is_refused_with_what_was_found(text: str, said: str) -> None:
    assert said in reason(text)


@pytest.mark.parametrize("text", ["03/04/2026", "13/04/2026", "3.4.2026", "03-04-2026", "03/04/2026 14:20"])
def test_a_date_in_an_undeclared_order_is_refused_even_where_it_could_be_told(text: str) -> None:
    assert '"date_order": "dmy" (day first) or "mdy"' in reason(text)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("03/04/2026", "dmy", utc(2026, 4, 3)),
        ("03/04/2026", "mdy", utc(2026, 3, 4)),
        ("3.4.2026", "dmy", utc(2026, 4, 3)),
        ("03-04-2026", "dmy", utc(2026, 4, 3)),
        ("2026/04/03", "dmy", utc(2026, 4, 3)),
    ],
)
def test_a_declared_order_says_which_number_is_the_day(text: str, order: DateOrder, day: datetime) -> None:
    read = read_moment(text, zone=ZoneInfo("UTC"), date_order=order)
    assert read == Moment(day, day + DAY, has_clock=False)


def test_a_declared_order_applies_to_dates_with_a_time_of_day() -> None:
    assert moment("03.04.2026 14:20", "dmy").start == moment("03.04.2026, 14:20", "dmy").start == utc(2026, 4, 3, 11, 20)


@pytest.mark.parametrize(
    ("text", "order"), [("04/13/2026", "dmy"), ("03/04/1", "dmy"), ("03/04/2026", "ymd"), ("003/04/2026", "dmy")]
)
def test_a_date_that_does_not_fit_the_declared_order_is_refused(text: str, order: DateOrder) -> None:
    said = reason(text, order)
    assert "does not fit the order" in said or "there is no day" in said


def interval(began: str, ended: str) -> Interval:
    read = read_interval(began, ended, zone=KYIV)
    assert isinstance(read, Span), read
    return read.interval


def faults(began: str, ended: str) -> tuple[TimeFault, ...]:
    read = read_interval(began, ended, zone=KYIV)
    assert isinstance(read, tuple), read
    return read


def test_an_end_with_a_time_of_day_is_not_included() -> None:
    assert interval("2026-05-03T14:20", "2026-05-03T14:35") == Interval(utc(2026, 5, 3, 11, 20), utc(2026, 5, 3, 11, 35))


def test_an_end_that_is_a_bare_date_includes_that_day() -> None:
    assert interval("2026-05-03", "2026-05-04").seconds == 2 * 86_400
    assert interval("2026-05-03T14:20", "2026-05-03") == Interval(utc(2026, 5, 3, 11, 20), utc(2026, 5, 3, 21))


@pytest.mark.parametrize("ended", ["", "  ", "2026-05-03T14:20"])
def test_without_an_end_or_with_the_start_as_end_it_is_as_long_as_the_text_is_precise(ended: str) -> None:
    assert interval("2026-05-03T14:20", ended).seconds == 60


def test_an_equal_end_never_makes_the_start_more_precise() -> None:
    assert interval("2026-05-03T14:20", "2026-05-03T14:20:00").seconds == 60
    assert interval("2026-05-03T14:20:00", "2026-05-03T14:20").seconds == 60
    assert interval("2026-05-03", "2026-05-03T00:00").seconds == 86_400


def test_an_end_before_the_start_is_refused() -> None:
    (fault,) = faults("2026-05-03T14:20", "2026-05-03T14:10")
    assert fault.column == "observed_to"
    assert "2026-05-03 11:10:00 UTC, lies before the start, 2026-05-03 11:20:00 UTC" in fault.reason
    (fault,) = faults("2026-05-03", "2026-05-02")
    assert fault.column == "observed_to"
    assert "the end, 2026-05-02 21:00:00 UTC, is no later than the start, 2026-05-02 21:00:00 UTC" in fault.reason


def test_both_ends_are_told_when_both_are_wrong() -> None:
    assert [fault.column for fault in faults("soon", "later")] == ["observed_from", "observed_to"]
    assert [fault.column for fault in faults("", "2026-05-03")] == ["observed_from"]


@given(st.datetimes(datetime(1900, 1, 2), datetime(2100, 12, 30)), st.sampled_from(["UTC", "Asia/Kathmandu", "America/Havana"]))  # noqa: DTZ001
def test_a_time_written_with_its_offset_is_read_back(local: datetime, zone: str) -> None:
    aware = local.replace(microsecond=0, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    assert moment(aware.isoformat()).start == aware


@given(st.text(max_size=30))
def test_no_text_makes_reading_fail(text: str) -> None:
    assert isinstance(read_moment(text, zone=KYIV), Moment | NotATime)


@pytest.mark.parametrize("name", ["Europe/Nowhere", "", "../etc/passwd", "Europe"])
def test_an_unknown_time_zone_is_named(name: str) -> None:
    with pytest.raises(UnknownTimeZoneError, match="unknown time zone"):
        time_zone(name)
