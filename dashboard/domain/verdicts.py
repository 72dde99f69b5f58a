"""From matches and shares to a finding, and from findings to a verdict: the rules, as readable scalar code."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from dashboard.domain.acts import match_act
from dashboard.domain.agreement import Exemption, Provision, Thresholds
from dashboard.domain.matching import Match, all_of, any_of
from dashboard.domain.parties import match_named, match_party
from dashboard.domain.weapons import match_calibre, match_class


class Verdict(IntEnum):
    """What a finding, or an observation, comes to. Larger is stronger; the strongest finding is the verdict."""

    UNPLACED = 0
    OUTSIDE_SCOPE = 1
    CONSISTENT = 2
    EXEMPT = 3
    UNDETERMINED = 4
    POTENTIAL_VIOLATION = 5

    @property
    def words(self) -> str:
        """The verdict as it is printed everywhere."""
        return _WORDS[self]


_WORDS = {
    Verdict.UNPLACED: "unplaced",
    Verdict.OUTSIDE_SCOPE: "outside scope",
    Verdict.CONSISTENT: "consistent with terms",
    Verdict.EXEMPT: "exempt (claimed)",
    Verdict.UNDETERMINED: "undetermined",
    Verdict.POTENTIAL_VIOLATION: "potential violation",
}
STRONGEST_FIRST: tuple[Verdict, ...] = tuple(sorted(Verdict, reverse=True))


@dataclass(frozen=True, slots=True)
class Matches:
    """How one observation meets one provision."""

    act: Match
    weapon: Match
    party: Match
    exemption: Match


def match_provision(
    provision: Provision, parties: tuple[str, ...], *, act: str, weapon: str, calibre_mm: float | None, party: str
) -> Matches:
    """Hold what was reported against a provision of an agreement between `parties`."""
    prohibits = provision.prohibits
    by_class = match_class(weapon, prohibits.weapons)
    by_calibre = match_calibre(calibre_mm, prohibits.calibre_min_mm, prohibits.calibre_max_mm)
    return Matches(
        act=match_act(act, prohibits.acts),
        weapon=all_of((by_class, by_calibre)),
        party=match_party(party, provision.binds, parties),
        exemption=any_of(match_exemption(entry, act=act, party=party) for entry in provision.exempt),
    )


def match_exemption(entry: Exemption, *, act: str, party: str) -> Match:
    """Whether one exemption holds: yes where surely, unknown where it might. A notification is never seen in an observation."""
    conditions = []
    if entry.acts:
        conditions.append(match_act(act, entry.acts))
    if entry.parties:
        conditions.append(match_named(party, entry.parties))
    if entry.notified:
        conditions.append(Match.UNKNOWN)
    return all_of(conditions)


def decide(matches: Matches, certainty: float, thresholds: Thresholds) -> Verdict:
    """Return the finding for one provision and zone. `certainty` is `p_inside * p_in_force`, above 0 (design, section 4)."""
    if certainty < thresholds.outside:
        return Verdict.OUTSIDE_SCOPE
    if Match.NO in (matches.act, matches.weapon, matches.party):
        return Verdict.CONSISTENT
    if matches.exemption is Match.YES:
        return Verdict.EXEMPT
    all_yes = matches.act is matches.weapon is matches.party is Match.YES
    if all_yes and matches.exemption is Match.NO and certainty >= thresholds.violation:
        return Verdict.POTENTIAL_VIOLATION
    return Verdict.UNDETERMINED


def strongest(findings: Iterable[Verdict]) -> Verdict:
    """Return the verdict of an observation that has a place: its strongest finding, outside scope where it has none."""
    return max(findings, default=Verdict.OUTSIDE_SCOPE)
