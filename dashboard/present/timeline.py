"""Incidents counted by time and verdict, in bins that suit the span."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from dashboard.domain.verdicts import Verdict
from dashboard.engine.situation import Situation
from dashboard.present.filters import Filters, day_bounds
from dashboard.present.selection import Selection

_BINS = ((3, "hour", "h"), (130, "day", "D"), (900, "week", "W-MON"), (10**9, "month", "MS"))


@dataclass(frozen=True, slots=True)
class Timeline:
    """Counts for a stacked bar chart.

    counts: columns `from`, `to` (local wall time without zone, `[from, to)`), `verdict` (words), `incidents`. The sum over all
    rows is the number of incidents selected: one that began before the first day shown is counted in the first bin.
    unit: hour, day, week or month.
    """

    counts: pd.DataFrame
    unit: str


def timeline(situation: Situation, selection: Selection, filters: Filters, zone: ZoneInfo) -> Timeline:
    """Count the selected incidents by the time they began, local to the theatre."""
    chosen = situation.incidents.iloc[selection.incidents]
    low, _ = day_bounds(filters, zone)
    first = chosen["first"].dt.as_unit("us")
    if filters.first_day:
        first = first.clip(lower=pd.Timestamp(low, unit="us", tz="UTC").as_unit("us"))
    began = first.dt.tz_convert(zone).dt.tz_localize(None)
    days = (began.max() - began.min()).days + 1 if len(began) else 1
    unit, step = next((unit, step) for limit, unit, step in _BINS if days <= limit)
    bins = _floor(began, step)
    verdict = np.array([Verdict(code).words for code in chosen["verdict"]], dtype=object)
    counts = (
        pd.DataFrame({"from": bins.to_numpy(), "verdict": verdict}).value_counts(sort=False).rename("incidents").reset_index()
    )
    counts["to"] = _end(counts["from"], step)
    return Timeline(counts[["from", "to", "verdict", "incidents"]], unit)


def _floor(times: "pd.Series[pd.Timestamp]", step: str) -> "pd.Series[pd.Timestamp]":
    if step == "MS":
        return times.dt.floor("D") - pd.to_timedelta(times.dt.day - 1, unit="D")
    if step == "W-MON":
        return (times - pd.to_timedelta(times.dt.dayofweek, unit="D")).dt.floor("D")
    return times.dt.floor(step)


def _end(starts: "pd.Series[pd.Timestamp]", step: str) -> "pd.Series[pd.Timestamp]":
    if step == "MS":
        return starts + pd.offsets.MonthBegin(1)
    return starts + pd.Timedelta({"h": "1h", "D": "1D", "W-MON": "7D"}[step])
