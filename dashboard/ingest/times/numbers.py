"""Times that are one number: seconds or milliseconds since 1970, and the serial days of spreadsheets.

A mapping declares which ("time_format"). Undeclared, only a count since 1970 that its size makes unmistakable is read, and
flagged; a serial day never is, since any number could be one.
"""

import re
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Literal

from dashboard.ingest.quoting import quoted
from dashboard.ingest.times.local import FIRST_YEAR, LAST_YEAR, Clock, Moment, NotATime, Zone, at_clock, whole_days

TimeFormat = Literal["", "excel", "excel1904", "epoch_s", "epoch_ms"]
"""What a number in a time column counts: days of a spreadsheet (since 1900 or 1904), or seconds or milliseconds since 1970."""

_NUMBER = re.compile(r"(?P<whole>[0-9]{1,15})(?:[.,](?P<fraction>[0-9]{1,18}))?")
_UNMISTAKABLE = re.compile(r"1[0-8][0-9]{8}|1[0-8][0-9]{11}")
"""From September 2001 to March 2030: longer than a date of eight digits, and as a date with an hour before 1900."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNITS = {"epoch_s": 1_000_000, "epoch_ms": 1_000}
_DAY_ZERO = {"excel": date(1899, 12, 30), "excel1904": date(1904, 1, 1)}
_FIRST_SERIAL = {"excel": 61, "excel1904": 0}
"""Before 1 March 1900 the serial days of 1900 count a 29 February that never was."""
_LAST_SERIAL = {name: (date(LAST_YEAR, 12, 31) - zero).days for name, zero in _DAY_ZERO.items()}
_EXACT_DIGITS = 5
"""From so many decimals on a serial day is exact to a second."""


def read_number(text: str, *, zone: Zone, time_format: TimeFormat) -> Moment | NotATime | None:
    """Return the time a number gives in the declared format; None where the text is no number, or no format is declared."""
    match = _NUMBER.fullmatch(text)
    if match is None or not time_format:
        return None
    fraction = (match["fraction"] or "").rstrip("0")
    if time_format in _UNITS:
        return _since_1970(int(match["whole"]), fraction, _UNITS[time_format])
    return _serial_day(int(match["whole"]), fraction, time_format, zone, text)


def read_unmistakable(text: str) -> Moment | NotATime | None:
    """Return the time of a number of ten or thirteen digits that can only count since 1970; None for any other text."""
    if not _UNMISTAKABLE.fullmatch(text):
        return None
    unit, name = (_UNITS["epoch_s"], "seconds") if len(text) == 10 else (_UNITS["epoch_ms"], "milliseconds")
    read = _since_1970(int(text), "", unit)
    if isinstance(read, NotATime):
        return read
    said = f"{text} is read as {name} since 1970, by its size; a mapping can declare the time_format"
    return Moment(read.start, read.end, has_clock=True, flags=(said,))


def _since_1970(whole: int, fraction: str, microseconds: int) -> Moment | NotATime:
    exact = (whole + Fraction(int(fraction or 0), 10 ** len(fraction))) * microseconds
    if exact >= (LAST_YEAR - 1970) * 366 * 86_400 * 1_000_000:
        return NotATime(f"counted since 1970 the number lies beyond {LAST_YEAR}")
    start = _EPOCH + timedelta(microseconds=int(exact))
    return Moment(start, start + timedelta(microseconds=max(1, microseconds // 10 ** len(fraction))), has_clock=True)


def _serial_day(whole: int, fraction: str, time_format: str, zone: Zone, text: str) -> Moment | NotATime:
    if not _FIRST_SERIAL[time_format] <= whole <= _LAST_SERIAL[time_format]:
        return NotATime(f"{quoted(text)} is no serial day ({time_format}) from {FIRST_YEAR} to {LAST_YEAR}")
    day = _DAY_ZERO[time_format] + timedelta(days=whole)
    if not fraction:
        return whole_days(day, day + timedelta(days=1), zone)
    seconds = Fraction(int(fraction), 10 ** len(fraction)) * 86_400
    nearest = round(seconds)
    if len(fraction) < _EXACT_DIGITS and seconds % 60:
        return _rounded(day, seconds, Fraction(86_400, 2 * 10 ** len(fraction)), zone, text)
    # A spreadsheet keeps no precision: a whole minute is taken for no sharper than a minute.
    hour, minute, second = nearest // 3_600, nearest // 60 % 60, nearest % 60
    return at_clock(day, Clock(hour, minute, second or None), zone, text)


def _rounded(day: date, seconds: Fraction, half_unit: Fraction, zone: Zone, text: str) -> Moment | NotATime:
    """Return the time within half a unit of the last decimal, in whole seconds."""
    middle = at_clock(day, Clock(int(seconds) // 3_600, int(seconds) // 60 % 60, int(seconds) % 60), zone, text)
    if isinstance(middle, NotATime):
        return middle
    around = timedelta(seconds=int(half_unit) + 1)
    return Moment(middle.start - around, middle.end + around, has_clock=False, flags=(f"{text} is rounded to its last decimal",))
