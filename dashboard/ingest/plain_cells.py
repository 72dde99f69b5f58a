"""Cells in their most usual spelling, read a column at a time; any other cell is left to the readable rule.

Each function gives exactly what the rule gives for the texts it reads, and says which these are.
"""

from datetime import UTC

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.ingest.texts import Ints, Texts, either, flags, lengths, same
from dashboard.ingest.times.local import FIRST_YEAR, LAST_YEAR, Zone

Floats = npt.NDArray[np.float64]
Microseconds = npt.NDArray[np.int64]
NO_TIME = np.iinfo(np.int64).min
_DECIMAL = r"\A-?[0-9]{1,15}(?:\.[0-9]{1,15})?\z"
_TIMES = ("0000-00-00T00:00", "0000-00-00T00:00:00")
_UTC = ("Z", "+00:00")
_SECOND, _DAY = 1_000_000, 86_400_000_000


def plain_decimals(column: Texts) -> Floats:
    """Return the numbers of digits with at most one point between them, as `read_decimal` does; NaN for other texts."""
    plain = flags(pc.match_substring_regex(column, _DECIMAL))
    if not plain.any():
        return np.full(len(column), np.nan)
    read = pc.cast(either(plain, column, same("nan", len(column))), pa.float64())
    return np.array(read.to_numpy(), dtype=np.float64)


def usual_times(column: Texts, zone: Zone) -> tuple[Microseconds, Microseconds]:
    """Return start and end of the times that are a date with minutes or seconds, local to `zone` or UTC, as `read_moment` does.

    NO_TIME for other texts, and for a time that does not exist or exists twice: microseconds since 1970 UTC, `[start, end)`.
    """
    start = np.full(len(column), NO_TIME, dtype=np.int64)
    end = start.copy()
    of_length = lengths(column)
    for shape in _TIMES:
        for ending in ("", *_UTC):
            at = np.flatnonzero(of_length == len(shape) + len(ending))
            if at.size:
                start[at] = _read_shape(column, at, shape, ending, None if ending else zone)
                end[at] = np.where(start[at] == NO_TIME, NO_TIME, start[at] + (_SECOND if shape == _TIMES[1] else 60 * _SECOND))
    return start, end


def _offsets(column: Texts) -> Ints:
    return np.frombuffer(column.buffers()[1], dtype=np.int64)[column.offset : column.offset + len(column) + 1]


def _read_shape(column: Texts, at: Ints, shape: str, ending: str, zone: Zone | None) -> Microseconds:
    """Return the instants of texts that are all as long as a shape with its ending; NO_TIME where one is of another shape."""
    characters = np.frombuffer(column.buffers()[2], dtype=np.uint8)[
        _offsets(column)[at][:, np.newaxis] + np.arange(len(shape) + len(ending))
    ].T
    fits = np.ones(len(at), dtype=np.bool_)
    for found, expected in zip(characters, shape + ending, strict=False):
        match expected:
            case "0":
                fits &= (found >= ord("0")) & (found <= ord("9"))
            case "T":
                fits &= (found == ord("T")) | (found == ord(" "))
            case _:
                fits &= found == ord(expected)
    # In the offset, the zeros stand for themselves.
    if ending == "+00:00":
        for place in (-5, -4, -2, -1):
            fits &= characters[place] == ord("0")
    local = _instants(characters, has_seconds=shape == _TIMES[1])
    return _in_utc(np.where(fits, local, NO_TIME), zone)


def _instants(characters: npt.NDArray[np.uint8], *, has_seconds: bool) -> Microseconds:
    """Return what digits in their places say, as if in UTC; NO_TIME for what no calendar or clock shows."""
    digits = characters.astype(np.int64) - ord("0")
    year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]
    month, day, hour, minute = (digits[first] * 10 + digits[first + 1] for first in (5, 8, 11, 14))
    second = digits[17] * 10 + digits[18] if has_seconds else np.zeros_like(year)
    sound = (year >= FIRST_YEAR) & (year <= LAST_YEAR) & (month >= 1) & (month <= 12)
    months = np.where(sound, (year - 1970) * 12 + month - 1, 0)
    first, next_first = (some.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) for some in (months, months + 1))
    sound &= (day >= 1) & (day <= next_first - first) & (hour <= 23) & (minute <= 59) & (second <= 59)
    clock = (hour * 3600 + minute * 60 + second) * _SECOND
    return np.where(sound, (first + day - 1) * _DAY + clock, NO_TIME)


def _in_utc(local: Microseconds, zone: Zone | None) -> Microseconds:
    if zone is None:
        return local
    # NaT is the smallest integer, which is what NO_TIME is.
    times = pd.Series(local.view("datetime64[us]")).dt.tz_localize(zone, ambiguous="NaT", nonexistent="NaT")
    return times.dt.tz_convert(UTC).dt.tz_localize(None).to_numpy().view(np.int64)
