"""Sets of answers that together may make a potential violation, where no single answer does."""

from collections.abc import Iterator, Sequence
from itertools import product

from dashboard.domain.acts import is_or_lies_under
from dashboard.domain.answers import (
    ActIs,
    CalibreWithin,
    ClassIs,
    NotNotified,
    PartyIs,
    RadiusAtMost,
    Single,
    TimeWithin,
    Together,
)
from dashboard.domain.matching import Match
from dashboard.engine.findings import Finding
from dashboard.engine.questions import Questions
from dashboard.engine.trials import Trial

_SETS_MAX = 24


def combined(one: Questions) -> Iterator[Trial]:
    """Yield sets of one answer to each open question of an undetermined finding, as its clause would have them."""
    for finding in one.open:
        open_questions = [choice for choice in _choices(one, finding) if choice]
        if len(open_questions) < 2 or finding.provision.judged_because:
            continue
        for number, chosen in enumerate(product(*open_questions)):
            if number == _SETS_MAX:
                break
            answers = tuple(trial.answer for trial in chosen if not isinstance(trial.answer, Together))
            columns = {name: value for trial in chosen for name, value in trial.columns.items()}
            none = any(isinstance(answer, NotNotified) for answer in answers)
            yield Trial(one.row, Together(answers), columns, notices="none" if none else "as they are")


def _choices(one: Questions, finding: Finding) -> Iterator[Sequence[Trial]]:
    """Yield for each open question of a finding the answers that its clause asks for."""
    provision, matches = finding.provision, finding.matches
    if finding.shares.inside < 1:
        yield [trial for trial in one.radii() if _clear(finding, trial.answer)][:1]
    if finding.shares.in_force < 1 or (finding.shares.settled or 1) < 1:
        yield [trial for trial in one.times() if isinstance(trial.answer, TimeWithin) and _holds(one, finding, trial.answer)]
    if matches.act is Match.UNKNOWN:
        wanted = provision.prohibits.acts
        yield [trial for trial in one.acts() if isinstance(trial.answer, ActIs) and _under(trial.answer.codes, wanted)][:4]
    if matches.weapon is Match.UNKNOWN:
        wanted = provision.prohibits.weapons
        yield [trial for trial in one.classes() if isinstance(trial.answer, ClassIs) and set(trial.answer.classes) & set(wanted)][
            :4
        ]
        yield list(_calibre(one, finding))
    if matches.party is Match.UNKNOWN:
        wanted = provision.bound_in(finding.zone.id)
        yield [trial for trial in one.parties() if isinstance(trial.answer, PartyIs) and set(trial.answer.parties) & set(wanted)]
    if matches.exemption is Match.UNKNOWN:
        yield [trial for trial in one.notices() if isinstance(trial.answer, NotNotified)]


def _clear(finding: Finding, answer: object) -> bool:
    return isinstance(answer, RadiusAtMost) and finding.edge_distance_m < 0 and answer.metres <= -finding.edge_distance_m


def _holds(one: Questions, finding: Finding, answer: TimeWithin) -> bool:
    return bool(one.agreement.times_in_force(finding.zone, finding.provision, (answer.times,)))


def _under(codes: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return any(is_or_lies_under(code, one) for code in codes for one in wanted)


def _calibre(one: Questions, finding: Finding) -> Iterator[Trial]:
    """Yield the calibres a clause asks for, where none is known."""
    asks = finding.provision.prohibits
    if (asks.calibre_min_mm is None and asks.calibre_max_mm is None) or not any(one.calibres()):
        return
    at = asks.calibre_min_mm if asks.calibre_min_mm is not None else asks.calibre_max_mm
    answer: Single = CalibreWithin(asks.calibre_min_mm, True, asks.calibre_max_mm, True)
    yield one.trial(answer, calibre_mm=at)
