"""Which incidents remain under the filters: one rule behind map, timeline, list and counts."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from dashboard.domain.intervals import BEGINNING, END, Interval
from dashboard.engine.shares import microseconds
from dashboard.engine.situation import Situation
from dashboard.present.facets import Facets
from dashboard.present.filters import MANY, Filters, day_bounds

_LIMITS = np.iinfo(np.int64)


@dataclass(frozen=True, slots=True)
class Selection:
    """Positions of the incidents that remain, in the incidents table's order, and how many observations they hold."""

    incidents: NDArray[np.int64]
    observations: int

    def among(self, incidents: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return the positions of those selected that are marked, of all incidents, in the table's order."""
        return np.flatnonzero(incidents) if self.is_all(len(incidents)) else self.incidents[incidents[self.incidents]]

    def is_all(self, incidents: int) -> bool:
        """Whether of so many incidents every one is selected: then nothing need be looked up one by one."""
        return len(self.incidents) == incidents


def select(facets: Facets, situation: Situation, filters: Filters, zone: ZoneInfo) -> Selection:
    """Return the incidents that overlap the days and have a chosen value of every filter set."""
    observations = situation.incidents["observations"].to_numpy()
    if filters == Filters():
        return Selection(np.arange(len(observations), dtype=np.int64), int(observations.sum()))
    mask = np.ones(len(observations), dtype=np.bool_)
    low, high = day_bounds(filters, zone)
    if (low, high) != (_LIMITS.min, _LIMITS.max):
        mask &= (facets.last_us > low) & (facets.first_us < high)
    for name in MANY:
        if chosen := getattr(filters, name):
            mask &= facets.with_value(name, chosen)
    if filters.box:
        west, south, east, north = filters.box
        mask &= (facets.lon >= west) & (facets.lon <= east) & (facets.lat >= south) & (facets.lat <= north)
    remaining = np.flatnonzero(mask)
    return Selection(remaining, int(observations[remaining].sum()))


def shown_period(filters: Filters, facets: Facets, zone: ZoneInfo, logged: Interval | None = None) -> Interval:
    """Return the days shown as `[from, to)`: those chosen; an open side ends with the data, where there are any.

    logged: what a coverage log speaks of, which an open side then reaches as well: days without a report, but not without a word.
    """
    low, high = day_bounds(filters, zone)
    first = [int(facets.first_us.min())] if len(facets.first_us) else []
    last = [int(facets.last_us.max())] if len(facets.last_us) else []
    if logged is not None:
        first, last = [*first, microseconds(logged.start)], [*last, microseconds(logged.end)]
    if first and low == _LIMITS.min:
        low = min(first)
    if last and high == _LIMITS.max:
        high = max(last)
    if low >= high:
        return shown_period(replace(filters, first_day=None, last_day=None), facets, zone, logged)
    return Interval(BEGINNING if low == _LIMITS.min else _moment(low), END if high == _LIMITS.max else _moment(high))


def _moment(microseconds_since_1970: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds_since_1970)
