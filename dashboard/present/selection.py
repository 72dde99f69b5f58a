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


def shown_period(filters: Filters, facets: Facets, zone: ZoneInfo) -> Interval:
    """Return the days shown as `[from, to)`: those chosen; an open side ends with the data, where there are any."""
    low, high = _closed(day_bounds(filters, zone), _reach(facets))
    if low >= high:
        return shown_period(replace(filters, first_day=None, last_day=None), facets, zone)
    return _interval(low, high)


def counted_period(filters: Filters, facets: Facets, zone: ZoneInfo, logged: Interval | None = None) -> Interval:
    """Return the days that counts are of as `[from, to)`: those chosen, even where they lie beyond everything that is known.

    logged: what a coverage log speaks of. An open side reaches as far as reports or log do: days without a report, but not
    without a word.
    """
    reach = _reach(facets)
    if logged is not None:
        reach = (min(reach[0], microseconds(logged.start)), max(reach[1], microseconds(logged.end)))
    low, high = _closed(day_bounds(filters, zone), reach)
    if low < high:
        return _interval(low, high)
    day = filters.first_day or filters.last_day
    return _interval(*day_bounds(replace(filters, first_day=day, last_day=day), zone))


def _reach(facets: Facets) -> tuple[int, int]:
    """Return from when to when the data are; the greatest and the least number where there are none."""
    if not len(facets.first_us):
        return _LIMITS.max, _LIMITS.min
    return int(facets.first_us.min()), int(facets.last_us.max())


def _closed(bounds: tuple[int, int], reach: tuple[int, int]) -> tuple[int, int]:
    """Return bounds, each open one where the reach ends; open still where nothing reaches anywhere."""
    low, high = bounds
    if reach[0] >= reach[1]:
        return low, high
    return (reach[0] if low == _LIMITS.min else low), (reach[1] if high == _LIMITS.max else high)


def _interval(low: int, high: int) -> Interval:
    return Interval(BEGINNING if low == _LIMITS.min else _moment(low), END if high == _LIMITS.max else _moment(high))


def _moment(microseconds_since_1970: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds_since_1970)
