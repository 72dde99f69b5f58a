"""The same reports assessed under another version: two assessments side by side, or one beside the verdicts of an earlier run."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dashboard import ENGINE_VERSION
from dashboard.assessments import AssessRequest, Ready, made_ready
from dashboard.domain.agreement import Agreement
from dashboard.domain.manifest import Account, MadeFrom, Manifest
from dashboard.domain.message import message
from dashboard.engine.assess import Progress, assess, part, untold
from dashboard.engine.manifests import differences
from dashboard.engine.reassess import Reassessment, Side, reassessed, reassessed_since
from dashboard.engine.situation import Situation
from dashboard.ingest.agreements.file import bundle_from_path, read_agreement
from dashboard.ingest.kept_manifest import read_manifest
from dashboard.ingest.kept_verdicts import read_kept_verdicts
from dashboard.language.catalogue import Language
from dashboard.language.say import say
from dashboard.report.manifest import manifest_path

_READ = 0.5
"""The share of reading and placing in the time a comparison takes."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of verdicts, what to know of it, and the account of every row read."""

    told: Reassessment
    notes: tuple[str, ...]
    account: Account


@dataclass(frozen=True, slots=True)
class Kept:
    """The verdicts of an earlier run, and what is recorded of what they were made from, None where nothing is."""

    verdicts: pd.DataFrame
    manifest: Manifest | None
    notes: tuple[str, ...] = ()


def holds_verdicts(path: Path) -> bool:
    """Whether a file to compare with is a verdicts.csv rather than an agreement, by the ending of its name."""
    return path.suffix.lower() == ".csv"


def compare_files(request: AssessRequest, against: Path, progress: Progress = untold) -> Compared:
    """Assess files and compare with `against`, an earlier agreement or verdicts.csv.

    Raises one of INPUT_ERRORS, or OSError where a file cannot be opened. The files are read and placed once, as under the later
    agreement: both assessments are of the same observations.
    """
    kept = _kept(against) if holds_verdicts(against) else None
    ready = made_ready(request, part(progress, 0.0, _READ))
    after = _side(ready, ready.agreement, part(progress, (1 + _READ) / 2, 1.0))
    if kept is not None:
        told, notes = _since(kept, after, ready.made_from, request.language)
    else:
        earlier = _earlier_agreement(request, against, ready)
        before = _side(ready, earlier, part(progress, _READ, (1 + _READ) / 2))
        told, notes = reassessed(before, after, request.language), tuple(_clock_note(request, earlier, ready.agreement))
    return Compared(told, (*ready.notes, *notes), ready.account)


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


def _kept(path: Path) -> Kept:
    """Read kept verdicts and the manifest beside them, if there is one; one of other verdicts is left out, and that is said."""
    data = path.read_bytes()
    verdicts, beside = read_kept_verdicts(data, str(path)), manifest_path(path)
    if not beside.is_file():
        return Kept(verdicts, None)
    manifest = read_manifest(beside.read_bytes(), str(beside))
    if dict(manifest.written).get("verdicts") != hashlib.sha256(data).hexdigest():
        return Kept(verdicts, None, (f"{beside}: is of other verdicts than those now in {path.name}, and is left out",))
    return Kept(verdicts, manifest)


def _since(kept: Kept, after: Side, made_from: MadeFrom, language: Language) -> tuple[Reassessment, tuple[str, ...]]:
    if kept.manifest is None:
        return reassessed_since(kept.verdicts, after, language), kept.notes
    before = kept.manifest.made_from
    found = differences(before, made_from)
    said = "; ".join(say(one, "en") for one in found) or "everything that is recorded of both runs is the same"
    notes = [f"since the earlier run: {said}"]
    language_before = before.settings.language
    if language_before != made_from.settings.language:
        notes.append(f"reasons are compared as text; those of the earlier run came with --language {language_before}")
    return reassessed_since(kept.verdicts, after, language, found or (message("why.made-alike"),)), tuple(notes)


def _earlier_agreement(request: AssessRequest, against: Path, ready: Ready) -> Agreement:
    bundle = bundle_from_path(against, request.notifications)
    return read_agreement(bundle, default_time_zone=request.time_zone or ready.theatre.time_zone, gazetteer=ready.gazetteer)


def _side(ready: Ready, agreement: Agreement, progress: Progress) -> Side:
    observations = ready.placed.observations
    return Side(observations, assess(observations, agreement, engine_version=ENGINE_VERSION, progress=progress), agreement)


def _clock_note(request: AssessRequest, earlier: Agreement, later: Agreement) -> Iterator[str]:
    if request.time_zone is None and earlier.time_zone != later.time_zone:
        yield (
            f"the earlier agreement keeps {earlier.time_zone}; times without an offset were read by {later.time_zone} for both "
            "(--time-zone chooses another)"
        )
