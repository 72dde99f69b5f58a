"""Incidents counted by time and verdict, in bins that suit the span."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from dashboard.domain.intervals import Interval
from dashboard.domain.verdicts import Verdict
from dashboard.engine.situation import Situation
from dashboard.present.selection import Selection

_BINS = ((3, "hour", "h"), (130, "day", "D"), (900, "week", "W-MON"), (10**9, "month", "MS"))


@dataclass(frozen=True, slots=True)
class Timeline:
    """Counts for a stacked bar chart. All times are local wall time without zone.

    counts: columns `from`, `to` (`[from, to)`), `verdict` (words), `incidents`. The sum over all rows is the number of incidents
    selected: one that began before the first day shown is counted in the first bin.
    unit: hour, day, week or month. start, end: what the axis spans, whole bins, whether or not anything began in them.
    """

    counts: pd.DataFrame
    unit: str
    start: datetime
    end: datetime


def timeline(situation: Situation, selection: Selection, period: Interval, zone: ZoneInfo) -> Timeline:
    """Count the selected incidents by the time they began, local to the theatre.

    period: the days shown, `[from, to)`, both ends declared.
    """
    chosen = situation.incidents.iloc[selection.incidents]
    began = chosen["first"].dt.as_unit("us").clip(lower=pd.Timestamp(period.start).as_unit("us"))
    began = began.dt.tz_convert(zone).dt.tz_localize(None)
    unit, step = _bin(period)
    verdict = np.array([Verdict(code).words for code in chosen["verdict"]], dtype=object)
    table = pd.DataFrame({"from": _floor(began, step).to_numpy(), "verdict": verdict})
    counts = table.value_counts(sort=False).rename("incidents").reset_index().sort_values("from", ignore_index=True)
    counts["to"] = _end(counts["from"], step)
    edges = pd.Series([_wall_time(period.start, zone), _wall_time(period.end, zone) - pd.Timedelta("1us")])
    start, last = _floor(edges, step)
    end = _end(pd.Series([last]), step).iloc[0]
    return Timeline(counts[["from", "to", "verdict", "incidents"]], unit, start.to_pydatetime(), end.to_pydatetime())


def _bin(period: Interval) -> tuple[str, str]:
    days = period.seconds / 86_400
    return next((unit, step) for limit, unit, step in _BINS if days <= limit)


def _wall_time(moment: datetime, zone: ZoneInfo) -> pd.Timestamp:
    return pd.Timestamp(moment).as_unit("us").tz_convert(zone).tz_localize(None)


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
