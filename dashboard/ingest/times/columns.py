"""Columns of time text to intervals: the rule of `times`, fast for the usual ISO forms and the same for every text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.ingest.plain_cells import NO_TIME, Microseconds, usual_times
from dashboard.ingest.texts import Ints, Texts, blank, distinct, texts
from dashboard.ingest.times import DateOrder, Moment, Span, TimeFault, TimeFormat, joined_flags, read_interval, read_time
from dashboard.ingest.times.local import NotATime, Zone

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DECLARED = r"\A([0-9]{2})MARK([0-9]{2})MARK([0-9]{4}) ([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)\z"


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
    """Moments by position; `start` is NO_TIME where the text is no time. flags: by position, where there are any."""

    start: Microseconds
    end: Microseconds
    has_clock: npt.NDArray[np.bool_]
    flags: dict[int, tuple[str, ...]]


def read_intervals(
    from_texts: Sequence[str] | Texts,
    to_texts: Sequence[str] | Texts,
    *,
    zone: Zone,
    date_order: DateOrder = "",
    time_format: TimeFormat = "",
) -> IntervalColumn:
    """Return what `read_interval` gives for each pair of texts."""
    starts, ends = texts(from_texts), texts(to_texts)
    began, ended = (_read_moments(column, zone, date_order, time_format) for column in (starts, ends))
    no_end = blank(ends)
    same_start = ended.start == began.start
    end = np.where(ended.has_clock, ended.start, ended.end)
    end = np.where(same_start, np.maximum(began.end, ended.end), end)
    end = np.where(no_end, began.end, end)
    sound = (began.start != NO_TIME) & (no_end | (ended.start != NO_TIME)) & (end > began.start)
    flags = {at: joined_flags(began.flags.get(at, ()), ended.flags.get(at, ())) for at in began.flags.keys() | ended.flags.keys()}
    column = IntervalColumn(began.start, end, {}, flags)
    for position in map(int, np.flatnonzero(~sound)):
        pair = starts[position].as_py(), ends[position].as_py()
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


def _read_moments(column: Texts, zone: Zone, date_order: DateOrder, time_format: TimeFormat) -> _Moments:
    """Read the usual forms all together, of the others each different text once."""
    start, end = usual_times(_as_iso(column, date_order), zone)
    has_clock = np.ones(len(column), dtype=np.bool_)
    flags: dict[int, tuple[str, ...]] = {}
    rest = np.flatnonzero(start == NO_TIME)
    if rest.size:
        numbers, different = distinct(column.take(pa.array(rest)))
        read = [read_time(text, zone=zone, date_order=date_order, time_format=time_format) for text in different]
        moments = [_moment(one) for one in read]
        start[rest], end[rest] = (np.array([one[side] for one in moments], dtype=np.int64)[numbers] for side in (0, 1))
        has_clock[rest] = np.array([one[2] for one in moments], dtype=np.bool_)[numbers]
        flags = _by_row({at: one.flags for at, one in enumerate(read) if isinstance(one, Moment) and one.flags}, numbers, rest)
    return _Moments(start, end, has_clock, flags)


def _moment(read: Moment | NotATime) -> tuple[int, int, bool]:
    if isinstance(read, NotATime):
        return NO_TIME, NO_TIME, True
    return _microseconds(read.start), _microseconds(read.end), read.has_clock


def _by_row(flags: dict[int, tuple[str, ...]], numbers: Ints, rows: Ints) -> dict[int, tuple[str, ...]]:
    """Return flags by row, from flags by number of the text that each of `rows` has."""
    flagged = np.flatnonzero(np.isin(numbers, list(flags))) if flags else ()
    return {int(rows[at]): flags[int(numbers[at])] for at in flagged}


def _as_iso(column: Texts, date_order: DateOrder) -> Texts:
    """Return the texts, those such as 03.05.2026 14:20 in a declared order spelled in ISO."""
    if date_order not in ("dmy", "mdy"):
        return column
    in_iso = r"\3-\2-\1T\4" if date_order == "dmy" else r"\3-\1-\2T\4"
    for mark in ("/", r"\.", "-"):
        column = pc.replace_substring_regex(column, _DECLARED.replace("MARK", mark), in_iso)
    return column


def _microseconds(moment: datetime) -> int:
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
