"""The times of a table's rows: date and time in two columns, a zone for each row, and what a column says of its own dates."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from dashboard.ingest.dates import DateOrder, order_evidence
from dashboard.ingest.formats.format import Reading
from dashboard.ingest.local_time import NotATime, Zone, read_zone
from dashboard.ingest.time_columns import IntervalColumn, read_intervals
from dashboard.ingest.times import TimeFault, TimeFormat

_PARTS = ("date", "time")


def with_joined_dates(reading: Reading) -> Reading:
    """Return a reading whose `observed_from` is made of the columns `date` and `time`, where it has none of its own.

    Where it has one, the two stay among the row's other cells.
    """
    parts = [part for part in _PARTS if part in reading.columns]
    if not parts:
        return reading
    columns = {name: texts for name, texts in reading.columns.items() if name not in _PARTS}
    if "date" not in parts or "observed_from" in columns:
        left = {reading.origins[part] for part in parts if part in reading.origins}
        taken = {origin for column, origin in reading.origins.items() if column not in _PARTS}
        return replace(reading, columns=columns, consumed=reading.consumed - (left - taken))
    joined = [
        " ".join(filter(None, map(str.strip, cells))) for cells in zip(*(reading.columns[part] for part in parts), strict=True)
    ]
    origins = {**reading.origins, **({"observed_from": reading.origins["date"]} if "date" in reading.origins else {})}
    return replace(reading, columns={**columns, "observed_from": joined}, origins=origins)


def read_times(
    columns: Mapping[str, Sequence[str]],
    size: int,
    *,
    zone: Zone,
    date_order: DateOrder = "",
    time_format: TimeFormat = "",
    lines: Sequence[int] = (),
) -> IntervalColumn:
    """Return the intervals of `size` rows of canonical text, each in the zone its `time_zone` names, `zone` where it names none.

    lines: the line each row stands on, for messages; where they are given, a date refused for want of an order says what the
    column's other dates prove.
    """
    began, ended = (columns.get(name, [""] * size) for name in ("observed_from", "observed_to"))
    by_zone = _rows_by_zone(columns.get("time_zone", ()))
    if set(by_zone) <= {""}:
        read = read_intervals(began, ended, zone=zone, date_order=date_order, time_format=time_format)
    else:
        read = _nothing_read(size)
        for name, rows in by_zone.items():
            own = zone if not name else read_zone(name)
            if isinstance(own, NotATime):
                read.faults.update(dict.fromkeys(rows, (TimeFault("time_zone", own.reason),)))
                continue
            texts = ([began[row] for row in rows], [ended[row] for row in rows])
            _put(read, rows, read_intervals(*texts, zone=own, date_order=date_order, time_format=time_format))
    return _with_evidence(read, (began, ended), lines) if lines and not date_order else read


def _rows_by_zone(names: Sequence[str]) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for row, name in enumerate(names):
        rows.setdefault(name.strip(), []).append(row)
    return rows


def _nothing_read(size: int) -> IntervalColumn:
    return IntervalColumn(np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64), {}, {})


def _put(whole: IntervalColumn, rows: Sequence[int], part: IntervalColumn) -> None:
    whole.start[rows], whole.end[rows] = part.start, part.end
    whole.faults.update({rows[at]: faults for at, faults in part.faults.items()})
    whole.flags.update({rows[at]: flags for at, flags in part.flags.items()})


def _with_evidence(read: IntervalColumn, texts: tuple[Sequence[str], Sequence[str]], lines: Sequence[int]) -> IntervalColumn:
    """Say, beside each date that is refused for want of an order, which order the column's other dates prove."""
    wanting = {at for at, faults in read.faults.items() if any(fault.wants_order for fault in faults)}
    said = order_evidence([*texts[0], *texts[1]], [*lines, *lines]) if wanting else ""
    if not said:
        return read
    faults = {at: tuple(_with(fault, said) for fault in found) for at, found in read.faults.items()}
    return replace(read, faults=faults)


def _with(fault: TimeFault, said: str) -> TimeFault:
    return replace(fault, reason=f"{fault.reason}; {said}") if fault.wants_order else fault
