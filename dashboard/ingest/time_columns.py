"""Columns of time text to intervals: the rule of `times`, fast for the usual ISO forms and the same for every text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dashboard.domain.intervals import Interval
from dashboard.ingest.plain_cells import NO_TIME, Microseconds, usual_times
from dashboard.ingest.texts import Texts, blank, distinct, texts
from dashboard.ingest.times import DateOrder, Moment, NotATime, TimeFault, read_interval, read_moment

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class IntervalColumn:
    """Intervals as microseconds since 1970 UTC, `[start, end)`; meaningless where `faults`, by position, says so."""

    start: Microseconds
    end: Microseconds
    faults: dict[int, tuple[TimeFault, ...]]


@dataclass(frozen=True, slots=True)
class _Moments:
    """Moments by position; `start` is NO_TIME where the text is no time."""

    start: Microseconds
    end: Microseconds
    has_clock: npt.NDArray[np.bool_]


def read_intervals(
    from_texts: Sequence[str] | Texts, to_texts: Sequence[str] | Texts, *, zone: ZoneInfo, date_order: DateOrder = ""
) -> IntervalColumn:
    """Return what `read_interval` gives for each pair of texts."""
    starts, ends = texts(from_texts), texts(to_texts)
    began, ended = (_read_moments(column, zone, date_order) for column in (starts, ends))
    no_end = blank(ends)
    same_start = ended.start == began.start
    end = np.where(ended.has_clock, ended.start, ended.end)
    end = np.where(same_start, np.maximum(began.end, ended.end), end)
    end = np.where(no_end, began.end, end)
    sound = (began.start != NO_TIME) & (no_end | (ended.start != NO_TIME)) & (end > began.start)
    faults = {}
    for position in map(int, np.flatnonzero(~sound)):
        read = read_interval(starts[position].as_py(), ends[position].as_py(), zone=zone, date_order=date_order)
        if not isinstance(read, Interval):
            faults[position] = read
    return IntervalColumn(began.start, end, faults)


def _read_moments(column: Texts, zone: ZoneInfo, date_order: DateOrder) -> _Moments:
    """Read the usual forms all together, of the others each different text once."""
    start, end = usual_times(column, zone)
    has_clock = np.ones(len(column), dtype=np.bool_)
    rest = np.flatnonzero(start == NO_TIME)
    if rest.size:
        numbers, different = distinct(column.take(pa.array(rest)))
        read = [_moment(read_moment(text, zone=zone, date_order=date_order)) for text in different]
        start[rest], end[rest] = (np.array([one[side] for one in read], dtype=np.int64)[numbers] for side in (0, 1))
        has_clock[rest] = np.array([one[2] for one in read], dtype=np.bool_)[numbers]
    return _Moments(start, end, has_clock)


def _moment(read: Moment | NotATime) -> tuple[int, int, bool]:
    if isinstance(read, NotATime):
        return NO_TIME, NO_TIME, True
    return _microseconds(read.start), _microseconds(read.end), read.has_clock


def _microseconds(moment: datetime) -> int:
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
