"""Incidents counted by time and verdict, in bins that suit the span."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.intervals import Interval
from dashboard.engine.shares import microseconds
from dashboard.engine.situation import Situation
from dashboard.present.counting import told_apart
from dashboard.present.facets import VERDICT_WORDS, Ints, microseconds_of
from dashboard.present.selection import Selection

_HOUR_US = 3_600_000_000
_QUARTER_US = _HOUR_US // 4
_QUARTERS_MIN = 4
"""Incidents there have to be for each quarter of an hour, for it to be worth counting by these."""
_BINS = ((3, "hour", "h"), (130, "day", "D"), (900, "week", "W-MON"), (10**9, "month", "MS"))
_EVERY = {"h": "h", "D": "D", "W-MON": "7D", "MS": "MS"}
"""From one bin to the next, counted from a moment at which one starts."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Counts for a stacked bar chart. All times are local wall time without zone.

    counts: columns `from`, `to` (`[from, to)`), `verdict` (words), `incidents`. The sum over all rows is the number of incidents
    selected: one that began before the first day shown is counted in the first bin.
    bins: columns `from`, `to` of every bin of the axis in order, whether or not anything began in it.
    unit: hour, day, week or month. start, end: what the axis spans, whole bins.
    """

    counts: pd.DataFrame
    bins: pd.DataFrame
    unit: str
    start: datetime
    end: datetime

    def moments(self, zone: ZoneInfo) -> Ints:
        """Return the edges of the bins, one more than there are, in microseconds since 1970 UTC.

        An hour that the clock leaves out is a bin of no length, one that it shows twice a bin of two hours.
        """
        edges = pd.DatetimeIndex([*self.bins["from"], self.end])
        local = edges.tz_localize(zone, ambiguous=np.ones(len(edges), dtype=np.bool_), nonexistent="shift_forward")
        return np.asarray(local.tz_convert("UTC").as_unit("us").asi8, dtype=np.int64)


def timeline(situation: Situation, selection: Selection, period: Interval, zone: ZoneInfo) -> Timeline:
    """Count the selected incidents by the time they began, local to the theatre.

    period: the days shown, `[from, to)`, both ends declared.
    """
    verdict, began = situation.incidents["verdict"].to_numpy(), microseconds_of(situation.incidents["first"])
    if not selection.is_all(len(began)):
        verdict, began = verdict[selection.incidents], began[selection.incidents]
    unit, step = _bin(period)
    starts, counted = _counted(np.maximum(began, microseconds(period.start)), verdict, zone, step)
    at, code = np.nonzero(counted)
    words = np.array(VERDICT_WORDS, dtype=object)[code]
    counts = pd.DataFrame({"from": starts.to_numpy()[at], "verdict": words, "incidents": counted[at, code]})
    counts["to"] = _end(counts["from"], step)
    edges = pd.Series([_wall_time(period.start, zone), _wall_time(period.end, zone) - pd.Timedelta("1us")])
    start, last = _floor(edges, step)
    end = _end(pd.Series([last]), step).iloc[0]
    bins = pd.DataFrame({"from": pd.date_range(start, end, freq=_EVERY[step], inclusive="left", unit="us")})
    bins["to"] = _end(bins["from"], step)
    return Timeline(counts[["from", "to", "verdict", "incidents"]], bins, unit, start.to_pydatetime(), end.to_pydatetime())


def _counted(began: Ints, verdict: NDArray[np.int8], zone: ZoneInfo, step: str) -> tuple["pd.Series[pd.Timestamp]", Ints]:
    """Return the bins in which anything began by where they start, in order, and for each how many have each verdict."""
    kinds = len(VERDICT_WORDS)
    by_quarter = _counted_by_quarter(began, verdict, zone)
    if by_quarter is None:
        starts, number = _starts(_local(began, zone), step)
        return starts, np.bincount(number * kinds + verdict, minlength=len(starts) * kinds).reshape(-1, kinds)
    walls, counts = by_quarter
    starts, number = _starts(walls, step)
    counted = np.zeros((len(starts), kinds), dtype=np.int64)
    np.add.at(counted, number, counts)
    return starts, counted


def _counted_by_quarter(began: Ints, verdict: NDArray[np.int8], zone: ZoneInfo) -> tuple[Ints, Ints] | None:
    """Return the quarters of an hour in which anything began, as wall times, and for each how many have each verdict.

    None where these are not few beside the incidents, or a quarter of the clock in Greenwich is not one on the wall.
    """
    quarter = began // _QUARTER_US
    first, span = (int(quarter.min()), int(quarter.max() - quarter.min()) + 1) if len(quarter) else (0, 0)
    if span * _QUARTERS_MIN > len(began) or not span:
        return None
    begins = (first + np.arange(span)) * _QUARTER_US
    walls, last = (_walls(moments, zone) for moments in (begins, begins + _QUARTER_US - 1))
    if (walls % _QUARTER_US).any() or (last - walls != _QUARTER_US - 1).any():
        return None
    kinds = len(VERDICT_WORDS)
    quarter -= first
    quarter *= kinds
    quarter += verdict
    counts = np.bincount(quarter, minlength=span * kinds).reshape(-1, kinds)
    held = counts.any(axis=1)
    return walls[held], counts[held]


def _bin(period: Interval) -> tuple[str, str]:
    days = period.seconds / 86_400
    return next((unit, step) for limit, unit, step in _BINS if days <= limit)


def _wall_time(moment: datetime, zone: ZoneInfo) -> pd.Timestamp:
    return pd.Timestamp(moment).as_unit("us").tz_convert(zone).tz_localize(None)


def _local(moments: Ints, zone: ZoneInfo) -> Ints:
    """Return moments in microseconds UTC as local wall time, likewise: whole hours are looked up, which are few."""
    hour = moments // _HOUR_US
    first, span = (int(hour.min()), int(hour.max() - hour.min()) + 1) if len(hour) else (0, 0)
    if span > len(moments):
        return _walls(moments, zone)
    hours = (first + np.arange(span + 1)) * _HOUR_US
    offset = _walls(hours, zone) - hours
    local = moments + offset[hour - first]
    # In an hour at whose end the clock shows another offset it was changed.
    changed = np.flatnonzero(np.diff(offset)[hour - first])
    local[changed] = _walls(moments[changed], zone)
    return np.asarray(local, dtype=np.int64)


def _walls(moments: Ints, zone: ZoneInfo) -> Ints:
    times = pd.DatetimeIndex(moments.view("datetime64[us]")).tz_localize("UTC").tz_convert(zone).tz_localize(None)
    return np.asarray(times.as_unit("us").asi8, dtype=np.int64)


def _starts(local: Ints, step: str) -> tuple["pd.Series[pd.Timestamp]", Ints]:
    """Return the bins that wall times lie in by where they start, in order, and for each time the number of its bin."""
    unit = _HOUR_US if step == "h" else 24 * _HOUR_US
    units, number = told_apart(local // unit)
    floors = _floor(pd.Series((units * unit).view("datetime64[us]")), step)
    starts, of_unit = np.unique(floors.to_numpy(), return_inverse=True)
    return pd.Series(starts), of_unit[number]


def _floor(times: "pd.Series[pd.Timestamp]", step: str) -> "pd.Series[pd.Timestamp]":
    if step == "MS":
        return times.dt.floor("D") - pd.to_timedelta(times.dt.day - 1, unit="D")
    if step == "W-MON":
        return (times - pd.to_timedelta(times.dt.day_of_week, unit="D")).dt.floor("D")
    return times.dt.floor(step)


def _end(starts: "pd.Series[pd.Timestamp]", step: str) -> "pd.Series[pd.Timestamp]":
    if step == "MS":
        return starts + pd.offsets.MonthBegin(1)
    return starts + pd.Timedelta({"h": "1h", "D": "1D", "W-MON": "7D"}[step])
