"""Counts of the selected incidents beside each other: by verdict, and by verdict within each zone or act."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from dashboard.domain.verdicts import STRONGEST_FIRST
from dashboard.engine.situation import Situation
from dashboard.present.facets import Facets
from dashboard.present.filters import Filters
from dashboard.present.selection import Selection, select


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


def counts_of(facets: Facets, situation: Situation, selection: Selection) -> Counts:
    """Return the numbers of a selection and of everything in view."""
    incidents = situation.incidents
    return Counts(
        incidents=len(selection.incidents),
        incidents_in_all=len(incidents),
        observations=selection.observations,
        observations_in_all=int(incidents["observations"].sum()),
        in_regions=len(selection.among(facets.of_kind("area"))),
        unplaced=len(selection.among(facets.of_kind("unplaced"))),
    )


def by_verdict(facets: Facets, situation: Situation, filters: Filters, zone: ZoneInfo) -> dict[str, int]:
    """Return for each verdict how many incidents there are under all the other filters, strongest first."""
    verdict = situation.incidents["verdict"].to_numpy()
    chosen = select(facets, situation, filters.without("verdicts"), zone)
    among = verdict if chosen.is_all(len(verdict)) else verdict[chosen.incidents]
    counted = np.bincount(among, minlength=len(STRONGEST_FIRST))
    return {verdict.words: int(counted[verdict]) for verdict in STRONGEST_FIRST}


def tally(facets: Facets, situation: Situation, selection: Selection, name: str) -> tuple[TallyRow, ...]:
    """Count the selected incidents by a filter's values and by verdict, the most incidents of strong verdict first.

    An incident with several values counts under each.
    """
    pairs = facets.pairs[name]
    verdict = situation.incidents["verdict"].to_numpy()
    if selection.is_all(len(verdict)):
        return _rows(pairs.values, pairs.code, verdict[pairs.incident])
    held = _selected(facets, selection)[pairs.incident]
    return _rows(pairs.values, pairs.code[held], verdict[pairs.incident[held]])


def tally_by_zone(facets: Facets, selection: Selection) -> tuple[TallyRow, ...]:
    """Count the selected incidents by zone and by the strongest finding in that zone, which can be weaker than the verdict."""
    found = facets.zone_findings
    held = _selected(facets, selection)[found.incident]
    return _rows(found.zone_ids, found.zone[held], found.finding[held])


def _selected(facets: Facets, selection: Selection) -> NDArray[np.bool_]:
    chosen = np.zeros(len(facets.first_us), dtype=np.bool_)
    chosen[selection.incidents] = True
    return chosen


def _rows(values: tuple[str, ...], code: NDArray[np.int32], verdict: NDArray[np.int8]) -> tuple[TallyRow, ...]:
    kinds = len(STRONGEST_FIRST)
    counted = np.bincount(code.astype(np.int64) * kinds + verdict, minlength=len(values) * kinds).reshape(-1, kinds)
    numbers = counted[:, [int(one) for one in STRONGEST_FIRST]].tolist()
    rows = [TallyRow(value, tuple(of_value)) for value, of_value in zip(values, numbers, strict=True) if value and any(of_value)]
    return tuple(sorted(rows, key=lambda row: (tuple(-number for number in row.by_verdict), row.value)))
