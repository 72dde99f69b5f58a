"""The times of a table's rows: date and time in two columns, a zone for each row, and what a column says of its own dates."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from dashboard.ingest.account import Problem, Rejection
from dashboard.ingest.formats.format import Reading
from dashboard.ingest.texts import TextColumn, empty
from dashboard.ingest.times import TimeFault, TimeFormat
from dashboard.ingest.times.columns import IntervalColumn, read_intervals
from dashboard.ingest.times.dates import ORDER_WANTED, DateOrder, order_evidence
from dashboard.ingest.times.local import NotATime, Zone, read_zone

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
) -> IntervalColumn:
    """Return the intervals of `size` rows of canonical text, each in the zone it names as its `time_zone`, else in `zone`."""
    began, ended = (columns.get(name, TextColumn(empty(size))) for name in ("observed_from", "observed_to"))
    by_zone = _rows_by_zone(columns.get("time_zone", ()))
    if set(by_zone) <= {""}:
        return read_intervals(began, ended, zone=zone, date_order=date_order, time_format=time_format)
    read = _nothing_read(size)
    for name, rows in by_zone.items():
        own = zone if not name else read_zone(name)
        if isinstance(own, NotATime):
            read.faults.update(dict.fromkeys(rows, (TimeFault("time_zone", own.reason),)))
            continue
        texts = ([began[row] for row in rows], [ended[row] for row in rows])
        _put(read, rows, read_intervals(*texts, zone=own, date_order=date_order, time_format=time_format))
    return read


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


def with_order_evidence(rejections: Sequence[Rejection]) -> list[Rejection]:
    """Say, beside each date that is refused for want of an order, which order the other dates of the file prove.

    Without a declared order every date that could prove one is among the rejections of its file.
    """
    wanting = [(one.line, problem.value) for one in rejections for problem in one.problems if _wants_order(problem)]
    said = order_evidence([value for _, value in wanting], [line for line, _ in wanting])
    if not said:
        return list(rejections)
    return [replace(one, problems=tuple(_with(problem, said) for problem in one.problems)) for one in rejections]


def _wants_order(problem: Problem) -> bool:
    return problem.reason.endswith(ORDER_WANTED)


def _with(problem: Problem, said: str) -> Problem:
    return replace(problem, reason=f"{problem.reason}; {said}") if _wants_order(problem) else problem
