"""A row of the findings table as a value with its words."""

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from dashboard.domain.agreement import Agreement, Provision, Quota, Zone
from dashboard.domain.explain import Shares, Terms, notification_remark, quota_scope, reasons, weapon_remark
from dashboard.domain.matching import Match
from dashboard.domain.verdicts import Matches, Verdict
from dashboard.engine.assess import Assessment
from dashboard.engine.matches import NO_BASIS, weapon_of_basis

_CODES = [
    "provision", "finding", "p_inside", "p_in_force", "p_settled", "act", "weapon", "party", "exemption", "weapon_basis",
    "notification", "quota_count",
]  # fmt: skip
NO_FINDING = "no zone of the agreement was in force there and then"


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation held against one provision in one zone, with its reasons in words.

    edge_distance_m: metres on the ground to the zone's edge, negative inside.
    """

    verdict: Verdict
    provision: Provision
    zone: Zone
    shares: Shares
    edge_distance_m: float
    matches: Matches
    reasons: tuple[str, ...]


def finding_at(assessment: Assessment, agreement: Agreement, position: int) -> Finding:
    """Return the finding at a position of the findings table."""
    row = assessment.findings.iloc[position]
    provision = agreement.provisions[int(row["provision"])]
    codes = tuple(row[name] for name in _CODES)
    return Finding(
        verdict=Verdict(int(row["finding"])),
        provision=provision,
        zone=agreement.zones[int(row["zone"])],
        shares=_shares(provision, float(row["p_inside"]), float(row["p_in_force"]), float(row["p_settled"])),
        edge_distance_m=float(row["edge_distance_m"]),
        matches=Matches(*(Match(int(row[name])) for name in ("act", "weapon", "party", "exemption"))),
        reasons=_reasons(agreement, codes),
    )


def reason_texts(findings: pd.DataFrame, agreement: Agreement) -> pd.Series:
    """Return the reasons of each finding as one text, separated by `; `; worded once for each distinct outcome."""
    codes = findings[_CODES]
    number = codes.groupby(_CODES, sort=False).ngroup().to_numpy()
    first = np.unique(number, return_index=True)[1]
    worded = ["; ".join(_reasons(agreement, codes_of)) for codes_of in codes.iloc[first].itertuples(index=False, name=None)]
    return pd.Series(np.array(worded, dtype=object)[number], index=findings.index, dtype="str")


def verdict_reasons(
    assessment: Assessment,
    agreement: Agreement,
    unplaced_reason: pd.Series,
    positions: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> list[str]:
    """Return for observations at `positions` the reason of their verdict in one text."""
    decisive = assessment.decisive[positions]
    found = decisive >= 0
    texts = np.full(len(positions), NO_FINDING, dtype=object)
    texts[found] = reason_texts(assessment.findings.iloc[decisive[found]], agreement).to_numpy()
    why_unplaced = unplaced_reason.to_numpy()[positions]
    unplaced = assessment.verdicts[positions] == Verdict.UNPLACED
    texts[unplaced] = why_unplaced[unplaced]
    return [str(text) for text in texts]


def _shares(provision: Provision, inside: float, in_force: float, settled: float) -> Shares:
    return Shares(inside, in_force, None if provision.phase_in_until is None else settled)


def _reasons(agreement: Agreement, codes: tuple[float, ...]) -> tuple[str, ...]:
    order, finding, inside, in_force, settled, act, weapon, party, exemption, basis, notification, quota_count = codes
    provision = agreement.provisions[int(order)]
    matches = Matches(Match(int(act)), Match(int(weapon)), Match(int(party)), Match(int(exemption)))
    verdict, shares = Verdict(int(finding)), _shares(provision, float(inside), float(in_force), float(settled))
    plain = reasons(verdict, matches, shares, agreement.thresholds, _terms(agreement, provision))
    if provision.quota is not None and quota_count >= 0:
        plain = _quota_reasons(verdict, plain, provision.quota, int(quota_count))
    if verdict is Verdict.OUTSIDE_SCOPE:
        return plain
    return (*plain, *_remarks(agreement, matches, int(basis), int(notification)))


def _terms(agreement: Agreement, provision: Provision) -> Terms:
    until = provision.phase_in_until
    phased_in = f"{until.astimezone(ZoneInfo(agreement.time_zone)):%Y-%m-%d %H:%M} ({agreement.time_zone})" if until else ""
    return Terms(provision.judged_because, phased_in)


def _remarks(agreement: Agreement, matches: Matches, basis: int, notification: int) -> Iterator[str]:
    if basis != NO_BASIS:
        yield weapon_remark(*weapon_of_basis(basis))
    if notification >= 0 and agreement.notifications and matches.exemption is not Match.NO:
        yield notification_remark(agreement.notifications[notification], matches.exemption, ZoneInfo(agreement.time_zone))


def _quota_reasons(verdict: Verdict, plain: tuple[str, ...], quota: Quota, total: int) -> tuple[str, ...]:
    where = quota_scope(quota)
    if verdict is Verdict.CONSISTENT:
        return (f"within the quota: {quota.count_max} allowed {where}, all reports together give at least {total}",)
    if verdict is Verdict.POTENTIAL_VIOLATION:
        return (f"this report alone exceeds the quota of {quota.count_max} {where}",)
    of_what = "" if quota == Quota(quota.count_max) else f" {where}"
    doubt = f"reports give at least {total} together, but may count the same twice or not say how many"
    return (*plain, f"quota of {quota.count_max}{of_what}: {doubt}")
