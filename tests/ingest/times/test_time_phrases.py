"""What reports write as a time, in English, Ukrainian and Russian, and the interval it is held as: a table to be read."""

from collections import Counter
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from dashboard.ingest.times import DateOrder, Moment, NotATime, read_time
from dashboard.ingest.times.tokens import WORDS
from dashboard.ingest.times.words import DAY_PARTS, MONTHS, spelled

KYIV = ZoneInfo("Europe/Kyiv")


def read(text: str, order: DateOrder = "") -> Moment | NotATime:
    return read_time(text, zone=KYIV, date_order=order)


def held(text: str, order: DateOrder = "") -> str:
    """Return an interval as `date time > date time` in Kyiv, the second date only where it is another."""
    moment = read(text, order)
    assert isinstance(moment, Moment), moment
    start, end = moment.start.astimezone(KYIV), moment.end.astimezone(KYIV)
    shown = "%H:%M:%S" if start.second or end.second else "%H:%M"
    until = end.strftime(shown if start.date() == end.date() else f"%Y-%m-%d {shown}")
    return f"{start.strftime(f'%Y-%m-%d {shown}')} > {until}"


def refused(text: str, order: DateOrder = "") -> str:
    said = read(text, order)
    assert isinstance(said, NotATime), said
    return said.reason


# A day, a month and a year are as long as they are; clocks are a minute, a second or an hour.
ONE_TIME = [
    ("3 May 2026", "2026-05-03 00:00 > 2026-05-04 00:00"),
    ("3rd of May, 2026", "2026-05-03 00:00 > 2026-05-04 00:00"),
    ("May 3, 2026", "2026-05-03 00:00 > 2026-05-04 00:00"),
    ("2026 May 3", "2026-05-03 00:00 > 2026-05-04 00:00"),
    ("3-May-2026", "2026-05-03 00:00 > 2026-05-04 00:00"),
    ("3.May.2026", "2026-05-03 00:00 > 2026-05-04 00:00"),
    ("Sunday, 3 May 2026", "2026-05-03 00:00 > 2026-05-04 00:00"),
    ("3 травня 2026 року", "2026-05-03 00:00 > 2026-05-04 00:00"),
    ("3 трав. 2026 р.", "2026-05-03 00:00 > 2026-05-04 00:00"),
    ("неділя, 3 травня 2026", "2026-05-03 00:00 > 2026-05-04 00:00"),
    ("3-го мая 2026 г.", "2026-05-03 00:00 > 2026-05-04 00:00"),
    ("воскресенье, 3 мая 2026 года", "2026-05-03 00:00 > 2026-05-04 00:00"),
    ("May 2026", "2026-05-01 00:00 > 2026-06-01 00:00"),
    ("in May 2026", "2026-05-01 00:00 > 2026-06-01 00:00"),
    ("травень 2026", "2026-05-01 00:00 > 2026-06-01 00:00"),
    ("у травні 2026 року", "2026-05-01 00:00 > 2026-06-01 00:00"),
    ("в мае 2026 г.", "2026-05-01 00:00 > 2026-06-01 00:00"),
    ("2026-05", "2026-05-01 00:00 > 2026-06-01 00:00"),
    ("05.2026", "2026-05-01 00:00 > 2026-06-01 00:00"),
    ("December 2026", "2026-12-01 00:00 > 2027-01-01 00:00"),
    ("2026", "2026-01-01 00:00 > 2027-01-01 00:00"),
    ("2026 рік", "2026-01-01 00:00 > 2027-01-01 00:00"),
    ("2026 год", "2026-01-01 00:00 > 2027-01-01 00:00"),
    ("14:20, 3 May 2026", "2026-05-03 14:20 > 14:21"),
    ("3 May 2026 at 14:20:31", "2026-05-03 14:20:31 > 14:20:32"),
    ("3 May 2026 - 14:20", "2026-05-03 14:20 > 14:21"),
    ("3 May 2026, 2:20 pm", "2026-05-03 14:20 > 14:21"),
    ("3 May 2026, 2 p.m.", "2026-05-03 14:00 > 15:00"),
    ("3 May 2026, 12 am", "2026-05-03 00:00 > 01:00"),
    ("3 May 2026, 1420 hrs", "2026-05-03 14:20 > 14:21"),
    ("2026-05-03 1420", "2026-05-03 14:20 > 14:21"),
    ("3 травня 2026 о 14:20", "2026-05-03 14:20 > 14:21"),
    ("3 травня 2026 року, 14.20", "2026-05-03 14:20 > 14:21"),
    ("3 травня 2026 о 14 годині", "2026-05-03 14:00 > 15:00"),
    ("о 14 год 20 хв 3 травня 2026", "2026-05-03 14:20 > 14:21"),
    ("3 мая 2026 г. в 14 ч. 20 мин.", "2026-05-03 14:20 > 14:21"),
    ("2026-05-03T24:00", "2026-05-04 00:00 > 00:01"),
    ("3 травня 2026, 24:00", "2026-05-04 00:00 > 00:01"),
    ("о 5 ранку 3 травня 2026", "2026-05-03 05:00 > 06:00"),
    ("в 5 вечера 3 мая 2026", "2026-05-03 17:00 > 18:00"),
    ("в 2 часа ночи 3 мая 2026", "2026-05-03 02:00 > 03:00"),
    ("3 травня 2026, 14:20 вдень", "2026-05-03 14:20 > 14:21"),
]


@pytest.mark.parametrize(("text", "interval"), ONE_TIME)
def test_one_time_is_as_long_as_its_text_is_precise(text: str, interval: str) -> None:
    assert held(text) == interval


# The end of a range is not included where it is a clock, and is where it is a day, a month or a year.
RANGES = [
    ("3 травня 2026 з 14:20 до 14:35", "2026-05-03 14:20 > 14:35"),
    ("2026-05-03 from 14:20 to 14:35", "2026-05-03 14:20 > 14:35"),
    ("3 мая 2026 г. с 14:20 по 14:35", "2026-05-03 14:20 > 14:35"),
    ("2026-05-03 14:20-14:35", "2026-05-03 14:20 > 14:35"),
    ("2026-05-03 06:00-07:30", "2026-05-03 06:00 > 07:30"),
    ("2026-05-03 06:00 - 07:00", "2026-05-03 06:00 > 07:00"),
    ("2026-05-03 06:00–07:00", "2026-05-03 06:00 > 07:00"),
    ("2026-05-03T14:20/2026-05-03T14:35", "2026-05-03 14:20 > 14:35"),
    ("2026-05-03T14:20Z/2026-05-03T14:35Z", "2026-05-03 17:20 > 17:35"),
    ("2026-05-03T14:20/14:35", "2026-05-03 14:20 > 14:35"),
    ("2026-05-03/2026-05-05", "2026-05-03 00:00 > 2026-05-06 00:00"),
    ("3 May 2026, 22:00 to 4 May 2026, 02:00", "2026-05-03 22:00 > 2026-05-04 02:00"),
    ("3 May 2026 22:00 - 24:00", "2026-05-03 22:00 > 2026-05-04 00:00"),
    ("14:20-14:35 on 3 May 2026", "2026-05-03 14:20 > 14:35"),
    ("14:20-14:35 UTC, 3 May 2026", "2026-05-03 17:20 > 17:35"),
    ("between 06:00 and 07:30 on 3 May 2026", "2026-05-03 06:00 > 07:30"),
    ("from 06:00 until 07:30 on 3 May 2026", "2026-05-03 06:00 > 07:30"),
    ("2-4 pm, 3 May 2026", "2026-05-03 14:00 > 16:00"),
    ("1–3 May 2026", "2026-05-01 00:00 > 2026-05-04 00:00"),
    ("May 1–3, 2026", "2026-05-01 00:00 > 2026-05-04 00:00"),
    ("from 1 to 3 May 2026", "2026-05-01 00:00 > 2026-05-04 00:00"),
    ("30 April - 2 May 2026", "2026-04-30 00:00 > 2026-05-03 00:00"),
    ("28 December 2025 – 3 January 2026", "2025-12-28 00:00 > 2026-01-04 00:00"),
    ("April–May 2026", "2026-04-01 00:00 > 2026-06-01 00:00"),
    ("2014-2015", "2014-01-01 00:00 > 2016-01-01 00:00"),
    ("morning to evening of 3 May 2026", "2026-05-03 06:00 > 2026-05-04 00:00"),
    ("між 06:00 та 07:30 3 травня 2026", "2026-05-03 06:00 > 07:30"),
    ("з 06:00 до 07:30 3 травня 2026 року", "2026-05-03 06:00 > 07:30"),
    ("з 14 до 16 год. 3 травня 2026", "2026-05-03 14:00 > 16:00"),
    ("3 травня 2026, 14.20-14.35", "2026-05-03 14:20 > 14:35"),
    ("1-3 травня 2026", "2026-05-01 00:00 > 2026-05-04 00:00"),
    ("з 1 по 3 травня 2026", "2026-05-01 00:00 > 2026-05-04 00:00"),
    ("между 06:00 и 07:30 3 мая 2026 г.", "2026-05-03 06:00 > 07:30"),
    ("с 14 до 16 ч 3 мая 2026", "2026-05-03 14:00 > 16:00"),
    ("с 1 по 3 мая 2026", "2026-05-01 00:00 > 2026-05-04 00:00"),
    ("5:00–7:00 вечора 3 травня 2026", "2026-05-03 17:00 > 19:00"),
]


@pytest.mark.parametrize(("text", "interval"), RANGES)
def test_a_range_in_one_cell_is_one_interval(text: str, interval: str) -> None:
    assert held(text) == interval


# Parts of the day are fixed and generous; every one is flagged.
DAY_PART_TEXTS = [
    ("morning of 3 May 2026", "2026-05-03 06:00 > 12:00"),
    ("2026-05-03 morning", "2026-05-03 06:00 > 12:00"),
    ("early morning of 3 May 2026", "2026-05-03 03:00 > 09:00"),
    ("at dawn on 3 May 2026", "2026-05-03 03:00 > 09:00"),
    ("3 May 2026, noon", "2026-05-03 11:00 > 13:00"),
    ("afternoon of 3 May 2026", "2026-05-03 12:00 > 18:00"),
    ("evening 3 May 2026", "2026-05-03 17:00 > 2026-05-04 00:00"),
    ("late evening of 3 May 2026", "2026-05-03 20:00 > 2026-05-04 00:00"),
    ("3 May 2026, dusk", "2026-05-03 15:00 > 23:00"),
    ("night of 3 May 2026", "2026-05-03 00:00 > 2026-05-04 06:00"),
    ("night of 3-4 May 2026", "2026-05-03 21:00 > 2026-05-04 06:00"),
    ("overnight 3 to 4 May 2026", "2026-05-03 21:00 > 2026-05-04 06:00"),
    ("night of 30 April - 1 May 2026", "2026-04-30 21:00 > 2026-05-01 06:00"),
    ("вранці 3 травня 2026", "2026-05-03 06:00 > 12:00"),
    ("3 травня 2026 рано вранці", "2026-05-03 03:00 > 09:00"),
    ("на світанку 3 травня 2026", "2026-05-03 03:00 > 09:00"),
    ("3 травня 2026 вдень", "2026-05-03 06:00 > 21:00"),
    ("3 травня 2026 після обіду", "2026-05-03 12:00 > 18:00"),
    ("3 травня 2026, друга половина дня", "2026-05-03 12:00 > 2026-05-04 00:00"),
    ("ввечері 3 травня 2026", "2026-05-03 17:00 > 2026-05-04 00:00"),
    ("3 травня 2026 вночі", "2026-05-03 00:00 > 2026-05-04 06:00"),
    ("в ніч на 4 травня 2026", "2026-05-03 21:00 > 2026-05-04 06:00"),
    ("у ніч з 3 на 4 травня 2026", "2026-05-03 21:00 > 2026-05-04 06:00"),
    ("3 мая 2026 утром", "2026-05-03 06:00 > 12:00"),
    ("на рассвете 3 мая 2026", "2026-05-03 03:00 > 09:00"),
    ("днём 3 мая 2026", "2026-05-03 06:00 > 21:00"),
    ("3 мая 2026 после обеда", "2026-05-03 12:00 > 18:00"),
    ("вечером 3 мая 2026", "2026-05-03 17:00 > 2026-05-04 00:00"),
    ("3 мая 2026 ночью", "2026-05-03 00:00 > 2026-05-04 06:00"),
    ("ночь на 4 мая 2026", "2026-05-03 21:00 > 2026-05-04 06:00"),
    ("в ночь с 3 на 4 мая 2026", "2026-05-03 21:00 > 2026-05-04 06:00"),
    ("ночь на 1 мая 2026", "2026-04-30 21:00 > 2026-05-01 06:00"),
]


@pytest.mark.parametrize(("text", "interval"), DAY_PART_TEXTS)
def test_a_part_of_the_day_is_its_fixed_interval_and_flagged(text: str, interval: str) -> None:
    assert held(text) == interval
    moment = read(text)
    assert isinstance(moment, Moment)
    assert "read as" in moment.flags[0]


def test_a_clock_told_of_a_night_lies_in_it() -> None:
    assert held("в ніч на 4 травня 2026 о 23:30") == "2026-05-03 23:30 > 23:31"
    assert held("в ніч на 4 травня 2026 о 2:30") == "2026-05-04 02:30 > 02:31"
    assert "not in the night" in refused("в ніч на 4 травня 2026 о 14:30")


APPROXIMATE = [
    ("~14:20 3 May 2026", "2026-05-03 14:05 > 14:36"),
    ("approx. 14:20 on 3 May 2026", "2026-05-03 14:05 > 14:36"),
    ("2026-05-03 about 14:20", "2026-05-03 14:05 > 14:36"),
    ("2026-05-03 ~14:20", "2026-05-03 14:05 > 14:36"),
    ("близько 14:20 3 травня 2026", "2026-05-03 14:05 > 14:36"),
    ("3 травня 2026 приблизно о 14:20", "2026-05-03 14:05 > 14:36"),
    ("около 14:20 3 мая 2026", "2026-05-03 14:05 > 14:36"),
    ("~14:20-14:35, 3 May 2026", "2026-05-03 14:05 > 14:51"),
    ("about 2 pm on 3 May 2026", "2026-05-03 13:45 > 15:15"),
    ("around noon on 3 May 2026", "2026-05-03 10:00 > 14:00"),
    ("about 3 May 2026", "2026-05-02 00:00 > 2026-05-05 00:00"),
    ("приблизно травень 2026", "2026-04-01 00:00 > 2026-07-01 00:00"),
    ("около 2026 года", "2025-01-01 00:00 > 2028-01-01 00:00"),
]


@pytest.mark.parametrize(("text", "interval"), APPROXIMATE)
def test_an_approximate_time_is_widened_and_flagged(text: str, interval: str) -> None:
    assert held(text) == interval
    moment = read(text)
    assert isinstance(moment, Moment)
    assert "approximate" in "; ".join(moment.flags)
    assert not moment.has_clock


ZONES = [
    ("2026-05-03 14:20 (local)", "2026-05-03 14:20 > 14:21"),
    ("2026-05-03 14:20 local time", "2026-05-03 14:20 > 14:21"),
    ("2026-05-03 14:20 LT", "2026-05-03 14:20 > 14:21"),
    ("3 травня 2026, 14:20 за місцевим часом", "2026-05-03 14:20 > 14:21"),
    ("3 мая 2026, 14:20 по местному времени", "2026-05-03 14:20 > 14:21"),
    ("2026-05-03 14:20 EEST", "2026-05-03 14:20 > 14:21"),
    ("2026-05-03 14:20 EET", "2026-05-03 15:20 > 15:21"),
    ("2026-05-03 14:20 MSK", "2026-05-03 14:20 > 14:21"),
    ("3 мая 2026, 14:20 мск", "2026-05-03 14:20 > 14:21"),
    ("3 May 2026, 14:20 UTC", "2026-05-03 17:20 > 17:21"),
    ("3 May 2026, 14:20Z", "2026-05-03 17:20 > 17:21"),
    ("3 May 2026, 14:20 UTC+3", "2026-05-03 14:20 > 14:21"),
    ("3 May 2026, 14:20 +02:00", "2026-05-03 15:20 > 15:21"),
    ("Sun, 3 May 2026 14:20:31 +0300", "2026-05-03 14:20:31 > 14:20:32"),
]


@pytest.mark.parametrize(("text", "interval"), ZONES)
def test_a_zone_behind_a_clock_is_its_offset(text: str, interval: str) -> None:
    assert held(text) == interval


REFUSED = [
    ("14:20", "it names no date"),
    ("вранці", "it names no date"),
    ("3 May", "it names no year"),
    ("3 травня о 14:20", "it names no year"),
    ("May 2026, 14:20", "a time of day and no day"),
    ("3 2026", "a day and no month"),
    ("31 April 2026", "there is no day 31 of month 4 in 2026"),
    ("2014-15", "there is no day 1 of month 15"),
    ("3 May 1812", "the year 1812 lies outside 1900 to 2100"),
    ("Monday, 3 May 2026", "2026-05-03 is a Sunday, not the weekday it names"),
    ("середа, 3 травня 2026", "2026-05-03 is a Sunday"),
    ("3 May 2026 25:00", "no time of day"),
    ("3 May 2026, 13 pm", "its hour is none from 1 to 12"),
    ("3 May 2026, 14:20 вранці", "its time of day and morning do not go together"),
    ("3 May 2026 midnight", "either end of the day; write 00:00 or 24:00"),
    ("3 травня 2026 опівночі", "either end of the day"),
    ("after 14:20 on 3 May 2026", "leaves an end open"),
    ("since 3 May 2026", "leaves an end open"),
    ("після 14:20 3 травня 2026", "leaves an end open"),
    ("до 14:20 3 мая 2026", "one end of an interval"),
    ("from 3 May 2026", "one end of an interval"),
    ("3 May 2026 and 5 May 2026", "two times; a row is one observation"),
    ("3 May 2026, 14:20, 15:40", "more than one time of day"),
    ("1-3 May 2026, 14:20-14:35", "more than two times"),
    ("3 May 2026, 22:00-02:00", "where it ends on the next day, write both dates"),
    ("night of 3-6 May 2026", "a night lies between one day and the next"),
    ("3 Maj 2026", "'Maj' is not understood"),
    ("2026-05-03 14:20, heavy shelling", "'heavy' is not understood"),
    ("2026-05-03 14:20 IST", "'IST' is no time zone that is known for sure"),
    ("2026-05-03 14:20 CST", "'CST' is no time zone that is known for sure"),
    ("5 September 2014, 18:00 MSK", "had another offset before 2014-10-26"),
    ("2026-05-03 06:00-07:00", "may end at 07:00 or have the offset -07:00; write 06:00 - 07:00 with blanks"),
    ("14.20 3 травня 2026", "only behind a date; write 14:20"),
    ("1.05-3.05.2026", "only behind a date"),
    ("3 May 2026 2030", "two numbers that can be the year"),
    ("2026-05-03/14:20", "in no order that is understood"),
    ("1/3 May 2026", "in no order that is understood"),
    ("2026-05-03 - 5", "in no order that is understood"),
    ("45781.5", "a bare number; a mapping can declare what it counts"),
    ("2026050314", "a bare number"),
    ("29 March 2026, 03:30", "03:30 does not exist in Europe/Kyiv"),
    ("25 October 2026, 03:30", "happens twice in Europe/Kyiv"),
    ("29 March 2026, 01:00-03:30", "write what was meant, 02:30+02:00 or 04:30+03:00"),
    ("03/04/2026 morning", "does not say which number is the day"),
    ("3 May 26", "does not say which number is the day"),
    ("2026-05-03 2026", "names the year twice, or a time of day like the year"),
    ("6 to May 2026", "in no order that is understood"),
    ("May 2026 to 3", "in no order that is understood"),
    ("evening, ночь на 4 мая 2026", "in no order that is understood"),
    ("ночь на 4 мая 2026 UTC", "in no order that is understood"),
    ("yesterday", "'yesterday' is not understood"),
    ("3 May 2026 " * 20, "too long to be one"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED)
def test_what_cannot_be_told_is_refused_with_the_reason(text: str, said: str) -> None:
    assert said in refused(text)


def test_an_interval_longer_than_a_change_of_the_clocks_is_as_long_as_it_was() -> None:
    assert held("29 March 2026, 02:00 - 05:00") == "2026-03-29 02:00 > 05:00"
    for text, hours in (("29 March 2026, 02:00 - 05:00", 2), ("25 October 2026, 02:00 - 05:00", 4)):
        moment = read(text)
        assert isinstance(moment, Moment)
        assert (moment.end - moment.start).total_seconds() == hours * 3_600


def test_a_part_of_the_day_beside_a_change_of_the_clocks_takes_the_outer_reading() -> None:
    dawn = read("dawn, 25 October 2026")
    assert isinstance(dawn, Moment)
    assert dawn.start == datetime(2026, 10, 25, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "order", "interval"),
    [
        ("01-03.05.2026", "dmy", "2026-05-01 00:00 > 2026-05-04 00:00"),
        ("01.05.2026-03.05.2026", "dmy", "2026-05-01 00:00 > 2026-05-04 00:00"),
        ("03.05.2026 14:20-14:35", "dmy", "2026-05-03 14:20 > 14:35"),
        ("03.05.2026 06:00-07:00", "dmy", "2026-05-03 06:00 > 07:00"),
        ("05/03/2026 afternoon", "mdy", "2026-05-03 12:00 > 18:00"),
        ("03.05.26 утром", "dmy", "2026-05-03 06:00 > 12:00"),
        ("3 травня 26", "dmy", "2026-05-03 00:00 > 2026-05-04 00:00"),
        ("03-May-26", "dmy", "2026-05-03 00:00 > 2026-05-04 00:00"),
        ("May 3, 26", "mdy", "2026-05-03 00:00 > 2026-05-04 00:00"),
        ("26 May 3", "ymd", "2026-05-03 00:00 > 2026-05-04 00:00"),
    ],
)
def test_dates_in_numbers_are_read_in_the_declared_order(text: str, order: DateOrder, interval: str) -> None:
    assert held(text, order) == interval


def test_a_time_of_day_that_its_part_of_the_day_moves_is_flagged() -> None:
    moment = read("5:10 вечора 3 травня 2026")
    assert isinstance(moment, Moment)
    assert moment.flags == ("5 o'clock, evening, is read as 17",)


@pytest.mark.parametrize("text", ["3 5 May", "3 5 May, 14:20", "3 May, 14:20, 26", "26 3 травня", "5 May 3", "5 May 3 14:20"])
def test_two_numbers_beside_a_month_are_day_and_year_only_in_the_declared_order(text: str) -> None:
    assert "two days, or does not fit the order dmy" in refused(text, "dmy")


def test_two_digits_are_no_year_in_a_range() -> None:
    assert "more than one day" in refused("5 May 10-12", "dmy")


def test_a_bare_day_does_not_stand_before_a_date_that_begins_with_the_month() -> None:
    assert "in no order" in refused("01-03.05.2026", "mdy")


def test_no_spelling_means_two_things() -> None:
    assert [spelling for spelling, count in Counter(spelling for spelling, _ in WORDS).items() if count > 1] == []


def test_every_spelling_of_a_month_and_of_a_part_of_the_day_is_read() -> None:
    for number, spellings in enumerate(MONTHS, start=1):
        for spelling in spellings.split():
            assert held(f"3 {spelling.upper()}. 2026").startswith(f"2026-{number:02d}-03 00:00")
    for part in DAY_PARTS:
        for spelling in spelled(part.spellings):
            assert held(f"3 May 2026 {spelling}").startswith(f"2026-05-03 {part.first:02d}:00")


@pytest.mark.parametrize("text", ["2026-00", "2026-13", "2026-05 14:20", "2026-05T", "2026-05Z"])
def test_a_month_that_is_none_or_has_a_clock_is_refused(text: str) -> None:
    assert refused(text)
