from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dashboard.present.sentences import act_label, count_of, distance, time_span

KYIV = ZoneInfo("Europe/Kyiv")
MIDNIGHT = datetime(2026, 6, 1, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("metres", "words"),
    [
        (0.4, "0 m"),
        (9.4, "9 m"),
        (44, "40 m"),
        (994, "990 m"),
        (996, "1.0 km"),
        (-3210, "3.2 km"),
        (9949, "9.9 km"),
        (41_200, "41 km"),
    ],
)
def test_a_distance_is_no_finer_than_it_is_worth(metres, words):
    assert distance(metres) == words


@pytest.mark.parametrize(
    ("start", "lasts", "words"),
    [
        (MIDNIGHT, timedelta(days=1), "2 Jun 2026"),
        (MIDNIGHT, timedelta(days=3), "2 Jun 2026 – 4 Jun 2026"),
        (MIDNIGHT, timedelta(minutes=1), "2 Jun 2026, 00:00"),
        (MIDNIGHT + timedelta(hours=6, seconds=7), timedelta(seconds=1), "2 Jun 2026, 06:00:07"),
        (MIDNIGHT + timedelta(hours=6), timedelta(minutes=40), "2 Jun 2026, 06:00 – 06:40"),
        (MIDNIGHT + timedelta(hours=22), timedelta(hours=6), "2 Jun 2026, 22:00 – 3 Jun 2026, 04:00"),
    ],
)
def test_a_time_is_told_as_sharply_as_it_is_known(start, lasts, words):
    assert time_span(start, start + lasts, KYIV) == words


def test_a_day_on_which_the_clocks_change_is_still_that_day():
    start = datetime(2026, 3, 29, tzinfo=KYIV).astimezone(UTC)

    assert time_span(start, start + timedelta(hours=23), KYIV) == "29 Mar 2026"


def test_a_day_is_told_as_a_day_where_clocks_skip_or_repeat_its_midnight():
    beirut, azores = ZoneInfo("Asia/Beirut"), ZoneInfo("Atlantic/Azores")
    skipped, repeated = datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)

    assert time_span(skipped, skipped + timedelta(hours=23), beirut) == "29 Mar 2026"
    assert time_span(repeated, repeated + timedelta(hours=25), azores) == "25 Oct 2026"
    assert time_span(repeated, repeated + timedelta(hours=1), azores) == "25 Oct 2026, 00:00 – 00:00"


def test_counts_and_acts_have_words():
    assert (count_of(1, "incident"), count_of(1204, "incident"), count_of(2, "cry", "cries")) == (
        "1 incident",
        "1,204 incidents",
        "2 cries",
    )
    assert (act_label("fire.mortar"), act_label("fire.catapult")) == ("mortar fire", "fire.catapult")
