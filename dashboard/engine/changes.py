"""What would change an undetermined verdict: every answer that decides it, and to what. Each is tried with the engine itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import geopandas as gpd

from dashboard.domain.agreement import Agreement
from dashboard.domain.answers import (
    ActIs,
    CalibreWithin,
    Change,
    ClassIs,
    MeansIs,
    PartyIs,
    PositionIn,
    RadiusAtMost,
    Single,
    TimeWithin,
    Together,
)
from dashboard.domain.intervals import Interval
from dashboard.domain.verdicts import Verdict
from dashboard.engine.assess import Assessment
from dashboard.engine.combined import combined
from dashboard.engine.findings import findings_of
from dashboard.engine.questions import Questions, nearest_edge_m
from dashboard.engine.trials import Outcome, Trial, outcomes

_MANY = 6
_DECIDED = (Verdict.POTENTIAL_VIOLATION, Verdict.EXEMPT, Verdict.CONSISTENT, Verdict.OUTSIDE_SCOPE)
_WEAK = (Verdict.CONSISTENT, Verdict.OUTSIDE_SCOPE)
Tried = list[tuple[Single, Outcome]]


def changes_of(
    rows: Iterable[int], observations: gpd.GeoDataFrame, assessment: Assessment, agreement: Agreement
) -> dict[int, tuple[Change, ...]]:
    """Return for each undetermined row of `rows` (positions) the answers that decide it; other rows are left out.

    An answer is about the observation's verdict, everything else staying as reported; it holds for every value it allows. Those
    that lead to a potential violation come first. Where no single answer does, a set that together does is sought.
    """
    asked = [
        Questions(row, observations.iloc[row], findings_of(assessment, agreement, row), agreement)
        for row in rows
        if assessment.verdicts[row] == Verdict.UNDETERMINED
    ]
    singles = _tried([trial for one in asked for trial in one.trials()], observations, agreement)
    changes = {one.row: list(_changes(one, singles.get(one.row, []))) for one in asked}
    unmet = [one for one in asked if all(change.verdict is not Verdict.POTENTIAL_VIOLATION for change in changes[one.row])]
    trials = [trial for one in unmet for trial in combined(one)]
    for trial, outcome in zip(trials, outcomes(trials, observations, agreement), strict=True):
        met = any(isinstance(change.answer, Together) for change in changes[trial.row])
        if outcome.verdict is Verdict.POTENTIAL_VIOLATION and not met:
            changes[trial.row].append(Change(trial.answer, outcome.verdict, outcome.provision))
    return {row: tuple(sorted(found, key=lambda change: -change.verdict)) for row, found in changes.items()}


def _tried(trials: Sequence[Trial], observations: gpd.GeoDataFrame, agreement: Agreement) -> Mapping[int, Tried]:
    found: dict[int, Tried] = {}
    for trial, outcome in zip(trials, outcomes(trials, observations, agreement), strict=True):
        if not isinstance(trial.answer, Together):
            found.setdefault(trial.row, []).append((trial.answer, outcome))
    return found


def _changes(one: Questions, tried: Tried) -> Iterator[Change]:
    """Yield what single answers decide, answers of a kind that come to the same put together."""
    by_kind: dict[type, Tried] = {}
    for answer, outcome in tried:
        by_kind.setdefault(type(answer), []).append((answer, outcome))
    for kind, answers in by_kind.items():
        yield from _OF_KIND.get(kind, _each)(one, answers)


def _each(_one: Questions, tried: Tried) -> Iterator[Change]:
    for answer, outcome in tried:
        if outcome.verdict in _DECIDED:
            yield Change(answer, outcome.verdict, outcome.provision)


def _radius(one: Questions, tried: Tried) -> Iterator[Change]:
    """Keep the widest radius that decides. What another finding's edge may still tell apart holds only clear of that edge too."""
    for answer, outcome in tried:
        clear = isinstance(answer, RadiusAtMost) and answer.metres <= nearest_edge_m(one.findings)
        if outcome.verdict in _DECIDED and (clear or outcome.verdict not in _WEAK):
            yield Change(answer, outcome.verdict, outcome.provision)
            return


def _position(one: Questions, tried: Tried) -> Iterator[Change]:
    """Keep what holds in every other zone too: there a violation stays one, though another clause may name it."""
    for answer, outcome in tried:
        if outcome.verdict is Verdict.POTENTIAL_VIOLATION or (outcome.verdict in _DECIDED and len(one.crossing) == 1):
            yield Change(answer, outcome.verdict, None if one.apart else outcome.provision)


def _grouped(build: Callable[[tuple[str, ...], bool], Single]) -> Callable[[Questions, Tried], Iterator[Change]]:
    """Return a rule that puts answers with one outcome together, and the largest group of many as "any other"."""

    def grouped(_one: Questions, tried: Tried) -> Iterator[Change]:
        groups: dict[Outcome, list[str]] = {}
        for answer, outcome in tried:
            groups.setdefault(outcome, []).extend(_names(answer))
        largest = max(groups, key=lambda outcome: len(groups[outcome]), default=None)
        all_decided = all(outcome.verdict in _DECIDED for outcome in groups)
        for outcome, names in groups.items():
            if outcome.verdict in _DECIDED:
                others = all_decided and outcome == largest and len(names) > _MANY and len(groups) > 1
                yield Change(build(tuple(names), others), outcome.verdict, outcome.provision)

    return grouped


def _names(answer: Single) -> tuple[str, ...]:
    match answer:
        case ActIs(codes):
            return codes
        case ClassIs(classes):
            return classes
        case PartyIs(parties):
            return parties
        case MeansIs(means):
            return means
        case _:
            raise TypeError(f"{answer} does not list names")


def _calibres(_one: Questions, tried: Tried) -> Iterator[Change]:
    """Join neighbouring ranges with one outcome."""
    ranges = [(answer, outcome) for answer, outcome in tried if isinstance(answer, CalibreWithin)]
    joined: list[tuple[CalibreWithin, Outcome]] = []
    for answer, outcome in ranges:
        if joined and joined[-1][1] == outcome:
            before = joined[-1][0]
            joined[-1] = (replace(before, high_mm=answer.high_mm, high_included=answer.high_included), outcome)
        else:
            joined.append((answer, outcome))
    yield from _each(_one, [(answer, outcome) for answer, outcome in joined])


def _times(_one: Questions, tried: Tried) -> Iterator[Change]:
    """Join neighbouring parts that come to the same by one provision (or by none); what exempts may differ from part to part."""
    parts = [(answer, outcome) for answer, outcome in tried if isinstance(answer, TimeWithin)]
    joined: list[tuple[TimeWithin, Outcome]] = []
    for answer, outcome in parts:
        same = bool(joined) and joined[-1][1] == outcome and outcome.verdict is Verdict.OUTSIDE_SCOPE
        if same:
            joined[-1] = (TimeWithin(Interval(joined[-1][0].times.start, answer.times.end)), outcome)
        else:
            joined.append((answer, outcome))
    yield from _each(_one, [(answer, outcome) for answer, outcome in joined])


_OF_KIND: dict[type, Callable[[Questions, Tried], Iterator[Change]]] = {
    RadiusAtMost: _radius,
    PositionIn: _position,
    CalibreWithin: _calibres,
    TimeWithin: _times,
    ActIs: _grouped(ActIs),
    ClassIs: _grouped(ClassIs),
    PartyIs: _grouped(lambda names, _others: PartyIs(names)),
    MeansIs: _grouped(lambda names, _others: MeansIs(names)),
}
