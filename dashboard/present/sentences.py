"""The short phrases of the page: places, times, counts."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard.domain.acts import BY_CODE
from dashboard.domain.days import is_day_start
from dashboard.domain.message import Distance
from dashboard.language.say import words


def distance(metres: float) -> str:
    """Print a distance, no finer than it is worth: 40 m, 850 m, 3.2 km, 41 km."""
    return words(Distance(metres), "en")


def act_label(code: str) -> str:
    """Return the words for an act code."""
    return BY_CODE[code].label if code in BY_CODE else code


def time_span(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """Print `[start, end)` in local time, no sharper than it is: a whole day as its date, a minute as a minute."""
    first, last = start.astimezone(zone), end.astimezone(zone)
    if is_day_start(first) and is_day_start(last):
        final = (end - timedelta(microseconds=1)).astimezone(zone)
        return _day(first) if final.date() == first.date() else f"{_day(first)} – {_day(final)}"
    if end - start <= timedelta(minutes=1):
        seconds = ":%S" if end - start <= timedelta(seconds=1) else ""
        return f"{_day(first)}, {first.strftime('%H:%M' + seconds)}"
    until = last.strftime("%H:%M") if last.date() == first.date() else f"{_day(last)}, {last.strftime('%H:%M')}"
    return f"{_day(first)}, {first.strftime('%H:%M')} – {until}"


def count_of(number: int, singular: str, plural: str = "") -> str:
    """Print a number with its noun: 1 incident, 2 incidents, 1,204 incidents."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment.strftime('%b %Y')}"
