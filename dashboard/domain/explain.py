"""The words of a finding: the same in page, report and command line."""

from dataclasses import dataclass
from datetime import tzinfo

from dashboard.domain.agreement import Quota, Thresholds
from dashboard.domain.matching import Match
from dashboard.domain.notifications import Notification
from dashboard.domain.verdicts import Matches, Verdict
from dashboard.domain.weapon_systems import Identified

_OPEN_TO_A_PERSON = "needs review: only a person can judge this clause"


@dataclass(frozen=True, slots=True)
class Shares:
    """Share of the place inside the zone and share of the time in force, each 0 to 1.

    settled: share of the time in force and after any phase-in; None where there is no phase-in.
    """

    inside: float
    in_force: float
    settled: float | None = None

    @property
    def certainty(self) -> float:
        """The product the thresholds are held against."""
        return self.inside * self.in_force

    @property
    def settled_certainty(self) -> float:
        """The product a violation needs: what lies in a phase-in does not count."""
        return self.inside * (self.in_force if self.settled is None else self.settled)


@dataclass(frozen=True, slots=True)
class Terms:
    """What the words of a finding take from its provision.

    judged_because: why only a person can judge it, empty where a machine can. phased_in: until when it is phased in, in words.
    """

    judged_because: str = ""
    phased_in: str = ""


def reasons(
    finding: Verdict, matches: Matches, shares: Shares, thresholds: Thresholds, terms: Terms = Terms()
) -> tuple[str, ...]:
    """Return every reason for a finding, in plain words, most decisive first."""
    if finding is Verdict.OUTSIDE_SCOPE:
        return (f"only {percent(shares.certainty)} certain to be inside the zone while it was in force",)
    if finding is Verdict.CONSISTENT:
        return tuple(_mismatches(matches))
    if finding is Verdict.EXEMPT:
        return ("an exemption of the provision covers it, as reported",)
    if finding is Verdict.POTENTIAL_VIOLATION:
        return ("prohibited act, inside the zone, while in force, by a bound party or one not named",)
    return (*_doubts(matches, shares, thresholds), *_open_terms(shares, thresholds, terms))


def weapon_remark(weapon: Identified, by_table: tuple[str, ...]) -> str:
    """Say what of a weapon is the table's and not the report's; `by_table` as in `Identified`."""
    said = [f"class {' or '.join(weapon.classes)}"] if "class" in by_table else []
    if "calibre" in by_table:
        said.append(f"{weapon.calibre_mm:g} mm")
    return f"{weapon.system.name if weapon.system else ''} is {', '.join(said)} by the weapons table"


def notification_remark(one: Notification, match: Match, local: tzinfo) -> str:
    """Say which row of the notifications covers an observation, or may."""
    covers = "covered by" if match is Match.YES else "may be covered by"
    what = f"the claim of {one.claim}" if one.claim else "notification"
    start, end = (f"{moment.astimezone(local):%Y-%m-%d %H:%M}" for moment in (one.times.start, one.times.end))
    return f"{covers} {what} {one.reference} ({one.party}, {one.act}, {one.place}, {start} to {end})"


def quota_scope(quota: Quota) -> str:
    """Say what a quota is counted for: "in the zone", "in all zones together for each party in the week"."""
    where = "in the zone" if "zone" in quota.per else "in all zones together"
    who = " for each party" if "party" in quota.per else ""
    days = quota.period[1:-1] if quota.period.startswith("P") else ""
    when = f" in {days} days" if days else f" in the {quota.period}" if quota.period else ""
    return f"{where}{who}{when}"


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


def _open_terms(shares: Shares, thresholds: Thresholds, terms: Terms) -> list[str]:
    said = []
    if shares.settled is not None and shares.settled < shares.in_force and shares.settled_certainty < thresholds.violation:
        said.append(f"phase-in running until {terms.phased_in}: not yet a violation")
    if terms.judged_because:
        said.append(f"{_OPEN_TO_A_PERSON} ({terms.judged_because})")
    return said
