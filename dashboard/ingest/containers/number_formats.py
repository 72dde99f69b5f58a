"""What a spreadsheet's number format makes of a number: a date, a time, both, a length of time, or a plain number."""

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

Shown = Literal["number", "date", "time", "moment", "length"]
"""How a cell is shown; `moment` is a date with a time of day, `length` counts hours past 24."""

_NOT_CODES = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_LENGTH = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BUILT_IN: dict[int, str] = {
    **dict.fromkeys((14, 15, 16), "yyyy-mm-dd"),
    17: "mmm-yy",
    # Numbers 27 to 36 and 50 to 58 are dates in East Asian versions and nothing else in any.
    **dict.fromkeys((*range(27, 32), 36, *range(50, 59)), "yyyy-mm-dd"),
    **dict.fromkeys((18, 20, 32, 34), "h:mm"),
    **dict.fromkeys((19, 21, 33, 35), "h:mm:ss"),
    22: "yyyy-mm-dd h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
}
_FIRST_SOUND = 61
"""1 March 1900: before it, day numbers count a 29 February 1900 that never was, and programs differ."""
_LAST = 2_958_466
"""The day after 31 December 9999."""
_DAY_MS = 86_400_000


def built_in(number: int) -> str:
    """Return the code of a format that has a number and is written in no file, "" for those of plain numbers."""
    return _BUILT_IN.get(number, "")


@lru_cache(maxsize=512)
def shown_as(code: str) -> Shown:
    """Return what a format code shows. Only its first section counts, which is the one for numbers above 0."""
    bare = _NOT_CODES.sub("", code).split(";")[0].casefold()
    if "general" in bare or "@" in bare:
        return "number"
    if _LENGTH.search(bare):
        return "length"
    has_clock = "h" in bare or "s" in bare
    has_date = "y" in bare or "d" in bare or ("m" in bare and not has_clock)
    if has_date:
        return "moment" if has_clock else "date"
    return "time" if has_clock else "number"


def shows_seconds(code: str) -> bool:
    """Return whether a format code shows seconds."""
    return "s" in _NOT_CODES.sub("", code).split(";")[0].casefold()


def milliseconds(days: float) -> int:
    """Return a number of days in whole milliseconds, which takes away the noise of binary fractions."""
    return round(days * _DAY_MS)


def serial_text(days: float, code: str, *, epoch_1904: bool) -> str | None:
    """Return a day number as ISO text, as precise as it is stored and shown; None where it is none of a date.

    A whole day shown as a date is a bare date. Seconds that are neither shown nor stored are left out.
    """
    shown = shown_as(code)
    whole = milliseconds(days)
    if whole < 0 or whole >= _LAST * _DAY_MS:
        return None
    if shown == "length":
        return _length(whole)
    if days < 1 and shown == "time":
        return _clock(whole, seconds=shows_seconds(code))
    if days < _FIRST_SOUND and not epoch_1904:
        return None
    moment = moment_of(whole, epoch_1904=epoch_1904)
    day, rest = moment.date().isoformat(), whole % _DAY_MS
    if shown == "date" and not rest:
        return _as_shown(day, code)
    return f"{day}T{_clock(rest, seconds=shows_seconds(code))}"


def moment_of(whole: int, *, epoch_1904: bool) -> datetime:
    """Return the local moment of a day number in milliseconds, from 1 March 1900 on or in the count from 1904."""
    first = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 (a cell has no time zone)
    return first + timedelta(milliseconds=whole)


def _as_shown(day: str, code: str) -> str:
    """Return a bare date, or only its year or month where a month was meant: the first day stands for it and is not shown."""
    bare = _NOT_CODES.sub("", code).split(";")[0].casefold()
    if "d" in bare or "y" not in bare or not day.endswith("-01"):
        return day
    if "m" in bare:
        return day[:7]
    return day[:4] if day.endswith("-01-01") else day


def _clock(whole: int, *, seconds: bool) -> str:
    minutes, rest = divmod(whole, 60_000)
    text = f"{minutes // 60:02d}:{minutes % 60:02d}"
    if rest % 1000:
        return f"{text}:{rest / 1000:06.3f}"
    return f"{text}:{rest // 1000:02d}" if rest or seconds else text


def _length(whole: int) -> str:
    minutes, rest = divmod(whole, 60_000)
    seconds = f"{rest / 1000:06.3f}" if rest % 1000 else f"{rest // 1000:02d}"
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds}"


def number_text(value: float) -> str:
    """Return a number in its shortest form, whole ones without a point: 37.7466 for 37.746600000000001, 3 for 3.0."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e21 else repr(value)
