"""Files assessed without a data folder: what a request names is read, placed and held against its agreement."""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from dashboard import ENGINE_VERSION
from dashboard.domain.agreement import Agreement
from dashboard.engine.assess import Holding, Progress, assess, hold_clauses, part, untold
from dashboard.engine.explanation import Worded, explanations, worded
from dashboard.engine.quota_table import quota_table
from dashboard.engine.tables import findings_table, verdict_table
from dashboard.ingest.agreements.file import bundle_from_path, read_agreement
from dashboard.ingest.intake import ReadOptions, Rejection, SourceFile
from dashboard.ingest.mappings.mapping import read_mapping
from dashboard.ingest.places.corrections_file import read_corrections
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.theatre import Theatre, load_theatre
from dashboard.language.catalogue import Language
from dashboard.own_files import laid_over, placings_by_own_files
from dashboard.workflows import Placed, read_and_place

_PLACED = 0.5
"""The share of reading and placing in the time an assessment takes."""


@dataclass(frozen=True, slots=True)
class AssessRequest:
    """Files to assess without a data folder. `time_zone` overrides the agreement's for times without an offset.

    language: of reasons and explanations. explain: whether explanations are wanted, which take longer than verdicts.
    """

    observations: tuple[Path, ...]
    agreement: Path
    theatre: Path
    regions: tuple[Path, ...] = ()
    places: tuple[Path, ...] = ()
    corrections: Path | None = None
    mapping: Path | None = None
    time_zone: str | None = None
    notifications: Path | None = None
    language: Language = "en"
    explain: bool = False


@dataclass(frozen=True, slots=True)
class Assessed:
    """Verdicts, findings and explanations in the input's order, what quotas add up to, and the account of every row read."""

    verdicts: pd.DataFrame
    findings: pd.DataFrame
    quotas: pd.DataFrame
    explanations: tuple[Worded, ...]
    observations: gpd.GeoDataFrame
    rejections: tuple[Rejection, ...]
    notes: tuple[str, ...]
    read: int
    accepted: int
    rejected: int
    duplicates: int


@dataclass(frozen=True, slots=True)
class Ready:
    """What a request named, read and placed, before it is assessed."""

    theatre: Theatre
    gazetteer: Gazetteer
    agreement: Agreement
    placed: Placed

    @property
    def notes(self) -> tuple[str, ...]:
        """What to know of the agreement, of each file, and of places by files of one's own."""
        return (
            *self.agreement.notes,
            *(f"{account.file}: {note}" for account in self.placed.intake.accounts for note in account.notes),
            *placings_by_own_files(self.theatre, self.placed.observations["place_note"]),
        )


def files_of_agreement(path: Path) -> tuple[Path, ...]:
    """Return the agreement's own path and those of the geometry files it names; AgreementError where one cannot be read."""
    return tuple(path.parent / name for name in bundle_from_path(path).files)


def assess_files(request: AssessRequest, progress: Progress = untold, hold: Holding = hold_clauses) -> Assessed:
    """Read, place and assess files; raises one of INPUT_ERRORS, or OSError where a file cannot be opened.

    hold: what holds placed reports against clauses, here or by several processes (`cluster.holding.ClusterHolding`).
    """
    ready = made_ready(request, part(progress, 0.0, _PLACED))
    placed, agreement = ready.placed, ready.agreement
    told = part(progress, _PLACED, 1.0)
    assessment = assess(placed.observations, agreement, engine_version=ENGINE_VERSION, progress=told, hold=hold)
    rows = range(len(placed.observations)) if request.explain else ()
    explained = explanations(placed.observations, assessment, agreement, rows)
    accounts = placed.intake.accounts
    return Assessed(
        verdicts=verdict_table(placed.observations, assessment, agreement, request.language),
        findings=findings_table(placed.observations, assessment, agreement, request.language),
        explanations=tuple(worded(one, request.language) for one in explained),
        observations=placed.observations,
        quotas=quota_table(assessment.findings, placed.observations, agreement),
        rejections=placed.intake.rejections,
        notes=ready.notes,
        read=sum(account.rows_read for account in accounts),
        accepted=sum(account.accepted for account in accounts),
        rejected=sum(account.rejected for account in accounts),
        duplicates=sum(account.duplicates for account in accounts),
    )


def made_ready(request: AssessRequest, progress: Progress = untold) -> Ready:
    """Read what a request names and place the observations; raises as `assess_files`."""
    theatre = _theatre_for(request)
    gazetteer = Gazetteer(theatre)
    bundle = bundle_from_path(request.agreement, request.notifications)
    agreement = read_agreement(bundle, default_time_zone=request.time_zone or theatre.time_zone, gazetteer=gazetteer)
    mapping = read_mapping(request.mapping.read_bytes(), request.mapping.name) if request.mapping else None
    options = ReadOptions(request.time_zone or agreement.time_zone, mapping, theatre.bounds)
    files = [(SourceFile(str(path), path.read_bytes()), options) for path in request.observations]
    corrections = read_corrections(request.corrections.read_bytes(), request.corrections.name) if request.corrections else {}
    placed = read_and_place(files, gazetteer, progress, corrections=corrections, set_aside=True)
    return Ready(theatre, gazetteer, agreement, placed)


def _theatre_for(request: AssessRequest) -> Theatre:
    own = ([SourceFile(path.name, path.read_bytes()) for path in paths] for paths in (request.regions, request.places))
    return laid_over(load_theatre(request.theatre), *own)
