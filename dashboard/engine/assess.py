"""Observations held against an agreement: findings, and the verdict each observation comes to.

The readable scalar reference stands in `reference.py`; a property test holds the two equal.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.agreement import Agreement, Provision, Thresholds
from dashboard.domain.matching import Match
from dashboard.domain.verdicts import Verdict
from dashboard.engine.matches import MatchColumns, Reports
from dashboard.engine.overlaps import Overlaps, Places
from dashboard.engine.quota import hold_against_quota
from dashboard.engine.shares import share_in_force

FINDINGS: dict[str, str] = {
    "row": "position of the observation in its table",
    "provision": "position of the provision in the agreement",
    "zone": "position of the zone in the agreement",
    "finding": "Verdict code",
    "p_inside": "share of the place inside the zone, above 0 to 1",
    "p_in_force": "share of the time in force, above 0 to 1",
    "edge_distance_m": "metres to the zone's edge, negative inside",
    "act": "Match code",
    "weapon": "Match code",
    "party": "Match code",
    "exemption": "Match code",
    "quota_count": "least number counted against the quota in the zone, -1 without quota",
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
    findings = findings.drop(columns="zone_order")
    unplaced = (observations["place_kind"] == "unplaced").to_numpy()
    verdicts, decisive = _strongest(findings, unplaced)
    return Assessment(agreement.version, engine_version, findings, verdicts, decisive)


def _findings(observations: gpd.GeoDataFrame, agreement: Agreement, progress: Progress) -> Iterator[pd.DataFrame]:
    places, reports = Places(observations), Reports(observations)
    start = _microseconds(observations["observed_from"])
    end = _microseconds(observations["observed_to"])
    counts = observations["count_min"].to_numpy(dtype=np.float64)
    superseded = observations["superseded"].to_numpy(dtype=np.bool_)
    for position, zone in enumerate(agreement.zones):
        progress(position / len(agreement.zones), zone.name)
        bound = [(order, one) for order, one in enumerate(agreement.provisions) if zone.id in one.zone_ids]
        if not bound or zone.is_line:
            continue
        met = places.meeting(zone.geometry)
        for order, provision in bound:
            shares = share_in_force(start[met.row], end[met.row], agreement.times_in_force(zone, provision))
            table = _table(met, shares, reports, provision, agreement)
            if provision.quota:
                table = hold_against_quota(table, counts[table["row"]], superseded[table["row"]], provision.quota)
            yield table.assign(provision=order, zone=position, zone_order=provision.zone_ids.index(zone.id))


def _table(
    met: Overlaps, shares: NDArray[np.float64], reports: Reports, provision: Provision, agreement: Agreement
) -> pd.DataFrame:
    held = np.flatnonzero(shares > 0)
    rows = met.row[held]
    matches = reports.match(provision, agreement, rows)
    certainty = met.p_inside[held] * shares[held]
    return pd.DataFrame(
        {
            "row": rows,
            "provision": 0,
            "zone": 0,
            "finding": decide_all(matches, certainty, agreement.thresholds),
            "p_inside": met.p_inside[held],
            "p_in_force": shares[held],
            "edge_distance_m": met.edge_distance_m[held],
            "act": matches.act,
            "weapon": matches.weapon,
            "party": matches.party,
            "exemption": matches.exemption,
            "quota_count": np.int64(-1),
        }
    )


def decide_all(matches: MatchColumns, certainty: NDArray[np.float64], thresholds: Thresholds) -> NDArray[np.int8]:
    """Decide many findings at once; the scalar rule is `dashboard.domain.verdicts.decide`."""
    weakest = np.minimum(np.minimum(matches.act, matches.weapon), matches.party)
    established = (weakest == Match.YES) & (matches.exemption == Match.NO) & (certainty >= thresholds.violation)
    return np.select(
        [certainty < thresholds.outside, weakest == Match.NO, matches.exemption == Match.YES, established],
        [Verdict.OUTSIDE_SCOPE, Verdict.CONSISTENT, Verdict.EXEMPT, Verdict.POTENTIAL_VIOLATION],
        default=Verdict.UNDETERMINED,
    ).astype(np.int8)


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


def _microseconds(times: pd.Series) -> NDArray[np.int64]:
    return np.asarray(times.dt.as_unit("us").astype("int64"), dtype=np.int64)


def _empty() -> pd.DataFrame:
    empty = pd.DataFrame({name: pd.Series(dtype="int64") for name in (*FINDINGS, "zone_order")})
    return empty.astype({"p_inside": "float64", "p_in_force": "float64", "edge_distance_m": "float64"})
