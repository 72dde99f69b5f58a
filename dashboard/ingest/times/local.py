"""Local days and clocks to instants, as long as what is known of them; what the clocks skip or repeat is refused."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dashboard.domain.days import begins_twice, day_start
from dashboard.ingest.errors import UnknownTimeZoneError
from dashboard.ingest.quoting import quoted

Zone = ZoneInfo | timezone
"""Where a local time is local: a place with its clock changes, or one offset for good."""
FIRST_YEAR, LAST_YEAR = 1900, 2100
_OFFSET_CELL = re.compile(
    r"(?:Z|UTC|GMT)|(?:UTC|GMT)?\s?(?P<sign>[+\-\u2212])(?P<h>[0-9]{1,2})(?::?(?P<min>[0-9]{2}))?", re.IGNORECASE
)
_HOUR, _MINUTE, _SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
_FRACTIONS = tuple(timedelta(microseconds=10 ** (6 - digits)) for digits in range(7))
_NO_ZONE = "{} is no time zone; expected a name such as Europe/London or an offset such as +03:00"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as a text gives it: `[start, end)` in aware UTC.

    has_clock: whether the text names one time of day, so that as an end it is not included. flags: what a person should see of
    how it was read. day: the one day it names in the zone it was read in; None where it names several or its own zone.
    """

    start: datetime
    end: datetime
    has_clock: bool
    flags: tuple[str, ...] = ()
    day: date | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class NotATime:
    """A text that is no time, or not one time; `reason` says what was found and what was expected.

    wants_order: whether all it lacks is which number of a date is the day.
    """

    reason: str
    wants_order: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it is written; None and an empty fraction stand for what is not written."""

    hour: int
    minute: int | None = None
    second: int | None = None
    fraction: str = ""

    @property
    def length(self) -> timedelta:
        """How long the time is that the text leaves open."""
        if not self.fraction:
            return _HOUR if self.minute is None else _MINUTE if self.second is None else _SECOND
        return _FRACTIONS[min(len(self.fraction), 6)]

    @property
    def is_end_of_day(self) -> bool:
        """Whether it is 24:00."""
        return self.hour == 24 and not (self.minute or self.second or self.fraction.strip("0"))


def time_zone(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name; UnknownTimeZoneError where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise UnknownTimeZoneError(name) from fault


@lru_cache(maxsize=1_000)
def read_offset(text: str) -> timezone | NotATime:
    """Return the offset a text such as Z, UTC, +03, +0300 or +03:00 names."""
    if text.upper() in ("Z", "UTC", "GMT"):
        return UTC
    hours, minutes = int(text[1:3]), int(text[3:].lstrip(":") or 0)
    if hours * 60 + minutes > 14 * 60 or minutes > 59:
        return NotATime(f"the offset {text} is none in use, expected -14:00 to +14:00")
    shift = timedelta(hours=hours, minutes=minutes)
    return timezone(-shift if text[0] == "-" else shift)


def read_zone(text: str) -> Zone | NotATime:
    """Return the zone a cell names: an IANA name, or an offset such as +03:00 or UTC+3.

    An abbreviation is refused: `EET` is an offset to some and a zone with summer time to others.
    """
    offset = _OFFSET_CELL.fullmatch(text)
    if offset is not None:
        sign = "+" if offset["sign"] in (None, "+") else "-"
        return read_offset(f"{sign}{int(offset['h'] or 0):02d}:{offset['min'] or '00'}")
    if "/" not in text:
        return NotATime(_NO_ZONE.format(quoted(text)))
    try:
        return time_zone(text)
    except UnknownTimeZoneError:
        return NotATime(_NO_ZONE.format(quoted(text)))


def read_day(year: int, month: int, number: int) -> date | NotATime:
    """Return a day of the calendar, in the years that are read."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return NotATime(f"the year {year} lies outside {FIRST_YEAR} to {LAST_YEAR}")
    try:
        return date(year, month, number)
    except ValueError:
        return NotATime(f"there is no day {number} of month {month} in {year}")


def whole_days(first: date, after: date, zone: Zone) -> Moment | NotATime:
    """Return the local days from `first` up to, not including, `after`."""
    start, end = day_start(first, zone), day_start(after, zone)
    if start == end:
        return NotATime(f"{first.isoformat()} does not exist in {zone}: the calendar skips it")
    return Moment(start, end, has_clock=False, day=first if after - first == timedelta(days=1) else None)


def at_clock(day: date, clock: Clock, zone: Zone, text: str, *, own_zone: bool = False) -> Moment | NotATime:
    """Return a time of day, local to `zone`; 24:00 is the end of the day, also where the clocks skip or repeat that midnight.

    text: what a message quotes. own_zone: whether the text names the zone, so that its day says nothing of other texts.
    """
    hour, minute, second = clock.hour, clock.minute or 0, clock.second or 0
    named = None if own_zone else day
    if hour == 24 and clock.is_end_of_day:
        return _end_of_day(day, clock, zone, text)
    if hour > 23 or minute > 59 or second > 59:
        return NotATime(f"{quoted(text)} has no time of day from 00:00:00 to 23:59:59, or 24:00")
    microsecond = int(f"{clock.fraction[:6]:0<6}") if clock.fraction else 0
    local = datetime(day.year, day.month, day.day, hour, minute, second, microsecond)  # noqa: DTZ001 (its zone comes next)
    start = in_zone(local, zone)
    if isinstance(start, NotATime):
        return start
    return Moment(start, start + clock.length, has_clock=True, day=named)


def _end_of_day(day: date, clock: Clock, zone: Zone, text: str) -> Moment | NotATime:
    after = day + timedelta(days=1)
    if not begins_twice(after, zone):
        end = day_start(after, zone)
        return Moment(end, end + clock.length, has_clock=True)
    return at_clock(after, Clock(0, clock.minute, clock.second, clock.fraction), zone, text)


def between_hours(day: date, first: int, after: int, zone: Zone) -> Moment:
    """Return the time between two full hours, counted from midnight of `day` and so 24 or more on the next one.

    The hours are ours, not the sender's: one that the clocks skip or repeat stands at the outer of its two readings.
    """
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (its zone comes next)
    start = min(_readings(midnight + timedelta(hours=first), zone))
    return Moment(start, max(_readings(midnight + timedelta(hours=after), zone)), has_clock=False)


def end_of(began: Moment, ended: Moment) -> datetime:
    """Return the end of the interval from one moment to another.

    An end that is a time of day is not included; any other one is, whole. An end equal to the start makes nothing sharper.
    """
    if ended.has_clock and ended.start != began.start:
        return ended.start
    return max(began.end, ended.end) if ended.start == began.start else ended.end


def stamp(moment: datetime) -> str:
    """Return an instant as messages show it."""
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def in_zone(local: datetime, zone: Zone) -> datetime | NotATime:
    """Return a local time in UTC where it exists once (PEP 495: in a gap the offset before is the smaller one)."""
    if isinstance(zone, timezone):
        return local.replace(tzinfo=zone).astimezone(UTC)
    first, second = local.replace(tzinfo=zone), local.replace(tzinfo=zone, fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    if before == after or before is None or after is None:
        return first.astimezone(UTC)
    if before < after:
        earlier, later = (f"{moment:%H:%M}{_offset(moment)}" for moment in sorted(_round_trips(local, zone)))
        return NotATime(
            f"{_local(local)} does not exist in {zone}: the clocks are put forward over it; "
            f"write what was meant, {earlier} or {later}"
        )
    return NotATime(
        f"{_local(local)} happens twice in {zone}: the clocks are put back over it; "
        f"add the offset, {_offset(first)} or {_offset(second)}"
    )


def _readings(local: datetime, zone: Zone) -> tuple[datetime, datetime]:
    """Return both instants a local time can mean, the same one twice but for a change of the clocks."""
    return local.replace(tzinfo=zone).astimezone(UTC), local.replace(tzinfo=zone, fold=1).astimezone(UTC)


def _round_trips(local: datetime, zone: Zone) -> tuple[datetime, ...]:
    return tuple(instant.astimezone(zone) for instant in _readings(local, zone))


def _offset(moment: datetime) -> str:
    return moment.isoformat()[-6:]


def _local(local: datetime) -> str:
    return local.isoformat(sep=" ", timespec="minutes")
