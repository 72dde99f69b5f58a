"""Which incidents remain under the filters: one rule behind map, timeline, list and counts."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.intervals import BEGINNING, END, Interval
from dashboard.domain.parties import names_nobody
from dashboard.domain.verdicts import STRONGEST_FIRST, Verdict
from dashboard.engine.situation import Situation
from dashboard.present.filters import MANY, Filters, day_bounds

NOBODY = "nobody named"
_LIMITS = np.iinfo(np.int64)


class Facets:
    """The values an incident can be filtered by, made once for a situation."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        rows = situation.observations
        current = np.flatnonzero(~rows["superseded"].to_numpy(dtype=np.bool_))
        incident = situation.incident_of[current]
        party = rows["party"].map({one: NOBODY if names_nobody(one) else one for one in rows["party"].unique()})
        self.first_us = _microseconds(situation.incidents["first"])
        self.last_us = _microseconds(situation.incidents["last"])
        place = rows.iloc[situation.incidents["place_row"].to_numpy()]
        self.lon, self.lat = place["lon"].to_numpy(dtype=float), place["lat"].to_numpy(dtype=float)
        self.pairs: dict[str, pd.DataFrame] = {
            "acts": _pairs(incident, rows["act"].to_numpy()[current]),
            "means": _pairs(incident, rows["means"].to_numpy()[current]),
            "parties": _pairs(incident, party.to_numpy()[current]),
            "regions": _pairs(incident, rows["region_code"].to_numpy()[current]),
            "zones": self._zones(),
            "verdicts": _pairs(
                np.arange(len(situation.incidents)),
                np.array([Verdict(code).words for code in situation.incidents["verdict"]], dtype=object),
            ),
        }
        self._options = {name: _in_use(name, pairs) for name, pairs in self.pairs.items()}

    def options(self, name: str) -> list[str]:
        """Return the values in use for a filter, sorted; verdicts strongest first."""
        return list(self._options[name])

    def with_value(self, name: str, chosen: tuple[str, ...]) -> NDArray[np.bool_]:
        """Tell for each incident whether any of its observations has one of the chosen values."""
        pairs = self.pairs[name]
        mask = np.zeros(len(self.first_us), dtype=np.bool_)
        mask[pairs.loc[pairs["value"].isin(chosen), "incident"].to_numpy(dtype=np.int64)] = True
        return mask

    def _zones(self) -> pd.DataFrame:
        findings = self._situation.assessment.findings
        held = findings[findings["finding"] > Verdict.OUTSIDE_SCOPE]
        names = np.array([zone.id for zone in self._situation.agreement.zones], dtype=object)
        return _pairs(
            self._situation.incident_of[held["row"].to_numpy(dtype=np.int64)], names[held["zone"].to_numpy(dtype=np.int64)]
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """Positions of the incidents that remain, in the incidents table's order, and how many observations they hold."""

    incidents: NDArray[np.int64]
    observations: int


def select(facets: Facets, situation: Situation, filters: Filters, zone: ZoneInfo) -> Selection:
    """Return the incidents that overlap the days and have a chosen value of every filter set."""
    mask = np.ones(len(situation.incidents), dtype=np.bool_)
    low, high = day_bounds(filters, zone)
    mask &= (facets.last_us > low) & (facets.first_us < high)
    for name in MANY:
        if chosen := getattr(filters, name):
            mask &= facets.with_value(name, chosen)
    if filters.box:
        west, south, east, north = filters.box
        mask &= (facets.lon >= west) & (facets.lon <= east) & (facets.lat >= south) & (facets.lat <= north)
    remaining = np.flatnonzero(mask)
    return Selection(remaining, int(situation.incidents["observations"].to_numpy()[remaining].sum()))


def shown_period(filters: Filters, facets: Facets, zone: ZoneInfo) -> Interval:
    """Return the days shown as `[from, to)`: those chosen; an open side ends with the data, where there are any."""
    low, high = day_bounds(filters, zone)
    if len(facets.first_us) and low == _LIMITS.min:
        low = int(facets.first_us.min())
    if len(facets.last_us) and high == _LIMITS.max:
        high = int(facets.last_us.max())
    if low >= high:
        return shown_period(replace(filters, first_day=None, last_day=None), facets, zone)
    return Interval(BEGINNING if low == _LIMITS.min else _moment(low), END if high == _LIMITS.max else _moment(high))


def _moment(microseconds_since_1970: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds_since_1970)


def _in_use(name: str, pairs: pd.DataFrame) -> list[str]:
    values = set(pairs["value"].unique()) - {""}
    if name == "verdicts":
        return [verdict.words for verdict in STRONGEST_FIRST if verdict.words in values]
    return sorted(values)


def _pairs(incident: NDArray[np.int64], value: NDArray[np.object_]) -> pd.DataFrame:
    return pd.DataFrame({"incident": incident, "value": value}).drop_duplicates(ignore_index=True)


def _microseconds(times: pd.Series) -> NDArray[np.int64]:
    return np.asarray(times.dt.as_unit("us").astype("int64"), dtype=np.int64)
