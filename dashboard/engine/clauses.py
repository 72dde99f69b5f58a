"""The clauses of an agreement held against the reports of a table, for the places that meet a zone."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.agreement import Agreement, Provision, Thresholds, Zone
from dashboard.domain.intervals import END, Interval, subtract
from dashboard.domain.matching import Match
from dashboard.domain.verdicts import Verdict
from dashboard.engine.circumstances import Circumstances, ShareInside
from dashboard.engine.matches import MatchColumns, Reports
from dashboard.engine.pairs import Ints, Pairs
from dashboard.engine.shares import days_told, microseconds_of, shares_in_force

Floats = NDArray[np.float64]
Times = tuple[Interval, ...]


class Clauses:
    """The reports and times of a table, ready to be held against any provision in any zone."""

    def __init__(self, observations: pd.DataFrame, agreement: Agreement, inside: ShareInside) -> None:
        self._agreement = agreement
        self._zone_of = {zone.id: zone for zone in agreement.zones}
        self._reports = Reports(observations)
        self._start = microseconds_of(observations["observed_from"])
        self._end = microseconds_of(observations["observed_to"])
        self._circumstances = Circumstances(observations, (self._start, self._end), agreement, inside)

    def findings(self, met: Pairs, number: Ints, provision: Provision) -> pd.DataFrame:
        """Return the findings (`assess.FINDINGS`, position of the provision 0) of the places that meet its zones.

        met: which places meet which zones, zones by their position in the agreement. number: theirs in the provision's own order.
        """
        times = [self._times(provision, self._zone_of[zone_id]) for zone_id in provision.zone_ids]
        in_force = shares_in_force(self._start[met.row], self._end[met.row], times, number)
        held = np.flatnonzero(in_force > 0)
        rows, p_inside, p_in_force = met.row[held], met.p_inside[held], in_force[held]
        p_settled = self._settled(rows, p_in_force, times, number[held], provision)
        matches = self._matches(rows, number[held], provision)
        finding = decide_all(
            matches,
            p_inside * p_in_force,
            self._agreement.thresholds,
            settled=p_inside * p_settled,
            for_a_person=bool(provision.judged_because),
        )
        return pd.DataFrame(
            {
                "row": rows,
                "provision": 0,
                "zone": met.zone[held],
                "finding": finding,
                "p_inside": p_inside,
                "p_in_force": p_in_force,
                "p_settled": p_settled,
                "edge_distance_m": met.edge_distance_m[held],
                "act": matches.act,
                "weapon": matches.weapon,
                "party": matches.party,
                "exemption": matches.exemption,
                "weapon_basis": matches.weapon_basis,
                "notification": matches.notification,
                "quota_count": np.int64(-1),
            }
        )

    def _matches(self, rows: Ints, number: Ints, provision: Provision) -> MatchColumns:
        if not provision.party_zones:
            return self._reports.match(provision, provision.zone_ids[0], self._agreement, rows, self._circumstances)
        # Who is bound differs by zone.
        order = np.argsort(number, kind="stable")
        parts = np.split(rows[order], np.searchsorted(number[order], np.arange(1, len(provision.zone_ids))))
        by_zone = [
            self._reports.match(provision, zone_id, self._agreement, part, self._circumstances)
            for zone_id, part in zip(provision.zone_ids, parts, strict=True)
        ]
        return MatchColumns.joined(by_zone).taken(np.argsort(order))

    def _times(self, provision: Provision, zone: Zone) -> Times:
        if provision.daily is None:
            return self._agreement.times_in_force(zone, provision)
        # Windows are told day by day, so only for the days that anybody reported of.
        return self._agreement.times_in_force(zone, provision, days_told(self._start, self._end))

    def _settled(self, rows: Ints, p_in_force: Floats, times: list[Times], number: Ints, provision: Provision) -> Floats:
        """Return the share of the time in force and after any phase-in."""
        if provision.phase_in_until is None:
            return p_in_force
        until = Interval(end=provision.phase_in_until) if provision.phase_in_until < END else Interval()
        settled = [subtract(one, (until,)) for one in times]
        return shares_in_force(self._start[rows], self._end[rows], settled, number)


def decide_all(
    matches: MatchColumns, certainty: Floats, thresholds: Thresholds, *, settled: Floats, for_a_person: bool
) -> NDArray[np.int8]:
    """Decide many findings at once; the scalar rule is `dashboard.domain.verdicts.decide`."""
    weakest = np.minimum(np.minimum(matches.act, matches.weapon), matches.party)
    established = (
        (weakest == Match.YES) & (matches.exemption == Match.NO) & (settled >= thresholds.violation) & (not for_a_person)
    )
    return np.select(
        [certainty < thresholds.outside, weakest == Match.NO, matches.exemption == Match.YES, established],
        [Verdict.OUTSIDE_SCOPE, Verdict.CONSISTENT, Verdict.EXEMPT, Verdict.POTENTIAL_VIOLATION],
        default=Verdict.UNDETERMINED,
    ).astype(np.int8)
