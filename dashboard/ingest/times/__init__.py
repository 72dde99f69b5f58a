"""Text to time, as long as the text is precise: a minute, a second, a whole local day. Nothing about a date is guessed.

This is the readable rule; `time_columns` applies it to many rows. `read_moment` knows the exact spellings alone, as an agreement
needs them; `read_time` the words and numbers that reports hold besides.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dashboard.domain.intervals import Interval
from dashboard.ingest.invisible import visible
from dashboard.ingest.quoting import quoted
from dashboard.ingest.times.dates import DateOrder, read_numeric_date, short_year
from dashboard.ingest.times.local import (
    FIRST_YEAR,
    LAST_YEAR,
    Clock,
    Moment,
    NotATime,
    Zone,
    at_clock,
    end_of,
    read_offset,
    stamp,
    time_zone,
    whole_days,
)
from dashboard.ingest.times.numbers import TimeFormat, read_number, read_unmistakable
from dashboard.ingest.times.phrases import read_phrase
from dashboard.ingest.times.sides import Context

__all__ = [
    "FIRST_YEAR", "LAST_YEAR", "NUMBER_WANTED", "DateOrder", "Moment", "NotATime", "Span", "TimeFault", "TimeFormat",
    "read_interval", "read_moment", "read_time", "time_zone",
]  # fmt: skip

_CLOCK = r"(?P<h>[0-9]{1,2}):(?P<min>[0-9]{2})(?::(?P<s>[0-9]{2})(?:[.,](?P<frac>[0-9]{1,12}))?)?"
_OFFSET = r"(?:\s?(?P<offset>Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?))?"
_ISO = re.compile(rf"(?P<a>[0-9]{{4}})-(?P<b>[0-9]{{2}})-(?P<c>[0-9]{{2}})(?:[T\s]\s*{_CLOCK}{_OFFSET})?", re.IGNORECASE)
_COMPACT = re.compile(
    rf"(?P<a>[0-9]{{4}})(?P<b>[0-9]{{2}})(?P<c>[0-9]{{2}})"
    rf"(?:T(?P<h>[0-9]{{2}})(?P<min>[0-9]{{2}})(?:(?P<s>[0-9]{{2}})(?:[.,](?P<frac>[0-9]{{1,12}}))?)?{_OFFSET})?",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    rf"(?P<a>[0-9]{{1,4}})(?P<mark>[/.\-])(?P<b>[0-9]{{1,2}})(?P=mark)(?P<c>[0-9]{{1,4}})(?:,?[T\s]\s*{_CLOCK}{_OFFSET})?",
    re.IGNORECASE,
)
_TWO_CLOCKS = re.compile(r"(?P<iso>[0-9]{4}-)?.*[0-9],?\s\s*(?P<from>[0-9]{1,2}:[0-9]{2})\s?(?P<to>-[0-9]{2}:[0-9]{2})")
_WESTERN_OFFSETS = frozenset({*(f"-{hour:02d}:00" for hour in range(1, 13)), "-02:30", "-03:30", "-04:30", "-09:30"})
"""The offsets west of Greenwich that are or lately were in use: `-07:30` behind a time of day can only be its end."""
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_MOST = 120
"""Characters; what is longer is a story, not a time."""
NUMBER_WANTED = "it is a bare number; a mapping can declare what it counts, as its time_format"
"""Why a number is refused of which nobody said what it counts."""
_EXPECTED = "expected a date or a date and time such as 2026-05-03 or 2026-05-03T14:20+03:00"


@dataclass(frozen=True, slots=True)
class TimeFault:
    """What is wrong with one cell of an observed interval, or with both together.

    column: observed_from, observed_to or time_zone.
    """

    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Span:
    """An observed interval, and what a person should see of how it was read."""

    interval: Interval
    flags: tuple[str, ...] = ()


def read_interval(
    from_text: str, to_text: str, *, zone: Zone, date_order: DateOrder = "", time_format: TimeFormat = ""
) -> Span | tuple[TimeFault, ...]:
    """Return the interval two cells give, or everything that is wrong with them.

    An end with a time of day is not included; an end that is a bare date includes that day. Without an end, or with an end
    equal to the start, the interval is as long as the text is precise. An end that is only a time of day is on the day of the
    start, where that names one day.
    """
    began = read_time(from_text, zone=zone, date_order=date_order, time_format=time_format)
    day = began.day if isinstance(began, Moment) else None
    if not to_text.strip():
        ended = began
    else:
        ended = read_time(to_text, zone=zone, date_order=date_order, time_format=time_format, day=day)
    if isinstance(began, NotATime) or isinstance(ended, NotATime):
        cells = {"observed_from": began} if ended is began else {"observed_from": began, "observed_to": ended}
        return tuple(TimeFault(column, read.reason) for column, read in cells.items() if isinstance(read, NotATime))
    end = end_of(began, ended)
    if end <= began.start:
        order = "lies before" if end < began.start else "is no later than"
        return (TimeFault("observed_to", f"the end, {stamp(end)}, {order} the start, {stamp(began.start)}"),)
    return Span(Interval(began.start, end), joined_flags(began.flags, ended.flags))


def joined_flags(began: tuple[str, ...], ended: tuple[str, ...]) -> tuple[str, ...]:
    """Return what was said of either end, each once."""
    return tuple(dict.fromkeys((*began, *ended)))


def read_time(
    text: str, *, zone: Zone, date_order: DateOrder = "", time_format: TimeFormat = "", day: date | None = None
) -> Moment | NotATime:
    """Return the time a report's text gives: in an exact spelling, a number, or words; without an offset local to `zone`.

    day: the day of a text that names none; without it such a text is refused.
    """
    stripped = visible(text)
    number = read_number(stripped, zone=zone, time_format=time_format) if time_format else None
    number = number or (read_unmistakable(stripped) if stripped.isdigit() else None)
    if number is not None:
        return number
    if not stripped or len(stripped) > _MOST:
        return _unread(stripped, "it is too long to be one") if stripped else NotATime(f"there is no time; {_EXPECTED}")
    two_clocks = _TWO_CLOCKS.fullmatch(stripped) if stripped[-6:-5] == "-" else None
    if two_clocks is not None and two_clocks["iso"] and two_clocks["to"] in _WESTERN_OFFSETS:
        return _offset_or_end(stripped, two_clocks["from"], two_clocks["to"])
    exact = None if two_clocks is not None else _exact(stripped, zone, date_order)
    return exact or _in_words(Context(stripped, zone, date_order, day))


def _in_words(context: Context) -> Moment | NotATime:
    read = read_phrase(context)
    if isinstance(read, Moment) or read.wants_order:
        return read
    is_number = _NUMBER.fullmatch(context.text)
    why = NUMBER_WANTED if is_number else read.reason
    return _unread(context.text, why)


def _offset_or_end(text: str, first: str, offset: str) -> NotATime:
    last = offset[1:]
    return NotATime(
        f"{quoted(text)} may end at {last} or have the offset {offset}; "
        f"write {first} - {last} with blanks, or a T before the time of day"
    )


def read_moment(text: str, *, zone: Zone, date_order: DateOrder = "") -> Moment | NotATime:
    """Return the time a text gives in an exact spelling; without an offset it is local to `zone`.

    Years outside 1900 to 2100 are refused.
    """
    stripped = text.strip()
    if not stripped:
        return NotATime(f"there is no time; {_EXPECTED}")
    return _exact(stripped, zone, date_order) or _unread(stripped, "")


def _unread(text: str, why: str) -> NotATime:
    return NotATime(f"{quoted(text)} is not a time that can be read{why and ': '}{why}; {_EXPECTED}")


def _exact(text: str, zone: Zone, date_order: DateOrder) -> Moment | NotATime | None:
    """Return what an exact spelling gives; None where the text is in none."""
    match = _ISO.fullmatch(text) or _COMPACT.fullmatch(text) or _ORDERED.fullmatch(text)
    if match is None:
        return None
    parts = match["a"], match["b"], match["c"]
    day = read_numeric_date(parts, date_order, text)
    if isinstance(day, NotATime):
        return day
    moment = _whole_day(day, zone) if match["h"] is None else _at_clock(match, day, zone, text)
    flags = short_year(parts, day)
    return replace(moment, flags=flags) if flags and isinstance(moment, Moment) else moment


def _whole_day(day: date, zone: Zone) -> Moment | NotATime:
    return whole_days(day, day + timedelta(days=1), zone)


def _at_clock(match: re.Match[str], day: date, zone: Zone, text: str) -> Moment | NotATime:
    second = match["s"]
    clock = Clock(int(match["h"]), int(match["min"]), int(second) if second else None, match["frac"] or "")
    if match["offset"] is None:
        return at_clock(day, clock, zone, text)
    own = read_offset(match["offset"])
    if isinstance(own, NotATime):
        return own
    return at_clock(day, clock, own, text, own_zone=True)
