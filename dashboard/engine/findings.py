"""A row of the findings table as a value with its reasons, and the reasons of many rows as text."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.domain.agreement import Agreement, Provision, Zone
from dashboard.domain.explain import Shares, Terms, notification_remark, quota_reasons, reasons, weapon_remark
from dashboard.domain.matching import Match
from dashboard.domain.message import Message, Notes, message
from dashboard.domain.notifications import Notification
from dashboard.domain.verdicts import Matches, Verdict
from dashboard.engine.assess import Assessment
from dashboard.engine.matches import NO_BASIS, weapon_of_basis
from dashboard.language.catalogue import Language
from dashboard.language.say import say, words

_CODES = [
    "provision", "finding", "p_inside", "p_in_force", "p_settled", "act", "weapon", "party", "exemption", "weapon_basis",
    "notification", "quota_count",
]  # fmt: skip
NO_FINDING = message("reason.no-finding")


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation held against one provision in one zone, with its reasons.

    edge_distance_m: metres on the ground to the zone's edge, negative inside. notification: the one that covers it or may.
    quota_count: the least number counted against the quota it falls under, -1 for none.
    """

    verdict: Verdict
    provision: Provision
    zone: Zone
    shares: Shares
    edge_distance_m: float
    matches: Matches
    reasons: tuple[Message, ...]
    notification: Notification | None = None
    quota_count: int = -1


def finding_at(assessment: Assessment, agreement: Agreement, position: int) -> Finding:
    """Return the finding at a position of the findings table."""
    return next(_findings(assessment.findings, agreement, slice(position, position + 1)))


def findings_of(assessment: Assessment, agreement: Agreement, row: int) -> tuple[Finding, ...]:
    """Return an observation's findings, the decisive one first, the others in the agreement's order."""
    rows = assessment.findings["row"].to_numpy()
    low, high = map(int, np.searchsorted(rows, [row, row + 1]))
    found = list(_findings(assessment.findings, agreement, slice(low, high)))
    decisive = int(assessment.decisive[row]) - low
    return tuple(found[number] for number in sorted(range(len(found)), key=lambda number: number != decisive))


def _findings(table: pd.DataFrame, agreement: Agreement, rows: slice) -> Iterator[Finding]:
    columns = (table[name].to_numpy()[rows].tolist() for name in ("zone", "edge_distance_m", *_CODES))
    for zone, edge_distance_m, *codes in zip(*columns, strict=True):
        order, finding, inside, in_force, settled, act, weapon, party, exemption, _, notification, quota_count = codes
        provision = agreement.provisions[int(order)]
        yield Finding(
            verdict=Verdict(int(finding)),
            provision=provision,
            zone=agreement.zones[int(zone)],
            shares=_shares(provision, float(inside), float(in_force), float(settled)),
            edge_distance_m=float(edge_distance_m),
            matches=Matches(Match(int(act)), Match(int(weapon)), Match(int(party)), Match(int(exemption))),
            reasons=_reasons(agreement, tuple(codes)),
            notification=_notification(agreement, int(notification)),
            quota_count=int(quota_count),
        )


def reason_texts(findings: pd.DataFrame, agreement: Agreement, language: Language = "en") -> pd.Series:
    """Return the reasons of each finding as one text, separated by `; `; worded once for each distinct outcome."""
    codes = findings[_CODES]
    number = codes.groupby(_CODES, sort=False).ngroup().to_numpy()
    first = np.unique(number, return_index=True)[1]
    worded = [
        "; ".join(say(one, language) for one in _reasons(agreement, codes_of))
        for codes_of in codes.iloc[first].itertuples(index=False, name=None)
    ]
    return pd.Series(np.array(worded, dtype=object)[number], index=findings.index, dtype="str")


def verdict_reasons(
    assessment: Assessment,
    agreement: Agreement,
    unplaced_reason: pd.Series,
    positions: np.ndarray[tuple[int], np.dtype[np.int64]],
    language: Language = "en",
) -> list[str]:
    """Return for observations at `positions` the reason of their verdict in one text."""
    decisive = assessment.decisive[positions]
    found = decisive >= 0
    texts = np.full(len(positions), say(NO_FINDING, language), dtype=object)
    texts[found] = reason_texts(assessment.findings.iloc[decisive[found]], agreement, language).to_numpy()
    unplaced = np.flatnonzero(assessment.verdicts[positions] == Verdict.UNPLACED)
    why_unplaced = unplaced_reason.to_numpy()[positions[unplaced]]
    texts[unplaced] = [words(Notes(str(one)), language) for one in why_unplaced]
    return [str(text) for text in texts]


def _shares(provision: Provision, inside: float, in_force: float, settled: float) -> Shares:
    return Shares(inside, in_force, None if provision.phase_in_until is None else settled)


def _reasons(agreement: Agreement, codes: tuple[float, ...]) -> tuple[Message, ...]:
    order, finding, inside, in_force, settled, act, weapon, party, exemption, basis, notification, quota_count = codes
    provision = agreement.provisions[int(order)]
    matches = Matches(Match(int(act)), Match(int(weapon)), Match(int(party)), Match(int(exemption)))
    verdict, shares = Verdict(int(finding)), _shares(provision, float(inside), float(in_force), float(settled))
    terms = Terms(provision.judged_because, provision.phase_in_until, agreement.time_zone)
    plain = reasons(verdict, matches, shares, agreement.thresholds, terms)
    if provision.quota is not None and quota_count >= 0:
        plain = quota_reasons(verdict, plain, provision.quota, int(quota_count))
    if verdict is Verdict.OUTSIDE_SCOPE:
        return plain
    return (*plain, *_remarks(agreement, matches, int(basis), int(notification)))


def _remarks(agreement: Agreement, matches: Matches, basis: int, notification: int) -> Iterator[Message]:
    if basis != NO_BASIS:
        yield weapon_remark(*weapon_of_basis(basis))
    if (covering := _notification(agreement, notification)) and matches.exemption is not Match.NO:
        yield notification_remark(covering, matches.exemption, agreement.time_zone)


def _notification(agreement: Agreement, position: int) -> Notification | None:
    return agreement.notifications[position] if agreement.notifications and position >= 0 else None
