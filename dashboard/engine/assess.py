"""Observations held against an agreement: findings, and the verdict each observation comes to.

The readable scalar reference stands in `reference.py`; a property test holds the two equal.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.agreement import Agreement
from dashboard.domain.verdicts import Verdict
from dashboard.engine.clauses import Clauses
from dashboard.engine.overlaps import Overlaps, Places
from dashboard.engine.quota import hold_quotas

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

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Findings and verdicts of one table under one version of an agreement.

    findings: columns `FINDINGS`, sorted by row and then in the agreement's order.
    verdicts: `Verdict` codes, one per observation. decisive: position in `findings` of the finding that names the verdict, -1 for
    none.
    """

    agreement_version: str
    engine_version: str
    findings: pd.DataFrame
    verdicts: NDArray[np.int8]
    decisive: NDArray[np.int64]


def untold(_share: float, _what: str) -> None:
    """Progress that nobody watches."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """Return a progress of which the whole is the part of another from `start` to `end`."""
    return lambda share, what: progress(start + share * (end - start), what)


def assess(
    observations: gpd.GeoDataFrame, agreement: Agreement, *, engine_version: str, progress: Progress = untold
) -> Assessment:
    """Hold placed observations (`domain.columns.OBSERVATION_TABLE` with geometry, EPSG:4326) against an agreement.

    `progress` is told a share 0 to 1 and a zone's name; it may raise to cancel.
    """
    parts = list(_findings(observations, agreement, progress))
    findings = pd.concat(parts, ignore_index=True) if parts else _empty()
    findings = findings.sort_values(["row", "provision", "zone_order"], kind="stable", ignore_index=True)
    findings = hold_quotas(findings.drop(columns="zone_order"), observations, agreement)
    unplaced = (observations["place_kind"] == "unplaced").to_numpy()
    verdicts, decisive = _strongest(findings, unplaced)
    return Assessment(agreement.version, engine_version, findings, verdicts, decisive)


def _findings(observations: gpd.GeoDataFrame, agreement: Agreement, progress: Progress) -> Iterator[pd.DataFrame]:
    places = Places(observations)
    clauses = Clauses(observations, agreement, lambda geometry: _dense(places.meeting(geometry), len(observations)))
    for position, zone in enumerate(agreement.zones):
        progress(position / len(agreement.zones), zone.name)
        bound = [(order, one) for order, one in enumerate(agreement.provisions) if zone.id in one.zone_ids]
        if not bound or zone.is_line:
            continue
        met = places.meeting(zone.geometry)
        for order, provision in bound:
            table = clauses.findings(met, provision, zone)
            yield table.assign(provision=order, zone=position, zone_order=provision.zone_ids.index(zone.id))


def _dense(met: Overlaps, count: int) -> NDArray[np.float64]:
    share = np.zeros(count)
    share[met.row] = met.p_inside
    return share


def _strongest(findings: pd.DataFrame, unplaced: NDArray[np.bool_]) -> tuple[NDArray[np.int8], NDArray[np.int64]]:
    """Return each row's verdict and decisive finding; among equals the more certain, then the agreement's own order."""
    verdicts = np.where(unplaced, Verdict.UNPLACED, Verdict.OUTSIDE_SCOPE).astype(np.int8)
    decisive = np.full(len(unplaced), -1, dtype=np.int64)
    certainty = (findings["p_inside"] * findings["p_in_force"]).to_numpy()
    strength = findings["finding"].to_numpy()
    rows = findings["row"].to_numpy()
    order = np.lexsort((np.arange(len(rows)), -certainty, -strength.astype(np.int64), rows))
    first = order[np.flatnonzero(np.diff(rows[order], prepend=-1))]
    decisive[rows[first]] = first
    verdicts[rows[first]] = strength[first]
    return verdicts, decisive


def _empty() -> pd.DataFrame:
    empty = pd.DataFrame({name: pd.Series(dtype="int64") for name in (*FINDINGS, "zone_order")})
    return empty.astype(dict.fromkeys(("p_inside", "p_in_force", "p_settled", "edge_distance_m"), "float64"))
