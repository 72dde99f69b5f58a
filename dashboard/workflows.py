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
from dashboard.domain.access import Action
from dashboard.domain.agreement import Agreement
from dashboard.domain.people import SignedIn
from dashboard.engine.assess import Progress, part, untold
from dashboard.engine.coarse import coarse
from dashboard.engine.situation import Situation, build_situation
from dashboard.ingest.agreements.file import AgreementBundle, bundle_from_path, read_agreement
from dashboard.ingest.agreements.templates import Template, template, templates
from dashboard.ingest.errors import IngestError
from dashboard.ingest.intake import FileAccount, Intake, ReadOptions, Rejection, SourceFile
from dashboard.ingest.mappings.mapping import Mapping, read_mapping, write_mapping
from dashboard.ingest.places.corrections import NO_CORRECTIONS, Corrections
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.rejected_form import NOTE as REJECTED_FORM_NOTE
from dashboard.ingest.repairs import Load, RowPlace, leads_of, repaired_rows
from dashboard.ingest.theatre import Theatre, load_theatre
from dashboard.ingest.times.checks import first_instant, with_doubtful_times
from dashboard.noted import made_of, note_later
from dashboard.own_files import Ground, Grounds
from dashboard.present.facets import Facets, facets_of
from dashboard.settings import database_url, templates_folder
from dashboard.snapshots.dependencies import ground_key, picture_key
from dashboard.snapshots.loads import located
from dashboard.snapshots.pictures import Derived, contents_of, derived_of
from dashboard.snapshots.room import Room
from dashboard.snapshots.stages import Keeping, Stages
from dashboard.store.interface import Store, agreement_bytes
from dashboard.store.kept import Kind, Made, SavedMapping, StoredAgreement, Upload
from dashboard.store.opening import BY_ITSELF, open_store
from dashboard.unsaved import UnsavedDrafts

_PLACED = 0.5
"""The share of reading and placing in the time a picture takes."""
_SEEDED = "sample seeded"
SNAPSHOTS = "snapshots"
"""Folder of snapshots within the data folder."""
INPUT_ERRORS = (IngestError,)
"""What is wrong with something a person handed in; each message names file and place."""


@dataclass(frozen=True, slots=True)
class Project:
    """A data folder and a theatre: what one dashboard works on. `theatre` is as it was opened; `grounds` has one's own files.

    snapshots: of what was derived; whatever is not in it, or is taken out of it, is derived anew.
    """

    store: Store
    theatre: Theatre
    grounds: Grounds
    snapshots: Room
    unsaved: UnsavedDrafts

    @property
    def gazetteer(self) -> Gazetteer:
        """Names and outlines, the boundaries and places now in use laid over the theatre's. Raises TheatreError."""
        return self.grounds.now().gazetteer

    def signed_in(self, session: SignedIn) -> "Project":
        """Return the same project for a person who signed in: whatever they write is held against their roles."""
        store = self.store.signed_in(session)
        drafts = self.unsaved.held_against(lambda: store.refuse_unless_allowed(Action.WRITE_AGREEMENTS, datetime.now(UTC)))
        return replace(self, store=store, grounds=self.grounds.acting(store), unsaved=drafts)


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
    """Everything the pages show, under one revision of the store. made_at: when it was derived, perhaps in another process."""

    revision: int
    uploads: tuple[Upload, ...]
    stored_agreement: StoredAgreement
    placed: Placed
    situation: Situation
    facets: Facets
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
    room, unsaved = Room(data_folder / SNAPSHOTS), UnsavedDrafts(data_folder / "drafts")
    project = Project(store, theatre, Grounds(store, theatre), room, unsaved)
    if project.store.get_setting(_SEEDED) is None:
        _seed(replace(project, store=store.acting(BY_ITSELF)), sample_folder)
    return project


def read_and_place(
    files: Sequence[tuple[SourceFile, ReadOptions]],
    gazetteer: Gazetteer,
    progress: Progress = untold,
    *,
    corrections: Corrections = NO_CORRECTIONS,
    set_aside: bool = False,
    keeping: Keeping | None = None,
) -> Placed:
    """Read files into observations and place them. `progress` may raise, which gives the work up.

    set_aside: see `read_each`. keeping: where what was read and placed before is found and kept; None for nowhere.
    """
    found = located(files, Stages(gazetteer, corrections, keeping), progress, set_aside=set_aside)
    return Placed(found.intake, _doubted(found.observations, gazetteer))


def _doubted(located: gpd.GeoDataFrame, gazetteer: Gazetteer) -> gpd.GeoDataFrame:
    """Flag the times that are hard to believe now."""
    begins = first_instant(gazetteer.starts, gazetteer.time_zone)
    return with_doubtful_times(located, now=datetime.now(UTC), begins=begins)


def read_beside(project: Project, files: Sequence[tuple[SourceFile, ReadOptions]], progress: Progress = untold) -> Placed:
    """Read and place files for a look: those in view come from their snapshots, and the others leave no trace."""
    ground = project.grounds.now()
    keeping = Keeping(project.snapshots, ground_key(ground), only_looks=True)
    return read_and_place(files, ground.gazetteer, progress, corrections=corrections_in_force(project.store), keeping=keeping)


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
    stored = _stored_agreement(project)
    return stored, _read_stored(project, stored, project.grounds.now())


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
    """Return what everything in view comes to: read, placed, assessed and clustered, from a snapshot where there is one.

    What is kept for good is the originals and the choices; without snapshots all is derived anew, to the same.
    """
    revision = project.store.revision()
    uploads = project.store.uploads()
    # Looked at once: what the key says and what is derived are the same, whoever changes what meanwhile.
    ground, corrections = project.grounds.now(), corrections_in_force(project.store)
    stored = _stored_agreement(project)
    agreement = _read_stored(project, stored, ground)
    key = picture_key(uploads, stored, ground_key(ground), corrections, time_zone=project.theatre.time_zone)
    progress(0.0, "looking for what was worked out before")
    derived = project.snapshots.find(f"picture-{key}", derived_of)
    if derived is None:
        files = [_source(project, upload) for upload in uploads]
        stages = Stages(ground.gazetteer, corrections, Keeping(project.snapshots, ground_key(ground)))
        derived = _derive(files, stages, agreement, progress)
        project.snapshots.keep_later(f"picture-{key}", partial(contents_of, derived))
        note_later(project.store, revision, partial(_made, derived, agreement, stored, project.theatre))
    observations = _doubted(derived.located, ground.gazetteer)
    situation = Situation(observations, agreement, derived.assessment, derived.incidents, derived.incident_of)
    placed = Placed(derived.intake, observations)
    return Picture(revision, uploads, stored, placed, situation, derived.facets, derived.made_at)


def _made(derived: Derived, agreement: Agreement, stored: StoredAgreement, theatre: Theatre) -> Made:
    situation = Situation(derived.located, agreement, derived.assessment, derived.incidents, derived.incident_of)
    return made_of(derived.intake, situation, agreement_id=stored.id, theatre_sha256=theatre.sha256)


def _derive(files: Sequence[tuple[SourceFile, ReadOptions]], stages: Stages, agreement: Agreement, progress: Progress) -> Derived:
    progress(0.0, "reading files")
    found = located(files, stages, part(progress, 0.0, _PLACED))
    told = part(progress, _PLACED, 1.0)
    # Flags tell a person what to look at; no verdict rests on them.
    situation = build_situation(found.observations, agreement, engine_version=ENGINE_VERSION, progress=told)
    return Derived(
        intake=found.intake,
        located=found.observations,
        assessment=situation.assessment,
        incidents=situation.incidents,
        incident_of=situation.incident_of,
        facets=facets_of(situation),
        made_at=datetime.now(UTC),
    )


def _stored_agreement(project: Project) -> StoredAgreement:
    stored = project.store.current_agreement()
    if stored is None:
        raise LookupError("no agreement is in use: a project always starts with the sample's")
    return stored


def _read_stored(project: Project, stored: StoredAgreement, ground: Ground) -> Agreement:
    bundle = AgreementBundle(stored.main, agreement_bytes(project.store, stored))
    return read_agreement(bundle, default_time_zone=project.theatre.time_zone, gazetteer=ground.gazetteer)


def coarse_picture(picture: Picture) -> Picture:
    """Return the picture for whoever may see neither who reported nor exactly where: no file's name, no row as it came."""
    situation = coarse(picture.situation)
    nothing = Intake(picture.placed.intake.observations.iloc[:0], (), (), ())
    uploads = tuple(
        replace(one, id="", file_name="", sha256="", size_bytes=0, mapping_json="", time_zone="") for one in picture.uploads
    )
    placed = Placed(nothing, situation.observations)
    return replace(picture, uploads=uploads, placed=placed, situation=situation, facets=facets_of(situation))


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
