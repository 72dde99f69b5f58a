"""Observations held against an agreement: findings, and the verdict each observation comes to.

The readable scalar reference stands in `reference.py`; a property test holds the two equal.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from dashboard.domain.agreement import Agreement, Provision
from dashboard.domain.verdicts import Verdict
from dashboard.engine.clauses import Clauses
from dashboard.engine.overlaps import Places
from dashboard.engine.pairs import Ints, Pairs
from dashboard.engine.quota import hold_quotas
from dashboard.engine.zone_cache import new_index, zone_index

_MEETING = "finding which places meet which zones"
_MEETING_SHARE = 0.7
"""The share of that in the time an assessment takes."""

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
    # Parts come in the order of provisions, each in order of rows and then of its provision's zones.
    return in_order(list(_findings(observations, agreement, progress)))


def in_order(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return findings in order of their rows, those of a row as they stand in the parts."""
    findings = pd.concat(parts, ignore_index=True) if parts else _empty()
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
    unplaced = (observations["place_kind"] == "unplaced").to_numpy()
    verdicts, decisive = _strongest(findings, unplaced)
    return Assessment(agreement.version, engine_version, findings, verdicts, decisive)


def _findings(observations: gpd.GeoDataFrame, agreement: Agreement, progress: Progress) -> Iterator[pd.DataFrame]:
    areas = np.array([position for position, zone in enumerate(agreement.zones) if not zone.is_line], dtype=np.int64)
    progress(0.0, _MEETING)
    if not areas.size:
        return
    places = Places(observations)
    zones = zone_index([agreement.zones[position].geometry for position in areas])
    met = places.meeting(zones, lambda share: progress(share * _MEETING_SHARE, _MEETING))
    met = replace(met, zone=areas[met.zone])
    clauses = Clauses(observations, agreement, partial(_shares_inside, places, len(observations)))
    for order, provision in enumerate(agreement.provisions):
        share = _MEETING_SHARE + (1 - _MEETING_SHARE) * order / len(agreement.provisions)
        progress(share, f"holding reports against {provision.clause or provision.id}")
        yield clauses.findings(*_where_it_holds(met, provision, agreement), provision).assign(provision=order)


def _shares_inside(places: Places, count: int, geometry: BaseGeometry) -> NDArray[np.float64]:
    """Return the share of each row's place inside a geometry."""
    met = places.meeting(new_index([geometry]), lambda _share: None)
    share = np.zeros(count)
    share[met.row] = met.p_inside
    return share


def _where_it_holds(met: Pairs, provision: Provision, agreement: Agreement) -> tuple[Pairs, Ints]:
    """Return the pairs in a provision's zones by row and in its own order of zones, and each one's zone by its number there."""
    place = {zone_id: number for number, zone_id in reversed(list(enumerate(provision.zone_ids)))}
    number = np.array([place.get(zone.id, -1) for zone in agreement.zones], dtype=np.int64)[met.zone]
    within = np.flatnonzero(number >= 0)
    if (np.diff([one for one in map(place.get, (zone.id for zone in agreement.zones)) if one is not None]) < 0).any():
        within = within[np.lexsort((number[within], met.row[within]))]
    return met.taken(within), number[within]


def _strongest(findings: pd.DataFrame, unplaced: NDArray[np.bool_]) -> tuple[NDArray[np.int8], NDArray[np.int64]]:
    """Return each row's verdict and decisive finding; among equals the more certain, then the agreement's own order."""
    verdicts = np.where(unplaced, Verdict.UNPLACED, Verdict.OUTSIDE_SCOPE).astype(np.int8)
    decisive = np.full(len(unplaced), -1, dtype=np.int64)
    if not len(findings):
        return verdicts, decisive
    rows, strength = findings["row"].to_numpy(), findings["finding"].to_numpy()
    certainty = findings["p_inside"].to_numpy() * findings["p_in_force"].to_numpy()
    first = np.flatnonzero(np.diff(rows, prepend=-1))
    length = np.diff(np.append(first, len(rows)))
    # The strongest findings of each row, of these the most certain, of these the first.
    certainty[strength < np.repeat(np.maximum.reduceat(strength, first), length)] = -1.0
    best = np.flatnonzero(certainty == np.repeat(np.maximum.reduceat(certainty, first), length))
    best = best[np.flatnonzero(np.diff(rows[best], prepend=-1))]
    decisive[rows[best]] = best
    verdicts[rows[best]] = strength[best]
    return verdicts, decisive


def _empty() -> pd.DataFrame:
    empty = pd.DataFrame({name: pd.Series(dtype="int64") for name in FINDINGS})
    return empty.astype(dict.fromkeys(("p_inside", "p_in_force", "p_settled", "edge_distance_m"), "float64"))
