"""Files assessed without a data folder: what a request names is read, placed and held against its agreement."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from dashboard import ENGINE_VERSION, __version__
from dashboard.domain.agreement import Agreement
from dashboard.domain.manifest import Account, InputFile, MadeFrom, Manifest, Role, Settings
from dashboard.engine.assess import Holding, Progress, assess, hold_clauses, part, untold
from dashboard.engine.explanation import Worded, explanations, worded
from dashboard.engine.quota_table import quota_table
from dashboard.engine.tables import findings_table, verdict_table
from dashboard.engine.verdict_hash import verdict_hash
from dashboard.ingest.agreements.file import AgreementBundle, bundle_from_path, read_agreement
from dashboard.ingest.intake import ReadOptions, Rejection, SourceFile
from dashboard.ingest.mappings.mapping import read_mapping
from dashboard.ingest.places.corrections_file import read_corrections
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.theatre import Theatre, load_theatre
from dashboard.ingest.theatre.fingerprint import theatre_hash
from dashboard.language.catalogue import Language
from dashboard.own_files import laid_over, placings_by_own_files
from dashboard.pictures import Placed, read_and_place
from dashboard.snapshots.key import source

_DIGITS = 12
"""Of the hash of the program's source, beside its version: nobody has to think of a new one for every line that is changed."""
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
    """Verdicts, findings and explanations in the input's order, what quotas add up to, and the account of every row read.

    manifest: what they were made from; what is written of them is the caller's to add.
    """

    verdicts: pd.DataFrame
    findings: pd.DataFrame
    quotas: pd.DataFrame
    explanations: tuple[Worded, ...]
    observations: gpd.GeoDataFrame
    rejections: tuple[Rejection, ...]
    notes: tuple[str, ...]
    manifest: Manifest

    @property
    def account(self) -> Account:
        """What became of every row read."""
        return self.manifest.account


@dataclass(frozen=True, slots=True)
class Ready:
    """What a request named, read and placed, before it is assessed."""

    theatre: Theatre
    gazetteer: Gazetteer
    agreement: Agreement
    placed: Placed
    made_from: MadeFrom

    @property
    def account(self) -> Account:
        """What became of every row read."""
        accounts = self.placed.intake.accounts
        return Account(
            read=sum(account.rows_read for account in accounts),
            accepted=sum(account.accepted for account in accounts),
            rejected=sum(account.rejected for account in accounts),
            duplicates=sum(account.duplicates for account in accounts),
        )

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
    return Assessed(
        verdicts=verdict_table(placed.observations, assessment, agreement, request.language),
        findings=findings_table(placed.observations, assessment, agreement, request.language),
        explanations=tuple(worded(one, request.language) for one in explained),
        observations=placed.observations,
        quotas=quota_table(assessment.findings, placed.observations, agreement),
        rejections=placed.intake.rejections,
        notes=ready.notes,
        manifest=Manifest(ready.made_from, ready.account, verdict_hash(placed.observations, assessment, agreement)),
    )


def made_ready(request: AssessRequest, progress: Progress = untold) -> Ready:
    """Read what a request names and place the observations; raises as `assess_files`."""
    given = _Given.of(request)
    theatre = laid_over(load_theatre(request.theatre), given.regions, given.places)
    gazetteer = Gazetteer(theatre)
    agreement = read_agreement(given.bundle, default_time_zone=request.time_zone or theatre.time_zone, gazetteer=gazetteer)
    mapping = read_mapping(given.mapping.data, given.mapping.name) if given.mapping else None
    options = ReadOptions(request.time_zone or agreement.time_zone, mapping, theatre.bounds)
    corrections = read_corrections(given.corrections.data, given.corrections.name) if given.corrections else {}
    files = [(file, options) for file in given.observations]
    placed = read_and_place(files, gazetteer, progress, corrections=corrections, set_aside=True)
    return Ready(theatre, gazetteer, agreement, placed, _made_from(request, given, agreement))


@dataclass(frozen=True, slots=True)
class _Given:
    """The bytes of every file that a request names, read once: what is hashed is what is used."""

    bundle: AgreementBundle
    observations: tuple[SourceFile, ...]
    regions: tuple[SourceFile, ...]
    places: tuple[SourceFile, ...]
    corrections: SourceFile | None
    mapping: SourceFile | None

    @classmethod
    def of(cls, request: AssessRequest) -> "_Given":
        regions, places = (
            tuple(SourceFile(path.name, path.read_bytes()) for path in paths) for paths in (request.regions, request.places)
        )
        corrections, mapping = (
            SourceFile(path.name, path.read_bytes()) if path else None for path in (request.corrections, request.mapping)
        )
        bundle = bundle_from_path(request.agreement, request.notifications)
        observations = tuple(SourceFile(str(path), path.read_bytes()) for path in request.observations)
        return cls(bundle, observations, regions, places, corrections, mapping)

    def inputs(self) -> Iterator[InputFile]:
        yield from (_input("observations", file.name, file.data) for file in self.observations)
        for name, data in self.bundle.files.items():
            yield _input("notifications" if name == self.bundle.notifications else "agreement", name, data)
        yield from (_input("regions", file.name, file.data) for file in self.regions)
        yield from (_input("places", file.name, file.data) for file in self.places)
        if self.corrections:
            yield _input("corrections", self.corrections.name, self.corrections.data)
        if self.mapping:
            yield _input("mapping", self.mapping.name, self.mapping.data)


def _input(role: Role, name: str, data: bytes) -> InputFile:
    return InputFile(role, Path(name).name, hashlib.sha256(data).hexdigest())


def _made_from(request: AssessRequest, given: _Given, agreement: Agreement) -> MadeFrom:
    thresholds = agreement.thresholds
    return MadeFrom(
        program=f"{__version__}+{source()[:_DIGITS]}",
        engine=ENGINE_VERSION,
        agreement_id=agreement.id,
        agreement_version=agreement.version,
        theatre=theatre_hash(request.theatre),
        inputs=tuple(given.inputs()),
        settings=Settings(
            time_zone=request.time_zone or agreement.time_zone,
            language=request.language,
            violation=thresholds.violation,
            outside=thresholds.outside,
        ),
    )
