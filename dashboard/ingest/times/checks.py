"""Times that can be read and are still hard to believe: flagged on the row, and nothing else."""

from datetime import date, datetime
from typing import TypeVar

import numpy as np
import pandas as pd

from dashboard.domain.days import day_start
from dashboard.domain.intervals import BEGINNING
from dashboard.ingest.times.local import time_zone

Table = TypeVar("Table", bound=pd.DataFrame)
FUTURE = "the time lies in the future"
TOO_EARLY = "the time lies before anything that is monitored here began"


def first_instant(starts: date | None, zone: str) -> datetime:
    """Return when the first day of a theatre begins, aware UTC; the beginning of time where none is declared."""
    return BEGINNING if starts is None else day_start(starts, time_zone(zone))


def with_doubtful_times(observations: Table, *, now: datetime, begins: datetime) -> Table:
    """Return the table with flags on the rows that begin after `now` and on those that end by `begins`.

    observations: `observed_from`, `observed_to` (aware UTC) and `flags`, which gets one more text.
    """
    future = (observations["observed_from"] > pd.Timestamp(now)).to_numpy()
    early = np.zeros(len(observations), dtype=np.bool_)
    if begins > BEGINNING:
        early = (observations["observed_to"] <= pd.Timestamp(begins)).to_numpy()
    if not (future.any() or early.any()):
        return observations
    flags = observations["flags"].to_numpy(dtype=object).copy()
    for doubtful, said in ((future, FUTURE), (early, TOO_EARLY)):
        flags[doubtful] = [f"{flag}; {said}" if flag else said for flag in flags[doubtful]]
    return observations.assign(flags=pd.Series(flags, index=observations.index, dtype=observations["flags"].dtype))
