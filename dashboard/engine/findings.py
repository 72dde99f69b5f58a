"""A row of the findings table as a value with its words."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.domain.agreement import Agreement, Provision, Zone
from dashboard.domain.explain import Shares, reasons
from dashboard.domain.matching import Match
from dashboard.domain.verdicts import Matches, Verdict
from dashboard.engine.assess import Assessment

_CODES = ["provision", "finding", "p_inside", "p_in_force", "act", "weapon", "party", "exemption", "quota_count"]
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
        shares=Shares(float(row["p_inside"]), float(row["p_in_force"])),
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


def _reasons(agreement: Agreement, codes: tuple[float, ...]) -> tuple[str, ...]:
    provision, finding, inside, in_force, act, weapon, party, exemption, quota_count = codes
    matches = Matches(Match(int(act)), Match(int(weapon)), Match(int(party)), Match(int(exemption)))
    verdict, shares = Verdict(int(finding)), Shares(float(inside), float(in_force))
    quota = agreement.provisions[int(provision)].quota
    plain = reasons(verdict, matches, shares, agreement.thresholds)
    if quota is None or quota_count < 0:
        return plain
    return _quota_reasons(verdict, plain, quota.count_max, int(quota_count))


def _quota_reasons(verdict: Verdict, plain: tuple[str, ...], count_max: int, total: int) -> tuple[str, ...]:
    if verdict is Verdict.CONSISTENT:
        return (f"within the quota: {count_max} allowed in the zone, all reports together give at least {total}",)
    if verdict is Verdict.POTENTIAL_VIOLATION:
        return (f"this report alone exceeds the quota of {count_max} in the zone",)
    doubt = f"quota of {count_max}: reports give at least {total} together, but may count the same twice or not say how many"
    return (*plain, doubt)
