"""Text to time, as long as the text is precise: a minute, a second, a whole local day. Nothing about a date is guessed.

This is the readable rule; `time_columns` applies it to many rows.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dashboard.domain.intervals import Interval
from dashboard.ingest.errors import UnknownTimeZoneError
from dashboard.ingest.quoting import quoted

DateOrder = Literal["", "dmy", "mdy", "ymd"]
"""The order of numbers in dates such as 03/04/2026; empty where none is declared."""
FIRST_YEAR, LAST_YEAR = 1900, 2100

_CLOCK = r"(?P<h>[0-9]{1,2}):(?P<min>[0-9]{2})(?::(?P<s>[0-9]{2})(?:[.,](?P<frac>[0-9]{1,12}))?)?"
_OFFSET = r"(?:\s?(?P<offset>Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?))?"
_ISO = re.compile(rf"(?P<a>[0-9]{{4}})-(?P<b>[0-9]{{2}})-(?P<c>[0-9]{{2}})(?:[T\s]\s*{_CLOCK}{_OFFSET})?", re.IGNORECASE)
_COMPACT = re.compile(
    rf"(?P<a>[0-9]{{4}})(?P<b>[0-9]{{2}})(?P<c>[0-9]{{2}})"
    rf"(?:T(?P<h>[0-9]{{2}})(?P<min>[0-9]{{2}})(?P<s>[0-9]{{2}})?{_OFFSET})?",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    rf"(?P<a>[0-9]{{1,4}})(?P<mark>[/.\-])(?P<b>[0-9]{{1,2}})(?P=mark)(?P<c>[0-9]{{1,4}})(?:,?[T\s]\s*{_CLOCK}{_OFFSET})?",
    re.IGNORECASE,
)
_EXPECTED = "expected a date or a date and time such as 2026-05-03 or 2026-05-03T14:20+03:00"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as a text gives it: `[start, end)` in aware UTC, and whether the text names a time of day."""

    start: datetime
    end: datetime
    has_clock: bool


@dataclass(frozen=True, slots=True)
class NotATime:
    """A text that is no time, or not one time; `reason` says what was found and what was expected."""

    reason: str


@dataclass(frozen=True, slots=True)
class TimeFault:
    """What is wrong with one end of an observed interval. `column`: observed_from or observed_to."""

    column: str
    reason: str


def time_zone(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name; UnknownTimeZoneError where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise UnknownTimeZoneError(name) from fault


def read_interval(
    from_text: str, to_text: str, *, zone: ZoneInfo, date_order: DateOrder = ""
) -> Interval | tuple[TimeFault, ...]:
    """Return the interval two cells give, or everything that is wrong with them.

    An end with a time of day is not included; an end that is a bare date includes that day. Without an end, or with an end
    equal to the start, the interval is as long as the text is precise.
    """
    began = read_moment(from_text, zone=zone, date_order=date_order)
    ended = read_moment(to_text, zone=zone, date_order=date_order) if to_text.strip() else None
    faults = [TimeFault("observed_from", began.reason)] if isinstance(began, NotATime) else []
    faults += [TimeFault("observed_to", ended.reason)] if isinstance(ended, NotATime) else []
    if isinstance(began, NotATime) or isinstance(ended, NotATime):
        return tuple(faults)
    end = _end(began, ended)
    if end <= began.start:
        return (TimeFault("observed_to", f"the end, {_stamp(end)}, lies before the start, {_stamp(began.start)}"),)
    return Interval(began.start, end)


def _end(began: Moment, ended: Moment | None) -> datetime:
    if ended is None:
        return began.end
    if ended.has_clock and ended.start != began.start:
        return ended.start
    return max(began.end, ended.end) if ended.start == began.start else ended.end


def read_moment(text: str, *, zone: ZoneInfo, date_order: DateOrder = "") -> Moment | NotATime:
    """Return the time a text gives; without an offset it is local to `zone`. Years outside 1900 to 2100 are refused."""
    stripped = text.strip()
    if not stripped:
        return NotATime(f"there is no time; {_EXPECTED}")
    match = _ISO.fullmatch(stripped) or _COMPACT.fullmatch(stripped)
    order: DateOrder = "ymd"
    if match is None:
        match = _ORDERED.fullmatch(stripped)
        if match is None:
            return NotATime(f"{quoted(stripped)} is not a time that can be read; {_EXPECTED}")
        order = "ymd" if len(match["a"]) == 4 else date_order
    day = _day(match, order, stripped)
    if isinstance(day, NotATime):
        return day
    return _whole_day(day, zone) if match["h"] is None else _at_clock(match, day, zone, stripped)


def _day(match: re.Match[str], order: DateOrder, text: str) -> date | NotATime:
    if not order:
        return NotATime(
            f"{quoted(text)} does not say which number is the day; "
            'declare it in a mapping: "date_order": "dmy" (day first) or "mdy" (month first)'
        )
    parts = dict(zip(order, (match["a"], match["b"], match["c"]), strict=True))
    if len(parts["y"]) != 4 or max(len(parts["m"]), len(parts["d"])) > 2:
        return NotATime(f"{quoted(text)} does not fit the order {order} with a year of four digits")
    year, month, number = int(parts["y"]), int(parts["m"]), int(parts["d"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return NotATime(f"the year {year} lies outside {FIRST_YEAR} to {LAST_YEAR}")
    try:
        return date(year, month, number)
    except ValueError:
        return NotATime(f"there is no day {number} of month {month} in {year}")


def _whole_day(day: date, zone: ZoneInfo) -> Moment | NotATime:
    start, end = _day_start(day, zone), _day_start(day + timedelta(days=1), zone)
    if start == end:
        return NotATime(f"{day.isoformat()} does not exist in {zone.key}: the calendar skips it")
    return Moment(start, end, has_clock=False)


@lru_cache(maxsize=100_000)
def _day_start(day: date, zone: ZoneInfo) -> datetime:
    """Return the first instant whose local date is `day` or later, in UTC: midnight, or later where the clocks skip midnight."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    if midnight.utcoffset() == midnight.replace(fold=1).utcoffset():
        return midnight.astimezone(UTC)
    # Around a change of the clocks: no offset is a day or more, so the instant lies within a day of midnight UTC.
    early, late = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=1), midnight.astimezone(UTC)
    while late - early > timedelta(seconds=1):
        middle = (early + (late - early) / 2).replace(microsecond=0)
        early, late = (early, middle) if middle.astimezone(zone).date() >= day else (middle, late)
    return late


def _at_clock(match: re.Match[str], day: date, zone: ZoneInfo, text: str) -> Moment | NotATime:
    hour, minute, second = int(match["h"]), int(match["min"]), int(match["s"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return NotATime(f"{quoted(text)} has no time of day from 00:00:00 to 23:59:59")
    fraction = match.groupdict().get("frac") or ""
    local = datetime(day.year, day.month, day.day, hour, minute, second, int(f"{fraction[:6]:0<6}"))  # noqa: DTZ001 (its zone comes next)
    start = _with_offset(local, match["offset"]) if match["offset"] else _in_zone(local, zone)
    if isinstance(start, NotATime):
        return start
    return Moment(start, start + _length(has_seconds=match["s"] is not None, digits=len(fraction)), has_clock=True)


def _length(*, has_seconds: bool, digits: int) -> timedelta:
    if not has_seconds:
        return timedelta(minutes=1)
    return timedelta(microseconds=10 ** (6 - min(digits, 6)))


def _with_offset(local: datetime, offset: str) -> datetime | NotATime:
    if offset.upper() in ("Z", "UTC", "GMT"):
        return local.replace(tzinfo=UTC)
    hours, minutes = int(offset[1:3]), int(offset[3:].lstrip(":") or 0)
    if hours * 60 + minutes > 14 * 60 or minutes > 59:
        return NotATime(f"the offset {offset} is none in use, expected -14:00 to +14:00")
    shift = timedelta(hours=hours, minutes=minutes)
    return local.replace(tzinfo=timezone(-shift if offset[0] == "-" else shift)).astimezone(UTC)


def _in_zone(local: datetime, zone: ZoneInfo) -> datetime | NotATime:
    """Return a local time in UTC where it exists once (PEP 495: in a gap the offset before is the smaller one)."""
    first, second = local.replace(tzinfo=zone), local.replace(tzinfo=zone, fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    if before == after or before is None or after is None:
        return first.astimezone(UTC)
    if before < after:
        return NotATime(f"{_local(local)} does not exist in {zone.key}: the clocks are put forward over it")
    return NotATime(
        f"{_local(local)} happens twice in {zone.key}: the clocks are put back over it; "
        f"add the offset, {first.isoformat()[-6:]} or {second.isoformat()[-6:]}"
    )


def _local(local: datetime) -> str:
    return local.isoformat(sep=" ", timespec="minutes")


def _stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"
