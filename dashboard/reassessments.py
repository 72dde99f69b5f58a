"""The same reports assessed under another version: two assessments side by side, or one beside the verdicts of an earlier run."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard import ENGINE_VERSION
from dashboard.assessments import AssessRequest, Ready, made_ready
from dashboard.domain.agreement import Agreement
from dashboard.engine.assess import Progress, assess, part, untold
from dashboard.engine.reassess import Reassessment, Side, reassessed, reassessed_since
from dashboard.engine.situation import Situation
from dashboard.ingest.agreements.file import bundle_from_path, read_agreement
from dashboard.ingest.kept_verdicts import read_kept_verdicts
from dashboard.language.catalogue import Language

_READ = 0.5
"""The share of reading and placing in the time a comparison takes."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of verdicts, what to know of it, and the account of every row read."""

    told: Reassessment
    notes: tuple[str, ...]
    read: int
    accepted: int
    rejected: int
    duplicates: int


def holds_verdicts(path: Path) -> bool:
    """Whether a file to compare with is a verdicts.csv rather than an agreement, by the ending of its name."""
    return path.suffix.lower() == ".csv"


def compare_files(request: AssessRequest, against: Path, progress: Progress = untold) -> Compared:
    """Assess files and compare with `against`, an earlier agreement or verdicts.csv.

    Raises one of INPUT_ERRORS, or OSError where a file cannot be opened. The files are read and placed once, as under the later
    agreement: both assessments are of the same observations.
    """
    kept = read_kept_verdicts(against.read_bytes(), str(against)) if holds_verdicts(against) else None
    ready = made_ready(request, part(progress, 0.0, _READ))
    earlier = _earlier_agreement(request, against, ready) if kept is None else None
    after = _side(ready, ready.agreement, part(progress, (1 + _READ) / 2, 1.0))
    if kept is not None:
        told = reassessed_since(kept, after, request.language)
    else:
        before = _side(ready, earlier or ready.agreement, part(progress, _READ, (1 + _READ) / 2))
        told = reassessed(before, after, request.language)
    accounts = ready.placed.intake.accounts
    return Compared(
        told,
        (*ready.notes, *_clock_note(request, earlier, ready.agreement)),
        read=sum(account.rows_read for account in accounts),
        accepted=sum(account.accepted for account in accounts),
        rejected=sum(account.rejected for account in accounts),
        duplicates=sum(account.duplicates for account in accounts),
    )


def what_would_change(
    situation: Situation, other: Agreement, progress: Progress = untold, *, language: Language = "en"
) -> Reassessment:
    """Assess what is in view under another agreement: what stands now is before, what would stand then is after.

    `progress` may raise, which gives the work up.
    """
    observations = situation.observations
    then = assess(observations, other, engine_version=ENGINE_VERSION, progress=progress)
    now = Side(observations, situation.assessment, situation.agreement)
    progress(0.95, "comparing the verdicts")
    return reassessed(now, Side(observations, then, other), language)


def _earlier_agreement(request: AssessRequest, against: Path, ready: Ready) -> Agreement:
    bundle = bundle_from_path(against, request.notifications)
    return read_agreement(bundle, default_time_zone=request.time_zone or ready.theatre.time_zone, gazetteer=ready.gazetteer)


def _side(ready: Ready, agreement: Agreement, progress: Progress) -> Side:
    observations = ready.placed.observations
    return Side(observations, assess(observations, agreement, engine_version=ENGINE_VERSION, progress=progress), agreement)


def _clock_note(request: AssessRequest, earlier: Agreement | None, later: Agreement) -> Iterator[str]:
    if earlier is not None and request.time_zone is None and earlier.time_zone != later.time_zone:
        yield (
            f"the earlier agreement keeps {earlier.time_zone}; times without an offset were read by {later.time_zone} for both "
            "(--time-zone chooses another)"
        )
