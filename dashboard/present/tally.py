"""Counts of the selected incidents beside each other: by verdict, and by verdict within each zone or act."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from dashboard.domain.verdicts import STRONGEST_FIRST, Verdict
from dashboard.engine.situation import Situation
from dashboard.present.filters import Filters
from dashboard.present.selection import Facets, Selection, select


@dataclass(frozen=True, slots=True)
class Counts:
    """The sentence of numbers that stands above map, timeline and list. All but the totals are of the selection."""

    incidents: int
    incidents_in_all: int
    observations: int
    observations_in_all: int
    in_regions: int
    """Incidents known to a region and no closer."""
    unplaced: int


@dataclass(frozen=True, slots=True)
class TallyRow:
    """Incidents of one zone or act by verdict, strongest first."""

    value: str
    by_verdict: tuple[int, ...]

    @property
    def total(self) -> int:
        """Incidents with this value."""
        return sum(self.by_verdict)


def counts_of(situation: Situation, selection: Selection) -> Counts:
    """Return the numbers of a selection and of everything in view."""
    incidents = situation.incidents
    place = situation.observations["place_kind"].to_numpy()[incidents["place_row"].to_numpy()[selection.incidents]]
    return Counts(
        incidents=len(selection.incidents),
        incidents_in_all=len(incidents),
        observations=selection.observations,
        observations_in_all=int(incidents["observations"].sum()),
        in_regions=int((place == "area").sum()),
        unplaced=int((place == "unplaced").sum()),
    )


def by_verdict(facets: Facets, situation: Situation, filters: Filters, zone: ZoneInfo) -> dict[str, int]:
    """Return for each verdict how many incidents there are under all the other filters, strongest first."""
    chosen = select(facets, situation, filters.without("verdicts"), zone).incidents
    counted = np.bincount(situation.incidents["verdict"].to_numpy()[chosen], minlength=len(STRONGEST_FIRST))
    return {verdict.words: int(counted[verdict]) for verdict in STRONGEST_FIRST}


def tally(facets: Facets, situation: Situation, selection: Selection, name: str) -> tuple[TallyRow, ...]:
    """Count the selected incidents by a filter's values and by verdict, the most incidents of strong verdict first.

    An incident with several values counts under each.
    """
    pairs = facets.pairs[name]
    held = pairs[np.isin(pairs["incident"].to_numpy(), selection.incidents) & (pairs["value"] != "").to_numpy()]
    verdict = situation.incidents["verdict"].to_numpy()[held["incident"].to_numpy()]
    return _rows(held.assign(verdict=verdict))


def tally_by_zone(situation: Situation, selection: Selection) -> tuple[TallyRow, ...]:
    """Count the selected incidents by zone and by the strongest finding in that zone, which can be weaker than the verdict."""
    findings = situation.assessment.findings
    row = findings["row"].to_numpy(dtype=np.int64)
    counts = ~situation.observations["superseded"].to_numpy(dtype=np.bool_)[row]
    incident = situation.incident_of[row]
    kept = counts & np.isin(incident, selection.incidents) & (findings["finding"] > Verdict.OUTSIDE_SCOPE).to_numpy()
    zones = np.array([zone.id for zone in situation.agreement.zones], dtype=object)
    held = pd.DataFrame({"incident": incident[kept], "value": zones[findings["zone"].to_numpy(dtype=np.int64)[kept]]})
    held["verdict"] = findings["finding"].to_numpy()[kept]
    return _rows(held.groupby(["incident", "value"])["verdict"].max().reset_index())


def _rows(held: pd.DataFrame) -> tuple[TallyRow, ...]:
    table = held.groupby(["value", "verdict"]).size().unstack(fill_value=0)
    table = table.reindex(columns=[int(one) for one in STRONGEST_FIRST], fill_value=0)
    rows = [TallyRow(str(value), tuple(int(number) for number in numbers)) for value, *numbers in table.itertuples(name=None)]
    return tuple(sorted(rows, key=lambda row: (tuple(-number for number in row.by_verdict), row.value)))
