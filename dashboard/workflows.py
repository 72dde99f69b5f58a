"""What the dashboard does, as sentences: bytes become observations, observations verdicts, verdicts a picture.

With `decisions` and `drafts` the only places with a clock. Pages and the command line call these; nothing here knows how
anything is shown.
"""

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Pairs
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import geopandas as gpd

from dashboard import ENGINE_VERSION
from dashboard.decisions import corrections_in_force
from dashboard.domain.agreement import Agreement
from dashboard.domain.people import SignedIn
from dashboard.engine.assess import Progress, part, untold
from dashboard.engine.coarse import coarse
from dashboard.engine.situation import Situation, build_situation
from dashboard.ingest.agreements.file import AgreementBundle, bundle_from_path, read_agreement
from dashboard.ingest.agreements.templates import Template, template, templates
from dashboard.ingest.errors import IngestError
from dashboard.ingest.intake import FileAccount, Intake, ReadOptions, Rejection, SourceFile, read_files
from dashboard.ingest.mappings.mapping import Mapping, read_mapping, write_mapping
from dashboard.ingest.places.corrections import NO_CORRECTIONS, Corrections
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.places.locate import locate
from dashboard.ingest.rejected_form import NOTE as REJECTED_FORM_NOTE
from dashboard.ingest.repairs import Load, RowPlace, leads_of, repaired_rows
from dashboard.ingest.theatre import Theatre, load_theatre
from dashboard.ingest.times.checks import first_instant, with_doubtful_times
from dashboard.own_files import Grounds
from dashboard.settings import database_url, templates_folder
from dashboard.store.interface import Kind, SavedMapping, Store, StoredAgreement, Upload, agreement_bytes
from dashboard.store.opening import open_store

_READING = 0.7
"""The share of reading in the time that reading and placing take."""
_PLACED = 0.5
"""The share of reading and placing in the time a picture takes."""
_SEEDED = "sample seeded"
INPUT_ERRORS = (IngestError,)
"""What is wrong with something a person handed in; each message names file and place."""


@dataclass(frozen=True, slots=True)
class Project:
    """A data folder and a theatre: what one dashboard works on. `theatre` is as it was opened; `grounds` has one's own files."""

    store: Store
    theatre: Theatre
    grounds: Grounds

    @property
    def gazetteer(self) -> Gazetteer:
        """Names and outlines, the boundaries and places now in use laid over the theatre's. Raises TheatreError."""
        return self.grounds.now().gazetteer

    def signed_in(self, session: SignedIn) -> "Project":
        """Return the same project for a person who signed in: whatever they write is held against their roles."""
        store = self.store.signed_in(session)
        return Project(store, self.theatre, self.grounds.acting(store))


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """A file, and how it was chosen to be read: time zone of times without an offset, mapping as JSON, empty for none."""

    file: SourceFile
    time_zone: str
    mapping_json: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """What reading came to: the account of every row, and the accepted observations with their places."""

    intake: Intake
    observations: gpd.GeoDataFrame


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the pages show, under one revision of the store."""

    revision: int
    uploads: tuple[Upload, ...]
    stored_agreement: StoredAgreement
    placed: Placed
    situation: Situation
    made_at: datetime

    @property
    def shows_sample(self) -> bool:
        """Whether any event in view is invented."""
        return any(upload.kind == "sample" for upload in self.uploads)

    @property
    def agreement_is_sample(self) -> bool:
        """Whether the agreement is the illustrative one."""
        return self.stored_agreement.kind == "sample"


def open_project(data_folder: Path, theatre_folder: Path, sample_folder: Path) -> Project:
    """Open, or at first start create, a data folder; a new one starts with the sample."""
    theatre = load_theatre(theatre_folder)
    store = open_store(data_folder, database_url())
    project = Project(store, theatre, Grounds(store, theatre))
    if project.store.get_setting(_SEEDED) is None:
        _seed(project, sample_folder)
    return project


def read_and_place(
    files: Sequence[tuple[SourceFile, ReadOptions]],
    gazetteer: Gazetteer,
    progress: Progress = untold,
    *,
    corrections: Corrections = NO_CORRECTIONS,
    set_aside: bool = False,
) -> Placed:
    """Read files into observations and place them; nothing is kept. `progress` may raise, which gives the work up.

    set_aside: see `read_files`.
    """
    intake = read_files(files, part(progress, 0.0, _READING), set_aside=set_aside)
    located = locate(intake.observations, gazetteer, part(progress, _READING, 1.0), corrections=corrections)
    begins = first_instant(gazetteer.starts, gazetteer.time_zone)
    return Placed(intake, with_doubtful_times(located, now=datetime.now(UTC), begins=begins))


def options_for(project: Project, time_zone: str, mapping_json: str) -> ReadOptions:
    """Return how a file is to be read, from what was chosen for it."""
    mapping = read_mapping(mapping_json.encode(), "mapping") if mapping_json else None
    return ReadOptions(time_zone or project.theatre.time_zone, mapping, project.theatre.bounds)


def add_files(
    project: Project, files: Sequence[SourceFile], *, time_zone: str, mapping_json: str = "", progress: Progress = untold
) -> tuple[Upload, ...]:
    """Keep files that are all to be read in one way; see `add_chosen`."""
    return add_chosen(project, [ChosenFile(file, time_zone, mapping_json) for file in files], progress)


def add_chosen(project: Project, files: Sequence[ChosenFile], progress: Progress = untold) -> tuple[Upload, ...]:
    """Keep files and bring them into view. With the first real file the invented sample leaves the view.

    `progress` may raise to cancel; the files it was told of before are kept.
    """
    now = datetime.now(UTC)
    added = []
    for number, one in enumerate(files):
        progress(number / len(files), f"keeping {one.file.name}")
        added.append(
            project.store.add_upload(
                one.file.name, one.file.data, time_zone=one.time_zone, mapping_json=one.mapping_json, kind="user", now=now
            )
        )
    chosen = {upload.id for upload in added}
    for upload in project.store.uploads():
        if upload.kind == "sample" and upload.id not in chosen:
            project.store.withdraw_upload(upload.id, now)
    return tuple(added)


def save_mapping(project: Project, name: str, header: Sequence[str], mapping: Mapping) -> SavedMapping:
    """Keep a mapping under a name, to be offered for files with the same headings; StoreError where the name is none."""
    return project.store.save_mapping(name, header, write_mapping(mapping).decode(), datetime.now(UTC))


def forget_mapping(project: Project, name: str) -> None:
    """Offer a kept mapping no more; files in view keep theirs. NotInStoreError where it is gone already."""
    project.store.forget_mapping(name, datetime.now(UTC))


def repaired_in_view(project: Project, picture: Picture) -> tuple[frozenset[RowPlace], ...]:
    """Return for each file in view where its rejected rows stood that a later file in view has repaired."""
    loads, done = [], 0
    for upload, account in zip(picture.uploads, picture.placed.intake.file_accounts, strict=True):
        own = picture.placed.intake.rejections[done : done + account.rejected]
        done += account.rejected
        loads.append(as_load(upload.file_name, account, own, partial(project.store.original, upload.sha256)))
    return repaired_rows(loads)


def as_load(name: str, account: FileAccount, own: Sequence[Rejection], data: Callable[[], bytes]) -> Load:
    """Return a file as one load among others. `data` is asked for its bytes only where they repair rows of another file."""
    is_repair = REJECTED_FORM_NOTE in account.notes
    return Load(tuple(own), leads_of(name, data()) if is_repair else ())


def withdraw_file(project: Project, upload_id: str) -> None:
    """Take a file out of view; its bytes are kept."""
    project.store.withdraw_upload(upload_id, datetime.now(UTC))


def show_sample(project: Project, sample_folder: Path) -> None:
    """Bring the invented sample and its illustrative agreement back into view."""
    _seed(project, sample_folder)


def current_agreement(project: Project) -> tuple[StoredAgreement, Agreement]:
    """Return the agreement in use, as stored and as read."""
    stored = project.store.current_agreement()
    if stored is None:
        raise LookupError("no agreement is in use: a project always starts with the sample's")
    bundle = AgreementBundle(stored.main, agreement_bytes(project.store, stored))
    return stored, read_agreement(bundle, default_time_zone=project.theatre.time_zone, gazetteer=project.gazetteer)


def read_agreement_files(project: Project, main: str, files: Pairs[str, bytes]) -> Agreement:
    """Read an agreement without keeping it; AgreementError says what is wrong."""
    bundle = AgreementBundle(main, files)
    return read_agreement(bundle, default_time_zone=project.theatre.time_zone, gazetteer=project.gazetteer)


def add_agreement(project: Project, main: str, files: Pairs[str, bytes], kind: Kind = "user") -> StoredAgreement:
    """Keep an agreement that reads well and put it to use."""
    read_agreement_files(project, main, files)
    now = datetime.now(UTC)
    stored = project.store.add_agreement(main, files, kind=kind, now=now)
    project.store.use_agreement(stored.id, now)
    return stored


def current_picture(project: Project, progress: Progress = untold) -> Picture:
    """Read, place, assess and cluster everything in view. Derived anew: what is kept is the originals and the choices."""
    revision = project.store.revision()
    uploads = project.store.uploads()
    stored, agreement = current_agreement(project)
    progress(0.0, "reading files")
    files = [_source(project, upload) for upload in uploads]
    corrections = corrections_in_force(project.store)
    placed = read_and_place(files, project.gazetteer, part(progress, 0.0, _PLACED), corrections=corrections)
    told = part(progress, _PLACED, 1.0)
    situation = build_situation(placed.observations, agreement, engine_version=ENGINE_VERSION, progress=told)
    return Picture(revision, uploads, stored, placed, situation, datetime.now(UTC))


def coarse_picture(picture: Picture) -> Picture:
    """Return the picture for whoever may see neither who reported nor exactly where: no file's name, no row as it came."""
    situation = coarse(picture.situation)
    nothing = Intake(picture.placed.intake.observations.iloc[:0], (), (), ())
    uploads = tuple(
        replace(one, id="", file_name="", sha256="", size_bytes=0, mapping_json="", time_zone="") for one in picture.uploads
    )
    return replace(picture, uploads=uploads, placed=Placed(nothing, situation.observations), situation=situation)


def _source(project: Project, upload: Upload) -> tuple[SourceFile, ReadOptions]:
    data = project.store.original(upload.sha256)
    return SourceFile(upload.file_name, data), options_for(project, upload.time_zone, upload.mapping_json)


def _seed(project: Project, sample_folder: Path) -> None:
    now = datetime.now(UTC)
    bundle = bundle_from_path(sample_folder / "agreement.yaml")
    add_agreement(project, bundle.main, bundle.files, kind="sample")
    time_zone = project.theatre.time_zone
    for path in sorted(sample_folder.glob("*.csv")):
        project.store.add_upload(path.name, path.read_bytes(), time_zone=time_zone, mapping_json="", kind="sample", now=now)
    project.store.put_setting(_SEEDED, now.isoformat(), now)


def agreement_templates() -> tuple[Template, ...]:
    """Return the published agreements that a person can start from."""
    return templates(templates_folder())


def agreement_template(name: str) -> Template:
    """Return one of them; one of INPUT_ERRORS where none has the name."""
    return template(templates_folder(), name)
