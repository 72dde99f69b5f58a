"""The interval that the parts of one time make: a year, a month, days, a part of a day, or a clock; widened where approximate."""

from dataclasses import replace
from datetime import date, timedelta

from dashboard.ingest.times import words
from dashboard.ingest.times.local import (
    Clock,
    Moment,
    NotATime,
    Zone,
    at_clock,
    between_hours,
    read_day,
    whole_days,
)
from dashboard.ingest.times.sides import Context, Side
from dashboard.ingest.times.tokens import AtClock
from dashboard.ingest.times.words import DayPart

_NIGHT = "a night told by one day is read as that day and the next until 06:00: it may be the night before or after"
_DAY = timedelta(days=1)


def span(side: Side, context: Context) -> Moment | NotATime:
    """Return the interval of one time; without a zone of its own it is local to the context's."""
    named = side if side.has_date else _on_day(side, context.day)
    if named.year is None:
        return NotATime("it names no year" if named.has_date else "it names no date")
    if named.clock is None and named.zone is not None and named.zone.offset is not None:
        return NotATime("it names a time zone and no time of day")
    read = _of_day(named, context) if named.day is not None else _calendar(named)
    if isinstance(read, tuple):
        return _days(*read, named, context)
    return read if isinstance(read, NotATime) else replace(read, flags=(*named.flags, *read.flags))


def _on_day(side: Side, day: date | None) -> Side:
    return side if day is None else replace(side, year=day.year, month=day.month, day=day.day)


def _of_day(side: Side, context: Context) -> Moment | NotATime | tuple[date, date]:
    if side.month is None or side.year is None or side.day is None:
        return NotATime("it names a day and no month")
    day = read_day(side.year, side.month, side.day)
    if isinstance(day, NotATime):
        return day
    if side.weekday is not None and side.weekday.number != day.weekday():
        return NotATime(f"{day.isoformat()} is a {day:%A}, not the weekday it names")
    if side.clock is not None:
        return _at(side.clock, day, side, context)
    if side.part is not None:
        return _part(side.part, day, context.zone, about=side.about)
    return day, day + _DAY


def _calendar(side: Side) -> Moment | NotATime | tuple[date, date]:
    """Return a month, or a year where no month is named: its first day and the day after its last."""
    if side.year is None or side.has_time or side.weekday is not None:
        return NotATime(f"it names a {'time of day' if side.has_time else 'weekday'} and no day")
    first = read_day(side.year, 1 if side.month is None else side.month, 1)
    if isinstance(first, NotATime):
        return first
    if side.month is None:
        return first, date(side.year + 1, 1, 1)
    return first, _next_month(first)


def _next_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def _days(first: date, after: date, side: Side, context: Context) -> Moment | NotATime:
    unit = "day" if side.day is not None else "month" if side.month is not None else "year"
    flags = () if unit == "day" else (f"only the {unit} is named",)
    if side.about:
        first, after = _with_neighbours(first, after, unit)
        flags = (f"approximate: read with the {unit} before and after",)
    read = whole_days(first, after, context.zone)
    if isinstance(read, NotATime):
        return read
    return replace(read, flags=(*side.flags, *flags), day=None if side.about else read.day)


def _with_neighbours(first: date, after: date, unit: str) -> tuple[date, date]:
    if unit == "day":
        return first - _DAY, after + _DAY
    if unit == "month":
        return (first - _DAY).replace(day=1), _next_month(after)
    return date(first.year - 1, 1, 1), date(after.year + 1, 1, 1)


def _part(part: DayPart, day: date, zone: Zone, *, about: bool) -> Moment:
    more = words.ABOUT_HOURS if about else 0
    read = between_hours(day, part.first - more, part.after + more, zone)
    is_night = part.name == "night"
    said = _NIGHT if is_night else f"{part.name} is read as {part.first:02d}:00 to {part.after:02d}:00"
    flag = f"{said}, and an hour more on either side as approximate" if about else said
    return replace(read, flags=(flag,), day=None if is_night else day)


def _at(at: AtClock, day: date, side: Side, context: Context) -> Moment | NotATime:
    clock = _full_day_clock(at, side.part)
    if isinstance(clock, NotATime):
        return clock
    own = side.zone.offset if side.zone is not None else None
    read = at_clock(day, clock, own or context.zone, context.text, own_zone=own is not None)
    if isinstance(read, NotATime):
        return read
    if side.zone is not None and side.zone.since is not None and read.start < side.zone.since:
        since = side.zone.since.astimezone(own)
        return NotATime(f"its time zone had another offset before {since:%Y-%m-%d}; write the offset, such as +03:00")
    said = f"{at.clock.hour} o'clock, {side.part.name}, is read as {clock.hour:02d}" if side.part and not at.half else ""
    flags = (said,) if clock.hour != at.clock.hour and said else ()
    read = replace(read, flags=flags)
    if side.about:
        width = timedelta(minutes=words.ABOUT_MINUTES)
        flag = f"approximate: read with {words.ABOUT_MINUTES} minutes on either side"
        return replace(read, start=read.start - width, end=read.end + width, has_clock=False, flags=(*flags, flag))
    return read


def _full_day_clock(at: AtClock, part: DayPart | None) -> Clock | NotATime:
    """Return a clock of 24 hours: by am and pm, or by the part of the day that stands beside it."""
    hour = at.clock.hour
    if at.half:
        if not 1 <= hour <= 12:
            return NotATime("its hour is none from 1 to 12, which am and pm go with")
        hour = hour % 12 + (12 if at.half == "p" else 0)
    if part is None:
        return replace(at.clock, hour=hour)
    readings = (hour, hour + 12) if hour < 12 and not at.half else (hour,)
    meant = {one for one in readings if _goes_with(one, part)}
    if len(meant) != 1:
        return NotATime(f"its time of day and {part.name} do not go together")
    return replace(at.clock, hour=meant.pop())


def _goes_with(hour: int, part: DayPart) -> bool:
    return part.spoken_first <= hour < part.spoken_after or part.spoken_first <= hour + 24 < part.spoken_after
