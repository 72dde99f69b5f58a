"""What would change a verdict, as messages: each answer with the verdict it leads to, and what no answer can change."""

from collections.abc import Iterator, Sequence

from dashboard.domain.acts import kinds_of, shortest
from dashboard.domain.agreement import Agreement
from dashboard.domain.answers import (
    ActIs,
    Answer,
    CalibreWithin,
    Change,
    ClassIs,
    CountAbove,
    MeansIs,
    Notified,
    NotNotified,
    PartyIs,
    PositionIn,
    RadiusAtMost,
    TimeWithin,
    Together,
)
from dashboard.domain.explain import act_message, verdict_message
from dashboard.domain.message import Listed, Message, Moment, Number, Span, Value, message
from dashboard.domain.verdicts import Verdict
from dashboard.engine.findings import Finding
from dashboard.engine.report_words import exact_distance


def change_messages(changes: Sequence[Change], findings: Sequence[Finding], agreement: Agreement) -> Iterator[Message]:
    """Yield a line for each change of an undetermined verdict, then what stands in the way whatever is reported."""
    for change in changes:
        condition = message("change.if", condition=_condition(change.answer, agreement))
        yield message("change.line", condition=condition, outcome=_outcome(change, agreement))
    standing = list(dict.fromkeys(_standing(findings, agreement)))
    yield from standing
    if not changes and not standing:
        yield message("change.nothing")


def _outcome(change: Change, agreement: Agreement) -> Message:
    verdict = verdict_message(change.verdict)
    named = change.verdict in (Verdict.POTENTIAL_VIOLATION, Verdict.EXEMPT) and change.provision is not None
    if not named or change.provision is None:
        return message("change.outcome", verdict=verdict)
    provision = agreement.provisions[change.provision]
    key = "change.outcome-of" if change.verdict is Verdict.POTENTIAL_VIOLATION else "change.outcome-under"
    return message(key, verdict=verdict, clause=message("sentence.clause", clause=provision.clause, id=provision.id))


def _condition(answer: Answer, agreement: Agreement) -> Message:  # noqa: C901, PLR0911 - one case for each kind of answer
    match answer:
        case RadiusAtMost(metres):
            return message("change.radius", distance=exact_distance(metres))
        case PositionIn(zone, inside):
            return message("change.inside" if inside else "change.outside", zone=agreement.zones[zone].name)
        case CalibreWithin():
            return message("change.calibre", bounds=_bounds(answer))
        case ClassIs(classes, others):
            named = Listed(tuple(message(f"class.{one}") for one in classes), "or")
            return message("change.other-class") if others else message("change.class", classes=named)
        case ActIs(codes, others):
            return message("change.other-act") if others else message("change.act", acts=_acts(codes))
        case PartyIs(parties):
            return message("change.party", parties=Listed(parties, "or"))
        case MeansIs(means):
            return message("change.means", means=Listed(tuple(message(f"means.{one}") for one in means), "or"))
        case TimeWithin(times):
            return message("change.time", times=Span(times, agreement.time_zone))
        case Notified(claim):
            return message("change.claimed", claim=message(f"claim.{claim}")) if claim else message("change.notified")
        case NotNotified():
            return message("change.not-notified")
        case CountAbove(count):
            return message("change.count", count=count)
        case Together(answers):
            return message("change.together", conditions=Listed(tuple(_condition(one, agreement) for one in answers), "and"))


def _acts(codes: tuple[str, ...]) -> Listed:
    """Return acts, one that stands with all its kinds as one. A code alone, without its kinds, is what the act list calls it."""
    whole = [code for code in shortest(codes) if kinds_of(code) and set(kinds_of(code)) <= set(codes)]
    return Listed(tuple(message(f"kind.{code}") if code in whole else act_message(code) for code in shortest(codes)), "or")


def _bounds(calibre: CalibreWithin) -> Value:
    low, high = calibre.low_mm, calibre.high_mm
    if low == high and low is not None:
        return message("weapon.calibre", calibre=Number(low))
    said: list[Value] = []
    if low is not None:
        said.append(message("table.at-least" if calibre.low_included else "table.over", calibre=Number(low)))
    if high is not None:
        said.append(message("table.at-most" if calibre.high_included else "table.under", calibre=Number(high)))
    return Listed(tuple(said), "and")


def _standing(findings: Sequence[Finding], agreement: Agreement) -> Iterator[Message]:
    for finding in findings:
        if finding.verdict is not Verdict.UNDETERMINED:
            continue
        provision = finding.provision
        clause = message("sentence.clause", clause=provision.clause, id=provision.id)
        if provision.judged_because:
            yield message("change.person", clause=clause, why=provision.judged_because)
        if provision.phase_in_until is not None and finding.shares.settled == 0:
            yield message("change.phase-in", clause=clause, until=Moment(provision.phase_in_until, agreement.time_zone))
        if finding.quota_count >= 0:
            yield message("change.quota", clause=clause)
