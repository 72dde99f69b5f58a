"""Numbers, dates, distances and lists as English and Ukrainian write them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.intervals import BEGINNING, END, Interval
from dashboard.domain.message import Degrees, Distance, Listed, Moment, Number, Span, System, hundredths, message, percent
from dashboard.language.catalogue import LANGUAGES
from dashboard.language.say import say, sentence, words

KYIV = "Europe/Kyiv"
MIDNIGHT = datetime(2015, 2, 14, 22, tzinfo=UTC)
"""00:00 of 15 February 2015 in Kyiv."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def span(start, length, **how):
    return Span(Interval(MIDNIGHT + start, MIDNIGHT + start + length), KYIV, **how)


@pytest.mark.parametrize(
    ("value", "english", "ukrainian"),
    [
        (percent(0.624), "62 %", "62 %"),
        (percent(0.9999), "> 99 %", "> 99 %"),
        (percent(0.001), "< 1 %", "< 1 %"),
        (hundredths(0.41), "0.41", "0,41"),
        (hundredths(0.999), "> 0.99", "> 0,99"),
        (Distance(-3_210), "3.2 km", "3,2 км"),
        (Distance(44), "40 m", "40 м"),
        (Number(122.4), "122.4", "122,4"),
        (Degrees(-48.139, 2), "48.14", "48,14"),
        (Moment(MIDNIGHT, KYIV), "15 February 2015, 00:00 (Kyiv time)", "15 лютого 2015, 00:00 за київським часом"),
        (Moment(MIDNIGHT, "UTC"), "14 February 2015, 22:00 (UTC)", "14 лютого 2015, 22:00 за UTC"),
        (
            Moment(MIDNIGHT, "Asia/Beirut"),
            "15 February 2015, 00:00 (Asia/Beirut time)",
            "15 лютого 2015, 00:00 за часом зони Asia/Beirut",
        ),
        (Listed(("A", "B", "C"), "or"), "A, B or C", "A, B або C"),
        (Listed(("A", "B"), "and"), "A and B", "A і B"),
        (Listed(("A", "B")), "A; B", "A; B"),
    ],
)
def test_values_are_written_as_each_language_does(value, english, ukrainian):
    assert (words(value, "en"), words(value, "uk")) == (english, ukrainian)


@pytest.mark.parametrize(
    ("value", "english", "ukrainian"),
    [
        (span(0 * HOUR, DAY), "15 February 2015, the whole day (Kyiv time)", "15 лютого 2015, увесь день за київським часом"),
        (
            span(0 * HOUR, DAY, spoken=True),
            "on 15 February 2015, hour not known (Kyiv time)",
            "15 лютого 2015 за київським часом, година невідома",
        ),
        (
            span(3 * HOUR, HOUR / 60, spoken=True),
            "on 15 February 2015 between 03:00 and 03:01 (Kyiv time)",
            "15 лютого 2015, між 03:00 і 03:01 за київським часом",
        ),
        (
            span(3 * HOUR, HOUR / 3600),
            "15 February 2015, 03:00:00 to 03:00:01 (Kyiv time)",
            "15 лютого 2015, 03:00:00–03:00:01 за київським часом",
        ),
        (
            span(20 * HOUR, 6 * HOUR),
            "15 February 2015, 20:00 to 16 February 2015, 02:00 (Kyiv time)",
            "15 лютого 2015, 20:00 – 16 лютого 2015, 02:00 за київським часом",
        ),
        (
            Span(Interval(MIDNIGHT, END), KYIV),
            "from 15 February 2015, 00:00 (Kyiv time)",
            "з 15 лютого 2015, 00:00 за київським часом",
        ),
        (
            Span(Interval(BEGINNING, MIDNIGHT), KYIV),
            "until 15 February 2015, 00:00 (Kyiv time)",
            "до 15 лютого 2015, 00:00 за київським часом",
        ),
        (Span(Interval(), KYIV), "at all times", "увесь час"),
    ],
)
def test_a_time_is_told_as_sharply_as_it_is_known(value, english, ukrainian):
    assert (words(value, "en"), words(value, "uk")) == (english, ukrainian)


def test_a_weapon_system_that_somebody_added_to_the_table_is_told_by_its_name_there():
    assert words(System("BM-21 Grad"), "uk") == "БМ-21 «Град»"
    assert [words(System("X-1 {Own}"), language) for language in LANGUAGES] == ["X-1 {Own}"] * 2


@pytest.mark.parametrize(
    ("zone", "start", "hours", "english"),
    [
        ("Asia/Beirut", datetime(2026, 3, 28, 22, tzinfo=UTC), 23, "29 March 2026, the whole day (Asia/Beirut time)"),
        ("Atlantic/Azores", datetime(2026, 10, 25, tzinfo=UTC), 25, "25 October 2026, the whole day (Atlantic/Azores time)"),
        ("Atlantic/Azores", datetime(2026, 10, 25, tzinfo=UTC), 1, "25 October 2026, 00:00 to 00:00 (Atlantic/Azores time)"),
    ],
)
def test_a_day_is_told_as_a_day_where_clocks_skip_or_repeat_its_midnight(zone, start, hours, english):
    assert words(Span(Interval(start, start + hours * HOUR), zone), "en") == english


@given(st.text(), st.sampled_from(list(LANGUAGES)))
def test_text_from_outside_stands_in_a_sentence_as_it_came(text, language):
    assert text in say(message("party.named", party=text), language)


@given(st.floats(0, 1, exclude_min=True, exclude_max=True))
def test_only_certainty_is_printed_as_certain(share):
    assert words(percent(share), "en") not in ("0 %", "100 %")
    assert words(hundredths(share), "uk") not in ("0,00", "1,00")


def test_a_sentence_begins_with_a_capital():
    assert sentence(message("act.fire.mortar"), "uk") == "Мінометний вогонь"
