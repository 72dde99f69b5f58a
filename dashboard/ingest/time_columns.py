"""Columns of time text to intervals: the rule of `times`, fast for the usual ISO forms and the same for every text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.domain.intervals import Interval
from dashboard.ingest.times import FIRST_YEAR, LAST_YEAR, DateOrder, Moment, TimeFault, read_interval, read_moment

Microseconds = npt.NDArray[np.int64]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_USUAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?P<seconds>:[0-9]{2})?(?P<utc>Z|\+00:00)?")
_NONE = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class IntervalColumn:
    """Intervals as microseconds since 1970 UTC, `[start, end)`; meaningless where `faults`, by position, says so."""

    start: Microseconds
    end: Microseconds
    faults: dict[int, tuple[TimeFault, ...]]


@dataclass(frozen=True, slots=True)
class _Moments:
    """Moments by position; `start` is _NONE where the text is no time."""

    start: Microseconds
    end: Microseconds
    has_clock: npt.NDArray[np.bool_]


def read_intervals(
    from_texts: Sequence[str], to_texts: Sequence[str], *, zone: ZoneInfo, date_order: DateOrder = ""
) -> IntervalColumn:
    """Return what `read_interval` gives for each pair of texts."""
    began = _read_moments(from_texts, zone, date_order)
    ended = _read_moments(to_texts, zone, date_order)
    no_end = np.fromiter((not text or text.isspace() for text in to_texts), np.bool_, len(to_texts))
    same_start = ended.start == began.start
    end = np.where(ended.has_clock, ended.start, ended.end)
    end = np.where(same_start, np.maximum(began.end, ended.end), end)
    end = np.where(no_end, began.end, end)
    sound = (began.start != _NONE) & (no_end | (ended.start != _NONE)) & (end > began.start)
    faults = {}
    for position in map(int, np.flatnonzero(~sound)):
        read = read_interval(from_texts[position], to_texts[position], zone=zone, date_order=date_order)
        if not isinstance(read, Interval):
            faults[position] = read
    return IntervalColumn(began.start, end, faults)


def _read_moments(texts: Sequence[str], zone: ZoneInfo, date_order: DateOrder) -> _Moments:
    """Read each different text once; the usual forms all together, the others one by one."""
    position_of = {text: position for position, text in enumerate(dict.fromkeys(texts))}
    different = list(position_of)
    start = np.full(len(different), _NONE, dtype=np.int64)
    end = start.copy()
    has_clock = np.ones(len(different), dtype=np.bool_)
    _read_usual(different, zone, start, end)
    for position in map(int, np.flatnonzero(start == _NONE)):
        moment = read_moment(different[position], zone=zone, date_order=date_order)
        if isinstance(moment, Moment):
            start[position], end[position] = _microseconds(moment.start), _microseconds(moment.end)
            has_clock[position] = moment.has_clock
    of_row = np.fromiter((position_of[text] for text in texts), np.int64, len(texts))
    return _Moments(start[of_row], end[of_row], has_clock[of_row])


def _read_usual(texts: list[str], zone: ZoneInfo, start: Microseconds, end: Microseconds) -> None:
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


def _parse(texts: list[str], zone: ZoneInfo | None) -> Microseconds:
    """Return microseconds, _NONE for what does not exist, exists twice, or lies outside the years that are read."""
    local = pd.to_datetime(pd.Series(texts, dtype="str"), format="ISO8601", errors="coerce").astype("datetime64[us]")
    local = local.where(local.dt.year.between(FIRST_YEAR, LAST_YEAR))
    utc = local.dt.tz_localize(zone or UTC, ambiguous="NaT", nonexistent="NaT").dt.tz_convert(UTC)
    # NaT is the smallest integer, which is what _NONE is.
    return utc.dt.tz_localize(None).to_numpy().view(np.int64)


def _microseconds(moment: datetime) -> int:
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
