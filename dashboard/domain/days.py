"""Where local days begin: a day has a first instant also where the clocks skip its midnight or show it twice."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)


@lru_cache(maxsize=100_000)
def day_start(day: date, zone: tzinfo) -> datetime:
    """Return the first instant whose local date is `day` or later, in UTC.

    That is midnight; the first one, where the clocks show it twice; the moment of the change, where they skip it.
    """
    midnight = _midnight(day, zone)
    if midnight.utcoffset() == midnight.replace(fold=1).utcoffset():
        return midnight.astimezone(UTC)
    # Around a change of the clocks: no offset is a day or more, so the instant lies within a day of midnight UTC.
    early, late = datetime(day.year, day.month, day.day, tzinfo=UTC) - _DAY, midnight.astimezone(UTC)
    while late - early > _SECOND:
        middle = (early + (late - early) / 2).replace(microsecond=0)
        early, late = (early, middle) if middle.astimezone(zone).date() >= day else (middle, late)
    return late


def begins_twice(day: date, zone: tzinfo) -> bool:
    """Whether the clocks are put back over the midnight before a day, so that the day before comes again after it began.

    Clocks that are put back to midnight, or from midnight, leave a day in one piece.
    """
    again = _midnight(day, zone).replace(fold=1).astimezone(UTC)
    return again > day_start(day, zone) and (again - _SECOND).astimezone(zone).date() < day


def is_day_start(moment: datetime) -> bool:
    """Whether a moment, aware and by its own zone, is the first instant of a day."""
    return moment.tzinfo is not None and moment.astimezone(UTC) == day_start(moment.date(), moment.tzinfo)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)
