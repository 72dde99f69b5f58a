"""Whatever a text says, its interval is never empty and never sharper than the text."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.ingest.times import Moment, NotATime, read_time

KYIV = ZoneInfo("Europe/Kyiv")
NAUGHTY_STRINGS = Path(__file__).resolve().parents[4] / "shared" / "corpora" / "blns" / "blns.json"

instants = st.datetimes(datetime(1901, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
days = st.dates(date(1901, 1, 1), date(2099, 12, 31))
offsets = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
PRECISIONS = {
    "minutes": timedelta(minutes=1), "seconds": timedelta(seconds=1), "milliseconds": timedelta(milliseconds=1),
    "microseconds": timedelta(microseconds=1),
}  # fmt: skip
fragments = st.sampled_from(
    [
        "3 May 2026", "2026-05-03", "травня", "3", "4", "мая 2026", "2026", "14:20", "14.35", "2 pm", "1420", "2026-05-03T14:20Z",
        "03/04/26", "Sunday", "24:00", "-", "–", "/", "to", "до", "по", "на", "and", "та", "between", "з", "с", "from", "о", "г.",
        ",", "(", "T", "morning", "вночі", "ночь на", "ввечері", "noon", "~", "близько", "about", "UTC", "EET", "local", "+03:00",
    ]
)  # fmt: skip
phrases = st.lists(fragments, min_size=1, max_size=8).map(" ".join)


def read(text: str, zone: ZoneInfo | timezone = KYIV) -> Moment:
    moment = read_time(text, zone=zone)
    assert isinstance(moment, Moment), (text, moment)
    return moment


@given(instants, offsets, st.sampled_from(sorted(PRECISIONS)), st.sampled_from("T "))
def test_an_iso_text_holds_its_instant_and_is_as_long_as_it_is_precise(
    instant: datetime, offset: timezone, precision: str, mark: str
) -> None:
    # Behind minutes and a blank `-07:00` may be the end of a range too, and is refused.
    written = instant.astimezone(offset)
    sep = "T" if precision == "minutes" and (written.utcoffset() or timedelta(0)) < timedelta(0) else mark
    moment = read(written.isoformat(sep=sep, timespec=precision).replace("+00:00", "Z"))
    assert moment.start <= instant < moment.end
    assert moment.end - moment.start == PRECISIONS[precision]


@given(days, offsets)
def test_a_date_a_month_and_a_year_hold_every_instant_of_theirs_and_no_other(day: date, offset: timezone) -> None:
    for cut in (10, 7, 4):
        text = day.isoformat()[:cut]
        moment = read(text, offset)
        last = moment.end - timedelta(microseconds=1)
        assert {moment.start.astimezone(offset).isoformat()[:cut], last.astimezone(offset).isoformat()[:cut]} == {text}
        before = (moment.start - timedelta(microseconds=1)).astimezone(offset)
        assert text not in (before.isoformat()[:cut], moment.end.astimezone(offset).isoformat()[:cut])


@settings(max_examples=500, deadline=None)
@given(phrases, st.sampled_from(["", "dmy", "mdy", "ymd"]))
def test_no_phrase_makes_reading_fail_or_an_interval_empty(text: str, order: str) -> None:
    moment = read_time(text, zone=KYIV, date_order=order)  # type: ignore[arg-type]
    assert isinstance(moment, NotATime) or moment.start < moment.end


@given(days, st.times(), st.sampled_from(["~{}", "about {}", "близько {}", "около {}"]))
def test_an_approximate_time_holds_the_exact_one_with_room_on_both_sides(day: date, clock: object, about: str) -> None:
    text = f"{str(clock)[:5]} {day}"
    exact, wide = read(text, UTC), read(about.format(text), UTC)
    assert wide.start < exact.start
    assert wide.end > exact.end


@given(days, st.times(), st.times())
def test_a_range_of_clocks_goes_from_the_one_to_the_other(day: date, one: object, other: object) -> None:
    first, last = sorted((str(one)[:5], str(other)[:5]))
    moment = read(f"{day} {first} – {last}", UTC)
    began, ended = read(f"{day} {first}", UTC), read(f"{day} {last}", UTC)
    assert moment.start == began.start
    assert moment.end == (ended.start if first != last else ended.end)


@given(days, st.integers(0, 40))
def test_a_range_of_days_holds_both_whole(first: date, more: int) -> None:
    last = first + timedelta(days=more)
    moment = read(f"{first:%d} {first:%B} {first:%Y} to {last:%d} {last:%B} {last:%Y}")
    assert (moment.start, moment.end) == (read(str(first)).start, read(str(last)).end)


@pytest.mark.skipif(not NAUGHTY_STRINGS.is_file(), reason="the naughty strings are not at ../shared/corpora/blns")
@pytest.mark.parametrize("form", ["{}", "2026-05-03 {}", "{} 3 May 2026", "2026-05-03T14:20/{}", "~{}"])
def test_naughty_strings_are_times_or_refused(form: str) -> None:
    for text in json.loads(NAUGHTY_STRINGS.read_text(encoding="utf-8")):
        moment = read_time(form.format(text), zone=KYIV)
        assert isinstance(moment, NotATime) or moment.start < moment.end
