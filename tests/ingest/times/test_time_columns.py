"""Columns of times are read as the scalar rule reads each pair, and fast."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.intervals import Interval
from dashboard.ingest.times import DateOrder, Span, TimeFault, read_interval
from dashboard.ingest.times.columns import read_intervals

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
dates = st.dates(datetime(1895, 1, 1).date(), datetime(2105, 1, 1).date()).map(str)  # noqa: DTZ001
days_of_note = st.sampled_from(
    ["2026-03-29", "2026-10-25", "2026-03-28", "2026-11-01", "2026-03-08", "1899-12-31", "1900-01-01", "2100-12-31", "2101-01-01"]
)
clocks = st.builds("{:02d}:{:02d}".format, st.integers(0, 24), st.integers(0, 60))
seconds = st.sampled_from(["", "", ":00", ":59", ":60", ":30.25"])
offsets = st.sampled_from(["", "", "", "Z", "+00:00", "+03:00", " UTC", "-11"])
marks = st.sampled_from(["T", " ", "  ", "t"])
usual = st.builds("{}{}{}{}{}".format, dates | days_of_note, marks, clocks, seconds, offsets)
declared = st.builds(
    "{:02d}{mark}{:02d}{mark}{:04d} {}{}".format,
    st.integers(0, 31), st.integers(0, 31), st.sampled_from([1899, 2026, 2100, 2101]), clocks, seconds,
    mark=st.sampled_from("./-"),
)  # fmt: skip
texts = (
    declared
    | usual
    | dates
    | days_of_note
    | st.sampled_from(["", " ", "soon", "03/04/2026", "03/04/26", "20260503", "2026-02-31", "2026-02-31T10:00", "24:00", "2026"])
    | st.sampled_from(
        ["14:35", "morning of 3 May 2026", "ночь на 29 марта 2026", "~14:20 3 May 2026", "1-3 May 2026", "1714730400"]
    )
)


def one_by_one(pairs: Sequence[tuple[str, str]], zone: ZoneInfo, order: DateOrder) -> list[Span | tuple[TimeFault, ...]]:
    return [read_interval(*pair, zone=zone, date_order=order) for pair in pairs]


def together(pairs: Sequence[tuple[str, str]], zone: ZoneInfo, order: DateOrder) -> list[Span | tuple[TimeFault, ...]]:
    column = read_intervals([pair[0] for pair in pairs], [pair[1] for pair in pairs], zone=zone, date_order=order)
    spans = zip(column.start.tolist(), column.end.tolist(), strict=True)
    return [
        column.faults[at]
        if at in column.faults
        else Span(Interval(*(EPOCH + timedelta(microseconds=instant) for instant in span)), column.flags.get(at, ()))
        for at, span in enumerate(spans)
    ]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(texts, texts), max_size=12),
    st.sampled_from(["Europe/Kyiv", "Asia/Beirut", "UTC", "America/Havana", "Pacific/Apia"]).map(ZoneInfo),
    st.sampled_from(["", "dmy", "mdy", "ymd"]),
)
def test_a_column_is_read_as_its_cells_are(pairs: list[tuple[str, str]], zone: ZoneInfo, order: DateOrder) -> None:
    assert together(pairs, zone, order) == one_by_one(pairs, zone, order)


@pytest.mark.parametrize("year", range(1995, 2100, 7))
def test_a_column_knows_every_change_of_the_clocks(year: int) -> None:
    zone = ZoneInfo("Europe/Kyiv")
    days = (datetime(year, month, day) for month in (3, 10) for day in range(24, 32))  # noqa: DTZ001
    pairs = [(f"{day:%Y-%m-%d}T{hour:02d}:30", "") for day in days for hour in range(6)]
    assert together(pairs, zone, "") == one_by_one(pairs, zone, "")


def test_no_rows_are_no_intervals() -> None:
    column = read_intervals([], [], zone=ZoneInfo("UTC"))
    assert (len(column.start), len(column.end), column.faults) == (0, 0, {})


def test_a_hundred_thousand_rows_take_less_than_five_seconds() -> None:
    began = [f"2026-05-{row % 28 + 1:02d}T{row // 4200:02d}:{row % 60:02d}:{row * 7 % 60:02d}" for row in range(100_000)]
    ended = [f"2026-06-{row % 28 + 1:02d}" for row in range(100_000)]
    started = time.perf_counter()
    assert read_intervals(began, ended, zone=ZoneInfo("Europe/Kyiv")).faults == {}
    assert time.perf_counter() - started < 5
