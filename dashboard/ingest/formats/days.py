"""Days as formats write them, and the longer spans that a coarse precision code stands for."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]0?0:00(?::00(?:\.0+)?)?Z?)?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_IN_WORDS = re.compile(r"([0-9]{1,2})[-/. ]([A-Za-z]{3,9})\.?,?[-/. ]([0-9]{4})")
_NUMBERS = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if number}
_SHORT = {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days, both included."""

    first: date
    last: date

    @property
    def cells(self) -> dict[str, str]:
        """The days as canonical cells."""
        return {"observed_from": self.first.isoformat(), "observed_to": self.last.isoformat()}


def day_of(text: str) -> date | None:
    """Return the day a text names: `2026-05-03`, also with a midnight that stands for no time, `20260503`, `3 May 2026`.

    None for every other text, also for `03/04/2026`, which does not say which number is the day.
    """
    stripped = text.strip()
    if match := _ISO.fullmatch(stripped) or _COMPACT.fullmatch(stripped):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _IN_WORDS.fullmatch(stripped):
        word = match[2].casefold()
        return _date(int(match[3]), _MONTHS.get(word) or _SHORT.get(word, 0), int(match[1]))
    return None


def day_cells(text: str) -> dict[str, str]:
    """Return a text as the cell of a whole day; one that names none as it came, for the reader of times to judge."""
    day = day_of(text)
    return {"observed_from": day.isoformat() if day else text}


def is_month_first(texts: Iterable[str]) -> bool:
    """Return whether dates such as 5/13/2026 prove that a column puts the month first: some day is above 12, no month is."""
    numbers = [(int(match[1]), int(match[2])) for text in texts if (match := _NUMBERS.fullmatch(text.strip()))]
    return any(second > 12 for _, second in numbers) and all(first <= 12 for first, _ in numbers)


def month_first(text: str) -> str:
    """Return a date whose first number is the month as `YYYY-MM-DD`, and any other text as it came."""
    match = _NUMBERS.fullmatch(text.strip())
    day = _date(int(match[3]), int(match[1]), int(match[2])) if match else None
    return day.isoformat() if day else text


def around(day: date, days: int) -> Days:
    """Return a day and as many days before it and after it."""
    return Days(day - timedelta(days=days), day + timedelta(days=days))


def month_of(day: date) -> Days:
    """Return the calendar month of a day."""
    return Days(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if 1900 <= year <= 2100 else None
