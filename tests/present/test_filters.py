from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.present.filters import MANY, SINGLE, Filters, day_bounds, from_query, outward, to_query

KYIV = ZoneInfo("Europe/Kyiv")
TEXTS = st.lists(st.text(min_size=1), max_size=3, unique=True).map(tuple)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2900, 1, 1))


@st.composite
def boxes(draw):
    west, east = sorted((draw(st.floats(-180, 180)), draw(st.floats(-180, 180))))
    south, north = sorted((draw(st.floats(-90, 89)), draw(st.floats(-90, 89))))
    return outward((max(west, -179.0), south, max(east, -179.0), north)) if south > -89 else None


@given(
    st.builds(
        Filters,
        first_day=DAYS,
        last_day=DAYS,
        box=st.none() | boxes(),
        **dict.fromkeys(MANY, TEXTS),
    )
)
def test_a_link_says_the_filters_and_reads_back_as_the_same(filters):
    read = from_query(to_query(filters))

    backwards = filters.first_day and filters.last_day and filters.last_day < filters.first_day
    if not backwards:
        assert read == filters
    else:
        assert (read.first_day, read.last_day) == (filters.last_day, filters.first_day)


@pytest.mark.parametrize(
    "query",
    [
        {"first_day": ["yesterday"]},
        {"first_day": ["0001-01-01"]},
        {"last_day": ["9999-12-31"]},
        {"box": ["1,2,3"]},
        {"box": ["nan,nan,nan,nan"]},
        {"box": ["40,1,30,2"]},
        {"box": ["-inf,0,inf,1"]},
        {"colour": ["red"]},
        {"box": []},
    ],
)
def test_what_a_link_says_wrongly_narrows_nothing(query):
    assert from_query(query) == Filters()


def test_a_repeated_value_of_a_link_counts_once_and_keeps_its_place():
    assert from_query({"acts": ["b", "a", "b"]}).acts == ("b", "a")


def test_days_are_local_and_the_last_one_is_included():
    low, high = day_bounds(Filters(first_day=date(2026, 3, 29), last_day=date(2026, 3, 29)), KYIV)

    assert low == datetime(2026, 3, 28, 22, tzinfo=UTC).timestamp() * 1_000_000
    assert (high - low) / 3_600_000_000 == 23, "the day the clocks go forward is an hour short"


@given(boxes().filter(bool))
def test_a_box_rounded_for_a_link_never_leaves_anything_out(box):
    west, south, east, north = outward(box)

    assert west <= box[0] <= box[2] <= east
    assert south <= box[1] <= box[3] <= north


def test_every_filter_can_be_lifted_and_one_value_of_several_taken_back():
    everything = Filters(date(2026, 1, 1), date(2026, 1, 2), **dict.fromkeys(MANY, ("a", "b")), box=(1.0, 2.0, 3.0, 4.0))

    assert set(everything.active) == {*SINGLE, *MANY}
    for name in everything.active:
        assert name not in everything.without(name).active
    assert everything.without_value("acts", "a").acts == ("b",)
