"""The words of a finding: the same in page, report and command line."""

from dataclasses import dataclass

from dashboard.domain.agreement import Thresholds
from dashboard.domain.matching import Match
from dashboard.domain.verdicts import Matches, Verdict


@dataclass(frozen=True, slots=True)
class Shares:
    """Share of the place inside the zone and share of the time in force, each 0 to 1."""

    inside: float
    in_force: float

    @property
    def certainty(self) -> float:
        """The product the thresholds are held against."""
        return self.inside * self.in_force


def reasons(finding: Verdict, matches: Matches, shares: Shares, thresholds: Thresholds) -> tuple[str, ...]:
    """Return every reason for a finding, in plain words, most decisive first."""
    if finding is Verdict.OUTSIDE_SCOPE:
        return (f"only {percent(shares.certainty)} certain to be inside the zone while it was in force",)
    if finding is Verdict.CONSISTENT:
        return tuple(_mismatches(matches))
    if finding is Verdict.EXEMPT:
        return ("an exemption of the provision covers it, as reported",)
    if finding is Verdict.POTENTIAL_VIOLATION:
        return ("prohibited act, inside the zone, while in force, by a bound party or one not named",)
    return tuple(_doubts(matches, shares, thresholds))


def percent(share: float) -> str:
    """Print a share as a percentage that never rounds to certainty: `> 99 %` and `< 1 %` where it is not 1 or 0."""
    if 0 < share < 0.01:
        return "< 1 %"
    if 0.99 < share < 1:
        return "> 99 %"
    return f"{share * 100:.0f} %"


def _hundredths(share: float) -> str:
    """Print a share to two decimals, never rounded to certainty."""
    if 0 < share < 0.01:
        return "< 0.01"
    return "> 0.99" if 0.99 < share < 1 else f"{share:.2f}"


def _mismatches(matches: Matches) -> list[str]:
    said = []
    if matches.act is Match.NO:
        said.append("the act is not among those prohibited")
    if matches.weapon is Match.NO:
        said.append("the weapon or calibre is not among those prohibited")
    if matches.party is Match.NO:
        said.append("the named party is not bound")
    return said


def _doubts(matches: Matches, shares: Shares, thresholds: Thresholds) -> list[str]:
    said = []
    if shares.certainty < thresholds.violation:
        if shares.inside < 1:
            said.append(f"straddles the edge of the zone (p {_hundredths(shares.inside)})")
        if shares.in_force < 1:
            said.append(f"straddles the time in force (p {_hundredths(shares.in_force)})")
    if matches.act is Match.UNKNOWN:
        said.append("act unknown or broader than what is prohibited")
    if matches.weapon is Match.UNKNOWN:
        said.append("weapon or calibre unknown")
    if matches.party is Match.UNKNOWN:
        said.append("party unknown and only some are bound")
    if matches.exemption is Match.UNKNOWN:
        said.append("exemption unclear")
    return said
