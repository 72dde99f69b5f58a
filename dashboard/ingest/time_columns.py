"""Columns of time text to intervals: the rule of `times`, fast for the usual ISO forms and the same for every text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.ingest.local_time import Zone
from dashboard.ingest.times import (
    FIRST_YEAR,
    LAST_YEAR,
    DateOrder,
    Moment,
    Span,
    TimeFault,
    TimeFormat,
    joined_flags,
    read_interval,
    read_time,
)

Microseconds = npt.NDArray[np.int64]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_USUAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?P<seconds>:[0-9]{2})?(?P<utc>Z|\+00:00)?")
_DECLARED = re.compile(r"[0-9]{2}([/.\-])[0-9]{2}\1[0-9]{4} [0-9]{2}:[0-9]{2}(?::[0-9]{2})?")
_NONE = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class IntervalColumn:
    """Intervals as microseconds since 1970 UTC, `[start, end)`; meaningless where `faults`, by position, says so.

    flags: by position, what a person should see of how a row was read.
    """

    start: Microseconds
    end: Microseconds
    faults: dict[int, tuple[TimeFault, ...]]
    flags: dict[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Moments:
    """Moments by position; `start` is _NONE where the text is no time. flags: by position, where there are any."""

    start: Microseconds
    end: Microseconds
    has_clock: npt.NDArray[np.bool_]
    flags: dict[int, tuple[str, ...]]


def read_intervals(
    from_texts: Sequence[str],
    to_texts: Sequence[str],
    *,
    zone: Zone,
    date_order: DateOrder = "",
    time_format: TimeFormat = "",
) -> IntervalColumn:
    """Return what `read_interval` gives for each pair of texts."""
    began = _read_moments(from_texts, zone, date_order, time_format)
    ended = _read_moments(to_texts, zone, date_order, time_format)
    no_end = np.fromiter((not text or text.isspace() for text in to_texts), np.bool_, len(to_texts))
    same_start = ended.start == began.start
    end = np.where(ended.has_clock, ended.start, ended.end)
    end = np.where(same_start, np.maximum(began.end, ended.end), end)
    end = np.where(no_end, began.end, end)
    sound = (began.start != _NONE) & (no_end | (ended.start != _NONE)) & (end > began.start)
    flags = {at: joined_flags(began.flags.get(at, ()), ended.flags.get(at, ())) for at in began.flags.keys() | ended.flags.keys()}
    column = IntervalColumn(began.start, end, {}, flags)
    for position in map(int, np.flatnonzero(~sound)):
        pair = from_texts[position], to_texts[position]
        _put(column, position, read_interval(*pair, zone=zone, date_order=date_order, time_format=time_format))
    return column


def _put(column: IntervalColumn, position: int, read: Span | tuple[TimeFault, ...]) -> None:
    """Take over what the two cells of a row gave together and neither alone: an end on the day of the start, or faults."""
    column.flags.pop(position, None)
    if not isinstance(read, Span):
        column.faults[position] = read
        return
    column.start[position], column.end[position] = _microseconds(read.interval.start), _microseconds(read.interval.end)
    if read.flags:
        column.flags[position] = read.flags


def _read_moments(texts: Sequence[str], zone: Zone, date_order: DateOrder, time_format: TimeFormat) -> _Moments:
    """Read each different text once; the usual forms all together, the others one by one."""
    position_of = {text: position for position, text in enumerate(dict.fromkeys(texts))}
    different = list(position_of)
    start = np.full(len(different), _NONE, dtype=np.int64)
    end = start.copy()
    has_clock = np.ones(len(different), dtype=np.bool_)
    flags: dict[int, tuple[str, ...]] = {}
    _read_usual(_as_iso(different, date_order), zone, start, end)
    for position in map(int, np.flatnonzero(start == _NONE)):
        moment = read_time(different[position], zone=zone, date_order=date_order, time_format=time_format)
        if isinstance(moment, Moment):
            start[position], end[position] = _microseconds(moment.start), _microseconds(moment.end)
            has_clock[position] = moment.has_clock
            if moment.flags:
                flags[position] = moment.flags
    of_row = np.fromiter((position_of[text] for text in texts), np.int64, len(texts))
    return _Moments(start[of_row], end[of_row], has_clock[of_row], _by_row(flags, of_row))


def _by_row(flags: dict[int, tuple[str, ...]], of_row: Microseconds) -> dict[int, tuple[str, ...]]:
    if not flags:
        return {}
    flagged = np.flatnonzero(np.isin(of_row, list(flags)))
    return {int(row): flags[int(of_row[row])] for row in flagged}


def _as_iso(texts: list[str], date_order: DateOrder) -> list[str]:
    """Return the texts, those such as 03.05.2026 14:20 in a declared order spelled in ISO."""
    if date_order not in ("dmy", "mdy"):
        return texts
    month, day = (slice(3, 5), slice(0, 2)) if date_order == "dmy" else (slice(0, 2), slice(3, 5))
    return [f"{text[6:10]}-{text[month]}-{text[day]}T{text[11:]}" if _DECLARED.fullmatch(text) else text for text in texts]


def _read_usual(texts: list[str], zone: Zone, start: Microseconds, end: Microseconds) -> None:
    """Fill in the texts that are a date with minutes or seconds, local or UTC; leave what is unusual or invalid."""
    matches = [(position, match) for position, text in enumerate(texts) if (match := _USUAL.fullmatch(text))]
    for has_seconds in (False, True):
        for is_utc in (False, True):
            chosen = [
                position
                for position, match in matches
                if (match["seconds"] is not None, match["utc"] is not None) == (has_seconds, is_utc)
            ]
            if chosen:
                cut = 19 if has_seconds else 16
                read = _parse([texts[position][:cut] for position in chosen], None if is_utc else zone)
                start[chosen] = read
                end[chosen] = np.where(read == _NONE, _NONE, read + (1 if has_seconds else 60) * 1_000_000)


def _parse(texts: list[str], zone: Zone | None) -> Microseconds:
    """Return microseconds, _NONE for what does not exist, exists twice, or lies outside the years that are read."""
    local = pd.to_datetime(pd.Series(texts, dtype="str"), format="ISO8601", errors="coerce").astype("datetime64[us]")
    local = local.where(local.dt.year.between(FIRST_YEAR, LAST_YEAR))
    utc = local.dt.tz_localize(zone or UTC, ambiguous="NaT", nonexistent="NaT").dt.tz_convert(UTC)
    # NaT is the smallest integer, which is what _NONE is.
    return utc.dt.tz_localize(None).to_numpy().view(np.int64)


def _microseconds(moment: datetime) -> int:
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
