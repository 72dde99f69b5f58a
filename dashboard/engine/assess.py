"""Observations held against an agreement: findings, and the verdict each observation comes to.

The readable scalar reference stands in `reference.py`; a property test holds the two equal.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from dashboard.domain.agreement import Agreement
from dashboard.domain.verdicts import Verdict
from dashboard.engine.clauses import Clauses, no_findings
from dashboard.engine.kernels.holding import find_strongest
from dashboard.engine.overlaps import Places
from dashboard.engine.parts import in_parts, unheard
from dashboard.engine.quota import hold_quotas
from dashboard.engine.shares import microseconds_of
from dashboard.engine.standing import standing_of
from dashboard.engine.zone_cache import new_index

_MEETING = "finding which places meet which zones"
_MEETING_SHARE = 0.7
"""The share of that in the time an assessment takes."""
_PART = 1 << 17
"""Rows at a time."""

FINDINGS: dict[str, str] = {
    "row": "position of the observation in its table",
    "provision": "position of the provision in the agreement",
    "zone": "position of the zone in the agreement",
    "finding": "Verdict code",
    "p_inside": "share of the place inside the zone, above 0 to 1",
    "p_in_force": "share of the time in force, above 0 to 1",
    "p_settled": "share of the time in force and after any phase-in, 0 to 1",
    "edge_distance_m": "metres to the zone's edge, negative inside",
    "act": "Match code",
    "weapon": "Match code",
    "party": "Match code",
    "exemption": "Match code",
    "weapon_basis": "what of the weapon is the table's, see `matches.weapon_of_basis`; -1 where nothing is",
    "notification": "position of the notification that covers the observation or may, -1 for none",
    "quota_count": "least number counted against the quota it falls under, -1 without quota",
}
"""Columns of the findings table: one row for each observation, provision and zone where both shares are above 0."""

CLAUSE_COLUMNS = (
    *("place_kind", "lon", "lat", "radius_m", "observed_from", "observed_to"),
    *("act", "weapon", "calibre_mm", "party", "means"),
)
"""Columns of an observations table by which reports are held against clauses; quotas need more."""

Progress = Callable[[float, str], None]
Holding = Callable[[gpd.GeoDataFrame, Agreement, Progress], pd.DataFrame]
"""Whatever does what `hold_clauses` does."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Findings and verdicts of one table under one version of an agreement.

    findings: columns `FINDINGS`, sorted by row and then in the agreement's order.
    verdicts: `Verdict` codes, one per observation. decisive: position in `findings` of the finding that names the verdict, -1 for
    none. is_coarse: for eyes that may not see exactly where: shares are rounded, distances NaN; nothing is worked out from it.
    """

    agreement_version: str
    engine_version: str
    findings: pd.DataFrame
    verdicts: NDArray[np.int8]
    decisive: NDArray[np.int64]
    is_coarse: bool = False

    def of_rows(self, held: NDArray[np.bool_]) -> "Assessment":
        """Return what it says of the observations that are marked, as of a table of these alone."""
        row = self.findings["row"].to_numpy(dtype=np.int64)
        is_theirs = held[row]
        findings = self.findings[is_theirs].reset_index(drop=True)
        findings = findings.assign(row=(np.cumsum(held) - 1)[row[is_theirs]])
        decisive = self.decisive[held]
        place = np.where(decisive < 0, -1, (np.cumsum(is_theirs) - 1)[decisive])
        return replace(self, findings=findings, verdicts=self.verdicts[held], decisive=place)


def untold(_share: float, _what: str) -> None:
    """Progress that nobody watches."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """Return a progress of which the whole is the part of another from `start` to `end`."""
    return lambda share, what: progress(start + share * (end - start), what)


def hold_clauses(observations: gpd.GeoDataFrame, agreement: Agreement, progress: Progress = untold) -> pd.DataFrame:
    """Return the findings (`FINDINGS`) of some placed observations, each by itself, as decided without quotas.

    Those of a row are the same whatever other rows stand with it. Of the table only `CLAUSE_COLUMNS` and the geometry of sectors
    and areas are read.
    """
    progress(0.0, _MEETING)
    if all(zone.is_line for zone in agreement.zones):
        return no_findings()
    standing, places = standing_of(agreement), Places(observations)
    times_us = microseconds_of(observations["observed_from"]), microseconds_of(observations["observed_to"])
    met = places.meeting(standing.zones, lambda share: progress(share * _MEETING_SHARE, _MEETING), standing.when(*times_us))
    inside = partial(_shares_inside, places, len(observations))
    return Clauses(observations, times_us, agreement, standing, inside).findings(met, part(progress, _MEETING_SHARE, 1.0))


def in_order(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return findings in order of their rows, those of a row as they stand in the parts."""
    findings = pd.concat(parts, ignore_index=True)
    return findings.take(np.argsort(findings["row"].to_numpy(), kind="stable")).reset_index(drop=True)


def assess(
    observations: gpd.GeoDataFrame,
    agreement: Agreement,
    *,
    engine_version: str,
    progress: Progress = untold,
    hold: Holding = hold_clauses,
) -> Assessment:
    """Hold placed observations (`domain.columns.OBSERVATION_TABLE` with geometry, EPSG:4326) against an agreement.

    `progress` is told a share 0 to 1 and a step; it may raise to cancel. hold: what holds reports against clauses; quotas
    and verdicts, which need every report, are settled here whatever it is.
    """
    findings = hold(observations, agreement, progress)
    findings = hold_quotas(findings, observations, agreement)
    verdicts, decisive = _strongest(findings, observations["place_kind"])
    return Assessment(agreement.version, engine_version, findings, verdicts, decisive)


def _shares_inside(places: Places, count: int, geometry: BaseGeometry) -> NDArray[np.float64]:
    """Return the share of each row's place inside a geometry."""
    met = places.meeting(new_index([geometry]), unheard)
    share, inside = np.zeros(count), np.flatnonzero(met.end > met.first)
    share[inside] = met.share[met.first[inside]]
    return share


def _strongest(findings: pd.DataFrame, place_kind: pd.Series) -> tuple[NDArray[np.int8], NDArray[np.int64]]:
    """Return each row's verdict and decisive finding; among equals the more certain, then the agreement's own order."""
    verdicts, decisive = np.empty(len(place_kind), np.int8), np.empty(len(place_kind), np.int64)
    row, finding, p_inside, p_in_force = (_read_only(findings[name]) for name in ("row", "finding", "p_inside", "p_in_force"))

    def of_rows(start: int, end: int) -> None:
        unplaced = (place_kind.iloc[start:end] == "unplaced").to_numpy()
        verdicts[start:end], decisive[start:end] = np.where(unplaced, Verdict.UNPLACED, Verdict.OUTSIDE_SCOPE), -1
        first, last = np.searchsorted(row, [start, end])
        find_strongest(row, finding, p_inside, p_in_force, verdicts, decisive, first, last)

    in_parts(len(verdicts), _PART, of_rows)
    return verdicts, decisive


def _read_only(column: pd.Series) -> NDArray[Any]:
    """Return a column as the one kind of array that the kernel is compiled for: some come as such."""
    values = np.ascontiguousarray(column.to_numpy())
    values.flags.writeable = False
    return values
