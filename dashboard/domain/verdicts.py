"""From matches and shares to a finding, and from findings to a verdict: the rules, as readable scalar code."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from dashboard.domain.acts import match_act
from dashboard.domain.agreement import Exemption, Provision, Thresholds
from dashboard.domain.matching import Match, all_of, any_of
from dashboard.domain.parties import match_named, match_party
from dashboard.domain.weapon_systems import identify, match_weapon
from dashboard.domain.weapons import match_calibre


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


@dataclass(frozen=True, slots=True)
class Told:
    """What a report says of act, weapon, calibre (millimetres), party and means, as far as matching depends on it."""

    act: str = ""
    weapon: str = ""
    calibre_mm: float | None = None
    party: str = ""
    means: str = ""


def match_provision(
    provision: Provision,
    parties: tuple[str, ...],
    told: Told,
    *,
    zone_id: str = "",
    circumstances: Sequence[Match] | None = None,
) -> Matches:
    """Hold what was reported against a provision, in one of its zones, of an agreement between `parties`.

    circumstances: for each exemption what `match_circumstances` says; where they are left out, nothing is known of them.
    """
    prohibits = provision.prohibits
    weapon = identify(told.weapon, told.calibre_mm)
    by_class = match_weapon(weapon, prohibits.weapons, prohibits.systems)
    by_calibre = match_calibre(weapon.calibre_mm, prohibits.calibre_min_mm, prohibits.calibre_max_mm)
    known = circumstances or [match_circumstances(entry) for entry in provision.exempt]
    return Matches(
        act=match_act(told.act, prohibits.acts),
        weapon=all_of((by_class, by_calibre)),
        party=match_party(told.party, provision.bound_in(zone_id), parties),
        exemption=any_of(all_of((match_exemption(entry, told), one)) for entry, one in zip(provision.exempt, known, strict=True)),
    )


def match_exemption(entry: Exemption, told: Told) -> Match:
    """Whether the conditions of an exemption hold that a report can tell of: act, party, means."""
    conditions = []
    if entry.acts:
        conditions.append(match_act(told.act, entry.acts))
    if entry.parties:
        conditions.append(match_named(told.party, entry.parties))
    if entry.means:
        conditions.append(_match_means(told.means, entry.means))
    return all_of(conditions)


def match_circumstances(entry: Exemption, *, outside: Match = Match.UNKNOWN, notified: Match = Match.UNKNOWN) -> Match:
    """Whether the other conditions of an exemption hold; yes where it has none.

    outside: whether the place lies in none of the entry's `outside` zones. notified: whether a table of notifications covers the
    observation, by rows that make the entry's claim.
    """
    conditions = []
    if entry.outside:
        conditions.append(outside)
    if entry.asks_the_table:
        conditions.append(notified)
    return all_of(conditions)


def _match_means(means: str, listed: tuple[str, ...]) -> Match:
    if means in listed:
        return Match.YES
    return Match.UNKNOWN if means in ("", "other") else Match.NO


def decide(
    matches: Matches, certainty: float, thresholds: Thresholds, *, settled: float | None = None, for_a_person: bool = False
) -> Verdict:
    """Return the finding for one provision and zone (design, section 4).

    certainty: `p_inside * p_in_force`, above 0. settled: the same for the time after any phase-in. for_a_person: whether only a
    person can judge the clause.
    """
    if certainty < thresholds.outside:
        return Verdict.OUTSIDE_SCOPE
    if Match.NO in (matches.act, matches.weapon, matches.party):
        return Verdict.CONSISTENT
    if matches.exemption is Match.YES:
        return Verdict.EXEMPT
    all_yes = matches.act is matches.weapon is matches.party is Match.YES
    sure = (certainty if settled is None else settled) >= thresholds.violation
    if all_yes and matches.exemption is Match.NO and sure and not for_a_person:
        return Verdict.POTENTIAL_VIOLATION
    return Verdict.UNDETERMINED


def strongest(findings: Iterable[Verdict]) -> Verdict:
    """Return the verdict of an observation that has a place: its strongest finding, outside scope where it has none."""
    return max(findings, default=Verdict.OUTSIDE_SCOPE)
