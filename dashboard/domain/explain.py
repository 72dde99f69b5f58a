"""Why a finding is what it is, as messages: the same in page, report and command line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dashboard.domain.acts import deepest_known, kinds_of
from dashboard.domain.agreement import Quota, Thresholds
from dashboard.domain.matching import Match
from dashboard.domain.message import Listed, Message, Moment, Number, Span, System, hundredths, message, percent
from dashboard.domain.notifications import Notification
from dashboard.domain.verdicts import Matches, Verdict
from dashboard.domain.weapon_systems import Identified

LIKELY = "reason.violation-likely"
"""Key of the reason of a potential violation whose place or time is within the thresholds, and not certain."""


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
    """What the words of a finding take from its provision and agreement.

    judged_because: why only a person can judge it, empty where a machine can. phased_in: until when (UTC) it is phased in.
    time_zone: IANA name of the clock that times are told by.
    """

    judged_because: str = ""
    phased_in: datetime | None = None
    time_zone: str = "UTC"


def reasons(
    finding: Verdict, matches: Matches, shares: Shares, thresholds: Thresholds, terms: Terms = Terms()
) -> tuple[Message, ...]:
    """Return every reason for a finding, most decisive first."""
    if finding is Verdict.OUTSIDE_SCOPE:
        return (message("reason.outside", certainty=percent(shares.certainty)),)
    if finding is Verdict.CONSISTENT:
        return tuple(_mismatches(matches))
    if finding is Verdict.EXEMPT:
        return (message("reason.exempt"),)
    if finding is Verdict.POTENTIAL_VIOLATION:
        if shares.settled_certainty < 1:
            return (message(LIKELY, certainty=percent(shares.settled_certainty)),)
        return (message("reason.violation"),)
    return (*_doubts(matches, shares, thresholds), *_open_terms(shares, thresholds, terms))


def weapon_facts(weapon: Identified, *, classes: bool = True, calibre: bool = True) -> Listed:
    """Return class and calibre of a weapon, as far as they are asked for and known."""
    said: list[Message] = []
    if classes and weapon.classes:
        said.append(message("weapon.class-said", classes=Listed(tuple(message(f"class.{one}") for one in weapon.classes), "or")))
    if calibre and weapon.calibre_mm is not None:
        said.append(message("weapon.calibre", calibre=Number(weapon.calibre_mm)))
    return Listed(tuple(said), ",")


def weapon_remark(weapon: Identified, by_table: tuple[str, ...]) -> Message:
    """Say what of a weapon is the table's and not the report's; `by_table` as in `Identified`."""
    facts = weapon_facts(weapon, classes="class" in by_table, calibre="calibre" in by_table)
    return message("weapon.by-table", system=System(weapon.system.name) if weapon.system else "", facts=facts)


def notification_remark(one: Notification, match: Match, time_zone: str) -> Message:
    """Say which row of the notifications covers an observation, or may."""
    what = message("notice.notification")
    if one.claim:
        what = message("notice.claim", claim=message(f"claim.{one.claim}"))
    return message(
        "notice.covers" if match is Match.YES else "notice.may-cover",
        what=what,
        reference=one.reference,
        party=one.party,
        act=act_message(one.act),
        place=one.place,
        times=Span(one.times, time_zone),
    )


def quota_scope(quota: Quota) -> Message:
    """Say what a quota is counted for: "in the zone", "in all zones together for each party in the week"."""
    party: Message | str = message("quota.each-party") if "party" in quota.per else ""
    period: Message | str = message(f"quota.{quota.period}") if quota.period else ""
    if quota.period.startswith("P"):
        period = message("quota.days", count=int(quota.period[1:-1]))
    return message("quota.zone" if "zone" in quota.per else "quota.all-zones", party=party, period=period)


def quota_reasons(verdict: Verdict, plain: tuple[Message, ...], quota: Quota, total: int) -> tuple[Message, ...]:
    """Return the reasons of a finding under a quota. plain: those without it. total: the least number counted against it."""
    where = quota_scope(quota)
    if verdict is Verdict.CONSISTENT:
        return (message("quota.within", most=quota.count_max, where=where, total=total),)
    if verdict is Verdict.POTENTIAL_VIOLATION:
        likely = (one for one in plain if one.key == LIKELY)
        return (*likely, message("quota.alone", most=quota.count_max, where=where))
    doubt = "quota.doubt" if total > quota.count_max else "quota.open"
    return (*plain, message(doubt, most=quota.count_max, where=where, total=total))


def act_message(code: str) -> Message:
    """Return the term for a code of the act list."""
    return message(f"act.{deepest_known(code)}")


def acts_message(codes: tuple[str, ...]) -> Listed:
    """Return the terms for codes that stand for all their kinds as well: `fire` is fire of any kind."""
    return Listed(tuple(message(f"kind.{code}") if kinds_of(code) else act_message(code) for code in codes), "or")


def verdict_message(verdict: Verdict) -> Message:
    """Return the term for a verdict."""
    return message(f"verdict.{verdict_key(verdict)}")


def verdict_key(verdict: Verdict) -> str:
    """Return how the catalogue names a verdict: `potential-violation`."""
    return verdict.name.lower().replace("_", "-")


def _mismatches(matches: Matches) -> Iterator[Message]:
    if matches.act is Match.NO:
        yield message("reason.act-not-prohibited")
    if matches.weapon is Match.NO:
        yield message("reason.weapon-not-prohibited")
    if matches.party is Match.NO:
        yield message("reason.party-not-bound")


def _doubts(matches: Matches, shares: Shares, thresholds: Thresholds) -> Iterator[Message]:
    if shares.certainty < thresholds.violation:
        if shares.inside < 1:
            yield message("reason.straddles-edge", share=hundredths(shares.inside))
        if shares.in_force < 1:
            yield message("reason.straddles-time", share=hundredths(shares.in_force))
    if matches.act is Match.UNKNOWN:
        yield message("reason.act-unknown")
    if matches.weapon is Match.UNKNOWN:
        yield message("reason.weapon-unknown")
    if matches.party is Match.UNKNOWN:
        yield message("reason.party-unknown")
    if matches.exemption is Match.UNKNOWN:
        yield message("reason.exemption-unclear")


def _open_terms(shares: Shares, thresholds: Thresholds, terms: Terms) -> Iterator[Message]:
    phasing = shares.settled is not None and shares.settled < shares.in_force
    if terms.phased_in and phasing and shares.settled_certainty < thresholds.violation:
        yield message("reason.phase-in", until=Moment(terms.phased_in, terms.time_zone))
    if terms.judged_because:
        yield message("reason.for-a-person", why=terms.judged_because)
