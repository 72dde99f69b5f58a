"""Numbers are times where a mapping declares what they count, or where their size leaves no doubt; then that is flagged."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ingest.times import Moment, NotATime, TimeFormat, read_time

KYIV = ZoneInfo("Europe/Kyiv")
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def read(text: str, time_format: TimeFormat) -> Moment:
    moment = read_time(text, zone=KYIV, time_format=time_format)
    assert isinstance(moment, Moment), moment
    return moment


def refused(text: str, time_format: TimeFormat) -> str:
    said = read_time(text, zone=KYIV, time_format=time_format)
    assert isinstance(said, NotATime), said
    return said.reason


@pytest.mark.parametrize(
    ("text", "time_format", "start", "length"),
    [
        ("1777807200", "epoch_s", utc(2026, 5, 3, 11, 20), SECOND),
        ("1777807200.0", "epoch_s", utc(2026, 5, 3, 11, 20), SECOND),
        ("1777807200.25", "epoch_s", utc(2026, 5, 3, 11, 20, 0, 250_000), timedelta(milliseconds=10)),
        ("0", "epoch_s", utc(1970, 1, 1), SECOND),
        ("1777807200123", "epoch_ms", utc(2026, 5, 3, 11, 20, 0, 123_000), timedelta(milliseconds=1)),
        ("46145", "excel", utc(2026, 5, 2, 21), DAY),
        ("46145.0", "excel", utc(2026, 5, 2, 21), DAY),
        ("46145.5", "excel", utc(2026, 5, 3, 9), MINUTE),
        ("46145,5", "excel", utc(2026, 5, 3, 9), MINUTE),
        ("46145.597222222222", "excel", utc(2026, 5, 3, 11, 20), MINUTE),
        ("46145.597581018519", "excel", utc(2026, 5, 3, 11, 20, 31), SECOND),
        ("61", "excel", utc(1900, 2, 28, 21, 57, 56), DAY),
        ("44683", "excel1904", utc(2026, 5, 2, 21), DAY),
    ],
)
def test_a_declared_number_is_a_time(text: str, time_format: TimeFormat, start: datetime, length: timedelta) -> None:
    moment = read(text, time_format)
    assert (moment.start, moment.end - moment.start) == (start, length)


def test_a_serial_day_is_as_long_as_its_decimals_leave_open() -> None:
    moment = read("46145.597", "excel")
    assert moment.start < utc(2026, 5, 3, 11, 20) < moment.end
    assert moment.end - moment.start >= timedelta(days=0.001)
    assert "rounded" in moment.flags[0]


@pytest.mark.parametrize(
    ("text", "time_format", "said"),
    [
        ("60", "excel", "no serial day (excel) from 1900 to 2100"),
        ("20260503", "excel", "no serial day"),
        ("1777807200", "excel", "no serial day"),
        ("1777807200000", "epoch_s", "lies beyond 2100"),
        ("-5", "epoch_s", "is not a time that can be read"),
        ("46110.145833333333", "excel", "does not exist in Europe/Kyiv"),
    ],
)
def test_a_number_that_counts_nothing_of_the_kind_is_refused(text: str, time_format: TimeFormat, said: str) -> None:
    assert said in refused(text, time_format)


def test_texts_in_a_column_of_numbers_are_read_as_ever() -> None:
    assert read("2026-05-03", "excel").end == utc(2026, 5, 3, 21)


@pytest.mark.parametrize(("text", "start"), [("1777807200", utc(2026, 5, 3, 11, 20)), ("1777807200000", utc(2026, 5, 3, 11, 20))])
def test_an_undeclared_number_is_read_only_where_its_size_leaves_no_doubt_and_flagged(text: str, start: datetime) -> None:
    moment = read(text, "")
    assert moment.start == start
    assert "since 1970, by its size" in moment.flags[0]


@pytest.mark.parametrize("text", ["46145", "46145.5", "2026050314", "177780720", "17778072000", "99999999999999", "1777807200.5"])
def test_any_other_undeclared_number_is_refused(text: str) -> None:
    assert "a mapping can declare what it counts" in refused(text, "")


@given(st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001
def test_an_instant_counted_since_1970_is_read_back(local: datetime) -> None:
    instant = local.replace(tzinfo=UTC, microsecond=0)
    seconds = int(instant.timestamp())
    assert read(str(seconds), "epoch_s").start == read(f"{seconds}000", "epoch_ms").start == instant
